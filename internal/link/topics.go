package link

import (
	"cmp"
	"math"
	"slices"

	"hearsay/internal/rarity"
)

const (
	mostTopics = 24
	rareTopic  = 7.0 // of rank 1,100 and beyond
)

// topicsOf are the words of a document that are rare and come again and again; in the title a word counts twice more. Numbers are no topics.
// Their weights are a unit vector.
func (l *Linker) topicsOf(title, text []string) []term {
	count, weight := map[uint64]float64{}, map[uint64]float64{}
	for i, words := range [][]string{title, text} {
		for _, w := range words {
			s := rarity.Stem(w)
			if s == "" || s[0] >= '0' && s[0] <= '9' {
				continue
			}
			if r := l.rarities().Of(s); r >= rareTopic {
				h := hashOf(s)
				count[h] += float64(2 - i)
				weight[h] = r
			}
		}
	}
	out := make([]term, 0, len(count))
	for h, n := range count {
		out = append(out, term{h, weight[h] * (1 + math.Log(n))})
	}
	slices.SortFunc(out, func(a, b term) int { return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.key, b.key)) })
	out = out[:min(len(out), mostTopics)]
	var square float64
	for _, t := range out {
		square += t.weight * t.weight
	}
	for i := range out {
		out[i].weight /= math.Sqrt(square)
	}
	return out
}

// nearness is the cosine of the topics of two documents.
func nearness(a, b *Story) (sum float64) {
	for _, x := range a.topics {
		for _, y := range b.topics {
			if x.key == y.key {
				sum += x.weight * y.weight
			}
		}
	}
	return sum
}
