package resolve

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"hearsay"
)

// sayingOf is a claim of a text by its words: each of speaker, cue and content stands in the text, pieces of content parted by " … ".
type sayingOf struct {
	speaker, cue, content string
	within                int // 1 + the place of the claim it stands within
	kind                  hearsay.Kind
	act                   hearsay.Act
	status                hearsay.Status
	times                 string // marked, parted by "; "
	continued             bool   // its cue is that of the claim before
}

// textClaims makes claims of a text. What is said without speaker and cue is the outlet's own.
func textClaims(t *testing.T, text string, list ...sayingOf) (*hearsay.Document, []hearsay.Claim) {
	t.Helper()
	doc := &hearsay.Document{Text: text, Published: "2026-03-05T09:30:00+03:00", Outlet: "The Quay"}
	find := func(s, by string) []hearsay.Span {
		out := []hearsay.Span{}
		for _, p := range strings.Split(s, by) {
			if p == "" {
				continue
			}
			i := strings.Index(text, p)
			if i < 0 {
				t.Fatalf("%q is not in %q", p, text)
			}
			out = append(out, hearsay.Span{From: i, To: i + len(p)})
		}
		return out
	}
	claims := make([]hearsay.Claim, len(list))
	for i, s := range list {
		c := hearsay.Claim{ID: fmt.Sprint("c", i), Act: s.act, Status: s.status, Certainty: hearsay.Sure, OwnVoice: s.cue == "", Continued: s.continued}
		c.Speaker = hearsay.Speaker{Printed: hearsay.Print(text, find(s.speaker, "\x00")...), Kind: s.kind, Name: s.speaker}
		c.Cue = hearsay.Print(text, find(s.cue, "\x00")...)
		c.Content = hearsay.Print(text, find(s.content, hearsay.Gap)...)
		for _, p := range find(s.times, "; ") {
			c.Times = append(c.Times, hearsay.Time{Printed: hearsay.Print(text, p)})
		}
		if s.within > 0 {
			c.Within = fmt.Sprint("c", s.within-1)
		}
		claims[i] = c
	}
	return doc, claims
}

// dateClaims does the two steps of times alone.
func dateClaims(doc *hearsay.Document, claims []hearsay.Claim) {
	a := newAccount(doc, claims)
	a.times()
	a.when()
}

// shortWhen writes a When: its words, its ends without zone and midnight, its precision.
func shortWhen(w *hearsay.When) string {
	if w == nil {
		return "unknown"
	}
	end := func(s string) string {
		s, _, _ = strings.Cut(s, "+")
		return strings.TrimSuffix(strings.TrimSuffix(s, ":00"), "T00:00")
	}
	return strings.TrimSpace(fmt.Sprintf("%s %s/%s %s", w.Text, end(w.From), end(w.To), w.Precision))
}

