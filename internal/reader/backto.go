package reader

import (
	"slices"
	"strings"

	"hearsay"
	"hearsay/data/actors"
	"hearsay/internal/segment"
)

// bareOrg finds the body that a bare noun stands for ("the ministry", "this newspaper"): the last one that is called so,
// for a medium the last medium, else what the chain of mentions leads to.
func (c *cast) bareOrg(d *draft, core segment.Run) (string, []string) {
	noun := strings.ToLower(c.strs[core.To-1])
	if outletNouns[noun] {
		for i := max(0, core.From-1); i < core.To; i++ {
			if w := strings.ToLower(c.strs[i]); w == "this" || w == "our" {
				return c.publisher(d), nil
			}
		}
	}
	var perhaps []figure
	for k, least := upTo(c.bodies, core.From)-1, upTo(c.bodies, core.From)-lookBack; k >= max(0, least); k-- {
		f := c.bodies[k]
		if f.From < core.To && core.From < f.To {
			continue
		}
		surely, maybe := f.called(noun)
		if surely {
			return f.name, nil
		}
		if maybe && c.paragraphOf(f.From) >= c.paragraphOf(core.From)-2 {
			perhaps = append(perhaps, f)
		}
	}
	if o := c.lastSpeaker(core.From); o != nil && o.name != "" && (o.Kind == hearsay.Outlet && outletNouns[noun] || slices.ContainsFunc(perhaps, func(f figure) bool { return f.name == o.name })) {
		return o.name, nil
	}
	if len(perhaps) > 0 && !vague[noun] && slices.ContainsFunc(perhaps, func(f figure) bool { return f.name != perhaps[0].name }) {
		perhaps = nil // "the union" is one of them, and nothing says which
	}
	if vague[noun] && len(perhaps) > 0 {
		if name := c.lastBody(core.From, perhaps); name != "" {
			return name, nil
		}
	}
	if name, options := nearest(c, perhaps); name != "" || len(options) > 0 {
		return name, options
	}
	var later []string
	behind := upTo(c.bodies, core.To)
	for _, f := range c.bodies[behind:min(len(c.bodies), behind+lookBack)] {
		if surely, _ := f.called(noun); surely && generic(noun) && !slices.Contains(later, f.name) {
			later = append(later, f.name)
		}
	}
	if len(later) == 1 {
		return later[0], nil
	}
	for _, m := range c.mentionsIn(core) {
		if n := c.follow(m.Head, hearsay.Org); n != "" && !generic(noun) && !(vague[noun] && generic(n[strings.LastIndexByte(n, ' ')+1:])) {
			return n, nil
		}
	}
	if institutions[noun] {
		return c.string(core), nil
	}
	return "", nil
}

// lastBody is the name of the last of some bodies that spoke before word i.
func (c *cast) lastBody(i int, bodies []figure) string {
	par := c.paragraphOf(i)
	for n := c.sentenceOf[i]; n >= 0 && c.paragraphOf(c.sentences[n].From) >= par-3; n-- {
		for _, k := range slices.Backward(c.touching[n]) {
			o := &c.drafts[k]
			if o.Kind == hearsay.Org && o.name != "" && len(o.Speaker) > 0 && o.Speaker[0].From < i && slices.ContainsFunc(bodies, func(f figure) bool { return f.name == o.name }) {
				return o.name
			}
		}
	}
	return ""
}

// nearest is the figure of the sentence nearest before, its figures the last first; the names of all when that has several.
func nearest(c *cast, last []figure) (string, []string) {
	var names []string
	for _, f := range last {
		if c.sentenceOf[f.From] == c.sentenceOf[last[0].From] && !slices.Contains(names, f.name) {
			names = append([]string{f.name}, names...)
		}
	}
	if len(names) == 1 {
		return names[0], nil
	}
	return "", names
}

