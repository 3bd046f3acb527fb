package ingest

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

	"hearsay"
)

// TestCorpusWARC reads the web archives that crawlers wrote, some broken on purpose.
func TestCorpusWARC(t *testing.T) {
	dir := shared(t, "corpora/warc")
	want := map[string]Records{
		"bad.arc":                             {Skips: 2, Other: 2},
		"example-bad-non-chunked.warc.gz":     {Documents: 1, Revisits: 1, Other: 4},
		"example-bad.warc.gz.bad":             {Documents: 1, Revisits: 1, Other: 4},
		"example-digest.warc":                 {Other: 4},
		"example-iana.org-chunked.warc":       {Documents: 1, Other: 2},
		"example-resource.warc.gz":            {Documents: 1, Other: 2},
		"example-space-in-target-uri.warc.gz": {Other: 2},
		"example-space-in-url.arc":            {Documents: 1, Other: 1},
		"example-trunc.warc":                  {Skips: 1, Other: 3},
		"example-wget-bad-target-uri.warc.gz": {Documents: 1, Other: 5},
		"example-wrong-chunks.warc.gz":        {Documents: 1, Other: 1},
		"example.arc":                         {Documents: 1, Other: 1},
		"example.arc.gz":                      {Documents: 1, Other: 1},
		"example.warc":                        {Documents: 1, Revisits: 1, Other: 4},
		"example.warc.gz":                     {Documents: 1, Revisits: 1, Other: 4},
		"post-test.warc.gz":                   {Other: 6},
	}
	all := gather(t, New(), hearsay.Input{Path: dir})
	if len(all.docs) != 11 || len(all.skips) != 3 || len(all.held) != len(want) {
		t.Errorf("%d documents, %d skips of %d files\n%s", len(all.docs), len(all.skips), len(all.held), strings.Join(all.lines(), "\n"))
	}
	for name, w := range want {
		if got := all.held[filepath.Join(dir, name)]; got != w {
			t.Errorf("%s holds %+v, want %+v", name, got, w)
		}
	}
	for _, d := range all.docs {
		if !strings.HasPrefix(d.Ref, "http://") || d.Published != "" && d.PublishedFrom == hearsay.ByFileTime {
			t.Errorf("%q, published %q by %q", d.Ref, d.Published, d.PublishedFrom)
		}
	}
}

// webPage is a page with a story in it.
func webPage(title, text string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<!doctype html><html lang=en><head><meta charset=utf-8><title>%s</title></head><body><nav><a href=/>Home</a></nav><article><h1>%s</h1>", title, title)
	for p := range strings.SplitSeq(text, "\n\n") {
		fmt.Fprintf(&b, "<p>%s</p>\n", p)
	}
	b.WriteString("</article></body></html>\n")
	return b.String()
}

