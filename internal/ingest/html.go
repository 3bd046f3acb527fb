package ingest

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html"
)

const (
	maxPieces = 100_000   // tags and texts of a page that is read; the largest of the tuning pages has 8,000
	maxDepths = 1_000_000 // sum of the depths of all its nodes: what readers of the tree take time for; the largest has 90,000
)

// parseHTML parses a page. The parser refuses elements nested deeper than 512, which bounds recursion over the tree.
func parseHTML(text string) (*html.Node, error) {
	thin, err := thinned(text)
	if err != nil {
		return nil, err
	}
	root, err := html.Parse(strings.NewReader(thin))
	if err != nil {
		return nil, err
	}
	if depths(root, 0) > maxDepths {
		return nil, errors.New("HTML: too many elements nested too deep")
	}
	return root, nil
}

// depths is the sum of the depths of n and all under it.
func depths(n *html.Node, depth int) int {
	sum := depth
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		sum += depths(k, depth+1)
	}
	return sum
}

// thinned is a page without the elements that only change the look of letters. By the rules of HTML one of these that is left open is
// opened anew in each paragraph that follows; some hundred of them, and a small page becomes a tree of many gigabytes.
func thinned(text string) (string, error) {
	var b strings.Builder
	b.Grow(len(text))
	z := html.NewTokenizer(strings.NewReader(text))
	for n := 0; ; n++ {
		kind := z.Next()
		switch kind {
		case html.ErrorToken:
			if err := z.Err(); !errors.Is(err, io.EOF) {
				return "", err
			}
			return b.String(), nil
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			raw := z.Raw()
			if name, _ := z.TagName(); !lookOfLetters[string(name)] {
				b.Write(raw)
			}
		default:
			b.Write(z.Raw())
		}
		if n > maxPieces {
			return "", fmt.Errorf("HTML: more than %d tags and texts", maxPieces)
		}
	}
}

var lookOfLetters = set(`b big code em font i nobr s small strike strong tt u`)

// attr is the value of an attribute, "" where there is none.
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func isElement(n *html.Node, names ...string) bool {
	if n.Type != html.ElementNode {
		return false
	}
	for _, name := range names {
		if n.Data == name {
			return true
		}
	}
	return false
}

// set is the set of the words of a list.
func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
