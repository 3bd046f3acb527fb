package infer

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"math"
	"strings"
	"testing"
	"testing/fstest"
)

// rawFile is a safetensors file of that header and data.
func rawFile(header string, data []byte) []byte {
	out := binary.LittleEndian.AppendUint64(nil, uint64(len(header)))
	return append(append(out, header...), data...)
}

// entry is the header's line of one tensor.
func entry(name, dtype, shape string, from, to int) string {
	return fmt.Sprintf(`%q:{"dtype":%q,"shape":%s,"data_offsets":[%d,%d]}`, name, dtype, shape, from, to)
}

func openRaw(raw []byte, spec string) (*Weights, error) {
	return Open(fstest.MapFS{"m.safetensors": {Data: raw}, "m.json": {Data: []byte(spec)}}, "m")
}

func TestOpen(t *testing.T) {
	data := []byte{0xff, 2, 0, 0, 0, 0x40, 0, 0, 0x80, 0x3f, 0, 0, 0, 0xbf, 0, 0x3c, 0, 0xc0}
	sum := fmt.Sprintf(`"__metadata__":{"crc32c":"%08x","format":"any"}`, crc32.Checksum(data, crc32.MakeTable(crc32.Castagnoli)))
	w, err := openRaw(rawFile(`{`+strings.Join([]string{ // in no order
		entry("b.bias", "F32", "[1]", 10, 14), sum, entry("a.weight", "I8", "[2,1]", 0, 2), entry("a.scale", "F32", "[2]", 2, 10), entry("c", "F16", "[1,2]", 14, 18),
	}, ",")+`}   `, data), `{"heads": 3}`)
	if err != nil {
		t.Fatal(err)
	}
	var spec Spec
	if err := w.Describe(&spec); err != nil || spec.Heads != 3 {
		t.Errorf("description %+v, error %v", spec, err)
	}
	for name, c := range map[string]struct {
		shape []int
		want  []float32
	}{
		"a.weight": {[]int{2, 1}, []float32{-2, 2}}, // -1 · 2, 2 · 1
		"a.scale":  {[]int{2}, []float32{2, 1}},
		"b.bias":   {[]int{1}, []float32{-0.5}},
		"c":        {[]int{1, 2}, []float32{1, -2}},
	} {
		got, err := w.Floats(name, c.shape...)
		if err != nil || fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s is %v, error %v; want %v", name, got, err, c.want)
		}
	}
}

