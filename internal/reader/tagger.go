package reader

import (
	"strings"

	"hearsay/internal/segment"
)

// tagger finds the best legal path through the labels of one head, a word at a time (Viterbi 1967), where I-x may only
// follow B-x or I-x. It keeps a byte a word and label, so that a long document costs little.
type tagger struct {
	labels []string
	begin  []int // for I-x the number of B-x, else -1
	score  []float32
	back   []uint8 // the label before, for each word after the first and each label
}

// illegal is what an illegal step costs.
const illegal = 1e4

func newTagger(labels []string) *tagger {
	t := &tagger{labels: labels, begin: make([]int, len(labels))}
	number := map[string]int{}
	for i, l := range labels {
		number[l] = i
	}
	for i, l := range labels {
		t.begin[i] = -1
		if kind, ok := strings.CutPrefix(l, "I-"); ok {
			t.begin[i] = number["B-"+kind]
		}
	}
	return t
}

// add takes the next word's scores.
func (t *tagger) add(logits []float32) {
	if t.score == nil {
		t.score = make([]float32, len(logits))
		for i, v := range logits {
			t.score[i] = v
			if t.begin[i] >= 0 {
				t.score[i] -= illegal
			}
		}
		return
	}
	top := argmax(t.score)
	next := make([]float32, len(logits))
	for i, v := range logits {
		from := top
		if b := t.begin[i]; b >= 0 {
			from = b
			if t.score[i] > t.score[b] || t.score[i] == t.score[b] && i < b {
				from = i
			}
		}
		t.back = append(t.back, uint8(from))
		next[i] = t.score[from] + v
	}
	t.score = next
}

// runs returns the tagged runs of words.
func (t *tagger) runs() []Tagged {
	if t.score == nil {
		return nil
	}
	k := len(t.labels)
	n := len(t.back)/k + 1
	path := make([]uint8, n)
	path[n-1] = uint8(argmax(t.score))
	for i := n - 1; i > 0; i-- {
		path[i-1] = t.back[(i-1)*k+int(path[i])]
	}
	var out []Tagged
	for i, l := range path {
		kind := t.labels[l]
		switch {
		case strings.HasPrefix(kind, "B-"):
			out = append(out, Tagged{segment.Run{From: i, To: i + 1}, kind[2:]})
		case strings.HasPrefix(kind, "I-") && len(out) > 0:
			out[len(out)-1].To = i + 1
		}
	}
	return out
}

func plainRuns(tagged []Tagged) []segment.Run {
	var out []segment.Run
	for _, t := range tagged {
		out = append(out, t.Run)
	}
	return out
}
