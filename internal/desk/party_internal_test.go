package desk

import (
	"context"
	"fmt"
	"math/rand"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

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

func drawStories(t *rapid.T) []ledger.Reading {
	all := make([]string, 0, len(cast))
	for name := range cast {
		all = append(all, name)
	}
	slices.Sort(all)
	var out []ledger.Reading
	for n := range rapid.IntRange(2, 7).Draw(t, "stories") {
		names := rapid.SliceOfNDistinct(rapid.SampledFrom(all), 1, 4, rapid.ID[string]).Draw(t, "names")
		out = append(out, story(n, "Horn Ledger", fmt.Sprintf("20%02d-03-04", rapid.IntRange(24, 26).Draw(t, "year")), cast, names...))
	}
	return out
}

// desk on an empty ledger in memory's stead: a file of its own.
func emptyDesk(t *rapid.T, dir string) *Desk {
	l, err := ledger.Open(ctx, filepath.Join(dir, fmt.Sprintf("%d.db", rand.Int63())), ledger.Options{
		Clock: func() time.Time { return time.Date(2026, 3, 10, 8, 0, 0, 0, time.UTC) },
	})
	if err != nil {
		t.Fatal(err)
	}
	return &Desk{Ledger: l}
}

func enter(t *rapid.T, d *Desk, reader string, readings ...ledger.Reading) {
	if _, err := d.Ledger.Add(ctx, reader, readings); err != nil {
		t.Fatal(err)
	}
	if err := d.settle(ctx); err != nil {
		t.Fatal(err)
	}
}

// known is all that a ledger says of parties, and of who speaks where.
func known(t *rapid.T, d *Desk) string {
	var b strings.Builder
	all, err := d.Ledger.Parties(ctx, func([]ledger.Spelling) bool { return true })
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		fmt.Fprintf(&b, "%+v\n", p)
	}
	var claims []string
	for c, err := range d.Claims(ctx, ledger.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		claims = append(claims, fmt.Sprintln(c.Document.ID, c.Speaker.Text, c.Speaker.Party, c.Speaker.Name))
	}
	slices.Sort(claims)
	return b.String() + strings.Join(claims, "")
}

// Whatever the order in which stories come, and however many at once, the parties are the same.
func TestPartiesInAnyOrder(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		stories := drawStories(t)
		once := emptyDesk(t, dir)
		defer once.Close()
		enter(t, once, "v1", stories...)
		want := known(t, once)
		rand.New(rand.NewSource(rapid.Int64().Draw(t, "seed"))).Shuffle(len(stories), func(i, j int) { stories[i], stories[j] = stories[j], stories[i] })
		other := emptyDesk(t, dir)
		defer other.Close()
		for len(stories) > 0 {
			n := rapid.IntRange(1, len(stories)).Draw(t, "at once")
			enter(t, other, "v1", stories[:n]...)
			stories = stories[n:]
		}
		if got := known(t, other); got != want {
			t.Fatalf("one after another:\n%s\nat once:\n%s", got, want)
		}
		other.grouper.Version = "another"
		if err := other.settle(ctx); err != nil {
			t.Fatal(err)
		}
		if got := known(t, other); got != want {
			t.Fatalf("made anew:\n%s\nbefore:\n%s", got, want)
		}
	})
}

// A document that is read again has the parties of its last reading, and no others are left.
func TestPartiesOfTheLastReading(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		stories := drawStories(t)
		d, plain := emptyDesk(t, dir), emptyDesk(t, dir)
		defer d.Close()
		defer plain.Close()
		later := slices.Clone(stories)
		for i := range later {
			if rapid.Bool().Draw(t, "again") {
				later[i].Claims = later[i].Claims[:len(later[i].Claims)/2]
			}
		}
		enter(t, d, "v1", stories...)
		enter(t, d, "v2", later...)
		enter(t, plain, "v2", later...)
		if got, want := known(t, d), known(t, plain); got != want {
			t.Fatalf("read again:\n%s\nread once:\n%s", got, want)
		}
	})
}

// What a merge or a split changes, its undo puts back, every row.
func TestMergeAndUndo(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		d := emptyDesk(t, dir)
		defer d.Close()
		enter(t, d, "v1", drawStories(t)...)
		states := []string{known(t, d)}
		for range rapid.IntRange(1, 4).Draw(t, "rulings") {
			all, err := d.Ledger.Parties(ctx, func([]ledger.Spelling) bool { return true })
			if err != nil {
				t.Fatal(err)
			}
			a := rapid.SampledFrom(all).Draw(t, "party")
			if rapid.Bool().Draw(t, "merge") {
				b := rapid.SampledFrom(all).Draw(t, "other")
				if a.ID == b.ID {
					continue
				}
				if _, err := d.Merge(ctx, a.ID, b.ID); err != nil {
					t.Fatal(err)
				}
			} else if name := rapid.SampledFrom(a.Names).Draw(t, "name").Form.Name; slices.ContainsFunc(a.Names, func(s ledger.Spelling) bool { return s.Form.Name != name }) {
				if _, err := d.Split(ctx, a.ID, name); err != nil {
					t.Fatal(err)
				}
			} else {
				continue
			}
			states = append(states, known(t, d))
			if states[len(states)-1] == states[len(states)-2] {
				t.Fatalf("a ruling changes nothing:\n%s", states[len(states)-1])
			}
		}
		for len(states) > 1 {
			states = states[:len(states)-1]
			if _, err := d.Undo(ctx, ""); err != nil {
				t.Fatal(err)
			}
			if got := known(t, d); got != states[len(states)-1] {
				t.Fatalf("undone:\n%s\nbefore:\n%s", got, states[len(states)-1])
			}
		}
	})
}

// Rulings go with an export, and hold for stories that come later.
func TestRulingsOutlive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {})
}
