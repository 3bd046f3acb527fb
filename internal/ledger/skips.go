package ledger

import (
	"context"
	"iter"
	"math"
	"time"

	"hearsay"
)

// KeptSkip is a skip as the ledger has it; its At is the time of entry.
type KeptSkip struct {
	hearsay.Skip
	Reader string // the version that met it
	Number int64  // in this ledger
}

// Skips yields the skips as of an instant (zero: now), in the order of entry, at most limit (0: all). An error is the last thing it yields.
func (l *Ledger) Skips(ctx context.Context, asOf time.Time, limit int) iter.Seq2[KeptSkip, error] {
	return func(yield func(KeptSkip, error) bool) {
		until, err := l.until(ctx, asOf)
		for above, left := int64(0), limit; err == nil; {
			var some []KeptSkip
			if some, above, err = l.someSkips(ctx, `s.seq > ? AND s.seq <= ? ORDER BY s.seq LIMIT ?`, above, until, piece); len(some) == 0 {
				break
			}
			for _, s := range some {
				if !yield(s, nil) {
					return
				}
				if left--; left == 0 {
					return
				}
			}
		}
		if err != nil {
			yield(KeptSkip{}, l.explained("list skips", err))
		}
	}
}

// someSkips reads a piece of the skips, and the seq of the last of them.
func (l *Ledger) someSkips(ctx context.Context, where string, args ...any) (out []KeptSkip, last int64, err error) {
	rows, err := l.read.QueryContext(ctx, l.rebind(`SELECT s.seq, s.name, s.reason, s.detail, e.entered, w.name FROM skips s JOIN entries e ON e.seq = s.seq
		JOIN readers w ON w.no = e.reader WHERE `+where), args...)
	if err != nil {
		return nil, 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var s KeptSkip
		var at int64
		if err := rows.Scan(&last, &s.Name, &s.Reason, &s.Detail, &at, &s.Reader); err != nil {
			return nil, 0, err
		}
		s.At, s.Number = fromMicros(at), last
		out = append(out, s)
	}
	return out, last, rows.Err()
}

// LastSkips are the skips that were entered last, the last first, at most limit: those before a Number; 0: of all.
func (l *Ledger) LastSkips(ctx context.Context, before int64, limit int) ([]KeptSkip, error) {
	if before <= 0 {
		before = math.MaxInt64
	}
	out, _, err := l.someSkips(ctx, `s.seq < ? ORDER BY s.seq DESC LIMIT ?`, before, limit)
	return out, l.explained("list skips", err)
}

// SkipReasons counts the skips of each reason.
func (l *Ledger) SkipReasons(ctx context.Context) (map[string]int, error) {
	out, err := l.skipReasons(ctx)
	return out, l.explained("count skips", err)
}

func (l *Ledger) skipReasons(ctx context.Context) (map[string]int, error) {
	rows, err := l.read.QueryContext(ctx, `SELECT reason, COUNT(*) FROM skips GROUP BY reason`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[string]int{}
	for rows.Next() {
		var reason string
		var n int
		if err := rows.Scan(&reason, &n); err != nil {
			return nil, err
		}
		out[reason] = n
	}
	return out, rows.Err()
}
