package ingest

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// block is a paragraph, heading, item or row of a page.
type block struct {
	text   string     // lines trimmed, white space single, never empty
	tag    string     // of the element that holds it: p, h2, li, tr, blockquote …
	list   *html.Node // the list or table it is a line of, nil for a paragraph
	linked int        // bytes of text inside links
}

func (b block) heading() bool { return len(b.tag) == 2 && b.tag[0] == 'h' && b.tag != "hr" }

// isProse tells a paragraph from labels, lists of links and the like, by its bytes and how many of them are in links.
func isProse(text, linked int) bool { return text > 100 && 3*linked < text }

// blocks cuts what is under n into blocks, as a browser would lay them out: block elements and empty lines part them.
func blocks(n *html.Node) []block {
	c := cutter{}
	c.element(n)
	c.flush()
	return c.done
}

// innerText is the text under n on one line.
func innerText(n *html.Node) string {
	var all []string
	for _, b := range blocks(n) {
		all = append(all, strings.ReplaceAll(b.text, "\n", " "))
	}
	return strings.Join(all, " ")
}

// weight is how much text is under an element, in bytes: all of it, and of it what reads like paragraphs.
type weight struct{ text, prose int }

// weigh returns the weights of all elements under n.
func weigh(n *html.Node) map[*html.Node]weight {
	c := cutter{weights: map[*html.Node]weight{}}
	c.element(n)
	return c.weights
}

// cutter gathers text until an element ends the block.
type cutter struct {
	done   []block
	text   strings.Builder
	links  [][2]int // where in text links are
	linked int      // how many bytes these are
	tag    string
	list   *html.Node
	inLink bool
	pre    bool

	weights map[*html.Node]weight // of the elements left, if not nil; blocks are not kept then
	passed  weight                // of all blocks done
}

// flush ends the block. Two line breaks in it are the end of a paragraph as well.
func (c *cutter) flush() {
	text := c.text.String()
	var lines []string
	linked := 0
	end := func() {
		if len(lines) == 0 {
			return
		}
		b := block{text: strings.Join(lines, "\n"), tag: c.tag, list: c.list}
		b.linked = min(linked, len(b.text))
		lines, linked = nil, 0
		c.passed.text += len(b.text)
		if isProse(len(b.text), b.linked) {
			c.passed.prose += len(b.text)
		}
		if c.weights == nil {
			c.done = append(c.done, b)
		}
	}
	at, link := 0, 0
	for line := range strings.SplitSeq(text, "\n") {
		to := at + len(line)
		for ; link < len(c.links) && c.links[link][0] <= to; link++ {
			if c.links[link][1] > to { // it goes on in the next line
				linked += to - max(c.links[link][0], at)
				break
			}
			linked += c.links[link][1] - max(c.links[link][0], at)
		}
		at = to + 1
		if line = strings.TrimSpace(strings.ReplaceAll(line, " \t", "\t")); line == "" {
			end()
			continue
		}
		lines = append(lines, line)
	}
	end()
	c.text.Reset()
	c.links, c.linked = c.links[:0], 0
}

// sofar is the weight of all text passed.
func (c *cutter) sofar() weight {
	w := c.passed
	w.text += c.text.Len()
	if isProse(c.text.Len(), c.linked) {
		w.prose += c.text.Len()
	}
	return w
}

func (c *cutter) element(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		c.write(n.Data)
		return
	case html.ElementNode, html.DocumentNode:
	default:
		return
	}
	if c.weights != nil {
		before := c.sofar()
		defer func() {
			after := c.sofar()
			c.weights[n] = weight{max(0, after.text-before.text), max(0, after.prose-before.prose)}
		}()
	}
	switch n.Data {
	case "script", "style", "noscript", "head", "template", "iframe", "object", "svg", "math", "video", "audio", "canvas", "button", "select", "textarea", "input":
		return
	case "br":
		c.text.WriteByte('\n')
		return
	case "a":
		defer func(was bool) { c.inLink = was }(c.inLink)
		c.inLink = true
	case "pre":
		defer func(was bool) { c.pre = was }(c.pre)
		c.pre = true
	case "td", "th":
		if c.layout(n) {
			c.flush()
			defer func(list *html.Node) { c.flush(); c.list = list }(c.list)
			c.list = nil
		} else if c.text.Len() > 0 {
			c.text.WriteByte('\t')
		}
	}
	if !blockElements[n.Data] {
		c.children(n)
		return
	}
	c.flush()
	defer func(tag string, list *html.Node) { c.flush(); c.tag, c.list = tag, list }(c.tag, c.list)
	switch n.Data {
	case "li", "dt", "dd":
		c.tag, c.list = n.Data, n.Parent
	case "tr":
		c.tag, c.list = n.Data, n.Parent
		if isElement(n.Parent, "tbody", "thead", "tfoot") {
			c.list = n.Parent.Parent
		}
	case "table", "tbody", "thead", "tfoot", "ul", "ol", "dl":
	default:
		switch c.tag {
		case "tr": // a table that lays out a page
			c.list = nil
			c.tag = n.Data
		case "li", "dt", "dd":
		default:
			c.tag = n.Data
		}
	}
	c.children(n)
}

// layout reports whether a cell holds lines or paragraphs: its table lays out a page.
func (c *cutter) layout(cell *html.Node) bool {
	for d := range cell.Descendants() {
		if d.Type == html.ElementNode && (d.Data == "br" || blockElements[d.Data]) {
			return true
		}
	}
	return false
}

func (c *cutter) children(n *html.Node) {
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		c.element(k)
	}
}

// write adds text with its white space made single. Soft hyphens and zero-width characters are for the browser, not part of a word.
func (c *cutter) write(text string) {
	before := c.text.Len()
	space := before == 0 || strings.HasSuffix(c.text.String(), " ") || strings.HasSuffix(c.text.String(), "\t")
	for _, r := range text {
		switch {
		case c.pre && r == '\n':
			c.text.WriteByte('\n')
			space = true
		case r == 0xAD, r == 0x200B, r == 0x2060, r == 0xFEFF, r == 0, unicode.Is(unicode.Cc, r) && !unicode.IsSpace(r):
		case unicode.IsSpace(r):
			if !space {
				c.text.WriteByte(' ')
			}
			space = true
		default:
			c.text.WriteRune(r)
			space = false
		}
	}
	if c.inLink && c.text.Len() > before {
		c.links = append(c.links, [2]int{before, c.text.Len()})
		c.linked += c.text.Len() - before
	}
}

var blockElements = set(`address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form
	h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main nav ol p pre section summary table tbody tfoot thead tr ul caption`)
