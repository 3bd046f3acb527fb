package reader

import (
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/segment"
)

// gatherPeople lists the namings of people with the fullest form of each name.
func (c *cast) gatherPeople() {
	for _, names := range c.full {
		for _, n := range names {
			if g := given[strings.Fields(n)[0]]; g != "" { // what stands between two words may be another space than " "
				c.gender[n] = g
			}
		}
	}
	for _, t := range c.Names {
		if t.Type != "person" {
			continue
		}
		f := figure{Run: t.Run, kind: t.Type, free: !c.possessive(t.To) && !c.governed(t.From) && !c.beforeNoun(t.To)}
		f.printed = c.roleBeside(t.Run)
		for i := f.printed.From; i < f.printed.To; i++ {
			f.role = append(f.role, strings.ToLower(c.strs[i]))
		}
		f.name, f.options = c.fullest(f)
		c.people = append(c.people, f)
		if len(f.options) > 0 {
			continue
		}
		if g := c.titled(f); g != "" {
			c.gender[f.name] = g
		}
		if f.printed.Len() > 0 && c.roles[f.name] == "" {
			c.roles[f.name] = c.string(f.printed)
		}
	}
	c.hearPronouns()
}

// beforeNoun reports whether a name stands before a noun that it tells apart: "the Reis campaign".
func (c *cast) beforeNoun(i int) bool {
	return i < len(c.strs) && c.pos[i] == "NOUN" && c.sentenceOf[i] == c.sentenceOf[i-1] && !capital(c.strs[i])
}

// hearPronouns learns from pronouns whether a name is a man's or a woman's: those that the model ties to the only person named
// in their sentence, or in the one before when their own names none.
func (c *cast) hearPronouns() {
	votes := map[string]int{}
	for _, m := range c.Mentions {
		word := strings.ToLower(c.strs[m.Head])
		if m.Type != "person" || word != "he" && word != "she" && word != "her" && word != "his" && word != "him" {
			continue
		}
		named := c.before(c.people, m.Head, func(figure) bool { return true })
		if len(named) != 1 || c.sentenceOf[named[0].From] < c.sentenceOf[m.Head]-1 || c.follow(m.Head, hearsay.Person) != named[0].name {
			continue
		}
		if word == "he" || word == "his" || word == "him" {
			votes[named[0].name]++
		} else {
			votes[named[0].name]--
		}
	}
	for name, n := range votes {
		if c.gender[name] == "" && n != 0 {
			c.gender[name] = map[bool]string{true: "he", false: "she"}[n > 0]
		}
	}
}

// fullest is the longest form in the story of the name of a person: "Donald Trump" for "Trump", "Noh Ji-won" for "Noh", and for "TRUMP" too.
// Where several people bear it, the form of address, the role and who was named last decide, or nothing does.
func (c *cast) fullest(f figure) (string, []string) {
	name := c.string(f.Run)
	short := strings.Fields(name)
	plain := slices.Clone(short)
	for i, w := range plain {
		plain[i] = uncapitalled(w)
	}
	if known := c.full[plain[len(plain)-1]]; len(known) > 0 {
		if written := strings.Join(plain, " "); written != name && slices.Contains(known, written) {
			return written, nil
		}
		short = plain
	}
	var found []string
	for _, first := range []bool{false, true} { // by the last word, else by the first
		word := short[len(short)-1]
		for _, n := range c.full[word] {
			if longer(n, short, first) {
				found = append(found, n)
			}
		}
		if len(found) > 0 {
			break
		}
	}
	found = slices.DeleteFunc(found, func(n string) bool { // "Ana Reis" beside "Ana Maria Reis"
		return slices.ContainsFunc(found, func(m string) bool { return longer(m, strings.Fields(n), false) })
	})
	if g := c.titled(f); g != "" {
		found = slices.DeleteFunc(found, func(n string) bool { return c.gender[n] != "" && c.gender[n] != g })
	}
	if len(found) > 1 {
		found = c.nearestOf(found, f)
	}
	switch len(found) {
	case 0:
		return name, nil
	case 1:
		return found[0], nil
	}
	return name, found
}

