package main

import (
	"context"

	"hearsay/internal/desk"
	"hearsay/internal/report"
)

type timelineCommand struct {
	partyListing
	Query []string `arg:"" optional:"" help:"What to look for (see find). Without it, all claims."`
	By    string   `help:"In what order: when it happens, or when it was said." enum:"event,said" default:"event"`
	All   bool     `help:"Each claim that is found by itself, not a matter a line."`
}

// Run lists what a query finds in the order of time.
func (c *timelineCommand) Run(ctx context.Context, std streams) error {
	return c.over(ctx, std, c.Query, func(d *desk.Desk, query string, out *report.Listing, room func() bool) error {
		for m, err := range d.Timeline(ctx, query, desk.TimeOf(c.By), c.All) {
			if err != nil {
				return err
			}
			if !room() {
				break
			}
			err := out.Moment(report.Moment{Matter: shown(m.Matter), Claim: telling(m.Claim), When: m.When, Statuses: m.Statuses, Contradicts: m.Contradicts})
			if err != nil {
				return err
			}
		}
		return nil
	})
}
