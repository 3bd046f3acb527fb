package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/ascii85"
	"fmt"
	"io"
)

// unfiltered is what a stream unpacks to. Of a stream that is broken in the middle, it is what comes before.
func (f *file) unfiltered(s *stream) ([]byte, error) {
	filters := f.array(s.dict["Filter"])
	if filters == nil && s.dict["Filter"] != nil {
		filters = []any{s.dict["Filter"]}
	}
	params := f.array(s.dict["DecodeParms"])
	if params == nil {
		params = []any{s.dict["DecodeParms"]}
	}
	if len(filters) > 4 {
		return nil, fmt.Errorf("%d filters on one stream", len(filters))
	}
	data := s.raw
	for i, filter := range filters {
		var param dict
		if i < len(params) {
			param = f.dict(params[i])
		}
		var r io.Reader
		switch name := f.name(filter); name {
		case "FlateDecode", "Fl":
			z, err := zlib.NewReader(bytes.NewReader(data))
			if err != nil {
				return nil, err
			}
			r = z
		case "LZWDecode", "LZW":
			early := 1
			if v, ok := f.resolve(param["EarlyChange"]).(float64); ok {
				early = int(v)
			}
			r = &lzwReader{data: data, early: early}
		case "ASCII85Decode", "A85":
			data = bytes.TrimPrefix(bytes.TrimSpace(data), []byte("<~"))
			data, _, _ = bytes.Cut(data, []byte("~"))
			r = ascii85.NewDecoder(bytes.NewReader(data))
		case "ASCIIHexDecode", "AHx":
			l := &lexer{data: append([]byte("<"), data...)}
			r = bytes.NewReader([]byte(l.hex()))
		default:
			return nil, fmt.Errorf("filter %s", name)
		}
		out, err := io.ReadAll(io.LimitReader(r, f.budget+1))
		if f.budget -= int64(len(out)); f.budget < 0 {
			return nil, ErrLarge
		}
		if err != nil && len(out) == 0 {
			return nil, err
		}
		if p := f.number(param["Predictor"]); p >= 10 {
			out = unpredicted(out, f.number(param["Columns"]), max(1, f.number(param["Colors"])), f.number(param["BitsPerComponent"]))
		}
		data = out
	}
	return data, nil
}

// unpredicted undoes the filters of PNG on rows of bytes.
func unpredicted(data []byte, columns, colors, bits float64) []byte {
	if columns < 1 {
		columns = 1
	}
	if bits < 1 {
		bits = 8
	}
	size := int((columns*colors*bits + 7) / 8)
	pixel := max(1, int(colors*bits/8))
	if size < 1 || size > len(data) {
		return data
	}
	out := make([]byte, 0, len(data))
	above := make([]byte, size)
	for len(data) > size {
		kind, row := data[0], data[1:1+size]
		data = data[1+size:]
		for i := range row {
			var left, corner byte
			if i >= pixel {
				left, corner = row[i-pixel], above[i-pixel]
			}
			switch kind {
			case 1:
				row[i] += left
			case 2:
				row[i] += above[i]
			case 3:
				row[i] += byte((int(left) + int(above[i])) / 2)
			case 4:
				row[i] += paeth(left, above[i], corner)
			}
		}
		copy(above, row)
		out = append(out, row...)
	}
	return out
}

func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	pa, pb, pc := abs(p-int(a)), abs(p-int(b)), abs(p-int(c))
	switch {
	case pa <= pb && pa <= pc:
		return a
	case pb <= pc:
		return b
	}
	return c
}

func abs(n int) int { return max(n, -n) }

// lzwReader reads LZW as PDF has it: codes of 9 to 12 bits, high bits first, 256 to start over, 257 for the end. It is not that of
// compress/lzw, which makes codes longer one code later.
type lzwReader struct {
	data  []byte
	early int
	bits  uint32
	have  uint
	table [][]byte // from 258 on
	last  []byte
	out   []byte
	done  bool
}

func (r *lzwReader) Read(p []byte) (int, error) {
	for len(r.out) == 0 && !r.done {
		r.step()
	}
	if len(r.out) == 0 {
		return 0, io.EOF
	}
	n := copy(p, r.out)
	r.out = r.out[n:]
	return n, nil
}

func (r *lzwReader) step() {
	width := uint(9)
	for next := 258 + len(r.table) + r.early; width < 12 && next >= 1<<width; {
		width++
	}
	for r.have < width {
		if len(r.data) == 0 {
			r.done = true
			return
		}
		r.bits, r.have, r.data = r.bits<<8|uint32(r.data[0]), r.have+8, r.data[1:]
	}
	code := int(r.bits >> (r.have - width) & (1<<width - 1))
	r.have -= width
	var entry []byte
	switch {
	case code == 256:
		r.table, r.last = nil, nil
		return
	case code == 257:
		r.done = true
		return
	case code < 256:
		entry = []byte{byte(code)}
	case code-258 < len(r.table):
		entry = r.table[code-258]
	case code-258 == len(r.table) && r.last != nil:
		entry = append(r.last[:len(r.last):len(r.last)], r.last[0])
	default:
		r.done = true
		return
	}
	if r.last != nil && len(r.table) < 4096-258 {
		r.table = append(r.table, append(r.last[:len(r.last):len(r.last)], entry[0]))
	}
	r.last, r.out = entry, entry
}
