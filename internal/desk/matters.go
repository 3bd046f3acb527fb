package desk

import (
	"cmp"
	"context"
	"iter"
	"maps"
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
	for i, err := range d.inOrder(ctx, l, b, b.wantedGroups(wanted), by) {
		if err != nil {
			return err
		}
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
		if _, linked := b.groupOf(c.Number); linked {
			continue
		}
		if !yield(matterFrom(l, &d.stories, []ledger.KeptClaim{c}), nil) {
			return nil
		}
	}
	return nil
}

// Listed is a matter as a listing of many shows it: how many stand against it is counted, and not named.
type Listed struct {
	Matter
	Against, Later int // matters that contradict it, and that replace it
}

// MattersFrom is the matters that a query finds, in the order of Matters: at most so many, from one on, and how many there are.
func (d *Desk) MattersFrom(ctx context.Context, query string, by By, from, most int) (out []Listed, all int, err error) {
	l, b, wanted, err := d.boardFor(ctx, query)
	if err != nil {
		return nil, 0, err
	}
	groups := b.wantedGroups(wanted)
	alone := b.alone(wanted)
	all = len(groups) + len(alone)
	at := 0
	for group, err := range d.inOrder(ctx, l, b, groups, by) {
		if err != nil {
			return nil, 0, err
		}
		if len(out) == most {
			break
		}
		if at++; at <= from {
			continue
		}
		m, err := d.toldOf(ctx, l, b, group)
		if err != nil {
			return nil, 0, err
		}
		out = append(out, Listed{m, b.contested()[group], len(b.updated(group))})
	}
	alone = alone[min(max(0, from-len(groups)), len(alone)):]
	claims, err := d.Ledger.Standing(ctx, alone[:min(most-len(out), len(alone))], time.Time{})
	for _, c := range claims {
		out = append(out, Listed{Matter: matterFrom(l, &d.stories, []ledger.KeptClaim{c})})
	}
	return out, all, err
}

// alone are the wanted claims that are linked with no other, by number, in order.
func (b *board) alone(w wanted) (out []int64) {
	if w == nil {
		for i, n := range b.numbers {
			if b.group[i] < 0 {
				out = append(out, n)
			}
		}
		return out
	}
	for _, n := range w {
		if i, ok := b.at(n); ok && b.group[i] < 0 {
			out = append(out, n)
		}
	}
	return out
}

// inOrder yields groups in the order in which matters are listed. How many origins a matter has is worked out as late as can be: no more than it has
// claims.
func (d *Desk) inOrder(ctx context.Context, l *link.Linker, b *board, groups []int, by By) iter.Seq2[int, error] {
	rank := func(i int) int { return b.told[i] }
	switch by {
	case ByOrigins:
		rank = func(i int) int { return len(b.groups[i]) }
	case ByConflict:
		contested := b.contested()
		rank = func(i int) int { return contested[i] }
	case ByRecency:
		rank = func(i int) int { return int(b.groups[i][len(b.groups[i])-1]) }
	}
	before := func(x, y int) int {
		return cmp.Or(cmp.Compare(len(b.groups[y]), len(b.groups[x])), cmp.Compare(b.groups[x][0], b.groups[y][0]))
	}
	slices.SortStableFunc(groups, func(x, y int) int { return cmp.Or(cmp.Compare(rank(y), rank(x)), before(x, y)) })
	return func(yield func(int, error) bool) {
		if by != ByOrigins {
			for _, i := range groups {
				if !yield(i, nil) {
					return
				}
			}
			return
		}
		type counted struct{ group, origins int }
		var waiting []counted // whose origins are known, those first that are listed first
		for at := 0; at < len(groups) || len(waiting) > 0; {
			if len(waiting) > 0 && (at == len(groups) || waiting[0].origins > len(b.groups[groups[at]])) {
				if !yield(waiting[0].group, nil) {
					return
				}
				waiting = waiting[1:]
				continue
			}
			n, err := d.originsOf(ctx, l, b, groups[at])
			if err != nil {
				yield(0, err)
				return
			}
			c := counted{groups[at], n}
			k, _ := slices.BinarySearchFunc(waiting, c, func(x, y counted) int { return cmp.Or(cmp.Compare(y.origins, x.origins), before(x.group, y.group)) })
			waiting = slices.Insert(waiting, k, c)
			at++
		}
	}
}

// originsOf is how many origins a group has: worked out once for a board.
func (d *Desk) originsOf(ctx context.Context, l *link.Linker, b *board, group int) (int, error) {
	b.memory.Lock()
	n, known := b.origins[group]
	b.memory.Unlock()
	if known {
		return n, nil
	}
	m, err := d.toldOf(ctx, l, b, group)
	if err != nil {
		return 0, err
	}
	b.memory.Lock()
	defer b.memory.Unlock()
	b.origins[group] = len(m.Origins)
	return len(m.Origins), nil
}

