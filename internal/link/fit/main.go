// Command fit writes what the weights of linking are fitted on: a line of features, a label and the texts that the pair model reads, for
// each pair of claims of a case. train/link.py fits them, train/pair.py learns from the texts.
//
//	go run ./internal/link/fit --texts ../shared/cases/*.jsonl > texts.csv      the pair model is not asked: its columns are empty
//	go run ./internal/link/fit --models DIR ../shared/cases/a.jsonl > a.csv     with the pair model of DIR, which has not seen these cases
//	go run ./internal/link/fit --undivided …                                    of contents as they stand, however many clauses they are made of
//	go run ./internal/link/fit --newsroom train/newsroom/*.jsonl > newsroom.csv what nothing links: pairs of different events in documents that linking compares
//
// A pair that linking would not look at has no features of the pair model.
package main

import (
	"cmp"
	"context"
	"encoding/csv"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"hearsay"
	"hearsay/internal/eval"
	"hearsay/internal/link"
	"hearsay/internal/reader"
	"hearsay/internal/resolve"
	"hearsay/model"
)

func main() {
	texts := flag.Bool("texts", false, "do not ask the pair model")
	models := flag.String("models", "", "with the models of this `folder` in place of the program's, where it has them")
	newsroom := flag.Bool("newsroom", false, "the files hold stories of many events, of which those of different events have nothing to do with each other")
	undivided := flag.Bool("undivided", false, "contents as they stand, however many clauses they are made of")
	flag.Parse()
	ctx := context.Background()
	out, err := open(*models, *texts, *undivided)
	switch {
	case err != nil:
	case *newsroom:
		err = apart(ctx, flag.Args(), out)
	default:
		err = run(ctx, flag.Args(), out)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "fit:", err)
		os.Exit(1)
	}
}

// writer writes the line of a pair.
type writer struct {
	*csv.Writer
	reader           *reader.Reader
	linker           *link.Linker
	texts, undivided bool
}

// open opens what reads and links, and begins the table.
func open(models string, texts, undivided bool) (*writer, error) {
	r, err := reader.Open(model.With(models), 0)
	if err != nil {
		return nil, err
	}
	l, err := link.Open(model.With(models), 0, nil)
	if err != nil {
		return nil, err
	}
	out := &writer{csv.NewWriter(os.Stdout), r, l, texts, undivided}
	err = out.Write(append([]string{"file", "case", "a", "b", "label", "x", "y"}, link.Names...))
	return out, err
}

// read reads a document: its claims, and each ready to be compared.
func (w *writer) read(ctx context.Context, doc *hearsay.Document) ([]hearsay.Claim, []*link.Side, error) {
	bare, err := w.reader.Bare(ctx, doc.Text)
	if err != nil {
		return nil, nil, err
	}
	claims := reader.Claims(doc, bare)
	if w.undivided {
		claims = reader.Undivided(doc, bare)
	}
	resolve.Claims(doc, claims)
	story := w.linker.NewStory(doc)
	sides := make([]*link.Side, len(claims))
	for i := range claims {
		sides[i] = w.linker.NewSide(story, &claims[i])
	}
	return claims, sides, w.linker.Embed(ctx, sides)
}

func run(ctx context.Context, files []string, out *writer) error {
	for _, f := range files {
		cases, err := eval.ReadCases(f)
		if err != nil {
			return err
		}
		var all [][]*link.Side // of each case
		for i := range cases {
			sides, err := pairs(ctx, filepath.Base(f), &cases[i], out)
			if err != nil {
				return err
			}
			all = append(all, sides)
		}
		if err := strangers(ctx, filepath.Base(f), cases, all, out); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func pairs(ctx context.Context, file string, c *eval.Case, out *writer) (all []*link.Side, err error) {
	ours := map[string][]hearsay.Claim{}
	sides := map[string][]*link.Side{}
	place := map[string]int{} // of each of our claims in its document
	for i := range c.Documents {
		doc := c.Documents[i].Document()
		if ours[doc.Ref], sides[doc.Ref], err = out.read(ctx, doc); err != nil {
			return nil, err
		}
		for k := range ours[doc.Ref] {
			place[ours[doc.Ref][k].ID] = k
		}
		all = append(all, sides[doc.Ref]...)
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
			if err := out.pair(ctx, []string{file, c.ID, x.ID, y.ID, label}, sides[x.Document][place[p.ID]], sides[y.Document][place[q.ID]]); err != nil {
				return nil, err
			}
			pairs++
		}
	}
	fmt.Fprintf(os.Stderr, "%s: %d of %d claims found, %d pairs\n", c.ID, len(matched), len(c.Claims), pairs)
	return all, nil
}

// near is how many of the nearest claims of other events each claim is compared with.
const near = 4

// strangers writes pairs of claims of different cases, which are of different events and so nothing to each other: for each claim those whose
// contents are nearest. Without them the weights would know of one event alone.
func strangers(ctx context.Context, file string, cases []eval.Case, all [][]*link.Side, out *writer) error {
	for i, some := range all {
		for _, a := range some {
			var others []*link.Side
			for _, o := range all[:i] {
				others = append(others, o...)
			}
			slices.SortStableFunc(others, func(x, y *link.Side) int { return cmp.Compare(a.Vector.Cosine(y.Vector), a.Vector.Cosine(x.Vector)) })
			for _, b := range others[:min(near, len(others))] {
				if err := out.pair(ctx, []string{file, cases[i].ID, a.Claim.ID[:10], b.Claim.ID[:10], "none"}, a, b); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (w *writer) pair(ctx context.Context, head []string, a, b *link.Side) error {
	features := link.Features(a, b)
	if !w.texts {
		all, ok, err := w.linker.Pair(ctx, a, b)
		if err != nil {
			return err
		}
		if ok {
			features = all
		}
	}
	return w.row(head, a, b, features)
}

func (w *writer) row(head []string, a, b *link.Side, features []float64) error {
	first, second := link.InTime(a, b)
	line := append(head, first.Text(), second.Text())
	for i := range link.Names {
		if i < len(features) {
			line = append(line, strconv.FormatFloat(features[i], 'g', 5, 64))
		} else {
			line = append(line, "")
		}
	}
	return w.Write(line)
}
