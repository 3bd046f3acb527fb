package when

import (
	"fmt"
	"strconv"
	"time"

	"hearsay"
)

// inMonth is a month, of the year named or of the one that fits.
func (p placer) inMonth(f *frame, a around) found {
	y, reason := f.years, "as printed"
	if y == 0 {
		if !p.known {
			return found{}
		}
		y, reason = p.at.Year(), "of this name the last up to publication"
		here := int(p.at.Month())
		switch {
		case f.hasUnit && f.unit == year && f.shift != noShift:
			y, reason = y+shiftBy(f.shift), "of the year "+[...]string{"before that", "", "after that"}[shiftBy(f.shift)+1]+" of publication"
		case f.shift == next, f.shift != last && f.shift != this && a.lean.way > 0:
			reason = "of this name the first from publication on"
			if f.months < here || f.shift == next && f.months == here {
				y++
			}
		case f.shift == this:
			reason = "of the year of publication"
		case f.months > here || f.shift == last && f.months == here:
			y--
		}
	}
	if y < firstYear || y > lastYear {
		return found{}
	}
	m := p.month(y, f.months)
	return found{cutMonth(m, f.edge), m.from.Format("2006-01"), reason}
}

// cutMonth is the third of a month at an edge.
func cutMonth(m span, edge int) span {
	switch edge {
	case beginning, early:
		return span{m.from, m.from.AddDate(0, 0, 10), hearsay.Vague}
	case middle:
		return span{m.from.AddDate(0, 0, 9), m.from.AddDate(0, 0, 20), hearsay.Vague}
	case ending, late:
		return span{m.from.AddDate(0, 0, 20), m.to, hearsay.Vague}
	}
	return m
}

// cutYear is the third of a year at an edge: its beginning and its end are a month.
func (p placer) cutYear(y, edge int) span {
	m := func(from, to int) span { return span{p.month(y, from).from, p.month(y, to).to, hearsay.Vague} }
	switch edge {
	case beginning:
		return m(1, 1)
	case early:
		return m(1, 4)
	case middle:
		return m(5, 8)
	case late:
		return m(9, 12)
	case ending:
		return m(12, 12)
	}
	return p.year(y)
}

// inYear is a year as printed.
func (p placer) inYear(f *frame) found {
	v := strconv.Itoa(f.years)
	if f.edge == ending {
		v += "-12-31"
	}
	s := p.cutYear(f.years, f.edge)
	if f.fiscal {
		s.precision = hearsay.Vague
	}
	return found{s, v, "as printed"}
}

// inDecade is a decade or a century. The thirties are those of the twentieth century.
func (p placer) inDecade(f *frame) found {
	n, from := 10, f.decade
	if f.century > 0 {
		n, from = 100, (f.century-1)*100
	}
	if from < firstYear || from+n-1 > lastYear {
		return found{}
	}
	s := span{p.year(from).from, p.year(from + n).from, hearsay.Decade}
	third := (n + 2) / 3
	switch f.edge {
	case early, beginning:
		s.to = p.year(from + third).from
	case middle:
		s.from, s.to = p.year(from+third).from, p.year(from+n-third).from
	case late, ending:
		s.from = p.year(from + n - third).from
	}
	return found{s, strconv.Itoa(from / n), "as printed"}
}

// inSeason is a season of the year named, or the one that fits.
func (p placer) inSeason(f *frame, a around) found {
	y, reason := f.years, "as printed"
	if y == 0 {
		if !p.known {
			return found{}
		}
		y = p.at.Year() + 1
		switch ended := func() bool { return !p.seasonOf(y, f.season).to.After(p.at) }; {
		case f.hasUnit && f.unit == year && f.shift != noShift:
			y, reason = p.at.Year()+shiftBy(f.shift), "of the year named"
		case f.shift == last:
			for !ended() {
				y--
			}
			reason = "the last that was over at publication"
		case f.shift == next || f.shift == noShift && a.lean.way > 0:
			for y -= 2; ended() || f.shift == next && !p.seasonOf(y, f.season).from.After(p.at); {
				y++
			}
			reason = "the first after publication"
		default:
			for p.seasonOf(y, f.season).from.After(p.at) {
				y--
			}
			if f.shift == this {
				y = p.at.Year()
			}
			reason = "the last that had begun at publication"
		}
	}
	return found{p.seasonOf(y, f.season), fmt.Sprintf("%d-%s", y, [...]string{"SP", "SU", "FA", "WI"}[f.season]), reason}
}

