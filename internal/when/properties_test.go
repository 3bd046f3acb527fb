package when

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"hearsay"
)

// sound fails where what was read breaks a promise.
func sound(t *testing.T, text string, marked []hearsay.Span, es []Expression) {
	t.Helper()
	end := 0
	for i, e := range es {
		s := e.Spans[0]
		if s.From < end || s.To <= s.From || s.To > len(text) || e.Text != s.Of(text) {
			t.Fatalf("%q: %v of %q after byte %d", text, s, e.Text, end)
		}
		end = s.To
		if e.Marked >= len(marked) || e.Marked >= 0 && !s.Holds(marked[e.Marked]) {
			t.Fatalf("%q: %v is said to be marked %d", text, s, e.Marked)
		}
		if e.Till != -1 && e.Till != i+1 {
			t.Fatalf("%q: %d goes on to %d", text, i, e.Till)
		}
		if (e.Precision == "") != (e.From == "" && e.To == "") {
			t.Fatalf("%q: %q has precision %q from %q to %q", text, e.Text, e.Precision, e.From, e.To)
		}
		var at [2]time.Time
		for k, v := range []string{e.From, e.To} {
			if v == "" {
				continue
			}
			var err error
			if at[k], err = time.Parse(time.RFC3339, v); err != nil || at[k].Year() < 900 || at[k].Year() > 2300 {
				t.Fatalf("%q: %q at %q", text, e.Text, v)
			}
		}
		if e.From != "" && e.To != "" && !at[0].Before(at[1]) {
			t.Fatalf("%q: %q from %s to %s", text, e.Text, e.From, e.To)
		}
	}
}

// scramble is a text of words of the lexicon and other words in any order, and parts of it marked.
func scramble(r *rand.Rand, pool []string) (string, []hearsay.Span) {
	var b strings.Builder
	var marked []hearsay.Span
	for n := r.IntN(40); n > 0; n-- {
		from := b.Len()
		for k := r.IntN(4); k >= 0; k-- {
			w := pool[r.IntN(len(pool))]
			switch r.IntN(8) {
			case 0:
				w = fmt.Sprint(r.IntN([...]int{13, 32, 2300, 1000000}[r.IntN(4)]))
			case 1:
				w = strings.ToUpper(w[:1]) + w[1:]
			}
			b.WriteString(w)
			b.WriteString([...]string{" ", " ", " ", "-", ", ", ". "}[r.IntN(6)])
		}
		if r.IntN(2) == 0 {
			marked = append(marked, hearsay.Span{From: from, To: b.Len() - 1})
		}
	}
	return b.String(), marked
}

// Whatever words stand together: what is read is in order, is words of the text, and has its ends in order; the same again gives the
// same, and so does what was found when it is marked.
func TestAnyWords(t *testing.T) {
	pool := append(slices.Sorted(maps.Keys(lexicon)), "o'clock", "every", "half", "new", "year", "valentine's", "fiscal", "so", "far", "small", "hours", "light", "million", "hundred", "couple", "10:30", "9pm",
		"4.40", "2025-11-04", "04.11.2025", "1990s", "'90s", "3rd", "Holt", "wrote", ";", ":", "“", "”", "é", "—")
	r := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		text, marked := scramble(r, pool)
		published := [...]string{thursday, "", "2024-02-29", "2025-12-31T23:59:59-11:00", "1000-01-01", "2199-12-31"}[r.IntN(6)]
		got := readMarked(text, published, marked)
		sound(t, text, marked, got)
		if again := readMarked(text, published, marked); !reflect.DeepEqual(got, again) {
			t.Fatalf("%q: %v, then %v", text, got, again)
		}
		spans := make([]hearsay.Span, len(got))
		for i, e := range got {
			spans[i] = e.Spans[0]
		}
		for i, e := range readMarked(text, published, spans) {
			if e.Time.Value != got[i].Value || e.From != got[i].From || e.To != got[i].To {
				t.Fatalf("%q published %q: %+v, when marked %+v", text, published, got[i], e)
			}
		}
	}
}

// Long words and long texts take no longer than their length.
func TestLong(t *testing.T) {
	begin := time.Now()
	for _, s := range []string{
		strings.Repeat("a", 10000), strings.Repeat("9", 10000), strings.Repeat("twenty ", 10000), strings.Repeat("May ", 10000), strings.Repeat("the end of ", 5000),
		strings.Repeat("from 3 to 4 to ", 5000), strings.Repeat("last next this ", 5000), strings.Repeat("Monday, ", 10000), strings.Repeat("10:30 ", 10000), strings.Repeat("half past ", 10000),
	} {
		got := readMarked(s, thursday, []hearsay.Span{{From: 0, To: len(s)}})
		sound(t, s, []hearsay.Span{{From: 0, To: len(s)}}, got)
		got = readMarked(s, thursday, nil)
		sound(t, s, nil, got)
	}
	if d := time.Since(begin); d > 20*time.Second {
		t.Errorf("took %v", d)
	}
}

// FuzzRead looks for texts that break a promise.
func FuzzRead(f *testing.F) {
	f.Add("On 3 May 2025 and last week.", thursday, 0, 14)
	f.Fuzz(func(t *testing.T, text, published string, from, to int) {
		var marked []hearsay.Span
		if 0 <= from && from < to && to <= len(text) {
			marked = []hearsay.Span{{From: from, To: to}}
		}
		for _, e := range readMarked(text, published, marked) {
			if e.From != "" && e.To != "" && e.From[len(e.From)-6:] == e.To[len(e.To)-6:] && e.From >= e.To {
				t.Fatalf("%q: %q from %s to %s", text, e.Text, e.From, e.To)
			}
		}
	})
}

// BenchmarkRead reads the times of a story of some 150 words.
func BenchmarkRead(b *testing.B) {
	s := strings.Repeat("The bridge will reopen on Tuesday, the ministry said on Monday, three weeks after a barge had struck it on 3 February at 4.40 am. ", 6)
	for b.Loop() {
		readMarked(s, thursday, nil)
	}
}
