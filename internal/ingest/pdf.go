package ingest

import (
	"errors"
	"regexp"
	"strings"
	"unicode/utf8"

	"hearsay"
	"hearsay/internal/pdf"
)

// pdf reads the text of a PDF. Its title is believed where it is not the name of a file; its date of creation is that of the file, since a
// page printed today is a PDF of today.
func (t *intake) pdf(it item, data []byte) error {
	doc, skip := guarded(func() (*hearsay.Document, *hearsay.Skip) { return t.readPDF(it, data) })
	if t.ctx.Err() != nil {
		return t.ctx.Err()
	}
	return t.found(it, doc, skip)
}

func (t *intake) readPDF(it item, data []byte) (*hearsay.Document, *hearsay.Skip) {
	read, err := pdf.Read(t.ctx, data, t.limit)
	switch {
	case errors.Is(err, pdf.ErrEncrypted):
		return nil, &hearsay.Skip{Reason: hearsay.ReasonEncrypted}
	case errors.Is(err, pdf.ErrLarge):
		return nil, &hearsay.Skip{Reason: hearsay.ReasonTooLarge, Detail: err.Error()}
	case err != nil:
		return nil, &hearsay.Skip{Reason: hearsay.ReasonMalformed, Detail: err.Error()}
	}
	doc := &hearsay.Document{Text: strings.Join(read.Paragraphs, "\n\n")}
	switch {
	case doc.Text == "":
		return nil, &hearsay.Skip{Reason: hearsay.ReasonNoArticle, Detail: "a PDF without text: scanned pages?"}
	case !readable(doc.Text):
		return nil, &hearsay.Skip{Reason: hearsay.ReasonNoArticle, Detail: "a PDF whose fonts do not say which letters they show"}
	}
	if !fileTitle.MatchString(read.Title) {
		doc.Title = read.Title
	}
	if nameDate(it.name) == "" && read.Created != "" {
		doc.Published, doc.PublishedFrom = read.Created, hearsay.ByFileTime
	}
	return doc, nil
}

// fileTitle matches titles that a program put there for want of one.
var fileTitle = regexp.MustCompile(`(?i)^(untitled.*|microsoft (word|powerpoint) - .*|.*\.(docx?|rtf|odt|indd|qxd|pdf|html?|txt|pages)|document\d*|about:blank|https?://.*)$`)

// readable reports whether a text is made of letters.
func readable(text string) bool {
	letters, all := 0, 0
	for _, r := range text {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 0xc0 && r != utf8.RuneError {
			letters++
		}
		if r != ' ' && r != '\n' {
			all++
		}
	}
	return letters >= 20 && 2*letters > all
}
