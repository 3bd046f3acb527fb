// Package ingest turns bytes into documents: whatever a newsroom has lying about goes in, and each story in it comes out as a
// hearsay.Document, or as a hearsay.Skip that says why it did not.
//
//	week.zip holding a.html, b.eml and c.jpg   →   two documents, week.zip/a.html and week.zip/b.eml,
//	                                               and a skip: week.zip/c.jpg: unsupported: image/jpeg
//
// What a file is, is told from its first bytes; its name breaks ties. Archives are read as streams, never unpacked to disk, and
// hold one document in memory at a time. All of it is text from outside: bounded in size, depth, number and expansion, and nothing
// in it is followed. What a story says is not its business: it keeps no ledger, finds no claims, and knows two documents to be
// the same only in that they get the same ID.
package ingest

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay"
)

// DefaultLimit is the greatest size of one document in bytes, unless Ingester.Limit says otherwise.
const DefaultLimit = 10 << 20

// Ingester reads documents. The zero value is ready to use; its methods may be called from several goroutines at a time.
type Ingester struct {
	Limit   int64        // greatest size of one document in bytes; 0 is DefaultLimit
	Version string       // of hearsay, for servers to see; "" is "unreleased"
	Client  *http.Client // for addresses, nil for Go's own; whichever it is, it waits 30 seconds and follows 5 redirects

	// Counted, when set, is told what a web archive held, once it was read to its end.
	Counted func(name string, held Records)
	// Passed, when set, is told of bytes of files and streams as they are read, before anything is expanded. For a file that was opened it
	// comes to just its size in the end, however much of it there was to read.
	Passed func(bytes int64)
}

// Records counts the records of a web archive. Other are requests, metadata, images, scripts, redirects, and what else is no story; they
// are no skips, since nobody would call them documents.
type Records struct {
	Documents int // that became documents
	Skips     int // that should have
	Revisits  int // pages that had not changed since an earlier record
	Other     int
}

// New returns an ingester with the default settings.
func New() *Ingester { return &Ingester{} }

// Documents yields the documents of in, one at a time and in a stable order: as they stand in an archive, by name in a folder.
// A document that cannot be read comes as a *hearsay.Skip and stops nothing; any other error is the last. Documents have their ID, and a
// Ref: the giver's own id where it has one, else path, path inside an archive, or address.
func (g *Ingester) Documents(ctx context.Context, in hearsay.Input) iter.Seq2[*hearsay.Document, error] {
	return func(yield func(*hearsay.Document, error) bool) {
		t := &intake{Ingester: g, ctx: ctx, in: in, yield: yield, limit: g.Limit}
		if t.limit <= 0 {
			t.limit = DefaultLimit
		}
		if err := t.input(); err != nil && !errors.Is(err, errStop) {
			yield(nil, err)
		}
	}
}

// intake is one input on its way. Its methods return an error only when nothing more can or shall be read: errStop, errBomb, or that of
// the context.
type intake struct {
	*Ingester
	ctx     context.Context
	in      hearsay.Input
	yield   func(*hearsay.Document, error) bool
	limit   int64
	purse   *purse // of the file that is being read
	size    int64  // of that file, 0 when unknown
	passed  int64  // bytes of that file so far
	members int    // of archives in this file so far
	skips   int    // so far
	docs    int
}

// errStop says that the caller wants no more.
var errStop = errors.New("stopped")

func (t *intake) input() error {
	in := t.in
	if in.Published != "" {
		if err := hearsay.ParsePublished(in.Published); err != nil {
			return err
		}
	}
	switch {
	case in.Path != "":
		return t.path(in.Path)
	case in.Address != "":
		return t.address(in.Address)
	case in.Stream != nil:
		name := in.Name
		if name == "" {
			name = "standard input"
		}
		return t.root(item{name: name, nameless: true, body: in.Stream}, 0)
	}
	return fmt.Errorf("%w: an input needs a path, an address or a stream", hearsay.ErrInvalid)
}

