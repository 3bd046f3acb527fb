package infer_test

import (
	"bufio"
	"context"
	"encoding/json"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"hearsay/internal/infer"
	"hearsay/internal/segment"
	"hearsay/model"
)

// shared is the folder of models and golden vectors: HEARSAY_SHARED, by default beside the repository.
func shared(t testing.TB, parts ...string) string {
	t.Helper()
	root := os.Getenv("HEARSAY_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	p := filepath.Join(append([]string{root}, parts...)...)
	if _, err := os.Stat(p); err != nil {
		t.Skipf("no %s: set HEARSAY_SHARED to the folder of models and corpora", p)
	}
	return p
}

func lines[T any](t testing.TB, path string) []T {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []T
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<24)
	for in.Scan() {
		var v T
		if err := json.Unmarshal(in.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	if err := in.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

type goldenRun struct {
	IDs   []int32              `json:"ids"`
	Feat  []int                `json:"feat"`
	First []int32              `json:"first"`
	Rows  map[string][]float64 `json:"rows"`
}

func goldenSequences(t testing.TB) (seqs []infer.Sequence, runs []goldenRun) {
	for _, g := range lines[struct {
		Runs []goldenRun `json:"runs"`
	}](t, shared(t, "model", "golden", "reader.jsonl")) {
		for _, r := range g.Runs {
			s := infer.Sequence{IDs: r.IDs, Take: r.First}
			for _, f := range r.Feat {
				s.Features = append(s.Features, uint8(f))
			}
			seqs, runs = append(seqs, s), append(runs, r)
		}
	}
	return seqs, runs
}

// TestReaderRowsFP32 holds the engine to the reference: every golden number within 2e-3.
func TestReaderRowsFP32(t *testing.T) {
	seqs, runs := goldenSequences(t)
	e := readerEncoder(t, os.DirFS(shared(t, "model")), 0)
	rows, err := e.Encode(context.Background(), seqs)
	if err != nil {
		t.Fatal(err)
	}
	var worst float64
	for i, r := range runs {
		for at, want := range r.Rows {
			n, err := strconv.Atoi(at)
			if err != nil {
				t.Fatal(err)
			}
			for j, v := range rows[i].Row(n) {
				worst = max(worst, math.Abs(float64(v)-want[j]))
			}
		}
	}
	t.Logf("%s: %d runs, largest difference %.2g", e.Kernel(), len(runs), worst)
	if !(worst < 2e-3) {
		t.Errorf("largest difference %g, allowed 2e-3", worst)
	}
}

// TestReaderRowsInt8 reports how far int8 is from fp32 of the same weights; what that does to claims is tested in reader.
func TestReaderRowsInt8(t *testing.T) {
	seqs, _ := goldenSequences(t)
	e := readerEncoder(t, model.Files, 0)
	got, err := e.Encode(context.Background(), seqs)
	if err != nil {
		t.Fatal(err)
	}
	want, err := readerEncoder(t, trained(t), 0).Encode(context.Background(), seqs)
	if err != nil {
		t.Fatal(err)
	}
	var square, n, energy float64
	for i := range want {
		for k := range want[i].Len() {
			for j, w := range want[i].Row(k) {
				d := float64(got[i].Row(k)[j] - w)
				square, energy, n = square+d*d, energy+float64(w)*float64(w), n+1
			}
		}
	}
	rel := math.Sqrt(square / energy)
	t.Logf("%s: root mean square %.3f, %.1f %% of the rows' own", e.Kernel(), math.Sqrt(square/n), 100*rel)
	if !(rel < 0.1) {
		t.Errorf("int8 is %.1f %% off", 100*rel)
	}
}

// trained is a folder with the fp16 files that the program's int8 weights were made of: HEARSAY_TRAINED (make train-reader and train-pair fill it).
func trained(t *testing.T) fs.FS {
	dir := os.Getenv("HEARSAY_TRAINED")
	if dir == "" {
		dir = filepath.Join("..", "..", ".cache", "trained")
	}
	if _, err := os.Stat(filepath.Join(dir, "reader.safetensors")); err != nil {
		t.Skipf("no fp16 weights in %s: make train-reader train-pair puts them there", dir)
	}
	return os.DirFS(dir)
}

func cut(t *testing.T, text string) []string {
	words, err := segment.Words(text)
	if err != nil {
		t.Fatal(err)
	}
	return segment.Strings(text, words)
}

type goldenVector struct {
	Text   string    `json:"text"`
	Vector []float32 `json:"vector"`
}

func leastCosine(t *testing.T, fsys fs.FS) (least, worst float64) {
	golden := lines[goldenVector](t, shared(t, "model", "golden", "embedder.jsonl"))
	e, err := infer.OpenEmbedder(fsys, 0)
	if err != nil {
		t.Fatal(err)
	}
	texts := make([][]string, len(golden))
	for i, g := range golden {
		texts[i] = cut(t, g.Text)
	}
	got, err := e.Embed(context.Background(), texts)
	if err != nil {
		t.Fatal(err)
	}
	least = 1
	for i, g := range golden {
		var cos float64
		for j, v := range got[i] {
			cos += float64(v) * float64(g.Vector[j])
			worst = max(worst, math.Abs(float64(v-g.Vector[j])))
		}
		least = min(least, cos)
	}
	return least, worst
}

func TestEmbedderInt8(t *testing.T) {
	least, _ := leastCosine(t, model.Files)
	t.Logf("least cosine %.4f", least)
	if least < 0.995 {
		t.Errorf("least cosine %.4f, want 0.995", least)
	}
}

// unquantised is a folder with the fp16 files of all three models: HEARSAY_FP16 (make golden fills it), since the embedder is not in the shared folder.
func unquantised(t *testing.T) fs.FS {
	dir := os.Getenv("HEARSAY_FP16")
	if dir == "" {
		dir = filepath.Join("..", "..", ".cache", "fp16")
	}
	if _, err := os.Stat(filepath.Join(dir, "embedder.safetensors")); err != nil {
		t.Skipf("no fp16 embedder in %s: make golden puts it there", dir)
	}
	return selfContained{os.DirFS(dir)}
}

// selfContained is a folder in which the word table stands in the embedder's file.
type selfContained struct{ fs.FS }

func (s selfContained) Open(name string) (fs.File, error) {
	if name == "words.safetensors" {
		name = "embedder.safetensors"
	}
	return s.FS.Open(name)
}

func TestEmbedderFP32(t *testing.T) {
	_, worst := leastCosine(t, unquantised(t))
	t.Logf("largest difference %.2g", worst)
	if !(worst < 1e-3) {
		t.Errorf("largest difference %g, allowed 1e-3", worst)
	}
}

// TestPairFP32 holds the engine to the numbers of the pair model that the golden vectors were made with.
func TestPairFP32(t *testing.T) {
	golden := goldenPairs(t)
	got := judgements(t, unquantised(t), golden)
	var worst float64
	for i, g := range golden {
		for k, v := range got[i].Link {
			worst = max(worst, math.Abs(float64(v)-g.Link[k]))
		}
		worst = max(worst, math.Abs(float64(got[i].Answer)-g.Ans[0]))
	}
	t.Logf("%d pairs, largest difference %.2g", len(golden), worst)
	if !(worst < 5e-3) {
		t.Errorf("largest difference %g, allowed 5e-3", worst)
	}
}

// TestPairInt8 asks that quantisation leaves the labels of the program's own pair model as they are; eight-bit weights move a logit by some hundredths.
func TestPairInt8(t *testing.T) {
	golden := goldenPairs(t)
	want := judgements(t, trained(t), golden)
	var worst float64
	agree := 0
	for i, x := range judgements(t, model.Files, golden) {
		if label(x) == label(want[i]) {
			agree++
		}
		for k, v := range x.Link {
			worst = max(worst, math.Abs(float64(v-want[i].Link[k])))
		}
		worst = max(worst, math.Abs(float64(x.Answer-want[i].Answer)))
	}
	t.Logf("%d pairs, largest difference %.2g, %d of the same label", len(golden), worst, agree)
	if !(worst < 1) || agree < len(golden)*98/100 {
		t.Errorf("largest difference %g, allowed 1; %d of %d labels equal", worst, agree, len(golden))
	}
}

type goldenPair struct {
	A, B      string
	Link, Ans []float64
}

func goldenPairs(t *testing.T) []goldenPair {
	return lines[goldenPair](t, shared(t, "model", "golden", "pair.jsonl"))
}

func judgements(t *testing.T, fsys fs.FS, golden []goldenPair) []infer.Judgement {
	t.Helper()
	j, err := infer.OpenJudge(fsys, 0)
	if err != nil {
		t.Fatal(err)
	}
	pairs := make([][2][]string, len(golden))
	for i, g := range golden {
		pairs[i] = [2][]string{cut(t, g.A), cut(t, g.B)}
	}
	got, err := j.Compare(context.Background(), pairs)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func label(x infer.Judgement) (best int) {
	for k, v := range x.Link {
		if v > x.Link[best] {
			best = k
		}
	}
	return best
}
