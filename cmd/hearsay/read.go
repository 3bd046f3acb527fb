package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"unicode/utf8"

	"golang.org/x/term"

	"hearsay"
	"hearsay/internal/desk"
	"hearsay/internal/ingest"
	"hearsay/internal/reader"
	"hearsay/internal/report"
	"hearsay/model"
)

type readCommand struct {
	Files     []string `arg:"" optional:"" name:"file" help:"Text files, - for standard input, which is also read when none is named."`
	Outlet    string   `help:"Who published the stories." placeholder:"NAME"`
	Published string   `help:"When they were published: a date or an RFC 3339 instant." placeholder:"DATE"`
	Title     string   `help:"Their title. Default: the first line, when it looks like one." placeholder:"TEXT"`
	Format    string   `help:"How to print: text for people, json for programs (an object a line)." enum:"text,json" default:"text"`
	Threads   int      `help:"Threads to use at the most. Default: all cores." default:"0" placeholder:"N"`
	Model     string   `help:"Folder with the files of another model; unquantised weights run in fp32." placeholder:"DIR"`
}

// textLimit is the greatest size of one text, in bytes.
const textLimit = 10 << 20

// story is one input on its way: read and understood, or refused.
type story struct {
	report.Story
	name string // of the input
	err  error
}

// Run reads each input, several at a time, and prints them in the order given. An input that cannot be read does not stop the others.
func (c *readCommand) Run(ctx context.Context, std streams) error {
	if c.Published != "" {
		if err := hearsay.ParsePublished(c.Published); err != nil {
			return err
		}
	}
	if c.Threads < 0 {
		return fmt.Errorf("%w: --threads %d", hearsay.ErrInvalid, c.Threads)
	}
	files := c.Files
	if len(files) == 0 {
		if f, ok := std.in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
			return hinted{errors.New("nothing to read"), "name a file, or pipe a story in: hearsay read story.txt"}
		}
		files = []string{"-"}
	}
	r, err := c.open()
	if err != nil {
		return err
	}
	write := c.printer(std)
	bar := newBar(std)
	defer bar.clear()
	done, skipped := 0, 0
	stories := func(yield func(story, error) bool) {
		for _, f := range files {
			if !yield(story{name: f}, nil) {
				return
			}
		}
	}
	for s, err := range desk.InOrder(ctx, stories, r.Encoder().Threads()+1, func(ctx context.Context, s *story) error {
		*s = c.story(ctx, r, std.in, s.name)
		return ctx.Err()
	}) {
		bar.clear()
		switch {
		case err != nil:
			return err
		case s.err != nil:
			skipped++
			complain(std.err, s.err, exitSkipped)
		default:
			if err := write(s.Story); err != nil {
				return fmt.Errorf("writing: %w", err)
			}
		}
		if done++; len(files) > 3 && done < len(files) { // a few are read in no time
			bar.show(fmt.Sprintf("%d of %d stories read", done, len(files)))
		}
	}
	switch {
	case skipped == 0:
		return nil
	case skipped == len(files):
		return errNothing
	}
	return errSkipped
}

// errNothing says that no input could be read; what was wrong with each has been told.
var errNothing = errors.New("nothing could be read")

func (c *readCommand) open() (*reader.Reader, error) {
	var files fs.FS = model.Files
	if c.Model != "" {
		files = os.DirFS(c.Model)
	}
	r, err := reader.Open(files, c.Threads)
	if err != nil && c.Model != "" {
		return nil, fmt.Errorf("model in %s: %w", c.Model, err)
	}
	return r, err
}

// printer returns the function that prints one story.
func (c *readCommand) printer(std streams) func(report.Story) error {
	if c.Format == "json" {
		return func(s report.Story) error { return report.JSON(std.out, s) }
	}
	page := pageFor(std.out)
	return func(s report.Story) error { return page.Text(std.out, s) }
}

func (c *readCommand) story(ctx context.Context, r *reader.Reader, stdin io.Reader, name string) story {
	if name == "-" {
		stdin = interruptible(ctx, stdin)
	}
	text, err := load(stdin, name)
	if err != nil {
		return story{err: err}
	}
	doc := &hearsay.Document{Outlet: c.Outlet, Published: c.Published, Title: c.Title, Text: text}
	if name != "-" {
		doc.Ref = name
	}
	if doc.Title == "" {
		doc.Title = ingest.TitleOf(text)
	}
	if doc.Published != "" {
		doc.PublishedFrom = hearsay.ByUser
	}
	doc.Identify()
	claims, err := desk.Read(ctx, r, doc)
	if err != nil {
		return story{err: fmt.Errorf("%s: %w", name, err)}
	}
	return story{Story: report.Story{Document: doc, Claims: claims}}
}

// load returns the text of a file, or of standard input for "-". What is not UTF-8 text is refused.
func load(stdin io.Reader, name string) (string, error) {
	in := stdin
	if name == "-" {
		name = "standard input"
	} else {
		f, err := os.Open(name)
		if err != nil {
			return "", err
		}
		defer f.Close()
		in = f
	}
	b, err := io.ReadAll(io.LimitReader(in, textLimit+1))
	if err != nil {
		var p *fs.PathError
		if errors.As(err, &p) {
			return "", err
		}
		return "", fmt.Errorf("%s: %w", name, err)
	}
	refuse := func(why, hint string) (string, error) {
		err := fmt.Errorf("%s: %w: %s", name, hearsay.ErrUnsupported, why)
		if hint != "" {
			return "", hinted{err, hint}
		}
		return "", err
	}
	switch {
	case len(b) > textLimit:
		return refuse(fmt.Sprintf("larger than %d MB", textLimit>>20), "split it into its stories")
	case bytes.HasPrefix(b, []byte{0xff, 0xfe}), bytes.HasPrefix(b, []byte{0xfe, 0xff}):
		return refuse("UTF-16 text", "convert it first: iconv -f UTF-16 -t UTF-8")
	case bytes.IndexByte(b, 0) >= 0:
		return refuse("binary data, not text", "")
	case !utf8.Valid(b):
		return refuse("not UTF-8 text", "convert it first: iconv -f WINDOWS-1252 -t UTF-8, say")
	}
	return string(bytes.TrimPrefix(b, []byte("\ufeff"))), nil
}
