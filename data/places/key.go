package places

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// letters are those that are not a plain letter with a mark.
var letters = map[rune]string{
	'ø': "o", 'đ': "d", 'ð': "d", 'ł': "l", 'ı': "i", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'þ': "th", 'ħ': "h", 'ŋ': "n", 'ə': "a",
}

// short are words that are written in more ways than one.
var short = map[string]string{"saint": "st", "sainte": "st", "ste": "st", "mount": "mt", "fort": "ft", "and": "&"}

// Key is what all ways to write a name have in common: two names are the same here when their keys are.
func Key(name string) string {
	if !ascii(name) {
		name = norm.NFD.String(name)
	}
	b := make([]byte, 0, 64)
	word, gap := 0, false // where the last word begins, and whether it has ended
	for _, r := range name {
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || r == '&':
		case 'A' <= r && r <= 'Z':
			r += 'a' - 'A'
		case r == '.':
			gap = gap || len(b)-word > 1 // "St.Petersburg" is two words, "U.S." one
			continue
		case r == '\'' || r == '’' || r == 'ʼ' || r == 'ʻ' || r == '‘' || r == '`' || r == '´' || unicode.Is(unicode.Mn, r):
			continue
		case r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			r = unicode.ToLower(r)
		default:
			gap = true
			continue
		}
		if gap && len(b) > 0 {
			b = append(shorten(b, word), ' ')
			word = len(b)
		}
		gap = false
		if r < utf8.RuneSelf {
			b = append(b, byte(r))
		} else if s, ok := letters[r]; ok {
			b = append(b, s...)
		} else {
			b = utf8.AppendRune(b, r)
		}
	}
	return strings.TrimPrefix(string(shorten(b, word)), "the ")
}

// shorten is b with its last word, which begins at word, in its short form.
func shorten(b []byte, word int) []byte {
	if s, ok := short[string(b[word:])]; ok {
		return append(b[:word], s...)
	}
	return b
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// english leaves the marks away that English print does not set: those of scholars for Arabic, Persian, Hindi and Japanese.
func english(name string) string {
	if !strings.ContainsAny(name, "āīūēōĀĪŪĒŌḩḨḑḐ‘ʻ") {
		return name
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(name) {
		if !unicode.Is(unicode.Mn, r) && r != '‘' && r != 'ʻ' && r != '’' {
			b.WriteRune(r)
		}
	}
	return b.String()
}
