package ledger

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"time"

	"hearsay"
)

// longestLine bounds a line of an export, in bytes: a document and all its claims.
const longestLine = 1 << 28

// perBatch is how many lines are entered in one transaction.
const perBatch = 200

// Import enters what Export wrote, with its times of entry. The ledger must be empty, or hold just the beginning of the same
// export: so an import that was broken off goes on where it stopped. Errors: hearsay.ErrConflict when the ledger holds something
// else, ErrInvalid with the number of the line when the file is not an export, or not whole; then
// some of the lines before that one may have been entered.
func (l *Ledger) Import(ctx context.Context, r io.Reader) (Added, error) {
	in := &exported{r: bufio.NewReaderSize(r, 1<<20)}
	if err := in.begin(); err != nil {
		return Added{}, err
	}
	if l.write == nil {
		_, err := l.begin(ctx)
		return Added{}, l.explained("import", err)
	}
	have, err := l.same(ctx, in)
	if err != nil {
		return Added{}, l.explained("import", err)
	}
	var added Added
	next, stop := iter.Pull2(in.rest())
	defer stop()
	for more := true; more; {
		b := batch{Ledger: l, ctx: ctx}
		err := b.run(func() error {
			if b.seq != have {
				return fmt.Errorf("%w: something else was entered meanwhile", hearsay.ErrConflict)
			}
			for range perBatch {
				var one line
				var err error
				if one, err, more = next(); err != nil || !more {
					return err
				}
				if err := b.replay(one); err != nil {
					return fmt.Errorf("line %d: %w", in.n, err)
				}
			}
			return nil
		})
		if err != nil {
			return added, l.explained("import", err)
		}
		have = b.seq
		added.sum(b.added)
	}
	return added, nil
}

func (a *Added) sum(b Added) {
	a.Documents += b.Documents
	a.Reread += b.Reread
	a.Claims += b.Claims
	a.Withdrawn += b.Withdrawn
	a.Skips += b.Skips
	a.Known += b.Known
}

// same reads on in an export while it says what the ledger holds, and counts the entries.
func (l *Ledger) same(ctx context.Context, in *exported) (entries int64, err error) {
	first := true
	for own, err := range l.lines(ctx) {
		if err != nil {
			return 0, err
		}
		if first { // the header, read already
			first = false
			continue
		}
		entries++
		theirs, err := in.line()
		if errors.Is(err, io.EOF) {
			return l.until(ctx, time.Time{}) // the ledger holds all of the file, and more
		}
		if err != nil {
			return 0, err
		}
		if !bytes.Equal(bytes.TrimSpace(own), bytes.TrimSpace(theirs)) {
			return 0, fmt.Errorf("%w: the ledger holds something else than line %d; import into an empty one", hearsay.ErrConflict, in.n)
		}
	}
	return entries, nil
}

// replay enters a line.
func (b *batch) replay(one line) error {
	at, err := time.Parse(stamp, one.Entered)
	if err != nil {
		return fmt.Errorf("%w: %w", hearsay.ErrInvalid, err)
	}
	if micros(at) < b.at {
		return fmt.Errorf("%w: it was entered before the line above it", hearsay.ErrInvalid)
	}
	r := Reading{Skip: one.Skip}
	switch {
	case one.Ruling != nil && one.Claims == nil && one.Document == nil && one.Reread == "" && one.Skip == nil:
		id := one.Ruling.ID
		if err := b.enterRuling(entry{at: micros(at), reader: one.Reader}, one.Ruling); err != nil {
			return err
		}
		if one.Ruling.ID != id {
			return fmt.Errorf("%w: the ID of the ruling should be %s", hearsay.ErrInvalid, one.Ruling.ID)
		}
		return nil
	case one.Ruling != nil:
		return fmt.Errorf("%w: it is a ruling and something else", hearsay.ErrInvalid)
	case one.Claims != nil && one.Document != nil && one.Reread == "" && one.Skip == nil:
		r.Document, r.Claims = *one.Document, *one.Claims
	case one.Claims != nil && one.Document == nil && one.Reread != "" && one.Skip == nil:
		r.Claims, r.Follows = *one.Claims, one.Follows
		if r.Document, err = b.known(one.Reread); err != nil {
			return err
		}
	case one.Skip != nil && one.Document == nil && one.Reread == "" && one.Claims == nil:
	default:
		return fmt.Errorf("%w: it is neither a document with claims, nor a re-reading, nor a skip, nor a ruling", hearsay.ErrInvalid)
	}
	was := b.added
	if err := b.enter(entry{at: micros(at), reader: one.Reader}, &r); err != nil {
		return err
	}
	if b.added.Known != was.Known || (b.added.Reread != was.Reread) != (one.Reread != "") {
		return fmt.Errorf("%w: it was entered before", hearsay.ErrInvalid)
	}
	if !slices.Equal(b.back, one.Withdrawn) {
		return fmt.Errorf("%w: it withdraws other claims than the ledger does", hearsay.ErrInvalid)
	}
	return nil
}

// known reads a document that is in the ledger already, or waits in the batch.
func (b *batch) known(id string) (hearsay.Document, error) {
	var d hearsay.Document
	var seq int64
	if err := b.flush(); err != nil {
		return d, err
	}
	err := b.tx.QueryRowContext(b.ctx, b.rebind(`SELECT `+documentColumns+` FROM documents WHERE id = ?`), id).Scan(&seq, &d.ID, &d.Ref, &d.Outlet, &d.Title,
		&d.Published, &d.PublishedFrom, &d.Address, &d.Language, &d.Summary, &d.Text)
	if err != nil {
		return d, fmt.Errorf("%w: document %s is not there: %w", hearsay.ErrInvalid, id, err)
	}
	return d, nil
}

// exported reads an export.
type exported struct {
	r *bufio.Reader
	n int // lines read
}

// begin reads the header.
func (x *exported) begin() error {
	b, err := x.line()
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	var h header
	if json.Unmarshal(b, &h) != nil || h.Hearsay != "ledger" {
		return fmt.Errorf("%w: it is not an export of a ledger", hearsay.ErrInvalid)
	}
	if h.Format != exportFormat {
		return fmt.Errorf("%w: it is an export of format %d, this program knows %d", hearsay.ErrUnsupported, h.Format, exportFormat)
	}
	return nil
}

// line reads a line; io.EOF says that there are no more.
func (x *exported) line() ([]byte, error) {
	var whole []byte
	for {
		b, err := x.r.ReadSlice('\n')
		whole = append(whole, b...)
		switch {
		case len(whole) > longestLine:
			return nil, fmt.Errorf("%w: line %d is longer than %d bytes", hearsay.ErrInvalid, x.n+1, longestLine)
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF) && len(whole) > 0:
			return nil, fmt.Errorf("%w: line %d breaks off", hearsay.ErrInvalid, x.n+1)
		case err != nil:
			return nil, err
		}
		x.n++
		return whole, nil
	}
}

// rest yields the lines that follow.
func (x *exported) rest() iter.Seq2[line, error] {
	return func(yield func(line, error) bool) {
		for {
			b, err := x.line()
			if errors.Is(err, io.EOF) {
				return
			}
			var one line
			if err == nil {
				d := json.NewDecoder(bytes.NewReader(b))
				d.DisallowUnknownFields()
				if err = d.Decode(&one); err != nil {
					err = fmt.Errorf("%w: line %d: %w", hearsay.ErrInvalid, x.n, err)
				}
			}
			if !yield(one, err) || err != nil {
				return
			}
		}
	}
}
