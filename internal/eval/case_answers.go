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

// AskRates are how questions are answered.
type AskRates struct {
	Answered, First Rate // questions with a right answer among the first five; as the first
	Worded          Rate // questions with the right words among the first five, whoever is said to say them
	BothSides       Rate // questions on which the stories differ, with answers of both sides
	Refused         Rate // questions without an answer that are refused
}

// Answers adds how the questions of a case are answered by ask, and by BM25 beside it.
func (t *CaseTally) Answers(c *Case, ask func(question string) Answer) {
	w := newWordSearch(c)
	for i := range c.Questions {
		q := &c.Questions[i]
		got := ask(q.Question)
		t.Asked.add(c, q, got)
		t.AskedBM25.add(c, q, w.ask(q.Question))
		if !q.Unanswerable {
			t.cited(c, got.shown())
		}
	}
}

// shown is what is looked at of an answer.
func (a Answer) shown() []Answered {
	if a.Refused {
		return nil
	}
	return a.Answers[:min(firstAnswers, len(a.Answers))]
}

func (r *AskRates) add(c *Case, q *CaseQuestion, got Answer) {
	if q.Unanswerable {
		r.Refused.add(got.Refused)
		return
	}
	some, kinds, spellings := got.shown(), c.kinds(), c.spellings()
	answered, first, worded := false, false, false
	sides := map[string]bool{}
	for k := range q.Answers {
		a := &q.Answers[k]
		kind, ok := kinds[plainName(a.Speaker)]
		if !ok {
			kind = hearsay.Org
		}
		says := func(x Answered) bool { return len(strings.Fields(x.Text)) <= longest && sameWords(a.Text, x.Text) }
		// at is the first of ours that gives this answer of the editor's, -1 for none.
		at := slices.IndexFunc(some, func(x Answered) bool {
			return says(x) && sameName(a.Speaker, x.Speaker, kind, hearsay.KindUnknown, spellings)
		})
		answered, first = answered || at >= 0, first || at == 0
		worded = worded || slices.ContainsFunc(some, says)
		if a.Side != "" {
			sides[a.Side] = sides[a.Side] || at >= 0
		}
	}
	r.Answered.add(answered)
	r.First.add(first)
	r.Worded.add(worded)
	if len(sides) > 1 {
		both := true
		for _, met := range sides {
			both = both && met
		}
		r.BothSides.add(both)
	}
}

// kinds are those of the speakers of a case, by their plain names.
func (c *Case) kinds() map[string]hearsay.Kind {
	kinds := map[string]hearsay.Kind{}
	for _, k := range c.Claims {
		kinds[plainName(k.Speaker)] = k.Kind
	}
	return kinds
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
