// Command fit writes what the weights of asking are fitted on: a line of JSON for each question of a case, with the features of the claims
// that may answer it and whether they do. train/ask.py fits them.
//
//	go run ./internal/ask/fit -keep ledgers -heldout DIR ../shared/cases/*.jsonl > questions.jsonl
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"hearsay"
	"hearsay/internal/ask"
	"hearsay/internal/desk"
	"hearsay/internal/eval"
	"hearsay/internal/ingest"
	"hearsay/internal/ledger"
	"hearsay/internal/link"
	"hearsay/internal/reader"
	"hearsay/model"
)

// question is a line of the output.
type question struct {
	File         string        `json:"file"`
	Case         string        `json:"case"`
	Question     string        `json:"question"`
	Kind         ask.Kind      `json:"kind"`
	Unanswerable bool          `json:"unanswerable"`
	Claims       [][]float64   `json:"claims"`
	Ties         [][][]float64 `json:"ties"`
	Gold         []gold        `json:"gold"`
	Right        [][]int       `json:"right"`   // of each claim: the answers of the editor whose text and speaker it has
	Worded       [][]int       `json:"worded"`  // those whose text it has, whoever says it
	Content      []string      `json:"content"` // for people
}

// gold is an answer of the editor.
type gold struct {
	Side    string `json:"side"`
	Speaker string `json:"speaker"`
	Text    string `json:"text"`
}

func main() {
	keep := flag.String("keep", "", "folder in which the ledgers of the cases are kept, and found again")
	heldOut := flag.String("heldout", "", "a `folder` with a folder for each file of cases (a, b, …), whose pair model and embedder have not seen it; the program's where there is none")
	flag.Parse()
	if err := run(context.Background(), *keep, *heldOut, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "fit:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, keep, heldOut string, files []string) error {
	if keep == "" {
		dir, err := os.MkdirTemp("", "hearsay-fit-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		keep = dir
	}
	out := json.NewEncoder(os.Stdout)
	read := sync.OnceValues(func() (*reader.Reader, error) { return reader.Open(model.Files, 0) })
	for _, f := range files {
		cases, err := eval.ReadCases(f)
		if err != nil {
			return err
		}
		folder := filepath.Join(heldOut, strings.TrimSuffix(filepath.Base(f), ".jsonl"))
		if _, err := os.Stat(folder); heldOut == "" || err != nil {
			folder = ""
		}
		models := model.With(folder)
		asker, err := ask.Open(models, 0, nil)
		if err != nil {
			return err
		}
		asker.Attentive()
		linked := sync.OnceValues(func() (*link.Linker, error) { return link.Open(models, 0, nil) })
		for i := range cases {
			if err := questions(ctx, asker, read, linked, filepath.Join(keep, cases[i].ID), filepath.Base(f), &cases[i], out); err != nil {
				return fmt.Errorf("case %s: %w", cases[i].ID, err)
			}
		}
	}
	return nil
}

// questions writes the questions of a case, whose ledger is kept in a folder.
func questions(ctx context.Context, asker *ask.Asker, read func() (*reader.Reader, error), linked func() (*link.Linker, error), dir, file string, c *eval.Case, out *json.Encoder) (err error) {
	name := filepath.Join(dir, "ledger.db")
	_, missing := os.Stat(name)
	l, err := ledger.Open(ctx, name, ledger.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	d := desk.New(l, ingest.New(), read, linked)
	if missing != nil {
		var stories bytes.Buffer
		lines := json.NewEncoder(&stories)
		for _, doc := range c.Documents {
			if err := lines.Encode(map[string]string{"id": doc.Ref, "outlet": doc.Outlet, "published": doc.Published, "title": doc.Title, "text": doc.Text}); err != nil {
				return err
			}
		}
		if _, err := d.Add(ctx, hearsay.Input{Stream: &stories, Name: c.ID + ".jsonl"}, desk.Options{}); err != nil {
			return err
		}
	}
	asking := d.Asking(asker)
	for _, x := range c.Questions {
		q := asker.Understand(x.Question)
		ranked, opposed, err := asking.Ranked(ctx, q)
		if err != nil {
			return err
		}
		line := question{File: file, Case: c.ID, Question: x.Question, Kind: q.Kind, Unanswerable: x.Unanswerable, Gold: []gold{}, Right: [][]int{}, Worded: [][]int{}, Claims: [][]float64{}, Ties: q.Ties(ranked, opposed)}
		for _, a := range x.Answers {
			line.Gold = append(line.Gold, gold{a.Side, a.Speaker, a.Text})
		}
		for _, k := range ranked {
			text, _ := q.Shown(k.Document, k.Claim)
			line.Claims = append(line.Claims, k.Features)
			line.Content = append(line.Content, ask.SpeakerOf(k.Claim)+": "+text.Text)
			line.Right = append(line.Right, right(c, x, func(eval.CaseAnswer) string { return ask.SpeakerOf(k.Claim) }, text.Text))
			line.Worded = append(line.Worded, right(c, x, func(a eval.CaseAnswer) string { return a.Speaker }, text.Text))
		}
		if err := out.Encode(line); err != nil {
			return err
		}
	}
	return nil
}

// right is which answers of the editor a text by a speaker gives.
func right(c *eval.Case, q eval.CaseQuestion, speaker func(eval.CaseAnswer) string, text string) []int {
	one, out := *c, []int{}
	for i, a := range q.Answers {
		q := q
		q.Answers = []eval.CaseAnswer{a}
		one.Questions = []eval.CaseQuestion{q}
		var t eval.CaseTally
		t.Answers(&one, func(string) eval.Answer {
			return eval.Answer{Answers: []eval.Answered{{Text: text, Speaker: speaker(a)}}}
		})
		if t.Asked.Answered.Right > 0 {
			out = append(out, i)
		}
	}
	return out
}
