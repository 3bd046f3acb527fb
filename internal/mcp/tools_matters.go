package mcp

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"hearsay"
	"hearsay/internal/desk"
	"hearsay/internal/report"
)

// MattersIn is what matters takes.
type MattersIn struct {
	Query string `json:"query,omitempty" jsonschema:"only matters with a claim that this finds"`
	Sort  string `json:"sort,omitempty" jsonschema:"what comes first: most tellings (as it is unless told otherwise), most origins, most conflict, most recency"`
	Limit int    `json:"limit,omitempty" jsonschema:"at most so many; 20 unless told otherwise, 100 at the most"`
}

// Briefs are matters in short.
type Briefs struct {
	Matters []Brief `json:"matters"`
	All     int     `json:"all" jsonschema:"how many there are"`
}

func (t *Tools) matters(ctx context.Context, in MattersIn) (Briefs, error) {
	out := Briefs{Matters: []Brief{}}
	by := cmp.Or(desk.By(in.Sort), desk.ByTellings)
	if !slices.Contains([]desk.By{desk.ByTellings, desk.ByOrigins, desk.ByConflict, desk.ByRecency}, by) {
		return out, fmt.Errorf("%w: matters are sorted by tellings, origins, conflict or recency, not by %q", hearsay.ErrInvalid, in.Sort)
	}
	some, all, err := t.desk.MattersFrom(ctx, in.Query, by, 0, atMost(in.Limit))
	if err != nil {
		return out, err
	}
	out.All = all
	for i := range some {
		out.Matters = append(out.Matters, briefOf(&some[i].Matter, some[i].Against, some[i].Later))
	}
	return out, nil
}

// MatterIn is what matter takes.
type MatterIn struct {
	ID    string `json:"id" jsonschema:"a matter, or any claim in it, by the ID or any unique beginning of it"`
	Limit int    `json:"limit,omitempty" jsonschema:"at most so many tellings, and so many on each other side; 20 unless told otherwise, 100 at the most"`
}

// Whole is a matter with all that is known of it.
type Whole struct {
	Brief
	Told    []Cited    `json:"told" jsonschema:"its tellings, the earliest first"`
	From    []Origin   `json:"from" jsonschema:"its origins"`
	Rings   [][]string `json:"rings,omitempty" jsonschema:"documents that only cite each other, which adds no origin"`
	Against []Other    `json:"against" jsonschema:"matters that contradict it, the strongest first"`
	Later   []Other    `json:"later" jsonschema:"matters that replace it, the strongest first"`
}

// Origin is where tellings come from.
type Origin struct {
	Documents []string `json:"documents" jsonschema:"IDs"`
	Outlets   []string `json:"outlets"`
	Reason    string   `json:"reason" jsonschema:"why they count as one origin"`
}

// Other is another matter, and why it stands as it does.
type Other struct {
	Reason string `json:"reason"`
	Brief
}

func (t *Tools) matter(ctx context.Context, in MatterIn) (Whole, error) {
	limit := atMost(in.Limit)
	m, against, later, err := t.desk.Matter(ctx, in.ID, limit)
	out := Whole{Told: []Cited{}, From: []Origin{}, Against: []Other{}, Later: []Other{}}
	if err != nil {
		return out, err
	}
	out.Brief = briefOf(&m, len(m.Contradicts), len(m.Updates))
	outlet := map[string]string{}
	for i := range m.Told {
		c := &m.Told[i]
		outlet[c.Document.ID] = c.Document.Outlet
		if i < limit {
			out.Told = append(out.Told, citeKept(c))
		}
	}
	for _, o := range m.Origins {
		one := Origin{Documents: append([]string{}, o.Documents...), Outlets: []string{}, Reason: o.Reason}
		for _, id := range o.Documents {
			if name := outlet[id]; name != "" && !slices.Contains(one.Outlets, name) {
				one.Outlets = append(one.Outlets, name)
			}
		}
		out.From = append(out.From, one)
	}
	out.Rings = m.Rings
	for i := range against {
		out.Against = append(out.Against, Other{m.Contradicts[i].Reason, briefOf(&against[i], len(against[i].Contradicts), len(against[i].Updates))})
	}
	for i := range later {
		out.Later = append(out.Later, Other{m.Updates[i].Reason, briefOf(&later[i], len(later[i].Contradicts), len(later[i].Updates))})
	}
	return out, nil
}

