package ingest

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"hearsay"
)

// maxWindow is the greatest window of a zstd stream, in bytes: what --ultra and --long take beyond it is refused.
const maxWindow = 32 << 20

// gzip reads what a gzip file holds. Web archives are given its members, so that a broken one does not cost those behind it.
func (t *intake) gzip(it item) error {
	src, _ := it.body.(*bufio.Reader)
	m := &members{src: src}
	inner := bufio.NewReaderSize(expanded{m, t}, 32<<10)
	head, err := inner.Peek(sniffed)
	if err != nil && !errors.Is(err, io.EOF) && len(head) == 0 {
		return t.fail(it.name, err)
	}
	it.body, it.at, it.depth = inner, nil, it.depth+1
	switch detect(head, it.name, "") {
	case isWARC:
		return t.warc(it, m)
	case isARC:
		return t.arc(it, m)
	}
	return t.item(it)
}

// members reads a file of gzip members one behind the other, as one.
type members struct {
	src  *bufio.Reader
	z    *gzip.Reader
	open bool // inside a member
	any  bool // at least one was read to its end
	bad  bool // the open member cannot be read on
}

var gzipMagic = []byte{0x1f, 0x8b, 8}

func (m *members) Read(b []byte) (int, error) {
	for {
		if !m.open {
			if head, err := m.src.Peek(len(gzipMagic)); len(head) == 0 {
				return 0, err
			} else if m.any && !bytes.Equal(head, gzipMagic) {
				return 0, io.EOF // padding, as gzip itself has it
			}
			if err := m.next(); err != nil {
				m.bad = true
				return 0, err
			}
		}
		n, err := m.z.Read(b)
		switch {
		case errors.Is(err, io.EOF):
			m.open, m.any = false, true
			if n == 0 {
				continue
			}
			err = nil
		case err != nil:
			m.bad = true
		}
		return n, err
	}
}

func (m *members) next() (err error) {
	if m.z == nil {
		m.z, err = gzip.NewReader(m.src)
	} else {
		err = m.z.Reset(m.src)
	}
	if err != nil {
		return err
	}
	m.z.Multistream(false)
	m.open = true
	return nil
}

// skip goes on to the next member after a broken one, and reports whether there is one.
func (m *members) skip() bool {
	if !m.bad {
		return false
	}
	m.open, m.bad = false, false
	for {
		head, err := m.src.Peek(len(gzipMagic))
		if bytes.Equal(head, gzipMagic) {
			return true
		}
		if err != nil {
			return false
		}
		if _, err := m.src.Discard(1); err != nil {
			return false
		}
	}
}

// zstd reads what a Zstandard file holds.
func (t *intake) zstd(it item) error {
	z, err := zstd.NewReader(it.body, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
	if err != nil {
		return t.fail(it.name, err)
	}
	defer z.Close()
	it.body, it.at, it.depth = expanded{zstdReader{z}, t}, nil, it.depth+1
	return t.item(it)
}

// zstdReader says of a window that is too large what to do about it.
type zstdReader struct{ z *zstd.Decoder }

func (r zstdReader) Read(b []byte) (int, error) {
	n, err := r.z.Read(b)
	if errors.Is(err, zstd.ErrWindowSizeExceeded) {
		err = errors.New("its zstd window is larger than " + megabytes(maxWindow) + "; compress it anew without --ultra or --long")
	}
	return n, err
}

// decoded takes the content encodings off the body of an HTTP message, at most the limit. A body that lacks the encoding its header
// states, as in many archives, is returned as it is.
func (t *intake) decoded(body []byte, encodings string) ([]byte, *hearsay.Skip, error) {
	names := strings.Split(strings.ToLower(encodings), ",")
	for i := len(names) - 1; i >= 0 && i >= len(names)-3; i-- {
		name := strings.TrimSpace(names[i])
		if name == "" || name == "identity" || strings.HasSuffix(name, "gzip") && !bytes.HasPrefix(body, gzipMagic) {
			continue
		}
		out, err := t.undone(name, body)
		switch {
		case errors.Is(err, errBomb) || t.ctx.Err() != nil:
			return nil, nil, err
		case errors.Is(err, errLarge):
			return nil, &hearsay.Skip{Reason: hearsay.ReasonTooLarge, Detail: "more than " + megabytes(t.limit)}, nil
		case errors.Is(err, hearsay.ErrUnsupported):
			return nil, &hearsay.Skip{Reason: hearsay.ReasonUnsupported, Detail: "content encoding " + name}, nil
		case err != nil:
			return nil, &hearsay.Skip{Reason: hearsay.ReasonMalformed, Detail: name + ": " + err.Error()}, nil
		}
		body = out
	}
	return body, nil, nil
}

// undone takes one content encoding off.
func (t *intake) undone(encoding string, body []byte) ([]byte, error) {
	var r io.Reader
	var err error
	switch encoding {
	case "gzip", "x-gzip":
		r, err = gzip.NewReader(bytes.NewReader(body))
	case "deflate": // zlib by the standard, and without its frame by some servers
		if r, err = zlib.NewReader(bytes.NewReader(body)); err != nil {
			r, err = flate.NewReader(bytes.NewReader(body)), nil
		}
	case "br":
		r = brotli.NewReader(bytes.NewReader(body))
	case "zstd":
		z, err := zstd.NewReader(bytes.NewReader(body), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return nil, err
		}
		defer z.Close()
		return t.all(expanded{zstdReader{z}, t})
	default:
		return nil, hearsay.ErrUnsupported
	}
	if err != nil {
		return nil, err
	}
	return t.all(expanded{r, t})
}
