package ingest

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"

	"hearsay"
)

// tape is a web archive being read, record by record. It can be wound back, for records that state a wrong length.
type tape struct {
	r       *bufio.Reader
	members *members // of the gzip file it is in, or nil
	unread  []byte   // wound back, to be read before the rest
	src     io.Reader
	rework  int64 // how many bytes may still be wound back: what is broken must not be read for ever
}

func newTape(r io.Reader, m *members, limit int64) *tape {
	t := &tape{members: m, src: r, rework: 8 * limit}
	t.r = bufio.NewReaderSize(t, 64<<10)
	return t
}

// Read reads what was wound back, then the rest. Only the buffer over it calls it.
func (t *tape) Read(b []byte) (int, error) {
	if len(t.unread) > 0 {
		n := copy(b, t.unread)
		t.unread = t.unread[n:]
		return n, nil
	}
	return t.src.Read(b)
}

// wind puts b before what is still to be read, if that was not done too often.
func (t *tape) wind(b []byte) bool {
	buffered, _ := t.r.Peek(t.r.Buffered())
	cost := int64(len(b) + len(buffered) + len(t.unread))
	if t.rework -= cost; t.rework < 0 {
		return false
	}
	t.unread = append(append(append(make([]byte, 0, cost), b...), buffered...), t.unread...)
	t.r.Reset(t)
	return true
}

// line reads a line, without its end, at most 64 KB of it.
func (t *tape) line() (string, error) {
	line, err := t.r.ReadSlice('\n')
	s := strings.TrimRight(string(line), "\r\n")
	for errors.Is(err, bufio.ErrBufferFull) {
		_, err = t.r.ReadSlice('\n')
	}
	if errors.Is(err, io.EOF) && len(line) > 0 {
		err = nil
	}
	return s, err
}

// body reads the n bytes of a record. Of more than the limit nothing is kept, and errLarge returned once they are read over.
func (t *tape) body(n, limit int64) ([]byte, error) {
	if n > limit {
		if skipped, err := io.CopyN(io.Discard, t.r, n); errors.Is(err, io.EOF) && skipped < n {
			return nil, io.ErrUnexpectedEOF
		} else if err != nil {
			return nil, err
		}
		return nil, errLarge
	}
	var b bytes.Buffer // grows with what is there, whatever length is stated
	if got, err := io.CopyN(&b, t.r, n); errors.Is(err, io.EOF) && got < n {
		return b.Bytes(), io.ErrUnexpectedEOF
	} else if err != nil {
		return b.Bytes(), err
	}
	return b.Bytes(), nil
}

// archived keeps the count of what a web archive holds.
type archived struct {
	Records
	t    *intake
	name string
}

// broken says what is wrong with a record.
func (a *archived) broken(name, detail string) error {
	a.Skips++
	return a.t.skip(name, hearsay.ReasonMalformed, detail)
}

// warc reads a web archive of the WARC format (ISO 28500), versions 1.0 and 1.1. What servers answered becomes a document where it is a
// page; its date is that of the crawl and says nothing of when it was published. A record that is broken is skipped, and reading
// goes on where the next begins.
func (t *intake) warc(it item, m *members) error {
	a := &archived{t: t, name: it.name}
	tp := newTape(it.body, m, t.limit)
	lost := false // between records
	for {
		line, err := tp.line()
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			if err := a.gap(err, lost); err != nil {
				return err
			}
			if !tp.members.usable() {
				break
			}
			lost = true
			continue
		}
		switch {
		case line == "":
			continue
		case !strings.HasPrefix(line, "WARC/"):
			if !lost { // said once
				if err := a.broken(it.name, "bytes between two records"); err != nil {
					return err
				}
			}
			lost = true
			continue
		}
		lost = false
		if more, err := a.record(tp, it); err != nil {
			return err
		} else if !more {
			lost = true
		}
	}
	if t.Counted != nil {
		t.Counted(it.name, a.Records)
	}
	return nil
}

// gap reports what could not be decompressed, once where there is no record between two such parts.
func (a *archived) gap(err error, said bool) error {
	if errors.Is(err, errBomb) || a.t.ctx.Err() != nil {
		return a.t.fail(a.name, err)
	}
	if said {
		return nil
	}
	a.Skips++
	return a.t.skip(a.name, hearsay.ReasonMalformed, "a part cannot be decompressed: "+err.Error())
}

