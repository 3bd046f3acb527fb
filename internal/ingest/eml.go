package ingest

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/http"
	"net/mail"
	"net/textproto"
	"strings"

	"golang.org/x/net/html/charset"

	"hearsay"
)

const (
	maxParts     = 1000 // of a message
	maxPartDepth = 10
)

// message is what was found in a mail message: the first text of either kind, each part's charset undone by who reads it.
type message struct {
	limit     int64
	html      []byte
	htmlType  string
	plain     string
	flowed    bool
	parts     int
	encrypted bool
}

// eml reads a mail message (RFC 5322), such as a newsletter or a press release. Attachments are not looked into.
func (t *intake) eml(it item, data []byte) error {
	m, err := mail.ReadMessage(bytes.NewReader(bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\ufeff")), "\r\n\t ")))
	if err != nil {
		return t.skip(it.name, hearsay.ReasonMalformed, err.Error())
	}
	b := &message{limit: t.limit}
	b.part(textproto.MIMEHeader(m.Header), m.Body, 0)
	title := decodedHeader(m.Header.Get("Subject"))
	doc, skip := b.document(it.name, title)
	switch {
	case doc != nil:
	case b.encrypted:
		return t.skip(it.name, hearsay.ReasonEncrypted, "")
	case skip != nil:
		return t.found(it, nil, skip)
	default:
		return t.skip(it.name, hearsay.ReasonNoArticle, "a message without text")
	}
	doc.Title, doc.Outlet = title, newsletter(m.Header)
	if date := parseDate(m.Header.Get("Date")); date != "" {
		doc.Published, doc.PublishedFrom = date, hearsay.ByPage
	}
	return t.document(it, doc)
}

// document is made of the message's HTML, as long as there is a story in it, else of its plain text.
func (b *message) document(name, title string) (doc *hearsay.Document, skip *hearsay.Skip) {
	if len(b.html) > 0 {
		header := http.Header{"Content-Type": {b.htmlType}}
		if doc, skip = guarded(func() (*hearsay.Document, *hearsay.Skip) { return pageDocument(name, b.html, header) }); doc != nil {
			doc.Ref = ""
			return doc, nil
		}
	}
	if text := b.plainText(); text != "" {
		return &hearsay.Document{Text: text}, nil
	}
	if len(b.html) > 0 { // too short to be told from what surrounds it
		if marked, err := decodeText(b.html, charsetOf(b.htmlType)); err == nil {
			if text, err := markedText(marked, title); err == nil && text != "" {
				return &hearsay.Document{Text: text}, nil
			}
		}
	}
	return nil, skip
}

func (b *message) plainText() string {
	text := strings.ReplaceAll(b.plain, "\r\n", "\n")
	if b.flowed { // RFC 3676: a line that ends with a blank goes on, save the mark of a signature
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\n-- \n", "\n--\n"), " \n", " ")
	}
	return unwrapped(text)
}

// part looks into a part of a message.
func (b *message) part(h textproto.MIMEHeader, body io.Reader, depth int) {
	if b.parts++; b.parts > maxParts || depth > maxPartDepth {
		return
	}
	media, params, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil && media == "" {
		media = "text/plain"
	}
	disposition, _, _ := mime.ParseMediaType(h.Get("Content-Disposition"))
	switch {
	case disposition == "attachment":
	case media == "multipart/encrypted", strings.HasPrefix(media, "application/pkcs7-mime"), strings.HasPrefix(media, "application/x-pkcs7-mime"):
		b.encrypted = true
	case strings.HasPrefix(media, "multipart/"):
		if params["boundary"] == "" {
			return
		}
		r := multipart.NewReader(body, params["boundary"])
		for {
			p, err := r.NextRawPart()
			if err != nil { // the end, or as much as can be read
				return
			}
			b.part(p.Header, p, depth+1)
			if b.parts > maxParts {
				return
			}
		}
	case media == "text/html" && b.html == nil, media == "text/plain" && b.plain == "":
		data, err := io.ReadAll(io.LimitReader(transferred(body, h.Get("Content-Transfer-Encoding")), b.limit))
		if err != nil && len(data) == 0 {
			return
		}
		if media == "text/html" {
			b.html, b.htmlType = data, h.Get("Content-Type")
			return
		}
		if text, err := decodeText(data, params["charset"]); err == nil {
			b.plain, b.flowed = text, strings.EqualFold(params["format"], "flowed")
		}
	}
}

// transferred undoes the coding of a body for its way through the mail.
func transferred(body io.Reader, encoding string) io.Reader {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "quoted-printable":
		return quotedprintable.NewReader(body)
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, base64Only{body})
	}
	return body
}

// base64Only leaves out of a body what base64 is not made of.
type base64Only struct{ r io.Reader }

func (b base64Only) Read(p []byte) (int, error) {
	for {
		n, err := b.r.Read(p)
		kept := 0
		for _, c := range p[:n] {
			if c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/' || c == '=' {
				p[kept] = c
				kept++
			}
		}
		if kept > 0 || err != nil {
			return kept, err
		}
	}
}

func charsetOf(contentType string) string {
	_, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		return ""
	}
	return params["charset"]
}

// decodedHeader undoes the coding of words in a header (RFC 2047).
func decodedHeader(s string) string {
	d := mime.WordDecoder{CharsetReader: charset.NewReaderLabel}
	if decoded, err := d.DecodeHeader(s); err == nil {
		s = decoded
	}
	return strings.Join(strings.Fields(s), " ")
}

// newsletter is the name of who sends to a list; a message to one person has no outlet.
func newsletter(h mail.Header) string {
	bulk := strings.ToLower(h.Get("Precedence"))
	if h.Get("List-Id") == "" && h.Get("List-Unsubscribe") == "" && bulk != "bulk" && bulk != "list" {
		return ""
	}
	p := mail.AddressParser{WordDecoder: &mime.WordDecoder{CharsetReader: charset.NewReaderLabel}}
	from, err := p.Parse(h.Get("From"))
	if err != nil {
		return ""
	}
	if from.Name != "" {
		return from.Name
	}
	_, domain, _ := strings.Cut(from.Address, "@")
	return domain
}
