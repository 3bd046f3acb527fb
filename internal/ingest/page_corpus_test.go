package ingest

import (
	"cmp"
	"compress/gzip"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	readability "codeberg.org/readeck/go-readability/v2"
)

var update = flag.Bool("update", false, "rewrite the committed figures")

func shared(t testing.TB, name string) string {
	t.Helper()
	dir := filepath.Join(cmp.Or(os.Getenv("HEARSAY_SHARED"), filepath.Join("..", "..", "..", "shared")), name)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("NOT RUN: needs %s; HEARSAY_SHARED names the folder", name)
	}
	return dir
}

// pages are the pages of the article extraction benchmark: their bytes and the text that people took from them.
type page struct {
	stem, address, body string
	data                []byte
}

func pages(t testing.TB) []page {
	dir := shared(t, "corpora/pages")
	b, err := os.ReadFile(filepath.Join(dir, "ground-truth.json"))
	if err != nil {
		t.Fatal(err)
	}
	var truth map[string]struct{ ArticleBody, URL string }
	if err := json.Unmarshal(b, &truth); err != nil {
		t.Fatal(err)
	}
	var all []page
	for _, stem := range slices.Sorted(maps.Keys(truth)) {
		f, err := os.Open(filepath.Join(dir, "html", stem+".html.gz"))
		if err != nil {
			t.Fatal(err)
		}
		z, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(z)
		if err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		all = append(all, page{stem, truth[stem].URL, truth[stem].ArticleBody, data})
	}
	return all
}

// shingles counts the runs of four words of a text, or the text itself when shorter.
func shingles(text string) map[[4]string]int {
	words := strings.FieldsFunc(text, func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsNumber(r) })
	m := map[[4]string]int{}
	for i := range max(1, len(words)-3) {
		var s [4]string
		if copy(s[:], words[i:]) > 0 {
			m[s]++
		}
	}
	return m
}

// figures are sums of the measure of the article extraction benchmark: of each page the share of shingles that are right, too many
// and too few; of these its precision and recall; of these the mean over all pages.
type figures struct{ p, r, np, nr float64 }

func (f *figures) add(want, got string) {
	var p, r, tp, fp, fn float64
	w, g := shingles(want), shingles(got)
	for s, n := range w {
		tp += float64(min(n, g[s]))
		fn += float64(max(0, n-g[s]))
	}
	for s, n := range g {
		fp += float64(max(0, n-w[s]))
	}
	switch {
	case fp == 0 && fn == 0:
		p, r = 1, 1
	case tp > 0:
		p, r = tp/(tp+fp), tp/(tp+fn)
	}
	if tp+fp > 0 {
		f.p += p
		f.np++
	}
	if tp+fn > 0 {
		f.r += r
		f.nr++
	}
}

func (f *figures) String() string { return fmt.Sprintf("%.4f %.4f %.4f", f.p/f.np, f.r/f.nr, f.f()) }

func (f *figures) f() float64 {
	p, r := f.p/f.np, f.r/f.nr
	return 2 * p * r / (p + r)
}

// row are the figures of one way of reading.
type row struct {
	name             string
	tuned, kept, all figures
	paragraphs       int // of the gold's, found whole as paragraphs of their own
}

func (r *row) add(p page, text string) {
	if forTuning(p.stem) {
		r.tuned.add(p.body, text)
	} else {
		r.kept.add(p.body, text)
	}
	r.all.add(p.body, text)
	lines := map[string]bool{}
	for line := range strings.Lines(text) {
		lines[strings.Join(words(line), " ")] = true
	}
	for _, want := range paragraphs(p.body) {
		if lines[want] {
			r.paragraphs++
		}
	}
}

// forTuning tells the pages that were looked at while the rules were written from the others.
func forTuning(stem string) bool { return stem[0] <= '9' }

