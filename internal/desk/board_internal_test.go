package desk

import (
	"context"
	"fmt"
	"math/rand"
	"slices"
	"strings"
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
	for _, by := range []By{ByTellings, ByOrigins, ByConflict, ByRecency} {
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
		same(fmt.Sprint("story ", i+1))
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
	for doc, err := range d.Documents(ctx, ledger.Query{}) {
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
}
