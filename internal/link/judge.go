package link

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"hearsay/internal/infer"
)

// judged is how many of the features are the pair model's: they come last.
const judged = 3

// Text is the claim as the pair model reads it.
func (s *Side) Text() string { return s.Claim.Line(s.Story.Document.Published) }

// candidate is a pair that is worth the pair model's time.
type candidate struct {
	a, b     *Side
	at       Found // where a and b stand
	features []float64
	likely   float64 // by the features without the pair model's
}

// The pair model is asked about so many pairs of two documents at the most, and of one: no story, however odd, takes more of its time. Where none of the likeliest
// are linked, it is not asked about the rest: then the documents only look as if they had to do with each other.
const (
	mostAsked  = 8
	mostWithin = 4
	askedFirst = 3
)

// withinLeast is how many times as likely as two claims of two documents those of one must be to have to do with each other: what of cases is less likely
// was never linked rightly.
const withinLeast = 1.7

// likeliest are the likeliest of the pairs of two documents, or of one, in order, which depends on the pairs alone, not on which of the documents came first.
func likeliest(pairs []candidate, most int) []candidate {
	slices.SortFunc(pairs, func(p, q candidate) int {
		p1, p2 := InTime(p.a, p.b)
		q1, q2 := InTime(q.a, q.b)
		return cmp.Or(cmp.Compare(q.likely, p.likely), strings.Compare(p1.Claim.ID, q1.Claim.ID), strings.Compare(p2.Claim.ID, q2.Claim.ID))
	})
	return pairs[:min(len(pairs), most)]
}

// judge adds to the features of pairs what the pair model makes of them. Of two claims the earlier published is read first, so the order in
// which they are compared does not matter.
func (l *Linker) judge(ctx context.Context, pairs []candidate) error {
	if len(pairs) == 0 {
		return nil
	}
	var unlike []*candidate
	for i := range pairs {
		if p := &pairs[i]; p.a.Story != p.b.Story && p.features[wireAt] >= alike {
			p.features = append(p.features, carried(p.a, p.b)...)
		} else {
			unlike = append(unlike, p)
		}
	}
	if len(unlike) == 0 {
		return nil
	}
	j, err := l.judges()
	if err != nil {
		return err
	}
	const group = 1024
	for from := 0; from < len(unlike); from += group {
		some := unlike[from:min(from+group, len(unlike))]
		texts := make([][2][]string, len(some))
		for i, p := range some {
			first, second := InTime(p.a, p.b)
			texts[i] = [2][]string{allWords(first.Text()), allWords(second.Text())}
		}
		all, err := j.Compare(ctx, texts)
		if err != nil {
			return err
		}
		for i, x := range all {
			some[i].features = append(some[i].features, odds(x)...)
		}
	}
	return nil
}

// wireAt is the place among the features of how much of the shorter text stands in the longer.
var wireAt = slices.Index(Names, "wire")

// alike is how much of the shorter of two texts stands in the longer when the one carries the other, or both are of one form. There the pair model is
// not asked: a thousand results of companies would take it hours, and what is carried word for word needs no model.
const alike = 0.4

// carried is what stands for the pair model's odds in texts that are alike: the same words are the same, others nothing.
func carried(a, b *Side) []float64 {
	if a.Claim.Content.Text == b.Claim.Content.Text {
		return []float64{6, -3, -3}
	}
	return []float64{-6, -6, -6}
}

// InTime is two claims, the earlier published first.
func InTime(a, b *Side) (first, second *Side) {
	if earlier(b, a) < 0 {
		return b, a
	}
	return a, b
}

// odds is the logarithms of the odds of same, contradicts and updates against none. Beyond 8 they say no more.
func odds(x infer.Judgement) []float64 {
	out := make([]float64, judged)
	for i := range out {
		out[i] = max(-8, min(8, float64(x.Link[i+1]-x.Link[0])))
	}
	return out
}
