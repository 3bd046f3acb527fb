package web

import (
	"context"

	"hearsay/internal/desk"
	"hearsay/internal/report"
)

type placesIn struct {
	Q     string `query:"q" maxLength:"4096" doc:"Only places named in claims that a query finds. Empty: all."`
	Place string `query:"place" maxLength:"100" doc:"The ID of a place: what is claimed of it is told too."`
	Limit int    `query:"limit" default:"150" minimum:"1" maximum:"500" doc:"At most so many places, those in most documents first."`
}

type placesOut struct {
	Places  []mapped               `json:"places" doc:"Places that a claim names, and of which is known where they are."`
	All     int                    `json:"all" doc:"How many there are."`
	Place   *mapped                `json:"place,omitempty" doc:"The place that was asked for."`
	Told    []report.MentionedJSON `json:"told,omitempty" doc:"The matters that name it, those told most first."`
	ToldAll int                    `json:"told_all,omitempty" doc:"How many there are."`
	Behind  bool                   `json:"behind" doc:"Documents are being entered, and matters are told as they were a moment ago."`
	told    []*mentioned
}

// mapped is a place that claims name.
type mapped struct {
	ID   string  `json:"id"`
	Name string  `json:"name"`
	Lat  float64 `json:"lat"`
	Lon  float64 `json:"lon"`
	report.Seen
}

// Stands is how most events stand that are told of it.
func (p mapped) Stands() string {
	switch {
	case p.Denied > 0 && p.Denied == p.Claims:
		return standsDenied
	case p.So > 0:
		return standsSo
	case p.Ahead > 0:
		return standsAhead
	case p.Denied > 0:
		return standsDenied
	}
	return standsOpen
}

// mentioned is a matter with its claims that name something.
type mentioned struct {
	report.Mentioned
}

// Line is what there is to say of it in a line.
func (m *mentioned) Line() report.MatterLine { return m.Matter.Line(m.Contradicts, 0) }

// Stands is how the event stands by the claims that name it.
func (m *mentioned) Stands() string { return standsOf(m.Naming) }

// Matters are the matters that name the place, with all that is shown of them.
func (o *placesOut) Matters() []*mentioned { return o.told }

// mostNaming is how many matters are told of one place or system.
const mostNaming = 40

func placeOf(p desk.SeenPlace) mapped {
	return mapped{p.ID, p.Name, p.At.Lat, p.At.Lon, report.Seen(p.Seen)}
}

func mentionedOf(some []desk.Mentioned) (out []*mentioned, all []report.MentionedJSON) {
	all = make([]report.MentionedJSON, len(some))
	for i, m := range some {
		x := &mentioned{report.Mentioned{Matter: shown(m.Matter), Naming: tellings(m.Naming), Contradicts: m.Contradicts}}
		out, all[i] = append(out, x), x.JSON()
	}
	return out, all
}

func (s *Server) places(ctx context.Context, in *placesIn) (*placesOut, error) {
	all, err := s.desk.Places(ctx, in.Q)
	if err != nil {
		return nil, err
	}
	out := &placesOut{Places: []mapped{}, All: len(all), Behind: s.desk.Behind()}
	for _, p := range all[:min(len(all), in.Limit)] {
		out.Places = append(out.Places, placeOf(p))
	}
	if in.Place != "" {
		p, some, n, err := s.desk.Place(ctx, in.Place, in.Q, mostNaming)
		if err != nil {
			return nil, err
		}
		one := placeOf(p)
		out.Place, out.ToldAll = &one, n
		out.told, out.Told = mentionedOf(some)
	}
	return out, nil
}
