// Package link says how claims of different documents stand to each other, and what follows from that: matters, and where their
// tellings come from.
//
//	"three boats were sunk off Kirkenes" (Post, 3 March) · "the navy lost three boats near Kirkenes" (Gazette, 4 March)   →   same
//	"three boats were sunk" · "no boat was hit"                                                                           →   contradicts
//
// A link is a function of two claims, their two documents and fixed data, so it does not matter when and in which order documents come.
// It knows of no ledger: which documents are compared is told by Story.Names and Acquainted, and desk looks for them.
package link

import (
	"context"
	"fmt"
	"hash/crc32"
	"io/fs"
	"math"
	"slices"
	"sync"

	"hearsay"
	"hearsay/internal/infer"
	"hearsay/internal/rarity"
)

// Linker compares claims. It is safe for concurrent use.
type Linker struct {
	weights  *Weights
	version  string
	rarities func() *rarity.Table
	embedder func() (*infer.Embedder, error)
	judges   func() (*infer.Judge, error)
}

// rules is the version of all that is not fitted: raised when it changes what is linked.
const rules = 7

// Version names what decides: rules and weights.
func (l *Linker) Version() string { return l.version }

// Loyal is how loyal the claims of a matter must be to each other: see Matters.
func (l *Linker) Loyal() float64 { return l.weights.Loyal }

// Compare says how the claims of documents stand to each other, of each two given: both may be the same. Many at once take less time than one after another.
func (l *Linker) Compare(ctx context.Context, two ...[2][]*Side) ([]Found, error) {
	var first []candidate
	rest := make([][]candidate, len(two))
	for n, t := range two {
		pairs := l.candidates(t[0], t[1], n)
		k := min(len(pairs), askedFirst)
		first, rest[n] = append(first, pairs[:k]...), pairs[k:]
	}
	found, err := l.linked(ctx, first)
	if err != nil {
		return nil, err
	}
	related := make([]bool, len(two))
	for _, f := range found {
		related[f.Of] = true
	}
	for n := range rest {
		if !related[n] {
			rest[n] = nil
		}
	}
	more, err := l.linked(ctx, slices.Concat(rest...))
	return append(found, more...), err
}

// linked are those of the pairs that are linked.
func (l *Linker) linked(ctx context.Context, pairs []candidate) (out []Found, err error) {
	if err := l.judge(ctx, pairs); err != nil {
		return nil, err
	}
	for _, p := range pairs {
		link, ok := l.weights.Decide(p.a, p.b, p.features)
		if !ok {
			continue
		}
		first, second := p.a, p.b
		if link.Claim != p.a.Claim.ID {
			first, second = p.b, p.a
		}
		link.Reason = reason(link.Relation, first, second)
		p.at.Link = link
		out = append(out, p.at)
	}
	return out, nil
}

// candidates are the pairs of claims of two documents that are worth judging, the likeliest first; of is which two they are.
func (l *Linker) candidates(a, b []*Side, of int) (pairs []candidate) {
	if len(a) == 0 || len(b) == 0 {
		return nil
	}
	one, most := a[0] == b[0], mostAsked
	if one {
		most = mostWithin
	} else if !Acquainted(a[0].Story, b[0].Story) {
		return nil
	}
	for i, x := range a {
		for j, y := range b {
			if one && j >= i {
				break
			}
			if f, likely, ok := l.sift(x, y); ok {
				pairs = append(pairs, candidate{x, y, Found{A: i, Of: of, B: j}, f, likely})
			}
		}
	}
	return likeliest(pairs, most)
}

// Pair is all features of two claims, those of the pair model too, for what is fitted on them; false when linking would not look at them.
func (l *Linker) Pair(ctx context.Context, a, b *Side) ([]float64, bool, error) {
	f, _, ok := l.sift(a, b)
	if !ok {
		return nil, false, nil
	}
	pairs := []candidate{{a: a, b: b, features: f}}
	err := l.judge(ctx, pairs)
	return pairs[0].features, true, err
}

// sift is the features of two claims but for the pair model's, and how likely it is by these that one has to do with the other; false when they are so
// far from each other that it is not worth asking.
func (l *Linker) sift(a, b *Side) (features []float64, likely float64, ok bool) {
	if oneVoice(a, b) || !worthwhile(a, b) {
		return nil, 0, false
	}
	f := Features(a, b)
	least := l.weights.Near.Least
	if a.Story == b.Story {
		least *= withinLeast
	}
	likely = l.weights.Near.of(f)
	return f, likely, likely >= least
}

// oneVoice reports whether the same party says both in one document: the outlet itself, or somebody with a name. What somebody says in one breath adds up; the
// second figure is of another thing.
func oneVoice(a, b *Side) bool {
	x, y := a.Claim, b.Claim
	return a.Story == b.Story && x.OwnVoice == y.OwnVoice && (x.OwnVoice || x.Speaker.Name != "" && x.Speaker.Name == y.Speaker.Name)
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

// Found is a link between claim A of one document and claim B of another, of the two whose place among those compared is Of.
type Found struct {
	hearsay.Link
	A, Of, B int
}

// Open makes a linker that runs on the embedder and the pair model in fsys, which are loaded when they are first used. threads below 1 means all cores; weights nil means those fitted on all cases.
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
		rarities: sync.OnceValue(func() *rarity.Table { return rarity.Read(string(vocab)) }),
		embedder: sync.OnceValues(func() (*infer.Embedder, error) { return infer.OpenEmbedder(fsys, threads) }),
		judges:   sync.OnceValues(func() (*infer.Judge, error) { return infer.OpenJudge(fsys, threads) }),
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
