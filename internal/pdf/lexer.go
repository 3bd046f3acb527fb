package pdf

import (
	"bytes"
	"math"
	"strconv"
)

// lexer reads values one after the other.
type lexer struct {
	data    []byte
	pos     int
	content bool // of a page: words are operators, and numbers are no references
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelimiter(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

// space skips white space and comments.
func (l *lexer) space() {
	for l.pos < len(l.data) {
		switch c := l.data[l.pos]; {
		case isSpace(c):
			l.pos++
		case c == '%':
			for l.pos < len(l.data) && l.data[l.pos] != '\n' && l.data[l.pos] != '\r' {
				l.pos++
			}
		default:
			return
		}
	}
}

// value is the next value; nil at the end, or for what is none.
func (l *lexer) value(depth int) any {
	l.space()
	if l.pos >= len(l.data) {
		return nil
	}
	switch c := l.data[l.pos]; {
	case c == '/':
		return l.nameValue()
	case c == '(':
		return l.literal()
	case c == '<' && l.pos+1 < len(l.data) && l.data[l.pos+1] == '<':
		l.pos += 2
		return l.dictionary(depth + 1)
	case c == '<':
		return l.hex()
	case c == '[':
		l.pos++
		return l.list(depth + 1)
	case c >= '0' && c <= '9', c == '+', c == '-', c == '.':
		return l.numeral()
	case isDelimiter(c):
		l.pos++
		return nil
	}
	word := l.word()
	switch word {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	}
	if l.content {
		return operator(word)
	}
	return nil
}

func (l *lexer) word() string {
	from := l.pos
	for l.pos < len(l.data) && !isSpace(l.data[l.pos]) && !isDelimiter(l.data[l.pos]) {
		l.pos++
	}
	return string(l.data[from:min(l.pos, from+128)])
}

func (l *lexer) nameValue() name {
	l.pos++
	w := l.word()
	if !bytes.ContainsRune([]byte(w), '#') {
		return name(w)
	}
	var b []byte
	for i := 0; i < len(w); i++ {
		if w[i] == '#' && i+2 < len(w) {
			if n, err := strconv.ParseUint(w[i+1:i+3], 16, 8); err == nil {
				b = append(b, byte(n))
				i += 2
				continue
			}
		}
		b = append(b, w[i])
	}
	return name(b)
}

// numeral is a number, or, outside of content, a reference: 12 0 R.
func (l *lexer) numeral() any {
	w := l.word()
	n, err := strconv.ParseFloat(w, 64)
	if err != nil || math.IsNaN(n) || n > 1e12 || n < -1e12 {
		n = 0 // as readers of PDF do with 0.-5 and the like
	}
	if l.content || n < 0 || n != float64(int(n)) {
		return n
	}
	back := l.pos
	l.space()
	if from := l.pos; l.pos < len(l.data) && l.data[l.pos] >= '0' && l.data[l.pos] <= '9' {
		if l.word(); l.pos-from <= 5 {
			l.space()
			if l.pos < len(l.data) && l.data[l.pos] == 'R' && (l.pos+1 == len(l.data) || isSpace(l.data[l.pos+1]) || isDelimiter(l.data[l.pos+1])) {
				l.pos++
				return ref(int(n))
			}
		}
	}
	l.pos = back
	return n
}

func (l *lexer) literal() str {
	l.pos++
	var b []byte
	depth := 1
	for ; l.pos < len(l.data); l.pos++ {
		switch c := l.data[l.pos]; c {
		case '(':
			depth++
			b = append(b, c)
		case ')':
			if depth--; depth == 0 {
				l.pos++
				return str(b)
			}
			b = append(b, c)
		case '\\':
			b = l.escape(b)
		default:
			b = append(b, c)
		}
	}
	l.pos = len(l.data) // an escape at the end has gone past it
	return str(b)
}

// escape reads what stands behind a backslash, and stays on its last byte.
func (l *lexer) escape(b []byte) []byte {
	if l.pos++; l.pos >= len(l.data) {
		return b
	}
	switch c := l.data[l.pos]; c {
	case 'n':
		return append(b, '\n')
	case 'r':
		return append(b, '\r')
	case 't':
		return append(b, '\t')
	case 'b', 'f':
		return append(b, ' ')
	case '\r': // the string goes on in the next line
		if l.pos+1 < len(l.data) && l.data[l.pos+1] == '\n' {
			l.pos++
		}
		return b
	case '\n':
		return b
	default:
		if c < '0' || c > '7' {
			return append(b, c)
		}
		n, last := 0, l.pos+2
		for ; l.pos <= last && l.pos < len(l.data) && l.data[l.pos] >= '0' && l.data[l.pos] <= '7'; l.pos++ {
			n = n<<3 | int(l.data[l.pos]-'0')
		}
		l.pos--
		return append(b, byte(n))
	}
}

func (l *lexer) hex() str {
	l.pos++
	var b []byte
	high, half := byte(0), false
	for ; l.pos < len(l.data); l.pos++ {
		c := l.data[l.pos]
		if c == '>' {
			l.pos++
			break
		}
		n, err := strconv.ParseUint(string(rune(c)), 16, 8)
		if err != nil {
			continue
		}
		if half {
			b = append(b, high|byte(n))
		} else {
			high = byte(n) << 4
		}
		half = !half
	}
	if half {
		b = append(b, high)
	}
	return str(b)
}

func (l *lexer) list(depth int) []any {
	var a []any
	for {
		l.space()
		if l.pos >= len(l.data) || depth > maxDepth {
			return a
		}
		if l.data[l.pos] == ']' {
			l.pos++
			return a
		}
		before := l.pos
		v := l.value(depth)
		if l.pos == before || v == nil && bytes.HasPrefix(l.data[before:], []byte("endobj")) { // it was not closed
			return a
		}
		a = append(a, v)
	}
}

func (l *lexer) dictionary(depth int) dict {
	d := dict{}
	for {
		l.space()
		if l.pos >= len(l.data) || depth > maxDepth {
			return d
		}
		switch {
		case l.data[l.pos] == '>':
			if l.pos++; l.pos < len(l.data) && l.data[l.pos] == '>' {
				l.pos++
			}
			return d
		case l.data[l.pos] != '/':
			if bytes.HasPrefix(l.data[l.pos:], []byte("endobj")) {
				return d
			}
			before := l.pos
			l.value(depth) // a value without a key
			if l.pos == before {
				l.pos++
			}
			continue
		}
		key := l.nameValue()
		l.space()
		if l.pos < len(l.data) && l.data[l.pos] == '>' {
			continue
		}
		d[string(key)] = l.value(depth)
	}
}

// stream is the stream that follows its dictionary, or nil.
func (l *lexer) stream(d dict) *stream {
	l.space()
	if !bytes.HasPrefix(l.data[l.pos:], []byte("stream")) {
		return nil
	}
	l.pos += len("stream")
	if l.pos < len(l.data) && l.data[l.pos] == '\r' {
		l.pos++
	}
	if l.pos < len(l.data) && l.data[l.pos] == '\n' {
		l.pos++
	}
	from := l.pos
	if n, ok := d["Length"].(float64); ok && n >= 0 && n <= float64(len(l.data)-from) {
		to := from + int(n)
		if rest := bytes.TrimLeft(l.data[to:min(len(l.data), to+16)], "\r\n \t"); bytes.HasPrefix(rest, []byte("endstream")) {
			l.pos = to
			return &stream{d, l.data[from:to]}
		}
	}
	end := bytes.Index(l.data[from:], []byte("endstream"))
	if end < 0 {
		end = len(l.data) - from
	}
	l.pos = from + end
	return &stream{d, l.data[from : from+end]}
}
