package eval

import (
	"slices"
	"strings"
)

// likeTitle is the share of their words that two titles must have in common to be alike.
const likeTitle = 0.2

// small are words that say nothing of what a title is about.
var small = strings.Fields("of in on at to for from by with and or as is are was were be been has have it its that this not no says say said after over")

// alike numbers groups of documents by their titles alone: two whose titles share likeTitle of their words or more are in one group, and so is whoever is
// like one of a group. It is what linking has to beat: who clusters stories so makes one matter of all that a group tells, and one origin.
func (c *Case) alike() map[string]int {
	words := make([][]string, len(c.Documents))
	group := make([]int, len(c.Documents))
	for i, d := range c.Documents {
		words[i] = set(slices.DeleteFunc(strings.Fields(plainName(d.Title)), func(w string) bool { return slices.Contains(small, w) }))
		group[i] = i
		for j := range i {
			if from, to := group[i], group[j]; from != to && overlap(words[i], words[j]) >= likeTitle {
				for k := range group[:i+1] {
					if group[k] == from {
						group[k] = to
					}
				}
			}
		}
	}
	out := map[string]int{}
	for i, d := range c.Documents {
		out[d.Ref] = group[i]
	}
	return out
}

// overlap is the share that two sets have in common of what is in either, 0 of nothing.
func overlap(a, b []string) float64 {
	both := 0
	for _, x := range a {
		if slices.Contains(b, x) {
			both++
		}
	}
	return float64(both) / float64(max(1, len(a)+len(b)-both))
}
