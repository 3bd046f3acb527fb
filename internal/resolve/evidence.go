package resolve

import (
	"cmp"
	"slices"
	"strings"

	"hearsay"
)

// evidence fills in what each claim rests on, by its own words: who or what speaks, where and to whom it was said, and what the
// content or the words beside the cue lean on ("citing two officials", "based on flight data"). A claim whose speaker and words name
// nothing of the kind has none.
func (a *account) evidence() {
	for i := range a.claims {
		c := &a.claims[i]
		g := gathering{account: a, claim: c}
		g.speaker(c)
		g.occasion(c)
		if c.Within != "" {
			g.around(c)
		}
		for _, s := range c.Content.Spans {
			g.leans(s)
		}
		g.beside(c)
		c.Evidence = g.sorted()
	}
}

// mostEvidence bounds what is kept of one claim.
const mostEvidence = 6

// gathering is the evidence of one claim while it is gathered.
type gathering struct {
	*account
	claim *hearsay.Claim
	found []hearsay.Evidence
}

func (g *gathering) add(kind hearsay.Ground, spans ...hearsay.Span) {
	if kind == "" || len(spans) == 0 {
		return
	}
	for _, e := range g.found {
		if e.Kind == kind && slices.ContainsFunc(e.Spans, spans[0].Overlaps) {
			return
		}
	}
	g.found = append(g.found, hearsay.Evidence{Printed: hearsay.Print(g.doc.Text, spans...), Kind: kind})
}

func (g *gathering) sorted() []hearsay.Evidence {
	out := append([]hearsay.Evidence{}, g.found...)
	slices.SortStableFunc(out, func(a, b hearsay.Evidence) int { return cmp.Compare(a.Spans[0].From, b.Spans[0].From) })
	return out[:min(len(out), mostEvidence)]
}

// speaker is evidence where it is a thing that shows or tells, somebody unnamed, a witness, an office-holder or another outlet.
func (g *gathering) speaker(c *hearsay.Claim) {
	s := &c.Speaker
	if c.OwnVoice || len(s.Spans) == 0 {
		return
	}
	words := g.wordsOf(s.Spans)
	switch s.Kind {
	case hearsay.Imagery:
		g.add(cmp.Or(groundOf(words, visible), hearsay.GroundImagery), s.Spans...)
	case hearsay.DocumentOf:
		kind := groundOf(words, things)
		switch {
		case anyIn(words, outlets) && (kind == "" || len(words) == 2 && g.ownOutlet(words)):
			if g.ownOutlet(words) {
				return
			}
			kind = hearsay.GroundOutlet
		case kind == "":
			kind = hearsay.GroundDocument
		}
		g.add(kind, s.Spans...)
	case hearsay.Outlet:
		if !g.ownOutlet(words) {
			g.add(hearsay.GroundOutlet, s.Spans...)
		}
	case hearsay.Unnamed:
		switch {
		case anyIn(words, witnesses):
			g.add(hearsay.GroundWitness, s.Spans...)
		case anyIn(words, officials):
			g.add(hearsay.GroundUnnamed, s.Spans...)
		}
	case hearsay.Person:
		named := s.Name != "" || hasCapital(g.doc.Text, s.Spans)
		role := strings.FieldsFunc(strings.ToLower(s.Role), notLetter)
		switch {
		case anyIn(words, witnesses):
			g.add(hearsay.GroundWitness, s.Spans...)
		case named && (anyIn(words, offices) || anyIn(role, offices)):
			g.add(hearsay.GroundNamed, s.Spans...)
		}
	}
}

// occasion is where or to whom something was said: a post, an interview, a press conference, a paper.
func (g *gathering) occasion(c *hearsay.Claim) {
	if m := c.Medium; m != nil {
		words := g.wordsOf(m.Spans)
		kind := groundOf(words, occasions)
		if kind == "" && anyIn(words, reporters) {
			kind = hearsay.GroundPress
		}
		if kind == "" && anyIn(words, outlets) && !g.ownOutlet(words) {
			kind = hearsay.GroundOutlet // "on state television"
		}
		g.add(kind, m.Spans...)
	}
	if to := c.Addressee; to != nil {
		words := g.wordsOf(to.Spans)
		switch {
		case anyIn(words, reporters):
			g.add(hearsay.GroundPress, to.Spans...)
		case anyIn(words, outlets) || g.isOutlet(c, to.Spans):
			g.add(hearsay.GroundInterview, to.Spans...)
		}
	}
}