// record reads a record, its first line already read. It reports whether it ended where it should; otherwise the next must be looked for.
func (a *archived) record(tp *tape, it item) (bool, error) {
	t := a.t
	h, err := headers(tp)
	target := strings.Trim(h.Get("WARC-Target-URI"), "<> ")
	name := it.name
	if target != "" && err == nil {
		name += "/" + target
	}
	size, bad := strconv.ParseInt(strings.TrimSpace(h.Get("Content-Length")), 10, 64)
	switch {
	case err != nil:
		return false, a.broken(name, "a record's header: "+err.Error())
	case bad != nil || size < 0:
		return false, a.broken(name, fmt.Sprintf("a record of length %q", h.Get("Content-Length")))
	}
	body, err := tp.body(size, t.limit)
	large := errors.Is(err, errLarge)
	if err == nil || large {
		if at := tp.ended(); at != nil {
			err = at
		}
	} else if errors.Is(err, io.ErrUnexpectedEOF) {
		if err = errors.New("a record that is cut short"); wholeResponse(body) && nextRecord(body) < 0 {
			err = nil
		}
	}
	if err != nil && !(large && errors.Is(err, errLarge)) {
		if errors.Is(err, errBomb) || t.ctx.Err() != nil {
			return false, t.fail(name, err)
		}
		// The next record may have been swallowed, or its first bytes.
		ahead, _ := tp.r.Peek(16)
		if i := nextRecord(append(body[:len(body):len(body)], ahead...)); i >= 0 && i < len(body) {
			tp.wind(body[i:])
		}
		tp.members.usable()
		return false, a.broken(name, err.Error())
	}
	typ := h.Get("WARC-Type")
	media := strings.ToLower(strings.TrimSpace(h.Get("Content-Type")))
	page := item{name: name, address: target, nameless: it.nameless, body: nil}
	switch {
	case typ == "revisit":
		a.Revisits++
	case typ == "response" && (media == "" || strings.HasPrefix(media, "application/http")):
		return true, a.response(page, body, large)
	case (typ == "resource" || typ == "response") && isPage(media):
		page.header = http.Header{"Content-Type": {media}}
		return true, a.page(page, body, large)
	default:
		a.Other++
	}
	return true, nil
}

// nextRecord is where in the body of a record another begins, or -1.
func nextRecord(body []byte) int {
	for from := 0; ; {
		i := bytes.Index(body[from:], []byte("\nWARC/"))
		if i < 0 {
			return -1
		}
		from += i + 1
		if line, _, _ := bytes.Cut(body[from:min(len(body), from+16)], []byte("\n")); bytes.HasPrefix(line, []byte("WARC/1.")) || bytes.HasPrefix(line, []byte("WARC/0.")) {
			return from
		}
	}
}

var errOtherLength = errors.New("a record of another length than it states")

// ended is nil where a record ends: with two line ends, the file, or another record. One line end too few or too many, as some crawlers
// write, is forgiven. It looks past the end of a gzip member, and so at its checksum.
func (t *tape) ended() error {
	for {
		ahead, err := t.r.Peek(4)
		switch {
		case len(ahead) > 0 && (ahead[0] == '\r' || ahead[0] == '\n'):
			_, err = t.r.Discard(1)
			if err != nil {
				return err
			}
		case bytes.HasPrefix(ahead, []byte("WARC")), len(ahead) == 0 && errors.Is(err, io.EOF):
			return nil
		case err != nil && !errors.Is(err, io.EOF):
			return err
		default:
			return errOtherLength
		}
	}
}

// maxHeader is the greatest size of a header in bytes.
const maxHeader = 256 << 10

// headers reads a header up to the empty line behind it. Lines that are none are left out.
func headers(tp *tape) (http.Header, error) {
	h := http.Header{}
	last, size := "", 0
	for {
		line, err := tp.line()
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return h, err
		}
		if size += len(line); size > maxHeader {
			return h, fmt.Errorf("more than %d KB", maxHeader>>10)
		}
		if line == "" {
			return h, nil
		}
		last = addHeader(h, last, line)
	}
}

// addHeader adds a line to a header, and returns the name it stands under.
func addHeader(h http.Header, last, line string) string {
	if last != "" && (line[0] == ' ' || line[0] == '\t') {
		v := h[last]
		v[len(v)-1] += " " + strings.TrimSpace(line)
		return last
	}
	name, value, ok := strings.Cut(line, ":")
	if !ok {
		return last
	}
	name = http.CanonicalHeaderKey(strings.TrimSpace(name))
	h[name] = append(h[name], strings.TrimSpace(value))
	return name
}

// usable reports whether there is more to read behind a part that could not be decompressed.
func (m *members) usable() bool { return m != nil && m.skip() }
