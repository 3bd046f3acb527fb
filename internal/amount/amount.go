// Package amount reads English expressions of number: bounds, unit, and the words that say what is counted.
//
//	at least 14 missile systems   →   14 or more, of "missile systems"
//	€1.5bn in aid                 →   1,500,000,000 EUR, of "aid"
//	between 50 and 60 percent     →   50 to 60 %
//
// It knows words and figures, not stories: which of several numbers a claim rests on, and whether 1987 is a year there, is for others
// to say. A number that may as well be something else is found and marked Loose.
//
// What has no exact bounds is decided so. About, some, nearly, almost, close to, just over N: N. Over and more than N are at least N,
// under and less than N at most N; "up to" and "as many as" at most. A couple, a pair and both are 2; a few and a handful 2 or more,
// several 3 or more; dozens, hundreds, thousands two of these or more, scores 40 or more. No and none are 0. A share (half, a third,
// eight in ten) is percent, as "50 percent" is; most is more than half.
package amount

import (
	"math"

	"hearsay"
)

// Amount is an expression of number between Low and High of Unit; a nil end is open.
type Amount struct {
	From, To  int // its words, half open: number, bounds, currency and percent; a measure's unit only where written together ("30km")
	Low, High *float64
	Unit      string // ISO 4217 for money, a symbol for measures (km, t, °C), "%", "times", a plain name ("barrel"); "" for a count

	ThingFrom, ThingTo int  // the words for what is counted, without article; equal when it is not said
	Loose              bool // may as well be a year, an age, a time, a name, a pronoun, or is only vague
}

// mostAtoms bounds what is read of one sentence: more is a table, or no prose at all.
const mostAtoms = 4000

// Find returns the amounts in words of a sentence, in order; they do not overlap. The words are spans of text in order, From and To of
// an Amount count them. Verb reports whether a word is known for a verb, and may be nil.
func Find(text string, words []hearsay.Span, verb func(word int) bool) []Amount {
	p := parser{text: text, words: words, verb: verb, atoms: make([]atom, 0, len(words)+8)}
	if !p.lex() {
		return nil // no word that begins an amount
	}
	var out []Amount
	for i := 0; i < len(p.atoms); {
		q, ok := p.amount(i)
		if !ok {
			i++
			continue
		}
		a := Amount{From: p.atoms[q.begin].word, To: p.atoms[q.end-1].word + 1, Unit: q.unit}
		if q.low != nil {
			a.Low = bounded(*q.low)
		}
		if q.high != nil {
			a.High = bounded(*q.high)
		}
		if a.Low == nil && a.High == nil {
			i = q.end
			continue
		}
		a.ThingFrom, a.ThingTo = p.thing(q)
		a.Loose = p.loose(q, a.ThingTo > a.ThingFrom)
		out = append(out, a)
		i = q.end
		for i < len(p.atoms) && p.atoms[i].word < a.To {
			i++
		}
	}
	return out
}

// bounded rounds a value to twelve digits, so that 1.1 million is 1100000, and gives nil for what is not a number of this world.
func bounded(v float64) *float64 {
	if math.IsNaN(v) || math.Abs(v) > 1e18 {
		return nil
	}
	if v != 0 {
		scale := math.Pow(10, 12-math.Ceil(math.Log10(math.Abs(v))))
		if r := math.Round(v*scale) / scale; !math.IsNaN(r) && !math.IsInf(r, 0) {
			v = r
		}
	}
	return &v
}
