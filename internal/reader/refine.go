package reader

import (
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/segment"
)

// refine mends what the model's spans leave ragged. Each rule was kept because it raises the scores on PolNeAR and the marked passages.
func (s *story) refine() {
	s.Claims = slices.Clone(s.Claims)
	for i := range s.Claims {
		a := &s.Claims[i]
		s.lendPronoun(a)
		var out []segment.Run
		for _, r := range a.Content {
			for _, piece := range s.byParagraph(s.offHeadings(r)) {
				if piece.Len() > 1 && s.strs[piece.To-1] == "," {
					piece.To--
				}
				out = append(out, s.balance(piece))
			}
		}
		a.Content = out
	}
	s.takeInCues()
	s.Claims = slices.DeleteFunc(s.single(), func(a Attribution) bool { return len(a.Content) == 0 })
}

// lendPronoun gives a cue without a speaker the personal pronoun right before it.
func (s *story) lendPronoun(a *Attribution) {
	k := a.Cue.From - 1
	if len(a.Speaker) > 0 || k < 0 || s.sentenceOf[k] != s.sentenceOf[a.Cue.From] || holds(a.Content, segment.Run{From: k, To: k + 1}) {
		return
	}
	switch strings.ToLower(s.strs[k]) {
	case "he", "she", "they", "who":
		a.Speaker = []segment.Run{{From: k, To: k + 1}}
		if a.Kind == "" {
			a.Kind = hearsay.Person
		}
	}
}

// offHeadings takes off a content what runs over into headings and lines of the page before or behind it.
func (s *story) offHeadings(r segment.Run) segment.Run {
	for r.Len() > 0 && s.furniture[s.sentenceOf[r.From]] && s.sentences[s.sentenceOf[r.From]].To < r.To {
		r.From = s.sentences[s.sentenceOf[r.From]].To
	}
	for r.Len() > 0 && s.furniture[s.sentenceOf[r.To-1]] && s.sentences[s.sentenceOf[r.To-1]].From > r.From {
		r.To = s.sentences[s.sentenceOf[r.To-1]].From
	}
	return r
}

// byParagraph cuts a run where paragraphs end.
func (s *story) byParagraph(r segment.Run) []segment.Run {
	var out []segment.Run
	for r.Len() > 0 {
		end := min(r.To, s.paragraphs[s.paragraphOf(r.From)].To)
		out = append(out, segment.Run{From: r.From, To: end})
		r.From = end
	}
	return out
}

// balance takes in the quotation mark that a content lacks when all but that is there.
func (s *story) balance(r segment.Run) segment.Run {
	q := s.quoteAt(r.From)
	if q == nil {
		return r
	}
	for _, p := range q.pieces {
		closing := p.To - 1
		ends := r.To == p.To || s.markOnly(closing) && (r.To == closing || r.To == closing-1 && s.punctuated(closing-1))
		if (r.From == p.From || r.From == p.From+1) && ends {
			return p
		}
	}
	return r
}

// takeInCues lets a content that ends where the cue of a claim inside it begins take in the cue, and the speaker behind it:
// "The convoy had turned back, the army [said], according to the broadcaster".
func (s *story) takeInCues() {
	for i := range s.Claims {
		a := &s.Claims[i]
		if a.Act != hearsay.Report && a.Kind != hearsay.Outlet {
			continue
		}
		for k := range a.Content {
			r := &a.Content[k]
			for j := range s.Claims {
				b := &s.Claims[j]
				if i == j || r.To != b.Cue.From || a.Cue == b.Cue || !holdsAll(a.Content, b.Content) {
					continue
				}
				switch {
				case holdsAll(a.Content, b.Speaker):
					r.To = b.Cue.To
				case len(b.Speaker) == 1 && b.Speaker[0].From == b.Cue.To:
					r.To = b.Speaker[0].To
				}
			}
		}
	}
}

// single keeps of claims with the same speaker and content the one with the highest score: a noun and a verb ("a poll … has revealed"), say.
func (s *story) single() []Attribution {
	var out []Attribution
	for _, a := range s.Claims {
		same := -1
		for i := len(out) - 1; i >= 0 && out[i].Cue.From > a.Cue.From-segment.MaxWords; i-- {
			if slices.Equal(a.Content, out[i].Content) && slices.Equal(a.Speaker, out[i].Speaker) {
				same = i
				break
			}
		}
		switch {
		case same < 0:
			out = append(out, a)
		case a.score > out[same].score:
			out[same] = a
		}
	}
	return out
}
