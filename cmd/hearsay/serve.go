package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os/exec"
	"runtime"
	"time"

	"hearsay"
	"hearsay/internal/ask"
	"hearsay/internal/desk"
	"hearsay/internal/ingest"
	"hearsay/internal/mcp"
	"hearsay/internal/web"
	"hearsay/model"
)

type serveCommand struct {
	books
	Addr         string   `help:"Where to serve. What others can reach needs users (hearsay user add) or --token." default:"127.0.0.1:8417" placeholder:"HOST:PORT"`
	Open         bool     `help:"Start the browser."`
	Token        string   `help:"A secret of 16 characters or more; whoever shows it may read and write." env:"HEARSAY_TOKEN" placeholder:"SECRET"`
	Secure       bool     `help:"Browsers come by https, through a server in front of this one."`
	Host         []string `help:"A name, with its port, by which that server asks for this one." placeholder:"HOST:PORT"`
	AllowPrivate bool     `help:"Fetch addresses of this machine and network too when they are to be read, and go through a proxy where one is set."`
	MaxUpload    int64    `help:"How much may be given to be read at once, in MB." default:"200" placeholder:"MB"`
	Log          string   `help:"How requests are logged on standard error: text, json or off." enum:"text,json,off" default:"text"`
	Threads      int      `help:"Threads to use at the most. Default: all cores." default:"0" placeholder:"N"`
}

const (
	patience = 100 * time.Millisecond // how long a page waits for matters when the ledger has grown
	grace    = 30 * time.Second       // how long the documents in hand are waited for in the end
)

// Run serves the ledger until it is interrupted, and then finishes what it has in hand.
func (c *serveCommand) Run(ctx context.Context, std streams) error {
	if c.MaxUpload < 1 {
		return fmt.Errorf("%w: --max-upload %d", hearsay.ErrInvalid, c.MaxUpload)
	}
	in := newIngester()
	if !c.AllowPrivate {
		in.Client = ingest.Public()
	}
	d, err := c.openWith(ctx, true, c.Threads, in)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	d.Patience = patience
	access, err := web.Bindable(ctx, d, c.Addr, c.Token, c.Secure || len(c.Host) > 0)
	if errors.Is(err, hearsay.ErrInvalid) {
		return hinted{err, "hearsay user add NAME names who may come, --token one secret for all; or serve at 127.0.0.1"}
	}
	if err != nil {
		return err
	}
	access.Secure = c.Secure
	var s *web.Server
	tools := mcp.New(d, mcp.Options{Version: version, Asking: func() (*desk.Asking, error) { return s.Asking() }, Log: c.logger(std)})
	s, err = web.New(d, web.Options{
		Version: version, Log: c.logger(std), MostUpload: c.MaxUpload << 20, LocalOnly: web.Local(c.Addr), Hosts: c.Host, Access: access, Asker: c.asker, Tools: tools.Handler,
	})
	if err != nil {
		return err
	}
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", c.Addr)
	if err != nil {
		return hinted{errors.Join(err, s.Close(grace)), "--addr HOST:PORT serves elsewhere; port 0 is one that is free"}
	}
	return c.serve(ctx, std, s, listener)
}

// serve serves on a listener until ctx ends.
func (c *serveCommand) serve(ctx context.Context, std streams, s *web.Server, listener net.Listener) error {
	server := &http.Server{
		Handler: s, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 15 * time.Minute, WriteTimeout: 16 * time.Minute, IdleTimeout: 2 * time.Minute,
		MaxHeaderBytes: 64 << 10, ErrorLog: slog.NewLogLogger(c.logger(std).Handler(), slog.LevelWarn),
	}
	address := "http://" + listener.Addr().String() + "/"
	fmt.Fprintln(std.out, address)
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	go s.Warm(ctx)
	if c.Open {
		if err := browse(ctx, address); err != nil {
			fmt.Fprintln(std.err, "hearsay: the browser does not start:", err)
		}
	}
	select {
	case err := <-ended:
		return errors.Join(err, s.Close(grace))
	case <-ctx.Done():
	}
	last, stop := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer stop()
	shut := make(chan error, 1)
	go func() { shut <- server.Shutdown(last) }()
	return errors.Join(s.Close(grace), <-shut)
}

func (c *serveCommand) logger(std streams) *slog.Logger {
	switch c.Log {
	case "json":
		return slog.New(slog.NewJSONHandler(std.err, nil))
	case "off":
		return slog.New(slog.DiscardHandler)
	}
	return slog.New(slog.NewTextHandler(std.err, nil))
}

func (c *serveCommand) asker() (*ask.Asker, error) {
	weights, err := weightsIn("HEARSAY_ASK_WEIGHTS")
	if err != nil {
		return nil, err
	}
	return ask.Open(model.Files, c.Threads, weights)
}

// browse opens an address in the browser that the user has chosen.
func browse(ctx context.Context, address string) error {
	name, args := "xdg-open", []string{address}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", address}
	}
	command := exec.CommandContext(context.WithoutCancel(ctx), name, args...)
	if err := command.Start(); err != nil {
		return err
	}
	go func() { _ = command.Wait() }()
	return nil
}
