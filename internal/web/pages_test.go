package web

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/net/html"

	"hearsay"
	"hearsay/internal/report"
)

// something is the IDs of a document and a claim of examples/.
func (s served) something() (doc, claim string) {
	s.Helper()
	var docs struct {
		Documents []struct{ ID, Title string }
	}
	s.json("/docs.json?q=pier", &docs)
	for _, d := range docs.Documents {
		if d.Title == "Sea drones hit Corinto naval pier, Nicaragua says" {
			doc = d.ID
		}
	}
	var claims struct{ Claims []struct{ ID string } }
	s.json("/claims.json?q=speaker:altamirano+act:accuse", &claims)
	if doc == "" || len(claims.Claims) == 0 {
		s.Fatal("the stories are not there")
	}
	return doc, claims.Claims[len(claims.Claims)-1].ID
}

// TestPages opens every page of this file's half, and looks for what it is there for.
func TestPages(t *testing.T) {
	s := serve(t, Options{})
	doc, claim := s.something()
	for path, want := range map[string][]string{
		"/":                      {"Most contested", "Sea drones hit Corinto naval pier", "6 documents", "1 could not be read", "Rosendo Altamirano accused · accuse"},
		"/docs":                  {"Harbour Post", "2026-03-10", "Crates at Amapala held six sea drones, report says"},
		"/docs?q=zeppelin":       {"Nothing is found."},
		"/claims?q=act:deny":     {"Honduras denied", "that it had anything to do with the explosions"},
		"/claims?q=zeppelin":     {"Nothing is found."},
		"/claim/" + claim[:8]:    {"Rosendo Altamirano", "accuse", "the machine’s", "Corda", "Against it", "1 origin"},
		"/doc/" + doc[:10]:       {"Harbour Post", "claims marked", "in the outlet’s own voice", doc},
		"/skips":                 {"week.zip", "malformed"},
		"/about":                 {"CC BY 4.0", "Apache-2.0", "research only"},
		"/api":                   {"GET /doc/{id}.json", "POST /add.json"},
		"/doc/" + doc + "?x=%22": {"Harbour Post"},
	} {
		shown := text(s.page(path, http.StatusOK))
		for _, w := range want {
			if !strings.Contains(shown, w) {
				t.Errorf("%s: no %q in %s", path, w, shown)
			}
		}
	}
	for path, status := range map[string]int{
		"/nothing": 404, "/doc/zzzz": 404, "/doc/1": 400, "/claim/" + claim[:10] + "zz": 404, "/doc/": 404, "/adding/x": 404, "/docs?q=type:unicorn": 400, "/docs?limit=0": 422, "/docs?limit=x": 422,
		"/claims?beyond=-3": 400, "/assets/none.css": 404, "/assets/..%2fserver.go": 404,
		"/doc/..%2f..%2fetc%2fpasswd": 400, "/claims?q=%22": 400, "/claims?q=" + strings.Repeat("x", 5000): 422,
	} {
		root := s.page(path, status)
		if heads := found(root, "h1", ""); len(heads) != 1 {
			t.Errorf("%s: %d headings", path, len(heads))
		}
	}
	s.get("/.json/docs", http.StatusNotFound)
	if to := s.answer(http.MethodGet, "/docs/../doc/x", "", nil, http.StatusTemporaryRedirect); to != "/doc/x" {
		t.Errorf("sent to %s", to)
	}
}

