package infer

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"math"
	"slices"
	"strconv"
	"unsafe"
)

// ErrWeights is the kind of every error that refuses a weights file.
var ErrWeights = errors.New("bad weights")

// Weights is the content of one safetensors file and of the JSON file beside it that describes the model.
type Weights struct {
	name    string
	tensors map[string]tensor
	spec    []byte
	raw     []byte // the file
}

type tensor struct {
	dtype string
	shape []int
	data  []byte
}

var sizes = map[string]int{"I8": 1, "F16": 2, "F32": 4}

// Open reads name.safetensors and name.json from fsys; "words" has no JSON. The header must fit the file and the tensors must fill its data part
// without gap or overlap; where the file states a checksum (metadata crc32c, Castagnoli, of the data part) it must be right.
func Open(fsys fs.FS, name string) (*Weights, error) {
	raw, err := fs.ReadFile(fsys, name+".safetensors")
	if err != nil {
		return nil, err
	}
	tensors, err := parse(raw)
	if err != nil {
		return nil, fmt.Errorf("%w: %s.safetensors: %w", ErrWeights, name, err)
	}
	w := &Weights{name: name, tensors: tensors, raw: raw}
	if name != words {
		w.spec, err = fs.ReadFile(fsys, name+".json")
	}
	return w, err
}

// words is the file of the word table, which is not a model: it has no description.
const words = "words"

// Words opens the word table of a model: its own, or that of words.safetensors, which stands there once for all models that have none.
func Words(fsys fs.FS, w *Weights) (*Weights, error) {
	if w.rowsOf(wordWeight) > 0 {
		return w, nil
	}
	return Open(fsys, words)
}

// Checksum names the weights: the Castagnoli CRC of the whole file, in hexadecimal.
func (w *Weights) Checksum() string { return fmt.Sprintf("%08x", crc32.Checksum(w.raw, castagnoli)) }

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Describe reads the model's JSON description into v.
func (w *Weights) Describe(v any) error {
	if err := json.Unmarshal(w.spec, v); err != nil {
		return fmt.Errorf("%w: %s.json: %w", ErrWeights, w.name, err)
	}
	return nil
}

// parse reads a safetensors file: 8 bytes of header length (little endian), a JSON header, the data.
func parse(raw []byte) (map[string]tensor, error) {
	if len(raw) < 8 {
		return nil, fmt.Errorf("%d bytes are too few for a header", len(raw))
	}
	n := binary.LittleEndian.Uint64(raw)
	if n > uint64(len(raw)-8) || n > 1<<24 {
		return nil, fmt.Errorf("a header of %d bytes does not fit a file of %d", n, len(raw))
	}
	head, data := raw[8:8+n], raw[8+n:]
	var entries map[string]json.RawMessage
	if err := json.Unmarshal(head, &entries); err != nil {
		return nil, fmt.Errorf("header: %w", err)
	}
	if m, ok := entries["__metadata__"]; ok {
		if err := checksum(m, data); err != nil {
			return nil, err
		}
		delete(entries, "__metadata__")
	}
	tensors := make(map[string]tensor, len(entries))
	type extent struct{ from, to int }
	var filled []extent
	for name, e := range entries {
		var h struct {
			Dtype string `json:"dtype"`
			Shape []int  `json:"shape"`
			Data  [2]int `json:"data_offsets"`
		}
		if err := json.Unmarshal(e, &h); err != nil {
			return nil, fmt.Errorf("header of %s: %w", name, err)
		}
		size, ok := sizes[h.Dtype]
		if !ok {
			return nil, fmt.Errorf("%s: type %q is not one of I8, F16, F32", name, h.Dtype)
		}
		for _, d := range h.Shape {
			if d <= 0 || d > len(data) || size > len(data) {
				return nil, fmt.Errorf("%s: shape %v", name, h.Shape)
			}
			size *= d
		}
		from, to := h.Data[0], h.Data[1]
		if from < 0 || to < from || to > len(data) || to-from != size {
			return nil, fmt.Errorf("%s: %s %v takes %d bytes, not %d to %d of %d", name, h.Dtype, h.Shape, size, from, to, len(data))
		}
		tensors[name] = tensor{h.Dtype, h.Shape, data[from:to:to]}
		filled = append(filled, extent{from, to})
	}
	slices.SortFunc(filled, func(a, b extent) int { return a.from - b.from })
	at := 0
	for _, x := range filled {
		if x.from != at {
			return nil, fmt.Errorf("gap or overlap at byte %d of the data", at)
		}
		at = x.to
	}
	if at != len(data) {
		return nil, fmt.Errorf("%d bytes after the last tensor", len(data)-at)
	}
	return tensors, nil
}

