package reader

import (
	"slices"
	"strings"

	"hearsay/internal/segment"
)

// Nouns for bodies. An institution is one of a kind in its country: "the army" is a name there. A firm, a band and a medium are
// called so behind their backs: "the company" is a firm named before.
var (
	institutions = wordSet(`army navy police coastguard opposition government parliament prosecution military gendarmerie judiciary cabinet treasury`)
	offshoots    = wordSet(`ministry service agency embassy department commission committee council court bank office administration directorate command force forces guard guards
		union federation university institute observatory laboratory hospital regulator authority bureau board delegation secretariat consulate intelligence customs senate`)
	firms = wordSet(`company firm business corporation manufacturer maker producer operator group owner bank airline carrier shipowner retailer
		startup contractor supplier developer publisher utility yard shipyard refinery bureau brewer insurer lender conglomerate`)
	bands       = wordSet(`group movement militia party organisation organization alliance coalition front rebels guerrillas faction league association charity union club`)
	vague       = wordSet(`company firm business group organisation organization manufacturer operator`)
	outletNouns = wordSet(`newspaper paper daily weekly magazine portal website site outlet broadcaster channel station tabloid publication agency newswire wire blog`)
)

// gatherBodies lists the namings of organisations, outlets and places with the longest form of each name.
func (c *cast) gatherBodies() {
	for _, t := range c.Names {
		switch t.Type {
		case "org", "outlet", "unit", "place", "facility":
			f := figure{Run: t.Run, kind: t.Type, free: !c.possessive(t.To) && !c.governed(t.From)}
			if t.Type == "org" || t.Type == "unit" {
				f.Run = c.wider(t.Run)
			}
			f.name = c.string(c.withoutOwner(c.core(f.Run)))
			f.role = c.calledBeside(f.Run)
			c.bodies = append(c.bodies, f)
		}
	}
	c.gatherInstitutions()
	slices.SortStableFunc(c.bodies, func(a, b figure) int { return a.From - b.From })
	for i := range c.bodies {
		c.acronym(&c.bodies[i])
	}
	for _, f := range c.bodies {
		if f.kind == "place" {
			c.long[f.name] = f.name // a town that a paper is called after, say
		} else if f.kind != "facility" {
			for _, w := range firstAndLast(f.name) {
				if names := c.heard[w]; !slices.Contains(names, f.name) && len(names) < lookBack {
					c.heard[w] = append(names, f.name)
				}
			}
		}
	}
	for i := range c.bodies {
		if f := &c.bodies[i]; f.kind == "org" || f.kind == "outlet" || f.kind == "unit" {
			f.name = c.longest(f.name)
		}
	}
}

// withoutOwner takes off a name the mark of an owner that the model left on it.
func (c *cast) withoutOwner(r segment.Run) segment.Run {
	if r.Len() > 1 && c.possessive(r.To-1) {
		r.To--
	}
	return r
}

// wider takes in the owner of a body that is named by what it is ("Oman's [foreign ministry]") and the rest of such a name
// ("[political] bureau of the Free Movement", "embassy of [Oman]").
func (c *cast) wider(r segment.Run) segment.Run {
	in := c.sentences[c.sentenceOf[r.From]]
	switch last := strings.ToLower(c.strs[r.To-1]); {
	case last == "of":
		r.To = c.nameAfter(r.To, in.To)
	case generic(last):
		r.To = c.goesOn(r.To, in.To, "of")
	}
	if !generic(c.strs[r.To-1]) && !generic(c.strs[r.From]) && capital(c.strs[r.From]) {
		return c.posted(r, in.To)
	}
	for r.From > in.From && !capital(c.strs[r.From]) && (c.pos[r.From-1] == "ADJ" || c.pos[r.From-1] == "NOUN" || c.pos[r.From-1] == "PROPN") && !c.markOnly(r.From-1) {
		r.From--
	}
	if k := r.From - 1; k > in.From && c.possessive(k) && capital(c.strs[k-1]) {
		r.From = k - 1
		for _, t := range betweenTagged(c.Names, max(in.From, k-8), k) {
			if t.To == k && t.From < r.From {
				r.From = t.From
			}
		}
		if k := r.From - 1; k >= in.From && capital(c.strs[k]) && c.pos[k] == "PROPN" && !c.named(r.From) {
			r.From = k // "South Korea's", where the model names neither
		}
	}
	return c.posted(r, in.To)
}

// posted takes in where a body is of which there are several, told apart by that: "the Omani embassy [in Paris]".
func (c *cast) posted(r segment.Run, end int) segment.Run {
	for i := r.From; i < r.To; i++ {
		w := strings.ToLower(c.strs[i])
		if w == "embassy" || w == "consulate" || w == "commission" && i > r.From && strings.EqualFold(c.strs[i-1], "high") {
			r.To = c.goesOn(r.To, end, "in")
			break
		}
	}
	return r
}

func generic(w string) bool {
	w = strings.ToLower(w)
	return institutions[w] || offshoots[w]
}

