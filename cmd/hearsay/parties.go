package main

import (
	"context"
	"fmt"

	"hearsay"
	"hearsay/internal/desk"
	"hearsay/internal/ledger"
	"hearsay/internal/party"
	"hearsay/internal/report"
)

// partyListing is the flags of the listings of parties: these are as they now are.
type partyListing struct {
	books
	Format string `help:"How to print: text for people, json for programs (an object a line), or csv." enum:"text,json,csv" default:"text"`
	Limit  int    `help:"At most so many; 0 is all." default:"100" placeholder:"N"`
}

func (l *partyListing) list(std streams, each func(*report.Listing, func() bool) error) error {
	if l.Limit < 0 {
		return fmt.Errorf("%w: --limit %d", hearsay.ErrInvalid, l.Limit)
	}
	return (&listing{Format: l.Format, Limit: l.Limit}).list(std, each)
}

// over opens the ledger and lists what each makes of a query, which words are.
func (l *partyListing) over(ctx context.Context, std streams, words []string, each func(d *desk.Desk, query string, out *report.Listing, room func() bool) error) error {
	query, err := queryOf(words)
	if err != nil {
		return err
	}
	d, err := l.open(ctx, false, 0)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	return l.list(std, func(out *report.Listing, room func() bool) error { return each(d, query, out, room) })
}

// queryOf is words that are a query.
func queryOf(words []string) (string, error) {
	query := joined(words)
	if _, err := ledger.ParseQuery(query); err != nil {
		return "", asked(err)
	}
	return query, nil
}

type partiesCommand struct {
	partyListing
	Name []string `arg:"" optional:"" help:"Words of a name, in any of its spellings."`
}

// Run lists parties, those named in most documents first.
func (c *partiesCommand) Run(ctx context.Context, std streams) error {
	d, err := c.open(ctx, false, 0)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	return c.list(std, func(out *report.Listing, room func() bool) error {
		parties, err := d.Parties(ctx, joined(c.Name))
		if err != nil {
			return err
		}
		for _, p := range parties {
			if !room() {
				break
			}
			documents, err := d.PartyDocuments(ctx, p)
			if err != nil {
				return err
			}
			if err := out.Party(report.Party{Party: p.Party, Documents: documents, Names: spellings(desk.Spellings(p))}); err != nil {
				return err
			}
		}
		return nil
	})
}

func spellings(all []party.Spelling) []report.Spelling {
	out := make([]report.Spelling, len(all))
	for i, s := range all {
		out[i] = report.Spelling(s)
	}
	return out
}

type partyCommand struct {
	books
	ID     string `arg:"" help:"A party, by any unique beginning of its ID."`
	Format string `help:"How to print: text or json (the party, then its claims, an object a line)." enum:"text,json" default:"text"`
	Limit  int    `help:"At most so many claims; 0 is all." default:"100" placeholder:"N"`
}

// Run shows a party and lists what it says.
func (c *partyCommand) Run(ctx context.Context, std streams) error {
	d, err := c.open(ctx, false, 0)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	return (&partyListing{Format: c.Format, Limit: c.Limit}).list(std, func(out *report.Listing, room func() bool) error {
		p, err := d.Party(ctx, c.ID)
		if err != nil {
			return hinted{err, "hearsay parties NAME lists parties"}
		}
		profile := report.Profile{Party: report.Party{Party: p.Party, Documents: p.Documents, Names: spellings(p.Names)}}
		for _, r := range p.Roles {
			profile.Roles = append(profile.Roles, report.Stretch(r))
		}
		if err := out.Profile(profile); err != nil {
			return err
		}
		limit := c.Limit
		if limit > 0 {
			limit++ // one more tells whether there are more
		}
		return d.PartyClaims(ctx, p.ID, limit, func(claim ledger.KeptClaim) error {
			if !room() {
				return nil
			}
			return out.Claim(claim.Claim, claim.Document)
		})
	})
}

type mergeCommand struct {
	books
	Party string `arg:"" help:"A party, by any unique beginning of its ID."`
	Other string `arg:"" help:"The party that is the same."`
}

// Run rules that two parties are one.
func (c *mergeCommand) Run(ctx context.Context, std streams) error {
	return c.rule(ctx, std, func(d *desk.Desk) (hearsay.Ruling, error) { return d.Merge(ctx, c.Party, c.Other) })
}

type splitCommand struct {
	books
	Party string `arg:"" help:"A party, by any unique beginning of its ID."`
	Name  string `arg:"" help:"The name that is another's, as hearsay party prints it."`
}

// Run rules that a name is another party's.
func (c *splitCommand) Run(ctx context.Context, std streams) error {
	return c.rule(ctx, std, func(d *desk.Desk) (hearsay.Ruling, error) { return d.Split(ctx, c.Party, c.Name) })
}

type undoCommand struct {
	books
	Ruling string `arg:"" optional:"" help:"The ruling, by any unique beginning of its ID. Without it, the last that stands."`
}

// Run takes a ruling back.
func (c *undoCommand) Run(ctx context.Context, std streams) error {
	return c.rule(ctx, std, func(d *desk.Desk) (hearsay.Ruling, error) { return d.Undo(ctx, c.Ruling) })
}

// rule rules, and says what was ruled.
func (b *books) rule(ctx context.Context, std streams, do func(*desk.Desk) (hearsay.Ruling, error)) error {
	d, err := b.open(ctx, true, 0)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	r, err := do(d)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(std.err, "%s: %s (ruling %s)\n", r.Kind, r.Note, r.ID[:10])
	return err
}

type rulingsCommand struct{ partyListing }

// Run lists rulings in the order in which they were made.
func (c *rulingsCommand) Run(ctx context.Context, std streams) error {
	d, err := c.open(ctx, false, 0)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	return c.list(std, func(out *report.Listing, room func() bool) error {
		rulings, err := d.Rulings(ctx)
		if err != nil {
			return err
		}
		for _, r := range rulings {
			if !room() {
				break
			}
			words, text, err := d.WordsAt(ctx, r.Ruling)
			if err != nil {
				return err
			}
			if err := out.Ruling(report.Ruling{Ruling: r.Ruling, Entered: r.Entered, Withdrawn: r.Withdrawn, Words: words, Text: text}); err != nil {
				return err
			}
		}
		return nil
	})
}
