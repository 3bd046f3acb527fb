package desk

import (
	"context"
	"errors"
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"hearsay"
	"hearsay/internal/ingest"
	"hearsay/internal/ledger"
)

// listed is all that a desk tells of matters and conflicts, in the orders in which they are listed.
func listed(t *testing.T, d *Desk) string {
	t.Helper()
	var b strings.Builder
	for _, by := range []By{ByOrigins, ByConflict} {
		for m, err := range d.Matters(ctx, "", by) {
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&b, "%s %+v\n", by, m.Matter)
		}
	}
	for c, err := range d.Conflicts(ctx, "") {
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s %s %+v\n", c.First.ID, c.Second.ID, c.Link)
	}
	return b.String()
}

// anew is a desk over the same ledger that has nothing in memory.
func anew(d *Desk) *Desk { return New(d.Ledger, ingest.New(), openReader, openLinker) }

// A desk that has followed a ledger from its first story on tells the same as one that opens it now: after stories, rulings, their undo, and
// links made anew.
func TestBoardFollows(t *testing.T) {
	d := linkingDesk(t)
	same := func(after string) {
		t.Helper()
		if got, want := listed(t, d), listed(t, anew(d)); got != want {
			t.Fatalf("after %s:\n%s\nopened anew:\n%s", after, got, want)
		}
	}
	same("nothing")
	stories := examples(t)
	for i, s := range stories {
		add(t, d, 1, s)
		if i%2 == 1 {
			same(fmt.Sprint("story ", i+1))
		}
	}
	var first, last hearsay.Matter
	for _, m := range matters(t, d) {
		if len(m.Claims) > 1 && first.ID == "" {
			first = m
		}
		if len(m.Contradicts) > 0 {
			last = m
		}
	}
	if first.ID == "" || last.ID == "" {
		t.Fatal("the stories have no matter to rule on")
	}
	before := listed(t, d)
	for _, r := range []struct {
		a, b     string
		relation hearsay.Relation
	}{{first.Claims[0], first.Claims[1], hearsay.None}, {last.ID, last.Contradicts[0].Matter, hearsay.Same}, {first.ID, last.ID, hearsay.Contradicts}} {
		if _, err := d.Relate(ctx, r.a, r.b, r.relation, "because"); err != nil {
			t.Fatal(err)
		}
		same("a ruling of " + string(r.relation))
	}
	if listed(t, d) == before {
		t.Error("rulings change nothing")
	}
	for range 3 {
		if _, err := d.Undo(ctx, ""); err != nil {
			t.Fatal(err)
		}
	}
	if got := listed(t, d); got != before {
		t.Errorf("undone:\n%s\nbefore:\n%s", got, before)
	}
	if err := d.Relink(ctx, nil); err != nil {
		t.Fatal(err)
	}
	same("linking anew")
}

// A document that is read again has the links of its last reading.
func TestBoardRereads(t *testing.T) {
	d := linkingDesk(t)
	add(t, d, 1, examples(t)...)
	listed(t, d)
	for doc, err := range d.Documents(ctx, ledger.Query{Limit: 3}) {
		if err != nil {
			t.Fatal(err)
		}
		var claims []hearsay.Claim
		for c, err := range d.Claims(ctx, ledger.Query{Document: doc.ID}) {
			if err != nil {
				t.Fatal(err)
			}
			if c.Within == "" && len(claims) < 5 {
				claims = append(claims, c.Claim)
			}
		}
		if _, err := d.Ledger.Add(ctx, "later", []ledger.Reading{{Document: doc.Document, Claims: claims}}); err != nil {
			t.Fatal(err)
		}
		if err := d.derive(ctx); err != nil {
			t.Fatal(err)
		}
		if got, want := listed(t, d), listed(t, anew(d)); got != want {
			t.Fatalf("%s read again:\n%s\nopened anew:\n%s", doc.Ref, got, want)
		}
	}
}

// drawnLinks are links among n claims of three to a document, as a seed has them.
func drawnLinks(r *rand.Rand, n int) (out []ledger.NumberedLink) {
	number := func(i int) int64 { return int64(i/3)<<24 + int64(i%3) + 1 }
	id := func(i int) string { return fmt.Sprintf("%02x", (i*37)%251) }
	for i := range n {
		for j := range i {
			if r.Intn(5) > 0 {
				continue
			}
			k := ledger.NumberedLink{A: number(j), B: number(i), Link: hearsay.Link{
				Claim: id(j), Other: id(i), Relation: relationOf[r.Intn(len(relationOf))], Score: float64(r.Intn(4)+1) / 4, Reason: fmt.Sprint("because ", r.Intn(3)),
			}}
			out = append(out, k)
		}
	}
	return out
}

