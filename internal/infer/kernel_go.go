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

func panelIntGo(c []float32, ldc int, a []int16, lda int, b []int16, k, m int, rows, cols []float32) {
	for i := range m {
		var sum [16]int32
		x := a[i*lda : i*lda+2*k]
		for j := range k {
			x0, x1 := int32(x[2*j]), int32(x[2*j+1])
			w := b[32*j : 32*j+32]
			for n := range 16 {
				sum[n] += x0*int32(w[2*n]) + x1*int32(w[2*n+1])
			}
		}
		for n := range 16 {
			c[i*ldc+n] = float32(sum[n])*rows[i]*cols[n] + cols[16+n]
		}
	}
}

// quantum is the largest quantised activation: with weights up to 127, a row of 2,064 numbers cannot overflow 32 bits.
const quantum = 8191

func quantizeGo(q []int16, x []float32) (scale float32) {
	var most float32
	for _, v := range x {
		most = max(most, v, -v)
	}
	var inv float32
	if most > 0 {
		inv = quantum / most
	}
	for i, v := range x {
		q[i] = int16(math.RoundToEven(float64(v * inv)))
	}
	return most / quantum
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
