package resolve

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay"
	"hearsay/data/systems"
)

// systems finds the weapons, ships, aircraft and vehicles that the text names, and gives mentions theirs: System and Name, and the
// Type that goes with it. A system that no mention covers gets a mention of its own in each claim whose words hold it; where pieces
// of one name are mentions, the name takes their place. A noun ("the missiles") gets the system of its kind that it stands beside, or, with
// "the" before it, the only one that the text has named so far, when that was in its sentence or in the two before it.
func (a *account) systems() {
	seen := a.sightings()
	if len(seen) == 0 {
		return
	}
	for i := range a.claims {
		c := &a.claims[i]
		for _, s := range seen {
			a.mention(c, s)
		}
		for j := range c.Mentions {
			if m := &c.Mentions[j]; m.Generic && isSystemType(m.Type) && len(m.Spans) > 0 {
				if s := a.meantBy(m, seen); s != nil {
					m.System, m.Name = s.ID, s.Name
				}
			}
		}
	}
}

// mention ties what mentions a claim has of a sighting to its system, or makes one.
func (a *account) mention(c *hearsay.Claim, s sighting) {
	over, noun := []int{}, -1 // mentions that share words with it
	for j, m := range c.Mentions {
		if len(m.Spans) == 0 || !m.Spans[0].Overlaps(s.Span) {
			continue
		}
		if !isSystemType(m.Type) && !s.Holds(a.bare(m.Spans[0])) {
			return // part of another name: "the S-400 Regiment"
		}
		if !m.Generic || s.Holds(m.Spans[0]) {
			over = append(over, j)
		} else if m.Spans[0].Holds(s.Span) {
			noun = j
		}
	}
	if len(over) == 0 && noun >= 0 {
		over = append(over, noun) // "Taurus cruise missiles", taken for a noun
	}
	within := slices.ContainsFunc(slices.Concat(c.Speaker.Spans, c.Cue.Spans, c.Content.Spans), func(o hearsay.Span) bool { return o.Holds(s.Span) })
	if len(over) == 0 {
		if within {
			m := hearsay.Mention{Printed: hearsay.Print(a.doc.Text, s.Span), Type: s.typeOf("")}
			m.System, m.Name = s.system.ID, s.system.Name
			at, _ := slices.BinarySearchFunc(c.Mentions, s.From, func(m hearsay.Mention, from int) int { return firstByte(m.Printed) - from })
			c.Mentions = slices.Insert(c.Mentions, at, m)
		}
		return
	}
	m := &c.Mentions[over[0]]
	if m.Generic && strings.HasPrefix(s.system.ID, "calibre") {
		m.System, m.Name = s.system.ID, s.system.Name // the howitzers of "155mm howitzers" stay a noun
		return
	}
	m.Type, m.Generic, m.System, m.Name, m.Party = s.typeOf(m.Type), false, s.system.ID, s.system.Name, ""
	if within && s.Holds(m.Spans[0]) {
		m.Printed = hearsay.Print(a.doc.Text, s.Span)
	}
	for _, j := range slices.Backward(over[1:]) {
		if o := &c.Mentions[j]; s.Holds(o.Spans[0]) {
			c.Mentions = slices.Delete(c.Mentions, j, j+1)
		} else {
			o.System, o.Name = s.system.ID, s.system.Name
		}
	}
}

// bare is a span without an article at its front.
func (a *account) bare(s hearsay.Span) hearsay.Span {
	if w := s.Of(a.doc.Text); len(w) > 4 && strings.EqualFold(w[:4], "the ") {
		s.From += 4
	}
	return s
}

// meantBy is the system that a noun stands for, nil when that is not plain.
func (a *account) meantBy(m *hearsay.Mention, seen []sighting) *systems.System {
	from, to := a.wordAt(m.Spans[0].From), a.wordAt(m.Spans[0].To-1)+1
	head := strings.ToLower(a.strs[to-1])
	var only *sighting
	several := false
	for i := range seen {
		s := &seen[i]
		if !systems.Means(head, s.system.Kind) {
			continue
		}
		if s.first == to || s.after <= from && from-s.after <= 3 && a.onlyModifiers(s.after, from) {
			return s.system
		}
		if s.first >= to {
			break
		}
		several = several || only != nil && only.system.ID != s.system.ID
		only = s
	}
	if only == nil || several || !a.definite(from) {
		return nil
	}
	near := a.sentenceAt(from)
	for range 2 {
		if near.From > 0 {
			near.From = a.sentenceAt(near.From - 1).From
		}
	}
	if only.first < near.From {
		return nil
	}
	return only.system
}

// definite reports whether the words before word i say that it is a known one.
func (a *account) definite(i int) bool {
	for j := i - 1; j >= 0 && j >= i-3; j-- {
		switch w := strings.ToLower(a.strs[j]); {
		case w == "the" || w == "these" || w == "those" || w == "this" || w == "that" || w == "both":
			return true
		case !modifiers[w]:
			return false
		}
	}
	return false
}

// onlyModifiers reports whether nothing stands in words from to to but what goes before a noun of a system.
func (a *account) onlyModifiers(from, to int) bool {
	for _, w := range a.strs[from:to] {
		if !modifiers[strings.ToLower(w)] {
			return false
		}
	}
	return true
}

func isSystemType(t string) bool {
	return t == "weapon" || t == "vehicle" || t == "ship" || t == "aircraft"
}

func firstByte(p hearsay.Printed) int {
	if len(p.Spans) == 0 {
		return 0
	}
	return p.Spans[0].From
}

// highFirst reports whether a word begins with a capital letter or a figure.
func highFirst(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}
