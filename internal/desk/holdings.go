package desk

import (
	"cmp"
	"context"
	"slices"
	"time"

	"hearsay/internal/ledger"
)

// Holdings are the counts of the ledger. They are kept until it changes, and then counted anew within the desk's Patience.
func (d *Desk) Holdings(ctx context.Context) (ledger.Stats, error) {
	return d.holdings.get(ctx, d.Ledger, d.Patience, func(ctx context.Context, _ ledger.Stats, _ ledger.Mark) (ledger.Stats, error) {
		return d.Stats(ctx, time.Time{})
	})
}

// Outlook tells of a claim what becomes of it in other stories.
type Outlook struct {
	Tellings    int // documents that tell its matter
	Origins     int // from which these have it
	Contradicts int // matters that stand against it
	Updates     int // matters that replace it
}

// Outlooks are those of claims, given by their numbers. A claim that no other is linked with has one telling and one origin.
func (d *Desk) Outlooks(ctx context.Context, numbers []int64) (map[int64]Outlook, error) {
	l, b, err := d.board(ctx)
	if err != nil {
		return nil, err
	}
	out := make(map[int64]Outlook, len(numbers))
	groups := map[int]Outlook{}
	for _, n := range numbers {
		group, linked := b.groupOf(n)
		if !linked {
			out[n] = Outlook{Tellings: 1, Origins: 1}
			continue
		}
		s, known := groups[group]
		if !known {
			s = Outlook{Tellings: b.told[group], Origins: 1, Contradicts: b.contested()[group], Updates: len(b.updated(group))}
			if s.Tellings > 1 {
				m, err := d.toldOf(ctx, l, b, group)
				if err != nil {
					return nil, err
				}
				s.Origins = len(m.Origins)
			}
			groups[group] = s
		}
		out[n] = s
	}
	return out, nil
}

// MostContested are the matters that most others contradict, at most so many: the beginning of what Matters yields by ByConflict, found without
// putting all in order.
func (d *Desk) MostContested(ctx context.Context, most int) ([]Listed, error) {
	l, b, err := d.board(ctx)
	if err != nil {
		return nil, err
	}
	contested := b.contested()
	first := func(x, y int) int {
		return cmp.Or(cmp.Compare(contested[y], contested[x]), cmp.Compare(len(b.groups[y]), len(b.groups[x])), cmp.Compare(b.groups[x][0], b.groups[y][0]))
	}
	var best []int
	for group, n := range contested {
		if n == 0 || len(best) == most && first(best[most-1], group) < 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(best, group, first)
		best = slices.Insert(best, at, group)
		best = best[:min(len(best), most)]
	}
	out := make([]Listed, len(best))
	for i, group := range best {
		m, err := d.toldOf(ctx, l, b, group)
		if err != nil {
			return nil, err
		}
		out[i] = Listed{m, contested[group], len(b.updated(group))}
	}
	return out, nil
}