// nearestOf narrows several people who bear a short name: to those with the role printed beside it, to those named by then, to the one named last in
// the paragraph or the one before it.
func (c *cast) nearestOf(names []string, f figure) []string {
	people := c.people[max(0, len(c.people)-lookBack):]
	narrow := func(keep func(string) bool) {
		var left []string
		for _, n := range names {
			if keep(n) {
				left = append(left, n)
			}
		}
		if len(left) > 0 {
			names = left
		}
	}
	narrow(func(n string) bool {
		return slices.ContainsFunc(people, func(g figure) bool {
			return g.name == n && slices.ContainsFunc(f.role, func(w string) bool { return offices[w] && slices.Contains(g.role, w) })
		})
	})
	narrow(func(n string) bool { return slices.ContainsFunc(people, func(g figure) bool { return g.name == n }) })
	par := c.paragraphOf(f.From)
	narrow(func(n string) bool {
		return slices.ContainsFunc(people, func(g figure) bool { return g.name == n && c.paragraphOf(g.From) >= par-1 })
	})
	return names
}

// longer reports whether name is a longer form of the words of short, which come in their order ("J. Reis" is "João Reis" too): with the
// same last word, or, when first is set, of the single word that it begins with.
func longer(name string, short []string, first bool) bool {
	long := strings.Fields(name)
	if len(long) <= len(short) && !(len(long) == len(short) && len(short) > 1) || name == strings.Join(short, " ") {
		return false
	}
	if first {
		return len(short) == 1 && long[0] == short[0]
	}
	if long[len(long)-1] != short[len(short)-1] {
		return false
	}
	k := 0
	for _, w := range long {
		if k < len(short) && (w == short[k] || initialOf(short[k], w)) {
			k++
		}
	}
	return k == len(short)
}

// initialOf reports whether short is the first letter of a name, with or without its stop.
func initialOf(short, name string) bool {
	letters := strings.TrimSuffix(short, ".")
	return len(letters) > 0 && len(letters) <= 2 && len([]rune(letters)) == 1 && strings.HasPrefix(name, letters) && len(name) > len(short)
}

var titles = map[string]string{
	"mr": "he", "mr.": "he", "sir": "he", "lord": "he", "king": "he", "prince": "he", "spokesman": "he", "chairman": "he", "congressman": "he",
	"mrs": "she", "mrs.": "she", "ms": "she", "ms.": "she", "miss": "she", "lady": "she", "queen": "she", "princess": "she", "dame": "she",
	"spokeswoman": "she", "chairwoman": "she", "congresswoman": "she", "businesswoman": "she", "actress": "she", "businessman": "he",
}

// titled is what titles and roles say of a name: whether it is a man's or a woman's.
func (c *cast) titled(f figure) string {
	words := slices.Clone(f.role)
	if f.From > 0 {
		words = append(words, strings.ToLower(c.strs[f.From-1]))
	}
	for _, w := range words {
		if g, ok := titles[w]; ok {
			return g
		}
	}
	return ""
}

// nameAt is the name of the person named by a run, and the names it could be when more than one.
func (c *cast) nameAt(r segment.Run) (string, []string) {
	f := figureAt(c.people, r.From)
	switch {
	case f == nil || f.Run != r:
		return c.string(r), nil
	case len(f.options) > 0:
		return "", f.options
	}
	return f.name, nil
}

// isPerson reports whether a phrase is nothing but a person's name, and not the short form of a firm's.
func (c *cast) isPerson(core segment.Run) bool {
	for _, t := range betweenTagged(c.Names, core.From, core.To) {
		if t.Type == "person" && t.Run == core {
			return !c.firms[c.strs[core.To-1]]
		}
	}
	return false
}

