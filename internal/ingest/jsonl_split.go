package ingest

import (
	"bufio"
	"errors"
	"io"
)

// splitter cuts a JSON value that may be larger than memory into the values it holds. It follows strings and brackets and leaves the
// rest to encoding/json, so that one bad value does not cost those behind it.
type splitter struct {
	r     *bufio.Reader
	limit int64 // greatest size of one value in bytes
}

func newSplitter(r io.Reader, limit int64) *splitter {
	b, ok := r.(*bufio.Reader)
	if !ok {
		b = bufio.NewReaderSize(r, 32<<10)
	}
	return &splitter{b, limit}
}

var errBrokenJSON = errors.New("JSON: broken off, or no comma between two values")

// next is the next byte, 0 at the end.
func (s *splitter) next() byte {
	c, err := s.r.ReadByte()
	if err != nil {
		return 0
	}
	return c
}

// space skips white space, and a byte order mark.
func (s *splitter) space() {
	for {
		switch c, err := s.r.ReadByte(); {
		case err != nil:
			return
		case c == ' ', c == '\t', c == '\n', c == '\r', c == 0xef, c == 0xbb, c == 0xbf:
		default:
			_ = s.r.UnreadByte() // cannot fail: a byte was just read
			return
		}
	}
}

// element is the next value of an array, io.EOF behind the last.
func (s *splitter) element() ([]byte, error) {
	s.space()
	if c, err := s.r.Peek(1); err == nil {
		switch c[0] {
		case ',':
			s.next()
		case ']':
			s.next()
			return nil, io.EOF
		}
	}
	s.space()
	return s.value()
}

// key is the next key of an object, with its colon taken off; "" behind the last.
func (s *splitter) key() (string, error) {
	s.space()
	c, err := s.r.Peek(1)
	if err == nil && c[0] == ',' {
		s.next()
		s.space()
		c, err = s.r.Peek(1)
	}
	if err != nil {
		return "", errBrokenJSON
	}
	if c[0] == '}' {
		return "", nil
	}
	if c[0] != '"' {
		return "", errBrokenJSON
	}
	k, err := s.value()
	if err != nil {
		return "", err
	}
	s.space()
	if s.next() != ':' {
		return "", errBrokenJSON
	}
	s.space()
	return string(k[1 : len(k)-1]), nil
}

// value is the next value as it stands. Of one larger than the limit, errLarge is all that is returned, and what follows it is next.
func (s *splitter) value() ([]byte, error) {
	var value []byte
	size, depth := int64(0), 0
	inString, escaped := false, false
	for {
		c, err := s.r.ReadByte()
		if errors.Is(err, io.EOF) {
			return nil, errBrokenJSON
		} else if err != nil {
			return nil, err
		}
		done := false
		switch {
		case escaped:
			escaped = false
		case inString:
			escaped = c == '\\'
			if c == '"' {
				inString, done = false, depth == 0
			}
		case c == '"':
			inString = true
		case c == '{', c == '[':
			depth++
		case depth == 0 && (c == ',' || c == '}' || c == ']' || c <= ' '):
			_ = s.r.UnreadByte() // cannot fail: a byte was just read
			if size == 0 {
				return nil, errBrokenJSON
			}
			return s.kept(value, size)
		case c == '}', c == ']':
			depth--
			done = depth == 0
		}
		if size++; size <= s.limit {
			value = append(value, c)
		} else {
			value = nil
		}
		if done {
			return s.kept(value, size)
		}
	}
}

func (s *splitter) kept(value []byte, size int64) ([]byte, error) {
	if size > s.limit {
		return nil, errLarge
	}
	return value, nil
}
