package reader

import (
	"slices"
	"sort"
	"strings"

	"hearsay"
	"hearsay/internal/segment"
)

// cast is who has been named in a story, for the short names, pronouns and roles that point back to them.
type cast struct {
	*story
	people []figure            // in the order of their names
	bodies []figure            // organisations, outlets, places that act
	full   map[string][]string // by first and by last word: the names of people in two words or more
	roles  map[string]string   // of people by their fullest name: as first printed
	heard  map[string][]string // by first and by last word in lower case: the names of bodies in two words or more
	gender map[string]string
	long   map[string]string // of a body's name cut short: the long one, once looked up
	short  map[string]string // of an acronym in brackets: what stands before them
	firms  map[string]bool   // words in names of several words that are no person's
}

// figure is one naming of somebody.
type figure struct {
	segment.Run
	name    string      // the fullest form in the story
	options []string    // the names it could be, when more than one
	role    []string    // words of the role or title beside it, or of what a body is called beside its name, in lower case
	printed segment.Run // that role
	kind    string      // type of the name
	free    bool        // neither somebody's owner nor hanging on a preposition
}

func (s *story) cast() *cast {
	c := &cast{
		story: s, full: map[string][]string{}, roles: map[string]string{}, heard: map[string][]string{},
		gender: map[string]string{}, long: map[string]string{}, short: map[string]string{}, firms: map[string]bool{},
	}
	for _, t := range s.Names {
		if t.Type == "person" {
			if t.Len() > 1 {
				keepByWord(c.full, s.string(t.Run))
			}
			continue
		}
		for i := t.From; i < t.To && t.Len() > 1; i++ {
			c.firms[s.strs[i]] = true
		}
	}
	c.gatherBodies()
	c.gatherPeople()
	return c
}

// lookBack is how many namings a word that points back is followed over, so that a long text costs no more than its length.
const lookBack = 2000

// keepByWord files a name of several words under its first and its last.
func keepByWord(names map[string][]string, name string) {
	words := strings.Fields(name)
	if len(words) < 2 {
		return
	}
	for _, w := range []string{words[0], words[len(words)-1]} {
		if !slices.Contains(names[w], name) && len(names[w]) < lookBack {
			names[w] = append(names[w], name)
		}
	}
}

// upTo is the number of figures named before word i.
func upTo(figures []figure, i int) int {
	return sort.Search(len(figures), func(k int) bool { return figures[k].From >= i })
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

// lastSpeaker is the outermost claim of the sentence before word i (or of its own sentence, before it), if nobody new is named
// outside of what is said there.
func (c *cast) lastSpeaker(i int) *draft {
	at := c.sentenceOf[i]
	back := at - 1
	for n := at; n >= 0 && n >= back && c.paragraphOf(c.sentences[n].From) >= c.paragraphOf(i)-1; n-- {
		if q := c.quoteAt(c.sentences[n].From); n < at && q != nil && q.end() >= c.sentences[n].To && c.quoteAt(i) == nil {
			back-- // nothing but what somebody went on to say
		}
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
		if f := figureAt(figures, i); f != nil && f.kind != "place" && f.kind != "facility" {
			return f.name
		}
	}
	return ""
}

// figureAt is the naming that word i is part of, or nil.
func figureAt(figures []figure, i int) *figure {
	k := upTo(figures, i+1) - 1
	if k >= 0 && i < figures[k].To {
		return &figures[k]
	}
	return nil
}

// pronoun finds whom a pronoun at word i stands for.
func (c *cast) pronoun(d *draft, i int) (string, []string) {
	word := strings.ToLower(c.strs[i])
	switch word {
	case "i", "we", "us", "me", "my", "our":
		switch {
		case d.within >= 0 && c.drafts[d.within].Kind != hearsay.DocumentOf:
			return c.drafts[d.within].name, nil
		case d.within < 0 && c.quoteAt(i) == nil && c.quoteAt(d.Cue.From) == nil:
			return c.publisher(d), nil // "I do not believe it": whoever writes here
		}
		return "", nil
	case "which":
		for _, k := range []int{i - 1, i - 2} { // a comma between or not
			if f := figureAt(c.bodies, k); f != nil {
				if f.kind == "outlet" {
					d.Kind = hearsay.Outlet
				}
				return f.name, nil
			}
		}
		return "", nil
	case "you", "both", "one", "another", "others", "some", "this", "that", "these", "those":
		c.oneOfSeveral(d, i)
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
	if word == "him" || word == "his" || word == "himself" {
		word = "he"
	}
	if word == "her" || word == "herself" {
		word = "she"
	}
	fits := func(f figure) bool {
		g := c.gender[f.name]
		return g == "" || g == word || word != "he" && word != "she"
	}
	name, options := c.person(d, i, fits)
	if name != "" && d.Kind != hearsay.Person {
		d.Kind = hearsay.Person
	}
	if name != "" && (word == "he" || word == "she") && c.gender[name] == "" {
		c.gender[name] = word
	}
	return name, options
}

// publisher gives a claim to the outlet that the story is printed in, and makes it of its kind; "" when it is not known.
func (c *cast) publisher(d *draft) string {
	name := c.doc.Outlet
	if c.agency != "" {
		name = c.agency
	}
	if name != "" {
		d.Kind = hearsay.Outlet
	}
	return name
}

// oneOfSeveral makes a speaker unnamed that is one of unnamed people who spoke before: "two officials … one of them … the second".
func (c *cast) oneOfSeveral(d *draft, i int) {
	par := c.paragraphOf(i)
	for n := c.sentenceOf[i]; n >= 0 && c.paragraphOf(c.sentences[n].From) >= par-2; n-- {
		for _, k := range slices.Backward(c.touching[n]) {
			if o := &c.drafts[k]; len(o.Speaker) > 0 && o.Speaker[0].From < i && c.plural(o) {
				if o.Kind == hearsay.Unnamed {
					d.Kind = hearsay.Unnamed
				}
				return
			}
		}
	}
}

// plural reports whether the speaker of a claim is several, whom "he" cannot be.
func (c *cast) plural(d *draft) bool {
	core := c.core(d.Speaker[0])
	for i := core.From; i < core.To; i++ { // the head: before what hangs on it
		if c.pos[i] == "ADP" {
			core.To = max(i, core.From+1)
			break
		}
	}
	w := strings.ToLower(c.strs[core.To-1])
	return c.pos[core.To-1] == "NOUN" && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss")
}