func checksum(metadata json.RawMessage, data []byte) error {
	var m map[string]string
	if err := json.Unmarshal(metadata, &m); err != nil {
		return fmt.Errorf("metadata: %w", err)
	}
	want, ok := m["crc32c"]
	if !ok {
		return nil
	}
	sum, err := strconv.ParseUint(want, 16, 32)
	if err != nil {
		return fmt.Errorf("metadata: crc32c: %w", err)
	}
	if got := crc32.Checksum(data, castagnoli); got != uint32(sum) {
		return fmt.Errorf("checksum is %08x, the file says %08x: it is damaged", got, sum)
	}
	return nil
}

func (w *Weights) lookup(name string, shape ...int) (tensor, error) {
	t, ok := w.tensors[name]
	if !ok {
		return t, fmt.Errorf("%w: %s: no tensor %s", ErrWeights, w.name, name)
	}
	if !slices.Equal(t.shape, shape) {
		return t, fmt.Errorf("%w: %s: %s has shape %v, want %v", ErrWeights, w.name, name, t.shape, shape)
	}
	return t, nil
}

func (w *Weights) has(name string) bool { _, ok := w.tensors[name]; return ok }

// rowsOf is the first dimension of a tensor, 0 if there is none of that name.
func (w *Weights) rowsOf(name string) int {
	if t, ok := w.tensors[name]; ok && len(t.shape) > 0 {
		return t.shape[0]
	}
	return 0
}

// Floats returns the tensor of that name and shape as floats, row after row. An I8 tensor is scaled by name's row scales.
// A number that is infinite, or none at all, is refused: it would spread into every row.
func (w *Weights) Floats(name string, shape ...int) ([]float32, error) {
	t, err := w.lookup(name, shape...)
	if err != nil {
		return nil, err
	}
	if t.dtype == "I8" {
		scale, err := w.Floats(scaleOf(name), shape[:min(1, len(shape))]...)
		if err != nil {
			return nil, err
		}
		out := make([]float32, len(t.data))
		n := len(t.data) / len(scale)
		for i, q := range int8s(t.data) {
			out[i] = float32(q) * scale[i/n]
		}
		return out, nil
	}
	out := t.floats()
	for i, v := range out {
		if v-v != 0 {
			return nil, fmt.Errorf("%w: %s: number %d of %s is %v", ErrWeights, w.name, i, name, v)
		}
	}
	return out, nil
}

// scaleOf names the row scales of an I8 tensor: x.weight → x.scale.
func scaleOf(name string) string {
	const suffix = "weight"
	if len(name) > len(suffix) && name[len(name)-len(suffix):] == suffix {
		return name[:len(name)-len(suffix)] + "scale"
	}
	return name + ".scale"
}

func (t tensor) floats() []float32 {
	if t.dtype == "F32" {
		out := make([]float32, len(t.data)/4)
		for i := range out {
			out[i] = math.Float32frombits(binary.LittleEndian.Uint32(t.data[4*i:]))
		}
		return out
	}
	out := make([]float32, len(t.data)/2)
	halfs(out, t.data)
	return out
}

// halfs widens little-endian IEEE 754 half floats.
func halfs(out []float32, data []byte) {
	for i := range out {
		h := uint32(binary.LittleEndian.Uint16(data[2*i:]))
		sign, rest := h>>15<<31, h&0x7fff
		switch {
		case rest >= 0x7c00: // infinity, not a number
			out[i] = math.Float32frombits(sign | 0x7f800000 | rest<<13)
		default: // shifted into place, the exponent is off by 2^112; this is right for subnormals too
			f := math.Float32frombits(rest<<13) * 0x1p112
			out[i] = math.Float32frombits(sign | math.Float32bits(f))
		}
	}
}

func int8s(b []byte) []int8 {
	if len(b) == 0 {
		return nil
	}
	return unsafe.Slice((*int8)(unsafe.Pointer(&b[0])), len(b))
}
