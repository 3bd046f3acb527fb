package infer_test

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"hearsay/internal/infer"
)

// tinyVocab has 200 pieces, each a word by itself; one is a hyphen.
func tinyVocab() string {
	var b strings.Builder
	b.WriteString("[PAD]\n[UNK]\n[CLS]\n[SEP]\n")
	for i := 4; i < 200; i++ {
		fmt.Fprintln(&b, tinyWord(i))
	}
	return b.String()
}

const hyphen = 4

func tinyWord(piece int) string {
	if piece == hyphen {
		return "-"
	}
	return fmt.Sprintf("w%03d", piece)
}

func tinyWords(pieces []int) []string {
	words := make([]string, len(pieces))
	for i, p := range pieces {
		words[i] = tinyWord(p)
	}
	return words
}

func encode(t testing.TB, e *infer.Encoder, seqs []infer.Sequence) []infer.Rows {
	t.Helper()
	rows, err := e.Encode(context.Background(), seqs)
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != len(seqs) {
		t.Fatalf("%d results for %d sequences", len(rows), len(seqs))
	}
	return rows
}

// gap is the largest difference between two rows. Of rows of unlike length, or of what is no number, it is infinite.
func gap[A, B float32 | float64](a []A, b []B) (worst float64) {
	if len(a) != len(b) {
		return math.Inf(1)
	}
	for i := range a {
		d := math.Abs(float64(a[i]) - float64(b[i]))
		if math.IsNaN(d) {
			return math.Inf(1)
		}
		worst = max(worst, d)
	}
	return worst
}

// TestTinyRows holds every kernel to the reference. Eight-bit weights are in the reference too: what is allowed there is what
// rounding the inputs of layers to 14 bits does to numbers of size 1.
func TestTinyRows(t *testing.T) {
	golden, seqs := readTiny(t)
	eachKernel(t, func(t *testing.T, kernel string) {
		for weights, allowed := range map[string]float64{"tiny": 1e-4, "tiny8": 3e-3} {
			for gelu, want := range golden.Rows[weights] {
				e := openAsReader(t, tinyFS(t, gelu), weights, 2)
				if e.Kernel() != kernel {
					t.Fatalf("runs on %s", e.Kernel())
				}
				worst, n := 0.0, 0
				for i, r := range encode(t, e, seqs) {
					if r.Len() != len(seqs[i].Take) || r.Width != 37 {
						t.Fatalf("sequence %d: %d rows of %d", i, r.Len(), r.Width)
					}
					for k := range r.Len() {
						worst = max(worst, gap(r.Row(k), want[i][k]))
						n++
					}
				}
				t.Logf("%s, %s: %d rows, largest difference %.2g", weights, gelu, n, worst)
				if worst > allowed || n == 0 {
					t.Errorf("%s, %s: largest difference %g, allowed %g", weights, gelu, worst, allowed)
				}
			}
		}
	})
}

// TestTinyKernelsAgree: whole-number products are the same on every kernel; what differs is the last bits of norms,
// exponentials and fp32 products, and a step where they tip a rounding.
func TestTinyKernelsAgree(t *testing.T) {
	_, seqs := readTiny(t)
	for weights, allowed := range map[string]float64{"tiny": 1e-4, "tiny8": 2e-3} {
		t.Setenv("HEARSAY_KERNEL", "go")
		want := encode(t, openAsReader(t, tinyFS(t, "tanh"), weights, 1), seqs)
		eachKernel(t, func(t *testing.T, kernel string) {
			worst := 0.0
			for i, r := range encode(t, openAsReader(t, tinyFS(t, "tanh"), weights, 1), seqs) {
				for k := range r.Len() {
					worst = max(worst, gap(r.Row(k), want[i].Row(k)))
				}
			}
			t.Logf("%s: largest difference %.2g", weights, worst)
			if worst > allowed || kernel == "go" && worst != 0 {
				t.Errorf("%s: %g from plain Go, allowed %g", weights, worst, allowed)
			}
		})
	}
}

// TestTinyNoFeatures: nil features are features 0.
func TestTinyNoFeatures(t *testing.T) {
	_, seqs := readTiny(t)
	e := openAsReader(t, tinyFS(t, "tanh"), "tiny8", 1)
	for i := range seqs {
		seqs[i].Features = make([]uint8, len(seqs[i].IDs))
	}
	want := encode(t, e, seqs)
	for i := range seqs {
		seqs[i].Features = nil
	}
	sameBits(t, "no features", encode(t, e, seqs), want)
}

