package reader

import (
	"slices"
	"sort"
	"strings"

	"hearsay"
	"hearsay/internal/segment"
)

// cast is who has been named in a story, for the pronouns and roles that point back to them.
type cast struct {
	*story
	people []figure // in the order of their names
	bodies []figure // organisations, outlets, places that act
	gender map[string]string
	full   map[string]string   // by family name in lower case: the fullest form so far
	forms  map[string][]string // by family name in lower case: all longer forms in the story
	nouns  map[string]string   // by the last word of a speaking body's name in lower case: the last name so far
	firms  map[string]bool     // words in names of several words that are no person's
}

// figure is one naming of somebody.
type figure struct {
	segment.Run
	name string   // the fullest form so far of the same family name
	role []string // words of the role or title beside it, lower case
	kind string   // type of the name
	free bool     // neither somebody's owner nor hanging on a preposition
}

func (s *story) cast() *cast {
	c := &cast{story: s, gender: map[string]string{}, full: map[string]string{}, forms: map[string][]string{}, nouns: map[string]string{}, firms: map[string]bool{}}
	for _, t := range s.Names {
		f := figure{Run: t.Run, name: s.string(t.Run), kind: t.Type, free: !s.possessive(t.To) && !s.governed(t.From)}
		switch t.Type {
		case "person":
			f.name = c.fullest(f.name)
			f.role = s.roleBeside(t.Run)
			c.people = append(c.people, f)
			c.title(f)
			if last := strings.ToLower(s.strs[t.To-1]); t.Len() > 1 && !slices.Contains(c.forms[last], f.name) {
				c.forms[last] = append(c.forms[last], f.name)
			}
			continue
		case "org", "outlet", "unit", "place", "facility":
			c.bodies = append(c.bodies, f)
		}
		for i := t.From; i < t.To && t.Len() > 1; i++ {
			c.firms[s.strs[i]] = true
		}
	}
	return c
}

// upTo is the number of figures named before word i.
func upTo(figures []figure, i int) int {
	return sort.Search(len(figures), func(k int) bool { return figures[k].From >= i })
}