// wanted is the numbers of the claims that a query finds, in order; nil when all are wanted.
type wanted []int64

func (w wanted) has(number int64) bool {
	if w == nil {
		return true
	}
	_, found := slices.BinarySearch(w, number)
	return found
}

// wantedGroups are the groups that have a wanted claim, in order.
func (b *board) wantedGroups(w wanted) []int {
	if w == nil {
		all := make([]int, len(b.groups))
		for i := range all {
			all[i] = i
		}
		return all
	}
	var some []int
	for _, number := range w {
		if i, ok := b.groupOf(number); ok {
			some = append(some, i)
		}
	}
	slices.Sort(some)
	return slices.Compact(some)
}

// wanted is the claims that a query finds, among them some that have been withdrawn since.
func (d *Desk) wanted(ctx context.Context, query string) (wanted, error) {
	q, err := ledger.ParseQuery(query)
	if err != nil || strings.TrimSpace(query) == "" {
		return nil, err
	}
	return d.wantedBy(ctx, q)
}

func (d *Desk) wantedBy(ctx context.Context, q ledger.Query) (wanted, error) {
	numbers, err := d.Numbers(ctx, q)
	return append(wanted{}, numbers...), err
}

// matterOf is a group of the board as a matter.
func (d *Desk) matterOf(ctx context.Context, l *link.Linker, b *board, group int) (Matter, error) {
	m, err := d.toldOf(ctx, l, b, group)
	if err != nil {
		return Matter{}, err
	}
	if m.Contradicts, _, err = d.opposites(ctx, b, b.opposite(group)); err == nil {
		m.Updates, _, err = d.opposites(ctx, b, b.updated(group))
	}
	return m, err
}

// opposites are other groups as matters that stand against one, the strongest first, and these groups in that order.
func (d *Desk) opposites(ctx context.Context, b *board, by map[int]uint32) ([]hearsay.Opposite, []int, error) {
	groups := slices.Collect(maps.Keys(by))
	slices.SortFunc(groups, func(x, y int) int {
		return cmp.Or(cmp.Compare(b.bond(by[y]).score, b.bond(by[x]).score), strings.Compare(b.nameOf(x), b.nameOf(y)))
	})
	places := make([]uint32, len(groups))
	for i, g := range groups {
		places[i] = by[g]
	}
	links, err := d.links(ctx, b, places)
	if err != nil {
		return nil, nil, err
	}
	out := make([]hearsay.Opposite, len(groups))
	for i, g := range groups {
		out[i] = hearsay.Opposite{Matter: b.nameOf(g), Reason: links[i].Reason, Score: links[i].Score}
	}
	return out, groups, nil
}

// earlier orders claims by publication, document and ID.
func earlier(a, b ledger.KeptClaim) int {
	return cmp.Or(link.EarlierStory(a.Document, b.Document), cmp.Compare(a.ID, b.ID))
}

// matterFrom makes a matter of claims that say the same.
func matterFrom(l *link.Linker, known *stories, claims []ledger.KeptClaim) Matter {
	slices.SortFunc(claims, earlier)
	m := Matter{Told: claims, Matter: hearsay.Matter{ID: claims[0].ID, Contradicts: []hearsay.Opposite{}, Updates: []hearsay.Opposite{}, Rings: [][]string{}}}
	told := map[string]*link.Story{}
	sides := make([]*link.Side, len(claims))
	for i := range claims {
		doc := claims[i].Document
		if told[doc.ID] == nil {
			told[doc.ID] = known.of(l, doc)
		}
		sides[i] = l.NewSide(told[doc.ID], &claims[i].Claim)
		m.Claims = append(m.Claims, claims[i].ID)
	}
	m.Gist = slices.MaxFunc(sides, func(a, b *link.Side) int { return cmp.Compare(a.Clarity(), b.Clarity()) }).Claim.ID
	m.Tellings = len(told)
	var rings [][]string
	m.Origins, rings = link.Origins(sides)
	m.Rings = append(m.Rings, rings...)
	return m
}

// CatchUp waits until matters are told of the ledger as it is now, whatever the Patience.
func (d *Desk) CatchUp(ctx context.Context) error {
	_, _, err := d.boardWithin(ctx, 0)
	return err
}

// Behind reports whether matters are told as they were a moment ago, while what came since is taken in.
func (d *Desk) Behind() bool { return d.boards.behind() }

// board is the matters of the ledger as it is now, or as it was a moment ago: see Patience.
func (d *Desk) board(ctx context.Context) (*link.Linker, *board, error) {
	return d.boardWithin(ctx, d.Patience)
}

