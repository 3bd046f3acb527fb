// Package pdf finds the text in a PDF file, as paragraphs in the order in which people read them:
//
//	(The board said that the) Tj T* (bridge would clo-) Tj T* (se.) Tj   →   "The board said that the bridge would close."
//
// Files come from outside, and many are broken: the table of objects is not needed, and what cannot be made out is left out. Depth, time,
// number of pages and what streams unpack to are bounded. Pictures of text, encrypted files, and text that does not run from left to right
// are not its business, nor is what the text says.
package pdf

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

var (
	// ErrEncrypted says that a file needs a password, or has the empty one; both are left alone.
	ErrEncrypted = errors.New("encrypted")
	// ErrLarge says that a file has too many pages, unpacks to too much, or takes too long to read.
	ErrLarge = errors.New("too many pages, too much on one, or too slow to read")
	// ErrNoObjects says that there is nothing in a file.
	ErrNoObjects = errors.New("a PDF without objects")
)

// Text is what a file says.
type Text struct {
	Paragraphs []string
	Title      string // as its program put it, "" when it did not
	Created    string // the day the file was made, 2006-01-02, or ""
}

// timeLimit is how long one file may take.
const timeLimit = 20 * time.Second

// Read reads a file. limit is the greatest size of its text in bytes; its streams may unpack to sixteen times that. The error is one of those
// above, or that of ctx.
func Read(ctx context.Context, data []byte, limit int64) (*Text, error) {
	f, err := open(data, 16*limit, time.Now().Add(timeLimit))
	if err != nil {
		return nil, err
	}
	if len(f.objects) == 0 {
		return nil, ErrNoObjects
	}
	pages, err := f.lines(ctx, limit)
	if err != nil {
		return nil, err
	}
	dropRunning(pages)
	info := f.dict(f.trailer["Info"])
	t := &Text{Paragraphs: layParagraphs(pages), Title: strings.Join(strings.Fields(textString(f.resolve(info["Title"]))), " ")}
	created, _ := f.resolve(info["CreationDate"]).(str)
	if day, err := time.Parse("D:20060102", string(created[:min(len(created), 10)])); err == nil && day.Year() >= 1990 {
		t.Created = day.Format(time.DateOnly)
	}
	return t, nil
}

// lines are the lines of each page.
func (f *file) lines(ctx context.Context, limit int64) ([][]line, error) {
	fonts := map[string]*font{}
	found := f.pages()
	if len(found) == maxPages {
		return nil, fmt.Errorf("%w: %d pages", ErrLarge, maxPages)
	}
	var pages [][]line
	size := int64(0)
	for i, p := range found {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		glyphs, err := f.glyphs(p, fonts)
		if err != nil {
			return nil, err
		}
		lines := layLines(glyphs, i)
		for _, l := range lines {
			size += int64(len(l.text))
		}
		if size > limit {
			return nil, ErrLarge
		}
		pages = append(pages, lines)
	}
	return pages, nil
}
