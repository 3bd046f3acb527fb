package main

import "fmt"

// A panel is 16 columns of the right-hand matrix, packed so that the kernel reads it straight through.
// A panel kernel computes m rows × 16 columns of the product, a tile of rows at a time,
// with the tile's sums held in registers over the whole depth.
func (g *gen) panels() {
	g.panelF32("panelF32AVX2", avx2{}, []int{6, 5, 4, 3, 2, 1})
	g.panelF32("panelF32AVX512", avx512{}, []int{12, 8, 4, 2, 1})
	g.panelInt("panelIntAVX2", avx2Int{}, []int{6, 5, 4, 3, 2, 1})
	g.panelInt("panelIntVNNI", vnniInt{}, []int{12, 8, 4, 2, 1})
}

// lanes is how an instruction set holds rows of 16 floats in registers.
type lanes interface {
	zero(g *gen, row int)
	fetch(g *gen, row int, from string) // row's sums from the address in a register
	store(g *gen, row int, to string)
	step(g *gen)                   // load the panel's step, at CX
	add(g *gen, row int, a string) // add to row's sums; a is the address of the row's step
}

var pointers = []string{"BX", "DX", "R14", "R15"} // each serves three rows

// rowAddress is the address of a row's current step plus a displacement; lda is in R9.
func rowAddress(row, disp int) string {
	s := fmt.Sprintf("%d(%s)", disp, pointers[row/3])
	switch row % 3 {
	case 1:
		s += "(R9*1)"
	case 2:
		s += "(R9*2)"
	}
	return s
}

// setPointers points BX, DX, … at rows 0, 3, … of the tile that starts at SI. Uses AX.
func (g *gen) setPointers(rows int) {
	g.op("MOVQ SI, BX")
	if rows > 3 {
		g.op("LEAQ (R9)(R9*2), AX")
		for i := 1; i <= (rows-1)/3; i++ {
			g.op("LEAQ (%s)(AX*1), %s", pointers[i-1], pointers[i])
		}
	}
}

func (g *gen) advance(rows, bytes int) {
	for i := 0; i <= (rows-1)/3; i++ {
		g.op("ADDQ $%d, %s", bytes, pointers[i])
	}
}

// tiles writes the loop over tile heights; body must leave SI, DI, R13 for tiles to move on.
func (g *gen) tiles(heights []int, body func(rows int)) {
	for _, h := range heights {
		top, next := g.fresh("tile"), g.fresh("smaller")
		g.label(top)
		g.op("CMPQ R13, $%d", h)
		g.op("JLT %s", next)
		body(h)
		g.op("SUBQ $%d, R13", h)
		g.op("JMP %s", top)
		g.label(next)
	}
	g.op("VZEROUPPER")
	g.op("RET")
}

// depth writes the loop over AX steps of depth, four at a time and then one.
func (g *gen) depth(step func(i int), advance func(n int)) {
	four, ones, one, done := g.fresh("four"), g.fresh("ones"), g.fresh("one"), g.fresh("deep")
	g.op("SUBQ $4, AX")
	g.op("JLT %s", ones)
	g.label(four)
	for i := range 4 {
		step(i)
	}
	advance(4)
	g.op("SUBQ $4, AX")
	g.op("JGE %s", four)
	g.label(ones)
	g.op("ADDQ $4, AX")
	g.op("JZ %s", done)
	g.label(one)
	step(0)
	advance(1)
	g.op("DECQ AX")
	g.op("JNZ %s", one)
	g.label(done)
}

