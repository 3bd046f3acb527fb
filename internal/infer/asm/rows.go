package main

// exp2Coefficients is a polynomial for 2^f − 1 on [−½, ½] without its constant: relative error 9.2e-8.
var exp2Coefficients = []float64{0.6931470036506653, 0.24022242426872253, 0.05550733581185341, 0.009671512991189957, 0.001326472731307149}

// quantum is the largest activation: with weights up to 127, a row of 2,064 numbers cannot overflow 32 bits.
const quantum = 8191

// rows writes the kernels that work along one row, eight floats at a time.
func (g *gen) rows() {
	g.quantize()
	g.addNorm()
	g.softmax()
	g.geluTanh()
	g.geluErf()
}

// exp2 writes Y[x] = 2^Y[x], with Y[x] held to −126 … 126; t and u are scratch.
// Y8–Y12 hold the coefficients from the highest down, Y13 one, Y14 −126, Y15 126 (loadExp2).
func (g *gen) exp2(x, t, u int) {
	g.op("VMAXPS Y14, Y%d, Y%d", x, x)
	g.op("VMINPS Y15, Y%d, Y%d", x, x)
	g.op("VROUNDPS $0, Y%d, Y%d", x, t)
	g.op("VSUBPS Y%d, Y%d, Y%d", t, x, x)
	g.op("VMOVAPS Y8, Y%d", u)
	for c := 9; c <= 13; c++ {
		g.op("VFMADD213PS Y%d, Y%d, Y%d", c, x, u)
	}
	g.op("VCVTPS2DQ Y%d, Y%d", t, t)
	g.op("VPSLLD $23, Y%d, Y%d", t, t)
	g.op("VPADDD Y%d, Y%d, Y%d", t, u, x)
}

func (g *gen) loadExp2() {
	for i := range 5 {
		g.op("VBROADCASTSS %s, Y%d", g.f32(exp2Coefficients[4-i]), 8+i)
	}
	g.op("VBROADCASTSS %s, Y13", g.f32(1))
	g.op("VBROADCASTSS %s, Y14", g.f32(-126))
	g.op("VBROADCASTSS %s, Y15", g.f32(126))
}

// fold reduces the eight floats of Y[x] to one in X[x] by op (VADDPS, VMAXPS, VMINPS); X[t] is scratch.
func (g *gen) fold(op string, x, t int) {
	g.op("VEXTRACTF128 $1, Y%d, X%d", x, t)
	g.op("%s X%d, X%d, X%d", op, t, x, x)
	g.op("VPERMILPS $0x4e, X%d, X%d", x, t)
	g.op("%s X%d, X%d, X%d", op, t, x, x)
	g.op("VPERMILPS $0xb1, X%d, X%d", x, t)
	g.op("%s X%d, X%d, X%d", op, t, x, x)
}

func (g *gen) quantize() {
	g.function("quantizeAVX2", "q = round(x · 8191 / most), most the largest |x|; returns most / 8191; n a multiple of 16.",
		"q *int16, x *float32, n int) (scale float32", 28)
	g.op("MOVQ q+0(FP), DI")
	g.op("MOVQ x+8(FP), SI")
	g.op("MOVQ n+16(FP), CX")
	g.op("VBROADCASTSS %s, Y7", g.bits(0x7fffffff))
	g.op("VXORPS Y0, Y0, Y0")
	g.op("VXORPS Y1, Y1, Y1")
	g.op("MOVQ SI, BX")
	g.op("MOVQ CX, AX")
	g.label("qrange")
	for i := range 2 {
		g.op("VANDPS %d(BX), Y7, Y%d", 32*i, 2+i)
		g.op("VMAXPS Y%d, Y%d, Y%d", 2+i, i, i)
	}
	g.op("ADDQ $64, BX")
	g.op("SUBQ $16, AX")
	g.op("JNZ qrange")
	g.op("VMAXPS Y1, Y0, Y0")
	g.fold("VMAXPS", 0, 4)
	g.op("VMOVSS %s, X5", g.f32(quantum))
	g.op("VDIVSS X5, X0, X3")
	g.op("VMOVSS X3, scale+24(FP)")
	g.op("VXORPS X1, X1, X1")
	g.op("VUCOMISS X1, X0")
	g.op("JE qflat") // all zeros
	g.op("VDIVSS X0, X5, X1")
	g.label("qflat")
	g.op("VBROADCASTSS X1, Y1")
	g.label("qstore")
	for i := range 2 {
		g.op("VMULPS %d(SI), Y1, Y%d", 32*i, 2+i)
		g.op("VCVTPS2DQ Y%d, Y%d", 2+i, 2+i)
	}
	g.op("VPACKSSDW Y3, Y2, Y2") // lanes 0 2 1 3
	g.op("VPERMQ $0xd8, Y2, Y2")
	g.op("VMOVDQU Y2, (DI)")
	g.op("ADDQ $64, SI")
	g.op("ADDQ $32, DI")
	g.op("SUBQ $16, CX")
	g.op("JNZ qstore")
	g.op("VZEROUPPER")
	g.op("RET")
}

