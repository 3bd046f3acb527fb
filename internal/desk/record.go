package desk

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"sort"
	"time"

	"hearsay"
	"hearsay/internal/ledger"
)

// Record is what a party has said, as far as it is shown at once: what it said last, where it says otherwise than before, what it denied, and
// through whom it is heard.
type Record struct {
	Claims  int // all it has said
	Denials int // among them
	Shifts  int // pairs of claims in which it says otherwise than before
	Last    []ledger.KeptClaim
	Changed []Shift
	Denied  []ledger.KeptClaim
	Cited   []Citing // those first that have most of its claims
}

// Shift is a claim of a party that contradicts or updates an earlier one of its own.
type Shift struct {
	Before, After ledger.KeptClaim
	hearsay.Link
}

// Citing is an outlet that has a party speak.
type Citing struct {
	Outlet    string `json:"outlet"`
	Documents int    `json:"documents"`
	Claims    int    `json:"claims"`
}

// Record is what the party of an ID has said: at most so many claims of each sort, the last entered first.
func (d *Desk) Record(ctx context.Context, party string, most int) (*Record, error) {
	_, b, err := d.board(ctx)
	if err != nil {
		return nil, err
	}
	r := &Record{}
	var last, denied []int64
	said := map[int64]bool{}
	outlets := map[string]*Citing{}
	document := map[string]int64{}
	err = d.PartySpoken(ctx, party, func(s ledger.Spoken) {
		r.Claims++
		said[s.Claim] = true
		last = append(last, s.Claim)
		if s.Denied || s.Act == hearsay.Deny {
			r.Denials++
			denied = append(denied, s.Claim)
		}
		o := outlets[s.Outlet]
		if o == nil {
			o = &Citing{Outlet: s.Outlet}
			outlets[s.Outlet] = o
		}
		o.Claims++
		if n := ledger.DocumentOf(s.Claim); document[s.Outlet] != n {
			document[s.Outlet] = n
			o.Documents++
		}
	})
	if err != nil {
		return nil, err
	}
	for _, o := range slices.SortedFunc(maps.Values(outlets), func(x, y *Citing) int {
		return cmp.Or(cmp.Compare(y.Claims, x.Claims), cmp.Compare(x.Outlet, y.Outlet))
	}) {
		r.Cited = append(r.Cited, *o)
	}
	if r.Last, err = d.latest(ctx, last, most); err == nil {
		r.Denied, err = d.latest(ctx, denied, most)
	}
	if err == nil {
		err = d.shifts(ctx, b, r, said, most)
	}
	return r, err
}

// latest are the last of claims, given by number in order, the last first.
func (d *Desk) latest(ctx context.Context, numbers []int64, most int) ([]ledger.KeptClaim, error) {
	claims, err := d.Ledger.Standing(ctx, numbers[max(0, len(numbers)-most):], time.Time{})
	slices.Reverse(claims)
	return claims, err
}

// shifts fills in where a party says otherwise than before; of as many as there are, the strongest.
func (d *Desk) shifts(ctx context.Context, b *board, r *Record, said map[int64]bool, most int) error {
	var places []uint32 // the strongest
	for n := range said {
		i, ok := b.at(n)
		if !ok {
			continue
		}
		for _, place := range b.differ[b.starts[i]:b.starts[i+1]] {
			if x := b.bond(place); x.a != i || !said[b.numbers[x.b]] {
				continue
			}
			r.Shifts++
			if len(places) == most && !b.stronger(place, places[most-1]) {
				continue
			}
			at := sort.Search(len(places), func(k int) bool { return b.stronger(place, places[k]) })
			if places = slices.Insert(places, at, place); len(places) > most {
				places = places[:most]
			}
		}
	}
	for _, place := range places {
		x := b.bond(place)
		pair, err := d.Ledger.Standing(ctx, slices.Sorted(slices.Values([]int64{b.numbers[x.a], b.numbers[x.b]})), time.Time{})
		if err != nil {
			return err
		}
		if len(pair) < 2 {
			continue
		}
		between, err := d.links(ctx, b, []uint32{place})
		if err != nil {
			return err
		}
		slices.SortFunc(pair, before)
		r.Changed = append(r.Changed, Shift{pair[0], pair[1], between[0]})
	}
	slices.SortStableFunc(r.Changed, func(x, y Shift) int { return before(y.After, x.After) })
	return nil
}
