package ask

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"
	"golang.org/x/text/unicode/norm"
)

// rarities tells how rare a word is in English: the vocabulary of the models lists whole words by how frequent they are, and the
// frequency of a word is about the inverse of its rank (Zipf). So a question weighs the same whatever a ledger holds.
type rarities struct {
	rank map[string]int32
	most float64 // of what is not in the vocabulary
}

func newRarities(vocab string) *rarities {
	r := &rarities{rank: make(map[string]int32, 24_000)}
	n := int32(0)
	for line := range strings.Lines(vocab) {
		w := strings.TrimSpace(line)
		if len(w) < 2 || w[0] == '[' || w[0] == '#' {
			continue
		}
		n++
		if s := stem(w); r.rank[s] == 0 {
			r.rank[s] = n
		}
	}
	r.most = math.Log(2 * float64(max(n, 1)))
	return r
}

// of is the natural logarithm of the rank of a stem: 0 for "the", about 10.7 for a word that is not in the vocabulary.
func (r *rarities) of(stem string) float64 {
	if n := r.rank[stem]; n > 0 {
		return math.Log(float64(n))
	}
	return r.most
}

// numerals are the numbers that are printed as words as often as in figures.
var numerals = map[string]string{
	"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
	"eleven": "11", "twelve": "12", "fifteen": "15", "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50",
}

// stem is a word in its normal form: lower case, without accents, English endings taken off, a small number in figures.
func stem(word string) string {
	w := fold(word)
	if n, ok := numerals[w]; ok {
		return n
	}
	if len(w) < 4 {
		return w
	}
	if s := english.Stem(w, false); s != "" {
		return s
	}
	return w
}

// fold is a word in lower case without accents.
func fold(word string) string {
	plain := true
	for i := 0; i < len(word) && plain; i++ {
		plain = word[i] < utf8.RuneSelf
	}
	word = strings.ToLower(word)
	if plain {
		return word
	}
	var b strings.Builder
	for _, c := range norm.NFKD.String(word) {
		if !unicode.Is(unicode.Mn, c) {
			b.WriteRune(c)
		}
	}
	return b.String()
}

// wordsOf is the words of a text: letters and digits, a possessive s left out. A word longer than any is cut.
func wordsOf(text string) []string {
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) })
	out := words[:0]
	for _, w := range words {
		if w != "s" && w != "S" {
			out = append(out, w[:min(len(w), longestWord)])
		}
	}
	return out
}

const longestWord = 60 // bytes

// stems is the set of the stems of a text.
func stems(texts ...string) map[string]bool {
	out := map[string]bool{}
	for _, t := range texts {
		for _, w := range wordsOf(t) {
			out[stem(w)] = true
		}
	}
	return out
}
