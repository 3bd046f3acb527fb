package main

import (
	"context"
	"errors"

	"hearsay"
	"hearsay/internal/desk"
	"hearsay/internal/report"
)

type trackCommand struct {
	partyListing
	Party string   `arg:"" help:"Words of the name of a party, or any unique beginning of its ID."`
	Query []string `arg:"" optional:"" help:"Only claims that a query finds (see find)."`
}

// Run lists what a party has said over time, matter by matter, and where it changed.
func (c *trackCommand) Run(ctx context.Context, std streams) error {
	return c.over(ctx, std, c.Query, func(d *desk.Desk, query string, out *report.Listing, room func() bool) error {
		p, err := d.Called(ctx, c.Party)
		if errors.Is(err, hearsay.ErrNotFound) || errors.Is(err, hearsay.ErrConflict) {
			return hinted{err, "hearsay parties NAME lists parties with their IDs"}
		}
		if err != nil {
			return err
		}
		stands, err := d.Track(ctx, p.ID, query)
		if err != nil {
			return err
		}
		documents, err := d.PartyDocuments(ctx, p)
		if err != nil {
			return err
		}
		if err := out.Speaks(report.Party{Party: p.Party, Documents: documents, Names: spellings(desk.Spellings(p))}); err != nil {
			return err
		}
		for _, s := range stands {
			one := report.Stand{Matter: shown(s.Matter), Contradicts: s.Contradicts}
			for _, said := range s.Said {
				if !room() {
					break
				}
				one.Said = append(one.Said, sayingOf(said))
				if err := out.Saying(&one, len(one.Said)-1); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

func sayingOf(s desk.Saying) report.Saying {
	out := report.Saying{Telling: telling(s.KeptClaim)}
	for _, c := range s.Changed {
		out.Changed = append(out.Changed, report.Change{Link: c.Link, Since: telling(*c.Since)})
	}
	return out
}
