package desk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"hearsay"
	"hearsay/internal/ledger"
)

var ctx = context.Background()

// story is a document in which each of some people or bodies says that it rained.
func story(n int, outlet, published string, kinds map[string]hearsay.Kind, names ...string) ledger.Reading {
	var r ledger.Reading
	var text strings.Builder
	fmt.Fprintf(&text, "Story %d.", n)
	for range names {
		r.Claims = append(r.Claims, hearsay.Claim{Act: hearsay.Assert, Certainty: hearsay.Sure})
	}
	var spans [][3]hearsay.Span
	for _, name := range names {
		text.WriteByte(' ')
		var s [3]hearsay.Span
		for k, w := range []string{name, "said", "it rained"} {
			if k > 0 {
				text.WriteByte(' ')
			}
			s[k].From = text.Len()
			text.WriteString(w)
			s[k].To = text.Len()
		}
		text.WriteByte('.')
		spans = append(spans, s)
	}
	r.Document = hearsay.Document{Text: text.String(), Outlet: outlet, Published: published}
	r.Document.Identify()
	for i, name := range names {
		c := &r.Claims[i]
		role, plain, found := strings.Cut(name, ": ")
		if !found {
			plain, role = name, ""
		}
		c.Speaker = hearsay.Speaker{Printed: hearsay.Print(r.Document.Text, spans[i][0]), Kind: kinds[name], Name: plain, Role: role}
		c.Cue, c.Content = hearsay.Print(r.Document.Text, spans[i][1]), hearsay.Print(r.Document.Text, spans[i][2])
		c.ID = hearsay.NewClaimID(r.Document.ID, c)
	}
	return r
}

var cast = map[string]hearsay.Kind{
	"Tesfaye Woldu": hearsay.Person, "Tesfay Weldu": hearsay.Person, "Ruth Woldu": hearsay.Person, "Woldu": hearsay.Person, "deputy: Woldu": hearsay.Person,
	"deputy: Tesfaye Woldu": hearsay.Person, "striker: Ruth Woldu": hearsay.Person, "Magnus Inkster": hearsay.Person, "Inkster": hearsay.Person,
	"Aileen Inkster": hearsay.Person, "Skerry News Agency": hearsay.Outlet, "SNA": hearsay.Outlet, "Sidra News Agency": hearsay.Outlet, "Sidra": hearsay.Outlet,
	"Eritrea": hearsay.Org, "Asmara": hearsay.Org, "Norn Cables": hearsay.Org, "Norn": hearsay.Org, "Norn Power Ltd": hearsay.Org,
}

// drawn is stories as a seed has it.
func drawn(seed int) []ledger.Reading {
	all := slices.Sorted(maps.Keys(cast))
	r := rand.New(rand.NewSource(int64(seed)))
	var out []ledger.Reading
	for n := range 2 + r.Intn(6) {
		var names []string
		for _, i := range r.Perm(len(all))[:1+r.Intn(4)] {
			names = append(names, all[i])
		}
		out = append(out, story(n, "Horn Ledger", fmt.Sprintf("20%02d-03-04", 24+r.Intn(3)), cast, names...))
	}
	return out
}

// seeds is how many sets of stories each property is tried on: each takes a ledger or two.
const seeds = 15

