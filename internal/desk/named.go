package desk

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"hearsay"
	"hearsay/data/systems"
	"hearsay/internal/ledger"
	"hearsay/internal/link"
)

// Seen is how often something is named: in claims, documents and outlets, and how the events stand that these claims tell of.
type Seen struct {
	Claims    int
	Documents int
	Outlets   int
	So        int // claims in which it happened or goes on
	Ahead     int // in which it is planned, demanded, expected or possible
	Denied    int // that say that it is not so
	Open      int // of which nothing of these is known
}

// SeenSystem is a system that claims name.
type SeenSystem struct {
	systems.System // what the list knows of it; of an unlisted one ID and name alone
	Seen
}

// SeenPlace is a place that claims name.
type SeenPlace struct {
	ID   string
	Name string
	At   hearsay.Point
	Seen
}

// Mentioned is a matter with those of its claims that name something, and how many matters contradict it.
type Mentioned struct {
	Matter
	Naming      []ledger.KeptClaim
	Contradicts int
}

// Systems are the systems named in claims that a query finds, those in most documents first.
func (d *Desk) Systems(ctx context.Context, query string) ([]SeenSystem, error) {
	_, b, wanted, err := d.boardFor(ctx, query)
	if err != nil {
		return nil, err
	}
	var out []SeenSystem
	for _, c := range b.counted(wanted, func(s *ledger.Sighting) string { return s.System }) {
		out = append(out, SeenSystem{systemOf(c.id, c.name), c.Seen})
	}
	return out, nil
}

// systemOf is what the list knows of a system, or its ID and a name that is printed.
func systemOf(id, printed string) systems.System {
	if s, ok := systems.ByID(id); ok {
		return *s
	}
	return systems.System{ID: id, Name: cmp.Or(printed, id)}
}

// Places are the places named in claims that a query finds and of which is known where they are, those in most documents first.
func (d *Desk) Places(ctx context.Context, query string) ([]SeenPlace, error) {
	_, b, wanted, err := d.boardFor(ctx, query)
	if err != nil {
		return nil, err
	}
	var out []SeenPlace
	for _, c := range b.counted(wanted, placed) {
		out = append(out, SeenPlace{c.id, c.name, *c.at, c.Seen})
	}
	return out, nil
}

// placed is the ID of a place that is somewhere.
func placed(s *ledger.Sighting) string {
	if s.At == nil {
		return ""
	}
	return s.Place
}

// boardFor is the board, and the claims of it that a query finds.
func (d *Desk) boardFor(ctx context.Context, query string) (*link.Linker, *board, wanted, error) {
	wanted, err := d.wanted(ctx, query)
	if err != nil {
		return nil, nil, nil, err
	}
	l, b, err := d.board(ctx)
	return l, b, wanted, err
}

// counted is something with how often it is named.
type counted struct {
	id, name string
	at       *hearsay.Point
	Seen
}

// counted counts what wanted claims name, by its ID; "" is not counted. What is in most documents comes first.
func (b *board) counted(w wanted, of func(*ledger.Sighting) string) []*counted {
	all := map[string]*counted{}
	names := map[string]map[string]int{}
	outlets := map[string]map[string]bool{}
	claim, document := map[string]int64{}, map[string]int64{} // the last of each
	for i := range b.things {
		s := &b.things[i]
		id := of(s)
		if id == "" || !w.has(s.Claim) {
			continue
		}
		c := all[id]
		if c == nil {
			c = &counted{id: id}
			all[id], names[id], outlets[id] = c, map[string]int{}, map[string]bool{}
		}
		c.at = s.At
		names[id][s.Name]++
		if claim[id] == s.Claim {
			continue
		}
		claim[id] = s.Claim
		c.Claims++
		c.stand(s)
		if n := ledger.DocumentOf(s.Claim); document[id] != n {
			document[id] = n
			c.Documents++
			outlets[id][b.docs[n].Outlet] = true
		}
	}
	for id, c := range all {
		c.Outlets = len(outlets[id])
		for _, name := range slices.Sorted(maps.Keys(names[id])) {
			if name != "" && names[id][name] > names[id][c.name] {
				c.name = name
			}
		}
	}
	return slices.SortedFunc(maps.Values(all), func(x, y *counted) int {
		return cmp.Or(cmp.Compare(y.Documents, x.Documents), cmp.Compare(y.Claims, x.Claims), cmp.Compare(x.id, y.id))
	})
}

// stand counts how the event of a claim stands.
func (s *Seen) stand(x *ledger.Sighting) {
	switch {
	case x.Denied || x.Status == hearsay.NotHappened:
		s.Denied++
	case x.Status == hearsay.Happened || x.Status == hearsay.Ongoing:
		s.So++
	case x.Status != "":
		s.Ahead++
	default:
		s.Open++
	}
}

// System is the system, or family of systems, that goes by a name, or an ID, and is named in claims, with what is claimed of it by claims that a query finds: at most so many
// matters, those told most first, and how many there are. Errors: ErrNotFound when no claim names it, ErrConflict when the name may be several.
func (d *Desk) System(ctx context.Context, name, query string, most int) (s SeenSystem, some []Mentioned, all int, err error) {
	l, b, wanted, err := d.boardFor(ctx, query)
	if err != nil {
		return s, nil, 0, err
	}
	ofSystem := func(s *ledger.Sighting) string { return s.System }
	seen := map[string]string{} // their names
	for _, c := range b.counted(nil, ofSystem) {
		seen[c.id] = c.name
	}
	id, err := systemCalled(seen, name)
	if err != nil {
		return s, nil, 0, err
	}
	is := func(s *ledger.Sighting) bool { return isOf(s.System, id) }
	named := b.counted(nil, func(s *ledger.Sighting) string {
		if is(s) {
			return id
		}
		return ""
	})
	s = SeenSystem{systemOf(id, named[0].name), named[0].Seen}
	some, all, err = d.naming(ctx, l, b, wanted, is, most)
	return s, some, all, err
}

