package resolve

import (
	"hearsay"
	"hearsay/internal/when"
)

// news is how many days back the event that a text tells of may lie: what is older is what went before.
const news = 30

// event places the event of claim i where its content names no time. It is then never more precise than "about".
//
// A claim about a claim has the event of the one inside it. What is still to come has that of the next thing told to come, or lies
// anywhere after publication. What has happened belongs to the event the text is telling of: the one last placed before it, or the first
// placed at all. Where that was two days before publication or less, it may have gone on until publication: a death, a second
// statement, a count. A text that places nothing tells of what was new when it was said.
func (w *calendar) event(i int) {
	c := &w.claims[i]
	if c.Event != nil {
		return
	}
	t, reason := w.running(i)
	if t == nil {
		return
	}
	c.Event = again(t, w.doc.Text, reason)
	c.Event.Precision = hearsay.Vague
}

func (w *calendar) running(i int) (t *hearsay.When, reason string) {
	c := &w.claims[i]
	for j := range w.claims {
		if j != i && w.claims[j].Within == c.ID && w.first[j] >= 0 {
			return w.claims[j].Event, "as the claim inside it"
		}
	}
	today, tomorrow := w.clock.Days(0, 1)
	if today == "" {
		return nil, ""
	}
	if comes(c.Status) {
		if j := w.nearestEvent(i, func(t *hearsay.When) bool { return t.From >= tomorrow }); j >= 0 {
			return w.claims[j].Event, "as what else the text tells to come"
		}
		return &hearsay.When{From: today}, "no time is named: after publication"
	}
	old, _ := w.clock.Days(-news, 1)
	j := w.nearestEvent(i, func(t *hearsay.When) bool { return t.From >= old && t.From < tomorrow && t.To != "" })
	if j < 0 {
		return c.Said, "no time is named: shortly before it was said"
	}
	t = w.claims[j].Event
	if c.Status == hearsay.Ongoing && t.To <= today {
		return c.Said, "no time is named: as it was said"
	}
	if near, _ := w.clock.Days(-2, 1); t.From >= near && t.To <= tomorrow {
		begin := t.From[:len("2006-01-02")] + today[len("2006-01-02"):]
		return &hearsay.When{From: begin, To: tomorrow}, "no time is named: between the event the text tells of and publication"
	}
	return t, "no time is named: as the event the text tells of"
}

// nearestEvent is the claim last before i, else the first of all, whose own words place its event to the day or finer so that fits holds.
func (w *calendar) nearestEvent(i int, fits func(*hearsay.When) bool) int {
	ok := func(j int) bool {
		if j == i || w.first[j] < 0 {
			return false
		}
		d := &w.dates[w.first[j]]
		if d.Bound != when.At && d.Bound != when.After {
			return false
		}
		switch d.Precision {
		case hearsay.Minute, hearsay.Hour, hearsay.PartDay, hearsay.Day:
			return fits(w.claims[j].Event)
		}
		return false
	}
	for j := i - 1; j >= 0; j-- {
		if ok(j) {
			return j
		}
	}
	for j := range w.claims {
		if ok(j) {
			return j
		}
	}
	return -1
}