// What stands between two groups is the strongest link there is, both ways for a contradiction and one way for an update; a board that takes over
// what has not changed is the same as one that does not.
func TestBoardEdges(t *testing.T) {
	for seed := range 30 {
		r := rand.New(rand.NewSource(int64(seed)))
		links := drawnLinks(r, 5+r.Intn(25))
		ruled := drawnLinks(r, 6)
		k := bondsOf(append(slices.Clip(links), ruled...), nil)
		b := newBoard(k, ruled, 0.5, nil, nil)
		again := newBoard(k, ruled, 0.5, newBoard(k, nil, 0.5, nil, nil), nil)
		if fmt.Sprint(b.groups) != fmt.Sprint(again.groups) || fmt.Sprint(b.conflicts()) != fmt.Sprint(again.conflicts()) {
			t.Fatalf("seed %d: %v\nand with a board before it: %v", seed, b.groups, again.groups)
		}
		on := map[[2]int64]bool{}
		all := slices.Clone(ruled)
		for _, x := range ruled {
			on[pairOf(x.A, x.B)] = true
		}
		for _, x := range links {
			if !on[pairOf(x.A, x.B)] {
				all = append(all, x)
			}
		}
		type way struct{ from, to int }
		against, later := map[way]float64{}, map[way]float64{}
		for _, x := range all {
			from, ok := b.groupOf(x.A)
			to, too := b.groupOf(x.B)
			if !ok || !too {
				t.Fatalf("seed %d: a linked claim has no group", seed)
			}
			switch {
			case from == to || x.Relation == hearsay.Same:
			case x.Relation == hearsay.Updates:
				later[way{from, to}] = max(later[way{from, to}], x.Score)
			default:
				against[way{from, to}] = max(against[way{from, to}], x.Score)
				against[way{to, from}] = max(against[way{to, from}], x.Score)
			}
		}
		pairs := 0
		for i := range b.groups {
			opposite, updated := b.opposite(i), b.updated(i)
			pairs += len(opposite)
			if len(opposite) != b.contested()[i] {
				t.Errorf("seed %d: group %d has %d against it and counts %d", seed, i, len(opposite), b.contested()[i])
			}
			for j := range b.groups {
				for what, x := range map[string]struct {
					got  map[int]uint32
					want map[way]float64
				}{"contradicts": {opposite, against}, "updates": {updated, later}} {
					place, has := x.got[j]
					want, wanted := x.want[way{i, j}]
					if has != wanted || has && b.bond(place).score != want {
						t.Errorf("seed %d: %d %s %d: %v, wanted %v %v", seed, i, what, j, has, wanted, want)
					}
				}
			}
		}
		if pairs != 2*len(b.conflicts()) {
			t.Errorf("seed %d: %d pairs, listed %d", seed, pairs/2, len(b.conflicts()))
		}
	}
}