// TestRefusedFiles: each fault is an ErrWeights that names the file, and the tensor where one is at fault.
func TestRefusedFiles(t *testing.T) {
	data := make([]byte, 16)
	one := func(dtype, shape string, from, to int) []byte {
		return rawFile("{"+entry("x", dtype, shape, from, to)+"}", data)
	}
	two := func(from, to int) []byte {
		return rawFile("{"+entry("x", "F32", "[2]", 0, 8)+","+entry("y", "F32", "[2]", from, to)+"}", data)
	}
	good := one("F32", "[2,2]", 0, 16)
	if _, err := openRaw(good, "{}"); err != nil {
		t.Fatal(err)
	}
	if _, err := openRaw(two(8, 16), "{}"); err != nil {
		t.Fatal(err)
	}
	long := bytes.Clone(good)
	long[7] = 0x80
	meta := func(m string) []byte {
		return rawFile(`{"__metadata__":`+m+","+entry("x", "F32", "[2,2]", 0, 16)+"}", data)
	}
	huge := make([]byte, 8+1<<24+1)
	binary.LittleEndian.PutUint64(huge, 1<<24+1)
	for name, c := range map[string]struct {
		raw  []byte
		want string
	}{
		"empty":                    {nil, "0 bytes are too few"},
		"short":                    {good[:7], "7 bytes are too few"},
		"header cut":               {good[:20], "does not fit a file of 20"},
		"header beyond all bounds": {long, "does not fit"},
		"header too long":          {huge, "a header of 16777217 bytes does not fit"},
		"header of no bytes":       {rawFile("", data), "header: "},
		"not JSON":                 {rawFile(`{"x":`, data), "header: "},
		"two values":               {rawFile(`{}{}`, nil), "header: "},
		"a list":                   {rawFile(`[]`, nil), "header: "},
		"tensor is no object":      {rawFile(`{"x":7}`, data), "header of x: "},
		"offsets are words":        {rawFile(`{"x":{"dtype":"I8","shape":[16],"data_offsets":["0","16"]}}`, data), "header of x: "},
		"one offset":               {rawFile(`{"x":{"dtype":"I8","shape":[16],"data_offsets":[16]}}`, data), "x: I8 [16] takes 16 bytes, not 16 to 0"},
		"no offsets":               {rawFile(`{"x":{"dtype":"I8","shape":[16]}}`, data), "x: I8 [16] takes 16 bytes, not 0 to 0"},
		"no shape":                 {rawFile(`{"x":{"dtype":"I8","data_offsets":[0,16]}}`, data), "x: I8 [] takes 1 bytes"},
		"no type":                  {rawFile(`{"x":{"shape":[16],"data_offsets":[0,16]}}`, data), `x: type "" is not one of`},
		"unknown type":             {one("BF16", "[8]", 0, 16), `x: type "BF16" is not one of`},
		"type in small letters":    {one("f32", "[2,2]", 0, 16), `x: type "f32" is not one of`},
		"shape too small":          {one("F32", "[3]", 0, 16), "x: F32 [3] takes 12 bytes, not 0 to 16"},
		"shape too large":          {one("F32", "[5]", 0, 16), "x: F32 [5] takes 20 bytes, not 0 to 16"},
		"type too small":           {one("F16", "[4]", 0, 16), "x: F16 [4] takes 8 bytes, not 0 to 16"},
		"dimension 0":              {one("F32", "[4,0]", 0, 16), "x: shape [4 0]"},
		"dimension below 0":        {one("F32", "[-2,-2]", 0, 16), "x: shape [-2 -2]"},
		"dimension of a fraction":  {one("F32", "[1.5]", 0, 16), "header of x: "},
		"dimension of 2⁶⁴":         {one("F32", "[18446744073709551616]", 0, 16), "header of x: "},
		"product of 2⁶⁴":           {one("I8", "[4294967296,4294967296]", 0, 16), "x: shape"},
		"product of 2⁶⁴ + 16":      {one("I8", "[16,1152921504606846977]", 0, 16), "x: shape"},
		"many dimensions":          {one("I8", "["+strings.Repeat("16,", 40)+"16]", 0, 16), "x: shape"},
		"begins below 0":           {one("F32", "[2,2]", -16, 0), "x: F32 [2 2] takes 16 bytes, not -16 to 0"},
		"ends beyond the data":     {one("F32", "[2,2]", 4, 20), "x: F32 [2 2] takes 16 bytes, not 4 to 20 of 16"},
		"ends before it begins":    {one("F32", "[2,2]", 16, 0), "x: F32 [2 2] takes 16 bytes, not 16 to 0"},
		"length wraps around":      {one("I8", "[1]", math.MaxInt64, math.MinInt64), "x: I8 [1] takes 1 bytes, not"},
		"gap":                      {rawFile("{"+entry("x", "F32", "[1]", 0, 4)+","+entry("y", "F32", "[2]", 8, 16)+"}", data), "gap or overlap at byte 4"},
		"gap at the front":         {one("F32", "[3]", 4, 16), "gap or overlap at byte 0"},
		"overlap":                  {two(4, 12), "gap or overlap at byte 8"},
		"twice the same":           {two(0, 8), "gap or overlap at byte 8"},
		"one name twice":           {rawFile("{"+entry("x", "F32", "[2]", 0, 8)+","+entry("x", "F32", "[2]", 8, 16)+"}", data), "gap or overlap at byte 0"},
		"trailing bytes":           {one("F32", "[3]", 0, 12), "4 bytes after the last tensor"},
		"data cut":                 {good[:len(good)-1], "x: F32 [2 2] takes 16 bytes, not 0 to 16 of 15"},
		"no tensors":               {rawFile("{}", data), "16 bytes after the last tensor"},
		"metadata is a number":     {meta("7"), "metadata: "},
		"metadata has a number":    {meta(`{"crc32c":7}`), "metadata: "},
		"checksum is a word":       {meta(`{"crc32c":"green"}`), "metadata: crc32c: "},
		"checksum too long":        {meta(`{"crc32c":"1ffffffff"}`), "metadata: crc32c: "},
		"checksum wrong":           {meta(`{"crc32c":"00000000"}`), "the file says 00000000: it is damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			w, err := openRaw(c.raw, "{}")
			if err == nil || w != nil {
				t.Fatalf("not refused: error %v", err)
			}
			if !errors.Is(err, ErrWeights) || !strings.Contains(err.Error(), "m.safetensors: ") || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %q, want an ErrWeights that says %q of m.safetensors", err, c.want)
			}
		})
	}
}

