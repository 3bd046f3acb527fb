package link

import (
	"context"
	"fmt"
	"hash/crc32"
	"io/fs"
	"math"
	"strings"
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
	judge    func() (*infer.Judge, error)
}

// rules is the version of all that is not fitted: raised when it changes what is linked.
const rules = 1

// Version names what decides: rules and weights.
func (l *Linker) Version() string { return l.version }

// Loyal is how loyal the claims of a matter must be to each other: see Matters.
func (l *Linker) Loyal() float64 { return l.weights.Loyal }

// Compare says how two claims stand to each other; false when they do not.
func (l *Linker) Compare(a, b *Side) (hearsay.Link, bool) {
	link, ok := l.weights.Decide(a, b, Features(a, b))
	if !ok {
		return link, false
	}
	if link.Claim != a.Claim.ID {
		a, b = b, a
	}
	link.Reason = reason(link.Relation, a, b)
	return link, true
}

// Open makes a linker that runs on the embedder and the pair model in fsys, which are loaded when they are first used. threads below 1
// means all cores; weights nil means those fitted on all cases.
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
		judge:    sync.OnceValues(func() (*infer.Judge, error) { return infer.OpenJudge(fsys, threads) }),
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

// Judge fills the scores of the pair model into features: of both orders of each pair, the mean.
func (l *Linker) Judge(ctx context.Context, pairs [][2]*Side, features [][]float64) error {
	j, err := l.judge()
	if err != nil {
		return err
	}
	const group = 128
	for from := 0; from < len(pairs); from += group {
		some := pairs[from:min(from+group, len(pairs))]
		texts := make([][2][]string, 0, 2*len(some))
		for _, p := range some {
			a, b := p[0].sentence(), p[1].sentence()
			texts = append(texts, [2][]string{a, b}, [2][]string{b, a})
		}
		judged, err := j.Compare(ctx, texts)
		if err != nil {
			return err
		}
		for i := range some {
			f := features[from+i][PairFeatures:]
			for k := range 4 {
				f[k] = float64(judged[2*i].Link[k]+judged[2*i+1].Link[k]) / 2
			}
		}
	}
	return nil
}

// sentence is a claim as the pair model reads it: "{speaker} {cue}: {content} ({day of publication})".
func (s *Side) sentence() []string {
	c := s.Claim
	day := s.Story.Document.Published
	text := c.Speaker.Text + " " + c.Cue.Text + ": " + strings.ReplaceAll(c.Content.Text, hearsay.Gap, " ") + " (" + day[:min(10, len(day))] + ")"
	return allWords(text)
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
