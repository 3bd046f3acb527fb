package link

import (
	"unicode"

	"hearsay/internal/rarity"
)

// rare is the rarity of a name that few texts have, and scarce that of one which two documents may share by chance: two of these are asked for.
const (
	rare   = 9.0
	scarce = 8.0
)

// acquainted reports whether two documents name the same: a rare name, or two scarce ones. The formulas of the wires (results, rates, prices) make
// documents near each other that have nothing to do with each other; what they are about they name.
func acquainted(a, b *Story) bool {
	n := 0
	for i, j := 0, 0; i < len(a.names) && j < len(b.names); {
		switch {
		case a.names[i].key < b.names[j].key:
			i++
		case a.names[i].key > b.names[j].key:
			j++
		default:
			if a.names[i].weight >= rare {
				return true
			}
			n++
			i++
			j++
		}
	}
	return n >= 2
}

// namesOf is the stems of what a text names: words with a capital that do not begin a sentence, and stand nowhere in it without one.
func (l *Linker) namesOf(words []string) []term {
	plain := map[string]bool{}
	for _, w := range words {
		if unicode.IsLower(initial(w)) {
			plain[rarity.Stem(w)] = true
		}
	}
	var named []string
	for i, w := range words {
		if i > 0 && unicode.IsUpper(initial(w)) && !opening[words[i-1]] && !plain[rarity.Stem(w)] {
			named = append(named, w)
		}
	}
	all := l.termsOf(named)
	out := all[:0]
	for _, t := range all {
		if t.weight >= scarce {
			out = append(out, t)
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
