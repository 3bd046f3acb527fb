package web

import (
	"context"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"hearsay"
	"hearsay/internal/ledger"
)

// listIn is what every listing takes.
type listIn struct {
	Q      string `query:"q" maxLength:"4096" doc:"What to look for: words, \"phrases\", speaker: outlet: act: type: after: before: doc:, and - before what is not wanted. Empty: all."`
	Limit  int    `query:"limit" default:"50" minimum:"1" maximum:"500" doc:"At most so many."`
	Beyond string `query:"beyond" maxLength:"20" doc:"Where to go on: next of the page before."`
}

// query is what a listing asks the ledger for: one more than is shown tells whether there are more.
func (in *listIn) query() (ledger.Query, error) {
	q, err := ledger.ParseQuery(in.Q)
	if err != nil {
		return q, err
	}
	if q.Beyond, err = numberOf(in.Beyond); err != nil {
		return q, err
	}
	q.Last, q.Brief, q.Limit = true, true, in.Limit+1
	return q, nil
}

// numberOf reads where a listing goes on; 0 is its beginning.
func numberOf(beyond string) (int64, error) {
	if beyond == "" {
		return 0, nil
	}
	n, err := strconv.ParseInt(beyond, 10, 64)
	if err != nil || n < 1 {
		return 0, huma.Error400BadRequest("beyond is what a page before this one has as next, and no other number")
	}
	return n, nil
}

// More is where a listing goes on.
type More struct {
	Next string `json:"next" doc:"What beyond is for the next page; empty when this is the last."`
}

// listed is a document as listings have it: all but its text.
type listed struct {
	ID            string                `json:"id"`
	Ref           string                `json:"ref" doc:"The giver's own name for it."`
	Outlet        string                `json:"outlet"`
	Title         string                `json:"title"`
	Published     string                `json:"published" doc:"A date or an RFC 3339 instant; empty when unknown."`
	PublishedFrom hearsay.PublishedFrom `json:"published_from,omitempty" doc:"Who says when."`
	Address       string                `json:"address,omitempty"`
	Language      string                `json:"language,omitempty"`
	Summary       bool                  `json:"summary,omitempty" doc:"The text is a feed's summary, not the whole story."`
	Claims        int                   `json:"claims" doc:"How many its last reading found."`
	Reader        string                `json:"reader"`
	Entered       time.Time             `json:"entered"`
	beginning     string
}

// Document is what pages show of it.
func (l *listed) Document() hearsay.Document {
	return hearsay.Document{ID: l.ID, Ref: l.Ref, Outlet: l.Outlet, Title: l.Title, Published: l.Published, Text: l.beginning}
}

func listedOf(d *ledger.KeptDocument) listed {
	return listed{
		d.ID, d.Ref, d.Outlet, d.Title, d.Published, d.PublishedFrom, d.Address, d.Language, d.Summary, d.Claims, d.Reader, d.Entered, d.Text,
	}
}

type docsOut struct {
	Documents []listed `json:"documents"`
	More
}

func (s *Server) docs(ctx context.Context, in *listIn) (*docsOut, error) {
	q, err := in.query()
	if err != nil {
		return nil, err
	}
	out := &docsOut{Documents: []listed{}}
	last := int64(0)
	for d, err := range s.desk.Documents(ctx, q) {
		if err != nil {
			return nil, err
		}
		if len(out.Documents) == in.Limit {
			out.Next = strconv.FormatInt(last, 10)
			break
		}
		out.Documents, last = append(out.Documents, listedOf(&d)), d.Number
	}
	return out, nil
}
