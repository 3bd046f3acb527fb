package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"hearsay"
	"hearsay/internal/desk"
	"hearsay/internal/ingest"
	"hearsay/internal/ledger"
)

// working is the flags of the commands that read into the ledger.
type working struct {
	Jobs    int `help:"Documents read at the same time. Default: one more than there are cores." default:"0" placeholder:"N"`
	Threads int `help:"Threads to use at the most. Default: all cores." default:"0" placeholder:"N"`
}

type addCommand struct {
	books
	working
	Paths     []string `arg:"" name:"path" help:"Files, folders, archives, addresses (https://…), or - for standard input."`
	Outlet    string   `help:"Who published; counts before what the input says." placeholder:"NAME"`
	Published string   `help:"When it was published, likewise: a date or an RFC 3339 instant." placeholder:"DATE"`
	Title     string   `help:"The title, likewise." placeholder:"TEXT"`
}

// Run reads what is named and enters it in the ledger.
func (c *addCommand) Run(ctx context.Context, std streams) error {
	inputs, err := inputs(ctx, std.in, c.Paths, hearsay.Input{Outlet: c.Outlet, Published: c.Published, Title: c.Title})
	if err != nil {
		return err
	}
	g := newIngester()
	var archives holdings
	g.Counted = archives.count
	d, err := c.openWith(ctx, true, c.Threads, g)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	bar := newBar(std)
	way := measured(ctx, bar.on, inputs, g)
	var all desk.Progress
	pace, unread := newPace(time.Now()), false
	for _, in := range inputs {
		before := all
		var p desk.Progress
		p, err = d.Add(ctx, in, desk.Options{Jobs: c.Jobs, Skip: skipped(std, bar, &unread), Told: func(p desk.Progress) {
			p = before.Plus(p)
			bar.show(told(p) + " · " + pace.say(mark{time.Now(), p.Seen, way.behind.Load(), way.length}))
		}})
		all = all.Plus(p)
		if err != nil {
			break
		}
	}
	bar.clear()
	fmt.Fprintln(std.err, told(all))
	if archives.n > 0 {
		fmt.Fprintln(std.err, archives.told())
	}
	if err == nil && unread {
		return errSkipped
	}
	return err
}

// skipped returns what tells of a skip, and remembers that there was one.
func skipped(std streams, bar *bar, any *bool) func(ledger.Reading) {
	return func(r ledger.Reading) {
		*any = true
		bar.clear()
		fmt.Fprintln(std.err, "hearsay: skipped:", r.Skip)
	}
}

type rereadCommand struct {
	books
	working
}

// Run reads again what an older reader has read.
func (c *rereadCommand) Run(ctx context.Context, std streams) error {
	d, err := c.open(ctx, true, c.Threads)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	bar, pace, unread := newBar(std), newPace(time.Now()), false
	p, err := d.Reread(ctx, desk.Options{Jobs: c.Jobs, Skip: skipped(std, bar, &unread), Told: func(p desk.Progress) {
		bar.show(told(p) + " · " + pace.say(mark{time.Now(), p.Seen, int64(p.Seen), int64(p.Of)}))
	}})
	bar.clear()
	fmt.Fprintln(std.err, told(p))
	if err == nil && unread {
		return errSkipped
	}
	return err
}

// holdings is what web archives held.
type holdings struct {
	ingest.Records
	n int // archives
}

// count adds what one held.
func (h *holdings) count(_ string, r ingest.Records) {
	h.n++
	h.Documents += r.Documents
	h.Skips += r.Skips
	h.Revisits += r.Revisits
	h.Other += r.Other
}

// told says it: "in 1 web archive: 12 documents, 1 skip, 3 pages unchanged since an earlier record, 210 other records".
func (h *holdings) told() string {
	return fmt.Sprintf("in %s: %s, %s, %s unchanged since an earlier record, %s", plural(h.n, "web archive"), plural(h.Documents, "document"),
		plural(h.Skips, "skip"), plural(h.Revisits, "page"), plural(h.Other, "other record"))
}

// told says what came of an add: "41 documents, 702 claims, 2 skips; 3 known".
func told(p desk.Progress) string {
	parts := []string{plural(p.Documents, "document"), plural(p.Claims, "claim")}
	for _, x := range []struct {
		n    int
		noun string
	}{{p.Reread, "document read again"}, {p.Withdrawn, "claim withdrawn"}, {p.Skips, "skip"}} {
		if x.n > 0 {
			parts = append(parts, plural(x.n, x.noun))
		}
	}
	s := strings.Join(parts, ", ")
	if p.Known > 0 {
		s += fmt.Sprintf("; %d known already", p.Known)
	}
	return s
}

func plural(n int, noun string) string {
	switch first, rest, _ := strings.Cut(noun, " "); {
	case n == 1:
		return "1 " + noun
	case first == "document" && rest != "", first == "claim" && rest != "": // documents read again, claims withdrawn
		return fmt.Sprintf("%d %ss %s", n, first, rest)
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
