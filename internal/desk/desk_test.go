package desk_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hearsay"
	"hearsay/internal/desk"
	"hearsay/internal/ingest"
	"hearsay/internal/ledger"
	"hearsay/internal/link"
	"hearsay/internal/reader"
	"hearsay/model"
)

func open(t *testing.T) *desk.Desk {
	t.Helper()
	l, err := ledger.Open(context.Background(), filepath.Join(t.TempDir(), "ledger.db"), ledger.Options{
		Clock: func() time.Time { return time.Date(2026, 3, 10, 8, 0, 0, 0, time.UTC) },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return desk.New(l, ingest.New(), func() (*reader.Reader, error) { return reader.Open(model.Files, 2) },
		func() (*link.Linker, error) { return link.Open(model.Files, 2, nil) })
}

// stories is n stories as JSON Lines, one line of them broken.
func stories(n int) string {
	var b strings.Builder
	for i := range n {
		if i == 3 {
			b.WriteString("{\"id\": broken\n")
		}
		fmt.Fprintf(&b, `{"id":"s%d","outlet":"Harbour Post","published":"2026-03-%02d","title":"Pier %d","text":"Pier %d burned, Admiral Luis Baca said. He denied that pier %d was hit."}`+"\n", i, i%28+1, i, i, i+1)
	}
	return b.String()
}

func input(n int) hearsay.Input {
	return hearsay.Input{Stream: strings.NewReader(stories(n)), Name: "stories.jsonl"}
}

func export(t *testing.T, d *desk.Desk) string {
	t.Helper()
	var b bytes.Buffer
	if err := d.Export(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestAdd enters documents in the order of the input, however many are read at the same time, and nothing the second time.
func TestAdd(t *testing.T) {
	var first string
	for _, jobs := range []int{1, 5} {
		d := open(t)
		var skips []string
		told := 0
		p, err := d.Add(context.Background(), input(20), desk.Options{Jobs: jobs, Told: func(desk.Progress) { told++ }, Skip: func(r ledger.Reading) { skips = append(skips, r.Skip.Error()) }})
		if err != nil {
			t.Fatal(err)
		}
		if p.Documents != 20 || p.Skips != 1 || len(skips) != 1 || p.Seen != 21 || p.Claims < 20 || told == 0 {
			t.Errorf("jobs %d: %+v, skips %v, told %d", jobs, p, skips, told)
		}
		if first == "" {
			first = export(t, d)
		} else if export(t, d) != first {
			t.Errorf("jobs %d: another ledger", jobs)
		}
		n := 0
		for doc, err := range d.Documents(context.Background(), ledger.Query{}) {
			if err != nil {
				t.Fatal(err)
			}
			if doc.Ref != fmt.Sprintf("s%d", n) {
				t.Errorf("document %d is %s", n, doc.Ref)
			}
			n++
		}
		p, err = d.Add(context.Background(), input(20), desk.Options{Jobs: jobs})
		if err != nil || p.Documents+p.Claims+p.Skips != 0 || p.Known != 21 {
			t.Errorf("again: %+v %v", p, err)
		}
		if export(t, d) != first {
			t.Error("adding again changed the ledger")
		}
		if p, err := d.Reread(context.Background(), desk.Options{}); err != nil || p.Seen != 0 {
			t.Errorf("reread: %+v %v", p, err)
		}
	}
}

// TestInterrupted keeps what was read before an Add was stopped, and the next Add ends with the same ledger.
func TestInterrupted(t *testing.T) {
	whole := open(t)
	if _, err := whole.Add(context.Background(), input(150), desk.Options{}); err != nil {
		t.Fatal(err)
	}
	d := open(t)
	ctx, stop := context.WithCancel(context.Background())
	p, err := d.Add(ctx, input(150), desk.Options{Told: func(desk.Progress) { stop() }})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("error %v", err)
	}
	if p.Documents == 0 || p.Documents == 150 {
		t.Errorf("%d documents entered", p.Documents)
	}
	for problem, err := range d.Check(context.Background()) {
		t.Error(problem, err)
	}
	if _, err := d.Add(context.Background(), input(150), desk.Options{}); err != nil {
		t.Fatal(err)
	}
	if export(t, d) != export(t, whole) {
		t.Error("the resumed ledger is another")
	}
}
