package ingest

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"hearsay"
)

// docx reads a Word document, itself a zip archive: the paragraphs of word/document.xml, title and date of docProps/core.xml. Headers,
// footers, notes and comments are in files of their own and stay there, as does what was deleted.
func (t *intake) docx(it item, files map[string]*zip.File) error {
	if files["word/document.xml"].Flags&1 != 0 {
		return t.skip(it.name, hearsay.ReasonEncrypted, "")
	}
	doc := &hearsay.Document{PublishedFrom: hearsay.ByPage}
	if f := files["docProps/core.xml"]; f != nil {
		if core, err := t.zipped(f, 1<<20); err == nil { // what it says is not needed
			_ = walkXML(core, func(e *xmlElement) {
				switch e.name {
				case "dc:title":
					doc.Title = strings.Join(strings.Fields(e.text), " ")
				case "dc:language":
					doc.Language = language(e.text)
				case "dcterms:created":
					doc.Published = parseDate(e.text)
				}
			})
		} else if errors.Is(err, errBomb) {
			return err
		}
	}
	r, err := files["word/document.xml"].Open()
	if err != nil {
		return t.fail(it.name, err)
	}
	defer r.Close()
	w := &wordText{limit: t.limit}
	// Its XML is a multiple of its text.
	if err := w.read(io.LimitReader(expanded{r, t}, 8*t.limit)); err != nil {
		return t.fail(it.name, err)
	}
	doc.Text = strings.Join(w.paragraphs, "\n\n")
	if doc.Title == "" {
		doc.Title = w.title
	}
	if doc.Text == "" {
		return t.skip(it.name, hearsay.ReasonNoArticle, "a Word document without text")
	}
	return t.document(it, doc)
}

// zipped is a file of a zip archive, which may have so many bytes.
func (t *intake) zipped(f *zip.File, limit int64) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(expanded{r, t}, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = errLarge
	}
	return data, err
}

// wordText gathers the text of a Word document.
type wordText struct {
	limit      int64
	size       int64
	paragraphs []string
	title      string // the first paragraph in the style of that name
}

// word is the namespace of Word's elements, in its two editions.
var word = map[string]bool{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main": true,
	"http://purl.oclc.org/ooxml/wordprocessingml/main":             true,
}

// read follows the elements that are text: w:p holds paragraphs, w:t what is in them. A text box has paragraphs inside a paragraph.
func (w *wordText) read(r io.Reader) error {
	d := xml.NewDecoder(r)
	d.CharsetReader = func(label string, _ io.Reader) (io.Reader, error) { return nil, fmt.Errorf("charset %q", label) }
	var open []*bytes.Buffer // paragraphs
	styles := []string{}
	inText, depth, dropped := false, 0, 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		switch x := token.(type) {
		case xml.StartElement:
			if depth++; depth > maxXMLDepth {
				return fmt.Errorf("elements nested more than %d deep", maxXMLDepth)
			}
			if dropped > 0 || x.Name.Local == "Fallback" { // the same again, for older programs
				dropped++
				continue
			}
			if !word[x.Name.Space] {
				continue
			}
			if x.Name.Local == "p" {
				open, styles = append(open, &bytes.Buffer{}), append(styles, "")
			}
			if len(open) == 0 {
				continue
			}
			switch p := open[len(open)-1]; x.Name.Local {
			case "t":
				inText = true
			case "tab":
				p.WriteByte('\t')
			case "br", "cr":
				p.WriteByte('\n')
			case "noBreakHyphen":
				p.WriteByte('-')
			case "pStyle":
				for _, a := range x.Attr {
					if a.Name.Local == "val" {
						styles[len(styles)-1] = a.Value
					}
				}
			}
		case xml.EndElement:
			depth--
			if dropped > 0 {
				dropped--
				continue
			}
			inText = false
			if word[x.Name.Space] && x.Name.Local == "p" && len(open) > 0 {
				last := len(open) - 1
				w.paragraph(open[last].String(), styles[last])
				open, styles = open[:last], styles[:last]
			}
		case xml.CharData:
			if inText && dropped == 0 && len(open) > 0 {
				if w.size += int64(len(x)); w.size > w.limit {
					return errLarge
				}
				open[len(open)-1].Write(x)
			}
		}
	}
}

func (w *wordText) paragraph(text, style string) {
	text = strings.ReplaceAll(trimLines(text), "\n\n", "\n")
	if text == "" {
		return
	}
	if w.title == "" && strings.EqualFold(style, "title") {
		w.title = strings.Join(strings.Fields(text), " ")
	}
	w.paragraphs = append(w.paragraphs, text)
}