// body finds the organisation that "it" or "they" stands for: who spoke just before, else by the chain of mentions, else the only one named just before.
func (c *cast) body(d *draft, i int) (string, []string) {
	o := c.lastSpeaker(i)
	if o != nil && o.name != "" && (o.Kind == hearsay.Org || o.Kind == hearsay.Outlet || d.Kind == o.Kind && d.Kind != hearsay.Person) {
		if d.Kind == hearsay.Person || d.Kind == hearsay.Unnamed {
			d.Kind = o.Kind
		}
		return o.name, nil
	}
	if d.Kind == hearsay.DocumentOf || d.Kind == hearsay.Imagery {
		return "", nil
	}
	named := c.before(c.bodies, i, func(f figure) bool { return f.free && f.kind != "place" && f.kind != "facility" })
	if len(named) == 1 && c.sentenceOf[named[0].From] == c.sentenceOf[i] {
		return named[0].name, nil
	}
	if n := c.follow(i, hearsay.Org); n != "" {
		return n, nil
	}
	if len(named) == 1 {
		return named[0].name, nil
	}
	return "", nil
}

// bodyAt is the longest form of the name of the body named by a run.
func (c *cast) bodyAt(r segment.Run) string {
	if f := figureAt(c.bodies, r.From); f != nil && f.To >= r.To && f.kind != "place" {
		return f.name
	}
	return c.longest(c.string(r))
}

// bodyNamed is bodyAt for a speaker: one that is the outlet itself is of that kind.
func (c *cast) bodyNamed(d *draft, r segment.Run) string {
	name := c.bodyAt(r)
	f := figureAt(c.bodies, r.From)
	switch {
	case c.doc.Outlet != "" && name == c.doc.Outlet:
		d.Kind = hearsay.Outlet
	case d.Kind == hearsay.Outlet && f != nil && f.kind == "org" && !writing[c.verbOf(d.Cue)] && !isMedium(name) && !slices.ContainsFunc(f.role, func(w string) bool { return outletNouns[w] }):
		d.Kind = hearsay.Org
	case d.Kind == hearsay.Org && isMedium(name):
		d.Kind = hearsay.Outlet
	}
	return name
}

// writing is what outlets do and other bodies seldom.
var writing = wordSet(`write writes wrote written report reports reported reporting broadcast publishes published prints printed reveals revealed`)

// isMedium reports whether a name is known as that of an outlet or an agency and of nothing else, or looks like one.
func isMedium(name string) bool {
	known := actors.Find(name)
	for _, a := range known {
		if a.Kind != actors.Outlet && a.Kind != actors.Agency {
			return false
		}
	}
	return len(known) > 0 || actors.LooksLikeAgency(name) || actors.LooksLikeOutlet(name)
}

// reporters are nouns for those who speak for the outlet they work for.
var reporters = wordSet(`reporter reporters correspondent correspondents photographer journalist journalists newsroom editors`)

// reports reports whether a speaker is somebody of the outlet that prints the story: "our correspondent", "an SNA reporter".
func (c *cast) reports(d *draft, core segment.Run) bool {
	for i := core.From; i < core.To && c.pos[i] != "ADP"; i++ {
		if !reporters[strings.ToLower(c.strs[i])] {
			continue
		}
		first := strings.ToLower(c.strs[core.From])
		return first == "our" || first == "this" || core.From > d.Speaker[0].From && strings.EqualFold(c.strs[core.From-1], "this") ||
			i > core.From && c.isPublisher(c.string(segment.Run{From: core.From, To: i}))
	}
	return false
}

// paper is the document or picture that "it", "the paper" or "the pictures" stands for: the last that was named so at greater length; "" when none was.
func (c *cast) paper(d *draft, core segment.Run) string {
	if !c.bare(core) {
		return ""
	}
	noun := strings.TrimSuffix(strings.ToLower(c.strs[core.To-1]), "s")
	for n := c.sentenceOf[core.From]; n >= max(0, c.sentenceOf[core.From]-lookBack); n-- {
		for _, k := range slices.Backward(c.touching[n]) {
			o := &c.drafts[k]
			if o.Kind != d.Kind || len(o.Speaker) == 0 || o.Speaker[0].From >= d.Speaker[0].From || o.name == "" || !strings.Contains(o.name, " ") {
				continue
			}
			if h := c.core(o.Speaker[0]); strings.TrimSuffix(strings.ToLower(c.strs[c.head(h)]), "s") == noun {
				return o.name
			}
		}
	}
	return ""
}