// document yields a document that it.name is the whole of: where nothing better says so, the item's name and time tell when it was
// published.
func (t *intake) document(it item, doc *hearsay.Document) error {
	if doc.Published == "" {
		if date := nameDate(it.name); date != "" {
			doc.Published, doc.PublishedFrom = date, hearsay.ByFileName
		} else if !it.modified.IsZero() && it.modified.Year() >= 1990 { // archives write 1970 or 1980 for "unknown"
			doc.Published, doc.PublishedFrom = it.modified.UTC().Format("2006-01-02"), hearsay.ByFileTime
		}
	}
	if doc.Ref == "" && !it.nameless {
		doc.Ref = it.name
	}
	return t.emit(it.name, doc)
}

// emit yields a document, with what the user states of it.
func (t *intake) emit(name string, doc *hearsay.Document) error {
	if err := t.ctx.Err(); err != nil {
		return err
	}
	if strings.TrimSpace(doc.Text) == "" {
		return t.skip(name, hearsay.ReasonEmpty, "")
	}
	if strings.Contains(doc.Text, "\x00") || !utf8.ValidString(doc.Text) {
		return t.skip(name, hearsay.ReasonMalformed, "its text has a NUL or is not UTF-8")
	}
	doc, skip := inEnglish(doc)
	if skip != nil {
		return t.skip(name, skip.Reason, skip.Detail)
	}
	if doc.Published == "" {
		doc.PublishedFrom = hearsay.ByNobody
	}
	if t.in.Published != "" {
		doc.Published, doc.PublishedFrom = t.in.Published, hearsay.ByUser
	}
	if t.in.Outlet != "" {
		doc.Outlet = t.in.Outlet
	}
	if t.in.Title != "" {
		doc.Title = t.in.Title
	}
	for _, s := range []*string{&doc.Ref, &doc.Outlet, &doc.Title, &doc.Address, &doc.Language} {
		*s = printable(*s)
	}
	doc.Identify()
	t.docs++
	if !t.yield(doc, nil) {
		return errStop
	}
	return nil
}

// skip yields a document that could not be read.
func (t *intake) skip(name, reason, detail string) error {
	if err := t.ctx.Err(); err != nil {
		return err
	}
	t.skips++
	if !t.yield(nil, &hearsay.Skip{Name: printable(name), Reason: reason, Detail: printable(detail)}) {
		return errStop
	}
	return nil
}

// found yields the document or the skip that a format's reader returned.
func (t *intake) found(it item, doc *hearsay.Document, skip *hearsay.Skip) error {
	if skip != nil {
		return t.skip(it.name, skip.Reason, skip.Detail)
	}
	return t.document(it, doc)
}

// fail yields the skip that an error in reading means, or returns the error when it ends more than this document.
func (t *intake) fail(name string, err error) error {
	var atPath *os.PathError
	switch {
	case t.ctx.Err() != nil:
		return t.ctx.Err()
	case errors.Is(err, errStop), errors.Is(err, errBomb):
		return err
	case errors.Is(err, errLarge):
		return t.skip(name, hearsay.ReasonTooLarge, "more than "+megabytes(t.limit))
	case errors.As(err, &atPath):
		return t.skip(name, hearsay.ReasonUnavailable, atPath.Err.Error())
	}
	return t.skip(name, hearsay.ReasonMalformed, err.Error())
}

// printable is s without what no name has, and what a terminal might obey: control characters, and bytes that are not UTF-8.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\t' && r != '\n' {
			return utf8.RuneError
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

func megabytes(n int64) string {
	if n < 1<<20 {
		return fmt.Sprintf("%d bytes", n)
	}
	return fmt.Sprintf("%d MB", n>>20)
}

// guarded reads a document by code that may panic on what its authors did not foresee.
func guarded(read func() (*hearsay.Document, *hearsay.Skip)) (doc *hearsay.Document, skip *hearsay.Skip) {
	defer func() {
		if p := recover(); p != nil {
			doc, skip = nil, &hearsay.Skip{Reason: hearsay.ReasonMalformed, Detail: fmt.Sprint("its reader failed: ", p)}
		}
	}()
	return read()
}
