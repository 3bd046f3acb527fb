package infer

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

// openTiny opens the random encoder of train/tiny.py, F32 or eight-bit, to be spoilt. Its features are not looked at.
func openTiny(t *testing.T, name string) *Weights {
	t.Helper()
	raw, err := os.ReadFile("testdata/" + name + ".safetensors")
	if err != nil {
		t.Fatal(err)
	}
	spec, err := os.ReadFile("testdata/tiny.json")
	if err != nil {
		t.Fatal(err)
	}
	w, err := Open(fstest.MapFS{name + ".safetensors": {Data: raw}, name + ".json": {Data: spec}}, name)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *Weights) build() (*Encoder, error) { return NewEncoder(w, w, make([]float32, 64), 1) }

// TestDamage: a flipped bit anywhere in the data of a file with a checksum is found.
func TestDamage(t *testing.T) {
	raw, err := os.ReadFile("testdata/tiny8.safetensors")
	if err != nil {
		t.Fatal(err)
	}
	begin := 8 + int(binary.LittleEndian.Uint64(raw))
	for at := begin; at < len(raw); at += 997 {
		raw[at] ^= 1 << (at % 8)
		if _, err := openRaw(raw, "{}"); !errors.Is(err, ErrWeights) || !strings.Contains(err.Error(), "damaged") {
			t.Fatalf("bit flipped at byte %d: error %v", at, err)
		}
		raw[at] ^= 1 << (at % 8)
	}
}

// TestRefusedTensors spoils every tensor an encoder needs, one at a time.
func TestRefusedTensors(t *testing.T) {
	for _, name := range []string{"tiny", "tiny8"} {
		whole := openTiny(t, name)
		if _, err := whole.build(); err != nil {
			t.Fatal(err)
		}
		for tensorName, x := range whole.tensors {
			layer, part, _ := strings.Cut(tensorName, ".")
			if part == "" || layer == "type" || layer == "shape" || layer == "quote" || layer == "cont" || layer == "link" || layer == "ans" {
				continue // not the encoder's
			}
			about := tensorName[:strings.LastIndex(tensorName, ".")+1] // an error may name the bias that a weight is missing for
			refused := func(what string) {
				t.Helper()
				_, err := whole.build()
				if !errors.Is(err, ErrWeights) || !strings.Contains(err.Error(), name+": ") || !strings.Contains(err.Error(), about) {
					t.Errorf("%s: %s %s: error %v", name, tensorName, what, err)
				}
				whole.tensors[tensorName] = x
			}
			if tensorName != "out.weight" { // an encoder without out gives its last layer
				delete(whole.tensors, tensorName)
				refused("missing")
			}
			whole.tensors[tensorName] = tensor{x.dtype, append([]int{1}, x.shape...), x.data}
			refused("with another dimension")
			half := x.shape[len(x.shape)-1] / 2
			if about != "out." || len(x.shape) == 1 { // out may have any number of rows
				whole.tensors[tensorName] = tensor{x.dtype, append(append([]int{}, x.shape[:len(x.shape)-1]...), half), x.data}
				refused("too narrow")
			}
			if x.dtype == "I8" || tensorName == "word.weight" { // the word table is widened as it is used
				continue
			}
			for _, bad := range []float32{float32(math.NaN()), float32(math.Inf(1)), float32(math.Inf(-1))} {
				data := bytes.Clone(x.data)
				if x.dtype == "F16" {
					binary.LittleEndian.PutUint16(data[2:], uint16(math.Float32bits(bad)>>16&0x8000|0x7c00|math.Float32bits(bad)>>13&0x3ff))
				} else {
					binary.LittleEndian.PutUint32(data[4:], math.Float32bits(bad))
				}
				whole.tensors[tensorName] = tensor{x.dtype, x.shape, data}
				refused(fmt.Sprintf("with %v", bad))
			}
		}
	}
}

