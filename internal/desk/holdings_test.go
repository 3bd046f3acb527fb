package desk_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"hearsay"
	"hearsay/internal/desk"
	"hearsay/internal/ledger"
)

// apart is n stories so far apart in time that no two of them are compared.
func apart(n int) hearsay.Input {
	var b strings.Builder
	for i := range n {
		day := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 3*i, 0).Format(time.DateOnly)
		fmt.Fprintf(&b, `{"id":"a%d","outlet":"Harbour Post","published":%q,"title":"Pier %d","text":"Pier %d burned, Admiral Luis Baca said. He denied that pier %d was hit."}`+"\n", i, day, i, i, i+1)
	}
	return hearsay.Input{Stream: strings.NewReader(b.String()), Name: "stories.jsonl"}
}

// TestMostContested: what it finds is how the listing of all begins.
func TestMostContested(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	if _, err := d.Add(ctx, apart(12), desk.Options{}); err != nil {
		t.Fatal(err)
	}
	var claims []ledger.KeptClaim
	for c, err := range d.Claims(ctx, ledger.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		claims = append(claims, c)
	}
	for i, n := range []int{0, 0, 0, 3, 3, 5} { // the first claim stands against three, and so on
		if _, err := d.Relate(ctx, claims[n].ID, claims[6+i].ID, hearsay.Contradicts, ""); err != nil {
			t.Fatal(err)
		}
	}
	var want []string
	for m, err := range d.Matters(ctx, "", desk.ByConflict) {
		if err != nil {
			t.Fatal(err)
		}
		if len(m.Contradicts) > 0 {
			want = append(want, fmt.Sprint(m.ID, len(m.Contradicts), m.Tellings))
		}
	}
	for _, most := range []int{1, 3, len(want), len(want) + 5} {
		found, err := d.MostContested(ctx, most)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, m := range found {
			got = append(got, fmt.Sprint(m.ID, m.Against, m.Tellings))
		}
		if !slices.Equal(got, want[:min(most, len(want))]) {
			t.Errorf("most %d: %v, want %v", most, got, want)
		}
	}
}

// TestHoldings: counts and outlooks are those of the ledger as it is, also when it has grown since they were asked for.
func TestHoldings(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	for _, n := range []int{0, 2, 5} {
		if n > 0 {
			if _, err := d.Add(ctx, input(n), desk.Options{}); err != nil {
				t.Fatal(err)
			}
		}
		held, err := d.Holdings(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if want, err := d.Stats(ctx, time.Time{}); err != nil || fmt.Sprint(held) != fmt.Sprint(want) || held.Documents != n {
			t.Errorf("held %+v, want %+v, %v", held, want, err)
		}
	}
	byID := map[int64]string{}
	var numbers []int64
	for c, err := range d.Claims(ctx, ledger.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		numbers = append(numbers, c.Number)
		byID[c.Number] = c.ID
	}
	outlooks, err := d.Outlooks(ctx, append(numbers, 1<<60))
	if err != nil || len(outlooks) != len(numbers)+1 || outlooks[1<<60] != (desk.Outlook{Tellings: 1, Origins: 1}) {
		t.Fatalf("%v, %v", outlooks, err)
	}
	for _, n := range numbers {
		m, against, later, err := d.Matter(ctx, byID[n], 0)
		if err != nil {
			t.Fatal(err)
		}
		if want := (desk.Outlook{Tellings: m.Tellings, Origins: len(m.Origins), Contradicts: len(against), Updates: len(later)}); outlooks[n] != want {
			t.Errorf("claim %s: %+v, want %+v", byID[n], outlooks[n], want)
		}
	}
}

// TestEnough: once there is enough, nothing more is taken in, what is entered is whole, and the next Add reads the rest and links it.
func TestEnough(t *testing.T) {
	ctx := context.Background()
	whole, d := open(t), open(t)
	if _, err := whole.Add(ctx, apart(20), desk.Options{}); err != nil {
		t.Fatal(err)
	}
	enough := make(chan struct{})
	seen := 0
	inputs := []hearsay.Input{apart(10), apart(20)}
	p, err := d.AddAll(ctx, inputs, desk.Options{Jobs: 1, Enough: enough, Doc: func(ledger.Reading) {
		if seen++; seen == 4 {
			close(enough)
		}
	}})
	if err == nil || !strings.Contains(err.Error(), "stopped before the end") || p.Documents < 4 || p.Documents == 20 {
		t.Fatalf("%+v, %v", p, err)
	}
	for fault, err := range d.Check(ctx) {
		t.Errorf("%v, %v", fault, err)
	}
	if err := d.Resume(ctx); err != nil {
		t.Fatal(err)
	}
	if again, err := d.Add(ctx, apart(20), desk.Options{}); err != nil || again.Documents+p.Documents != 20 {
		t.Fatalf("again %+v, %v", again, err)
	}
	if export(t, d) != export(t, whole) {
		t.Error("another ledger than without a stop")
	}
}
