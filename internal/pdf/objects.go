package pdf

import (
	"bytes"
	"strconv"
	"time"
)

// The values of a PDF file are nil, bool, float64, name, str, ref, []any, dict, *stream; in the content of a page also
// operator, an operator.
type (
	name     string
	str      string // its bytes
	ref      int    // number of an object
	operator string
	dict     map[string]any
	stream   struct {
		dict
		raw []byte
	}
)

// file is a PDF held in memory. Its table of objects is not used: the objects are found by going through the bytes, so that a file
// whose table is broken, cut off or wrong reads like any other. Where an object stands twice, as in a file that was changed by adding to
// it, the last one counts.
type file struct {
	objects  map[int]any
	trailer  dict
	budget   int64 // how many bytes its streams may still unpack to
	deadline time.Time
	ticks    int
}

// maxDepth is how deep arrays and dictionaries may be nested.
const maxDepth = 64

// tick is called in every loop whose length the file decides.
func (f *file) tick() error {
	if f.ticks++; f.ticks%1024 == 0 && time.Now().After(f.deadline) {
		return ErrLarge
	}
	return nil
}

// open finds the objects of a file. Unpacked, its streams may have so many bytes together.
func open(data []byte, budget int64, deadline time.Time) (*file, error) {
	f := &file{objects: map[int]any{}, trailer: dict{}, budget: budget, deadline: deadline}
	l := &lexer{data: data}
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
			if d, ok := l.value(0).(dict); ok {
				f.addTrailer(d)
			}
		case i < 0:
			if f.trailer["Encrypt"] != nil {
				return nil, ErrEncrypted
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
			if d, ok := v.(dict); ok {
				if s := l.stream(d); s != nil {
					v = s
				}
			}
			f.objects[number] = v
			if s, ok := v.(*stream); ok {
				switch s.dict["Type"] {
				case name("XRef"):
					f.addTrailer(s.dict)
				case name("ObjStm"):
					if f.trailer["Encrypt"] == nil {
						f.unpack(s)
					}
				}
			}
		}
	}
}

func (f *file) addTrailer(d dict) {
	for _, key := range []string{"Root", "Info", "Encrypt"} {
		if v := d[key]; v != nil {
			f.trailer[key] = v
		}
	}
}

// objectNumber reads the 12 of "12 0 " from the end of b.
func objectNumber(b []byte) (int, bool) {
	fields := bytes.Fields(b)
	if len(fields) < 2 || len(b) == 0 || !isSpace(b[len(b)-1]) {
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
func (f *file) unpack(s *stream) {
	n, first := int(f.number(s.dict["N"])), int(f.number(s.dict["First"]))
	data, err := f.unfiltered(s)
	if err != nil || first < 0 || first > len(data) {
		return
	}
	index := &lexer{data: data[:first]}
	for range n {
		number, ok := index.value(0).(float64)
		offset, ok2 := index.value(0).(float64)
		if !ok || !ok2 || offset < 0 || int(offset) > len(data)-first || f.tick() != nil {
			return
		}
		l := &lexer{data: data, pos: first + int(offset)}
		f.objects[int(number)] = l.value(0)
	}
}

// resolve follows references to a value.
func (f *file) resolve(v any) any {
	for range 16 {
		r, ok := v.(ref)
		if !ok {
			return v
		}
		v = f.objects[int(r)]
	}
	return nil
}

func (f *file) number(v any) float64 {
	n, _ := f.resolve(v).(float64)
	return n
}

func (f *file) dict(v any) dict {
	switch d := f.resolve(v).(type) {
	case dict:
		return d
	case *stream:
		return d.dict
	}
	return nil
}

func (f *file) array(v any) []any {
	a, _ := f.resolve(v).([]any)
	return a
}

func (f *file) name(v any) string {
	n, _ := f.resolve(v).(name)
	return string(n)
}
