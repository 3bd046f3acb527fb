package resolve

import (
	"slices"
	"strings"
	"unicode"

	"hearsay/data/systems"
)

// bracketed reports whether a name is another one of the system named right before it: "HMS Ocean (L 12)".
func (a *account) bracketed(s *sighting, before []sighting) bool {
	k := len(before) - 1
	if k < 0 || s.first == 0 || a.strs[s.first-1] != "(" || before[k].after != s.first-1 {
		return false
	}
	return s.unlisted || slices.ContainsFunc(s.names, func(n systems.Name) bool { return n.ID == before[k].system.ID })
}

// prefer gives a short form the system of the full form before it: the Buk of a text that has named a Buk-M2E, SA-17 in brackets behind it.
func (a *account) prefer(s *sighting, before []sighting) {
	if a.bracketed(s, before) {
		if last := before[len(before)-1].system; !s.unlisted || s.system.Type() == last.Type() {
			s.system = last
			return
		}
	}
	for _, b := range before {
		if b.unlisted == s.unlisted && b.Of(a.doc.Text) == s.Of(a.doc.Text) && (s.unlisted || slices.ContainsFunc(s.names, func(n systems.Name) bool { return n.ID == b.system.ID })) {
			s.system = b.system
			return
		}
	}
	if s.unlisted || s.stem {
		return
	}
	short := systems.Key(s.names[0].Text)
	var only *systems.System
	for _, b := range before {
		full := systems.Key(b.system.Name)
		if !b.unlisted {
			full = systems.Key(b.names[0].Text)
		}
		for _, n := range s.names {
			same := n.ID == b.system.ID
			if !same && (len(short) < 3 || len(full) <= len(short) || !strings.HasPrefix(full, short) || !descends(b.system, n.ID)) {
				continue
			}
			if only != nil && only.ID != b.system.ID {
				return
			}
			only = b.system
		}
	}
	if only != nil {
		s.system = only
	}
}

// withShortNames adds the places where a ship that was named in full is called by the last of its names: "the Murphy".
func (a *account) withShortNames(seen []sighting) []sighting {
	last := map[string]int{} // the sighting that a short name stands for
	for i, s := range seen {
		words := strings.Fields(s.system.Name)
		if s.system.Type() == "ship" && s.sure && len(words) > 2 && !slices.Contains(words, "of") {
			w := words[len(words)-1]
			if _, ok := last[w]; !ok && len(w) > 3 && highFirst(w) && unicode.IsLetter(rune(w[0])) {
				last[w] = i
			}
		}
	}
	if len(last) == 0 {
		return seen
	}
	out := slices.Clone(seen)
	k := 0
	for i, w := range a.strs {
		for k < len(seen) && seen[k].after <= i {
			k++
		}
		at, ok := last[w]
		if !ok || seen[at].after > i || k < len(seen) && seen[k].first <= i || !a.theBefore(i) {
			continue
		}
		s := sighting{Span: a.words[i], first: i, after: i + 1, system: seen[at].system, unlisted: true}
		one := []sighting{s}
		a.tag(one)
		if !one[0].person && !one[0].party && !a.company(&s) {
			out = append(out, one[0])
		}
	}
	slices.SortFunc(out, func(x, y sighting) int { return x.From - y.From })
	return out
}

// parent is the family of a listed system.
func parent(id string) string {
	if s, ok := systems.ByID(id); ok {
		return s.Family
	}
	return ""
}

// descends reports whether a system is of the family, at any level.
func descends(s *systems.System, family string) bool {
	for id := s.Family; id != ""; id = parent(id) {
		if id == family {
			return true
		}
	}
	return false
}
