package reader

import (
	"context"
	"slices"
	"testing"

	"hearsay"
	"hearsay/model"
)

// TestFixOfParts says of a claim, as it stood before it was cut into clauses, that it is none, and what its content is: its parts go with it.
func TestFixOfParts(t *testing.T) {
	doc := &hearsay.Document{Text: "The harbour master said that the ferry had left at noon and that nobody had seen it since Tuesday evening."}
	bare, err := open(t, model.Files).Bare(context.Background(), doc.Text)
	if err != nil {
		t.Fatal(err)
	}
	whole, parts := Undivided(doc, bare), Claims(doc, bare)
	if len(whole) != 1 || len(parts) != 2 || !parts[1].Continued {
		t.Fatalf("%d claims undivided and %d by clauses, of which the last goes on: %v", len(whole), len(parts), parts[len(parts)-1].Continued)
	}
	at := func(c *hearsay.Claim) []hearsay.Span {
		return hearsay.All(c.Speaker.Spans, c.Cue.Spans, c.Content.Spans)
	}
	withdraw := Fix{Ruling: "r", Does: hearsay.Withdraw, Spans: at(&whole[0])}
	withdraw.Found = whole[0].Cue.Spans
	if left := Claims(doc, bare, withdraw); len(left) != 0 {
		t.Errorf("left when all was withdrawn: %q", left[0].Content.Text)
	}
	withdraw.Spans = at(&parts[1])
	if left := Claims(doc, bare, withdraw); len(left) != 1 || left[0].ID != parts[0].ID {
		t.Errorf("%d claims left when the second was withdrawn", len(left))
	}
	correct := Fix{Ruling: "r", Does: hearsay.Correct, Spans: at(&whole[0])}
	correct.Found, correct.Content = whole[0].Cue.Spans, whole[0].Content.Spans
	if left := Claims(doc, bare, correct); len(left) != 1 || !slices.Equal(left[0].Content.Spans, whole[0].Content.Spans) {
		t.Errorf("%d claims left when the content was put right", len(left))
	}
	doc = &hearsay.Document{Text: "Five of the herdsmen needed stitches that night, but no shot was fired on the pasture."}
	if bare, err = open(t, model.Files).Bare(context.Background(), doc.Text); err != nil {
		t.Fatal(err)
	}
	whole, parts = Undivided(doc, bare), Claims(doc, bare)
	if len(whole) != 1 || len(parts) != 2 || !parts[1].OwnVoice {
		t.Fatalf("in the outlet's own voice %d claims undivided and %d by clauses", len(whole), len(parts))
	}
	if left := Claims(doc, bare, Fix{Ruling: "r", Does: hearsay.Withdraw, Spans: at(&whole[0])}); len(left) != 0 {
		t.Errorf("left when the outlet's own was withdrawn: %q", left[0].Content.Text)
	}
}
