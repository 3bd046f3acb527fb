// Package desk is what can be done with a ledger: add, reread, and look at what is there. It is the only door to the ledger,
// so that no face (commands, pages, tools) can do what another cannot.
//
//	desk.Add(ctx, hearsay.Input{Path: "stories/"}, …)   →   41 documents, 702 claims, 2 skips; again: 43 known
//
// How bytes become documents, documents claims, and claims rows is the business of ingest, reader and ledger; how results are
// shown that of report.
package desk

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"hearsay"
	"hearsay/internal/ingest"
	"hearsay/internal/ledger"
	"hearsay/internal/link"
	"hearsay/internal/reader"
)

// Desk works on one open ledger. Its methods may be called at the same time.
type Desk struct {
	*ledger.Ledger
	ingester *ingest.Ingester
	open     func() (*reader.Reader, error)
	parties
	linking
	last lastRead

	// Patience is how long who asks for matters waits when the ledger has changed; then they are told as they were a moment ago. 0 waits as long as it
	// takes. It is set before the desk is used.
	Patience time.Duration
	holdings held[ledger.Stats]
	boards   held[*board]
	casts    held[[]ledger.KeptParty]
	counts   partyCounts
	stories  stories
}

// lastRead is what the model made of the document that was corrected last.
type lastRead struct {
	sync.Mutex
	document string // ID
	reading  *reader.Reading
}

// New returns a desk over an open ledger. Reader and linker are opened when something is to be read or linked, once.
func New(l *ledger.Ledger, in *ingest.Ingester, open func() (*reader.Reader, error), linker func() (*link.Linker, error)) *Desk {
	return &Desk{Ledger: l, ingester: in, open: sync.OnceValues(open), linking: linking{openLinker: sync.OnceValues(linker)}}
}

// Progress is how far an Add or a Reread is, counting what is entered.
type Progress struct {
	ledger.Added
	Seen int // documents and skips that came in
	Of   int // how many will, where that is known, else 0
}

// Options say how Add and Reread work.
type Options struct {
	Jobs int                  // documents read at the same time; below 1: as many as the reader has threads, and one
	Told func(Progress)       // told after every batch that is entered; nil is nobody
	Skip func(ledger.Reading) // told of every skip, in order; nil is nobody
	Doc  func(ledger.Reading) // told of every document, in order, before it is entered; nil is nobody

	Passed func(bytes int64) // told of bytes of files and streams as they are read, see ingest.Ingester; nil is whom that tells
	Enough <-chan struct{}   // once closed, no further document is taken in, and those in hand are read and entered: see Resume; nil is never
}

// ErrEnough says that there is more to read than was read, since Options.Enough was closed.
var ErrEnough = fmt.Errorf("%w: stopped before the end; adding again reads the rest", hearsay.ErrUnavailable)

// Plus is the sum of two.
func (p Progress) Plus(q Progress) Progress {
	p.count(q.Added)
	p.Seen += q.Seen
	return p
}

func (p *Progress) count(a ledger.Added) {
	p.Documents += a.Documents
	p.Reread += a.Reread
	p.Claims += a.Claims
	p.Withdrawn += a.Withdrawn
	p.Skips += a.Skips
	p.Known += a.Known
}

// enter enters a batch and tells of it. A batch that was read is entered even when the context has ended since.
func (d *Desk) enter(ctx context.Context, version string, batch []ledger.Reading, p *Progress, o Options) error {
	if len(batch) == 0 {
		return nil
	}
	a, err := d.Ledger.Add(context.WithoutCancel(ctx), version, batch)
	if err != nil {
		return err
	}
	p.count(a)
	if o.Told != nil {
		o.Told(*p)
	}
	return d.deriveFor(ctx, &o)
}

// deriveFor brings what is derived up to date, but no longer than until there is enough: what is entered is safe, and Derive does the rest.
func (d *Desk) deriveFor(ctx context.Context, o *Options) error {
	some, stop := context.WithCancel(ctx)
	defer stop()
	go func() {
		select {
		case <-o.Enough:
			stop()
		case <-some.Done():
		}
	}()
	err := d.derive(some)
	if errors.Is(err, context.Canceled) && ctx.Err() == nil {
		return nil
	}
	return err
}

// Resume derives what an Add left that was broken off. Where another version of the linker has linked it does nothing: to link all anew takes long,
// and the next Add does it.
func (d *Desk) Resume(ctx context.Context) error {
	l, err := d.openLinker()
	if err != nil {
		return err
	}
	if other, err := d.LinkedOtherwise(ctx, l.Version()); err != nil || other {
		return err
	}
	return d.derive(ctx)
}
