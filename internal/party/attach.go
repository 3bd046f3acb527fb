package party

import (
	"slices"
)

// attach puts each form of a bare name to the group it fits best, and makes groups of what is left.
func (g *graph) attach(groups []group, of [][]int) []group {
	full := slices.Clone(groups) // as they are without bare names
	u := newUnion(len(g.entries))
	free := make([][]int, len(g.entries)) // forms that fit nothing
	for i := range g.entries {
		if !g.entries[i].bare {
			continue
		}
		var could []int
		var left []int
		for _, f := range g.entries[i].forms {
			to, several := g.fits(i, f, full, of)
			if to >= 0 {
				groups[to].forms = append(groups[to].forms, f)
				continue
			}
			left = append(left, f)
			could = append(could, several...)
		}
		if len(left) == 0 {
			continue
		}
		if len(could) > 0 {
			slices.Sort(could)
			groups = append(groups, group{key: g.entries[i].key, apart: "one of several", kind: g.entries[i].kind, forms: left, could: slices.Compact(could)})
			continue
		}
		free[i] = left
	}
	for i := range g.entries {
		for _, e := range g.edges[i] {
			if free[i] != nil && free[e.to] != nil && e.score >= same {
				u.join(u.find(i), u.find(e.to))
			}
		}
	}
	for i := range g.entries {
		if free[i] == nil || u.find(i) != i {
			continue
		}
		var forms []int
		lead := i
		for _, m := range u.members(i) {
			forms = append(forms, free[m]...)
			if g.entries[m].plainer(g.entries[lead].named) < 0 {
				lead = m
			}
		}
		for n, part := range g.people(forms) {
			p := group{key: g.entries[lead].key, kind: g.entries[lead].kind, forms: part}
			if n > 0 {
				p.apart = spelt(g.forms[part[0]])
			}
			groups = append(groups, p)
		}
	}
	for i := range groups {
		slices.Sort(groups[i].forms)
	}
	return groups
}

// fits is the group that a form of a bare name belongs to, else -1 and those it may belong to.
func (g *graph) fits(i, f int, groups []group, of [][]int) (int, []int) {
	type option struct {
		group int
		score float64
	}
	var options []option
	for _, e := range g.edges[i] {
		for _, to := range of[e.to] {
			s := e.score + g.context(f, groups[to].forms)
			if k := slices.IndexFunc(options, func(o option) bool { return o.group == to }); k >= 0 {
				options[k].score = max(options[k].score, s)
			} else {
				options = append(options, option{to, s})
			}
		}
	}
	slices.SortStableFunc(options, func(a, b option) int {
		if a.score != b.score {
			if a.score > b.score {
				return -1
			}
			return 1
		}
		return a.group - b.group
	})
	options = slices.DeleteFunc(options, func(o option) bool { return o.score < 0.5 })
	if len(options) == 0 {
		return -1, nil
	}
	if len(options) == 1 || options[0].score-options[1].score >= 0.08 {
		return options[0].group, nil
	}
	var several []int
	for _, o := range options {
		several = append(several, o.group)
	}
	return -1, several
}

// context is what role and year say for or against a form being one of a group's.
func (g *graph) context(f int, group []int) float64 {
	best := -1.0
	x := g.forms[f]
	for _, m := range group {
		y := g.forms[m]
		if s := roleOf(x).fit(roleOf(y)) + years(x.Year, y.Year); s > best {
			best = s
		}
	}
	return best
}
