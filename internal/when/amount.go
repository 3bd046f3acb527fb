package when

// number takes in a number by what stands beside it: of a day, a year, an hour, a count.
func (x *filler) number() int {
	f := &x.f
	v, n, digits := x.value()
	next := x.at(n)
	switch {
	case x.isISO():
		f.years, f.months, f.day = x.at(0).n, x.at(2).n, x.at(4).n
		f.bad = f.bad || f.months < 1 || f.months > 12 || f.day < 1
		return 5
	case next.sort == meridiem && v >= 1 && v <= 12:
		f.hour, f.minute = int(v)%12+next.n, 0
		return n + 1
	case x.is(n, "o'clock", "o’clock"):
		f.hour, f.minute = int(v), 0
		return n + 1
	case next.sort == month && !f.counted && (digits > 0 || v <= 31):
		x.setDay(int(v))
		return n
	case x.past(v, n):
		return x.to - x.i // the hour is the end of it, but for a part of the day
	}
	if m := x.hyphen(n); m > n && x.at(m).sort == ordinal && x.at(m).n == 2 && x.at(m).digits == 0 { // twelve-second
		f.count, f.counted, f.unit, f.hasUnit = v, true, second, true
		return m + 1
	} else if x.at(m).sort == unit && !(x.is(n, "-") && digits == 4) {
		return x.counted(v, n, m)
	}
	switch {
	case digits == 4 && v >= firstYear && v <= lastYear:
		f.years = int(v)
	case f.months > 0 && f.day == 0 && digits > 0 && digits <= 2: // October 5
		x.setDay(int(v))
	case (f.day > 0 || f.counted || f.hasBare) && x.at(-1).sort == glue && f.months > 0: // October 5 to 9
		f.until = int(v)
	case f.hasUnit && f.unit == year && !f.counted && !f.plural && digits > 0: // the year 0
		f.bad = true
	case digits == 4 && v > 24, digits > 4:
		f.bad = f.bad || !f.counted && !f.hasUnit
	case x.is(n, "to", "-", "–", "or", "and") && x.at(n+1).sort == number:
		return x.pair(v, n)
	case f.hour < 0 && v <= 24 && x.i+n < x.to && (x.is(n, "in") || x.is(n, "local")):
		f.hour, f.minute = int(v), 0
	case f.unit == hour && f.hasUnit && !f.counted && v <= 24:
		f.hour, f.minute, f.hasUnit = int(v), 0, false
	case !f.hasBare:
		f.bare, f.hasBare = int(v), true
	}
	return n
}

// value is the number that begins here, how many words it has, and how many digits if it is one word in digits.
func (x *filler) value() (v float64, n, digits int) {
	t := x.at(0)
	v, n = float64(t.n), 1
	if t.digits > 0 {
		digits = t.digits
	} else if t.n >= 20 && t.n < 100 && t.n%10 == 0 {
		m := x.hyphen(1)
		if u := x.at(m); u.sort == number && u.digits == 0 && u.n < 10 {
			v, n = v+float64(u.n), m+1
		}
	}
	for n < 8 { // "fifty million"
		switch {
		case x.is(n, "hundred"):
			v *= 100
		case x.is(n, "thousand"):
			v *= 1000
		case x.is(n, "million"):
			v *= 1e6
		case x.is(n, "billion"):
			v *= 1e9
		case x.is(n, "and") && x.is(n+1, "a") && x.is(n+2, "half"):
			return v + 0.5, n + 3, 0
		default:
			return v, n, digits
		}
		n, digits = n+1, 0
	}
	return v, n, 0
}

// hyphen is the place behind a hyphen at n, or n.
func (x *filler) hyphen(n int) int {
	if x.is(n, "-") || x.is(n, "more") || x.is(n, "straight") || x.is(n, "consecutive") || x.is(n, "full") {
		return n + 1
	}
	return n
}

// counted takes in v units; the unit stands at m.
func (x *filler) counted(v float64, n, m int) int {
	f, t := &x.f, x.at(m)
	if f.counted && f.hasUnit {
		f.extra = append(f.extra, measure{v, t.n})
		return m + 1
	}
	if f.hasBare && f.bare < int(v) { // "10 to 14 months"
		f.hasBare = false
	}
	f.count, f.counted = v, true
	x.i += m
	x.unit(t)
	if f.plural = false; x.is(1, "and") && x.is(2, "a") && x.is(3, "half") {
		f.count += 0.5
		return 4
	}
	return 1
}

// pair takes in "28 to" of "28 to 31 October" and "10 to" of "10 to 14 months".
func (x *filler) pair(v float64, n int) int {
	f := &x.f
	save := x.i
	x.i += n + 1
	u, k, _ := x.value()
	m := x.hyphen(k)
	switch {
	case x.at(k).sort == month && v <= 31:
		x.setDay(int(v))
		f.until = int(u)
		return k
	case x.at(m).sort == unit:
		return 0 // the second number is the count
	}
	x.i = save
	f.bare, f.hasBare = int(v), true
	return n + 1
}

// past takes in "twenty past three" and "ten minutes to two".
func (x *filler) past(v float64, n int) bool {
	f := &x.f
	if x.at(n).sort == unit && x.at(n).n == minute {
		n++
	}
	if v >= 60 || !x.is(n, "past", "to") || x.at(n+1).sort != number || x.at(n+1).n > 12 || x.at(n+2).sort == month || x.at(n+2).sort == unit {
		return false
	}
	if v > 29 && v != 35 && v != 40 && v != 45 && v != 50 && v != 55 || x.at(n).sort == number {
		return false
	}
	if x.at(0).digits > 0 { // 5 to 9
		return false
	}
	if x.is(n, "to") && x.at(n-1).sort != unit && int(v)%5 != 0 {
		return false
	}
	h := x.at(n + 1).n
	f.hour, f.minute = h, int(v)
	if x.is(n, "to") {
		f.hour, f.minute = (h+23)%24, 60-int(v)
	}
	rest := frameOf(x.tok, x.words, x.i+n+2, x.to)
	f.part, f.weekday = rest.part, rest.weekday
	return true
}

// isISO reports whether 2025-11-04 stands here, cut into words.
func (x *filler) isISO() bool {
	a, b, c := x.at(0), x.at(2), x.at(4)
	return a.digits == 4 && b.digits == 2 && c.digits == 2 && x.is(1, "-") && x.is(3, "-") && b.sort == number && c.sort == number
}

// setDay takes in the day of a month.
func (x *filler) setDay(n int) {
	if n < 1 || n > 31 || x.f.day > 0 {
		x.f.bad = true
	}
	x.f.day = n
}

// ordinal takes in "the 19th", "the second quarter", "the first of December", "the twentieth century".
func (x *filler) ordinal() int {
	f, t := &x.f, x.at(0)
	m := x.hyphen(1)
	next := x.at(m)
	switch {
	case x.is(1, "light"):
		f.part = dawn
		return 2
	case next.sort == unit && (next.n == quarter || next.n == half):
		f.nth, f.unit, f.hasUnit = t.n, next.n, true
		return m + 1
	case x.is(1, "half"):
		f.nth, f.unit, f.hasUnit = t.n, half, true
		return 2
	case next.sort == unit && next.n == century:
		f.century = t.n
		return m + 1
	case next.sort == weekday:
		f.nth = t.n
	case next.sort == unit: // the third day: of what is not said here
		f.count, f.counted, f.unit, f.hasUnit = float64(t.n), true, next.n, true
		return m + 1
	case t.digits == 0 && next.sort == number: // the first nine months
	default:
		x.setDay(t.n)
	}
	return 1
}
