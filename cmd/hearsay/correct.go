package main

import (
	"context"
	"errors"
	"fmt"

	"hearsay"
	"hearsay/internal/desk"
)

// whatOfClaim are the flags that say what a claim is.
type whatOfClaim struct {
	Speaker   *string  `help:"Who says it: exact words of the document, or bytes (12-40); \"\" is nobody." placeholder:"WORDS"`
	Cue       string   `help:"The words that say that something is said." placeholder:"WORDS"`
	Content   []string `help:"What is said; once for each piece." placeholder:"WORDS" sep:"none"`
	Kind      string   `help:"What the speaker is: person, org, outlet, document, imagery or unnamed." enum:",person,org,outlet,document,imagery,unnamed" default:""`
	Act       string   `help:"The kind of saying: assert, report, show, confirm, deny, doubt, believe, predict, warn, commit, request, accuse, praise, ask or decline." enum:",assert,report,show,confirm,deny,doubt,believe,predict,warn,commit,request,accuse,praise,ask,decline" default:""`
	Certainty string   `help:"How sure the speaker is: sure, probable, possible or unsure." enum:",sure,probable,possible,unsure" default:""`
	Denied    *bool    `help:"The speaker says that it is not so." negatable:""`
}

func (w *whatOfClaim) changes() desk.Changes {
	c := desk.Changes{Cue: desk.Words(w.Cue), Kind: hearsay.Kind(w.Kind), Act: hearsay.Act(w.Act), Certainty: hearsay.Certainty(w.Certainty), Denied: w.Denied}
	if w.Speaker != nil {
		speaker := desk.Words(*w.Speaker)
		c.Speaker = &speaker
	}
	for _, piece := range w.Content {
		c.Content = append(c.Content, desk.Words(piece))
	}
	return c
}

type correctCommand struct {
	books
	whatOfClaim
	ID  string `arg:"" help:"A claim, by any unique beginning of its ID; with --add a document."`
	Add bool   `help:"Add a claim that the reader has missed."`
	Why string `help:"Your reason, in your words." placeholder:"TEXT"`
}

// Run corrects a claim, or adds one.
func (c *correctCommand) Run(ctx context.Context, std streams) error {
	return c.correct(ctx, std, func(d *desk.Desk) (desk.Corrected, error) {
		if c.Add {
			return d.Missed(ctx, c.ID, c.changes(), c.Why)
		}
		return d.Correct(ctx, c.ID, c.changes(), c.Why)
	})
}

type withdrawCommand struct {
	books
	Claim string `arg:"" help:"A claim, by any unique beginning of its ID."`
	Why   string `help:"Your reason, in your words." placeholder:"TEXT"`
}

// Run rules that a claim is none.
func (c *withdrawCommand) Run(ctx context.Context, std streams) error {
	return c.correct(ctx, std, func(d *desk.Desk) (desk.Corrected, error) { return d.Disclaim(ctx, c.Claim, c.Why) })
}

// correct corrects, prints the claim as it now stands, and says how the ruling is called.
func (b *books) correct(ctx context.Context, std streams, do func(*desk.Desk) (desk.Corrected, error)) error {
	d, err := b.open(ctx, true, 0)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	done, err := do(d)
	var several *desk.SeveralError
	switch {
	case errors.As(err, &several):
		return hinted{err, "give more of the words, or their bytes: " + several.Places[0]}
	case errors.Is(err, hearsay.ErrNotFound):
		return hinted{err, "hearsay find lists claims, hearsay docs documents"}
	case err != nil:
		return err
	}
	if done.Claim != nil {
		if err := pageFor(std.out).Context(std.out, &done.Claim.Claim, done.Claim.Document); err != nil {
			return err
		}
	}
	_, err = fmt.Fprintf(std.err, "%s (ruling %s)\n", done.Ruling.Kind, done.Ruling.ID[:10])
	return err
}
