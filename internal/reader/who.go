package reader

import (
	"slices"
	"sort"
	"strings"

	"hearsay"
	"hearsay/internal/segment"
)

var pronouns = map[string]bool{
	"he": true, "she": true, "it": true, "they": true, "him": true, "her": true, "them": true, "his": true, "its": true, "their": true,
	"who": true, "i": true, "we": true, "you": true, "himself": true, "herself": true, "themselves": true, "both": true, "one": true,
	"us": true, "me": true, "which": true, "another": true, "others": true, "some": true, "this": true, "that": true, "these": true, "those": true,
}

// name gives each draft the name of its speaker: without title or role, for a pronoun or a role the name the text gives.
func (s *story) name() {
	order := make([]int, len(s.drafts))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return s.drafts[order[a]].Cue.From < s.drafts[order[b]].Cue.From })
	known := s.cast()
	s.known = known
	for _, i := range order {
		d := &s.drafts[i]
		if d.ownVoice || len(d.Speaker) == 0 {
			continue
		}
		d.name, d.options = s.nameOf(d, known)
		if d.firm.kind != "" {
			d.Kind = d.firm.kind
		}
		if d.Kind == hearsay.Person && d.name != "" {
			d.role = known.roles[d.name]
		}
	}
}

func (s *story) nameOf(d *draft, known *cast) (string, []string) {
	r := d.Speaker[0]
	core := s.core(r)
	if core.Len() == 1 && pronouns[strings.ToLower(s.strs[core.From])] {
		return known.pronoun(d, core.From)
	}
	if w := strings.ToLower(s.strs[r.From]); r.From > 0 && (w == "who" || w == "which") {
		return known.pronoun(d, r.From) // a relative clause: whom it hangs on
	}
	if s.coordinated(core) {
		return "", nil
	}
	if t, ok := s.callsItself(r); ok {
		if t.Type == "person" {
			d.Kind = hearsay.Person
			return known.nameAt(t.Run)
		}
		return known.longest(s.string(t.Run)), nil
	}
	if d.Kind == hearsay.Person || known.isPerson(core) || known.endsInPerson(core) || d.Kind == hearsay.Unnamed && s.apposed(r, "person").Len() > 0 {
		if t, ok := s.personIn(r); ok {
			d.Kind = hearsay.Person
			return known.nameAt(t)
		}
	}
	s.setKind(d, core)
	if known.reports(d, core) {
		return known.publisher(d), nil
	}
	switch d.Kind {
	case hearsay.Person:
		if f := figureAt(known.bodies, core.From); f != nil && f.Run == core && (f.kind == "org" || f.kind == "outlet") {
			d.Kind = hearsay.Org
			if f.kind == "outlet" {
				d.Kind = hearsay.Outlet
			}
			return f.name, nil
		}
		if n := known.family(core); n != "" {
			return n, nil
		}
		return known.role(d, core)
	case hearsay.Unnamed:
		if core.Len() == 1 && core.From > r.From && strings.EqualFold(s.strs[r.From], "the") && offices[strings.ToLower(s.strs[core.From])] {
			return known.role(d, core)
		}
		known.oneOfSeveral(d, core.From)
		return "", nil
	case hearsay.DocumentOf, hearsay.Imagery:
		if t := s.outletOf(core); t.Len() > 0 {
			d.Kind = hearsay.Outlet
			return known.bodyNamed(d, t), nil
		}
		if name := known.paper(d, core); name != "" {
			return name, nil
		}
		if s.owned(core.From) && core.Len() > 1 {
			core.From++
		}
		return s.string(core), nil
	}
	if t := s.apposed(r, "org", "outlet", "unit", "person"); t.Len() > 0 && !s.hasName(core) {
		return known.bodyAt(t), nil
	}
	if s.bare(core) {
		return known.bareOrg(d, core)
	}
	var named segment.Run // the name that the phrase ends with, else its first
	for _, t := range betweenTagged(s.Names, core.From, core.To) {
		body := t.Type == "outlet" || t.Type == "org" || t.Type == "unit"
		if body && t.To <= core.To && !s.governedFrom(t.From, r.From) && !s.possessive(t.To) && !s.tellsApart(t.To, core) && (named.Len() == 0 || t.To == core.To) {
			named = t.Run
		}
	}
	if named.Len() > 0 {
		return known.bodyNamed(d, named), nil
	}
	if f := figureAt(known.bodies, core.To-1); f != nil && f.kind != "place" && f.From >= r.From && f.To <= r.To {
		return f.name, nil
	}
	if s.owned(core.From) {
		return "", nil
	}
	return known.bodyNamed(d, core), nil
}

