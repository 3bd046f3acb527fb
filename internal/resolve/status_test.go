package resolve

import (
	"strings"
	"testing"

	"hearsay"
)

// statusesRight is how many rows of testdata/statuses.tsv come out right. It may not fall.
const statusesRight = 41

func TestStatuses(t *testing.T) {
	right, rows := 0, 0
	for _, row := range table(t, "testdata/statuses.tsv") {
		rows++
		text, c := stated(row)
		claims := []hearsay.Claim{c}
		newAccount(&hearsay.Document{Text: text}, claims).status()
		if got := string(claims[0].Status); got == row[3] {
			right++
		} else {
			t.Logf("%q: want %s, got %s", row[:3], row[3], got)
		}
	}
	t.Logf("%d of %d right", right, rows)
	if right < statusesRight || rows < 40 {
		t.Errorf("%d of %d rows right, committed are %d", right, rows, statusesRight)
	}
}

// stated is the claim of a row: act, cue and content with its verbs between asterisks.
func stated(row []string) (string, hearsay.Claim) {
	text := row[1]
	if text != "" {
		text += " "
	}
	from := len(text)
	var verbs []hearsay.Verb
	for i, part := range strings.Split(row[2], "*") {
		if i%2 == 1 {
			verbs = append(verbs, hearsay.Verb{Span: hearsay.Span{From: len(text), To: len(text) + len(part)}, Fact: 1.5})
		}
		text += part
	}
	act, more, _ := strings.Cut(row[0], "/")
	c := hearsay.Claim{
		ID: "k", Act: hearsay.Act(act), Certainty: hearsay.Sure, Denied: more == "denied", Speaker: hearsay.Speaker{Kind: hearsay.Person},
		Cue: hearsay.Print(text), Content: hearsay.Print(text, hearsay.Span{From: from, To: len(text)}), Verbs: verbs, OwnVoice: row[1] == "",
	}
	if row[1] != "" {
		c.Cue = hearsay.Print(text, hearsay.Span{To: len(row[1])})
	}
	if more == string(hearsay.Possible) {
		c.Certainty = hearsay.Possible
	}
	return text, c
}

// Whatever the weights say, what is demanded, doubted, denied or only possible is never shown as happened.
func TestNeverHappened(t *testing.T) {
	for _, row := range table(t, "testdata/statuses.tsv") {
		if row[3] == "happened" || row[3] == "ongoing" {
			continue
		}
		text, c := stated(row)
		s := newAccount(&hearsay.Document{Text: text}, []hearsay.Claim{c}).signs(&c)
		if s.allowed.has(0) && s.allowed.has(1) {
			t.Logf("%q: left to the weights", row)
			continue
		}
		var o odds
		o[0] = 1
		if got := o.choose(s.allowed); got == hearsay.Happened || got == hearsay.Ongoing {
			t.Errorf("%q: %s", row, got)
		}
	}
}

// A sentence without verbs, an empty content and a text that was never read leave a status, and no panic.
func TestStatusOfNothing(t *testing.T) {
	for _, text := range []string{"", "Silence.", strings.Repeat("no ", 10_000)} {
		claims := []hearsay.Claim{{ID: "k", Content: hearsay.Print(text, hearsay.Span{To: len(text)})}, {ID: "l", Content: hearsay.Print(text)}}
		a := newAccount(&hearsay.Document{Text: text}, claims)
		a.quantities()
		a.status()
		a.evidence()
		for _, c := range claims {
			if c.Status == "" || c.Evidence == nil || c.Quantities == nil {
				t.Errorf("%.20q: %+v", text, c)
			}
		}
	}
}
