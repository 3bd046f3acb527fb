package web

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"
	"time"

	"hearsay"
)

type skipsIn struct {
	Limit  int    `query:"limit" default:"100" minimum:"1" maximum:"500" doc:"At most so many."`
	Beyond string `query:"beyond" maxLength:"20" doc:"Where to go on: next of the page before."`
}

// skip is a skip as listings have it.
type skip struct {
	hearsay.Skip
	Reader  string    `json:"reader"`
	Entered time.Time `json:"entered"`
}

type skipsOut struct {
	Skips []skip `json:"skips"`
	More
	Reasons []reasonCount `json:"reasons" doc:"How many there are of each reason, the most first."`
}

type reasonCount struct {
	Reason string `json:"reason"`
	Skips  int    `json:"skips"`
}

func (s *Server) skips(ctx context.Context, in *skipsIn) (*skipsOut, error) {
	before, err := numberOf(in.Beyond)
	if err != nil {
		return nil, err
	}
	found, err := s.desk.LastSkips(ctx, before, in.Limit+1)
	if err != nil {
		return nil, err
	}
	out := &skipsOut{Skips: []skip{}, Reasons: []reasonCount{}}
	if len(found) > in.Limit {
		found = found[:in.Limit]
		out.Next = strconv.FormatInt(found[in.Limit-1].Number, 10)
	}
	for _, k := range found {
		out.Skips = append(out.Skips, skip{k.Skip, k.Reader, k.At})
	}
	counts, err := s.desk.SkipReasons(ctx)
	if err != nil {
		return nil, err
	}
	for _, reason := range slices.Sorted(maps.Keys(counts)) {
		out.Reasons = append(out.Reasons, reasonCount{reason, counts[reason]})
	}
	slices.SortStableFunc(out.Reasons, func(a, b reasonCount) int { return cmp.Compare(b.Skips, a.Skips) })
	return out, nil
}
