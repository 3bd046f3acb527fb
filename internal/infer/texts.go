package infer

import (
	"context"
	"fmt"
	"io/fs"
	"math"
)

// Embedder turns texts into unit vectors whose dot product is their cosine: the mean of the last layer over all pieces (all-MiniLM-L6-v2).
type Embedder struct {
	encoder *Encoder
	pieces  *Pieces
}

// embedLimit is how many pieces of a text an Embedder reads.
const embedLimit = 254

// OpenEmbedder loads embedder.safetensors, embedder.json, the word table and vocab.txt from fsys. threads below 1 means all cores.
func OpenEmbedder(fsys fs.FS, threads int) (*Embedder, error) {
	w, err := Open(fsys, "embedder")
	if err != nil {
		return nil, err
	}
	words, err := Words(fsys, w)
	if err != nil {
		return nil, err
	}
	pieces, err := openPieces(fsys)
	if err != nil {
		return nil, err
	}
	features, err := w.Floats("type0", w.rowsOf("type0"))
	if err != nil {
		return nil, err
	}
	e, err := NewEncoder(w, words, features, threads)
	if err != nil {
		return nil, err
	}
	return &Embedder{e, pieces}, nil
}

func openPieces(fsys fs.FS) (*Pieces, error) {
	vocab, err := fs.ReadFile(fsys, "vocab.txt")
	if err != nil {
		return nil, err
	}
	return NewPieces(string(vocab))
}

// Embed returns one unit vector for each text; a text is given as its words and read up to its 254th piece.
func (m *Embedder) Embed(ctx context.Context, texts [][]string) ([][]float32, error) {
	seqs := make([]Sequence, len(texts))
	for i, words := range texts {
		ids := append([]int32{m.pieces.cls}, m.pieces.cut(words, embedLimit)...)
		seqs[i].IDs = append(ids, m.pieces.sep)
		for t := range seqs[i].IDs {
			seqs[i].Take = append(seqs[i].Take, int32(t))
		}
	}
	rows, err := m.encoder.Encode(ctx, seqs)
	if err != nil {
		return nil, err
	}
	out := make([][]float32, len(texts))
	for i, r := range rows {
		out[i] = unitMean(r)
	}
	return out, nil
}

func unitMean(r Rows) []float32 {
	sum := make([]float32, r.Width)
	for i := range r.Len() {
		for j, v := range r.Row(i) {
			sum[j] += v
		}
	}
	var square float64
	for _, v := range sum {
		square += float64(v) * float64(v)
	}
	inv := float32(1 / math.Sqrt(max(square, 1e-30)))
	for j := range sum {
		sum[j] *= inv
	}
	return sum
}

// cut returns the first limit pieces of words.
func (p *Pieces) cut(words []string, limit int) []int32 {
	var ids []int32
	for _, w := range words {
		if ids = p.Append(ids, w); len(ids) >= limit {
			return ids[:limit]
		}
	}
	return ids
}

// Judge compares two texts with the pair model.
type Judge struct {
	encoder   *Encoder
	pieces    *Pieces
	side      int // pieces of one text at the most
	link, ans []float32
	linkBias  []float32
	ansBias   []float32
}

// Judgement is raw scores (logits). Link: none, same, contradicts, updates, the highest wins.
// Answer: whether the second text answers the question that is the first, above 0 is yes.
type Judgement struct {
	Link   [4]float32
	Answer float32
}

// OpenJudge loads pair.safetensors, pair.json, the word table and vocab.txt from fsys.
func OpenJudge(fsys fs.FS, threads int) (*Judge, error) {
	w, err := Open(fsys, "pair")
	if err != nil {
		return nil, err
	}
	words, err := Words(fsys, w)
	if err != nil {
		return nil, err
	}
	var spec struct {
		Hidden int `json:"width_hidden"`
		Side   int `json:"side"`
	}
	if err := w.Describe(&spec); err != nil {
		return nil, err
	}
	j := &Judge{side: spec.Side}
	if j.pieces, err = openPieces(fsys); err != nil {
		return nil, err
	}
	features, err := w.Floats("type.weight", 2, spec.Hidden)
	if err != nil {
		return nil, err
	}
	if j.encoder, err = NewEncoder(w, words, features, threads); err != nil {
		return nil, err
	}
	if j.side < 1 || 2*j.side+3 > j.encoder.Limit() {
		return nil, fmt.Errorf("%w: pair.json: two sides of %d pieces do not fit %d", ErrWeights, j.side, j.encoder.Limit())
	}
	for _, x := range []struct {
		to    *[]float32
		name  string
		shape []int
	}{
		{&j.link, "link.weight", []int{4, spec.Hidden}},
		{&j.linkBias, "link.bias", []int{4}},
		{&j.ans, "ans.weight", []int{1, spec.Hidden}},
		{&j.ansBias, "ans.bias", []int{1}},
	} {
		if *x.to, err = w.Floats(x.name, x.shape...); err != nil {
			return nil, err
		}
	}
	return j, nil
}

// Compare judges each pair of texts, given as their words; of each text the first 96 pieces are read.
func (j *Judge) Compare(ctx context.Context, pairs [][2][]string) ([]Judgement, error) {
	seqs := make([]Sequence, len(pairs))
	for i, p := range pairs {
		ids := append([]int32{j.pieces.cls}, j.pieces.cut(p[0], j.side)...)
		ids = append(ids, j.pieces.sep)
		first := len(ids)
		ids = append(append(ids, j.pieces.cut(p[1], j.side)...), j.pieces.sep)
		kinds := make([]uint8, len(ids))
		for k := first; k < len(kinds); k++ {
			kinds[k] = 1
		}
		seqs[i] = Sequence{IDs: ids, Features: kinds, Take: []int32{0}}
	}
	rows, err := j.encoder.Encode(ctx, seqs)
	if err != nil {
		return nil, err
	}
	out := make([]Judgement, len(pairs))
	for i, r := range rows {
		x := r.Row(0)
		for k := range out[i].Link {
			out[i].Link[k] = dot(x, j.link[k*len(x):]) + j.linkBias[k]
		}
		out[i].Answer = dot(x, j.ans) + j.ansBias[0]
	}
	return out, nil
}

func dot(a, b []float32) (sum float32) {
	for i, v := range a {
		sum += v * b[i]
	}
	return sum
}
