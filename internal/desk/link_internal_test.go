package desk

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"hearsay"
	"hearsay/internal/ingest"
	"hearsay/internal/ledger"
	"hearsay/internal/link"
	"hearsay/internal/reader"
	"hearsay/model"
)

var (
	openReader = sync.OnceValues(func() (*reader.Reader, error) { return reader.Open(model.Files, 2) })
	openLinker = sync.OnceValues(func() (*link.Linker, error) { return link.Open(model.Files, 2, nil) })
)

// linkingDesk is an empty desk that reads and links.
func linkingDesk(t *testing.T) *Desk {
	t.Helper()
	return New(emptyDesk(t).Ledger, ingest.New(), openReader, openLinker)
}

// examples are the stories of examples/, each as JSON Lines have it.
func examples(t *testing.T) []string {
	t.Helper()
	table, err := os.ReadFile("../../examples/stories.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, row := range strings.Split(strings.TrimSpace(string(table)), "\n")[1:] {
		cells := strings.Split(row, "\t")
		text, err := os.ReadFile(filepath.Join("..", "..", "examples", cells[0]))
		if err != nil {
			t.Fatal(err)
		}
		line, err := json.Marshal(map[string]string{"id": cells[0], "outlet": cells[1], "published": cells[2], "text": string(text)})
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(line)+"\n")
	}
	return out
}

func add(t *testing.T, d *Desk, jobs int, stories ...string) {
	t.Helper()
	p, err := d.Add(ctx, hearsay.Input{Stream: strings.NewReader(strings.Join(stories, "")), Name: "stories.jsonl"}, Options{Jobs: jobs})
	if err != nil || p.Documents != len(stories) {
		t.Fatal(p, err)
	}
}

// relations are all links of a ledger, by the IDs of their claims.
func relations(t *testing.T, d *Desk) string {
	t.Helper()
	all, err := d.Links(ctx)
	if err != nil {
		t.Fatal(err)
	}
	lines := make([]string, len(all))
	for i, k := range all {
		lines[i] = fmt.Sprintf("%+v\n", k.Link)
	}
	slices.Sort(lines)
	return strings.Join(lines, "")
}

// matters are all matters of a ledger, in the order of their IDs.
func matters(t *testing.T, d *Desk) []hearsay.Matter {
	t.Helper()
	var out []hearsay.Matter
	for m, err := range d.Matters(ctx, "", ByTellings) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, m.Matter)
	}
	slices.SortFunc(out, func(a, b hearsay.Matter) int { return strings.Compare(a.ID, b.ID) })
	return out
}

func state(t *testing.T, d *Desk) string {
	t.Helper()
	var b strings.Builder
	for _, m := range matters(t, d) {
		fmt.Fprintf(&b, "%+v\n", m)
	}
	return b.String()
}

