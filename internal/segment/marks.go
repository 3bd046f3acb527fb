package segment

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

func asciiSpace(b byte) bool { return b == ' ' || '\t' <= b && b <= '\r' }
func asciiUpper(b byte) bool { return 'A' <= b && b <= 'Z' }
func asciiAlpha(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }
func asciiAlnum(b byte) bool { return asciiAlpha(b) || '0' <= b && b <= '9' }

// isWordRune is \w of the reference: letters, numbers and the underscore, no combining marks.
func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return asciiAlnum(byte(r)) || r == '_'
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r)
}

// isLead is true of a mark that is a word of its own at the front of a chunk.
func isLead(r rune) bool {
	switch r {
	case '"', '“', '”', '‘', '’', '\'', '`', '«', '»', '„', '(', '[', '{', '<', '…', '¿', '¡',
		'#', '$', '€', '£', '*', '_', '~', '|', '—', '–', '-':
		return true
	}
	return false
}

// isTrail is true of a mark that is a word of its own at the end of a chunk; the full stop has rules of its own.
func isTrail(r rune) bool {
	switch r {
	case '"', '“', '”', '‘', '’', '\'', '`', '«', '»', ')', ']', '}', '>', '…', ',', ';', ':', '!', '?', '%',
		'*', '_', '~', '|', '—', '–', '-':
		return true
	}
	return false
}

// row says how many marks c standing side by side are one word: at least and at most; 0, 0 when they never are.
func row(c byte) (least, most int) {
	switch c {
	case '-', '*', '_', '=', '~', '#', '?', '!':
		return 2, math.MaxInt
	case '.':
		return 3, math.MaxInt
	case '`', '\'':
		return 2, 2
	}
	return 0, 0
}

// headRow is the length in bytes of the row of equal marks that s begins with, 0 when there is none.
func headRow(s string) int {
	least, most := row(s[0])
	n := 1
	for n < most && n < len(s) && s[n] == s[0] {
		n++
	}
	if least == 0 || n < least {
		return 0
	}
	return n
}

// tailRow is the length in bytes of the row of equal marks that s ends with, 0 when there is none.
func tailRow(s string) int {
	c := s[len(s)-1]
	least, most := row(c)
	n := 1
	for n < most && n < len(s) && s[len(s)-1-n] == c {
		n++
	}
	if least == 0 || n < least {
		return 0
	}
	return n
}

// divider is the length in bytes of the mark that s begins with if the mark parts the words around it, else 0.
func divider(s string) int {
	switch s[0] {
	case '-':
		if n := headRow(s); n > 0 {
			return n
		}
		if r, n := utf8.DecodeRuneInString(s[1:]); n > 0 && isWordRune(r) {
			return 1
		}
	case '.':
		return headRow(s)
	case '/', '"':
		return 1
	case ':':
		if len(s) > 1 && asciiAlpha(s[1]) {
			return 1
		}
	case "—"[0]: // all five begin with the same byte
		switch r, n := utf8.DecodeRuneInString(s); r {
		case '—', '–', '…', '“', '”':
			return n
		}
	}
	return 0
}

// letterDots is the length in bytes of the longest beginning of s made of ASCII letters with a full stop after each.
func letterDots(s string) int {
	n := 0
	for n+1 < len(s) && asciiAlpha(s[n]) && s[n+1] == '.' {
		n += 2
	}
	return n
}

// isFraction is true of a text that begins like 3/4 or 9/11.
func isFraction(s string) bool {
	for i, r := range s {
		if r == '/' {
			next, _ := utf8.DecodeRuneInString(s[i+1:])
			return i > 0 && unicode.IsDigit(next)
		}
		if !unicode.IsDigit(r) {
			return false
		}
	}
	return false
}

// isElided is true of what keeps its apostrophe when it stands alone: 's, 've, '90s.
func isElided(s string) bool {
	n := headApostrophe(s)
	if n == 0 {
		return false
	}
	switch s[n:] {
	case "s", "m", "d", "re", "ve", "ll":
		return true
	}
	digits := 0
	for i, r := range s[n:] {
		if digits == 2 {
			return s[n+i:] == "s"
		}
		if !unicode.IsDigit(r) {
			return false
		}
		digits++
	}
	return digits == 2
}

// clitic is the length in bytes of the n't, 's, 'm, 'd, 're, 've or 'll that s ends with, in any case, else 0.
func clitic(s string) int {
	r, n := utf8.DecodeLastRuneInString(s)
	rest := s[:len(s)-n]
	switch r = fold(r); r {
	case 's', 'm', 'd':
	case 't':
		q := tailApostrophe(rest)
		if q > 0 && q < len(rest) && rest[len(rest)-q-1]|0x20 == 'n' {
			return n + q + 1
		}
		return 0
	case 'e', 'l':
		if rest == "" {
			return 0
		}
		before := rest[len(rest)-1] | 0x20
		if r == 'e' && before != 'r' && before != 'v' || r == 'l' && before != 'l' {
			return 0
		}
		n, rest = n+1, rest[:len(rest)-1]
	default:
		return 0
	}
	if q := tailApostrophe(rest); q > 0 {
		return n + q
	}
	return 0
}

func headApostrophe(s string) int {
	for _, q := range []string{"'", "’"} {
		if strings.HasPrefix(s, q) {
			return len(q)
		}
	}
	return 0
}

func tailApostrophe(s string) int {
	for _, q := range []string{"'", "’"} {
		if strings.HasSuffix(s, q) {
			return len(q)
		}
	}
	return 0
}

// fold is the lower case of an ASCII letter, and of the long s, which matches s wherever case does not count.
func fold(r rune) rune {
	switch {
	case 'A' <= r && r <= 'Z':
		return r | 0x20
	case r == 'ſ':
		return 's'
	}
	return r
}

// isAddress is true of a chunk that is a web or mail address, which is not split inside.
func isAddress(s string) bool {
	for _, p := range []string{"http://", "https://", "www."} {
		if n := foldPrefix(s, p); n > 0 && n < len(s) {
			return true
		}
	}
	at := strings.IndexFunc(s, func(r rune) bool { return !isWordRune(r) && r != '.' && r != '+' && r != '-' })
	if at <= 0 || s[at] != '@' {
		return false
	}
	host := s[at+1:]
	dot := strings.IndexFunc(host, func(r rune) bool { return !isWordRune(r) && r != '-' })
	if dot <= 0 || host[dot] != '.' {
		return false
	}
	next, n := utf8.DecodeRuneInString(host[dot+1:])
	return n > 0 && isWordRune(next)
}

// foldPrefix is how many bytes of s match the lower-case ASCII prefix without regard to case, 0 when s does not begin with it.
func foldPrefix(s, prefix string) int {
	i := 0
	for _, p := range prefix {
		r, n := utf8.DecodeRuneInString(s[i:])
		if n == 0 || fold(r) != p {
			return 0
		}
		i += n
	}
	return i
}

// endsAddress is the length in bytes of the mark at the end of s that is not part of an address, else 0.
func endsAddress(s string) int {
	switch r, n := utf8.DecodeLastRuneInString(s); r {
	case '.', ',', ';', ':', '!', '?', ')', '"', '\'', '”', '’':
		return n
	}
	return 0
}

// isJoined is true of the four words, in any case, that are cut in two after three letters.
func isJoined(s string) bool {
	switch len(s) {
	case 5:
		return strings.EqualFold(s, "gonna") || strings.EqualFold(s, "gotta") || strings.EqualFold(s, "wanna")
	case 6:
		return strings.EqualFold(s, "cannot")
	}
	return false
}