func emptyDesk(t *testing.T) *Desk {
	l, err := ledger.Open(ctx, filepath.Join(t.TempDir(), "ledger.db"), ledger.Options{
		Clock: func() time.Time { return time.Date(2026, 3, 10, 8, 0, 0, 0, time.UTC) },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return &Desk{Ledger: l}
}

func enter(t *testing.T, d *Desk, reader string, readings ...ledger.Reading) {
	t.Helper()
	if _, err := d.Ledger.Add(ctx, reader, readings); err != nil {
		t.Fatal(err)
	}
	if err := d.settle(ctx); err != nil {
		t.Fatal(err)
	}
}

func everybody(t *testing.T, d *Desk) []ledger.KeptParty {
	t.Helper()
	all, err := d.Parties(ctx, "")
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// known is all that a ledger says of parties, and of who speaks where.
func known(t *testing.T, d *Desk) string {
	t.Helper()
	var lines []string
	for _, p := range everybody(t, d) {
		lines = append(lines, fmt.Sprintf("%+v\n", p))
	}
	for c, err := range d.Claims(ctx, ledger.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, fmt.Sprintln(c.Document.ID, c.Speaker.Text, c.Speaker.Party, c.Speaker.Name))
	}
	slices.Sort(lines)
	return strings.Join(lines, "")
}

// Whatever the order in which stories come, and however many at once, the parties are the same; and so they are when all are made anew.
func TestPartiesInAnyOrder(t *testing.T) {
	for seed := range seeds {
		stories := drawn(seed)
		once := emptyDesk(t)
		enter(t, once, "v1", stories...)
		want := known(t, once)
		r := rand.New(rand.NewSource(int64(seed)))
		r.Shuffle(len(stories), func(i, j int) { stories[i], stories[j] = stories[j], stories[i] })
		other := emptyDesk(t)
		for len(stories) > 0 {
			n := 1 + r.Intn(len(stories))
			enter(t, other, "v1", stories[:n]...)
			stories = stories[n:]
		}
		if got := known(t, other); got != want {
			t.Fatalf("seed %d: one after another:\n%s\nat once:\n%s", seed, got, want)
		}
		other.grouper.Version = "another"
		if err := other.settle(ctx); err != nil {
			t.Fatal(err)
		}
		if got := known(t, other); got != want {
			t.Fatalf("seed %d: made anew:\n%s\nbefore:\n%s", seed, got, want)
		}
	}
}

// A document that is read again has the parties of its last reading, and nothing is left of the one before.
func TestPartiesOfTheLastReading(t *testing.T) {
	for seed := range seeds {
		stories := drawn(seed)
		later := slices.Clone(stories)
		for i := range later {
			if i%2 == seed%2 {
				later[i].Claims = later[i].Claims[:len(later[i].Claims)/2]
			}
		}
		d, plain := emptyDesk(t), emptyDesk(t)
		enter(t, d, "v1", stories...)
		enter(t, d, "v2", later...)
		enter(t, plain, "v2", later...)
		if got, want := known(t, d), known(t, plain); got != want {
			t.Fatalf("seed %d: read again:\n%s\nread once:\n%s", seed, got, want)
		}
	}
}

// What a merge or a split changes, its undo puts back.
func TestMergeAndUndo(t *testing.T) {
	ruled := 0
	for seed := range seeds {
		d := emptyDesk(t)
		enter(t, d, "v1", drawn(seed)...)
		r := rand.New(rand.NewSource(int64(seed)))
		states := []string{known(t, d)}
		for range 4 {
			if ruleSomething(t, d, r) {
				states = append(states, known(t, d))
				if n := len(states); states[n-1] == states[n-2] {
					t.Fatalf("seed %d: a ruling changes nothing:\n%s", seed, states[n-1])
				}
				ruled++
			}
		}
		for n := len(states) - 1; n > 0; n-- {
			if _, err := d.Undo(ctx, ""); err != nil {
				t.Fatal(err)
			}
			if got := known(t, d); got != states[n-1] {
				t.Fatalf("seed %d: undone:\n%s\nbefore:\n%s", seed, got, states[n-1])
			}
		}
		if _, err := d.Undo(ctx, ""); !errors.Is(err, hearsay.ErrNotFound) {
			t.Errorf("nothing is left to undo, and it says %v", err)
		}
	}
	if ruled < seeds {
		t.Errorf("only %d rulings were tried", ruled)
	}
}

// ruleSomething merges two parties or splits a name off, if it can.
func ruleSomething(t *testing.T, d *Desk, r *rand.Rand) bool {
	all := everybody(t, d)
	a, b := all[r.Intn(len(all))], all[r.Intn(len(all))]
	if a.ID != b.ID && r.Intn(2) == 0 {
		if _, err := d.Merge(ctx, a.ID[:12], b.ID); err != nil {
			t.Fatal(err)
		}
		return true
	}
	name := a.Names[r.Intn(len(a.Names))].Form.Name
	if !slices.ContainsFunc(a.Names, func(s ledger.Spelling) bool { return s.Form.Name != name }) {
		if _, err := d.Split(ctx, a.ID, name); !errors.Is(err, hearsay.ErrInvalid) {
			t.Fatalf("the only name of %s was split off: %v", a.Name, err)
		}
		return false
	}
	if _, err := d.Split(ctx, a.ID, name); err != nil {
		t.Fatal(err)
	}
	return true
}

// Rulings hold for stories that come later and for readings that come again, and go with an export.
func TestRulingsOutlive(t *testing.T) {
	d := emptyDesk(t)
	enter(t, d, "v1", story(1, "Horn Ledger", "2026-03-04", cast, "Tesfaye Woldu", "Norn Cables"), story(2, "Horn Ledger", "2026-03-05", cast, "Ruth Woldu"))
	id := func(d *Desk, name string) string {
		t.Helper()
		all, err := d.Parties(ctx, name)
		if err != nil || len(all) != 1 {
			t.Fatalf("%s: %v, %v", name, all, err)
		}
		return all[0].ID
	}
	norn, ruth := id(d, "Norn"), id(d, "Ruth Woldu")
	if _, err := d.Merge(ctx, norn, ruth); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Merge(ctx, norn, norn); !errors.Is(err, hearsay.ErrConflict) {
		t.Errorf("a party is merged with itself: %v", err)
	}
	enter(t, d, "v1", story(3, "Horn Ledger", "2025-03-05", cast, "striker: Ruth Woldu"))
	enter(t, d, "v2", story(2, "Horn Ledger", "2026-03-05", cast, "Ruth Woldu"))
	p, err := d.Party(ctx, norn)
	if err != nil || p.Documents != 3 || len(p.Names) != 2 || len(p.Roles) != 1 || p.Roles[0].Text != "striker" {
		t.Errorf("%+v, %v", p, err)
	}
	var exported bytes.Buffer
	if err := d.Export(ctx, &exported); err != nil {
		t.Fatal(err)
	}
	other := emptyDesk(t)
	if _, err := other.Ledger.Import(ctx, bytes.NewReader(exported.Bytes())); err != nil {
		t.Fatal(err)
	}
	if err := other.settle(ctx); err != nil {
		t.Fatal(err)
	}
	if got, want := known(t, other), known(t, d); got != want {
		t.Errorf("imported:\n%s\nexported:\n%s", got, want)
	}
	for problem, err := range other.Check(ctx) {
		t.Errorf("%+v, %v", problem, err)
	}
	if _, err := other.Undo(ctx, ""); err != nil {
		t.Fatal(err)
	}
	if id(other, "Ruth Woldu") == norn {
		t.Error("the undo of an imported ruling does nothing")
	}
}
