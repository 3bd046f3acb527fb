// Command fit writes what the weights of linking are fitted on: a line of features and a label for each pair of claims of a case that
// are candidates. train/link.py fits them.
//
//	go run ./internal/link/fit ../shared/cases/*.jsonl > pairs.csv
package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
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
	l, err := link.Open(model.Files, 0, nil)
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
		for i := range cases {
			if err := pairs(ctx, r, l, filepath.Base(f), &cases[i], out); err != nil {
				return err
			}
		}
	}
	return out.Flush()
}

func pairs(ctx context.Context, r *reader.Reader, l *link.Linker, file string, c *eval.Case, out *bufio.Writer) error {
	ours := map[string][]hearsay.Claim{}
	stories := map[string]*link.Story{}
	for i := range c.Documents {
		doc := c.Documents[i].Document()
		claims, err := r.Read(ctx, doc)
		if err != nil {
			return err
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
	var sides []*link.Side
	var gold []eval.CaseClaim
	for _, k := range c.Claims {
		if x := matched[k.ID]; x != nil {
			sides = append(sides, l.NewSide(stories[k.Document], x))
			gold = append(gold, k)
		}
	}
	if err := l.Embed(ctx, sides); err != nil {
		return err
	}
	var both [][2]*link.Side
	var names []string
	for i := range sides {
		for j := range i {
			label := relation[[2]string{matter[gold[i].ID], matter[gold[j].ID]}]
			if matter[gold[i].ID] == matter[gold[j].ID] {
				label = "same"
			} else if label == "" {
				label = "none"
			}
			both = append(both, [2]*link.Side{sides[i], sides[j]})
			names = append(names, fmt.Sprintf("%s,%s,%s,%s,%s", file, c.ID, gold[i].ID, gold[j].ID, label))
		}
	}
	features := make([][]float64, len(both))
	for i, p := range both {
		features[i] = link.Features(p[0], p[1])
	}
	if os.Getenv("PAIR") != "" {
		if err := l.Judge(ctx, both, features); err != nil {
			return err
		}
	}
	for i, name := range names {
		fmt.Fprint(out, name)
		for _, v := range features[i] {
			fmt.Fprintf(out, ",%.5g", v)
		}
		fmt.Fprintln(out)
	}
	fmt.Fprintf(os.Stderr, "%s: %d of %d claims found, %d pairs\n", c.ID, len(gold), len(c.Claims), len(both))
	return nil
}
