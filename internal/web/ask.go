package web

import (
	"context"
	"slices"

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
	out.reply = replied(r)
	out.ReplyJSON = out.reply.ForPrograms()
	return out, nil
}

// replied is a reply as report words it.
func replied(r *desk.Reply) *report.Reply {
	out := &report.Reply{Question: r.Question, Kind: string(r.Kind), Refused: r.Refused, Flaw: r.Flaw, Says: r.Says, Denies: r.Denies}
	for i := range r.Answers {
		a := &r.Answers[i]
		x := report.Answer{
			Telling: report.Telling{Claim: *a.Claim, Document: a.Document}, Speaker: ask.SpeakerOf(a.Claim), Text: a.Text, Short: a.Short, Evidence: a.Evidence,
			Side: a.Side, Claims: []string{a.Claim.ID}, Tellings: a.Tellings, Origins: a.Origins, Updated: a.Updated,
		}
		for _, k := range a.Others {
			x.Claims = append(x.Claims, k.Claim.ID)
		}
		for _, k := range a.Told {
			if !slices.Contains(x.Claims, k.ID) {
				x.Claims = append(x.Claims, k.ID)
			}
		}
		out.Answers = append(out.Answers, x)
	}
	for _, k := range r.Nearest {
		out.Nearest = append(out.Nearest, report.Telling{Claim: *k.Claim, Document: k.Document})
	}
	return out
}

// cite is where an answer is printed.
func cite(a *report.Answer) string { return bytesAt(report.Short(a.Document.ID), a.Text.Spans) }

// citeClaim is where a claim is printed.
func citeClaim(c hearsay.Claim, doc *hearsay.Document) string {
	return bytesAt(report.Short(doc.ID), c.Content.Spans)
}
