// Package when reads the English of time: what a date, a weekday, a time of day or a length of time stands for, seen from the day a
// text was published and from the words around.
//
//	"The bridge will reopen on Tuesday, the ministry said on Monday."   (published 2026-03-05, a Thursday)
//	→   Tuesday 2026-03-10, the Tuesday after publication · Monday 2026-03-02, the Monday before publication
//
// What names nothing (30 February, the 45th of May) or cannot be told is left without a value. Which claim a time belongs to is not
// its business.
package when

import (
	"slices"
	"time"

	"hearsay"
)

// Expression is an expression of time in a text and what it stands for.
type Expression struct {
	hearsay.Time
	Reason string       // how its place was worked out
	Bound  Bound        // whether it is named as an end
	Till   int          // index of the expression that ends what this begins ("from 3 to 5 March"), -1 for none
	Marked int          // index in marked, -1 where the words themselves showed it
	Inner  hearsay.Span // what was marked, where more words belong to it: "March" of "3 March"; else zero
}

// Text is what is read: words and sentences cut it as segment does.
type Text struct {
	Text     string
	Words    []hearsay.Span
	Sentence func(word int) (from, to int) // the sentence of a word, as words
	Ahead    func(word hearsay.Span) bool  // whether it stands in what somebody plans, demands or expects; nil where nobody knows
}

// Read reads the expressions of time of a text in order: those marked, and those beside them that are plainly dates. Each may lean on
// those before it ("that evening"). It takes time in proportion to the length of the text.
func Read(c Clock, t Text, marked []hearsay.Span) []Expression {
	s := &story{Text: t, placer: placer{c}, tok: make([]token, len(t.Words))}
	for i := range t.Words {
		s.tok[i] = tokenOf(s.word(i))
	}
	s.collect(marked)
	out := make([]Expression, len(s.items))
	for i := range s.items {
		out[i] = s.read(i)
	}
	return out
}

// story is a text whose times are being read.
type story struct {
	Text
	placer
	tok    []token
	items  []item
	day    found // the day last named
	named  found // the time last named
	length int   // unit of the duration last named, -1 for none
}

// item is an expression as words.
type item struct {
	hearsay.Span
	from, to int
	marked   int
	inner    hearsay.Span // as in Expression
}

func (s *story) word(i int) string { return s.Words[i].Of(s.Text.Text) }

// is reports whether word i is w in any case.
func (s *story) is(i int, w string) bool {
	return i >= 0 && i < len(s.Words) && equalFold(s.word(i), w)
}

// wordsOf is the run of words that overlap the span.
func (s *story) wordsOf(x hearsay.Span) (from, to int) {
	from, _ = slices.BinarySearchFunc(s.Words, x.From, func(w hearsay.Span, at int) int { return w.To - at - 1 })
	for to = from; to < len(s.Words) && s.Words[to].From < x.To; to++ {
	}
	return from, to
}

// collect makes items of what is marked and of what the words show, in order and without overlap.
func (s *story) collect(marked []hearsay.Span) {
	s.length = -1
	taken := make([]int, len(s.tok)) // 1 + the item that has the word
	for i, m := range marked {
		from, to := s.wordsOf(m)
		if from < to && taken[from] == 0 && taken[to-1] == 0 {
			s.items = append(s.items, item{Span: m, from: from, to: to, marked: i})
			for k := from; k < to; k++ {
				taken[k] = len(s.items)
			}
		}
	}
	for i := 0; i < len(s.tok); {
		n := s.plain(i)
		if n == 0 {
			i++
			continue
		}
		s.enter(i, i+n, taken)
		i += n
	}
	slices.SortFunc(s.items, func(a, b item) int { return a.from - b.from })
}

// enter makes an item of words that no other has, or widens the one marked within them.
func (s *story) enter(from, to int, taken []int) {
	owner := 0
	for k := from; k < to; k++ {
		switch {
		case taken[k] == 0 || taken[k] == owner:
		case owner != 0:
			return
		default:
			owner = taken[k]
		}
	}
	if owner == 0 {
		s.items = append(s.items, item{hearsay.Span{From: s.Words[from].From, To: s.Words[to-1].To}, from, to, -1, hearsay.Span{}})
		return
	}
	it := &s.items[owner-1]
	if from > it.from || to < it.to || to-from == it.to-it.from || !s.cutOff(it.from, it.to) {
		return
	}
	it.from, it.to, it.inner = from, to, it.Span
	it.Span = hearsay.Span{From: s.Words[from].From, To: s.Words[to-1].To}
}

