package actors

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold returns the form in which names are compared: lower case, without accents, dots, apostrophes and a leading "the", with "and"
// for "&", "plus" for "+" and one space for every other run of marks. "The U.S." and "us" fold to the same; Find tells them apart again.
func Fold(name string) string {
	return string(read(name).folded)
}

// reading is a name as it was given, in the two forms in which it is compared, and whether an article stood before it.
type reading struct {
	kept    []byte // accents, dots, marks and the article are gone, capitals are kept
	folded  []byte // the same in lower case
	article bool
}

// read makes the forms of a name.
func read(name string) reading {
	both := make([]byte, 0, 2*len(name)+8)
	kept := appendKept(both, name)
	var r reading
	if len(kept) > 4 && kept[3] == ' ' && (kept[0]|0x20) == 't' && (kept[1]|0x20) == 'h' && (kept[2]|0x20) == 'e' {
		r.article, kept = true, kept[4:]
	}
	r.kept = kept[:len(kept):len(kept)]
	r.folded = appendLower(kept[len(kept):], kept)
	return r
}

// appendKept appends name without accents, dots and marks to dst.
func appendKept(dst []byte, name string) []byte {
	if !ascii(name) {
		name = norm.NFKD.String(name)
	}
	gap := false
	put := func(s string) {
		if gap && len(dst) > 0 {
			dst = append(dst, ' ')
		}
		gap = false
		dst = append(dst, s...)
	}
	for i, r := range name {
		switch {
		case r < utf8.RuneSelf && isWord[r]:
			if gap && len(dst) > 0 {
				dst = append(dst, ' ')
			}
			gap = false
			dst = append(dst, byte(r))
		case r == '.' || r == '\'':
		case r == '&' || r == '+':
			gap = true
			put(map[rune]string{'&': "and", '+': "plus"}[r])
			gap = true
		case r < utf8.RuneSelf:
			gap = true
		case special[r] != "":
			put(special[r])
		case strings.ContainsRune("’‘ʼʻ′`´ʿʾ\u00ad", r) || unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			put(name[i : i+utf8.RuneLen(r)])
		default:
			gap = true
		}
	}
	return dst
}

func appendLower(dst, s []byte) []byte {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c |= 0x20
			}
			dst = append(dst, c)
			i++
			continue
		}
		r, n := utf8.DecodeRune(s[i:])
		dst = utf8.AppendRune(dst, unicode.ToLower(r))
		i += n
	}
	return dst
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// isWord is the ASCII letters and digits.
var isWord = func() (w [utf8.RuneSelf]bool) {
	for _, c := range "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" {
		w[c] = true
	}
	return w
}()

// special is how letters that are no letter with an accent are written without them.
var special = map[rune]string{
	'ø': "o", 'Ø': "O", 'ł': "l", 'Ł': "L", 'đ': "d", 'Đ': "D", 'ð': "d", 'Ð': "D", 'þ': "th", 'Þ': "Th", 'ß': "ss", 'ẞ': "SS",
	'æ': "ae", 'Æ': "Ae", 'œ': "oe", 'Œ': "Oe", 'ı': "i", 'ħ': "h", 'Ħ': "H", 'ə': "a", 'Ə': "A",
}
