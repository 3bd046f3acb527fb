package link

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"math"
	"slices"

	"hearsay"
)

// Weights are what is fitted: for each relation a logistic function of the features of a pair and the least probability at which
// it holds; Near, of the features without the pair model's, below which a pair is not worth asking that model; and how loyal the claims of a matter must be to each other. train/link.py fits them on cases.
type Weights struct {
	Features    []string `json:"features"`
	Near        Logistic `json:"near"`
	Same        Logistic `json:"same"`
	Contradicts Logistic `json:"contradicts"`
	Updates     Logistic `json:"updates"`
	Loyal       float64  `json:"loyal"`
}

// Logistic is 1 / (1 + exp(-bias - weights · features)), to nine places: sums in another order then come to the same.
type Logistic struct {
	Bias    float64   `json:"bias"`
	Weights []float64 `json:"weights"`
	Least   float64   `json:"least"`
}

func (g *Logistic) of(features []float64) float64 {
	x := g.Bias
	for i, w := range g.Weights {
		x += w * features[i]
	}
	return math.Round(1e9/(1+math.Exp(-x))) / 1e9
}

//go:embed weights.json
var fitted []byte

// ReadWeights reads weights from JSON. They must be for the features that this program has, in their order.
func ReadWeights(data []byte) (*Weights, error) {
	var w Weights
	if err := json.Unmarshal(data, &w); err != nil {
		return nil, fmt.Errorf("%w: weights: %w", hearsay.ErrInvalid, err)
	}
	if !slices.Equal(w.Features, Names) {
		return nil, fmt.Errorf("%w: weights: they are for other features than this program has", hearsay.ErrInvalid)
	}
	for _, x := range []struct {
		*Logistic
		features int
	}{{&w.Near, len(Names) - judged}, {&w.Same, len(Names)}, {&w.Contradicts, len(Names)}, {&w.Updates, len(Names)}} {
		if len(x.Weights) != x.features {
			return nil, fmt.Errorf("%w: weights: %d of them for %d features", hearsay.ErrInvalid, len(x.Weights), x.features)
		}
	}
	return &w, nil
}

// Decide says how two claims stand to each other; false when they do not. Where several relations hold, the pair model says which of them.
func (w *Weights) Decide(a, b *Side, features []float64) (hearsay.Link, bool) {
	l := hearsay.Link{Claim: a.Claim.ID, Other: b.Claim.ID}
	if l.Claim > l.Other {
		l.Claim, l.Other = l.Other, l.Claim
	}
	most := math.Inf(-1)
	for i, x := range []struct {
		relation hearsay.Relation
		*Logistic
	}{{hearsay.Same, &w.Same}, {hearsay.Contradicts, &w.Contradicts}, {hearsay.Updates, &w.Updates}} {
		if x.relation == hearsay.Same && opposed(a, b) {
			continue
		}
		p := x.of(features)
		if said := features[len(features)-judged+i]; p >= x.Least && said >= most {
			l.Relation, l.Score, most = x.relation, p, said
		}
	}
	if l.Relation == "" {
		return l, false
	}
	if l.Relation == hearsay.Updates && earlier(b, a) < 0 == (l.Claim == a.Claim.ID) {
		l.Claim, l.Other = l.Other, l.Claim
	}
	return l, true
}

// opposed reports whether one claim denies what the other says, in words that are neither of them negative: they are never the same.
func opposed(a, b *Side) bool {
	return a.Claim.Denied != b.Claim.Denied && a.minus == b.minus
}
