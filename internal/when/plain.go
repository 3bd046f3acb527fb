package when

// plain is the number of words, from i on, that are an expression of time beyond doubt: dates, weekdays, "yesterday", "last week",
// "three months ago", "the end of 2027", clock times. Single numbers, lengths of time, "now" and the like are not taken.
func (s *story) plain(i int) int {
	if t := s.tok[i]; t.sort == plain || t.sort == glue || t.sort == zone || t.sort == meridiem || t.sort == away {
		return 0
	}
	return s.edged(i)
}

// peek is the token at i, a plain one beyond the end.
func (s *story) peek(i int) token {
	if i < len(s.tok) {
		return s.tok[i]
	}
	return token{}
}

// edged is a time with its beginning, middle or end named: "the end of March", "late 2024", "mid-October", "early on Friday".
func (s *story) edged(i int) int {
	k := i
	if s.peek(k).sort == article {
		k++
	}
	e := s.peek(k)
	if e.sort != edge {
		if n := s.timed(i); n > 0 {
			return n
		}
		return 0
	}
	k++
	switch e.n {
	case beginning, ending:
		if !s.is(k, "of") {
			return 0
		}
		k++
	case middle:
		if s.is(k, "of") || s.is(k, "-") {
			k++
		} else if !s.is(k-1, "mid") {
			return 0
		}
	default:
		if s.is(k, "on") || s.is(k, "in") {
			k++
		}
	}
	if s.is(k, "the") && s.peek(k+1).sort == unit && !s.peek(k+1).plural && s.peek(k+1).n >= week {
		if e.n == beginning || e.n == ending {
			return k + 2 - i
		}
		return 0
	}
	if n := s.yearAt(k); n > 0 {
		return k + n - i
	}
	if s.peek(k).sort == month && s.peek(k).upper {
		n := s.dated(k)
		return k + max(n, 1) - i
	}
	if n := s.timed(k); n > 0 {
		return k + n - i
	}
	return 0
}

// yearAt is 1 where a year stands.
func (s *story) yearAt(k int) int {
	if t := s.peek(k); t.sort == number && t.digits == 4 && t.n >= 1900 && t.n < 2100 {
		return 1
	}
	return 0
}

// timed is a plain expression without an edge.
func (s *story) timed(i int) int {
	t := s.tok[min(i, len(s.tok)-1)]
	switch t.sort {
	case isoDate:
		return 1
	case weekday:
		if !t.upper || t.plural {
			return 0
		}
		return s.parted(i+1) - i
	case month, number, ordinal:
		if n := s.nth(i); n > 0 {
			return n
		}
		if t.sort == number && t.digits > 0 && t.n >= 1 && t.n <= 12 && s.peek(i+1).sort == meridiem {
			return 2
		}
		return s.dated(i)
	case refer:
		if t.n == today || t.n == yesterday || t.n == tomorrow {
			return s.parted(i+1) - i
		}
		if t.n == tonight {
			return 1
		}
	case shift:
		if n := s.nth(i); n > 0 {
			return n
		}
		return s.shifted(i)
	case clock:
		return s.clocked(i)
	case holiday:
		if t.upper {
			return 1 + btoi(s.is(i+1, "Eve") || s.is(i+1, "eve") || s.is(i+1, "day"))
		}
	case decade:
		if t.digits == 4 {
			return 1
		}
	case partDay:
		if t.n == overnight {
			return 1
		}
	case article:
		return s.counted(i)
	}
	return 0
}

// parted is behind the part of the day that may follow a day at k, and behind the date that may follow a weekday.
func (s *story) parted(k int) int {
	if t := s.peek(k); t.sort == partDay && t.n != overnight {
		return k + 1
	}
	c := k + btoi(s.is(k, ","))
	if n := s.dated(c); n > 1 && s.tok[k-1].sort == weekday {
		return c + n
	}
	return k
}

