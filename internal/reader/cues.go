package reader

import (
	"math"
	"slices"
	"strings"

	"hearsay/internal/segment"
)

// A verb that the cue tagger holds possible is taken as a cue when nothing else in its sentence speaks, and the rest is clear:
// speaker and content in the same sentence, their path more likely than all others together.
const (
	possibleCue = 0.3
	clearPath   = 0.5
)

// secondLook adds to the claims what is possible in sentences that have none.
func (s *story) secondLook() {
	speaks := map[int]bool{}
	for _, a := range s.Claims {
		speaks[s.sentenceOf[a.Cue.From]] = true
	}
	for _, a := range s.faint {
		n := s.sentenceOf[a.Cue.From]
		in := []segment.Run{s.sentences[n]}
		if speaks[n] || a.cue < math.Log(possibleCue) || a.path < math.Log(clearPath) || s.pos[a.Cue.From] != "VERB" && s.pos[a.Cue.From] != "AUX" {
			continue
		}
		if len(a.Speaker) > 0 && holdsAll(in, a.Speaker) && holdsAll(in, a.Content) {
			s.Claims = append(s.Claims, a)
			speaks[n] = true
		}
	}
	slices.SortFunc(s.Claims, func(a, b Attribution) int { return a.Cue.From - b.Cue.From })
}

// verbCue moves a cue that is nothing but a time or an adverb on to the verb behind it: "[today] denied", "[again] said".
func (s *story) verbCue(a *Attribution) {
	for i := a.Cue.From; i < a.Cue.To; i++ {
		if w := strings.ToLower(s.strs[i]); !days[w] && s.pos[i] != "ADV" || w == "no" || w == "not" {
			return
		}
	}
	to := a.Cue.To
	for to < len(s.strs) && s.sentenceOf[to] == s.sentenceOf[a.Cue.From] && (s.pos[to] == "AUX" || s.pos[to] == "VERB") {
		to++
	}
	verb := segment.Run{From: a.Cue.To, To: to}
	if verb.Len() == 0 || s.pos[to-1] != "VERB" || s.heldByContent(a, verb) {
		return
	}
	if !days[strings.ToLower(s.strs[a.Cue.From])] {
		verb.From = a.Cue.From
	}
	a.Cue = verb
}

// trimCue gives what a cue has swallowed back to its content: a quotation, a clause with its "that", a subject or an article behind the verb.
func (s *story) trimCue(a *Attribution) {
	end := a.Cue.To
	for i := a.Cue.From + 1; i < a.Cue.To; i++ {
		if s.markOnly(i) {
			end = i
			break
		}
	}
	verb := false
	for i := a.Cue.From; i < end; i++ {
		w := strings.ToLower(s.strs[i])
		if verb && i > a.Cue.From && (w == "that" || w == "he" || w == "she" || w == "it" || w == "they" || w == "there" || i == end-1 && (s.pos[i] == "DET" || w == "his" || w == "her" || w == "its")) {
			end = i
			break
		}
		verb = verb || s.pos[i] == "VERB" || s.pos[i] == "NOUN"
	}
	for end > a.Cue.From+1 && s.strs[end-1] == "," {
		end--
	}
	if end == a.Cue.To {
		return
	}
	from := end
	for from < a.Cue.To && s.strs[from] == "," {
		from++
	}
	for k := range a.Content {
		if r := &a.Content[k]; r.From >= a.Cue.To && r.From <= a.Cue.To+1 && s.sentenceOf[r.From] == s.sentenceOf[a.Cue.From] {
			a.Content = slices.Clone(a.Content)
			a.Content[k].From = from
			break
		}
	}
	a.Cue.To = end
}
