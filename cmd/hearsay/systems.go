package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/desk"
	"hearsay/internal/report"
)

type systemsCommand struct {
	partyListing
	Query []string `arg:"" optional:"" help:"Only systems named in claims that a query finds (see find)."`
}

// Run lists weapons, ships, aircraft and vehicles that claims name, those in most documents first.
func (c *systemsCommand) Run(ctx context.Context, std streams) error {
	return c.over(ctx, std, c.Query, func(d *desk.Desk, query string, out *report.Listing, room func() bool) error {
		all, err := d.Systems(ctx, query)
		if err != nil {
			return err
		}
		for _, s := range all {
			if !room() {
				break
			}
			if err := out.System(systemOf(s)); err != nil {
				return err
			}
		}
		return nil
	})
}

func systemOf(s desk.SeenSystem) report.System {
	return report.System{
		ID: s.ID, Name: s.Name, Kind: s.Kind, Country: s.Country, Family: s.Family, Aliases: append([]string{}, s.Aliases...), Seen: report.Seen(s.Seen),
	}
}

type systemCommand struct {
	books
	Name   []string `arg:"" help:"A name of the system, or its ID, as hearsay systems lists it."`
	Query  string   `help:"Only what claims say that a query finds (see find)." placeholder:"QUERY"`
	Format string   `help:"How to print: text, or json (the system, then what is claimed of it, matter by matter, an object a line)." enum:"text,json" default:"text"`
	Limit  int      `help:"At most so many matters; 0 is all." default:"20" placeholder:"N"`
}

// Run shows what is claimed about a system: by whom and where, the matters that are told most first.
func (c *systemCommand) Run(ctx context.Context, std streams) error {
	if c.Limit < 0 {
		return fmt.Errorf("%w: --limit %d", hearsay.ErrInvalid, c.Limit)
	}
	query, err := queryOf(slices.DeleteFunc([]string{c.Query}, func(s string) bool { return s == "" }))
	if err != nil {
		return err
	}
	d, err := c.open(ctx, false, 0)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	s, some, all, err := d.System(ctx, strings.Join(c.Name, " "), query, c.Limit)
	if err != nil {
		return hinted{err, "hearsay systems lists those that claims name"}
	}
	out := report.NewListing(std.out, report.Format(c.Format), pageFor(std.out))
	if err := out.SystemHead(systemOf(s)); err != nil {
		return err
	}
	for _, m := range some {
		x := report.Mentioned{Matter: shown(m.Matter), Contradicts: m.Contradicts, Naming: make([]report.Telling, len(m.Naming))}
		for i, k := range m.Naming {
			x.Naming[i] = telling(k)
		}
		if err := out.Mentioned(x); err != nil {
			return err
		}
	}
	if len(some) < all {
		fmt.Fprintf(std.err, "hearsay: these are %d of %d matters; --limit 0 prints all\n", len(some), all)
	}
	return nil
}
