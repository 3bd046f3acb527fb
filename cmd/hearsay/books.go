package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/term"

	"hearsay"
	"hearsay/internal/desk"
	"hearsay/internal/ingest"
	"hearsay/internal/ledger"
	"hearsay/internal/link"
	"hearsay/internal/reader"
	"hearsay/internal/report"
	"hearsay/model"
)

// books is what every command needs that opens the ledger.
type books struct {
	Ledger string `help:"The ledger: a file, or postgres://… Default: hearsay/ledger.db in the user's data folder." env:"HEARSAY_LEDGER" placeholder:"FILE"`
}

// open opens the ledger for reading; or for writing, when it is made first where there is none.
func (b *books) open(ctx context.Context, write bool, threads int) (*desk.Desk, error) {
	return b.openWith(ctx, write, threads, newIngester())
}

// newIngester reads documents for this version of hearsay.
func newIngester() *ingest.Ingester {
	in := ingest.New()
	in.Version = version
	return in
}

// openWith opens the ledger to a desk whose documents come through an ingester of the caller's.
func (b *books) openWith(ctx context.Context, write bool, threads int, in *ingest.Ingester) (*desk.Desk, error) {
	if threads < 0 {
		return nil, fmt.Errorf("%w: --threads %d", hearsay.ErrInvalid, threads)
	}
	dsn := b.Ledger
	if dsn == "" {
		data := os.Getenv("XDG_DATA_HOME")
		if data == "" {
			home, err := os.UserHomeDir()
			if err != nil {
				return nil, hinted{err, "name the ledger: --ledger FILE"}
			}
			data = filepath.Join(home, ".local", "share")
		}
		dsn = filepath.Join(data, "hearsay", "ledger.db")
	}
	l, err := ledger.Open(ctx, dsn, ledger.Options{ReadOnly: !write, Clock: clock()})
	if err != nil && !write && errors.Is(err, hearsay.ErrNotFound) {
		return nil, hinted{err, "hearsay add makes a ledger; --ledger FILE names another"}
	}
	if err != nil {
		return nil, err
	}
	return desk.New(l, in, func() (*reader.Reader, error) { return reader.Open(model.Files, threads) }, func() (*link.Linker, error) { return openLinker(threads) }), nil
}

// clock is the time of entry; HEARSAY_NOW (an RFC 3339 instant) holds it still, so that two ledgers can be compared byte for byte.
func clock() func() time.Time {
	if t, err := time.Parse(time.RFC3339, os.Getenv("HEARSAY_NOW")); err == nil {
		return func() time.Time { return t }
	}
	return time.Now
}

// listing is the flags of every listing.
type listing struct {
	books
	Format string `help:"How to print: text for people, json for programs (an object a line), or csv." enum:"text,json,csv" default:"text"`
	Limit  int    `help:"At most so many; 0 is all." default:"100" placeholder:"N"`
	AsOf   string `help:"What the ledger knew then: a date or an RFC 3339 instant." placeholder:"DATE"`
}

func (l *listing) asOf() (time.Time, error) { return instant(l.AsOf) }

// instant is what --as-of means; zero, which is now, without it.
func instant(asOf string) (time.Time, error) {
	if asOf == "" {
		return time.Time{}, nil
	}
	if t, err := time.Parse(time.RFC3339, asOf); err == nil {
		return t, nil
	}
	t, err := time.ParseInLocation(time.DateOnly, asOf, time.Local)
	if err != nil {
		return t, fmt.Errorf("%w: --as-of %q is neither a date (2025-11-06) nor an RFC 3339 instant", hearsay.ErrInvalid, asOf)
	}
	return t.AddDate(0, 0, 1), nil // to the end of the day
}

// query reads what is asked for in the query language, and the flags.
func (l *listing) query(words string) (ledger.Query, error) {
	q, err := ledger.ParseQuery(words)
	if err != nil {
		return q, asked(err)
	}
	if l.Limit < 0 {
		return q, fmt.Errorf("%w: --limit %d", hearsay.ErrInvalid, l.Limit)
	}
	if l.Limit > 0 {
		q.Limit = l.Limit + 1 // one more tells whether there are more
	}
	q.AsOf, err = l.asOf()
	return q, err
}

