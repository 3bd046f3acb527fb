package systems

import (
	"unicode"
	"unicode/utf8"
)

// Key is a name with all that writers differ in taken away: case, accents, hyphens, spaces and marks, Cyrillic letters, and the
// ways to transcribe them (ts or tz, y or i, kh or h). Two names with one key are the same name.
func Key(name string) string {
	out := make([]byte, 0, len(name)+4)
	from := 0
	for i, r := range name {
		if r == ' ' {
			out = appendKey(out, name[from:i])
			from = i + 1
		}
	}
	return string(appendKey(out, name[from:]))
}

// appendKey adds the key of a word without spaces.
func appendKey(out []byte, word string) []byte {
	start := len(out)
	for i := 0; i < len(word); i++ {
		switch b := word[i]; {
		case b >= utf8.RuneSelf:
			r, n := utf8.DecodeRuneInString(word[i:])
			out = append(out, latin[unicode.ToLower(r)]...)
			i += n - 1
		case 'A' <= b && b <= 'Z':
			out = append(out, b|0x20)
		case 'a' <= b && b <= 'z', '0' <= b && b <= '9':
			out = append(out, b)
		}
	}
	return canonical(out, start)
}

// canonical makes one transcription of Cyrillic of several, from start on. Roman numbers stay what they are.
func canonical(out []byte, start int) []byte {
	roman := true
	for _, b := range out[start:] {
		roman = roman && (b == 'i' || b == 'v' || b == 'x')
	}
	if roman {
		return out
	}
	to := start
	for from := start; from < len(out); from++ {
		b := out[from]
		last := byte(0)
		if to > start {
			last = out[to-1]
		}
		switch {
		case b == 'y' && last == 'i', b == 'i' && from > start && out[from-1] == 'y' && last == 'i':
			continue // iy, yi, yy: one sound
		case b == 'y':
			b = 'i'
		case b == 'z' && last == 't':
			b = 's'
		case b == 'h' && last == 'k':
			to-- // kh
		}
		out[to] = b
		to++
	}
	return out[:to]
}

// isJoint is true of a hyphen, a stroke or an ampersand that stands between the parts of a name.
func isJoint(w string) bool {
	switch w {
	case "-", "–", "‑", "‐", "/", "&":
		return true
	}
	return false
}

// latin is how letters outside of ASCII are written in it.
var latin = func() map[rune]string {
	m := map[rune]string{
		'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'ı': "i", 'đ': "d", 'ð': "d", 'þ': "th", 'ж': "zh", 'х': "kh", 'ц': "ts", 'ч': "ch",
		'ш': "sh", 'щ': "shch", 'ю': "yu", 'я': "ya", 'ё': "yo", 'є': "ye", 'ї': "i",
	}
	for ascii, letters := range map[string]string{
		"a": "àáâãäåāăąа", "c": "çćčĉ", "d": "ďд", "e": "èéêëēėęěеэ", "g": "ğģġгґ", "i": "ìíîïīįиі", "k": "ķк",
		"l": "ĺļľл", "m": "м", "n": "ñńņňн", "o": "òóôõöōőо", "p": "п", "r": "ŕřр", "s": "śşšșс", "t": "ţťțт", "u": "ùúûüūůűųу", "v": "в",
		"y": "ýÿйы", "z": "źżžз", "b": "б", "f": "ф",
	} {
		for _, r := range letters {
			m[r] = ascii
		}
	}
	return m
}()
