package desk

import (
	"context"
	"errors"
	"iter"
	"time"

	"hearsay"
	"hearsay/internal/ledger"
	"hearsay/internal/reader"
	"hearsay/internal/resolve"
)

// A batch is entered when it has so many readings, or so long after the last.
const (
	batchSize = 64
	batchTime = 2 * time.Second
)

// Add reads every document of in and enters its claims in the ledger, in the order of the input: many are read at the same time,
// one writer enters them. What this version of the reader has read before is not read again, so an interrupted Add goes on where
// it stopped. When ctx ends, what was read by then is entered, and the error is that of ctx.
func (d *Desk) Add(ctx context.Context, in hearsay.Input, o Options) (Progress, error) {
	return d.AddAll(ctx, []hearsay.Input{in}, o)
}

// AddAll adds one input after another, as if they were one.
func (d *Desk) AddAll(ctx context.Context, inputs []hearsay.Input, o Options) (Progress, error) {
	r, err := d.open()
	if err != nil {
		return Progress{}, err
	}
	g := *d.ingester
	if o.Passed != nil {
		g.Passed = o.Passed
	}
	documents := func(yield func(ledger.Reading, error) bool) {
		for _, in := range inputs {
			for doc, err := range g.Documents(ctx, in) {
				var skip *hearsay.Skip
				var reading ledger.Reading
				switch {
				case o.enough():
					err = ErrEnough
				case errors.As(err, &skip):
					reading.Skip, err = skip, nil
				case err == nil:
					reading.Document = *doc
				}
				if !yield(reading, err) || err != nil {
					return
				}
			}
		}
	}
	return d.run(ctx, r, documents, o)
}

// enough reports whether no more is to be taken in.
func (o *Options) enough() bool {
	select {
	case <-o.Enough:
		return true
	default:
		return false
	}
}

// Reread reads every document again that this version of the reader has not read yet. Its progress says of how many.
func (d *Desk) Reread(ctx context.Context, o Options) (Progress, error) {
	r, err := d.open()
	if err != nil {
		return Progress{}, err
	}
	s, err := d.Stats(ctx, time.Time{})
	if err != nil {
		return Progress{}, err
	}
	of := s.Documents
	for _, done := range s.Readers {
		if done.Reader == version(r) {
			of -= done.Readings
		}
	}
	if told := o.Told; told != nil {
		o.Told = func(p Progress) {
			p.Of = of
			told(p)
		}
	}
	documents := func(yield func(ledger.Reading, error) bool) {
		for doc, err := range d.Documents(ctx, ledger.Query{}) {
			if err != nil || doc.Reader == version(r) {
				if err != nil {
					yield(ledger.Reading{}, err)
					return
				}
				continue
			}
			if !yield(ledger.Reading{Document: doc.Document}, nil) {
				return
			}
		}
	}
	return d.run(ctx, r, documents, o)
}

// run reads what documents yields and enters it in that order.
func (d *Desk) run(ctx context.Context, r *reader.Reader, documents iter.Seq2[ledger.Reading, error], o Options) (p Progress, err error) {
	jobs := o.Jobs
	if jobs < 1 {
		jobs = r.Encoder().Threads() + 1
	}
	var batch []ledger.Reading
	last := time.Now()
	for reading, err := range InOrder(ctx, documents, jobs, func(ctx context.Context, reading *ledger.Reading) error {
		return d.read(ctx, r, reading)
	}) {
		if err != nil {
			err = errors.Join(err, d.enter(ctx, version(r), batch, &p, o))
			return p, err
		}
		p.Seen++
		if told := o.Doc; reading.Skip == nil && told != nil {
			told(reading)
		} else if told := o.Skip; reading.Skip != nil && told != nil {
			told(reading)
		}
		batch = append(batch, reading)
		if len(batch) >= batchSize || time.Since(last) > batchTime {
			if err := d.enter(ctx, version(r), batch, &p, o); err != nil {
				return p, err
			}
			batch, last = batch[:0], time.Now()
		}
	}
	err = d.enter(ctx, version(r), batch, &p, o) // before the return, so that p counts it
	if err == nil {
		err = d.deriveFor(ctx, &o) // also when nothing came, and the rules are others now
	}
	return p, err
}

// read finds the claims of a document, unless the ledger has this reading already.
func (d *Desk) read(ctx context.Context, r *reader.Reader, reading *ledger.Reading) error {
	if reading.Skip != nil {
		return nil
	}
	known, err := d.Has(ctx, reading.Document.ID, version(r))
	if err != nil || known {
		return err
	}
	if reading.Claims, err = Read(ctx, r, &reading.Document); err != nil {
		return err
	}
	refuse(reading)
	return nil
}

// refuse makes a skip of a reading that the ledger would not take, a claim that cannot show its bytes for instance: such a one is a fault of
// ours, and costs one document, not all those behind it.
func refuse(reading *ledger.Reading) {
	err := ledger.Fault(reading)
	if err == nil {
		return
	}
	name := reading.Document.Ref
	if name == "" {
		name = "document " + reading.Document.ID
	}
	*reading = ledger.Reading{Skip: &hearsay.Skip{Name: name, Reason: hearsay.ReasonMalformed, Detail: "its reading is unsound: " + err.Error()}}
}

// Read finds the claims of a document and resolves them.
func Read(ctx context.Context, r *reader.Reader, doc *hearsay.Document) ([]hearsay.Claim, error) {
	claims, err := r.Read(ctx, doc)
	if err != nil {
		return nil, err
	}
	resolve.Claims(doc, claims)
	return claims, nil
}

// version names all that has a say in what is found: reader and resolver.
func version(r *reader.Reader) string { return r.Version() + "-" + resolve.Version }
