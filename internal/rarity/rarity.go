// Package rarity tells how rare a word is in English, and brings words that differ only in form to one form.
//
//	"missiles"  →  the stem "missil", the rarity 7.5: about the 1,800th most frequent word
//
// It works from fixed data alone: the vocabulary of the models lists whole words by how frequent they were in some billions of
// words, and by Zipf's law the frequency of a word is the inverse of its rank. So a word weighs the same whatever a ledger holds.
package rarity

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Table is the ranks of the stems of a vocabulary. It is not changed once it is read, so many may use it at once.
type Table struct {
	rank map[string]int32 // of a stem: the rank of its most frequent form
	most float64          // rarity of what is not in the vocabulary
}

// Read makes a table of a vocabulary, a word a line, the most frequent first. Parts of words, signs of its own ("[CLS]") and single
// letters, of which it lists those of every script first, count as no words.
func Read(vocab string) *Table {
	t := &Table{rank: make(map[string]int32, 24_000)}
	n := int32(0)
	for line := range strings.Lines(vocab) {
		w := strings.TrimSpace(line)
		if utf8.RuneCountInString(w) < 2 || w[0] == '[' || w[0] == '#' || !isWord(w) {
			continue
		}
		n++
		s := Stem(w)
		if _, ok := t.rank[s]; !ok {
			t.rank[s] = n
		}
	}
	t.most = math.Log(2 * float64(max(n, 1)))
	return t
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

// Of is the natural logarithm of the rank of a stem: 0 for "the", 10.7 for a word that is not in the vocabulary. Numbers are as rare as
// they are long, years of these times less so. Of nothing it is 0.
func (t *Table) Of(stem string) float64 {
	if stem == "" {
		return 0
	}
	switch c := stem[0]; {
	case isYear(stem) || wired[stem]:
		return 5.7
	case c >= '0' && c <= '9':
		return min(4+1.5*float64(len(stem)), t.most)
	}
	if n, ok := t.rank[stem]; ok {
		return math.Log(float64(n))
	}
	return t.most
}

// isYear reports whether a stem is a year of these times, which many stories name.
func isYear(s string) bool {
	return len(s) == 4 && (s[:2] == "19" || s[:2] == "20") && s[2] >= '0' && s[2] <= '9'
}
