package party

import (
	"cmp"
	"slices"

	"hearsay"
)

// group is forms that are one party, by their places in what was grouped.
type group struct {
	key   string // of the name that the party is known by
	apart string // what tells it from others of that name, "" for the first of them
	kind  hearsay.Kind
	forms []int
	could []int // groups that a short name may stand for, when more than one
}

// entry is a name with all the roles and years it stands with.
type entry struct {
	*named
	forms []int // places, in the order of forms
}

// graph is names, and which may be one party's.
type graph struct {
	forms   []Form
	entries []entry
	edges   [][]edge // of each entry, to others
}

type edge struct {
	to    int
	score float64
}

// parser takes names apart, each once.
type parser map[[3]string]*named

// form takes the name of a form apart; nil when it is none.
func (p parser) form(f Form) *named { return p.parse(f.Kind, f.Name, f.Scope) }

// parse is what parse says, remembered.
func (p parser) parse(kind hearsay.Kind, name, country string) *named {
	id := [3]string{string(kind), name, country}
	n, ok := p[id]
	if !ok {
		n = parse(kind, name, country)
		p[id] = n
	}
	return n
}

// newGraph makes the graph of forms, which must be sorted and each there once.
func newGraph(forms []Form, p parser) *graph {
	g := &graph{forms: forms}
	at := map[string]int{}
	for i, f := range forms {
		n := p.form(f)
		if n == nil {
			continue
		}
		e, ok := at[n.key]
		if !ok {
			e = len(g.entries)
			at[n.key] = e
			g.entries = append(g.entries, entry{named: n})
		}
		g.entries[e].forms = append(g.entries[e].forms, i)
	}
	slices.SortFunc(g.entries, func(a, b entry) int { return cmp.Compare(a.key, b.key) })
	g.connect()
	return g
}

// connect finds the edges: between names that have a key in common and may be one party's.
func (g *graph) connect() {
	g.edges = make([][]edge, len(g.entries))
	blocks := map[string][]int{}
	for i := range g.entries {
		for _, k := range g.entries[i].keys() {
			blocks[k] = append(blocks[k], i)
		}
	}
	order := make([]string, 0, len(blocks))
	for k, b := range blocks {
		if len(b) > 1 {
			order = append(order, k)
		}
	}
	slices.Sort(order)
	seen := map[[2]int]bool{}
	for _, k := range order {
		b := blocks[k]
		for x, i := range b {
			for _, j := range b[x+1:] {
				if g.entries[i].idle(g.entries[j].named, k) || seen[[2]int{i, j}] {
					continue
				}
				seen[[2]int{i, j}] = true
				if s := g.entries[i].like(g.entries[j].named); s >= may {
					g.edges[i] = append(g.edges[i], edge{j, s})
					g.edges[j] = append(g.edges[j], edge{i, s})
				}
			}
		}
	}
	for i := range g.edges {
		slices.SortFunc(g.edges[i], func(a, b edge) int { return cmp.Compare(a.to, b.to) })
	}
}

// idle reports whether a key in common does not make two names worth comparing: two full names that end alike.
func (n *named) idle(m *named, key string) bool {
	return len(key) > 5 && key[:5] == "last " && !n.bare && !m.bare
}