// TestMixedTypes: eight-bit and other weights do not go into one product.
func TestMixedTypes(t *testing.T) {
	w, full := openTiny(t, "tiny8"), openTiny(t, "tiny")
	w.tensors["layers.0.k.weight"] = full.tensors["layers.0.k.weight"]
	if _, err := w.build(); !errors.Is(err, ErrWeights) || !strings.Contains(err.Error(), "layers.0.k.weight is F32 beside an I8 layer") {
		t.Errorf("error %v", err)
	}
	w = openTiny(t, "tiny8")
	w.tensors["pos.weight"], w.tensors["pos.scale"] = w.tensors["layers.0.q.weight"], w.tensors["layers.0.q.weight"]
	if _, err := w.build(); !errors.Is(err, ErrWeights) || !strings.Contains(err.Error(), "pos.scale") {
		t.Errorf("scales of the wrong shape: error %v", err)
	}
}

// TestRefusedDescriptions: the description must be of an encoder that this engine runs, and fit the tensors.
func TestRefusedDescriptions(t *testing.T) {
	whole := openTiny(t, "tiny")
	var spec map[string]any
	if err := whole.Describe(&spec); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		key   string
		value any
		want  string
	}{
		{"layers", 0, "tiny.json"},
		{"layers", -1, "tiny.json"},
		{"layers", 49, "tiny.json"},
		{"layers", 3, "layers.2."},
		{"layers", 2.5, "tiny.json"},
		{"width_hidden", 0, "tiny.json"},
		{"width_hidden", 128, "tiny.json"}, // of two heads of 32
		{"heads", 0, "tiny.json"},
		{"heads", 4, "tiny.json"},
		{"heads", -2, "tiny.json"},
		{"inner", 0, "tiny.json"},
		{"inner", 1 << 40, "tiny.json"},
		{"inner", 64, "layers.0.up"},
		{"gelu", "quick", "tiny.json"},
		{"gelu", nil, "tiny.json"},
	} {
		was := spec[c.key]
		spec[c.key] = c.value
		b, err := json.Marshal(spec)
		if err != nil {
			t.Fatal(err)
		}
		w := &Weights{name: "tiny", tensors: whole.tensors, spec: b}
		if _, err := w.build(); !errors.Is(err, ErrWeights) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %v: error %v, want one about %s", c.key, c.value, err, c.want)
		}
		spec[c.key] = was
	}
	for _, n := range []int{0, 1, 63, 65} {
		if _, err := NewEncoder(whole, whole, make([]float32, n), 1); !errors.Is(err, ErrWeights) || !strings.Contains(err.Error(), "feature table") {
			t.Errorf("feature table of %d: error %v", n, err)
		}
	}
}

// TestNotNumbers: where numbers are no numbers, as in a word table that is widened as it is used, no kernel fails.
func TestNotNumbers(t *testing.T) {
	for _, k := range available() {
		t.Setenv("HEARSAY_KERNEL", k.name)
		for _, name := range []string{"tiny", "tiny8"} {
			for _, bits := range []uint32{0x7fc00000, 0x7f800000, 0xff800000, 0x7f7fffff} {
				w := openTiny(t, name)
				x := w.tensors["word.weight"]
				data := make([]byte, 0, 200*64*4)
				for range 200 * 64 {
					data = binary.LittleEndian.AppendUint32(data, bits)
				}
				w.tensors["word.weight"] = tensor{"F32", x.shape, data}
				e, err := w.build()
				if err != nil {
					t.Fatal(err)
				}
				rows, err := e.Encode(context.Background(), []Sequence{{IDs: []int32{2, 9, 3}, Take: []int32{0, 1, 2}}})
				if err != nil || rows[0].Len() != 3 {
					t.Errorf("%s, %s: %d rows, error %v", k.name, name, rows[0].Len(), err)
				}
			}
		}
	}
}

// TestUnknownKernel: a kernel this machine does not have is said, not replaced.
func TestUnknownKernel(t *testing.T) {
	t.Setenv("HEARSAY_KERNEL", "abacus")
	if _, err := openTiny(t, "tiny").build(); err == nil || !strings.Contains(err.Error(), "HEARSAY_KERNEL=abacus") {
		t.Errorf("error %v", err)
	}
}