// endsInPerson reports whether a phrase ends with a person's name after a title or an owner: "the opposition's Ana Reis".
func (c *cast) endsInPerson(core segment.Run) bool {
	for _, t := range betweenTagged(c.Names, core.From, core.To) {
		if t.Type == "person" && t.To == core.To && t.From > core.From && (t.Len() > 1 || c.knownAs(t.Run)) {
			w := strings.ToLower(c.strs[t.From-1])
			return !c.governedFrom(t.From, core.From) && !outletNouns[w] && !firms[w] && !bands[w] && !generic(w)
		}
	}
	return false
}

// knownAs reports whether a short name is that of a person whom the story names in full.
func (c *cast) knownAs(r segment.Run) bool {
	f := figureAt(c.people, r.From)
	return f != nil && strings.Contains(f.name, " ")
}

// family is the last person named before whose family name is what a phrase consists of, or "".
func (c *cast) family(core segment.Run) string {
	if core.Len() != 1 {
		return ""
	}
	for k, least := upTo(c.people, core.From)-1, upTo(c.people, core.From)-lookBack; k >= max(0, least); k-- {
		if f := c.people[k]; f.From < core.From && (f.name == c.strs[core.From] || strings.HasSuffix(f.name, " "+c.strs[core.From])) {
			return f.name
		}
	}
	return ""
}

// person finds the person meant at word i: who speaks round it, else who spoke just before, else the only one named just before,
// else whom the model's chain of mentions leads to if it has passed over the first. Where two are left, both are candidates and the name is unknown.
func (c *cast) person(d *draft, i int, fits func(figure) bool) (string, []string) {
	known := func(name string) bool { return name != "" && fits(figure{name: name}) }
	if d.within >= 0 {
		if o := &c.drafts[d.within]; o.Kind == hearsay.Person && known(o.name) && !c.namedBetween(o.Cue.To, i, fits) {
			return o.name, nil
		}
	}
	if o := c.lastSpeaker(i); o != nil {
		if o.Kind == hearsay.Unnamed && !c.plural(o) || o.Kind == hearsay.Person && o.name == "" {
			if len(o.options) == 0 {
				d.Kind = o.Kind
			}
			return "", o.options // an unnamed official goes on
		}
		if o.Kind == hearsay.Person && known(o.name) {
			return o.name, nil
		}
	}
	if c.stranger(i) {
		d.Kind = hearsay.Unnamed
		return "", nil
	}
	named := c.before(c.people, i, func(f figure) bool { return f.free && len(f.options) == 0 && fits(f) })
	if len(named) == 1 {
		return named[0].name, nil
	}
	chained := c.follow(i, hearsay.Person)
	if len(named) == 0 {
		if known(chained) {
			return chained, nil
		}
		return "", nil
	}
	if chained != named[0].name && slices.ContainsFunc(named, func(f figure) bool { return f.name == chained }) {
		return chained, nil // not just the subject, which the model leans to
	}
	var options []string
	for _, f := range named {
		options = append(options, f.name)
	}
	return "", options
}

// stranger reports whether the sentence before word i is about somebody who stays without a name: "A man who swam ashore disagreed."
func (c *cast) stranger(i int) bool {
	for n := c.sentenceOf[i] - 1; n >= 0 && c.paragraphOf(c.sentences[n].From) == c.paragraphOf(i); n-- {
		r := c.starts[n]
		if q := c.quoteAt(r.From); q != nil && q.end() >= r.To {
			continue
		}
		w := strings.ToLower(c.strs[r.From])
		if w != "a" && w != "an" && w != "another" && w != "one" || slices.ContainsFunc(betweenTagged(c.Names, r.From, r.To), func(t Tagged) bool { return t.Type == "person" }) {
			return false
		}
		for _, m := range c.mentionsIn(segment.Run{From: r.From, To: min(r.To, r.From+5)}) {
			return m.Type == "person"
		}
		return false
	}
	return false
}

// namedBetween reports whether a person that fits is named between two words.
func (c *cast) namedBetween(from, to int, fits func(figure) bool) bool {
	return slices.ContainsFunc(c.people[upTo(c.people, from):max(upTo(c.people, from), upTo(c.people, to))], func(f figure) bool { return f.To <= to && f.free && fits(f) })
}
