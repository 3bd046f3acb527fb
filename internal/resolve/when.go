package resolve

import (
	"slices"

	"hearsay"
	"hearsay/internal/segment"
	"hearsay/internal/when"
)

// when fills in when each claim was said and when its event is.
//
// A time belongs to the level it stands on: the smallest content that holds it. There it says when something was said if it stands
// with a cue (when_said.go); inside a content it says when the event is (when_event.go). No time does both.
func (a *account) when() {
	w := newCalendar(a)
	for i := range a.claims {
		w.ownSaid(i)
	}
	for i := range a.claims {
		w.said(i)
	}
	for i := range a.claims {
		w.ownEvent(i)
	}
	for i := range a.claims {
		w.event(i)
	}
	w.hops()
}

// calendar is the times of a document and what they belong to.
type calendar struct {
	*account
	clock    when.Clock
	dates    []when.Expression
	level    []int // of each date: the claim with the smallest content that holds it, -1 for none
	run      []int // of each date: its sentence, by that's first word
	nearest  []int // of each date: the claim with a cue in its sentence and on its level that is nearest, -1 for none
	saying   []int // of each date: the claim whose saying it dates, -1 for none
	cue      []int // of each claim: the sentence of its cue, -1 for none
	cueLevel []int // of each claim: the level of its cue
	first    []int // of each claim: the date that places its event, -1 for none
}

func newCalendar(a *account) *calendar {
	w := &calendar{account: a, clock: when.NewClock(a.doc.Published), dates: a.dates()}
	for i := range a.claims {
		c := &a.claims[i]
		c.Said, c.Event = nil, nil
		at, level := -1, -1
		if hasCue(c) {
			at, level = a.sentenceOf(c.Cue.Spans[0].From).From, w.levelOf(c.Cue.Spans[0], i)
		}
		w.cue, w.cueLevel, w.first = append(w.cue, at), append(w.cueLevel, level), append(w.first, -1)
	}
	for n := range w.dates {
		s := w.dates[n].Spans[0]
		w.level, w.run = append(w.level, w.levelOf(s, -1)), append(w.run, a.sentenceOf(s.From).From)
		w.saying, w.nearest = append(w.saying, -1), append(w.nearest, w.nearestCue(n))
	}
	return w
}

// hasCue reports whether a claim has a cue of its own: a quotation that goes on has that of an earlier claim.
func hasCue(c *hearsay.Claim) bool { return !c.OwnVoice && !c.Continued && len(c.Cue.Spans) > 0 }

// sentenceOf is the sentence of the word at a byte.
func (a *account) sentenceOf(at int) segment.Run { return a.sentenceAt(a.wordAt(at)) }

// levelOf is the claim with the smallest content that holds s, but for one; the outlet's own claims are no level.
func (w *calendar) levelOf(s hearsay.Span, but int) int {
	best, size := -1, 0
	for i := range w.claims {
		c := &w.claims[i]
		if i == but || c.OwnVoice || !holdsSpan(c.Content.Spans, s) {
			continue
		}
		if n := lengthOf(c.Content.Spans); best < 0 || n < size {
			best, size = i, n
		}
	}
	return best
}

func lengthOf(spans []hearsay.Span) (n int) {
	for _, s := range spans {
		n += s.Len()
	}
	return n
}

// placed reports whether a date lies somewhere on the calendar.
func placed(d *when.Expression) bool { return d.From != "" || d.To != "" }

// print makes a When of a date.
func (w *calendar) print(d *when.Expression) *hearsay.When {
	return &hearsay.When{Printed: d.Printed, From: d.From, To: d.To, Precision: d.Precision, Reason: d.Reason}
}

// days is a When that no words give: n days from so many after publication.
func (w *calendar) days(after, n int, p hearsay.Precision, reason string) *hearsay.When {
	from, to := w.clock.Days(after, n)
	if from == "" {
		return nil
	}
	return &hearsay.When{Printed: hearsay.Print(w.doc.Text), From: from, To: to, Precision: p, Reason: reason}
}

// again is a When that is taken over from elsewhere: the interval without the words.
func again(t *hearsay.When, text, reason string) *hearsay.When {
	if t == nil {
		return nil
	}
	return &hearsay.When{Printed: hearsay.Print(text), From: t.From, To: t.To, Precision: t.Precision, Reason: reason}
}

// hops gives each hop of the chains the time of its saying: the last hop that of its claim, the others that of the claim whose cue
// they have, where words say when.
func (w *calendar) hops() {
	by := make(map[hearsay.Span]int, len(w.claims))
	for i := range w.claims {
		if c := &w.claims[i]; hasCue(c) {
			by[c.Cue.Spans[0]] = i
		}
	}
	for i := range w.claims {
		c := &w.claims[i]
		for k := range c.Chain {
			h := &c.Chain[k]
			h.Said = nil
			if k == len(c.Chain)-1 {
				h.Said = clone(c.Said)
				continue
			}
			if len(h.Cue.Spans) == 0 {
				continue
			}
			if j, ok := by[h.Cue.Spans[0]]; ok && w.claims[j].Said != nil && len(w.claims[j].Said.Spans) > 0 {
				h.Said = clone(w.claims[j].Said)
			}
		}
	}
}

func clone(t *hearsay.When) *hearsay.When {
	if t == nil {
		return nil
	}
	c := *t
	c.Spans = slices.Clone(t.Spans)
	return &c
}
