package ledger

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"hearsay"
)

func TestAddAndFind(t *testing.T) {
	onBoth(t, func(t *testing.T, dsn string) {
		l := open(t, dsn, fixed)
		in := stories(t)
		skip := Reading{Skip: &hearsay.Skip{Name: "a.zip/b.pdf", Reason: hearsay.ReasonEncrypted, Detail: "it asks for a password"}}
		got := add(t, l, "v1", append(slices.Clone(in), skip)...)
		if want := (Added{Documents: 6, Claims: 64, Skips: 1}); got != want {
			t.Errorf("added %+v, want %+v", got, want)
		}
		before := export(t, l)
		if got, want := add(t, l, "v1", append(slices.Clone(in), skip)...), (Added{Known: 7}); got != want {
			t.Errorf("added again: %+v, want %+v", got, want)
		}
		if export(t, l) != before {
			t.Error("adding the same again changes the export")
		}

		var want, have bytes.Buffer // the JSON of claims, as they went in and as they come out
		for _, r := range in {
			for _, c := range r.Claims {
				encode(t, &want, c)
			}
		}
		for _, c := range collect(t, l.Claims(ctx, Query{})) {
			encode(t, &have, c.Claim)
			if c.Reader != "v1" || !c.Read.Equal(start) || !slices.ContainsFunc(in, func(r Reading) bool { return r.Document == *c.Document }) {
				t.Errorf("claim %s: reader %s, read %s, document %+v", c.ID, c.Reader, c.Read, c.Document)
			}
		}
		if want.String() != have.String() {
			t.Error("claims do not come back as they went in")
		}
		for i, d := range collect(t, l.Documents(ctx, Query{})) {
			if d.Document != in[i].Document || d.Claims != len(in[i].Claims) || !d.Entered.Equal(start) {
				t.Errorf("document %d: %+v", i, d)
			}
		}
		if s := collect(t, l.Skips(ctx, time.Time{}, 0)); len(s) != 1 || s[0].Name != skip.Skip.Name || s[0].Detail != skip.Skip.Detail || !s[0].At.Equal(start) {
			t.Errorf("skips: %+v", s)
		}
		for reader, want := range map[string]bool{"v1": true, "v2": false} {
			if has, err := l.Has(ctx, in[2].Document.ID, reader); has != want || err != nil {
				t.Errorf("has it been read by %s: %t, %v", reader, has, err)
			}
		}
		wantClean(t, l)
	})
}

func encode(t testing.TB, b *bytes.Buffer, v any) {
	t.Helper()
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		t.Fatal(err)
	}
}

// reread is a story as three versions read it: the second does not find the first claim, finds another, and is surer of the third.
func reread(t testing.TB) (v1, v2, v3 Reading) {
	t.Helper()
	v1 = stories(t)[0]
	v2 = Reading{Document: v1.Document, Claims: slices.Clone(v1.Claims[1:])}
	v2.Claims[1].Certainty, v2.Claims[1].Score = hearsay.Sure, 0.99
	v2.Claims[1].Speaker.Name = "Admiral Cisneros"
	other := v1.Claims[0]
	other.Act = hearsay.Report
	other.ID = hearsay.NewClaimID(v1.Document.ID, &other)
	v2.Claims = append([]hearsay.Claim{other}, v2.Claims...)
	return v1, v2, Reading{Document: v1.Document, Claims: v1.Claims[:4]}
}

