package desk

import (
	"context"
	"fmt"
	"iter"
	"time"

	"hearsay"
	"hearsay/internal/link"
)

// Conflict is two matters that contradict each other, the first the one that was told first, and the strongest link between them.
type Conflict struct {
	First, Second Matter
	hearsay.Link
	Sides [2]Listed // the same two, with how many stand against them; of ConflictsFrom alone
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
	l, b, wanted, err := d.boardFor(ctx, query)
	if err != nil {
		return err
	}
	for _, p := range b.conflictsOf(wanted) {
		c, err := d.conflictOf(ctx, l, b, p)
		if err != nil {
			return err
		}
		if !yield(c) {
			return nil
		}
	}
	return nil
}

// ConflictsFrom is the conflicts that a query finds, in the order of Conflicts: at most so many, from one on, and how many there are.
func (d *Desk) ConflictsFrom(ctx context.Context, query string, from, most int) (out []Conflict, all int, err error) {
	l, b, wanted, err := d.boardFor(ctx, query)
	if err != nil {
		return nil, 0, err
	}
	pairs := b.conflictsOf(wanted)
	all = len(pairs)
	pairs = pairs[min(from, all):]
	for _, p := range pairs[:min(most, len(pairs))] {
		c, err := d.conflictOf(ctx, l, b, p)
		if err != nil {
			return nil, 0, err
		}
		for i, m := range []Matter{c.First, c.Second} {
			group := int(p.a)
			if b.nameOf(group) != m.ID {
				group = int(p.b)
			}
			c.Sides[i] = Listed{m, b.contested()[group], len(b.updated(group))}
		}
		out = append(out, c)
	}
	return out, all, nil
}

// conflictsOf are the conflicts of groups that have a wanted claim, the strongest first.
func (b *board) conflictsOf(w wanted) []pair {
	if w == nil {
		return b.conflicts()
	}
	has := make([]bool, len(b.groups))
	for _, i := range b.wantedGroups(w) {
		has[i] = true
	}
	var out []pair
	for _, p := range b.conflicts() {
		if has[p.a] || has[p.b] {
			out = append(out, p)
		}
	}
	return out
}

func (d *Desk) conflictOf(ctx context.Context, l *link.Linker, b *board, p pair) (Conflict, error) {
	first, err := d.toldOf(ctx, l, b, int(p.a))
	if err != nil {
		return Conflict{}, err
	}
	second, err := d.toldOf(ctx, l, b, int(p.b))
	if err != nil {
		return Conflict{}, err
	}
	if earlier(second.Told[0], first.Told[0]) < 0 {
		first, second = second, first
	}
	between, err := d.links(ctx, b, []uint32{p.bond})
	if err != nil {
		return Conflict{}, err
	}
	return Conflict{First: first, Second: second, Link: between[0]}, nil
}

// mostMatters is how many matters a board remembers.
const mostMatters = 500

// toldOf is a group of the board as a matter, without those that contradict or replace it.
func (d *Desk) toldOf(ctx context.Context, l *link.Linker, b *board, group int) (Matter, error) {
	b.memory.Lock()
	m, ok := b.matters[group]
	b.memory.Unlock()
	if ok {
		return m, nil
	}
	claims, err := d.Standing(ctx, b.groups[group], time.Time{})
	if err != nil {
		return Matter{}, err
	}
	if len(claims) == 0 {
		return Matter{}, fmt.Errorf("%w: the claims of a matter have been withdrawn while it was looked at; ask again", hearsay.ErrUnavailable)
	}
	m = matterFrom(l, &d.stories, claims)
	b.memory.Lock()
	defer b.memory.Unlock()
	if _, ok := b.matters[group]; !ok {
		b.matters[group] = m
		if b.order = append(b.order, group); len(b.order) > mostMatters {
			delete(b.matters, b.order[0])
			b.order = b.order[1:]
		}
	}
	return m, nil
}
