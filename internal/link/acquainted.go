package link

import (
	"strings"
	"unicode"

	"hearsay/data/actors"
	"hearsay/internal/rarity"
	"hearsay/internal/when"
)

// A name that two documents share counts by how much rarer it is than common: one that no list of words has 3.7, one that few texts have 2, one of rank
// 3,000 hardly 1. What they share must come to enough.
const (
	scarce     = 8.0 // what is less rare does not count
	commonName = 7.0
	enough     = 3.0
)

// Acquainted reports whether two documents name the same: a rare name, or some that are rare together. The formulas of the wires (results, rates, prices)
// make documents near each other that have nothing to do with each other; what they are about they name.
func Acquainted(a, b *Story) bool {
	shared, _ := overlap(a.names, b.names)
	return shared >= enough
}

// longestCountry is how many words a name has that is looked up among those of countries and the like.
const longestCountry = 3

// namesOf is the stems of what a text names: words with a capital that do not begin a sentence, and stand nowhere in it without one. Countries, their
// governments and international bodies, which every other story names, are left out, and so are initials, days and months. They weigh what they are rarer
// than common.
func (l *Linker) namesOf(words []string) []term {
	plain := map[string]bool{}
	for _, w := range words {
		if unicode.IsLower(initial(w)) {
			plain[rarity.Stem(w)] = true
		}
	}
	everybody := 0 // up to here goes the name of a country or the like
	var named []string
	for i, w := range words {
		if !unicode.IsUpper(initial(w)) {
			continue
		}
		for n := longestCountry; n > 0; n-- {
			if to := min(i+n, len(words)); len(actors.Find(strings.Join(words[i:to], " "))) > 0 {
				everybody = max(everybody, to)
				break
			}
		}
		if i < everybody || i == 0 || opening[words[i-1]] || plain[rarity.Stem(w)] || len(strings.TrimSuffix(w, ".")) == 1 || when.IsDayOrMonth(w) {
			continue
		}
		named = append(named, w)
	}
	all := l.termsOf(named)
	out := all[:0]
	for _, t := range all {
		if t.weight >= scarce {
			out = append(out, term{t.key, t.weight - commonName})
		}
	}
	return out
}

// opening is what stands before the first word of a sentence.
var opening = map[string]bool{".": true, "?": true, "!": true, "”": true, "“": true, "\"": true, ":": true, "-": true, "–": true, "—": true}

func initial(word string) rune {
	for _, r := range word {
		return r
	}
	return 0
}
