package resolve

import (
	"slices"

	"hearsay"
	"hearsay/internal/when"
)

// times fills in the value and interval of every time, and adds the plain dates in a claim's words that were not marked.
func (a *account) times() {
	dates := a.dates()
	by := make(map[hearsay.Span]int, len(dates))
	for i := range dates {
		if dates[i].Inner != (hearsay.Span{}) {
			by[dates[i].Inner] = i
		}
		by[dates[i].Spans[0]] = i
	}
	for i := range a.claims {
		c := &a.claims[i]
		own := slices.Concat(c.Speaker.Spans, c.Cue.Spans, c.Content.Spans)
		for k := range c.Times {
			t := &c.Times[k]
			printed := t.Printed
			*t = hearsay.Time{Printed: printed}
			if len(printed.Spans) != 1 {
				continue
			}
			n, ok := by[printed.Spans[0]]
			if !ok { // what is part of a time
				n = slices.IndexFunc(dates, func(d when.Expression) bool { return d.Spans[0].Holds(printed.Spans[0]) })
			}
			if n >= 0 {
				*t = dates[n].Time
				if !a.widens(c, own, &dates[n]) {
					t.Printed = printed
				}
			}
		}
		for n := range dates {
			d := &dates[n]
			s := d.Spans[0]
			if d.Value == "" || !holdsSpan(own, s) || slices.ContainsFunc(c.Times, func(t hearsay.Time) bool {
				return slices.ContainsFunc(t.Spans, s.Overlaps)
			}) {
				continue
			}
			if d.Marked >= 0 {
				continue // a time of others, which the reader knows and did not give to this claim
			}
			c.Times = append(c.Times, d.Time)
		}
		slices.SortStableFunc(c.Times, func(x, y hearsay.Time) int { return x.Spans[0].From - y.Spans[0].From })
	}
}

// widens reports whether a time that the reader cut short can be printed whole in a claim: wherever it is one of the claim's times,
// the whole of it stands in one piece of the claim's words, or beside its cue.
func (a *account) widens(c *hearsay.Claim, own []hearsay.Span, d *when.Expression) bool {
	if d.Inner == (hearsay.Span{}) {
		return true
	}
	return holdsSpan(own, d.Spans[0]) || !slices.ContainsFunc(own, d.Spans[0].Overlaps)
}

// holdsSpan reports whether one of the pieces holds s.
func holdsSpan(pieces []hearsay.Span, s hearsay.Span) bool {
	return slices.ContainsFunc(pieces, func(p hearsay.Span) bool { return p.Holds(s) })
}

// dates reads the expressions of time of the document: the times of its claims, and what else is plainly a date.
func (a *account) dates() []when.Expression {
	var marked []hearsay.Span
	for i := range a.claims {
		for _, t := range a.claims[i].Times {
			if len(t.Spans) == 1 {
				marked = append(marked, t.Spans[0])
			}
		}
	}
	slices.SortFunc(marked, func(x, y hearsay.Span) int {
		if x.From != y.From {
			return x.From - y.From
		}
		return y.To - x.To
	})
	marked = slices.Compact(marked)
	return when.Read(when.NewClock(a.doc.Published), when.Text{Text: a.doc.Text, Words: a.words, Sentence: func(i int) (int, int) {
		r := a.sentenceAt(i)
		return r.From, r.To
	}, Ahead: a.ahead}, marked)
}

// ahead reports whether a word stands in what somebody plans, demands or expects, as the nearest claim around it has it.
func (a *account) ahead(word hearsay.Span) bool {
	best, size := -1, 0
	for i := range a.claims {
		c := &a.claims[i]
		if c.OwnVoice || !holdsSpan(c.Content.Spans, word) {
			continue
		}
		if n := lengthOf(c.Content.Spans); best < 0 || n < size {
			best, size = i, n
		}
	}
	if best < 0 {
		return false
	}
	act := a.claims[best].Act
	return act == hearsay.Commit || act == hearsay.Request || act == hearsay.Predict
}
