package party

import (
	"cmp"
	"slices"

	"hearsay"
)

// Spelling is a printed form of a party's name.
type Spelling struct {
	Text      string `json:"text"`
	Documents int    `json:"documents"` // that have it
}

// Summed puts spellings that are written alike together, the most frequent first.
func Summed(all []Spelling) []Spelling {
	counts := map[string]int{}
	for _, s := range all {
		counts[s.Text] += s.Documents
	}
	out := make([]Spelling, 0, len(counts))
	for text, n := range counts {
		out = append(out, Spelling{text, n})
	}
	slices.SortFunc(out, func(a, b Spelling) int {
		return cmp.Or(cmp.Compare(b.Documents, a.Documents), cmp.Compare(a.Text, b.Text))
	})
	return out
}

// Stretch is the time in which a role is printed with a party's name.
type Stretch struct {
	Text      string `json:"text"`
	First     string `json:"first"` // when the first such document was published, "" unknown
	Last      string `json:"last"`
	Documents int    `json:"documents"`
}

// Roles sums up the roles that a party is printed with. The zero Roles are none.
type Roles struct {
	stretches map[string]*Stretch
	seen      map[[2]string]bool // role and document
}

// Add adds a role as a document prints it, "" for none.
func (r *Roles) Add(role, document, published string) {
	if role == "" || r.seen[[2]string{role, document}] {
		return
	}
	if r.seen == nil {
		r.stretches, r.seen = map[string]*Stretch{}, map[[2]string]bool{}
	}
	r.seen[[2]string{role, document}] = true
	s := r.stretches[role]
	if s == nil {
		s = &Stretch{Text: role, First: published, Last: published}
		r.stretches[role] = s
	}
	if published != "" && (s.First == "" || published < s.First) {
		s.First = published
	}
	s.Last = max(s.Last, published)
	s.Documents++
}

// Stretches are the roles in the order of time.
func (r *Roles) Stretches() []Stretch {
	out := make([]Stretch, 0, len(r.stretches))
	for _, s := range r.stretches {
		out = append(out, *s)
	}
	slices.SortFunc(out, func(a, b Stretch) int {
		return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(a.Last, b.Last), cmp.Compare(a.Text, b.Text))
	})
	return out
}

// Group says which figures are one party: the parties, and for each figure the place of its party, -1 for nobody.
func Group(figures []Figure) ([]hearsay.Party, []int) {
	p := parser{}
	settled := p.settled(figures)
	forms := make([]Form, len(figures))
	var all []Form
	for i := range settled {
		if f, ok := settled[i].form(p); ok {
			forms[i] = f
			all = append(all, f)
		}
	}
	assigned := assign(all, p)
	var parties []hearsay.Party
	at := map[string]int{}
	printed := map[string]map[Printed]map[string]bool{} // documents of each printed form of a party
	of := make([]int, len(figures))
	for i := range figures {
		of[i] = -1
		k, ok := slices.BinarySearchFunc(assigned, forms[i], func(a Assigned, f Form) int { return compareForms(a.Form, f) })
		if !ok {
			continue
		}
		a := &assigned[k]
		n, known := at[a.Party]
		if !known {
			n = len(parties)
			at[a.Party] = n
			parties = append(parties, hearsay.Party{ID: a.Party, Kind: a.Kind, Candidates: a.Candidates})
			printed[a.Party] = map[Printed]map[string]bool{}
		}
		of[i] = n
		name := Printed{Kind: a.Form.Kind, Text: a.Form.Name, Since: settled[i].Published}
		if printed[a.Party][name] == nil {
			printed[a.Party][name] = map[string]bool{}
		}
		printed[a.Party][name][settled[i].Document] = true
	}
	for n := range parties {
		var names []Printed
		for name, documents := range printed[parties[n].ID] {
			name.Documents = len(documents)
			names = append(names, name)
		}
		parties[n].Name = Best(parties[n].Kind, names)
	}
	return parties, of
}

