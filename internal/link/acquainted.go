package link

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"

	"hearsay/data/actors"
	"hearsay/internal/rarity"
	"hearsay/internal/when"
)

// A name that two documents share counts by how much rarer it is than common: one that no list of words has 3.7, one that few texts have 2, one of rank
// 3,000 hardly 1. What they share must come to Enough on the day, and to more the further apart they were published: to a tenth more for each time that the
// days grow by a factor of e. So one name that no list has does for nine days, and no document has ever more others to be compared with as a ledger grows old.
const (
	scarce     = 8.0 // what is less rare does not count
	commonName = 7.0
	Enough     = 3.0
	rise       = 0.1
	mostNames  = 512
	related    = 0.15 // the cosine of their topics
)

// Window is how many days apart two documents may be published that are compared.
const Window = 45

// Name is a name in a document, and how much rarer it is than common.
type Name struct {
	Word   uint64 // hash of a stem
	Weight float64
}

// Names are what a document is found by: those that are acquainted with it share names whose weights come to Enough.
func (s *Story) Names() []Name {
	out := make([]Name, len(s.names))
	for i, t := range s.names {
		out[i] = Name{t.key, t.weight}
	}
	return out
}

// Acquainted reports whether two documents name the same: a rare name, or some that are rare together. Then they are compared, claim by claim. It is a function of
// the two alone. The words of the wires' formulas (results, rates, prices) are no names: they make documents alike that have nothing to do with each other.
func Acquainted(a, b *Story) bool {
	apart := math.Abs(a.published - b.published)
	if apart > Window {
		return false
	}
	shared, _ := overlap(a.names, b.names)
	return shared >= Enough*(1+rise*math.Log(1+apart)) && nearness(a, b) >= related
}

// longestCountry is how many words a name has that is looked up among those of countries and the like.
const longestCountry = 3

// namesOf is the stems of what a text names: words with a capital that do not begin a sentence, and stand nowhere in it without one, nor in the name of its outlet. Countries, their
// governments and international bodies, which every other story names, are left out, and so are initials, days and months. They weigh what they are rarer
// than common. Of very many the rarest count. Titles are not looked at: many have capitals throughout, and "QTR" is no name.
func (l *Linker) namesOf(outlet, words []string) []term {
	plain := map[string]bool{}
	for _, w := range outlet {
		plain[rarity.Stem(w)] = true
	}
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
	if len(out) > mostNames {
		slices.SortFunc(out, func(a, b term) int { return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.key, b.key)) })
		out = out[:mostNames]
		slices.SortFunc(out, func(a, b term) int { return cmp.Compare(a.key, b.key) })
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
