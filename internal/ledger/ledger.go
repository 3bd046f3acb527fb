// Package ledger keeps what was read for good, and finds it again: documents, their claims, and what could not be read.
//
//	Add: two documents, seven claims   →   2 documents, 7 claims entered; added again: nothing
//	Claims: "missiles speaker:maluk"   →   the claims whose content has the word and whose speaker has the name
//
// The ledger only grows. IDs come from content; a row says in which order, when and by which version of the reader it was
// entered; what a later reading no longer finds is withdrawn by a row of its own. So every question can be asked as of an
// instant: what did the ledger know then? It lives in a file (SQLite) or on a server (PostgreSQL), and one copy of the SQL
// serves both.
//
// How a document is read, and how things are shown, is not its business.
package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"hearsay"
)

// Options say how a ledger is opened. The zero Options are right for most.
type Options struct {
	Clock    func() time.Time // the time of entry; nil: time.Now
	ReadOnly bool             // nothing is created or written; Add and Import fail
}

// Ledger is an open ledger. Its methods may be called at the same time from many goroutines, and several programs may have the
// same ledger open: one of them writes at a time, the others wait for it; nobody waits in order to read.
type Ledger struct {
	read  *sql.DB
	write *sql.DB // nil: read only
	dialect
	clock func() time.Time
	name  string // what messages call it
}

// Open opens the ledger at dsn, postgres://… or the path of a file, and makes it first where there is none, folder and all.
// A ledger of an older version is brought up to this one. Errors: hearsay.ErrInvalid for what is no ledger,
// ErrUnsupported for a ledger of a newer version, ErrNotFound where there is none and none may be made, ErrUnavailable when
// it cannot be reached or written.
func Open(ctx context.Context, dsn string, o Options) (*Ledger, error) {
	l := &Ledger{clock: o.Clock}
	if l.clock == nil {
		l.clock = time.Now
	}
	var err error
	if strings.HasPrefix(dsn, "postgres://") || strings.HasPrefix(dsn, "postgresql://") {
		err = l.openPostgres(ctx, dsn, o.ReadOnly)
	} else {
		err = l.openSQLite(ctx, dsn, o.ReadOnly)
	}
	if err == nil {
		err = l.migrate(ctx)
	}
	if err != nil {
		return nil, errors.Join(l.explained("open", err), l.Close())
	}
	return l, nil
}

// Close closes the ledger.
func (l *Ledger) Close() error {
	var err error
	if l.read != nil {
		err = l.read.Close()
	}
	if l.write != nil { // last, since the last to go puts the log back into the file
		err = errors.Join(err, l.write.Close())
	}
	if err != nil {
		return l.explained("close", err)
	}
	return nil
}

// explained wraps what went wrong while doing something, with the kind of error that the database's own code stands for.
func (l *Ledger) explained(doing string, err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	var known *problem
	if errors.As(err, &known) { // wrapped already
		return err
	}
	p := &problem{ledger: l.name, doing: doing, err: err}
	if l.dialect != nil {
		p.hint, p.kind = l.explain(err)
	}
	return p
}

// problem is what went wrong with a ledger, said once.
type problem struct {
	ledger, doing, hint string
	kind, err           error
}

func (p *problem) Error() string {
	if p.hint != "" {
		return fmt.Sprintf("ledger %s: %s: %s (%v)", p.ledger, p.doing, p.hint, p.err)
	}
	return fmt.Sprintf("ledger %s: %s: %v", p.ledger, p.doing, p.err)
}

// Within is an error of a ledger without where the ledger lies and what was being done: for those who come by a network, and need not know. An error of
// another is returned as it is.
func Within(err error) error {
	var p *problem
	if !errors.As(err, &p) {
		return err
	}
	if p.hint != "" {
		return fmt.Errorf("%w: %s", p.kind, p.hint)
	}
	return p.err
}

func (p *problem) Unwrap() []error {
	if p.kind == nil {
		return []error{p.err}
	}
	return []error{p.kind, p.err}
}

// begin begins a transaction that is the only one to write. It waits for others.
func (l *Ledger) begin(ctx context.Context) (*sql.Tx, error) {
	if l.write == nil {
		return nil, fmt.Errorf("%w: it was opened for reading only", hearsay.ErrUnavailable)
	}
	tx, err := l.write.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	if err := l.lock(ctx, tx); err != nil {
		return nil, errors.Join(err, tx.Rollback())
	}
	return tx, nil
}

// micros is how the time of entry is kept.
func micros(t time.Time) int64 { return t.UnixMicro() }

func fromMicros(n int64) time.Time { return time.UnixMicro(n).UTC() }

// until is the seq of the last entry at or before an instant; of the last of all where asOf is zero. As the ledger only grows
// and its time does not run backwards, what has no later seq is what the ledger knew then.
func (l *Ledger) until(ctx context.Context, asOf time.Time) (seq int64, err error) {
	if asOf.IsZero() {
		err = l.read.QueryRowContext(ctx, `SELECT COALESCE(MAX(seq), 0) FROM entries`).Scan(&seq)
		return seq, err
	}
	err = l.read.QueryRowContext(ctx, l.rebind(`SELECT seq FROM entries WHERE entered <= ? ORDER BY entered DESC, seq DESC LIMIT 1`), micros(asOf)).Scan(&seq)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return seq, err
}
