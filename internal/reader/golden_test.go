package reader

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"hearsay"
	"hearsay/internal/segment"
	"hearsay/model"
)

// shared is the folder of models and golden vectors: HEARSAY_SHARED, by default beside the repository.
func shared(t testing.TB, parts ...string) string {
	t.Helper()
	root := os.Getenv("HEARSAY_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	p := filepath.Join(append([]string{root}, parts...)...)
	if _, err := os.Stat(p); err != nil {
		t.Skipf("no %s: set HEARSAY_SHARED to the folder of models and corpora", p)
	}
	return p
}

// golden is one line of the reference's output; its words are in characters.
type golden struct {
	ID      string
	Text    string
	Words   [][2]int
	Windows [][2]int
	Claims  []struct {
		C              [2]int
		S, T           [][2]int
		Act, Sure, Neg string
		Kind           string
	}
	Ent, Gen, Time, Qty, Role, Hedge, Med, Addr [][3]any
	Mentions                                    [][3]any
	Runs                                        []struct {
		IDs   []int32
		Feat  []uint8
		First []int32
	}
}

func readGolden(t testing.TB) []golden {
	f, err := os.Open(shared(t, "model", "golden", "reader.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []golden
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<24)
	for in.Scan() {
		var g golden
		if err := json.Unmarshal(in.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		out = append(out, g)
	}
	return out
}

func open(t testing.TB, fsys fs.FS) *Reader {
	t.Helper()
	r, err := Open(fsys, 0)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func pairs(runs []segment.Run) [][2]int {
	out := [][2]int{}
	for _, r := range runs {
		out = append(out, [2]int{r.From, r.To})
	}
	return out
}

// spell writes an attribution so that two can be compared: cue, speaker, content, and all else if whole.
func spell(a *Attribution, whole bool) string {
	s := fmt.Sprint(a.Cue.From, a.Cue.To, pairs(a.Speaker), pairs(a.Content))
	if whole {
		s += fmt.Sprint(a.Act, a.Sure, a.Neg, a.Kind)
	}
	return s
}

func (g *golden) spelled(whole bool) []string {
	var out []string
	for _, c := range g.Claims {
		if c.S == nil {
			c.S = [][2]int{}
		}
		s := fmt.Sprint(c.C[0], c.C[1], c.S, c.T)
		if whole {
			s += fmt.Sprint(c.Act, c.Sure, c.Neg == "1", c.Kind)
		}
		out = append(out, s)
	}
	return out
}

// TestGoldenFP32 asks for the reference's reading, word for word.
func TestGoldenFP32(t *testing.T) {
	gold := readGolden(t)
	r := open(t, os.DirFS(shared(t, "model")))
	for _, g := range gold {
		got, err := r.Bare(context.Background(), g.Text)
		if err != nil {
			t.Fatal(err)
		}
		words := segment.Strings(g.Text, got.Words)
		for i, w := range got.Windows {
			if i >= len(g.Windows) || g.Windows[i] != [2]int{w.From, w.To} {
				t.Fatalf("%s: windows %v, want %v", g.ID, got.Windows, g.Windows)
			}
			s := r.sequence(words[w.From:w.To])
			if !slices.Equal(s.IDs, g.Runs[i].IDs) || !slices.Equal(s.Features, g.Runs[i].Feat) || !slices.Equal(s.Take, g.Runs[i].First) {
				t.Errorf("%s: window %d: pieces, features or first pieces differ", g.ID, i)
			}
		}
		var claims []string
		for i := range got.Claims {
			claims = append(claims, spell(&got.Claims[i], true))
		}
		if want := g.spelled(true); !slices.Equal(claims, want) {
			t.Errorf("%s: claims\n%v, want\n%v", g.ID, claims, want)
		}
		for name, x := range map[string]struct {
			got  []Tagged
			want [][3]any
		}{
			"ent": {got.Names, g.Ent}, "gen": {got.Generics, g.Gen}, "time": {tag(got.Times), g.Time}, "qty": {tag(got.Quantities), g.Qty},
			"role": {tag(got.Roles), g.Role}, "hedge": {tag(got.Hedges), g.Hedge}, "med": {tag(got.Media), g.Med}, "addr": {tag(got.Addressees), g.Addr},
		} {
			var a, b []string
			for _, v := range x.got {
				a = append(a, fmt.Sprint([3]any{v.From, v.To, v.Type}))
			}
			for _, v := range x.want {
				b = append(b, fmt.Sprint(v))
			}
			if !slices.Equal(a, b) {
				t.Errorf("%s: %s %v, want %v", g.ID, name, a, b)
			}
		}
		var a, b []string
		for _, m := range got.Mentions {
			a = append(a, fmt.Sprint([3]any{m.Head, m.Type, m.Antecedent}))
		}
		for _, m := range g.Mentions {
			b = append(b, fmt.Sprint(m))
		}
		if !slices.Equal(a, b) {
			t.Errorf("%s: mentions %v, want %v", g.ID, a, b)
		}
	}
}

func tag(runs []segment.Run) []Tagged {
	var out []Tagged
	for _, r := range runs {
		out = append(out, Tagged{r, ""})
	}
	return out
}

// TestInt8 asks that quantisation leaves 97 % of the attributions of the program's own weights as they are. HEARSAY_TRAINED is the folder with the fp16
// files they were made of (make train-reader fills it).
func TestInt8(t *testing.T) {
	dir := os.Getenv("HEARSAY_TRAINED")
	if dir == "" {
		dir = filepath.Join("..", "..", ".cache", "trained")
	}
	if _, err := os.Stat(filepath.Join(dir, "reader.safetensors")); err != nil {
		t.Skipf("no fp16 weights in %s: make train-reader puts them there", dir)
	}
	exact, r := open(t, os.DirFS(dir)), open(t, model.Files)
	equal, all := 0, 0
	for _, g := range readGolden(t) {
		want, err := exact.Bare(context.Background(), g.Text)
		if err != nil {
			t.Fatal(err)
		}
		got, err := r.Bare(context.Background(), g.Text)
		if err != nil {
			t.Fatal(err)
		}
		there := map[string]bool{}
		for i := range want.Claims {
			there[spell(&want.Claims[i], false)] = true
		}
		all += max(len(want.Claims), len(got.Claims))
		for i := range got.Claims {
			if there[spell(&got.Claims[i], false)] {
				equal++
			}
		}
	}
	share := 100 * float64(equal) / float64(all)
	t.Logf("%d of %d attributions equal to fp32: %.1f %%", equal, all, share)
	if share < 97 {
		t.Errorf("%.1f %% of the attributions are equal to fp32, want 97", share)
	}
}

// TestText refuses text that is not UTF-8 and takes any that is.
func TestText(t *testing.T) {
	r := open(t, model.Files)
	if _, err := r.Bare(context.Background(), "abc\xff"); !isInvalid(err) {
		t.Errorf("error %v, want invalid", err)
	}
	for _, text := range []string{"", " \n ", "\x00", "a", "مرحبا"} {
		if _, err := r.Bare(context.Background(), text); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func isInvalid(err error) bool { return err != nil && errors.Is(err, hearsay.ErrInvalid) }
