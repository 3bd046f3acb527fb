package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
)

// arcLine is the line that begins a record of an ARC file: address (which may have blanks), IP address, date, type, and, in version 2,
// five more, with the length at the end.
var arcLine = regexp.MustCompile(`^([a-z][a-z0-9+.-]*:.*) ([0-9a-fA-F.:-]+) ([0-9]{8,}) (\S+) (?:\S+ \S+ \S+ \S+ \S+ )?(\S+)$`)

// arc reads a web archive of the format before WARC, versions 1 and 2. A record that is broken is skipped, and reading goes on where the
// next begins.
func (t *intake) arc(it item, m *members) error {
	a := &archived{t: t, name: it.name}
	tp := newTape(it.body, m, t.limit)
	lost, first := false, true
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
		f := arcLine.FindStringSubmatch(line)
		switch {
		case line == "":
			continue
		case f == nil:
			if !lost {
				if err := a.broken(it.name, "bytes between two records"); err != nil {
					return err
				}
			}
			lost = true
			continue
		}
		lost = false
		if more, err := a.arcRecord(tp, it, f, first); err != nil {
			return err
		} else if !more {
			lost = true
		}
		first = false
	}
	if t.Counted != nil {
		t.Counted(it.name, a.Records)
	}
	return nil
}

// arcRecord reads a record, its first line already read, as record does.
func (a *archived) arcRecord(tp *tape, it item, f []string, first bool) (bool, error) {
	t := a.t
	address, media := f[1], f[4]
	page := item{name: it.name + "/" + address, address: address, nameless: it.nameless}
	size, bad := strconv.ParseInt(f[5], 10, 64)
	if first && (bad != nil || size < 0) {
		a.Other++ // it only describes the file
		return false, nil
	}
	if bad != nil || size < 0 {
		return false, a.broken(page.name, fmt.Sprintf("a record of length %q", f[5]))
	}
	body, err := tp.body(size, t.limit)
	large := errors.Is(err, errLarge)
	if err == nil || large {
		if at := tp.arcEnded(); at != nil {
			err, large = at, false
		}
	} else if errors.Is(err, io.ErrUnexpectedEOF) {
		if err = errors.New("a record that is cut short"); wholeResponse(body) {
			err = nil
		}
	}
	if err != nil && !large {
		if errors.Is(err, errBomb) || t.ctx.Err() != nil {
			return false, t.fail(page.name, err)
		}
		for i := range body { // the next record may have been swallowed
			if end := bytes.IndexByte(body[i:], '\n'); i > 0 && body[i-1] == '\n' && end > 0 && arcLine.Match(bytes.TrimRight(body[i:i+end], "\r")) {
				tp.wind(body[i:])
				break
			}
		}
		tp.members.usable()
		return false, a.broken(page.name, err.Error())
	}
	switch {
	case first:
		a.Other++
		return true, nil
	case large || bytes.HasPrefix(body, []byte("HTTP/")):
		if !isPage(media) && media != "no-type" {
			a.Other++
			return true, nil
		}
		return true, a.response(page, body, large)
	case isPage(media) && strings.HasPrefix(address, "http"):
		page.header = http.Header{"Content-Type": {media}}
		return true, a.page(page, body, false)
	}
	a.Other++
	return true, nil
}

// arcEnded is nil where a record ends: with line ends, the file, or another record.
func (t *tape) arcEnded() error {
	for {
		ahead, err := t.r.Peek(1)
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case ahead[0] == '\r' || ahead[0] == '\n':
			if _, err := t.r.Discard(1); err != nil {
				return err
			}
			continue
		}
		break
	}
	ahead, _ := t.r.Peek(4096)
	line, _, found := bytes.Cut(ahead, []byte("\n"))
	if arcLine.Match(bytes.TrimRight(line, "\r")) || !found && len(line) == 4096 { // a very long address
		return nil
	}
	return errOtherLength
}
