package web

import (
	"context"
	"strconv"

	"hearsay/internal/desk"
	"hearsay/internal/report"
)

type mattersIn struct {
	Q     string `query:"q" maxLength:"4096" doc:"Only matters with a claim that a query finds. Empty: all."`
	Sort  string `query:"sort" default:"tellings" enum:"tellings,origins,conflict,recency" doc:"What comes first: the matters with the most tellings or origins, most contradicted, or told last."`
	Limit int    `query:"limit" default:"30" minimum:"1" maximum:"200" doc:"At most so many."`
	From  int    `query:"from" minimum:"0" maximum:"1000000" doc:"How many are passed over: next of the page before."`
}

type mattersOut struct {
	Matters []report.MatterLine `json:"matters"`
	All     int                 `json:"all" doc:"How many there are."`
	Next    string              `json:"next" doc:"What from is for the next page; empty when this is the last."`
	Behind  bool                `json:"behind" doc:"Documents are being entered, and matters are told as they were a moment ago."`
	in      *mattersIn
}

// Sort is what the listing is sorted by.
func (o *mattersOut) Sort() string { return o.in.Sort }

func (s *Server) matters(ctx context.Context, in *mattersIn) (*mattersOut, error) {
	some, all, err := s.desk.MattersFrom(ctx, in.Q, desk.By(in.Sort), in.From, in.Limit)
	if err != nil {
		return nil, err
	}
	out := &mattersOut{Matters: make([]report.MatterLine, len(some)), All: all, Behind: s.desk.Behind(), in: in}
	for i, m := range some {
		x := shown(m.Matter)
		out.Matters[i] = x.Line(m.Against, m.Later)
	}
	if end := in.From + len(some); end < all && len(some) > 0 {
		out.Next = strconv.Itoa(end)
	}
	return out, nil
}
