package infer

import (
	"context"
	"errors"
	"strings"
	"testing"
)

// TestCancelWaiting: a caller whose context has ended does not wait for a thread that others hold.
func TestCancelWaiting(t *testing.T) {
	e, err := openTiny(t, "tiny8").build()
	if err != nil {
		t.Fatal(err)
	}
	held := <-e.spaces
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := e.Encode(ended, []Sequence{{IDs: []int32{2}}}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	e.spaces <- held
}

// TestDeepRows: eight-bit rows so long that their sum may not fit 32 bits are refused.
func TestDeepRows(t *testing.T) {
	for in, refused := range map[int]bool{deepest: false, deepest + 1: true} {
		w := &Weights{name: "m", tensors: map[string]tensor{
			"x.weight": {"I8", []int{1, in}, make([]byte, in)},
			"x.scale":  {"F32", []int{1}, make([]byte, 4)},
			"x.bias":   {"F32", []int{1}, make([]byte, 4)},
		}}
		_, err := newLinear(w, in, "x")
		if refused != (err != nil) || err != nil && (!errors.Is(err, ErrWeights) || !strings.Contains(err.Error(), "x.weight")) {
			t.Errorf("rows of %d: error %v", in, err)
		}
	}
}
