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
	Bytes     int64 // on disk now, logs left out; 0 as of an earlier instant, since nobody knows
}

// ReaderStats are how many documents one version of the reader has read, whatever people have ruled of its claims.
type ReaderStats struct {
	Reader   string
	Readings int
}

// Stats counts what the ledger holds, as of an instant (zero: now).
func (l *Ledger) Stats(ctx context.Context, asOf time.Time) (Stats, error) {
	s, err := l.stats(ctx, asOf)
	return s, l.explained("count", err)
}

func (l *Ledger) stats(ctx context.Context, asOf time.Time) (s Stats, err error) {
	until, err := l.until(ctx, asOf)
	if err != nil {
		return s, err
	}
	mentions, which := `SELECT COUNT(*) FROM mentions`, []any{}
	if !asOf.IsZero() {
		mentions, which = mentions+` WHERE claim IN (SELECT no FROM claims WHERE reading <= ?)`, []any{until}
	} else if err := l.read.QueryRowContext(ctx, l.size()).Scan(&s.Bytes); err != nil {
		return s, err
	}
	for _, c := range []struct {
		query  string
		target *int
		args   []any
	}{
		{`SELECT COUNT(*) FROM documents WHERE seq <= ?`, &s.Documents, []any{until}},
		{`SELECT COALESCE(SUM(r.claims), 0) FROM readings r WHERE r.seq = (SELECT MAX(n.seq) FROM readings n WHERE n.document = r.document AND n.seq <= ?)`, &s.Claims, []any{until}},
		{`SELECT COUNT(*) FROM withdrawals WHERE seq <= ?`, &s.Withdrawn, []any{until}},
		{mentions, &s.Mentions, which},
		{`SELECT COUNT(*) FROM skips WHERE seq <= ?`, &s.Skips, []any{until}},
	} {
		if err := l.read.QueryRowContext(ctx, l.rebind(c.query), c.args...).Scan(c.target); err != nil {
			return s, err
		}
	}
	var first, last sql.NullInt64
	if err := l.read.QueryRowContext(ctx, l.rebind(`SELECT MIN(entered), MAX(entered) FROM entries WHERE seq <= ?`), until).Scan(&first, &last); err != nil {
		return s, err
	}
	if first.Valid {
		s.First, s.Last = fromMicros(first.Int64), fromMicros(last.Int64)
	}
	s.Readers, err = l.readers(ctx, until)
	return s, err
}

// readers counts what each version has read up to a seq.
func (l *Ledger) readers(ctx context.Context, until int64) (out []ReaderStats, err error) {
	rows, err := l.read.QueryContext(ctx, l.rebind(`SELECT w.name, COUNT(r.seq) FROM readers w JOIN entries e ON e.reader = w.no
		JOIN readings r ON r.seq = e.seq WHERE e.seq <= ? AND r.follows IS NULL GROUP BY w.no, w.name ORDER BY w.no`), until)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var r ReaderStats
		if err := rows.Scan(&r.Reader, &r.Readings); err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, rows.Err()
}
