// Command fit writes what the weights of linking are fitted on: a line of features and a label for each pair of claims of a case that
// are candidates. train/link.py fits them.
//
//	go run ./internal/link/fit ../shared/cases/*.jsonl > pairs.csv
package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/eval"
	"hearsay/internal/link"
	"hearsay/internal/reader"
	"hearsay/internal/resolve"
	"hearsay/model"
)

func main() {
	if err := run(context.Background(), os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "fit:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, files []string) error {
	r, err := reader.Open(model.Files, 0)
	if err != nil {
		return err
	}
	none := link.Logistic{Weights: make([]float64, len(link.Names)), Least: 1}
	unfitted, err := json.Marshal(link.Weights{Features: link.Names, Same: none, Contradicts: none, Updates: none})
	if err != nil {
		return err
	}
	l, err := link.Open(model.Files, 0, unfitted)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(os.Stdout)
	fmt.Fprintf(out, "file,case,a,b,label,%s\n", strings.Join(link.Names, ","))
	for _, f := range files {
		cases, err := eval.ReadCases(f)
		if err != nil {
			return err
		}
		var all [][]*link.Side // of each case
		for i := range cases {
			sides, err := pairs(ctx, r, l, filepath.Base(f), &cases[i], out)
			if err != nil {
				return err
			}
			all = append(all, sides)
		}
		strangers(filepath.Base(f), cases, all, out)
	}
	return out.Flush()
}

func pairs(ctx context.Context, r *reader.Reader, l *link.Linker, file string, c *eval.Case, out *bufio.Writer) (all []*link.Side, err error) {
	ours := map[string][]hearsay.Claim{}
	stories := map[string]*link.Story{}
	for i := range c.Documents {
		doc := c.Documents[i].Document()
		claims, err := r.Read(ctx, doc)
		if err != nil {
			return nil, err
		}
		resolve.Claims(doc, claims)
		ours[doc.Ref], stories[doc.Ref] = claims, l.NewStory(doc)
	}
	matched := c.Match(ours)
	matter := map[string]string{}
	for _, m := range c.Matters {
		for _, k := range m.Claims {
			matter[k] = m.ID
		}
	}
	relation := map[[2]string]string{}
	for name, list := range map[string][][3]string{"contradicts": c.Contradicts, "updates": c.Updates} {
		for _, p := range list {
			relation[[2]string{p[0], p[1]}], relation[[2]string{p[1], p[0]}] = name, name
		}
	}
	sides := map[string][]*link.Side{}
	place := map[string]int{} // of each of our claims in its document
	for ref, claims := range ours {
		for i := range claims {
			sides[ref] = append(sides[ref], l.NewSide(stories[ref], &claims[i]))
			place[claims[i].ID] = i
		}
		if err := l.Embed(ctx, sides[ref]); err != nil {
			return nil, err
		}
	}
	for _, d := range c.Documents {
		all = append(all, sides[d.Ref]...)
	}
	pairs := 0
	for i, x := range c.Claims {
		for _, y := range c.Claims[:i] {
			p, q := matched[x.ID], matched[y.ID]
			if p == nil || q == nil {
				continue
			}
			label := relation[[2]string{matter[x.ID], matter[y.ID]}]
			if matter[x.ID] == matter[y.ID] {
				label = "same"
			} else if label == "" {
				label = "none"
			}
			write(out, []string{file, c.ID, x.ID, y.ID, label}, sides[x.Document][place[p.ID]], sides[y.Document][place[q.ID]])
			pairs++
		}
	}
	fmt.Fprintf(os.Stderr, "%s: %d of %d claims found, %d pairs\n", c.ID, len(matched), len(c.Claims), pairs)
	return all, nil
}

// near is how many of the nearest claims of other events each claim is compared with.
const near = 10

// strangers writes pairs of claims of different cases, which are of different events and so nothing to each other: for each claim those whose
// contents are nearest. Without them the weights would know of one event alone.
func strangers(file string, cases []eval.Case, all [][]*link.Side, out *bufio.Writer) {
	for i, some := range all {
		for _, a := range some {
			var others []*link.Side
			for _, o := range all[:i] {
				others = append(others, o...)
			}
			slices.SortStableFunc(others, func(x, y *link.Side) int { return cmp.Compare(a.Vector.Cosine(y.Vector), a.Vector.Cosine(x.Vector)) })
			for _, b := range others[:min(near, len(others))] {
				write(out, []string{file, cases[i].ID, a.Claim.ID[:10], b.Claim.ID[:10], "none"}, a, b)
			}
		}
	}
}

// write writes the line of a pair.
func write(out *bufio.Writer, head []string, a, b *link.Side) {
	fmt.Fprint(out, strings.Join(head, ","))
	for _, v := range link.Features(a, b) {
		fmt.Fprintf(out, ",%.5g", v)
	}
	fmt.Fprintln(out)
}
