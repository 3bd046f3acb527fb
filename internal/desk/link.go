package desk

import (
	"context"
	"math"
	"slices"
	"sync"

	"hearsay/internal/ledger"
	"hearsay/internal/link"
)

// linking is what a desk needs to link claims: the linker, and the documents it has met last.
type linking struct {
	sync.Mutex
	openLinker func() (*link.Linker, error)
	met        map[int64]*met
	order      []int64 // of met, oldest first
}

// met is a document ready to be compared.
type met struct {
	told  *ledger.Told
	story *link.Story
	sides []*link.Side
}

// mostMet is how many documents are kept ready. A wire story takes some 100 KB.
const mostMet = 8192

// derive brings all that is derived up to the last entry: what follows of corrections, parties, then links.
func (d *Desk) derive(ctx context.Context) error {
	if _, err := d.follow(ctx); err != nil {
		return err
	}
	if err := d.settle(ctx); err != nil {
		return err
	}
	return d.linkUp(ctx, nil)
}

// Relink throws all links away and makes them anew; told is told how many documents are linked.
func (d *Desk) Relink(ctx context.Context, told func(int)) error {
	d.linking.Lock()
	d.met, d.linking.order = nil, nil
	err := d.Unlink(ctx)
	d.linking.Unlock()
	if err != nil {
		return err
	}
	return d.linkUp(ctx, told)
}

// linkUp links what is not linked yet, document by document in the order of entry. It may be broken off, and goes on where it stopped.
func (d *Desk) linkUp(ctx context.Context, told func(int)) error {
	d.linking.Lock()
	defer d.linking.Unlock()
	for done := 0; ; {
		var l *link.Linker
		some, err := d.unlinked(ctx, &l)
		if err != nil || len(some) == 0 {
			return err
		}
		err = d.linkEach(ctx, l, some, func() {
			if done++; told != nil {
				told(done)
			}
		})
		if err != nil {
			return err
		}
	}
}

// linkAgain links the last readings of documents, whatever else is to be linked: links are functions of two claims and their documents, in any
// order. All claims of a document are compared anew, also those that a correction has left alone: of two documents the likeliest pairs are asked about, and one claim
// more or less changes which these are.
func (d *Desk) linkAgain(ctx context.Context, documents []string) error {
	if len(documents) == 0 {
		return nil
	}
	d.linking.Lock()
	defer d.linking.Unlock()
	l, err := d.openLinker()
	if err != nil {
		return err
	}
	for some := range slices.Chunk(documents, batchSize) {
		all := make([]*ledger.Told, len(some))
		for i, id := range some {
			if all[i], err = d.Told(ctx, id); err != nil {
				return err
			}
		}
		if err := d.linkEach(ctx, l, all, func() {}); err != nil {
			return err
		}
	}
	return nil
}

// atOnce is how many documents are compared at once.
const atOnce = 16

// linkEach links documents in order, and calls done after each.
func (d *Desk) linkEach(ctx context.Context, l *link.Linker, some []*ledger.Told, done func()) error {
	fresh := make([]*met, len(some))
	var all []*link.Side
	for i, t := range some {
		fresh[i] = ready(l, t)
		all = append(all, fresh[i].sides...)
	}
	if err := l.Embed(ctx, all); err != nil {
		return err
	}
	for _, m := range fresh {
		m.told.Vectors = m.told.Vectors[:0]
		for _, s := range m.sides {
			m.told.Vectors = append(m.told.Vectors, ledger.Vector(s.Vector))
		}
	}
	for group := range slices.Chunk(fresh, atOnce) {
		known, err := d.compared(ctx, l, group)
		if err != nil {
			return err
		}
		for _, m := range group {
			if err := d.linkOne(ctx, l, m, known); err != nil {
				return err
			}
			done()
		}
	}
	return nil
}

// two are documents that are compared, the later entered first; they may be one.
type two struct{ m, other *met }

