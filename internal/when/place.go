package when

import (
	"fmt"
	"time"

	"hearsay"
)

// found is where on the calendar an expression lies. Value is as hearsay.Time has it.
type found struct {
	span
	value  string
	reason string
}

// around is what an expression may lean on.
type around struct {
	lean  lean
	day   time.Time // last named before it, zero where none was
	named span      // the time last named, of any length
}

// placer finds the place of frames.
type placer struct{ Clock }

// place is where f lies. What it cannot tell is left empty.
func (p placer) place(f *frame, a around) found {
	switch {
	case f.bad:
		return found{}
	case f.many:
		return p.set(f)
	case f.refer == yesterday || f.refer == tomorrow:
		return p.refer(f, a)
	case f.away != 0 && !(f.hasUnit && f.shift != noShift && !f.counted && f.shift != same):
		return p.away(f, a)
	case f.feast != noFeast:
		return p.onFeast(f, a)
	case f.day > 0:
		return p.onDate(f, a)
	case f.weekday >= 0 && f.months == 0:
		return p.onWeekday(f, a)
	case f.weekday >= 0 && (f.nth > 0 || f.shift == last):
		return p.nthWeekday(f, a)
	case f.months > 0:
		return p.inMonth(f, a)
	case f.nth > 0 || f.hasUnit && f.unit == quarter && !f.counted && !f.plural:
		return p.inQuarter(f, a)
	case f.hasSeason:
		return p.inSeason(f, a)
	case f.decade > 0 || f.century > 0:
		return p.inDecade(f)
	case f.years > 0:
		return p.inYear(f)
	case f.refer != 0:
		return p.refer(f, a)
	case f.hasUnit && !f.counted && !f.plural:
		return p.inUnit(f, a)
	case f.hasUnit:
		return p.duration(f, a)
	case f.hour >= 0 || f.part != noPart:
		return p.onDay(f, a)
	}
	return found{}
}

// set is a time that comes again.
func (p placer) set(f *frame) found {
	switch {
	case f.weekday >= 0 || f.hasUnit && f.unit == week:
		return found{value: "P1W"}
	case f.part != noPart || f.hasUnit && f.unit == day:
		return found{value: "P1D"}
	case f.hasUnit:
		return found{value: duration(1, f.unit)}
	}
	return found{}
}

// dated is the day d with the hour or the part of the day that f names.
func (p placer) dated(f *frame, d time.Time, reason string) found {
	v := d.Format(time.DateOnly)
	switch {
	case f.hour >= 0:
		s := span{from: time.Date(d.Year(), d.Month(), d.Day(), f.hour, f.minute, 0, 0, d.Location()), precision: hearsay.Minute}
		if f.hour < 12 && !f.zoned && (f.part == afternoon || f.part == evening || f.part == night && f.hour > 5) {
			s.from = s.from.Add(12 * time.Hour)
		}
		v = s.from.Format("2006-01-02T15:04")
		if f.zoned {
			s.from = s.from.Add(time.Duration(-f.zone) * time.Minute)
			_, here := d.Zone()
			s.from = s.from.Add(time.Duration(here) * time.Second)
		}
		s.to = s.from.Add(time.Minute)
		if f.minute == 0 {
			s.to, s.precision = s.from.Add(time.Hour), hearsay.Hour
		}
		return found{s, v, reason}
	case f.part == noon:
		v += "T12:00"
	case f.part == midnight:
		v += "T00:00"
	}
	switch {
	case f.to && f.part == night:
		s := partOf(d.AddDate(0, 0, -1), night)
		return found{s, v, reason}
	case f.part != noPart:
		return found{partOf(d, f.part), v, reason}
	case f.edge == early || f.edge == beginning:
		return found{span{hourOf(d, 0), hourOf(d, 10), hearsay.PartDay}, v, reason}
	case f.edge == late || f.edge == ending:
		return found{span{hourOf(d, 17), hourOf(d, 24), hearsay.PartDay}, v, reason}
	}
	return found{dayOf(d), v, reason}
}

// onDate is a day of a month, of the year named or of the one that fits.
func (p placer) onDate(f *frame, a around) found {
	y0 := f.years
	if y0 == 0 && f.shift != noShift && f.hasUnit && f.unit == year && p.known {
		y0 = p.at.Year() + shiftBy(f.shift)
	}
	if f.months == 0 {
		return p.onDayOfMonth(f, a)
	}
	if y0 > 0 {
		return p.ranged(f, y0, "as printed")
	}
	if !p.known {
		return found{}
	}
	today, best := p.today(), found{}
	bestScore := -1
	for y := p.at.Year() - 1; y <= p.at.Year()+1; y++ {
		d, ok := p.date(y, f.months, f.day)
		if !ok {
			continue
		}
		off := daysBetween(today, d)
		score := off
		if off < 0 {
			score = -off
		}
		score *= 2
		if off > 0 {
			score++ // of two as near the past one
		}
		switch wrong := a.lean.way > 0 && off < 0 || a.lean.way < 0 && off > 0; {
		case wrong && a.lean.sure && off > 20:
			score += 800
		case wrong && max(off, -off) > 90:
			score += 200
		}
		if f.weekday >= 0 && int(d.Weekday()) != f.weekday {
			score += 2000
		}
		if bestScore < 0 || score < bestScore {
			best, bestScore = p.ranged(f, y, nearest(off)), score
		}
	}
	return best
}

