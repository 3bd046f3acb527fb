package ingest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"

	"hearsay"
)

// feedEntry is an entry of a feed of any kind. Content and summary are HTML or text.
type feedEntry struct {
	id, link, title, published, updated string
	content, summary                    string
	plain                               bool // the content is plain text, in which < is a <
}

// feedAbout is what a feed says of itself.
type feedAbout struct{ title, language string }

// entry yields an entry.
func (t *intake) entry(name string, about feedAbout, e *feedEntry) error {
	doc := &hearsay.Document{
		Ref: e.id, Outlet: about.title, Title: markedLine(e.title), Published: parseDate(e.published), Address: e.link, Language: about.language,
	}
	if doc.Published == "" {
		doc.Published = parseDate(e.updated)
	}
	if doc.Published != "" {
		doc.PublishedFrom = hearsay.ByFeed
	}
	if doc.Ref == "" {
		doc.Ref = e.link
	}
	if doc.Ref == "" {
		doc.Ref = name
	}
	marked := e.content
	if strings.TrimSpace(marked) == "" {
		marked, doc.Summary = e.summary, true
	}
	if e.plain && !doc.Summary {
		doc.Text = trimLines(marked)
	} else {
		text, err := markedText(marked, doc.Title)
		if err != nil {
			return t.skip(name, hearsay.ReasonMalformed, err.Error())
		}
		doc.Text = text
	}
	if doc.Text == "" {
		return t.skip(name, hearsay.ReasonEmpty, "an entry without text: "+doc.Title)
	}
	return t.emit(name, doc)
}

// xmlFeed reads RSS and Atom.
func (t *intake) xmlFeed(it item) error {
	r, ok := it.body.(*bufio.Reader)
	if !ok {
		r = bufio.NewReader(it.body)
	}
	utf, err := utf8Feed(r)
	if err != nil {
		return t.fail(it.name, err)
	}
	s := &feedSplitter{r: utf, limit: t.limit}
	var about *feedAbout
	for n := 1; ; n++ {
		raw, err := s.next()
		name := fmt.Sprintf("%s#%d", it.name, n)
		if about == nil {
			about = aboutFeed(s.head)
		}
		switch {
		case errors.Is(err, io.EOF) && n == 1:
			return t.skip(it.name, hearsay.ReasonEmpty, "a feed without entries")
		case errors.Is(err, io.EOF):
			return nil
		case errors.Is(err, io.ErrUnexpectedEOF):
			return t.skip(name, hearsay.ReasonMalformed, "the feed is cut short in this entry")
		case errors.Is(err, errLarge):
			err = t.fail(name, err)
		case err != nil:
			return t.fail(name, err)
		default:
			var e *feedEntry
			if e, err = parseEntry(raw); err != nil {
				err = t.skip(name, hearsay.ReasonMalformed, err.Error())
			} else {
				err = t.entry(name, *about, e)
			}
		}
		if err != nil {
			return err
		}
	}
}

// utf8Feed reads a feed in the charset that its byte order mark or its first line states, UTF-8 where neither does.
func utf8Feed(r *bufio.Reader) (*bufio.Reader, error) {
	head, _ := r.Peek(sniffed)
	label := ""
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		label = "utf-16le"
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		label = "utf-16be"
	default:
		line, _, _ := bytes.Cut(head, []byte("?>"))
		_, after, ok := strings.Cut(string(line), "encoding=")
		if ok && len(after) > 1 && bytes.HasPrefix(bytes.TrimLeft(line, " \t\r\n\ufeff"), []byte("<?xml")) {
			label, _, _ = strings.Cut(after[1:], after[:1])
		}
		if l := strings.ToLower(label); l == "" || l == "utf-8" || l == "utf8" || strings.HasPrefix(l, "utf-16") || l == "us-ascii" {
			return r, nil // what states UTF-16 in bytes that we could read is not
		}
	}
	decoded, err := charset.NewReaderLabel(label, r)
	if err != nil {
		return nil, fmt.Errorf("charset %q is not known", label)
	}
	return bufio.NewReaderSize(decoded, 32<<10), nil
}