func TestReread(t *testing.T) {
	onBoth(t, func(t *testing.T, dsn string) {
		clock := ticking()
		l := open(t, dsn, clock)
		all := stories(t)
		v1, v2, v3 := reread(t)
		add(t, l, "v1", all[:2]...)
		if got, want := add(t, l, "v2", v2), (Added{Reread: 1, Claims: 1, Withdrawn: 1}); got != want {
			t.Errorf("second reading: %+v, want %+v", got, want)
		}
		add(t, l, "v1", all[2])
		if got, want := add(t, l, "v3", v3), (Added{Reread: 1, Claims: 1, Withdrawn: 7}); got != want {
			t.Errorf("third reading: %+v, want %+v", got, want)
		}
		if got, want := add(t, l, "v1", v1), (Added{Known: 1}); got != want {
			t.Errorf("first version again: %+v, want %+v", got, want)
		}
		wantClean(t, l)

		at := func(minutes int) time.Time { return start.Add(time.Duration(minutes) * time.Minute) }
		for _, c := range []struct {
			asOf   time.Time
			claims []hearsay.Claim // of the first document
			docs   int
		}{
			{at(0), nil, 0},
			{at(1), v1.Claims, 2},
			{at(2).Add(-time.Microsecond), v1.Claims, 2},
			{at(2), v2.Claims, 2},
			{at(3), v2.Claims, 3},
			{at(4), v3.Claims, 3},
			{time.Time{}, v3.Claims, 3},
			{at(1000), v3.Claims, 3},
		} {
			var got []hearsay.Claim
			for _, k := range collect(t, l.Claims(ctx, Query{AsOf: c.asOf})) {
				if k.Document.ID == v1.Document.ID {
					got = append(got, k.Claim)
				}
			}
			if !reflect.DeepEqual(got, c.claims) {
				t.Errorf("as of %v: %d claims, want %d, or others", c.asOf, len(got), len(c.claims))
			}
			if docs := collect(t, l.Documents(ctx, Query{AsOf: c.asOf})); len(docs) != c.docs {
				t.Errorf("as of %v: %d documents, want %d", c.asOf, len(docs), c.docs)
			}
		}

		// The order is that of documents, however late a claim came.
		if got := collect(t, l.Claims(ctx, Query{})); got[0].Document.ID != v1.Document.ID || got[0].Reader != "v3" || got[4].Document.ID != all[1].Document.ID {
			t.Error("the claims of a document that was read again have lost their place")
		}

		_, err := l.Claim(ctx, v2.Claims[0].ID, time.Time{})
		if !errors.Is(err, hearsay.ErrNotFound) || !strings.Contains(err.Error(), "was withdrawn at 2026-03-12T08:04:00Z, when v3 read") {
			t.Errorf("a withdrawn claim: %v", err)
		}
		if c, err := l.Claim(ctx, v2.Claims[0].ID, at(3)); err != nil || c.Act != hearsay.Report {
			t.Errorf("a withdrawn claim, as of before: %v", err)
		}
		if c, err := l.Claim(ctx, v2.Claims[2].ID, at(2)); err != nil || c.Score != 0.99 || c.Speaker.Name != "Admiral Cisneros" {
			t.Errorf("what the second reading said: %v %v", c.Score, err)
		}
		for query, want := range map[string]int{`speaker:"Admiral Cisneros"`: 1, `speaker:cisneros`: 4, `speaker:octavio`: 4} {
			q := parse(t, query)
			if q.AsOf = at(3); len(collect(t, l.Claims(ctx, q))) != want {
				t.Errorf("%s as of the second reading: %d claims, want %d", query, len(collect(t, l.Claims(ctx, q))), want)
			}
		}
		if has, err := l.Has(ctx, v1.Document.ID, "v2"); !has || err != nil {
			t.Error("the second reading is forgotten")
		}
	})
}