// inQuarter is a quarter or a half of a year, or a half of a month.
func (p placer) inQuarter(f *frame, a around) found {
	months, letter := 3, "Q"
	if f.unit == half {
		months, letter = 6, "H"
		if f.months > 0 {
			return found{}
		}
	}
	y, reason := f.years, "as printed"
	n := f.nth
	if n > 12/months {
		return found{}
	}
	if y == 0 && !p.known {
		return found{}
	}
	here := 0
	if p.known {
		here = p.at.Year()*12/months + (int(p.at.Month())-1)/months
	}
	switch {
	case n == 0 && y > 0:
		return found{}
	case n == 0:
		here += shiftBy(f.shift)
		y, n, reason = here*months/12, here%(12/months)+1, "by the date of publication"
	case y == 0 && f.hasUnit && f.shift != noShift:
		y, reason = p.at.Year()+shiftBy(f.shift), "of the year named"
	case y == 0:
		y = p.at.Year()
		at := func() int { return y*12/months + n - 1 }
		if a.lean.way > 0 && at() < here {
			y++
		} else if a.lean.way <= 0 && at() >= here {
			y--
		}
		reason = pick(a.lean.way > 0, "the first after publication", "the last that was over at publication")
	}
	from := p.month(y, (n-1)*months+1).from
	return found{span{from, from.AddDate(0, months, 0), hearsay.Quarter}, fmt.Sprintf("%d-%s%d", y, letter, n), reason}
}

// onFeast is a feast, of the year named or the nearest that fits.
func (p placer) onFeast(f *frame, a around) found {
	y := f.years
	if y > 0 {
		return p.dated(f, p.feast(f.feast, y), "by the calendar")
	}
	if !p.known {
		return found{}
	}
	y = p.at.Year()
	if f.hasUnit && f.unit == year && f.shift != noShift {
		return p.dated(f, p.feast(f.feast, y+shiftBy(f.shift)), "by the calendar, of the year named")
	}
	if a.lean.from {
		a.lean.way = 1
	}
	today, best, score := p.today(), 0, -1
	for c := y - 1; c <= y+1; c++ {
		off := daysBetween(today, p.feast(f.feast, c))
		s := max(off, -off)
		if (f.shift == last || f.shift == noShift && a.lean.way < 0) && off > 0 || (f.shift == next || f.shift == noShift && a.lean.way > 0) && off < 0 {
			s += 1000
		}
		if score < 0 || s < score {
			best, score = c, s
		}
	}
	return p.dated(f, p.feast(f.feast, best), "by the calendar, "+pick(p.feast(f.feast, best).After(today), "the first after publication", "the last up to publication"))
}

// inUnit is "last week", "this month", "the end of the year", "the weekend".
func (p placer) inUnit(f *frame, a around) found {
	base, reason := p.at, "by the date of publication"
	if f.shift == same {
		base, reason = a.day, "by the time last named"
	}
	if base.IsZero() {
		return found{}
	}
	by := shiftBy(f.shift)
	if f.edge == ending && f.shift == noShift && a.lean.way < 0 && !a.lean.from {
		by = -1
	}
	d := midnightOf(base)
	var s span
	var v string
	switch f.unit {
	case day:
		switch {
		case f.shift == next && !a.day.IsZero():
			return p.dated(f, a.day.AddDate(0, 0, 1), "the day after the one last named")
		case f.shift == last && !a.day.IsZero():
			return p.dated(f, a.day.AddDate(0, 0, -1), "the day before the one last named")
		case f.shift == same, f.shift == this:
			return p.dated(f, d, reason)
		}
		return found{}
	case week:
		s = weekOf(d.AddDate(0, 0, 7*by))
		v = isoWeek(s.from)
		if f.edge == ending {
			s = span{s.from.AddDate(0, 0, 4), s.to, hearsay.Vague}
		} else if f.edge == beginning || f.edge == early {
			s = span{s.from, s.from.AddDate(0, 0, 3), hearsay.Vague}
		}
	case weekend:
		if by == 0 && f.shift != this && a.lean.way <= 0 && (d.Weekday()+6)%7 < 5 {
			by = -1
		}
		w := weekOf(d.AddDate(0, 0, 7*by))
		s, v = span{w.from.AddDate(0, 0, 5), w.to, hearsay.Day}, isoWeek(w.from)+"-WE"
	case monthUnit:
		m := p.month(d.Year(), int(d.Month())+by)
		s, v = cutMonth(m, f.edge), m.from.Format("2006-01")
		if f.edge == ending {
			v = m.to.AddDate(0, 0, -1).Format(time.DateOnly)
		}
	case year:
		y := frame{years: d.Year() + by, edge: f.edge, weekday: -1, hour: -1}
		r := p.inYear(&y)
		s, v = r.span, r.value
		if f.edge == beginning {
			v += "-01"
		}
	case decadeUnit:
		from := (d.Year()/10 + by) * 10
		s, v = span{p.year(from).from, p.year(from + 10).from, hearsay.Decade}, strconv.Itoa(from/10)
	default:
		return found{}
	}
	return found{s, v, reason}
}

// isoWeek writes the week of t as ISO 8601 has it: 2025-W44.
func isoWeek(t time.Time) string {
	y, w := t.ISOWeek()
	return fmt.Sprintf("%d-W%02d", y, w)
}
