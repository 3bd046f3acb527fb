package link

import (
	"cmp"
	"math"
	"slices"

	"hearsay/internal/rarity"
)

// Topic is one of the words that a document is about, with its weight: the weights of a document's topics are a unit vector.
type Topic struct {
	Word   uint64 // hash of a stem
	Weight float64
}

// Two documents are compared, claim by claim, when their topics have this cosine or more and they were published within so many
// days: then they may tell of one event. Both are functions of the two documents alone.
const (
	Related = 0.2
	Window  = 45
)

const (
	mostTopics = 24
	rareTopic  = 7.0 // of rank 1,100 and beyond
)

// topics are the words of a document that are rare and come again and again; in the title a word counts twice more. Numbers are no topics.
func (l *Linker) topics(title, text []string) []Topic {
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
	out := make([]Topic, 0, len(count))
	for h, n := range count {
		out = append(out, Topic{h, weight[h] * (1 + math.Log(n))})
	}
	slices.SortFunc(out, func(a, b Topic) int { return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.Word, b.Word)) })
	out = out[:min(len(out), mostTopics)]
	var square float64
	for _, t := range out {
		square += t.Weight * t.Weight
	}
	for i := range out {
		out[i].Weight /= math.Sqrt(square)
	}
	return out
}

// Nearness is the cosine of the topics of two documents.
func Nearness(a, b *Story) (sum float64) {
	for _, x := range a.Topics {
		for _, y := range b.Topics {
			if x.Word == y.Word {
				sum += x.Weight * y.Weight
			}
		}
	}
	return sum
}
