package ledger

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"hearsay"
)

// A reading that follows a ruling takes the place of the reader's own, is withdrawn by the next, and comes through export and import; on both databases.
func TestCorrections(t *testing.T) {
	onBoth(t, func(t *testing.T, dsn string) {
		l := open(t, dsn, ticking())
		all := stories(t)
		add(t, l, "v1", all[:2]...)
		own := all[0]
		was := own.Claims[0]
		denied := true
		r := hearsay.Ruling{
			Kind: hearsay.Correct, Place: hearsay.Place{Document: own.Document.ID, Spans: hearsay.All(was.Cue.Spans, was.Content.Spans)}, Note: "by a test",
			Correction: &hearsay.Correction{Found: was.Cue.Spans, Act: hearsay.Doubt, Denied: &denied, Speaker: []hearsay.Span{}},
		}
		r, err := l.Rule(ctx, r)
		if err != nil {
			t.Fatal(err)
		}
		behind := func(want ...Behind) {
			t.Helper()
			if got, err := l.Unfollowed(ctx); err != nil || !slices.Equal(got, want) {
				t.Errorf("behind are %v, %v; want %v", got, err, want)
			}
		}
		behind(Behind{own.Document.ID, r.ID})
		claims := slices.Clone(own.Claims)
		claims[0].Act, claims[0].Denied, claims[0].Ruling = hearsay.Doubt, true, r.ID
		claims[0].ID = hearsay.NewClaimID(own.Document.ID, &claims[0])
		for i := range claims {
			if claims[i].Within == was.ID {
				claims[i].Within = claims[0].ID
			}
		}
		corrected := Reading{Document: own.Document, Claims: claims, Follows: r.ID}
		if a := add(t, l, "v1", corrected); a.Reread != 1 || a.Withdrawn != 1 || a.Claims != 1 {
			t.Errorf("added %+v", a)
		}
		behind()
		if a := add(t, l, "v1", corrected); a.Known != 1 {
			t.Errorf("added again: %+v", a)
		}
		c, err := l.Claim(ctx, claims[0].ID, time.Time{})
		if err != nil || c.Ruling != r.ID || !c.Denied {
			t.Errorf("corrected: %+v, %v", c.Claim, err)
		}
		if _, err := l.Claim(ctx, was.ID, time.Time{}); !errors.Is(err, hearsay.ErrNotFound) || !strings.Contains(err.Error(), "as ruling "+r.ID+" has it") {
			t.Errorf("the claim that was: %v", err)
		}
		if c, err := l.Claim(ctx, was.ID, start.Add(2*time.Minute)); err != nil || c.Ruling != "" {
			t.Errorf("as of before: %+v, %v", c.Claim, err)
		}
		if has, err := l.Has(ctx, own.Document.ID, "v1"); err != nil || !has {
			t.Error(has, err)
		}
		if s, err := l.Stats(ctx, time.Time{}); err != nil || len(s.Readers) != 1 || s.Readers[0].Readings != 2 {
			t.Errorf("%+v, %v", s.Readers, err)
		}
		if got, err := l.Corrections(ctx, own.Document.ID); err != nil || len(got) != 1 || got[0].Correction.Act != hearsay.Doubt || got[0].Correction.Speaker == nil || got[0].Correction.Content != nil {
			t.Errorf("corrections: %+v, %v", got, err)
		}

		// Another version reads it; the ruling is to be followed anew.
		own.Claims = own.Claims[:len(own.Claims)-1]
		add(t, l, "v2", own)
		behind(Behind{own.Document.ID, r.ID})
		corrected.Claims = claims[:len(claims)-1]
		if a := add(t, l, "v2", corrected); a.Reread != 1 {
			t.Errorf("followed anew: %+v", a)
		}
		behind()

		undo, err := l.Rule(ctx, hearsay.Ruling{Kind: hearsay.Undo, Withdraws: r.ID})
		if err != nil {
			t.Fatal(err)
		}
		behind(Behind{own.Document.ID, undo.ID})
		own.Follows = undo.ID
		add(t, l, "v2", own)
		behind()
		if _, err := l.Claim(ctx, was.ID, time.Time{}); err != nil {
			t.Errorf("undone: %v", err)
		}
		own.Follows, own.Claims = "", own.Claims[:1]
		add(t, l, "v3", own) // nothing stands that it could follow
		behind()
		wantClean(t, l)

		exported := export(t, l)
		for _, want := range []string{`"follows":"` + r.ID, `"follows":"` + undo.ID, `"correction":{"found":`, `"speaker":[]`, `"denied":true`} {
			if !strings.Contains(exported, want) {
				t.Errorf("the export has no %s", want)
			}
		}
		other := open(t, newFile(t), ticking())
		if _, err := other.Import(ctx, strings.NewReader(exported)); err != nil {
			t.Fatal(err)
		}
		if export(t, other) != exported {
			t.Error("imported, the export is another")
		}
		wantClean(t, other)
	})
}

