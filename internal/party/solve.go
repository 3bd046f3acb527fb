package party

import (
	"cmp"
	"slices"

	"hearsay"
)

// solve groups the forms of a graph. What comes out for a name follows from the names it hangs together with by edges, and nothing else:
//
//   - full names that are one in two spellings are put together, the most alike first, never two that are two people's;
//   - a name that is short for several is put to them when they are one; a person's of several parts is told by roles and years;
//   - people of one name are parted by roles and years;
//   - a bare name is put to the one fuller name that it fits best, by role and year; where several fit alike it stays by itself.
func (g *graph) solve() []group {
	cluster := g.clusters()
	groups, of := g.split(cluster)
	return g.attach(groups, of)
}

// clusters is a number for each full name, the same for names that are one; -1 for bare ones.
func (g *graph) clusters() []int {
	u := newUnion(len(g.entries))
	type pair struct {
		i, j  int
		score float64
	}
	var pairs []pair
	for i := range g.edges {
		for _, e := range g.edges[i] {
			if i < e.to && e.score >= same && !g.entries[i].bare && !g.entries[e.to].bare && !g.between(i, e.to) && !g.between(e.to, i) {
				pairs = append(pairs, pair{i, e.to, e.score})
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.i, b.i), cmp.Compare(a.j, b.j))
	})
	for _, p := range pairs {
		g.join(u, p.i, p.j)
	}
	g.shorter(u)
	out := make([]int, len(g.entries))
	for i := range out {
		out[i] = -1
		if !g.entries[i].bare {
			out[i] = u.find(i)
		}
	}
	return out
}

// between reports whether name i is short for j and for others that are not j's: "John Smith" between John A. and John B. Smith.
func (g *graph) between(i, j int) bool {
	if len(g.entries[i].key) >= len(g.entries[j].key) {
		return false
	}
	for _, e := range g.edges[i] {
		if e.to != j && e.score >= same && !g.entries[e.to].bare && g.entries[j].like(g.entries[e.to].named) <= not {
			return true
		}
	}
	return false
}

// join puts the names of i and j together unless two of them are two people's.
func (g *graph) join(u union, i, j int) {
	a, b := u.find(i), u.find(j)
	if a == b {
		return
	}
	for _, x := range u.members(a) {
		for _, y := range u.members(b) {
			if g.entries[x].like(g.entries[y].named) <= not {
				return
			}
		}
	}
	u.join(a, b)
}

// shorter puts full names that are short for others to them, where those are one: "J. Smith" to John Smith.
func (g *graph) shorter(u union) {
	type move struct{ from, to int }
	var moves []move
	for i := range g.entries {
		if g.entries[i].bare || g.entries[i].body != nil && len(u.members(i)) > 1 {
			continue // it has its own already
		}
		to, several := -1, false
		for _, e := range g.edges[i] {
			if g.entries[e.to].bare || e.score < 0.55 && g.entries[i].body == nil || e.score < 0.5 {
				continue
			}
			c := u.find(e.to)
			if c == u.find(i) {
				continue
			}
			several = several || to >= 0 && to != c
			to = c
		}
		if to >= 0 && !several {
			moves = append(moves, move{i, to})
		}
	}
	for _, m := range moves {
		g.join(u, m.from, m.to)
	}
}

// split parts the forms of each cluster where roles and years speak for several people of one name. It returns the groups, and of each
// full name the groups it is in.
func (g *graph) split(cluster []int) (groups []group, of [][]int) {
	members := map[int][]int{}
	var order []int
	for i, c := range cluster {
		if c < 0 {
			continue
		}
		if members[c] == nil {
			order = append(order, c)
		}
		members[c] = append(members[c], i)
	}
	of = make([][]int, len(g.entries))
	for _, c := range order {
		entries := members[c]
		lead := slices.MinFunc(entries, func(a, b int) int { return g.entries[a].plainer(g.entries[b].named) })
		var forms []int
		for _, e := range entries {
			forms = append(forms, g.entries[e].forms...)
		}
		slices.Sort(forms)
		parts := g.people(forms)
		for n, part := range parts {
			p := group{key: g.entries[lead].key, kind: g.entries[lead].kind, forms: part}
			if n > 0 {
				p.apart = spelt(g.forms[part[0]])
			}
			for _, e := range entries {
				if len(parts) == 1 || slices.ContainsFunc(g.entries[e].forms, func(f int) bool { return slices.Contains(part, f) }) {
					of[e] = append(of[e], len(groups))
				}
			}
			groups = append(groups, p)
		}
	}
	return groups, of
}

// plainer orders names by how plain they are: known actors, then full names of few parts without initials, then by their letters.
func (n *named) plainer(m *named) int {
	rank := func(n *named) int {
		switch {
		case n.body != nil && n.body.known != "":
			return 0
		case n.kind == hearsay.Person && n.person.parts[0].initial, n.bare:
			return 100
		case n.kind == hearsay.Person:
			return len(n.person.parts)
		}
		return 50 // a longer name of a body is the better one
	}
	return cmp.Or(cmp.Compare(rank(n), rank(m)), cmp.Compare(n.key, m.key))
}

// union is disjoint sets that know their members.
type union []*set

type set struct {
	lead    int
	members []int
}

func newUnion(n int) union {
	u := make(union, n)
	for i := range u {
		u[i] = &set{i, []int{i}}
	}
	return u
}

func (u union) find(i int) int      { return u[i].lead }
func (u union) members(i int) []int { return u[i].members }

func (u union) join(a, b int) {
	x, y := u[a], u[b]
	if x == y {
		return
	}
	if len(x.members) < len(y.members) {
		x, y = y, x
	}
	x.lead = min(x.lead, y.lead)
	x.members = append(x.members, y.members...)
	slices.Sort(x.members)
	for _, m := range y.members {
		u[m] = x
	}
}
