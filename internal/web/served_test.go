package web

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/html"

	"hearsay"
	"hearsay/internal/ask"
	"hearsay/internal/desk"
	"hearsay/internal/ingest"
	"hearsay/internal/ledger"
	"hearsay/internal/link"
	"hearsay/internal/reader"
	"hearsay/model"
)

// The reader and the linker are opened once for all tests.
var (
	oneReader = sync.OnceValues(func() (*reader.Reader, error) { return reader.Open(model.Files, 2) })
	oneLinker = sync.OnceValues(func() (*link.Linker, error) { return link.Open(model.Files, 2, nil) })
	oneAsker  = sync.OnceValues(func() (*ask.Asker, error) { return ask.Open(model.Files, 2, nil) })
)

// corinto is a ledger file with the stories of examples/, read once.
var corinto = sync.OnceValues(func() (data []byte, err error) {
	dir, err := os.MkdirTemp("", "corinto")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	name := filepath.Join(dir, "ledger.db")
	d, err := openDesk(name)
	if err != nil {
		return nil, err
	}
	table, err := os.ReadFile("../../examples/stories.tsv")
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(table)) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if f[0] == "file" {
			continue
		}
		in := hearsay.Input{Path: "../../examples/" + f[0], Name: f[0], Outlet: f[1], Published: f[2]}
		if _, err := d.Add(context.Background(), in, desk.Options{}); err != nil {
			return nil, err
		}
	}
	in := hearsay.Input{Stream: strings.NewReader("PK\x03\x04 no archive"), Name: "week.zip"}
	if _, err := d.Add(context.Background(), in, desk.Options{}); err != nil {
		return nil, err
	}
	// A person has ruled, so that there is a conflict whatever the linker makes of the stories.
	for _, with := range []string{"that it had anything to do with the explosions", "owns no such weapon and has ordered none"} {
		if err := oppose(d, "launching the drones from Amapala", with); err != nil {
			return nil, err
		}
	}
	if err := d.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(name)
})

// oppose rules that the first claims with these words contradict each other.
func oppose(d *desk.Desk, words ...string) error {
	var ids []string
	for _, w := range words {
		q, err := ledger.ParseQuery(`"` + w + `"`)
		if err != nil {
			return err
		}
		q.Limit = 1
		for c, err := range d.Claims(context.Background(), q) {
			if err != nil {
				return err
			}
			ids = append(ids, c.ID)
		}
	}
	if len(ids) != 2 {
		return fmt.Errorf("%d claims have the words %q", len(ids), words)
	}
	_, err := d.Relate(context.Background(), ids[0], ids[1], hearsay.Contradicts, "for the tests")
	return err
}

func openDesk(name string) (*desk.Desk, error) {
	l, err := ledger.Open(context.Background(), name, ledger.Options{})
	if err != nil {
		return nil, err
	}
	in := ingest.New()
	in.Client = ingest.Public()
	return desk.New(l, in, oneReader, oneLinker), nil
}

// served is a server over a ledger of its own.
type served struct {
	*testing.T
	*Server
	at  string
	log *logged
}

// logged is what a server logs, a line each.
type logged struct {
	sync.Mutex
	bytes.Buffer
}

func (l *logged) Write(b []byte) (int, error) {
	l.Lock()
	defer l.Unlock()
	return l.Buffer.Write(b)
}

func (l *logged) String() string {
	l.Lock()
	defer l.Unlock()
	return l.Buffer.String()
}

// serve serves the stories of examples/.
func serve(t *testing.T, o Options) served {
	t.Helper()
	data, err := corinto()
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "ledger.db")
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return serveFile(t, name, o)
}