// nameAt is the name of the person named by a run: the fullest form told by then, or the only one that comes later (in the body after a heading).
func (c *cast) nameAt(r segment.Run) string {
	name := c.string(r)
	if k := upTo(c.people, r.From); k < len(c.people) && c.people[k].From == r.From {
		name = c.people[k].name
	}
	if all := c.forms[strings.ToLower(name)]; len(all) == 1 {
		return all[0]
	}
	return name
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

// family is the last person named before whose family name is what a phrase consists of, or "".
func (c *cast) family(core segment.Run) string {
	if core.Len() != 1 {
		return ""
	}
	for k := upTo(c.people, core.From) - 1; k >= 0; k-- {
		if f := c.people[k]; f.From < core.From && (f.name == c.strs[core.From] || strings.HasSuffix(f.name, " "+c.strs[core.From])) {
			return f.name
		}
	}
	return ""
}

// fullest is the longest form met so far of a person's name: "Donald Trump" for "Trump". Another first name is another person.
func (c *cast) fullest(name string) string {
	last := strings.ToLower(name[strings.LastIndexByte(name, ' ')+1:])
	if n := c.full[last]; len(n) > len(name) && strings.HasSuffix(n, name) {
		return n
	}
	c.full[last] = name
	return name
}

// roleBeside is the words of the role right before a name or behind it after a comma.
func (s *story) roleBeside(r segment.Run) []string {
	from := s.sentences[s.sentenceOf[r.From]].From
	var words []string
	for _, x := range between(s.Roles, from, s.sentences[s.sentenceOf[r.From]].To) {
		gap := r.From - x.To
		behind := x.From - r.To
		if gap >= 0 && gap <= 1 || behind >= 1 && behind <= 3 && s.strs[r.To] == "," {
			for i := x.From; i < x.To; i++ {
				words = append(words, strings.ToLower(s.strs[i]))
			}
		}
	}
	return words
}

var titles = map[string]string{
	"mr": "he", "mr.": "he", "sir": "he", "lord": "he", "king": "he", "prince": "he", "spokesman": "he", "chairman": "he", "congressman": "he",
	"mrs": "she", "mrs.": "she", "ms": "she", "ms.": "she", "miss": "she", "lady": "she", "queen": "she", "princess": "she", "dame": "she",
	"spokeswoman": "she", "chairwoman": "she", "congresswoman": "she", "businesswoman": "she", "actress": "she", "businessman": "he",
}

// title learns from titles and roles whether a name is a man's or a woman's.
func (c *cast) title(f figure) {
	words := f.role
	if f.From > 0 {
		words = append(words, strings.ToLower(c.strs[f.From-1]))
	}
	words = append(words, strings.ToLower(c.strs[f.From]))
	for _, w := range words {
		if g, ok := titles[w]; ok {
			c.gender[f.name] = g
		}
	}
}

// before lists the last figures named before word i: those of the nearest sentence that has any, among the last five and no farther back than two paragraphs.
func (c *cast) before(figures []figure, i int, keep func(figure) bool) []figure {
	at := c.sentenceOf[i]
	for n := at; n >= 0 && n > at-5 && c.paragraphOf(c.sentences[n].From) >= c.paragraphOf(i)-2; n-- {
		var out []figure
		for k := upTo(figures, i) - 1; k >= 0 && figures[k].From >= c.sentences[n].From; k-- {
			f := figures[k]
			if f.From < i && c.sentenceOf[f.From] == n && keep(f) && !slices.ContainsFunc(out, func(g figure) bool { return g.name == f.name }) {
				out = append(out, f)
			}
		}
		if len(out) > 0 {
			slices.Reverse(out)
			return out
		}
	}
	return nil
}

// pronoun finds whom a pronoun at word i stands for.
func (c *cast) pronoun(d *draft, i int) (string, []string) {
	word := strings.ToLower(c.strs[i])
	switch word {
	case "i", "we", "my", "our":
		if d.within >= 0 && c.drafts[d.within].Kind != hearsay.DocumentOf {
			return c.drafts[d.within].name, nil
		}
		return "", nil
	case "you", "both", "one", "which", "another", "others", "some", "this", "that", "these", "those":
		return "", nil
	case "who":
		if k := upTo(c.people, i) - 1; k >= 0 && c.people[k].To <= i && c.people[k].To >= i-2 {
			return c.people[k].name, nil
		}
		return "", nil
	case "it", "its":
		return c.body(d, i)
	case "they", "their", "them":
		if d.Kind == hearsay.Person || d.Kind == hearsay.Unnamed {
			return "", nil
		}
		return c.body(d, i)
	}
	fits := func(f figure) bool {
		g := c.gender[f.name]
		return g == "" || g == word || word != "he" && word != "she"
	}
	name, options := c.person(d, i, fits)
	if name != "" && (word == "he" || word == "she") && c.gender[name] == "" {
		c.gender[name] = word
	}
	return name, options
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
			return "", nil // an unnamed official goes on
		}
		if o.Kind == hearsay.Person && known(o.name) {
			return o.name, nil
		}
	}
	named := c.before(c.people, i, func(f figure) bool { return f.free && fits(f) })
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

// namedBetween reports whether a person that fits is named between two words.
func (c *cast) namedBetween(from, to int, fits func(figure) bool) bool {
	return slices.ContainsFunc(c.people, func(f figure) bool { return f.From >= from && f.To <= to && f.free && fits(f) })
}

// lastSpeaker is the outermost claim of the sentence before word i (or of its own sentence, before it), if nobody new is named
// outside of what is said there.
func (c *cast) lastSpeaker(i int) *draft {
	at := c.sentenceOf[i]
	for n := at; n >= 0 && n >= at-1 && c.paragraphOf(c.sentences[n].From) >= c.paragraphOf(i)-1; n-- {
		var last *draft
		for _, k := range c.touching[n] {
			d := &c.drafts[k]
			if d.ownVoice || d.continued || d.within >= 0 || len(d.Speaker) == 0 || d.Cue.From >= i || d.Speaker[0].From >= i || c.sentenceOf[d.Cue.From] != n {
				continue
			}
			if last == nil || d.Cue.From > last.Cue.From {
				last = d
			}
		}
		if last != nil {
			return last
		}
		if n < at && c.somebody(c.sentences[n]) {
			return nil
		}
	}
	return nil
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
	if c.owned(core.From) || core.From == 0 || !demonstratives[strings.ToLower(c.strs[core.From-1])] {
		return "", nil // "its director", "a lawyer": not said who
	}
	if core.From == d.Speaker[0].From {
		return "", nil // "that Washington would": no role
	}
	var found []figure
	for k := upTo(c.people, core.From) - 1; k >= 0; k-- {
		f := c.people[k]
		if f.From < core.From && slices.Contains(f.role, head) {
			if len(found) == 0 {
				found = append(found, f)
			} else if c.sentenceOf[f.From] == c.sentenceOf[found[0].From] && f.name != found[0].name {
				found = append(found, f)
			}
		}
	}
	switch len(found) {
	case 1:
		return found[0].name, nil
	case 0:
		for _, m := range c.mentionsIn(core) {
			if n := c.follow(m.Head, hearsay.Person); n != "" {
				return n, nil
			}
		}
		if o := c.lastSpeaker(core.From); o != nil && o.Kind == hearsay.Person && offices[head] {
			return o.name, nil
		}
		return "", nil
	}
	var options []string
	for _, f := range found {
		options = append([]string{f.name}, options...)
	}
	return "", options
}

