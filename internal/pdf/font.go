package pdf

import (
	"strings"
	"unicode/utf16"
)

// font says what the codes of a string are: which text, how wide.
type font struct {
	bytes   int               // of a code: 1, or 2 of fonts with many glyphs
	unicode map[uint32]string // by the file's own word
	ranges  []codeRange
	table   [256]string // of one-byte codes, where the file says nothing
	widths  map[uint32]float64
	missing float64 // width of a code that is not in widths
	scale   float64 // of widths, to the size of the font
}

type codeRange struct {
	from, to uint32
	text     []uint16
}

// text is what a code stands for, "" where nobody says.
func (p *font) text(code uint32) string {
	if s, ok := p.unicode[code]; ok {
		return s
	}
	for _, r := range p.ranges {
		if r.from <= code && code <= r.to && len(r.text) > 0 {
			t := append([]uint16(nil), r.text...)
			t[len(t)-1] += uint16(code - r.from)
			s := expandLigatures(string(utf16.Decode(t)))
			p.unicode[code] = s // it will be asked for again
			return s
		}
	}
	if p.bytes == 1 {
		return p.table[code&0xff]
	}
	return ""
}

func (p *font) width(code uint32) float64 {
	if w, ok := p.widths[code]; ok {
		return w * p.scale
	}
	return p.missing * p.scale
}

// maxCodes bounds what a font may say of its codes.
const maxCodes = 1 << 17

func (f *file) font(d dict) *font {
	p := &font{bytes: 1, unicode: map[uint32]string{}, widths: map[uint32]float64{}, scale: 0.001}
	if s, ok := f.resolve(d["ToUnicode"]).(*stream); ok {
		if data, err := f.unfiltered(s); err == nil {
			p.readMap(data)
		}
	}
	if f.name(d["Subtype"]) == "Type0" {
		p.bytes = 2
		if of := f.array(d["DescendantFonts"]); len(of) > 0 {
			f.manyWidths(p, f.dict(of[0]))
		}
		return p
	}
	f.encoding(p, d)
	f.fewWidths(p, d)
	return p
}

// readMap reads a ToUnicode map: from codes to text in UTF-16.
func (p *font) readMap(data []byte) {
	l := &lexer{data: data, content: true}
	var stack []any
	for len(p.unicode)+len(p.ranges) < maxCodes {
		l.space()
		if l.pos >= len(l.data) {
			return
		}
		v := l.value(0)
		op, ok := v.(operator)
		if !ok {
			if stack = append(stack, v); len(stack) > 1<<16 {
				return
			}
			continue
		}
		switch op {
		case "endcodespacerange":
			if len(stack) > 0 {
				if s, ok := stack[len(stack)-1].(str); ok && len(s) == 1 {
					p.bytes = 1
				}
			}
		case "endbfchar":
			for i := 0; i+1 < len(stack); i += 2 {
				from, ok1 := stack[i].(str)
				to, ok2 := stack[i+1].(str)
				if ok1 && ok2 {
					p.unicode[codeOf(from)] = wideText(to)
				}
			}
		case "endbfrange":
			p.readRanges(stack)
		}
		stack = stack[:0]
	}
}

func (p *font) readRanges(stack []any) {
	for i := 0; i+2 < len(stack); i += 3 {
		lo, ok1 := stack[i].(str)
		hi, ok2 := stack[i+1].(str)
		if !ok1 || !ok2 {
			continue
		}
		from, to := codeOf(lo), codeOf(hi)
		switch dst := stack[i+2].(type) {
		case str:
			p.ranges = append(p.ranges, codeRange{from, to, wide(dst)})
		case []any:
			for k, v := range dst {
				if s, ok := v.(str); ok && uint64(from)+uint64(k) <= uint64(to) && len(p.unicode) < maxCodes {
					p.unicode[from+uint32(k)] = wideText(s)
				}
			}
		}
	}
}

func codeOf(s str) (code uint32) {
	for i := range min(len(s), 4) {
		code = code<<8 | uint32(s[i])
	}
	return code
}

func wide(s str) []uint16 {
	u := make([]uint16, 0, len(s)/2+1)
	if len(s) == 1 {
		return append(u, uint16(s[0]))
	}
	for i := 0; i+1 < len(s) && i < 64; i += 2 {
		u = append(u, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return u
}

func wideText(s str) string { return expandLigatures(string(utf16.Decode(wide(s)))) }

// fewWidths reads the widths of one-byte codes.
func (f *file) fewWidths(p *font, d dict) {
	first := int(f.number(d["FirstChar"]))
	widths := f.array(d["Widths"])
	for i, w := range widths {
		if code := first + i; code >= 0 && code < 256 {
			p.widths[uint32(code)] = f.number(w)
		}
	}
	if m := f.array(d["FontMatrix"]); f.name(d["Subtype"]) == "Type3" && len(m) > 0 {
		p.scale = f.number(m[0])
	}
	p.missing = f.number(f.dict(d["FontDescriptor"])["MissingWidth"])
	if widths != nil {
		return
	}
	// One of the fonts that every program has: its widths are not in the file.
	switch base := f.name(d["BaseFont"]); {
	case strings.Contains(base, "Courier"):
		p.missing = 600
	default:
		p.missing = 500
		factor := 1.0
		if strings.Contains(base, "Times") {
			factor = 0.9
		}
		for i, w := range helvetica {
			p.widths[uint32(' '+i)] = float64(w) * factor
		}
	}
}

// helvetica are the widths of ASCII from the blank on.
var helvetica = [...]int16{
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584,
	556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278,
	278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500,
	334, 260, 334, 584,
}

// manyWidths reads the widths of two-byte codes: 10 [500 600] for 10 and 11, 20 29 500 for ten of the same width.
func (f *file) manyWidths(p *font, d dict) {
	p.missing = 1000
	if v, ok := f.resolve(d["DW"]).(float64); ok {
		p.missing = v
	}
	w := f.array(d["W"])
	said := 0 // the same code may be said again and again
	for i := 0; i+1 < len(w) && said < maxCodes; {
		from := f.number(w[i])
		if list, ok := f.resolve(w[i+1]).([]any); ok {
			for k, v := range list {
				p.widths[uint32(from)+uint32(k)] = f.number(v)
			}
			said += len(list)
			i += 2
			continue
		}
		if i+2 >= len(w) {
			return
		}
		width := f.number(w[i+2])
		for c := max(0, from); c <= f.number(w[i+1]) && c < 1<<16; c++ {
			p.widths[uint32(c)] = width
			said++
		}
		i += 3
	}
}
