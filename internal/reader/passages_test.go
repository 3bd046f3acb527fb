package reader

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"hearsay"
	"hearsay/model"
)

var update = flag.Bool("update", false, "rewrite the committed counts of the passages")

// readOut writes claims as a person reads them out, a block each (testdata/passages/README.md).
func readOut(text string, claims []hearsay.Claim) []string {
	dash := func(s string) string {
		if s == "" {
			return "-"
		}
		return s
	}
	cues := map[string]string{}
	for _, c := range claims {
		cues[c.ID] = c.Cue.Text
	}
	var out []string
	for _, c := range claims {
		var b strings.Builder
		act := string(c.Act)
		if c.Certainty != hearsay.Sure {
			act += " " + string(c.Certainty)
		}
		for _, f := range []struct {
			on   bool
			word string
		}{{c.Denied, "denied"}, {c.Continued, "continued"}, {c.OwnVoice, "own"}} {
			if f.on {
				act += " " + f.word
			}
		}
		fmt.Fprintf(&b, "%s | %s | %s | %s", dash(c.Speaker.Text), dash(c.Cue.Text), act, c.Content.Text)
		for _, q := range c.Quoted {
			fmt.Fprintf(&b, "\n  quoted: \"%s\"", q.Of(text))
		}
		if c.Within != "" {
			fmt.Fprintf(&b, "\n  within: %s", dash(cues[c.Within]))
		}
		if c.Speaker.Name != "" && (!strings.Contains(c.Speaker.Text, c.Speaker.Name) || c.OwnVoice) && c.Speaker.Text != c.Speaker.Name {
			fmt.Fprintf(&b, "\n  name: %s", c.Speaker.Name)
		}
		if c.Speaker.Kind != "" && (!c.OwnVoice || c.Speaker.Name != "") {
			fmt.Fprintf(&b, "\n  kind: %s", c.Speaker.Kind)
		}
		out = append(out, b.String())
	}
	return out
}

// aspects are what of a claim is compared: the whole block, and its parts by themselves.
var aspects = []struct {
	name string
	of   func(block string) string
}{
	{"whole", func(b string) string { return b }},
	{"spans", func(b string) string { // speaker, cue, content
		line, _, _ := strings.Cut(b, "\n")
		p := strings.Split(line, " | ")
		if len(p) != 4 {
			return line
		}
		own := ""
		if strings.HasSuffix(p[2], " own") {
			own = "own"
		}
		return p[0] + "|" + p[1] + "|" + own + "|" + p[3]
	}},
	{"quoted", func(b string) string { return field(b, "  quoted:") }},
	{"within", func(b string) string { return field(b, "  within:") }},
	{"name", func(b string) string { return field(b, "  name:") }},
}

func field(block, name string) string {
	line, rest, _ := strings.Cut(block, "\n")
	p := strings.Split(line, " | ")
	s := p[len(p)-1]
	for _, l := range strings.Split(rest, "\n") {
		if strings.HasPrefix(l, name) {
			s += l
		}
	}
	return s
}

// TestPassages counts, by group of passages, the claims that come out as an editor reads them, and compares the counts with the
// committed ones: fewer fail. -update rewrites them; -v shows the differences.
func TestPassages(t *testing.T) {
	files, err := filepath.Glob("testdata/passages/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no passages", err)
	}
	r := open(t, model.Files)
	counts := map[string][]int{}
	var groups []string
	for _, f := range files {
		a, err := txtar.ParseFile(f)
		if err != nil {
			t.Fatal(err)
		}
		var text string
		var want []string
		for _, part := range a.Files {
			switch part.Name {
			case "text":
				text = string(part.Data)
			case "claims":
				for _, line := range strings.Split(strings.TrimRight(string(part.Data), "\n"), "\n") {
					if strings.HasPrefix(line, "  ") {
						want[len(want)-1] += "\n" + line
					} else if line != "" {
						want = append(want, line)
					}
				}
			}
		}
		claims, err := r.Read(context.Background(), &hearsay.Document{Text: text, Outlet: ""})
		if err != nil {
			t.Fatal(err)
		}
		got := readOut(text, claims)
		group, _, _ := strings.Cut(filepath.Base(f), "-")
		if counts[group] == nil {
			counts[group] = make([]int, 2+len(aspects))
			groups = append(groups, group)
		}
		n := counts[group]
		n[0] += len(want)
		n[1] += len(got)
		for i, a := range aspects {
			left := slices.Clone(got)
			for _, w := range want {
				if k := slices.IndexFunc(left, func(g string) bool { return a.of(g) == a.of(w) }); k >= 0 {
					n[2+i]++
					left = slices.Delete(left, k, k+1)
				}
			}
		}
		for _, w := range want {
			if !slices.Contains(got, w) {
				t.Logf("%s: missing\n%s", filepath.Base(f), w)
			}
		}
		for _, g := range got {
			if !slices.Contains(want, g) {
				t.Logf("%s: not in gold\n%s", filepath.Base(f), g)
			}
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%-10s %5s %5s", "group", "gold", "read")
	for _, a := range aspects {
		fmt.Fprintf(&b, " %6s", a.name)
	}
	b.WriteByte('\n')
	slices.Sort(groups)
	for _, g := range groups {
		fmt.Fprintf(&b, "%-10s %5d %5d", g, counts[g][0], counts[g][1])
		for _, n := range counts[g][2:] {
			fmt.Fprintf(&b, " %6d", n)
		}
		b.WriteByte('\n')
	}
	const file = "testdata/passages.txt"
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Log("\n" + b.String())
	old, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(strings.TrimSpace(string(old)), "\n")[1:] {
		var g string
		was := make([]int, 2+len(aspects))
		args := []any{&g}
		for i := range was {
			args = append(args, &was[i])
		}
		if _, err := fmt.Sscan(line, args...); err != nil {
			t.Fatal(err)
		}
		for i, a := range aspects {
			if now := counts[g]; now == nil || now[2+i] < was[2+i] {
				t.Errorf("%s %s: %v, committed %d", g, a.name, now, was[2+i])
			}
		}
	}
}
