package pdf

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// encoding fills the table of one-byte codes.
func (f *file) encoding(p *font, d dict) {
	base, differences := f.name(d["Encoding"]), []any(nil)
	if e, ok := f.resolve(d["Encoding"]).(dict); ok {
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
		case name:
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

// textString is a text string outside of pages: UTF-16 or UTF-8 with their marks, else near enough to Windows-1252.
func textString(v any) string {
	s, _ := v.(str)
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
