package when

import (
	"strconv"
	"strings"
	"time"

	"hearsay"
)

// refer is a word that refers to the day of publication, or vaguely to past, present or future.
func (p placer) refer(f *frame, a around) found {
	off, reason := 0, "the day of publication"
	switch f.refer {
	case now:
		return p.vague("PRESENT_REF", 0, 1)
	case recently:
		return p.vague("PAST_REF", -30, 1)
	case soon:
		return p.vague("FUTURE_REF", 0, 60)
	case formerly, pastTimes:
		return found{value: "PAST_REF"}
	case future:
		return found{value: "FUTURE_REF"}
	case eve:
		if a.day.IsZero() {
			return found{}
		}
		return p.dated(f, a.day.AddDate(0, 0, -1), "the day before the one last named")
	case yesterday:
		off, reason = -1, "the day before publication"
		if f.hasUnit && f.unit == day {
			off, reason = -2, "two days before publication"
		}
	case tomorrow:
		off, reason = 1, "the day after publication"
		if f.hasUnit && f.unit == day {
			off, reason = 2, "two days after publication"
		}
	case tonight:
		if f.part == noPart && f.hour < 0 {
			f.part = night
		}
	}
	if !p.known {
		return found{}
	}
	return p.dated(f, p.today().AddDate(0, 0, off), reason)
}

// vague is about so many days from that of publication.
func (p placer) vague(value string, from, to int) found {
	if !p.known {
		return found{value: value}
	}
	return found{span{p.today().AddDate(0, 0, from), p.today().AddDate(0, 0, to), hearsay.Vague}, value, "about the date of publication"}
}

// away is so long ago, earlier or later: from publication, or from the time last named.
func (p placer) away(f *frame, a around) found {
	if f.hasUnit && (f.unit == minute || f.unit == hour) && (f.part != noPart || f.hour >= 0) {
		return p.onDay(f, a) // an hour before midnight
	}
	if !f.hasUnit || f.plural {
		return found{value: pick(f.away == later, "FUTURE_REF", "PAST_REF")}
	}
	n := f.count
	if !f.counted {
		n = 1
	}
	base, reason := p.at, "counted from publication"
	if f.away != ago && a.named.placed() && !a.named.from.IsZero() {
		base, reason = a.named.from, "counted from the time last named"
	}
	if base.IsZero() || n > 5000 {
		return found{value: duration(n, f.unit)}
	}
	way := -1
	if f.away == later {
		way = 1
	}
	d := midnightOf(base)
	k := way * int(n)
	switch f.unit {
	case day:
		return p.dated(f, d.AddDate(0, 0, k), reason)
	case week, fortnight:
		if f.unit == fortnight {
			k *= 2
		}
		d = d.AddDate(0, 0, 7*k)
		if f.away == ago && (k < -1 || n != float64(int(n))) {
			return found{span{d.AddDate(0, 0, -3), d.AddDate(0, 0, 4), hearsay.Week}, isoWeek(d), reason}
		}
		return p.dated(f, d, reason)
	case monthUnit:
		m := p.month(d.Year(), int(d.Month())+k)
		return found{m, m.from.Format("2006-01"), reason}
	case year, decadeUnit, century:
		k *= [...]int{year: 1, decadeUnit: 10, century: 100}[f.unit]
		if n == 0.5 {
			m := p.month(d.Year(), int(d.Month())+6*way)
			return found{m, m.from.Format("2006-01"), reason}
		}
		if d.Year()+k < firstYear || d.Year()+k > lastYear {
			return found{value: duration(n, f.unit)}
		}
		if f.away != ago && a.named.placed() && a.named.precision != hearsay.Year && f.unit == year {
			m := p.month(d.Year()+k, int(d.Month()))
			return found{m, m.from.Format("2006-01"), reason}
		}
		return found{p.year(d.Year() + k), strconv.Itoa(d.Year() + k), reason}
	case hour, minute, second:
		return found{dayOf(d), duration(n, f.unit), reason}
	}
	return found{value: duration(n, f.unit)}
}

// duration is a length of time. It has a place where the words give one: the last, the coming, for … until now, within … from now.
func (p placer) duration(f *frame, a around) found {
	if !f.counted {
		r := found{value: "PX" + letter(f.unit)}
		if f.unit == hour || f.unit == minute || f.unit == second {
			r.value = "PTX" + letter(f.unit)
		}
		switch {
		case f.shift == next:
			r.value = "FUTURE_REF"
		case f.shift == last:
			r.value = "PAST_REF"
		}
		return r
	}
	r := found{value: duration(f.count, f.unit, f.extra...)}
	if f.old || !p.known || f.count > 5000 {
		return r
	}
	today := p.today()
	off := func(way int) time.Time {
		k := way * int(f.count)
		switch f.unit {
		case day:
			return today.AddDate(0, 0, k)
		case week:
			return today.AddDate(0, 0, 7*k)
		case fortnight:
			return today.AddDate(0, 0, 14*k)
		case monthUnit:
			return today.AddDate(0, k, 0)
		case year:
			return today.AddDate(k, 0, 0)
		case decadeUnit:
			return today.AddDate(10*k, 0, 0)
		case hour:
			return today.AddDate(0, 0, k/24+way*btoi(k%24 != 0))
		}
		return time.Time{}
	}
	switch {
	case off(1).IsZero(): // too short a unit to tell, or too long
	case f.shift == last || a.lean.so == perfect:
		r.span, r.reason = span{off(-1), today.AddDate(0, 0, 1), hearsay.Between}, "up to publication"
	case f.shift == next || a.lean.so == within:
		r.span, r.reason = span{today, off(1).AddDate(0, 0, 1), hearsay.Between}, "from publication on"
	}
	if r.from.Year() < firstYear || r.to.Year() > lastYear {
		r.span, r.reason = span{}, ""
	}
	return r
}

func letter(unit int) string {
	return [...]string{second: "S", minute: "M", hour: "H", day: "D", week: "W", fortnight: "W", monthUnit: "M", quarter: "Q", half: "M", year: "Y", decadeUnit: "Y", century: "Y", weekend: "W", nightUnit: "D"}[unit]
}

// duration writes a length of time as ISO 8601 has it: P3M, PT2H9M.
func duration(n float64, unit int, more ...measure) string {
	var b strings.Builder
	b.WriteByte('P')
	clock := false
	put := func(n float64, unit int) {
		switch {
		case unit == fortnight:
			n *= 2
		case unit == decadeUnit:
			n *= 10
		case unit == century:
			n *= 100
		case n == 0.5 && unit == year:
			n, unit = 6, monthUnit
		case n == 0.5 && unit == hour:
			n, unit = 30, minute
		}
		if !clock && (unit == hour || unit == minute || unit == second) {
			b.WriteByte('T')
			clock = true
		}
		b.WriteString(strconv.FormatFloat(n, 'f', -1, 64))
		b.WriteString(letter(unit))
	}
	put(n, unit)
	for _, m := range more {
		put(m.count, m.unit)
	}
	return b.String()
}
