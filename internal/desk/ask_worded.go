package desk

import (
	"slices"

	"hearsay/internal/ask"
	"hearsay/internal/report"
)

// Worded is a reply as report words it.
func (r *Reply) Worded() *report.Reply {
	out := &report.Reply{Question: r.Question, Kind: string(r.Kind), Refused: r.Refused, Flaw: r.Flaw, Says: r.Says, Denies: r.Denies}
	for i := range r.Answers {
		a := &r.Answers[i]
		x := report.Answer{
			Telling: report.Telling{Claim: *a.Claim, Document: a.Document}, Speaker: ask.SpeakerOf(a.Claim), Text: a.Text, Short: a.Short, Evidence: a.Evidence,
			Side: a.Side, Claims: []string{a.Claim.ID}, Tellings: a.Tellings, Origins: a.Origins, Updated: a.Updated,
			NamedIn: a.Named.Document, SpeakerSpans: a.Named.Spans, Beside: a.Beside,
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
