package resolve_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"hearsay"
	"hearsay/internal/reader"
	"hearsay/internal/resolve"
	"hearsay/model"
)

var updateChains = flag.Bool("update-chains", false, "rewrite the committed counts of the chains")

var openReader = sync.OnceValues(func() (*reader.Reader, error) { return reader.Open(model.Files, 1) })

// passage is one file of testdata/chains.
type passage struct {
	name   string
	doc    hearsay.Document
	chains [][]string // first words of a content, and the chain of each claim with it
}

func passages(t *testing.T) []passage {
	t.Helper()
	files, err := filepath.Glob("testdata/chains/*.txtar")
	if err != nil || len(files) < 25 {
		t.Fatal(len(files), "passages", err)
	}
	var out []passage
	for _, f := range files {
		a, err := txtar.ParseFile(f)
		if err != nil {
			t.Fatal(err)
		}
		p := passage{name: strings.TrimSuffix(filepath.Base(f), ".txtar")}
		for _, part := range a.Files {
			data := strings.TrimRight(string(part.Data), "\n")
			switch part.Name {
			case "outlet":
				p.doc.Outlet = data
			case "text":
				p.doc.Text = data
			case "chains":
				for line := range strings.Lines(data) {
					p.chains = append(p.chains, strings.Split(strings.TrimSpace(line), " | "))
				}
			}
		}
		p.doc.Identify()
		out = append(out, p)
	}
	return out
}

func read(t *testing.T, doc *hearsay.Document) []hearsay.Claim {
	t.Helper()
	r, err := openReader()
	if err != nil {
		t.Fatal(err)
	}
	claims, err := r.Read(context.Background(), doc)
	if err != nil {
		t.Fatal(err)
	}
	resolve.Claims(doc, claims)
	return claims
}

// names writes a chain by the names of its hops.
func names(chain []hearsay.Hop) string {
	var out []string
	for _, h := range chain {
		if h.Name == "" {
			h.Name = "-"
		}
		out = append(out, h.Name)
	}
	return strings.Join(out, " > ")
}

// TestChains counts, by group of passages, the claims whose chain is as an editor has it, and compares the counts with the committed
// ones. -update-chains rewrites them; -v shows the differences.
func TestChains(t *testing.T) {
	counts := map[string][3]int{} // in gold, found, right
	var groups []string
	for _, p := range passages(t) {
		claims := read(t, &p.doc)
		group, _, _ := strings.Cut(p.name, "-")
		if !slices.Contains(groups, group) {
			groups = append(groups, group)
		}
		n := counts[group]
		used := make([]bool, len(claims))
		for _, gold := range p.chains {
			for _, want := range gold[1:] {
				n[0]++
				best := -1
				for i, c := range claims {
					same := strings.HasPrefix(c.Content.Text, gold[0]) || strings.HasPrefix(gold[0], c.Content.Text) || strings.HasPrefix(c.Content.Text, "that "+gold[0])
					if used[i] || !same {
						continue
					}
					if best < 0 || names(c.Chain) == want && names(claims[best].Chain) != want {
						best = i
					}
				}
				if best < 0 {
					t.Logf("%s: not found: %s", p.name, gold[0])
					continue
				}
				used[best] = true
				n[1]++
				if got := names(claims[best].Chain); got == want {
					n[2]++
				} else {
					t.Logf("%s: %q\n got %s\nwant %s", p.name, gold[0], got, want)
				}
			}
		}
		counts[group] = n
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%-6s %5s %5s %5s\n", "group", "gold", "found", "right")
	for _, g := range groups {
		fmt.Fprintf(&b, "%-6s %5d %5d %5d\n", g, counts[g][0], counts[g][1], counts[g][2])
	}
	const file = "testdata/chains/counts.txt"
	if *updateChains {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	kept, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(kept)) {
		var g string
		var gold, found, right int
		if _, err := fmt.Sscan(line, &g, &gold, &found, &right); err != nil {
			continue // the head
		}
		if n := counts[g]; n[0] != gold || n[2] < right {
			t.Errorf("%s: %d of %d chains right, committed are %d of %d (-v shows them, -update-chains rewrites)", g, n[2], n[0], right, gold)
		}
	}
}

// TestChainsHold checks what holds of every chain: it begins with the outlet and ends with who speaks, no party stands behind itself, all
// that is printed is bytes of the text, and resolving again changes nothing.
func TestChainsHold(t *testing.T) {
	for _, p := range passages(t) {
		claims := read(t, &p.doc)
		checkChains(t, p.name, &p.doc, claims)
		again := slices.Clone(claims)
		for i := range again {
			again[i].Chain = slices.Clone(again[i].Chain)
		}
		resolve.Claims(&p.doc, again)
		if !reflect.DeepEqual(claims, again) {
			t.Errorf("%s: resolving twice is not resolving once", p.name)
		}
	}
}

func checkChains(t *testing.T, name string, doc *hearsay.Document, claims []hearsay.Claim) {
	t.Helper()
	for _, c := range claims {
		n := len(c.Chain)
		if n == 0 || n > 8 {
			t.Errorf("%s: %d hops for %q", name, n, c.Content.Text)
			continue
		}
		if first := c.Chain[0]; first.Name != doc.Outlet || first.Kind != hearsay.Outlet {
			t.Errorf("%s: begins with %q", name, first.Name)
		}
		last := c.Chain[n-1]
		if last.Act != c.Act || last.Certainty != c.Certainty || !slices.Equal(last.Cue.Spans, c.Cue.Spans) {
			t.Errorf("%s: %q is said by %q, but the last hop does not say it", name, c.Content.Text, last.Name)
		}
		if !c.OwnVoice && len(c.Speaker.Spans) > 0 && !slices.Equal(last.Spans, c.Speaker.Spans) {
			t.Errorf("%s: ends with %q, the speaker is %q", name, last.Text, c.Speaker.Text)
		}
		for i, h := range c.Chain {
			if i > 0 && h.Name != "" && strings.EqualFold(h.Name, c.Chain[i-1].Name) {
				t.Errorf("%s: %q behind itself", name, h.Name)
			}
			for _, printed := range []hearsay.Printed{h.Printed, h.Cue} {
				if !reflect.DeepEqual(printed, hearsay.Print(doc.Text, printed.Spans...)) {
					t.Errorf("%s: %+v is not what the text has", name, printed)
				}
			}
		}
	}
}

// Who speaks as "our newspaper" bears the outlet's name.
func TestSelfIsNamed(t *testing.T) {
	r, err := openReader()
	if err != nil {
		t.Fatal(err)
	}
	doc := &hearsay.Document{Outlet: "Bergen Ledger", Published: "2026-03-04", Text: "The ferry line owes the port nine million crowns, our newspaper knows. The line's owner, Per Aune, said nothing was owed."}
	claims, err := r.Read(t.Context(), doc)
	if err != nil {
		t.Fatal(err)
	}
	resolve.Claims(doc, claims)
	for _, c := range claims {
		if c.Speaker.Text == "our newspaper" {
			if c.Speaker.Name != "Bergen Ledger" {
				t.Errorf("it is %q", c.Speaker.Name)
			}
			return
		}
	}
	t.Error("no claim of our newspaper")
}
