package party

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hearsay"
)

var update = flag.Bool("update", false, "rewrite the counts in testdata")

// TestPairs tries Agree on pairs of names. How many come out right is committed, and may not fall; -update rewrites it.
func TestPairs(t *testing.T) {
	b, err := os.ReadFile(filepath.Join("testdata", "pairs.txt"))
	if err != nil {
		t.Fatal(err)
	}
	total, right := map[string]int{}, map[string]int{}
	var order []string
	var wrong strings.Builder
	for line := range strings.SplitSeq(string(b), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		parts := strings.Split(line, " | ")
		if len(parts) != 3 {
			t.Fatalf("what is %q?", line)
		}
		kind, verdict, _ := strings.Cut(parts[0], " ")
		if total[parts[0]] == 0 {
			order = append(order, parts[0])
		}
		total[parts[0]]++
		x, y := figureOf(kind, parts[1]), figureOf(kind, parts[2])
		s := Agree(x, y)
		got := "short"
		switch {
		case s >= same:
			got = "same"
		case s < may:
			got = "different"
		}
		if got == verdict {
			right[parts[0]]++
			continue
		}
		fmt.Fprintf(&wrong, "%s: %s, %.2f\n", line, got, s)
	}
	var counts strings.Builder
	for _, o := range order {
		fmt.Fprintf(&counts, "%s: %d of %d\n", o, right[o], total[o])
	}
	name := filepath.Join("testdata", "pairs_counts.txt")
	got := counts.String() + "\n" + wrong.String()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// figureOf reads "Name/role".
func figureOf(kind, s string) Figure {
	name, role, _ := strings.Cut(s, "/")
	return Figure{Kind: hearsay.Kind(kind), Name: name, Role: role}
}
