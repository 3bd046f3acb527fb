package eval

import (
	"slices"
	"strings"
	"unicode/utf8"

	"hearsay"
)

// Of the answers to a question so many are looked at, and none that is longer.
const (
	firstAnswers = 5
	longest      = 60 // words
)

// Answers adds how the questions of a case are answered by ask.
func (t *CaseTally) Answers(c *Case, ask func(question string) Answer) {
	spellings := c.spellings()
	kinds := map[string]hearsay.Kind{}
	for _, k := range c.Claims {
		kinds[plainName(k.Speaker)] = k.Kind
	}
	for i := range c.Questions {
		q := &c.Questions[i]
		got := ask(q.Question)
		if q.Unanswerable {
			t.Refused.add(got.Refused)
			continue
		}
		var some []Answered
		if !got.Refused {
			some = got.Answers[:min(firstAnswers, len(got.Answers))]
		}
		// hit is the first of ours that gives an answer of the editor's, -1 for none.
		hit := func(a *CaseAnswer) int {
			kind, ok := kinds[plainName(a.Speaker)]
			if !ok {
				kind = hearsay.Org
			}
			return slices.IndexFunc(some, func(x Answered) bool {
				return len(strings.Fields(x.Text)) <= longest && sameWords(a.Text, x.Text) && sameName(a.Speaker, x.Speaker, kind, hearsay.KindUnknown, spellings)
			})
		}
		answered, first := false, false
		sides := map[string]bool{}
		for k := range q.Answers {
			a := &q.Answers[k]
			at := hit(a)
			answered, first = answered || at >= 0, first || at == 0
			if a.Side != "" {
				sides[a.Side] = sides[a.Side] || at >= 0
			}
		}
		t.Answered.add(answered)
		t.First.add(first)
		if len(sides) > 1 {
			both := true
			for _, met := range sides {
				both = both && met
			}
			t.BothSides.add(both)
		}
		t.cited(c, some)
	}
}

// sameWords reports whether an answer of ours holds the editor's, as whole words, or is the greater half of it.
func sameWords(gold, ours string) bool {
	g, o := plainName(gold), plainName(ours)
	within := func(a, b string) bool { return strings.Contains(" "+b+" ", " "+a+" ") }
	return within(g, o) || within(o, g) && 2*len([]rune(o)) >= len([]rune(g))
}

// cited counts the bytes that answers point to, and those that are not words of the answer. An answer that points nowhere counts as false.
func (t *CaseTally) cited(c *Case, answers []Answered) {
	for _, x := range answers {
		t.Citations += max(1, len(x.Spans))
		if len(x.Spans) == 0 {
			t.CitesFalse++
		}
		for _, s := range x.Spans {
			d := c.document(s.Ref)
			if d == nil || s.From < 0 || s.To > len(d.Text) || s.From >= s.To || !utf8.ValidString(s.Of(d.Text)) || !strings.Contains(x.Text, s.Of(d.Text)) {
				t.CitesFalse++
			}
		}
	}
}
