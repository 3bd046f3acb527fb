package when

// lean is which way from publication a time lies, by the words around it.
type lean struct {
	way  int  // -1 before, 1 after, 0 not known
	sure bool // the word that says so stands close by
	from bool // it is an end: by, until, from
	so   stretch
}

// stretch is how a length of time lies to publication.
type stretch uint8

const (
	loose   stretch = iota
	perfect         // "has been closed for two weeks"
	within          // "within two weeks"
)

// Bound is whether a time is named as an end of what happens.
type Bound uint8

// The bounds.
const (
	At     Bound = iota // it happens then
	Since               // it began then and goes on: since 2025
	From                // it begins then: from Monday
	Until               // it ends then, or happens no later: by the end of 2027
	Before              // it happens earlier: before Easter
	After               // it happens later: after the winter
)

// How many words are looked at on either side.
const (
	reachLeft  = 30
	reachRight = 25
	near       = 7
)

// boundAt is the bound that the words before token i give. Words that only qualify ("shortly", "the") are passed over.
func (s *story) boundAt(i, from int) (b Bound, at int) {
	for k := i - 1; k >= max(from, i-5); k-- {
		switch t := s.tok[k]; {
		case s.is(k, "since"):
			return Since, k
		case s.is(k, "from"), s.is(k, "starting"), s.is(k, "beginning"):
			return From, k
		case s.is(k, "until"), s.is(k, "till"), s.is(k, "by"), s.is(k, "through"), s.is(k, "within"):
			return Until, k
		case s.is(k, "before"):
			return Before, k
		case s.is(k, "after"), s.is(k, "beyond"):
			return After, k
		case t.sort == article, t.sort == edge, s.is(k, "shortly"), s.is(k, "just"), s.is(k, "about"), s.is(k, "around"), s.is(k, "early"), s.is(k, "late"),
			s.is(k, "on"), s.is(k, "of"), s.is(k, "at"), s.is(k, "least"), s.is(k, "-"):
		default:
			return At, i
		}
	}
	return At, i
}

// leanOf is which way the expression of tokens from … to lies, in the sentence sf … st.
func (s *story) leanOf(from, to, sf, st int) lean {
	b, at := s.boundAt(from, sf)
	l := lean{from: b == From || b == Until || b == Before || s.is(at, "beyond")}
	if b == Since {
		return lean{way: -1, sure: true}
	}
	if s.is(at, "within") {
		l.so = within
	}
	k := at
	if b == At && at > sf && (s.is(at-1, "on") || s.is(at-1, "in")) {
		k--
	}
	opens := k > sf && (s.is(k-1, "and") || s.is(k-1, "but") || s.is(k-1, "that") || b == At && s.is(k-1, ","))
	if opens {
		l.way = s.rightward(to, st, at-sf < 2)
	}
	if l.way == 0 {
		l.way, k = s.leftward(at, sf, l.from)
		l.sure = l.way != 0 && at-k < near
		if l.way == 0 && at-k <= near {
			l.way = s.rightward(to, st, at-sf < 2)
		}
	}
	switch {
	case b == At && at > sf && s.is(at-1, "to") && s.moved(at-1, sf):
		l.way = 1
	case l.way <= 0 && !l.sure && s.Ahead != nil && s.Ahead(s.Words[from]):
		l.way = 1
	case at > sf && s.is(at-1, "of") && b == At:
		l.way, l.sure = -1, false
	case l.way == 0 && b == Until:
		l.way = 1
	}
	if from > sf && s.is(from-1, "for") && s.hasHaving(from, sf) {
		l.so = perfect
	} else if l.way > 0 && from > sf && s.is(from-1, "in") {
		l.so = within
	}
	return l
}

func (s *story) hasHaving(i, sf int) bool {
	for k := i - 1; k >= max(sf, i-reachLeft); k-- {
		if s.is(k, "has") || s.is(k, "have") {
			return true
		}
		if s.tok[k].hint == past && !s.is(k, "been") && !s.tok[k].upper && (s.is(k, "was") || s.is(k, "were") || s.is(k, "had")) {
			return false
		}
	}
	return false
}

