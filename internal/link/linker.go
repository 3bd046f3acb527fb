// Package link says how claims of different documents stand to each other, and what follows from that: matters, and where their
// tellings come from.
//
//	"three boats were sunk off Kirkenes" (Post, 3 March) · "the navy lost three boats near Kirkenes" (Gazette, 4 March)   →   same
//	"three boats were sunk" · "no boat was hit"                                                                           →   contradicts
//
// A link is a function of two claims, their two documents and fixed data, so it does not matter when and in which order documents come.
// It knows of no ledger: which documents are compared is told by Story.Topics, and desk does it.
package link

import (
	"context"
	"fmt"
	"hash/crc32"
	"io/fs"
	"math"
	"sync"

	"hearsay"
	"hearsay/internal/infer"
)

// Linker compares claims. It is safe for concurrent use.
type Linker struct {
	weights  *Weights
	version  string
	rarities func() *rarities
	embedder func() (*infer.Embedder, error)
}

// rules is the version of all that is not fitted: raised when it changes what is linked.
const rules = 1

// Version names what decides: rules and weights.
func (l *Linker) Version() string { return l.version }

// Loyal is how loyal the claims of a matter must be to each other: see Matters.
func (l *Linker) Loyal() float64 { return l.weights.Loyal }

// Compare says how the claims of two documents stand to each other, or those of one when a is b.
func (l *Linker) Compare(a, b []*Side) []Found {
	var out []Found
	one := len(a) > 0 && len(b) > 0 && a[0] == b[0]
	for i, x := range a {
		for j, y := range b {
			if one && j >= i {
				break
			}
			if !worthwhile(x, y) {
				continue
			}
			link, ok := l.weights.Decide(x, y, Features(x, y))
			if !ok {
				continue
			}
			first, second := x, y
			if link.Claim != x.Claim.ID {
				first, second = y, x
			}
			link.Reason = reason(link.Relation, first, second)
			out = append(out, Found{link, i, j})
		}
	}
	return out
}

// worthwhile is a first look at two claims, which most pairs do not pass: contents that are not near and share nothing rare have nothing
// to do with each other, whatever else they have in common.
func worthwhile(a, b *Side) bool {
	if a.Vector.Cosine(b.Vector) >= 0.3 {
		return true
	}
	shared, _ := overlap(a.terms, b.terms)
	return shared >= 0.3*max(min(a.total, b.total), 1)
}

// Found is a link between claim A of one list and claim B of another.
type Found struct {
	hearsay.Link
	A, B int
}

// Open makes a linker that runs on the embedder in fsys, which is loaded when it is first used. threads below 1 means all cores; weights nil means those fitted on all cases.
func Open(fsys fs.FS, threads int, weights []byte) (*Linker, error) {
	if weights == nil {
		weights = fitted
	}
	w, err := ReadWeights(weights)
	if err != nil {
		return nil, err
	}
	vocab, err := fs.ReadFile(fsys, "vocab.txt")
	if err != nil {
		return nil, err
	}
	return &Linker{
		weights: w, version: fmt.Sprintf("%d-%08x", rules, crc32.ChecksumIEEE(weights)),
		rarities: sync.OnceValue(func() *rarities { return newRarities(string(vocab)) }),
		embedder: sync.OnceValues(func() (*infer.Embedder, error) { return infer.OpenEmbedder(fsys, threads) }),
	}, nil
}

// Embed gives sides their vectors.
func (l *Linker) Embed(ctx context.Context, sides []*Side) error {
	e, err := l.embedder()
	if err != nil {
		return err
	}
	const group = 256
	for from := 0; from < len(sides); from += group {
		some := sides[from:min(from+group, len(sides))]
		texts := make([][]string, len(some))
		for i, s := range some {
			texts[i] = allWords(s.Claim.Content.Text)
		}
		vectors, err := e.Embed(ctx, texts)
		if err != nil {
			return err
		}
		for i, v := range vectors {
			some[i].Vector = quantize(v)
		}
	}
	return nil
}

// Vector is a vector of numbers from -127 to 127, each of which stands for Scale/127: a quarter of what float32 takes.
type Vector struct {
	Scale float64
	Bytes []int8
}

func quantize(v []float32) Vector {
	most := float32(1e-9)
	for _, x := range v {
		most = max(most, x, -x)
	}
	out := Vector{Scale: float64(most), Bytes: make([]int8, len(v))}
	for i, x := range v {
		out.Bytes[i] = int8(math.Round(float64(x / most * 127)))
	}
	return out
}

// Cosine is the dot product of two vectors of unit length, 0 where one is not there.
func (v Vector) Cosine(w Vector) float64 {
	if len(v.Bytes) != len(w.Bytes) {
		return 0
	}
	var sum int32
	for i, x := range v.Bytes {
		sum += int32(x) * int32(w.Bytes[i])
	}
	return float64(sum) * v.Scale * w.Scale / (127 * 127)
}
