package ingest

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

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
		for _, whole := range [][2]string{{"<![CDATA[", "]]>"}, {"<!--", "-->"}} {
			if bytes.HasPrefix(data, []byte(whole[0])) {
				if end = bytes.Index(data, []byte(whole[1])); end < 0 {
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
