package ledger

import (
	"encoding/json"
	"flag"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"hearsay"
)

// anyReadings draws readings in any order: stories and copies of them as several versions read them, odd texts, skips.
func anyReadings(a *altered) *rapid.Generator[[]versioned] {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) versioned {
		v := versioned{reader: rapid.SampledFrom([]string{"v1", "v2", "v3"}).Draw(t, "reader")}
		switch rapid.IntRange(0, 9).Draw(t, "kind") {
		case 0:
			v.Skip = &hearsay.Skip{
				Name:   rapid.StringN(0, 5, 20).Draw(t, "name"),
				Reason: rapid.SampledFrom([]string{hearsay.ReasonEmpty, hearsay.ReasonMalformed}).Draw(t, "reason"),
			}
		case 1, 2:
			v.Reading = oddReading(t)
		default:
			v.Reading = a.reading(rapid.IntRange(0, 8).Draw(t, "copy"))
			// What a version finds is the same each time: some of the claims, and none within one that is left out.
			n := len(v.Claims) - len(v.reader+v.Document.ID)%3 - int(v.reader[1]-'1')
			v.Claims = slices.Clone(v.Claims[:n])
			for i := range v.Claims {
				if !slices.ContainsFunc(v.Claims, func(c hearsay.Claim) bool { return c.ID == v.Claims[i].Within }) {
					v.Claims[i].Within = ""
				}
			}
		}
		return v
	}), 0, 12)
}

type versioned struct {
	Reading
	reader string
}

// oddReading is a document of any text, with claims whose spans are anywhere in it.
func oddReading(t *rapid.T) Reading {
	runes := []rune(strings.ReplaceAll(rapid.StringN(8, 60, 200).Draw(t, "text"), "\x00", "0"))
	doc := hearsay.Document{
		Text: string(runes), Ref: "odd", Title: strings.ReplaceAll(rapid.StringN(0, 9, 30).Draw(t, "title"), "\x00", ""),
		Published: rapid.SampledFrom([]string{"", "2026-03-10", "1871-01-28T08:00:00+01:00"}).Draw(t, "published"), PublishedFrom: hearsay.ByFileName,
		Language: "en", Summary: rapid.Bool().Draw(t, "summary"), Address: "https://example.org/?a=1&b=<2>",
	}
	doc.Identify()
	printed := func(label string, least int) hearsay.Printed {
		ends := rapid.SliceOfNDistinct(rapid.IntRange(0, len(runes)), 2*least, 4, rapid.ID).Draw(t, label)
		slices.Sort(ends)
		spans := []hearsay.Span{}
		for i := 0; i+1 < len(ends); i += 2 {
			spans = append(spans, hearsay.Span{From: len(string(runes[:ends[i]])), To: len(string(runes[:ends[i+1]]))})
		}
		return hearsay.Print(doc.Text, spans...)
	}
	list := func(label string) []hearsay.Printed {
		out := []hearsay.Printed{}
		for range rapid.IntRange(0, 2).Draw(t, label) {
			out = append(out, printed(label, 1))
		}
		return out
	}
	r := Reading{Document: doc}
	seen := map[string]bool{}
	for range rapid.IntRange(0, 3).Draw(t, "claims") {
		c := hearsay.Claim{
			Speaker: hearsay.Speaker{Printed: printed("speaker", 0), Kind: hearsay.Person, Name: strings.ReplaceAll(rapid.StringN(0, 6, 20).Draw(t, "name"), "\x00", ""), Candidates: []string{}},
			Cue:     printed("cue", 0), Act: rapid.SampledFrom(hearsay.Acts).Draw(t, "act"), Certainty: hearsay.Possible, Denied: rapid.Bool().Draw(t, "denied"),
			Content: printed("content", 1), Quoted: printed("quoted", 0).Spans, OwnVoice: rapid.Bool().Draw(t, "own"), Distance: list("distance"),
			Mentions: []hearsay.Mention{}, Quantities: []hearsay.Quantity{}, Times: []hearsay.Time{}, Chain: []hearsay.Hop{}, Evidence: []hearsay.Evidence{},
			Status: rapid.SampledFrom([]hearsay.Status{"", hearsay.Planned}).Draw(t, "status"), Score: rapid.Float64Range(0, 1).Draw(t, "score"),
		}
		if rapid.Bool().Draw(t, "candidates") {
			c.Speaker.Candidates = []string{"A. Person", `"B" <Person>`}
		}
		if rapid.Bool().Draw(t, "medium") {
			m := printed("medium", 0)
			c.Medium = &m
		}
		for _, p := range list("mentions") {
			m := hearsay.Mention{Printed: p, Type: "place", Generic: rapid.Bool().Draw(t, "generic"), Name: "Name"}
			if m.Generic {
				m.Place, m.At, m.Relation = "gn1", &hearsay.Point{Lat: 1.25, Lon: -3}, "near"
			}
			c.Mentions = append(c.Mentions, m)
		}
		for _, p := range list("quantities") {
			low := rapid.Float64Range(-1e9, 1e9).Draw(t, "low")
			c.Quantities = append(c.Quantities, hearsay.Quantity{Printed: p, Low: &low, Unit: "km", Thing: "road"})
		}
		for _, p := range list("times") {
			c.Times = append(c.Times, hearsay.Time{Printed: p, Value: "P3M"})
		}
		for _, p := range list("hops") {
			c.Chain = append(c.Chain, hearsay.Hop{Printed: p, Name: "Post", Kind: hearsay.Outlet, Cue: printed("by", 0), Act: hearsay.Report, Said: &hearsay.When{Printed: p, From: "a"}})
		}
		for _, p := range list("evidence") {
			c.Evidence = append(c.Evidence, hearsay.Evidence{Printed: p, Kind: hearsay.GroundPost})
		}
		if rapid.Bool().Draw(t, "event") {
			c.Event = &hearsay.When{Printed: printed("event", 0), From: "2026-03-04T00:00:00Z", Precision: hearsay.Day, Reason: "said so"}
		}
		if c.ID = hearsay.NewClaimID(doc.ID, &c); !seen[c.ID] {
			seen[c.ID] = true
			r.Claims = append(r.Claims, c)
		}
	}
	if len(r.Claims) > 1 {
		r.Claims[0].Within = r.Claims[len(r.Claims)-1].ID
	}
	return r
}