// cutOff reports whether words are a day, a month or both, of which a part may be missing.
func (s *story) cutOff(from, to int) bool {
	if s.is(to-1, "of") {
		return true
	}
	months, days := 0, 0
	for k := from; k < to; k++ {
		switch t := s.tok[k]; t.sort {
		case month:
			months++
		case number, ordinal:
			if t.digits == 0 || t.digits > 2 {
				return false
			}
			days++
		default:
			return false
		}
	}
	return months < 2 && days < 2
}

// read reads item i, after those before it.
func (s *story) read(i int) Expression {
	it := s.items[i]
	sf, st := s.Sentence(it.from)
	st = min(max(st, it.to), len(s.tok))
	sf = min(sf, it.from)
	b, _ := s.boundAt(it.from, sf)
	r := s.found(i, sf, st)
	if r.placed() {
		s.named = r
		if r.days() <= 2 && r.precision != hearsay.Vague {
			s.day = r
		}
	}
	e := Expression{Time: hearsay.Time{Printed: hearsay.Print(s.Text.Text, it.Span), Value: r.value}, Bound: b, Till: -1, Marked: it.marked, Inner: it.inner}
	if r.placed() {
		e.From, e.To, e.Precision, e.Reason = Instant(r.from), Instant(r.to), r.precision, r.reason
	}
	if i+1 < len(s.items) && s.joined(i, sf) {
		e.Till = i + 1
	}
	return e
}

// days is the length of a span in days, begun ones counted; many where an end is open.
func (s span) days() int {
	if s.from.IsZero() || s.to.IsZero() {
		return 1 << 20
	}
	return int(s.to.Sub(s.from).Hours()+23) / 24
}

// found is what item i stands for.
func (s *story) found(i, sf, st int) found {
	it := s.items[i]
	f := frameOf(s.tok, s.word, it.from, it.to)
	l := s.leanOf(it.from, it.to, sf, st)
	if f.hasBare && f.bareOnly() {
		s.bareNumber(i, &f, sf, st)
	}
	a := around{lean: l, day: s.day.on(), named: s.named.span}
	if f.needsDay() {
		if day, ok := s.beside(i, st); ok {
			a.day = day
		}
	}
	r := s.place(&f, a)
	if f.counted && f.hasUnit {
		s.length = f.unit
	}
	return r
}

// needsDay reports whether f is an hour or a part of a day that says no day.
func (f *frame) needsDay() bool {
	return (f.hour >= 0 || f.part != noPart) && f.day == 0 && f.weekday < 0 && f.months == 0 && f.feast == noFeast && f.refer == 0 && f.shift == noShift && f.part != overnight
}

// beside is the day that item i + 1 names, if only small words stand between ("4.40 am on Thursday").
func (s *story) beside(i, st int) (day time.Time, ok bool) {
	for j := i + 1; j < len(s.items) && j <= i+2; j++ {
		a, b := s.items[j-1], s.items[j]
		if b.from-a.to > 3 || b.from >= st {
			return day, false
		}
		for k := a.to; k < b.from; k++ {
			if t := s.tok[k]; t.sort != glue && t.sort != article || s.is(k, "until") || s.is(k, "from") {
				return day, false
			}
		}
		f := frameOf(s.tok, s.word, b.from, b.to)
		if f.needsDay() {
			continue // between midnight and dawn on Thursday
		}
		sf, _ := s.Sentence(b.from)
		r := s.place(&f, around{lean: s.leanOf(b.from, b.to, sf, st), day: s.day.on(), named: s.named.span})
		if r.placed() && r.days() <= 2 && !r.from.IsZero() {
			return r.on(), true
		}
		return day, false
	}
	return day, false
}

// joined reports whether item i and the next are the ends of one stretch.
func (s *story) joined(i, sf int) bool {
	a, b := s.items[i], s.items[i+1]
	if b.from-a.to < 1 || b.from-a.to > 3 {
		return false
	}
	lead := ""
	for k := a.from - 1; k >= max(sf, a.from-2); k-- {
		if s.is(k, "between") || s.is(k, "from") {
			lead = s.word(k)
			break
		}
	}
	switch {
	case s.is(a.to, "–"), s.is(a.to, "-"):
		return true
	case lead == "":
		return false
	}
	return s.is(a.to, "and") && equalFold(lead, "between") || (s.is(a.to, "to") || s.is(a.to, "until") || s.is(a.to, "till") || s.is(a.to, "through")) && equalFold(lead, "from")
}

// on is the day that a time of a day or less is said to be of, the zero time where there is none: a night is of the day it begins, but
// the night to a day of that day.
func (r found) on() time.Time {
	if r.from.IsZero() || len(r.value) < len(time.DateOnly) {
		return time.Time{}
	}
	t, err := time.ParseInLocation(time.DateOnly, r.value[:len(time.DateOnly)], r.from.Location())
	if err != nil {
		return time.Time{}
	}
	return t
}
