package infer

import "math"

// The kernels in plain Go. Where a product is integer the others give the same to the bit; floats may differ in the last bits.

func panelF32Go(c []float32, ldc int, a []float32, lda int, b []float32, ldb int, bias []float32, k, m int) {
	for i := range m {
		var sum [16]float32
		if bias != nil {
			copy(sum[:], bias)
		}
		for j, x := range a[i*lda : i*lda+k] {
			for n, w := range b[j*ldb : j*ldb+16] {
				sum[n] += x * w
			}
		}
		copy(c[i*ldc:i*ldc+16], sum[:])
	}
}

func panelInt8Go(c []float32, ldc int, a []uint8, lda int, b []int8, k, m int, rows, cols []float32) {
	wsum, wscale, bias := cols[:16], cols[16:32], cols[32:48]
	for i := range m {
		var sum [16]int32
		x := a[i*lda : i*lda+4*k]
		for j := range k {
			x0, x1, x2, x3 := int32(x[4*j]), int32(x[4*j+1]), int32(x[4*j+2]), int32(x[4*j+3])
			w := b[64*j : 64*j+64]
			for n := range 16 {
				sum[n] += x0*int32(w[4*n]) + x1*int32(w[4*n+1]) + x2*int32(w[4*n+2]) + x3*int32(w[4*n+3])
			}
		}
		for n := range 16 {
			c[i*ldc+n] = (float32(sum[n])*rows[2*i]+rows[2*i+1]*wsum[n])*wscale[n] + bias[n]
		}
	}
}

func quantizeGo(q []uint8, x []float32) (scale, least float32) {
	if len(x) == 0 {
		return 0, 0
	}
	least, most := x[0], x[0]
	for _, v := range x {
		least, most = min(least, v), max(most, v)
	}
	scale = (most - least) / 127
	var inv float32
	if most != least {
		inv = 127 / (most - least)
	}
	for i, v := range x {
		q[i] = uint8(min(max(math.RoundToEven(float64((v-least)*inv)), 0), 127))
	}
	return scale, least
}

func addNormGo(x, y, w, b []float32) {
	var sum float32
	for i := range x {
		if y != nil {
			x[i] += y[i]
		}
		sum += x[i]
	}
	mean := sum / float32(len(x))
	var vary float32
	for _, v := range x {
		vary += (v - mean) * (v - mean)
	}
	inv := 1 / float32(math.Sqrt(float64(vary/float32(len(x))+1e-12)))
	for i, v := range x {
		x[i] = (v-mean)*inv*w[i] + b[i]
	}
}

func softmaxGo(x []float32, c float32) (sum float32) {
	most := float32(math.Inf(-1))
	for _, v := range x {
		most = max(most, v)
	}
	for i, v := range x {
		x[i] = float32(math.Exp2(float64(max((v-most)*c, -126))))
		sum += x[i]
	}
	return sum
}

func geluTanhGo(x []float32) {
	for i, v := range x {
		u := float64(v)
		x[i] = float32(0.5 * u * (1 + math.Tanh(0.7978845608028654*(u+0.044715*u*u*u))))
	}
}

func geluErfGo(x []float32) {
	for i, v := range x {
		u := float64(v)
		x[i] = float32(0.5 * u * (1 + math.Erf(u/math.Sqrt2)))
	}
}