// Registers: DI c, R8 ldc, SI a, R9 lda, R10 b, R11 ldb (bytes all), R12 k, R13 rows left, CX place in b, AX scratch.
func (g *gen) panelF32(name string, l lanes, heights []int) {
	g.function(name, "c[m×16] = a[m×k] · b[k×16] + bias; lda, ldb, ldc in floats; bias may be nil.",
		"c *float32, ldc int, a *float32, lda int, b *float32, ldb int, bias *float32, k int, m int", 72)
	g.op("MOVQ c+0(FP), DI")
	g.op("MOVQ ldc+8(FP), R8")
	g.op("SHLQ $2, R8")
	g.op("MOVQ a+16(FP), SI")
	g.op("MOVQ lda+24(FP), R9")
	g.op("SHLQ $2, R9")
	g.op("MOVQ b+32(FP), R10")
	g.op("MOVQ ldb+40(FP), R11")
	g.op("SHLQ $2, R11")
	g.op("MOVQ k+56(FP), R12")
	g.op("MOVQ m+64(FP), R13")
	g.tiles(heights, func(rows int) {
		plain, start := g.fresh("plain"), g.fresh("start")
		g.setPointers(rows)
		g.op("MOVQ bias+48(FP), AX")
		g.op("TESTQ AX, AX")
		g.op("JZ %s", plain)
		for r := range rows {
			l.fetch(g, r, "AX")
		}
		g.op("JMP %s", start)
		g.label(plain)
		for r := range rows {
			l.zero(g, r)
		}
		g.label(start)
		g.op("MOVQ R10, CX")
		g.op("MOVQ R12, AX")
		g.depth(func(i int) {
			l.step(g)
			for r := range rows {
				l.add(g, r, rowAddress(r, 4*i))
			}
			g.op("ADDQ R11, CX")
		}, func(n int) { g.advance(rows, 4*n) })
		for r := range rows {
			l.store(g, r, "DI")
			g.op("ADDQ R8, DI")
			g.op("ADDQ R9, SI")
		}
	})
}

// panelInt multiplies rows of 16-bit activations with 8-bit weights widened to 16, two steps of depth at once (VPMADDWD, VPDPWSSD).
// Registers as in panelF32, but R11 the rows' scales and R12 the number of two-value steps.
func (g *gen) panelInt(name string, l intLanes, heights []int) {
	g.function(name, "c[m×16] = a·b · scale · wscale + bias; a is m×2k int16, b k steps of 16 columns × 2; rows: the scale of each row; cols: wscale, bias, 16 each.",
		"c *float32, ldc int, a *int16, lda int, b *int16, k int, m int, rows *float32, cols *float32", 72)
	g.op("MOVQ c+0(FP), DI")
	g.op("MOVQ ldc+8(FP), R8")
	g.op("SHLQ $2, R8")
	g.op("MOVQ a+16(FP), SI")
	g.op("MOVQ lda+24(FP), R9")
	g.op("SHLQ $1, R9")
	g.op("MOVQ b+32(FP), R10")
	g.op("MOVQ k+40(FP), R12")
	g.op("MOVQ m+48(FP), R13")
	g.op("MOVQ rows+56(FP), R11")
	g.tiles(heights, func(rows int) {
		g.setPointers(rows)
		for r := range rows {
			l.zero(g, r)
		}
		g.op("MOVQ R10, CX")
		g.op("MOVQ R12, AX")
		g.depth(func(i int) {
			l.step(g, 64*i)
			for r := range rows {
				l.add(g, r, rowAddress(r, 4*i))
			}
		}, func(n int) {
			g.advance(rows, 4*n)
			g.op("ADDQ $%d, CX", 64*n)
		})
		g.op("MOVQ cols+64(FP), AX")
		l.finish(g, rows)
		g.op("ADDQ $%d, R11", 4*rows)
	})
}

// intLanes is how an instruction set holds rows of 16 integer sums in registers.
type intLanes interface {
	zero(g *gen, row int)
	step(g *gen, disp int)         // load the panel's step, at CX + disp
	add(g *gen, row int, a string) // add to row's sums; a is the address of the row's step
	finish(g *gen, rows int)       // scale (R11, cols at AX), store at DI, move DI and SI on
}

// avx2: sums in Y0–Y11, the panel's step in Y12 and Y13, the row's in Y14 and Y15 by turns.
type avx2 struct{}

func (avx2) zero(g *gen, r int) {
	g.op("VXORPS Y%d, Y%d, Y%d", 2*r, 2*r, 2*r)
	g.op("VXORPS Y%d, Y%d, Y%d", 2*r+1, 2*r+1, 2*r+1)
}

func (avx2) fetch(g *gen, r int, from string) {
	g.op("VMOVUPS (%s), Y%d", from, 2*r)
	g.op("VMOVUPS 32(%s), Y%d", from, 2*r+1)
}

