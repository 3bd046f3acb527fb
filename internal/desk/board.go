package desk

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"
	"sync"

	"hearsay"
	"hearsay/internal/ledger"
	"hearsay/internal/link"
)

// board is the matters of a ledger, as far as links tell of them. Groups are claims that say the same, or one that only stands against
// others. A board is not changed once it is made, but for what it remembers.
type board struct {
	*bonds
	extra   []bond             // what people have ruled, beside the links
	reasons []string           // of extra
	masked  map[[2]uint32]bool // claims whose link does not count, since people have ruled on it
	group   []int32            // of each claim, -1 for none
	groups  [][]int64          // numbers of claims, in order
	told    []int              // how many documents tell each group
	starts  []uint32           // of each claim, where its bonds begin in differ
	differ  []uint32           // bonds that are not of relation same, and run between two groups
	parts   map[uint64][][]int64

	memory
	contested func() []int  // of each group, how many others contradict it
	conflicts func() []pair // the strongest first
}

// memory is what a board has worked out once, since it was asked for.
type memory struct {
	sync.Mutex
	names   map[int]string // IDs of matters, by group
	matters map[int]Matter
	order   []int       // of matters, oldest first
	origins map[int]int // how many a group has
	against map[int]map[int]uint32
}

// pair is two groups that contradict each other, and the strongest bond between them.
type pair struct {
	a, b int32
	bond uint32
}

// boardOf forms matters from links and from what people have ruled. Claims that are alone have a group too; they go by number and have their ID.
func boardOf(links, ruled []ledger.NumberedLink, loyal float64, alone map[int64]string) *board {
	return newBoard(bondsOf(append(slices.Clip(links), ruled...), alone), ruled, loyal, nil, alone)
}

// newBoard forms matters. What has not changed since the board before is taken from it.
func newBoard(k *bonds, ruled []ledger.NumberedLink, loyal float64, before *board, alone map[int64]string) *board {
	b := &board{bonds: k, masked: map[[2]uint32]bool{}, parts: map[uint64][][]int64{}}
	b.memory.names, b.matters, b.origins = map[int]string{}, map[int]Matter{}, map[int]int{}
	welds := b.rule(ruled)
	b.group = make([]int32, len(k.numbers))
	for i := range b.group {
		b.group[i] = -1
	}
	for _, part := range b.components(welds) {
		b.form(part, loyal, before)
	}
	b.each(func(_ uint32, x *bond) {
		for _, claim := range []uint32{x.a, x.b} {
			if x.relation != same && b.group[claim] < 0 {
				b.enter([]int64{k.numbers[claim]})
			}
		}
	})
	for _, number := range slices.Sorted(keysOf(alone)) {
		if i, ok := k.at(number); ok && b.group[i] < 0 {
			b.enter([]int64{number})
		}
	}
	b.oppose()
	b.contested = sync.OnceValue(b.countContested)
	b.conflicts = sync.OnceValue(b.findConflicts)
	return b
}

