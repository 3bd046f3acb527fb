package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"golang.org/x/term"

	"hearsay"
	"hearsay/internal/desk"
	"hearsay/internal/ingest"
	"hearsay/internal/reader"
	"hearsay/internal/report"
	"hearsay/model"
)

type readCommand struct {
	Files     []string `arg:"" optional:"" name:"path" help:"Files, folders, archives, addresses (https://…), or - for standard input, which is also read when none is named."`
	Outlet    string   `help:"Who published; counts before what the input says." placeholder:"NAME"`
	Published string   `help:"When it was published, likewise: a date or an RFC 3339 instant." placeholder:"DATE"`
	Title     string   `help:"The title, likewise." placeholder:"TEXT"`
	Format    string   `help:"How to print: text for people, json for programs (an object a line)." enum:"text,json" default:"text"`
	Threads   int      `help:"Threads to use at the most. Default: all cores." default:"0" placeholder:"N"`
	Model     string   `help:"Folder with the files of another model; unquantised weights run in fp32." placeholder:"DIR"`
}

// story is one document on its way: read and understood, or refused.
type story struct {
	report.Story
	err error
}

// Run reads the stories of each input, several at a time, and prints them in the order given. What cannot be read does not stop the others.
func (c *readCommand) Run(ctx context.Context, std streams) error {
	files := c.Files
	if len(files) == 0 {
		if f, ok := std.in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
			return hinted{errors.New("nothing to read"), "name a file, or pipe a story in: hearsay read story.txt"}
		}
		files = []string{"-"}
	}
	inputs, err := c.inputs(ctx, std.in, files)
	if err != nil {
		return err
	}
	if c.Threads < 0 {
		return fmt.Errorf("%w: --threads %d", hearsay.ErrInvalid, c.Threads)
	}
	r, err := c.open()
	if err != nil {
		return err
	}
	write := c.printer(std)
	bar := newBar(std)
	defer bar.clear()
	g := newIngester()
	way, pace := measured(ctx, bar.on, inputs, g), newPace(time.Now())
	done, refused := 0, 0
	for s, err := range desk.InOrder(ctx, stories(ctx, g, inputs), r.Encoder().Threads()+1, func(ctx context.Context, s *story) error {
		return s.read(ctx, r)
	}) {
		bar.clear()
		switch {
		case err != nil:
			return err
		case s.err != nil:
			refused++
			fmt.Fprintln(std.err, "hearsay: skipped:", s.err)
		default:
			if err := write(s.Story); err != nil {
				return fmt.Errorf("writing: %w", err)
			}
		}
		if done++; done > 3 { // a few are read in no time
			bar.show(fmt.Sprintf("%d stories read · %s", done-refused, pace.say(mark{time.Now(), done, way.behind.Load(), way.length})))
		}
	}
	switch {
	case done == refused:
		return errNothing
	case refused > 0:
		return errSkipped
	}
	return nil
}

func (c *readCommand) inputs(ctx context.Context, stdin io.Reader, names []string) ([]hearsay.Input, error) {
	return inputs(ctx, stdin, names, hearsay.Input{Outlet: c.Outlet, Published: c.Published, Title: c.Title})
}

// story reads the only story of an input. What has several, or none, is an error.
func (c *readCommand) story(ctx context.Context, r *reader.Reader, stdin io.Reader, name string) (one story) {
	inputs, err := c.inputs(ctx, stdin, []string{name})
	if err != nil {
		return story{err: err}
	}
	n := 0
	for s, err := range stories(ctx, newIngester(), inputs) {
		if n++; n > 1 {
			return story{err: hinted{fmt.Errorf("%w: %s has several stories", hearsay.ErrUnsupported, name), "hearsay add keeps them all"}}
		}
		if one = s; err != nil {
			one.err = err
		}
	}
	if n == 0 {
		return story{err: fmt.Errorf("%s: %w", name, errNothing)}
	}
	if err := one.read(ctx, r); err != nil {
		return story{err: err}
	}
	return one
}

// errNothing says that there was no story that could be read; what was wrong with each has been told.
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

// stories yields the documents of all inputs, not read yet, and what could not be made one. When a file was last changed is no date of
// a story here: the same text gives the same bytes wherever it lies.
func stories(ctx context.Context, g *ingest.Ingester, inputs []hearsay.Input) func(func(story, error) bool) {
	return func(yield func(story, error) bool) {
		for _, in := range inputs {
			for doc, err := range g.Documents(ctx, in) {
				var skip *hearsay.Skip
				s := story{}
				switch {
				case errors.As(err, &skip):
					s.err, err = skip, nil
				case err == nil:
					if s.Document = doc; doc.PublishedFrom == hearsay.ByFileTime {
						doc.Published, doc.PublishedFrom = "", hearsay.ByNobody
					}
				}
				if !yield(s, err) {
					return
				}
			}
		}
	}
}

// read finds the claims of a story.
func (s *story) read(ctx context.Context, r *reader.Reader) (err error) {
	if s.err != nil {
		return nil
	}
	if s.Claims, err = desk.Read(ctx, r, s.Document); err != nil && ctx.Err() == nil {
		s.err = fmt.Errorf("%s: %w", s.Document.Ref, err)
	}
	return ctx.Err()
}