// warcRecord writes a record; length is what is added to the length it states.
func warcRecord(version, typ, target, media, block string, length int) string {
	return fmt.Sprintf("WARC/%s\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2024-05-01T00:00:00Z\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		version, typ, target, media, len(block)+length, block)
}

func httpResponse(header, body string) string { return "HTTP/1.1 200 OK\r\n" + header + "\r\n" + body }

const httpMedia = "application/http; msgtype=response"

func response(n int, header, body string) string {
	return warcRecord("1.0", "response", fmt.Sprintf("https://post.example/%d", n), httpMedia, httpResponse(header, body), 0)
}

func zipped(members ...string) string {
	var b bytes.Buffer
	for _, m := range members {
		z := gzip.NewWriter(&b)
		if _, err := z.Write([]byte(m)); err != nil {
			panic(err)
		}
		if err := z.Close(); err != nil {
			panic(err)
		}
	}
	return b.String()
}

func deflated(s string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, err := z.Write([]byte(s))
	if err != nil || z.Close() != nil {
		panic("zlib")
	}
	return b.String()
}

func brotlied(s string) string {
	var b bytes.Buffer
	z := brotli.NewWriter(&b)
	_, err := z.Write([]byte(s))
	if err != nil || z.Close() != nil {
		panic("brotli")
	}
	return b.String()
}

func chunked(s string) string { return fmt.Sprintf("%x\r\n%s\r\n3\r\n   \r\n0\r\n\r\n", len(s), s) }

const asHTML = "Content-Type: text/html; charset=utf-8\r\n"

func TestWARCBodies(t *testing.T) {
	page := webPage("Bridge to close", bridge)
	records := []string{
		warcRecord("1.1", "warcinfo", "", "application/warc-fields", "software: ours\r\n", 0),
		response(1, asHTML, page),
		response(2, asHTML+"Transfer-Encoding: chunked\r\n", chunked(page)),
		response(3, asHTML+"Content-Encoding: gzip\r\n", zipped(page)),
		response(4, asHTML+"Content-Encoding: deflate\r\nTransfer-Encoding: chunked\r\n", chunked(deflated(page))),
		response(5, asHTML+"Content-Encoding: br\r\n", brotlied(page)),
		response(6, asHTML+"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", page), // what it states was taken off
		warcRecord("1.0", "resource", "https://post.example/7", "text/html", page, 0),
		warcRecord("1.0", "request", "https://post.example/7", "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n", 0),
		warcRecord("1.0", "revisit", "https://post.example/1", httpMedia, httpResponse(asHTML, ""), 0),
		warcRecord("1.0", "response", "https://post.example/8", httpMedia, strings.Replace(httpResponse(asHTML, page), "200 OK", "404 Not Found", 1), 0),
		response(9, "Content-Type: image/png\r\n", "\x89PNG"),
		response(10, asHTML, "<html><body></body></html>"),
		response(11, asHTML+"Content-Encoding: secret\r\n", page),
	}
	want := []string{}
	for i := range 7 {
		want = append(want, fmt.Sprintf("https://post.example/%d", i+1))
	}
	for name, data := range map[string]string{"plain": strings.Join(records, ""), "gzip a record": zipped(records...), "one gzip": zipped(strings.Join(records, ""))} {
		t.Run(name, func(t *testing.T) {
			all := gather(t, New(), stream("a.warc", []byte(data)))
			all.expect(t, want, []string{"a.warc/https://post.example/10: no article text", "a.warc/https://post.example/11: unsupported: content encoding secret"})
			if got, want := all.held["a.warc"], (Records{Documents: 7, Skips: 2, Revisits: 1, Other: 4}); got != want {
				t.Errorf("holds %+v, want %+v", got, want)
			}
			for _, d := range all.docs {
				if d.Text != bridge || d.Address != d.Ref || d.Published != "" || d.Title != "Bridge to close" {
					t.Errorf("%+v", d)
				}
			}
		})
	}
}

// TestWARCBroken: a broken record is skipped, and those around it are read.
func TestWARCBroken(t *testing.T) {
	page := httpResponse(asHTML, webPage("Bridge to close", bridge))
	record := func(n, length int) string {
		return warcRecord("1.0", "response", fmt.Sprintf("https://post.example/%d", n), httpMedia, page, length)
	}
	broken := func(n int) string {
		return fmt.Sprintf("a.warc/https://post.example/%d: malformed: a record of another length", n)
	}
	for name, c := range map[string]struct {
		data  string
		docs  []int
		skips []string
	}{
		"too long by a record":  {record(1, 0) + record(2, 400) + record(3, 0), []int{1, 3}, []string{broken(2)}},
		"too long by few bytes": {record(1, 0) + record(2, 7) + record(3, 0), []int{1, 3}, []string{broken(2)}},
		"too short":             {record(1, 0) + record(2, -300) + record(3, 0), []int{1, 3}, []string{broken(2)}},
		"too long for the file": {record(1, 0) + record(2, 1<<20) + record(3, 0), []int{1, 3}, []string{"a.warc/https://post.example/2: malformed: a record that is cut short"}},
		"far too long":          {record(1, 0) + record(2, 1<<40) + record(3, 0), []int{1}, []string{"a.warc/https://post.example/2: malformed: a record that is cut short"}},
		"cut in the header":     {record(1, 0) + record(2, 0)[:60], []int{1}, []string{"a.warc: malformed: a record's header"}},
		"cut in the body":       {record(1, 0) + record(2, 0)[:600], []int{1}, []string{"a.warc/https://post.example/2: malformed: a record that is cut short"}},
		"no length":             {strings.Replace(record(1, 0), "Content-Length", "Length", 1) + record(2, 0), []int{2}, []string{`a.warc/https://post.example/1: malformed: a record of length ""`}},
		"negative length":       {strings.Replace(record(1, 0), "Content-Length: ", "Content-Length: -", 1) + record(2, 0), []int{2}, []string{"a.warc/https://post.example/1: malformed: a record of length"}},
		"junk between":          {record(1, 0) + "junk\njunk\n" + record(2, 0), []int{2}, []string{broken(1)}},
		"no HTTP":               {warcRecord("1.0", "response", "https://post.example/1", httpMedia, "hello", 0) + record(2, 0), []int{2}, []string{"a.warc/https://post.example/1: malformed: no HTTP response"}},
		"one line end":          {strings.TrimSuffix(record(1, 0), "\r\n") + record(2, 0), []int{1, 2}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			var docs []string
			for _, n := range c.docs {
				docs = append(docs, fmt.Sprintf("https://post.example/%d", n))
			}
			gather(t, New(), stream("a.warc", []byte(c.data))).expect(t, docs, c.skips)
		})
	}
	t.Run("broken gzip", func(t *testing.T) {
		second := []byte(zipped(record(2, 0)))
		second[len(second)/2] ^= 0xff
		data := zipped(record(1, 0)) + string(second) + zipped(record(3, 0), record(4, 0))
		all := gather(t, New(), stream("a.warc.gz", []byte(data)))
		refs := []string{}
		for _, d := range all.docs {
			refs = append(refs, d.Ref)
		}
		if want := []string{"https://post.example/1", "https://post.example/3", "https://post.example/4"}; !slices.Equal(refs, want) || len(all.skips) != 1 {
			t.Errorf("%q", all.lines())
		}
	})
	// What states a wrong length again and again must not be read again and again.
	t.Run("many", func(t *testing.T) {
		g := New()
		g.Limit = 100_000
		one := warcRecord("1.0", "response", "https://post.example/1", httpMedia, "x", 90_000)
		all := gather(t, g, stream("a.warc", []byte(strings.Repeat(one, 20_000))))
		if len(all.docs) != 0 || len(all.skips) == 0 {
			t.Errorf("%d documents, %d skips", len(all.docs), len(all.skips))
		}
	})
}