func TestIDs(t *testing.T) {
	onBoth(t, func(t *testing.T, dsn string) {
		l := open(t, dsn, fixed)
		a := alteredFrom(stories(t))
		var in []Reading
		for i := range 60 {
			in = append(in, a.reading(i))
		}
		add(t, l, "v1", in...)
		for _, r := range in {
			if d, err := l.Document(ctx, strings.ToUpper(r.Document.ID[:10]), time.Time{}); err != nil || d.Document != r.Document {
				t.Errorf("document %s: %v", r.Document.ID, err)
			}
			for _, c := range r.Claims {
				for _, n := range []int{10, 12, 13, 52} {
					if k, err := l.Claim(ctx, c.ID[:n], time.Time{}); err != nil || !reflect.DeepEqual(k.Claim, c) || k.Document.ID != r.Document.ID {
						t.Errorf("claim %s: %v", c.ID[:n], err)
					}
				}
			}
		}
		var several *AmbiguousError
		_, err := l.Claim(ctx, "a", time.Time{})
		if !errors.As(err, &several) || !errors.Is(err, hearsay.ErrConflict) || len(several.Candidates) != 10 || !several.More || !slices.IsSorted(several.Candidates) {
			t.Errorf("an ambiguous claim: %v", err)
		}
		count := map[byte]int{}
		for _, r := range in {
			count[r.Document.ID[0]]++
		}
		for letter, n := range count {
			_, err := l.Document(ctx, string(letter), time.Time{})
			if n == 1 && err != nil || n > 1 && (!errors.As(err, &several) || len(several.Candidates) != min(n, 10)) {
				t.Errorf("%c begins %d IDs: %v", letter, n, err)
			}
		}
		both := 0
		for letter := range count {
			docs, claims := map[string]bool{}, map[string]bool{}
			for _, r := range in {
				if r.Document.ID[0] == letter {
					docs[r.Document.ID] = true
				}
				for _, c := range r.Claims {
					if c.ID[0] == letter {
						claims[c.ID] = true
					}
				}
			}
			_, _, err := l.Named(ctx, string(letter), time.Time{})
			if len(claims) == 0 {
				continue
			}
			both++
			if !errors.As(err, &several) || several.What != "document" || several.Other == nil || several.Other.What != "claim" ||
				len(several.Candidates) != min(len(docs), 10) || len(several.Other.Candidates) != min(len(claims), 10) || several.Other.More != (len(claims) > 10) {
				t.Errorf("%c begins %d documents and %d claims: %v", letter, len(docs), len(claims), err)
			}
		}
		if both == 0 {
			t.Error("no letter begins the IDs of a document and of a claim")
		}
		for _, r := range in[:3] {
			if d, c, err := l.Named(ctx, r.Document.ID, time.Time{}); err != nil || c != nil || d.Document != r.Document {
				t.Errorf("document %s: %v", r.Document.ID, err)
			}
			if d, c, err := l.Named(ctx, r.Claims[0].ID, time.Time{}); err != nil || d != nil || c.ID != r.Claims[0].ID {
				t.Errorf("claim %s: %v", r.Claims[0].ID, err)
			}
			if _, _, err := l.Named(ctx, r.Document.ID, start.Add(-time.Second)); !errors.Is(err, hearsay.ErrNotFound) {
				t.Errorf("document %s as of before: %v", r.Document.ID, err)
			}
		}
		for _, bad := range []string{"", " ", "abc0", "a%", "x'y", strings.Repeat("a", 53), "a_c", "ä"} {
			if _, err := l.Claim(ctx, bad, time.Time{}); !errors.Is(err, hearsay.ErrInvalid) {
				t.Errorf("claim %q: %v", bad, err)
			}
			if _, err := l.Document(ctx, bad, time.Time{}); !errors.Is(err, hearsay.ErrInvalid) {
				t.Errorf("document %q: %v", bad, err)
			}
		}
		if _, err := l.Claim(ctx, in[0].Document.ID, time.Time{}); !errors.Is(err, hearsay.ErrNotFound) {
			t.Errorf("a document's ID as a claim's: %v", err)
		}
		if _, err := l.Document(ctx, in[0].Document.ID, start.Add(-time.Second)); !errors.Is(err, hearsay.ErrNotFound) {
			t.Errorf("a document as of before: %v", err)
		}
	})
}

