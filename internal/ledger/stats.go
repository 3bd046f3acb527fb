package ledger

import (
	"context"
	"database/sql"
	"time"
)

// Stats are what a ledger holds.
type Stats struct {
	Documents int
	Claims    int // that stand
	Withdrawn int // that no longer do
	Mentions  int // of all readings
	Skips     int
	Readers   []ReaderStats // in the order in which they came
	First     time.Time     // of entry; zero when there is none
	Last      time.Time
	Bytes     int64 // on disk, logs left out
}

// ReaderStats are what one version of the reader has entered.
type ReaderStats struct {
	Reader   string
	Readings int
}

// Stats counts what the ledger holds now.
func (l *Ledger) Stats(ctx context.Context) (Stats, error) {
	s, err := l.stats(ctx)
	return s, l.explained("count", err)
}

func (l *Ledger) stats(ctx context.Context) (s Stats, err error) {
	for _, q := range []struct {
		query  string
		target any
	}{
		{`SELECT COUNT(*) FROM documents`, &s.Documents},
		{`SELECT COALESCE(SUM(r.claims), 0) FROM readings r WHERE r.seq = (SELECT MAX(n.seq) FROM readings n WHERE n.document = r.document)`, &s.Claims},
		{`SELECT COUNT(*) FROM withdrawals`, &s.Withdrawn},
		{`SELECT COUNT(*) FROM mentions`, &s.Mentions},
		{`SELECT COUNT(*) FROM skips`, &s.Skips},
		{l.size(), &s.Bytes},
	} {
		if err := l.read.QueryRowContext(ctx, q.query).Scan(q.target); err != nil {
			return s, err
		}
	}
	var first, last sql.NullInt64
	if err := l.read.QueryRowContext(ctx, `SELECT MIN(entered), MAX(entered) FROM entries`).Scan(&first, &last); err != nil {
		return s, err
	}
	if first.Valid {
		s.First, s.Last = fromMicros(first.Int64), fromMicros(last.Int64)
	}
	rows, err := l.read.QueryContext(ctx, `SELECT w.name, COUNT(r.seq) FROM readers w LEFT JOIN entries e ON e.reader = w.no
		LEFT JOIN readings r ON r.seq = e.seq GROUP BY w.no, w.name ORDER BY w.no`)
	if err != nil {
		return s, err
	}
	defer rows.Close()
	for rows.Next() {
		var r ReaderStats
		if err := rows.Scan(&r.Reader, &r.Readings); err != nil {
			return s, err
		}
		s.Readers = append(s.Readers, r)
	}
	return s, rows.Err()
}
