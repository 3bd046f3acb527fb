package infer_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"hearsay/internal/infer"
)

// readerEncoder opens the reader's encoder.
func readerEncoder(t testing.TB, fsys fs.FS, threads int) *infer.Encoder {
	t.Helper()
	return openAsReader(t, fsys, "reader", threads)
}

// openAsReader opens an encoder whose features are the reader's: shape + 10·quoted + 20·continued.
func openAsReader(t testing.TB, fsys fs.FS, name string, threads int) *infer.Encoder {
	t.Helper()
	w, err := infer.Open(fsys, name)
	if err != nil {
		t.Fatal(err)
	}
	var spec infer.Spec
	if err := w.Describe(&spec); err != nil {
		t.Fatal(err)
	}
	h := spec.Hidden
	floats := func(name string, shape ...int) []float32 {
		x, err := w.Floats(name, shape...)
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	kind, shape, quote, cont := floats("type0", h), floats("shape.weight", 10, h), floats("quote.weight", 2, h), floats("cont.weight", 2, h)
	features := make([]float32, 40*h)
	for f := range 40 {
		for j := range h {
			features[f*h+j] = kind[j] + shape[f%10*h+j] + quote[f/10%2*h+j] + cont[f/20*h+j]
		}
	}
	words, err := infer.Words(fsys, w)
	if err != nil {
		t.Fatal(err)
	}
	e, err := infer.NewEncoder(w, words, features, threads)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// eachKernel runs f once on each instruction set of this machine.
func eachKernel(t *testing.T, f func(t *testing.T, kernel string)) {
	for _, kernel := range infer.Kernels() {
		t.Run(kernel, func(t *testing.T) {
			t.Setenv("HEARSAY_KERNEL", kernel)
			f(t, kernel)
		})
	}
}

// tinyFS has the random encoder of train/tiny.py under the given names, with the given GELU, and as embedder and pair
// without the layer "out".
func tinyFS(t testing.TB, gelu string) fstest.MapFS {
	t.Helper()
	read := func(name string) []byte {
		b, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	spec := bytes.Replace(read("tiny.json"), []byte(`"tanh"`), []byte(`"`+gelu+`"`), 1)
	whole, eight := read("tiny.safetensors"), read("tiny8.safetensors")
	headless := bytes.Replace(whole, []byte(`"out.weight"`), []byte(`"any.weight"`), 1)
	files := fstest.MapFS{"vocab.txt": {Data: []byte(tinyVocab())}}
	for name, data := range map[string][]byte{"tiny": whole, "tiny8": eight, "embedder": headless, "pair": headless} {
		files[name+".safetensors"] = &fstest.MapFile{Data: data}
		files[name+".json"] = &fstest.MapFile{Data: spec}
	}
	return files
}

type tinyGolden struct {
	Sequences []struct {
		IDs      []int32 `json:"ids"`
		Features []int   `json:"features"`
		Take     []int32 `json:"take"`
	} `json:"sequences"`
	Rows  map[string]map[string][][][]float64 `json:"rows"` // weights, GELU → sequence, piece taken, column
	Pairs []struct {
		A, B      []int
		Link, Ans []float64
	} `json:"pairs"`
	Texts []struct {
		Words  []int
		Vector []float64
	} `json:"texts"`
}

func readTiny(t testing.TB) (g tinyGolden, seqs []infer.Sequence) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "tiny_golden.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &g); err != nil {
		t.Fatal(err)
	}
	for _, s := range g.Sequences {
		q := infer.Sequence{IDs: s.IDs, Take: s.Take}
		for _, f := range s.Features {
			q.Features = append(q.Features, uint8(f))
		}
		seqs = append(seqs, q)
	}
	return g, seqs
}
