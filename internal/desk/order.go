package desk

import (
	"context"
	"iter"
)

// InOrder does work on all that in yields, at most jobs at a time or waiting, and yields the results in order. The first error ends it.
func InOrder[T any](ctx context.Context, in iter.Seq2[T, error], jobs int, work func(context.Context, *T) error) iter.Seq2[T, error] {
	type result struct {
		value T
		err   error
	}
	return func(yield func(T, error) bool) {
		ctx, stop := context.WithCancel(ctx)
		slots := make(chan chan result, jobs)
		done := make(chan struct{})
		defer func() { stop(); <-done }()
		go func() {
			defer close(done)
			defer close(slots)
			for value, err := range in {
				slot := make(chan result, 1)
				select {
				case slots <- slot:
				case <-ctx.Done():
					return
				}
				if err != nil {
					slot <- result{err: err}
					return
				}
				go func() {
					err := work(ctx, &value)
					slot <- result{value, err}
				}()
			}
		}()
		for slot := range slots {
			r := <-slot
			if !yield(r.value, r.err) || r.err != nil {
				return
			}
		}
		if err := ctx.Err(); err != nil {
			var none T
			yield(none, err)
		}
	}
}