// TestStory: the page of every story has its text unchanged and every claim marked where it stands, by its number in the margin; the outlet's own voice
// is bare.
func TestStory(t *testing.T) {
	s := serve(t, Options{})
	var docs struct{ Documents []struct{ ID string } }
	s.json("/docs.json", &docs)
	denied, nested := 0, 0
	for _, d := range docs.Documents {
		var kept struct {
			Document struct{ Text string }
			Claims   []hearsay.Claim
		}
		s.json("/doc/"+d.ID+".json", &kept)
		story := found(s.page("/doc/"+d.ID, http.StatusOK), "section", "story")[0]
		said, bare := marks(t, story)
		margin := map[string]string{}
		for _, notes := range found(story, "ol", "notes") {
			for _, li := range found(notes, "li", "") {
				margin[attr(li, "data-c")] = text(li)
			}
		}
		n := 0
		for _, c := range kept.Claims {
			plain := strings.Join(strings.Fields(strings.ReplaceAll(c.Content.Text, hearsay.Gap, "")), "")
			if c.OwnVoice {
				if !strings.Contains(bare, plain) && !slices.ContainsFunc(kept.Claims, func(o hearsay.Claim) bool { return !o.OwnVoice && overlap(o.Content.Spans, c.Content.Spans) }) {
					t.Errorf("the outlet's own %q is marked", c.Content.Text)
				}
				continue
			}
			n++
			at := ""
			for number, words := range said {
				if words == plain {
					at = number
				}
			}
			if at == "" || !strings.Contains(margin[at], report.Who(&c)) {
				t.Errorf("%q is marked as %q, with %q in the margin", c.Content.Text, at, margin[at])
			}
			if c.Denied {
				denied++
			}
			if c.Within != "" {
				nested++
			}
		}
		if len(margin) != n || len(said) != n {
			t.Errorf("%d claims, %d marked, %d in the margin", n, len(said), len(margin))
		}
		for line := range strings.Lines(kept.Document.Text) {
			if line = strings.Join(strings.Fields(line), ""); !strings.Contains(strings.ReplaceAll(text(story), " ", ""), line) {
				t.Errorf("the page lacks %q", line)
			}
		}
	}
	if denied == 0 || nested == 0 {
		t.Errorf("%d denials, %d claims in others: too few to see anything", denied, nested)
	}
}

func overlap(a, b []hearsay.Span) bool {
	shared, _ := hearsay.Shared(a, b)
	return shared > 0
}

// marks takes numbers and cards out of a story, and is what is marked with each number, without spaces, and all that is bare.
func marks(t *testing.T, story *html.Node) (said map[string]string, bare string) {
	t.Helper()
	for _, name := range []string{"sup", "span"} {
		for _, n := range found(story, name, map[string]string{"span": "cards"}[name]) {
			n.Parent.RemoveChild(n)
		}
	}
	said = map[string]string{}
	for _, a := range found(story, "a", "c") {
		words := strings.ReplaceAll(text(a), " ", "")
		for _, n := range strings.Fields(attr(a, "data-c")) {
			said[n] += words
		}
		if !strings.HasPrefix(attr(a, "href"), "/matter/") {
			t.Errorf("a mark goes to %s", attr(a, "href"))
		}
	}
	var rest strings.Builder
	for n := range story.Descendants() {
		if n.Type == html.TextNode && (n.Parent.Data != "a" || !strings.Contains(attr(n.Parent, "class"), "c d")) {
			rest.WriteString(n.Data)
		}
	}
	return said, strings.Join(strings.Fields(rest.String()), "")
}

// TestListing: a listing goes on where its page ends, and in pieces has what it has in one.
func TestListing(t *testing.T) {
	s := serve(t, Options{})
	type list struct {
		Documents, Claims []struct{ ID string }
		Skips             []struct{ Name string }
		Next              string
	}
	for _, path := range []string{"/docs.json?", "/claims.json?", "/claims.json?q=pier&", "/docs.json?q=drones&"} {
		ids := func(l list) (out []string) {
			for _, x := range append(l.Documents, l.Claims...) {
				out = append(out, x.ID)
			}
			return out
		}
		var all list
		s.json(path+"limit=500", &all)
		if all.Next != "" {
			t.Errorf("%s goes on behind %s", path, all.Next)
		}
		var got []string
		for next := ""; ; {
			var some list
			s.json(path+"limit=4&beyond="+next, &some)
			got = append(got, ids(some)...)
			if next = some.Next; next == "" {
				break
			}
		}
		if want := ids(all); !slices.Equal(got, want) || len(want) < 4 {
			t.Errorf("%s: %d in pieces, %d in one", path, len(got), len(want))
		}
	}
	page := s.page("/claims?q=pier&limit=3", http.StatusOK)
	more := found(page, "p", "next")
	if len(more) != 1 {
		t.Fatal("no way to more")
	}
	to := attr(found(more[0], "a", "")[0], "href")
	if !strings.Contains(to, "q=pier") || !strings.Contains(to, "limit=3") || !strings.Contains(to, "beyond=") {
		t.Errorf("more is at %s", to)
	}
	s.page(to, http.StatusOK)
}

