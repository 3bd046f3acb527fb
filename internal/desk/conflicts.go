package desk

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"time"

	"hearsay"
	"hearsay/internal/link"
)

// Conflict is two matters that contradict each other, the first the one that was told first, and the strongest link between them.
type Conflict struct {
	First, Second Matter
	hearsay.Link
}

// Conflicts yields the matters that contradict each other, of which a query finds a claim of either; the strongest first.
func (d *Desk) Conflicts(ctx context.Context, query string) iter.Seq2[Conflict, error] {
	return func(yield func(Conflict, error) bool) {
		if err := d.eachConflict(ctx, query, func(c Conflict) bool { return yield(c, nil) }); err != nil {
			yield(Conflict{}, err)
		}
	}
}

func (d *Desk) eachConflict(ctx context.Context, query string, yield func(Conflict) bool) error {
	wanted, err := d.wanted(ctx, query)
	if err != nil {
		return err
	}
	l, b, err := d.board(ctx)
	if err != nil {
		return err
	}
	type pair struct {
		a, b int
		hearsay.Link
	}
	var pairs []pair
	for x, against := range b.opposite {
		for y, k := range against {
			if x < y && (wanted.any(b.groups[x]) || wanted.any(b.groups[y])) {
				pairs = append(pairs, pair{x, y, k.Link})
			}
		}
	}
	slices.SortFunc(pairs, func(x, y pair) int {
		return cmp.Or(cmp.Compare(y.Score, x.Score), cmp.Compare(x.Claim, y.Claim), cmp.Compare(x.Other, y.Other))
	})
	told := map[int]Matter{}
	matter := func(group int) (Matter, error) {
		m, ok := told[group]
		if !ok {
			if m, err = d.toldOf(ctx, l, b, group); err != nil {
				return m, err
			}
			told[group] = m
		}
		return m, nil
	}
	for _, p := range pairs {
		first, err := matter(p.a)
		if err != nil {
			return err
		}
		second, err := matter(p.b)
		if err != nil {
			return err
		}
		if earlier(second.Told[0], first.Told[0]) < 0 {
			first, second = second, first
		}
		if !yield(Conflict{first, second, p.Link}) {
			return nil
		}
	}
	return nil
}

// toldOf is a group of the board as a matter, without those that contradict or replace it.
func (d *Desk) toldOf(ctx context.Context, l *link.Linker, b *board, group int) (Matter, error) {
	claims, err := d.Standing(ctx, b.groups[group], time.Time{})
	if err != nil {
		return Matter{}, err
	}
	return matterFrom(l, claims), nil
}
