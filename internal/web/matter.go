package web

import (
	"context"

	"hearsay/internal/desk"
	"hearsay/internal/report"
)

type matterIn struct {
	ID    string `path:"id" maxLength:"100" doc:"A matter, or any claim in it, by any unique beginning of its ID."`
	Sides int    `query:"sides" default:"3" minimum:"1" maximum:"20" doc:"At most so many of those that contradict it, and of those that replace it, the strongest first."`
	Limit int    `query:"limit" default:"40" minimum:"1" maximum:"1000" doc:"At most so many tellings of each on the page; the JSON has them all."`
}

type matterOut struct {
	Matter       report.MatterJSON `json:"matter" doc:"Its contradicts and updates are those of against and later."`
	Contradicted int               `json:"contradicted" doc:"How many others contradict it."`
	Updated      int               `json:"updated" doc:"How many others replace it."`
	Against      []sideJSON        `json:"against" doc:"Those that contradict it, the strongest first, as far as sides allows."`
	Later        []sideJSON        `json:"later" doc:"Those that replace it, the strongest first, as far as sides allows."`
	Behind       bool              `json:"behind" doc:"Documents are being entered, and matters are told as they were a moment ago."`

	in    *matterIn
	sides []*side
}

// sideJSON is a matter that stands against another, or replaces it.
type sideJSON struct {
	Reason       string            `json:"reason"`
	Score        float64           `json:"score"`
	Contradicted int               `json:"contradicted" doc:"How many contradict this one."`
	Updated      int               `json:"updated" doc:"How many replace this one."`
	Matter       report.MatterJSON `json:"matter" doc:"Its contradicts and updates are left out: its own page has them."`
}

// side is a matter as one of several that are shown beside each other.
type side struct {
	report.Matter
	Kind   string // it, against, later
	N      int    // of its kind, from 1
	Reason string
	Score  float64
	listed desk.Listed
	shown  int // tellings
}

func (s *Server) matter(ctx context.Context, in *matterIn) (*matterOut, error) {
	m, against, later, err := s.desk.Beside(ctx, in.ID, in.Sides)
	if err != nil {
		return nil, err
	}
	out := &matterOut{Contradicted: m.Against, Updated: m.Later, Against: []sideJSON{}, Later: []sideJSON{}, Behind: s.desk.Behind(), in: in}
	it := &side{Matter: shown(m.Matter), Kind: "it", N: 1, listed: m, shown: in.Limit}
	out.Matter, out.sides = it.JSON(), []*side{it}
	put := func(kind string, to *[]sideJSON, some []desk.Opposed) {
		for i, x := range some {
			one := &side{Matter: shown(x.Matter), Kind: kind, N: i + 1, Reason: x.Reason, Score: x.Score, listed: x.Listed, shown: in.Limit}
			*to = append(*to, sideJSON{x.Reason, x.Score, x.Listed.Against, x.Later, one.JSON()})
			out.sides = append(out.sides, one)
		}
	}
	put("against", &out.Against, against)
	put("later", &out.Later, later)
	return out, nil
}

// It is the matter itself.
func (o *matterOut) It() *side { return o.sides[0] }

// Opposed are the sides that contradict each other: the matter, then those against it.
func (o *matterOut) Opposed() []*side { return o.sides[:1+len(o.Against)] }

// Replacing are the matters that replace it.
func (o *matterOut) Replacing() []*side { return o.sides[1+len(o.Against):] }

// Sides are all of them.
func (o *matterOut) Sides() []*side { return o.sides }

// MoreAgainst is how many contradict it that are not shown, and MoreLater how many that replace it.
func (o *matterOut) MoreAgainst() int { return o.Contradicted - len(o.Against) }

// MoreLater is how many replace it that are not shown.
func (o *matterOut) MoreLater() int { return o.Updated - len(o.Later) }

// Strip is when the sides were told.
func (o *matterOut) Strip() *strip { return stripOf(o.sides) }

// Shown are the tellings that are shown.
func (s *side) Shown() []report.Telling { return s.Told[:min(len(s.Told), s.shown)] }

// Hidden is how many are not.
func (s *side) Hidden() int { return len(s.Told) - len(s.Shown()) }

// Line is what there is to say of it in a line.
func (s *side) Line() report.MatterLine { return s.Matter.Line(s.listed.Against, s.listed.Later) }

// Gist is the telling that says it most clearly.
func (s *side) Gist() *report.Telling { return s.Matter.Clearest() }

// Stands is how its event stands.
func (s *side) Stands() string { return standsOf(s.Told) }

// Graph is where it comes from, as a drawing.
func (s *side) Graph() *graph { return graphOf(&s.Matter) }

// OriginLine is an origin in words: the outlets that have it from there, and why they count as one.
type OriginLine struct {
	Outlets []string
	Reason  string
}

// OriginLines are where it comes from in words.
func (s *side) OriginLines() []OriginLine {
	out := make([]OriginLine, len(s.Origins))
	for i, x := range s.Origins {
		out[i] = OriginLine{s.Outlets(x.Documents), x.Reason}
	}
	return out
}

// RingLines are the outlets of each ring.
func (s *side) RingLines() [][]string {
	out := make([][]string, len(s.Rings))
	for i, r := range s.Rings {
		out[i] = s.Outlets(r)
	}
	return out
}
