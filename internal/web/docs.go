package web

import (
	"context"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"hearsay/internal/ledger"
	"hearsay/internal/report"
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
	q.Last, q.Limit = true, in.Limit+1
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

// entryOf is a document as listings have it.
func entryOf(d ledger.KeptDocument) report.Entry {
	return report.Entry{Document: d.Document, Claims: d.Claims, Reader: d.Reader, Entered: d.Entered}
}

type docsOut struct {
	Documents []report.Entry `json:"documents"`
	More
}

func (s *Server) docs(ctx context.Context, in *listIn) (*docsOut, error) {
	q, err := in.query()
	if err != nil {
		return nil, err
	}
	out := &docsOut{Documents: []report.Entry{}}
	last := int64(0)
	for d, err := range s.desk.Documents(ctx, q) {
		if err != nil {
			return nil, err
		}
		if len(out.Documents) == in.Limit {
			out.Next = strconv.FormatInt(last, 10)
			break
		}
		out.Documents, last = append(out.Documents, entryOf(d)), d.Number
	}
	return out, nil
}
