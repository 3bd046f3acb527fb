package ask

import (
	"cmp"
	"context"
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
	rough    float64         // how well it fits at first sight
	sum      float64         // what Likely is made of
}

// looked is how many claims are looked at closely, and judges how many of these the pair model reads.
const (
	looked = 32
	judges = 16
)

// Look returns the candidates that fit best at first sight, at most thirty-two. The order in which candidates come makes no difference.
func (q *Question) Look(some []*Candidate) []*Candidate {
	best := slices.DeleteFunc(slices.Clone(some), func(c *Candidate) bool { return inQuestion(c.Document.Text, c.Claim) })
	for _, c := range best {
		c.rough = q.rough(c)
	}
	slices.SortFunc(best, func(x, y *Candidate) int {
		return cmp.Or(cmp.Compare(y.rough, x.rough), cmp.Compare(x.Claim.ID, y.Claim.ID))
	})
	return best[:min(len(best), looked)]
}

// Rank finds out how likely each of the claims that Look chose answers, and puts the likeliest first.
func (a *Asker) Rank(ctx context.Context, q *Question, best []*Candidate) error {
	stories := map[string]map[string]bool{}
	days := &days{question: q}
	for _, c := range best {
		if c.story = stories[c.Document.ID]; c.story == nil {
			c.story = stems(c.Document.Text, c.Document.Title, c.Document.Outlet)
			stories[c.Document.ID] = c.story
		}
		c.Features = q.features(c, days)
	}
	beside(best)
	if err := a.judge(ctx, q, best[:min(len(best), judges)]); err != nil {
		return err
	}
	for _, c := range best {
		c.sum = a.weights.Claim.sum(c.Features)
		if q.amiss(c.Claim) {
			c.sum -= amiss
		}
		c.Likely = likely(c.sum)
	}
	slices.SortFunc(best, func(x, y *Candidate) int {
		return cmp.Or(cmp.Compare(y.sum, x.sum), cmp.Compare(x.Claim.ID, y.Claim.ID))
	})
	return nil
}

// amiss is how much less a claim is worth that is not of the act, or does not name the evidence, that is asked for. Too few questions
// ask so for it to be fitted.
const amiss = 2.0

func (q *Question) amiss(k *hearsay.Claim) bool {
	if q.Evidence && len(k.Evidence) == 0 {
		return true
	}
	for _, a := range q.Acts {
		if k.Act == a || a == hearsay.Deny && k.Denied {
			return false
		}
	}
	return len(q.Acts) > 0
}

// beside fills in the features that depend on the other claims that are looked at.
func beside(best []*Candidate) {
	for _, x := range [][2]int{{cosine, cosineGap}, {content, contentGap}, {around, aroundGap}} {
		top := -1.0
		for _, c := range best {
			top = max(top, c.Features[x[0]])
		}
		for _, c := range best {
			c.Features[x[1]] = c.Features[x[0]] - top
		}
	}
}

// rough is a first look at how well a claim fits.
func (q *Question) rough(c *Candidate) float64 {
	said := stems(c.Claim.Content.Text)
	about := stems(surroundings(c.Document, c.Claim), c.Document.Title, c.Claim.Speaker.Name)
	var inContent, inAround float64
	for _, w := range q.Words {
		inContent += flag(said[w.Stem]) * w.Rarity
		inAround += flag(said[w.Stem] || about[w.Stem]) * w.Rarity
	}
	fit, _ := q.fit(c.Claim)
	return c.Cosine + (0.5*inContent+0.3*inAround)/max(q.weight, 1) + 0.15*flag(fit)
}

// inQuestion reports whether a claim stands in a sentence that is a question: it answers none.
func inQuestion(text string, k *hearsay.Claim) bool {
	if len(k.Content.Spans) == 0 || strings.HasSuffix(k.Content.Text, "?") {
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
var AnswerNames = []string{"best", "yes_no", "how_many", "who", "why", "spoken", "around", "unfit", "names_near", "missing", "fits_spoken", "score"}

// weighed is how many of the likeliest claims tell whether a question has an answer.
const weighed = 8

// AnswerFeatures are those of a question with its ranked claims: all but the first five are means over the likeliest eight, each as much as it is
// likely.
func (q *Question) AnswerFeatures(ranked []*Candidate) []float64 {
	out := []float64{ranked[0].sum, flag(q.Kind == YesNo || q.Kind == WhatChanged), flag(q.Kind == HowMany), flag(q.Kind == Who), flag(q.Kind == Why)}
	first := ranked[:min(len(ranked), weighed)]
	all := 0.0
	for _, c := range first {
		all += c.Likely
	}
	for _, f := range []int{spoken, around, unfit, namesNear, missing, fitsSpoken, score} {
		sum := 0.0
		for _, c := range first {
			sum += c.Likely * c.Features[f]
		}
		out = append(out, sum/max(all, 1e-12))
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