func (g *gen) addNorm() {
	g.function("addNormAVX2", "x = layer norm of (x + y), weight w, bias b, eps 1e-12; y may be nil; n a multiple of 8.",
		"x *float32, y *float32, w *float32, b *float32, n int", 40)
	g.op("MOVQ x+0(FP), DI")
	g.op("MOVQ y+8(FP), SI")
	g.op("MOVQ w+16(FP), R8")
	g.op("MOVQ b+24(FP), R9")
	g.op("MOVQ n+32(FP), CX")
	g.op("VCVTSI2SSQ CX, X7, X7")
	g.op("SHLQ $2, CX")
	g.op("VXORPS Y0, Y0, Y0")
	g.op("XORQ AX, AX")
	g.op("TESTQ SI, SI")
	g.op("JZ nsum")
	g.label("nadd")
	g.op("VMOVUPS (DI)(AX*1), Y1")
	g.op("VADDPS (SI)(AX*1), Y1, Y1")
	g.op("VMOVUPS Y1, (DI)(AX*1)")
	g.op("VADDPS Y1, Y0, Y0")
	g.op("ADDQ $32, AX")
	g.op("CMPQ AX, CX")
	g.op("JLT nadd")
	g.op("JMP nmean")
	g.label("nsum")
	g.op("VADDPS (DI)(AX*1), Y0, Y0")
	g.op("ADDQ $32, AX")
	g.op("CMPQ AX, CX")
	g.op("JLT nsum")
	g.label("nmean")
	g.fold("VADDPS", 0, 1)
	g.op("VDIVSS X7, X0, X0")
	g.op("VBROADCASTSS X0, Y0")
	g.op("VXORPS Y2, Y2, Y2")
	g.op("XORQ AX, AX")
	g.label("nvar")
	g.op("VMOVUPS (DI)(AX*1), Y1")
	g.op("VSUBPS Y0, Y1, Y1")
	g.op("VFMADD231PS Y1, Y1, Y2")
	g.op("ADDQ $32, AX")
	g.op("CMPQ AX, CX")
	g.op("JLT nvar")
	g.fold("VADDPS", 2, 1)
	g.op("VDIVSS X7, X2, X2")
	g.op("VADDSS %s, X2, X2", g.f32(1e-12))
	g.op("VSQRTSS X2, X2, X2")
	g.op("VMOVSS %s, X3", g.f32(1))
	g.op("VDIVSS X2, X3, X2")
	g.op("VBROADCASTSS X2, Y2")
	g.op("XORQ AX, AX")
	g.label("nout")
	g.op("VMOVUPS (DI)(AX*1), Y1")
	g.op("VSUBPS Y0, Y1, Y1")
	g.op("VMULPS Y2, Y1, Y1")
	g.op("VMOVUPS (R8)(AX*1), Y3")
	g.op("VFMADD213PS (R9)(AX*1), Y3, Y1")
	g.op("VMOVUPS Y1, (DI)(AX*1)")
	g.op("ADDQ $32, AX")
	g.op("CMPQ AX, CX")
	g.op("JLT nout")
	g.op("VZEROUPPER")
	g.op("RET")
}

func (g *gen) softmax() {
	g.function("softmaxAVX2", "x = 2^(c · (x − most)); returns the sum; n a multiple of 8.",
		"x *float32, n int, c float32) (sum float32", 28)
	g.op("MOVQ x+0(FP), DI")
	g.op("MOVQ n+8(FP), CX")
	g.op("SHLQ $2, CX")
	g.op("VBROADCASTSS c+16(FP), Y6")
	g.op("VMOVUPS (DI), Y0")
	g.op("MOVQ $32, AX")
	g.op("JMP stest")
	g.label("smax")
	g.op("VMAXPS (DI)(AX*1), Y0, Y0")
	g.op("ADDQ $32, AX")
	g.label("stest")
	g.op("CMPQ AX, CX")
	g.op("JLT smax")
	g.fold("VMAXPS", 0, 1)
	g.op("VBROADCASTSS X0, Y5")
	g.loadExp2()
	g.op("VXORPS Y7, Y7, Y7")
	g.op("XORQ AX, AX")
	g.label("sexp")
	g.op("VMOVUPS (DI)(AX*1), Y0")
	g.op("VSUBPS Y5, Y0, Y0")
	g.op("VMULPS Y6, Y0, Y0")
	g.exp2(0, 1, 2)
	g.op("VMOVUPS Y0, (DI)(AX*1)")
	g.op("VADDPS Y0, Y7, Y7")
	g.op("ADDQ $32, AX")
	g.op("CMPQ AX, CX")
	g.op("JLT sexp")
	g.fold("VADDPS", 7, 1)
	g.op("VMOVSS X7, sum+24(FP)")
	g.op("VZEROUPPER")
	g.op("RET")
}

