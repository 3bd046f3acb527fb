package ingest

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
)

// boxLine is the line that begins a message in a mailbox: From, an address, a date.
var boxLine = regexp.MustCompile(`^From \S+ .*[0-9]{2}:[0-9]{2}.*`)

// mailbox reads the messages of a file in the mbox format (RFC 4155), as mail programs export them.
func (t *intake) mailbox(it item) error {
	r, ok := it.body.(*bufio.Reader)
	if !ok {
		r = bufio.NewReader(it.body)
	}
	var message []byte
	n, large, blank := 0, false, true
	flush := func() error {
		if n == 0 {
			return nil
		}
		one := it
		one.name, one.nameless, one.body = fmt.Sprintf("%s#%d", it.name, n), false, nil
		if large {
			return t.fail(one.name, errLarge)
		}
		return t.eml(one, message)
	}
	for {
		line, err := t.line(r)
		if errors.Is(err, errLarge) {
			large, blank = true, false
			continue
		} else if err != nil && !errors.Is(err, io.EOF) {
			return t.fail(it.name, err)
		}
		switch {
		case blank && boxLine.Match(line):
			if err := flush(); err != nil {
				return err
			}
			message, large = nil, false
			n++
		case int64(len(message)+len(line)) > t.limit:
			message, large = nil, true
		case !large:
			if quoted := bytes.TrimLeft(line, ">"); len(quoted) < len(line) && bytes.HasPrefix(quoted, []byte("From ")) {
				line = line[1:]
			}
			message = append(message, line...)
		}
		blank = len(bytes.TrimRight(line, "\r\n")) == 0
		if errors.Is(err, io.EOF) {
			return flush()
		}
	}
}