// paragraphs are the lines of five words or more.
func paragraphs(text string) []string {
	var all []string
	for line := range strings.Lines(text) {
		if w := words(line); len(w) >= 5 {
			all = append(all, strings.Join(w, " "))
		}
	}
	return all
}

const pagesHead = `# Finding the story in a page

The pages of the article extraction benchmark, by its measure: runs of four words, precision P and recall R of each page, their
means, and F, the harmonic mean of these. The rules of this package were written with the pages whose name begins with a digit in
view; the others were kept apart, but for one that came out empty and was looked into. paragraphs: of the gold's, of five words or
more, those that come out whole and by themselves; trafilatura's text has no paragraphs, though its tree has.
Its figures are made by testdata/pages-others, as the tree does not use it.

                              tuning: P      R      F   others: P      R      F      all: P      R      F   paragraphs
`

func (r *row) String(gold int) string {
	return fmt.Sprintf("%-28s %s    %s    %s   %4d of %d\n", r.name, &r.tuned, &r.kept, &r.all, r.paragraphs, gold)
}

// TestPages scores the story found in each page against what people took from it, and compares the figures with the committed ones.
func TestPages(t *testing.T) {
	all := pages(t)
	gold := 0
	bare, ours := row{name: "readability"}, row{name: "hearsay"}
	for _, p := range all {
		gold += len(paragraphs(p.body))
		root, err := parseHTML(string(p.data))
		if err != nil {
			t.Fatal(err)
		}
		parser := readability.NewParser()
		found, err := parser.ParseDocument(root, noAddress)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		if err := found.RenderText(&b); err != nil {
			t.Fatal(err)
		}
		bare.add(p, b.String())
		text, _ := storyOf(string(p.data), root, readMetadata(root, ""))
		ours.add(p, text)
	}
	table := []string{bare.String(gold)}
	const file = "testdata/pages.txt"
	committed, err := os.ReadFile(file)
	if err != nil && !*update {
		t.Fatal(err)
	}
	others := os.Getenv("HEARSAY_OTHERS")
	names, err := filepath.Glob(filepath.Join(others, "*"))
	if err != nil {
		t.Fatal(err)
	}
	if others != "" {
		for _, dir := range names {
			other := row{name: filepath.Base(dir)}
			for _, p := range all {
				text, err := os.ReadFile(filepath.Join(dir, p.stem+".txt"))
				if err != nil {
					t.Fatal(err)
				}
				other.add(p, string(text))
			}
			table = append(table, other.String(gold))
		}
	} else {
		for line := range strings.Lines(string(committed)) {
			if strings.HasPrefix(line, "trafilatura") {
				table = append(table, line)
			}
		}
	}
	table = append(table, ours.String(gold))
	got := pagesHead + strings.Join(table, "")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	} else if got != string(committed) {
		t.Errorf("the figures have changed (-update commits them):\n%s", got)
	}
	if f := ours.all.f(); f < 0.95 {
		t.Errorf("F %.4f, want 0.95 or more", f)
	}
}

// TestPagesVerbatim holds that what is taken for boilerplate is not cut out of the middle of paragraphs: but for things that pages hide
// in them, each paragraph stands on the page as it is.
func TestPagesVerbatim(t *testing.T) {
	all, cut := 0, 0
	for _, p := range pages(t) {
		root, err := parseHTML(string(p.data))
		if err != nil {
			t.Fatal(err)
		}
		var page strings.Builder
		for _, b := range blocks(root) {
			for line := range strings.Lines(b.text) {
				page.WriteString(strings.Join(words(line), " ") + "\n")
			}
		}
		text, err := storyOf(string(p.data), root, readMetadata(root, ""))
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(text) {
			all++
			if !strings.Contains(page.String(), strings.Join(words(line), " ")) {
				cut++
				t.Logf("%s: %s", p.stem, line)
			}
		}
	}
	if 1000*cut > all {
		t.Errorf("%d of %d paragraphs are not as on the page", cut, all)
	}
}
