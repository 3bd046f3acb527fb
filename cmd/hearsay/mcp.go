package main

import (
	"context"
	"io"
	"log/slog"
	"sync"

	"hearsay/internal/ask"
	"hearsay/internal/desk"
	"hearsay/internal/mcp"
	"hearsay/model"
)

type mcpCommand struct {
	books
	Threads int `help:"Threads to use at the most. Default: all cores." default:"0" placeholder:"N"`
}

// Run offers the ledger as tools to the program that has started this one, over standard input and output.
func (c *mcpCommand) Run(ctx context.Context, std streams) error {
	d, err := c.open(ctx, true, c.Threads)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	asking := sync.OnceValues(func() (*desk.Asking, error) {
		weights, err := weightsIn("HEARSAY_ASK_WEIGHTS")
		if err != nil {
			return nil, err
		}
		a, err := ask.Open(model.Files, c.Threads, weights)
		if err != nil {
			return nil, err
		}
		return d.Asking(a), nil
	})
	tools := mcp.New(d, mcp.Options{Version: version, Asking: asking, Log: slog.New(slog.NewTextHandler(std.err, nil))})
	return tools.Run(ctx, io.NopCloser(interruptible(ctx, std.in)), closing{std.out})
}

// closing is a stream that is left open: it is not ours.
type closing struct{ io.Writer }

// Close does nothing.
func (closing) Close() error { return nil }
