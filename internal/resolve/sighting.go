package resolve

import (
	"cmp"
	"slices"
	"strings"

	"hearsay"
	"hearsay/data/systems"
)

// sighting is a place in the text that names a system.
type sighting struct {
	hearsay.Span
	first, after int // its first word, and the one behind it
	names        []systems.Name
	system       *systems.System
	sure         bool   // its own words, or the noun beside it, leave no doubt
	tagged       string // type of the mention there, "" for none
	person       bool   // a mention there is a person
	party        bool   // a mention there is an organisation, an outlet
	unlisted     bool
	stem         bool // it stands for a longer name that begins so
}

// typeOf is the type of a mention of it, which so far has type t.
func (s *sighting) typeOf(t string) string {
	if s.system.Kind == "system" {
		return cmp.Or(t, "weapon")
	}
	return s.system.Type()
}

// sightings lists them in order. They do not overlap.
func (a *account) sightings() []sighting {
	found := a.candidates()
	if len(found) == 0 {
		return nil
	}
	a.tag(found)
	warlike := a.warlike()
	full := map[string]bool{}             // IDs named beyond doubt, with those of their families
	stems := map[string]*systems.System{} // what names beyond doubt begin with: the Lynx of a Lynx KF41
	for i := range found {
		s := &found[i]
		a.weigh(s)
		if s.sure {
			full[s.system.ID] = true
			stem(stems, s)
			for id := s.system.Family; id != ""; id = parent(id) {
				full[id] = true
			}
		}
	}
	var out []sighting
	for _, s := range found {
		if !s.sure && !a.bracketed(&s, out) && !a.settled(&s, full, stems, warlike) {
			continue
		}
		a.prefer(&s, out)
		if k := len(out) - 1; k >= 0 && out[k].after == s.first && out[k].system.ID == s.system.ID {
			out[k].To, out[k].after = s.To, s.after // "KC-135R Stratotanker"
			continue
		}
		out = append(out, s)
	}
	return a.withShortNames(out)
}

// candidates are the runs of words that may name a system: the longest at each place.
func (a *account) candidates() []sighting {
	var found []sighting
	for i := 0; i < len(a.words); {
		w := a.strs[i]
		if c := w[0]; c < 0x80 && !isWordByte(c) {
			i++
			continue
		}
		end := max(min(a.sentenceAt(i).To, i+12), i+1)
		n, names := systems.Match(a.strs[i:end])
		if n > 1 && a.words[i].To < a.words[i+1].From && !a.parted(w, names[0].Text) {
			n, names = 0, nil // "of 40", "a P-3C"
		}
		if n > 0 && misspelled(a.doc.Text[a.words[i].From:a.words[i+n-1].To], names[0].Text) {
			n, names = 0, nil // "78-7/8"
		}
		n = a.withoutNoun(i, n, names)
		s := sighting{first: i, after: i + n, names: names}
		if n == 0 || highFirst(w) {
			stop := a.words[end-1].To
			if size, u, doubtful := systems.Unlisted(a.doc.Text[a.words[i].From:stop]); size > 0 {
				if after := a.wordAt(a.words[i].From+size-1) + 1; after > i+n && (n == 0 || u.Kind != "ship") {
					s = sighting{first: i, after: after, system: &u, sure: !doubtful, unlisted: true}
				}
			}
		}
		if s.after == i {
			i++
			continue
		}
		s.Span = hearsay.Span{From: a.words[i].From, To: a.words[s.after-1].To}
		if !s.unlisted {
			s.system = names[0].System
		}
		found = append(found, s)
		i = s.after
	}
	return found
}

// parted reports whether a listed name may have a space behind its first word w: the A of "a P-3C" is not that of an AP-3C.
func (a *account) parted(w, listed string) bool {
	if len(w) <= 3 && !strings.HasPrefix(listed, w) && strings.ToUpper(w) != w {
		return false
	}
	return len(w) > 4 || len(listed) > len(w) && (!isWordByte(listed[len(w)]) || isFigure(listed[len(w)]))
}

