package eval

import (
	"slices"
	"strings"

	"hearsay"
)

// Resolved is what comes out right of what words stand for, over marked passages.
type Resolved struct {
	Times  Rate // marked times that a claim of ours has, word for word
	Values Rate // of these, those with the right value
	Roles  Rate // people with a marked role whom a claim of ours names as its speaker: those whose role it has
}

// add counts a passage: its marks, and our claims, resolved.
func (r *Resolved) add(text string, words []hearsay.Span, marks []mark, claims []hearsay.Claim) {
	for _, m := range marks {
		run := touched(words, m.Span)
		if m.tag != "time" || run.To == 0 {
			continue
		}
		found := ""
		had := slices.ContainsFunc(claims, func(c hearsay.Claim) bool {
			return slices.ContainsFunc(c.Times, func(t hearsay.Time) bool {
				found = t.Value
				return len(t.Spans) == 1 && touched(words, t.Spans[0]) == run
			})
		})
		r.Times.add(had)
		if had {
			r.Values.add(found == m.attrs["v"])
		}
	}
	roles := rolesOf(text, words, marks)
	for i, p := range roles {
		if slices.ContainsFunc(roles[:i], func(o personRole) bool { return samePerson(o.name, p.name) }) {
			continue // counted with the first
		}
		speaks, right := false, false
		for _, c := range claims {
			if c.Speaker.Kind != hearsay.Person || !samePerson(c.Speaker.Name, p.name) {
				continue
			}
			speaks = true
			right = right || slices.ContainsFunc(roles, func(o personRole) bool {
				return samePerson(o.name, p.name) && plainName(o.role) == plainName(c.Speaker.Role)
			})
		}
		if speaks {
			r.Roles.add(right)
		}
	}
}

type personRole struct{ name, role string }

// beside is how many words may stand between a role and the name it belongs to: a comma and an article.
const beside = 2

// rolesOf are the marked roles with the person whose each is: the nearest marked name, at most beside words away, rather that behind.
func rolesOf(text string, words []hearsay.Span, marks []mark) (out []personRole) {
	for _, m := range marks {
		if m.tag != "role" {
			continue
		}
		role, name, nearest := touched(words, m.Span), "", beside+1
		for _, p := range marks {
			if p.tag != "e" || p.attrs["t"] != "person" {
				continue
			}
			who := touched(words, p.Span)
			for _, gap := range []int{who.From - role.To, role.From - who.To} { // before the name, behind it
				if gap >= 0 && gap < nearest {
					name, nearest = p.Of(text), gap
				}
			}
		}
		if name != "" && role.To > 0 {
			out = append(out, personRole{name, m.Of(text)})
		}
	}
	return out
}

// samePerson reports whether all words of one name are in the other.
func samePerson(a, b string) bool {
	x, y := strings.Fields(plainName(a)), strings.Fields(plainName(b))
	if len(x) > len(y) {
		x, y = y, x
	}
	return len(x) > 0 && !slices.ContainsFunc(x, func(w string) bool { return !slices.Contains(y, w) })
}