func enterAll(t testing.TB, l *Ledger, all []versioned, size func() int) (sum Added) {
	for i := 0; i < len(all); {
		j := i + 1
		for n := size(); j < len(all) && j < i+n && all[j].reader == all[i].reader; j++ {
			continue
		}
		var batch []Reading
		for _, v := range all[i:j] {
			batch = append(batch, v.Reading)
		}
		sum.sum(add(t, l, all[i].reader, batch...))
		i = j
	}
	return sum
}

// TestProperties: twice is once; the sizes of batches do not matter; export, import, export gives the same bytes; a claim comes back as
// it went in; the ledger is always whole.
func TestProperties(t *testing.T) {
	a := alteredFrom(stories(t))
	onBoth(t, func(outer *testing.T, dsn string) {
		postgres := strings.HasPrefix(dsn, "postgres:")
		times(outer, map[bool]string{false: "40", true: "8"}[postgres])
		rapid.Check(outer, func(t *rapid.T) {
			all := anyReadings(a).Draw(t, "readings")
			fresh := func() *Ledger {
				if postgres {
					return open(outer, postgresSchema(outer), fixed)
				}
				return open(outer, newFile(outer), fixed)
			}
			one, other := fresh(), fresh()
			enterAll(outer, one, all, func() int { return 1 })
			enterAll(outer, other, all, func() int { return rapid.IntRange(1, 5).Draw(t, "size") })
			want := export(outer, one)
			if got := export(outer, other); got != want {
				t.Fatalf("batches matter:\n%s\n%s", want, got)
			}
			if again := enterAll(outer, other, all, func() int { return 3 }); again != (Added{Known: len(all)}) || export(outer, other) != want {
				t.Fatalf("entered again: %+v", again)
			}
			third := fresh()
			if _, err := third.Import(ctx, strings.NewReader(want)); err != nil {
				t.Fatal(err)
			}
			if got := export(outer, third); got != want {
				t.Fatalf("export, import, export:\n%s\n%s", want, got)
			}
			wantClean(outer, one)
			wantClean(outer, third)
			wantLast(t, one, all)
			if outer.Failed() {
				t.FailNow()
			}
			for _, l := range []*Ledger{one, other, third} {
				_ = l.Close()
			}
		})
	})
}

// times sets how many cases rapid tries, unless the command line does. It prints its seed where a case fails.
func times(t testing.TB, n string) {
	t.Helper()
	f := flag.Lookup("rapid.checks")
	was := f.Value.String()
	if was != f.DefValue {
		return
	}
	t.Cleanup(func() { _ = f.Value.Set(was) })
	if err := f.Value.Set(n); err != nil {
		t.Fatal(err)
	}
}

// wantLast wants the claims of each document to be those of its last reading, as they went in.
func wantLast(t *rapid.T, l *Ledger, all []versioned) {
	last, read := map[string][]hearsay.Claim{}, map[string]bool{}
	for _, v := range all {
		if key := v.reader + v.Document.ID; v.Skip == nil && !read[key] {
			read[key] = true
			last[v.Document.ID] = v.Claims
		}
	}
	for id, want := range last {
		var got []hearsay.Claim
		for c, err := range l.Claims(ctx, Query{Document: id}) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, c.Claim)
		}
		if !reflect.DeepEqual(got, want) && len(got)+len(want) > 0 {
			a, _ := json.Marshal(want)
			b, _ := json.Marshal(got)
			t.Fatalf("document %s: in\n%s\nout\n%s", id, a, b)
		}
	}
}
