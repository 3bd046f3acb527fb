package segment

import (
	"bufio"
	"encoding/json"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"hearsay"
)

// cut is Words for texts known to be UTF-8; it also checks what Words promises of every text.
func cut(t testing.TB, text string) []hearsay.Span {
	t.Helper()
	words, err := Words(text)
	if err != nil {
		t.Fatalf("Words(%.80q): %v", text, err)
	}
	at := 0
	for i, w := range words {
		if w.From < at || w.To <= w.From || w.To > len(text) {
			t.Fatalf("word %d of %.80q is %v after byte %d of %d", i, text, w, at, len(text))
		}
		if strings.TrimFunc(text[at:w.From], unicode.IsSpace) != "" {
			t.Fatalf("%q lies between the words of %.80q", text[at:w.From], text)
		}
		if s := w.Of(text); !utf8.ValidString(s) || strings.ContainsFunc(s, unicode.IsSpace) {
			t.Fatalf("word %d of %.80q is %q", i, text, s)
		}
		at = w.To
	}
	if strings.TrimFunc(text[at:], unicode.IsSpace) != "" {
		t.Fatalf("%q lies after the last word of %.80q", text[at:], text)
	}
	return words
}

// lines calls check with each line of a file of JSON objects, read into an O, and fails when there is none.
func lines[O any](t *testing.T, path string, check func(o O)) int {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := 0
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<26)
	for sc.Scan() {
		var o O
		if err := json.Unmarshal(sc.Bytes(), &o); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		check(o)
		n++
	}
	if sc.Err() != nil || n == 0 {
		t.Fatalf("%s: %d lines, %v", path, n, sc.Err())
	}
	return n
}

// The words in these files were written by the reference tokenizer (testdata/expect.py). As cut checks that nothing but
// white space lies between words, equal strings mean equal spans.
func TestWordsLikeReference(t *testing.T) {
	for _, name := range []string{"testdata/odd.jsonl", "testdata/random.jsonl"} {
		lines(t, name, func(o struct {
			Text  string
			Words []string
		},
		) {
			if got := Strings(o.Text, cut(t, o.Text)); !slices.Equal(got, o.Words) {
				t.Errorf("%q\n got %q\nwant %q", o.Text, got, o.Words)
			}
		})
	}
}

func TestWordsInvalid(t *testing.T) {
	for text, at := range map[string]string{"ok \xff": "byte 3", "\xe2\x80": "byte 0", "“a” \ufffd \xed\xa0\x80": "byte 12"} {
		words, err := Words(text)
		if !errors.Is(err, hearsay.ErrInvalid) || !strings.HasSuffix(err.Error(), at) || words != nil {
			t.Errorf("Words(%q) = %v, %v; want an invalid text at %s", text, words, err, at)
		}
	}
}

// hard are texts on which a tokenizer that looks twice at what it has seen takes time in the square of their length.
// Each is made of n units and has the number of words given.
var hard = []struct {
	name  string
	text  func(n int) string
	words func(n int) int
}{
	{"letters", func(n int) string { return strings.Repeat("a", n) }, func(n int) int { return 1 }},
	{"accents", func(n int) string { return strings.Repeat("é", n) }, func(n int) int { return 1 }},
	{"spaces", func(n int) string { return strings.Repeat(" ", n) }, func(n int) int { return 0 }},
	{"opening quotes", func(n int) string { return strings.Repeat("“", n) + "a" }, func(n int) int { return n + 1 }},
	{"closing quotes", func(n int) string { return "a" + strings.Repeat(`"`, n) }, func(n int) int { return n + 1 }},
	{"hyphens", func(n int) string { return strings.Repeat("a-", n) + "a" }, func(n int) int { return 2*n + 1 }},
	{"row", func(n int) string { return strings.Repeat("-", n) + "a" + strings.Repeat("=", n) }, func(n int) int { return 3 }},
	{"apostrophes", func(n int) string { return "a" + strings.Repeat("'s", n) }, func(n int) int { return n + 1 }},
	{"full stops", func(n int) string { return strings.Repeat("a.", n) + strings.Repeat(".,", n) }, func(n int) int { return 2*n + 1 }},
	{"slashes", func(n int) string { return strings.Repeat("1", n) + strings.Repeat("/a1", n) }, func(n int) int { return 2*n + 1 }},
	{"fractions", func(n int) string { return strings.Repeat("1", n) + strings.Repeat("/1", n) }, func(n int) int { return 1 }},
	{"address", func(n int) string { return "www.a" + strings.Repeat(".)", n) }, func(n int) int { return 2*n + 1 }},
	{"no address", func(n int) string { return strings.Repeat("a@", n) }, func(n int) int { return 1 }},
}

