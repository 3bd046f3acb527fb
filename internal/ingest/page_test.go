package ingest

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"

	"hearsay"
)

// TestPage reads the pages of testdata/pages: page.html is the page, want.txt the document. -update rewrites the latter.
func TestPage(t *testing.T) {
	files, err := filepath.Glob("testdata/pages/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no pages", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if len(a.Files) != 2 {
				t.Fatalf("%d files, want page.html and want.txt", len(a.Files))
			}
			got := shown(pageDocument("https://www.northern-tribune.example/story", a.Files[0].Data, nil))
			if *update {
				a.Files[1].Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(a), 0o666); err != nil {
					t.Fatal(err)
				}
			} else if got != string(a.Files[1].Data) {
				t.Errorf("got\n%s\nwant\n%s", got, a.Files[1].Data)
			}
		})
	}
}

// shown is a document, or a skip, as the files of testdata/pages show it.
func shown(doc *hearsay.Document, skip *hearsay.Skip) string {
	if skip != nil {
		return "skip: " + strings.TrimSpace(skip.Reason+" "+skip.Detail) + "\n"
	}
	return fmt.Sprintf("title: %s\noutlet: %s\npublished: %s (%s)\naddress: %s\nlanguage: %s\n\n%s\n",
		doc.Title, doc.Outlet, doc.Published, doc.PublishedFrom, doc.Address, doc.Language, doc.Text)
}

// TestPageCharset reads one sentence in many charsets, rightly declared, wrongly, and not at all.
func TestPageCharset(t *testing.T) {
	const page = "<html><head>%s</head><body><p>The mayor of Ørsted said \u201cno\u201d to the café\u2019s owners on Monday.</p></body></html>"
	const want = "The mayor of Ørsted said \u201cno\u201d to the café\u2019s owners on Monday."
	latin := strings.NewReplacer("Ø", "\xd8", "\u201c", "\x93", "\u201d", "\x94", "é", "\xe9", "\u2019", "\x92").Replace
	utf16 := func(s string) string {
		b := []byte{0xff, 0xfe}
		for _, r := range s {
			b = append(b, byte(r), byte(r>>8))
		}
		return string(b)
	}
	utf32 := func(s string) string {
		b := []byte{0, 0, 0xfe, 0xff}
		for _, r := range s {
			b = append(b, 0, 0, byte(r>>8), byte(r))
		}
		return string(b)
	}
	meta := func(charset string) string { return `<meta charset="` + charset + `">` }
	for name, c := range map[string]struct{ page, contentType string }{
		"UTF-8, not declared":             {fmt.Sprintf(page, ""), ""},
		"UTF-8 with a mark":               {"\ufeff" + fmt.Sprintf(page, ""), ""},
		"UTF-8, declared as Latin 1":      {fmt.Sprintf(page, meta("iso-8859-1")), ""},
		"UTF-8, header says windows-1252": {fmt.Sprintf(page, ""), "text/html; charset=windows-1252"},
		"windows-1252, not declared":      {latin(fmt.Sprintf(page, "")), ""},
		"windows-1252, declared":          {latin(fmt.Sprintf(page, meta("windows-1252"))), ""},
		"windows-1252, called Latin 1":    {latin(fmt.Sprintf(page, meta("ISO-8859-1"))), "text/html"},
		"windows-1252, declared as UTF-8": {latin(fmt.Sprintf(page, meta("utf-8"))), "text/html; charset=utf-8"},
		"windows-1252, unknown charset":   {latin(fmt.Sprintf(page, meta("x-mine"))), "text/html; charset="},
		"windows-1252, http-equiv":        {latin(fmt.Sprintf(page, `<meta http-equiv=Content-Type content="text/html; charset=windows-1252">`)), ""},
		"UTF-16":                          {utf16(fmt.Sprintf(page, meta("utf-8"))), "text/html; charset=iso-8859-1"},
		"UTF-32":                          {utf32(fmt.Sprintf(page, "")), ""},
	} {
		t.Run(name, func(t *testing.T) {
			header := http.Header{}
			if c.contentType != "" {
				header.Set("Content-Type", c.contentType)
			}
			doc, skip := pageDocument("page.html", []byte(c.page), header)
			if skip != nil {
				t.Fatal(skip)
			}
			if doc.Text != want {
				t.Errorf("got %q, want %q", doc.Text, want)
			}
		})
	}
}

func FuzzPage(f *testing.F) {
	files, err := filepath.Glob("testdata/pages/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(a.Files[0].Data, "text/html; charset=utf-8")
	}
	f.Add([]byte("<p>"+sentence+"<table><td>a<br>b<td>c<li>d<a>e<blockquote>f"), "text/html; charset=utf-16")
	f.Fuzz(func(t *testing.T, page []byte, contentType string) {
		doc, skip := pageDocument("page.html", page, http.Header{"Content-Type": {contentType}})
		if (doc == nil) == (skip == nil) {
			t.Fatal("neither or both of document and skip")
		}
		if skip != nil {
			if skip.Name != "page.html" || skip.Reason == "" || strings.Contains(skip.Detail, "runtime error") {
				t.Fatalf("%+v", skip)
			}
			return
		}
		if strings.TrimSpace(doc.Text) == "" || !utf8.ValidString(doc.Text) || strings.ContainsAny(doc.Text, "\x00\r") {
			t.Errorf("text %q", doc.Text)
		}
		for line := range strings.SplitSeq(doc.Text, "\n") {
			if line != strings.TrimSpace(line) {
				t.Errorf("line %q of %q", line, doc.Text)
			}
		}
		if strings.Contains(doc.Text, "\n\n\n") {
			t.Errorf("two empty lines in %q", doc.Text)
		}
	})
}
