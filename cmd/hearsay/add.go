package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"hearsay"
	"hearsay/internal/desk"
	"hearsay/internal/ledger"
)

type addCommand struct {
	books
	Paths     []string `arg:"" name:"path" help:"Files, folders, archives, addresses (https://…), or - for standard input."`
	Outlet    string   `help:"Who published, where the input does not say." placeholder:"NAME"`
	Published string   `help:"When, where the input does not say: a date or an RFC 3339 instant." placeholder:"DATE"`
	Title     string   `help:"The title, where the input has none." placeholder:"TEXT"`
	Jobs      int      `help:"Documents read at the same time. Default: one more than there are cores." default:"0" placeholder:"N"`
	Threads   int      `help:"Threads to use at the most. Default: all cores." default:"0" placeholder:"N"`
}

// Run reads what is named and enters it in the ledger.
func (c *addCommand) Run(ctx context.Context, std streams) error {
	if c.Published != "" {
		if err := hearsay.ParsePublished(c.Published); err != nil {
			return err
		}
	}
	d, err := c.open(ctx, true, c.Threads)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	var all desk.Progress
	bar, start := newBar(std), time.Now()
	unread := 0
	for _, path := range c.Paths {
		in := hearsay.Input{Outlet: c.Outlet, Published: c.Published, Title: c.Title}
		switch {
		case path == "-":
			in.Stream, in.Name = interruptible(ctx, std.in), "standard input"
		case strings.Contains(path, "://"):
			in.Address = path
		default:
			in.Path = path
		}
		before := all
		p, err := d.Add(ctx, in, desk.Options{Jobs: c.Jobs, Told: func(p desk.Progress) { bar.show(rate(before.Plus(p), start)) }, Skip: func(r ledger.Reading) {
			unread++
			bar.clear()
			fmt.Fprintln(std.err, "hearsay: skipped:", r.Skip)
		}})
		all = all.Plus(p)
		if err != nil {
			bar.clear()
			fmt.Fprintln(std.err, told(all))
			return err
		}
	}
	bar.clear()
	fmt.Fprintln(std.err, told(all))
	if unread > 0 {
		return errSkipped
	}
	return nil
}

// interruptible reads r until ctx ends. Without it an interrupt would wait for whoever is at the other end of standard input.
func interruptible(ctx context.Context, r io.Reader) io.Reader {
	out, in := io.Pipe()
	context.AfterFunc(ctx, func() { _ = in.CloseWithError(ctx.Err()) })
	go func() {
		_, err := io.Copy(in, r)
		_ = in.CloseWithError(err)
	}()
	return out
}

type rereadCommand struct {
	books
	Threads int `help:"Threads to use at the most. Default: all cores." default:"0" placeholder:"N"`
}

// Run reads again what an older reader has read.
func (c *rereadCommand) Run(ctx context.Context, std streams) error {
	d, err := c.open(ctx, true, c.Threads)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	bar, start := newBar(std), time.Now()
	p, err := d.Reread(ctx, desk.Options{Told: func(p desk.Progress) { bar.show(rate(p, start)) }})
	bar.clear()
	fmt.Fprintln(std.err, told(p))
	return err
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
	if n == 1 {
		return "1 " + noun
	}
	first, rest, _ := strings.Cut(noun, " ")
	if rest != "" {
		rest = " " + rest
	}
	return fmt.Sprintf("%d %ss%s", n, first, rest)
}

// rate is what came of an add so far, and how fast.
func rate(p desk.Progress, start time.Time) string {
	return fmt.Sprintf("%s · %.1f a second", told(p), float64(p.Seen)/max(time.Since(start).Seconds(), 1e-3))
}
