package amount

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay"
)

// atom is the smallest piece that is looked at: "US$5m" is three, most words are one.
type atom struct {
	text   string // lower case
	word   int    // that it is of
	glued  bool   // no white space before it
	number bool   // text is digits, value what they say
	ratio  bool   // of the form 3/4, or ½
	plain  bool   // digits only: no comma, no point
	upper  bool   // begins with a capital letter
	value  float64
}

type parser struct {
	text  string
	words []hearsay.Span
	verb  func(word int) bool
	atoms []atom
}

// lex cuts the words into atoms and reports whether anything among them can begin an amount.
func (p *parser) lex() bool {
	some := false
	for i, span := range p.words {
		if len(p.atoms) > mostAtoms {
			break
		}
		s := span.Of(p.text)
		glued := i > 0 && p.words[i-1].To == span.From
		c := s[0]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' {
			low := strings.ToLower(s)
			if symbol := strings.IndexAny(s, "$£€¥₽₴₹₦₩₪₺"); symbol > 0 || isMoneyPrefix(low) {
				some = p.split(i, s, glued) || some
				continue
			}
			p.atoms = append(p.atoms, atom{text: low, word: i, glued: glued, upper: c <= 'Z'})
			some = some || begins[low]
			continue
		}
		some = p.split(i, s, glued) || some
	}
	return some
}

// isMoneyPrefix reports whether a word is letters of a currency with digits behind: "rs48", "usd5m".
func isMoneyPrefix(low string) bool {
	n := strings.IndexFunc(low, unicode.IsDigit)
	return n > 0 && currencySigns[low[:n]] != ""
}

// split cuts a word into runs of digits, runs of letters and single signs. Digits with letters behind that are neither unit nor
// scale ("18th", "1980s", "16s") are one atom that is no number. It reports whether there is a number.
func (p *parser) split(word int, s string, glued bool) bool {
	begin, found := len(p.atoms), false
	for i := 0; i < len(s); {
		from := i
		r, n := utf8.DecodeRuneInString(s[i:])
		a := atom{word: word, glued: glued || i > 0}
		switch {
		case r >= '0' && r <= '9':
			i = digitsEnd(s, i)
			a.text = s[from:i]
			a.value, a.ratio, a.number = readDigits(a.text)
			a.plain = strings.IndexFunc(a.text, func(r rune) bool { return r < '0' || r > '9' }) < 0
		case unicode.IsLetter(r):
			for i < len(s) {
				r, n := utf8.DecodeRuneInString(s[i:])
				if !unicode.IsLetter(r) && r != '.' && r != '\'' && r != '’' && r != '²' && r != '³' {
					break
				}
				i += n
			}
			if i-from > 40 {
				a.text = "" // no word that any list knows
			} else {
				a.text = strings.ToLower(strings.TrimSuffix(s[from:i], "."))
			}
			a.upper = unicode.IsUpper(r)
		default:
			i += n
			a.text = s[from:i]
			a.value, a.number = vulgar[r]
			a.ratio = a.number
		}
		found = found || a.number
		p.atoms = append(p.atoms, a)
	}
	// What is written behind figures must be known, or the whole is a name.
	for k := begin + 1; k < len(p.atoms); k++ {
		a, before := &p.atoms[k], p.atoms[k-1]
		if !before.number || a.number || a.text == "" {
			continue
		}
		r, _ := utf8.DecodeRuneInString(a.text)
		if unicode.IsLetter(r) && !behindFigures(a.text) || r == ':' || r == '\'' || r == '’' {
			p.atoms = append(p.atoms[:begin], atom{text: strings.ToLower(s[:min(len(s), 40)]), word: word, glued: glued, upper: p.atoms[begin].upper})
			return false
		}
	}
	return found
}

// digitsEnd is the end of a run of digits with points, commas and one stroke inside.
func digitsEnd(s string, i int) int {
	digit := func(i int) bool { return i < len(s) && s[i] >= '0' && s[i] <= '9' }
	for i < len(s) {
		if digit(i) || (s[i] == ',' || s[i] == '.' || s[i] == '/') && digit(i+1) {
			i++
			continue
		}
		break
	}
	return i
}

// readDigits reads figures with thousands parted by commas, and decimals: "40,000", "1.2", "1,50,000", "1.000.000", "10,5", "3/4".
func readDigits(s string) (value float64, ratio, ok bool) {
	if len(s) > 24 {
		return 0, false, false // no amount of this world
	}
	if over, under, cut := strings.Cut(s, "/"); cut {
		a, err1 := strconv.Atoi(over)
		b, err2 := strconv.Atoi(under)
		if err1 != nil || err2 != nil || a >= b || a == 0 || !denominators[b] {
			return 0, false, false
		}
		return float64(a) / float64(b), true, true
	}
	whole, rest, point := strings.Cut(s, ".")
	switch {
	case point && strings.Contains(rest, "."): // 1.000.000
		groups := strings.Split(s, ".")
		if !thousands(groups) {
			return 0, false, false
		}
		whole, rest = strings.Join(groups, ""), ""
	case strings.Contains(rest, ","):
		return 0, false, false
	case strings.Contains(whole, ","):
		groups := strings.Split(whole, ",")
		last := groups[len(groups)-1]
		switch {
		case thousands(groups):
			whole = strings.Join(groups, "")
		case len(groups) == 2 && len(last) < 3 && !point:
			whole, rest = groups[0], last
		default:
			return 0, false, false
		}
	}
	if len(whole) > 1 && whole[0] == '0' {
		return 0, false, false // 007
	}
	v, err := strconv.ParseFloat(whole+"."+rest+"0", 64)
	return v, false, err == nil
}

// thousands reports whether groups of digits part a number as people do: by threes, or by twos before a last three (1,50,000).
func thousands(groups []string) bool {
	for i, g := range groups[1:] {
		if len(g) != 3 && (len(g) != 2 || i == len(groups)-2) {
			return false
		}
	}
	return len(groups[0]) >= 1 && len(groups[0]) <= 3
}

var vulgar = map[rune]float64{
	'½': 1. / 2, '⅓': 1. / 3, '⅔': 2. / 3, '¼': 1. / 4, '¾': 3. / 4, '⅕': 1. / 5, '⅖': 2. / 5, '⅗': 3. / 5, '⅘': 4. / 5,
	'⅛': 1. / 8, '⅜': 3. / 8, '⅝': 5. / 8, '⅞': 7. / 8,
}

var denominators = map[int]bool{2: true, 3: true, 4: true, 5: true, 8: true, 10: true, 16: true, 32: true, 64: true}