func keysOf(m map[int64]string) func(func(int64) bool) {
	return func(yield func(int64) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// rule takes rulings in, and returns them as the grouping of claims takes them.
func (b *board) rule(ruled []ledger.NumberedLink) (welds []bond) {
	for _, r := range ruled {
		x, ok := b.at(r.A)
		y, too := b.at(r.B)
		if !ok || !too {
			continue
		}
		b.masked[placesOf(x, y)] = true
		k := bound(r.Link)
		welds = append(welds, bond{a: x, b: y, relation: same, score: k.Score})
		if n := slices.Index(relationOf[:], r.Relation); n > 0 {
			b.extra = append(b.extra, bond{x, y, relation(n), r.Score})
			b.reasons = append(b.reasons, r.Reason)
		}
	}
	return welds
}

func placesOf(x, y uint32) [2]uint32 { return [2]uint32{min(x, y), max(x, y)} }

// each calls do with all bonds that count, and their places.
func (b *board) each(do func(place uint32, x *bond)) {
	for i := range b.links {
		x := &b.links[i]
		if len(b.masked) > 0 && b.masked[placesOf(x.a, x.b)] {
			continue
		}
		do(uint32(i), x)
	}
	for i := range b.extra {
		do(uint32(len(b.links)+i), &b.extra[i])
	}
}

func (b *board) bond(place uint32) *bond {
	if n := len(b.links); int(place) >= n {
		return &b.extra[int(place)-n]
	}
	return &b.links[place]
}

// links are bonds as links.
func (d *Desk) links(ctx context.Context, b *board, places []uint32) ([]hearsay.Link, error) {
	out := make([]hearsay.Link, len(places))
	pairs := make([][2]int64, 0, len(places))
	for i, place := range places {
		x := b.bond(place)
		out[i] = hearsay.Link{Claim: b.ids[x.a], Other: b.ids[x.b], Relation: relationOf[x.relation], Score: x.score}
		if n := len(b.links); int(place) >= n {
			out[i].Reason = b.reasons[int(place)-n]
		} else {
			pairs = append(pairs, [2]int64{b.numbers[x.a], b.numbers[x.b]})
		}
	}
	reasons, err := d.Reasons(ctx, pairs)
	if err != nil {
		return nil, err
	}
	for i, place := range places {
		if int(place) < len(b.links) {
			out[i].Reason, reasons = reasons[0], reasons[1:]
		}
	}
	return out, nil
}

// components are the bonds of relation same, and the welds of rulings, of claims that hang together by them.
func (b *board) components(welds []bond) [][]bond {
	root := make([]uint32, len(b.numbers))
	for i := range root {
		root[i] = uint32(i)
	}
	find := func(i uint32) uint32 {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	join := func(x *bond) {
		if p, q := find(x.a), find(x.b); p != q {
			root[max(p, q)] = min(p, q)
		}
	}
	all := func(do func(x *bond)) {
		b.each(func(_ uint32, x *bond) {
			if x.relation == same {
				do(x)
			}
		})
		for i := range welds {
			do(&welds[i])
		}
	}
	all(join)
	size := map[uint32]int{}
	all(func(x *bond) { size[find(x.a)]++ })
	parts := make(map[uint32][]bond, len(size))
	all(func(x *bond) {
		at := find(x.a)
		if parts[at] == nil {
			parts[at] = make([]bond, 0, size[at])
		}
		parts[at] = append(parts[at], *x)
	})
	out := make([][]bond, 0, len(parts))
	for _, p := range parts {
		out = append(out, p)
	}
	slices.SortFunc(out, func(x, y []bond) int { return cmp.Compare(x[0].a, y[0].a) })
	return out
}

// form enters the groups of claims that hang together. Those of a board before it are the same where the same bonds made them.
func (b *board) form(part []bond, loyal float64, before *board) {
	var sum uint64
	for i := range part {
		x := &part[i]
		sum += mixed(uint64(b.numbers[x.a]), uint64(b.numbers[x.b]), math.Float64bits(x.score))
	}
	var groups [][]int64
	if before != nil {
		groups = before.parts[sum]
	}
	if groups == nil {
		links := make([]hearsay.Link, len(part))
		number := map[string]int64{}
		for i := range part {
			x := &part[i]
			links[i] = hearsay.Link{Claim: b.ids[x.a], Other: b.ids[x.b], Relation: hearsay.Same, Score: x.score}
			number[b.ids[x.a]], number[b.ids[x.b]] = b.numbers[x.a], b.numbers[x.b]
		}
		for _, ids := range link.Matters(links, loyal) {
			group := make([]int64, len(ids))
			for i, id := range ids {
				group[i] = number[id]
			}
			slices.Sort(group)
			groups = append(groups, group)
		}
	}
	b.parts[sum] = groups
	for _, g := range groups {
		b.enter(g)
	}
}

// mixed scrambles three numbers into one.
func mixed(values ...uint64) uint64 {
	h := uint64(0x9e3779b97f4a7c15)
	for _, v := range values {
		h ^= v
		h *= 0xff51afd7ed558ccd
		h ^= h >> 33
		h *= 0xc4ceb9fe1a85ec53
		h ^= h >> 29
	}
	return h
}

// enter enters a group.
func (b *board) enter(group []int64) {
	documents, last := 0, int64(-1)
	for _, number := range group { // in order of their documents
		if i, ok := b.at(number); ok {
			b.group[i] = int32(len(b.groups))
		}
		if d := ledger.DocumentOf(number); d != last {
			documents, last = documents+1, d
		}
	}
	b.groups, b.told = append(b.groups, group), append(b.told, documents)
}

// oppose lists the bonds between groups by their claims.
func (b *board) oppose() {
	b.starts = make([]uint32, len(b.numbers)+1)
	between := func(do func(claim, place uint32)) {
		b.each(func(place uint32, x *bond) {
			if x.relation != same && b.group[x.a] != b.group[x.b] {
				do(x.a, place)
				do(x.b, place)
			}
		})
	}
	between(func(claim, _ uint32) { b.starts[claim+1]++ })
	for i := range len(b.numbers) {
		b.starts[i+1] += b.starts[i]
	}
	b.differ = make([]uint32, b.starts[len(b.numbers)])
	next := slices.Clone(b.starts)
	between(func(claim, place uint32) {
		b.differ[next[claim]] = place
		next[claim]++
	})
}

// groupOf is the group of a claim, by its number.
func (b *board) groupOf(claim int64) (int, bool) {
	if i, ok := b.at(claim); ok && b.group[i] >= 0 {
		return int(b.group[i]), true
	}
	return 0, false
}

// around calls do with each bond between a group and another.
func (b *board) around(group int, do func(other int, place uint32, x *bond)) {
	for _, number := range b.groups[group] {
		i, ok := b.at(number)
		if !ok {
			continue
		}
		for _, place := range b.differ[b.starts[i]:b.starts[i+1]] {
			x := b.bond(place)
			other := b.group[x.a]
			if int(other) == group {
				other = b.group[x.b]
			}
			do(int(other), place, x)
		}
	}
}

// stronger reports whether a bond counts more than another between the same groups.
func (b *board) stronger(p, q uint32) bool {
	x, y := b.bond(p), b.bond(q)
	return cmp.Or(cmp.Compare(y.score, x.score), strings.Compare(b.ids[x.a], b.ids[y.a]), strings.Compare(b.ids[x.b], b.ids[y.b])) < 0
}

// opposite are the groups that contradict one, and updated those that replace it, each by its strongest bond.
func (b *board) opposite(group int) map[int]uint32 {
	return b.strongest(group, func(x *bond) bool { return x.relation == contradicts })
}

func (b *board) updated(group int) map[int]uint32 {
	return b.strongest(group, func(x *bond) bool { return x.relation == updates && int(b.group[x.a]) == group })
}

// replaces reports whether a group replaces another.
func (b *board) replaces(group int) (is bool) {
	b.around(group, func(_ int, _ uint32, x *bond) { is = is || x.relation == updates && int(b.group[x.b]) == group })
	return is
}

func (b *board) strongest(group int, want func(*bond) bool) map[int]uint32 {
	out := map[int]uint32{}
	b.around(group, func(other int, place uint32, x *bond) {
		if !want(x) {
			return
		}
		if old, ok := out[other]; !ok || b.stronger(place, old) {
			out[other] = place
		}
	})
	return out
}

// countContested counts, of each group, how many others contradict it.
func (b *board) countContested() []int {
	out, seen := make([]int, len(b.groups)), make([]int, len(b.groups))
	for i := range b.groups {
		b.around(i, func(other int, _ uint32, x *bond) {
			if x.relation == contradicts && seen[other] != i+1 {
				seen[other] = i + 1
				out[i]++
			}
		})
	}
	return out
}

// findConflicts finds the groups that contradict each other.
func (b *board) findConflicts() []pair {
	seen, at := make([]int, len(b.groups)), make([]int, len(b.groups))
	var out []pair
	for i := range b.groups {
		b.around(i, func(other int, place uint32, x *bond) {
			switch {
			case x.relation != contradicts || other < i:
			case seen[other] != i+1:
				seen[other], at[other] = i+1, len(out)
				out = append(out, pair{int32(i), int32(other), place})
			case b.stronger(place, out[at[other]].bond):
				out[at[other]].bond = place
			}
		})
	}
	slices.SortFunc(out, func(p, q pair) int {
		if p.bond == q.bond {
			return 0
		}
		if b.stronger(p.bond, q.bond) {
			return -1
		}
		return 1
	})
	return out
}

// nameOf is the ID of the earliest claim of a group: that of the matter.
func (b *board) nameOf(group int) string {
	b.memory.Lock()
	defer b.memory.Unlock()
	if b.names[group] == "" {
		var first *hearsay.Document
		for _, number := range b.groups[group] {
			i, _ := b.at(number)
			doc, id := &b.document(i).Document, b.ids[i]
			if first == nil || cmp.Or(link.EarlierStory(doc, first), strings.Compare(id, b.names[group])) < 0 {
				first, b.names[group] = doc, id
			}
		}
	}
	return b.names[group]
}
