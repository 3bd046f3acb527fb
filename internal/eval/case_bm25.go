package eval

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/segment"
)

// The usual constants of BM25 (Robertson and Zaragoza 2009).
const (
	saturation = 1.2
	lengthy    = 0.75
)

// wordSearch finds the sentences of a case that share most words with a question. It is what asking has to beat.
type wordSearch struct {
	sentences []sentence
	holding   map[string]int // how many sentences hold a word
	mean      float64        // words of a sentence
}

type sentence struct {
	document *CaseDocument
	hearsay.Span
	words  map[string]int
	length int
}

func newWordSearch(c *Case) *wordSearch {
	w := &wordSearch{holding: map[string]int{}}
	all := 0
	for i := range c.Documents {
		d := &c.Documents[i]
		words, err := segment.Words(d.Text)
		if err != nil {
			continue
		}
		for _, run := range segment.Sentences(d.Text, words) {
			s := sentence{document: d, Span: hearsay.Span{From: words[run.From].From, To: words[run.To-1].To}, words: map[string]int{}}
			for _, x := range strings.Fields(plainName(s.Of(d.Text))) {
				s.words[x]++
				s.length++
			}
			for x := range s.words {
				w.holding[x]++
			}
			all += s.length
			w.sentences = append(w.sentences, s)
		}
	}
	w.mean = float64(all) / float64(max(1, len(w.sentences)))
	return w
}

// ask answers with the best five sentences, each as words of the outlet that prints it. It refuses only what shares no word with any.
func (w *wordSearch) ask(question string) Answer {
	asked := set(slices.DeleteFunc(strings.Fields(plainName(question)), func(x string) bool { return slices.Contains(small, x) }))
	type hit struct {
		*sentence
		score float64
	}
	var hits []hit
	for i := range w.sentences {
		s := &w.sentences[i]
		score := 0.0
		for _, x := range asked {
			n := float64(s.words[x])
			rare := math.Log(1 + (float64(len(w.sentences)-w.holding[x])+0.5)/(float64(w.holding[x])+0.5))
			score += rare * n * (saturation + 1) / (n + saturation*(1-lengthy+lengthy*float64(s.length)/w.mean))
		}
		if score > 0 {
			hits = append(hits, hit{s, score})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(b.score, a.score) })
	out := Answer{Refused: len(hits) == 0}
	for _, h := range hits[:min(firstAnswers, len(hits))] {
		out.Answers = append(out.Answers, Answered{
			Text: h.Of(h.document.Text), Speaker: h.document.Outlet, Spans: []Cited{{h.document.Ref, h.Span}},
		})
	}
	return out
}