// serveFile serves the ledger in a file.
func serveFile(t *testing.T, name string, o Options) served {
	t.Helper()
	d, err := openDesk(name)
	if err != nil {
		t.Fatal(err)
	}
	log := &logged{}
	o.Log, o.Asker = slog.New(slog.NewJSONHandler(log, nil)), oneAsker
	if o.Version == "" {
		o.Version = "test"
	}
	s, err := New(d, o)
	if err != nil {
		t.Fatal(err)
	}
	h := httptest.NewServer(s)
	t.Cleanup(func() {
		h.Close()
		if err := s.Close(time.Minute); err != nil {
			t.Error(err)
		}
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return served{t, s, h.URL, log}
}

// get asks for an address, which has to answer with a status.
func (s served) get(path string, status int) string {
	s.Helper()
	return s.answer(http.MethodGet, path, "", nil, status)
}

// answer is what comes of a request.
func (s served) answer(method, path, kind string, body io.Reader, status int) string {
	s.Helper()
	r, err := http.NewRequestWithContext(s.Context(), method, s.at+path, body)
	if err != nil {
		s.Fatal(err)
	}
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.Do(r)
	if err != nil {
		s.Fatal(err)
	}
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	if err != nil {
		s.Fatal(err)
	}
	if res.StatusCode != status {
		s.Fatalf("%s %s: %s, want %d: %.600s", method, path, res.Status, status, data)
	}
	if to := res.Header.Get("Location"); to != "" {
		return to
	}
	return string(data)
}

// json asks for an address and reads what it answers into v.
func (s served) json(path string, v any) {
	s.Helper()
	decode(s.T, s.get(path, http.StatusOK), v)
}

func decode(t *testing.T, data string, v any) {
	t.Helper()
	if err := json.Unmarshal([]byte(data), v); err != nil {
		t.Fatalf("%v: %.300s", err, data)
	}
}

// page asks for a page and takes it apart; whatever the page is, it has to keep the rules of sound.
func (s served) page(path string, status int) *html.Node {
	s.Helper()
	text := s.get(path, status)
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		s.Fatal(err)
	}
	for _, fault := range unsound(root) {
		s.Errorf("%s: %s", path, fault)
	}
	return root
}

// unsound says what is in a page that nobody but a document could have put there: scripts, styles, handlers, frames, pictures, addresses that run.
func unsound(root *html.Node) (faults []string) {
	ids := map[string]bool{}
	for n := range root.Descendants() {
		if n.Type == html.CommentNode {
			faults = append(faults, "comment "+n.Data)
		}
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "style", "iframe", "img", "object", "embed", "base", "video", "audio", "frame", "marquee":
			faults = append(faults, "element "+n.Data)
		case "script":
			if src := attr(n, "src"); !strings.HasPrefix(src, "/assets/") || n.FirstChild != nil {
				if attr(n, "type") != "application/json" {
					faults = append(faults, "script "+src)
				}
			}
		}
		for _, a := range n.Attr {
			switch value := strings.ToLower(strings.TrimSpace(a.Val)); {
			case strings.HasPrefix(a.Key, "on"), a.Key == "style", a.Key == "srcdoc":
				faults = append(faults, "attribute "+a.Key+" of "+n.Data)
			case a.Key == "href" || a.Key == "action" || a.Key == "src" || a.Key == "formaction":
				if strings.HasPrefix(value, "javascript:") || strings.HasPrefix(value, "data:") || strings.HasPrefix(value, "vbscript:") || strings.HasPrefix(value, "//") {
					faults = append(faults, a.Key+" "+a.Val)
				}
			case a.Key == "id":
				if ids[a.Val] {
					faults = append(faults, "id "+a.Val+" twice")
				}
				ids[a.Val] = true
			}
		}
	}
	return faults
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// found are the elements of a page with a name and, unless that is "", a class.
func found(root *html.Node, name, class string) (all []*html.Node) {
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == name && (class == "" || strings.Contains(" "+attr(n, "class")+" ", " "+class+" ")) {
			all = append(all, n)
		}
	}
	return all
}

// text is what an element shows, with single spaces.
func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
