package party

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"hearsay"
)

// Figure is somebody as one document names them.
type Figure struct {
	Kind      hearsay.Kind // Person, Org or Outlet; others are nobody
	Name      string       // the fullest form in the document
	Role      string       // as printed, "" when the document gives none
	Document  string       // ID
	Outlet    string       // who published
	Published string       // RFC 3339 instant or date, "" when unknown
	Country   string       // code of the country that the document is about, "" unknown: whose "the army" is
}

// Form is what grouping looks at of a figure. The zero Form is nobody's.
type Form = hearsay.Form

// Form is what grouping looks at. It reports false for a figure that is nobody: unnamed, a name that cannot be one, or one that says
// too little ("the army") in a document of no known country.
func (f Figure) Form() (Form, bool) { return f.form(parser{}) }

func (f Figure) form(p parser) (Form, bool) {
	n := p.parse(f.Kind, f.Name, f.Country)
	if n == nil {
		return Form{}, false
	}
	form := Form{Kind: f.Kind, Name: strings.TrimSpace(f.Name), Year: year(f.Published)}
	if n.person != nil && n.kind == hearsay.Person {
		s := newStanding(f.Role, n.person.titles)
		form.Country, form.Head = s.country, s.head
	}
	if n.body != nil && n.body.scoped {
		form.Scope = f.Country
	}
	return form, n.body == nil || !n.body.loose
}

func year(published string) int {
	if len(published) < 4 {
		return 0
	}
	y, err := strconv.Atoi(published[:4])
	if err != nil {
		return 0
	}
	return y
}

// named is a name taken apart: as a person's, as a body's, or both where a reader may take one for the other.
type named struct {
	kind   hearsay.Kind
	key    string // the same for names that differ in nothing that is looked at
	person *person
	body   *body
	bare   bool     // it may stand for several fuller names
	found  []string // keys, once they are asked for
}

func parse(kind hearsay.Kind, printed, country string) *named {
	switch kind {
	case hearsay.Person, hearsay.Org, hearsay.Outlet:
	default:
		return nil
	}
	ts := tokens(printed)
	if len(ts) == 0 || len(ts) > 16 {
		return nil
	}
	if kind == hearsay.Person && !company(ts) {
		return parsePerson(ts)
	}
	return parseBody(ts, country, kind == hearsay.Outlet)
}

func parsePerson(ts []token) *named {
	p, ok := newPerson(ts)
	if !ok || len(p.whole) < 2 || len(p.parts) > 7 || !slices.ContainsFunc(ts, capital) {
		return nil
	}
	p.spell()
	return &named{kind: hearsay.Person, person: &p, bare: p.bare(), key: "person " + p.marked()}
}

// marked spells all of a name that is looked at.
func (p *person) marked() string {
	var key strings.Builder
	plain := ""
	for i := range p.parts {
		if i > 0 {
			key.WriteByte(' ')
		}
		key.WriteString(p.parts[i].text)
		if p.parts[i].article {
			key.WriteByte('-')
		}
		plain += p.parts[i].text[:1]
	}
	if p.order != "" {
		key.WriteString(" " + p.order)
	}
	if p.first != plain {
		key.WriteString(" (" + p.first + ")")
	}
	for _, t := range p.titles {
		if s := sexOfTitle[t.text]; s != 0 {
			key.WriteByte(' ')
			key.WriteByte(s)
			break
		}
	}
	if p.letter != "" {
		key.WriteString(" !")
	}
	return key.String()
}

func parseBody(ts []token, country string, outlet bool) *named {
	b, ok := newBody(ts, country, outlet)
	if !ok || len(b.spelt) < 2 || len(b.pieces) > 12 {
		return nil
	}
	n := &named{kind: hearsay.Org, body: &b}
	b.outlet = b.office == "" && (outlet || slices.ContainsFunc(b.pieces, func(p piece) bool { return p.text == "news" || p.text == "agency" }))
	if b.known != "" {
		b.canonical()
		n.key = "known " + b.known
		if b.letter != "" {
			n.key += " " + b.letter
		}
		return n
	}
	n.bare = len(b.pieces) == 1 || b.letter != ""
	if b.letter != "" {
		n.key = "letters " + b.letter
		if b.outlet {
			n.key += " outlet"
		}
		return n
	}
	n.key = "body " + b.marked()
	if p, ok := newPerson(ts); ok && !b.legal && p.plausible(ts) {
		p.spell()
		n.person = &p
		n.key += " / " + p.marked()
	}
	return n
}