// aboutFeed reads what stands before the first entry.
func aboutFeed(head []byte) *feedAbout {
	var a feedAbout
	_ = walkXML(head, func(e *xmlElement) { // broken is what it must be: the feed goes on
		switch in := e.parent; {
		case e.name == "title" && (in == "channel" || in == "feed") && a.title == "":
			a.title = markedLine(e.text)
		case e.name == "language" && in == "channel":
			a.language = language(e.text)
		case e.name == "feed" && a.language == "":
			a.language = language(e.attr["xml:lang"])
		}
	})
	return &a
}

// parseEntry reads an entry of RSS or Atom.
func parseEntry(raw []byte) (*feedEntry, error) {
	var e feedEntry
	first := func(s *string, value string) {
		if value = strings.TrimSpace(value); *s == "" {
			*s = value
		}
	}
	err := walkXML(raw, func(x *xmlElement) {
		if x.depth != 2 {
			return
		}
		switch x.name {
		case "title":
			first(&e.title, x.text)
		case "link", "atom:link":
			if href := x.attr["href"]; href == "" {
				first(&e.link, x.text)
			} else if rel := x.attr["rel"]; rel == "" || rel == "alternate" {
				first(&e.link, href)
			}
		case "guid", "id", "dc:identifier":
			first(&e.id, x.text)
		case "pubdate", "published", "dc:date", "issued":
			first(&e.published, x.text)
		case "updated", "modified", "atom:updated":
			first(&e.updated, x.text)
		case "content:encoded", "content", "xhtml:body", "body":
			if x.attr["src"] == "" {
				first(&e.content, x.marked())
				e.plain = x.name == "content" && (x.attr["type"] == "" || x.attr["type"] == "text") && !x.nested
			}
		case "description", "summary":
			first(&e.summary, x.marked())
		}
	})
	return &e, err
}

// jsonFeed reads a JSON feed (jsonfeed.org). What it says of itself counts for the items behind it.
func (t *intake) jsonFeed(it item) error {
	s := newSplitter(it.body, t.limit)
	s.space()
	s.next() // the brace
	var about feedAbout
	for {
		key, err := s.key()
		if err != nil {
			return t.fail(it.name, err)
		}
		if key == "" {
			return nil
		}
		if key == "items" {
			if c, err := s.r.Peek(1); err == nil && c[0] == '[' {
				s.next()
				if err := t.elements(it.name, s, func(name string, raw []byte) error { return t.jsonFeedItem(name, about, raw) }); err != nil {
					return err
				}
				continue
			}
		}
		value, err := s.value()
		if err != nil && !errors.Is(err, errLarge) {
			return t.fail(it.name, err)
		}
		var text string
		if json.Unmarshal(value, &text) == nil {
			switch key {
			case "title":
				about.title = strings.TrimSpace(text)
			case "language":
				about.language = language(text)
			}
		}
	}
}

func (t *intake) jsonFeedItem(name string, about feedAbout, raw []byte) error {
	var i struct {
		ID            json.RawMessage `json:"id"`
		URL           string          `json:"url"`
		Title         string          `json:"title"`
		ContentHTML   string          `json:"content_html"`
		ContentText   string          `json:"content_text"`
		Summary       string          `json:"summary"`
		DatePublished string          `json:"date_published"`
		DateModified  string          `json:"date_modified"`
		Language      string          `json:"language"`
	}
	if !utf8.Valid(raw) {
		return t.skip(name, hearsay.ReasonMalformed, "not UTF-8")
	}
	if err := json.Unmarshal(raw, &i); err != nil {
		return t.skip(name, hearsay.ReasonMalformed, "JSON: "+strings.TrimPrefix(err.Error(), "json: "))
	}
	e := &feedEntry{
		id: jsonID(i.ID), link: i.URL, title: i.Title, published: i.DatePublished, updated: i.DateModified, content: i.ContentHTML, summary: i.Summary,
	}
	if i.ContentText != "" && i.ContentHTML == "" {
		e.content, e.plain = i.ContentText, true
	}
	if i.Language != "" {
		about.language = language(i.Language)
	}
	return t.entry(name, about, e)
}
