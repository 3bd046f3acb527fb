package when

import (
	"strings"
	"unicode/utf8"
)

// token is a word of the text and its sense.
type token struct {
	sense
	digits int  // how many digits a number is written with, 0 when in words
	upper  bool // begins with a capital
	mark   byte // of a mark its first byte, else 0
}

// longestWord is the length in bytes of the longest word that can belong to an expression of time.
const longestWord = 24

// tokenOf looks a word up.
func tokenOf(w string) token {
	if len(w) == 0 || len(w) > longestWord {
		return token{}
	}
	c := w[0]
	switch {
	case '0' <= c && c <= '9':
		return numeral(w)
	case c < utf8.RuneSelf && !('a' <= c|0x20 && c|0x20 <= 'z'):
		if (c == '\'' || c == '`') && len(w) > 3 {
			if t := numeral(w[1:]); t.sort == decade {
				return t
			}
		}
		return token{sense: lexicon[w], mark: c}
	case strings.HasPrefix(w, "’") && len(w) > len("’")+2:
		if t := numeral(w[len("’"):]); t.sort == decade {
			return t
		}
	}
	upper := 'A' <= c && c <= 'Z'
	var b [longestWord]byte
	for i := range len(w) {
		b[i] = w[i]
		if 'A' <= w[i] && w[i] <= 'Z' {
			b[i] |= 0x20
		}
	}
	low := b[:len(w)]
	s, ok := lexicon[string(low)]
	if !ok && len(low) > 3 && string(low[len(low)-2:]) == "ed" {
		s.hint = past
	}
	if s.sort == month && !upper && (s.n == 3 || s.n == 5) {
		s.sort = plain // march and may are verbs
	}
	t := token{sense: s, upper: upper}
	if c >= utf8.RuneSelf && !ok {
		t.mark = c // a dash or a quotation mark, or a foreign letter, which is no mark but no word of ours either
	}
	return t
}

// numeral is the sense of a word that begins with a digit.
func numeral(w string) token {
	n, i := 0, 0
	for i < len(w) && i < 10 && '0' <= w[i] && w[i] <= '9' {
		n, i = n*10+int(w[i]-'0'), i+1
	}
	t := token{sense: sense{sort: number, n: n}, digits: i}
	rest := w[i:]
	if rest == "" {
		if i > 9 {
			return token{}
		}
		return t
	}
	switch rest {
	case "st", "nd", "rd", "th":
		t.sort = ordinal
		return t
	case "s", "’s", "'s":
		t.sort = decade
		switch {
		case i == 4 && n%10 == 0:
		case i == 2 && n%10 == 0:
			t.n += 1900
		default:
			return token{}
		}
		return t
	case "am", "a.m.", "a.m", "pm", "p.m.", "p.m":
		if h := n%12 + 12*btoi(rest[0] == 'p'); n >= 1 && n <= 12 {
			return token{sense: sense{sort: clock, n: 60 * h}, digits: -i}
		}
		return token{}
	}
	return clockOrDate(w, rest, n, i)
}

// clockOrDate is the sense of digits with something behind them: 10:30, 4.40pm, 1,500, 2025-11-04, 04.11.2025.
func clockOrDate(w, rest string, n, i int) token {
	switch rest[0] {
	case ',':
		if d := strings.ReplaceAll(w, ",", ""); len(d) < 10 && strings.Trim(d, "0123456789") == "" && len(rest)%4 == 0 {
			t := numeral(d)
			t.digits = 9 // never a year or a day
			return t
		}
	case '-', '.', ':':
		if t, ok := isoWord(w); ok {
			return t
		}
		if rest[0] == '-' || i > 2 || len(rest) < 3 {
			return token{}
		}
		m := int(rest[1]-'0')*10 + int(rest[2]-'0')
		if !isDigit(rest[1]) || !isDigit(rest[2]) || n > 24 || m > 59 || n == 24 && m > 0 {
			return token{}
		}
		end := rest[3:]
		if len(end) == 3 && end[0] == ':' && isDigit(end[1]) && isDigit(end[2]) {
			end = ""
		}
		switch end {
		case "":
			return token{sense: sense{sort: clock, n: 60*n + m}, digits: i + btoi(rest[0] == '.')<<4}
		case "am", "a.m.", "a.m", "pm", "p.m.", "p.m":
			if n >= 1 && n <= 12 {
				return token{sense: sense{sort: clock, n: 60*(n%12+12*btoi(end[0] == 'p')) + m}, digits: -i}
			}
		}
	}
	return token{}
}

// isoWord reads 2025-11-04 and 04.11.2025; the number is year, month and day one behind the other.
func isoWord(w string) (token, bool) {
	sep := "-"
	if len(w) == 10 && w[2] == '.' {
		sep = "."
	}
	p := strings.Split(w, sep)
	if len(p) != 3 {
		return token{}, false
	}
	if sep == "." {
		p[0], p[2] = p[2], p[0]
	}
	n := 0
	for i, s := range p {
		if len(s) != [3]int{4, 2, 2}[i] || strings.Trim(s, "0123456789") != "" {
			return token{}, false
		}
		for j := range len(s) {
			n = n*10 + int(s[j]-'0')
		}
	}
	return token{sense: sense{sort: isoDate, n: n}}, true
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
