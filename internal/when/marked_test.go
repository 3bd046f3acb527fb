package when

import (
	"bytes"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"hearsay"
	"hearsay/internal/segment"
)

var update = flag.Bool("update", false, "rewrite the committed counts of times")

// corpus is a folder of the shared corpora: HEARSAY_SHARED names their place, by default beside the repository.
func corpus(t *testing.T, name string) string {
	t.Helper()
	dir := filepath.Join(cmp.Or(os.Getenv("HEARSAY_SHARED"), filepath.Join("..", "..", "..", "shared")), name)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("NOT RUN: needs %s; HEARSAY_SHARED names the folder", name)
	}
	return dir
}

// passage is a text whose times an editor has marked.
type passage struct {
	id, published, text string
	spans               []hearsay.Span
	values              []string
}

var tag = regexp.MustCompile(`<(/?)([A-Za-z]+)((?:\s+[a-z]+="[^"<>]*")*)\s*>`)

// unmark reads a marked passage.
func unmark(id, published, marked string) passage {
	p := passage{id: id, published: published}
	var b strings.Builder
	var open []int
	pos := 0
	for _, m := range tag.FindAllStringSubmatchIndex(marked, -1) {
		b.WriteString(marked[pos:m[0]])
		pos = m[1]
		if marked[m[4]:m[5]] != "time" {
			continue
		}
		if m[2] == m[3] {
			_, v, _ := strings.Cut(marked[m[6]:m[7]], `v="`)
			v, _, _ = strings.Cut(v, `"`)
			open = append(open, len(p.spans))
			p.spans, p.values = append(p.spans, hearsay.Span{From: b.Len()}), append(p.values, v)
		} else {
			p.spans[open[len(open)-1]].To = b.Len()
			open = open[:len(open)-1]
		}
	}
	b.WriteString(marked[pos:])
	p.text = b.String()
	return p
}

// passages reads the marked passages: those held out for scoring, whose ID is a multiple of ten, or the others.
func passages(t *testing.T, held bool) []passage {
	files, err := filepath.Glob(filepath.Join(corpus(t, filepath.Join("lab", "synth")), "*.jsonl"))
	if err != nil || len(files) == 0 {
		t.Fatal("no passages", err)
	}
	slices.Sort(files)
	var out []passage
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for line := range bytes.Lines(b) {
			var r struct{ ID, Published, Text string }
			if err := json.Unmarshal(line, &r); err != nil {
				t.Fatal(f, err)
			}
			n, err := strconv.Atoi(strings.TrimLeft(r.ID, "abcdefghijklmnopqrstuvwxyz"))
			if err != nil {
				t.Fatal(f, err)
			}
			if (n%10 == 0) == held {
				out = append(out, unmark(r.ID, r.Published, r.Text))
			}
		}
	}
	return out
}

// readMarked reads the times of a passage, those marked given.
func readMarked(text, published string, marked []hearsay.Span) []Expression {
	words, err := segment.Words(text)
	if err != nil {
		return nil
	}
	runs := segment.Sentences(text, words)
	return Read(NewClock(published), Text{Text: text, Words: words, Sentence: func(i int) (int, int) {
		for _, r := range runs {
			if i < r.To {
				return r.From, r.To
			}
		}
		return i, i
	}}, marked)
}

// score counts the marked times whose value comes out as the editor has it.
func score(t *testing.T, list []passage) (right, all int) {
	for _, p := range list {
		got := make([]string, len(p.spans))
		for _, e := range readMarked(p.text, p.published, p.spans) {
			if e.Marked >= 0 {
				got[e.Marked] = e.Value
			}
		}
		for i, want := range p.values {
			all++
			if got[i] == want {
				right++
				continue
			}
			s := p.spans[i]
			t.Logf("%s %s: %q is %s, comes out as %q: …%s…", p.id, p.published, s.Of(p.text), want, got[i],
				p.text[max(0, s.From-60):min(len(p.text), s.To+40)])
		}
	}
	return right, all
}

// TestMarked scores the values of the times in the passages held out, and compares the count with the committed one: less fails.
// -update rewrites it; -v shows what is not right.
func TestMarked(t *testing.T) {
	right, all := score(t, passages(t, true))
	line := fmt.Sprintf("values of times in the marked passages held out, right of all: %d %d\n", right, all)
	name := filepath.Join("testdata", "times.txt")
	if *update {
		if err := os.WriteFile(name, []byte(line), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	_, counts, _ := strings.Cut(string(b), ": ")
	var was, of int
	if _, err := fmt.Sscan(counts, &was, &of); err != nil {
		t.Fatal(err)
	}
	if right < was || all != of {
		t.Errorf("%d of %d, committed are %d of %d", right, all, was, of)
	}
	if right != was {
		t.Logf("%d of %d, committed are %d: run with -update", right, all, was)
	}
}