func (avx2) store(g *gen, r int, to string) {
	g.op("VMOVUPS Y%d, (%s)", 2*r, to)
	g.op("VMOVUPS Y%d, 32(%s)", 2*r+1, to)
}

func (avx2) step(g *gen) {
	g.op("VMOVUPS (CX), Y12")
	g.op("VMOVUPS 32(CX), Y13")
}

func (avx2) add(g *gen, r int, a string) {
	t := 14 + r%2
	g.op("VBROADCASTSS %s, Y%d", a, t)
	g.op("VFMADD231PS Y12, Y%d, Y%d", t, 2*r)
	g.op("VFMADD231PS Y13, Y%d, Y%d", t, 2*r+1)
}

// avx512: sums in Z0–Z11, the panel's step in Z31.
type avx512 struct{}

func (avx512) zero(g *gen, r int)               { g.op("VPXORD Z%d, Z%d, Z%d", r, r, r) }
func (avx512) fetch(g *gen, r int, from string) { g.op("VMOVUPS (%s), Z%d", from, r) }
func (avx512) store(g *gen, r int, to string)   { g.op("VMOVUPS Z%d, (%s)", r, to) }
func (avx512) step(g *gen)                      { g.op("VMOVUPS (CX), Z31") }
func (avx512) add(g *gen, r int, a string)      { g.op("VFMADD231PS.BCST %s, Z31, Z%d", a, r) }

// avx2Int: sums in Y0–Y11, the panel's step in Y12 and Y13, the row's and products in Y14 and Y15.
type avx2Int struct{}

func (avx2Int) zero(g *gen, r int) { avx2{}.zero(g, r) }

func (avx2Int) step(g *gen, disp int) {
	g.op("VMOVDQU %d(CX), Y12", disp)
	g.op("VMOVDQU %d(CX), Y13", disp+32)
}

func (avx2Int) add(g *gen, r int, a string) {
	g.op("VPBROADCASTD %s, Y14", a)
	g.op("VPMADDWD Y12, Y14, Y15")
	g.op("VPMADDWD Y13, Y14, Y14")
	g.op("VPADDD Y15, Y%d, Y%d", 2*r, 2*r)
	g.op("VPADDD Y14, Y%d, Y%d", 2*r+1, 2*r+1)
}

func (avx2Int) finish(g *gen, rows int) {
	g.op("VMOVUPS (AX), Y12")
	g.op("VMOVUPS 32(AX), Y13")
	for r := range rows {
		g.op("VBROADCASTSS %d(R11), Y14", 4*r)
		for half, y := range []int{2 * r, 2*r + 1} {
			g.op("VCVTDQ2PS Y%d, Y%d", y, y)
			g.op("VMULPS Y14, Y%d, Y%d", y, y)
			g.op("VFMADD213PS %d(AX), Y%d, Y%d", 64+32*half, 12+half, y)
			g.op("VMOVUPS Y%d, %d(DI)", y, 32*half)
		}
		g.op("ADDQ R8, DI")
		g.op("ADDQ R9, SI")
	}
}

// vnniInt: sums in Z0–Z11, the panel's step in Z31.
type vnniInt struct{}

func (vnniInt) zero(g *gen, r int)    { avx512{}.zero(g, r) }
func (vnniInt) step(g *gen, disp int) { g.op("VMOVDQU32 %d(CX), Z31", disp) }
func (vnniInt) add(g *gen, r int, a string) {
	g.op("VPDPWSSD.BCST %s, Z31, Z%d", a, r)
}

func (vnniInt) finish(g *gen, rows int) {
	g.op("VMOVUPS (AX), Z28")
	g.op("VMOVUPS 64(AX), Z29")
	for r := range rows {
		g.op("VCVTDQ2PS Z%d, Z%d", r, r)
		g.op("VMULPS.BCST %d(R11), Z%d, Z%d", 4*r, r, r)
		g.op("VFMADD213PS Z29, Z28, Z%d", r)
		g.op("VMOVUPS Z%d, (DI)", r)
		g.op("ADDQ R8, DI")
		g.op("ADDQ R9, SI")
	}
}
