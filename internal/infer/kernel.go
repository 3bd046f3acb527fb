package infer

import (
	"fmt"
	"os"
)

// kernel is the set of inner loops of one instruction set. Strides count elements.
type kernel struct {
	name string
	// panelF32: c[m×16] = a[m×k]·b[k×16] + bias; bias may be nil.
	panelF32 func(c []float32, ldc int, a []float32, lda int, b []float32, ldb int, bias []float32, k, m int)
	// panelInt: c[m×16] = a·b·scale·wscale + bias; a is m rows of 2k int16, b k steps of 16 columns × 2;
	// rows holds the scale of each row, cols wscale and bias, 16 each.
	panelInt func(c []float32, ldc int, a []int16, lda int, b []int16, k, m int, rows, cols []float32)
	// quantize writes a row in steps of its largest magnitude / 8191 and returns the step.
	quantize func(q []int16, x []float32) (scale float32)
	// addNorm: x = layer norm of (x + y); y may be nil.
	addNorm func(x, y, w, b []float32)
	// softmax: x = 2^(c·(x − most)); returns the sum.
	softmax  func(x []float32, c float32) float32
	geluTanh func(x []float32)
	geluErf  func(x []float32)
}

// plain is the kernel in Go: the definition the others are tested against.
var plain = kernel{
	name:     "go",
	panelF32: panelF32Go,
	panelInt: panelIntGo,
	quantize: quantizeGo,
	addNorm:  addNormGo,
	softmax:  softmaxGo,
	geluTanh: geluTanhGo,
	geluErf:  geluErfGo,
}

// Kernels lists the names of the kernels this machine can run, best first. "go" is always among them.
func Kernels() []string {
	var names []string
	for _, k := range available() {
		names = append(names, k.name)
	}
	return names
}

// pickKernel returns the best kernel of this machine, or the one HEARSAY_KERNEL names.
func pickKernel() (*kernel, error) {
	all := available()
	want := os.Getenv("HEARSAY_KERNEL")
	if want == "" {
		return all[0], nil
	}
	for _, k := range all {
		if k.name == want {
			return k, nil
		}
	}
	return nil, fmt.Errorf("HEARSAY_KERNEL=%s: this machine runs %v", want, Kernels())
}
