package eval

import (
	"errors"
	"io/fs"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"hearsay"
)

// ferry is a case of our own writing: four stories, nine claims.
func ferry(t *testing.T) *Case {
	t.Helper()
	cases, err := ReadCases(filepath.Join(shared, "cases", "own.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	return &cases[0]
}

// asEdited are claims of ours that have all as the editor has it, their IDs those of the editor's.
func asEdited(c *Case) map[string][]hearsay.Claim {
	out := map[string][]hearsay.Claim{}
	for _, k := range c.Claims {
		text := c.document(k.Document).Text
		from := strings.Index(text, k.Content)
		x := hearsay.Claim{ID: k.ID, Act: k.Act, Denied: k.Denied, Status: k.Status}
		x.Content = hearsay.Print(text, hearsay.Span{From: from, To: from + len(k.Content)})
		x.Speaker.Name, x.Speaker.Kind = k.Speaker, k.Kind
		for _, h := range k.Chain {
			x.Chain = append(x.Chain, hearsay.Hop{Name: h})
		}
		x.Said, x.Event = onDays(k.Said), onDays(k.Event)
		out[k.Document] = append(out[k.Document], x)
	}
	for _, p := range c.Parties {
		for _, s := range p.Spellings {
			x := &out[s[0]][0]
			x.Mentions = append(x.Mentions, hearsay.Mention{Printed: hearsay.Printed{Text: s[1]}, Party: p.Name})
		}
	}
	return out
}

// onDays is a time of ours that covers days of a case.
func onDays(s string) *hearsay.When {
	first, last, two := strings.Cut(s, "/")
	switch {
	case s == "":
		return nil
	case s == "2026-03":
		return &hearsay.When{From: "2026-03-01T00:00:00+01:00", To: "2026-04-01T00:00:00+02:00"}
	case !two:
		last = first
	}
	return &hearsay.When{From: first + "T00:00:00+01:00", To: last + "T23:59:00+01:00"}
}

// at is our claim with an ID.
func at(ours map[string][]hearsay.Claim, id string) *hearsay.Claim {
	for _, claims := range ours {
		for i := range claims {
			if claims[i].ID == id {
				return &claims[i]
			}
		}
	}
	return nil
}

// TestCaseClaims spoils one thing after another; what then comes out less right is counted by hand.
func TestCaseClaims(t *testing.T) {
	all := CaseTally{
		Found: Rate{9, 9}, Speaker: Rate{9, 9}, Chain: Rate{9, 9}, Act: Rate{9, 9}, Denied: Rate{9, 9}, Status: Rate{9, 9},
		WronglyHappened: Rate{0, 6}, Said: Rate{8, 8}, Event: Rate{5, 5}, PartySpellings: Rate{6, 6},
		Party: Counts{Right: 4}, // three of Lund make three pairs, two of Nord Line one
	}
	for _, row := range []struct {
		what  string
		spoil func(ours map[string][]hearsay.Claim)
		less  func(t *CaseTally)
	}{
		{"nothing", func(map[string][]hearsay.Claim) {}, func(*CaseTally) {}},
		{"a claim is missing", func(o map[string][]hearsay.Claim) { o["d1"] = o["d1"][:1] }, func(t *CaseTally) {
			t.Found, t.Speaker, t.Chain, t.Act, t.Denied, t.Status = Rate{8, 9}, Rate{8, 8}, Rate{8, 8}, Rate{8, 8}, Rate{8, 8}, Rate{8, 8}
			t.Said, t.Event = Rate{7, 7}, Rate{4, 4}
		}},
		{"less than half of a content", func(o map[string][]hearsay.Claim) { at(o, "k8").Content.Spans[0].To -= 8 }, func(t *CaseTally) {
			t.Found, t.Speaker, t.Chain, t.Act, t.Denied, t.Status = Rate{8, 9}, Rate{8, 8}, Rate{8, 8}, Rate{8, 8}, Rate{8, 8}, Rate{8, 8}
			t.WronglyHappened = Rate{0, 5}
		}},
		{"a whole text round a clause of six words", func(o map[string][]hearsay.Claim) {
			at(o, "k9").Content.Spans = []hearsay.Span{{From: 0, To: 64}}
			at(o, "k1").Content.Spans = []hearsay.Span{{From: 0, To: 94}}
		}, func(*CaseTally) {}},
		{"a family name, and its hop", func(o map[string][]hearsay.Claim) {
			at(o, "k8").Speaker.Name, at(o, "k8").Chain[1].Name = "Lund", "Lund"
		}, func(t *CaseTally) { t.Speaker, t.Chain = Rate{8, 9}, Rate{8, 9} }},
		{"a title, another spelling", func(o map[string][]hearsay.Claim) {
			at(o, "k8").Speaker.Name, at(o, "k4").Speaker.Name = "Mayor Asa Lund", "the Harbour Union"
		}, func(*CaseTally) {}},
		{"a name of somebody unnamed", func(o map[string][]hearsay.Claim) {
			at(o, "k5").Speaker.Name, at(o, "k5").Speaker.Kind = "Nord Line", hearsay.Org
		}, func(t *CaseTally) { t.Speaker = Rate{8, 9} }},
		{"a hop short", func(o map[string][]hearsay.Claim) { at(o, "k3").Chain = at(o, "k3").Chain[1:] }, func(t *CaseTally) { t.Chain = Rate{8, 9} }},
		{"a hop wrong", func(o map[string][]hearsay.Claim) { at(o, "k3").Chain[1].Name = "Tide Radio" }, func(t *CaseTally) { t.Chain = Rate{8, 9} }},
		{"act and denied", func(o map[string][]hearsay.Claim) {
			at(o, "k6").Act, at(o, "k6").Denied, at(o, "k7").Denied = hearsay.Assert, true, true
		}, func(t *CaseTally) { t.Act, t.Denied = Rate{8, 9}, Rate{7, 9} }},
		{"planned told as going on, happened as planned", func(o map[string][]hearsay.Claim) {
			at(o, "k5").Status, at(o, "k1").Status = hearsay.Ongoing, hearsay.Planned
		}, func(t *CaseTally) { t.Status, t.WronglyHappened = Rate{7, 9}, Rate{1, 6} }},
		{"times", func(o map[string][]hearsay.Claim) {
			at(o, "k1").Said, at(o, "k1").Event, at(o, "k2").Event = nil, onDays("2026-03-04"), onDays("2026-03")
		}, func(t *CaseTally) { t.Said, t.Event = Rate{7, 8}, Rate{3, 5} }},
		{"two parties of one name, one of two", func(o map[string][]hearsay.Claim) {
			o["d3"][0].Mentions[0].Party = "Nord Line" // Lund in d3
			o["d2"][0].Mentions[0].Party = ""          // Lund in d2
		}, func(t *CaseTally) { t.PartySpellings, t.Party = Rate{5, 6}, Counts{Right: 1, Wrong: 2, Missed: 1} }},
	} {
		c := ferry(t)
		ours, want := asEdited(c), all
		row.spoil(ours)
		row.less(&want)
		var got CaseTally
		got.Claims(c, ours)
		got.claims = nil
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\ngot  %+v\nwant %+v", row.what, got, want)
		}
	}
}

func TestMatchTakesEachOnce(t *testing.T) {
	c := ferry(t)
	ours := map[string][]hearsay.Claim{"d2": asEdited(c)["d1"][:1]} // k1 and k3 have the same content at the same place
	if got := c.Match(ours); len(got) != 1 || got["k3"] == nil {
		t.Errorf("got %v", got)
	}
	c.Claims[0].Document = "d2" // two of the editor's for one of ours: the first by ID has it
	if got := c.Match(ours); len(got) != 1 || got["k1"] == nil {
		t.Errorf("got %v", got)
	}
}

func TestSameName(t *testing.T) {
	spellings := map[string][]string{"ana maria reva": {"ana reva", "reva", "annie"}, "north sea institute": {"nsi"}}
	for _, row := range []struct {
		gold, got     string
		kind, gotKind hearsay.Kind
		want          bool
	}{
		{"Ana María Reva", "ana maria reva", hearsay.Person, "", true},
		{"Ana María Reva", "Dr. Ana-Maria Reva Jr", hearsay.Person, "", true},
		{"Ana María Reva", "Ana Reva", hearsay.Person, "", true},
		{"Ana María Reva", "Reva", hearsay.Person, "", false}, // one word is no full name
		{"Ana María Reva", "", hearsay.Person, "", false},
		{"North Sea Institute", "the NSI", hearsay.Org, "", true},
		{"North Sea Institute", "the North Sea Institute in Lindmouth", hearsay.Org, "", false},
		{"the tide report", "report of 2024", hearsay.DocumentOf, hearsay.Org, true},
		{"the tide report", "the tide map", hearsay.DocumentOf, hearsay.Imagery, true},
		{"a law", "the law", hearsay.DocumentOf, hearsay.Org, true},
		{"a law", "law 12", hearsay.DocumentOf, hearsay.Org, false}, // three letters tell nothing
		{"photos", "", hearsay.Imagery, hearsay.Imagery, true},
		{"unnamed: a clerk", "", hearsay.Unnamed, hearsay.Org, true},
		{"Unnamed clerk", "Lund", hearsay.Person, hearsay.Unnamed, true},
		{"unnamed: a clerk", "Unknown man", hearsay.Unnamed, "", true},
		{"unnamed: a clerk", "Lund", hearsay.Unnamed, hearsay.Person, false},
	} {
		if got := sameName(row.gold, row.got, row.kind, row.gotKind, spellings); got != row.want {
			t.Errorf("%q is %q (%s, %s): %v", row.got, row.gold, row.kind, row.gotKind, got)
		}
	}
}

func TestSameDays(t *testing.T) {
	for _, row := range []struct {
		gold, from, to string
		want           bool
	}{
		{"2026-03-03", "2026-03-03T00:00:00+01:00", "2026-03-04T00:00:00+01:00", true},
		{"2026-03-03", "2026-03-03T23:30:00-05:00", "2026-03-03T23:40:00-05:00", true}, // days are those of the zone
		{"2026-03-03", "2026-03-04T00:00:00+01:00", "2026-03-05T00:00:00+01:00", false},
		{"2026-03-03", "2026-03-01T00:00:00Z", "2026-03-04T00:00:00Z", true},
		{"2026-03-03", "2026-03-01T00:00:00Z", "2026-03-04T00:01:00Z", false}, // four days for one
		{"2026-03-03", "2026-03-03T00:00:00Z", "2026-03-03T00:00:00Z", true},  // an instant has its day
		{"2026-03-03", "", "2026-03-04T00:00:00Z", false},
		{"2026-03-03", "2026-03-03T00:00:00Z", "", false},
		{"2026-03-03", "", "", false},
		{"2026-02/2026-03-02", "2026-02-01T00:00:00Z", "2026-03-05T00:00:00Z", true},
		{"2025", "2025-01-01T00:00:00Z", "2026-01-04T00:00:00Z", false},
		{"1960-12", "1960-12-31T00:00:00Z", "1961-01-01T00:00:00Z", true},
	} {
		if got := sameDays(row.gold, &hearsay.When{From: row.from, To: row.to}); got != row.want {
			t.Errorf("%s and %s to %s: %v", row.gold, row.from, row.to, got)
		}
	}
	if sameDays("2026-03-03", nil) {
		t.Error("no time is right")
	}
}

func TestReadCasesRefuses(t *testing.T) {
	for what, spoil := range map[string]func(c *Case){
		"content":               func(c *Case) { c.Claims[0].Content = "The ferry sank" },
		"d9":                    func(c *Case) { c.Claims[0].Document = "d9" },
		"in no matter":          func(c *Case) { c.Matters[1].Claims = nil },
		"there is no claim k99": func(c *Case) { c.Matters[1].Claims = append(c.Matters[1].Claims, "k99") },
		`"2026-02-30" is`:       func(c *Case) { c.Claims[2].Event = "2026-02-30" },
	} {
		c := ferry(t)
		if err := c.check(); err != nil {
			t.Fatal(err)
		}
		spoil(c)
		if err := c.check(); err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := ReadCases(filepath.Join(t.TempDir(), "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}
