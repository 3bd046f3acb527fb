package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"golang.org/x/term"

	"hearsay"
	"hearsay/internal/ledger"
)

type userCommand struct {
	Add    userAddCommand    `cmd:"" help:"Enter a user; the password is asked for, or read from standard input."`
	List   userListCommand   `cmd:"" help:"List users and their tokens."`
	Remove userRemoveCommand `cmd:"" help:"Take a user away, with all tokens."`
	Token  userTokenCommand  `cmd:"" help:"Make a token for a program, and print it; or take one away."`
}

type userAddCommand struct {
	books
	Name   string `arg:"" help:"Letters, digits and . _ @ -."`
	May    string `help:"What the user may do: read, or write (and read)." enum:"read,write" default:"read"`
	Tokens bool   `help:"Without a password: the user has tokens alone."`
}

// Run enters a user.
func (c *userAddCommand) Run(ctx context.Context, std streams) error {
	password := ""
	if !c.Tokens {
		var err error
		if password, err = askPassword(ctx, std); err != nil {
			return err
		}
		if password == "" {
			return hinted{fmt.Errorf("%w: no password", hearsay.ErrInvalid), "type one, or give --tokens for a user without"}
		}
	}
	d, err := c.open(ctx, true, 0)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	if err := d.AddUser(ctx, c.Name, password, ledger.Right(c.May)); err != nil {
		if errors.Is(err, hearsay.ErrConflict) {
			return hinted{err, "hearsay user remove " + c.Name + " takes the one that is there away"}
		}
		return err
	}
	_, err = fmt.Fprintf(std.err, "%s may %s\n", c.Name, c.May)
	return err
}

// askPassword asks for a password twice at a terminal, without showing it; from anything else it reads a line.
func askPassword(ctx context.Context, std streams) (string, error) {
	f, ok := std.in.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		line, err := bufio.NewReader(io.LimitReader(interruptible(ctx, std.in), 4096)).ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return "", err
		}
		return strings.TrimRight(line, "\r\n"), nil
	}
	ask := func(what string) (string, error) {
		fmt.Fprint(std.err, what)
		b, err := term.ReadPassword(int(f.Fd()))
		fmt.Fprintln(std.err)
		return string(b), err
	}
	first, err := ask("Password: ")
	if err != nil {
		return "", err
	}
	again, err := ask("Once more: ")
	if err == nil && first != again {
		err = fmt.Errorf("%w: the two are not the same", hearsay.ErrInvalid)
	}
	return first, err
}

type userListCommand struct{ books }

// Run lists users and their tokens.
func (c *userListCommand) Run(ctx context.Context, std streams) error {
	d, err := c.open(ctx, false, 0)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	users, err := d.Users(ctx)
	if err != nil {
		return err
	}
	for _, u := range users {
		how := "password"
		if u.Secret == "" {
			how = "no password"
		}
		fmt.Fprintf(std.out, "%s  %s  %s  %s\n", u.Name, u.May, how, u.Added.Format(time.DateOnly))
		tokens, err := d.Tokens(ctx, u.Name)
		if err != nil {
			return err
		}
		for _, t := range tokens {
			fmt.Fprintf(std.out, "    token %s  %s  %s\n", t.Hash[:10], t.Added.Format(time.DateOnly), pageFor(std.out).Clean(t.Note))
		}
	}
	return nil
}

type userRemoveCommand struct {
	books
	Name string `arg:"" help:"The user."`
}

// Run takes a user away.
func (c *userRemoveCommand) Run(ctx context.Context, std streams) error {
	d, err := c.open(ctx, true, 0)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	return d.RemoveUser(ctx, c.Name)
}

type userTokenCommand struct {
	books
	Name   string `arg:"" help:"The user."`
	Note   string `help:"What it is for, in your words." placeholder:"TEXT"`
	Remove string `help:"Take a token away instead, by the beginning of its ID in hearsay user list." placeholder:"ID"`
}

// Run makes a token and prints it, or takes one away.
func (c *userTokenCommand) Run(ctx context.Context, std streams) error {
	d, err := c.open(ctx, true, 0)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	if c.Remove != "" {
		return d.RemovePass(ctx, c.Name, c.Remove)
	}
	token, err := d.Token(ctx, c.Name, c.Note)
	if err != nil {
		return err
	}
	fmt.Fprintln(std.err, "hearsay: it is shown once, and cannot be found out afterwards")
	_, err = fmt.Fprintln(std.out, token)
	return err
}
