package infer

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// Spec is the shape of an encoder, as the model's JSON file states it.
type Spec struct {
	Layers int    `json:"layers"`
	Hidden int    `json:"width_hidden"` // numbers a piece
	Heads  int    `json:"heads"`
	Inner  int    `json:"inner"`
	GELU   string `json:"gelu"` // "tanh" or "erf"
}

// Sequence is one input: the word pieces with CLS and SEP, the feature of each piece (a row of the encoder's feature table),
// and which pieces' results are wanted.
type Sequence struct {
	IDs      []int32
	Features []uint8 // as long as IDs, or nil: all 0
	Take     []int32 // ascending indices into IDs
}

// Rows are results: one row of Width numbers for each piece taken.
type Rows struct {
	Width, stride int
	data          []float32
}

// Len is the number of rows.
func (r Rows) Len() int {
	if r.stride == 0 {
		return 0
	}
	return len(r.data) / r.stride
}

// Row is the row of the i-th piece taken. The caller may keep it.
func (r Rows) Row(i int) []float32 { return r.data[i*r.stride : i*r.stride+r.Width : (i+1)*r.stride] }

// Encoder runs a BERT encoder (post-layer-norm; Devlin et al. 2019) and, where the weights have one, a linear layer "out" on top.
// It is safe for concurrent use; all callers together use at most the given number of threads.
type Encoder struct {
	spec     Spec
	kernel   *kernel
	table    wordTable
	position []float32 // rows of Hidden
	features []float32 // rows of Hidden
	norm     layerNorm
	layers   []layer
	head     *linear
	threads  int
	spaces   chan *workspace
}

type layerNorm struct{ weight, bias []float32 }

type layer struct {
	qkv, o, up, down *linear
	ln1, ln2         layerNorm
}

// NewEncoder builds an encoder from w. The word table may stand in another file: see Words. features has a row of Hidden
// numbers for each feature a Sequence may name. threads below 1 means all cores.
func NewEncoder(w, words *Weights, features []float32, threads int) (*Encoder, error) {
	var s Spec
	if err := w.Describe(&s); err != nil {
		return nil, err
	}
	if s.Layers < 1 || s.Layers > 48 || s.Heads < 1 || s.Hidden < 8 || s.Hidden > 4096 || s.Inner < 8 || s.Inner > 16384 || s.Hidden != s.Heads*headWidth || s.GELU != "tanh" && s.GELU != "erf" {
		return nil, fmt.Errorf("%w: %s.json: %+v is not an encoder this engine runs (heads of %d, GELU tanh or erf)", ErrWeights, w.name, s, headWidth)
	}
	kn, err := pickKernel()
	if err != nil {
		return nil, err
	}
	if threads < 1 {
		threads = runtime.GOMAXPROCS(0)
	}
	e := &Encoder{spec: s, kernel: kn, features: features, threads: threads, spaces: make(chan *workspace, threads)}
	for range threads {
		e.spaces <- new(workspace)
	}
	if len(features) == 0 || len(features)%s.Hidden != 0 {
		return nil, fmt.Errorf("%w: %s: feature table of %d numbers", ErrWeights, w.name, len(features))
	}
	if e.table, err = newWordTable(words, s.Hidden); err != nil {
		return nil, err
	}
	if e.position, err = w.Floats("pos.weight", w.rowsOf("pos.weight"), s.Hidden); err != nil {
		return nil, err
	}
	if e.norm, err = newNorm(w, "ln", s.Hidden); err != nil {
		return nil, err
	}
	e.layers = make([]layer, s.Layers)
	errs := make([]error, s.Layers)
	var wg sync.WaitGroup // packing is most of the start-up: layers side by side
	for i := range e.layers {
		wg.Go(func() { e.layers[i], errs[i] = newLayer(w, s, fmt.Sprintf("layers.%d.", i)) })
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	if w.has("out.weight") {
		if e.head, err = newLinear(w, s.Hidden, "out"); err != nil {
			return nil, err
		}
	}
	return e, nil
}

func newNorm(w *Weights, name string, n int) (layerNorm, error) {
	weight, err := w.Floats(name+".weight", n)
	if err != nil {
		return layerNorm{}, err
	}
	bias, err := w.Floats(name+".bias", n)
	return layerNorm{weight, bias}, err
}

func newLayer(w *Weights, s Spec, p string) (l layer, err error) {
	for _, x := range []struct {
		to    **linear
		in    int
		out   int
		names []string
	}{
		{&l.qkv, s.Hidden, 3 * s.Hidden, []string{p + "q", p + "k", p + "v"}},
		{&l.o, s.Hidden, s.Hidden, []string{p + "o"}},
		{&l.up, s.Hidden, s.Inner, []string{p + "up"}},
		{&l.down, s.Inner, s.Hidden, []string{p + "down"}},
	} {
		if *x.to, err = newLinear(w, x.in, x.names...); err != nil {
			return l, err
		}
		if (*x.to).out != x.out || (*x.to).stride != x.out {
			return l, fmt.Errorf("%w: %s: %v give %d numbers, want %d, a multiple of 16", ErrWeights, w.name, x.names, (*x.to).out, x.out)
		}
	}
	if l.ln1, err = newNorm(w, p+"ln1", s.Hidden); err != nil {
		return l, err
	}
	l.ln2, err = newNorm(w, p+"ln2", s.Hidden)
	return l, err
}

// Kernel names the instruction set in use.
func (e *Encoder) Kernel() string { return e.kernel.name }

// Threads is how many threads are used at the most.
func (e *Encoder) Threads() int { return e.threads }

// Limit is the greatest number of pieces a Sequence may have.
func (e *Encoder) Limit() int { return len(e.position) / e.spec.Hidden }

// batchRows is how many pieces are put together before an encoder runs: short sequences share a batch.
const batchRows = 128

// Encode runs every sequence and returns the rows of its taken pieces, in the order given.
// Sequences of like length share a batch; a result does not depend on its company. When ctx ends it waits for no thread and begins no batch.
func (e *Encoder) Encode(ctx context.Context, seqs []Sequence) ([]Rows, error) {
	for i, s := range seqs {
		if err := e.check(s); err != nil {
			return nil, fmt.Errorf("sequence %d: %w", i, err)
		}
	}
	order := make([]int, len(seqs))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return len(seqs[b].IDs) - len(seqs[a].IDs) })
	var batches [][]int
	for from := 0; from < len(order); {
		to, rows := from, 0
		for to < len(order) && rows < batchRows {
			rows += len(seqs[order[to]].IDs)
			to++
		}
		batches = append(batches, order[from:to])
		from = to
	}
	out := make([]Rows, len(seqs))
	var next atomic.Int64
	var wg sync.WaitGroup
	work := func() {
		var ws *workspace
		select {
		case ws = <-e.spaces:
		case <-ctx.Done():
			return
		}
		defer func() { e.spaces <- ws }()
		for ctx.Err() == nil {
			i := int(next.Add(1)) - 1
			if i >= len(batches) {
				return
			}
			e.run(ws, seqs, batches[i], out)
		}
	}
	for range min(e.threads, len(batches)) - 1 {
		wg.Go(work)
	}
	work()
	wg.Wait()
	return out, ctx.Err()
}

