package link

import (
	"cmp"
	"container/heap"
	"slices"
	"strings"

	"hearsay"
)

// Matters groups claims by what the links of relation same say of them. Groups grow by the strongest bond first, and two become one
// only while the mean score over all pairs between them is loyal or more, a pair that has no link counting as 0: one bad link
// cannot weld two matters together (average linkage, Sokal and Michener 1958). Each group is in order of its IDs, and so are the
// groups; a claim without a link is in none. The order of links makes no difference.
func Matters(links []hearsay.Link, loyal float64) [][]string {
	g := grouping{loyal: loyal, number: map[string]int{}}
	for _, l := range links {
		if l.Relation == hearsay.Same {
			g.ids = append(g.ids, l.Claim, l.Other)
		}
	}
	slices.Sort(g.ids)
	g.ids = slices.Compact(g.ids)
	g.groups = make([]group, len(g.ids))
	for i, id := range g.ids {
		g.number[id] = i
		g.groups[i] = group{claims: []int{i}, bonds: map[int]float64{}}
	}
	for _, l := range links {
		if l.Relation == hearsay.Same {
			a, b := g.number[l.Claim], g.number[l.Other]
			g.groups[a].bonds[b], g.groups[b].bonds[a] = l.Score, l.Score
		}
	}
	for a := range g.groups {
		for _, b := range sortedKeys(g.groups[a].bonds) {
			if a < b {
				g.consider(a, b)
			}
		}
	}
	for len(g.queue) > 0 {
		if b, ok := heap.Pop(&g.queue).(bond); ok && g.groups[b.a].size() == b.sizeA && g.groups[b.b].size() == b.sizeB {
			g.join(b.a, b.b)
		}
	}
	var out [][]string
	for _, x := range g.groups {
		if x.claims == nil {
			continue
		}
		slices.Sort(x.claims)
		ids := make([]string, len(x.claims))
		for i, c := range x.claims {
			ids[i] = g.ids[c]
		}
		out = append(out, ids)
	}
	slices.SortFunc(out, func(a, b []string) int { return strings.Compare(a[0], b[0]) })
	return out
}

type grouping struct {
	loyal  float64
	ids    []string
	number map[string]int
	groups []group // by the number of its first claim; one that has been joined to another has no claims
	queue  bonds
}

type group struct {
	claims []int
	bonds  map[int]float64 // sums of scores, by the other group
}

func (x *group) size() int { return len(x.claims) }

// consider puts two groups on the queue, if they are close enough to be joined.
func (g *grouping) consider(a, b int) {
	a, b = min(a, b), max(a, b)
	x, y := &g.groups[a], &g.groups[b]
	if mean := x.bonds[b] / float64(x.size()*y.size()); mean >= g.loyal {
		heap.Push(&g.queue, bond{mean, a, b, x.size(), y.size()})
	}
}

// join makes one group of two.
func (g *grouping) join(a, b int) {
	x, y := &g.groups[a], &g.groups[b]
	x.claims = append(x.claims, y.claims...)
	delete(x.bonds, b)
	for o, score := range y.bonds {
		delete(g.groups[o].bonds, b)
		if o != a {
			x.bonds[o] += score
			g.groups[o].bonds[a] = x.bonds[o]
		}
	}
	*y = group{}
	for _, o := range sortedKeys(x.bonds) {
		g.consider(a, o)
	}
}

func sortedKeys(m map[int]float64) []int {
	out := make([]int, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// bond is two groups that may become one, with their sizes at the time: when one has grown since, there is a later bond.
type bond struct {
	mean         float64
	a, b         int
	sizeA, sizeB int
}

// bonds is a heap, the strongest on top.
type bonds []bond

func (q bonds) Len() int      { return len(q) }
func (q bonds) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q bonds) Less(i, j int) bool {
	return cmp.Or(cmp.Compare(q[j].mean, q[i].mean), cmp.Compare(q[i].a, q[j].a), cmp.Compare(q[i].b, q[j].b)) < 0
}

// Push is for container/heap.
func (q *bonds) Push(x any) {
	if b, ok := x.(bond); ok {
		*q = append(*q, b)
	}
}

// Pop is for container/heap.
func (q *bonds) Pop() any {
	old := *q
	x := old[len(old)-1]
	*q = old[:len(old)-1]
	return x
}