// TestTwins: what the API answers is what it says it answers.
func TestTwins(t *testing.T) {
	s := serve(t, Options{})
	doc, claim := s.something()
	var api map[string]any
	s.json("/openapi.json", &api)
	c := jsonschema.NewCompiler()
	if err := c.AddResource("openapi.json", api); err != nil {
		t.Fatal(err)
	}
	paths, _ := api["paths"].(map[string]any)
	seen := 0
	for path := range paths {
		asked := strings.NewReplacer("/doc/{id}", "/doc/"+doc, "/claim/{id}", "/claim/"+claim).Replace(path)
		if strings.Contains(asked, "{") || at(paths[path], "get") == nil {
			continue
		}
		for asked, status := range map[string]string{asked: "200", asked + "?limit=x&q=%22": "default"} {
			r, err := http.Get(s.at + asked)
			if err != nil {
				t.Fatal(err)
			}
			data, err := io.ReadAll(r.Body)
			_ = r.Body.Close()
			if err != nil {
				t.Fatal(err)
			}
			schema := "Problem"
			switch {
			case r.StatusCode == http.StatusOK:
				content, _ := at(paths[path], "get", "responses", "200", "content", "application/json", "schema", "$ref").(string)
				schema = strings.TrimPrefix(content, "#/components/schemas/")
			case status == "200":
				t.Errorf("%s: %s: %s", asked, r.Status, data)
			case at(paths[path], "get", "responses", strings.Fields(r.Status)[0]) == nil:
				t.Errorf("%s answers %s, which it does not say", asked, r.Status)
			}
			compiled, err := c.Compile("openapi.json#/components/schemas/" + schema)
			if err != nil {
				t.Fatal(err)
			}
			var v any
			if err := json.Unmarshal(data, &v); err != nil {
				t.Fatal(err)
			}
			if err := compiled.Validate(v); err != nil {
				t.Errorf("%s: %v", asked, err)
			}
			seen++
		}
	}
	if seen < 14 {
		t.Errorf("only %d answers were looked at", seen)
	}
	if yaml := s.get("/openapi.yaml", http.StatusOK); !strings.Contains(yaml, "/doc/{id}.json:") {
		t.Error("openapi.yaml lacks a page")
	}
}

// at is a value within values.
func at(v any, keys ...string) any {
	for _, k := range keys {
		m, ok := v.(map[string]any)
		if !ok {
			return nil
		}
		v = m[k]
	}
	return v
}

