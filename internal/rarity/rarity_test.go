package rarity

import (
	"io/fs"
	"math"
	"strings"
	"testing"

	"hearsay/model"
)

func table(t *testing.T) *Table {
	t.Helper()
	vocab, err := fs.ReadFile(model.Files, "vocab.txt")
	if err != nil {
		t.Fatal(err)
	}
	return Read(string(vocab))
}

// Letters of all scripts, signs and parts of words stand before and among the words; none may push a word down.
func TestOnlyWordsHaveRanks(t *testing.T) {
	r := Read("[PAD]\n[unused1]\n!\na\n中\nд\nthe\nof\n##ing\nharbour\nharbours\n1,5\nmissile\n")
	for i, w := range []string{"the", "of", "harbour"} {
		if got := r.Of(Stem(w)); math.Abs(got-math.Log(float64(i+1))) > 1e-9 {
			t.Errorf("%s: %v, not that of rank %d", w, got, i+1)
		}
	}
	if got := r.Of(Stem("missile")); math.Abs(got-math.Log(5)) > 1e-9 {
		t.Errorf("missile: %v; another form of a word before it counts", got)
	}
	if got := r.Of("zubr"); math.Abs(got-math.Log(10)) > 1e-9 {
		t.Errorf("an unknown word: %v, not twice the last rank", got)
	}
}

func TestRarer(t *testing.T) {
	r := table(t)
	if got := r.Of("the"); got != 0 {
		t.Errorf("the: %v", got)
	}
	order := []string{"the", "said", "minister", "missile", "frigate", "Pantsir"}
	for i := 1; i < len(order); i++ {
		if a, b := r.Of(Stem(order[i-1])), r.Of(Stem(order[i])); a >= b {
			t.Errorf("%s (%v) is not less rare than %s (%v)", order[i-1], a, order[i], b)
		}
	}
	for _, c := range []struct{ less, more string }{{"14", "1400"}, {"2026", "1400"}, {"dlrs", "ducats"}, {"7", "15000000000"}} {
		if r.Of(Stem(c.less)) >= r.Of(Stem(c.more)) {
			t.Errorf("%s is not less rare than %s", c.less, c.more)
		}
	}
	if most := r.Of("zzyzx"); r.Of(strings.Repeat("9", 500)) > most || r.Of("") != 0 {
		t.Error("a long number is rarer than anything, or nothing is rare")
	}
}

func TestStem(t *testing.T) {
	for _, same := range [][]string{{"Missiles", "missile"}, {"Nicolás", "Nicolas"}, {"U.S.", "US"}, {"denied", "denies"}, {"ministry’s", "ministrys"}, {"Perić", "peric"}} {
		if Stem(same[0]) != Stem(same[1]) {
			t.Errorf("%s and %s: %q, %q", same[0], same[1], Stem(same[0]), Stem(same[1]))
		}
	}
	for _, w := range []string{"", "'", "谁", "\xff\xfe", strings.Repeat("ab", 50_000)} {
		_ = Stem(w)
	}
	if Stem("谁") != "谁" {
		t.Errorf("谁 becomes %q", Stem("谁"))
	}
}
