package ingest

import (
	"bytes"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"hearsay"
)

// Where the story stands in a page is found by go-readability, between two passes of our own rules against boilerplate (prune before
// it, story after). testdata/pages.txt has the figures: with the rules it reads better than go-trafilatura, which alone is better than
// readability alone. In trials the rules did less for trafilatura (F 0.968 to 0.971), taking the longer of the two texts was worse
// (0.970), and taking the shorter gained less than 0.001, for some 25 modules more; so readability is all there is.

// pageDocument reads a web page: the story in it, and what the page says of title, outlet, date, address and language. name is its
// address or the name of its file; header is what came with it, nil for nothing.
func pageDocument(name string, data []byte, header http.Header) (doc *hearsay.Document, skip *hearsay.Skip) {
	refuse := func(reason, detail string) (*hearsay.Document, *hearsay.Skip) {
		return nil, &hearsay.Skip{Name: name, Reason: reason, Detail: detail}
	}
	defer func() {
		if p := recover(); p != nil {
			doc, skip = refuse(hearsay.ReasonMalformed, fmt.Sprintf("HTML: %v", p))
		}
	}()
	if len(bytes.TrimSpace(data)) == 0 {
		return refuse(hearsay.ReasonEmpty, "")
	}
	text, err := decodeText(data, declaredCharset(data, header))
	if err != nil {
		return refuse(hearsay.ReasonMalformed, "HTML: "+err.Error())
	}
	root, err := parseHTML(text)
	if err != nil {
		return refuse(hearsay.ReasonMalformed, err.Error())
	}
	address := ""
	if isURL(name) {
		address = name
	}
	m := readMetadata(root, address)
	story, err := storyOf(text, root, m)
	switch {
	case err != nil:
		return refuse(hearsay.ReasonMalformed, err.Error())
	case story == "":
		return refuse(hearsay.ReasonNoArticle, "")
	}
	doc = &hearsay.Document{Ref: name, Outlet: m.outlet, Title: m.title, Text: story, Address: m.address, Language: m.language}
	if doc.Language == "" {
		doc.Language = language(header.Get("Content-Language"))
	}
	if m.published != "" {
		doc.Published, doc.PublishedFrom = m.published, hearsay.ByPage
	}
	return inEnglish(doc)
}

// storyOf is the story in a page, given as text and as its tree, which is changed.
func storyOf(text string, root *html.Node, m metadata) (string, error) {
	prune(root)
	if s := articleText(root, m); s != "" {
		return s, nil
	}
	root, err := parseHTML(text) // what was taken for boilerplate may have been all there is
	if err != nil {
		return "", err
	}
	return articleText(root, m), nil
}

var charsetStatement = regexp.MustCompile(`(?i)<meta\b[^>]{0,200}\bcharset\s*=\s*["']?\s*([\w:.-]{1,40})|<\?xml\b[^>]{0,100}\bencoding\s*=\s*["']([\w:.-]{1,40})`)

// declaredCharset is the name of the charset that the header states, else the page in its first 4 KB, else "".
func declaredCharset(data []byte, header http.Header) string {
	if _, params, err := mime.ParseMediaType(header.Get("Content-Type")); err == nil && params["charset"] != "" {
		return params["charset"]
	}
	if m := charsetStatement.FindSubmatch(data[:min(len(data), 4096)]); m != nil {
		return string(m[1]) + string(m[2])
	}
	return ""
}

// noAddress stands for the address of a page, which finding its article does not need.
var noAddress = &url.URL{Scheme: "https", Host: "localhost"}

// articleText is the text of the story in a page: paragraphs parted by an empty line, the lines of a list or table by a line break.
// It is "" where no story is found. The page is changed.
func articleText(root *html.Node, m metadata) string {
	giveAuthor(root)
	p := readability.NewParser()
	p.KeepClasses = true
	p.DisableJSONLD = true
	found, err := p.ParseAndMutate(root, noAddress)
	if err != nil || found.Node == nil {
		return ""
	}
	bs := story(blocks(found.Node), append([]string{m.title}, m.heads...)...)
	if !hasSentence(bs) {
		return ""
	}
	return join(bs)
}

// giveAuthor states an author, so that readability need not look for one: it takes what it finds out of the page, and with a class
// like author-jane-doe that is the article.
func giveAuthor(root *html.Node) {
	for n := range root.Descendants() {
		if isElement(n, "head") {
			n.AppendChild(&html.Node{Type: html.ElementNode, Data: "meta", DataAtom: atom.Meta, Attr: []html.Attribute{{Key: "name", Val: "author"}, {Key: "content", Val: "unknown"}}})
			return
		}
	}
}

// endsSentence reports whether a text ends as sentences do: with a full stop or the like, and quotation marks or brackets behind it.
func endsSentence(text string) bool {
	text = strings.TrimRight(text, "\"'”’»)]")
	r, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(".!?…。！？؟।", r)
}

// hasSentence reports whether one of the blocks is a sentence of six words or more, and not a link.
func hasSentence(bs []block) bool {
	for _, b := range bs {
		if !b.heading() && 2*b.linked < len(b.text) && endsSentence(b.text) && (strings.Count(b.text, " ") >= 5 || len(b.text) > 60) {
			return true
		}
	}
	return false
}

// join writes blocks down.
func join(bs []block) string {
	var b strings.Builder
	for i, block := range bs {
		switch {
		case i == 0:
		case block.list != nil && block.list == bs[i-1].list:
			b.WriteString("\n")
		default:
			b.WriteString("\n\n")
		}
		b.WriteString(block.text)
	}
	return b.String()
}
