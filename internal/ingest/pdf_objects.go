package ingest

import (
	"bytes"
	"errors"
	"math"
	"strconv"
	"time"
)

// The values of a PDF file are nil, bool, float64, pdfName, pdfString, pdfRef, []any, pdfDict, *pdfStream; in the content of a page also
// pdfOp, an operator.
type (
	pdfName   string
	pdfString string // its bytes
	pdfRef    int    // number of an object
	pdfOp     string
	pdfDict   map[string]any
	pdfStream struct {
		pdfDict
		raw []byte
	}
)

var (
	errPDFEncrypted = errors.New("an encrypted PDF")
	errPDFSlow      = errors.New("a PDF that takes too long to read")
	errPDFLarge     = errors.New("a PDF with too many pages, or that unpacks to too much")
)

// pdfFile is a PDF held in memory. Its table of objects is not used: the objects are found by going through the bytes, so that a file
// whose table is broken, cut off or wrong reads like any other. Where an object stands twice, as in a file that was changed by adding to
// it, the last one counts.
type pdfFile struct {
	objects  map[int]any
	trailer  pdfDict
	budget   int64 // how many bytes its streams may still unpack to
	deadline time.Time
	ticks    int
}

// pdfDepth is how deep arrays and dictionaries may be nested.
const pdfDepth = 64

// tick is called in every loop whose length the file decides.
func (f *pdfFile) tick() error {
	if f.ticks++; f.ticks%1024 == 0 && time.Now().After(f.deadline) {
		return errPDFSlow
	}
	return nil
}

// openPDF finds the objects of a file. Unpacked, its streams may have so many bytes together.
func openPDF(data []byte, budget int64, deadline time.Time) (*pdfFile, error) {
	f := &pdfFile{objects: map[int]any{}, trailer: pdfDict{}, budget: budget, deadline: deadline}
	l := &pdfLexer{data: data}
	for {
		if err := f.tick(); err != nil {
			return nil, err
		}
		i := bytes.Index(data[l.pos:], []byte("obj"))
		j := bytes.Index(data[l.pos:min(len(data), l.pos+max(i, 0)+len("trailer"))], []byte("trailer"))
		if i < 0 {
			j = bytes.Index(data[l.pos:], []byte("trailer"))
		}
		switch {
		case j >= 0 && (i < 0 || j < i):
			l.pos += j + len("trailer")
			if d, ok := l.value(0).(pdfDict); ok {
				f.addTrailer(d)
			}
		case i < 0:
			if f.trailer["Encrypt"] != nil {
				return nil, errPDFEncrypted
			}
			return f, nil
		default:
			at := l.pos + i
			l.pos = at + len("obj")
			number, ok := objectNumber(data[max(0, at-24):at])
			if !ok {
				continue
			}
			v := l.value(0)
			if d, ok := v.(pdfDict); ok {
				if s := l.stream(d); s != nil {
					v = s
				}
			}
			f.objects[number] = v
			if s, ok := v.(*pdfStream); ok {
				switch s.pdfDict["Type"] {
				case pdfName("XRef"):
					f.addTrailer(s.pdfDict)
				case pdfName("ObjStm"):
					if f.trailer["Encrypt"] == nil {
						f.unpack(s)
					}
				}
			}
		}
	}
}

func (f *pdfFile) addTrailer(d pdfDict) {
	for _, key := range []string{"Root", "Info", "Encrypt"} {
		if v := d[key]; v != nil {
			f.trailer[key] = v
		}
	}
}

// objectNumber reads the 12 of "12 0 " from the end of b.
func objectNumber(b []byte) (int, bool) {
	fields := bytes.Fields(b)
	if len(fields) < 2 || len(b) == 0 || !isPDFSpace(b[len(b)-1]) {
		return 0, false
	}
	digits := fields[len(fields)-2]
	for len(digits) > 0 && (digits[0] < '0' || digits[0] > '9') { // endobj12
		digits = digits[1:]
	}
	n, err := strconv.Atoi(string(digits))
	_, gen := strconv.Atoi(string(fields[len(fields)-1]))
	return n, err == nil && gen == nil
}