// TestRefused: what cannot show its bytes does not enter, and nothing of its batch does.
func TestRefused(t *testing.T) {
	onBoth(t, func(t *testing.T, dsn string) {
		l := open(t, dsn, fixed)
		for name, spoil := range map[string]func(r *Reading){
			"ID of the document": func(r *Reading) { r.Document.ID = r.Document.ID[1:] + "a" },
			"text":               func(r *Reading) { r.Document.Text += " " },
			"not UTF-8":          func(r *Reading) { r.Document.Text += "\xff"; r.Document.Identify() },
			"zero byte":          func(r *Reading) { r.Document.Title = "a\x00" },
			"published":          func(r *Reading) { r.Document.Published = "yesterday"; r.Document.Identify() },
			"ID of a claim":      func(r *Reading) { r.Claims[3].ID = r.Claims[3].ID[1:] + "a" },
			"twice":              func(r *Reading) { r.Claims[3] = r.Claims[2] },
			"span outside": func(r *Reading) {
				r.Claims[3].Times = []hearsay.Time{{Printed: hearsay.Printed{Text: "x", Spans: []hearsay.Span{{From: 4000, To: 4001}}}}}
			},
			"empty span":  func(r *Reading) { r.Claims[3].Quoted = []hearsay.Span{{From: 4, To: 4}} },
			"order":       func(r *Reading) { r.Claims[3].Quoted = []hearsay.Span{{From: 8, To: 9}, {From: 4, To: 5}} },
			"other bytes": func(r *Reading) { r.Claims[3].Mentions[0].Text += "s" },
			"within":      func(r *Reading) { r.Claims[3].Within = r.Claims[3].ID[1:] + "a" },
			"act": func(r *Reading) {
				r.Claims[3].Act = "sing"
				r.Claims[3].ID = hearsay.NewClaimID(r.Document.ID, &r.Claims[3])
			},
			"candidate, not UTF-8": func(r *Reading) { r.Claims[3].Speaker.Candidates = []string{"\xff"} },
		} {
			in := stories(t)[:2]
			in[1].Claims = slices.Clone(in[1].Claims)
			in[1].Claims[3].Mentions = slices.Clone(in[1].Claims[3].Mentions)
			spoil(&in[1])
			if _, err := l.Add(ctx, "v1", in); !errors.Is(err, hearsay.ErrInvalid) {
				t.Errorf("%s: %v", name, err)
			}
			if err := Fault(&in[1]); !errors.Is(err, hearsay.ErrInvalid) || Fault(&in[0]) != nil {
				t.Errorf("%s: the fault is %v", name, err)
			}
		}
		r := stories(t)[2] // a character of several bytes, cut in two
		i := strings.Index(r.Document.Text, "é")
		r.Claims[0].Quoted = []hearsay.Span{{From: i, To: i + 1}}
		if _, err := l.Add(ctx, "v1", []Reading{r}); !errors.Is(err, hearsay.ErrInvalid) {
			t.Errorf("half a character: %v", err)
		}
		if _, err := l.Add(ctx, "", stories(t)); !errors.Is(err, hearsay.ErrInvalid) {
			t.Errorf("no reader: %v", err)
		}
		if s, err := l.Stats(ctx, time.Time{}); err != nil || s.Documents+s.Claims+s.Skips+len(s.Readers) != 0 {
			t.Errorf("something was entered: %+v, %v", s, err)
		}
		if a := add(t, l, "v1", Reading{Skip: &hearsay.Skip{Name: "caf\xe9\x00.txt", Reason: "empty"}}); a.Skips != 1 {
			t.Error("a skip with an odd name")
		}
		wantClean(t, l)
	})
}

// TestOrder: listings come in the order of entry, whatever the batches, and stop at their limit.
func TestOrder(t *testing.T) {
	onBoth(t, func(t *testing.T, dsn string) {
		l := open(t, dsn, fixed)
		a := alteredFrom(stories(t))
		var want []string
		for i := 0; i < 450; i += 90 {
			var batch []Reading
			for n := i; n < i+90; n++ {
				batch = append(batch, a.reading(449-n))
				want = append(want, batch[len(batch)-1].Document.Ref)
				batch = append(batch, Reading{Skip: &hearsay.Skip{Name: fmt.Sprint("skip ", n), Reason: "empty"}})
			}
			add(t, l, "v1", batch...)
		}
		for _, limit := range []int{0, 1, 7, 200, 201, 449, 450, 451} {
			n := len(want)
			if limit > 0 {
				n = min(n, limit)
			}
			var got []string
			for _, d := range collect(t, l.Documents(ctx, Query{Limit: limit})) {
				got = append(got, d.Ref)
			}
			if !slices.Equal(got, want[:n]) {
				t.Errorf("limit %d: %d documents, or in another order", limit, len(got))
			}
			if s := collect(t, l.Skips(ctx, time.Time{}, limit)); len(s) != n || s[n-1].Name != fmt.Sprint("skip ", n-1) {
				t.Errorf("limit %d: %d skips, or in another order", limit, len(s))
			}
			if c := collect(t, l.Claims(ctx, Query{Limit: 9 * limit})); limit > 0 && limit < 449 && len(c) != 9*limit {
				t.Errorf("limit %d: %d claims", 9*limit, len(c))
			}
		}
		var got []string
		for _, c := range collect(t, l.Claims(ctx, Query{})) {
			if len(got) == 0 || got[len(got)-1] != c.Document.Ref {
				got = append(got, c.Document.Ref)
			}
		}
		if !slices.Equal(got, want) {
			t.Error("claims are in another order than their documents")
		}
		for _, err := range l.Claims(ctx, Query{}) { // a listing that is left leaves nothing behind
			if err != nil {
				t.Error(err)
			}
			break
		}
		wantClean(t, l)
	})
}

