// Package party tells which names of different documents are one party: a person, an organisation, a state, an outlet.
//
//	"Tesfaye Woldu", deputy (1 March)   "Tesfay Weldu" (4 March)   →   one party, Tesfaye Woldu
//	"Ruth Woldu" (4 March)                                         →   another
//	"The deputy Woldu" (9 March)                                   →   the first, by the role
//
// Grouping is a function of the set of figures: in whatever order they come, and whether at once or one document after another, the
// parties are the same. It looks at forms: figures of one form are one party, so a document that brings no new form changes nothing, and
// one that does changes what hangs together with it, which Touched finds by keys.
//
// Who "he" is in a document is not its business: that is the reader's. What comes in is the fullest name in the document.
package party

import (
	"slices"

	"hearsay"
)

// Version names the rules of this package: raised when they change what comes out.
const Version = "1"

// Assigned is a form and the party it is of.
type Assigned struct {
	Form       Form
	Party      string       // ID
	Kind       hearsay.Kind // of the name the party is known by: Person or Org
	Candidates []string     // IDs of the parties that a short name may stand for, when more than one: then it is a party by itself
}

// Assign says of each form which party it is of, in the order of compareForms. Forms that are nobody's are left out.
func Assign(forms []Form) []Assigned {
	return assign(forms, parser{})
}

func assign(forms []Form, p parser) []Assigned {
	forms = slices.Clone(forms)
	slices.SortFunc(forms, compareForms)
	return newGraph(slices.Compact(forms), p).assigned(nil)
}

// assigned is which party each form of a graph is of, for the names that want wants, all when it is nil.
func (g *graph) assigned(want func(entry int) bool) []Assigned {
	groups := g.solve()
	ids := make([]string, len(groups))
	for i := range groups {
		ids[i] = groups[i].id()
	}
	wanted := make([]bool, len(g.forms))
	for e := range g.entries {
		if want == nil || want(e) {
			for _, f := range g.entries[e].forms {
				wanted[f] = true
			}
		}
	}
	var out []Assigned
	for i := range groups {
		var could []string
		for _, c := range groups[i].could {
			could = append(could, ids[c])
		}
		slices.Sort(could)
		for _, f := range groups[i].forms {
			if wanted[f] {
				out = append(out, Assigned{g.forms[f], ids[i], groups[i].kind, could})
			}
		}
	}
	slices.SortFunc(out, func(a, b Assigned) int { return compareForms(a.Form, b.Form) })
	return out
}

func (p *group) id() string { return hearsay.NewPartyID(p.kind, p.key, p.apart) }

// Grouping groups forms that come one after another. It remembers names that it has taken apart and compared, and what it said of their
// forms. The zero Grouping is ready; it is for one goroutine at a time.
type Grouping struct {
	parser parser
	index  *index
}

// remembered is how many names a Grouping remembers at most.
const remembered = 100_000

func (g *Grouping) names() parser {
	if g.parser == nil || len(g.parser) > remembered {
		g.parser = parser{}
	}
	return g.parser
}

// Forget has the Grouping forget what it knows of forms: others have changed what is kept.
func (g *Grouping) Forget() { g.index = nil }

// Forms settles the figures of a document (see Settle), and says of each its form; ok is false for nobody's.
func (g *Grouping) Forms(figures []Figure) (forms []Form, ok []bool) {
	p := g.names()
	forms, ok = make([]Form, len(figures)), make([]bool, len(figures))
	for i, f := range p.settled(figures) {
		forms[i], ok[i] = f.form(p)
	}
	return forms, ok
}

// Keys are what a form can be found by: two forms without a common key are not one party.
func (g *Grouping) Keys(f Form) []string {
	n := g.names().form(f)
	if n == nil {
		return nil
	}
	return n.keys()
}

// Touched says again which parties forms are of where fresh forms, or forms that are gone, may have changed it: of the fresh ones and all
// that hang together with either, but where it would say what it has said before. Near returns the forms kept under any of the keys; it
// may leave out the fresh ones, and must not know those gone. What is returned is what Assign says with all forms.
func (g *Grouping) Touched(fresh, gone []Form, near func(keys []string) ([]Form, error)) ([]Assigned, error) {
	if g.index == nil || len(g.index.known) > remembered {
		g.index = &index{known: map[string]*around{}, asked: map[string]bool{}, byKey: map[string][]*around{}}
	}
	x := g.index
	x.parser, x.near = g.names(), near
	x.turn++
	out, err := x.touched(fresh, gone)
	if err != nil {
		g.Forget()
	}
	return out, err
}