func TestSaidAndEvent(t *testing.T) {
	for _, c := range []struct {
		name, text string
		claims     []sayingOf
		want       []string // said, event of each
	}{
		{
			"the time of saying is not that of the event", "The bridge will reopen on Tuesday, the ministry said on Monday.",
			[]sayingOf{{speaker: "the ministry", cue: "said", content: "The bridge will reopen on Tuesday,", status: hearsay.Planned}},
			[]string{"Monday 2026-03-02/2026-03-03 day", "Tuesday 2026-03-10/2026-03-11 day"},
		},
		{
			"before the cue", "On Wednesday Olga Brandt told reporters that the pier had burnt on 28 February.",
			[]sayingOf{{speaker: "Olga Brandt", cue: "told", content: "that the pier had burnt on 28 February", status: hearsay.Happened}},
			[]string{"Wednesday 2026-03-04/2026-03-05 day", "28 February 2026-02-28/2026-03-01 day"},
		},
		{
			"taken into the content", "Olga Brandt said on Wednesday that the pier was lost.",
			[]sayingOf{{speaker: "Olga Brandt", cue: "said", content: "on Wednesday that the pier was lost", status: hearsay.Happened}},
			[]string{"Wednesday 2026-03-04/2026-03-05 day", "2026-03-04/2026-03-05 vague"},
		},
		{
			"nothing named", "The pier is safe, Olga Brandt said.",
			[]sayingOf{{speaker: "Olga Brandt", cue: "said", content: "The pier is safe,", status: hearsay.Ongoing}},
			[]string{"2026-03-04/2026-03-06 vague", "2026-03-04/2026-03-06 vague"},
		},
		{
			"own voice", "The pier burnt on Tuesday.",
			[]sayingOf{{content: "The pier burnt on Tuesday.", status: hearsay.Happened}},
			[]string{"2026-03-05/2026-03-06 day", "Tuesday 2026-03-03/2026-03-04 day"},
		},
		{
			"the same speaker", "The pier is lost, Olga Brandt said on Tuesday. Olga Brandt added that nobody was hurt.",
			[]sayingOf{
				{speaker: "Olga Brandt", cue: "said", content: "The pier is lost,", status: hearsay.Happened},
				{speaker: "Olga Brandt", cue: "added", content: "that nobody was hurt", status: hearsay.NotHappened},
			},
			[]string{"Tuesday 2026-03-03/2026-03-04 day", "2026-03-03/2026-03-04 vague", "2026-03-03/2026-03-04 day", "2026-03-03/2026-03-04 vague"},
		},
		{
			"a recalled saying is not the same speaker's news", "Last week Olga Brandt had said the pier was safe. It is lost, she said.",
			[]sayingOf{
				{speaker: "Olga Brandt", cue: "had said", content: "the pier was safe", status: hearsay.Ongoing},
				{speaker: "she", cue: "said.", content: "It is lost,", status: hearsay.Happened},
			},
			[]string{"Last week 2026-02-23/2026-03-02 week", "2026-02-23/2026-03-02 vague", "2026-03-04/2026-03-06 vague", "2026-03-04/2026-03-06 vague"},
		},
		{
			"a quotation that goes on", `"The pier is lost," she said on Tuesday. "We shall build another."`,
			[]sayingOf{
				{speaker: "she", cue: "said", content: `"The pier is lost,"`, status: hearsay.Happened},
				{speaker: "she", cue: "said", content: `"We shall build another."`, status: hearsay.Planned, continued: true},
			},
			[]string{"Tuesday 2026-03-03/2026-03-04 day", "2026-03-03/2026-03-04 vague", "2026-03-03/2026-03-04 day", "2026-03-05/ vague"},
		},
		{
			"one within another", "The agency reported on Wednesday that Olga Brandt admitted the pier burnt on Monday.",
			[]sayingOf{
				{speaker: "The agency", cue: "reported", content: "that Olga Brandt admitted the pier burnt on Monday", status: hearsay.Happened},
				{speaker: "Olga Brandt", cue: "admitted", content: "the pier burnt on Monday", within: 1, status: hearsay.Happened},
			},
			[]string{"Wednesday 2026-03-04/2026-03-05 day", "2026-03-02/2026-03-03 vague", "2026-03-04/2026-03-05 day", "Monday 2026-03-02/2026-03-03 day"},
		},
		{
			"a report has a date", "A survey of 12 February shows that the pier was rotten.",
			[]sayingOf{{speaker: "A survey of 12 February", cue: "shows", content: "that the pier was rotten", kind: hearsay.DocumentOf, status: hearsay.Happened}},
			[]string{"12 February 2026-02-12/2026-02-13 day", "2026-02-12/2026-02-13 vague"},
		},
		{
			"what tells of the speaker is not when he spoke", "Olga Brandt, mayor since 2019, said the pier was lost.",
			[]sayingOf{{speaker: "Olga Brandt, mayor since 2019,", cue: "said", content: "the pier was lost", status: hearsay.Happened}},
			[]string{"2026-03-04/2026-03-06 vague", "2026-03-04/2026-03-06 vague"},
		},
		{
			"an end", "The pier must be rebuilt by the end of 2027, the council demands.",
			[]sayingOf{{speaker: "the council", cue: "demands", content: "The pier must be rebuilt by the end of 2027,", status: hearsay.Demanded}},
			[]string{"2026-03-04/2026-03-06 vague", "the end of 2027 2026-03-05/2028-01-01 between"},
		},
		{
			"two ends", "The pier will be shut from 10 March to 14 March, the council says.",
			[]sayingOf{{speaker: "the council", cue: "says", content: "The pier will be shut from 10 March to 14 March,", status: hearsay.Planned}},
			[]string{"2026-03-04/2026-03-06 vague", "10 March … 14 March 2026-03-10/2026-03-15 between"},
		},
		{
			"day and hour", "The pier fell at 4.40 am on Tuesday, the council says.",
			[]sayingOf{{speaker: "the council", cue: "says", content: "The pier fell at 4.40 am on Tuesday,", status: hearsay.Happened}},
			[]string{"2026-03-04/2026-03-06 vague", "4.40 am 2026-03-03T04:40/2026-03-03T04:41 minute"},
		},
		{
			"the side of publication that the event is on", "The opening, put off on Monday, will be on Saturday, the council says.",
			[]sayingOf{{speaker: "the council", cue: "says", content: "The opening, put off on Monday, will be on Saturday,", status: hearsay.Planned}},
			[]string{"2026-03-04/2026-03-06 vague", "Saturday 2026-03-07/2026-03-08 day"},
		},
		{
			"the event the text tells of", "The pier burnt on 20 February. Nobody was hurt, the council says.",
			[]sayingOf{
				{content: "The pier burnt on 20 February.", status: hearsay.Happened},
				{speaker: "the council", cue: "says", content: "Nobody was hurt,", status: hearsay.NotHappened},
			},
			[]string{"2026-03-05/2026-03-06 day", "20 February 2026-02-20/2026-02-21 day", "2026-03-04/2026-03-06 vague", "2026-02-20/2026-02-21 vague"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, claims := textClaims(t, c.text, c.claims...)
			dateClaims(doc, claims)
			var got []string
			for _, x := range claims {
				got = append(got, shortWhen(x.Said), shortWhen(x.Event))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%s\n%s\nwant\n%s", c.text, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

// Without a date of publication only whole dates are known.
func TestWhenUnpublished(t *testing.T) {
	doc, claims := textClaims(t, "The pier burnt on Tuesday, she said on 3 March 2026. It was old, she added.",
		sayingOf{speaker: "she", cue: "said", content: "The pier burnt on Tuesday,"}, sayingOf{speaker: "she", cue: "added", content: "It was old,"})
	doc.Published = ""
	dateClaims(doc, claims)
	if got := shortWhen(claims[0].Said); got != "3 March 2026 2026-03-03/2026-03-04 day" {
		t.Error(got)
	}
	if claims[0].Event != nil {
		t.Error(shortWhen(claims[0].Event))
	}
}

// A hop has the time of the saying whose cue it has.
func TestHops(t *testing.T) {
	doc, claims := textClaims(t, "The agency reported on Wednesday that Olga Brandt said the pier burnt.",
		sayingOf{speaker: "The agency", cue: "reported", content: "that Olga Brandt said the pier burnt"},
		sayingOf{speaker: "Olga Brandt", cue: "said", content: "the pier burnt", within: 1})
	claims[1].Chain = []hearsay.Hop{{Name: "The Quay"}, {Name: "The agency", Cue: claims[0].Cue}, {Name: "Olga Brandt", Cue: claims[1].Cue}}
	dateClaims(doc, claims)
	c := claims[1].Chain
	if c[0].Said != nil || shortWhen(c[1].Said) != "Wednesday 2026-03-04/2026-03-05 day" || !reflect.DeepEqual(c[2].Said, claims[1].Said) {
		t.Errorf("%s, %s, %s", shortWhen(c[0].Said), shortWhen(c[1].Said), shortWhen(c[2].Said))
	}
}

// Whatever the claims, ends are in order, no words say both when a thing was said and when it is, and doing it twice changes nothing.
func TestWhenAnyClaims(t *testing.T) {
	words := strings.Fields("the pier burnt on Tuesday , he said by 3 March that since May 2025 it will , “ from 4 to 6 March ” . last week she had told us yesterday at 4 p.m. Olga Brandt says . the end of the year")
	r := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		var b strings.Builder
		var at []hearsay.Span
		for range 5 + r.IntN(60) {
			w := words[r.IntN(len(words))]
			at = append(at, hearsay.Span{From: b.Len(), To: b.Len() + len(w)})
			b.WriteString(w + [...]string{" ", " ", " ", "\n\n"}[r.IntN(4)])
		}
		doc := &hearsay.Document{Text: b.String(), Published: [...]string{"2026-03-05T09:30:00+03:00", "", "2024-02-29"}[r.IntN(3)]}
		piece := func(most int) hearsay.Printed {
			i := r.IntN(len(at))
			j := min(len(at)-1, i+r.IntN(most))
			return hearsay.Print(doc.Text, hearsay.Span{From: at[i].From, To: at[j].To})
		}
		var claims []hearsay.Claim
		for i := range 1 + r.IntN(6) {
			c := hearsay.Claim{ID: fmt.Sprint(i), Content: piece(20), Speaker: hearsay.Speaker{Name: [...]string{"", "A", "B"}[r.IntN(3)]}, OwnVoice: r.IntN(4) == 0, Cue: hearsay.Print(doc.Text)}
			c.Speaker.Printed = hearsay.Print(doc.Text)
			c.Status = [...]hearsay.Status{"", hearsay.Planned, hearsay.Happened, hearsay.Ongoing}[r.IntN(4)]
			c.Act = [...]hearsay.Act{hearsay.Assert, hearsay.Commit}[r.IntN(2)]
			if !c.OwnVoice {
				c.Cue, c.Speaker.Printed, c.Continued = piece(2), piece(3), r.IntN(5) == 0
			}
			if i > 0 && r.IntN(3) == 0 {
				c.Within = fmt.Sprint(r.IntN(i))
			}
			for range r.IntN(4) {
				c.Times = append(c.Times, hearsay.Time{Printed: piece(4)})
			}
			c.Chain = []hearsay.Hop{{Cue: c.Cue}, {Cue: piece(1)}, {Cue: c.Cue}}
			claims = append(claims, c)
		}
		dateClaims(doc, claims)
		once := fmt.Sprintf("%+v", whenLines(claims))
		for i := range claims {
			c := &claims[i]
			for _, w := range []*hearsay.When{c.Said, c.Event} {
				if w != nil && (w.From == "" && w.To == "" || w.To != "" && w.From >= w.To || w.Precision == "" || w.Reason == "") {
					t.Fatalf("%q: %+v", doc.Text, w)
				}
			}
			for _, s := range printedSpans(c.Said) {
				if slices.ContainsFunc(printedSpans(c.Event), s.Overlaps) {
					t.Fatalf("%q: %s says both", doc.Text, s.Of(doc.Text))
				}
			}
			for k, x := range c.Times {
				if x.From != "" && x.To != "" && x.From >= x.To || len(x.Spans) != 1 || x.Text != x.Spans[0].Of(doc.Text) {
					t.Fatalf("%q: %+v", doc.Text, c.Times[k])
				}
			}
		}
		dateClaims(doc, claims)
		if again := fmt.Sprintf("%+v", whenLines(claims)); again != once {
			t.Fatalf("%q\n%s\nthen\n%s", doc.Text, once, again)
		}
	}
}

// whenLines lists what the steps of times fill in.
func whenLines(claims []hearsay.Claim) (out []string) {
	for i := range claims {
		c := &claims[i]
		out = append(out, "\n", fmt.Sprint(c.Times), shortWhen(c.Said), shortWhen(c.Event))
		for _, h := range c.Chain {
			out = append(out, shortWhen(h.Said))
		}
	}
	return out
}
