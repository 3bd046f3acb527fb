package desk

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strings"
	"time"

	"hearsay"
	"hearsay/internal/ledger"
	"hearsay/internal/link"
)

// Matter is a matter with its claims, in the order of their telling.
type Matter struct {
	hearsay.Matter
	Told []ledger.KeptClaim // one for each of Claims
}

// By is what matters are sorted by; the greatest first.
type By string

// What matters are sorted by.
const (
	ByTellings By = "tellings"
	ByOrigins  By = "origins"
	ByConflict By = "conflict" // how many others contradict them
	ByRecency  By = "recency"  // when they were last told
)

// board is the matters of a ledger, as far as links tell of them: by the numbers of their claims.
type board struct {
	groups   [][]int64
	of       map[int64]int // the group of a claim
	opposite map[int]map[int]ledger.NumberedLink
	updated  map[int]map[int]ledger.NumberedLink // of a group those that replace it
	differ   []ledger.NumberedLink               // the links that are not of relation same
	names    map[int]string                      // IDs of matters, by group, as far as they have been asked for
}

// boardOf forms matters from links and from what people have ruled.
func boardOf(links, ruled []ledger.NumberedLink, loyal float64) *board {
	number := map[string]int64{}
	plain := make([]hearsay.Link, 0, len(links)+len(ruled))
	for _, k := range links {
		plain = append(plain, k.Link)
	}
	for _, k := range ruled {
		plain = append(plain, bound(k.Link))
	}
	links = append(slices.Clip(links), slices.DeleteFunc(slices.Clone(ruled), func(k ledger.NumberedLink) bool { return k.Relation == hearsay.None })...)
	for _, k := range append(slices.Clip(links), ruled...) {
		number[k.Claim], number[k.Other] = k.A, k.B
	}
	b := &board{of: map[int64]int{}, names: map[int]string{}, opposite: map[int]map[int]ledger.NumberedLink{}, updated: map[int]map[int]ledger.NumberedLink{}}
	for _, ids := range link.Matters(plain, loyal) {
		group := make([]int64, len(ids))
		for i, id := range ids {
			group[i] = number[id]
		}
		slices.Sort(group)
		b.add(group)
	}
	slices.SortFunc(links, func(x, y ledger.NumberedLink) int { // so that of equals the same is the strongest, whatever came first
		return cmp.Or(cmp.Compare(x.Claim, y.Claim), cmp.Compare(x.Other, y.Other))
	})
	for _, k := range links {
		if k.Relation == hearsay.Same {
			continue
		}
		b.differ = append(b.differ, k)
		x, y := b.groupOf(k.A), b.groupOf(k.B)
		switch {
		case x == y:
		case k.Relation == hearsay.Updates:
			strongest(b.updated, x, y, k)
		default:
			strongest(b.opposite, x, y, k)
			strongest(b.opposite, y, x, k)
		}
	}
	return b
}

func (b *board) add(group []int64) {
	for _, n := range group {
		b.of[n] = len(b.groups)
	}
	b.groups = append(b.groups, group)
}

// groupOf is the group of a claim, a new one when it has none yet.
func (b *board) groupOf(claim int64) int {
	if _, ok := b.of[claim]; !ok {
		b.add([]int64{claim})
	}
	return b.of[claim]
}

func strongest(m map[int]map[int]ledger.NumberedLink, from, to int, k ledger.NumberedLink) {
	if m[from] == nil {
		m[from] = map[int]ledger.NumberedLink{}
	}
	if old, ok := m[from][to]; !ok || k.Score > old.Score {
		m[from][to] = k
	}
}

// tellings is how many documents tell of a group.
func (b *board) tellings(group int) int {
	n, last := 0, int64(-1)
	for _, claim := range b.groups[group] { // in order of their documents
		if d := ledger.DocumentOf(claim); d != last {
			n, last = n+1, d
		}
	}
	return n
}

// Matters yields the matters with a claim that a query finds, those that are told most (or what by says) first; every claim stands in one, and at last come
// those of a single claim that no other claim is linked with.
func (d *Desk) Matters(ctx context.Context, query string, by By) iter.Seq2[Matter, error] {
	return func(yield func(Matter, error) bool) {
		err := d.eachMatter(ctx, query, by, yield)
		if err != nil {
			yield(Matter{}, err)
		}
	}
}

func (d *Desk) eachMatter(ctx context.Context, query string, by By, yield func(Matter, error) bool) error {
	q, err := ledger.ParseQuery(query)
	if err != nil {
		return err
	}
	l, b, err := d.board(ctx)
	if err != nil {
		return err
	}
	wanted, err := d.wanted(ctx, query)
	if err != nil {
		return err
	}
	var order []int
	for i, group := range b.groups {
		if wanted.any(group) {
			order = append(order, i)
		}
	}
	rank := func(i int) float64 { return float64(b.tellings(i)) }
	switch by {
	case ByConflict:
		rank = func(i int) float64 { return float64(len(b.opposite[i])) }
	case ByRecency:
		rank = func(i int) float64 { return float64(b.groups[i][len(b.groups[i])-1]) }
	case ByOrigins:
		count := make([]float64, len(b.groups))
		for _, i := range order {
			m, err := d.matterOf(ctx, l, b, i)
			if err != nil {
				return err
			}
			count[i] = float64(len(m.Origins))
		}
		rank = func(i int) float64 { return count[i] }
	}
	slices.SortStableFunc(order, func(x, y int) int {
		return cmp.Or(cmp.Compare(rank(y), rank(x)), cmp.Compare(len(b.groups[y]), len(b.groups[x])), cmp.Compare(b.groups[x][0], b.groups[y][0]))
	})
	for _, i := range order {
		m, err := d.matterOf(ctx, l, b, i)
		if err != nil {
			return err
		}
		if !yield(m, nil) {
			return nil
		}
	}
	for c, err := range d.Claims(ctx, q) {
		if err != nil {
			return err
		}
		if _, linked := b.of[c.Number]; linked {
			continue
		}
		if !yield(matterFrom(l, []ledger.KeptClaim{c}), nil) {
			return nil
		}
	}
	return nil
}