// leftward goes from token i towards the beginning of the sentence, to the first verb that tells; it returns where that is. With end,
// the time is one by which or until which.
func (s *story) leftward(i, sf int, end bool) (way, at int) {
	infinitive := false
	for k := i - 1; k >= max(sf, i-reachLeft); k-- {
		t := s.tok[k]
		if t.mark == ';' || t.mark == ':' && k < i-1 || s.quoteMark(k) {
			return 0, k
		}
		if t.hint == noHint && t.sort == plain && t.mark == 0 && !t.upper && k > sf && k < i-1 && (s.is(k-1, "we") || s.is(k-1, "they") || s.is(k-1, "I") || s.is(k-1, "you")) {
			return 1, k // we file in June
		}
		if t.hint == noHint || t.upper && k > sf {
			continue
		}
		prev := token{}
		if k > sf {
			prev = s.tok[k-1]
		}
		noun := prev.sort == article || prev.sort == shift && !s.is(k-1, "that") || prev.sort == number || prev.sort == ordinal
		led := prev.hint == ahead || prev.hint == toward || k > sf && s.is(k-1, "be")
		switch t.hint {
		case toward:
			infinitive = infinitive || s.verbAfter(k)
		case ahead:
			if !s.is(k, "will") && k+1 < i && s.is(k+1, "have") {
				return -1, k
			}
			return 1, k
		case pledge:
			switch {
			case infinitive && !(s.is(k, "supposed") && s.pastAux(k, sf)), end, s.auxBefore(k, sf, "is", "are", "has", "have"),
				k == i-1 && (s.is(k, "postponed") || s.is(k, "delayed") || s.is(k, "cancelled") || s.is(k, "rescheduled")):
				return 1, k
			case !led:
				return -1, k
			}
		case present:
			switch {
			case noun:
			case led:
				infinitive = infinitive || prev.hint == toward
			case s.pastAux(k, sf):
				return -1, k
			default:
				return 1, k
			}
		case having:
			return pickInt(k == i-1 || end, 1, -1), k
		case telling:
			if !end && !led {
				return -1, k
			}
		case past:
			switch {
			case led, s.is(k, "being"), noun:
			case end && (infinitive || s.auxBefore(k, sf, "is", "are", "has", "have", "remain", "remains")), infinitive && s.is(k+1, "to") && s.pastAux(k+1, sf):
				return 1, k
			default:
				return -1, k
			}
		}
	}
	return 0, max(sf-1, i-1-reachLeft)
}

func pickInt(b bool, yes, no int) int {
	if b {
		return yes
	}
	return no
}

// auxBefore reports whether one of the list stands just before k.
func (s *story) auxBefore(k, sf int, list ...string) bool {
	for j := k - 1; j >= max(sf, k-2); j-- {
		for _, w := range list {
			if s.is(j, w) {
				return true
			}
		}
	}
	return false
}

// moved reports whether something is moved to the time behind k: postponed, put off, brought forward.
func (s *story) moved(k, sf int) bool {
	for j := k - 1; j >= max(sf, k-8); j-- {
		switch s.word(j) {
		case "moved", "postponed", "transferred", "delayed", "rescheduled", "shifted", "pushed", "deferred", "adjourned", "forward", "off", "back":
			return true
		}
	}
	return false
}

// verbAfter reports whether "to" at k stands before a verb rather than a noun.
func (s *story) verbAfter(k int) bool {
	if k+1 >= len(s.tok) {
		return false
	}
	t := s.tok[k+1]
	return !s.is(k+1, "have") && t.sort != article && t.sort != number && !t.upper && t.mark == 0 && t.sort != weekday && t.sort != month
}

// pastAux reports whether "did", "had" or "was" stands just before k.
func (s *story) pastAux(k, sf int) bool { return s.auxBefore(k, sf, "did", "had", "was", "were") }

func (s *story) quoteMark(k int) bool {
	switch s.word(k) {
	case `"`, "“", "”", "«", "»", "‘", "``", "''":
		return true
	}
	return false
}

// rightward goes from token i towards the end of the sentence, to the first verb that tells: as far as a comma, or past it
// where the time opens the sentence.
func (s *story) rightward(i, st int, opens bool) int {
	for k := i; k < min(st, i+reachRight); k++ {
		t := s.tok[k]
		if t.mark == ';' || t.mark == ':' || t.mark == ',' && k > i && !opens {
			return 0
		}
		if t.upper || k > i && (s.tok[k-1].sort == article || s.tok[k-1].sort == number) {
			continue
		}
		switch t.hint {
		case ahead:
			if k+1 < st && s.is(k+1, "have") && !s.is(k, "will") {
				return -1
			}
			return 1
		case past, having, telling, pledge:
			return -1
		case present:
			if k+1 < st && s.tok[k+1].hint == past {
				continue // is closed: by the participle alone it cannot be told
			}
			return 1
		}
	}
	return 0
}
