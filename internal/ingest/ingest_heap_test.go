package ingest

import (
	"runtime"
	"testing"
	"time"
)

// highest starts to watch the heap. What it returns stops, and says how much larger than at the start it got, in bytes.
func highest(t testing.TB) func() uint64 {
	t.Helper()
	heap := func() uint64 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	runtime.GC()
	start := heap()
	stop, done := make(chan struct{}), make(chan uint64)
	go func() {
		high := start
		for {
			select {
			case <-stop:
				done <- high - start
				return
			case <-time.After(5 * time.Millisecond):
				high = max(high, heap())
			}
		}
	}()
	return func() uint64 {
		close(stop)
		return <-done
	}
}
