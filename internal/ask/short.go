package ask

import (
	"strings"
	"unicode"

	"hearsay"
)

// mostShown is how many words an answer has at the most, and mostSpans how many pieces.
const mostShown = 56

// Shown is what a claim answers, in its own words: its content, or as much of it as is around what is asked for when it is long.
// Short is the part that is asked for by itself ("at least 14 missile systems"); it lies within, and is empty where there is none.
func (q *Question) Shown(doc *hearsay.Document, k *hearsay.Claim) (shown, short hearsay.Printed) {
	spans := k.Content.Spans
	at := q.short(doc, k)
	if n := len(strings.Fields(k.Content.Text)); n > mostShown {
		spans = q.cut(doc.Text, spans, at)
	}
	var inside []hearsay.Span
	for _, s := range at {
		if within([]hearsay.Span{s}, spans) {
			inside = append(inside, s)
		}
	}
	return hearsay.Print(doc.Text, spans...), hearsay.Print(doc.Text, inside...)
}

// cut takes the run of words out of long spans that has most of what is asked for.
func (q *Question) cut(text string, spans, want []hearsay.Span) []hearsay.Span {
	type word struct {
		hearsay.Span
		piece  int
		weight float64
	}
	var words []word
	for p, s := range spans {
		for from := s.From; from < s.To; {
			n := strings.IndexFunc(text[from:s.To], func(r rune) bool { return !unicode.IsSpace(r) })
			if n < 0 {
				break
			}
			from += n
			n = strings.IndexFunc(text[from:s.To], unicode.IsSpace)
			if n < 0 {
				n = s.To - from
			}
			w := word{Span: hearsay.Span{From: from, To: from + n}, piece: p}
			for st := range stems(w.Of(text)) {
				for _, x := range q.Words {
					if x.Stem == st {
						w.weight += x.Rarity
					}
				}
			}
			if within([]hearsay.Span{w.Span}, want) || len(want) > 0 && w.Overlaps(want[0]) {
				w.weight += 8
			}
			words = append(words, w)
			from += n
		}
	}
	size := mostShown - min(len(spans), mostShown/2) // a gap between two pieces counts as a word
	if len(words) <= size {
		return spans
	}
	sum, best, start := 0.0, -1.0, 0
	for i := range words {
		sum += words[i].weight
		if i >= size {
			sum -= words[i-size].weight
		}
		if i >= size-1 && sum > best+1e-9 {
			best, start = sum, i-size+1
		}
	}
	var out []hearsay.Span
	for i := start; i < start+size; i++ {
		if i > start && words[i].piece == words[i-1].piece {
			out[len(out)-1].To = words[i].To
		} else {
			out = append(out, words[i].Span)
		}
	}
	return out
}

// short is where in a content that stands which a question of this kind asks for.
func (q *Question) short(doc *hearsay.Document, k *hearsay.Claim) []hearsay.Span {
	text := doc.Text
	switch q.Kind {
	case HowMany:
		best, at := -1.0, []hearsay.Span(nil)
		for _, x := range k.Quantities {
			fit := shareOf(q.Thing, stems(x.Thing, x.Unit)) + flag(q.Money && x.Unit != "")
			if within(x.Spans, k.Content.Spans) && fit > best {
				best, at = fit, []hearsay.Span{widened(text, x)}
			}
		}
		return at
	case When:
		if k.Event != nil && within(k.Event.Spans, k.Content.Spans) {
			return k.Event.Spans
		}
		for _, t := range k.Times {
			if within(t.Spans, k.Content.Spans) {
				return t.Spans
			}
		}
	case Where:
		for _, m := range k.Mentions {
			if (m.Type == "place" || m.Type == "facility") && within(m.Spans, k.Content.Spans) && !q.has(m.Text) {
				return m.Spans
			}
		}
	case Who:
		for _, m := range k.Mentions {
			if (m.Type == "person" || m.Type == "org" || m.Type == "outlet" || m.Type == "unit") && within(m.Spans, k.Content.Spans) && !q.has(m.Text) {
				return m.Spans
			}
		}
	case What:
		var at []hearsay.Span
		for _, m := range k.Mentions {
			if q.wantsGear(k, m) && (len(at) == 0 || at[len(at)-1].To <= m.Spans[0].From) {
				at = append(at, m.Spans...)
			}
		}
		return at
	case Why:
		for _, s := range k.Content.Spans {
			if i := reasonAt(s.Of(text)); i >= 0 {
				return []hearsay.Span{{From: s.From + i, To: s.To}}
			}
		}
	}
	return nil
}

// widened is a quantity with the thing that is counted, where that follows at once.
func widened(text string, x hearsay.Quantity) hearsay.Span {
	s := x.Spans[0]
	if rest := strings.TrimLeft(text[s.To:], " "); x.Thing != "" && strings.HasPrefix(rest, x.Thing) {
		s.To = len(text) - len(rest) + len(x.Thing)
	}
	return s
}
