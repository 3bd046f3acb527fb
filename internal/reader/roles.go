package reader

import (
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/segment"
)

// offices are nouns for people in office, by which papers vary a name just used.
var offices = wordSet(`official politician leader minister president premier chancellor diplomat ambassador envoy senator lawmaker legislator deputy governor
	mayor general admiral colonel commander spokesman spokeswoman spokesperson chairman chairwoman director candidate nominee secretary chief head
	prosecutor judge commissioner negotiator coordinator adviser brigadier commodore major captain lieutenant commissar councillor congressman
	congresswoman chair manager boss owner founder registrar inspector officer`)

// callings are nouns for what people do that may stand beside a name as its role.
var callings = wordSet(`analyst lawyer solicitor engineer expert researcher professor economist statistician historian engineer investigator doctor physician surgeon
	skipper pilot editor reporter correspondent journalist author activist campaigner member partner agent broker trader farmer teacher
	witness resident consultant scientist seismologist geologist hydrologist epidemiologist virologist physicist lecturer fellow executive representative
	counsel attorney bishop priest imam rector principal steward skipper trawlerman fisherman coach trainer player striker winger shipowner businessman
	businesswoman actor actress singer writer novelist artist photographer blogger rebel warlord banker treasurer architect strategist interpreter`)

// roleBeside is the role right before a name or behind it after a comma: as the model marks it, else by the words.
func (s *story) roleBeside(r segment.Run) segment.Run {
	in := s.sentences[s.sentenceOf[r.From]]
	var behind segment.Run
	for _, x := range between(s.Roles, in.From, in.To) {
		x = s.bareRole(x)
		if gap := r.From - x.To; x.Len() > 0 && gap >= 0 && gap <= 1 {
			return s.wholeRole(x)
		}
		if gap := x.From - r.To; behind.Len() == 0 && x.Len() > 0 && gap >= 1 && gap <= 3 && s.strs[r.To] == "," {
			behind = x
		}
	}
	if before := s.roleBefore(r, in); before.Len() > 0 {
		return before
	}
	if behind.Len() > 0 {
		return behind
	}
	return s.roleBehind(r, in)
}

// bareRole takes article and owner's pronoun off a role; a clause ("who leads …") is none.
func (s *story) bareRole(x segment.Run) segment.Run {
	for x.Len() > 0 {
		w := strings.ToLower(s.strs[x.From])
		switch {
		case w == "who" || w == "which":
			return segment.Run{}
		case w == "the" || w == "a" || w == "an" || w == "," || s.owned(x.From):
			x.From++
			continue
		}
		break
	}
	for i := x.From + 1; i < x.To; i++ {
		if s.pos[i] == "VERB" || s.strs[i] == "," { // "a solicitor [acting for …]"
			x.To = i
		}
	}
	for x.Len() > 0 && (s.looseEnd(x.To-1) || s.pos[x.To-1] == "ADP" || s.pos[x.To-1] == "DET") {
		x.To--
	}
	return x
}

// wholeRole takes in the adjectives and nouns that the model leaves off at the beginning of a role: "[deputy] foreign minister".
func (s *story) wholeRole(x segment.Run) segment.Run {
	for x.From > 0 && s.sentenceOf[x.From-1] == s.sentenceOf[x.From] && s.titleWord(x.From-1) && !capital(s.strs[x.From-1]) {
		x.From--
	}
	return x
}

func (s *story) titleWord(i int) bool {
	switch s.pos[i] {
	case "NOUN", "ADJ":
		return true
	case "PROPN":
		return !s.named(i)
	}
	return false
}

// named reports whether word i is part of a name.
func (s *story) named(i int) bool {
	near := betweenTagged(s.Names, max(0, i-12), i+1)
	return slices.ContainsFunc(near, func(t Tagged) bool { return t.From <= i && i < t.To })
}