func TestMissingFiles(t *testing.T) {
	raw := rawFile("{}", nil)
	for missing, files := range map[string]fstest.MapFS{
		"m.safetensors": {"m.json": {Data: []byte("{}")}},
		"m.json":        {"m.safetensors": {Data: raw}},
	} {
		if _, err := Open(files, "m"); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), missing) {
			t.Errorf("without %s: error %v", missing, err)
		}
	}
	w, err := openRaw(raw, `{"heads": "two"}`)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Describe(new(Spec)); !errors.Is(err, ErrWeights) || !strings.Contains(err.Error(), "m.json") {
		t.Errorf("a description of the wrong kind: error %v", err)
	}
}

// TestHalfs goes through all 65,536 half floats.
func TestHalfs(t *testing.T) {
	data := make([]byte, 2*65536)
	for h := range 65536 {
		binary.LittleEndian.PutUint16(data[2*h:], uint16(h))
	}
	got := make([]float32, 65536)
	halfs(got, data)
	for h, v := range got {
		exponent, mantissa := h>>10&31, float64(h&1023)
		want := math.Ldexp(1024+mantissa, exponent-25)
		switch {
		case exponent == 0:
			want = math.Ldexp(mantissa, -24)
		case exponent == 31 && mantissa == 0:
			want = math.Inf(1)
		case exponent == 31:
			want = math.NaN()
		}
		if h>>15 == 1 {
			want = -want
		}
		if w := float32(want); w != v && (w == w || v == v) || math.Signbit(want) != math.Signbit(float64(v)) && want == want {
			t.Fatalf("%04x is %v, want %v", h, v, want)
		}
	}
}

// FuzzParse: no file makes parse fail but by an error, and what it accepts fills the data, each tensor its own part.
func FuzzParse(f *testing.F) {
	f.Add(rawFile("{"+entry("x", "F32", "[2,2]", 0, 16)+"}", make([]byte, 16)))
	f.Add(rawFile(`{"__metadata__":{"crc32c":"0","a":"b"},`+entry("y.weight", "I8", "[1,2]", 0, 2)+","+entry("y.scale", "F32", "[1]", 2, 6)+"}", make([]byte, 6)))
	f.Fuzz(func(t *testing.T, raw []byte) {
		tensors, err := parse(raw)
		if err != nil {
			return
		}
		n := 0
		for name, x := range tensors {
			size := sizes[x.dtype]
			for _, d := range x.shape {
				size *= d
			}
			if size <= 0 || size != len(x.data) {
				t.Errorf("%s: %s %v of %d bytes", name, x.dtype, x.shape, len(x.data))
			}
			n += len(x.data)
			if x.dtype != "I8" {
				x.floats()
			}
			// what was accepted can be asked for
			w := &Weights{name: "m", tensors: tensors}
			if _, err := w.Floats(name, x.shape...); err != nil && !errors.Is(err, ErrWeights) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if head := int(binary.LittleEndian.Uint64(raw)); n != len(raw)-8-head {
			t.Errorf("tensors take %d bytes of %d", n, len(raw)-8-head)
		}
	})
}
