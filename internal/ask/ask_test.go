package ask

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"hearsay"
	"hearsay/model"
)

// ranked is the candidates in order of likelihood.
func ranked(t *testing.T, a *Asker, q *Question, some []*Candidate) []*Candidate {
	t.Helper()
	out := q.Look(some)
	if err := a.Rank(t.Context(), q, out); err != nil {
		t.Fatal(err)
	}
	return out
}

func open1(t *testing.T) *Asker {
	t.Helper()
	a, err := Open(model.Files, 1, nil)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestKinds(t *testing.T) {
	a := open1(t)
	for _, c := range []struct {
		question string
		kind     Kind
	}{
		{"Who signed the order?", Who},
		{"who denies that the bridge was hit", Who},
		{"Which minister resigned?", Who},
		{"What did the minister say about the bridge?", What},
		{"bridge over the Sava", What},
		{"When will the court rule?", When},
		{"At what hour did the ferry leave?", When},
		{"On which day was it seen", When},
		{"Where is the camp?", Where},
		{"In which city was he held?", Where},
		{"Why was the vote put off?", Why},
		{"What caused the fire?", Why},
		{"how many tanks were lost", HowMany},
		{"How far from the coast was the tanker?", HowMany},
		{"What was the number of the dead?", HowMany},
		{"Has the ferry been found?", YesNo},
		{"Weren't the talks held?", YesNo},
		{"What has changed since Monday?", WhatChanged},
		{"How has the toll changed?", WhatChanged},
	} {
		if q := a.Understand(c.question); q.Kind != c.kind {
			t.Errorf("%s: %s, not %s", c.question, q.Kind, c.kind)
		}
	}
	if q := a.Understand("What did Ana Kolar say about the ferry?"); !slices.Equal(q.Speaker, []string{"ana", "kolar"}) {
		t.Errorf("it is asked what %q said", q.Speaker)
	}
	if q := a.Understand("who denies that the bridge was hit"); !slices.Equal(q.Acts, []hearsay.Act{hearsay.Deny}) {
		t.Errorf("acts %q", q.Acts)
	}
	if q := a.Understand("How many rocket launchers were seen?"); !slices.Equal(q.Thing, []string{stem("rocket"), stem("launchers")}) {
		t.Errorf("counted is %q", q.Thing)
	}
}

func TestFlaws(t *testing.T) {
	for text, flawed := range map[string]bool{
		"": true, " ?!… ": true, strings.Repeat("missile ", 10_000): true, strings.Repeat("x", 5000): true,
		"Who?": false, "'; DROP TABLE claims; --": false, "\"\"\" who": false, "Kto to zrobił?": false, "谁说的": false,
	} {
		if got := Flaw(text) != ""; got != flawed {
			t.Errorf("%.40q: flawed %v", text, got)
		}
	}
}

// story is a claim in a document of its own.
func story(id, text, content string, k hearsay.Claim) *Candidate {
	i := strings.Index(text, content)
	k.ID, k.Content = id, hearsay.Print(text, hearsay.Span{From: i, To: i + len(content)})
	return &Candidate{Claim: &k, Document: &hearsay.Document{ID: id, Text: text, Published: "2026-02-03"}, Cosine: 0.6, Matter: int(id[0])}
}

func said(name string, act hearsay.Act, denied bool) hearsay.Claim {
	k := hearsay.Claim{Act: act, Denied: denied, Certainty: hearsay.Sure, Status: hearsay.Happened}
	k.Speaker.Name = name
	return k
}

func ferry() []*Candidate {
	return []*Candidate{
		story("a", "Ana Kolar said the ferry Lastovo had been found off Vis.", "the ferry Lastovo had been found off Vis", said("Ana Kolar", hearsay.Assert, false)),
		story("b", "The coastguard denied that the ferry Lastovo had been found.", "that the ferry Lastovo had been found", said("coastguard", hearsay.Deny, true)),
		story("c", "Ivo Perić said the harbour cafe sold more coffee.", "the harbour cafe sold more coffee", said("Ivo Perić", hearsay.Assert, false)),
	}
}

func TestBothSidesAreHeard(t *testing.T) {
	a := open1(t)
	a.weights.Refuse = 0
	q := a.Understand("Has the ferry Lastovo been found?")
	some := ferry()
	some[2].Cosine = 0.05
	got := a.Compose(q, ranked(t, a, q, some), func(int, int) bool { return false }, 2)
	if len(got) != 2 || got[0].Side != "A" || got[1].Side != "B" {
		t.Fatalf("%d answers: %+v", len(got), got)
	}
	stances := map[string]Stance{}
	for _, x := range got {
		stances[x.Claim.Speaker.Name] = x.Stance
	}
	if stances["Ana Kolar"] != Says || stances["coastguard"] != Denies {
		t.Errorf("stances %v", stances)
	}
	linked := a.Compose(a.Understand("What of the ferry Lastovo?"), ranked(t, a, q, some), func(x, y int) bool { return x != y && x < 'c' && y < 'c' }, 5)
	if len(linked) < 2 || linked[0].Side == linked[1].Side {
		t.Errorf("matters that contradict each other are on one side: %+v", linked)
	}
}

func TestNothingIsRefusedAndOrderMakesNoDifference(t *testing.T) {
	a := open1(t)
	q := a.Understand("Has the ferry Lastovo been found?")
	if got := a.Compose(q, nil, nil, 5); got != nil {
		t.Errorf("an answer out of nothing: %+v", got)
	}
	first := ranked(t, a, q, ferry())
	some := ferry()
	slices.Reverse(some)
	for i, c := range ranked(t, a, q, some) {
		if c.Claim.ID != first[i].Claim.ID || c.Likely != first[i].Likely {
			t.Errorf("place %d: %s %v, the other way round %s %v", i, first[i].Claim.ID, first[i].Likely, c.Claim.ID, c.Likely)
		}
	}
}

func TestAQuestionAnswersNothing(t *testing.T) {
	a := open1(t)
	q := a.Understand("Who sank the ferry?")
	c := story("a", "Who sank the ferry off Vis? Nobody knows.", "sank the ferry off Vis", said("", hearsay.Assert, false))
	if got := ranked(t, a, q, []*Candidate{c}); len(got) != 0 {
		t.Errorf("answered with a question: %s", got[0].Claim.Content.Text)
	}
}

// Whatever the claim, what is shown is bytes of its content, in order and on rune boundaries, at most sixty words.
func TestShownIsBytesOfTheContent(t *testing.T) {
	a := open1(t)
	r := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("the ferry found čamac off Vis “because” 14 boats — on Monday Zadar in of and lost 谁 naïve")
	for n := range 300 {
		var b strings.Builder
		var ends []int
		for range 1 + r.IntN(200) {
			b.WriteString(words[r.IntN(len(words))])
			ends = append(ends, b.Len())
			b.WriteString([]string{" ", "  ", "\n"}[r.IntN(3)])
		}
		text := b.String()
		var spans []hearsay.Span
		for from := 0; from < len(ends)-1 && len(spans) < 5; {
			to := from + 1 + r.IntN(len(ends)-from-1)
			start := 0
			if from > 0 {
				start = ends[from]
			}
			spans = append(spans, hearsay.Span{From: start, To: ends[to]})
			from = to + 1
		}
		if len(spans) == 0 {
			continue
		}
		k := hearsay.Claim{Content: hearsay.Print(text, spans...)}
		q := a.Understand([]string{"How many boats were found?", "Why was it lost?", "When was the ferry found?", "Where?"}[n%4])
		k.Quantities = []hearsay.Quantity{{Printed: hearsay.Print(text, hearsay.Span{From: spans[0].From, To: spans[0].To}), Thing: "boats"}}
		shown, short := q.Shown(&hearsay.Document{Text: text}, &k)
		if got := len(strings.Fields(shown.Text)); got > 60 {
			t.Fatalf("%d words are shown", got)
		}
		for _, p := range []hearsay.Printed{shown, short} {
			if err := isPrinted(text, p, k.Content.Spans); err != nil {
				t.Fatalf("%v: %q", err, p.Text)
			}
		}
	}
}

func isPrinted(text string, p hearsay.Printed, within []hearsay.Span) error {
	last := 0
	for _, s := range p.Spans {
		inside := slices.ContainsFunc(within, func(o hearsay.Span) bool { return o.Overlaps(s) })
		if s.From < last || s.To <= s.From || s.To > len(text) || !inside || !utf8.ValidString(s.Of(text)) {
			return fmt.Errorf("span %v", s)
		}
		last = s.To
	}
	if hearsay.Print(text, p.Spans...).Text != p.Text {
		return fmt.Errorf("text is not its spans")
	}
	return nil
}
