package ingest

import "strings"

// front is what a Markdown file says of itself in its first lines:
//
//	---
//	title: Talks resume
//	date: 2025-11-06T08:15:00+03:00
//	outlet: The Northern Tribune
//	---
type front struct {
	found                                       bool
	title, outlet, published, address, language string
}

// maxFrontLines is how many lines front matter has at most: what is longer is text between two rules.
const maxFrontLines = 100

// frontMatter takes the front matter off a text. A text that has none comes back as it is. Of the YAML in it only plain "key: value"
// lines are understood; other lines are allowed and skipped.
func frontMatter(text string) (front, string) {
	rest, ok := strings.CutPrefix(text, "---\n")
	if !ok {
		if rest, ok = strings.CutPrefix(text, "---\r\n"); !ok {
			return front{}, text
		}
	}
	f := front{}
	for range maxFrontLines {
		line, after, more := strings.Cut(rest, "\n")
		line = strings.TrimRight(line, " \t\r")
		if line == "---" || line == "..." {
			if !f.found {
				break
			}
			return f, strings.TrimLeft(after, "\r\n")
		}
		if !more {
			break
		}
		rest = after
		key, value, ok := strings.Cut(line, ":")
		if !ok || key == "" || strings.ContainsAny(key, " \t\"'") {
			continue
		}
		f.found = true
		value = unquote(strings.TrimSpace(value))
		switch strings.ToLower(key) {
		case "title":
			f.title = first(value)
		case "outlet", "source", "publisher":
			f.outlet = first(f.outlet, value)
		case "date", "published":
			if st, ok := stampOf(value); ok && f.published == "" {
				f.published = st.String()
			}
		case "url", "canonical", "canonical_url", "link":
			if isURL(value) {
				f.address = first(f.address, value)
			}
		case "lang", "language":
			f.language = language(value)
		}
	}
	return front{}, text
}

// unquote takes off the quotation marks of a YAML scalar; there are no escapes in names.
func unquote(s string) string {
	for _, q := range []string{`"`, `'`} {
		if len(s) > 1 && strings.HasPrefix(s, q) && strings.HasSuffix(s, q) {
			return s[1 : len(s)-1]
		}
	}
	return s
}
