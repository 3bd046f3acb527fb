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

	"hearsay"
)

// record is a story as JSON: one a line, one alone, or several in an array. Only text is needed. ID may be a number.
type record struct {
	ID        json.RawMessage `json:"id"`
	Outlet    string          `json:"outlet"`
	Published string          `json:"published"`
	Title     string          `json:"title"`
	Text      *string         `json:"text"`
	URL       string          `json:"url"`
	Language  string          `json:"language"`
}

// jsonLines reads one JSON value a line. A line that is none is skipped under its number.
func (t *intake) jsonLines(it item) error {
	r, ok := it.body.(*bufio.Reader)
	if !ok {
		r = bufio.NewReader(it.body)
	}
	for n := 1; ; n++ {
		line, err := t.line(r)
		name := fmt.Sprintf("%s:%d", it.name, n)
		switch {
		case errors.Is(err, errLarge):
			if err := t.fail(name, err); err != nil {
				return err
			}
			continue
		case err != nil && !errors.Is(err, io.EOF):
			return t.fail(name, err)
		}
		if n == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff"))
		}
		if line = bytes.TrimSpace(line); len(line) > 0 {
			if err := t.value(name, line); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
	}
}

// line reads a line with its end, at most the limit. Of a longer one, errLarge is all that is returned, and the next line is next.
func (t *intake) line(r *bufio.Reader) ([]byte, error) {
	var line []byte
	large := false
	for {
		part, err := r.ReadSlice('\n')
		if int64(len(line)+len(part)) > t.limit {
			large, line = true, nil
		}
		if !large {
			line = append(line, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case large && (err == nil || errors.Is(err, io.EOF)):
			return nil, errLarge
		}
		return line, err
	}
}

// json reads a file that is one JSON value, or, should it not be, one a line.
func (t *intake) json(it item, data []byte) error {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !json.Valid(data) && bytes.Count(data, []byte("\n{")) > 0 {
		it.body = bufio.NewReader(bytes.NewReader(data))
		return t.jsonLines(it)
	}
	doc, skip := t.story(data)
	return t.found(it, doc, skip)
}

// jsonArray reads the values of an array, each by itself.
func (t *intake) jsonArray(it item) error {
	s := newSplitter(it.body, t.limit)
	s.space()
	s.next() // the bracket
	return t.elements(it.name, s, func(name string, value []byte) error { return t.value(name, value) })
}

// elements hands over what stands in the array that s has entered. A value that is too large is skipped; where the array is broken, the
// rest of it is.
func (t *intake) elements(name string, s *splitter, each func(name string, value []byte) error) error {
	for n := 1; ; n++ {
		value, err := s.element()
		at := fmt.Sprintf("%s#%d", name, n)
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case errors.Is(err, errLarge):
			err = t.fail(at, err)
		case err != nil:
			return t.fail(at, err)
		default:
			err = each(at, value)
		}
		if err != nil {
			return err
		}
	}
}

// value yields the story that a JSON value is.
func (t *intake) value(name string, data []byte) error {
	doc, skip := t.story(data)
	if skip != nil {
		return t.skip(name, skip.Reason, skip.Detail)
	}
	if doc.Ref == "" {
		doc.Ref = name
	}
	return t.emit(name, doc)
}

// story reads a JSON value: a record, or what a news agency sends.
func (t *intake) story(data []byte) (*hearsay.Document, *hearsay.Skip) {
	malformed := func(why string) (*hearsay.Document, *hearsay.Skip) {
		return nil, &hearsay.Skip{Reason: hearsay.ReasonMalformed, Detail: why}
	}
	if !utf8.Valid(data) {
		return malformed("not UTF-8")
	}
	var r record
	if err := json.Unmarshal(data, &r); err != nil {
		if trimmed := bytes.TrimSpace(data); len(trimmed) == 0 || trimmed[0] != '{' {
			return malformed("no JSON object")
		}
		if looksLikeNinjs(data) {
			return t.ninjs(data)
		}
		return malformed("JSON: " + strings.TrimPrefix(err.Error(), "json: "))
	}
	if r.Text == nil {
		if looksLikeNinjs(data) {
			return t.ninjs(data)
		}
		return nil, &hearsay.Skip{Reason: hearsay.ReasonUnsupported, Detail: `JSON that is no story: it has no "text"`}
	}
	if *r.Text == "" {
		return nil, &hearsay.Skip{Reason: hearsay.ReasonEmpty}
	}
	doc := &hearsay.Document{
		Ref: jsonID(r.ID), Outlet: r.Outlet, Published: r.Published, Title: r.Title, Text: *r.Text, Address: r.URL, Language: r.Language,
	}
	if doc.Published != "" {
		if hearsay.ParsePublished(doc.Published) != nil {
			if doc.Published = parseDate(r.Published); doc.Published == "" {
				return malformed(fmt.Sprintf("published %q is neither a date (2025-11-06) nor an RFC 3339 instant (2025-11-06T08:15:00+03:00)", r.Published))
			}
		}
		doc.PublishedFrom = hearsay.ByFeed
	}
	return doc, nil
}

// jsonID is an id that is a string or a number, as text.
func jsonID(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	if s = string(raw); s == "null" || strings.ContainsAny(s, "{[") {
		return ""
	}
	return s
}