// ConflictsIn is what conflicts takes.
type ConflictsIn struct {
	Query string `json:"query,omitempty" jsonschema:"only conflicts with a claim on either side that this finds"`
	Limit int    `json:"limit,omitempty" jsonschema:"at most so many; 20 unless told otherwise, 100 at the most"`
}

// Conflicts are pairs of matters that contradict each other.
type Conflicts struct {
	Conflicts []Conflict `json:"conflicts"`
	All       int        `json:"all" jsonschema:"how many there are"`
}

// Conflict is two matters that contradict each other, the earlier first.
type Conflict struct {
	Reason string `json:"reason"`
	First  Brief  `json:"first"`
	Second Brief  `json:"second"`
}

func (t *Tools) conflicts(ctx context.Context, in ConflictsIn) (Conflicts, error) {
	out := Conflicts{Conflicts: []Conflict{}}
	some, all, err := t.desk.ConflictsFrom(ctx, in.Query, 0, atMost(in.Limit))
	if err != nil {
		return out, err
	}
	out.All = all
	for i := range some {
		c := &some[i]
		out.Conflicts = append(out.Conflicts, Conflict{
			c.Reason, briefOf(&c.First, len(c.First.Contradicts), len(c.First.Updates)), briefOf(&c.Second, len(c.Second.Contradicts), len(c.Second.Updates)),
		})
	}
	return out, nil
}

// TrackIn is what track takes.
type TrackIn struct {
	Party string `json:"party" jsonschema:"words of a name, or an ID or any unique beginning of it"`
	Query string `json:"query,omitempty" jsonschema:"only claims that this finds"`
	Limit int    `json:"limit,omitempty" jsonschema:"at most so many; 20 unless told otherwise, 100 at the most"`
}

// Tracked is what a party has said.
type Tracked struct {
	Party string   `json:"party" jsonschema:"ID"`
	Name  string   `json:"name"`
	Kind  string   `json:"kind"`
	Said  []Saying `json:"said" jsonschema:"matter by matter, the one it spoke of first first"`
	More  bool     `json:"more" jsonschema:"there are more than were asked for"`
}

// Saying is a claim of a party, in its matter.
type Saying struct {
	Cited
	Matter   string   `json:"matter" jsonschema:"ID of its matter"`
	Tellings int      `json:"tellings"`
	Origins  int      `json:"origins"`
	Changed  []Change `json:"changed,omitempty" jsonschema:"earlier claims of the same party from which this one differs"`
}

// Change is an earlier claim from which one differs.
type Change struct {
	Claim    string `json:"claim" jsonschema:"ID of the earlier claim"`
	Relation string `json:"relation" jsonschema:"contradicts or updates"`
	Reason   string `json:"reason"`
	Said     string `json:"said,omitempty" jsonschema:"when the earlier claim was said"`
}

func (t *Tools) track(ctx context.Context, in TrackIn) (Tracked, error) {
	out := Tracked{Said: []Saying{}}
	p, err := t.desk.Called(ctx, in.Party)
	if err != nil {
		return out, err
	}
	out.Party, out.Name, out.Kind = p.ID, p.Name, string(p.Kind)
	stands, err := t.desk.Track(ctx, p.ID, in.Query)
	if err != nil {
		return out, err
	}
	limit := atMost(in.Limit)
	for i := range stands {
		s := &stands[i]
		for k := range s.Said {
			if len(out.Said) == limit {
				out.More = true
				return out, nil
			}
			one := Saying{Cited: citeKept(&s.Said[k].KeptClaim), Matter: s.ID, Tellings: s.Tellings, Origins: len(s.Origins)}
			for _, c := range s.Said[k].Changed {
				change := Change{Claim: c.Since.ID, Relation: string(c.Relation), Reason: c.Reason}
				if c.Since.Said != nil {
					change.Said = report.Interval(c.Since.Said)
				}
				one.Changed = append(one.Changed, change)
			}
			out.Said = append(out.Said, one)
		}
	}
	return out, nil
}
