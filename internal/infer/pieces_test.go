package infer_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"hearsay/internal/infer"
	"hearsay/model"
)

func embeddedVocab(t testing.TB) (*infer.Pieces, []string) {
	t.Helper()
	b, err := model.Files.ReadFile("vocab.txt")
	if err != nil {
		t.Fatal(err)
	}
	p, err := infer.NewPieces(string(b))
	if err != nil {
		t.Fatal(err)
	}
	return p, strings.Split(strings.TrimSuffix(string(b), "\n"), "\n")
}

// TestPieces: odd words are cut as the reference cuts them, but where testdata/expect.py says why not.
func TestPieces(t *testing.T) {
	p, vocab := embeddedVocab(t)
	words := lines[struct {
		Word string  `json:"word"`
		IDs  []int32 `json:"ids"`
	}](t, "testdata/pieces.jsonl")
	if len(words) < 300 {
		t.Fatalf("%d words", len(words))
	}
	for _, w := range words {
		if got := p.Of(w.Word); !slices.Equal(got, w.IDs) {
			t.Errorf("%.60q: %q, want %q", w.Word, named(vocab, got), named(vocab, w.IDs))
		}
	}
}

func named(vocab []string, ids []int32) (out []string) {
	for _, id := range ids {
		out = append(out, vocab[id])
	}
	return out
}

func TestNewPieces(t *testing.T) {
	const whole = "[UNK]\n[CLS]\n[SEP]\na\n##b\n##\n\nab"
	p, err := infer.NewPieces(whole)
	if err != nil {
		t.Fatal(err)
	}
	if p.CLS() != 1 || p.SEP() != 2 {
		t.Errorf("CLS %d, SEP %d", p.CLS(), p.SEP())
	}
	for word, want := range map[string][]int32{"ab": {7}, "abb": {7, 4}, "b": {0}, "A": {3}, "": {0}, "a.a": {3, 0, 3}} {
		if got := p.Of(word); !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", word, got, want)
		}
	}
	for _, name := range []string{"[UNK]", "[CLS]", "[SEP]"} {
		if _, err := infer.NewPieces(strings.Replace(whole, name, "x", 1)); !errors.Is(err, infer.ErrWeights) || !strings.Contains(err.Error(), name) {
			t.Errorf("without %s: error %v", name, err)
		}
	}
}

// FuzzPieces: any bytes give 1 to 12 pieces of the vocabulary, and no text can write the pieces that mean something else
// than text: padding, the ends of a sequence, the mask.
func FuzzPieces(f *testing.F) {
	p, vocab := embeddedVocab(f)
	for _, w := range []string{"", "said", "İstanbul", "ΟΔΟΣ", "“Café”", "[CLS]", "[MASK]", "##ing", "e\u0301\u0302", "👩\u200d🚀", "\xff\xfe", "中国", "—…!?", strings.Repeat("x", 1000) + "é", strings.Repeat("é", 501)} {
		f.Add(w)
	}
	f.Fuzz(func(t *testing.T, word string) {
		got := p.Of(word)
		if len(got) < 1 || len(got) > 12 {
			t.Fatalf("%q: %d pieces", word, len(got))
		}
		for _, id := range got {
			if id < 0 || int(id) >= len(vocab) {
				t.Fatalf("%q: piece %d", word, id)
			}
			if s := vocab[id]; len(s) > 2 && s[0] == '[' && s != "[UNK]" {
				t.Errorf("%q: piece %s", word, s)
			}
		}
		if more := p.Append([]int32{7, 8}, word); !slices.Equal(more, append([]int32{7, 8}, got...)) {
			t.Errorf("%q: %v appended to 7 8 gives %v", word, got, more)
		}
	})
}
