package ledger

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"hearsay"
)

var update = flag.Bool("update", false, "rewrite the files that say what is expected")

var ctx = context.Background()

// The stories of examples/, read once; the reading is data here, and need not be what the reader finds today.
func stories(t testing.TB) []Reading {
	t.Helper()
	out, err := readStories()
	if err != nil || len(out) != 6 {
		t.Fatalf("%d stories, %v", len(out), err)
	}
	return out
}

func readStories() (out []Reading, err error) {
	f, err := os.Open(filepath.Join("testdata", "stories.jsonl"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var s struct {
			Document hearsay.Document `json:"document"`
			Claims   []hearsay.Claim  `json:"claims"`
		}
		if err := json.Unmarshal(lines.Bytes(), &s); err != nil {
			return nil, err
		}
		out = append(out, Reading{Document: s.Document, Claims: s.Claims})
	}
	return out, lines.Err()
}

// start is when the clocks of the tests begin.
var start = time.Date(2026, 3, 12, 8, 0, 0, 0, time.UTC)

// fixed is a clock that stands still.
func fixed() time.Time { return start }

// ticking is a clock that goes on by a minute whenever it is asked.
func ticking() func() time.Time {
	at := start
	return func() time.Time {
		at = at.Add(time.Minute)
		return at
	}
}

// onBoth runs a test on both databases: dsn is that of a ledger that is not there yet.
func onBoth(t *testing.T, test func(t *testing.T, dsn string)) {
	t.Run("sqlite", func(t *testing.T) { test(t, newFile(t)) })
	t.Run("postgres", func(t *testing.T) { test(t, postgresSchema(t)) })
}

func newFile(t testing.TB) string { return filepath.Join(t.TempDir(), "ledger.db") }

func open(t testing.TB, dsn string, clock func() time.Time) *Ledger {
	t.Helper()
	l, err := Open(ctx, dsn, Options{Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return l
}

func add(t testing.TB, l *Ledger, reader string, readings ...Reading) Added {
	t.Helper()
	a, err := l.Add(ctx, reader, readings)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func export(t testing.TB, l *Ledger) string {
	t.Helper()
	var b bytes.Buffer
	if err := l.Export(ctx, &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func wantClean(t testing.TB, l *Ledger) {
	t.Helper()
	for p, err := range l.Check(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		t.Errorf("check: %s: %s", p.Where, p.What)
	}
}

func collect[T any](t testing.TB, seq func(func(T, error) bool)) []T {
	t.Helper()
	var out []T
	for v, err := range seq {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	return out
}

func parse(t testing.TB, query string) Query {
	t.Helper()
	q, err := ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// altered makes copies of stories in which many words are others of the same length, so that every span still fits: as many
// documents as are wanted, with a vocabulary that grows with them, of many outlets and days.
type altered struct {
	from  []Reading
	words [16][]string // by length, the common ones first
}

func alteredFrom(from []Reading) *altered {
	a := &altered{from: from}
	r := rand.New(rand.NewPCG(1, 1))
	const hard, soft = "bcdfghklmnprstvz", "aeiou"
	for n := 4; n < len(a.words); n++ {
		for range 4000 {
			w := make([]byte, n)
			for i := range w {
				w[i] = hard[r.IntN(len(hard))]
				if i%2 == 1 {
					w[i] = soft[r.IntN(len(soft))]
				}
			}
			a.words[n] = append(a.words[n], string(w))
		}
	}
	return a
}

// reading is the n-th copy.
func (a *altered) reading(n int) Reading {
	r := rand.New(rand.NewPCG(uint64(n), 2))
	from := a.from[n%len(a.from)]
	text := []byte(from.Document.Text)
	for i := 0; i < len(text); {
		j := i
		for j < len(text) && (text[j]|0x20) >= 'a' && (text[j]|0x20) <= 'z' {
			j++
		}
		if size := j - i; size >= 4 && size < len(a.words) && r.IntN(3) == 0 {
			u := r.Float64() // common words far more often than rare ones
			w := a.words[size][int(u*u*u*float64(len(a.words[size])))]
			first := text[i] & 0x20
			copy(text[i:j], w)
			text[i] = text[i]&^0x20 | first
		}
		i = max(j, i+1)
	}
	doc := from.Document
	doc.Text = string(text)
	doc.Title, _, _ = strings.Cut(doc.Text, "\n")
	doc.Ref = fmt.Sprintf("copy-%06d", n)
	doc.Outlet = fmt.Sprintf("The %s Courier", a.words[8][r.IntN(60)])
	doc.Published = time.Date(2016, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, r.IntN(3650)).Format(time.DateOnly)
	doc.Identify()
	out := Reading{Document: doc}
	ids := map[string]string{"": ""}
	for _, c := range from.Claims {
		p := func(of hearsay.Printed) hearsay.Printed { return hearsay.Print(doc.Text, of.Spans...) }
		list := func(of []hearsay.Printed) []hearsay.Printed {
			of = slices.Clone(of)
			for i := range of {
				of[i] = p(of[i])
			}
			return of
		}
		old := c.ID
		if i := strings.Index(from.Document.Text, c.Speaker.Name); c.Speaker.Name != "" && i >= 0 {
			c.Speaker.Name = doc.Text[i : i+len(c.Speaker.Name)]
		}
		c.Speaker.Printed, c.Cue, c.Content = p(c.Speaker.Printed), p(c.Cue), p(c.Content)
		c.Distance, c.Quantities, c.Times = list(c.Distance), slices.Clone(c.Quantities), slices.Clone(c.Times)
		c.Chain, c.Evidence = slices.Clone(c.Chain), slices.Clone(c.Evidence)
		when := func(w *hearsay.When) *hearsay.When {
			if w == nil {
				return nil
			}
			again := *w
			again.Printed = p(w.Printed)
			return &again
		}
		for i := range c.Quantities {
			c.Quantities[i].Printed = p(c.Quantities[i].Printed)
		}
		for i := range c.Times {
			c.Times[i].Printed = p(c.Times[i].Printed)
		}
		for i := range c.Chain {
			h := &c.Chain[i]
			h.Printed, h.Cue, h.Said = p(h.Printed), p(h.Cue), when(h.Said)
		}
		for i := range c.Evidence {
			c.Evidence[i].Printed = p(c.Evidence[i].Printed)
		}
		c.Said, c.Event = when(c.Said), when(c.Event)
		for _, o := range []**hearsay.Printed{&c.Medium, &c.Addressee} {
			if *o != nil {
				again := p(**o)
				*o = &again
			}
		}
		c.Mentions = slices.Clone(c.Mentions)
		for i := range c.Mentions {
			c.Mentions[i].Printed = p(c.Mentions[i].Printed)
		}
		c.ID = hearsay.NewClaimID(doc.ID, &c)
		ids[old] = c.ID
		out.Claims = append(out.Claims, c)
	}
	for i := range out.Claims {
		out.Claims[i].Within = ids[out.Claims[i].Within]
	}
	return out
}
