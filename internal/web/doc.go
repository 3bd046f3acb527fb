package web

import (
	"context"
	"time"

	"hearsay"
	"hearsay/internal/desk"
	"hearsay/internal/ledger"
	"hearsay/internal/report"
)

type docIn struct {
	ID string `path:"id" maxLength:"100" doc:"A document, by any unique beginning of its ID."`
	At string `query:"at" maxLength:"1000" doc:"Bytes of the text that the page is to mark: 12-40,55-61."`
}

type docOut struct {
	report.Story
	kept  ledger.KeptDocument
	story func() (story, error)
}

// Kept is the document with what the ledger knows of it.
func (o *docOut) Kept() ledger.KeptDocument { return o.kept }

// Marked is the story with its claims marked.
func (o *docOut) Marked() (story, error) { return o.story() }

// Own are the claims that the outlet makes in its own voice.
func (o *docOut) Own() (own []hearsay.Claim) {
	for _, c := range o.Claims {
		if c.OwnVoice {
			own = append(own, c)
		}
	}
	return own
}

func (s *Server) doc(ctx context.Context, in *docIn) (*docOut, error) {
	d, err := s.desk.Document(ctx, in.ID, time.Time{})
	if err != nil {
		return nil, err
	}
	here, err := spansOf(in.At, d.Text)
	if err != nil {
		return nil, err
	}
	out := &docOut{Story: report.Story{Document: &d.Document, Claims: []hearsay.Claim{}}, kept: d}
	numbers := map[string]int64{}
	for c, err := range s.desk.Claims(ctx, ledger.Query{Document: d.ID}) {
		if err != nil {
			return nil, err
		}
		out.Claims = append(out.Claims, c.Claim)
		numbers[c.ID] = c.Number
	}
	out.story = func() (story, error) {
		outlooks, err := s.outlooks(ctx, numbers)
		return mark(&d.Document, out.Claims, outlooks, here...), err
	}
	return out, nil
}

// outlooks are what becomes of claims in other stories, by their IDs.
func (s *Server) outlooks(ctx context.Context, numbers map[string]int64) (map[string]desk.Outlook, error) {
	all := make([]int64, 0, len(numbers))
	for _, n := range numbers {
		all = append(all, n)
	}
	found, err := s.desk.Outlooks(ctx, all)
	if err != nil {
		return nil, err
	}
	out := make(map[string]desk.Outlook, len(numbers))
	for id, n := range numbers {
		out[id] = found[n]
	}
	return out, nil
}
