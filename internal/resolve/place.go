package resolve

import (
	"slices"
	"strings"

	"hearsay"
	"hearsay/data/places"
	"hearsay/internal/segment"
)

// places gives mentions of places and sites the place they stand for, and how the claim lies to it.
//
// A name that goes for several places is decided by the countries the text names, by the places beside it, and by how many people
// live there; what stays open, or is only a village that nothing in the text leads to, stays without a place. So does a country or a
// capital that speaks: it is a government.
func (a *account) places() {
	m := &atlas{account: a, at: map[hearsay.Span]*site{}, starts: map[int]*site{}, ends: map[int]*site{}}
	for i := range a.claims {
		for j := range a.claims[i].Mentions {
			m.note(&a.claims[i].Mentions[j])
		}
	}
	if len(m.sites) > 0 {
		m.scan()
		m.settle(true)
		m.settle(false)
		m.silence()
	}
	for i := range a.claims {
		for j := range a.claims[i].Mentions {
			m.give(&a.claims[i].Mentions[j])
		}
	}
}

// atlas is what a text says of where things are.
type atlas struct {
	*account
	sites  []*site // in the order of claims
	at     map[hearsay.Span]*site
	starts map[int]*site             // by the word it begins at
	ends   map[int]*site             // by the word it ends before
	lands  map[string]*land          // the countries that are named, by code
	near   map[string]bool           // countries and regions of places that are settled
	chosen map[string]string         // ID of the place that a key stands for, once settled
	people map[string]bool           // keys of family names
	found  map[string][]places.Place // by text, so that a name is looked up once
}

// land is where a country is named, and by what.
type land struct {
	words   []int
	keys    []string // of words; "" for an adjective
	several bool     // not all keys are one
}

// site is the words of one mention and the places that go by them.
type site struct {
	run      segment.Run
	key      string // what it is called here
	found    []places.Place
	stated   bool // the text says beside the name in which land it lies
	part     bool // the mention is a site in the place, not the place
	place    *places.Place
	relation string
}

// note enters the words of a mention, if they may name a place.
func (m *atlas) note(n *hearsay.Mention) {
	if n.Type == "person" && !n.Generic {
		if m.people == nil {
			m.people = map[string]bool{}
		}
		last := strings.Fields(n.Text)
		if len(last) > 0 {
			m.people[places.Key(last[len(last)-1])] = true
		}
	}
	if n.Generic || n.Type != "place" && n.Type != "facility" || len(n.Spans) != 1 || m.at[n.Spans[0]] != nil {
		return
	}
	from, to := m.wordAt(n.Spans[0].From), m.wordAt(n.Spans[0].To-1)
	if low := strings.ToLower(n.Text); to >= len(m.words) || to-from > 10 || low == n.Text || directions[low] || compassPoints[low] {
		return
	}
	s := &site{run: segment.Run{From: from, To: to + 1}}
	m.sites, m.at[n.Spans[0]] = append(m.sites, s), s
	m.starts[s.run.From], m.ends[s.run.To] = s, s
}

// scan notes which countries the text names, and then what each site's words can stand for.
func (m *atlas) scan() {
	m.lands, m.near, m.chosen, m.found = map[string]*land{}, map[string]bool{}, map[string]string{}, map[string][]places.Place{}
	for i := 0; i < len(m.words); i++ {
		if !capitalised(m.strs[i]) {
			continue
		}
		at, key, code := i, "", places.Adjective(m.text(i, i+2))
		if code == "" {
			code = places.Adjective(m.strs[i])
		}
		for n := 3; n > 0 && code == ""; n-- {
			if t := m.text(i, i+n); t != "" && len(t) > 1 {
				if p, ok := places.Land(t); ok {
					code, key = p.Country, places.Key(t)
					i += n - 1
				}
			}
		}
		if code == "" {
			continue
		}
		l := m.lands[code]
		if l == nil {
			l = &land{}
			m.lands[code] = l
		}
		l.words, l.keys, l.several = append(l.words, at), append(l.keys, key), l.several || len(l.keys) > 0 && l.keys[0] != key
	}
	for _, s := range m.sites {
		m.look(s)
	}
}

// text is the words [i, j) as printed, without a genitive; "" where they are not words of one text or cross a stop.
func (m *atlas) text(i, j int) string {
	if i < 0 || j <= i || j > len(m.words) {
		return ""
	}
	for k := i; k < j-1; k++ {
		if w := m.strs[k]; w == "," || w == ";" || w == ":" || w == "(" || w == ")" || w == "\"" {
			return ""
		}
	}
	t := m.doc.Text[m.words[i].From:m.words[j-1].To]
	if strings.ContainsRune(t, '\n') {
		return ""
	}
	return strings.TrimSuffix(strings.TrimSuffix(t, "'s"), "’s")
}

// find is places.Find, asked once a name.
func (m *atlas) find(name string) []places.Place {
	f, ok := m.found[name]
	if !ok {
		f = places.Find(name)
		m.found[name] = f
	}
	return slices.Clone(f)
}

