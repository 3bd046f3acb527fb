package web

import (
	"context"
	"fmt"
	"strings"
	"time"

	"hearsay"
	"hearsay/internal/desk"
	"hearsay/internal/ledger"
	"hearsay/internal/report"
)

// claimBody is what a claim is to be. A form sends every field, as it was where nothing is to be another.
type claimBody struct {
	Speaker   *string  `json:"speaker,omitempty" doc:"Who says it: exact words of the document, or bytes (12-40). Empty: nobody is named. Left out: as it is."`
	Cue       string   `json:"cue,omitempty" doc:"The words that say that something is said."`
	Content   []string `json:"content,omitempty" maxItems:"50" doc:"What is said, in its pieces."`
	Kind      string   `json:"kind,omitempty" doc:"Of the speaker: person, org, outlet, document, imagery or unnamed."`
	Act       string   `json:"act,omitempty" doc:"The kind of saying."`
	Certainty string   `json:"certainty,omitempty" doc:"How sure the speaker is: sure, probable, possible or unsure."`
	Denied    string   `json:"denied,omitempty" doc:"yes: the speaker says that it is not so; no: not."`
	Why       string   `json:"why,omitempty" doc:"A reason, at most 1,000 bytes."`
}

// changes are what of a claim is to be another; was is nil for a claim that was missed.
func (b *claimBody) changes(was *ledger.KeptClaim) desk.Changes {
	to := desk.Changes{Cue: desk.Words(strings.TrimSpace(b.Cue)), Kind: hearsay.Kind(b.Kind), Act: hearsay.Act(b.Act), Certainty: hearsay.Certainty(b.Certainty)}
	if b.Speaker != nil {
		speaker := desk.Words(strings.TrimSpace(*b.Speaker))
		to.Speaker = &speaker
	}
	for _, piece := range b.Content {
		if strings.TrimSpace(piece) != "" {
			to.Content = append(to.Content, desk.Words(piece))
		}
	}
	if b.Denied == "yes" || b.Denied == "no" {
		denied := b.Denied == "yes"
		to.Denied = &denied
	}
	if was == nil {
		return to
	}
	if to.Speaker != nil && sameWords(string(*to.Speaker), was.Speaker.Text) {
		to.Speaker = nil
	}
	if sameWords(string(to.Cue), was.Cue.Text) {
		to.Cue = ""
	}
	if same := piecesOf(was); len(same) == len(to.Content) {
		as := true
		for i := range same {
			as = as && sameWords(same[i], string(to.Content[i]))
		}
		if as {
			to.Content = nil
		}
	}
	if to.Kind == was.Speaker.Kind {
		to.Kind = ""
	}
	if to.Act == was.Act {
		to.Act = ""
	}
	if to.Certainty == was.Certainty {
		to.Certainty = ""
	}
	if to.Denied != nil && *to.Denied == was.Denied {
		to.Denied = nil
	}
	return to
}

// sameWords reports whether two texts differ in nothing but the space between words: that is what a form may change.
func sameWords(a, b string) bool {
	return strings.Join(strings.Fields(a), " ") == strings.Join(strings.Fields(b), " ")
}

// piecesOf are the pieces of a claim's content.
func piecesOf(c *ledger.KeptClaim) []string {
	out := make([]string, len(c.Content.Spans))
	for i, s := range c.Content.Spans {
		out[i] = s.Of(c.Document.Text)
	}
	return out
}

// Pieces are the pieces of the claim's content, for the form.
func (o *claimOut) Pieces() []string { return piecesOf(&o.kept) }

type correctIn struct {
	ID   string `path:"id" maxLength:"100" doc:"A claim, by any unique beginning of its ID."`
	Body claimBody
}

func (s *Server) correct(ctx context.Context, in *correctIn) (*ruledOut, string, error) {
	was, err := s.desk.Claim(ctx, in.ID, time.Time{})
	if err != nil {
		return nil, "", err
	}
	done, err := s.desk.Correct(ctx, was.ID, in.Body.changes(&was), in.Body.Why)
	return corrected(done, err)
}

// corrected is what came of a correction, and where its claim is.
func corrected(done desk.Corrected, err error) (*ruledOut, string, error) {
	if err != nil {
		return nil, "", err
	}
	out := ruledOf(done.Ruling)
	if c := done.Claim; c != nil {
		out.Claim = &report.KeptClaim{Claim: c.Claim, Ref: c.Document.Ref, Document: c.Document.ID}
		return out, "/claim/" + report.Short(c.ID), nil
	}
	return out, "/doc/" + report.Short(done.Ruling.Place.Document), nil
}

type withdrawIn struct {
	ID   string `path:"id" maxLength:"100" doc:"A claim, by any unique beginning of its ID."`
	Body struct {
		Why string `json:"why,omitempty" doc:"A reason, at most 1,000 bytes."`
	}
}

func (s *Server) withdraw(ctx context.Context, in *withdrawIn) (*ruledOut, string, error) {
	return corrected(s.desk.Disclaim(ctx, in.ID, in.Body.Why))
}

type missedIn struct {
	ID   string `path:"id" maxLength:"100" doc:"A document, by any unique beginning of its ID."`
	Body claimBody
}

func (s *Server) missed(ctx context.Context, in *missedIn) (*ruledOut, string, error) {
	return corrected(s.desk.Missed(ctx, in.ID, in.Body.changes(nil), in.Body.Why))
}

// choice is a list of which a form lets one choose.
type choice struct {
	Name, Label, ID, Chosen, None string
	Values                        []string
}

// choiceOf is the choice of one of the kinds, acts or certainties. What is chosen already may be of any string type; where that is nothing,
// nothing can be chosen.
func choiceOf(name, label, id string, chosen any, of string) choice {
	c := choice{Name: name, Label: label, ID: id, Chosen: fmt.Sprint(chosen)}
	switch of {
	case "kinds":
		c.Values = spelled(hearsay.Kinds)
	case "acts":
		c.Values = spelled(hearsay.Acts)
	case "certainties":
		c.Values = spelled(hearsay.Certainties)
	}
	if c.Chosen == "" {
		c.None = "as it reads"
	}
	return c
}

func spelled[T ~string](all []T) []string {
	out := make([]string, len(all))
	for i, v := range all {
		out[i] = string(v)
	}
	return out
}