// TestHeaders: every answer, of whatever status, forbids pages all but what they need.
func TestHeaders(t *testing.T) {
	s := serve(t, Options{})
	for _, path := range []string{"/", "/nothing", "/docs.json", "/docs.json?limit=x", "/assets/hearsay.css", "/metrics", "/healthz", "/openapi.yaml", "/api"} {
		r, err := http.Get(s.at + path)
		if err != nil {
			t.Fatal(err)
		}
		_ = r.Body.Close()
		csp := r.Header.Get("Content-Security-Policy")
		if !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") || strings.Contains(csp, "http") {
			t.Errorf("%s: policy %q", path, csp)
		}
		if r.Header.Get("X-Content-Type-Options") != "nosniff" || r.Header.Get("X-Frame-Options") != "DENY" || r.Header.Get("X-Request-Id") == "" {
			t.Errorf("%s: %v", path, r.Header)
		}
		if !strings.HasPrefix(path, "/assets/") && strings.Contains(r.Header.Get("Cache-Control"), "public") {
			t.Errorf("%s may be kept by all", path)
		}
	}
	request, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, s.at+"/api", http.NoBody)
	request.Header.Set("Accept-Encoding", "gzip")
	r, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	if r.Header.Get("Content-Encoding") != "gzip" || !strings.Contains(r.Header.Get("Vary"), "Accept-Encoding") {
		t.Fatalf("not packed: %v", r.Header)
	}
	z, err := gzip.NewReader(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	unpacked, err := io.ReadAll(z)
	if err != nil || !bytes.Contains(unpacked, []byte("</html>")) {
		t.Errorf("unpacked: %v, %d bytes", err, len(unpacked))
	}
}

// TestHost: a server for this machine alone does not answer to the name of another, that of a stranger's page for instance.
func TestHost(t *testing.T) {
	s := serve(t, Options{LocalOnly: true, Hosts: []string{"desk.example:8417"}})
	for host, status := range map[string]int{
		"localhost": 200, "localhost:9": 200, "127.0.0.1:8417": 200, "[::1]:8417": 200, "desk.example:8417": 200,
		"evil.example": 421, "127.0.0.1.evil.example:8417": 421, "localhost.evil.example": 421, "10.0.0.1": 421, "desk.example": 421,
	} {
		r, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, s.at+"/docs.json", http.NoBody)
		r.Host = host
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
		if res.StatusCode != status {
			t.Errorf("host %s: %s, want %d", host, res.Status, status)
		}
	}
}

// TestWatched: requests are logged without what was looked for, and counted by page and not by address.
func TestWatched(t *testing.T) {
	s := serve(t, Options{})
	doc, _ := s.something()
	s.get("/doc/"+doc, http.StatusOK)
	s.get("/doc/"+doc+".json", http.StatusOK)
	s.get("/claims?q=secret+words", http.StatusOK)
	s.get("/nothing/at/all", http.StatusNotFound)
	var line struct {
		Msg, Method, Path, Route string
		Status                   int
		Bytes                    int64
		Ms                       float64
		ID                       string
	}
	seen := map[string]bool{}
	for l := range strings.Lines(s.log.String()) {
		decode(t, l, &line)
		seen[line.Route] = true
		if line.Msg != "request" || line.Status == 0 || line.Bytes == 0 || line.ID == "" || line.Method != http.MethodGet {
			t.Errorf("line %s", l)
		}
	}
	for _, route := range []string{"/doc/{id}", "/doc/{id}.json", "/claims", "none"} {
		if !seen[route] {
			t.Errorf("no line of %s", route)
		}
	}
	if strings.Contains(s.log.String(), "secret") {
		t.Error("what is looked for is in the log")
	}
	metrics := s.get("/metrics", http.StatusOK)
	for _, want := range []string{
		`hearsay_http_requests_total{route="/doc/{id}",method="GET",status="200"} 1`, `hearsay_http_requests_total{route="none",method="GET",status="404"} 1`,
		`hearsay_http_request_seconds_count{route="/doc/{id}.json"} 1`, `hearsay_http_request_seconds_bucket{route="/claims",le="+Inf"} 1`, "hearsay_ledger_documents 6\n",
		`hearsay_build_info{version="test"} 1`, "hearsay_http_requests_in_flight 1\n",
	} {
		if !strings.Contains(metrics, want) {
			t.Errorf("metrics lack %s", want)
		}
	}
	for l := range strings.Lines(metrics) {
		if f := strings.Fields(l); !strings.HasPrefix(l, "# ") && len(f) != 2 {
			t.Errorf("no line of metrics: %q", l)
		}
	}
	if got := s.get("/healthz", http.StatusOK); !strings.Contains(got, `"status":"ok"`) {
		t.Errorf("health: %s", got)
	}
}
