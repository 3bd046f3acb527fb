package reader

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"hearsay"
	"hearsay/model"
)

// TestSpans holds every claim of real and odd texts to what the ledger asks: spans in order, inside the text, on rune boundaries,
// text equal to their bytes, IDs that differ, and within pointing at a claim of the same text.
func TestSpans(t *testing.T) {
	r := open(t, model.Files)
	for _, text := range spanTexts(t) {
		doc := &hearsay.Document{Outlet: "Harbour Post", Text: text}
		doc.Identify()
		claims, err := r.Read(context.Background(), doc)
		if err != nil {
			t.Fatal(err)
		}
		ids := map[string]bool{}
		for i := range claims {
			if ids[claims[i].ID] {
				t.Errorf("%.40q: two claims with one ID: %+v", text, claims[i])
			}
			ids[claims[i].ID] = true
		}
		for i := range claims {
			c := &claims[i]
			if c.Within != "" && (!ids[c.Within] || c.Within == c.ID) {
				t.Errorf("%.40q: within %q is no claim here", text, c.Within)
			}
			if len(c.Content.Spans) == 0 || c.Score < 0 || c.Score > 1 {
				t.Errorf("%.40q: content %v, score %v", text, c.Content.Spans, c.Score)
			}
			for _, p := range c.AllPrinted() {
				inOrderInside(t, text, p.Spans)
				if p.Text != hearsay.Print(text, p.Spans...).Text {
					t.Errorf("%.40q: %q is not the bytes of %v", text, p.Text, p.Spans)
				}
			}
			inOrderInside(t, text, c.Quoted)
		}
	}
}

func inOrderInside(t *testing.T, text string, spans []hearsay.Span) {
	t.Helper()
	at := 0
	for _, s := range spans {
		if s.From < at || s.To <= s.From || s.To > len(text) || !utf8.RuneStart(text[s.From]) || s.To < len(text) && !utf8.RuneStart(text[s.To]) {
			t.Errorf("%.40q: span %v after byte %d", text, s, at)
			return
		}
		at = s.To
	}
}

// spanTexts is odd texts of our own, the passages, and, where the shared folder is, some hundred stories of the wire.
func spanTexts(t *testing.T) []string {
	texts := []string{
		"", "“”", "\"\"\"", "He said", "said said said.", "“He said ‘“no”’,” she said, “‘and’ he” said it.\n\n“And “more", strings.Repeat("He said that ", 300),
		strings.Repeat("“", 50) + "x" + strings.Repeat("”", 60), "A: B: C: D.", "\u200b\ufeffHe said: \u2028yes\u2029.", "He, he said, said he.",
	}
	name := os.Getenv("HEARSAY_SHARED")
	if name == "" {
		name = "../../../shared"
	}
	f, err := os.Open(name + "/corpora/reuters/reuters.jsonl.gz")
	if err != nil {
		t.Log("without the Reuters stories:", err)
		return texts
	}
	defer func() { _ = f.Close() }()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for dec := json.NewDecoder(bufio.NewReader(z)); ; n++ {
		var s struct{ Text string }
		if err := dec.Decode(&s); errors.Is(err, io.EOF) {
			return texts
		} else if err != nil {
			t.Fatal(err)
		}
		if n%120 == 17 && !testing.Short() {
			texts = append(texts, s.Text)
		}
	}
}
