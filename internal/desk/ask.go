package desk

import (
	"context"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"hearsay/internal/ask"
	"hearsay/internal/ledger"
)

// AskOptions say among which claims an answer is looked for.
type AskOptions struct {
	AsOf   time.Time // as the ledger was at this instant; zero: as it is
	Outlet string    // only what this outlet published; "": any
	Limit  int       // answers at most; below 1: five
}

// Asking answers questions from a ledger. It keeps the vectors of all claims in memory from the first question on: 400 bytes a claim.
type Asking struct {
	desk    *Desk
	asker   *ask.Asker
	shelves held[*shelf]
	asked   atomic.Int64 // questions so far
}

// Asking makes an Asking over the desk's ledger.
func (d *Desk) Asking(a *ask.Asker) *Asking { return &Asking{desk: d, asker: a} }

// vectors returns the shelf, read anew when the ledger has grown since; within the desk's Patience the one before will do.
func (a *Asking) vectors(ctx context.Context) (*shelf, error) {
	return a.shelves.get(ctx, a.desk.Ledger, a.desk.Patience, func(ctx context.Context, _ *shelf, _ ledger.Mark) (*shelf, error) {
		return shelve(ctx, a.desk.Ledger)
	})
}

// Ask answers a question. What cannot be taken as one is refused like what has no answer.
func (a *Asking) Ask(ctx context.Context, question string, o AskOptions) (*Reply, error) {
	if flaw := ask.Flaw(question); flaw != "" {
		return refused(question, flaw), nil
	}
	q := a.asker.Understand(question)
	ranked, b, err := a.ranked(ctx, q, o)
	if err != nil {
		return nil, err
	}
	return a.reply(ctx, q, ranked, b, o)
}

// ranked are the claims that may answer a question, the likeliest first, and their matters.
func (a *Asking) ranked(ctx context.Context, q *ask.Question, o AskOptions) ([]*ask.Candidate, *board, error) {
	some, numbers, err := a.candidates(ctx, q, o)
	if err != nil {
		return nil, nil, err
	}
	best := q.Look(some)
	b, err := a.desk.boardAround(ctx, best, numbers, a.asked.Add(1) > 1)
	if err != nil {
		return nil, nil, err
	}
	return best, b, a.asker.Rank(ctx, q, best)
}

// Ranked are the claims that may answer a question, the likeliest first, and how their matters stand to each other, for fitting.
func (a *Asking) Ranked(ctx context.Context, q *ask.Question) ([]*ask.Candidate, ask.Opposed, error) {
	ranked, b, err := a.ranked(ctx, q, AskOptions{})
	if err != nil {
		return nil, nil, err
	}
	return ranked, b.opposed, nil
}

// candidates are the claims of the ledger that a question may be answered with, and their numbers by their IDs.
func (a *Asking) candidates(ctx context.Context, q *ask.Question, o AskOptions) ([]*ask.Candidate, map[string]int64, error) {
	s, err := a.vectors(ctx)
	if err != nil {
		return nil, nil, err
	}
	vectors, err := a.asker.Embed(ctx, q.Text)
	if err != nil {
		return nil, nil, err
	}
	var only wanted
	if o.Outlet != "" {
		from, err := ledger.ParseQuery(`outlet:"` + strings.NewReplacer(`"`, " ", "“", " ", "”", " ").Replace(o.Outlet) + `"`)
		if err != nil {
			return nil, nil, err
		}
		from.AsOf = o.AsOf
		if only, err = a.desk.wantedBy(ctx, from); err != nil {
			return nil, nil, err
		}
	}
	worded, err := a.desk.worded(ctx, q, len(s.claims), o.AsOf, only)
	if err != nil {
		return nil, nil, err
	}
	var numbers []int64
	for _, h := range append(s.near(vectors[0], nearest, only), worded...) {
		numbers = append(numbers, h.claim)
	}
	slices.Sort(numbers)
	numbers = slices.Compact(numbers)
	claims, err := a.desk.Standing(ctx, numbers, o.AsOf)
	if err != nil {
		return nil, nil, err
	}
	cosines := s.cosines(vectors[0], numbers)
	out := make([]*ask.Candidate, len(claims))
	at := make(map[string]int64, len(claims))
	for i := range claims {
		c := &claims[i]
		out[i] = &ask.Candidate{Claim: &c.Claim, Document: c.Document, Cosine: cosines[c.Number]}
		at[c.ID] = c.Number
	}
	return out, at, nil
}
