package reader

import (
	"slices"
	"sort"
	"strings"

	"hearsay"
	"hearsay/internal/segment"
)

// refine mends what the model's spans leave ragged. Each rule was kept because it raises the scores on PolNeAR and the marked passages.
func (s *story) refine() {
	s.Claims = slices.Clone(s.Claims)
	s.secondLook()
	for i := range s.Claims {
		a := &s.Claims[i]
		s.verbCue(a)
		s.trimCue(a)
		s.lendPronoun(a)
		s.offHeadings(a)
		var out []segment.Run
		for _, r := range a.Content {
			for _, piece := range s.byParagraph(r) {
				if !s.mayReach(a, piece) {
					continue
				}
				for piece.Len() > 1 && (s.strs[piece.To-1] == "," || s.strs[piece.To-1] == "." && s.quoteAt(piece.To-1) == nil) {
					piece.To--
				}
				for piece.Len() > 1 && (s.strs[piece.From] == "," || s.strs[piece.From] == ")" || s.strs[piece.From] == ".") {
					piece.From++
				}
				out = append(out, s.balance(piece))
			}
		}
		a.Content = out
	}
	s.leaveToOthers()
	s.lendSpeaker()
	s.mendSpeakers()
	s.closeGaps()
	s.fromTheStart()
	s.takeInCues()
	s.leaveDenied()
	s.Claims = slices.DeleteFunc(s.single(), func(a Attribution) bool { return len(a.Content) == 0 })
}

// lendPronoun gives a cue without a speaker the pronoun before it, a time or an adverb between them or not.
func (s *story) lendPronoun(a *Attribution) {
	k := a.Cue.From - 1
	if len(a.Speaker) > 0 || k < 0 {
		return
	}
	begin := s.sentences[s.sentenceOf[a.Cue.From]].From
	for _, t := range between(s.Times, max(begin, k-6), k+1) {
		if t.To == k+1 {
			k = t.From - 1
		}
	}
	if k >= begin && s.pos[k] == "ADV" {
		k--
	}
	if k < begin || holds(a.Content, segment.Run{From: k, To: k + 1}) {
		return
	}
	kind := hearsay.Person
	switch strings.ToLower(s.strs[k]) {
	case "he", "she", "they", "who":
	case "it", "which":
		if s.passive(a.Cue) || s.pos[a.Cue.From] != "VERB" && s.pos[a.Cue.From] != "AUX" {
			return // "it is feared"
		}
		kind = hearsay.Org
	default:
		return
	}
	a.Speaker = []segment.Run{{From: k, To: k + 1}}
	if a.Kind == "" {
		a.Kind = kind
	}
}

