package resolve

import (
	"strings"

	"hearsay"
	"hearsay/internal/when"
)

// farthest is how many words a time may stand from the cue whose saying it dates.
const farthest = 30

// ownSaid finds the time that stands with the cue of claim i: on its level, in its sentence, nearer to it than to any other cue.
func (w *calendar) ownSaid(i int) {
	c := &w.claims[i]
	if !hasCue(c) {
		return
	}
	best, away := -1, 0
	for n := range w.dates {
		d := &w.dates[n]
		if w.run[n] != w.cue[i] || !w.datesSaying(d) {
			continue
		}
		s := d.Spans[0]
		switch {
		case holdsSpan(c.Cue.Spans, s), w.leads(c, s):
		case holdsSpan(c.Speaker.Spans, s):
			if !ofADate(c) {
				continue
			}
		case w.nearest[n] != i || w.inSpeaker(s):
			continue
		}
		k := w.between(s, c.Cue.Spans[0])
		if k <= farthest && (best < 0 || k < away) {
			best, away = n, k
		}
	}
	if best < 0 {
		return
	}
	w.saying[best] = i
	d := &w.dates[best]
	c.Said = w.print(d)
	if best+1 < len(w.dates) && w.run[best+1] == w.run[best] && w.saying[best+1] < 0 && w.level[best+1] == w.level[best] && w.sameDay(d, &w.dates[best+1]) && w.near(d, &w.dates[best+1]) {
		w.saying[best+1] = i // "at 4 p.m. on Monday"
	}
}

// ofADate reports whether a speaker is a thing that has a date itself: a report of 3 May, a picture of Tuesday.
func ofADate(c *hearsay.Claim) bool {
	return c.Speaker.Kind == hearsay.DocumentOf || c.Speaker.Kind == hearsay.Imagery
}

// datesSaying reports whether a date can be that of a saying: it is a place on the calendar, not after publication.
func (w *calendar) datesSaying(d *when.Expression) bool {
	if !placed(d) || strings.HasPrefix(d.Value, "P") && d.Value != "PAST_REF" || d.Value == "PRESENT_REF" || d.Value == "FUTURE_REF" {
		return false
	}
	_, end := w.clock.Days(0, 1)
	return end == "" || d.From < end
}

// leads reports whether s opens the content behind the cue and "that" follows: the reader took it in, but it dates the saying.
func (w *calendar) leads(c *hearsay.Claim, s hearsay.Span) bool {
	if len(c.Content.Spans) == 0 || c.Cue.Spans[0].From > s.From {
		return false
	}
	from := c.Content.Spans[0]
	a, b := w.wordAt(from.From), w.wordAt(s.From)
	next := w.wordAt(s.To)
	return from.Holds(s) && b-a <= 1 && next < len(w.strs) && w.strs[next] == "that" && w.wordAt(c.Cue.Spans[0].To-1)+1 >= a
}

// inSpeaker reports whether a date stands in some speaker's words, where it tells of the speaker.
func (w *calendar) inSpeaker(s hearsay.Span) bool {
	for i := range w.claims {
		if c := &w.claims[i]; !c.OwnVoice && holdsSpan(c.Speaker.Spans, s) {
			return true
		}
	}
	return false
}

// nearestCue is the claim with a cue in the sentence and on the level of date n that is nearest to it.
func (w *calendar) nearestCue(n int) int {
	best, away := -1, 0
	s := w.dates[n].Spans[0]
	for i := range w.claims {
		c := &w.claims[i]
		if w.cue[i] < 0 || w.cue[i] != w.run[n] || w.cueLevel[i] != w.level[n] {
			continue
		}
		if k := w.between(s, c.Cue.Spans[0]); best < 0 || k < away {
			best, away = i, k
		}
	}
	return best
}

// between is the number of words between two spans, 0 where they touch or share words.
func (w *calendar) between(x, y hearsay.Span) int {
	if x.From > y.From {
		x, y = y, x
	}
	return max(0, w.wordAt(y.From)-w.wordAt(x.To-1)-1)
}

func (w *calendar) near(x, y *when.Expression) bool { return w.between(x.Spans[0], y.Spans[0]) <= 2 }

// sameDay reports whether two dates begin on the same day.
func (w *calendar) sameDay(x, y *when.Expression) bool {
	return len(x.From) > 10 && len(y.From) > 10 && x.From[:10] == y.From[:10]
}

// said gives claim i the time of its saying, where no time stands with its cue: that of the claim it goes on from, of the same speaker's
// sayings in the document, of the claim it stands within; else about the day of publication.
func (w *calendar) said(i int) {
	c := &w.claims[i]
	if c.Said != nil {
		return
	}
	if c.OwnVoice {
		c.Said = w.days(0, 1, hearsay.Day, "the outlet's own voice: the day of publication")
		return
	}
	if c.Continued {
		if j := w.cueOf(i); j >= 0 {
			w.said(j)
			c.Said = again(w.claims[j].Said, w.doc.Text, "as the quotation it goes on from")
			return
		}
	}
	if j := w.sameSpeaker(i); j >= 0 {
		c.Said = again(w.claims[j].Said, w.doc.Text, "as the same speaker's words in this text")
		return
	}
	if j, ok := w.place[c.Within]; ok && j != i && c.Within != "" && len(printedSpans(w.claims[j].Said)) > 0 {
		c.Said = again(w.claims[j].Said, w.doc.Text, "as the claim it stands within")
		return
	}
	c.Said = w.days(-1, 2, hearsay.Vague, "no time is named: about the day of publication")
}

func printedSpans(t *hearsay.When) []hearsay.Span {
	if t == nil {
		return nil
	}
	return t.Spans
}

// cueOf is the claim that has the cue of claim i for its own, -1 for none.
func (w *calendar) cueOf(i int) int {
	c := &w.claims[i]
	for j := range w.claims {
		if o := &w.claims[j]; j != i && hasCue(o) && len(c.Cue.Spans) > 0 && o.Cue.Spans[0] == c.Cue.Spans[0] {
			return j
		}
	}
	return -1
}

// sameSpeaker is the claim of claim i's speaker that names its time and stands nearest before it, else the first behind it.
func (w *calendar) sameSpeaker(i int) int {
	c := &w.claims[i]
	if c.Speaker.Name == "" || c.Speaker.Kind == hearsay.DocumentOf || c.Speaker.Kind == hearsay.Imagery {
		return -1
	}
	for j := i - 1; j >= 0; j-- {
		if w.speaksThen(j, c) {
			return j
		}
	}
	for j := i + 1; j < len(w.claims); j++ {
		if w.speaksThen(j, c) {
			return j
		}
	}
	return -1
}

// speaksThen reports whether claim j has the speaker of c and names its time, and that is the news and not recalled: a day, two before
// publication or later, and not what the speaker had said.
func (w *calendar) speaksThen(j int, c *hearsay.Claim) bool {
	o := &w.claims[j]
	if o.Speaker.Name != c.Speaker.Name || !hasCue(o) || len(printedSpans(o.Said)) == 0 || strings.HasPrefix(o.Cue.Text, "had ") {
		return false
	}
	switch o.Said.Precision {
	case hearsay.Minute, hearsay.Hour, hearsay.PartDay, hearsay.Day:
		from, _ := w.clock.Days(-2, 1)
		return o.Said.From >= from
	}
	return false
}
