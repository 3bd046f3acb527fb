package eval

import (
	"maps"
	"slices"

	"hearsay"
)

// Matters adds how the claims of a case are grouped and linked. ours are our claims by the ref of their document; a claim that none of
// matters holds is a matter of its own, without links and origins.
func (t *CaseTally) Matters(c *Case, ours map[string][]hearsay.Claim, matters []hearsay.Matter) {
	j := newJudgement(c, ours, matters)
	before := t.Same
	t.same(j)
	counts := Counts{t.Same.Right - before.Right, t.Same.Wrong - before.Wrong, t.Same.Missed - before.Missed}
	t.matters = append(t.matters, caseRate{c.ID, float64(counts.Right) / float64(max(1, counts.Right+counts.Wrong+counts.Missed)), counts})

	doubts := map[string]bool{} // matters of doubts alone: editors differ on what they contradict
	for _, m := range c.Matters {
		doubts[m.ID] = !slices.ContainsFunc(m.Claims, func(k string) bool { return c.claim(k).Act != hearsay.Doubt })
	}
	clash := j.linked(func(m *hearsay.Matter) []hearsay.Opposite { return m.Contradicts })
	maps.DeleteFunc(clash, func(p pair, _ bool) bool { return doubts[p[0]] || doubts[p[1]] })
	gold := goldPairs(c.Contradicts)
	maps.DeleteFunc(gold, func(p pair, _ bool) bool { return doubts[p[0]] || doubts[p[1]] })
	t.Contradicts.tellAll(gold, clash)
	for _, p := range c.NotContradicts {
		t.Hasty.add(clash[newPair(p[0], p[1])])
	}
	t.Updates.tellAll(goldPairs(c.Updates), j.linked(func(m *hearsay.Matter) []hearsay.Opposite { return m.Updates }))
	t.origins(j)
	t.rings(j)
}

// judgement is a case with our matters seen through it.
type judgement struct {
	*Case
	gold    map[string]string         // matter of each of the editor's claims
	own     map[string]string         // our matter of those that we have
	matters map[string]hearsay.Matter // ours
	list    []hearsay.Matter
	refs    map[string]string // of documents, by ID
	like    map[string]int    // see alike
}

func newJudgement(c *Case, ours map[string][]hearsay.Claim, matters []hearsay.Matter) *judgement {
	j := &judgement{Case: c, gold: c.matterOf(), own: map[string]string{}, matters: map[string]hearsay.Matter{}, list: matters, refs: map[string]string{}, like: c.alike()}
	held := map[string]string{}
	for _, m := range matters {
		j.matters[m.ID] = m
		for _, id := range m.Claims {
			held[id] = m.ID
		}
	}
	for k, x := range c.Match(ours) {
		if j.own[k] = held[x.ID]; j.own[k] == "" {
			j.own[k] = "alone " + x.ID
		}
	}
	for i := range c.Documents {
		j.refs[c.Documents[i].Document().ID] = c.Documents[i].Ref
	}
	return j
}

// same counts pairs of the editor's claims that are one matter. A pair of which we lack one is missed.
func (t *CaseTally) same(j *judgement) {
	for i, a := range j.Claims {
		for _, b := range j.Claims[:i] {
			gold := j.gold[a.ID] == j.gold[b.ID]
			one, two := j.own[a.ID], j.own[b.ID]
			t.Same.tell(gold, one != "" && one == two)
			t.SameByTitle.tell(gold, one != "" && two != "" && j.like[a.Document] == j.like[b.Document])
		}
	}
}

// linked are pairs of the editor's matters of which claims stand in matters of ours that are linked, in whatever direction.
func (j *judgement) linked(to func(*hearsay.Matter) []hearsay.Opposite) map[pair]bool {
	links := map[pair]bool{}
	for i := range j.list {
		for _, o := range to(&j.list[i]) {
			links[newPair(j.list[i].ID, o.Matter)] = true
		}
	}
	out := map[pair]bool{}
	for a, one := range j.own {
		for b, two := range j.own {
			if j.gold[a] != j.gold[b] && links[newPair(one, two)] {
				out[newPair(j.gold[a], j.gold[b])] = true
			}
		}
	}
	return out
}

func goldPairs(list [][3]string) map[pair]bool {
	out := map[pair]bool{}
	for _, p := range list {
		out[newPair(p[0], p[1])] = true
	}
	return out
}

func (c *Counts) tellAll(gold, ours map[pair]bool) {
	for p := range gold {
		c.tell(true, ours[p])
	}
	for p := range ours {
		if !gold[p] {
			c.tell(false, true)
		}
	}
}
