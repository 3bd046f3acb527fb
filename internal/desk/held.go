package desk

import (
	"context"
	"sync"
	"time"

	"hearsay/internal/ledger"
)

// held is something made of the whole ledger that is kept in memory, and made anew when the ledger has changed: for the first who asks,
// while others wait or, in a hurry, take what there was. For those in a hurry it is not made all the time: a while passes after it was made.
type held[T any] struct {
	sync.Mutex
	value   T
	of      *moment // what value is made of; nil: there is none yet
	settled int     // how often parties were settled
	flight  *flight
	rest    time.Time // until then nothing is made for who is in a hurry
	old     bool      // who was in a hurry was told what there was
}

// resting is how many times as long as it took to make a value it then rests.
const resting = 4

// moment is what a held value is made of.
type moment struct {
	ledger.Mark
	settled int
}

// flight is a value being made.
type flight struct {
	done chan struct{}
	err  error
}

// maker makes a value of the one before, which is not to be changed and may be none.
type maker[T any] func(ctx context.Context, before T, mark ledger.Mark) (T, error)

// get is the value for the ledger as it is now, or an older one when the newer takes longer than patience; 0 waits as long as it takes.
func (h *held[T]) get(ctx context.Context, l *ledger.Ledger, patience time.Duration, by maker[T]) (none T, err error) {
	var late <-chan time.Time
	if patience > 0 {
		timer := time.NewTimer(patience)
		defer timer.Stop()
		late = timer.C
	}
	for {
		mark, err := l.Mark(ctx)
		if err != nil {
			return none, err
		}
		h.Lock()
		now := moment{mark, h.settled}
		if h.of != nil && *h.of == now {
			value := h.value
			h.Unlock()
			return value, nil
		}
		if h.flight == nil && patience > 0 && time.Now().Before(h.rest) {
			h.old = true
			value := h.value
			h.Unlock()
			return value, nil
		}
		if h.flight == nil {
			h.flight = &flight{done: make(chan struct{})}
			go h.fly(context.WithoutCancel(ctx), h.flight, h.value, now, by)
		}
		f, old, hurry := h.flight, h.value, late
		if h.of == nil {
			hurry = nil
		}
		h.Unlock()
		select {
		case <-f.done:
			if f.err != nil {
				return none, f.err
			}
		case <-hurry:
			return old, nil
		case <-ctx.Done():
			return none, ctx.Err()
		}
	}
}

func (h *held[T]) fly(ctx context.Context, f *flight, before T, of moment, by maker[T]) {
	start := time.Now()
	value, err := by(ctx, before, of.Mark)
	h.Lock()
	if f.err = err; err == nil {
		h.value, h.of, h.old = value, &of, false
		h.rest = time.Now().Add(resting * time.Since(start))
	}
	h.flight = nil
	h.Unlock()
	close(f.done)
}

// has reports whether there is a value, new or old.
func (h *held[T]) has() bool {
	h.Lock()
	defer h.Unlock()
	return h.of != nil
}

// behind reports whether a newer value is being made, or will be.
func (h *held[T]) behind() bool {
	h.Lock()
	defer h.Unlock()
	return h.flight != nil || h.old
}

// settle has the value made anew, since parties may go by other names.
func (h *held[T]) settle() {
	h.Lock()
	h.settled++
	h.Unlock()
}
