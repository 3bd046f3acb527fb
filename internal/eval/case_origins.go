package eval

import (
	"maps"
	"slices"
	"strings"
)

// origins counts the editor's matters that two documents or more tell. Ours is the matter of most of its claims.
func (t *CaseTally) origins(j *judgement) {
	for _, m := range j.Case.Matters {
		var docs []string
		for _, k := range m.Claims {
			docs = append(docs, j.claim(k).Document)
		}
		docs = set(docs)
		if len(docs) < 2 {
			continue
		}
		gold := map[string]bool{}
		for _, o := range m.Origins {
			gold[key(o.Documents)] = true
		}
		judge := func(r *OriginRates, parts map[string]bool) { r.add(maps.Equal(parts, gold), len(parts) == len(gold)) }
		ours := map[string]bool{}
		for _, o := range j.matters[j.mostly(m.Claims)].Origins {
			if k := key(j.within(o.Documents, docs)); k != "" {
				ours[k] = true
			}
		}
		judge(&t.Origins, ours)
		judge(&t.OriginsByOutlet, grouped(docs, func(ref string) string { return j.document(ref).Outlet }))
		judge(&t.OriginsAsOne, map[string]bool{key(docs): true})
		judge(&t.OriginsByTitle, grouped(docs, func(ref string) int { return j.like[ref] }))
	}
}

// mostly is the matter of ours that most of these claims are in, the first of several; "" for none.
func (j *judgement) mostly(claims []string) string {
	count := map[string]int{}
	for _, k := range claims {
		if own := j.own[k]; own != "" {
			count[own]++
		}
	}
	best := ""
	for _, k := range claims {
		if own := j.own[k]; count[own] > count[best] {
			best = own
		}
	}
	return best
}

// within are the refs of documents that are among docs.
func (j *judgement) within(ids, docs []string) []string {
	var out []string
	for _, id := range ids {
		if ref := j.refs[id]; slices.Contains(docs, ref) {
			out = append(out, ref)
		}
	}
	return out
}

// rings counts the rings of the gold that one of ours is near, and ours that are near none.
func (t *CaseTally) rings(j *judgement) {
	ours := map[string][]string{}
	for _, m := range j.list {
		for _, r := range m.Rings {
			var refs []string
			for _, id := range r {
				refs = append(refs, j.refs[id])
			}
			ours[key(refs)] = set(refs)
		}
	}
	gold := j.Case.Rings
	for _, g := range gold {
		met := false
		for _, o := range ours {
			met = met || near(g, o)
		}
		t.Rings.add(met)
	}
	for _, o := range ours {
		if !slices.ContainsFunc(gold, func(g []string) bool { return near(g, o) }) {
			t.RingsFalse++
		}
	}
}

// set is a list in order, each once.
func set(list []string) []string { return slices.Compact(slices.Sorted(slices.Values(list))) }

// key names a set.
func key(list []string) string { return strings.Join(set(list), "\n") }

// grouped are the sets of refs that have the same mark.
func grouped[K comparable](refs []string, mark func(string) K) map[string]bool {
	by := map[K][]string{}
	for _, r := range refs {
		by[mark(r)] = append(by[mark(r)], r)
	}
	out := map[string]bool{}
	for _, g := range by {
		out[key(g)] = true
	}
	return out
}

// near reports whether two sets share half of what is in either, or more.
func near(a, b []string) bool { return overlap(set(a), set(b)) >= 0.5 }