func TestStats(t *testing.T) {
	onBoth(t, func(t *testing.T, dsn string) {
		l := open(t, dsn, ticking())
		v1, v2, _ := reread(t)
		add(t, l, "v1", v1, stories(t)[1], Reading{Skip: &hearsay.Skip{Name: "x", Reason: "empty"}})
		add(t, l, "v2", v2)
		s, err := l.Stats(ctx, time.Time{})
		if err != nil || s.Bytes < 10_000 {
			t.Fatalf("%+v, %v", s, err)
		}
		s.Bytes = 0
		want := Stats{
			Documents: 2, Claims: 18, Withdrawn: 1, Mentions: s.Mentions, Skips: 1, First: start.Add(time.Minute), Last: start.Add(2 * time.Minute),
			Readers: []ReaderStats{{"v1", 2}, {"v2", 1}},
		}
		if !reflect.DeepEqual(s, want) || s.Mentions < 50 {
			t.Errorf("got  %+v\nwant %+v", s, want)
		}
		// As of earlier instants: what was counted then.
		s, err = l.Stats(ctx, start.Add(90*time.Second))
		want = Stats{Documents: 2, Claims: len(v1.Claims) + len(stories(t)[1].Claims), Skips: 1, First: start.Add(time.Minute), Last: start.Add(time.Minute), Readers: []ReaderStats{{"v1", 2}}}
		for _, r := range []Reading{v1, stories(t)[1]} {
			for _, c := range r.Claims {
				want.Mentions += len(c.Mentions)
			}
		}
		if err != nil || !reflect.DeepEqual(s, want) {
			t.Errorf("before the second reading: %v\ngot  %+v\nwant %+v", err, s, want)
		}
		if s, err := l.Stats(ctx, start); err != nil || !reflect.DeepEqual(s, Stats{}) {
			t.Errorf("before anything: %+v, %v", s, err)
		}
	})
}

// TestClock: the time of entry does not run backwards.
func TestClock(t *testing.T) {
	onBoth(t, func(t *testing.T, dsn string) {
		at := start
		l := open(t, dsn, func() time.Time { at = at.Add(-time.Hour); return at })
		in := stories(t)
		add(t, l, "v1", in[0])
		add(t, l, "v1", in[1])
		for _, d := range collect(t, l.Documents(ctx, Query{})) {
			if !d.Entered.Equal(start.Add(-time.Hour)) {
				t.Errorf("entered %s", d.Entered)
			}
		}
		wantClean(t, l)
	})
}

// TestLibc: the module asks to be built with just the version of modernc.org/libc that its own go.mod names.
func TestLibc(t *testing.T) {
	ours, err := os.ReadFile(filepath.Join("..", "..", "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	version := func(gomod, module string) string {
		for line := range strings.Lines(gomod) {
			f := strings.Fields(strings.TrimPrefix(strings.TrimSpace(line), "require "))
			if len(f) >= 2 && f[0] == module {
				return f[1]
			}
		}
		return ""
	}
	cache := moduleCache(t)
	theirs, err := os.ReadFile(filepath.Join(cache, "cache", "download", "modernc.org", "sqlite", "@v", version(string(ours), "modernc.org/sqlite")+".mod"))
	if err != nil {
		t.Fatal(err)
	}
	if a, b := version(string(ours), "modernc.org/libc"), version(string(theirs), "modernc.org/libc"); a != b || a == "" {
		t.Errorf("go.mod has modernc.org/libc %s, and sqlite's has %s", a, b)
	}
}