// compared compares documents with each other, each with itself, and with those near them that are linked already. That takes nearly all the time, so it is done
// before the ledger is held: nobody need wait for it.
func (d *Desk) compared(ctx context.Context, l *link.Linker, fresh []*met) (map[two][]ledger.PlacedLink, error) {
	again := map[int64]bool{} // what is linked of these, if anything, was of an earlier reading
	for _, m := range fresh {
		again[m.told.Number] = true
	}
	var all []two
	err := d.Ledger.Link(ctx, func(k *ledger.Linking) error {
		for i, m := range fresh {
			all = append(all, two{m, m})
			for _, o := range fresh[:i] {
				all = append(all, two{m, o})
			}
			names, day := foundBy(m)
			near, err := d.nearTo(k, l, m, names, day)
			if err != nil {
				return err
			}
			for _, o := range near {
				if !again[o.told.Number] {
					all = append(all, two{m, o})
				}
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return links(ctx, l, all)
}

// unlinked is the next readings that are to be linked, and who links them. The linker is opened only when there is something to link.
func (d *Desk) unlinked(ctx context.Context, l **link.Linker) (some []*ledger.Told, err error) {
	if *l, err = d.openLinker(); err != nil {
		return nil, err
	}
	return d.Unlinked(ctx, (*l).Version(), batchSize)
}

// ready makes a document's claims ready to be compared.
func ready(l *link.Linker, t *ledger.Told) *met {
	m := &met{told: t, story: l.NewStory(&t.Document), sides: make([]*link.Side, len(t.Claims))}
	for i := range t.Claims {
		m.sides[i] = l.NewSide(m.story, &t.Claims[i])
		if i < len(t.Vectors) {
			m.sides[i].Vector = link.Vector(t.Vectors[i])
		}
	}
	return m
}

// linkOne enters a document among those that are linked, and its links with those near it and within itself. Those that are not known are found: another
// program may have linked something meanwhile.
func (d *Desk) linkOne(ctx context.Context, l *link.Linker, m *met, known map[two][]ledger.PlacedLink) error {
	names, day := foundBy(m)
	return d.Ledger.Link(ctx, func(k *ledger.Linking) error {
		near, err := d.nearTo(k, l, m, names, day)
		if err != nil {
			return err
		}
		if err := k.Enter(m.told, l.Version(), names, day); err != nil {
			return err
		}
		d.remember(m)
		var put []ledger.PlacedLink
		var unknown []two
		for _, o := range append(near, m) {
			if links, ok := known[two{m, o}]; ok {
				put = append(put, links...)
			} else {
				unknown = append(unknown, two{m, o})
			}
		}
		more, err := links(ctx, l, unknown)
		if err != nil {
			return err
		}
		for _, links := range more {
			put = append(put, links...)
		}
		return k.Put(put)
	})
}

// foundBy is the names that a document is found by, and the day since 1970 it was published.
func foundBy(m *met) (names []ledger.Name, day int64) {
	for _, n := range m.story.Names() {
		names = append(names, ledger.Name(n))
	}
	return names, int64(math.Floor(m.story.Published()))
}

// nearTo is the other documents near one, ready to be compared.
func (d *Desk) nearTo(k *ledger.Linking, l *link.Linker, m *met, names []ledger.Name, day int64) (others []*met, err error) {
	near, err := k.Near(names, day, link.Window, link.Enough)
	if err != nil {
		return nil, err
	}
	for _, n := range near {
		if n == m.told.Number {
			continue
		}
		o, err := d.meet(k, l, n)
		if err != nil {
			return nil, err
		}
		others = append(others, o)
	}
	return others, nil
}

// meet is another document, ready to be compared.
func (d *Desk) meet(k *ledger.Linking, l *link.Linker, document int64) (*met, error) {
	if m := d.met[document]; m != nil {
		if last, err := k.Last(m.told); err != nil || last {
			return m, err
		} // another program has read or corrected it since
	}
	t, err := k.Told(document)
	if err != nil {
		return nil, err
	}
	m := ready(l, t)
	d.remember(m)
	return m, nil
}

// remember keeps a document ready for the next ones; of too many the oldest is let go.
func (d *Desk) remember(m *met) {
	if d.met == nil {
		d.met = map[int64]*met{}
	}
	if d.met[m.told.Number] == nil {
		d.linking.order = append(d.linking.order, m.told.Number)
	}
	d.met[m.told.Number] = m
	if len(d.linking.order) > mostMet {
		delete(d.met, d.linking.order[0])
		d.linking.order = slices.Delete(d.linking.order, 0, 1)
	}
}

// links are the links between the claims of documents, none where there are none.
func links(ctx context.Context, l *link.Linker, all []two) (map[two][]ledger.PlacedLink, error) {
	sides := make([][2][]*link.Side, len(all))
	out := make(map[two][]ledger.PlacedLink, len(all))
	for i, t := range all {
		sides[i], out[t] = [2][]*link.Side{t.m.sides, t.other.sides}, nil
	}
	found, err := l.Compare(ctx, sides...)
	if err != nil {
		return nil, err
	}
	for _, k := range found {
		t := all[k.Of]
		p := ledger.PlacedLink{From: t.m.told, Claim: k.A, To: t.other.told, Other: k.B, Relation: k.Relation, Score: k.Score, Reason: k.Reason}
		if k.Link.Claim != t.m.sides[k.A].Claim.ID {
			p.From, p.Claim, p.To, p.Other = p.To, p.Other, p.From, p.Claim
		}
		out[t] = append(out[t], p)
	}
	return out, nil
}