// offices are nouns for people in office, by which papers vary a name just used.
var offices = map[string]bool{
	"official": true, "politician": true, "leader": true, "minister": true, "president": true, "premier": true, "chancellor": true,
	"diplomat": true, "ambassador": true, "envoy": true, "senator": true, "lawmaker": true, "legislator": true, "deputy": true, "governor": true,
	"mayor": true, "general": true, "admiral": true, "colonel": true, "commander": true, "spokesman": true, "spokeswoman": true,
	"spokesperson": true, "chairman": true, "director": true, "candidate": true, "nominee": true, "secretary": true, "chief": true, "head": true,
}

var outletNouns = map[string]bool{
	"newspaper": true, "paper": true, "daily": true, "weekly": true, "magazine": true, "portal": true, "website": true, "site": true,
	"outlet": true, "broadcaster": true, "channel": true, "station": true, "tabloid": true, "publication": true, "agency": true, "newswire": true,
}

// bareOrg finds the body that a bare noun stands for ("the ministry", "this newspaper"): the last one with that noun in its name,
// for a medium the last medium, else what the chain of mentions leads to.
func (c *cast) bareOrg(d *draft, core segment.Run) (string, []string) {
	noun := strings.ToLower(c.strs[core.To-1])
	for k := upTo(c.bodies, core.From) - 1; k >= 0; k-- {
		if f := c.bodies[k]; f.From < core.From && strings.HasSuffix(strings.ToLower(f.name), noun) {
			return f.name, nil
		}
	}
	if n := c.nouns[noun]; n != "" {
		return n, nil
	}
	if outletNouns[noun] {
		for k := upTo(c.bodies, core.From) - 1; k >= 0; k-- {
			if f := c.bodies[k]; f.From < core.From && f.kind == "outlet" && c.paragraphOf(f.From) >= c.paragraphOf(core.From)-1 {
				return f.name, nil
			}
		}
		if o := c.lastSpeaker(core.From); o != nil && o.Kind == hearsay.Outlet {
			return o.name, nil
		}
		if strings.EqualFold(c.strs[max(0, core.To-2)], "this") {
			return c.doc.Outlet, nil
		}
	}
	for _, m := range c.mentionsIn(core) {
		if n := c.follow(m.Head, hearsay.Org); n != "" {
			return n, nil
		}
	}
	return "", nil
}

// body finds the organisation that "it" or "they" stands for: who spoke just before, else the only one named just before, else by the chain of mentions.
func (c *cast) body(d *draft, i int) (string, []string) {
	if o := c.lastSpeaker(i); o != nil && (o.Kind == hearsay.Org || o.Kind == hearsay.Outlet) && o.name != "" {
		return o.name, nil
	}
	if n := c.follow(i, hearsay.Org); n != "" {
		return n, nil
	}
	named := c.before(c.bodies, i, func(f figure) bool { return f.free && f.kind != "place" && f.kind != "facility" })
	if len(named) == 1 {
		return named[0].name, nil
	}
	return "", nil
}

// follow goes back from the mention at word i along the model's chain to the first that is named.
func (c *cast) follow(i int, kind hearsay.Kind) string {
	for range 50 {
		m := c.mentionsIn(segment.Run{From: i, To: i + 1})
		if len(m) == 0 || m[0].Antecedent < 0 {
			return ""
		}
		i = m[0].Antecedent
		figures := c.bodies
		if kind == hearsay.Person {
			figures = c.people
		}
		k, _ := slices.BinarySearchFunc(figures, i, func(f figure, i int) int { return f.To - 1 - i })
		if k < len(figures) && figures[k].From <= i && i < figures[k].To {
			return figures[k].name
		}
	}
	return ""
}

// plural reports whether the speaker of a claim is several, whom "he" cannot be.
func (c *cast) plural(d *draft) bool {
	core := c.core(d.Speaker[0])
	w := strings.ToLower(c.strs[core.To-1])
	return c.pos[core.To-1] == "NOUN" && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss")
}
