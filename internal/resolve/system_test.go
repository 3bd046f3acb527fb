package resolve

import (
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"hearsay"
	"hearsay/data/systems"
)

// wildSystem is a row of testdata/systems.tsv: a text with the words in question in brackets, what the reader took them for, and the
// system they name, "-" for none.
type wildSystem struct {
	text     string
	marked   hearsay.Span
	mentions []hearsay.Mention
	want     string
}

// wildSystems are the rows, and how many of them came out right when they were last counted.
func wildSystems(t *testing.T) (rows []wildSystem, right int) {
	data, err := os.ReadFile("testdata/systems.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSuffix(line, "\n")
		if _, err := fmt.Sscanf(line, "# %d", &right); err == nil {
			continue
		}
		c := strings.Split(line, "\t")
		before, rest, _ := strings.Cut(c[0], "[")
		words, after, ok := strings.Cut(rest, "]")
		if len(c) != 3 || !ok {
			t.Fatalf("no row: %q", line)
		}
		r := wildSystem{text: before + words + after, marked: hearsay.Span{From: len(before), To: len(before) + len(words)}, want: c[2]}
		for m := range strings.SplitSeq(c[1], "; ") {
			if kind, name, ok := strings.Cut(m, "="); ok {
				at := strings.Index(r.text[max(0, r.marked.From-40):], name) + max(0, r.marked.From-40)
				kind, generic := strings.CutSuffix(kind, " generic")
				r.mentions = append(r.mentions, hearsay.Mention{Printed: hearsay.Print(r.text, hearsay.Span{From: at, To: at + len(name)}), Type: kind, Generic: generic})
			}
		}
		rows = append(rows, r)
	}
	return rows, right
}

// claimOf makes a document of a text, with one claim of all its words.
func claimOf(text string, mentions ...hearsay.Mention) (*hearsay.Document, []hearsay.Claim) {
	doc := &hearsay.Document{Text: text}
	return doc, []hearsay.Claim{{ID: "1", Content: hearsay.Print(text, hearsay.Span{From: 0, To: len(text)}), Mentions: mentions}}
}

// systemAt is the ID of the system that the words of a claim name.
func systemAt(c *hearsay.Claim, words hearsay.Span) string {
	for _, m := range c.Mentions {
		if m.Spans[0].Overlaps(words) && m.System != "" && !(m.Generic && !words.Holds(m.Spans[0])) {
			return m.System
		}
	}
	return "-"
}

func TestSystemsInTheWild(t *testing.T) {
	rows, before := wildSystems(t)
	right := 0
	for _, r := range rows {
		doc, claims := claimOf(r.text, r.mentions...)
		newAccount(doc, claims).systems()
		if got := systemAt(&claims[0], r.marked); got == r.want {
			right++
		} else {
			t.Logf("%s\n\t%s: got %s, want %s", r.text, r.marked.Of(r.text), got, r.want)
		}
		if _, listed := systems.ByID(r.want); !listed && r.want != "-" && !strings.Contains(r.want, " ") {
			t.Errorf("no system %s", r.want)
		}
	}
	t.Logf("%d of %d right", right, len(rows))
	if right < before {
		t.Errorf("%d of %d systems right, %d before", right, len(rows), before)
	}
}

func TestSystemsTwice(t *testing.T) {
	rows, _ := wildSystems(t)
	for _, r := range rows {
		doc, claims := claimOf(r.text, r.mentions...)
		newAccount(doc, claims).systems()
		once := slices.Clone(claims[0].Mentions)
		newAccount(doc, claims).systems()
		if !reflect.DeepEqual(once, claims[0].Mentions) {
			t.Errorf("%s\n\tonce  %+v\n\ttwice %+v", r.text, once, claims[0].Mentions)
		}
		last := 0
		for _, m := range claims[0].Mentions {
			if m.Spans[0].From < last && len(claims[0].Mentions) > len(r.mentions) {
				t.Errorf("%s: mentions overlap or lie out of order: %+v", r.text, claims[0].Mentions)
			}
			last = m.Spans[0].To
			if m.Text != m.Spans[0].Of(r.text) {
				t.Errorf("%q printed, %q in the text", m.Text, m.Spans[0].Of(r.text))
			}
		}
	}
}

