package when

// bareOnly reports whether a frame says nothing but a number.
func (f *frame) bareOnly() bool {
	return f.months == 0 && f.weekday < 0 && f.hour < 0 && !f.hasUnit && f.years == 0 && f.refer == 0 && f.feast == noFeast && f.day == 0 && !f.counted && f.part == noPart && f.shift == noShift && !f.hasSeason
}

// bareNumber takes a number alone by what stands beside it: "between [28] and 31 October", "from [ten] to twelve days", "at [six]",
// "Vera Holt, [58],", "three hours, Guatemala for [two]".
func (s *story) bareNumber(i int, f *frame, sf, st int) {
	it := s.items[i]
	n := f.bare
	digits := s.tok[it.to-1].digits
	if it.to+1 < st && s.linked(it.to) { // a number that goes on behind and, to or a dash
		k := it.to + 1
		g := frameOf(s.tok, s.word, k, s.phraseEnd(k, st))
		switch {
		case g.day > 0 && g.months > 0 && n <= 31 && digits > 0:
			f.hasBare, f.day, f.months, f.years = false, n, g.months, g.years
			return
		case g.counted && g.hasUnit && g.months == 0:
			f.hasBare, f.count, f.counted, f.unit, f.hasUnit = false, float64(n), true, g.unit, true
			return
		case g.hour >= 0 && n <= 24:
			f.hasBare, f.hour, f.part = false, n, g.part
			if n < 12 && g.hour >= 12 && g.part == noPart && n+12 < g.hour {
				f.hour += 12
			}
			return
		}
	}
	if i > 0 && it.from > sf && it.from-s.items[i-1].to == 1 && s.linked(it.from-1) && digits > 0 && n <= 31 { // October 5 and [9]
		p := s.items[i-1]
		if g := frameOf(s.tok, s.word, p.from, p.to); g.months > 0 && g.day > 0 {
			f.hasBare, f.day, f.months, f.years = false, n, g.months, g.years
			return
		}
	}
	before := func(list ...string) bool {
		for _, w := range list {
			if it.from > sf && s.is(it.from-1, w) {
				return true
			}
		}
		return false
	}
	comma := it.from > sf && s.is(it.from-1, ",") && (it.to >= len(s.tok) || s.is(it.to, ",") || s.is(it.to, ".") || s.is(it.to, ")"))
	switch {
	case comma && it.from-2 >= sf && s.tok[it.from-2].upper && n > 0 && n < 120 && s.length < 0, before("aged", "turned", "were", "was", "is") && n < 120 && s.length < 0:
		f.hasBare, f.count, f.counted, f.unit, f.hasUnit, f.old = false, float64(n), true, year, true, true
	case before("at", "by", "until", "till", "since", "before", "after", "around", "about") && n <= 24:
		f.hasBare, f.hour, f.minute = false, n, 0
	case s.length >= 0:
		f.hasBare, f.count, f.counted, f.unit, f.hasUnit = false, float64(n), true, s.length, true
	case comma && n > 0 && n < 120:
		f.hasBare, f.count, f.counted, f.unit, f.hasUnit, f.old = false, float64(n), true, year, true, true
	}
}

func (s *story) linked(k int) bool {
	return s.is(k, "and") || s.is(k, "to") || s.is(k, "or") || s.is(k, "-") || s.is(k, "–") || s.is(k, "until") || s.is(k, "till")
}

// phraseEnd is the end of the words from k on that can belong to one expression.
func (s *story) phraseEnd(k, st int) int {
	end := min(st, k+6)
	for j := k; j < end; j++ {
		if t := s.tok[j]; t.sort == plain && !s.is(j, "-") {
			return j
		}
	}
	return end
}