func (d *Desk) boardWithin(ctx context.Context, patience time.Duration) (*link.Linker, *board, error) {
	l, err := d.openLinker()
	if err != nil {
		return nil, nil, err
	}
	b, err := d.boards.get(ctx, d.Ledger, patience, func(ctx context.Context, before *board, mark ledger.Mark) (*board, error) {
		var known *bonds
		if before != nil {
			known = before.bonds
		}
		known, err := nextBonds(ctx, d.Ledger, known, mark)
		if err != nil {
			return nil, err
		}
		ruled, err := d.ruled(ctx)
		if err != nil {
			return nil, err
		}
		b := newBoard(known, ruled, l.Loyal(), before, nil)
		if d.Patience > 0 { // nobody who is in a hurry is to wait for this
			b.contested()
			b.conflicts()
		}
		return b, nil
	})
	return l, b, err
}

// Matter is the matter of a claim, given by any unique beginning of its ID, with those that contradict it and those that replace it, in the
// order of Contradicts and Updates; at most so many of each, 0 is all.
func (d *Desk) Matter(ctx context.Context, id string, most int) (m Matter, against, later []Matter, err error) {
	l, b, group, err := d.about(ctx, id, &m)
	if err != nil || group < 0 {
		return m, nil, nil, err
	}
	for _, x := range []struct {
		to   *[]Matter
		as   *[]hearsay.Opposite
		from map[int]uint32
	}{{&against, &m.Contradicts, b.opposite(group)}, {&later, &m.Updates, b.updated(group)}} {
		var groups []int
		if *x.as, groups, err = d.opposites(ctx, b, x.from); err != nil {
			return m, nil, nil, err
		}
		for i, other := range groups {
			if most > 0 && i == most {
				break
			}
			o, err := d.matterOf(ctx, l, b, other)
			if err != nil {
				return m, nil, nil, err
			}
			*x.to = append(*x.to, o)
		}
	}
	return m, against, later, nil
}

// about fills in the matter of a claim, given by any unique beginning of its ID, and says which group of the board it is: -1 when the claim is alone.
func (d *Desk) about(ctx context.Context, id string, m *Matter) (l *link.Linker, b *board, group int, err error) {
	c, err := d.Claim(ctx, id, time.Time{})
	if err != nil {
		return nil, nil, -1, err
	}
	if l, b, err = d.board(ctx); err != nil {
		return nil, nil, -1, err
	}
	group, linked := b.groupOf(c.Number)
	if !linked {
		*m = matterFrom(l, &d.stories, []ledger.KeptClaim{c})
		return l, b, -1, nil
	}
	*m, err = d.toldOf(ctx, l, b, group)
	return l, b, group, err
}

// Opposed is a matter that contradicts another, or replaces it, and why.
type Opposed struct {
	Listed
	Reason string
	Score  float64
}

// Beside is the matter of a claim, given by any unique beginning of its ID, with the strongest of those that contradict it and of those that replace it,
// at most so many of each; Contradicts and Updates have these alone, and the counts have all.
func (d *Desk) Beside(ctx context.Context, id string, most int) (m Listed, against, later []Opposed, err error) {
	l, b, group, err := d.about(ctx, id, &m.Matter)
	if err != nil || group < 0 {
		return m, nil, nil, err
	}
	for _, x := range []struct {
		to  *[]Opposed
		as  *[]hearsay.Opposite
		all *int
		of  map[int]uint32
	}{{&against, &m.Contradicts, &m.Against, b.opposite(group)}, {&later, &m.Updates, &m.Later, b.updated(group)}} {
		*x.all = len(x.of)
		var groups []int
		if *x.as, groups, err = d.opposites(ctx, b, b.first(x.of, most)); err != nil {
			return m, nil, nil, err
		}
		for i, other := range groups {
			o, err := d.toldOf(ctx, l, b, other)
			if err != nil {
				return m, nil, nil, err
			}
			*x.to = append(*x.to, Opposed{Listed{o, b.contested()[other], len(b.updated(other))}, (*x.as)[i].Reason, (*x.as)[i].Score})
		}
	}
	return m, against, later, nil
}

// first is the strongest of groups that stand against one.
func (b *board) first(of map[int]uint32, most int) map[int]uint32 {
	if len(of) <= most {
		return of
	}
	groups := slices.Collect(maps.Keys(of))
	slices.SortFunc(groups, func(x, y int) int {
		return cmp.Or(cmp.Compare(b.bond(of[y]).score, b.bond(of[x]).score), strings.Compare(b.nameOf(x), b.nameOf(y)))
	})
	out := make(map[int]uint32, most)
	for _, g := range groups[:most] {
		out[g] = of[g]
	}
	return out
}

// Warm works out what first pages show, so that the first who asks does not wait for it.
func (d *Desk) Warm(ctx context.Context) error {
	if err := d.CatchUp(ctx); err != nil {
		return err
	}
	for _, by := range []By{ByTellings, ByOrigins, ByConflict, ByRecency} {
		if _, _, err := d.MattersFrom(ctx, "", by, 0, 30); err != nil {
			return err
		}
	}
	if _, _, err := d.Moments(ctx, "", ByEvent, 60); err != nil {
		return err
	}
	_, err := d.Parties(ctx, "")
	return err
}
