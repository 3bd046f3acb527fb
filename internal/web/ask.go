package web

import (
	"context"

	"hearsay"
	"hearsay/internal/ask"
	"hearsay/internal/desk"
	"hearsay/internal/report"
)

type askIn struct {
	Q     string `query:"q" maxLength:"2000" doc:"The question."`
	Limit int    `query:"limit" default:"5" minimum:"1" maximum:"20" doc:"Answers at most."`
}

type askOut struct {
	report.ReplyJSON
	reply *report.Reply
}

// Reply is what is answered, nil when nothing is asked.
func (o *askOut) Reply() *report.Reply { return o.reply }

// Sides are the answers by their sides: A, B, then those that are of neither.
func (o *askOut) Sides() (all []askSide) {
	for _, name := range []string{"A", "B", ""} {
		s := askSide{Name: name}
		for i := range o.reply.Answers {
			if a := &o.reply.Answers[i]; a.Side == name {
				s.Answers = append(s.Answers, a)
			}
		}
		if s.Answers != nil {
			all = append(all, s)
		}
	}
	return all
}

// askSide is the answers of one side.
type askSide struct {
	Name    string
	Answers []*report.Answer
}

func (s *Server) ask(ctx context.Context, in *askIn) (*askOut, error) {
	out := &askOut{}
	if in.Q == "" {
		out.ReplyJSON = (&report.Reply{Kind: string(ask.What)}).ForPrograms()
		return out, nil
	}
	asking, err := s.asking()
	if err != nil {
		return nil, err
	}
	r, err := asking.Ask(ctx, in.Q, desk.AskOptions{Limit: in.Limit})
	if err != nil {
		return nil, err
	}
	out.reply = r.Worded()
	out.ReplyJSON = out.reply.ForPrograms()
	return out, nil
}

// cite is where an answer is printed.
func cite(a *report.Answer) string { return bytesAt(report.Short(a.Document.ID), a.Text.Spans) }

// citeClaim is where a claim is printed.
func citeClaim(c hearsay.Claim, doc *hearsay.Document) string {
	return bytesAt(report.Short(doc.ID), c.Content.Spans)
}