// Who is in a hurry gets what there was, and whoever waits gets what there is.
func TestPatience(t *testing.T) {
	d := emptyDesk(t)
	var h held[int]
	made, let := 0, make(chan struct{})
	get := func(patience time.Duration) int {
		t.Helper()
		n, err := h.get(ctx, d.Ledger, patience, func(_ context.Context, before int, _ ledger.Mark) (int, error) {
			if before > 0 {
				<-let
			}
			made++
			return before + 1, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if get(0) != 1 || get(time.Nanosecond) != 1 || made != 1 || h.behind() {
		t.Fatalf("made %d times", made)
	}
	if _, err := d.Ledger.Add(ctx, "v1", []ledger.Reading{story(1, "Horn Ledger", "2026-03-04", cast, "Woldu")}); err != nil {
		t.Fatal(err)
	}
	if n := get(time.Millisecond); n != 1 || !h.behind() {
		t.Errorf("in a hurry: %d", n)
	}
	close(let)
	if n := get(0); n != 2 || h.behind() {
		t.Errorf("waited for: %d", n)
	}
	h.settle()
	if n := get(0); n != 3 {
		t.Errorf("when parties are settled: %d", n)
	}
	h.rest = time.Now().Add(time.Hour)
	h.settle()
	if n := get(time.Hour); n != 3 || !h.behind() {
		t.Errorf("in a hurry while it rests: %d", n)
	}
	if n := get(0); n != 4 || h.behind() {
		t.Errorf("waited for while it rests: %d", n)
	}
}

// While stories are added, many look at once: none meets an error, and in the end all is told.
func TestBoardWhileAdding(t *testing.T) {
	d := linkingDesk(t)
	d.Patience = time.Millisecond
	stories := examples(t)
	add(t, d, 1, stories[0])
	done := make(chan struct{})
	var looking sync.WaitGroup
	for i := range 6 {
		looking.Go(func() {
			for n := 0; ; n++ {
				select {
				case <-done:
					return
				default:
				}
				var err error
				switch (i + n) % 6 {
				case 0:
					_, _, err = d.MattersFrom(ctx, "", []By{ByTellings, ByOrigins, ByConflict, ByRecency}[n%4], 0, 5)
				case 1:
					_, _, err = d.ConflictsFrom(ctx, "drones", 0, 5)
				case 2:
					_, _, err = d.Moments(ctx, "pier", ByEvent, 5)
				case 3:
					_, err = d.Places(ctx, "")
				case 4:
					_, err = d.Parties(ctx, "altamirano")
				case 5:
					some, _, e := d.MattersFrom(ctx, "", ByTellings, 0, 1)
					if err = e; err == nil {
						_, _, _, err = d.Beside(ctx, some[0].ID, 3)
					}
				}
				if err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for _, s := range stories[1:] {
		add(t, d, 2, s)
	}
	close(done)
	looking.Wait()
	if err := d.CatchUp(ctx); err != nil {
		t.Fatal(err)
	}
	d.Patience = 0
	if got, want := listed(t, d), listed(t, anew(d)); got != want {
		t.Errorf("after all:\n%s\nopened anew:\n%s", got, want)
	}
}

// Matters in pieces, their counts and what stands beside one are those of the whole listings.
func TestPieces(t *testing.T) {
	d := linkingDesk(t)
	add(t, d, 2, examples(t)...)
	for _, query := range []string{"", "drones", "speaker:altamirano", "zeppelin"} {
		for _, by := range []By{ByTellings, ByOrigins, ByConflict, ByRecency} {
			var whole []Matter
			for m, err := range d.Matters(ctx, query, by) {
				if err != nil {
					t.Fatal(err)
				}
				whole = append(whole, m)
			}
			var pieces []Listed
			for from := 0; ; from += 4 {
				some, all, err := d.MattersFrom(ctx, query, by, from, 4)
				if err != nil || all != len(whole) {
					t.Fatalf("%s %q: %d of %d, %v", by, query, all, len(whole), err)
				}
				if len(some) == 0 {
					break
				}
				pieces = append(pieces, some...)
			}
			for i, m := range whole {
				if i >= len(pieces) || pieces[i].ID != m.ID || pieces[i].Against != len(m.Contradicts) || pieces[i].Later != len(m.Updates) {
					t.Fatalf("%s %q: matter %d of %d is another", by, query, i, len(whole))
				}
			}
		}
		var whole []Conflict
		for c, err := range d.Conflicts(ctx, query) {
			if err != nil {
				t.Fatal(err)
			}
			whole = append(whole, c)
		}
		some, all, err := d.ConflictsFrom(ctx, query, 1, 3)
		if err != nil || all != len(whole) || len(some) != min(3, max(0, all-1)) {
			t.Fatalf("%q: %d and %d conflicts, %v", query, all, len(some), err)
		}
		for i, c := range some {
			if c.Link != whole[i+1].Link || c.Sides[0].ID != c.First.ID || c.Sides[0].Against == 0 {
				t.Errorf("%q: conflict %d is %+v", query, i+1, c.Link)
			}
		}
	}
	for _, m := range matters(t, d) {
		whole, against, later, err := d.Matter(ctx, m.ID, 0)
		if err != nil {
			t.Fatal(err)
		}
		beside, some, after, err := d.Beside(ctx, m.ID, 1)
		if err != nil || beside.ID != whole.ID || beside.Against != len(against) || beside.Later != len(later) || len(some) != min(1, len(against)) || len(after) != min(1, len(later)) {
			t.Fatalf("%s: %d against, %d later, %v", m.ID, beside.Against, beside.Later, err)
		}
		if len(some) > 0 && (some[0].ID != against[0].ID || some[0].Reason != whole.Contradicts[0].Reason) {
			t.Errorf("%s: the strongest against it is another", m.ID)
		}
	}
}

// What is named is counted by claims, documents and how events stand, and found again by any name.
func TestNamed(t *testing.T) {
	d := linkingDesk(t)
	line := func(id, outlet, text string) string {
		return fmt.Sprintf(`{"id":%q,"outlet":%q,"published":"2026-04-07","text":%q}`+"\n", id, outlet, text)
	}
	add(t, d, 1,
		line("a", "Harbour Post", "The two Buk-M2E batteries that the coast guard ordered reached Puerto Cabezas on Sunday, Defence Minister Rosendo Altamirano said. He said the Buk-M2E launchers would be shown in Managua on Friday."),
		line("b", "Northern Dispatch", "No Buk-M2E launcher has reached Nicaragua, the Honduran foreign ministry said on Monday."),
		line("c", "Northern Dispatch", "The ferry to Amapala will sail again on Thursday, the harbour office said."))
	all, err := d.Systems(ctx, "")
	if err != nil || len(all) != 1 || all[0].ID != "buk-m2e" {
		t.Fatalf("%+v, %v", all, err)
	}
	seen := all[0].Seen
	if seen.Claims < 3 || seen.Documents != 2 || seen.Outlets != 2 || seen.So < 1 || seen.Ahead < 1 || seen.Denied < 1 || seen.So+seen.Ahead+seen.Denied+seen.Open != seen.Claims {
		t.Errorf("%+v", seen)
	}
	if some, err := d.Systems(ctx, "managua"); err != nil || len(some) != 1 || some[0].Claims >= seen.Claims || some[0].Ahead < 1 {
		t.Errorf("of a query: %+v, %v", some, err)
	}
	for _, name := range []string{"buk-m2e", "Buk-M2E", "SA-17", "Buk", "buk"} {
		s, some, n, err := d.System(ctx, name, "", 0)
		claims := 0
		for _, m := range some {
			claims += len(m.Naming)
		}
		if err != nil || s.Seen != seen || claims != seen.Claims || n != len(some) {
			t.Errorf("%s: %+v, %d claims in %d of %d, %v", name, s, claims, len(some), n, err)
		}
		if _, some, all, err := d.System(ctx, name, "", 1); err != nil || len(some) != 1 || all != n {
			t.Errorf("%s: %d of %d, %v", name, len(some), all, err)
		}
	}
	if _, _, _, err := d.System(ctx, "T-90", "", 2); !errors.Is(err, hearsay.ErrNotFound) {
		t.Errorf("a system that no claim names: %v", err)
	}
	places, err := d.Places(ctx, "")
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]SeenPlace{}
	for _, p := range places {
		at[p.Name] = p
	}
	if p := at["Managua"]; p.Claims < 1 || p.Ahead < 1 || p.At.Lat < 12 || p.At.Lat > 13 {
		t.Errorf("Managua: %+v", p)
	}
	p, some, n, err := d.Place(ctx, at["Nicaragua"].ID, "", 5)
	if err != nil || p.Denied < 1 || n != len(some) || some[0].Naming[0].Speaker.Name != "Honduran foreign ministry" {
		t.Errorf("Nicaragua: %+v, %d of %d, %v", p, len(some), n, err)
	}
}

// What a party said, denied and changed is told with the outlets that have it.
func TestRecord(t *testing.T) {
	d := emptyDesk(t)
	d.openLinker = openLinker
	deny := story(3, "Sidra", "2026-03-05", cast, "Magnus Inkster")
	deny.Claims[0].Denied = true
	enter(t, d, "v1", story(1, "Horn Ledger", "2026-03-04", cast, "Magnus Inkster"), story(2, "Horn Ledger", "2026-03-05", cast, "Magnus Inkster", "Ruth Woldu"), deny)
	all, err := d.Parties(ctx, "Inkster")
	if err != nil || len(all) != 1 {
		t.Fatalf("%+v, %v", all, err)
	}
	r, err := d.Record(ctx, all[0].ID, 2)
	if err != nil || r.Claims != 3 || r.Denials != 1 || len(r.Last) != 2 || len(r.Denied) != 1 || r.Last[0].Document.Outlet != "Sidra" {
		t.Fatalf("%+v, %v", r, err)
	}
	if len(r.Cited) != 2 || r.Cited[0] != (Citing{"Horn Ledger", 2, 2}) {
		t.Errorf("cited by %+v", r.Cited)
	}
}
