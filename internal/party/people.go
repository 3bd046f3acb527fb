package party

import (
	"cmp"
	"slices"
	"strconv"

	"hearsay"
)

// spelt spells what a form says besides its name.
func spelt(f Form) string {
	return strconv.Itoa(f.Year) + " " + f.Country + " " + f.Head
}

func roleOf(f Form) standing { return standing{f.Country, f.Head} }

// people parts forms of one name into people. Two are held apart where their roles or the years between them speak for it, unless others
// of the same name lead from one to the other. Forms that say nothing go to those nearest in time.
func (g *graph) people(forms []int) [][]int {
	slices.SortFunc(forms, func(a, b int) int {
		x, y := g.forms[a], g.forms[b]
		return cmp.Or(cmp.Compare(x.Year, y.Year), cmp.Compare(x.Country, y.Country), cmp.Compare(x.Head, y.Head), cmp.Compare(a, b))
	})
	if !g.anyParted(forms) {
		return [][]int{forms}
	}
	u := newUnion(len(forms))
	var silent []int
	for i := range forms {
		x := g.forms[forms[i]]
		if x.Country == "" && roleOf(x).field() == "" {
			silent = append(silent, i)
			continue
		}
		for j := range i {
			y := g.forms[forms[j]]
			if roleOf(x).joined(roleOf(y)) && !long(x, y) {
				u.join(i, j)
			}
		}
	}
	// What neither parts nor joins goes with the rest of its time: a "director" of no country.
	for i := range forms {
		for j := range i {
			x, y := g.forms[forms[i]], g.forms[forms[j]]
			if !slices.Contains(silent, i) && !slices.Contains(silent, j) && !g.partedSets(u, forms, i, j) && !long(x, y) {
				u.join(i, j)
			}
		}
	}
	told := len(forms) > len(silent)
	for n, i := range silent {
		best, gap := -1, 0
		for j := range forms {
			if told && slices.Contains(silent, j) || !told && !slices.Contains(silent[:n], j) {
				continue
			}
			d := apartBy(g.forms[forms[i]], g.forms[forms[j]])
			if best < 0 || d < gap {
				best, gap = j, d
			}
		}
		if best >= 0 && gap < 40 {
			u.join(i, best)
		}
	}
	var out [][]int
	for i := range forms {
		if u.find(i) != i {
			continue
		}
		var part []int
		for _, m := range u.members(i) {
			part = append(part, forms[m])
		}
		out = append(out, part)
	}
	return out
}

func (g *graph) anyParted(forms []int) bool {
	if len(forms) == 1 || g.forms[forms[0]].Kind != hearsay.Person {
		return false
	}
	seen := map[standing]bool{}
	var roles []standing
	for _, f := range forms {
		if r := roleOf(g.forms[f]); !seen[r] {
			seen[r] = true
			roles = append(roles, r)
		}
	}
	for i := range roles {
		for j := range i {
			if roles[i].parted(roles[j]) {
				return true
			}
		}
	}
	last := 0 // years come sorted
	for _, f := range forms {
		y := g.forms[f].Year
		if last > 0 && y-last >= 40 {
			return true
		}
		last = y
	}
	return false
}

// partedSets reports whether any two of the sets of i and j are parted.
func (g *graph) partedSets(u union, forms []int, i, j int) bool {
	for _, x := range u.members(u.find(i)) {
		for _, y := range u.members(u.find(j)) {
			if roleOf(g.forms[forms[x]]).parted(roleOf(g.forms[forms[y]])) {
				return true
			}
		}
	}
	return false
}

// apartBy is how many years lie between two forms, 0 when one is of no known year.
func apartBy(a, b Form) int {
	if a.Year == 0 || b.Year == 0 {
		return 0
	}
	return max(a.Year, b.Year) - min(a.Year, b.Year)
}

// long reports whether two forms lie too far apart to be one person's.
func long(a, b Form) bool { return apartBy(a, b) >= 40 }
