package web

import (
	"context"
	"strconv"

	"hearsay/internal/report"
)

type conflictsIn struct {
	Q     string `query:"q" maxLength:"4096" doc:"Only those of which a query finds a claim, on either side. Empty: all."`
	Limit int    `query:"limit" default:"25" minimum:"1" maximum:"200" doc:"At most so many."`
	From  int    `query:"from" minimum:"0" maximum:"1000000" doc:"How many are passed over: next of the page before."`
}

type conflictsOut struct {
	Conflicts []report.ConflictJSON `json:"conflicts" doc:"Matters that contradict each other, the strongest first."`
	All       int                   `json:"all" doc:"How many there are."`
	Next      string                `json:"next" doc:"What from is for the next page; empty when this is the last."`
	Behind    bool                  `json:"behind" doc:"Documents are being entered, and matters are told as they were a moment ago."`
	found     []report.Conflict
	sides     [][]*side
}

// Found are the conflicts with all that is shown of them.
func (o *conflictsOut) Found() []conflictPair {
	out := make([]conflictPair, len(o.found))
	for i := range o.found {
		c := &o.found[i]
		out[i] = conflictPair{c.Reason, c.Score, o.sides[i]}
	}
	return out
}

// conflictPair is two sides and what is between them.
type conflictPair struct {
	Reason string
	Score  float64
	Sides  []*side
}

func (s *Server) conflicts(ctx context.Context, in *conflictsIn) (*conflictsOut, error) {
	some, all, err := s.desk.ConflictsFrom(ctx, in.Q, in.From, in.Limit)
	if err != nil {
		return nil, err
	}
	out := &conflictsOut{Conflicts: make([]report.ConflictJSON, len(some)), All: all, Behind: s.desk.Behind()}
	for i, c := range some {
		x := report.Conflict{First: shown(c.First), Second: shown(c.Second), Link: c.Link}
		out.Conflicts[i], out.found = x.JSON(), append(out.found, x)
		out.sides = append(out.sides, []*side{{Matter: x.First, Kind: "it", N: 1, listed: c.Sides[0]}, {Matter: x.Second, Kind: "against", N: 1, listed: c.Sides[1]}})
	}
	if end := in.From + len(some); end < all && len(some) > 0 {
		out.Next = strconv.Itoa(end)
	}
	return out, nil
}
