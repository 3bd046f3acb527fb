package ask

import (
	"cmp"
	"slices"
	"strings"

	"hearsay"
)

// Candidate is a claim that may answer a question.
type Candidate struct {
	Claim    *hearsay.Claim
	Document *hearsay.Document
	Cosine   float64 // of the vector of its content and that of the question
	Matter   int     // the number of its matter: claims of one have the same
	Likely   float64 // that it answers, 0 to 1; filled by Rank
	Features []float64
	story    map[string]bool // stems of its document
	sum      float64         // what Likely is made of
}

// looked is how many claims are looked at closely.
const looked = 24

// Rank finds out how likely each candidate answers, and returns the likeliest, best first, at most twenty-four. The order in which
// candidates come makes no difference.
func (a *Asker) Rank(q *Question, some []*Candidate) []*Candidate {
	stories := map[string]map[string]bool{}
	some = slices.DeleteFunc(slices.Clone(some), func(c *Candidate) bool { return inQuestion(c.Document.Text, c.Claim) })
	for _, c := range some {
		if c.story = stories[c.Document.ID]; c.story == nil {
			c.story = stems(c.Document.Text, c.Document.Title, c.Document.Outlet)
			stories[c.Document.ID] = c.story
		}
		c.Features = q.features(c)
	}
	rough := func(c *Candidate) float64 {
		f := c.Features
		return f[cosine] + 0.5*f[content] + 0.3*f[around] + 0.15*f[fits]
	}
	best := some
	slices.SortFunc(best, func(x, y *Candidate) int {
		return cmp.Or(cmp.Compare(rough(y), rough(x)), cmp.Compare(x.Claim.ID, y.Claim.ID))
	})
	best = best[:min(len(best), looked)]
	top := -1.0
	for _, c := range best {
		top = max(top, c.Features[cosine])
	}
	for _, c := range best {
		c.Features[cosineGap] = c.Features[cosine] - top
		c.sum = a.weights.Claim.sum(c.Features)
		c.Likely = likely(c.sum)
	}
	slices.SortFunc(best, func(x, y *Candidate) int {
		return cmp.Or(cmp.Compare(y.Likely, x.Likely), cmp.Compare(x.Claim.ID, y.Claim.ID))
	})
	return best
}

// inQuestion reports whether a claim stands in a sentence that is a question: it answers none.
func inQuestion(text string, k *hearsay.Claim) bool {
	if len(k.Content.Spans) == 0 || k.OwnVoice && strings.HasSuffix(k.Content.Text, "?") {
		return true
	}
	rest := text[k.Content.Spans[len(k.Content.Spans)-1].To:]
	if i := strings.IndexAny(rest, ".?!\n"); i >= 0 {
		return rest[i] == '?' && i < 80
	}
	return false
}

// AnswerNames are the features that tell whether a question has an answer: how well its best claims fit, and of what kind it is. A
// question of how many, or of who, has often near misses alone; one of yes or no seldom.
var AnswerNames = []string{"best", "yes_no", "how_many", "who", "spoken", "around", "unfit", "names_near", "missing"}

// AnswerFeatures are those of a question with its ranked claims: means over the first five, all but the first four.
func (q *Question) AnswerFeatures(ranked []*Candidate) []float64 {
	out := []float64{ranked[0].sum, flag(q.Kind == YesNo || q.Kind == WhatChanged), flag(q.Kind == HowMany), flag(q.Kind == Who)}
	first := ranked[:min(len(ranked), 5)]
	for _, f := range []int{spoken, around, unfit, namesNear, missing} {
		sum := 0.0
		for _, c := range first {
			sum += c.Features[f]
		}
		out = append(out, sum/float64(len(first)))
	}
	return out
}

// answerable is how likely a question has an answer among ranked claims.
func (a *Asker) answerable(q *Question, ranked []*Candidate) float64 {
	if len(ranked) == 0 {
		return 0
	}
	return likely(a.weights.Answer.sum(q.AnswerFeatures(ranked)))
}
