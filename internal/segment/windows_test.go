package segment

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"hearsay"
)

// prose is a paragraph of n words without a sentence end, but for one after each of the words given.
func prose(n int, ends ...int) string {
	ws := make([]string, n)
	for i := range ws {
		ws[i] = "a"
		if slices.Contains(ends, i+1) {
			ws[i] = "."
		}
	}
	return strings.Join(ws, " ") + "\n"
}

func TestWindows(t *testing.T) {
	for _, c := range []struct {
		name   string
		text   string
		pieces int // of every word
		want   []Run
	}{
		{"nothing", " \n ", 1, nil},
		{"one", prose(220), 1, []Run{{0, 220}}},
		{"whole paragraphs", prose(100) + prose(100) + prose(20) + prose(1), 1, []Run{{0, 220}, {200, 221}}},
		{"long last paragraph is not repeated", prose(100) + prose(100) + prose(100), 1, []Run{{0, 200}, {200, 300}}},
		{"80 words are repeated", prose(100) + prose(80) + prose(140), 1, []Run{{0, 180}, {100, 320}}},
		{"81 words are not", prose(100) + prose(81) + prose(139), 1, []Run{{0, 181}, {181, 320}}},
		{"nor if the next would not fit", prose(100) + prose(80) + prose(141), 1, []Run{{0, 180}, {180, 321}}},
		{"nor if they were a window", prose(60) + prose(200) + prose(30), 1, []Run{{0, 60}, {60, 260}, {260, 290}}},
		{"cut at the limit", prose(300), 1, []Run{{0, 220}, {220, 300}}},
		{"cut after the last full stop", prose(300, 115, 150, 230), 1, []Run{{0, 150}, {150, 300}}},
		{"not in the first half", prose(300, 110), 1, []Run{{0, 220}, {220, 300}}},
		{"the first word of the second half", prose(300, 111), 1, []Run{{0, 111}, {111, 300}}},
		{"pieces", prose(200), 3, []Run{{0, 160}, {160, 200}}},
		{"pieces and a full stop", prose(200, 81), 3, []Run{{0, 81}, {81, 200}}},
		{"a word above the limit", prose(3), 481, []Run{{0, 1}, {1, 2}, {2, 3}}},
	} {
		words := cut(t, c.text)
		got := Windows(c.text, words, func(int) int { return c.pieces })
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

// checkWindows fails unless windows keep what Windows promises.
func checkWindows(t testing.TB, words []hearsay.Span, windows []Run, pieces func(int) int) {
	t.Helper()
	var last Run
	for i, w := range windows {
		if w.Len() < 1 || w.From > last.To || w.To <= last.To || (i > 0 && w.From <= last.From) || (i == 0 && w.From != 0) {
			t.Fatalf("window %v after %v", w, last)
		}
		sum := 0
		for k := w.From; k < w.To; k++ {
			sum += pieces(k)
		}
		if w.Len() > MaxWords || sum > MaxPieces && w.Len() > 1 {
			t.Fatalf("window %v has %d words and %d pieces", w, w.Len(), sum)
		}
		last = w
	}
	if last.To != len(words) {
		t.Fatalf("windows end at %d of %d words", last.To, len(words))
	}
}

// A fuzzed text is repeated, as windows begin to matter with long ones; counts gives the pieces of the words in turn.
func FuzzWindows(f *testing.F) {
	f.Fuzz(func(t *testing.T, text string, times byte, counts []byte) {
		if !utf8.ValidString(text) || len(text) > 1000 {
			return
		}
		text = strings.Repeat(text, int(times)+1)
		words := cut(t, text)
		pieces := func(i int) int {
			if len(counts) == 0 {
				return 1
			}
			return 1 + int(counts[i%len(counts)])
		}
		windows := Windows(text, words, pieces)
		checkWindows(t, words, windows, pieces)
		for i, w := range windows[:max(0, len(windows)-1)] {
			if next := windows[i+1]; next.From < w.To { // what is repeated is short and a whole unit, so it begins a line or follows a cut
				if w.To-next.From > maxRepeat {
					t.Fatalf("%v repeats %d words of %v", next, w.To-next.From, w)
				}
			}
		}
	})
}

// The reference run on the texts the golden file holds: words and windows must be the same, in bytes where it counts characters.
func TestGolden(t *testing.T) {
	shared := os.Getenv("HEARSAY_SHARED")
	if shared == "" {
		shared = "../shared"
	}
	if !filepath.IsAbs(shared) {
		shared = filepath.Join("..", "..", shared)
	}
	path := filepath.Join(shared, "model", "golden", "reader.jsonl")
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no golden vectors of the reader: %v (HEARSAY_SHARED names the folder)", err)
	}
	type text struct {
		ID, Text string
		Words    [][2]int
		Windows  [][2]int
		Runs     []struct{ IDs, First []int }
	}
	n := lines(t, path, func(o text) {
		offsets := make([]int, 0, len(o.Text)+1)
		for i := range o.Text {
			offsets = append(offsets, i)
		}
		offsets = append(offsets, len(o.Text))
		want := make([]hearsay.Span, len(o.Words))
		for i, w := range o.Words {
			want[i] = hearsay.Span{From: offsets[w[0]], To: offsets[w[1]]}
		}
		words := cut(t, o.Text)
		if !slices.Equal(words, want) {
			t.Errorf("%s: words differ", o.ID)
			return
		}
		counts := make([]int, len(words))
		var windows []Run
		for k, w := range o.Windows {
			windows = append(windows, Run{w[0], w[1]})
			first := append(o.Runs[k].First, len(o.Runs[k].IDs)-1) // the last id marks the end
			for i := w[0]; i < w[1]; i++ {
				counts[i] = first[i-w[0]+1] - first[i-w[0]]
			}
		}
		if got := Windows(o.Text, words, func(i int) int { return counts[i] }); !slices.Equal(got, windows) {
			t.Errorf("%s: windows %v, want %v", o.ID, got, windows)
		}
	})
	t.Logf("%d texts", n)
}
