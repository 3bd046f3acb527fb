package ledger

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"hearsay"
)

// byLastWord groups names that end alike: not well, but simply.
func byLastWord(version string) *Grouper {
	last := func(f hearsay.Form) string {
		return strings.ToLower(f.Name[strings.LastIndexByte(f.Name, ' ')+1:])
	}
	return &Grouper{
		Version: version,
		Names: func(doc *hearsay.Document, claims []hearsay.Claim) []Naming {
			var out []Naming
			for i, c := range claims {
				if c.Speaker.Name != "" {
					out = append(out, Naming{Claim: i, Place: -1, Form: hearsay.Form{Kind: c.Speaker.Kind, Name: c.Speaker.Name, Year: len(doc.Published)}})
				}
			}
			return out
		},
		Keys: func(f hearsay.Form) []string { return []string{last(f)} },
		Touched: func(fresh, gone []hearsay.Form, near func([]string) ([]hearsay.Form, error)) (out []Grouped, err error) {
			for _, f := range slices.Concat(fresh, gone) {
				all, err := near([]string{last(f)})
				if err != nil {
					return nil, err
				}
				for _, g := range all {
					out = append(out, Grouped{Form: g, Party: hearsay.NewPartyID(hearsay.Person, last(g), ""), Kind: hearsay.Person})
				}
			}
			return out, nil
		},
		Name: func(_ hearsay.Kind, names []Spelling) string {
			return slices.MaxFunc(names, func(a, b Spelling) int { return len(a.Form.Name) - len(b.Form.Name) }).Form.Name
		},
	}
}

// told is the parties of a ledger, and of each claim its speaker's.
func told(t *testing.T, l *Ledger) string {
	t.Helper()
	all, err := l.Parties(ctx, func([]Spelling) bool { return true })
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, p := range all {
		fmt.Fprintf(&b, "%+v\n", p)
	}
	for _, c := range collect(t, l.Claims(ctx, Query{})) {
		fmt.Fprintln(&b, c.ID, c.Speaker.Name, c.Speaker.Party)
	}
	return b.String()
}

func TestRegroup(t *testing.T) {
	onBoth(t, func(t *testing.T, dsn string) {
		l := open(t, dsn, fixed)
		g := byLastWord("1")
		all := stories(t)
		_, v2, v3 := reread(t)
		regroup := func() string {
			t.Helper()
			if err := l.Regroup(ctx, g); err != nil {
				t.Fatal(err)
			}
			return told(t, l)
		}
		for _, one := range all {
			add(t, l, "v1", one)
			regroup()
		}
		before := regroup()
		if before != regroup() || !strings.Contains(before, "Name:Octavio Cisneros") {
			t.Errorf("parties:\n%s", before)
		}
		add(t, l, "v2", v2)
		regroup()
		add(t, l, "v3", v3)
		last := regroup()
		g.Version = "2"
		if got := regroup(); got != last {
			t.Errorf("made anew:\n%s\nbefore:\n%s", got, last)
		}
		wantClean(t, l)

		parties, err := l.Parties(ctx, func([]Spelling) bool { return true })
		if err != nil || len(parties) < 3 {
			t.Fatal(parties, err)
		}
		a, b := parties[0], parties[1]
		r := hearsay.Ruling{Kind: hearsay.Merge, Note: "by a test"}
		if r.Place, err = l.PartyPlace(ctx, a.ID, ""); err == nil {
			r.Other, err = l.PartyPlace(ctx, b.ID, b.Names[0].Form.Name)
		}
		if err != nil {
			t.Fatal(err)
		}
		if r, err = l.Rule(ctx, r); err != nil {
			t.Fatal(err)
		}
		regroup()
		if p, err := l.Party(ctx, a.ID[:12]); err != nil || len(p.Names) != len(a.Names)+len(b.Names) {
			t.Errorf("merged: %+v, %v", p, err)
		}
		if _, err := l.Party(ctx, b.ID); !errors.Is(err, hearsay.ErrNotFound) {
			t.Errorf("what was merged is there still: %v", err)
		}
		if n, err := l.PartyDocuments(ctx, a.ID); n == 0 || err != nil {
			t.Error(n, err)
		}
		undo := hearsay.Ruling{Kind: hearsay.Undo, Withdraws: r.ID}
		if _, err := l.Rule(ctx, undo); err != nil {
			t.Fatal(err)
		}
		if got := regroup(); got != last {
			t.Errorf("undone:\n%s\nbefore:\n%s", got, last)
		}
		if _, err := l.Rule(ctx, undo); !errors.Is(err, hearsay.ErrConflict) {
			t.Errorf("undone twice: %v", err)
		}
		r.Place.Spans = []hearsay.Span{{From: 1 << 20, To: 1<<20 + 1}}
		if _, err := l.Rule(ctx, r); !errors.Is(err, hearsay.ErrInvalid) {
			t.Errorf("a ruling of bytes that are not there: %v", err)
		}
		if got, err := l.Rulings(ctx); err != nil || len(got) != 2 || !got[0].Withdrawn || got[1].Withdraws != r.ID {
			t.Errorf("rulings: %+v, %v", got, err)
		}
		wantClean(t, l)

		exported := export(t, l)
		if !strings.Contains(exported, `"ruling":{"id":"`+r.ID) {
			t.Error("the ruling is not in the export")
		}
	})
}