// What no claim can be is not entered.
func TestCorrectionsRefused(t *testing.T) {
	l := open(t, newFile(t), fixed)
	one := stories(t)[0]
	add(t, l, "v1", one)
	at := func(from, to int) []hearsay.Span { return []hearsay.Span{{From: from, To: to}} }
	place := hearsay.Place{Document: one.Document.ID, Spans: at(0, 10)}
	for name, r := range map[string]hearsay.Ruling{
		"nothing is said":           {Kind: hearsay.Correct, Place: place},
		"no content":                {Kind: hearsay.Missed, Place: place, Correction: &hearsay.Correction{Cue: at(0, 1)}},
		"no cue":                    {Kind: hearsay.Missed, Place: place, Correction: &hearsay.Correction{Speaker: at(0, 1), Content: at(2, 3)}},
		"an empty content":          {Kind: hearsay.Correct, Place: place, Correction: &hearsay.Correction{Content: []hearsay.Span{}}},
		"behind the end":            {Kind: hearsay.Correct, Place: place, Correction: &hearsay.Correction{Content: at(0, 1<<20)}},
		"shared bytes":              {Kind: hearsay.Correct, Place: place, Correction: &hearsay.Correction{Content: at(0, 5), Cue: at(4, 6)}},
		"two cues":                  {Kind: hearsay.Correct, Place: place, Correction: &hearsay.Correction{Cue: []hearsay.Span{{From: 0, To: 1}, {From: 2, To: 3}}}},
		"an act that is none":       {Kind: hearsay.Correct, Place: place, Correction: &hearsay.Correction{Act: "shout"}},
		"a certainty that is none":  {Kind: hearsay.Correct, Place: place, Correction: &hearsay.Correction{Certainty: "very"}},
		"a kind that is none":       {Kind: hearsay.Correct, Place: place, Correction: &hearsay.Correction{Kind: "ghost"}},
		"a place that is no place":  {Kind: hearsay.Withdraw, Place: hearsay.Place{Document: one.Document.ID}},
		"a ruling of no such claim": {Kind: hearsay.Withdraw, Place: hearsay.Place{Document: one.Document.ID, Spans: at(1<<20, 1<<20+1)}},
	} {
		if _, err := l.Rule(ctx, r); !errors.Is(err, hearsay.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := l.Add(ctx, "v1", []Reading{{Document: one.Document, Claims: one.Claims, Follows: strings.Repeat("a", 52)}}); !errors.Is(err, hearsay.ErrNotFound) {
		t.Errorf("a reading that follows nothing: %v", err)
	}
	if _, err := l.Add(ctx, "v1", []Reading{{Document: stories(t)[1].Document, Follows: strings.Repeat("a", 52)}}); !errors.Is(err, hearsay.ErrInvalid) {
		t.Errorf("a first reading that follows a ruling: %v", err)
	}
}
