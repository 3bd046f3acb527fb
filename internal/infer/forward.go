package infer

// headWidth is the width of one attention head.
const headWidth = 32

// queryRows is how many rows of attention scores are held at a time.
const queryRows = 60

// workspace is one thread's memory: it grows to the largest batch met and is used again.
type workspace struct {
	x, qkv, context []float32 // rows of the batch
	inner, delta    []float32 // rows of a block
	quant           []int16   // rows of a block, as int8 layers take them
	rows            []float32 // the scale of each row of quant
	keys, scores    []float32 // one head of one sequence: panels of keys, rows of scores
}

func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// run encodes one batch and puts the rows of its sequences into out.
func (e *Encoder) run(ws *workspace, seqs []Sequence, batch []int, out []Rows) {
	h, n, longest := e.spec.Hidden, 0, 0
	for _, i := range batch {
		n += len(seqs[i].IDs)
		longest = max(longest, len(seqs[i].IDs))
	}
	ws.x = grow(ws.x, n*h)
	ws.qkv = grow(ws.qkv, n*3*h)
	ws.context = grow(ws.context, n*h)
	ws.inner = grow(ws.inner, block*e.spec.Inner)
	ws.delta = grow(ws.delta, block*h)
	ws.quant = grow(ws.quant, block*max(h, e.spec.Inner))
	ws.rows = grow(ws.rows, block)
	padded := (longest + 15) &^ 15
	ws.keys = grow(ws.keys, padded*headWidth)
	ws.scores = grow(ws.scores, queryRows*padded)

	at := 0
	for _, i := range batch {
		at += e.embed(ws.x[at*h:], &seqs[i])
	}
	for l := range e.layers {
		y := &e.layers[l]
		blocks(n, func(from, m int) { y.qkv.apply(e.kernel, ws, ws.qkv[from*3*h:], ws.x[from*h:], m) })
		at = 0
		for _, i := range batch {
			e.attend(ws, at, len(seqs[i].IDs))
			at += len(seqs[i].IDs)
		}
		if l == len(e.layers)-1 { // after the last attention only the pieces taken matter
			n = gather(ws, h, seqs, batch)
		}
		blocks(n, func(from, m int) { e.feedForward(ws, y, from, m) })
	}
	e.deliver(ws, seqs, batch, out)
}

// blocks calls f for n rows, at most block at a time.
func blocks(n int, f func(from, m int)) {
	for from := 0; from < n; from += block {
		f(from, min(block, n-from))
	}
}

// embed writes the normalised sum of word, position and feature of each piece; it returns the number of pieces.
func (e *Encoder) embed(x []float32, s *Sequence) int {
	h := e.spec.Hidden
	for i, id := range s.IDs {
		row, position := x[i*h:(i+1)*h], e.position[i*h:(i+1)*h]
		f := 0
		if s.Features != nil {
			f = int(s.Features[i])
		}
		feature := e.features[f*h : (f+1)*h]
		e.table.copyRow(row, id)
		for j := range row {
			row[j] += position[j] + feature[j]
		}
		e.kernel.addNorm(row, nil, e.norm.weight, e.norm.bias)
	}
	return len(s.IDs)
}

// attend computes the attention of the sequence whose n rows start at row at: ws.qkv → ws.context.
func (e *Encoder) attend(ws *workspace, at, n int) {
	h, wide := e.spec.Hidden, 3*e.spec.Hidden
	padded := (n + 15) &^ 15
	keys := ws.keys[:padded*headWidth]
	for head := range e.spec.Heads {
		q := ws.qkv[at*wide+head*headWidth:]
		k := q[h:]
		v := q[2*h:]
		packKeys(keys, k, wide, n)
		for from := 0; from < n; from += queryRows {
			m := min(queryRows, n-from)
			for p := 0; p < padded; p += 16 {
				e.kernel.panelF32(ws.scores[p:], padded, q[from*wide:], wide, keys[p*headWidth:], 16, nil, headWidth, m)
			}
			context := ws.context[(at+from)*h+head*headWidth:]
			var sums [queryRows]float32
			for i := range m {
				row := ws.scores[i*padded : (i+1)*padded]
				for j := n; j < padded; j++ {
					row[j] = -1e30
				}
				sums[i] = e.kernel.softmax(row, softmaxScale)
			}
			for p := 0; p < headWidth; p += 16 {
				e.kernel.panelF32(context[p:], h, ws.scores, padded, v[p:], wide, nil, n, m)
			}
			for i := range m {
				inv := 1 / sums[i]
				row := context[i*h : i*h+headWidth]
				for j := range row {
					row[j] *= inv
				}
			}
		}
	}
}

// packKeys turns n keys (rows of headWidth, stride apart) into panels of 16 keys, headWidth steps deep; what is left over is zero.
func packKeys(panels, k []float32, stride, n int) {
	for j := range n {
		row := k[j*stride : j*stride+headWidth]
		panel := panels[j/16*16*headWidth+j%16:]
		_ = panel[(headWidth-1)*16]
		for d, v := range row {
			panel[d*16] = v
		}
	}
	for j := n; j < len(panels)/headWidth; j++ {
		for d := range headWidth {
			panels[j/16*16*headWidth+d*16+j%16] = 0
		}
	}
}

// feedForward does what follows attention for rows from … from+m: ws.context and ws.x → ws.x.
func (e *Encoder) feedForward(ws *workspace, y *layer, from, m int) {
	h, kn := e.spec.Hidden, e.kernel
	x := ws.x[from*h : (from+m)*h]
	y.o.apply(kn, ws, ws.delta, ws.context[from*h:], m)
	for i := range m {
		kn.addNorm(x[i*h:(i+1)*h], ws.delta[i*h:], y.ln1.weight, y.ln1.bias)
	}
	y.up.apply(kn, ws, ws.inner, x, m)
	gelu := kn.geluTanh
	if e.spec.GELU == "erf" {
		gelu = kn.geluErf
	}
	gelu(ws.inner[:m*e.spec.Inner])
	y.down.apply(kn, ws, ws.delta, ws.inner, m)
	for i := range m {
		kn.addNorm(x[i*h:(i+1)*h], ws.delta[i*h:], y.ln2.weight, y.ln2.bias)
	}
}

// gather moves the rows that are taken to the front of ws.x and ws.context and returns their number.
func gather(ws *workspace, h int, seqs []Sequence, batch []int) int {
	n, at := 0, 0
	for _, i := range batch {
		for _, t := range seqs[i].Take {
			from := (at + int(t)) * h
			copy(ws.x[n*h:(n+1)*h], ws.x[from:from+h])
			copy(ws.context[n*h:(n+1)*h], ws.context[from:from+h])
			n++
		}
		at += len(seqs[i].IDs)
	}
	return n
}

// deliver copies the rows of each sequence out of the workspace, through the head where there is one.
func (e *Encoder) deliver(ws *workspace, seqs []Sequence, batch []int, out []Rows) {
	h, at := e.spec.Hidden, 0
	for _, i := range batch {
		n := len(seqs[i].Take)
		r := Rows{Width: h, stride: h}
		if e.head != nil {
			r = Rows{Width: e.head.out, stride: e.head.stride}
		}
		r.data = make([]float32, n*r.stride)
		if e.head == nil {
			copy(r.data, ws.x[at*h:])
		} else {
			blocks(n, func(from, m int) { e.head.apply(e.kernel, ws, r.data[from*r.stride:], ws.x[(at+from)*h:], m) })
		}
		out[i] = r
		at += n
	}
}
