package ingest

import (
	"errors"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"hearsay"
)

// pdfTime is how long one PDF may take to read.
const pdfTime = 20 * time.Second

// pdf reads the text of a PDF. Its title is believed where it is not the name of a file; its date of creation is that of the file, since a
// page printed today is a PDF of today.
func (t *intake) pdf(it item, data []byte) error {
	doc, skip := guarded(func() (*hearsay.Document, *hearsay.Skip) { return t.readPDF(it, data) })
	return t.found(it, doc, skip)
}

func (t *intake) readPDF(it item, data []byte) (*hearsay.Document, *hearsay.Skip) {
	f, err := openPDF(data, 16*t.limit, time.Now().Add(pdfTime))
	var pages [][]pdfLine
	if err == nil {
		pages, err = f.lines(t)
	}
	switch {
	case errors.Is(err, errPDFEncrypted):
		return nil, &hearsay.Skip{Reason: hearsay.ReasonEncrypted}
	case t.ctx.Err() != nil:
		return nil, &hearsay.Skip{Reason: hearsay.ReasonUnavailable} // the end of the context is told instead
	case errors.Is(err, errPDFLarge), errors.Is(err, errPDFSlow):
		return nil, &hearsay.Skip{Reason: hearsay.ReasonTooLarge, Detail: err.Error()}
	case err != nil:
		return nil, &hearsay.Skip{Reason: hearsay.ReasonMalformed, Detail: err.Error()}
	case len(f.objects) == 0:
		return nil, &hearsay.Skip{Reason: hearsay.ReasonMalformed, Detail: "a PDF without objects"}
	}
	dropRunning(pages)
	doc := &hearsay.Document{Text: strings.Join(layParagraphs(pages), "\n\n")}
	if !readable(doc.Text) {
		detail := "a PDF without text: scanned pages?"
		if doc.Text != "" {
			detail = "a PDF whose fonts do not say which letters they show"
		}
		return nil, &hearsay.Skip{Reason: hearsay.ReasonNoArticle, Detail: detail}
	}
	info := f.dict(f.trailer["Info"])
	if title := strings.Join(strings.Fields(pdfText(f.resolve(info["Title"]))), " "); !fileTitle.MatchString(title) {
		doc.Title = title
	}
	if nameDate(it.name) == "" {
		created, _ := f.resolve(info["CreationDate"]).(pdfString)
		if day, err := time.Parse("D:20060102", string(created[:min(len(created), 10)])); err == nil && day.Year() >= 1990 {
			doc.Published, doc.PublishedFrom = day.Format(time.DateOnly), hearsay.ByFileTime
		}
	}
	return doc, nil
}

// fileTitle matches titles that a program put there for want of one.
var fileTitle = regexp.MustCompile(`(?i)^(untitled.*|microsoft (word|powerpoint) - .*|.*\.(docx?|rtf|odt|indd|qxd|pdf|html?|txt|pages)|document\d*|about:blank|https?://.*)$`)

// readable reports whether a text is made of letters.
func readable(text string) bool {
	letters, all := 0, 0
	for _, r := range text {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= 0xc0 && r != utf8.RuneError:
			letters++
		}
		if r != ' ' && r != '\n' {
			all++
		}
	}
	return letters >= 20 && 2*letters > all
}

// lines are the lines of each page.
func (f *pdfFile) lines(t *intake) ([][]pdfLine, error) {
	fonts := map[string]*pdfFont{}
	var pages [][]pdfLine
	size := int64(0)
	found := f.pages()
	if len(found) == maxPages {
		return nil, errPDFLarge
	}
	for i, p := range found {
		if err := t.ctx.Err(); err != nil {
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
		if size > t.limit {
			return nil, errPDFLarge
		}
		pages = append(pages, lines)
	}
	return pages, nil
}
