package infer

import "golang.org/x/sys/cpu"

//go:generate sh -c "go run ./asm > kernels_amd64.s"

//go:noescape
func panelF32AVX2(c *float32, ldc int, a *float32, lda int, b *float32, ldb int, bias *float32, k int, m int)

//go:noescape
func panelF32AVX512(c *float32, ldc int, a *float32, lda int, b *float32, ldb int, bias *float32, k int, m int)

//go:noescape
func panelIntAVX2(c *float32, ldc int, a *int16, lda int, b *int16, k int, m int, rows *float32, cols *float32)

//go:noescape
func panelIntVNNI(c *float32, ldc int, a *int16, lda int, b *int16, k int, m int, rows *float32, cols *float32)

//go:noescape
func quantizeAVX2(q *int16, x *float32, n int) (scale float32)

//go:noescape
func addNormAVX2(x *float32, y *float32, w *float32, b *float32, n int)

//go:noescape
func softmaxAVX2(x *float32, n int, c float32) (sum float32)

//go:noescape
func geluTanhAVX2(x *float32, n int)

//go:noescape
func geluErfAVX2(x *float32, n int)

// available lists the kernels this machine can run, best first.
func available() []*kernel {
	var all []*kernel
	avx2 := cpu.X86.HasAVX2 && cpu.X86.HasFMA
	if avx2 && cpu.X86.HasAVX512F && cpu.X86.HasAVX512VNNI {
		all = append(all, &avx512)
	}
	if avx2 {
		all = append(all, &avx2Kernel)
	}
	return append(all, &plain)
}

var avx2Kernel = withRows(kernel{name: "avx2", panelF32: panelF32(panelF32AVX2), panelInt: panelInt(panelIntAVX2)})

var avx512 = withRows(kernel{name: "avx512", panelF32: panelF32(panelF32AVX512), panelInt: panelInt(panelIntVNNI)})

func panelF32(f func(c *float32, ldc int, a *float32, lda int, b *float32, ldb int, bias *float32, k int, m int)) func(c []float32, ldc int, a []float32, lda int, b []float32, ldb int, bias []float32, k, m int) {
	return func(c []float32, ldc int, a []float32, lda int, b []float32, ldb int, bias []float32, k, m int) {
		if m <= 0 || k <= 0 {
			return
		}
		_, _, _ = c[(m-1)*ldc+15], a[(m-1)*lda+k-1], b[(k-1)*ldb+15]
		var add *float32
		if bias != nil {
			add = &bias[:16][0]
		}
		f(&c[0], ldc, &a[0], lda, &b[0], ldb, add, k, m)
	}
}

func panelInt(f func(c *float32, ldc int, a *int16, lda int, b *int16, k int, m int, rows *float32, cols *float32)) func(c []float32, ldc int, a []int16, lda int, b []int16, k, m int, rows, cols []float32) {
	return func(c []float32, ldc int, a []int16, lda int, b []int16, k, m int, rows, cols []float32) {
		if m <= 0 || k <= 0 {
			return
		}
		_, _, _, _, _ = c[(m-1)*ldc+15], a[(m-1)*lda+2*k-1], b[32*k-1], rows[m-1], cols[31]
		f(&c[0], ldc, &a[0], lda, &b[0], k, m, &rows[0], &cols[0])
	}
}

// withRows gives k the AVX2 row kernels; a row whose length does not fit them goes through plain Go.
func withRows(k kernel) kernel {
	k.quantize = func(q []int16, x []float32) float32 {
		if len(x) == 0 || len(x)%16 != 0 {
			return quantizeGo(q, x)
		}
		_ = q[len(x)-1]
		return quantizeAVX2(&q[0], &x[0], len(x))
	}
	k.addNorm = func(x, y, w, b []float32) {
		n := len(x)
		if n == 0 || n%8 != 0 {
			addNormGo(x, y, w, b)
			return
		}
		var add *float32
		if y != nil {
			add = &y[:n][0]
		}
		addNormAVX2(&x[0], add, &w[:n][0], &b[:n][0], n)
	}
	k.softmax = func(x []float32, c float32) float32 {
		if len(x) == 0 || len(x)%8 != 0 {
			return softmaxGo(x, c)
		}
		return softmaxAVX2(&x[0], len(x), c)
	}
	k.geluTanh = func(x []float32) { whole8(x, geluTanhAVX2, geluTanhGo) }
	k.geluErf = func(x []float32) { whole8(x, geluErfAVX2, geluErfGo) }
	return k
}

func whole8(x []float32, fast func(*float32, int), slow func([]float32)) {
	n := len(x) &^ 7
	if n > 0 {
		fast(&x[0], n)
	}
	slow(x[n:])
}
