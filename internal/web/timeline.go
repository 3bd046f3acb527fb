package web

import (
	"context"

	"hearsay"
	"hearsay/internal/desk"
	"hearsay/internal/report"
)

type timelineIn struct {
	Q     string `query:"q" maxLength:"4096" doc:"What to look for. Empty: what is told most."`
	By    string `query:"by" default:"event" enum:"event,said" doc:"In what order: when it happens, or when it was said."`
	Limit int    `query:"limit" default:"60" minimum:"1" maximum:"300" doc:"At most so many: those told most, then those of one telling, the last first."`
}

type timelineOut struct {
	Moments []report.MomentJSON `json:"moments" doc:"Matters in the order of time, those without one last."`
	All     int                 `json:"all" doc:"How many matters there are."`
	Behind  bool                `json:"behind" doc:"Documents are being entered, and matters are told as they were a moment ago."`
	in      *timelineIn
	found   []*momentLine
}

// momentLine is a moment as a row.
type momentLine struct {
	report.Moment
	Happens, Said *hearsay.When
	Stands        string
}

// By is in what order they are.
func (o *timelineOut) By() string { return o.in.By }

// Found are the moments as rows.
func (o *timelineOut) Found() []*momentLine { return o.found }

// Line is what there is to say of its matter in a line.
func (m *momentLine) Line() report.MatterLine { return m.Matter.Line(m.Contradicts, 0) }

func (s *Server) timeline(ctx context.Context, in *timelineIn) (*timelineOut, error) {
	some, all, err := s.desk.Moments(ctx, in.Q, desk.TimeOf(in.By), in.Limit)
	if err != nil {
		return nil, err
	}
	out := &timelineOut{Moments: make([]report.MomentJSON, len(some)), All: all, Behind: s.desk.Behind(), in: in}
	for i, m := range some {
		x := report.Moment{Matter: shown(m.Matter), Claim: telling(m.Claim), When: m.When, Statuses: m.Statuses, Contradicts: m.Contradicts}
		out.Moments[i] = x.JSON()
		out.found = append(out.found, &momentLine{x, m.Happens, m.Said, standsOf(x.Told)})
	}
	return out, nil
}
