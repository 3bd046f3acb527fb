package infer_test

import (
	"slices"
	"strconv"
	"testing"

	"hearsay/internal/infer"
	"hearsay/model"
)

// TestEmbeddedReader holds the engine with the embedded weights to train/golden8.py: the pieces of each word, and numbers of
// some rows. The expected numbers are of the same eight-bit weights; what is allowed is the rounding of activations.
func TestEmbeddedReader(t *testing.T) {
	const allowed = 0.02
	passages := lines[struct {
		ID, Text string
		goldenRun
	}](t, "../reader/testdata/golden8.jsonl")
	if len(passages) < 8 {
		t.Fatalf("%d passages", len(passages))
	}
	pieces, _ := embeddedVocab(t)
	seqs := make([]infer.Sequence, len(passages))
	for i, p := range passages {
		ids, first := []int32{pieces.CLS()}, []int32(nil)
		for _, w := range cut(t, p.Text) {
			first = append(first, int32(len(ids)))
			ids = pieces.Append(ids, w)
		}
		ids = append(ids, pieces.SEP())
		if !slices.Equal(ids, p.IDs) || !slices.Equal(first, p.First) {
			t.Errorf("%s: pieces %v, want %v; words begin at %v, want %v", p.ID, ids, p.IDs, first, p.First)
		}
		seqs[i] = infer.Sequence{IDs: p.IDs, Take: p.First}
		for _, f := range p.Feat {
			seqs[i].Features = append(seqs[i].Features, uint8(f))
		}
	}
	eachKernel(t, func(t *testing.T, kernel string) {
		e := readerEncoder(t, model.Files, 2)
		all, seqs := 0.0, seqs
		if kernel == "go" { // some thirty times slower: the short ones
			seqs = seqs[:3]
		}
		for i, r := range encode(t, e, seqs) {
			for at, want := range passages[i].Rows {
				n, err := strconv.Atoi(at)
				if err != nil || len(want) != 32 {
					t.Fatalf("%s: %d numbers at %q", passages[i].ID, len(want), at)
				}
				worst := gap(r.Row(n)[:len(want)], want)
				all = max(all, worst)
				if worst > allowed {
					t.Errorf("%s: word %d: largest difference %g, allowed %g", passages[i].ID, n, worst, allowed)
				}
			}
		}
		t.Logf("largest difference %.2g", all)
	})
}