// roleBefore is the nouns right before a name that end in an office or calling: "chief prosecutor Ana Reis".
func (s *story) roleBefore(r, in segment.Run) segment.Run {
	to := r.From
	if to > in.From+1 && s.strs[to-1] == "," {
		to-- // "the skipper, Ana Reis"
		for k := to - 1; k > in.From && k > to-8; k-- {
			if s.pos[k] == "ADP" && !s.capitals(k+1, to) { // "the head of the port, …": its head stands before
				to = k
			}
		}
	}
	for to > in.From && honorifics[strings.ToLower(s.strs[to-1])] && !offices[strings.ToLower(s.strs[to-1])] {
		to--
	}
	if to == in.From {
		return segment.Run{}
	}
	if w := strings.ToLower(s.strs[to-1]); !offices[w] && !callings[w] {
		return segment.Run{}
	}
	from := to - 1
	for from > in.From && to-from < 6 && s.titleWord(from-1) {
		from--
	}
	return segment.Run{From: from, To: to}
}

// capitals reports whether a run is all names.
func (s *story) capitals(from, to int) bool {
	for i := from; i < to; i++ {
		if !capital(s.strs[i]) {
			return false
		}
	}
	return from < to
}

// roleBehind is the apposition behind a name, with an office or calling as its head: "Ana Reis, the head of the port,".
func (s *story) roleBehind(r, in segment.Run) segment.Run {
	if r.To >= in.To || s.strs[r.To] != "," {
		return segment.Run{}
	}
	x := segment.Run{From: r.To + 1, To: r.To + 1}
	head := false
	for x.To < in.To && x.Len() < 14 {
		w := strings.ToLower(s.strs[x.To])
		if w == "," || w == "." || w == ";" || w == "(" || w == "who" || w == "which" || s.pos[x.To] == "VERB" || s.pos[x.To] == "AUX" || s.markOnly(x.To) {
			break
		}
		if s.pos[x.To] == "ADP" && !head {
			break
		}
		head = head || offices[w] || callings[w]
		x.To++
	}
	if x = s.bareRole(x); !head || x.Len() == 0 || slices.ContainsFunc(betweenTagged(s.Names, x.From, x.To), func(t Tagged) bool { return t.Type == "person" }) {
		return segment.Run{}
	}
	return x
}

// role finds the person that a role stands for ("the minister"): the one named with that role, the nearest first.
func (c *cast) role(d *draft, core segment.Run) (string, []string) {
	head := strings.ToLower(c.strs[core.To-1])
	switch head {
	case "latter", "former":
		named := c.before(c.people, core.From, func(figure) bool { return true })
		switch {
		case len(named) == 1:
			return named[0].name, nil
		case len(named) >= 2 && head == "latter":
			return named[len(named)-1].name, nil
		case len(named) >= 2:
			return named[len(named)-2].name, nil
		}
		return "", nil
	}
	head = strings.ToLower(c.strs[c.head(core)])
	owned := c.owned(core.From) || c.ownerIn(core)
	if !owned && (core.From == d.Speaker[0].From || !demonstratives[strings.ToLower(c.strs[core.From-1])]) {
		return "", nil // "a lawyer": not said who
	}
	if owned {
		return c.introduced(core, head), nil // "its director": nobody named by then
	}
	if c.head(core) < core.To-1 && core.To-c.head(core) > 1 && !c.bareTail(core) {
		return c.introduced(core, head), nil // "the spokesman of the army": nobody who was named without the army
	}
	var found []figure
	for k, least := upTo(c.people, core.From)-1, upTo(c.people, core.From)-lookBack; k >= max(0, least); k-- {
		f := c.people[k]
		if f.From < core.From && slices.Contains(f.role, head) && c.fitsRole(f, core) {
			if len(found) == 0 {
				found = append(found, f)
			} else if c.sentenceOf[f.From] == c.sentenceOf[found[0].From] && f.name != found[0].name {
				found = append(found, f)
			}
		}
	}
	if at, ok := c.unnamedBefore(core.From, head); ok && (len(found) == 0 || found[0].From < at) {
		d.Kind = hearsay.Unnamed
		return "", nil
	}
	switch len(found) {
	case 1:
		return found[0].name, found[0].options
	case 0:
		for _, m := range c.mentionsIn(core) {
			if n := c.follow(m.Head, hearsay.Person); n != "" {
				return n, nil
			}
		}
		if o := c.lastSpeaker(core.From); o != nil && o.Kind == hearsay.Person && (offices[head] || callings[head]) {
			return o.name, nil
		}
		return c.introduced(core, head), nil
	}
	var options []string
	for _, f := range found {
		options = append([]string{f.name}, options...)
	}
	return "", options
}

