package reader

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"testing"

	"hearsay/model"
)

// TestSequences holds words, pieces and features of odd passages (testdata/golden8.jsonl, by train/golden8.py) to the reference.
func TestSequences(t *testing.T) {
	f, err := os.Open("testdata/golden8.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	r := open(t, model.Files)
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<22)
	n := 0
	for in.Scan() {
		var g struct {
			Text string
			IDs  []int32
			Feat []int
		}
		if err := json.Unmarshal(in.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		seqs, err := r.Sequences(g.Text)
		if err != nil {
			t.Fatal(err)
		}
		if len(seqs) != 1 {
			t.Fatalf("%q: %d windows, want 1", g.Text, len(seqs))
		}
		var feat []int
		for _, v := range seqs[0].Features {
			feat = append(feat, int(v))
		}
		if !slices.Equal(seqs[0].IDs, g.IDs) || !slices.Equal(feat, g.Feat) {
			t.Errorf("%q: pieces\n%v, want\n%v; features\n%v, want\n%v", g.Text, seqs[0].IDs, g.IDs, feat, g.Feat)
		}
		n++
	}
	if err := in.Err(); err != nil || n == 0 {
		t.Fatal(n, err)
	}
}
