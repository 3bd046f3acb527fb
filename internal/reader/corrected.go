package reader

import (
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/segment"
)

// Fix is what a person says of a claim of a document, or that there is one which was missed.
type Fix struct {
	Ruling string // ID
	Does   hearsay.RulingKind
	Spans  []hearsay.Span // where the claim stands: speaker, cue and content
	hearsay.Correction
}

// firm is what of a draft no rule may change, since a person has said so.
type firm struct {
	kind        hearsay.Kind
	act, denied bool
}

// fix has people their say, fix by fix. A claim that a fix was of has its Ruling and a score of 1; a fix whose claim is not found changes nothing. What no
// claim covers of a sentence is the outlet's own, as ever; but of what was withdrawn nothing new is made.
func (s *story) fix(fixes []Fix) {
	for _, f := range fixes {
		i := s.meant(&f)
		if i < 0 && f.Does == hearsay.Missed {
			if d, ok := s.missed(&f); ok {
				s.add(d)
				i = len(s.drafts) - 1
			}
		}
		switch {
		case i < 0:
			continue
		case f.Does == hearsay.Withdraw:
			s.drafts[i].gone = true
		default:
			s.amend(i, &f)
		}
		if f.Does == hearsay.Withdraw || len(f.Content) > 0 {
			s.takeParts(i, &f)
		}
	}
	s.again(func(d *draft) bool { return !d.ownVoice || d.ruling != "" || d.gone })
	s.ownVoice()
	s.part()
	s.again(func(d *draft) bool { return !d.gone && !s.twice(d) })
}

// takeParts drops what else of the content that a fix is of has been cut from it: the claim that was withdrawn or whose content was put right had them all.
func (s *story) takeParts(i int, f *Fix) {
	for j := range s.drafts {
		e := &s.drafts[j]
		if j == i || e.ruling != "" || !s.sameCue(e, f) {
			continue
		}
		at := s.spans(e.Content...)
		all, _ := hearsay.Shared(at, at)
		if shared, _ := hearsay.Shared(f.Spans, at); shared == all {
			e.gone = true
		}
	}
}

// again puts the drafts that are kept in the place of all.
func (s *story) again(keep func(*draft) bool) {
	kept := []draft{}
	for i := range s.drafts {
		if keep(&s.drafts[i]) {
			kept = append(kept, s.drafts[i])
		}
	}
	s.drafts, s.touching = nil, make([][]int, len(s.sentences))
	for _, d := range kept {
		s.add(d)
	}
}

// twice reports whether a draft has become the same claim as another that a person spoke of, or that comes before it.
func (s *story) twice(d *draft) bool {
	before := true
	for i := range s.drafts {
		e := &s.drafts[i]
		if e == d {
			before = false
			continue
		}
		if e.gone || e.ownVoice != d.ownVoice || e.Act != d.Act || e.Cue != d.Cue || !slices.Equal(e.Speaker, d.Speaker) || !slices.Equal(e.Content, d.Content) {
			continue
		}
		if (e.ruling != "") != (d.ruling != "") {
			return d.ruling == ""
		}
		return !before
	}
	return false
}

// meant is the draft that a fix is of: of those with the cue it was found by, or half of its bytes, the one that shares most; -1 for none.
func (s *story) meant(f *Fix) int {
	best, most, sure := -1, 0.0, false
	for i := range s.drafts {
		d := &s.drafts[i]
		if d.gone || len(d.Content) == 0 {
			continue
		}
		if shared, _ := hearsay.Shared(f.Spans, s.spans(d.Content...)); shared == 0 {
			continue
		}
		shared, beside := hearsay.Shared(f.Spans, s.standsAt(d))
		share, same := float64(shared)/float64(shared+beside), s.sameCue(d, f)
		if !same && (share < 0.5 || f.Does == hearsay.Missed) {
			continue
		}
		if best < 0 || same && !sure || same == sure && share > most {
			best, most, sure = i, share, same
		}
	}
	return best
}

// standsAt is the bytes of a draft: speaker, cue and content.
func (s *story) standsAt(d *draft) []hearsay.Span {
	cue := []segment.Run{d.Cue}
	if d.Cue.Len() == 0 {
		cue = nil
	}
	return hearsay.All(s.spans(d.Speaker...), s.spans(cue...), s.spans(d.Content...))
}

