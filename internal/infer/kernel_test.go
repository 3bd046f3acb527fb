package infer

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// others are the kernels of this machine that are not plain Go.
func others(t testing.TB) []*kernel {
	all := available()
	if len(all) == 1 {
		t.Skip("this machine runs the plain Go kernel only")
	}
	return all[:len(all)-1]
}

func floats(r *rand.Rand, n int, scale float64) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(r.NormFloat64() * scale)
	}
	return x
}

func near(t *testing.T, what string, got, want []float32, tolerance float64) {
	t.Helper()
	for i := range want {
		if d := math.Abs(float64(got[i] - want[i])); !(d <= tolerance*(1+math.Abs(float64(want[i])))) {
			t.Fatalf("%s: element %d is %v, want %v", what, i, got[i], want[i])
		}
	}
}

func TestPanelF32(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, k := range others(t) {
		for _, m := range []int{1, 2, 3, 4, 5, 6, 7, 11, 12, 13, 19, 20, 23, 25, 37} {
			for _, depth := range []int{1, 2, 3, 4, 5, 7, 32, 33, 384} {
				lda, ldb, ldc := depth+3, 16+5, 16+7
				a, b, bias := floats(r, m*lda, 1), floats(r, depth*ldb, 1), floats(r, 16, 1)
				for _, add := range [][]float32{nil, bias} {
					got, want := floats(r, m*ldc, 1), make([]float32, m*ldc)
					copy(want, got)
					k.panelF32(got, ldc, a, lda, b, ldb, add, depth, m)
					panelF32Go(want, ldc, a, lda, b, ldb, add, depth, m)
					near(t, fmt.Sprintf("%s m=%d k=%d", k.name, m, depth), got, want, 1e-4)
				}
			}
		}
	}
}

// TestPanelInt asks for equality to the bit: with scales and bias that are powers of two and small integers
// the float steps are exact as long as the sum is, so the integers show through. The extremes fill 32 bits.
func TestPanelInt(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, k := range others(t) {
		for _, m := range []int{1, 2, 3, 4, 5, 6, 7, 11, 12, 13, 19, 20, 23, 25, 37} {
			for _, depth := range []int{1, 2, 3, 4, 5, 7, 48, 192, 193, 768} {
				for extreme := range 3 {
					lda, ldc := 2*depth+8, 16+7
					a, b := make([]int16, m*lda), make([]int16, depth*32)
					for i := range a {
						a[i] = int16(r.IntN(2*quantum+1) - quantum)
						if extreme > 0 {
							a[i] = quantum
						}
					}
					for i := range b {
						b[i] = int16(r.IntN(255) - 127)
						if extreme > 0 {
							b[i] = int16(127 * (2*extreme - 3))
						}
					}
					rows, cols := make([]float32, m), make([]float32, 32)
					for i := range m {
						rows[i] = 0.25
					}
					for i := range 16 {
						cols[i], cols[16+i] = 0.5, float32(r.IntN(9))
					}
					got, want := floats(r, m*ldc, 1), make([]float32, m*ldc)
					copy(want, got)
					k.panelInt(got, ldc, a, lda, b, depth, m, rows, cols)
					panelIntGo(want, ldc, a, lda, b, depth, m, rows, cols)
					for i := range want {
						if got[i] != want[i] {
							t.Fatalf("%s m=%d k=%d extreme=%d: element %d is %v, want %v", k.name, m, depth, extreme, i, got[i], want[i])
						}
					}
				}
			}
		}
	}
}

func TestRowKernels(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for _, k := range others(t) {
		for _, n := range []int{1, 3, 7, 8, 9, 16, 24, 31, 32, 33, 40, 64, 100, 384, 480, 1536} {
			name := fmt.Sprintf("%s n=%d", k.name, n)
			x, y, w, b := floats(r, n, 3), floats(r, n, 1), floats(r, n, 1), floats(r, n, 1)
			if n > 2 {
				x[1], x[2] = -40, 40 // far out, where the exponentials must be held
			}
			copied := func() []float32 { return append([]float32(nil), x...) }

			got, want := copied(), copied()
			k.geluTanh(got)
			geluTanhGo(want)
			near(t, name+" gelu tanh", got, want, 2e-6)

			got, want = copied(), copied()
			k.geluErf(got)
			geluErfGo(want)
			near(t, name+" gelu erf", got, want, 2e-6)

			for _, add := range [][]float32{nil, y} {
				got, want = copied(), copied()
				k.addNorm(got, add, w, b)
				addNormGo(want, add, w, b)
				if n > 1 { // of one number the norm is 0/0-like
					near(t, name+" norm", got, want, 1e-4)
				}
			}

			got, want = copied(), copied()
			s, z := k.softmax(got, 0.7), softmaxGo(want, 0.7)
			near(t, name+" softmax", append(got, s), append(want, z), 1e-5)

			for _, flat := range []bool{false, true} {
				x := copied()
				if flat {
					for i := range x {
						x[i] = 0
					}
				}
				q, p := make([]int16, n), make([]int16, n)
				s1, s2 := k.quantize(q, x), quantizeGo(p, x)
				near(t, name+" quantize", []float32{s1}, []float32{s2}, 1e-6)
				for i := range q {
					if q[i] != p[i] {
						t.Fatalf("%s quantize: element %d is %d, want %d", name, i, q[i], p[i])
					}
				}
			}
		}
	}
}

func BenchmarkPanels(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	const m, k, n = 96, 384, 1536
	a, w, bias, c := floats(r, m*k, 1), floats(r, k*n, 1), floats(r, n, 1), make([]float32, m*n)
	q, v, rows, cols := make([]int16, m*k), make([]int16, k*n), floats(r, m, 1), floats(r, 32, 1)
	for _, kn := range available() {
		b.Run("f32/"+kn.name, func(b *testing.B) {
			for b.Loop() {
				for p := 0; p < n; p += 16 {
					kn.panelF32(c[p:], n, a, k, w[p*k:], 16, bias[p:], k, m)
				}
			}
			b.ReportMetric(float64(m*k*n)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GMAC/s")
		})
		b.Run("int8/"+kn.name, func(b *testing.B) {
			for b.Loop() {
				for p := 0; p < n; p += 16 {
					kn.panelInt(c[p:], n, q, k, v[p*k:], k/2, m, rows, cols)
				}
			}
			b.ReportMetric(float64(m*k*n)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GMAC/s")
		})
	}
}