// isOf reports whether a system is another, or of its family.
func isOf(id, other string) bool {
	for range 4 { // families of families
		if id == other {
			return id != ""
		}
		s, ok := systems.ByID(id)
		if !ok {
			return false
		}
		id = s.Family
	}
	return false
}

// systemCalled is the ID of the one system, or family of systems, that goes by a name and of which some are seen.
func systemCalled(seen map[string]string, name string) (string, error) {
	name = strings.TrimSpace(name)
	there := func(id string) bool {
		for other := range seen {
			if isOf(other, id) {
				return true
			}
		}
		return false
	}
	if there(name) {
		return name, nil
	}
	var ids []string
	for _, s := range systems.Find(name) {
		if there(s.ID) {
			ids = append(ids, s.ID)
		}
	}
	if s, ok := systems.Pattern(name); ok && len(ids) == 0 && there(s.ID) {
		ids = append(ids, s.ID)
	}
	if len(ids) == 0 {
		for id, printed := range seen {
			if strings.EqualFold(printed, name) {
				ids = append(ids, id)
			}
		}
		slices.Sort(ids)
	}
	switch len(ids) {
	case 0:
		return "", fmt.Errorf("%w: no claim names a system %q", hearsay.ErrNotFound, name)
	case 1:
		return ids[0], nil
	}
	return "", fmt.Errorf("%w: %d systems go by %q: %s", hearsay.ErrConflict, len(ids), name, strings.Join(ids, ", "))
}

// Place is the place of an ID, with what is claimed of it, as of a System.
func (d *Desk) Place(ctx context.Context, id, query string, most int) (p SeenPlace, some []Mentioned, all int, err error) {
	l, b, wanted, err := d.boardFor(ctx, query)
	if err != nil {
		return p, nil, 0, err
	}
	for _, c := range b.counted(nil, placed) {
		if c.id == id {
			p = SeenPlace{c.id, c.name, *c.at, c.Seen}
		}
	}
	if p.ID == "" {
		return p, nil, 0, fmt.Errorf("%w: no claim names a place %q", hearsay.ErrNotFound, id)
	}
	some, all, err = d.naming(ctx, l, b, wanted, func(s *ledger.Sighting) bool { return s.Place == id }, most)
	return p, some, all, err
}

// naming is the matters with a wanted claim that names something, at most so many (0: all), and how many there are: those that are told most first,
// then those of one claim, the last first.
func (d *Desk) naming(ctx context.Context, l *link.Linker, b *board, w wanted, is func(*ledger.Sighting) bool, most int) ([]Mentioned, int, error) {
	var numbers []int64
	for i := range b.things {
		if s := &b.things[i]; is(s) && w.has(s.Claim) {
			numbers = append(numbers, s.Claim)
		}
	}
	groups := b.byTelling(slices.Compact(numbers))
	all := len(groups)
	if most > 0 {
		groups = groups[:min(most, len(groups))]
	}
	var out []Mentioned
	for _, g := range groups {
		m, err := d.ofGroup(ctx, l, b, g)
		if err != nil {
			return nil, 0, err
		}
		if len(m.Told) == 0 {
			continue
		}
		x := Mentioned{Matter: m}
		if g.group >= 0 {
			x.Contradicts = b.contested()[g.group]
		}
		for _, c := range m.Told {
			if slices.Contains(g.claims, c.Number) {
				x.Naming = append(x.Naming, c)
			}
		}
		out = append(out, x)
	}
	return out, all, nil
}

// some is claims of one group; a claim that is linked with none is by itself, and its group is -1.
type some struct {
	group  int
	claims []int64
}

// byTelling puts claims that stand, in order, together by their groups: those told most come first, then those by themselves, the last first.
func (b *board) byTelling(numbers []int64) []some {
	at := make([]int, len(b.groups)) // in out, from 1
	var out []some
	for k, n := range numbers {
		if _, standing := b.at(n); !standing {
			continue
		}
		group, linked := b.groupOf(n)
		if !linked {
			out = append(out, some{-1, numbers[k : k+1 : k+1]})
			continue
		}
		if at[group] == 0 {
			out = append(out, some{group: group})
			at[group] = len(out)
		}
		x := &out[at[group]-1]
		x.claims = append(x.claims, n)
	}
	told := func(s *some) int {
		if s.group < 0 {
			return 0
		}
		return b.told[s.group]
	}
	slices.SortFunc(out, func(x, y some) int {
		return cmp.Or(cmp.Compare(told(&y), told(&x)), cmp.Compare(y.claims[0], x.claims[0]))
	})
	return out
}

// ofGroup is the matter of some claims, without those that contradict or replace it.
func (d *Desk) ofGroup(ctx context.Context, l *link.Linker, b *board, s some) (Matter, error) {
	if s.group >= 0 {
		return d.toldOf(ctx, l, b, s.group)
	}
	claims, err := d.Standing(ctx, s.claims, time.Time{})
	if err != nil || len(claims) == 0 {
		return Matter{}, err
	}
	return matterFrom(l, &d.stories, claims), nil
}
