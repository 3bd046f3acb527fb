package resolve

import (
	"slices"

	"hearsay"
	"hearsay/internal/when"
)

// ownEvent finds when the event of claim i is by the times in its content, on the content's own level.
func (w *calendar) ownEvent(i int) {
	best, rank := -1, 0
	for n := range w.dates {
		d := &w.dates[n]
		if !w.inContent(n, i) || !placed(d) || w.saying[n] >= 0 {
			continue
		}
		if r := w.rank(n, i); best < 0 || r > rank {
			best, rank = n, r
		}
	}
	if best < 0 {
		return
	}
	w.first[i] = best
	w.claims[i].Event = w.interval(best, i)
}

// inContent reports whether date n stands in the content of claim i and in nobody's content inside it.
func (w *calendar) inContent(n, i int) bool {
	c := &w.claims[i]
	if c.OwnVoice {
		return w.level[n] < 0 && holdsSpan(c.Content.Spans, w.dates[n].Spans[0])
	}
	return w.level[n] == i
}

// rank is how well date n places the event of claim i: a day better than a month and a month better than a year, a time on the side of
// publication where the event is better than one on the other, and anything better than "now" and what only tells of a noun.
func (w *calendar) rank(n, i int) int {
	d := &w.dates[n]
	r := 4
	switch d.Precision {
	case hearsay.Minute, hearsay.Hour, hearsay.PartDay, hearsay.Day:
		r = 8
	case hearsay.Week, hearsay.Month, hearsay.Between:
		r = 6
	}
	if d.Value == "PRESENT_REF" || d.Value == "PAST_REF" || d.Value == "FUTURE_REF" {
		r = 0
	}
	if d.Bound != when.At {
		r--
	}
	if _, end := w.clock.Days(0, 1); end != "" && (comes(w.claims[i].Status) && (d.To == "" || d.To > end) || !comes(w.claims[i].Status) && d.From < end) {
		r += 3
	}
	if w.aside(d) {
		r -= 5
	}
	return r
}

// comes reports whether an event of this status lies ahead.
func comes(s hearsay.Status) bool {
	return s == hearsay.Planned || s == hearsay.Demanded || s == hearsay.Expected
}

// aside reports whether a date only tells which thing is meant, or what one is compared with: Wednesday's talks, a letter dated 3 May,
// more than on the 11th.
func (w *calendar) aside(d *when.Expression) bool {
	s := d.Spans[0]
	from, next := w.wordAt(s.From), w.wordAt(s.To)
	if next < len(w.strs) && (w.strs[next] == "'s" || w.strs[next] == "’s") {
		return true
	}
	for k := from - 1; k >= max(0, from-2); k-- {
		switch w.strs[k] {
		case "dated", "than", "against":
			return true
		case "on", "in", "the":
		default:
			return false
		}
	}
	return false
}

// interval is the time of an event that date n places: from one end to the other where there are two, bounded by publication where it
// is one end only.
func (w *calendar) interval(n, i int) *hearsay.When {
	d := &w.dates[n]
	t := w.print(d)
	if d.Till >= 0 && d.From != "" && w.dates[d.Till].To > d.From {
		e := &w.dates[d.Till]
		t.To, t.Precision, t.Reason = e.To, hearsay.Between, "from one to the other"
		t.Printed = hearsay.Print(w.doc.Text, d.Spans[0], e.Spans[0])
		return t
	}
	if n > 0 && w.dates[n-1].Till == n && w.inContent(n-1, i) && placed(&w.dates[n-1]) && w.dates[n-1].From < d.To {
		return w.interval(n-1, i)
	}
	for _, m := range [...]int{n + 1, n - 1} {
		if t.Precision == hearsay.Day && m >= 0 && m < len(w.dates) && w.inContent(m, i) && w.finer(n, m) {
			e := &w.dates[m]
			spans := []hearsay.Span{d.Spans[0], e.Spans[0]}
			slices.SortFunc(spans, func(x, y hearsay.Span) int { return x.From - y.From })
			t.Printed, t.From, t.To, t.Precision = hearsay.Print(w.doc.Text, spans...), e.From, e.To, e.Precision
			return t
		}
	}
	w.bound(t, d.Bound)
	return t
}

// bound puts publication at the other end of a time that is one end.
func (w *calendar) bound(t *hearsay.When, b when.Bound) {
	today, tomorrow := w.clock.Days(0, 1)
	if today == "" || t.From == "" || t.To == "" {
		return
	}
	switch b {
	case when.Since:
		if t.From < tomorrow {
			t.To, t.Precision, t.Reason = tomorrow, hearsay.Between, t.Reason+", until publication"
		}
	case when.Until, when.Before:
		if t.To <= tomorrow {
			return
		}
		if b == when.Before && t.From > today {
			t.To = t.From
		}
		t.From, t.Precision, t.Reason = today, hearsay.Between, "from publication until then: "+t.Reason
	}
}

// finer reports whether date m is a time of day on the day n, close by.
func (w *calendar) finer(n, m int) bool {
	x, y := &w.dates[n], &w.dates[m]
	return (y.Precision == hearsay.Minute || y.Precision == hearsay.Hour || y.Precision == hearsay.PartDay) && w.sameDay(x, y) && w.run[n] == w.run[m]
}
