package eval

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"

	"hearsay"
	"hearsay/internal/reader"
	"hearsay/internal/resolve"
	"hearsay/internal/segment"
)

// passage is one line of a file of marked passages.
type passage struct{ ID, Published, Outlet, Text string }

// held reports whether a passage is one of the tenth that is held out for scoring: the digits of its ID are a multiple of ten.
func (p *passage) held() bool {
	digits := strings.Map(func(c rune) rune {
		if c < '0' || c > '9' {
			return -1
		}
		return c
	}, p.ID)
	n, _ := strconv.Atoi(digits) // none at all is 0
	return n%10 == 0
}

// labels are what is marked besides attributions, by row of the table.
type labels map[string][]reader.Tagged

// name puts names among all and among those of their types.
func (l labels) name(names ...reader.Tagged) {
	for _, x := range names {
		l["names"] = append(l["names"], x)
		l[typeRow(x.Type)] = append(l[typeRow(x.Type)], x)
	}
}

// rowOf names the row of each further tag. A generic noun has a row of its own.
var rowOf = map[string]string{"e": "names", "time": "times", "q": "quantities", "role": "roles", "H": "hedges", "M": "medium", "A": "addressee"}

// marked scores the held-out passages of all files of a pattern together.
func (e *evaluation) marked(corpus, pattern string) (*Result, error) {
	files, err := filepath.Glob(pattern)
	if err == nil && len(files) == 0 {
		err = fs.ErrNotExist
	}
	if err != nil {
		return nil, err
	}
	var held []*hearsay.Document
	var marks [][]mark // of each document
	all := 0
	for _, file := range files {
		passages, err := lines[passage](file)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", filepath.Base(file), err)
		}
		all += len(passages)
		for _, p := range passages {
			if !p.held() {
				continue
			}
			text, found, err := parseMarked(p.Text)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", p.ID, err)
			}
			held = append(held, &hearsay.Document{Ref: p.ID, Outlet: p.Outlet, Published: p.Published, Text: text})
			marks = append(marks, found)
		}
	}
	read, err := each(e, corpus, len(held), func(ctx context.Context, i int) (twice, error) { return e.read(ctx, held[i]) })
	if err != nil {
		return nil, err
	}
	result := &Result{Corpus: corpus, Size: fmt.Sprintf("every tenth, %d of %d", len(held), all), Bare: Table{}, Rules: Table{}, Stands: &Resolved{}}
	for i := range held {
		gold, further := goldOf(read[i].bare.Words, marks[i])
		scoreMarked(result.Bare, gold, bare(read[i].bare.Claims))
		scoreLabels(result.Bare, further, labelsOf(read[i].bare))
		scoreMarked(result.Rules, gold, read[i].rules)
		resolve.Claims(held[i], read[i].claims)
		result.Stands.add(held[i].Text, read[i].bare.Words, marks[i], read[i].claims)
	}
	return result, nil
}

// goldOf reads claims and further labels off the marks of a passage. Marks that touch no word count for nothing.
func goldOf(words []hearsay.Span, marks []mark) ([]claim, labels) {
	byNumber := map[string]*claim{}
	var order []string
	further := labels{}
	for _, m := range marks {
		run := touched(words, m.Span)
		if run.To == 0 {
			continue
		}
		if row, ok := rowOf[m.tag]; ok {
			tagged := reader.Tagged{Run: run, Type: m.attrs["t"]}
			switch {
			case m.tag == "e" && m.attrs["g"] == "1":
				further["generic nouns"] = append(further["generic nouns"], tagged)
			case m.tag == "e":
				further.name(tagged)
			default:
				further[row] = append(further[row], tagged)
			}
			continue
		}
		n := m.attrs["n"]
		if byNumber[n] == nil {
			byNumber[n] = &claim{}
			order = append(order, n)
		}
		switch a := byNumber[n]; m.tag {
		case "C":
			a.Cue, a.Act, a.Sure, a.Neg = run, hearsay.Act(m.attrs["act"]), hearsay.Certainty(m.attrs["sure"]), m.attrs["neg"] == "1"
		case "S":
			a.Speaker, a.Kind = append(a.Speaker, run), hearsay.Kind(m.attrs["kind"])
		case "T":
			a.Content = append(a.Content, run)
		}
	}
	var gold []claim
	for _, n := range order {
		if a := byNumber[n]; a.Cue.To > 0 {
			gold = append(gold, *a)
		}
	}
	return gold, further
}

// scoreMarked counts the claims of one passage, all layers, and what is right of those whose cue begins inside a gold cue.
func scoreMarked(t Table, gold, found []claim) {
	compare(t, gold, found)
	byCue := map[int]claim{}
	for _, a := range found {
		byCue[a.Cue.From] = a
	}
	right := func(row string, ok bool) {
		if ok {
			t.plus(Table{row: {Right: 1}})
		} else {
			t.plus(Table{row: {Wrong: 1}})
		}
	}
	for _, g := range gold {
		for i := g.Cue.From; i < g.Cue.To; i++ {
			if a, ok := byCue[i]; ok {
				right("act", a.Act == g.Act)
				right("sure", a.Sure == g.Sure)
				right("neg", a.Neg == g.Neg)
				if a.Kind != hearsay.KindUnknown && g.Kind != hearsay.KindUnknown {
					right("kind", a.Kind == g.Kind)
				}
				break
			}
		}
	}
}

// labelsOf are the further labels of a reading.
func labelsOf(r *reader.Reading) labels {
	l := labels{"generic nouns": r.Generics}
	l.name(r.Names...)
	for row, runs := range map[string][]segment.Run{
		"times": r.Times, "quantities": r.Quantities, "roles": r.Roles, "hedges": r.Hedges, "medium": r.Media, "addressee": r.Addressees,
	} {
		for _, run := range runs {
			l[row] = append(l[row], reader.Tagged{Run: run})
		}
	}
	return l
}

func scoreLabels(t Table, gold, found labels) {
	for _, row := range labelRows {
		g, f := map[reader.Tagged]bool{}, map[reader.Tagged]bool{}
		for _, x := range gold[row] {
			g[x] = true
		}
		for _, x := range found[row] {
			f[x] = true
		}
		if len(g)+len(f) > 0 {
			add(t, row, g, f)
		}
	}
}
