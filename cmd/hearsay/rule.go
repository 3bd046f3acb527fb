package main

import (
	"context"
	"errors"
	"fmt"

	"hearsay"
)

type ruleCommand struct {
	books
	Claim    string `arg:"" help:"A claim, by any unique beginning of its ID."`
	Other    string `arg:"" help:"The claim that it is compared with."`
	Relation string `arg:"" help:"same, contradicts, updates (the later replaces the earlier) or none." enum:"same,contradicts,updates,none"`
	Why      string `help:"Your reason, in your words." placeholder:"TEXT"`
}

// Run rules how two claims stand to each other.
func (c *ruleCommand) Run(ctx context.Context, std streams) error {
	d, err := c.open(ctx, true, 0)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	r, err := d.Relate(ctx, c.Claim, c.Other, hearsay.Relation(c.Relation), c.Why)
	if errors.Is(err, hearsay.ErrNotFound) {
		return hinted{err, "hearsay find lists claims, hearsay matter ID those of a matter"}
	}
	if err != nil {
		return err
	}
	words, _, err := d.WordsAt(ctx, r)
	if err != nil {
		return err
	}
	page := pageFor(std.err)
	_, err = fmt.Fprintf(std.err, "%s: “%s” / “%s” (ruling %s)\n", r.Kind, page.Clean(words[0]), page.Clean(words[1]), r.ID[:10])
	return err
}
