package ingest

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// pdfFont says what the codes of a string are: which text, how wide.
type pdfFont struct {
	bytes   int               // of a code: 1, or 2 of fonts with many glyphs
	unicode map[uint32]string // by the file's own word
	ranges  []pdfRange
	table   [256]string // of one-byte codes, where the file says nothing
	widths  map[uint32]float64
	missing float64 // width of a code that is not in widths
	scale   float64 // of widths, to the size of the font
}

type pdfRange struct {
	from, to uint32
	text     []uint16
}

// text is what a code stands for, "" where nobody says.
func (p *pdfFont) text(code uint32) string {
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

func (p *pdfFont) width(code uint32) float64 {
	if w, ok := p.widths[code]; ok {
		return w * p.scale
	}
	return p.missing * p.scale
}

// maxCodes bounds what a font may say of its codes.
const maxCodes = 1 << 17

func (f *pdfFile) font(d pdfDict) *pdfFont {
	p := &pdfFont{bytes: 1, unicode: map[uint32]string{}, widths: map[uint32]float64{}, scale: 0.001}
	if s, ok := f.resolve(d["ToUnicode"]).(*pdfStream); ok {
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

// encoding fills the table of one-byte codes.
func (f *pdfFile) encoding(p *pdfFont, d pdfDict) {
	base, differences := f.name(d["Encoding"]), []any(nil)
	if e, ok := f.resolve(d["Encoding"]).(pdfDict); ok {
		base, differences = f.name(e["BaseEncoding"]), f.array(e["Differences"])
	}
	if base == "" && f.name(d["Subtype"]) == "TrueType" {
		base = "WinAnsiEncoding"
	}
	for c := range 256 {
		b := byte(c)
		switch base {
		case "WinAnsiEncoding":
			p.table[c] = string(charmap.Windows1252.DecodeByte(b))
		case "MacRomanEncoding":
			p.table[c] = string(charmap.Macintosh.DecodeByte(b))
		default:
			p.table[c] = standardEncoding(b)
		}
		if c < ' ' || p.table[c] == "\uFFFD" {
			p.table[c] = ""
		}
	}
	code := 0
	for _, v := range differences {
		switch v := f.resolve(v).(type) {
		case float64:
			code = int(v)
		case pdfName:
			if code >= 0 && code < 256 {
				p.table[code] = glyphText(string(v))
			}
			code++
		}
	}
}

// standardHigh are the codes from 0xA1 on of Adobe's standard encoding, a blank where it has none.
var standardHigh = []rune("¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ –†‡· ¶•‚„”»…‰ ¿ `´ˆ˜¯˘˙¨ ˚¸ ˝˛ˇ—                Æ ª    ŁØŒº     æ   ı  łøœß")

func standardEncoding(b byte) string {
	switch {
	case b == '\'':
		return "’"
	case b == '`':
		return "‘"
	case b < 0x7f:
		return string(rune(b))
	case b >= 0xa1 && int(b-0xa1) < len(standardHigh) && standardHigh[b-0xa1] != ' ':
		return expandLigatures(string(standardHigh[b-0xa1]))
	}
	return ""
}

var ligatures = strings.NewReplacer("ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "ﬅ", "ft", "ﬆ", "st")

func expandLigatures(s string) string { return ligatures.Replace(s) }

// glyphNames are names of glyphs that are neither a letter, nor a letter and its accent.
var glyphNames = func() map[string]string {
	m := map[string]string{}
	for _, pair := range strings.Fields(`exclam! quotedbl" numbersign# dollar$ percent% ampersand& quotesingle' parenleft( parenright) asterisk* plus+ comma,
		hyphen- minus− period. slash/ zero0 one1 two2 three3 four4 five5 six6 seven7 eight8 nine9 colon: semicolon; less< equal= greater> question? at@
		bracketleft[ backslash\ bracketright] asciicircum^ underscore_ grave` + "`" + ` braceleft{ bar| braceright} asciitilde~ exclamdown¡ cent¢ sterling£
		fraction⁄ yen¥ florinƒ section§ currency¤ quotedblleft“ quotedblright” quoteleft‘ quoteright’ guillemotleft« guillemotright» guilsinglleft‹
		guilsinglright› fiﬁ flﬂ ffﬀ ffiﬃ fflﬄ endash– emdash— dagger† daggerdbl‡ periodcentered· paragraph¶ bullet• quotesinglbase‚ quotedblbase„
		ellipsis… perthousand‰ questiondown¿ acute´ circumflexˆ tilde˜ macron¯ breve˘ dotaccent˙ dieresis¨ ring˚ cedilla¸ hungarumlaut˝ ogonek˛
		caronˇ AEÆ aeæ OEŒ oeœ Oslashø oslashø Lslashł lslashł germandblsß Ethð ethð Thornþ thornþ dotlessiı degree° plusminus± multiply×
		divide÷ mu+ onehalf½ onequarter¼ threequarters¾ registered® copyright© trademark™ Euro€ euro€ brokenbar¦ logicalnot¬ onesuperior¹
		twosuperior² threesuperior³ ordfeminineª ordmasculineº sfthyphen- hyphenminus- nbspace_ minute′ second″ arrowright→`) {
		_, n := utf8.DecodeLastRuneInString(pair)
		m[pair[:len(pair)-n]] = pair[len(pair)-n:]
	}
	m["mu"], m["nbspace"], m["space"], m["nonbreakingspace"] = "µ", " ", " ", " "
	m["Oslash"], m["Lslash"], m["Eth"], m["Thorn"] = "Ø", "Ł", "Ð", "Þ"
	return m
}()

var accents = map[string]rune{
	"acute": 0x301, "grave": 0x300, "circumflex": 0x302, "dieresis": 0x308, "tilde": 0x303, "ring": 0x30a, "caron": 0x30c, "cedilla": 0x327,
	"macron": 0x304, "breve": 0x306, "ogonek": 0x328, "dotaccent": 0x307, "hungarumlaut": 0x30b, "commaaccent": 0x326,
}

// glyphText is the text that the name of a glyph means (eacute, uni00E9, f_i, a.sc), "" when it means none.
func glyphText(name string) string {
	name, _, _ = strings.Cut(name, ".")
	if s, ok := glyphNames[name]; ok {
		return expandLigatures(s)
	}
	if len(name) == 1 {
		return name
	}
	if len(name) > 1 {
		if mark, ok := accents[name[1:]]; ok {
			return norm.NFC.String(name[:1] + string(mark))
		}
	}
	if hex, ok := strings.CutPrefix(name, "uni"); ok && len(hex) >= 4 {
		return codePoint(hex[:4])
	}
	if hex, ok := strings.CutPrefix(name, "u"); ok && len(hex) >= 4 && len(hex) <= 6 {
		return codePoint(hex)
	}
	if strings.Contains(name, "_") && len(name) < 20 {
		text := ""
		for part := range strings.SplitSeq(name, "_") {
			text += glyphText(part)
		}
		return text
	}
	return ""
}

func codePoint(hex string) string {
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil || n < ' ' || !utf8.ValidRune(rune(n)) {
		return ""
	}
	return expandLigatures(string(rune(n)))
}

// readMap reads a ToUnicode map: from codes to text in UTF-16.
func (p *pdfFont) readMap(data []byte) {
	l := &pdfLexer{data: data, content: true}
	var stack []any
	for len(p.unicode)+len(p.ranges) < maxCodes {
		l.space()
		if l.pos >= len(l.data) {
			return
		}
		v := l.value(0)
		op, ok := v.(pdfOp)
		if !ok {
			if stack = append(stack, v); len(stack) > 1<<16 {
				return
			}
			continue
		}
		switch op {
		case "endcodespacerange":
			if len(stack) > 0 {
				if s, ok := stack[len(stack)-1].(pdfString); ok && len(s) == 1 {
					p.bytes = 1
				}
			}
		case "endbfchar":
			for i := 0; i+1 < len(stack); i += 2 {
				from, ok1 := stack[i].(pdfString)
				to, ok2 := stack[i+1].(pdfString)
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

func (p *pdfFont) readRanges(stack []any) {
	for i := 0; i+2 < len(stack); i += 3 {
		lo, ok1 := stack[i].(pdfString)
		hi, ok2 := stack[i+1].(pdfString)
		if !ok1 || !ok2 {
			continue
		}
		from, to := codeOf(lo), codeOf(hi)
		switch dst := stack[i+2].(type) {
		case pdfString:
			p.ranges = append(p.ranges, pdfRange{from, to, wide(dst)})
		case []any:
			for k, v := range dst {
				if s, ok := v.(pdfString); ok && uint64(from)+uint64(k) <= uint64(to) && len(p.unicode) < maxCodes {
					p.unicode[from+uint32(k)] = wideText(s)
				}
			}
		}
	}
}

func codeOf(s pdfString) (code uint32) {
	for i := range min(len(s), 4) {
		code = code<<8 | uint32(s[i])
	}
	return code
}

func wide(s pdfString) []uint16 {
	u := make([]uint16, 0, len(s)/2+1)
	if len(s) == 1 {
		return append(u, uint16(s[0]))
	}
	for i := 0; i+1 < len(s) && i < 64; i += 2 {
		u = append(u, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return u
}

func wideText(s pdfString) string { return expandLigatures(string(utf16.Decode(wide(s)))) }

// fewWidths reads the widths of one-byte codes.
func (f *pdfFile) fewWidths(p *pdfFont, d pdfDict) {
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
func (f *pdfFile) manyWidths(p *pdfFont, d pdfDict) {
	p.missing = 1000
	if v, ok := f.resolve(d["DW"]).(float64); ok {
		p.missing = v
	}
	w := f.array(d["W"])
	for i := 0; i+1 < len(w) && len(p.widths) < maxCodes; {
		from := f.number(w[i])
		if list, ok := f.resolve(w[i+1]).([]any); ok {
			for k, v := range list {
				p.widths[uint32(from)+uint32(k)] = f.number(v)
			}
			i += 2
			continue
		}
		if i+2 >= len(w) {
			return
		}
		width := f.number(w[i+2])
		for c := max(0, from); c <= f.number(w[i+1]) && c < 1<<16; c++ {
			if p.widths[uint32(c)] = width; f.tick() != nil {
				return
			}
		}
		i += 3
	}
}

// pdfText is a text string outside of pages: UTF-16 or UTF-8 with their marks, else near enough to Windows-1252.
func pdfText(v any) string {
	s, _ := v.(pdfString)
	switch b := []byte(s); {
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		var u []uint16
		for i := 2; i+1 < len(b); i += 2 {
			u = append(u, uint16(b[i])<<8|uint16(b[i+1]))
		}
		return string(utf16.Decode(u))
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		return strings.ToValidUTF8(string(b[3:]), "\uFFFD")
	default:
		t, err := charmap.Windows1252.NewDecoder().Bytes(b)
		if err != nil {
			return ""
		}
		return string(t)
	}
}
