package reader

import (
	"sort"
	"strings"

	"hearsay/internal/segment"
)

// continueQuotations gives quoted sentences that have no cue of their own to the speaker they go on from:
// the last one who spoke in the same paragraph or the one before, if nobody else has come between.
func (s *story) continueQuotations() {
	taken := s.covered()
	for _, q := range s.quotes {
		var run []segment.Run
		flush := func() {
			if len(run) > 0 {
				s.continueWith(run)
			}
			run = nil
		}
		for _, piece := range q.pieces {
			for n := s.sentenceOf[piece.From]; n <= s.sentenceOf[piece.To-1]; n++ {
				r := s.sentences[n]
				if r.From < piece.From || r.To > piece.To || s.furniture[n] || taken.any(r) {
					flush()
					continue
				}
				if k := len(run) - 1; k >= 0 && run[k].To == r.From && s.paragraphOf(run[k].From) == s.paragraphOf(r.From) {
					run[k].To = r.To
				} else {
					flush()
					run = append(run, r)
				}
			}
		}
		flush()
	}
}

// continueWith adds a continued claim with this content, if somebody is found who goes on in it.
func (s *story) continueWith(content []segment.Run) {
	from := content[0].From
	d := s.spokeBefore(from)
	if d == nil {
		return
	}
	c := *d
	c.Content, c.continued = content, true
	c.score = d.score / 2 // nothing but its place speaks for it
	s.add(c)
}

// spokeBefore finds the claim that a quotation beginning at word from goes on from, or nil.
func (s *story) spokeBefore(from int) *draft {
	here := s.sentenceOf[from]
	par := s.paragraphOf(from)
	between := 0
	for n := here; n >= 0 && s.paragraphOf(s.sentences[n].From) >= par-1; n-- {
		var last *draft
		for _, i := range s.touching[n] {
			d := &s.drafts[i]
			if d.ownVoice || len(d.Speaker) == 0 || s.end(d) > from || s.inside(d) {
				continue
			}
			if s.sentenceOf[s.end(d)-1] != n {
				continue
			}
			if last == nil || s.end(d) >= s.end(last) {
				last = d
			}
		}
		if last != nil {
			return last
		}
		if n == here {
			continue
		}
		if between++; between > 1 || s.somebody(s.sentences[n]) {
			return nil
		}
	}
	return nil
}

// end is the word behind the last of a draft.
func (s *story) end(d *draft) int {
	end := 0
	for _, r := range d.Content {
		end = max(end, r.To)
	}
	if d.continued {
		return end
	}
	for _, r := range d.Speaker {
		end = max(end, r.To)
	}
	return max(end, d.Cue.To)
}

// inside reports whether another claim's content holds this one's cue.
func (s *story) inside(d *draft) bool {
	for _, i := range s.near(d.Cue) {
		if e := &s.drafts[i]; e != d && !e.continued && !e.ownVoice && holds(e.Content, d.Cue) {
			return true
		}
	}
	return false
}

// somebody reports whether a person is named or meant in a sentence.
func (s *story) somebody(r segment.Run) bool {
	for _, t := range betweenTagged(s.Names, r.From, r.To) {
		if t.Type == "person" {
			return true
		}
	}
	for _, m := range s.mentionsIn(r) {
		if m.Type == "person" && !pronouns[strings.ToLower(s.strs[m.Head])] {
			return true
		}
	}
	return false
}

// paragraphOf is the number of the paragraph of a word.
func (s *story) paragraphOf(word int) int {
	return sort.Search(len(s.paragraphs), func(i int) bool { return s.paragraphs[i].To > word })
}

// atStop parts from a claim the pieces of its content that begin sentences behind that of its cue: what goes on after a full stop is continued.
// A claim that has nothing before them keeps them, and so does a quotation that is not broken.
func (s *story) atStop(a Attribution) (Attribution, []segment.Run) {
	end := s.sentences[s.sentenceOf[a.Cue.From]].To
	unbroken := func(from, to int) bool { // one quotation, one paragraph
		q := s.quoteAt(from)
		return q != nil && to < q.end() && s.paragraphOf(from) == s.paragraphOf(to)
	}
	var keep, later []segment.Run
	for _, r := range a.Content {
		k := len(keep) - 1
		switch {
		case r.From >= end && k >= 0 && unbroken(keep[k].To-1, r.From):
			keep = append(keep, r)
		case r.From >= end:
			later = append(later, r)
		case r.From >= a.Cue.To && r.To > end && !unbroken(end-1, end):
			keep = append(keep, s.trim(segment.Run{From: r.From, To: end}))
			later = append(later, segment.Run{From: end, To: r.To})
		default:
			keep = append(keep, r)
		}
	}
	if len(keep) == 0 {
		return a, nil
	}
	a.Content = keep
	var out []segment.Run
	for _, r := range later {
		if s.paragraphOf(r.From) != s.paragraphOf(a.Cue.From) && s.newcomer(end, r.From) {
			continue
		}
		if q := s.quoteAt(r.From); q != nil {
			for _, p := range q.pieces {
				if p.From <= r.From && r.To <= p.To {
					r = p
				}
			}
		}
		if r.Len() > 1 && (len(out) == 0 || out[len(out)-1].From != r.From) {
			out = append(out, r)
		}
	}
	return a, out
}

// newcomer reports whether somebody is named in the sentences from word from to before word to.
func (s *story) newcomer(from, to int) bool {
	for i := from; i < to; i = s.sentences[s.sentenceOf[i]].To {
		if s.somebody(s.sentences[s.sentenceOf[i]]) && s.quoteAt(i) == nil {
			return true
		}
	}
	return false
}

// othersIn reports whether a claim has a part of r in its content and its cue outside of it: r is that claim's, and not to be continued by another.
func (s *story) othersIn(r segment.Run) bool {
	for n := s.sentenceOf[r.From]; n <= s.sentenceOf[r.To-1]; n++ {
		for _, i := range s.touching[n] {
			d := &s.drafts[i]
			for _, c := range d.Content {
				if c.From < r.To && r.From < c.To && !holds([]segment.Run{r}, d.Cue) {
					return true
				}
			}
		}
	}
	return false
}

// cover says of each word whether something has it.
type cover []bool

func (c cover) any(r segment.Run) bool {
	for i := r.From; i < r.To; i++ {
		if c[i] {
			return true
		}
	}
	return false
}

func (c cover) all(r segment.Run) bool {
	for i := r.From; i < r.To; i++ {
		if !c[i] {
			return false
		}
	}
	return true
}

func (c cover) mark(runs ...segment.Run) {
	for _, r := range runs {
		for i := r.From; i < r.To; i++ {
			c[i] = true
		}
	}
}

func (s *story) covered() cover {
	c := make(cover, len(s.Words))
	for _, d := range s.drafts {
		c.mark(d.Cue)
		c.mark(d.Speaker...)
		c.mark(d.Content...)
	}
	return c
}