// wanted is the numbers of the claims that a query finds; nil when all are wanted.
type wanted map[int64]bool

func (w wanted) any(group []int64) bool {
	return w == nil || slices.ContainsFunc(group, func(n int64) bool { return w[n] })
}

func (d *Desk) wanted(ctx context.Context, query string) (wanted, error) {
	q, err := ledger.ParseQuery(query)
	if err != nil || strings.TrimSpace(query) == "" {
		return nil, err
	}
	w := wanted{}
	for c, err := range d.Claims(ctx, q) {
		if err != nil {
			return nil, err
		}
		w[c.Number] = true
	}
	return w, nil
}

// matterOf is a group of the board as a matter.
func (d *Desk) matterOf(ctx context.Context, l *link.Linker, b *board, group int) (Matter, error) {
	m, err := d.toldOf(ctx, l, b, group)
	if err != nil {
		return Matter{}, err
	}
	for _, x := range []struct {
		to   *[]hearsay.Opposite
		from map[int]ledger.NumberedLink
	}{{&m.Contradicts, b.opposite[group]}, {&m.Updates, b.updated[group]}} {
		for other, k := range x.from {
			id, err := d.nameOf(ctx, b, other)
			if err != nil {
				return Matter{}, err
			}
			*x.to = append(*x.to, hearsay.Opposite{Matter: id, Reason: k.Reason, Score: k.Score})
		}
		slices.SortFunc(*x.to, func(p, q hearsay.Opposite) int {
			return cmp.Or(cmp.Compare(q.Score, p.Score), cmp.Compare(p.Matter, q.Matter))
		})
	}
	return m, nil
}

// nameOf is the ID of the earliest claim of a group: that of the matter.
func (d *Desk) nameOf(ctx context.Context, b *board, group int) (string, error) {
	if b.names[group] == "" {
		claims, err := d.Standing(ctx, b.groups[group], time.Time{})
		if err != nil {
			return "", err
		}
		b.names[group] = slices.MinFunc(claims, earlier).ID
	}
	return b.names[group], nil
}

// earlier orders claims by publication, document and ID.
func earlier(a, b ledger.KeptClaim) int {
	return cmp.Or(link.EarlierStory(a.Document, b.Document), cmp.Compare(a.ID, b.ID))
}

// matterFrom makes a matter of claims that say the same.
func matterFrom(l *link.Linker, claims []ledger.KeptClaim) Matter {
	slices.SortFunc(claims, earlier)
	m := Matter{Told: claims, Matter: hearsay.Matter{ID: claims[0].ID, Contradicts: []hearsay.Opposite{}, Updates: []hearsay.Opposite{}, Rings: [][]string{}}}
	stories := map[string]*link.Story{}
	sides := make([]*link.Side, len(claims))
	for i := range claims {
		doc := claims[i].Document
		if stories[doc.ID] == nil {
			stories[doc.ID] = l.NewStory(doc)
		}
		sides[i] = l.NewSide(stories[doc.ID], &claims[i].Claim)
		m.Claims = append(m.Claims, claims[i].ID)
	}
	m.Gist = slices.MaxFunc(sides, func(a, b *link.Side) int { return cmp.Compare(a.Clarity(), b.Clarity()) }).Claim.ID
	m.Tellings = len(stories)
	var rings [][]string
	m.Origins, rings = link.Origins(sides)
	m.Rings = append(m.Rings, rings...)
	return m
}

// board reads all links and rulings, and forms matters from them.
func (d *Desk) board(ctx context.Context) (*link.Linker, *board, error) {
	l, err := d.openLinker()
	if err != nil {
		return nil, nil, err
	}
	links, err := d.Links(ctx)
	if err != nil {
		return nil, nil, err
	}
	links, ruled, err := d.ruled(ctx, links)
	if err != nil {
		return nil, nil, err
	}
	return l, boardOf(links, ruled, l.Loyal()), nil
}

// Matter is the matter of a claim, given by any unique beginning of its ID, with those that contradict it and those that replace it, in the
// order of Contradicts and Updates.
func (d *Desk) Matter(ctx context.Context, id string) (m Matter, against, later []Matter, err error) {
	c, err := d.Claim(ctx, id, time.Time{})
	if err != nil {
		return m, nil, nil, err
	}
	l, b, err := d.board(ctx)
	if err != nil {
		return m, nil, nil, err
	}
	group := b.groupOf(c.Number)
	if m, err = d.matterOf(ctx, l, b, group); err != nil {
		return m, nil, nil, err
	}
	for _, x := range []struct {
		to   *[]Matter
		from map[int]ledger.NumberedLink
		as   []hearsay.Opposite
	}{{&against, b.opposite[group], m.Contradicts}, {&later, b.updated[group], m.Updates}} {
		byID := map[string]Matter{}
		for other := range x.from {
			o, err := d.matterOf(ctx, l, b, other)
			if err != nil {
				return m, nil, nil, err
			}
			byID[o.ID] = o
		}
		for _, o := range x.as {
			*x.to = append(*x.to, byID[o.Matter])
		}
	}
	return m, against, later, nil
}
