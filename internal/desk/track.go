package desk

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/ledger"
)

// Stand is a matter with what one party has said in it.
type Stand struct {
	Matter
	Said        []Saying // the first first
	Contradicts int      // how many matters contradict the matter
}

// Saying is a claim of a party, and in what it differs from what the party said before.
type Saying struct {
	ledger.KeptClaim
	Changed []Change
}

// Change is an earlier claim of the same party that a claim contradicts or updates.
type Change struct {
	Since *ledger.KeptClaim
	hearsay.Link
}

// Track is what a party has said of what a query finds, matter by matter: the matter it spoke of first comes first, and behind it those in
// which it says otherwise.
func (d *Desk) Track(ctx context.Context, party, query string) ([]Stand, error) {
	wanted, err := d.wanted(ctx, query)
	if err != nil {
		return nil, err
	}
	l, b, err := d.board(ctx)
	if err != nil {
		return nil, err
	}
	var said []ledger.KeptClaim
	err = d.PartyClaims(ctx, party, 0, func(c ledger.KeptClaim) error {
		if wanted.has(c.Number) {
			said = append(said, c)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(said, before)
	stands, of := []Stand{}, map[int64]int{} // the stand of a claim
	at := map[int]int{}                      // the stand of a group
	for _, c := range said {
		group, linked := b.groupOf(c.Number)
		i, ok := at[group]
		if !linked || !ok {
			s := Stand{Matter: matterFrom(l, &d.stories, []ledger.KeptClaim{c})}
			if linked {
				if s.Matter, err = d.toldOf(ctx, l, b, group); err != nil {
					return nil, err
				}
				s.Contradicts = len(b.opposite(group))
				at[group] = len(stands)
			}
			i = len(stands)
			stands = append(stands, s)
		}
		of[c.Number] = i
		stands[i].Said = append(stands[i].Said, Saying{KeptClaim: c})
	}
	between, err := d.among(ctx, b, said)
	if err != nil {
		return nil, err
	}
	return together(stands, changes(between, stands, said, of)), nil
}

// changes marks the claims of a party that contradict or update an earlier one, and reports which stand differs from which before it.
func changes(between []difference, stands []Stand, said []ledger.KeptClaim, of map[int64]int) [][2]int {
	place := make(map[int64]int, len(said)) // in order of time
	for i, c := range said {
		place[c.Number] = i
	}
	var differ [][2]int
	for _, k := range between {
		i, j := place[k.a], place[k.b]
		i, j = min(i, j), max(i, j)
		x, y := of[said[i].Number], of[said[j].Number]
		if x == y {
			continue // what is in one matter is the same
		}
		of := stands[y].Said
		n := slices.IndexFunc(of, func(s Saying) bool { return s.Number == said[j].Number })
		of[n].Changed = append(of[n].Changed, Change{&said[i], k.Link})
		differ = append(differ, [2]int{x, y})
	}
	for _, s := range stands {
		for _, c := range s.Said {
			slices.SortFunc(c.Changed, func(x, y Change) int { return cmp.Or(before(*y.Since, *x.Since), cmp.Compare(x.Reason, y.Reason)) })
		}
	}
	return differ
}

// difference is a link between two claims, given by number, that is not of relation same.
type difference struct {
	hearsay.Link
	a, b int64
}

// among are the differences between claims.
func (d *Desk) among(ctx context.Context, b *board, claims []ledger.KeptClaim) ([]difference, error) {
	has := map[int64]bool{}
	for _, c := range claims {
		has[c.Number] = true
	}
	var places []uint32
	for _, c := range claims {
		i, ok := b.at(c.Number)
		if !ok {
			continue
		}
		for _, place := range b.differ[b.starts[i]:b.starts[i+1]] {
			if x := b.bond(place); x.a == i && has[b.numbers[x.b]] {
				places = append(places, place)
			}
		}
	}
	links, err := d.links(ctx, b, places)
	out := make([]difference, len(links))
	for i, k := range links {
		x := b.bond(places[i])
		out[i] = difference{k, b.numbers[x.a], b.numbers[x.b]}
	}
	return out, err
}

// together puts stands that differ from each other behind the first of them.
func together(stands []Stand, differ [][2]int) []Stand {
	first := make([]int, len(stands))
	for i := range first {
		first[i] = i
	}
	for _, pair := range differ {
		x, y := first[pair[0]], first[pair[1]]
		for i := range first {
			if first[i] == max(x, y) {
				first[i] = min(x, y)
			}
		}
	}
	order := make([]int, len(stands))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(first[i], first[j]) })
	out := make([]Stand, len(stands))
	for i, n := range order {
		out[i] = stands[n]
	}
	return out
}

// before orders claims by when they were said, then as earlier does.
func before(a, b ledger.KeptClaim) int {
	return cmp.Or(instantsOf(a.Said).compare(instantsOf(b.Said)), earlier(a, b))
}

// Called is the one party that goes by words of a name, or whose ID begins so. Errors: ErrNotFound when there is none, ErrConflict when
// there are several.
func (d *Desk) Called(ctx context.Context, name string) (ledger.KeptParty, error) {
	if strings.TrimSpace(name) == "" {
		return ledger.KeptParty{}, fmt.Errorf("%w: a party is given by words of its name or the beginning of its ID", hearsay.ErrInvalid)
	}
	all, err := d.Parties(ctx, name)
	if err != nil {
		return ledger.KeptParty{}, err
	}
	if one := slices.DeleteFunc(slices.Clone(all), func(p ledger.KeptParty) bool { return len(p.Candidates) > 0 }); len(one) > 0 {
		all = one // a name that may be several parties' is none of them
	}
	switch len(all) {
	case 0:
		p, err := d.Ledger.Party(ctx, name)
		if err != nil {
			return p, fmt.Errorf("no party goes by %q: %w", name, err)
		}
		return p, nil
	case 1:
		return all[0], nil
	}
	var names []string
	for _, p := range all[:min(len(all), 10)] {
		names = append(names, fmt.Sprintf("%s %s", p.ID[:10], p.Name))
	}
	return ledger.KeptParty{}, fmt.Errorf("%w: %d parties go by %q: %s", hearsay.ErrConflict, len(all), name, strings.Join(names, ", "))
}
