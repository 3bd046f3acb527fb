package resolve

import (
	"strings"

	"hearsay"
	"hearsay/internal/segment"
)

// seenBy are participles of a document that an outlet has and tells of.
var seenBy = listOf(`seen obtained reviewed viewed acquired`)

// madePublic are the last words of participles by which a person brings a document to light.
var madePublic = listOf(`public dug unearthed released published leaked posted disclosed revealed circulated shared presented unveiled`)

// shown is who has or shows the document or picture that speaks: "a letter seen by Reuters", "a memo made public by the lawmaker Ann Roe".
func (r *relays) shown(c *hearsay.Claim) (hearsay.Hop, bool) {
	if c.Speaker.Kind != hearsay.DocumentOf && c.Speaker.Kind != hearsay.Imagery {
		return hearsay.Hop{}, false
	}
	run := r.run(c.Speaker.Spans)
	for k := run.From + 1; k+1 < run.To; k++ {
		if r.lower[k] != "by" {
			continue
		}
		for j := k - 1; j > run.From && j >= k-4; j-- {
			if seenBy[r.lower[j]] || madePublic[r.lower[j]] {
				if h, ok := r.outletAt(k+1, run.To); ok && (seenBy[r.lower[j]] || h.Name != "") {
					return h, ok
				}
				return r.personIn(c, segment.Run{From: k + 1, To: run.To}, segment.Run{From: j, To: k})
			}
		}
	}
	return hearsay.Hop{}, false
}

// personIn is the person named in a run of words, whose cue is the words that say what they did.
func (r *relays) personIn(c *hearsay.Claim, run, did segment.Run) (hearsay.Hop, bool) {
	in := hearsay.Span{From: r.words[run.From].From, To: r.words[run.To-1].To}
	for _, m := range c.Mentions {
		if m.Type != "person" || len(m.Spans) != 1 || !in.Holds(m.Spans[0]) {
			continue
		}
		p := hearsay.Print(r.doc.Text, r.wholeName(m.Spans[0]))
		name := p.Text
		if m.Name != "" && p.Text == m.Text {
			name = m.Name
		}
		for i := range r.claims { // as the story has it elsewhere
			if s := r.claims[i].Speaker; s.Kind == hearsay.Person && strings.HasSuffix(s.Name, " "+name) {
				name = s.Name
				break
			}
		}
		cue := hearsay.Print(r.doc.Text, hearsay.Span{From: r.words[did.From].From, To: r.words[did.To-1].To})
		return hearsay.Hop{Printed: p, Name: name, Kind: hearsay.Person, Cue: cue, Act: hearsay.Show, Certainty: hearsay.Sure}, true
	}
	return hearsay.Hop{}, false
}

// wholeName is the span of a name with what is joined to its end: all of "Noh Ji-won" for "Noh Ji-".
func (r *relays) wholeName(s hearsay.Span) hearsay.Span {
	for k := r.wordAt(s.To); k < len(r.words) && r.words[k].From == s.To && (r.strs[k] == "-" || strings.HasSuffix(s.Of(r.doc.Text), "-")); k++ {
		s.To = r.words[k].To
	}
	return s
}

// document is the noun for the document or picture that speaks behind a definite article: "memo" of "The memo, dated April 2"; "" when none does.
func (r *relays) document(c *hearsay.Claim) string {
	if c.Speaker.Kind != hearsay.DocumentOf && c.Speaker.Kind != hearsay.Imagery || len(c.Speaker.Spans) == 0 {
		return ""
	}
	if w := strings.ToLower(headWord(c.Speaker.Text)); w != "the" && w != "this" && w != "that" {
		return ""
	}
	return r.headNoun(c)
}

// headNoun is the noun of a speaker: the last word before what a comma, preposition or participle adds to it.
func (r *relays) headNoun(c *hearsay.Claim) string {
	run := r.run(c.Speaker.Spans)
	for k := run.From + 1; k < run.To; k++ {
		if w := r.lower[k]; w == "," || w == "(" || breaks[w] || smallWords[w] || seenBy[w] || madePublic[w] || w == "made" {
			return r.lower[k-1]
		}
	}
	return r.lower[run.To-1]
}

// sameDocument is the last earlier claim of a document with the same noun that came through somebody, or -1.
func (r *relays) sameDocument(i int, head string) int {
	for j := i - 1; j >= 0; j-- {
		q := &r.claims[j]
		if (q.Speaker.Kind == hearsay.DocumentOf || q.Speaker.Kind == hearsay.Imagery) && len(q.Speaker.Spans) > 0 && q.Speaker.Spans[0].To <= r.claims[i].Speaker.Spans[0].From &&
			q.Within == "" && r.headNoun(q) == head && r.state[j] != underway {
			if len(r.way(j)) == 0 {
				return -1
			}
			return j
		}
	}
	return -1
}