// A second look at every word would take this test hours.
func TestWordsHard(t *testing.T) {
	const n = 1 << 20
	for _, h := range hard {
		text := h.text(n)
		words := cut(t, text)
		if len(words) != h.words(n) {
			t.Errorf("%s: %d words, want %d", h.name, len(words), h.words(n))
		}
		checkRuns(t, words, Sentences(text, words))
	}
}

func FuzzWords(f *testing.F) {
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			if _, err := Words(text); !errors.Is(err, hearsay.ErrInvalid) {
				t.Fatalf("Words(%q): %v, want invalid", text, err)
			}
			return
		}
		words := cut(t, text)
		// White space parts words in any case, so it matters neither where a text begins nor what follows it.
		if again := cut(t, text+" \n"+text); !slices.Equal(again[:len(words)], words) || len(again) != 2*len(words) {
			t.Fatalf("%q is cut otherwise with a text behind it: %v, %v", text, words, again)
		}
		paragraphs := Paragraphs(text, words)
		checkRuns(t, words, paragraphs)
		for _, p := range paragraphs {
			if strings.Contains(text[words[p.From].From:words[p.To-1].To], "\n") {
				t.Fatalf("a paragraph of %q has a line feed: %v", text, p)
			}
		}
		sentences := Sentences(text, words)
		checkRuns(t, words, sentences)
		for _, p := range paragraphs { // every paragraph end is a sentence end
			if !slices.ContainsFunc(sentences, func(s Run) bool { return s.To == p.To }) {
				t.Fatalf("no sentence of %q ends where the paragraph does, at %d: %v", text, p.To, sentences)
			}
		}
	})
}

// checkRuns fails unless runs are not empty and follow each other from the first word to the last.
func checkRuns(t testing.TB, words []hearsay.Span, runs []Run) {
	t.Helper()
	at := 0
	for _, r := range runs {
		if r.From != at || r.To <= r.From {
			t.Fatalf("run %v begins after word %d", r, at)
		}
		at = r.To
	}
	if at != len(words) {
		t.Fatalf("runs end at %d of %d words", at, len(words))
	}
}

const story = `VELL CITY — The minister of ports, Ann Orr, denied on Tuesday that talks with Orrin & Co. were held in the U.S. or elsewhere.

“We didn't meet anyone, and we won't,” she said at a quarter-hour briefing that began at 9:30 a.m. “Ask them.” The company's
spokesman, J. P. Lund, told the Harbour Gazette (https://gazette.example/ports/2025-11) that 3/4 of the 1,200-odd workers
“can't wait much longer”; a second official – he asked not to be named... – put the loss at $4.5 million, or 12% of sales.

`

func BenchmarkWords(b *testing.B) {
	text := strings.Repeat(story, 200)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := Words(text); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWordsHard(b *testing.B) {
	for _, h := range hard {
		b.Run(h.name, func(b *testing.B) {
			text := h.text(1 << 20)
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if _, err := Words(text); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkSentences(b *testing.B) {
	text := strings.Repeat(story, 200)
	words := cut(b, text)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Sentences(text, words)
	}
}