// around is what another claim rests on that holds this one: an outlet that reports it, papers that tell it.
func (g *gathering) around(c *hearsay.Claim) {
	for range 4 {
		p, ok := g.place[c.Within]
		if !ok || &g.claims[p] == c {
			return
		}
		c = &g.claims[p]
		switch c.Speaker.Kind {
		case hearsay.Imagery, hearsay.DocumentOf, hearsay.Outlet:
			g.speaker(c)
		}
	}
}

// leans looks within a span for words that name what is leant on: "according to the port's log", "citing two officials".
func (g *gathering) leans(s hearsay.Span) {
	for i := g.wordAt(s.From); i < len(g.words) && g.words[i].To <= s.To; i++ {
		n := g.lead(i)
		if n == 0 {
			continue
		}
		from := i + n
		to := from
		for to < len(g.words) && g.words[to].To <= s.To && to < from+12 && !endsLean[strings.ToLower(g.strs[to])] {
			to++
		}
		if from >= to {
			continue
		}
		span := hearsay.Span{From: g.words[from].From, To: g.words[to-1].To}
		words := g.wordsOf([]hearsay.Span{span})
		kind := groundOf(words, things)
		switch {
		case kind != "":
		case anyIn(words, witnesses):
			kind = hearsay.GroundWitness
		case anyIn(words, offices) && hasCapital(g.doc.Text, []hearsay.Span{{From: g.words[min(from+1, to-1)].From, To: span.To}}) && !anyIn(words, officials):
			kind = hearsay.GroundNamed
		case anyIn(words, officials):
			kind = hearsay.GroundUnnamed
		case (anyIn(words, outlets) || g.isOutlet(g.claim, []hearsay.Span{span})) && !g.ownOutlet(words):
			kind = hearsay.GroundOutlet
		}
		g.add(kind, span)
		i = to - 1
	}
}

// beside looks in the cue's sentence at the words that are nobody's content.
func (g *gathering) beside(c *hearsay.Claim) {
	if c.OwnVoice || c.Continued || len(c.Cue.Spans) == 0 {
		return
	}
	s := g.sentenceAt(g.wordAt(c.Cue.Spans[0].From))
	for i := s.From; i < s.To; i++ {
		if g.lead(i) == 0 || g.taken(g.words[i]) {
			continue
		}
		end := i
		for end < s.To && !g.taken(g.words[end]) {
			end++
		}
		g.leans(hearsay.Span{From: g.words[i].From, To: g.words[end-1].To})
		i = end - 1
	}
}

// taken reports whether a word is of some claim's content, cue or speaker.
func (g *gathering) taken(w hearsay.Span) bool {
	for i := range g.claims {
		c := &g.claims[i]
		for _, p := range [...]*hearsay.Printed{&c.Content, &c.Cue, &c.Speaker.Printed} {
			if slices.ContainsFunc(p.Spans, w.Overlaps) {
				return true
			}
		}
	}
	return false
}

// lead is how many words from i on say that something is leant on, 0 when none do.
func (g *gathering) lead(i int) int {
	w := strings.ToLower(g.strs[i])
	next := ""
	if i+1 < len(g.strs) {
		next = strings.ToLower(g.strs[i+1])
	}
	switch w {
	case "citing", "quoting", "cites":
		return 1
	case "according", "based", "judging", "drawing", "relying":
		if next == "to" || next == "on" || next == "by" || next == "from" {
			return 2
		}
	case "basis", "strength", "evidence":
		if next == "of" {
			return 2
		}
	}
	return 0
}

// isOutlet reports whether spans hold what the reader took for an outlet's name.
func (g *gathering) isOutlet(c *hearsay.Claim, spans []hearsay.Span) bool {
	return slices.ContainsFunc(c.Mentions, func(m hearsay.Mention) bool {
		return m.Type == "outlet" && slices.ContainsFunc(spans, func(s hearsay.Span) bool { return s.Holds(m.Spans[0]) })
	})
}

// ownOutlet reports whether words name the outlet of the document itself.
func (g *gathering) ownOutlet(words []string) bool {
	if len(words) > 1 && (words[0] == "this" || words[0] == "our") {
		return true
	}
	own := strings.FieldsFunc(strings.ToLower(g.doc.Outlet), notLetter)
	return len(own) > 0 && strings.Contains(" "+strings.Join(words, " ")+" ", " "+strings.Join(own, " ")+" ")
}

// wordsOf are the words of spans in lower case, without signs.
func (g *gathering) wordsOf(spans []hearsay.Span) []string {
	var out []string
	for _, s := range spans {
		out = append(out, strings.FieldsFunc(strings.ToLower(s.Of(g.doc.Text)), notLetter)...)
	}
	return out
}
