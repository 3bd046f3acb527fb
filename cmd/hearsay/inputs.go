package main

import (
	"context"
	"io"
	"strings"

	"hearsay"
)

// stated is what the user may state of all documents that a command is given.
type stated struct {
	Outlet    string `help:"Who published; counts before what the input says." placeholder:"NAME"`
	Published string `help:"When it was published, likewise: a date or an RFC 3339 instant." placeholder:"DATE"`
	Title     string `help:"The title, likewise." placeholder:"TEXT"`
}

// inputs are what was named: paths, addresses, and - for standard input.
func (s *stated) inputs(ctx context.Context, std streams, names []string) ([]hearsay.Input, error) {
	if s.Published != "" {
		if err := hearsay.ParsePublished(s.Published); err != nil {
			return nil, err
		}
	}
	out := make([]hearsay.Input, len(names))
	for i, name := range names {
		in := hearsay.Input{Outlet: s.Outlet, Published: s.Published, Title: s.Title}
		switch {
		case name == "-":
			in.Stream, in.Name = interruptible(ctx, std.in), "standard input"
		case strings.Contains(name, "://"):
			in.Address = name
		default:
			in.Path = name
		}
		out[i] = in
	}
	return out, nil
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