// offHeadings parts headings and lines of the page from the story: what is said in one has its words there and nowhere else,
// and what is said in the story has none of them.
func (s *story) offHeadings(a *Attribution) {
	cue := s.sentenceOf[a.Cue.From]
	own := s.paragraphs[s.paragraphOf(a.Cue.From)]
	var out []segment.Run
	for _, r := range a.Content {
		if s.furniture[cue] {
			r.From, r.To = max(r.From, own.From), min(r.To, own.To)
		}
		for n := s.sentenceOf[r.From]; r.Len() > 0 && n <= s.sentenceOf[r.To-1]; n++ {
			if x := s.sentences[n]; s.furniture[n] == s.furniture[cue] {
				part := segment.Run{From: max(r.From, x.From), To: min(r.To, x.To)}
				if k := len(out) - 1; k >= 0 && out[k].To == part.From && part.From > r.From {
					out[k].To = part.To
				} else {
					out = append(out, part)
				}
			}
		}
	}
	a.Content = out
	a.Speaker = slices.Clone(a.Speaker)
	for i, r := range a.Speaker {
		for _, part := range s.byParagraph(r) {
			if a.Speaker[i] = part; s.paragraphOf(part.From) == s.paragraphOf(a.Cue.From) {
				break
			}
		}
	}
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
			for _, j := range s.claimsNear(i) {
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

// leaveDenied drops the nobody's saying that a denial is about: in "rejected reports that …" nobody reports but whom the denial answers.
func (s *story) leaveDenied() {
	drop := make([]bool, len(s.Claims))
	for i := range s.Claims {
		a := &s.Claims[i]
		if a.Act != hearsay.Deny || len(a.Content) != 1 {
			continue
		}
		for _, j := range s.claimsNear(i) {
			b := &s.Claims[j]
			if j != i && len(b.Speaker) == 0 && s.pos[b.Cue.From] == "NOUN" && holdsAll(a.Content, b.Content) && b.Cue.From >= a.Content[0].From && b.Cue.From <= a.Content[0].From+3 {
				drop[j] = true
			}
		}
	}
	out := s.Claims[:0]
	for i, a := range s.Claims {
		if !drop[i] {
			out = append(out, a)
		}
	}
	s.Claims = out
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

// closeGaps takes into a content the words that nobody has: a few between two of its pieces ("that its offer for … would remain open"),
// and its subject where it begins with the verb.
func (s *story) closeGaps() {
	taken := s.takenByClaims()
	inner := func(i, word int) bool { // a word of a claim whose cue the content of claim i holds
		return slices.ContainsFunc(s.claimsNear(i), func(j int) bool {
			b := &s.Claims[j]
			return j != i && holds(s.Claims[i].Content, b.Cue) && holds(b.Content, segment.Run{From: word, To: word + 1})
		})
	}
	nobodys := func(i, from, to, most int) bool {
		if from >= to || to-from > most || s.sentenceOf[from] != s.sentenceOf[to] {
			return false
		}
		for k := from; k < to; k++ {
			if taken[k] && !inner(i, k) || s.strs[k] == "," || s.strs[k] == ";" {
				return false
			}
		}
		return true
	}
	for i := range s.Claims {
		a := &s.Claims[i]
		for k := 1; k < len(a.Content); k++ {
			if a.Content[k-1].To < a.Content[k].From && nobodys(i, a.Content[k-1].To, a.Content[k].From, 5) {
				a.Content[k-1].To = a.Content[k].To
				a.Content = slices.Delete(a.Content, k, k+1)
				k--
			}
		}
		if len(a.Content) == 0 || !s.verbFirst(a.Content[0]) {
			continue
		}
		first := &a.Content[0]
		if first.From > a.Cue.To && nobodys(i, a.Cue.To, first.From, 5) {
			first.From = a.Cue.To
		}
		if begin := s.starts[s.sentenceOf[first.From]].From; first.To <= a.Cue.From && nobodys(i, begin, first.From, 8) {
			first.From = begin
		}
	}
}

// verbFirst reports whether a content begins with a finite verb, or with a bracket, which is never a subject.
func (s *story) verbFirst(r segment.Run) bool {
	return strings.HasPrefix(s.strs[r.From], "(") || s.finite(segment.Run{From: r.From, To: r.From + 1}) >= 0
}

// takenByClaims covers all that belongs to a claim, times, media and addressees included.
func (s *story) takenByClaims() cover {
	c := make(cover, len(s.Words))
	for _, a := range s.Claims {
		c.mark(a.Cue)
		c.mark(a.Speaker...)
		c.mark(a.Content...)
	}
	c.mark(s.Times...)
	c.mark(s.Media...)
	c.mark(s.Addressees...)
	return c
}

// mayReach reports whether a piece of content can belong to a cue: it stands in the cue's paragraph, or wholly inside a quotation.
func (s *story) mayReach(a *Attribution, r segment.Run) bool {
	own := s.paragraphOf(a.Cue.From)
	if s.paragraphOf(r.From) == own || !slices.ContainsFunc(a.Content, func(c segment.Run) bool { return s.paragraphOf(c.From) == own }) {
		return true
	}
	q := s.quoteAt(r.From)
	return q != nil && r.To <= q.end() && (s.markOnly(r.From) || q.pieces[0].From < s.paragraphs[s.paragraphOf(r.From)].From)
}

// leaveToOthers takes off a content the pieces in another sentence that are a claim's with its cue there.
func (s *story) leaveToOthers() {
	for i := range s.Claims {
		a := &s.Claims[i]
		home := s.sentenceOf[a.Cue.From]
		others := func(r segment.Run) bool {
			n := s.sentenceOf[r.From]
			return n != home && slices.ContainsFunc(s.claimsNear(i), func(j int) bool {
				b := &s.Claims[j]
				return j != i && s.sentenceOf[b.Cue.From] == n && !holds([]segment.Run{r}, b.Cue) && slices.ContainsFunc(b.Content, func(c segment.Run) bool {
					return 2*(min(c.To, r.To)-max(c.From, r.From)) > r.Len()
				})
			})
		}
		if slices.ContainsFunc(a.Content, func(r segment.Run) bool { return !others(r) }) {
			a.Content = slices.DeleteFunc(slices.Clone(a.Content), others)
		}
	}
}

// lendSpeaker gives a participle without a speaker ("…, adding that") that of the claim before it in its sentence.
func (s *story) lendSpeaker() {
	for i := range s.Claims {
		a := &s.Claims[i]
		w := strings.ToLower(s.strs[a.Cue.From])
		if len(a.Speaker) > 0 || !strings.HasSuffix(w, "ing") || a.Cue.From == 0 || s.strs[a.Cue.From-1] != "," {
			continue
		}
		for j := i - 1; j >= 0 && s.sentenceOf[s.Claims[j].Cue.From] == s.sentenceOf[a.Cue.From]; j-- {
			if b := &s.Claims[j]; len(b.Speaker) > 0 && !holds(b.Content, a.Cue) && !s.heldByOther(j) {
				a.Speaker, a.Kind = b.Speaker, b.Kind
				break
			}
		}
	}
}

// heldByOther reports whether another claim's content holds the cue of claim i.
func (s *story) heldByOther(i int) bool {
	for _, j := range s.claimsNear(i) {
		if j != i && holds(s.Claims[j].Content, s.Claims[i].Cue) {
			return true
		}
	}
	return false
}

// claimsNear lists the claims, i among them, whose cue is no farther from that of claim i than a window is long: no content reaches farther.
func (s *story) claimsNear(i int) []int {
	at := s.Claims[i].Cue.From
	from := sort.Search(len(s.Claims), func(k int) bool { return s.Claims[k].Cue.From >= at-segment.MaxWords })
	var near []int
	for k := from; k < len(s.Claims) && s.Claims[k].Cue.From <= at+segment.MaxWords; k++ {
		near = append(near, k)
	}
	return near
}

// fromTheStart lets the content of ", X said." at the end of a sentence begin where the sentence does.
func (s *story) fromTheStart() {
	for i := range s.Claims {
		a := &s.Claims[i]
		if len(a.Content) != 1 || len(a.Speaker) != 1 {
			continue
		}
		r := &a.Content[0]
		n := s.sentenceOf[r.From]
		begin := s.starts[n].From
		tail := segment.Run{From: min(a.Cue.From, a.Speaker[0].From), To: max(a.Cue.To, a.Speaker[0].To)}
		if s.furniture[n] || r.From <= begin || r.To >= tail.From || s.strs[tail.From-1] != "," || r.To < tail.From-1 || s.sentenceOf[tail.From] != n || s.quoteAt(r.From) != nil {
			continue
		}
		ok := s.finite(segment.Run{From: begin, To: r.From}) < 0 // no clause of its own before it
		for k := begin; k < r.From; k++ {
			if w := s.strs[k]; w == ";" || w == ":" || s.markOnly(k) {
				ok = false
			}
		}
		for _, j := range s.claimsNear(i) { // nor one that says something else
			if b := &s.Claims[j]; j != i && b.Cue.From >= begin && b.Cue.To <= r.From {
				ok = holdsAll([]segment.Run{{From: begin, To: r.To}}, b.Content)
			}
		}
		if ok {
			r.From = begin
		}
	}
}