// Whatever the order in which stories come, however many are read at once or added together, links and matters are the same; and so
// they are when all links are made anew.
func TestLinksInAnyOrder(t *testing.T) {
	stories := examples(t)
	once := linkingDesk(t)
	add(t, once, 1, stories...)
	links, want := relations(t, once), state(t, once)
	if strings.Count(links, "\n") < 10 {
		t.Fatalf("too few links to tell anything:\n%s", links)
	}
	r := rand.New(rand.NewSource(1))
	for try := range 4 {
		some := slices.Clone(stories)
		if try == 0 {
			slices.Reverse(some)
		} else {
			r.Shuffle(len(some), func(i, j int) { some[i], some[j] = some[j], some[i] })
		}
		d := linkingDesk(t)
		for len(some) > 0 {
			n := 1
			if try%3 == 2 {
				n = 1 + r.Intn(len(some))
			} else if try%3 == 1 {
				n = len(some)
			}
			add(t, d, 1+try%2*3, some[:n]...)
			some = some[n:]
		}
		for _, when := range []string{"added", "relinked"} {
			if got := relations(t, d); got != links {
				t.Fatalf("try %d, %s: links\n%s\nwanted\n%s", try, when, got, links)
			}
			if got := state(t, d); got != want {
				t.Fatalf("try %d, %s: matters\n%s\nwanted\n%s", try, when, got, want)
			}
			if err := d.Relink(ctx, nil); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// Two programs that add to one ledger at the same time find all links between what they add: what one has compared before the other linked something is
// compared with that too.
func TestTwoProgramsLink(t *testing.T) {
	stories := examples(t)
	alone := linkingDesk(t)
	add(t, alone, 1, stories...)
	a := linkingDesk(t)
	b := New(a.Ledger, ingest.New(), openReader, openLinker)
	half := len(stories) / 2
	add(t, a, 1, stories[:half]...)
	l, err := openLinker()
	if err != nil {
		t.Fatal(err)
	}
	told, err := a.Unlinked(ctx, "another version", len(stories)) // all, as if a newer linker were to link them again
	if err != nil || len(told) != half {
		t.Fatal(len(told), err)
	}
	late := make([]*met, half)
	for i := range told {
		late[i] = ready(l, told[i])
	}
	known, err := a.compared(ctx, l, late)
	if err != nil {
		t.Fatal(err)
	}
	add(t, b, 1, stories[half:]...)
	for _, m := range late {
		if err := a.linkOne(ctx, l, m, known); err != nil {
			t.Fatal(err)
		}
	}
	if got, want := relations(t, a), relations(t, alone); got != want {
		t.Errorf("links\n%s\nwanted\n%s", got, want)
	}
}

// Every claim stands in exactly one matter, tellings are documents, and each matter that another names is there.
func TestEveryClaimInOneMatter(t *testing.T) {
	d := linkingDesk(t)
	add(t, d, 4, examples(t)...)
	all := matters(t, d)
	in := map[string]string{}
	for _, m := range all {
		for _, id := range m.Claims {
			if in[id] != "" {
				t.Errorf("claim %s is in %s and %s", id, in[id], m.ID)
			}
			in[id] = m.ID
		}
	}
	for c, err := range d.Claims(ctx, ledger.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		if in[c.ID] == "" {
			t.Errorf("claim %s is in no matter", c.ID)
		}
	}
	for _, m := range all {
		if m.Claims[0] != m.ID || in[m.Gist] != m.ID || m.Tellings < 1 || m.Tellings > len(m.Claims) || len(m.Origins) < 1 {
			t.Errorf("%+v", m)
		}
		for _, o := range slices.Concat(m.Contradicts, m.Updates) {
			if in[o.Matter] != o.Matter || o.Matter == m.ID {
				t.Errorf("matter %s names %s", m.ID, o.Matter)
			}
		}
	}
}

// holds says what is wrong with how two claims stand after a ruling, "" for nothing.
func holds(t *testing.T, d *Desk, a, b string, relation hearsay.Relation) string {
	t.Helper()
	of := map[string]hearsay.Matter{}
	for _, m := range matters(t, d) {
		for _, id := range m.Claims {
			of[id] = m
		}
	}
	x, y := of[a], of[b]
	names := func(list []hearsay.Opposite, m hearsay.Matter) bool {
		return slices.ContainsFunc(list, func(o hearsay.Opposite) bool {
			return o.Matter == m.ID && o.Score == 1 && strings.HasPrefix(o.Reason, "ruled")
		})
	}
	against := names(x.Contradicts, y) && names(y.Contradicts, x)
	updated := names(x.Updates, y) || names(y.Updates, x)
	switch {
	case x.ID == "" || y.ID == "":
		return "a claim is in no matter"
	case (relation == hearsay.Same) != (x.ID == y.ID):
		return fmt.Sprintf("they are in %s and %s", x.ID, y.ID)
	case relation == hearsay.Contradicts && !against:
		return fmt.Sprintf("contradicts: %v, %v", x.Contradicts, y.Contradicts)
	case relation == hearsay.Updates && !updated:
		return fmt.Sprintf("updates: %v, %v", x.Updates, y.Updates)
	}
	return ""
}

func claimIDs(t *testing.T, d *Desk) (ids []string) {
	t.Helper()
	for c, err := range d.Claims(ctx, ledger.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, c.ID)
	}
	return ids
}

// A ruling on any two claims holds, through relinking too; and what rulings change, their undos put back.
func TestRuleAndUndo(t *testing.T) {
	d := linkingDesk(t)
	add(t, d, 4, examples(t)...)
	ids := claimIDs(t, d)
	r := rand.New(rand.NewSource(7))
	states := []string{state(t, d)}
	linked, err := d.Links(ctx)
	if err != nil {
		t.Fatal(err)
	}
	verdicts := []hearsay.Relation{hearsay.Same, hearsay.Contradicts, hearsay.Updates, hearsay.None}
	for try := range 12 {
		a, b := ids[r.Intn(len(ids))], ids[r.Intn(len(ids))]
		if try%2 == 0 { // two that the linker links
			k := linked[r.Intn(len(linked))]
			a, b = k.Claim, k.Other
		}
		if a == b {
			continue
		}
		relation := verdicts[try/2%4]
		if _, err := d.Relate(ctx, a[:12], b, relation, "we asked"); err != nil {
			t.Fatal(err)
		}
		states = append(states, state(t, d))
		if try < 8 { // later ones may be at odds with earlier ones
			if wrong := holds(t, d, a, b, relation); wrong != "" {
				t.Errorf("%s is ruled to be %s with %s: %s", a, relation, b, wrong)
			}
		}
		if try%4 == 0 {
			if err := d.Relink(ctx, nil); err != nil {
				t.Fatal(err)
			}
			if got := state(t, d); got != states[len(states)-1] {
				t.Fatalf("relinked:\n%s\nbefore:\n%s", got, states[len(states)-1])
			}
		}
	}
	for n := len(states) - 1; n > 0; n-- {
		u, err := d.Undo(ctx, "")
		if err != nil || u.Note != "we asked" {
			t.Fatal(u, err)
		}
		if got := state(t, d); got != states[n-1] {
			t.Fatalf("undone:\n%s\nbefore:\n%s", got, states[n-1])
		}
	}
}

// Rulings at odds with each other keep apart what one of them keeps apart, and the last on two claims counts.
func TestRulingsAtOdds(t *testing.T) {
	d := linkingDesk(t)
	add(t, d, 4, examples(t)...)
	ids := claimIDs(t, d)
	a, b, c := ids[0], ids[15], ids[30]
	rule := func(x, y string, relation hearsay.Relation) {
		t.Helper()
		if _, err := d.Relate(ctx, x, y, relation, ""); err != nil {
			t.Fatal(err)
		}
	}
	want := func(x, y string, relation hearsay.Relation) {
		t.Helper()
		if wrong := holds(t, d, x, y, relation); wrong != "" {
			t.Errorf("%s: %s", relation, wrong)
		}
	}
	rule(a, b, hearsay.Same)
	rule(b, c, hearsay.Same)
	want(a, c, hearsay.Same)
	rule(c, a, hearsay.Contradicts)
	want(a, c, hearsay.Contradicts)
	rule(a, c, hearsay.Same)
	want(a, c, hearsay.Same)
	want(a, b, hearsay.Same)
	if _, err := d.Relate(ctx, a, a[:20], hearsay.Same, ""); !errors.Is(err, hearsay.ErrInvalid) {
		t.Errorf("a claim with itself: %v", err)
	}
	if _, err := d.Relate(ctx, a, "zzzz", hearsay.Same, ""); !errors.Is(err, hearsay.ErrNotFound) {
		t.Errorf("an unknown claim: %v", err)
	}
	for _, why := range []string{strings.Repeat("x", mostWhy+1), "a\x00b", "\xff"} {
		if _, err := d.Relate(ctx, a, b, hearsay.None, why); !errors.Is(err, hearsay.ErrInvalid) {
			t.Errorf("a reason of %d bytes: %v", len(why), err)
		}
	}
	if _, err := d.Relate(ctx, a, b, "maybe", ""); !errors.Is(err, hearsay.ErrInvalid) {
		t.Errorf("no relation: %v", err)
	}
}

// shorter is a reading that ends a claim a word earlier, so that it is another claim; or, when it is to be lost, does not find it.
func shorter(t *testing.T, d *Desk, id string, lost bool) (ledger.Reading, string) {
	t.Helper()
	c, err := d.Claim(ctx, id, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	out := ledger.Reading{Document: *c.Document}
	now := ""
	for o, err := range d.Claims(ctx, ledger.Query{Document: c.Document.ID}) {
		if err != nil {
			t.Fatal(err)
		}
		if o.ID == id {
			if lost {
				continue
			}
			spans := slices.Clone(o.Content.Spans)
			last := &spans[len(spans)-1]
			last.To = last.From + strings.LastIndexByte(last.Of(c.Document.Text), ' ')
			o.Content = hearsay.Print(c.Document.Text, spans...)
			o.ID = hearsay.NewClaimID(c.Document.ID, &o.Claim)
			now = o.ID
		}
		o.Within = ""
		out.Claims = append(out.Claims, o.Claim)
	}
	return out, now
}

// Rulings find their claims again in later readings, are idle while a reading has lost them, and go with an export.
func TestRulingsOnClaimsOutlive(t *testing.T) {
	d := linkingDesk(t)
	add(t, d, 4, examples(t)...)
	var a, b string
	for c, err := range d.Claims(ctx, ledger.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		switch { // two long ones of two documents
		case len(c.Content.Text) < 60 || len(c.Content.Spans) != 1:
		case a == "":
			a = c.ID
		case b == "" && c.Document.Outlet == "Isthmus Today":
			b = c.ID
		}
	}
	if _, err := d.Relate(ctx, a, b, hearsay.Contradicts, "it was raining"); err != nil {
		t.Fatal(err)
	}
	again := func(version, id string, lost bool) string {
		t.Helper()
		reading, now := shorter(t, d, id, lost)
		if _, err := d.Ledger.Add(ctx, version, []ledger.Reading{reading}); err != nil {
			t.Fatal(err)
		}
		if err := d.derive(ctx); err != nil {
			t.Fatal(err)
		}
		return now
	}
	first := a
	if a = again("v2", a, false); a == first {
		t.Fatal("the claim is the same")
	}
	if wrong := holds(t, d, a, b, hearsay.Contradicts); wrong != "" {
		t.Errorf("read again: %s", wrong)
	}
	if b = again("v2", b, false); b == "" {
		t.Fatal("no claim")
	}
	if wrong := holds(t, d, a, b, hearsay.Contradicts); wrong != "" {
		t.Errorf("both read again: %s", wrong)
	}

	var exported bytes.Buffer
	if err := d.Export(ctx, &exported); err != nil {
		t.Fatal(err)
	}
	other := linkingDesk(t)
	if _, err := other.Import(ctx, &exported); err != nil {
		t.Fatal(err)
	}
	if got, want := state(t, other), state(t, d); got != want {
		t.Errorf("imported:\n%s\nexported:\n%s", got, want)
	}
	for problem, err := range other.Check(ctx) {
		t.Errorf("%+v, %v", problem, err)
	}

	again("v3", a, true)
	for _, m := range matters(t, d) {
		for _, o := range m.Contradicts {
			if strings.HasPrefix(o.Reason, "ruled") {
				t.Errorf("a ruling on a claim that is lost: %+v", o)
			}
		}
	}
}
