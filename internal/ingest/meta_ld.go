package ingest

import (
	"encoding/json"
	"regexp"
	"strings"
)

// JSON-LD is where most outlets state what a page is. It comes as one object, an array, or a graph whose parts name each other by
// @id; in several scripts; and often broken: comments around it, commas too many, line breaks inside strings.

// maxLinkedData is how many bytes of JSON-LD of a page are read.
const maxLinkedData = 2 << 20

// article is what JSON-LD states of the page's article; what it does not is "".
type article struct {
	headline, publisher, authors, address, language string
	published, created, modified                    string
}

// readLinkedData finds the article in the scripts: the one that canonical is the address of, else the first, else the page itself.
func readLinkedData(scripts []string, canonical string) article {
	var r linked
	r.byID = map[string]map[string]any{}
	size := 0
	for _, s := range scripts {
		if size += len(s); size > maxLinkedData {
			break
		}
		v, ok := parseLinkedData(s)
		if !ok {
			r.rescued = append(r.rescued, rescue(s))
			continue
		}
		r.walk(v, 0)
	}
	if canonical != "" {
		for _, o := range r.articles {
			if r.address(o) == canonical {
				return r.article(o)
			}
		}
	}
	switch {
	case len(r.articles) > 0:
		return r.article(r.articles[0])
	case len(r.pages) > 0:
		return r.article(r.pages[0])
	case len(r.rescued) > 0:
		return r.rescued[0]
	}
	return article{}
}

// linked are the objects found: articles, pages, and all that have an @id.
type linked struct {
	articles, pages []map[string]any
	byID            map[string]map[string]any
	rescued         []article
}

// walk looks only where the page's own article can be, and not into lists of other stories.
func (r *linked) walk(v any, depth int) {
	if depth > 8 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			r.walk(e, depth+1)
		}
	case map[string]any:
		if id, ok := v["@id"].(string); ok && len(v) > 1 {
			if _, taken := r.byID[id]; !taken {
				r.byID[id] = v
			}
		}
		switch schemaKind(v["@type"]) {
		case "article":
			r.articles = append(r.articles, v)
		case "page":
			r.pages = append(r.pages, v)
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			r.walk(v[key], depth+1)
		}
	}
}

// schemaKind tells articles and pages among the types of schema.org.
func schemaKind(v any) string {
	k := ""
	for _, t := range list(v) {
		t, _ := t.(string)
		t = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(t, "http://"), "https://"), "schema.org/")
		switch {
		case strings.HasSuffix(t, "Article"), strings.HasSuffix(t, "BlogPosting"), t == "Report", t == "SocialMediaPosting", t == "ClaimReview":
			return "article"
		case strings.HasSuffix(t, "Page"):
			k = "page"
		}
	}
	return k
}

func (r *linked) article(o map[string]any) article {
	return article{
		headline:  text(o["headline"]),
		publisher: r.names(o["publisher"]),
		authors:   r.names(o["author"]),
		address:   r.address(o),
		language:  text(o["inLanguage"]),
		published: text(o["datePublished"]),
		created:   text(o["dateCreated"]),
		modified:  text(o["dateModified"]),
	}
}

func (r *linked) address(o map[string]any) string {
	for _, v := range []any{o["url"], o["mainEntityOfPage"], o["@id"]} {
		if m, ok := v.(map[string]any); ok {
			v = m["@id"]
		}
		if s := text(v); isURL(s) {
			return s
		}
	}
	return ""
}

// names are the names of one or more people or organisations, given by name, as objects, or by @id.
func (r *linked) names(v any) string {
	var all []string
	for _, e := range list(v) {
		if m, ok := e.(map[string]any); ok {
			if m["name"] == nil {
				m = r.byID[text(m["@id"])]
			}
			e = m["name"]
		}
		if s := oneLine(text(e)); s != "" && len(all) < 20 {
			all = append(all, s)
		}
	}
	return strings.Join(all, ", ")
}

// list is v, or v alone in a list.
func list(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{v}
}

// text is a string, or the first of a list of them.
func text(v any) string {
	for _, e := range list(v) {
		if s, ok := e.(string); ok {
			return strings.TrimSpace(s)
		}
	}
	return ""
}

var (
	wrapping      = regexp.MustCompile(`^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|\]\]>|/\*\s*\]\]>\s*\*/|;)\s*$`)
	trailingComma = regexp.MustCompile(`,\s*([}\]])`)
	statement     = regexp.MustCompile(`"(headline|datePublished|dateCreated|dateModified)"\s*:\s*"((?:[^"\\]|\\.){1,400})"`)
)

// parseLinkedData parses JSON, mended where it is broken in one of the usual ways.
func parseLinkedData(s string) (v any, ok bool) {
	if json.Unmarshal([]byte(s), &v) == nil {
		return v, true
	}
	s = wrapping.ReplaceAllString(wrapping.ReplaceAllString(s, ""), "")
	s = strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, s)
	s = trailingComma.ReplaceAllString(s, "$1")
	return v, json.Unmarshal([]byte(s), &v) == nil
}

// rescue takes single statements out of what is no JSON, the first of each.
func rescue(s string) (a article) {
	for _, m := range statement.FindAllStringSubmatch(s, 50) {
		var value string
		if json.Unmarshal([]byte(`"`+m[2]+`"`), &value) != nil {
			continue
		}
		for key, field := range map[string]*string{"headline": &a.headline, "datePublished": &a.published, "dateCreated": &a.created, "dateModified": &a.modified} {
			if key == m[1] && *field == "" {
				*field = value
			}
		}
	}
	return a
}
