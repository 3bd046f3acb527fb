package desk

import (
	"context"
	"reflect"

	"hearsay"
	"hearsay/internal/ledger"
	"hearsay/internal/link"
)

// linkAgain links the last readings of documents, whatever else is to be linked: links are functions of two claims and their documents, in any
// order. What a reading before had in the same way keeps its links, so that a correction takes no longer than what it changes.
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
	for _, id := range documents {
		t, err := d.Told(ctx, id)
		if err != nil {
			return err
		}
		before, err := d.LinkedBefore(ctx, id, l.Version())
		if err != nil {
			return err
		}
		m := ready(l, t)
		if err := l.Embed(ctx, m.sides); err != nil {
			return err
		}
		if before == nil {
			err = d.linkOne(ctx, l, m)
		} else {
			err = d.linkChanged(ctx, l, m, before)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// linkChanged links a document of which a reading before has been linked: it compares those claims alone that are others now.
func (d *Desk) linkChanged(ctx context.Context, l *link.Linker, m *met, before *ledger.Told) error {
	same := sameClaims(before.Claims, m.told.Claims)
	kept := map[int]bool{}
	for _, at := range same {
		kept[at] = true
	}
	var changed, rest met
	var places [2][]int // of changed and of rest in the document
	for i, s := range m.sides {
		if kept[i] {
			rest.sides, places[1] = append(rest.sides, s), append(places[1], i)
		} else {
			changed.sides, places[0] = append(changed.sides, s), append(places[0], i)
		}
	}
	topics, day := about(m)
	return d.Ledger.Link(ctx, func(k *ledger.Linking) error {
		links, err := k.Links(before)
		if err != nil {
			return err
		}
		others, err := d.nearTo(k, l, m, topics, day)
		if err != nil {
			return err
		}
		if err := k.Enter(m.told, l.Version(), topics, day); err != nil {
			return err
		}
		if err := k.Carry(links, before, m.told, same); err != nil {
			return err
		}
		d.remember(m)
		sides := [][]*link.Side{changed.sides, rest.sides}
		for _, o := range others {
			sides = append(sides, o.sides)
		}
		all, err := l.Compare(ctx, changed.sides, sides...)
		if err != nil {
			return err
		}
		fresh := make([]ledger.PlacedLink, len(all))
		for i, f := range all {
			p := ledger.PlacedLink{From: m.told, Claim: places[0][f.A], To: m.told, Other: f.B, Relation: f.Relation, Score: f.Score, Reason: f.Reason}
			if f.Of < 2 {
				p.Other = places[f.Of][f.B]
			} else {
				p.To = others[f.Of-2].told
			}
			if f.Link.Claim != m.sides[p.Claim].Claim.ID {
				p.From, p.Claim, p.To, p.Other = p.To, p.Other, p.From, p.Claim
			}
			fresh[i] = p
		}
		return k.Put(fresh)
	})
}

// sameClaims says of each claim of one reading that another has in the same way where it stands there.
func sameClaims(before, now []hearsay.Claim) map[int]int {
	at := make(map[string]int, len(now))
	for i := range now {
		at[now[i].ID] = i
	}
	same := map[int]int{}
	for i := range before {
		j, there := at[before[i].ID]
		if !there {
			continue
		}
		x, y := before[i], now[j]
		x.Ruling, y.Ruling = "", ""
		if reflect.DeepEqual(x, y) {
			same[i] = j
		}
	}
	return same
}
