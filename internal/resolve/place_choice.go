package resolve

import (
	"math"
	"slices"

	"hearsay/data/places"
)

// best is the likeliest place of a site, and by how much it is likelier than its rival, the next that lies elsewhere.
func (m *atlas) best(s *site) (best int, rest float64, rival *places.Place) {
	score := make([]float64, len(s.found))
	for i := range s.found {
		score[i] = m.score(s, &s.found[i])
		if score[i] > score[best] {
			best = i
		}
	}
	for i := range s.found { // a country before its capital or its region of the name, a city before the region it gives its name to
		b, p := &s.found[best], &s.found[i]
		if p.Kind == places.Country && b.Kind != places.Country && alike(p, b) ||
			b.Kind == places.Region && p.Kind == places.City && alike(p, b) && score[i] > score[best]-1.5 {
			best = i
		}
	}
	rest = math.Inf(1)
	for i := range s.found {
		if i != best && score[best]-score[i] < rest && !alike(&s.found[i], &s.found[best]) {
			rest, rival = score[best]-score[i], &s.found[i]
		}
	}
	return best, rest, rival
}

// score is how likely a place is meant: a unit is ten times as many people.
func (m *atlas) score(s *site, p *places.Place) float64 {
	w := p.Weight()
	switch named, here := m.names(s, p); {
	case here:
		w += 1.6
	case named:
		w += 1.2
	}
	if m.near[p.Country] {
		w += 0.4
	}
	if p.Region != "" && m.near[p.Country+p.Region] || p.Kind == places.Region && m.near[p.Country+p.Name] {
		w += 1.2
	}
	if p.Kind == places.Region && m.listed(s, p.Country) {
		w += 2.4
	}
	if m.chosen[s.key] == p.ID {
		w += 3
	}
	return w
}

// listed reports whether a site stands in a list beside a region of a country: "Alabama, Georgia and Florida".
func (m *atlas) listed(s *site, country string) bool {
	from, to := s.run.From, s.run.To
	for from > 0 && s.run.From-from < 2 && (m.strs[from-1] == "," || m.strs[from-1] == "and" || m.strs[from-1] == "or") {
		from--
	}
	for to < len(m.strs) && to-s.run.To < 2 && (m.strs[to] == "," || m.strs[to] == "and" || m.strs[to] == "or") {
		to++
	}
	region := func(o *site) bool {
		return o != nil && o.place != nil && o.place.Kind == places.Region && o.place.Country == country
	}
	return from < s.run.From && region(m.ends[from]) || to > s.run.To && region(m.starts[to])
}

// names reports whether the text names the country of a place, and whether in the sentence of a site. Where the place is the country, its
// own name is no witness.
func (m *atlas) names(s *site, p *places.Place) (named, here bool) {
	l := m.lands[p.Country]
	if l == nil {
		return false, false
	}
	witness := func(key string) bool { return p.Kind != places.Country || key != s.key }
	sentence := m.sentenceAt(s.run.From)
	from, _ := slices.BinarySearch(l.words, sentence.From)
	to, _ := slices.BinarySearch(l.words, sentence.To)
	return l.several || witness(l.keys[0]), slices.ContainsFunc(l.keys[from:to], witness)
}

// leads reports whether the text speaks of the land a place lies in.
func (m *atlas) leads(p *places.Place) bool {
	return m.lands[p.Country] != nil || m.near[p.Country]
}

// knownAlone reports whether a place is meant by its name even where the text does not lead there: it may be the only one of the name, and
// the text may lead elsewhere.
func knownAlone(p *places.Place, only, elsewhere bool) bool {
	switch p.Kind {
	case places.City:
		if p.Capital && !p.Other {
			return true
		}
		least := 15000
		switch {
		case elsewhere:
			least = 100000
		case p.Other:
			least = 30000
		case only:
			least = 5000
		}
		return p.Population >= least
	case places.Region:
		return p.Population >= 300000
	}
	return true
}

// alike reports whether two places of one name lie at one spot.
func alike(a, b *places.Place) bool {
	if a.Country != b.Country && a.Country != "" && b.Country != "" {
		return false
	}
	if a.Kind == places.Region && b.Region == a.Name || b.Kind == places.Region && a.Region == b.Name {
		return true
	}
	x, y := (a.Lon-b.Lon)*math.Cos(a.Lat*math.Pi/180), a.Lat-b.Lat
	return math.Hypot(x, y) < 2.5 // degrees: regions are measured at their middle
}
