package ask

import (
	"cmp"
	"context"
	"math"
	"slices"

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
}

// looked is how many claims are looked at closely.
const looked = 24

// Rank finds out how likely each candidate answers, and returns the likeliest, best first, at most twenty-four. The order in which
// candidates come makes no difference.
func (a *Asker) Rank(ctx context.Context, q *Question, some []*Candidate) ([]*Candidate, error) {
	stories := map[string]map[string]bool{}
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
	best := slices.Clone(some)
	slices.SortFunc(best, func(x, y *Candidate) int {
		return cmp.Or(cmp.Compare(rough(y), rough(x)), cmp.Compare(x.Claim.ID, y.Claim.ID))
	})
	best = best[:min(len(best), looked)]
	if err := a.closely(ctx, q, best); err != nil {
		return nil, err
	}
	for _, c := range best {
		c.Likely = a.weights.likely(c.Features)
	}
	slices.SortFunc(best, func(x, y *Candidate) int {
		return cmp.Or(cmp.Compare(y.Likely, x.Likely), cmp.Compare(x.Claim.ID, y.Claim.ID))
	})
	return best, nil
}

func (w *Weights) likely(features []float64) float64 {
	sum := w.Bias
	for i, each := range w.Each {
		sum += each * features[i]
	}
	return 1 / (1 + math.Exp(-sum))
}