func (e *Encoder) check(s Sequence) error {
	if len(s.IDs) == 0 || len(s.IDs) > e.Limit() {
		return fmt.Errorf("%d pieces: an encoder takes 1 to %d", len(s.IDs), e.Limit())
	}
	if s.Features != nil && len(s.Features) != len(s.IDs) {
		return fmt.Errorf("%d features for %d pieces", len(s.Features), len(s.IDs))
	}
	for _, id := range s.IDs {
		if id < 0 || int(id) >= e.table.rows {
			return fmt.Errorf("piece %d is not in the word table", id)
		}
	}
	for _, f := range s.Features {
		if int(f) >= len(e.features)/e.spec.Hidden {
			return fmt.Errorf("feature %d is not in the feature table", f)
		}
	}
	last := int32(-1)
	for _, t := range s.Take {
		if t <= last || int(t) >= len(s.IDs) {
			return fmt.Errorf("piece %d of %d is to be taken after piece %d", t, len(s.IDs), last)
		}
		last = t
	}
	return nil
}

// wordTable is the word pieces' vectors as the file has them: a row is widened when it is used.
type wordTable struct {
	rows, width int
	dtype       string
	data        []byte
	scale       []float32
}

const wordWeight = "word.weight"

func newWordTable(w *Weights, width int) (wordTable, error) {
	t, err := w.lookup(wordWeight, w.rowsOf(wordWeight), width)
	if err != nil {
		return wordTable{}, err
	}
	table := wordTable{rows: t.shape[0], width: width, dtype: t.dtype, data: t.data}
	if t.dtype == "I8" {
		table.scale, err = w.Floats(scaleOf(wordWeight), table.rows)
	}
	return table, err
}

// copyRow writes the vector of piece id to dst.
func (t *wordTable) copyRow(dst []float32, id int32) {
	i := int(id) * t.width
	switch t.dtype {
	case "I8":
		s := t.scale[id]
		for j, q := range int8s(t.data[i : i+t.width]) {
			dst[j] = float32(q) * s
		}
	case "F16":
		halfs(dst, t.data[2*i:2*(i+t.width)])
	default:
		copy(dst, tensor{"F32", nil, t.data[4*i : 4*(i+t.width)]}.floats())
	}
}

// softmaxScale turns scores into exponents of two: 1/√(head width) · log₂e.
var softmaxScale = float32(math.Log2E / math.Sqrt(headWidth))
