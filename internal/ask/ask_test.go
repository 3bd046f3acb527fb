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
		"\u0301 \u0301": true, "\x00\x01": true,
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

// A question may ask for a weapon, ship, aircraft or vehicle: by name, and not the one it names itself.
func TestGear(t *testing.T) {
	a := open1(t)
	text := "The Pantsir of the port was swapped for a Buk launcher, Ana Kolar said."
	c := story("a", text, "The Pantsir of the port was swapped for a Buk launcher", said("Ana Kolar", hearsay.Assert, false))
	for _, m := range []struct {
		words   string
		generic bool
	}{{"launcher", true}, {"Pantsir", false}, {"Buk", false}} {
		i := strings.Index(text, m.words)
		c.Claim.Mentions = append(c.Claim.Mentions, hearsay.Mention{Printed: hearsay.Print(text, hearsay.Span{From: i, To: i + len(m.words)}), Type: "weapon", Generic: m.generic})
	}
	for question, want := range map[string]string{
		"Which system replaced the Pantsir?": "Buk", "What missile systems were at the port?": "Pantsir … Buk", "What did the ship do at the port?": "", "What was swapped at the port?": "",
	} {
		if _, short := a.Understand(question).Shown(c.Document, c.Claim); short.Text != want {
			t.Errorf("%s: %q", question, short.Text)
		}
	}
}

// What is asked of an act goes to claims of that act; the act must be the subject's own.
func TestActs(t *testing.T) {
	a := open1(t)
	for question, acts := range map[string][]hearsay.Act{
		"Who denies that the ferry Lastovo was found?":  {hearsay.Deny},
		"Who has denied that the ferry was found?":      {hearsay.Deny},
		"What did Ana Kolar promise the port?":          {hearsay.Commit},
		"Who was accused of sinking the ferry?":         nil,
		"What was predicted for the ferry Lastovo?":     nil,
		"Has the coastguard denied it?":                 nil,
		"What did the people who denied it say of Vis?": {hearsay.Deny},
	} {
		if q := a.Understand(question); !slices.Equal(q.Acts, acts) {
			t.Errorf("%s: acts %q", question, q.Acts)
		}
	}
	q := a.Understand("Who denies that the ferry Lastovo has been found?")
	if got := ranked(t, a, q, ferry()); got[0].Claim.Speaker.Name != "coastguard" {
		t.Errorf("%s denies it", got[0].Claim.Speaker.Name)
	}
	q = a.Understand("On what evidence is it said that the ferry Lastovo was found off Vis?")
	some := ferry()
	some[0].Claim.Evidence = []hearsay.Evidence{{Kind: hearsay.GroundImagery}}
	if got := ranked(t, a, q, some); !q.Evidence || got[0] != some[0] {
		t.Errorf("evidence %v, first %s", q.Evidence, got[0].Claim.Content.Text)
	}
}

// A reason is the clause that gives it, or else what the same speaker says beside it.
func TestReasons(t *testing.T) {
	a := open1(t)
	a.weights.Refuse = 0
	never := func(int, int) bool { return false }
	text := "The ferry Lastovo stayed in port because its pump had failed, Ana Kolar said."
	c := story("a", text, "The ferry Lastovo stayed in port because its pump had failed", said("Ana Kolar", hearsay.Assert, false))
	q := a.Understand("Why did the ferry Lastovo stay in port?")
	if got := a.Compose(q, ranked(t, a, q, []*Candidate{c}), never, 5); len(got) != 1 || got[0].Short.Text != "because its pump had failed" || got[0].Beside {
		t.Errorf("%+v", got)
	}
	text = "“The ferry Lastovo stays in port. Its pump has failed,” Ana Kolar said. She also praised the choir of Vis, which sang at the fair."
	one := story("a", text, "The ferry Lastovo stays in port", said("Ana Kolar", hearsay.Assert, false))
	two := story("b", text, "Its pump has failed", said("Ana Kolar", hearsay.Assert, false))
	two.Document, two.Cosine = one.Document, 0.2
	got := a.Compose(q, ranked(t, a, q, []*Candidate{one, two}), never, 5)
	if len(got) != 2 || got[0].Beside || !got[1].Beside || got[1].Text.Text != "Its pump has failed" {
		t.Errorf("%+v", got)
	}
	for text, want := range map[string]string{
		"shut, thereafter, because of fog": "because of fog", "the aftermath of it": "", "İstanbul was shut because of fog": "", "gone after": "", "held on the grounds of age": "on the grounds of age",
	} {
		at := reasonAt(text)
		if at < 0 && want != "" || at >= 0 && text[at:] != want {
			t.Errorf("%s: reason at %d", text, at)
		}
	}
}

// What changed is told in the order in which it was said.
func TestChangesAreInOrder(t *testing.T) {
	a := open1(t)
	a.weights.Refuse, a.weights.Keep = 0, 0
	some := ferry()
	for i, day := range []string{"2026-02-05T09:00:00+01:00", "2026-02-03", "2026-02-05T07:30:00Z"} {
		some[i].Document.Published = day
	}
	q := a.Understand("What has changed for the ferry Lastovo?")
	var ids []string
	for _, x := range a.Compose(q, ranked(t, a, q, some), func(int, int) bool { return false }, 5) {
		ids = append(ids, x.Claim.ID)
	}
	if !slices.Equal(ids, []string{"b", "c", "a"}) {
		t.Errorf("in the order %q", ids)
	}
}

// A name comes with bytes: those that name the speaker, or where the document gives it in full.
func TestSpeakerBytes(t *testing.T) {
	text := "The minister, Ana Kolar, spoke in Vis. She said the ferry was safe. Kolarova disagreed. Ana Kolarova too."
	doc := &hearsay.Document{Text: text}
	at := func(words string) hearsay.Printed {
		i := strings.Index(text, words)
		return hearsay.Print(text, hearsay.Span{From: i, To: i + len(words)})
	}
	k := &hearsay.Claim{Content: at("the ferry was safe")}
	k.Speaker = hearsay.Speaker{Printed: at("She"), Name: "Ana Kolar"}
	for _, c := range []struct {
		name string
		want string
		from int
	}{{"Ana Kolar", "Ana Kolar", strings.Index(text, "Ana Kolar")}, {"", "She", strings.Index(text, "She")}, {"Ivo Perić", "", -1}, {"Kolarova", "Kolarova", strings.Index(text, "Kolarova")}} {
		k.Speaker.Name = c.name
		spans := SpeakerBytes(doc, k)
		if got := hearsay.Print(text, spans...).Text; got != c.want || len(spans) > 0 && spans[0].From != c.from {
			t.Errorf("%q: %v %q", c.name, spans, got)
		}
	}
	k.Speaker = hearsay.Speaker{Printed: at("She"), Kind: hearsay.DocumentOf}
	if got := SpeakerOf(k); got != "" {
		t.Errorf("a pronoun is a name: %q", got)
	}
	k.Speaker, k.Chain = hearsay.Speaker{}, []hearsay.Hop{{Name: "Post"}, {Name: "Ana Kolar"}}
	if got := SpeakerOf(k); got != "Ana Kolar" {
		t.Errorf("nobody is printed, the chain ends with %q", got)
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