// unpack adds the objects that are packed in a stream.
func (f *pdfFile) unpack(s *pdfStream) {
	n, first := int(f.number(s.pdfDict["N"])), int(f.number(s.pdfDict["First"]))
	data, err := f.unfiltered(s)
	if err != nil || first < 0 || first > len(data) {
		return
	}
	index := &pdfLexer{data: data[:first]}
	for range n {
		number, ok := index.value(0).(float64)
		offset, ok2 := index.value(0).(float64)
		if !ok || !ok2 || offset < 0 || int(offset) > len(data)-first || f.tick() != nil {
			return
		}
		l := &pdfLexer{data: data, pos: first + int(offset)}
		f.objects[int(number)] = l.value(0)
	}
}

// resolve follows references to a value.
func (f *pdfFile) resolve(v any) any {
	for range 16 {
		r, ok := v.(pdfRef)
		if !ok {
			return v
		}
		v = f.objects[int(r)]
	}
	return nil
}

func (f *pdfFile) number(v any) float64 {
	n, _ := f.resolve(v).(float64)
	return n
}

func (f *pdfFile) dict(v any) pdfDict {
	switch d := f.resolve(v).(type) {
	case pdfDict:
		return d
	case *pdfStream:
		return d.pdfDict
	}
	return nil
}

func (f *pdfFile) array(v any) []any {
	a, _ := f.resolve(v).([]any)
	return a
}

func (f *pdfFile) name(v any) string {
	n, _ := f.resolve(v).(pdfName)
	return string(n)
}

// pdfLexer reads values one after the other.
type pdfLexer struct {
	data    []byte
	pos     int
	content bool // of a page: words are operators, and numbers are no references
}

func isPDFSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isPDFDelimiter(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

// space skips white space and comments.
func (l *pdfLexer) space() {
	for l.pos < len(l.data) {
		switch c := l.data[l.pos]; {
		case isPDFSpace(c):
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
func (l *pdfLexer) value(depth int) any {
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
	case isPDFDelimiter(c):
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
		return pdfOp(word)
	}
	return nil
}

func (l *pdfLexer) word() string {
	from := l.pos
	for l.pos < len(l.data) && !isPDFSpace(l.data[l.pos]) && !isPDFDelimiter(l.data[l.pos]) {
		l.pos++
	}
	return string(l.data[from:min(l.pos, from+128)])
}

func (l *pdfLexer) nameValue() pdfName {
	l.pos++
	w := l.word()
	if !bytes.ContainsRune([]byte(w), '#') {
		return pdfName(w)
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
	return pdfName(b)
}

// numeral is a number, or, outside of content, a reference: 12 0 R.
func (l *pdfLexer) numeral() any {
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
			if l.pos < len(l.data) && l.data[l.pos] == 'R' && (l.pos+1 == len(l.data) || isPDFSpace(l.data[l.pos+1]) || isPDFDelimiter(l.data[l.pos+1])) {
				l.pos++
				return pdfRef(int(n))
			}
		}
	}
	l.pos = back
	return n
}

func (l *pdfLexer) literal() pdfString {
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
				return pdfString(b)
			}
			b = append(b, c)
		case '\\':
			b = l.escape(b)
		default:
			b = append(b, c)
		}
	}
	l.pos = len(l.data) // an escape at the end has gone past it
	return pdfString(b)
}

// escape reads what stands behind a backslash, and stays on its last byte.
func (l *pdfLexer) escape(b []byte) []byte {
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

func (l *pdfLexer) hex() pdfString {
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
	return pdfString(b)
}

func (l *pdfLexer) list(depth int) []any {
	var a []any
	for {
		l.space()
		if l.pos >= len(l.data) || depth > pdfDepth {
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

func (l *pdfLexer) dictionary(depth int) pdfDict {
	d := pdfDict{}
	for {
		l.space()
		if l.pos >= len(l.data) || depth > pdfDepth {
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
func (l *pdfLexer) stream(d pdfDict) *pdfStream {
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
			return &pdfStream{d, l.data[from:to]}
		}
	}
	end := bytes.Index(l.data[from:], []byte("endstream"))
	if end < 0 {
		end = len(l.data) - from
	}
	l.pos = from + end
	return &pdfStream{d, l.data[from : from+end]}
}
