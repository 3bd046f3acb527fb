package ingest

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"hearsay"
)

func zstandard(s string) string {
	z, err := zstd.NewWriter(nil)
	if err != nil {
		panic(err)
	}
	return string(z.EncodeAll([]byte(s), nil))
}

// files are names and contents, in order.
type files [][2]string

func zipOf(fs files) string {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range fs {
		w, err := z.CreateHeader(&zip.FileHeader{Name: f[0], Method: zip.Deflate, Modified: time.Date(2025, 11, 3, 9, 0, 0, 0, time.UTC)})
		if err == nil {
			_, err = w.Write([]byte(f[1]))
		}
		if err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.String()
}

func tarOf(fs files) string {
	var b bytes.Buffer
	z := tar.NewWriter(&b)
	for _, f := range fs {
		h := &tar.Header{Name: f[0], Size: int64(len(f[1])), Mode: 0o644, Typeflag: tar.TypeReg}
		if to, ok := strings.CutPrefix(f[1], "-> "); ok {
			h.Typeflag, h.Linkname, h.Size, f[1] = tar.TypeSymlink, to, 0, ""
		}
		err := z.WriteHeader(h)
		if err == nil {
			_, err = z.Write([]byte(f[1]))
		}
		if err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.String()
}

func TestArchives(t *testing.T) {
	in := files{
		{"b.txt", ferry},
		{"a/2025-11-04.html", webPage("Bridge to close", bridge)},
		{"../../etc/passwd.txt", bridge},
		{"/abs.txt", bridge},
		{`..\win.txt`, bridge},
		{"__MACOSX/._b.txt", "junk"},
		{".git/config.txt", "junk"},
		{"c.png", "\x89PNG\r\n\x1a\n"},
		{"empty.txt", ""},
		{"s.jsonl", fmt.Sprintf("{\"id\": \"s-1\", \"text\": %q}\n", ferry)},
	}
	for _, c := range []struct{ name, data string }{
		{"w.zip", zipOf(in)}, {"w.tar", tarOf(in)}, {"w.tar.gz", zipped(tarOf(in))}, {"w.tar.zst", zstandard(tarOf(in))},
	} {
		at := func(s string) string { return c.name + "/" + s }
		docs := []string{at("b.txt"), at("a/2025-11-04.html"), at("../../etc/passwd.txt"), at("/abs.txt"), at(`..\win.txt`), "s-1"}
		skips := []string{at("c.png") + ": unsupported: image/png", at("empty.txt") + ": empty"}
		all := gather(t, New(), stream(c.name, []byte(c.data)))
		all.expect(t, docs, skips)
		if d := all.docs[1]; d.Published != "2025-11-04" || d.PublishedFrom != hearsay.ByFileName || d.Text != bridge {
			t.Errorf("%+v", d)
		}
		if d := all.docs[0]; c.name == "w.zip" && (d.Published != "2025-11-03" || d.PublishedFrom != hearsay.ByFileTime) {
			t.Errorf("%+v", d)
		}
		// From a file, it is the same.
		dir := put(t, map[string]string{c.name: c.data})
		file := gather(t, New(), hearsay.Input{Path: filepath.Join(dir, c.name)})
		for i, d := range file.docs {
			if i >= len(all.docs) || d.ID != all.docs[i].ID {
				t.Errorf("%s: from a file, document %d is another", c.name, i)
			}
		}
	}
}

func TestLinksInArchives(t *testing.T) {
	all := gather(t, New(), stream("w.tar", []byte(tarOf(files{{"a.txt", ferry}, {"l.txt", "-> /etc/passwd"}, {".hidden", "-> a.txt"}}))))
	all.expect(t, []string{"w.tar/a.txt"}, []string{"w.tar/l.txt: unsupported: a link, not followed"})
}

func TestBrokenArchives(t *testing.T) {
	z, tr := zipOf(files{{"a.txt", ferry}, {"b.txt", bridge}}), tarOf(files{{"a.txt", ferry}, {"b.txt", bridge}})
	gather(t, New(), stream("w.zip", []byte(z[:len(z)-30]))).expect(t, nil, []string{"w.zip: malformed: zip: not a valid zip file"})
	gather(t, New(), stream("w.tar", []byte(tr[:1700]))).expect(t, []string{"w.tar/a.txt"}, []string{"w.tar/b.txt: malformed: unexpected EOF", "w.tar: malformed"})
	gz := zipped(tr)
	all := gather(t, New(), stream("w.tar.gz", []byte(gz[:len(gz)-200])))
	if len(all.skips) == 0 {
		t.Error("a gzip cut short passes for whole")
	}
	// Encrypted, by its flag.
	b := []byte(z)
	for i := 0; i+10 < len(b); i++ {
		switch string(b[i : i+4]) {
		case "PK\x03\x04":
			b[i+6] |= 1
		case "PK\x01\x02":
			b[i+8] |= 1
		}
	}
	gather(t, New(), stream("w.zip", b)).expect(t, nil, []string{"w.zip/a.txt: encrypted", "w.zip/b.txt: encrypted"})
}

// TestCrowded: of an archive with too many files, so many are read.
func TestCrowded(t *testing.T) {
	var got []string
	in := &intake{Ingester: New(), ctx: t.Context(), limit: DefaultLimit, purse: &purse{}, members: maxMembers - 1, yield: func(d *hearsay.Document, err error) bool {
		if err != nil {
			got = append(got, err.Error())
		} else {
			got = append(got, d.Ref)
		}
		return true
	}}
	data := tarOf(files{{"a.txt", ferry}, {"b.txt", bridge}, {"c.txt", bridge}})
	if err := in.item(item{name: "w.tar", body: strings.NewReader(data)}); err != nil {
		t.Fatal(err)
	}
	if want := []string{"w.tar/a.txt", "w.tar: too large: it has more than 1000000 files; the rest is not read"}; !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestNested(t *testing.T) {
	data, name := ferry, "s.txt"
	for i := range maxDepth + 1 {
		data = zipOf(files{{name, data}})
		name = fmt.Sprintf("%d.zip", i)
		all := gather(t, New(), stream("w.zip", []byte(data)))
		switch {
		case i < maxDepth && (len(all.docs) != 1 || len(all.skips) != 0):
			t.Errorf("%d deep: %q", i+1, all.lines())
		case i == maxDepth:
			all.expect(t, nil, []string{"w.zip/3.zip/2.zip/1.zip/0.zip: unsupported: it lies more than 4 archives deep"})
		}
	}
	g := New()
	g.Limit = 1000
	var fs files
	for i := range 30 {
		fs = append(fs, [2]string{fmt.Sprintf("%d.txt", i), ferry})
	}
	gather(t, g, stream("w.zip", []byte(zipOf(fs)))).expect(t, nil, []string{"w.zip: too large: a zip archive in another, or from a stream, can have 1000 bytes"})
}

func TestWACZ(t *testing.T) {
	page := response(1, asHTML, webPage("Bridge to close", bridge))
	data := zipOf(files{
		{"datapackage.json", `{"profile": "data-package"}`},
		{"pages/pages.jsonl", `{"format": "json-pages-1.0"}` + "\n"},
		{"indexes/index.cdx", "com,example)/ 2025"},
		{"archive/data.warc.gz", zipped(page)},
	})
	gather(t, New(), stream("a.wacz", []byte(data))).expect(t, []string{"https://post.example/1"}, nil)
}

// TestBombs: what expands without end is cut off, in bounded memory, and the next file is read.
func TestBombs(t *testing.T) {
	const size = freeBytes + 6<<20
	zeros := strings.Repeat("\x00", size)
	blanks := strings.Repeat(" ", size)
	text := strings.Repeat("The board said no. ", size/19)
	bomb := ": too large: it expands to more than 200 times its size"
	var many files
	for i := range 60 {
		many = append(many, [2]string{fmt.Sprintf("%d.txt", i), text[:3<<20]})
	}
	for name, c := range map[string]struct {
		data string
		skip []string
	}{
		"a.gz":           {zipped(zeros), []string{"a.gz: unsupported"}},
		"a.txt.gz":       {zipped(text), []string{"a.txt.gz: too large: more than 10 MB"}},
		"a.jsonl.gz":     {zipped("{\"text\": \"" + text), []string{"a.jsonl.gz" + bomb}},
		"b.jsonl.gz.gz":  {zipped(zipped("{\"a\":1}\n" + blanks)), []string{"b.jsonl.gz.gz:1: unsupported", "b.jsonl.gz.gz" + bomb}},
		"a.jsonl.zst":    {zstandard("{\"text\": \"" + text), []string{"a.jsonl.zst" + bomb}},
		"a.tar.gz":       {zipped(tarOf(files{{"z.txt", blanks}})), []string{"a.tar.gz/z.txt: too large", "a.tar.gz" + bomb}},
		"a.zip":          {zipOf(files{{"z.txt", text}}), []string{"a.zip/z.txt: too large"}},
		"feed.xml.gz":    {zipped("<rss><channel><item>" + text), []string{"feed.xml.gz" + bomb}},
		"warc.gz":        {zipped(response(1, asHTML+"Content-Encoding: gzip\r\n", zipped(text))), []string{"warc.gz/https://post.example/1: too large"}},
		"long.warc.gz":   {zipped(response(1, asHTML, text)), []string{"long.warc.gz" + bomb}},
		"many/in.zip":    {zipOf(many), []string{"many/in.zip" + bomb}},
		"many/more.docx": {zipOf(files{{"word/document.xml", "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>" + blanks}}), []string{"many/more.docx" + bomb}},
	} {
		t.Run(name, func(t *testing.T) {
			heap := highest(t)
			var all gathered // but for the documents: of many/in.zip, the first are like others
			for _, err := range New().Documents(t.Context(), stream(name, []byte(c.data))) {
				var skip *hearsay.Skip
				if errors.As(err, &skip) {
					all.skips = append(all.skips, skip)
				} else if err != nil || name != "many/in.zip" {
					t.Errorf("a document, or %v", err)
				}
			}
			all.expect(t, nil, c.skip)
			if got := heap(); got > 160<<20 {
				t.Errorf("%d MB of memory", got>>20)
			}
		})
	}
	dir := put(t, map[string]string{"a.jsonl.gz": zipped("{\"text\": \"" + text), "b.txt": ferry})
	all := gather(t, New(), hearsay.Input{Path: dir})
	if len(all.docs) != 1 || len(all.skips) != 1 {
		t.Errorf("behind a bomb: %q", all.lines())
	}
}
