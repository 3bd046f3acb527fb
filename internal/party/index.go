package party

import (
	"cmp"
	"slices"
)

// index is names by their keys, as far as they were asked for, and which of them are alike.
type index struct {
	parser
	near  func(keys []string) ([]Form, error)
	known map[string]*around   // by key of the name
	byKey map[string][]*around // by what it can be found by
	asked map[string]bool      // keys under which all is known
	turn  int                  // of Touched
	calls int                  // of compare
}

// around is a name, the forms it stands with, and the names that are like it.
type around struct {
	*named
	forms   []Form
	said    map[Form]Assigned // what was last said of a form
	links   []link
	whole   bool // links are all there are
	changed int  // the last turn in which its party may have changed
	needed  int  // the last turn in which it had a say
	seen    int  // the last call of compare that has looked at it
}

type link struct {
	to    *around
	score float64
}

// touched is Touched for an index.
func (x *index) touched(fresh, gone []Form) ([]Assigned, error) {
	x.learn(fresh)
	x.learn(gone)
	var start []*around
	for _, f := range slices.Concat(fresh, gone) {
		if n := x.form(f); n != nil {
			start = append(start, x.known[n.key])
		}
	}
	needed, err := x.hang(start)
	if err != nil {
		return nil, err
	}
	for _, f := range gone {
		if n := x.form(f); n != nil {
			a := x.known[n.key]
			a.forms = slices.DeleteFunc(a.forms, func(g Form) bool { return g == f })
			delete(a.said, f)
		}
	}
	g, names := x.graph(needed)
	var out []Assigned
	for _, a := range g.assigned(func(e int) bool { return names[e].changed == x.turn }) {
		name := x.known[x.form(a.Form).key]
		if was, ok := name.said[a.Form]; ok && was.Party == a.Party && was.Kind == a.Kind && slices.Equal(was.Candidates, a.Candidates) {
			continue
		}
		if name.said == nil {
			name.said = map[Form]Assigned{}
		}
		name.said[a.Form] = a
		out = append(out, a)
	}
	return out, nil
}

// learn takes in forms.
func (x *index) learn(forms []Form) {
	for _, f := range forms {
		n := x.form(f)
		if n == nil {
			continue
		}
		a := x.known[n.key]
		if a == nil {
			a = &around{named: n}
			x.known[n.key] = a
			x.compare(a, func(b *around, score float64) {
				if b.whole {
					b.links = append(b.links, link{a, score})
				}
			})
			for _, k := range n.keys() {
				x.byKey[k] = append(x.byKey[k], a)
			}
		}
		if !slices.Contains(a.forms, f) {
			a.forms = append(a.forms, f)
		}
	}
}

// compare calls yield with the names known that are like a.
func (x *index) compare(a *around, yield func(*around, float64)) {
	x.calls++
	for _, k := range a.keys() {
		for _, b := range x.byKey[k] {
			if b == a || b.seen == x.calls || a.idle(b.named, k) {
				continue
			}
			b.seen = x.calls
			if s := a.like(b.named); s >= may {
				yield(b, s)
			}
		}
	}
}

// complete sees that all links of names are known.
func (x *index) complete(names []*around) error {
	var ask []string
	for _, a := range names {
		for _, k := range a.keys() {
			if !x.asked[k] {
				x.asked[k] = true
				ask = append(ask, k)
			}
		}
	}
	if len(ask) > 0 {
		forms, err := x.near(ask)
		if err != nil {
			return err
		}
		x.learn(forms)
	}
	for _, a := range names {
		if !a.whole {
			a.links = nil
			x.compare(a, func(b *around, score float64) { a.links = append(a.links, link{b, score}) })
			a.whole = true
		}
	}
	return nil
}

// hang marks as changed what hangs together with the names of start: full names with full ones, the bare names beside them, and bare names
// that are alike. As needed it marks these, and the full names that the bare ones may stand for with all that hangs together with them.
// It returns what is needed.
func (x *index) hang(start []*around) (needed []*around, err error) {
	var bare []*around
	need := func(a *around) bool {
		if a.needed == x.turn {
			return false
		}
		a.needed = x.turn
		needed = append(needed, a)
		return true
	}
	for wave := start; len(wave) > 0; {
		if err := x.complete(wave); err != nil {
			return nil, err
		}
		var next []*around
		for _, a := range wave {
			if a.changed == x.turn {
				continue
			}
			a.changed = x.turn
			need(a)
			if a.bare {
				bare = append(bare, a)
			}
			for _, l := range a.links {
				if l.to.alive() && l.to.changed != x.turn && (!a.bare || l.to.bare && l.score >= same) {
					next = append(next, l.to)
				}
			}
		}
		wave = next
	}
	for wave := bare; len(wave) > 0; {
		if err := x.complete(wave); err != nil {
			return nil, err
		}
		var next []*around
		for _, a := range wave {
			for _, l := range a.links {
				if l.to.alive() && !l.to.bare && need(l.to) {
					next = append(next, l.to)
				}
			}
		}
		wave = next
	}
	return needed, nil
}

// alive reports whether a document has the name.
func (a *around) alive() bool { return len(a.forms) > 0 }

// graph is the graph of names, and the names in the order of its entries.
func (x *index) graph(needed []*around) (*graph, []*around) {
	names := slices.DeleteFunc(slices.Clone(needed), func(a *around) bool { return !a.alive() })
	slices.SortFunc(names, func(a, b *around) int { return cmp.Compare(a.key, b.key) })
	g := &graph{entries: make([]entry, len(names)), edges: make([][]edge, len(names))}
	place := make(map[*around]int, len(names))
	for i, a := range names {
		place[a] = i
		g.forms = append(g.forms, a.forms...)
		g.entries[i].named = a.named
	}
	slices.SortFunc(g.forms, compareForms)
	for i, f := range g.forms {
		e := place[x.known[x.form(f).key]]
		g.entries[e].forms = append(g.entries[e].forms, i)
	}
	for i, a := range names {
		for _, l := range a.links {
			if j, ok := place[l.to]; ok {
				g.edges[i] = append(g.edges[i], edge{j, l.score})
			}
		}
		slices.SortFunc(g.edges[i], func(a, b edge) int { return cmp.Compare(a.to, b.to) })
	}
	return g, names
}