// TestRefusedSequences: what cannot be encoded is said, with its place among the sequences, and nothing is encoded.
func TestRefusedSequences(t *testing.T) {
	e := openAsReader(t, tinyFS(t, "tanh"), "tiny8", 2)
	three := []int32{2, 50, 3}
	for name, c := range map[string]struct {
		seq  infer.Sequence
		want string
	}{
		"no pieces":           {infer.Sequence{}, "0 pieces: an encoder takes 1 to 50"},
		"too long":            {infer.Sequence{IDs: make([]int32, 51)}, "51 pieces: an encoder takes 1 to 50"},
		"piece below 0":       {infer.Sequence{IDs: []int32{2, -1, 3}}, "piece -1 is not in the word table"},
		"unknown piece":       {infer.Sequence{IDs: []int32{2, 200, 3}}, "piece 200 is not in the word table"},
		"unknown feature":     {infer.Sequence{IDs: three, Features: []uint8{0, 40, 0}}, "feature 40 is not in the feature table"},
		"features too few":    {infer.Sequence{IDs: three, Features: []uint8{0, 0}}, "2 features for 3 pieces"},
		"features too many":   {infer.Sequence{IDs: three, Features: make([]uint8, 4)}, "4 features for 3 pieces"},
		"features empty":      {infer.Sequence{IDs: three, Features: []uint8{}}, "0 features for 3 pieces"},
		"taken below 0":       {infer.Sequence{IDs: three, Take: []int32{-1}}, "piece -1 of 3"},
		"taken beyond":        {infer.Sequence{IDs: three, Take: []int32{0, 3}}, "piece 3 of 3"},
		"taken twice":         {infer.Sequence{IDs: three, Take: []int32{1, 1}}, "piece 1 of 3 is to be taken after piece 1"},
		"taken out of order":  {infer.Sequence{IDs: three, Take: []int32{0, 2, 1}}, "piece 1 of 3 is to be taken after piece 2"},
		"taken far out":       {infer.Sequence{IDs: three, Take: []int32{math.MaxInt32}}, "piece 2147483647 of 3"},
		"piece far out":       {infer.Sequence{IDs: []int32{math.MaxInt32}}, "piece 2147483647 is not"},
		"piece far below":     {infer.Sequence{IDs: []int32{math.MinInt32}}, "piece -2147483648 is not"},
		"feature far out":     {infer.Sequence{IDs: three, Features: []uint8{255, 0, 0}}, "feature 255 is not"},
		"the last is checked": {infer.Sequence{IDs: []int32{2, 3, 200}, Features: []uint8{0, 0, 0}, Take: []int32{0}}, "piece 200 is not"},
	} {
		t.Run(name, func(t *testing.T) {
			rows, err := e.Encode(context.Background(), []infer.Sequence{{IDs: three, Take: []int32{0}}, c.seq})
			if err == nil || rows != nil {
				t.Fatalf("not refused: %d results, error %v", len(rows), err)
			}
			if want := "sequence 1: " + c.want; !strings.Contains(err.Error(), want) {
				t.Errorf("error %q does not say %q", err, want)
			}
		})
	}
	if rows := encode(t, e, nil); len(rows) != 0 {
		t.Errorf("nothing gives %d results", len(rows))
	}
}

// TestTinyTexts: what the embedder and the pair model make of words, up to the pieces they read.
func TestTinyTexts(t *testing.T) {
	golden, _ := readTiny(t)
	eachKernel(t, func(t *testing.T, _ string) {
		fsys := tinyFS(t, "tanh")
		j, err := infer.OpenJudge(fsys, 2)
		if err != nil {
			t.Fatal(err)
		}
		m, err := infer.OpenEmbedder(fsys, 2)
		if err != nil {
			t.Fatal(err)
		}
		pairs, texts := make([][2][]string, len(golden.Pairs)), make([][]string, len(golden.Texts))
		for i, p := range golden.Pairs {
			pairs[i] = [2][]string{tinyWords(p.A), tinyWords(p.B)}
		}
		for i, x := range golden.Texts {
			texts[i] = tinyWords(x.Words)
		}
		scores, err := j.Compare(context.Background(), pairs)
		if err != nil {
			t.Fatal(err)
		}
		vectors, err := m.Embed(context.Background(), texts)
		if err != nil {
			t.Fatal(err)
		}
		for i, p := range golden.Pairs {
			if d := max(gap(scores[i].Link[:], p.Link), gap([]float32{scores[i].Answer}, p.Ans)); d > 1e-4 {
				t.Errorf("pair %d: %v, want %v %v", i, scores[i], p.Link, p.Ans)
			}
		}
		for i, x := range golden.Texts {
			if d := gap(vectors[i], x.Vector); d > 1e-5 {
				t.Errorf("text %d: largest difference %g", i, d)
			}
		}
	})
}

// TestCutWithinWord: a text ends at the last piece that is read, within a word too.
func TestCutWithinWord(t *testing.T) {
	j, err := infer.OpenJudge(tinyFS(t, "tanh"), 1)
	if err != nil {
		t.Fatal(err)
	}
	var long []string
	var read []int
	for i := range 7 { // 21 pieces, of which 20 are read
		long = append(long, tinyWord(10+i)+"-"+tinyWord(20+i))
		read = append(read, 10+i, hyphen, 20+i)
	}
	short, other := tinyWords(read[:20]), tinyWords(read[5:8])
	got, err := j.Compare(context.Background(), [][2][]string{{long, other}, {other, long}, {short, other}, {other, short}})
	if err != nil {
		t.Fatal(err)
	}
	if got[0] != got[2] || got[1] != got[3] {
		t.Errorf("whole %v, cut %v", got[:2], got[2:])
	}
}