func TestWARCLarge(t *testing.T) {
	g := New()
	g.Limit = 4000
	large := webPage("Large", strings.Repeat(bridge+"\n\n", 20))
	data := response(1, asHTML, large) + response(2, asHTML+"Content-Encoding: gzip\r\n", zipped(large)) + response(3, asHTML, webPage("Bridge", bridge))
	all := gather(t, g, stream("a.warc", []byte(data)))
	all.expect(t, []string{"https://post.example/3"}, []string{"a.warc/https://post.example/1: too large", "a.warc/https://post.example/2: too large"})
	if got, want := all.held["a.warc"], (Records{Documents: 1, Skips: 2}); got != want {
		t.Errorf("holds %+v, want %+v", got, want)
	}
}

func TestARC(t *testing.T) {
	page := httpResponse(asHTML, webPage("Bridge to close", bridge))
	record := func(address, media, block string, length int) string {
		return fmt.Sprintf("\n%s 192.0.2.1 20140216050221 %s %d\n%s\n", address, media, len(block)+length, block)
	}
	about := "1 0 Ours\nURL IP-address Archive-date Content-type Archive-length\n"
	about = fmt.Sprintf("filedesc://ours.arc 0.0.0.0 20140216050221 text/plain %d\n%s", len(about), about)
	second := "\nhttps://post.example/2 192.0.2.1 20140216050221 text/html 200 - - 0 ours.arc " + fmt.Sprint(len(page)) + "\n" + page + "\n"
	data := about + record("https://post.example/with a blank", "text/html", page, 0) + second + record("https://post.example/3", "text/html", page, 100) +
		record("https://post.example/4", "image/png", "\x89PNG", 0) + record("https://post.example/5", "text/html", page, 0)
	for name, data := range map[string]string{"a.arc": data, "a.arc.gz": zipped(data)} {
		all := gather(t, New(), stream(name, []byte(data)))
		all.expect(t, []string{"https://post.example/with a blank", "https://post.example/2", "https://post.example/5"},
			[]string{name + "/https://post.example/3: malformed: a record of another length"})
	}
}
