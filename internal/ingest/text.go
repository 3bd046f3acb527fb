package ingest

import (
	"bytes"
	"fmt"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"hearsay"
)

// textDocument reads plain text or Markdown. The text is kept as it is, but for a byte order mark and for front matter.
func textDocument(name string, data []byte) (*hearsay.Document, *hearsay.Skip) {
	text, err := decodeText(data, "")
	switch {
	case err != nil:
		return nil, &hearsay.Skip{Name: name, Reason: hearsay.ReasonMalformed, Detail: err.Error()}
	case strings.ContainsRune(text, 0):
		return nil, &hearsay.Skip{Name: name, Reason: hearsay.ReasonUnsupported, Detail: "binary data, not text"}
	}
	front, text := frontMatter(text)
	if strings.TrimSpace(text) == "" {
		return nil, &hearsay.Skip{Name: name, Reason: hearsay.ReasonEmpty}
	}
	doc := &hearsay.Document{
		Ref:      name,
		Outlet:   front.outlet,
		Title:    front.title,
		Text:     text,
		Address:  front.address,
		Language: front.language,
	}
	if doc.Title == "" {
		doc.Title = titleOf(text)
		if front.found || strings.EqualFold(path.Ext(name), ".md") || strings.EqualFold(path.Ext(name), ".markdown") {
			doc.Title = strings.TrimSpace(strings.TrimLeft(doc.Title, "#"))
		}
	}
	if front.published != "" {
		doc.Published, doc.PublishedFrom = front.published, hearsay.ByPage
	}
	return inEnglish(doc)
}

// titleOf is the first line of a text when it looks like a title: it has words and no full stop, and a blank line or a longer one follows.
func titleOf(text string) string {
	line, rest, more := strings.Cut(strings.TrimLeft(text, " \t\r\n"), "\n")
	line = strings.TrimSpace(line)
	next, _, _ := strings.Cut(rest, "\n")
	next = strings.TrimSpace(next)
	if !more || !strings.ContainsFunc(line, isWordRune) || len(line) > 300 || strings.HasSuffix(line, ".") || strings.Contains(line, ". ") || strings.TrimSpace(rest) == "" {
		return ""
	}
	if next != "" && len(next) <= len(line) {
		return ""
	}
	return line
}

// marks are the byte order marks, the longer before the shorter that begin like them.
var marks = []struct {
	bytes string
	as    encoding.Encoding
}{
	{"\xef\xbb\xbf", encoding.Nop},
	{"\xff\xfe\x00\x00", utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)},
	{"\x00\x00\xfe\xff", utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)},
	{"\xff\xfe", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
	{"\xfe\xff", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
}

// decodeText makes UTF-8 of data. declared is the name of its charset as somebody states it, "" for none. Statements are often wrong,
// and bytes are not: a byte order mark counts first, and what is valid UTF-8 is UTF-8, but for the charsets that hide in ASCII. What
// is none of it, and in no known charset, is read as windows-1252, in which every byte means something; UTF-8 with a few broken
// bytes stays UTF-8, with U+FFFD in their place.
func decodeText(data []byte, declared string) (string, error) {
	for _, m := range marks {
		if rest, ok := bytes.CutPrefix(data, []byte(m.bytes)); ok {
			return decode(rest, m.as)
		}
	}
	enc, name := charset.Lookup(declared)
	hides := name == "iso-2022-jp" && bytes.IndexByte(data, 0x1b) >= 0 || strings.HasPrefix(name, "utf-16")
	if utf8.Valid(data) && !hides {
		return string(data), nil
	}
	switch {
	case enc == nil, name == "utf-8":
		if mostlyUTF8(data) {
			return strings.ToValidUTF8(string(data), "\uFFFD"), nil
		}
		enc = charmap.Windows1252
	case name == "replacement":
		return "", fmt.Errorf("charset %s is not read", declared)
	}
	return decode(data, enc)
}

func decode(data []byte, enc encoding.Encoding) (string, error) {
	if enc == encoding.Nop {
		return strings.ToValidUTF8(string(data), "\uFFFD"), nil
	}
	b, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		return "", err
	}
	return strings.ToValidUTF8(string(b), "\uFFFD"), nil
}

// mostlyUTF8 reports whether data has ten or more characters of several bytes in UTF-8 for each that is broken.
func mostlyUTF8(data []byte) bool {
	good, bad := 0, 0
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		data = data[n:]
	}
	return good >= 10*bad
}
