package ingest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"encoding/xml"
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

// xmlElement is an element of a feed, met at its end.
type xmlElement struct {
	name   string // lower case, with its prefix
	parent string
	depth  int // 1 for the outermost
	attr   map[string]string
	text   string // character data, entities resolved
	raw    []byte // what stands between its tags
	nested bool   // it has elements inside
}

// marked is the HTML of the element: what it holds as text, or, where a feed has not escaped it, as elements.
func (x *xmlElement) marked() string {
	if x.nested {
		return string(x.raw)
	}
	return x.text
}

const maxXMLDepth = 200

// walkXML hands over the elements of a piece of XML at their ends. Feeds are often not well-formed: end tags without a start are left out,
// elements without an end go as far as the element they are in. Entities that a document type declares are not resolved.
func walkXML(data []byte, each func(*xmlElement)) error {
	data = cleanXML(data)
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict, d.Entity = false, xml.HTMLEntity
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // it was decoded before
	type opened struct {
		xmlElement
		from int64
		text strings.Builder
	}
	var stack []*opened
	closeTo := func(depth int, end int64) {
		for len(stack) > depth {
			o := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			o.xmlElement.text, o.raw = o.text.String(), data[o.from:end]
			if len(stack) > 0 {
				o.parent = stack[len(stack)-1].name
			}
			each(&o.xmlElement)
		}
	}
	for {
		before := d.InputOffset()
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			closeTo(0, before)
			return nil
		} else if err != nil {
			return err
		}
		switch x := token.(type) {
		case xml.StartElement:
			if len(stack) >= maxXMLDepth {
				return fmt.Errorf("elements nested more than %d deep", maxXMLDepth)
			}
			o := &opened{xmlElement: xmlElement{name: qualified(x.Name), depth: len(stack) + 1, attr: map[string]string{}}, from: d.InputOffset()}
			for _, a := range x.Attr {
				o.attr[qualified(a.Name)] = a.Value
			}
			if len(stack) > 0 {
				stack[len(stack)-1].nested = true
			}
			stack = append(stack, o)
		case xml.EndElement:
			name := qualified(x.Name)
			for i := len(stack) - 1; i >= 0; i-- {
				if stack[i].name == name {
					closeTo(i, before)
					break
				}
			}
		case xml.CharData:
			if len(stack) > 0 {
				stack[len(stack)-1].text.Write(x)
			}
		}
	}
}

func qualified(n xml.Name) string {
	if n.Space == "" {
		return strings.ToLower(n.Local)
	}
	return strings.ToLower(n.Space + ":" + n.Local)
}

// cleanXML mends what would stop the decoder: control characters, and bytes in the charset that a feed should not have been in.
func cleanXML(data []byte) []byte {
	if !utf8.Valid(data) {
		r, err := charset.NewReaderLabel("windows-1252", bytes.NewReader(data))
		if err == nil {
			data, err = io.ReadAll(r)
		}
		if err != nil {
			data = bytes.ToValidUTF8(data, []byte("\uFFFD"))
		}
	}
	barred := func(r rune) bool { return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF }
	if bytes.ContainsFunc(data, barred) {
		data = bytes.Map(func(r rune) rune {
			if barred(r) {
				return ' '
			}
			return r
		}, data)
	}
	return strayBrackets(data)
}

// strayBrackets writes &lt; for a < that begins no tag.
func strayBrackets(data []byte) []byte {
	out := make([]byte, 0, len(data))
	for len(data) > 0 {
		i := bytes.IndexByte(data, '<')
		if i < 0 {
			return append(out, data...)
		}
		out, data = append(out, data[:i]...), data[i:]
		end := 1
		for begin, close := range map[string]string{"<![CDATA[": "]]>", "<!--": "-->"} {
			if bytes.HasPrefix(data, []byte(begin)) {
				if end = bytes.Index(data, []byte(close)); end < 0 {
					return append(out, data...)
				}
			}
		}
		if end == 1 && !(len(data) > 1 && (isLetter(data[1]) || bytes.IndexByte([]byte("/!?_"), data[1]) >= 0 || data[1] >= 0x80)) {
			out, data = append(out, "&lt;"...), data[1:]
			continue
		}
		out, data = append(out, data[:end]...), data[end:]
	}
	return out
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

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