// look fills in what a site's words can stand for.
func (m *atlas) look(s *site) {
	r := s.run
	s.relation = m.relation(r.From)
	name := m.text(r.From, r.To)
	if p, ok := m.larger(r); ok {
		s.key, s.found = p.ID, []places.Place{p}
		return
	}
	s.found = m.find(name)
	if len(s.found) == 0 && r.To-r.From > 1 && directions[strings.ToLower(m.strs[r.From])] {
		s.relation = strings.ToLower(m.strs[r.From])
		r.From++
		name = m.text(r.From, r.To)
		s.found = m.find(name)
	}
	if at := slices.Index(m.strs[r.From:r.To], ","); at > 0 && len(s.found) == 0 {
		r.To = r.From + at // "Odessa, Texas" in one mention
		name = m.text(r.From, r.To)
		s.found = m.find(name)
	}
	if len(s.found) == 0 {
		for _, w := range siteWords {
			if t, ok := strings.CutSuffix(name, " "+w); ok {
				name, s.part = t, true
			} else if t, ok := strings.CutPrefix(name, w+" of "); ok {
				name, s.part = t, true
			}
		}
		if s.part {
			s.found = slices.DeleteFunc(m.find(name), func(p places.Place) bool {
				return p.Kind != places.City && p.Kind != places.Base && p.Kind != places.Island
			})
		}
	}
	s.key = places.Key(name)
	s.plain()
	if m.people[s.key] {
		s.found = nil
		return
	}
	if len(s.found) == 0 {
		return
	}
	if kind := m.kindSaid(r); kind != "" {
		if !s.keep(func(p *places.Place) bool { return p.Kind == kind }) && naturalKinds[kind] {
			s.found = nil
			return
		}
	}
	land, firm := m.landBehind(r.To)
	if land.Country == "" {
		land = m.landBefore(r.From)
	}
	if land.Country == "" {
		return
	}
	s.stated = s.keep(func(p *places.Place) bool {
		return p.Country == land.Country && (land.Kind == places.Country || p.Region == land.Name)
	})
	if firm && !s.stated {
		s.keep(func(p *places.Place) bool { return p.Kind != places.City })
		if s.found[0].Kind == places.City {
			s.found = nil // no town of the name lies there
		}
	}
}

// keep leaves only the places that f accepts, if there are any, and reports whether there are.
func (s *site) keep(f func(*places.Place) bool) bool {
	if !slices.ContainsFunc(s.found, func(p places.Place) bool { return f(&p) }) {
		return false
	}
	s.found = slices.DeleteFunc(s.found, func(p places.Place) bool { return !f(&p) })
	return true
}

// plain leaves out, where a country, sea or area goes by the name, towns of the name and what has it as another name.
func (s *site) plain() {
	listed := func(p *places.Place) bool { return !p.Other && p.Kind != places.City && p.Kind != places.Region }
	if slices.ContainsFunc(s.found, func(p places.Place) bool { return listed(&p) }) {
		s.keep(func(p *places.Place) bool { return listed(p) || !p.Other && p.Population >= 100000 })
	}
}

// settle decides on the sites that are open: first those that nothing else can be meant by, then, led by these, the rest.
func (m *atlas) settle(plain bool) {
	for _, s := range m.sites {
		if s.place != nil || len(s.found) == 0 {
			continue
		}
		best, rest, rival := m.best(s)
		p := &s.found[best]
		led := s.stated || m.leads(p)
		least := 0.4
		if led && rival != nil && !m.leads(rival) {
			least = 0.1
		}
		switch {
		case plain && !s.stated && rest < 1.5:
			continue
		case rest < least, !led && !knownAlone(p, len(s.found) == 1, len(m.lands) > 0):
			continue
		}
		s.place = p
		m.chosen[s.key] = p.ID
		if p.Country != "" {
			m.near[p.Country] = true
		}
		if p.Region != "" {
			m.near[p.Country+p.Region] = true
		}
		if p.Kind == places.Region {
			m.near[p.Country+p.Name] = true
		}
	}
}

// silence takes the place from what speaks: a country, a capital or a seat of power in the words of a speaker, wherever else these
// words stand. A capital that speaks is a government in the rest of the text too, but where a preposition puts somebody there.
func (m *atlas) silence() {
	speaks := map[string]bool{}
	for i := range m.claims {
		c := &m.claims[i]
		for _, n := range c.Mentions {
			s := (*site)(nil)
			if len(n.Spans) == 1 {
				s = m.at[n.Spans[0]]
			}
			if s == nil || s.place == nil || s.part || s.relation != "" || m.located(s.run.From) {
				continue
			}
			if p := s.place; p.Kind != places.Country && !p.Capital && p.Kind != places.Base {
				continue
			}
			if slices.ContainsFunc(c.Speaker.Spans, func(r hearsay.Span) bool { return r.Holds(n.Spans[0]) }) {
				speaks[s.place.ID] = true
				s.place = nil
			}
		}
	}
	for _, s := range m.sites {
		if s.place == nil || s.part || s.stated || s.relation != "" || !s.place.Capital && !seats[s.place.ID] || m.located(s.run.From) {
			continue
		}
		before := m.lower(s.run.From-1, m.sentenceAt(s.run.From).From)
		if speaks[s.place.ID] || seats[s.place.ID] || addressed[before] || sayings[m.lower(s.run.To, 0)] {
			s.place = nil
		}
	}
}

// give writes what was found of a mention.
func (m *atlas) give(n *hearsay.Mention) {
	n.Place, n.At, n.Relation = "", nil, ""
	if len(n.Spans) != 1 {
		return
	}
	s := m.at[n.Spans[0]]
	if s == nil || s.place == nil {
		return
	}
	n.Place, n.At, n.Relation = s.place.ID, &hearsay.Point{Lat: s.place.Lat, Lon: s.place.Lon}, s.relation
	if !s.part || s.place.Kind == places.Base {
		n.Name = s.place.Name
	}
}
