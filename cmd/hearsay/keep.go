package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"hearsay"
	"hearsay/internal/desk"
	"hearsay/internal/ledger"
	"hearsay/internal/report"
)

func joined(words []string) string { return strings.Join(words, " ") }

type showCommand struct {
	books
	ID     string `arg:"" help:"A document or a claim, by any unique beginning of its ID."`
	AsOf   string `help:"As the ledger knew it then: a date or an RFC 3339 instant." placeholder:"DATE"`
	Format string `help:"How to print: text or json." enum:"text,json" default:"text"`
}

// Run shows a document with its claims, or a claim with its bytes in context.
func (c *showCommand) Run(ctx context.Context, std streams) error {
	asOf, err := instant(c.AsOf)
	if err != nil {
		return err
	}
	d, err := c.open(ctx, false, 0)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	doc, claim, err := d.Named(ctx, c.ID, asOf)
	switch {
	case errors.Is(err, hearsay.ErrNotFound):
		return hinted{err, "hearsay docs and hearsay find list what there is"}
	case errors.Is(err, hearsay.ErrConflict):
		return hinted{err, "give more of the ID"}
	case err != nil:
		return err
	case claim != nil && c.Format == "json":
		return report.NewListing(std.out, report.AsJSON, report.Page{}).Claim(claim.Claim, claim.Document)
	case claim != nil:
		return pageFor(std.out).Context(std.out, &claim.Claim, claim.Document)
	}
	s := report.Story{Document: &doc.Document}
	for claim, err := range d.Claims(ctx, ledger.Query{Document: doc.ID, AsOf: asOf}) {
		if err != nil {
			return err
		}
		s.Claims = append(s.Claims, claim.Claim)
	}
	if c.Format == "json" {
		return report.JSON(std.out, s)
	}
	return pageFor(std.out).Text(std.out, s)
}

type exportCommand struct {
	books
	Out         string `help:"Write here instead of to standard output." short:"o" placeholder:"FILE"`
	Corrections bool   `help:"Write instead the passages that people have corrected, marked, as models are trained on them."`
}

// Run writes everything the ledger has as JSON Lines, or the passages that people have corrected.
func (c *exportCommand) Run(ctx context.Context, std streams) (err error) {
	d, err := c.open(ctx, false, 0)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	out := std.out
	if c.Out != "" && c.Out != "-" {
		f, err := os.Create(c.Out)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, f.Close()) }()
		out = f
	}
	w := bufio.NewWriter(out)
	if c.Corrections {
		return errors.Join(corrections(ctx, d, w, std.err), w.Flush())
	}
	return errors.Join(d.Export(ctx, w), w.Flush())
}

// corrections writes the passages that people have corrected. One that cannot be marked is told of and left out.
func corrections(ctx context.Context, d *desk.Desk, w, told io.Writer) error {
	left := false
	for p, err := range d.Passages(ctx) {
		if err != nil {
			return err
		}
		switch err := report.WriteMarked(w, p); {
		case errors.Is(err, hearsay.ErrUnsupported):
			left = true
			fmt.Fprintln(told, "hearsay:", err)
		case err != nil:
			return err
		}
	}
	if left {
		return errSkipped
	}
	return nil
}

type importCommand struct {
	books
	File string `arg:"" help:"What export wrote, or - for standard input."`
}

// Run enters what another ledger has exported.
func (c *importCommand) Run(ctx context.Context, std streams) error {
	var in io.Reader
	if c.File == "-" {
		in = interruptible(ctx, std.in)
	} else {
		f, err := os.Open(c.File)
		if err != nil {
			return err
		}
		defer func() { _ = f.Close() }()
		in = f
	}
	d, err := c.open(ctx, true, 0)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	added, err := d.Import(ctx, in)
	if err != nil {
		return err
	}
	fmt.Fprintf(std.err, "%s, %s, %s; %d known already\n", plural(added.Documents, "document"), plural(added.Claims, "claim"), plural(added.Skips, "skip"), added.Known)
	return nil
}

type checkCommand struct{ books }

// errUnsound says that a check has found something, which it has printed.
var errUnsound = errors.New("the ledger is not sound")

// Run looks whether the ledger is sound, and says what is not. It repairs nothing.
func (c *checkCommand) Run(ctx context.Context, std streams) error {
	d, err := c.open(ctx, false, 0)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	n := 0
	for p, err := range d.Check(ctx) {
		if err != nil {
			return err
		}
		n++
		fmt.Fprintf(std.out, "%s: %s\n", p.Where, p.What)
	}
	if n > 0 {
		return errUnsound
	}
	_, err = fmt.Fprintln(std.out, "sound")
	return err
}

type statsCommand struct {
	books
	AsOf   string `help:"What the ledger held then: a date or an RFC 3339 instant." placeholder:"DATE"`
	Format string `help:"How to print: text or json." enum:"text,json" default:"text"`
}

// Run counts what the ledger holds.
func (c *statsCommand) Run(ctx context.Context, std streams) error {
	asOf, err := instant(c.AsOf)
	if err != nil {
		return err
	}
	d, err := c.open(ctx, false, 0)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	s, err := d.Stats(ctx, asOf)
	if err != nil {
		return err
	}
	out := report.Stats{
		Documents: s.Documents, Claims: s.Claims, Withdrawn: s.Withdrawn, Mentions: s.Mentions, Skips: s.Skips, Bytes: s.Bytes, First: s.First, Last: s.Last,
	}
	for _, r := range s.Readers {
		out.Readers = append(out.Readers, report.Reader(r))
	}
	return out.Write(std.out, report.Format(c.Format))
}