// Settle gives figures with a short name the full one that stands in the same document, where there is just one that it fits.
func Settle(figures []Figure) []Figure { return parser{}.settled(figures) }

func (p parser) settled(figures []Figure) []Figure {
	out := slices.Clone(figures)
	in := map[string][]int{}
	var order []string
	for i, f := range figures {
		if in[f.Document] == nil {
			order = append(order, f.Document)
		}
		in[f.Document] = append(in[f.Document], i)
	}
	for _, d := range order {
		if d != "" {
			p.settle(out, in[d])
		}
	}
	return out
}

// settle does it for one document: places are those of its figures.
func (p parser) settle(figures []Figure, places []int) {
	var cast []*character
	of := map[string]*character{}
	for _, i := range places {
		f := &figures[i]
		n := p.parse(f.Kind, f.Name, f.Country)
		if n == nil {
			continue
		}
		c := of[n.key]
		if c == nil {
			c = &character{named: n}
			of[n.key] = c
			cast = append(cast, c)
		}
		c.figures = append(c.figures, i)
		if n.person != nil {
			if s := newStanding(f.Role, n.person.titles); s != (standing{}) && !slices.Contains(c.roles, s) {
				c.roles = append(c.roles, s)
			}
		}
	}
	full := map[*character]*character{}
	for _, c := range cast {
		if c.short() {
			full[c] = p.among(c, cast, figures)
		}
	}
	for _, c := range cast {
		if to := full[c]; to != nil {
			better := figures[slices.MinFunc(to.figures, func(i, j int) int {
				return cmp.Or(cmp.Compare(figures[i].Name, figures[j].Name), cmp.Compare(figures[i].Kind, figures[j].Kind))
			})]
			for _, i := range c.figures {
				figures[i].Kind, figures[i].Name = better.Kind, better.Name
			}
			to.figures = append(to.figures, c.figures...)
		}
	}
	for _, c := range cast {
		role := ""
		for _, i := range c.figures {
			if r := figures[i].Role; len(r) > len(role) || len(r) == len(role) && r < role {
				role = r
			}
		}
		for _, i := range c.figures {
			figures[i].Role = role // a role said once in a document is meant throughout
		}
	}
}

// character is a name in one document.
type character struct {
	*named
	figures []int
	roles   []standing
}

// short reports whether a name may stand for a fuller one of its document.
func (c *character) short() bool { return c.bare || c.body != nil && (c.body.loose || c.body.scoped) }

// among is the one fuller name that a short one fits best, nil for none or several.
func (p parser) among(c *character, cast []*character, figures []Figure) *character {
	var best *character
	var most, second float64
	for _, to := range cast {
		if to == c || to.short() {
			continue
		}
		s := p.fits(c, to, &figures[c.figures[0]])
		switch {
		case s < may:
		case s > most:
			best, most, second = to, s, most
		case s > second:
			second = s
		}
	}
	if most-second < 0.08 {
		return nil
	}
	return best
}

// fits is how likely a short name stands for a fuller one of the same document.
func (p parser) fits(c, to *character, f *Figure) float64 {
	s := c.like(to.named)
	switch {
	case c.body != nil && c.body.scoped && to.body != nil:
		s = max(s, p.parse(f.Kind, f.Name, "").like(to.named)) // "the foreign ministry" where Oman's is named
	case c.kind == hearsay.Person && to.body != nil && len(c.roles) == 0:
		if b := p.parse(hearsay.Org, f.Name, ""); b != nil && b.like(to.named) >= 0.6 {
			s = max(s, 0.5) // a reader has taken "Glas" of Glas Online for a person
		}
	case c.kind == hearsay.Person && to.kind == hearsay.Person:
		if s < 0.45 {
			return 0
		}
		fit := 0.0
		for i, x := range c.roles {
			for j, y := range to.roles {
				if g := x.fit(y); i+j == 0 || g > fit {
					fit = g
				}
			}
		}
		if s += fit; fit < 0 && s < 0.5 {
			return 0 // "the mayor", where the colonel of that name is
		}
	}
	return s
}