// A text with a mention for what the reader saw of it: names in it as "system type words", what is to come out as "system type name".
func TestSystemsOfADocument(t *testing.T) {
	for _, c := range []struct {
		name, text string
		mentions   []string // "type words", "type* words" for a noun
		want       []string
	}{
		{
			"pieces of one name become it", "An An-124 Ruslan brought two Su-30MKI jets.",
			[]string{"aircraft An-124", "weapon Ruslan", "weapon Su-", "aircraft* jets"},
			[]string{"an-124-ruslan aircraft An-124 Ruslan", "su-30mki aircraft Su-30MKI", "su-30mki aircraft* jets"},
		},
		{
			"what the reader missed", "He said S 400 batteries and a 9K37M9 were hit near Kherson.",
			[]string{"place Kherson"},
			[]string{"s-400 weapon S 400", "designation 9k37m9 weapon 9K37M9", " place Kherson"},
		},
		{"taken for a person", "He served in the USS Gerald R. Ford for years.", []string{"person Gerald R. Ford"}, []string{"uss-gerald-r-ford ship USS Gerald R. Ford"}},
		{
			"short forms", "Two Buk-M2E launchers and the USS John Q. Tanner arrived. The Buks were hidden, and the Tanner sailed.",
			[]string{"weapon Buk-M2E", "ship USS John Q. Tanner", "weapon Buks"},
			[]string{"buk-m2e weapon Buk-M2E", "ship uss-john-q-tanner ship USS John Q. Tanner", "buk-m2e weapon Buks", "ship uss-john-q-tanner ship Tanner"},
		},
		{
			"two names in brackets", "The navy sent HMS Daring (D 32) and a Buk-M2E (SA-17) was seen.", nil,
			[]string{"hms-daring ship HMS Daring", "hms-daring ship D 32", "buk-m2e weapon Buk-M2E", "buk-m2e weapon SA-17"},
		},
		{
			"the only missile so far", "Russia fired a Kalibr missile. It said the missile hit a depot.",
			[]string{"weapon Kalibr", "weapon* missile", "weapon* missile"},
			[]string{"kalibr weapon Kalibr", "kalibr weapon* missile", "kalibr weapon* missile"},
		},
		{
			"one of two missiles", "Russia fired Kalibr and Kh-101 missiles. It said the missiles hit a depot.",
			[]string{"weapon Kalibr", "weapon Kh-101", "weapon* missiles", "weapon* missiles"},
			[]string{"kalibr weapon Kalibr", "kh-101 weapon Kh-101", "kh-101 weapon* missiles", " weapon* missiles"},
		},
		{
			"any missiles", "Russia has a Kalibr missile. It said missiles hit a depot.",
			[]string{"weapon Kalibr", "weapon* missile", "weapon* missiles"},
			[]string{"kalibr weapon Kalibr", "kalibr weapon* missile", " weapon* missiles"},
		},
		{
			"carrier and company", "The carrier USS Gerald R. Ford sailed. Ford Motor said it would build trucks. The Ford reached Crete.",
			[]string{"ship USS Gerald R. Ford", "org Ford Motor", "org Ford"},
			[]string{"uss-gerald-r-ford ship USS Gerald R. Ford", " org Ford Motor", "uss-gerald-r-ford ship Ford"},
		},
		{"part of a longer name", "He leads the S-400 Regiment.", []string{"unit S-400 Regiment"}, []string{" unit S-400 Regiment"}},
		{
			"in the family of a listed one", "A Su-30SMX and a 155mm howitzer were shown.",
			[]string{"weapon* howitzer"},
			[]string{"designation su-30smx aircraft Su-30SMX", "calibre 155mm howitzer weapon* howitzer"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			var mentions []hearsay.Mention
			at := 0
			for _, m := range c.mentions {
				kind, words, _ := strings.Cut(m, " ")
				kind, generic := strings.CutSuffix(kind, "*")
				from := at + strings.Index(c.text[at:], words)
				mentions = append(mentions, hearsay.Mention{Printed: hearsay.Print(c.text, hearsay.Span{From: from, To: from + len(words)}), Type: kind, Generic: generic})
				at = from + len(words)
			}
			doc, claims := claimOf(c.text, mentions...)
			newAccount(doc, claims).systems()
			var got []string
			for _, m := range claims[0].Mentions {
				if m.Generic {
					m.Type += "*"
				}
				got = append(got, m.System+" "+m.Type+" "+m.Text)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%s\n\tgot  %q\n\twant %q", c.text, got, c.want)
			}
		})
	}
}

// What is no text of a story is read to its end in good time, and names nothing.
func TestSystemsOfAbsurdText(t *testing.T) {
	for _, text := range []string{
		"", "-", "USS", "USS ", strings.Repeat("A", 10_000), strings.Repeat("F-16", 5_000), strings.Repeat("USS A. ", 5_000), strings.Repeat("-class ", 5_000),
		strings.Repeat("((((", 5_000), strings.Repeat("9", 10_000) + "mm gun", "Su-" + strings.Repeat("9", 10_000), strings.Repeat("Іл-", 3_000), "9K", "2S", "AN/", "AN/-1", "T-", "\u0301\u0301",
	} {
		doc, claims := claimOf(text)
		newAccount(doc, claims).systems()
	}
}