// dated is a date: 4 March, March 4, the 4th of March, March 2025, with a year or without, or a month that a preposition leads to.
func (s *story) dated(i int) int {
	t := s.peek(i)
	k := i
	switch {
	case t.sort == month && t.upper:
		k++
		if d := s.peek(k); (d.sort == number || d.sort == ordinal) && d.digits > 0 && d.digits <= 2 && d.n >= 1 && d.n <= 31 && !s.is(k+1, "-") && s.peek(k+1).sort != unit {
			k++
		} else if y := k + btoi(s.is(k, ",")); s.yearAt(y) > 0 {
			return y + 1 - i
		} else if !s.led(i) {
			return 0
		} else {
			if s.peek(k).sort == shift && s.peek(k+1).sort == unit && s.peek(k+1).n == year {
				return k + 2 - i
			}
			return 1
		}
	case t.sort == number && t.digits == 4:
		if s.is(i+1, "-") && s.is(i+3, "-") && s.peek(i+2).digits == 2 && s.peek(i+4).digits == 2 {
			return 5
		}
		if s.yearAt(i) > 0 && s.yearLed(i) {
			return 1
		}
		return s.counted(i)
	case (t.sort == number || t.sort == ordinal) && (t.digits > 0 && t.digits <= 2 || t.sort == ordinal && s.is(i+1, "of")) && t.n >= 1 && t.n <= 31:
		k++
		if t.sort == ordinal && s.is(k, "of") {
			k++
		}
		if m := s.peek(k); m.sort != month || !m.upper {
			return s.counted(i)
		}
		k++
	case t.sort == number:
		return s.counted(i)
	default:
		return 0
	}
	y := k + btoi(s.is(k, ","))
	if s.yearAt(y) > 0 {
		k = y + 1
	} else if s.peek(k).sort == shift && s.peek(k+1).sort == unit && s.peek(k+1).n == year {
		k += 2 // July 1 last year
	}
	return k - i
}

// nth is "the last Friday of January", "first Monday in May".
func (s *story) nth(i int) int {
	if t := s.tok[i]; t.sort != ordinal && (t.sort != shift || !s.is(i, "last")) || s.peek(i+1).sort != weekday || !s.is(i+2, "of") && !s.is(i+2, "in") {
		return 0
	}
	k := i + 3
	if m := s.peek(k); m.sort != month || !m.upper {
		return 0
	}
	return k + 1 + s.yearAt(k+1) - i
}

// led reports whether the word before i makes a month of a month's name: in, since, last, early.
func (s *story) led(i int) bool {
	if i == 0 {
		return false
	}
	p := s.tok[i-1]
	if p.sort == edge {
		return true
	}
	for _, w := range [...]string{"in", "since", "until", "till", "by", "during", "of", "from", "between"} {
		if s.is(i-1, w) {
			return s.tok[i].n != 5 && s.tok[i].n != 3 || w != "by" && w != "of"
		}
	}
	return false
}

// yearLed reports whether the four digits at i are a year and not a count of what follows.
func (s *story) yearLed(i int) bool {
	if i == 0 {
		return false
	}
	next := s.peek(i + 1)
	goesOn := i+1 < len(s.tok) && next.mark == 0 && next.sort == plain && next.hint == noHint && !next.upper
	if goesOn && s.tok[i].n%100 == 0 || next.sort == unit || s.is(i+1, "-") {
		return false
	}
	for _, w := range [...]string{"in", "since", "until", "till", "during"} {
		if s.is(i-1, w) {
			return true
		}
	}
	return false
}

// shifted is "last week", "this year", "next Monday", "last night", "the same day".
func (s *story) shifted(i int) int {
	t, n := s.tok[i], 1
	if t.n != last && t.n != this && t.n != next || s.is(i, "present") || s.is(i, "current") {
		return 0
	}
	if s.is(i, "this") && s.peek(i+1).sort == shift && s.peek(i+1).n != same {
		n = 2
	}
	u := s.peek(i + n)
	switch {
	case u.sort == unit && !u.plural && (u.n == week || u.n == monthUnit || u.n == year || u.n == quarter || u.n == weekend || u.n == decadeUnit):
	case u.sort == weekday && u.upper && !u.plural, u.sort == month && u.upper && t.n != this, u.sort == season:
	case u.sort == partDay && (u.n == night && s.is(i, "last") || u.n != night && s.is(i, "this")):
	default:
		return 0
	}
	if s.is(i, "following") || s.is(i, "preceding") || s.is(i, "previous") {
		return 0
	}
	return n + 1
}

// counted is "three months ago", "a week earlier".
func (s *story) counted(i int) int {
	k := i + 1
	if s.is(k, "-") || s.peek(k).sort == number {
		k++
	}
	if s.is(k-1, "-") {
		k++
	}
	if u := s.peek(k); u.sort == unit && u.n >= day && s.peek(k+1).sort == away && s.peek(k+1).n == ago {
		return k + 2 - i
	}
	return 0
}

// clocked is a time of day with its half or its minutes.
func (s *story) clocked(i int) int {
	t := s.tok[i]
	switch {
	case s.peek(i+1).sort == meridiem:
		return 2
	case t.digits < 0:
		return 1
	case t.digits < 16 && i > 0 && (s.is(i-1, "at") || s.is(i-1, "by") || s.is(i-1, "until") || s.is(i-1, "since") || s.is(i-1, "from") || s.is(i-1, "about")):
		return 1
	}
	return 0
}
