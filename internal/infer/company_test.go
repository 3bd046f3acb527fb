package infer_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"

	"hearsay/internal/infer"
)

func sameBits(t testing.TB, what string, got, want []infer.Rows) {
	t.Helper()
	for i := range want {
		if got[i].Len() != want[i].Len() {
			t.Fatalf("%s: sequence %d has %d rows, want %d", what, i, got[i].Len(), want[i].Len())
		}
		for k := range want[i].Len() {
			a, b := got[i].Row(k), want[i].Row(k)
			for j := range b {
				if math.Float32bits(a[j]) != math.Float32bits(b[j]) {
					t.Fatalf("%s: sequence %d, row %d, column %d is %v, want %v to the bit", what, i, k, j, a[j], b[j])
				}
			}
		}
	}
}

// many repeats what there is until batches, blocks and threads have something to share.
func many[T any](seqs []T) (out []T) {
	for range 3 {
		out = append(out, seqs...)
	}
	return out
}

// shuffled puts seqs in another order and says where each came from.
func shuffled(seqs []infer.Sequence, seed uint64) (out []infer.Sequence, from []int) {
	from = rand.New(rand.NewPCG(seed, 0)).Perm(len(seqs))
	for _, i := range from {
		out = append(out, seqs[i])
	}
	return out, from
}

// putBack undoes shuffled.
func putBack(rows []infer.Rows, from []int) []infer.Rows {
	out := make([]infer.Rows, len(rows))
	for k, i := range from {
		out[i] = rows[k]
	}
	return out
}

// TestCompany: a result does not depend on what else is encoded, in which order, and on how many threads.
func TestCompany(t *testing.T) {
	_, few := readTiny(t)
	seqs := many(few)
	eachKernel(t, func(t *testing.T, _ string) {
		for _, weights := range []string{"tiny", "tiny8"} {
			fsys := tinyFS(t, "tanh")
			e := openAsReader(t, fsys, weights, 1)
			var alone []infer.Rows
			for i := range few {
				alone = append(alone, encode(t, e, few[i:i+1])...)
			}
			alone = many(alone)
			for _, threads := range []int{1, 2, 3} {
				e := openAsReader(t, fsys, weights, threads)
				if e.Threads() != threads {
					t.Fatalf("%d threads, want %d", e.Threads(), threads)
				}
				what := fmt.Sprintf("%s, %d threads", weights, threads)
				sameBits(t, what+", together", encode(t, e, seqs), alone)
				mixed, from := shuffled(seqs, uint64(threads))
				sameBits(t, what+", shuffled", putBack(encode(t, e, mixed), from), alone)
			}
		}
	})
}

// TestTogether: one encoder serves several callers at once, more than it has threads.
func TestTogether(t *testing.T) {
	_, few := readTiny(t)
	seqs := many(few)
	for _, weights := range []string{"tiny", "tiny8"} {
		e := openAsReader(t, tinyFS(t, "erf"), weights, 2)
		want := encode(t, e, seqs)
		var wg sync.WaitGroup
		for seed := range uint64(6) {
			wg.Go(func() {
				for range 3 {
					mixed, from := shuffled(seqs, seed)
					rows, err := e.Encode(context.Background(), mixed)
					if err != nil {
						t.Error(err)
						return
					}
					back := putBack(rows, from)
					for i := range want {
						for k := range want[i].Len() {
							if back[i].Len() != want[i].Len() || gap(back[i].Row(k), want[i].Row(k)) != 0 {
								t.Errorf("%s: caller %d: sequence %d differs", weights, seed, i)
								return
							}
						}
					}
				}
			})
		}
		wg.Wait()
	}
}

// fuse is a context that ends after it was asked a number of times.
type fuse struct {
	context.Context
	left, asked atomic.Int64
}

func (f *fuse) Err() error {
	f.asked.Add(1)
	if f.left.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}

// TestCancel: once the context has ended no thread begins another batch. Asking is how a thread begins one, so they are counted.
func TestCancel(t *testing.T) {
	_, few := readTiny(t)
	var seqs []infer.Sequence
	for range 60 {
		seqs = append(seqs, few[7]) // the longest: three fill a batch
	}
	for _, threads := range []int{1, 2, 3} {
		e := openAsReader(t, tinyFS(t, "tanh"), "tiny8", threads)
		for _, left := range []int64{0, 1, 5} {
			ctx := &fuse{Context: context.Background()}
			ctx.left.Store(left)
			if _, err := e.Encode(ctx, seqs); !errors.Is(err, context.Canceled) {
				t.Fatalf("ended after %d: error %v", left, err)
			}
			if asked := ctx.asked.Load(); asked > left+int64(threads)+1 { // each thread once more, and once for the error
				t.Errorf("%d threads went on: asked %d times, ended after %d", threads, asked, left)
			}
		}
		ended, cancel := context.WithTimeout(context.Background(), 0)
		if _, err := e.Encode(ended, seqs); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("error %v, want that the deadline is exceeded", err)
		}
		cancel()
		sameBits(t, "after an end", encode(t, e, seqs[:1]), encode(t, e, seqs[1:2]))
	}
}
