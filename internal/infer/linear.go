package infer

import (
	"fmt"
	"math"
)

// block is how many rows a linear layer takes at a time: few enough that a block's rows stay in the second-level cache
// from one layer to the next, many enough that packed weights are read seldom. A multiple of every kernel's tile height.
const block = 96

// deepest is how many products of an eight-bit weight and an activation 32 bits are sure to hold.
const deepest = math.MaxInt32 / (128 * quantum)

// linear is y = x·Wᵀ + b, with W packed in panels of 16 outputs; int8 or fp32.
type linear struct {
	in, out int       // as the weights have it
	depth   int       // in, rounded up to 2
	stride  int       // out, rounded up to 16: the length of a row of results
	f32     []float32 // panel after panel: in steps of 16 columns
	bias    []float32 // fp32: stride
	int8    []int16   // eight-bit weights, widened, panel after panel: depth/2 steps of 16 columns × 2
	cols    []float32 // int8: for each panel wscale and bias, 16 each
}

// newLinear packs the layers of the given names (each name.weight, out × in, and name.bias) side by side into one.
func newLinear(w *Weights, in int, names ...string) (*linear, error) {
	l := &linear{in: in, depth: (in + 1) &^ 1}
	quantised := w.tensors[names[0]+".weight"].dtype == "I8"
	for _, n := range names {
		l.out += w.rowsOf(n + ".weight")
	}
	if l.out == 0 {
		return nil, fmt.Errorf("%w: %s: no tensor %s.weight", ErrWeights, w.name, names[0])
	}
	if quantised && in > deepest {
		return nil, fmt.Errorf("%w: %s: %s.weight: I8 rows of %d numbers may overflow, at most %d", ErrWeights, w.name, names[0], in, deepest)
	}
	l.stride = (l.out + 15) &^ 15
	if quantised {
		l.int8, l.cols = make([]int16, l.stride*l.depth), make([]float32, 2*l.stride)
	} else {
		l.f32, l.bias = make([]float32, l.stride*in), make([]float32, l.stride)
	}
	at := 0
	for _, n := range names {
		rows := w.rowsOf(n + ".weight")
		if rows == 0 {
			return nil, fmt.Errorf("%w: %s: no tensor %s.weight", ErrWeights, w.name, n)
		}
		bias, err := w.Floats(n+".bias", rows)
		if err != nil {
			return nil, err
		}
		if !quantised {
			weight, err := w.Floats(n+".weight", rows, in)
			if err != nil {
				return nil, err
			}
			for i := range rows {
				l.packF32(at+i, weight[i*in:(i+1)*in], bias[i])
			}
			at += rows
			continue
		}
		t, err := w.lookup(n+".weight", rows, in)
		if err != nil {
			return nil, err
		}
		if t.dtype != "I8" {
			return nil, fmt.Errorf("%w: %s: %s.weight is %s beside an I8 layer", ErrWeights, w.name, n, t.dtype)
		}
		scale, err := w.Floats(n+".scale", rows)
		if err != nil {
			return nil, err
		}
		weight := int8s(t.data)
		for i := range rows {
			l.packInt8(at+i, weight[i*in:(i+1)*in], scale[i], bias[i])
		}
		at += rows
	}
	return l, nil
}

func (l *linear) packF32(column int, weight []float32, bias float32) {
	panel := l.f32[column/16*16*l.in:]
	for k, v := range weight {
		panel[k*16+column%16] = v
	}
	l.bias[column] = bias
}

func (l *linear) packInt8(column int, weight []int8, scale, bias float32) {
	panel := l.int8[column/16*16*l.depth+column%16*2:]
	for k, v := range weight {
		panel[k/2*32+k%2] = int16(v)
	}
	cols := l.cols[column/16*32:]
	cols[column%16], cols[16+column%16] = scale, bias
}

// apply computes m ≤ block rows: dst has rows of l.stride, src of l.in.
func (l *linear) apply(kn *kernel, ws *workspace, dst, src []float32, m int) {
	if l.f32 != nil {
		for p := 0; p < l.stride; p += 16 {
			kn.panelF32(dst[p:], l.stride, src, l.in, l.f32[p*l.in:], 16, l.bias[p:], l.in, m)
		}
		return
	}
	for i := range m {
		ws.rows[i] = kn.quantize(ws.quant[i*l.depth:i*l.depth+l.in], src[i*l.in:(i+1)*l.in])
	}
	for p := 0; p < l.stride; p += 16 {
		kn.panelInt(dst[p:], l.stride, ws.quant, l.depth, l.int8[p*l.depth:], l.depth/2, m, ws.rows, l.cols[2*p:])
	}
}
