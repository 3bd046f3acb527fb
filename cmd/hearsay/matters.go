package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"hearsay"
	"hearsay/internal/desk"
	"hearsay/internal/ledger"
	"hearsay/internal/report"
)

type mattersCommand struct {
	partyListing
	Query []string `arg:"" optional:"" help:"Only matters with a claim that a query finds (see find)."`
	Sort  string   `help:"What comes first: the matters with the most tellings or origins, most contradicted, or told last." enum:"tellings,origins,conflict,recency" default:"tellings"`
}

// Run lists matters with their counts of tellings and origins.
func (c *mattersCommand) Run(ctx context.Context, std streams) error {
	return c.over(ctx, std, c.Query, func(d *desk.Desk, query string, out *report.Listing, room func() bool) error {
		for m, err := range d.Matters(ctx, query, desk.By(c.Sort)) {
			if err != nil {
				return err
			}
			if !room() {
				break
			}
			if err := out.Matter(shown(m)); err != nil {
				return err
			}
		}
		return nil
	})
}

func shown(m desk.Matter) report.Matter {
	out := report.Matter{Matter: m.Matter, Told: make([]report.Telling, len(m.Told))}
	for i, c := range m.Told {
		out.Told[i] = telling(c)
	}
	return out
}

func telling(c ledger.KeptClaim) report.Telling {
	return report.Telling{Claim: c.Claim, Document: c.Document}
}

type matterCommand struct {
	books
	ID     string `arg:"" help:"A matter, or any claim in it, by any unique beginning of its ID."`
	Format string `help:"How to print: text, or json (the matter, then those that contradict or update it, an object a line)." enum:"text,json" default:"text"`
	Limit  int    `help:"At most so many of those that contradict it, and of those that update it, the strongest first; 0 is all." default:"3" placeholder:"N"`
}

// Run shows a matter: who tells it and from where they have it, what stands against it, and what came after.
func (c *matterCommand) Run(ctx context.Context, std streams) error {
	d, err := c.open(ctx, false, 0)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	if c.Limit < 0 {
		return fmt.Errorf("%w: --limit %d", hearsay.ErrInvalid, c.Limit)
	}
	m, against, later, err := d.Matter(ctx, c.ID, c.Limit)
	if errors.Is(err, hearsay.ErrNotFound) {
		return hinted{err, "hearsay matters lists what there is"}
	}
	if err != nil {
		return err
	}
	if c.Format == "json" {
		out := report.NewListing(std.out, report.AsJSON, report.Page{})
		for _, x := range slices.Concat([]desk.Matter{m}, against, later) {
			if err := out.Matter(shown(x)); err != nil {
				return err
			}
		}
		return nil
	}
	sides := func(of []desk.Matter, why []hearsay.Opposite) []report.Side {
		out := make([]report.Side, len(of))
		for i, x := range of {
			out[i] = report.Side{Matter: shown(x), Reason: why[i].Reason}
		}
		return out
	}
	return pageFor(std.out).Matter(std.out, report.View{Matter: shown(m), Against: sides(against, m.Contradicts), Later: sides(later, m.Updates)})
}

type conflictsCommand struct {
	partyListing
	Query []string `arg:"" optional:"" help:"Only matters with a claim that a query finds, on either side (see find)."`
}

// Run lists matters that contradict each other.
func (c *conflictsCommand) Run(ctx context.Context, std streams) error {
	return c.over(ctx, std, c.Query, func(d *desk.Desk, query string, out *report.Listing, room func() bool) error {
		for x, err := range d.Conflicts(ctx, query) {
			if err != nil {
				return err
			}
			if !room() {
				break
			}
			if err := out.Conflict(report.Conflict{First: shown(x.First), Second: shown(x.Second), Link: x.Link}); err != nil {
				return err
			}
		}
		return nil
	})
}

type relinkCommand struct {
	books
	Threads int `help:"Threads to use at the most. Default: all cores." default:"0" placeholder:"N"`
}

// Run throws all links away and makes them anew.
func (c *relinkCommand) Run(ctx context.Context, std streams) error {
	d, err := c.open(ctx, true, c.Threads)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	bar := newBar(std)
	defer bar.clear()
	n := 0
	err = d.Relink(ctx, func(done int) {
		n = done
		bar.show(fmt.Sprintf("%d documents linked", n))
	})
	bar.clear()
	fmt.Fprintf(std.err, "%d documents linked\n", n)
	if errors.Is(err, context.Canceled) {
		return hinted{err, "any hearsay add goes on with it"}
	}
	return err
}
