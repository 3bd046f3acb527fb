package ingest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"hearsay"
)

func TestAddress(t *testing.T) {
	var agent string
	mux := http.NewServeMux()
	page := webPage("Bridge to close", bridge)
	mux.HandleFunc("/2025/11/04/bridge", func(w http.ResponseWriter, r *http.Request) {
		agent = r.UserAgent()
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, page)
	})
	mux.HandleFunc("/latin", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=iso-8859-1")
		fmt.Fprint(w, strings.Replace(strings.Replace(page, "<meta charset=utf-8>", "", 1), "Lindmoor", "Caf\xe9", 1))
	})
	mux.HandleFunc("/feed", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, rssFeed) })
	mux.HandleFunc("/zip", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, zipOf(files{{"a.txt", ferry}})) })
	mux.HandleFunc("/old", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/2025/11/04/bridge", http.StatusFound)
	})
	mux.HandleFunc("/round", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/round", http.StatusFound) })
	mux.HandleFunc("/file", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
	})
	mux.HandleFunc("/inside", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://[::ffff:127.0.0.1]:1/", http.StatusFound)
	})
	mux.HandleFunc("/large", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		for range 1000 {
			fmt.Fprint(w, ferry)
		}
	})
	server := httptest.NewServer(mux)
	defer server.Close()
	at := func(path string) string { return server.URL + path }
	for path, c := range map[string]struct {
		docs  []string
		skips []string
	}{
		"/2025/11/04/bridge": {[]string{at("/2025/11/04/bridge")}, nil},
		"/old":               {[]string{at("/old")}, nil},
		"/latin":             {[]string{at("/latin")}, nil},
		"/feed":              {[]string{"post-1", "https://post.example/2", "post-4"}, []string{at("/feed") + "#3: empty"}},
		"/zip":               {[]string{at("/zip") + "/a.txt"}, nil},
		"/none":              {nil, []string{at("/none") + ": unavailable: the server answers 404 Not Found"}},
		"/round":             {nil, []string{at("/round") + ": unavailable: more than 5 redirects"}},
		"/file":              {nil, []string{at("/file") + ": unavailable: redirected to file:///etc/passwd, which is not http"}},
		"/inside":            {nil, []string{at("/inside") + ": unavailable: redirected to http://[::ffff:127.0.0.1]:1/, which is on this machine"}},
		"/large":             {nil, []string{at("/large") + ": too large"}},
	} {
		t.Run(path, func(t *testing.T) {
			g := New()
			g.Version, g.Limit = "1.2", 100_000
			all := gather(t, g, hearsay.Input{Address: at(path)})
			all.expect(t, c.docs, c.skips)
			if len(all.docs) != 1 {
				return
			}
			switch d := all.docs[0]; path {
			case "/2025/11/04/bridge":
				if d.Text != bridge || d.Address != at(path) || d.Published != "2025-11-04" || d.PublishedFrom != hearsay.ByFileName {
					t.Errorf("%+v", d)
				}
				if want := "hearsay/1.2 (+reads one page because its user asked)"; agent != want {
					t.Errorf("user agent %q, want %q", agent, want)
				}
			case "/old":
				if d.Address != at("/2025/11/04/bridge") {
					t.Errorf("address %q", d.Address)
				}
			case "/latin":
				if !strings.Contains(d.Text, "Café") {
					t.Errorf("%q", d.Text)
				}
			}
		})
	}
	for _, address := range []string{"ftp://post.example/x", "file:///etc/passwd", "post.example", "http://", "http://a b/"} {
		gather(t, New(), hearsay.Input{Address: address}).expect(t, nil, []string{address + ": unsupported"})
	}
	server.Close()
	gather(t, New(), hearsay.Input{Address: at("/old")}).expect(t, nil, []string{at("/old") + ": unavailable"})
}
