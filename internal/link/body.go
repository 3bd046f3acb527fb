package link

import (
	"strings"

	"hearsay"
	"hearsay/internal/rarity"
)

// oneBody says that two speak for one body, or "".
func (t *testimony) oneBody(o *testimony) string {
	if !t.speaksFor(o) {
		return ""
	}
	return t.who() + " and " + o.who() + " speak for one body"
}

// speaksFor reports whether the one speaks for the other, or both for the same: "the army" and "General Pabón, the commander of army aviation", "the
// directorate's chief" and "the River Transport Directorate". Two who are named are two.
func (t *testimony) speaksFor(o *testimony) bool {
	if t.own || o.own || t.person() && o.person() {
		return false
	}
	a, b := t.body(), o.body()
	if len(a) > len(b) {
		a, b = b, a
	}
	for w := range a {
		if !b[w] {
			return false
		}
	}
	return len(a) > 0
}

// person reports whether somebody is named.
func (t *testimony) person() bool { return t.kind == hearsay.Person && t.name != "" }

// body is the stems by which a speaker is described, but for a person's name and the office: of "the directorate's chief, Farooq Choudhury" that of directorate.
func (t *testimony) body() map[string]bool {
	own := map[string]bool{}
	described := ""
	if t.kind == hearsay.Person {
		for _, w := range nameWords(t.name) {
			own[w] = true
		}
	} else {
		described = t.name
	}
	for _, s := range t.claims {
		described += " " + s.Claim.Speaker.Text + " " + s.Claim.Speaker.Role
	}
	out := map[string]bool{}
	for _, w := range wordsOf(described) {
		if f := rarity.Fold(w); !offices[f] && !own[f] {
			if s := rarity.Stem(w); s != "" {
				out[s] = true
			}
		}
	}
	return out
}

// offices are words that say what somebody is or does in a body, or hold a phrase together, and not which body it is.
var offices = func() map[string]bool {
	all := map[string]bool{}
	for _, w := range strings.Fields(`a an the of in for at to and or by with from on as which who that this
		i me my we us our you your he him his she her it its they them their himself herself itself themselves
		spokesman spokeswoman spokesperson spokesmen representative chief head director manager executive boss owner member members chairman chairwoman
		president vice secretary minister officer official officials general colonel captain commander leader mr mrs ms dr
		deputy acting former senior new old first one two three some another other man woman people person
		office press service statement communique report note letter said latter last week month day yesterday today not`) {
		all[w] = true
	}
	return all
}()