// x·½(1 + tanh u) = x / (1 + 2^v) with v = −2·log₂e·u = x·(c1 + c3·x²).
func (g *gen) geluTanh() {
	g.function("geluTanhAVX2", "x = GELU(x), tanh form; n a multiple of 8.", "x *float32, n int", 16)
	g.op("MOVQ x+0(FP), DI")
	g.op("MOVQ n+8(FP), CX")
	g.op("SHLQ $2, CX")
	g.loadExp2()
	const c1 = -2 * 1.4426950408889634 * 0.7978845608028654
	g.op("VBROADCASTSS %s, Y6", g.f32(c1))
	g.op("VBROADCASTSS %s, Y7", g.f32(c1*0.044715))
	g.op("XORQ AX, AX")
	g.label("tloop")
	g.op("VMOVUPS (DI)(AX*1), Y3")
	g.op("VMULPS Y3, Y3, Y0")
	g.op("VFMADD213PS Y6, Y7, Y0")
	g.op("VMULPS Y3, Y0, Y0")
	g.exp2(0, 1, 2)
	g.op("VADDPS Y13, Y0, Y0")
	g.op("VDIVPS Y0, Y3, Y3")
	g.op("VMOVUPS Y3, (DI)(AX*1)")
	g.op("ADDQ $32, AX")
	g.op("CMPQ AX, CX")
	g.op("JLT tloop")
	g.op("VZEROUPPER")
	g.op("RET")
}

// erf by Abramowitz and Stegun 7.1.26 (error 1.5e-7): with z = |x|/√2, t = 1/(1 + p·z), e = t·(a1 + t·(a2 + …))·2^(−z²·log₂e),
// GELU(x) = x − x·e/2 for x ≥ 0, x·e/2 for x < 0.
func (g *gen) geluErf() {
	g.function("geluErfAVX2", "x = GELU(x), erf form; n a multiple of 8.", "x *float32, n int", 16)
	g.op("MOVQ x+0(FP), DI")
	g.op("MOVQ n+8(FP), CX")
	g.op("SHLQ $2, CX")
	g.loadExp2()
	g.op("XORQ AX, AX")
	g.label("eloop")
	g.op("VMOVUPS (DI)(AX*1), Y3")
	g.op("VMULPS Y3, Y3, Y0")
	g.op("VBROADCASTSS %s, Y4", g.f32(-0.5*1.4426950408889634))
	g.op("VMULPS Y4, Y0, Y0")
	g.exp2(0, 1, 2)
	g.op("VBROADCASTSS %s, Y4", g.bits(0x7fffffff))
	g.op("VANDPS Y4, Y3, Y4")
	g.op("VBROADCASTSS %s, Y5", g.f32(0.3275911*0.7071067811865476))
	g.op("VFMADD213PS Y13, Y5, Y4")
	g.op("VDIVPS Y4, Y13, Y4")
	a := []float64{1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592}
	g.op("VBROADCASTSS %s, Y5", g.f32(a[0]/2))
	for _, c := range a[1:] {
		g.op("VBROADCASTSS %s, Y6", g.f32(c/2))
		g.op("VFMADD213PS Y6, Y4, Y5")
	}
	g.op("VMULPS Y4, Y5, Y5")
	g.op("VMULPS Y0, Y5, Y5") // ½·(1 − erf z)
	g.op("VSUBPS Y5, Y13, Y6")
	g.op("VBLENDVPS Y3, Y5, Y6, Y5") // negative: ½·(1 − erf z); else 1 − that
	g.op("VMULPS Y3, Y5, Y5")
	g.op("VMOVUPS Y5, (DI)(AX*1)")
	g.op("ADDQ $32, AX")
	g.op("CMPQ AX, CX")
	g.op("JLT eloop")
	g.op("VZEROUPPER")
	g.op("RET")
}
