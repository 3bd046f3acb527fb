package eval

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay"
)

// Claims adds how the claims of a case were read. ours are our claims by the ref of their document, those of a document in reading order.
func (t *CaseTally) Claims(c *Case, ours map[string][]hearsay.Claim) {
	got, spellings := c.Match(ours), c.spellings()
	var one Counts
	for i := range c.Claims {
		g := &c.Claims[i]
		x := got[g.ID]
		t.Found.add(x != nil)
		if x == nil {
			one.Missed++
			continue
		}
		speaker := sameName(g.Speaker, x.Speaker.Name, g.Kind, x.Speaker.Kind, spellings)
		way := sameChain(g, x, spellings)
		t.Speaker.add(speaker)
		t.Chain.add(way)
		t.Act.add(g.Act == x.Act)
		t.Denied.add(g.Denied == x.Denied)
		t.Status.add(g.Status == x.Status)
		if !takesPlace(g.Status) {
			t.WronglyHappened.add(takesPlace(x.Status))
		}
		if g.Said != "" {
			t.Said.add(sameDays(g.Said, x.Said))
		}
		if g.Event != "" {
			t.Event.add(sameDays(g.Event, x.Event))
		}
		if speaker && way && g.Status == x.Status {
			one.Right++
		} else {
			one.Wrong++
		}
	}
	t.claims = append(t.claims, caseRate{c.ID, float64(one.Right) / float64(max(1, len(c.Claims))), one})
	t.parties(c, ours)
}

// takesPlace reports whether what has this status is so already.
func takesPlace(s hearsay.Status) bool { return s == hearsay.Happened || s == hearsay.Ongoing }

// sameChain reports whether every hop is right, the outlet first.
func sameChain(g *CaseClaim, x *hearsay.Claim, spellings map[string][]string) bool {
	if len(g.Chain) != len(x.Chain) {
		return false
	}
	for i, name := range g.Chain {
		kind, ours := hearsay.Org, hearsay.KindUnknown
		if i == len(g.Chain)-1 {
			kind, ours = g.Kind, x.Speaker.Kind
		}
		if !sameName(name, x.Chain[i].Name, kind, ours, spellings) {
			return false
		}
	}
	return true
}

// parties counts pairs of listed spellings that are names in claims of ours: those of one party and of two. A spelling without a
// capital is no name.
func (t *CaseTally) parties(c *Case, ours map[string][]hearsay.Claim) {
	type spelling struct{ ref, text string }
	found := map[spelling]string{}
	for ref, claims := range ours {
		for i := range claims {
			x := &claims[i]
			for _, m := range x.Mentions {
				if m.Party != "" && m.Text != "" {
					found[spelling{ref, m.Text}] = m.Party
				}
			}
			if s := x.Speaker; s.Party != "" && s.Text != "" {
				found[spelling{ref, s.Text}] = s.Party
			}
		}
	}
	type held struct{ gold, ours string }
	var names []held
	for _, p := range c.Parties {
		seen := map[spelling]bool{}
		for _, s := range p.Spellings {
			sp := spelling{s[0], s[1]}
			if seen[sp] || !capital(sp.text) {
				continue
			}
			seen[sp] = true
			party := found[sp]
			t.PartySpellings.add(party != "")
			if party != "" {
				names = append(names, held{p.Name, party})
			}
		}
	}
	for i, a := range names {
		for _, b := range names[:i] {
			t.Party.tell(a.gold == b.gold, a.ours == b.ours)
		}
	}
}

// capital reports whether a word begins with one.
func capital(s string) bool {
	for _, w := range strings.Fields(s) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) {
			return true
		}
	}
	return false
}
