package reader

import (
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/segment"
)

// mendSpeakers puts right the speakers that the model cuts wrong: a dateline's place, half a name, "which quoted X", a place before the phrase,
// a speaker left out behind "according to" or shared by two verbs.
func (s *story) mendSpeakers() {
	for i := range s.Claims {
		a := &s.Claims[i]
		if len(a.Speaker) == 1 {
			r := s.wholeNames(a, s.offDateline(a, a.Speaker[0]))
			r = s.offRelative(s.afterPlace(a, r))
			for r.Len() > 1 && (s.strs[r.From] == "," || strings.EqualFold(s.strs[r.From], "that") && s.pos[r.From] == "SCONJ") {
				r.From++
			}
			if k := r.To - 1; r.Len() > 1 && r.To == a.Cue.From && s.pos[k-1] == "NOUN" && subjects[strings.ToLower(s.strs[k])] {
				r.From = k // "On its website [it] says"
			}
			a.Speaker = nil
			if r.Len() > 0 && s.strs[r.From] != "," {
				a.Speaker = []segment.Run{r}
			}
		}
		if len(a.Speaker) == 0 {
			s.speakerBehind(a)
		}
	}
	s.shareSpeakers()
}

// subjects are pronouns that stand alone as a subject.
var subjects = wordSet(`i he she it they we`)

// offDateline takes the words of a dateline off a speaker; where nothing is left, the subject behind it speaks if nothing but it stands before the cue.
func (s *story) offDateline(a *Attribution, r segment.Run) segment.Run {
	n := s.sentenceOf[r.From]
	begin := s.starts[n].From
	if r.From >= begin || s.furniture[n] {
		return r
	}
	r.From = begin
	if r.To > begin {
		return r
	}
	if subject := (segment.Run{From: begin, To: a.Cue.From}); subject.Len() > 0 && subject.Len() <= 8 && s.sentenceOf[a.Cue.From] == n && s.finite(subject) < 0 && !s.heldByContent(a, subject) {
		return subject
	}
	return segment.Run{}
}

func (s *story) heldByContent(a *Attribution, r segment.Run) bool {
	return slices.ContainsFunc(a.Content, func(c segment.Run) bool { return c.From < r.To && r.From < c.To })
}

// wholeNames takes in the rest of a name that a speaker's edge cuts, and a person's name right behind a title: "Prosecutor [Ana Reis]".
func (s *story) wholeNames(a *Attribution, r segment.Run) segment.Run {
	if r.Len() == 0 {
		return r
	}
	free := func(x segment.Run) bool {
		return s.sentenceOf[x.From] == s.sentenceOf[r.From] && (x.To <= a.Cue.From || x.From >= a.Cue.To) && !s.heldByContent(a, x)
	}
	for _, t := range betweenTagged(s.Names, max(0, r.From-8), min(len(s.strs), r.To+1)) {
		switch {
		case t.From < r.From && r.From < t.To && free(segment.Run{From: t.From, To: r.From}):
			r.From = t.From
		case t.From < r.To && r.To < t.To && free(segment.Run{From: r.To, To: t.To}):
			r.To = t.To
		case t.From == r.To && t.Type == "person" && s.titleEnd(r.To-1) && free(t.Run):
			r.To = t.To
		}
	}
	return r
}

func (s *story) titleEnd(i int) bool {
	w := strings.ToLower(s.strs[i])
	return offices[w] || callings[w] || honorifics[w]
}

// afterPlace takes off the place that stands before a speaker's article: "[In Rabat] the foreign ministry".
func (s *story) afterPlace(a *Attribution, r segment.Run) segment.Run {
	if r.Len() < 3 {
		return r
	}
	for _, t := range betweenTagged(s.Names, r.From, r.From+1) {
		if t.Type == "place" && t.To < r.To-1 && strings.EqualFold(s.strs[t.To], "the") {
			r.From = t.To
		}
	}
	return r
}

// offRelative takes off a speaker the words by which an outlet quotes it: "[which quoted] the lawmaker Ana Reis".
func (s *story) offRelative(r segment.Run) segment.Run {
	if r.Len() < 3 {
		return r
	}
	if w := strings.ToLower(s.strs[r.From]); w != "which" && w != "who" && w != "that" && w != "it" {
		return r
	}
	k := r.From + 1
	for k < r.To-1 && (s.pos[k] == "AUX" || s.pos[k] == "ADV") {
		k++
	}
	switch strings.ToLower(s.strs[k]) {
	case "quoted", "quotes", "quoting", "cited", "cites", "citing":
		if k+1 < r.To {
			return segment.Run{From: k + 1, To: r.To}
		}
	}
	return r
}

// speakerBehind finds the speaker that the model leaves out behind "according to".
func (s *story) speakerBehind(a *Attribution) {
	if !strings.EqualFold(s.strs[a.Cue.To-1], "to") || a.Cue.Len() < 2 || !strings.EqualFold(s.strs[a.Cue.To-2], "according") {
		return
	}
	in := s.sentences[s.sentenceOf[a.Cue.From]]
	r := segment.Run{From: a.Cue.To, To: a.Cue.To}
	for r.To < in.To && r.Len() < 16 {
		w := s.strs[r.To]
		if w == "," || w == "." || w == ";" || w == "(" || w == "—" || w == "–" || s.markOnly(r.To) || s.pos[r.To] == "VERB" || s.pos[r.To] == "AUX" || s.pos[r.To] == "CCONJ" {
			break
		}
		r.To++
	}
	if r.Len() == 0 || s.heldByContent(a, r) {
		return
	}
	a.Speaker, a.Kind = []segment.Run{r}, hearsay.Org
	if names := betweenTagged(s.Names, r.From, r.To); len(names) > 0 {
		switch names[0].Type {
		case "person":
			a.Kind = hearsay.Person
		case "outlet":
			a.Kind = hearsay.Outlet
		}
	}
}

// shareSpeakers gives a verb without a speaker behind "and" or "but" that of the verb before it: "She denied the first part but said …".
func (s *story) shareSpeakers() {
	for i := range s.Claims {
		a := &s.Claims[i]
		k := a.Cue.From - 1
		if len(a.Speaker) > 0 || k < 0 || s.pos[a.Cue.From] != "VERB" && s.pos[a.Cue.From] != "AUX" {
			continue
		}
		if s.pos[k] == "ADV" && k > 0 {
			k--
		}
		if w := strings.ToLower(s.strs[k]); w != "and" && w != "but" || s.passive(a.Cue) {
			continue
		}
		for j := i - 1; j >= 0 && s.sentenceOf[s.Claims[j].Cue.From] == s.sentenceOf[a.Cue.From]; j-- {
			b := &s.Claims[j]
			if len(b.Speaker) == 1 && b.Speaker[0].To <= b.Cue.From && !holds(b.Content, a.Cue) && !s.heldByOther(j) && !s.subjectIn(segment.Run{From: k, To: a.Cue.From}, a.Cue.From) {
				a.Speaker, a.Kind = b.Speaker, b.Kind
				break
			}
		}
	}
}

// passive reports whether a cue has nobody as its subject who says something: "was reported", "is expected".
func (s *story) passive(cue segment.Run) bool {
	for i := cue.From; i < cue.To-1; i++ {
		switch strings.ToLower(s.strs[i]) {
		case "is", "are", "was", "were", "been", "be", "being":
			return true
		}
	}
	return false
}
