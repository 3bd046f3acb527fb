package eval

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"testing"

	"hearsay"
	"hearsay/internal/desk"
)

// The embedded model reads the fixture through a ledger. How well it does is not the matter here: what there was to find is known.
func TestCases(t *testing.T) {
	asked := 0
	told := 0
	tally, err := Cases(t.Context(), Options{Shared: shared, Threads: 1, Progress: func(string, int, int) { told++ }}, Steps{
		Matters: func(ctx context.Context, d *desk.Desk) ([]hearsay.Matter, error) {
			claims, err := claimsOf(ctx, d)
			if err != nil {
				return nil, err
			}
			all := hearsay.Matter{ID: "all"}
			for _, ref := range []string{"d1", "d2", "d3", "d4"} {
				for _, c := range claims[ref] {
					all.Claims = append(all.Claims, c.ID)
				}
			}
			return []hearsay.Matter{all}, nil
		},
		Ask: func(_ context.Context, _ *desk.Desk, _ fs.FS, _ []byte, _ string) (Answer, error) {
			asked++
			return Answer{Refused: true}, nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if tally.Found.All != 9 || tally.Found.Right < 6 || tally.Speaker.All != tally.Found.Right {
		t.Errorf("found %+v, speakers %+v", tally.Found, tally.Speaker)
	}
	n := tally.Found.Right // all in one matter: no pair is missed of which both are found
	if tally.Same.Found() != n*(n-1)/2 || tally.Same.Gold() != 2 || tally.Origins.Exact != (Rate{0, 2}) {
		t.Errorf("same %+v, origins %+v", tally.Same, tally.Origins)
	}
	if asked != 3 || tally.Asked.Refused != (Rate{1, 1}) || tally.Asked.Answered != (Rate{0, 2}) || told != 1 {
		t.Errorf("asked %d, refused %+v, answered %+v, told %d", asked, tally.Asked.Refused, tally.Asked.Answered, told)
	}
	var file strings.Builder
	if _, err := tally.WriteTo(&file); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"of 9)", "every outlet", "50.0 % (1)", "by titles", "refused rightly    100.0 % (1 of 1)", "   ferry\n"} {
		if !strings.Contains(file.String(), want) {
			t.Errorf("the file lacks %q:\n%s", want, file.String())
		}
	}
	for _, text := range []string{"Lund", "Nord", "burned", "Gazette"} {
		if strings.Contains(file.String(), text) {
			t.Errorf("the file holds text of a case: %q", text)
		}
	}
}

// What is not judged is not written.
func TestCasesWithoutSteps(t *testing.T) {
	var tally CaseTally
	tally.Claims(ferry(t), asEdited(ferry(t)))
	var file strings.Builder
	if _, err := tally.WriteTo(&file); err != nil {
		t.Fatal(err)
	}
	for _, other := range []string{"same", "\nrings", "Origins", "Questions", "citations"} {
		if _, rest, _ := strings.Cut(file.String(), "\nfound  "); strings.Contains(rest, other) {
			t.Errorf("the file has %q:\n%s", other, file.String())
		}
	}
}

func TestCasesWithoutCases(t *testing.T) {
	if _, err := Cases(t.Context(), Options{Shared: t.TempDir(), Threads: 1}, Steps{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}
