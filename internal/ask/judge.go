package ask

import (
	"context"

	"hearsay/internal/infer"
)

// judge fills in what the pair model makes of question and claim: whether the one answers the other. It is asked only where the
// weights heed it, for it takes most of the time of an answer.
func (a *Asker) judge(ctx context.Context, q *Question, some []*Candidate) error {
	if a.weights.Claim.Each[judged] == 0 && !a.always || len(some) == 0 {
		return nil
	}
	j, err := a.judges()
	if err != nil {
		return err
	}
	question := allWords(q.Text)
	pairs := make([][2][]string, len(some))
	for i, c := range some {
		pairs[i] = [2][]string{question, allWords(c.Claim.Line(c.Document.Published))}
	}
	all, err := j.Compare(ctx, pairs)
	if err != nil {
		return err
	}
	for i, x := range all {
		some[i].Features[judged] = settled(x)
	}
	return nil
}

// settled is how sure the pair model is, from -1 to 1: beyond that its scores say no more.
func settled(x infer.Judgement) float64 { return max(-1, min(1, float64(x.Answer)/8)) }