// asked is an error of a query with what a query may be.
func asked(err error) error {
	return hinted{err, "the query language: words, \"phrases\", speaker: outlet: act: type: after: before: doc:, -not (docs/query.md)"}
}

// list prints what each yields, at most as many as the limit, and says on standard error when there is more.
func (l *listing) list(std streams, each func(*report.Listing, func() bool) error) error {
	out := report.NewListing(std.out, report.Format(l.Format), pageFor(std.out))
	more := false
	room := func() bool {
		more = l.Limit > 0 && out.Len() >= l.Limit
		return !more
	}
	if err := each(out, room); err != nil {
		return err
	}
	if err := out.Close(); err != nil {
		return err
	}
	if more {
		fmt.Fprintf(std.err, "hearsay: there are more than %d; --limit 0 prints all\n", l.Limit)
	}
	return nil
}

// pageFor lays text out for w: styled and as wide as the terminal, if it is one.
func pageFor(w io.Writer) report.Page {
	page := report.Page{}
	if f, ok := w.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		page.Styled = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
		if n, _, err := term.GetSize(int(f.Fd())); err == nil {
			page.Width = min(n, 110)
		}
	}
	return page
}

type docsCommand struct {
	listing
	Query []string `arg:"" optional:"" help:"Words of the title, and the filters of the query language."`
}

// Run lists documents.
func (c *docsCommand) Run(ctx context.Context, std streams) error {
	return c.find(ctx, std, c.Query, func(d *desk.Desk, q ledger.Query) func(*report.Listing, func() bool) error {
		return func(out *report.Listing, room func() bool) error {
			for doc, err := range d.Documents(ctx, q) {
				if err != nil {
					return err
				}
				if !room() {
					break
				}
				if err := out.Document(report.Entry{Document: doc.Document, Claims: doc.Claims, Reader: doc.Reader, Entered: doc.Entered}); err != nil {
					return err
				}
			}
			return nil
		}
	})
}

type findCommand struct {
	listing
	Query []string `arg:"" optional:"" help:"What to look for (docs/query.md). Without it, all claims."`
}

// Run lists claims.
func (c *findCommand) Run(ctx context.Context, std streams) error {
	return c.find(ctx, std, c.Query, func(d *desk.Desk, q ledger.Query) func(*report.Listing, func() bool) error {
		return func(out *report.Listing, room func() bool) error {
			for claim, err := range d.Claims(ctx, q) {
				if err != nil {
					return err
				}
				if !room() {
					break
				}
				if err := out.Claim(claim.Claim, claim.Document); err != nil {
					return err
				}
			}
			return nil
		}
	})
}

func (l *listing) find(ctx context.Context, std streams, words []string, each func(*desk.Desk, ledger.Query) func(*report.Listing, func() bool) error) error {
	q, err := l.query(joined(words))
	if err != nil {
		return err
	}
	d, err := l.open(ctx, false, 0)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	return l.list(std, each(d, q))
}

type skipsCommand struct{ listing }

// Run lists what could not be read.
func (c *skipsCommand) Run(ctx context.Context, std streams) error {
	return c.find(ctx, std, nil, func(d *desk.Desk, q ledger.Query) func(*report.Listing, func() bool) error {
		return func(out *report.Listing, room func() bool) error {
			for s, err := range d.Skips(ctx, q.AsOf, q.Limit) {
				if err != nil {
					return err
				}
				if !room() {
					break
				}
				if err := out.Skip(s.Skip, s.Reader); err != nil {
					return err
				}
			}
			return nil
		}
	})
}

// openLinker opens the linker with the weights of HEARSAY_WEIGHTS.
func openLinker(threads int) (*link.Linker, error) {
	weights, err := weightsIn("HEARSAY_WEIGHTS")
	if err != nil {
		return nil, err
	}
	return link.Open(model.Files, threads, weights)
}

// weightsIn are the weights in the file that a variable of the environment names, nil for those of the program.
func weightsIn(variable string) ([]byte, error) {
	name := os.Getenv(variable)
	if name == "" {
		return nil, nil
	}
	return os.ReadFile(name)
}
