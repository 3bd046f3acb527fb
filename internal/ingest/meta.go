package ingest

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// metadata is what a page says of itself; what it does not say is "".
type metadata struct {
	title     string
	outlet    string
	byline    string   // of the author or authors, parted by ", "
	published string   // see hearsay.ParsePublished
	address   string   // canonical, http or https
	language  string   // ISO 639-1, as declared
	heads     []string // headings of the first rank, as shown
}

// notes are all statements that could bear on metadata, in the order of the page.
type notes struct {
	meta      map[string][]string // of meta elements, by name, property or itemprop in lower case
	canonical string
	base      string
	heads     []string // h1
	title     string   // title
	lang      string   // of html
	ld        article
	dates     statements
}

// readMetadata reads what the page at address ("" when unknown) says of itself. It must see the page before prune does.
func readMetadata(root *html.Node, address string) metadata {
	n := takeNotes(root)
	base, _ := url.Parse(address)
	if base == nil || !web(base) {
		base = &url.URL{}
	}
	if b, err := base.Parse(n.base); err == nil && n.base != "" {
		base = b
	}
	m := metadata{
		byline:    first(n.ld.authors, n.first("author"), n.first("parsely-author"), n.first("byl"), n.first("dc.creator"), n.first("sailthru.author")),
		published: n.dates.published(),
		language:  language(first(n.lang, n.ld.language, n.first("og:locale"), n.first("content-language"))),
	}
	for _, a := range []string{n.canonical, n.first("og:url"), n.ld.address, address} {
		if u, err := base.Parse(strings.TrimSpace(a)); a != "" && err == nil && web(u) {
			u.Fragment = ""
			m.address = u.String()
			break
		}
	}
	m.outlet = n.outlet(m.address)
	if isURL(m.byline) {
		m.byline = ""
	}
	m.title = n.headline(m)
	m.heads = n.heads
	return m
}

func web(u *url.URL) bool { return (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" }

func isURL(s string) bool { return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") }

// first is the first of texts that says something, on one line.
func first(texts ...string) string {
	for _, t := range texts {
		if t = oneLine(t); t != "" {
			return t
		}
	}
	return ""
}

// oneLine is a text of metadata with its white space made single and entities, which many pages escape twice, resolved.
// What is longer than 1,000 bytes is no title and no name, and is "".
func oneLine(t string) string {
	if len(t) > 1000 || !utf8.ValidString(t) {
		return ""
	}
	if strings.Contains(t, "&") {
		t = html.UnescapeString(t)
	}
	return strings.Join(strings.Fields(t), " ")
}

func (n *notes) first(key string) string { return first(n.meta[key]...) }

func takeNotes(root *html.Node) *notes {
	n := &notes{meta: map[string][]string{}}
	var scripts []string
	for d := range root.Descendants() {
		if d.Type != html.ElementNode {
			continue
		}
		switch d.Data {
		case "html":
			n.lang = first(n.lang, attr(d, "lang"), attr(d, "xml:lang"))
		case "base":
			n.base = first(n.base, attr(d, "href"))
		case "title":
			if n.title == "" && d.Parent != nil && !isElement(d.Parent, "svg", "symbol", "g") {
				n.title = oneLine(innerText(d))
			}
		case "h1":
			if t := oneLine(innerText(d)); t != "" && len(n.heads) < 5 {
				n.heads = append(n.heads, t)
			}
		case "link":
			if slices.Contains(strings.Fields(strings.ToLower(attr(d, "rel"))), "canonical") {
				n.canonical = first(n.canonical, attr(d, "href"))
			}
		case "script":
			if strings.Contains(strings.ToLower(attr(d, "type")), "ld+json") && d.FirstChild != nil {
				scripts = append(scripts, d.FirstChild.Data)
			}
		case "meta":
			content := attr(d, "content")
			for _, key := range []string{"name", "property", "itemprop", "http-equiv"} {
				for _, k := range strings.Fields(strings.ToLower(attr(d, key))) {
					n.meta[k] = append(n.meta[k], content)
				}
			}
		}
	}
	n.ld = readLinkedData(scripts, n.canonical)
	n.dates.gather(n, root)
	return n
}

// outlet is the name of who published the page. Stories of agencies often name the agency as their publisher, and some sites put a
// slogan or a section where their name should be: a name that resembles the address is preferred.
func (n *notes) outlet(address string) string {
	site := n.first("og:site_name")
	if isURL(site) || strings.HasPrefix(site, "@") {
		site = ""
	}
	names := []string{n.ld.publisher, site, n.first("application-name")}
	if _, tail := splitTitle(n.title); tail != "" {
		names = append(names, tail)
	}
	h := host(address)
	for _, name := range names {
		if resembles(h, name) {
			return oneLine(name)
		}
	}
	return first(site, n.ld.publisher, n.first("dc.publisher"), n.first("publisher"), n.first("application-name"))
}

// host is the name of the host of an address without www, dots and its last part: "newstribuneexample" of https://www.news.tribune-example.org/1.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	name := strings.TrimPrefix(u.Hostname(), "www.")
	if dot := strings.LastIndexByte(name, '.'); dot > 0 {
		name = name[:dot]
	}
	return letters(name)
}

// resembles reports whether a host has the name of an outlet in it, or the name begins or ends with the host.
func resembles(host, name string) bool {
	l := strings.TrimPrefix(letters(name), "the")
	return len(l) > 2 && len(host) > 1 && (strings.Contains(host, l) || strings.HasPrefix(l, host) || strings.HasSuffix(l, host))
}

// splitTitle parts a title at its last separator: "Talks resume", "Northern Tribune" of "Talks resume | Northern Tribune".
func splitTitle(t string) (title, tail string) {
	at, width := -1, 0
	for _, sep := range []string{" | ", " - ", " – ", " — ", " » ", " :: "} {
		if i := strings.LastIndex(t, sep); i > at {
			at, width = i, len(sep)
		}
	}
	if at <= 0 {
		return t, ""
	}
	return strings.TrimSpace(t[:at]), strings.TrimSpace(t[at+width:])
}

// headline is the title of the story, without the name of the outlet that many put behind it.
func (n *notes) headline(m metadata) string {
	t := first(n.ld.headline, n.first("og:title"), n.first("twitter:title"))
	if t == "" && len(n.heads) == 1 {
		t = n.heads[0]
	}
	t = first(t, n.title)
	cut, tail := splitTitle(t)
	if l := letters(tail); l != "" && (l == letters(m.outlet) || l == letters(n.first("og:site_name")) || resembles(host(m.address), tail)) {
		return cut
	}
	return t
}

// letters is s in lower case without all that is no letter or digit.
func letters(s string) string { return strings.Join(words(strings.ToLower(s)), "") }

// language is the ISO 639-1 part of a language tag, or "".
func language(tag string) string {
	code, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(tag)), "-")
	code, _, _ = strings.Cut(code, "_")
	if len(code) != 2 || strings.Trim(code, "abcdefghijklmnopqrstuvwxyz") != "" {
		return ""
	}
	return code
}
