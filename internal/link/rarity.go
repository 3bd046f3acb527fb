package link

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"
	"golang.org/x/text/unicode/norm"
)

// rarities tells how rare a stem is in English, from fixed data alone: the vocabulary of the models lists whole words by how
// frequent they were in some billions of words, and by Zipf's law the frequency of a word is the inverse of its rank.
// So what two claims share weighs the same whatever else a ledger holds.
type rarities struct {
	rank map[string]int32 // of a stem: the rank of its most frequent form
	most float64          // rarity of what is not in the vocabulary
}

func newRarities(vocab string) *rarities {
	r := &rarities{rank: make(map[string]int32, 24_000)}
	n := int32(0)
	for line := range strings.Lines(vocab) {
		w := strings.TrimSpace(line)
		if utf8.RuneCountInString(w) < 2 || w[0] == '[' || w[0] == '#' || !isWord(w) {
			continue
		}
		n++
		s := stem(w)
		if _, ok := r.rank[s]; !ok {
			r.rank[s] = n
		}
	}
	r.most = math.Log(2 * float64(n))
	return r
}

func isWord(w string) bool {
	for _, c := range w {
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) {
			return false
		}
	}
	return true
}

// wired is short forms that fill the wires and are in no vocabulary: as rare as a word of rank 300.
var wired = map[string]bool{
	"dlrs": true, "dlr": true, "mln": true, "bln": true, "pct": true, "cts": true, "shr": true, "shrs": true, "qtr": true, "vs": true,
	"stg": true, "avg": true, "revs": true, "mths": true, "oper": true, "inc": true, "ltd": true, "plc": true, "corp": true, "us": true,
	"uk": true, "eu": true, "un": true, "percent": true, "reuter": true, "reuters": true, "km": true, "pm": true, "am": true, "gmt": true, "est": true, "edt": true,
}

// of is the natural logarithm of the rank: 0 for "the", 10.8 for a word that is not in the vocabulary. Numbers are as rare as they are long.
func (r *rarities) of(stem string) float64 {
	switch c := stem[0]; {
	case isYear(stem) || wired[stem]:
		return 5.7
	case c >= '0' && c <= '9':
		return min(4+1.5*float64(len(stem)), r.most)
	}
	if n, ok := r.rank[stem]; ok {
		return math.Log(float64(n))
	}
	return r.most
}

// isYear reports whether a stem is a year of these times, which many stories name.
func isYear(s string) bool {
	return len(s) == 4 && (s[:2] == "19" || s[:2] == "20") && s[2] >= '0' && s[2] <= '9'
}

// stem is a word in its normal form: lower case, without accents, English endings taken off.
func stem(word string) string {
	w := fold(word)
	if len(w) < 4 || !isASCII(w) {
		return w
	}
	if s := english.Stem(w, false); s != "" {
		return s
	}
	return w
}

// fold is a word in lower case without accents, apostrophes and stops.
func fold(word string) string {
	if isASCII(word) {
		return unpointed.Replace(strings.ToLower(word))
	}
	var b strings.Builder
	for _, c := range norm.NFKD.String(strings.ToLower(word)) {
		if !unicode.Is(unicode.Mn, c) && c != '’' && c != '\'' && c != '.' {
			b.WriteRune(c)
		}
	}
	return b.String()
}

var unpointed = strings.NewReplacer("'", "", ".", "")

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