// unnamedBefore finds the unnamed speaker before word i whom the same noun introduced: "a senior officer … the officer".
func (c *cast) unnamedBefore(i int, head string) (int, bool) {
	for n := c.sentenceOf[i]; n >= 0 && c.paragraphOf(c.sentences[n].From) >= c.paragraphOf(i)-3; n-- {
		for _, k := range slices.Backward(c.touching[n]) {
			d := &c.drafts[k]
			if d.Kind != hearsay.Unnamed || len(d.Speaker) == 0 || d.Speaker[0].From >= i || c.plural(d) {
				continue
			}
			if core := c.core(d.Speaker[0]); strings.ToLower(c.strs[c.head(core)]) == head {
				return core.From, true
			}
		}
	}
	return 0, false
}

// head is the noun that a phrase is about: the last before what hangs on it.
func (s *story) head(core segment.Run) int {
	for i := core.From + 1; i < core.To; i++ {
		if s.pos[i] == "ADP" || s.pos[i] == "VERB" || strings.EqualFold(s.strs[i], "of") {
			return i - 1
		}
	}
	return core.To - 1
}

// bareTail reports whether what hangs on a phrase's noun names nothing by which somebody new could be meant.
func (c *cast) bareTail(core segment.Run) bool {
	tail := segment.Run{From: c.head(core) + 1, To: core.To}
	for i := tail.From; i < tail.To; i++ {
		if w := strings.ToLower(c.strs[i]); generic(w) || firms[w] || bands[w] || capital(c.strs[i]) {
			return false
		}
	}
	return true
}

// ownerIn reports whether a phrase begins with its owner: "Oman's foreign minister".
func (s *story) ownerIn(core segment.Run) bool {
	for i := core.From + 1; i < core.To-1 && i < core.From+6; i++ {
		if s.possessive(i) {
			return true
		}
	}
	return false
}

// introduced is the one person who is named with the noun of a role behind the phrase that has no name yet: "the skipper … said. … The skipper, Ana Reis, …".
func (c *cast) introduced(core segment.Run, head string) string {
	if !offices[head] && !callings[head] {
		return ""
	}
	name := ""
	for _, f := range c.people[upTo(c.people, core.To):] {
		if slices.Contains(f.role, head) && c.fitsRole(f, segment.Run{From: core.From, To: c.head(core) + 1}) {
			if name != "" && f.name != name {
				return ""
			}
			name = f.name
		}
		if c.paragraphOf(f.From) > c.paragraphOf(core.From)+2 {
			break
		}
	}
	before := upTo(c.people, core.From)
	for _, f := range c.people[max(0, before-lookBack):before] {
		if slices.Contains(f.role, head) && f.name != name {
			return ""
		}
	}
	return name
}

// fitsRole reports whether the words before the noun of a role ("the deputy minister") are no other than those of the role beside a name.
func (c *cast) fitsRole(f figure, core segment.Run) bool {
	for i := core.From; i < core.To-1; i++ {
		w := strings.ToLower(c.strs[i])
		if (offices[w] || w == "prime" || w == "foreign" || w == "defence" || w == "defense" || w == "interior" || w == "finance" || w == "former" || w == "acting") && !slices.Contains(f.role, w) {
			return false
		}
	}
	return true
}