func (s *story) sameCue(d *draft, f *Fix) bool {
	cue := f.Found
	if f.Does == hearsay.Missed {
		cue = f.Cue
	}
	if len(cue) == 0 || d.Cue.Len() == 0 {
		return len(cue) == 0 && d.Cue.Len() == 0
	}
	shared, _ := hearsay.Shared(cue, s.spans(d.Cue))
	return shared > 0
}

// missed is a claim that a person alone has found; false when there is no word in its bytes.
func (s *story) missed(f *Fix) (draft, bool) {
	content := inOrder(s.runs(f.Content))
	if len(content) == 0 {
		return draft{}, false
	}
	d := s.voiced(content)
	if cue := s.runs(f.Cue); len(cue) > 0 {
		d.ownVoice, d.name, d.Cue, d.Kind, d.Act = false, "", cue[0], hearsay.KindUnknown, hearsay.Assert
	}
	return d, true
}

// amend makes a draft what a fix says it is. Who says the beginning of a quotation says what goes on with it.
func (s *story) amend(i int, f *Fix) {
	d := &s.drafts[i]
	was := *d
	d.ruling, d.score = f.Ruling, 1
	if content := inOrder(s.runs(f.Content)); len(content) > 0 {
		d.Content = content
	}
	if cue := s.runs(f.Cue); len(cue) > 0 {
		d.Cue = cue[0]
		if d.ownVoice {
			d.ownVoice, d.name, d.Kind = false, "", hearsay.KindUnknown
		}
	}
	if f.Speaker != nil {
		d.Speaker = s.runs(f.Speaker)
		d.Kind = s.kindOf(d.Speaker)
	}
	if f.Kind != "" {
		d.Kind, d.firm.kind = f.Kind, f.Kind
	}
	if f.Act != "" {
		d.Act, d.firm.act = f.Act, true
	}
	if f.Certainty != "" {
		d.Sure = f.Certainty
	}
	if f.Denied != nil {
		d.Neg, d.firm.denied = *f.Denied, true
	}
	if was.continued {
		return
	}
	for j := range s.drafts {
		if e := &s.drafts[j]; e.continued && e.ruling == "" && e.Cue == was.Cue && slices.Equal(e.Speaker, was.Speaker) {
			e.Cue, e.Speaker, e.Kind, e.firm.kind = d.Cue, d.Speaker, d.Kind, d.firm.kind
		}
	}
}

// runs are the words that spans touch: one run a span, none for a span without a word.
func (s *story) runs(spans []hearsay.Span) []segment.Run {
	var out []segment.Run
	for _, at := range spans {
		from, _ := slices.BinarySearchFunc(s.Words, at.From, func(w hearsay.Span, at int) int { return w.To - at - 1 })
		to, _ := slices.BinarySearchFunc(s.Words, at.To, func(w hearsay.Span, at int) int { return w.From - at })
		if from < to {
			out = append(out, segment.Run{From: from, To: to})
		}
	}
	return out
}

// kindOf is what kind of speaker words that a person has pointed at name: that of another claim with the same words, else what their names are.
func (s *story) kindOf(speaker []segment.Run) hearsay.Kind {
	if len(speaker) == 0 {
		return hearsay.KindUnknown
	}
	r := speaker[0]
	for i := range s.drafts {
		d := &s.drafts[i]
		if !d.ownVoice && d.ruling == "" && len(d.Speaker) == 1 && strings.EqualFold(s.string(d.Speaker[0]), s.string(r)) {
			return d.Kind
		}
	}
	last := strings.ToLower(s.strs[r.To-1])
	switch {
	case s.titleEnd(r.To - 1), last == "he", last == "she", last == "who":
		return hearsay.Person
	case pictures[last]:
		return hearsay.Imagery
	}
	kind := hearsay.Unnamed
	for _, t := range betweenTagged(s.Names, r.From, r.To) {
		switch t.Type {
		case "person":
			return hearsay.Person
		case "outlet":
			kind = hearsay.Outlet
		case "org", "unit", "place", "facility":
			if kind == hearsay.Unnamed {
				kind = hearsay.Org
			}
		}
	}
	return kind
}
