package mcp

import (
	"context"

	"hearsay/internal/desk"
)

// AskIn is what ask takes.
type AskIn struct {
	Question string `json:"question" jsonschema:"one question in English"`
	Outlet   string `json:"outlet,omitempty" jsonschema:"only from what this outlet published"`
	Limit    int    `json:"limit,omitempty" jsonschema:"answers at most; 5 unless told otherwise"`
}

// Asked is what the ledger says to a question.
type Asked struct {
	Refused bool     `json:"refused" jsonschema:"nothing in the ledger answers the question, or it is none"`
	Reason  string   `json:"reason,omitempty" jsonschema:"why it cannot be taken as a question"`
	Says    int      `json:"says" jsonschema:"of a question of yes or no: claims that say so"`
	Denies  int      `json:"denies" jsonschema:"and claims that deny it"`
	Answers []Answer `json:"answers"`
	Nearest []Cited  `json:"nearest,omitempty" jsonschema:"of a refused question: claims that come nearest, and do not answer it"`
}

// Answer is a claim that answers.
type Answer struct {
	Cited
	Answer      string  `json:"answer" jsonschema:"the words that answer, out of the document"`
	AnswerBytes []Bytes `json:"answer_bytes" jsonschema:"where they stand"`
	Short       string  `json:"short,omitempty" jsonschema:"the part of them that is asked for by itself: a number, a name, a day"`
	ShortBytes  []Bytes `json:"short_bytes,omitempty"`
	Side        string  `json:"side,omitempty" jsonschema:"A or B where answers contradict each other"`
	Tellings    int     `json:"tellings" jsonschema:"documents that tell it"`
	Origins     int     `json:"origins" jsonschema:"where these have it from, counted"`
	Updated     bool    `json:"updated,omitempty" jsonschema:"a later claim replaces it"`
}

func (t *Tools) ask(ctx context.Context, in AskIn) (Asked, error) {
	out := Asked{Answers: []Answer{}}
	asking, err := t.asking()
	if err != nil {
		return out, err
	}
	r, err := asking.Ask(ctx, in.Question, desk.AskOptions{Outlet: in.Outlet, Limit: min(in.Limit, most)})
	if err != nil {
		return out, err
	}
	out.Refused, out.Reason, out.Says, out.Denies = r.Refused, r.Flaw, r.Says, r.Denies
	for i := range r.Answers {
		a := &r.Answers[i]
		one := Answer{
			Cited: cite(a.Claim, a.Document), Answer: a.Text.Text, AnswerBytes: bytesOf(a.Text.Spans), Side: a.Side, Tellings: a.Tellings, Origins: a.Origins, Updated: a.Updated,
		}
		if len(a.Short.Spans) > 0 {
			one.Short, one.ShortBytes = a.Short.Text, bytesOf(a.Short.Spans)
		}
		out.Answers = append(out.Answers, one)
	}
	for _, k := range r.Nearest {
		out.Nearest = append(out.Nearest, cite(k.Claim, k.Document))
	}
	return out, nil
}