// nearest is the reason for taking the day that lies off days from that of publication.
func nearest(off int) string {
	switch {
	case off < 0:
		return "of this name the last before publication"
	case off > 0:
		return "of this name the first after publication"
	}
	return "the day of publication"
}

// ranged is the day of f in a year, or its days from … to.
func (p placer) ranged(f *frame, y int, reason string) found {
	d, ok := p.date(y, f.months, f.day)
	if !ok {
		return found{}
	}
	if f.until > 0 {
		e, ok := p.date(y, f.months, f.until)
		if !ok || !e.After(d) {
			return found{}
		}
		return found{span{d, e.AddDate(0, 0, 1), hearsay.Between}, d.Format(time.DateOnly) + "/" + e.Format(time.DateOnly), reason}
	}
	return p.dated(f, d, reason)
}

// onDayOfMonth is "the 19th": of the month of the time last named if that is near, else of publication, or the one before or after.
func (p placer) onDayOfMonth(f *frame, a around) found {
	if !p.known {
		return found{}
	}
	today := p.today()
	for _, by := range [...][]int{{0, -1}, {0, 1}}[btoi(a.lean.way > 0)] {
		m := p.month(today.Year(), int(today.Month())+by).from
		d, ok := p.date(m.Year(), int(m.Month()), f.day)
		if off := daysBetween(today, d); ok && (a.lean.way > 0 && off >= 0 || a.lean.way <= 0 && off <= 0) {
			return p.dated(f, d, "that day of the month, "+pick(a.lean.way > 0, "the first after publication", "the last before publication"))
		}
	}
	return found{}
}

func pick(b bool, yes, no string) string {
	if b {
		return yes
	}
	return no
}

func daysBetween(a, b time.Time) int {
	return int(midnightUTC(b).Sub(midnightUTC(a)).Hours()) / 24
}

func midnightUTC(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// shiftBy is the number of units that last, this and next are away.
func shiftBy(s int) int {
	switch s {
	case last:
		return -1
	case next:
		return 1
	}
	return 0
}

// onWeekday is the day of that name that fits: the last, or the next where the clause looks ahead.
func (p placer) onWeekday(f *frame, a around) found {
	if !p.known {
		return found{}
	}
	today := p.today()
	ahead := (f.weekday - int(today.Weekday()) + 7) % 7
	name := time.Weekday(f.weekday).String()
	if f.hasUnit && f.unit == week && f.shift != noShift {
		d := weekOf(today).from.AddDate(0, 0, 7*shiftBy(f.shift)+(f.weekday+6)%7)
		return p.dated(f, d, fmt.Sprintf("the %s of the week %s that of publication", name, [...]string{"before", "as", "after"}[shiftBy(f.shift)+1]))
	}
	off, reason := ahead, "the "+name+" after publication"
	behind := func() {
		off, reason = ahead-7, "the "+name+" before publication"
	}
	switch f.shift {
	case last:
		behind()
	case next:
		if ahead == 0 {
			off = 7
		}
	case this:
		if a.lean.way < 0 || a.lean.way == 0 && ahead > 3 {
			behind()
		}
	default:
		if a.lean.way <= 0 {
			behind()
		} else if ahead == 0 && a.lean.from {
			off = 7
		}
	}
	if f.shift != last && f.shift != next && (off == -7 || off == 0) {
		off, reason = 0, "a "+name+", the day of publication"
	}
	return p.dated(f, today.AddDate(0, 0, off), reason)
}

// nthWeekday is the first, second … or last weekday of a month.
func (p placer) nthWeekday(f *frame, a around) found {
	m := p.inMonth(&frame{years: f.years, months: f.months}, a)
	if !m.placed() {
		return found{}
	}
	d := m.from.AddDate(0, 0, (f.weekday-int(m.from.Weekday())+7)%7+7*(max(f.nth, 1)-1))
	if f.shift == last {
		d = m.to.AddDate(0, 0, -1)
		d = d.AddDate(0, 0, -(int(d.Weekday())-f.weekday+7)%7)
	}
	if !d.Before(m.to) {
		return found{}
	}
	return p.dated(f, d, "by the calendar, "+m.reason)
}

// onDay is an hour or a part of the day, of the day last named.
func (p placer) onDay(f *frame, a around) found {
	d, reason := a.day, "on the day last named"
	if f.part == night && f.hour < 0 && f.shift == noShift && p.known && daysBetween(a.day, p.at) > 7 {
		a.day = time.Time{}
	}
	switch {
	case (f.shift == last || f.shift == this || f.part == overnight || a.day.IsZero()) && !p.known:
		return found{}
	case f.shift == last:
		return p.dated(f, p.today().AddDate(0, 0, -1), "the day before publication")
	case f.shift == this || f.part == overnight:
		d, reason = p.today(), "the day of publication"
	case a.day.IsZero():
		d, reason = p.today(), "the day of publication"
		if f.part == night && f.hour < 0 && f.shift == noShift {
			d, reason = d.AddDate(0, 0, -1), "the night before publication"
		}
	}
	if f.shift == next && (f.part != noPart || f.hour >= 0) {
		d, reason = d.AddDate(0, 0, 1), "the day after the one last named"
	}
	return p.dated(f, d, reason)
}
