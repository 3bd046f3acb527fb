package reader

import (
	"cmp"
	"context"
	"slices"

	"hearsay"
	"hearsay/internal/segment"
)

// Read reads a document: its claims as printed, in the order of their first byte.
// Text that is not UTF-8 is refused (hearsay.ErrInvalid).
func (r *Reader) Read(ctx context.Context, doc *hearsay.Document) ([]hearsay.Claim, error) {
	bare, err := r.Bare(ctx, doc.Text)
	if err != nil {
		return nil, err
	}
	return Claims(doc, bare), nil
}

// Claims is what the rules make of the model's reading of a document, and what people say of its claims: each fix is of what those before it
// have left.
func Claims(doc *hearsay.Document, bare *Reading, fixes ...Fix) []hearsay.Claim {
	s := told(doc, bare)
	s.part()
	if len(fixes) > 0 {
		s.fix(fixes)
	}
	return s.finish()
}

// Undivided is Claims with every content as it stands, as corpora mark it, however many clauses it is made of.
func Undivided(doc *hearsay.Document, bare *Reading) []hearsay.Claim { return told(doc, bare).finish() }

// told is a document with a draft for each thing that is said in it.
func told(doc *hearsay.Document, bare *Reading) *story {
	s := newStory(doc, bare)
	s.refine()
	s.attributed()
	s.continueQuotations()
	s.ownVoice()
	for i := range s.drafts {
		s.drafts[i].Content = inOrder(s.drafts[i].Content)
	}
	return s
}

// finish makes claims of the drafts, as they stand to each other.
func (s *story) finish() []hearsay.Claim {
	s.nest()
	s.name()
	s.settleActs()
	return s.claims()
}

// attributed takes over what the model found.
func (s *story) attributed() {
	later := make([][]segment.Run, len(s.Claims))
	for i, a := range s.Claims {
		a, later[i] = s.atStop(a)
		s.add(draft{Attribution: a})
	}
	for i, a := range s.Claims {
		for _, r := range later[i] {
			if s.othersIn(r) {
				continue
			}
			c := draft{Attribution: a, continued: true}
			c.Content = []segment.Run{r}
			s.add(c)
		}
	}
}

// nest finds for each draft the smallest other whose content holds its cue and its speaker.
func (s *story) nest() {
	for i := range s.drafts {
		d := &s.drafts[i]
		d.within = -1
		held := append([]segment.Run{d.Cue}, d.Speaker...)
		if d.continued {
			held = d.Content
		}
		if d.ownVoice {
			continue
		}
		size := sizeOf(d.Content)
		best := 0
		for _, j := range s.near(held[0]) {
			e := &s.drafts[j]
			if j == i || e.ownVoice {
				continue
			}
			n := sizeOf(e.Content)
			if holdsAll(e.Content, held) && (n > size || !holdsAll(d.Content, []segment.Run{e.Cue})) && (d.within < 0 || n < best) {
				d.within, best = j, n
			}
		}
	}
}

func sizeOf(runs []segment.Run) (n int) {
	for _, r := range runs {
		n += r.Len()
	}
	return n
}

func holds(content []segment.Run, r segment.Run) bool {
	return slices.ContainsFunc(content, func(c segment.Run) bool { return c.From <= r.From && r.To <= c.To })
}

func holdsAll(content, runs []segment.Run) bool {
	for _, r := range runs {
		if !holds(content, r) {
			return false
		}
	}
	return true
}

// spans turns runs of words into spans of bytes.
func (s *story) spans(runs ...segment.Run) []hearsay.Span {
	out := make([]hearsay.Span, len(runs))
	for i, r := range runs {
		out[i] = hearsay.Span{From: s.Words[r.From].From, To: s.Words[r.To-1].To}
	}
	return out
}

func (s *story) print(runs ...segment.Run) hearsay.Printed {
	return hearsay.Print(s.text, s.spans(runs...)...)
}

// claims turns the drafts into claims, in the order of their first byte; at the same byte the enclosing one first.
func (s *story) claims() []hearsay.Claim {
	order := make([]int, len(s.drafts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := &s.drafts[a], &s.drafts[b]
		return cmp.Or(cmp.Compare(x.first(), y.first()), cmp.Compare(sizeOf(y.Content), sizeOf(x.Content)), cmp.Compare(x.Cue.From, y.Cue.From))
	})
	out := make([]hearsay.Claim, len(order))
	place := make([]int, len(order))
	for n, i := range order {
		out[n] = s.claim(&s.drafts[i])
		place[i] = n
	}
	for n, i := range order {
		if w := s.drafts[i].within; w >= 0 {
			out[n].Within = out[place[w]].ID
		}
	}
	return out
}

// first is the first word of a draft: of its content alone when its cue stands elsewhere or nowhere.
func (d *draft) first() int {
	n := d.Content[0].From
	if d.ownVoice || d.continued {
		return n
	}
	for _, r := range d.Speaker {
		n = min(n, r.From)
	}
	return min(n, d.Cue.From)
}

