package ingest

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"
)

// feedHead is how much of what stands before the first entry is looked at, in bytes.
const feedHead = 256 << 10

// feedSplitter cuts a feed into what stands before its first entry, and its entries, each as the bytes from <item> to </item>. It looks
// at tags, comments and CDATA alone, so that what is broken in one entry stays there, and holds one entry at a time.
type feedSplitter struct {
	r     *bufio.Reader
	limit int64  // greatest size of an entry in bytes
	head  []byte // what stands before the first entry, up to feedHead

	entry []byte
	size  int64
	open  bool // inside an entry
	begun bool // the first entry was met
	tag   []byte
}

// next is the next entry, io.EOF behind the last. Of one larger than the limit, errLarge is all that is returned; of one broken off by the
// end of the feed, what there is comes with io.ErrUnexpectedEOF.
func (s *feedSplitter) next() ([]byte, error) {
	for {
		text, err := s.r.ReadSlice('<')
		if err == nil {
			text = text[:len(text)-1] // the bracket belongs to what follows
		}
		s.keep(text)
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF) && s.open:
			return s.taken(io.ErrUnexpectedEOF)
		case err != nil:
			return nil, err
		}
		begins, ends, err := s.markup()
		if errors.Is(err, io.EOF) && s.open {
			return s.taken(io.ErrUnexpectedEOF)
		} else if err != nil {
			return nil, err
		}
		switch {
		case begins && s.open: // the one before was not closed
			entry, err := s.taken(nil)
			s.open = true
			s.keep(s.tag)
			return entry, err
		case begins:
			s.open, s.begun = true, true
		}
		s.keep(s.tag)
		if ends && s.open {
			return s.taken(nil)
		}
	}
}

// taken returns the entry that ends here, and closes it.
func (s *feedSplitter) taken(err error) ([]byte, error) {
	entry, size := s.entry, s.size
	s.entry, s.size, s.open = nil, 0, false
	if size > s.limit {
		return nil, errLarge
	}
	return entry, err
}

// keep adds to what is being cut.
func (s *feedSplitter) keep(b []byte) {
	switch {
	case s.open:
		if s.size += int64(len(b)); s.size <= s.limit {
			s.entry = append(s.entry, b...)
		} else {
			s.entry = nil
		}
	case !s.begun && len(s.head)+len(b) <= feedHead:
		s.head = append(s.head, b...)
	}
}

// maxTag is the greatest length of a tag; what is longer is a text with a stray bracket.
const maxTag = 64 << 10

// markup reads what follows a bracket. A tag is left in s.tag, for the caller to keep; comments and CDATA are kept here. It says whether
// an entry begins, or ends.
func (s *feedSplitter) markup() (begins, ends bool, err error) {
	s.tag = append(s.tag[:0], '<')
	ahead, err := s.r.Peek(8)
	if len(ahead) == 0 {
		return false, false, err
	}
	switch {
	case bytes.HasPrefix(ahead, []byte("![CDATA[")):
		return false, false, s.through("]]>")
	case bytes.HasPrefix(ahead, []byte("!--")):
		return false, false, s.through("-->")
	case ahead[0] != '/' && ahead[0] != '!' && ahead[0] != '?' && ahead[0] != '_' && !isLetter(ahead[0]) && ahead[0] < 0x80:
		return false, false, nil // a < in a text
	}
	quote := byte(0)
	for len(s.tag) < maxTag {
		c, err := s.r.ReadByte()
		if err != nil {
			return false, false, err
		}
		s.tag = append(s.tag, c)
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case (c == '"' || c == '\'') && s.tag[len(s.tag)-2] == '=':
			quote = c
		case c == '>':
			name := strings.ToLower(string(bytes.TrimPrefix(s.tag[1:min(len(s.tag), 40)], []byte("/"))))
			if i := strings.IndexAny(name, " \t\r\n/>"); i >= 0 {
				name = name[:i]
			}
			if _, local, ok := strings.Cut(name, ":"); ok {
				name = local
			}
			if name != "item" && name != "entry" {
				return false, false, nil
			}
			closing := s.tag[1] == '/'
			return !closing, closing || s.tag[len(s.tag)-2] == '/', nil
		}
	}
	return false, false, nil
}

// through keeps what is there up to end and with it.
func (s *feedSplitter) through(end string) error {
	s.keep(s.tag)
	s.tag = s.tag[:0]
	var tail []byte
	for {
		part, err := s.r.ReadSlice(end[len(end)-1])
		s.keep(part)
		tail = append(tail, part[max(0, len(part)-len(end)):]...)
		tail = tail[max(0, len(tail)-len(end)):]
		if err == nil && string(tail) == end {
			return nil
		}
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return err
		}
	}
}
