package main

import (
	"context"
	"fmt"
	"iter"
	"os"

	"golang.org/x/term"
)

// inOrder does n pieces of work, at most limit at a time or waiting, and yields their results in order.
func inOrder[T any](ctx context.Context, n, limit int, work func(ctx context.Context, i int) T) iter.Seq[T] {
	return func(yield func(T) bool) {
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		slots := make(chan chan T, limit)
		go func() {
			defer close(slots)
			for i := range n {
				slot := make(chan T, 1)
				select {
				case slots <- slot:
				case <-ctx.Done():
					return
				}
				go func() { slot <- work(ctx, i) }()
			}
		}()
		for slot := range slots {
			if !yield(<-slot) {
				return
			}
		}
	}
}

// progress is a line on the terminal that says how far a long run is; elsewhere, and for few inputs, it is silent.
type progress struct {
	streams
	on        bool
	done, all int
}

func newProgress(std streams, all int) *progress {
	f, ok := std.err.(*os.File)
	return &progress{streams: std, all: all, on: ok && all > 3 && term.IsTerminal(int(f.Fd()))}
}

func (p *progress) step() {
	p.done++
	if p.on && p.done < p.all {
		fmt.Fprintf(p.err, "%d of %d stories read", p.done, p.all)
	}
}

func (p *progress) clear() {
	if p.on {
		fmt.Fprint(p.err, "\r\x1b[K")
	}
}
