package resolve

import (
	"strings"

	"hearsay"
	"hearsay/internal/segment"
)

// clause is the words of a content with its verbs in groups: "had not been built" is one.
type clause struct {
	words  []string // lower case
	begins []bool   // a piece of the content begins here
	upper  []bool   // begins with a capital letter
	groups []verbGroup
	main   int // the group that says what happens, -1 when there is none
}

// verbGroup is a verb with its auxiliaries.
type verbGroup struct {
	segment.Run          // within the clause's words
	auxiliary   []string // before the last verb
	last        string   // the last verb
	fact        float32  // what the model makes of it
	negated     bool
	to          bool // an infinitive with "to"
	sub         bool // within a clause that only describes or conditions another
}

// mostWords bounds how much of a content is looked at: how an event stands is said early.
const mostWords = 120

// clauseOf cuts the content of a claim into verb groups.
func (a *account) clauseOf(c *hearsay.Claim) *clause {
	k := &clause{main: -1}
	verbs := map[int]float32{} // by first byte
	for _, v := range c.Verbs {
		verbs[v.From] = v.Fact
	}
	var open *verbGroup
	for _, s := range c.Content.Spans {
		open = nil
		for i := a.wordAt(s.From); i < len(a.words) && a.words[i].From < s.To && len(k.words) < mostWords; i++ {
			n := len(k.words)
			w := strings.ToLower(a.strs[i])
			k.words = append(k.words, strings.ReplaceAll(w, "’", "'"))
			k.upper = append(k.upper, w != a.strs[i])
			k.begins = append(k.begins, n == 0 || i == a.wordAt(s.From))
			fact, verb := verbs[a.words[i].From]
			if verb = verb && !notVerbs[w] || finite[k.words[n]]; !verb {
				if open != nil && !open.reaches(n, k.words[n]) {
					open = nil
				}
				continue
			}
			if open != nil && auxiliaries[open.last] && (open.To+3 > n || participle(k.words[n])) {
				open.auxiliary = append(open.auxiliary, open.last)
				open.last, open.To, open.fact = k.words[n], n+1, fact
				continue
			}
			k.groups = append(k.groups, verbGroup{Run: segment.Run{From: n, To: n + 1}, last: k.words[n], fact: fact})
			open = &k.groups[len(k.groups)-1]
		}
	}
	k.describe()
	return k
}

// describe tells of each group whether it is negated, an infinitive or subordinate, and picks the main one: the first that is finite and
// not subordinate, else the first.
func (k *clause) describe() {
	behind := 0 // the group before
	for n := range k.groups {
		g := &k.groups[n]
		for i := g.From; i < g.To; i++ {
			g.negated = g.negated || negations[k.words[i]]
		}
		g.negated = g.negated || g.To < len(k.words) && (k.words[g.To] == "not" || k.words[g.To] == "never")
		g.to = g.From > 0 && k.words[g.From-1] == "to"
		for i := g.From - 1; i >= behind && i >= g.From-9; i-- {
			if k.begins[i] && i > 0 || stop(k.words[i]) {
				if k.words[i] == "," && i+1 < g.From && relatives[k.words[i+1]] {
					g.sub = true
				}
				break
			}
			if i > 0 && subordinators[k.words[i]] || i == 0 && k.words[i] != "that" && conditions[k.words[i]] {
				g.sub = true
				break
			}
		}
		behind = g.To
	}
	k.main = k.mainGroup()
}

// reaches reports whether a group may go on behind word n: "had in May | licensed".
func (g *verbGroup) reaches(n int, w string) bool {
	if between[w] || strings.HasSuffix(w, "ly") {
		return true
	}
	return (g.last == "had" || g.last == "has" || g.last == "have") && n < g.To+3 && !articles[w] && !stop(w)
}

func (k *clause) mainGroup() int {
	for n := range k.groups {
		g := &k.groups[n]
		if f := g.form(); g.sub || g.to || f == "ing" {
			continue
		}
		// "the visit put off on Sunday will be made": a bare participle gives way to what follows.
		if len(g.auxiliary) == 0 && participle(g.last) {
			for m := n + 1; m < len(k.groups); m++ {
				if h := &k.groups[m]; !h.sub && !h.to && (len(h.auxiliary) > 0 || auxiliaries[h.last]) {
					if !k.joined(g.To, h.From) {
						return m
					}
					break
				}
			}
		}
		return n
	}
	for n := range k.groups {
		if !k.groups[n].sub {
			return n
		}
	}
	return min(0, len(k.groups)-1)
}

// joined reports whether a new clause begins between two words.
func (k *clause) joined(from, to int) bool {
	for i := from; i < to; i++ {
		switch k.words[i] {
		case "and", "but", "or", ";", "that", ":":
			return true
		}
		if k.begins[i] {
			return true
		}
	}
	return false
}

// form is how a group stands in time: its modal, or how its verb is built.
func (g *verbGroup) form() string {
	first := g.last
	if len(g.auxiliary) > 0 {
		first = g.auxiliary[0]
	}
	if m := modals[first]; m != "" {
		if len(g.auxiliary) > 1 && (g.auxiliary[1] == "have" || g.auxiliary[1] == "'ve") {
			return m + " have"
		}
		return m
	}
	ing, done := strings.HasSuffix(g.last, "ing") && len(g.last) > 4, participle(g.last)
	switch {
	case len(g.auxiliary) == 0:
		switch {
		case ing:
			return "ing"
		case g.last == "was" || g.last == "were":
			return "was"
		case beings[g.last]:
			return "is"
		case g.last == "had":
			return "had"
		case g.last == "has" || g.last == "have" || g.last == "'ve":
			return "has"
		case done || pasts[g.last]:
			return "past"
		case strings.HasSuffix(g.last, "s"):
			return "present"
		}
		return "base"
	case beings[first] || first == "was" || first == "were":
		tense := "is"
		if first == "was" || first == "were" {
			tense = "was"
		}
		if len(g.auxiliary) > 1 && g.auxiliary[1] == "being" {
			return tense + " ing"
		}
		if ing {
			return tense + " ing"
		}
		return tense + " done"
	case first == "have" || first == "has" || first == "'ve":
		return "has done"
	case first == "had":
		return "had done"
	case first == "did":
		return "past"
	}
	return "present"
}

// participle reports whether a verb looks like "built" or "fired".
func participle(w string) bool {
	return strings.HasSuffix(w, "ed") && len(w) > 3 || strings.HasSuffix(w, "en") && len(w) > 4 || irregular[w]
}

func stop(w string) bool {
	return w == "," || w == ";" || w == "." || w == ":" || w == "—" || w == "–"
}
