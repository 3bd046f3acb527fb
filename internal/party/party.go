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
	return assign(forms, parser{}, nil)
}

// assign is Assign for the names that want wants, all when it is nil.
func assign(forms []Form, p parser, want func(*named) bool) []Assigned {
	forms = slices.Clone(forms)
	slices.SortFunc(forms, compareForms)
	forms = slices.Compact(forms)
	g := newGraph(forms, p)
	groups := g.solve()
	ids := make([]string, len(groups))
	for i := range groups {
		ids[i] = groups[i].id()
	}
	var out []Assigned
	for i := range groups {
		var could []string
		for _, c := range groups[i].could {
			could = append(could, ids[c])
		}
		slices.Sort(could)
		for _, f := range groups[i].forms {
			if want == nil || want(p.form(forms[f])) {
				out = append(out, Assigned{forms[f], ids[i], groups[i].kind, could})
			}
		}
	}
	slices.SortFunc(out, func(a, b Assigned) int { return compareForms(a.Form, b.Form) })
	return out
}

func (p *group) id() string { return hearsay.NewPartyID(p.kind, p.key, p.apart) }

// Grouping groups forms that come one after another, and remembers names that it has taken apart. The zero Grouping is ready.
type Grouping struct{ parser parser }

// remembered is how many names a Grouping remembers at most.
const remembered = 100_000

func (g *Grouping) names() parser {
	if g.parser == nil || len(g.parser) > remembered {
		g.parser = parser{}
	}
	return g.parser
}

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
// that hang together with either. Near returns the forms kept under any of the keys; it must know the fresh ones, and not those gone.
// What is not returned is as it was, and what is returned is what Assign says with all forms.
func (g *Grouping) Touched(fresh, gone []Form, near func(keys []string) ([]Form, error)) ([]Assigned, error) {
	t := touching{parser: g.names(), near: near, known: map[string]*around{}, asked: map[string]bool{}, byKey: map[string][]*around{}}
	t.learn(fresh)
	t.learn(gone)
	var start []*around
	for _, f := range slices.Concat(fresh, gone) {
		if n := t.form(f); n != nil {
			start = append(start, t.known[n.key])
		}
	}
	without := map[Form]bool{}
	for _, f := range gone {
		without[f] = true
	}
	changed := map[string]bool{}
	bare, err := t.hang(start, changed)
	if err != nil {
		return nil, err
	}
	if err := t.support(bare); err != nil {
		return nil, err
	}
	var forms []Form
	for _, key := range t.order {
		if a := t.known[key]; a.needed {
			forms = append(forms, a.forms...)
		}
	}
	forms = slices.DeleteFunc(forms, func(f Form) bool { return without[f] })
	return assign(forms, t.parser, func(n *named) bool { return changed[n.key] }), nil
}
