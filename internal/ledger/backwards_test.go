package ledger

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"hearsay"
)

// TestBackwards: read from the last entry, in pieces, and with most documents beyond those nearby, a listing has the same as from the first and in one.
func TestBackwards(t *testing.T) {
	usual := nearby
	defer func() { nearby = usual }()
	onBoth(t, func(t *testing.T, dsn string) {
		l := open(t, dsn, fixed)
		a := alteredFrom(stories(t))
		var batch []Reading
		for n := range 230 {
			batch = append(batch, a.reading(n), Reading{Skip: &hearsay.Skip{Name: fmt.Sprint("skip ", n), Reason: []string{"empty", "encrypted"}[n%2]}})
		}
		add(t, l, "v1", batch...)
		add(t, l, "v2", a.reading(3), a.reading(100)) // read again: their claims have other numbers
		for _, words := range []string{"", "pier", "act:deny", "-pier", "pier act:deny", `"the pier"`, "pier after:2100-01-01"} {
			q := parse(t, words)
			claims := func(q Query) (ids []string, last int64) {
				for _, c := range collect(t, l.Claims(ctx, q)) {
					ids, last = append(ids, c.ID), c.Number
				}
				return ids, last
			}
			documents := func(q Query) (ids []string, last int64) {
				for _, d := range collect(t, l.Documents(ctx, q)) {
					ids, last = append(ids, d.ID), d.Number
				}
				return ids, last
			}
			for what, list := range map[string]func(Query) ([]string, int64){"claims": claims, "documents": documents} {
				nearby = usual
				want, _ := list(q)
				nearby = 20
				if len(want) == 0 && words == "" {
					t.Fatal("nothing to list")
				}
				for _, last := range []bool{false, true} {
					if last {
						slices.Reverse(want)
					}
					var got []string
					piece := q
					piece.Last, piece.Limit = last, 37
					for {
						some, number := list(piece)
						got = append(got, some...)
						if len(some) < piece.Limit {
							break
						}
						piece.Beyond = number
					}
					if !slices.Equal(got, want) {
						t.Errorf("%s of %q, last first %v: %d in pieces, want %d", what, words, last, len(got), len(want))
					}
				}
			}
		}
		whole := collect(t, l.Documents(ctx, Query{}))
		for i, brief := range collect(t, l.Documents(ctx, Query{Brief: true})) {
			full := whole[i]
			if brief.Text != string([]rune(full.Text)[:min(300, len([]rune(full.Text)))]) {
				t.Errorf("%s: brief %q", full.ID, brief.Text)
			}
			if brief.Text = full.Text; brief != full {
				t.Errorf("brief %+v, whole %+v", brief, full)
			}
		}
		want := collect(t, l.Skips(ctx, time.Time{}, 0))
		slices.Reverse(want)
		var got []KeptSkip
		for before := int64(0); ; before = got[len(got)-1].Number {
			some, err := l.LastSkips(ctx, before, 50)
			if err != nil {
				t.Fatal(err)
			}
			if got = append(got, some...); len(some) < 50 {
				break
			}
		}
		if len(got) != 230 || !slices.Equal(got, want) {
			t.Errorf("%d skips backwards, want %d", len(got), len(want))
		}
		if counts, err := l.SkipReasons(ctx); err != nil || counts["empty"] != 115 || counts["encrypted"] != 115 || len(counts) != 2 {
			t.Errorf("reasons %v, %v", counts, err)
		}
	})
}
