package link

import (
	"strings"
	"unicode"

	"hearsay/data/actors"
	"hearsay/internal/rarity"
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

// namesOf is the stems of what a text names: words with a capital that do not begin a sentence, and stand nowhere in it without one. Countries, their
// governments and international bodies, which every other story names, are left out, and so are initials. They weigh what they are rarer than common.
func (l *Linker) namesOf(words []string) []term {
	plain := map[string]bool{}
	for _, w := range words {
		if unicode.IsLower(initial(w)) {
			plain[rarity.Stem(w)] = true
		}
	}
	var named []string
	for i, w := range words {
		if i == 0 || !unicode.IsUpper(initial(w)) || opening[words[i-1]] || plain[rarity.Stem(w)] || len(strings.TrimSuffix(w, ".")) == 1 || len(actors.Find(w)) > 0 {
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
