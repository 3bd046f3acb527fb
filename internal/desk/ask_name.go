package desk

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"hearsay"
	"hearsay/internal/ask"
)

// Named is where the name of a speaker is printed.
type Named struct {
	Document *hearsay.Document // nil where no document prints it: it is that of an outlet, or of nobody
	Spans    []hearsay.Span
}

// named finds where the name of whose claim it is is printed: in its own document, or in another that names the same party in full.
func (d *Desk) named(ctx context.Context, c *ask.Candidate) (Named, error) {
	if spans := ask.SpeakerBytes(c.Document, c.Claim); len(spans) > 0 {
		return Named{c.Document, spans}, nil
	}
	name, party := ask.SpeakerOf(c.Claim), c.Claim.Speaker.Party
	if n := len(c.Claim.Chain); party == "" && n > 0 && c.Claim.Chain[n-1].Name == name {
		party = c.Claim.Chain[n-1].Party
	}
	if name == "" || party == "" || name == c.Document.Outlet {
		return Named{}, nil
	}
	place, err := d.PartyPlace(ctx, party, name)
	if errors.Is(err, sql.ErrNoRows) { // the name is that of an outlet; it may be printed in short
		if n := len(c.Claim.Chain); n > 0 && len(c.Claim.Chain[n-1].Spans) > 0 {
			return Named{c.Document, c.Claim.Chain[n-1].Spans}, nil
		}
		return Named{}, nil
	}
	if err != nil {
		return Named{}, err
	}
	doc, err := d.Document(ctx, place.Document, time.Time{})
	if err != nil {
		return Named{}, err
	}
	return Named{&doc.Document, ask.NameBytes(doc.Text, name, place.Spans)}, nil
}