// inOrder puts runs in order and makes one of those that share words.
func inOrder(runs []segment.Run) []segment.Run {
	runs = slices.Clone(runs)
	slices.SortFunc(runs, func(a, b segment.Run) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	out := runs[:0]
	for _, r := range runs {
		if k := len(out) - 1; k >= 0 && r.From < out[k].To {
			out[k].To = max(out[k].To, r.To)
		} else if r.Len() > 0 {
			out = append(out, r)
		}
	}
	return out
}

func (s *story) claim(d *draft) hearsay.Claim {
	c := hearsay.Claim{
		Speaker:    hearsay.Speaker{Printed: s.print(d.Speaker...), Kind: d.Kind, Name: d.name, Role: d.role, Candidates: d.options},
		Cue:        hearsay.Print(s.text),
		Act:        d.Act,
		Certainty:  d.Sure,
		Denied:     d.Neg,
		Content:    s.print(d.Content...),
		Quoted:     s.spans(inOrder(s.quoted(d.Content))...),
		OwnVoice:   d.ownVoice,
		Continued:  d.continued,
		Distance:   []hearsay.Printed{},
		Mentions:   []hearsay.Mention{},
		Quantities: []hearsay.Quantity{},
		Times:      []hearsay.Time{},
		Chain:      []hearsay.Hop{},
		Evidence:   []hearsay.Evidence{},
		Score:      d.score,
		Ruling:     d.ruling,
	}
	if c.Speaker.Candidates == nil {
		c.Speaker.Candidates = []string{}
	}
	if !d.ownVoice {
		c.Cue = s.print(d.Cue)
	}
	if !d.continued {
		c.Medium, c.Addressee = s.beside(d, s.Media), s.beside(d, s.Addressees)
	}
	own := func(r segment.Run) bool { return s.belongs(d, r) }
	from, to := s.reachOf(d)
	for _, r := range between(s.Hedges, from, to) {
		if own(r) && !s.deeper(d, r) {
			c.Distance = append(c.Distance, s.print(r))
		}
	}
	for _, list := range []struct {
		tagged  []Tagged
		generic bool
	}{{s.Names, false}, {s.Generics, true}} {
		for _, t := range betweenTagged(list.tagged, from, to) {
			if own(t.Run) {
				m := hearsay.Mention{Printed: s.print(t.Run), Type: t.Type, Generic: list.generic}
				if !list.generic {
					m.Name = s.known.mentioned(t)
				}
				c.Mentions = append(c.Mentions, m)
			}
		}
	}
	slices.SortStableFunc(c.Mentions, func(a, b hearsay.Mention) int { return cmp.Compare(a.Spans[0].From, b.Spans[0].From) })
	for _, p := range s.prints(between(s.Quantities, from, to), own) {
		c.Quantities = append(c.Quantities, hearsay.Quantity{Printed: p})
	}
	for _, p := range s.prints(between(s.Times, from, to), func(r segment.Run) bool { return own(r) || s.dates(d, r) }) {
		c.Times = append(c.Times, hearsay.Time{Printed: p})
	}
	for _, r := range d.Content {
		for i := r.From; i < r.To; i++ {
			if s.pos[i] == "VERB" || s.pos[i] == "AUX" {
				c.Verbs = append(c.Verbs, hearsay.Verb{Span: s.Words[i], Fact: s.fact[i]})
			}
		}
	}
	c.ID = hearsay.NewClaimID(s.doc.ID, &c)
	return c
}

func (s *story) prints(runs []segment.Run, keep func(segment.Run) bool) []hearsay.Printed {
	out := []hearsay.Printed{}
	for _, r := range runs {
		if keep(r) {
			out = append(out, s.print(r))
		}
	}
	return out
}

// belongs reports whether a run lies in the words of a draft: speaker, cue or content.
func (s *story) belongs(d *draft, r segment.Run) bool {
	return holds(d.Content, r) || holds(d.Speaker, r) || !d.ownVoice && !d.continued && holds([]segment.Run{d.Cue}, r)
}

// deeper reports whether a run lies in the words of a claim inside d.
func (s *story) deeper(d *draft, r segment.Run) bool {
	for _, i := range s.near(r) {
		e := &s.drafts[i]
		if e.within >= 0 && &s.drafts[e.within] == d && s.belongs(e, r) {
			return true
		}
	}
	return false
}

// dates reports whether a time stands beside d's cue and so says when it was said: in its sentence, and in nobody's content but one that holds the cue too.
func (s *story) dates(d *draft, r segment.Run) bool {
	return !d.ownVoice && !d.continued && s.level(r) == s.level(d.Cue) && s.sentenceOf[r.From] == s.sentenceOf[d.Cue.From] && s.nearest(r) == d
}

// level is the smallest content that holds a run: what stands on one level belongs together. -1 is the outlet's.
func (s *story) level(r segment.Run) int {
	best, n := -1, 0
	for _, i := range s.near(r) {
		d := &s.drafts[i]
		if !d.ownVoice && holds(d.Content, r) && (best < 0 || sizeOf(d.Content) < n) {
			best, n = i, sizeOf(d.Content)
		}
	}
	return best
}

// nearest is the draft with a cue in the sentence of r and on its level that is nearest to it, or nil.
func (s *story) nearest(r segment.Run) *draft {
	var best *draft
	level, away := s.level(r), 0
	for _, i := range s.near(r) {
		d := &s.drafts[i]
		if d.ownVoice || d.continued || s.sentenceOf[d.Cue.From] != s.sentenceOf[r.From] || s.level(d.Cue) != level {
			continue
		}
		n := max(r.From-d.Cue.To, d.Cue.From-r.To)
		if best == nil || n < away {
			best, away = d, n
		}
	}
	return best
}

// beside is the first of runs (media or addressees) that goes with d's cue, or nil.
func (s *story) beside(d *draft, runs []segment.Run) *hearsay.Printed {
	if d.ownVoice {
		return nil
	}
	in := s.sentences[s.sentenceOf[d.Cue.From]]
	for _, r := range between(runs, in.From, in.To) {
		if !holds(d.Speaker, r) && s.nearest(r) == d {
			for r.Len() > 0 && (s.pos[r.To-1] == "ADP" || s.pos[r.To-1] == "CCONJ" || s.pos[r.To-1] == "DET" || s.looseEnd(r.To-1)) {
				r.To-- // the model breaks off
			}
			if r.Len() == 0 {
				continue
			}
			p := s.print(r)
			return &p
		}
	}
	return nil
}
