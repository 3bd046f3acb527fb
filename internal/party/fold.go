package party

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// longest is how many bytes of a printed name are looked at. A longer one is no name.
const longest = 200

// plain are letters that stay when marks are taken off, and what they are written as without them.
var plain = map[rune]string{
	'ø': "o", 'ł': "l", 'đ': "dj", 'ð': "d", 'þ': "th", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'ı': "i", 'ə': "a", 'ħ': "h", 'å': "aa",
	'ŋ': "ng", 'ŧ': "t", 'ĸ': "k",
}

// fold is s in lower case and plain Latin letters: "Kocjančič" is "kocjancic".
func fold(s string) string {
	ascii := true
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	s = strings.ToLower(s)
	if ascii {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if p, ok := plain[r]; ok {
			b.WriteString(p)
			continue
		}
		for _, d := range norm.NFD.String(string(r)) {
			if p, ok := plain[d]; ok {
				b.WriteString(p)
			} else if !unicode.Is(unicode.Mn, d) {
				b.WriteRune(d)
			}
		}
	}
	return b.String()
}

// token is one word of a name as printed.
type token struct {
	text    string // folded, without the marks within
	capital bool   // begins with a capital letter or a digit
	upper   bool   // two letters or more, all capitals
	stop    bool   // a full stop follows: an initial, or an abbreviation
	own     bool   // ended in 's
	joined  bool   // a hyphen ties it to the next
	comma   bool   // a comma follows
	bracket bool   // in brackets
	torn    bool   // a bracket before it closes that has not opened
	from    int    // bytes of the printed name
	to      int
}

// tokens cuts a printed name into its words: hyphens part, apostrophes do not. What stands in <> is left out.
func tokens(s string) []token {
	if len(s) > longest {
		return nil
	}
	var out []token
	depth, torn, ticker := 0, false, false
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '(' || r == '[' || r == '<':
			depth++
			ticker = r == '<'
		case r == ')' || r == ']' || r == '>':
			torn = torn || depth == 0
			depth = max(0, depth-1)
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			j := wordEnd(s, i)
			if depth == 0 || !ticker {
				t := word(s[i:j])
				t.bracket, t.torn, t.from, t.to = depth > 0, torn, i, j
				t.stop = strings.HasPrefix(s[j:], ".")
				t.joined = j < len(s) && (s[j] == '-' || strings.HasPrefix(s[j:], "‐") || strings.HasPrefix(s[j:], "‑"))
				t.comma = strings.HasPrefix(s[j:], ",")
				if t.text != "" {
					out = append(out, t)
				}
			}
			i = j
			continue
		case r == '&' && depth == 0:
			out = append(out, token{text: "and"})
		}
		i += n
	}
	return out
}

// wordEnd is where the word that begins at byte i ends: behind letters, digits, marks, and apostrophes or stops between letters ("Tesfa'alem", "U.S.").
func wordEnd(s string, i int) int {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) {
			i += n
			continue
		}
		next, _ := utf8.DecodeRuneInString(s[i+n:])
		switch {
		case strings.ContainsRune("'’ʼ‘`ʿʾ", r) && unicode.IsLetter(next):
			i += n
			continue
		case r == '.' && i > 0 && unicode.IsUpper(next) && loneLetter(s, i):
			i += n
			continue
		}
		break
	}
	return i
}

// loneLetter reports whether the letter before byte i is a capital that stands alone: before it is no letter.
func loneLetter(s string, i int) bool {
	r, n := utf8.DecodeLastRuneInString(s[:i])
	before, _ := utf8.DecodeLastRuneInString(s[:i-n])
	return unicode.IsUpper(r) && !unicode.IsLetter(before)
}

func word(s string) token {
	var t token
	for _, own := range []string{"'s", "’s", "'S", "’S"} {
		if strings.HasSuffix(s, own) {
			s, t.own = strings.TrimSuffix(s, own), true
		}
	}
	first, _ := utf8.DecodeRuneInString(s)
	t.capital = unicode.IsUpper(first) || unicode.IsDigit(first)
	letters := 0
	t.upper = true
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters++
			t.upper = t.upper && unicode.IsUpper(r)
		}
	}
	t.upper = t.upper && letters > 1
	t.text = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, fold(s))
	return t
}
