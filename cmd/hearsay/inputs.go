package main

import (
	"context"
	"io"
	"strings"

	"hearsay"
)

// inputs are what was named: paths, addresses, and - for standard input; stated is what the user states of all of them.
func inputs(ctx context.Context, stdin io.Reader, names []string, stated hearsay.Input) ([]hearsay.Input, error) {
	if stated.Published != "" {
		if err := hearsay.ParsePublished(stated.Published); err != nil {
			return nil, err
		}
	}
	out := make([]hearsay.Input, len(names))
	for i, name := range names {
		in := stated
		switch {
		case name == "-":
			in.Stream, in.Name = interruptible(ctx, stdin), "standard input"
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