// goesOn is where a name that ends at word to ends when it goes on with one of some prepositions and another name.
func (c *cast) goesOn(to, end int, by ...string) int {
	if to < end && slices.Contains(by, strings.ToLower(c.strs[to])) {
		if longer := c.nameAfter(to+1, end); longer > to+1 {
			return longer
		}
	}
	return to
}

// nameAfter is the end of the name of a place or body that stands at word i, its article before it; i where none does.
func (c *cast) nameAfter(i, end int) int {
	at := i
	if at < end && strings.EqualFold(c.strs[at], "the") {
		at++
	}
	for _, t := range betweenTagged(c.Names, at, min(end, at+1)) {
		if t.Type == "place" || t.Type == "org" {
			return t.To
		}
	}
	return i
}

// gatherInstitutions adds the bodies that no name marks: "the Colombian army", "police in Lerwick", "the coastguard of Malta".
func (c *cast) gatherInstitutions() {
	named := c.bodies
	for i, w := range c.strs {
		if !generic(w) || c.named(i) && capital(w) {
			continue
		}
		if f := figureAt(named, i); f != nil && f.kind == "org" {
			continue
		}
		in := c.sentences[c.sentenceOf[i]]
		r := segment.Run{From: i, To: i + 1}
		for r.From > in.From && r.Len() < 6 && (c.pos[r.From-1] == "ADJ" || c.pos[r.From-1] == "NOUN" || c.pos[r.From-1] == "PROPN" && capital(c.strs[r.From-1])) && !c.dated(r.From-1) {
			r.From--
		}
		r = c.wider(r)
		r.To = c.goesOn(r.To, in.To, "of", "in")
		plain := r.Len() == 1 || r.From == in.From || !strings.EqualFold(c.strs[r.From-1], "the") // neither a name nor "the foreign ministry"
		if plain && !slices.ContainsFunc(c.strs[r.From:r.To], capital) || r.Len() == 1 || r.Len() > 8 || r.From == in.From && !slices.ContainsFunc(c.strs[r.From+1:r.To], capital) && c.pos[r.From] != "PROPN" && !c.named(r.From) {
			continue
		}
		c.bodies = append(c.bodies, figure{Run: r, kind: "org", name: c.string(c.core(r)), free: true, role: c.calledBeside(r)})
	}
}

var days = wordSet(`monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow`)

// dated reports whether word i is part of a time: "on Saturday police …".
func (c *cast) dated(i int) bool {
	if days[strings.ToLower(c.strs[i])] {
		return true
	}
	return slices.ContainsFunc(between(c.Times, max(0, i-6), i+1), func(t segment.Run) bool { return i < t.To })
}

// calledBeside is what a body is called beside its name: "the union IG Metall", "Acme, a maker of pumps", "its owner, Acme", "the Acme agency".
func (c *cast) calledBeside(r segment.Run) []string {
	in := c.sentences[c.sentenceOf[r.From]]
	var words []string
	add := func(i int) {
		if w := strings.ToLower(c.strs[i]); i >= in.From && i < in.To && (c.pos[i] == "NOUN" || outletNouns[w] || firms[w]) && !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	add(r.To - 1)
	if w := strings.ToLower(c.strs[c.head(r)]); generic(w) && !slices.Contains(words, w) {
		words = append(words, w) // "the [embassy] of Oman", "the [Ministry] of Works"
	}
	k := r.From - 1
	if k > in.From && (c.strs[k] == "," || c.markOnly(k)) {
		k--
	}
	if k >= in.From && k < r.From {
		add(k)
	}
	if r.To < in.To {
		add(r.To)
	}
	if r.To+2 < in.To && c.strs[r.To] == "," {
		if w := strings.ToLower(c.strs[r.To+1]); w == "a" || w == "an" || w == "the" {
			for i := r.To + 2; i < in.To && i < r.To+9 && (c.pos[i] == "NOUN" || c.pos[i] == "ADJ" || c.pos[i] == "PROPN"); i++ {
				if i+1 == in.To || c.pos[i+1] != "NOUN" {
					add(i)
				}
			}
		}
	}
	return words
}

// called reports whether a body goes by a noun: by what stands beside its name, or, for a firm or a band, because nothing speaks against it.
func (f *figure) called(noun string) (surely, perhaps bool) {
	last := strings.ToLower(f.name[strings.LastIndexByte(f.name, ' ')+1:])
	if f.kind == "place" || f.kind == "facility" {
		return last == noun, last == noun
	}
	if last == noun || slices.Contains(f.role, noun) {
		return true, true
	}
	for _, group := range []map[string]bool{firms, bands, outletNouns} {
		if capital(f.name) && group[noun] && (group[last] || slices.ContainsFunc(f.role, func(w string) bool { return group[w] })) {
			return noun != "owner" && noun != "union" && noun != "agency", true
		}
	}
	if f.kind == "outlet" {
		return outletNouns[noun] && noun != "agency", outletNouns[noun]
	}
	open := (f.kind == "org" || f.kind == "unit") && capital(f.name) && !generic(last) && !slices.ContainsFunc(f.role, func(w string) bool { return outletNouns[w] || firms[w] || bands[w] || generic(w) })
	return false, open && (firms[noun] || bands[noun])
}
