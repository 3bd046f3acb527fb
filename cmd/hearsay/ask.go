package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"hearsay/internal/ask"
	"hearsay/internal/desk"
	"hearsay/model"
)

type askCommand struct {
	books
	Question  []string `arg:"" optional:"" help:"The question. Without it, questions are read from the terminal or standard input, one a line."`
	File      string   `help:"Answer from one story alone, without a ledger; - is standard input." placeholder:"FILE"`
	Format    string   `help:"How to print: text for people, json for programs (an object a line)." enum:"text,json" default:"text"`
	AsOf      string   `help:"From what the ledger knew then: a date or an RFC 3339 instant." placeholder:"DATE"`
	Outlet    string   `help:"Only from what this outlet published; of a story: who published it." placeholder:"NAME"`
	Published string   `help:"When the story of --file was published." placeholder:"DATE"`
	Limit     int      `help:"Answers at most." default:"5" placeholder:"N"`
}

// errRefused says that there is no answer; that has been printed already.
var errRefused = fmt.Errorf("%w: the question is refused", errSkipped)

// Run answers one question, or each that is typed. A question without an answer is refused in so many words.
func (c *askCommand) Run(ctx context.Context, std streams) error {
	asOf, err := instant(c.AsOf)
	if err != nil {
		return err
	}
	if c.Limit < 1 {
		return hinted{fmt.Errorf("--limit %d: at least one answer", c.Limit), "leave it out for five"}
	}
	weights, err := weightsIn("HEARSAY_ASK_WEIGHTS")
	if err != nil {
		return err
	}
	asker, err := ask.Open(model.Files, 0, weights)
	if err != nil {
		return err
	}
	answer, done, err := c.from(ctx, std, asker, desk.AskOptions{AsOf: asOf, Outlet: c.Outlet, Limit: c.Limit})
	if err != nil {
		return err
	}
	defer done()
	tell := func(question string) error {
		r, err := answer(question)
		if err != nil {
			return err
		}
		out := r.Worded()
		if c.Format == "json" {
			err = out.JSON(std.out)
		} else {
			err = pageFor(std.out).Reply(std.out, out)
		}
		if err == nil && r.Refused {
			err = errRefused
		}
		return err
	}
	if len(c.Question) > 0 {
		return tell(strings.Join(c.Question, " "))
	}
	return c.typed(ctx, std, tell)
}

// from is what questions are answered from: a story, or the ledger.
func (c *askCommand) from(ctx context.Context, std streams, asker *ask.Asker, o desk.AskOptions) (answer func(string) (*desk.Reply, error), done func(), err error) {
	if c.File == "" {
		d, err := c.open(ctx, false, 0)
		if err != nil {
			return nil, nil, err
		}
		a := d.Asking(asker)
		return func(q string) (*desk.Reply, error) { return a.Ask(ctx, q, o) }, func() { _ = d.Close() }, nil
	}
	if c.File == "-" && len(c.Question) == 0 {
		return nil, nil, hinted{errors.New("standard input cannot be both story and questions"), "name the question: hearsay ask --file - \"Who …?\""}
	}
	read := readCommand{Outlet: c.Outlet, Published: c.Published}
	r, err := read.open()
	if err != nil {
		return nil, nil, err
	}
	s := read.story(ctx, r, std.in, c.File)
	if s.err != nil {
		return nil, nil, s.err
	}
	linker, err := openLinker(0)
	if err != nil {
		return nil, nil, err
	}
	story, err := desk.NewAskedStory(ctx, asker, linker, s.Document, s.Claims)
	if err != nil {
		return nil, nil, err
	}
	return func(q string) (*desk.Reply, error) { return story.Ask(ctx, q, o.Limit) }, func() {}, nil
}

// typed answers question after question: at a terminal, with a prompt and the questions before at the arrow keys.
func (c *askCommand) typed(ctx context.Context, std streams, tell func(string) error) error {
	in, isFile := std.in.(*os.File)
	if isFile && term.IsTerminal(int(in.Fd())) {
		return prompt(ctx, in, std, tell)
	}
	lines := bufio.NewScanner(interruptible(ctx, std.in))
	lines.Buffer(nil, 1<<20)
	refused := false
	for lines.Scan() {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		err := tell(lines.Text())
		if refused = refused || errors.Is(err, errRefused); err != nil && !errors.Is(err, errRefused) {
			return err
		}
		if c.Format == "text" {
			fmt.Fprintln(std.out)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("standard input: %w", err)
	}
	if refused {
		return errRefused
	}
	return nil
}

// prompt asks for questions at a terminal until there are no more.
func prompt(ctx context.Context, in *os.File, std streams, tell func(string) error) error {
	t := term.NewTerminal(struct {
		io.Reader
		io.Writer
	}{in, std.out}, "ask> ")
	for ctx.Err() == nil {
		old, err := term.MakeRaw(int(in.Fd()))
		if err != nil {
			return err
		}
		line, err := t.ReadLine()
		if e := term.Restore(int(in.Fd()), old); e != nil {
			return e
		}
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case strings.TrimSpace(line) == "":
			continue
		}
		if err := tell(line); err != nil && !errors.Is(err, errRefused) {
			return err
		}
	}
	return ctx.Err()
}
