package ask

import (
	"strings"
	"unicode"

	"hearsay/internal/rarity"
)

// numerals are the numbers that are printed as words as often as in figures.
var numerals = map[string]string{
	"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
	"eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18",
	"nineteen": "19", "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
}

// stem is the stem of a word, of a small number its figures.
func stem(word string) string {
	if n, ok := numerals[rarity.Fold(word)]; ok {
		return n
	}
	return rarity.Stem(word)
}

// wordsOf is the words of a text: letters and digits, a possessive s left out. A word longer than any is cut.
func wordsOf(text string) []string {
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) })
	out := words[:0]
	for _, w := range words {
		if len(w) > longestWord {
			w = strings.ToValidUTF8(w[:longestWord], "")
		}
		if w != "s" && w != "S" && rarity.Fold(w) != "" { // nothing but accents
			out = append(out, w)
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
