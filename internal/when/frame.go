package when

// frame is what an expression says, before it is known when that is. Zero means not said; hour, minute and weekday have -1.
type frame struct {
	years      int // named: 2025
	fiscal     bool
	months     int
	day, until int // of a month; until is the last of several ("28 to 31 October")
	decade     int
	century    int
	weekday    int
	many       bool // weekdays, every morning: a set, not a time
	hour       int
	minute     int
	zone       int
	zoned      bool
	part       int
	edge       int
	shift      int
	unit       int
	hasUnit    bool
	plural     bool
	count      float64
	counted    bool
	season     int
	hasSeason  bool
	nth        int // of a quarter or half
	feast      int
	away       int
	refer      int
	old        bool // an age
	bare       int  // a number with nothing beside it
	hasBare    bool
	to         bool // "the night to Friday"
	extra      []measure
	bad        bool // names what there is not: 30 February, the 45th of May
}

// measure is a further part of a duration: "2 hours 9 minutes".
type measure struct {
	count float64
	unit  int
}

// filler reads tokens from i to to into a frame.
type filler struct {
	tok   []token
	words func(int) string
	i, to int
	f     frame
}

// frameOf reads the words from, to (exclusive) of tok.
func frameOf(tok []token, word func(int) string, from, to int) frame {
	x := filler{tok: tok, words: word, i: from, to: to, f: frame{weekday: -1, hour: -1}}
	for x.i < x.to {
		was := x.i
		x.i += x.step()
		x.i = max(x.i, was+1)
	}
	x.f.bad = x.f.bad || x.f.hour > 24 || x.f.hour == 24 && x.f.minute > 0
	return x.f
}

// at is the token n places on, a plain one beyond the end.
func (x *filler) at(n int) token {
	if x.i+n < x.to {
		return x.tok[x.i+n]
	}
	return token{}
}

// is reports whether the word n places on is w, in any case.
func (x *filler) is(n int, list ...string) bool {
	if x.i+n >= x.to {
		return false
	}
	for _, w := range list {
		if equalFold(x.words(x.i+n), w) {
			return true
		}
	}
	return false
}

func equalFold(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		c := a[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if c != b[i] {
			return false
		}
	}
	return true
}

// step reads what begins at i and returns how many words it took.
func (x *filler) step() int {
	f, t := &x.f, x.at(0)
	switch t.sort {
	case isoDate:
		f.years, f.months, f.day = t.n/10000, t.n/100%100, t.n%100
		f.bad = f.bad || f.months < 1 || f.months > 12 || f.day < 1
	case month:
		if f.months == 0 {
			f.months = t.n
		}
	case weekday:
		if f.weekday < 0 {
			f.weekday, f.many = t.n, f.many || t.plural
		}
	case number:
		return x.number()
	case ordinal:
		return x.ordinal()
	case clock:
		f.hour, f.minute = t.n/60, t.n%60
		if next := x.at(1); next.sort == meridiem && f.hour <= 12 {
			f.hour = f.hour%12 + next.n
			return 2
		}
	case zone:
		if f.hour >= 0 {
			f.zone, f.zoned = t.n, true
		}
	case unit, partDay:
		if t.sort == unit && t.n == half {
			return x.half()
		}
		x.unit(t)
	case season:
		f.season, f.hasSeason = t.n, true
	case decade:
		f.decade = t.n
	case edge:
		if f.edge == noEdge {
			f.edge = t.n
		}
		if t.n == early && x.is(1, "hours") {
			f.part, f.edge = dawn, noEdge
			return 2
		}
	case shift:
		x.shift(t)
	case away:
		f.away = t.n
	case refer:
		if t.n == pastTimes {
			if x.i+1 < x.to {
				f.shift = last
				return 1
			}
		}
		if f.refer == 0 {
			f.refer = t.n
		}
	case holiday:
		return x.feast(t)
	case article:
		if n := x.at(1); n.sort == unit && !n.plural && !f.counted {
			if !equalFold(x.words(x.i), "the") {
				f.count, f.counted = 1, true
			}
		}
	default:
		return x.other(t)
	}
	return 1
}

