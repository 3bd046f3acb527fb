package web

import (
	"cmp"
	"context"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"hearsay"
	"hearsay/internal/report"
)

//go:embed templates/*.html
var templateFiles embed.FS

// view is what a template gets: what its page found, and what every page has.
type view struct {
	Out     any
	Version string
	Path    string // of the page
	Words   string // what is looked for: the q of the address
	Twin    string // the address of the JSON, "" when there is none
	Visitor visitor
	query   url.Values
}

// visitor is who looks.
type visitor struct {
	Name     string // "" is whoever sits at this machine
	MayWrite bool
	Token    string // that forms send back, "" when none is needed
	Signed   bool   // in, by the browser: can sign out
}

// asked is what is known of a request where only its context is at hand.
type asked struct {
	url     *url.URL
	visitor visitor
}

type askedKey struct{}

// askedOf is what is known of the request of a context.
func askedOf(ctx context.Context) asked {
	a, _ := ctx.Value(askedKey{}).(asked)
	return a
}

// withAsked has a request's context know of the request.
func withAsked(r *http.Request, v visitor) *http.Request {
	return r.WithContext(context.WithValue(r.Context(), askedKey{}, asked{r.URL, v}))
}

// view is what a template gets for a request.
func (s *Server) view(ctx context.Context, out any) view {
	a := askedOf(ctx)
	v := view{Out: out, Version: s.Version, Visitor: a.visitor}
	if a.url != nil {
		v.Path, v.query = a.url.Path, a.url.Query()
		v.Words = v.query.Get("q")
		v.Twin = a.url.Path + ".json"
		switch a.url.Path {
		case "/":
			v.Twin = "/home.json"
		case "/api":
			v.Twin = "/openapi.json"
		case "/signin":
			v.Twin = ""
		}
		if a.url.RawQuery != "" && v.Twin != "" {
			v.Twin += "?" + a.url.RawQuery
		}
	}
	return v
}

// parseTemplates reads layout.html once for each other template, whose name is its file's without the ending. Files that begin with _ have pieces
// that several pages show.
func parseTemplates() (map[string]*template.Template, error) {
	base, err := template.New("").Funcs(functions).ParseFS(templateFiles, "templates/layout.html")
	if err != nil {
		return nil, err
	}
	if pieces, _ := fs.Glob(templateFiles, "templates/_*.html"); len(pieces) > 0 {
		if base, err = base.ParseFS(templateFiles, pieces...); err != nil {
			return nil, err
		}
	}
	files, err := fs.Glob(templateFiles, "templates/[a-z]*.html")
	if err != nil {
		return nil, err
	}
	all := map[string]*template.Template{}
	for _, file := range files {
		if file == "templates/layout.html" {
			continue
		}
		t, err := template.Must(base.Clone()).ParseFS(templateFiles, file)
		if err != nil {
			return nil, err
		}
		all[strings.TrimSuffix(path.Base(file), ".html")] = t
	}
	return all, nil
}

// functions are what templates can call. Words of claims come from report, as on the command line.
var functions = template.FuncMap{
	"asset":    assetAddress,
	"choice":   choiceOf,
	"short":    report.Short,
	"who":      func(c hearsay.Claim) string { return report.Who(&c) },
	"how":      func(c hearsay.Claim) string { return report.How(&c) },
	"through":  func(c hearsay.Claim) string { return report.Through(&c) },
	"resolved": func(c hearsay.Claim) string { return report.Resolved(&c) },
	"count":    report.Count,
	"interval": report.Interval,
	"words":    func(s any) string { return strings.ReplaceAll(fmt.Sprint(s), "_", " ") },
	"join":     strings.Join,
	"day":      func(published string) string { return published[:min(len(time.DateOnly), len(published))] },
	"stamp":    whenPublished,
	"called":   called,
	"minute":   func(t time.Time) string { return t.Local().Format("2006-01-02 15:04") },
	"minus":    func(a, b int) int { return a - b },
	"percent":  func(of float64) string { return fmt.Sprintf("%.0f\u202f%%", 100*of) },
	"gist":     gist,

	"megabytes":   func(n int64) string { return fmt.Sprintf("%.1f\u202fMB", float64(n)/(1<<20)) },
	"outletQuery": func(name string) string { return `outlet:"` + strings.ReplaceAll(name, `"`, " ") + `"` },
	"number":      number,
	"list":        func(of ...string) []string { return of },
	"cite":        cite,
	"citeClaim":   citeClaim,
	"pathOf":      inPath,
	"pairs":       func(of []string) [][]string { return slices.Collect(slices.Chunk(of, 2)) },
}

// called is what a document is shown as: by its title, the giver's name for it, or its first words.
func called(d hearsay.Document) string {
	if name := cmp.Or(strings.TrimSpace(d.Title), strings.TrimSpace(d.Ref)); name != "" {
		return name
	}
	const most = 70
	words := ""
	for word := range strings.FieldsSeq(d.Text[:min(len(d.Text), 10*most)]) {
		if words != "" && len(words)+len(word) >= most {
			return words + " …"
		}
		words = strings.TrimSpace(words + " " + word)
	}
	return strings.ToValidUTF8(words, "")
}

// whenPublished writes when something was published: a day as it is, an instant with its time and offset.
func whenPublished(published string) string {
	t, err := time.Parse(time.RFC3339, published)
	if err != nil {
		return published
	}
	return t.Format("2006-01-02 15:04 -07:00")
}

// number writes a count with a thin space between thousands.
func number(n any) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "\u202f" + s[i:]
	}
	return s
}

// NextPage is the address of the page of the listing that goes on at beyond.
func (v view) NextPage(beyond string) string {
	q := url.Values{}
	for name, value := range v.query {
		q[name] = value
	}
	q.Set("beyond", beyond)
	return v.Path + "?" + q.Encode()
}

// Within reports whether the page is one of those whose address begins with a word of the navigation, or its singular.
func (v view) Within(word string) bool {
	first, _, _ := strings.Cut(strings.TrimPrefix(v.Path, "/"), "/")
	switch word {
	case "parties":
		return first == word || first == "party"
	default:
		return first == word || first != "" && first+"s" == word
	}
}
