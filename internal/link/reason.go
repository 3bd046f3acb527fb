package link

import (
	"fmt"
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/rarity"
)

// reason says in words why two claims stand to each other as they do; a comes first.
func reason(relation hearsay.Relation, a, b *Side) string {
	about := inCommon(a, b)
	switch relation {
	case hearsay.Same:
		if a.event.known && b.event.known && gap(a.event, b.event) == 0 && about != "" {
			return "both, of the same time: " + about
		}
		return strings.TrimSuffix("both: "+about, ": ")
	case hearsay.Contradicts:
		if x, y, ok := apart(a, b); ok {
			return strings.TrimSuffix(fmt.Sprintf("%s against %s: %s", x, y, about), ": ")
		}
		switch {
		case negative(a) != negative(b):
			if negative(a) {
				a, b = b, a
			}
			return strings.TrimSuffix(fmt.Sprintf("%s says it is not so, %s that it is: %s", b.who(), a.who(), about), ": ")
		case a.Claim.Act == hearsay.Doubt || b.Claim.Act == hearsay.Doubt:
			return strings.TrimSuffix("one doubts it: "+about, ": ")
		}
		return strings.TrimSuffix("they tell it otherwise: "+about, ": ")
	}
	if x, y, ok := apart(a, b); ok {
		return strings.TrimSuffix(fmt.Sprintf("%s, later %s: %s", x, y, about), ": ")
	}
	if coming(a.Claim) && isSo(b.Claim) {
		return strings.TrimSuffix("first to come, then told as so: "+about, ": ")
	}
	return strings.TrimSuffix("told anew later: "+about, ": ")
}

// inCommon is the rarest words that both contents have, as the first has them.
func inCommon(a, b *Side) string {
	var words []string
	for _, w := range wordsOf(a.Claim.Content.Text) {
		h := hashOf(rarity.Stem(w))
		has := func(t term) bool { return t.key == h }
		if slices.ContainsFunc(a.terms, has) && slices.ContainsFunc(b.terms, has) && !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	return strings.Join(words[:min(len(words), 6)], ", ")
}

// apart is a quantity of each, as printed, that are of one thing and not the same.
func apart(a, b *Side) (x, y string, ok bool) {
	for _, m := range a.nums {
		for _, n := range b.nums {
			if m.unit == n.unit && m.thing == n.thing && (m.low > n.high || n.low > m.high) {
				return m.text, n.text, true
			}
		}
	}
	return "", "", false
}

// negative reports whether a claim says that something is not so.
func negative(s *Side) bool {
	return s.Claim.Denied || s.Claim.Status == hearsay.NotHappened || s.Claim.Act == hearsay.Deny
}

func (s *Side) who() string {
	switch {
	case s.Claim.Speaker.Name != "":
		return s.Claim.Speaker.Name
	case s.Claim.Speaker.Text != "":
		return s.Claim.Speaker.Text
	}
	return s.Story.outlet()
}