// marked spells all of a name that is looked at.
func (b *body) marked() string {
	var key strings.Builder
	for i := range b.pieces {
		if i > 0 {
			key.WriteByte(' ')
		}
		key.WriteString(b.pieces[i].text)
		if b.pieces[i].common && !b.pieces[i].country && !commons[b.pieces[i].text] {
			key.WriteByte('-')
		}
	}
	for _, mark := range []struct {
		is   bool
		word string
	}{{b.outlet, " outlet"}, {b.legal, " inc"}, {b.loose, " loose"}} {
		if mark.is {
			key.WriteString(mark.word)
		}
	}
	if b.whole > 0 {
		key.WriteString(" (" + strings.Join(b.acronyms[:b.whole], " ") + ")")
	}
	return key.String()
}

// company reports whether a legal form stands in a name: it is no person's.
func company(ts []token) bool {
	for i, t := range ts {
		if i > 0 && legal[t.text] && (t.capital || t.text == "plc") && !articles[t.text] && len(ts) > 1 && t.text != "as" && t.text != "se" && t.text != "co" || i > 1 && t.text == "co" && t.capital {
			return true
		}
	}
	return false
}

// plausible reports whether what a reader takes for a body could be a person: two to four words with capitals, none that bodies have in common.
func (p *person) plausible(ts []token) bool {
	if len(p.parts) < 2 || len(p.parts) > 4 {
		return false
	}
	ts = ts[len(p.titles):]
	for _, t := range ts {
		if _, particle := particles[t.text]; commons[t.text] || legal[t.text] || t.upper || !t.capital && !particle && !articles[t.text] || isCountry(t) {
			return false
		}
	}
	return true
}

// like is how likely two names are one party's, as far as names tell.
func (n *named) like(m *named) float64 {
	person, other := n.kind == hearsay.Person, m.kind == hearsay.Person
	switch {
	case person && other:
		return n.person.like(m.person)
	case !person && !other:
		return n.body.like(m.body)
	case other:
		return m.across(n)
	}
	return n.across(m)
}

// across compares a person's name with a body's, one of which a reader has taken for the wrong thing.
func (n *named) across(m *named) float64 {
	p, b := n.person, m.body
	switch {
	case p.spelt == b.spelt && b.known == "" && b.letter == "":
		if b.legal {
			return 0.65 // Gillette, and Gillette Co
		}
		return 0.9
	case m.bare && !b.legal && len(b.pieces) == 1 && len(p.parts) > 1 && b.pieces[0].text == p.parts[len(p.parts)-1].text:
		return 0.58 // Maxwell, for Robert Maxwell or Maxwell House
	case m.person != nil && len(p.parts) > 1 && len(m.person.parts) > 1:
		if s := p.like(m.person); s >= 0.9 {
			return s * 0.95
		}
	case b.letter == "":
	case p.letter == b.letter:
		return 0.9
	case len(b.letter) > 2 && b.letter == p.first && b.known == "":
		return 0.5 // a person's initials
	}
	return 0
}

// Agree is how likely two figures are one party, from 0, different, to 1, the same: from these two and fixed data alone.
func Agree(a, b Figure) float64 {
	n, m := parse(a.Kind, a.Name, a.Country), parse(b.Kind, b.Name, b.Country)
	if n == nil || m == nil {
		return 0
	}
	s := n.like(m)
	if n.body != nil && m.body != nil && n.body.loose && m.body.loose && n.body.bag == m.body.bag && a.Outlet != "" && a.Outlet == b.Outlet {
		s = 0.9
	}
	if s <= not || n.kind != hearsay.Person || m.kind != hearsay.Person {
		return s
	}
	x, y := newStanding(a.Role, n.person.titles), newStanding(b.Role, m.person.titles)
	if s += x.fit(y); x.parted(y) && !n.bare && !m.bare {
		s = min(s, 0.3)
	}
	if s >= same || n.key == m.key {
		s += years(year(a.Published), year(b.Published)) // time parts only what could be parted
	}
	return max(0, min(1, s))
}

// years is what lies between two years takes from how likely two of one name are one.
func years(a, b int) float64 {
	if a == 0 || b == 0 {
		return 0
	}
	switch gap := max(a, b) - min(a, b); {
	case gap == 0:
		return 0.06
	case gap == 1:
		return 0.04
	case gap <= 5:
		return 0
	case gap <= 15:
		return -0.1
	case gap <= 40:
		return -0.25
	}
	return -0.6
}

// Keys are what a figure can be found by: two figures without a common key are not one party.
func Keys(f Figure) []string {
	n := parse(f.Kind, f.Name, f.Country)
	if n == nil {
		return nil
	}
	return n.keys()
}

func compareForms(a, b Form) int {
	return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Scope, b.Scope),
		cmp.Compare(a.Year, b.Year), cmp.Compare(a.Country, b.Country), cmp.Compare(a.Head, b.Head))
}