// callsItself is the name in "a man who calls himself Liton", "a group known as Grey Heron", "a commander identified as Guaca".
func (s *story) callsItself(r segment.Run) (Tagged, bool) {
	for _, t := range betweenTagged(s.Names, r.From+1, r.To) {
		if t.Type == "place" || t.To > r.To {
			continue
		}
		for k := t.From - 1; k > r.From && k >= t.From-4; k-- {
			switch w := strings.ToLower(s.strs[k]); w {
			case "calls", "called", "calling", "named", "known", "identified", "presented", "introduced", "describes", "nicknamed", "styles":
				return t, w != "presented" && w != "introduced" || strings.EqualFold(s.strs[t.From-1], "as") || honorifics[strings.ToLower(s.strs[t.From-1])]
			case "as", "himself", "herself", "itself", "themselves", "only", "alias":
				continue
			}
			break
		}
	}
	return Tagged{}, false
}

// apposed is the name of one of the types that stands behind the first comma of a phrase, as its second name: "The manufacturer, Halcyra,".
func (s *story) apposed(r segment.Run, types ...string) segment.Run {
	for i := r.From + 1; i+1 < r.To; i++ {
		if s.strs[i] != "," {
			continue
		}
		if s.hasName(segment.Run{From: r.From, To: i}) && !slices.Contains(types, "org") {
			return segment.Run{}
		}
		for _, t := range betweenTagged(s.Names, i+1, min(r.To, i+4)) {
			if slices.Contains(types, t.Type) && t.To <= r.To && (t.From == i+1 || honorifics[strings.ToLower(s.strs[t.From-1])] || strings.EqualFold(s.strs[t.From-1], "the")) {
				return t.Run
			}
		}
		return segment.Run{}
	}
	return segment.Run{}
}

// hasName reports whether a body or person is named in a run other than as an owner.
func (s *story) hasName(r segment.Run) bool {
	return slices.ContainsFunc(betweenTagged(s.Names, r.From, r.To), func(t Tagged) bool {
		return t.Type != "place" && t.To <= r.To && !s.possessive(t.To) && !s.governedFrom(t.From, r.From)
	})
}

// Nouns that say what kind of speaker a phrase is, whatever the model thinks.
var (
	pictures = wordSet(`picture pictures photo photos photograph photographs image images imagery video videos footage clip film recording snapshot`)
	media    = wordSet(`media outlets newspapers papers websites agencies broadcasters channels reports blogs tabloids bloggers`)
)

// setKind mends the kind of a speaker by the noun at the head of its phrase: "the pictures", "Norwegian police", "regional media".
func (s *story) setKind(d *draft, core segment.Run) {
	head := segment.Run{From: core.From, To: s.head(core) + 1}
	w := strings.ToLower(s.strs[head.To-1])
	switch {
	case d.Kind == hearsay.Org && (offices[w] && w != "official" && w != "owner" && w != "operator" || callings[w]) && !s.hasName(segment.Run{From: head.To - 1, To: core.To}) && strings.ToLower(s.strs[head.To-1]) == s.strs[head.To-1] && (s.ownerIn(head) || s.owned(head.From) || core.From > d.Speaker[0].From):
		d.Kind = hearsay.Person
	case pictures[w] && d.Kind == hearsay.DocumentOf && !s.named(head.To-1) && w != "recording" && w != "film":
		d.Kind = hearsay.Imagery
	case institutions[w] && d.Kind == hearsay.Unnamed && s.pos[head.To-1] != "ADJ":
		d.Kind = hearsay.Org
	case media[w] && (d.Kind == hearsay.Outlet || d.Kind == hearsay.Org) && s.strs[head.To-1] == w && !s.hasName(core):
		d.Kind = hearsay.Unnamed
	}
}

// tellsApart reports whether a name that ends before word i only tells apart the noun behind it: "[Tajik] border troops", not "the [Acme] agency".
func (s *story) tellsApart(i int, core segment.Run) bool {
	if i >= core.To || s.pos[i] != "NOUN" && s.pos[i] != "ADJ" && s.pos[i] != "PROPN" {
		return false
	}
	w := strings.ToLower(s.strs[i])
	return !outletNouns[w] && !firms[w] && !bands[w]
}

// outletOf is the outlet in "the report of the Acme Times", "an Acme Times article": who relays is the outlet.
func (s *story) outletOf(core segment.Run) segment.Run {
	switch strings.ToLower(s.strs[s.head(core)]) {
	case "report", "reports", "article", "story", "dispatch", "account":
	default:
		return segment.Run{}
	}
	var found segment.Run
	for _, t := range betweenTagged(s.Names, core.From, core.To) {
		if t.Type != "outlet" || t.To > core.To || found.Len() > 0 {
			return segment.Run{}
		}
		found = t.Run
	}
	return found
}
