package ledger

import (
	"context"
	"iter"
	"time"

	"hearsay"
)

// KeptSkip is a skip as the ledger has it; its At is the time of entry.
type KeptSkip struct {
	hearsay.Skip
	Reader string // the version that met it
}

// Skips yields the skips as of an instant (zero: now), in the order of entry, at most limit (0: all). An error is the last thing it yields.
func (l *Ledger) Skips(ctx context.Context, asOf time.Time, limit int) iter.Seq2[KeptSkip, error] {
	return func(yield func(KeptSkip, error) bool) {
		until, err := l.until(ctx, asOf)
		for above, left := int64(0), limit; err == nil; {
			var some []KeptSkip
			if some, above, err = l.skips(ctx, above, until); len(some) == 0 {
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

// skips reads a piece of the skips, and the seq of the last of them.
func (l *Ledger) skips(ctx context.Context, above, until int64) (out []KeptSkip, last int64, err error) {
	rows, err := l.read.QueryContext(ctx, l.rebind(`SELECT s.seq, s.name, s.reason, s.detail, e.entered, w.name FROM skips s JOIN entries e ON e.seq = s.seq
		JOIN readers w ON w.no = e.reader WHERE s.seq > ? AND s.seq <= ? ORDER BY s.seq LIMIT ?`), above, until, piece)
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
		s.At = fromMicros(at)
		out = append(out, s)
	}
	return out, last, rows.Err()
}
