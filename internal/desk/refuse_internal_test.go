package desk

import (
	"path/filepath"
	"strings"
	"testing"

	"hearsay"
	"hearsay/internal/ingest"
	"hearsay/internal/ledger"
	"hearsay/internal/link"
	"hearsay/internal/reader"
	"hearsay/model"
)

// TestUnsound: a document whose reading the ledger would not take costs itself and no other. It is told of and kept as a skip.
func TestUnsound(t *testing.T) {
	l, err := ledger.Open(ctx, filepath.Join(t.TempDir(), "ledger.db"), ledger.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	d := New(l, ingest.New(), func() (*reader.Reader, error) { return reader.Open(model.Files, 1) },
		func() (*link.Linker, error) { return link.Open(model.Files, 1, nil) })
	r, err := d.open()
	if err != nil {
		t.Fatal(err)
	}
	documents := func(yield func(ledger.Reading, error) bool) {
		for _, ref := range []string{"one", "two", "three"} {
			doc := hearsay.Document{Ref: ref, Text: "Ada Lindqvist said that berth " + ref + " was shut."}
			doc.Identify()
			if ref == "two" { // changed since it was identified: its claims are not those of its ID
				doc.Text = strings.ReplaceAll(doc.Text, "shut", "open")
			}
			if !yield(ledger.Reading{Document: doc}, nil) {
				return
			}
		}
	}
	var told []string
	p, err := d.run(ctx, r, documents, Options{Skip: func(r ledger.Reading) { told = append(told, r.Skip.Error()) }})
	if err != nil || p.Documents != 2 || p.Skips != 1 || p.Seen != 3 || len(told) != 1 {
		t.Fatalf("%+v, %v, told %q", p, err, told)
	}
	if !strings.HasPrefix(told[0], "two: malformed: its reading is unsound: invalid: ") {
		t.Errorf("told %q", told[0])
	}
	for s, err := range d.Skips(ctx, ledger.Query{}.AsOf, 0) {
		if err != nil || s.Skip.Error() != told[0] {
			t.Errorf("kept %q, %v", s.Skip.Error(), err)
		}
	}
	for problem, err := range d.Check(ctx) {
		t.Error(problem, err)
	}
}

// TestRefuse: one claim that cannot show its bytes is enough, and the reason names it.
func TestRefuse(t *testing.T) {
	r := story(1, "Horn Ledger", "", cast, "Magnus Inkster", "Ruth Woldu")
	whole := r
	if refuse(&r); r.Skip != nil || len(r.Claims) != len(whole.Claims) {
		t.Fatalf("a sound reading is refused: %v", r.Skip)
	}
	r.Claims[1].Content.Spans = []hearsay.Span{{From: 0, To: len(r.Document.Text) + 1}}
	id := r.Claims[1].ID
	if refuse(&r); r.Skip == nil || len(r.Claims) != 0 || r.Skip.Name != "document "+whole.Document.ID || !strings.Contains(r.Skip.Detail, "claim "+id) {
		t.Errorf("refused as %+v", r.Skip)
	}
}