// misspelled reports whether a text is numbers, or words parted by stops, where the listed name has none.
func misspelled(text, listed string) bool {
	for i := 1; i+1 < len(text); i++ {
		if c := text[i]; (c == '.' || c == '/') && isWordByte(text[i-1]) && isWordByte(text[i+1]) && strings.IndexByte(listed, c) < 0 {
			return isFigure(text[i-1]) == isFigure(text[i+1])
		}
	}
	return false
}

func isFigure(c byte) bool { return '0' <= c && c <= '9' }

// withoutNoun leaves the nouns out of a name of n words from word i on that is listed with them, "Mistral missile": they are beside it.
func (a *account) withoutNoun(i, n int, names []systems.Name) int {
	if n < 2 || !highFirst(a.strs[i]) {
		return n
	}
	text := names[0].Text
	for ; n > 1; n-- {
		at := strings.LastIndexByte(text, ' ')
		if at < 0 || !systems.IsNoun(text[at+1:]) && !modifiers[text[at+1:]] || a.strs[i+n-2] == "-" {
			break
		}
		text = text[:at]
	}
	return n
}

func isWordByte(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' }

// tag notes what the reader took the words of each sighting for.
func (a *account) tag(found []sighting) {
	for i := range a.claims {
		for _, m := range a.claims[i].Mentions {
			if len(m.Spans) == 0 || m.Generic {
				continue
			}
			span := a.bare(m.Spans[0])
			j, _ := slices.BinarySearchFunc(found, span.From, func(s sighting, at int) int { return s.To - at - 1 })
			for ; j < len(found) && found[j].Overlaps(span); j++ {
				s := &found[j]
				switch {
				case isSystemType(m.Type) && span.From <= s.From+4:
					s.tagged = m.Type
				case m.Type == "place" || m.Type == "facility":
					s.tagged = cmp.Or(s.tagged, m.Type)
				case m.Type == "person":
					s.person = true
				case !isSystemType(m.Type):
					s.party = true
				}
			}
		}
	}
}

// weigh picks the likeliest of the systems of that name and says whether it is beyond doubt: by its letters and figures, by a noun
// beside it ("Patriot missiles", "the carrier Ford").
func (a *account) weigh(s *sighting) {
	text := s.Of(a.doc.Text)
	digits := strings.ContainsAny(text, "0123456789")
	if s.unlisted {
		if !s.sure {
			s.sure = a.nounBeside(s, s.system.Kind) && s.system.Kind != "system"
		}
		if noun := a.nounBehind(s.after); noun != "" && s.system.Kind != "system" && !systems.Means(noun, s.system.Kind) && strings.HasPrefix(s.system.ID, "designation") {
			s.sure = s.sure && len(text) > 5
		}
		return
	}
	fits := func(n systems.Name) bool { return a.nounBeside(s, n.Kind) }
	if i := slices.IndexFunc(s.names, fits); i > 0 && s.names[i].Doubtful == s.names[0].Doubtful {
		s.names = append([]systems.Name{s.names[i]}, s.names...)
	}
	if i := slices.IndexFunc(s.names, func(n systems.Name) bool { return n.Type() == s.tagged }); i > 0 && !fits(s.names[0]) {
		s.names = append([]systems.Name{s.names[i]}, s.names...)
	}
	n := s.names[0]
	s.system = n.System
	raised := highFirst(text) && !a.shouted(s)
	switch {
	case !digits && !raised:
		s.sure = a.nounNext(s) && (!n.Doubtful || plainNouns[strings.ToLower(a.strs[s.after])]) || !n.Doubtful && s.after > s.first+1 && (text == n.Text || a.shouted(s))
	case n.Doubtful || a.loose(text, n.Text):
		s.sure = fits(n) && (s.system.Type() != "ship" || a.shipBeside(s)) && !a.company(s)
	default:
		noun := a.nounBehind(s.after)
		s.sure = !digits || !a.company(s) && (!wheels[noun] || systems.Means(noun, n.Kind))
	}
	if s.sure && (!digits && s.after == s.first+1 && s.person || digits && len(text) < 5 && s.party) && !fits(n) {
		s.sure = false // Iskander may be a man, the B-52s a band
	}
}

// loose reports whether a name is printed without the hyphen that it is listed with, and little else tells it: "P 500", "A10", "clubs".
func (a *account) loose(text, listed string) bool {
	i := strings.IndexByte(listed, '-')
	if i < 0 || strings.ContainsAny(text, "-–‑") {
		return i < 0 && strings.IndexByte(text, ' ') == 1
	}
	if !strings.ContainsAny(listed, "0123456789") {
		return !strings.Contains(text, " ")
	}
	return i == 1 && (strings.Contains(text, " ") || len(strings.Trim(text, "s")) < 4)
}

// stem notes the first word of a name of several, nil when two systems share it.
func stem(stems map[string]*systems.System, s *sighting) {
	if s.unlisted || s.system.Type() == "ship" {
		return
	}
	w, _, several := strings.Cut(s.names[0].Text, " ")
	if !several || len(w) < 4 || strings.ContainsAny(w, "0123456789") {
		return
	}
	key := systems.Key(w)
	if f, ok := stems[key]; ok && (f == nil || f.ID != s.system.ID) {
		stems[key] = nil
		return
	}
	stems[key] = s.system
}

// settled reports whether what else the text says makes a doubtful name that of a system: it is named in full elsewhere, or the
// reader took it for one in a text about such things.
func (a *account) settled(s *sighting, full map[string]bool, stems map[string]*systems.System, warlike int) bool {
	text := s.Of(a.doc.Text)
	if !highFirst(text) || a.company(s) {
		return false
	}
	digits := strings.ContainsAny(text, "0123456789")
	if !s.unlisted && !s.party && !s.person {
		if f := stems[systems.Key(s.names[0].Text)]; f != nil && !full[s.names[0].ID] && (s.tagged == "" || isSystemType(s.tagged)) {
			s.system, s.stem = f, true
		}
	}
	if noun := a.nounBehind(s.after); noun != "" && s.system.Kind != "system" && !systems.Means(noun, s.system.Kind) {
		return false // F-150 trucks
	}
	if s.stem {
		return !a.namesake(s.first) || isSystemType(s.tagged)
	}
	if !s.unlisted {
		for _, n := range s.names {
			if !full[n.ID] {
				continue
			}
			switch s.system = n.System; {
			case s.person: // a man has no article
				return n.Type() == "ship" && s.first > 0 && strings.EqualFold(a.strs[s.first-1], "the") && !a.shouted(s)
			case isSystemType(s.tagged):
				return true
			case s.party:
				return n.Type() == "ship" && a.theBefore(s.first) || a.counted(s)
			case n.Type() == "ship":
				return a.theBefore(s.first) || s.tagged == "" && !a.namesake(s.first)
			case s.tagged == "" && (digits || !a.shouted(s)) && !a.namesake(s.first):
				return true
			}
		}
	}
	if !s.party && !s.person && digits && !s.unlisted && len(s.Of(a.doc.Text)) > 3 {
		warlike = max(warlike, 1)
	}
	if s.party || s.person || !isSystemType(s.tagged) || warlike == 0 || warlike == 1 && !digits && s.tagged != s.system.Type() {
		return a.counted(s) && warlike > 0 && isSystemType(s.tagged)
	}
	t := s.system.Type()
	return s.system.Kind == "system" || s.unlisted || s.tagged == t || s.tagged != "ship" && t != "ship" && (s.tagged == "weapon" || t == "weapon")
}