// unit takes in a unit, or a part of the day.
func (x *filler) unit(t token) {
	f := &x.f
	if t.sort == partDay {
		if t.n == night && x.at(1).sort == glue && x.is(1, "to") && x.at(2).sort == weekday {
			f.to = true
		}
		if f.counted && (t.n == night || t.n == morning) && !f.hasUnit && f.hour < 0 {
			f.unit, f.hasUnit = day, true
			return
		}
		if f.part == noPart || f.part == night && t.n == midnight {
			f.part = t.n
		}
		if f.hour < 0 && f.hasBare && (t.n == morning || t.n == afternoon || t.n == evening || t.n == night) && f.bare <= 12 {
			f.hour, f.minute, f.hasBare = f.bare, 0, false
		}
		return
	}
	if f.hasUnit && f.counted {
		return // "three days of the week"
	}
	if t.n == hour && x.at(1).sort == number && x.at(1).digits > 0 && !f.counted && x.at(1).n <= 24 { // the hour 18
		f.hour, f.minute = x.at(1).n, 0
		x.i++
		return
	}
	f.unit, f.hasUnit, f.plural = t.n, true, t.plural
	if t.n == nightUnit {
		f.unit = day
	}
	if x.is(1, "-") && x.is(2, "old") || x.is(1, "old") {
		f.old = true
	}
}

// half takes in "half a year" and "half past three".
func (x *filler) half() int {
	switch {
	case x.at(1).sort == article && x.at(2).sort == unit:
		x.f.count, x.f.counted = 0.5, true
		return 2
	case x.is(1, "past") && x.at(2).sort == number && x.at(2).n <= 12:
		x.f.hour, x.f.minute = x.at(2).n, 30
		return 3
	}
	return 1
}

func (x *filler) shift(t token) {
	f := &x.f
	if t.n == before || t.n == after {
		if f.away == 0 && f.hasUnit {
			f.away = earlier + t.n - before
		}
		return
	}
	if f.shift == noShift || f.shift == this && t.n == last {
		f.shift = t.n
	}
	if f.shift == same && t.n == next {
		f.shift = next
	}
}

// feast takes in a feast.
func (x *filler) feast(t token) int {
	x.f.feast = t.n
	n := 1
	switch {
	case t.n == christmas && x.is(1, "eve"):
		x.f.feast, n = christmasEve, 2
	case t.n == christmas && x.is(1, "day"):
		n = 2
	case t.n == easter && x.is(1, "monday"):
		x.f.feast, n = easterMonday, 2
	case t.n == easter && x.is(1, "sunday"):
		n = 2
	}
	return n
}

// other takes in words that mean something only together.
func (x *filler) other(token) int {
	f := &x.f
	switch {
	case x.is(0, "new") && x.is(1, "year"):
		f.feast = newYear
		n := 2
		if x.is(2, "'s", "’s") {
			n = 3
		}
		if x.is(n, "eve") {
			f.feast = newYearsEve
			return n + 1
		}
		if x.is(n, "day") {
			return n + 1
		}
		return n
	case x.is(0, "boxing") && x.is(1, "day"):
		f.feast = boxingDay
		return 2
	case x.is(0, "valentine"):
		f.feast = valentine
		return x.to - x.i
	case x.is(0, "good") && x.is(1, "friday"):
		f.feast = goodFriday
		return 2
	case x.is(0, "ash") && x.is(1, "wednesday"):
		f.feast = ashWednesday
		return 2
	case x.is(0, "small") && x.is(1, "hours"):
		f.part = dawn
		return 2
	case x.is(0, "so", "thus") && x.is(1, "far"), x.is(0, "at") && x.is(1, "present"):
		f.refer = now
		return 2
	case x.is(0, "fiscal"):
		f.fiscal = true
	case x.is(0, "every", "each"):
		f.many = true
	case x.is(0, "few", "several", "some", "many", "couple"):
		f.plural = true
	}
	return 1
}
