package resolve

import (
	"math"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"hearsay"
)

// quantitiesRight is how many rows of testdata/quantities.tsv come out whole. It may not fall.
const quantitiesRight = 205

func TestQuantities(t *testing.T) {
	right, rows := 0, 0
	for _, row := range table(t, "testdata/quantities.tsv") {
		rows++
		text, marked := row[0], row[1]
		at := wordIn(text, marked)
		if at < 0 {
			t.Fatalf("%q is not in %q", marked, text)
		}
		c := wholeOf(text)
		c.Quantities = []hearsay.Quantity{{Printed: hearsay.Print(text, hearsay.Span{From: at, To: at + len(marked)})}}
		claims := []hearsay.Claim{c}
		resolveQuantities(text, claims)
		var got *hearsay.Quantity
		for i := range claims[0].Quantities {
			if q := &claims[0].Quantities[i]; q.Spans[0].From < at+len(marked) && at < q.Spans[0].To {
				got = q
				break
			}
		}
		switch {
		case got == nil:
			t.Logf("%q: %q has no quantity", text, marked)
		case !bound(row[2], got.Low) || !bound(row[3], got.High) || got.Unit != row[4] || got.Thing != row[5] || got.Text != marked:
			t.Logf("%q: want %q, got %q %s %s %q %q", text, row[1:], got.Text, shown(got.Low), shown(got.High), got.Unit, got.Thing)
		default:
			right++
		}
	}
	t.Logf("%d of %d right", right, rows)
	if right < quantitiesRight || rows < 200 {
		t.Errorf("%d of %d rows right, committed are %d", right, rows, quantitiesRight)
	}
}

// What nobody marked is added where it is clearly an amount of something in the claim's own words.
func TestQuantitiesAdded(t *testing.T) {
	const none = "-"
	for _, c := range []struct{ text, want string }{
		{"The raid killed three soldiers and 40 goats.", "three soldiers, 40 goats"},
		{"Some 15 per cent of seats went to women.", "Some 15 per cent seats"},
		{"The fund lost €3m.", "€3m "},
		{"In 2019 voters chose him.", none},
		{"He arrived on 5 March at 7 pm.", none},
		{"Ana Reva, 45, is one of them.", none},
		{"The Su-30 and Flight 370 were late.", none},
		{"She waited three weeks for the second letter.", none},
		{"Call 555-1234 now.", none},
		{"No one knows.", none},
		{strings.Repeat("9", 10_000) + " boats sank.", none},
	} {
		claims := []hearsay.Claim{wholeOf(c.text)}
		resolveQuantities(c.text, claims)
		got := none
		for i, q := range claims[0].Quantities {
			if i == 0 {
				got = q.Text + " " + q.Thing
			} else {
				got += ", " + q.Text + " " + q.Thing
			}
		}
		if got != c.want {
			t.Errorf("%.50q: got %q, want %q", c.text, got, c.want)
		}
	}
}

// A mark of 10,000 digits keeps its bytes and is left unresolved; a number that is part of a time is not added.
func TestQuantitiesLeft(t *testing.T) {
	text := strings.Repeat("9", 10_000) + " boats sank in the 1990s, 12 boats on the 12 days of June."
	c := wholeOf(text)
	c.Quantities = []hearsay.Quantity{{Printed: hearsay.Print(text, hearsay.Span{To: 10_000})}}
	at := strings.Index(text, "12 boats")
	c.Times = []hearsay.Time{{Printed: hearsay.Print(text, hearsay.Span{From: at, To: at + 8})}}
	claims := []hearsay.Claim{c}
	resolveQuantities(text, claims)
	q := claims[0].Quantities
	if len(q) != 1 || q[0].Low != nil || q[0].High != nil || len(q[0].Text) != 10_000 {
		t.Errorf("%d quantities, %v", len(q), q[0].Low)
	}
}

// Resolving twice changes nothing, and quantities stand in order and do not overlap.
func TestQuantitiesTwice(t *testing.T) {
	for _, row := range table(t, "testdata/quantities.tsv") {
		text := row[0]
		at := wordIn(text, row[1])
		c := wholeOf(text)
		// Two ragged marks of one expression, as a tagger may leave them.
		for _, s := range []hearsay.Span{{From: at, To: at + (len(row[1])+1)/2}, {From: at + len(row[1]) - 1, To: at + len(row[1])}} {
			c.Quantities = append(c.Quantities, hearsay.Quantity{Printed: hearsay.Print(text, s)})
		}
		claims := []hearsay.Claim{c}
		resolveQuantities(text, claims)
		once := slices.Clone(claims[0].Quantities)
		resolveQuantities(text, claims)
		if !reflect.DeepEqual(once, claims[0].Quantities) {
			t.Errorf("%q: %v, then %v", text, once, claims[0].Quantities)
		}
		for i := 1; i < len(once); i++ {
			if once[i-1].Low != nil && once[i].Low != nil && once[i-1].Spans[0].To > once[i].Spans[0].From {
				t.Errorf("%q: %q and %q overlap", text, once[i-1].Text, once[i].Text)
			}
		}
	}
}

func resolveQuantities(text string, claims []hearsay.Claim) {
	newAccount(&hearsay.Document{Text: text}, claims).quantities()
}

// table reads the rows of a file of tab-separated fields; lines that begin with # are notes.
func table(t *testing.T, name string) [][]string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSuffix(line, "\n")
		if line != "" && line[0] != '#' {
			rows = append(rows, strings.Split(line, "\t"))
		}
	}
	return rows
}

// wordIn is where words stand in text with nothing of a word beside them, or -1.
func wordIn(text, words string) int {
	for at := 0; ; {
		n := strings.Index(text[at:], words)
		if n < 0 {
			return -1
		}
		n += at
		if (n == 0 || strings.IndexByte(" (\"", text[n-1]) >= 0) && (n+len(words) == len(text) || !alnum(text[n+len(words)])) {
			return n
		}
		at = n + 1
	}
}

func alnum(b byte) bool { return b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' }

func wholeOf(text string) hearsay.Claim {
	return hearsay.Claim{ID: "k", Act: hearsay.Assert, Content: hearsay.Print(text, hearsay.Span{To: len(text)})}
}

func bound(want string, got *float64) bool {
	if want == "" || got == nil {
		return want == "" && got == nil
	}
	v, err := strconv.ParseFloat(want, 64)
	return err == nil && math.Abs(v-*got) <= 1e-3*max(1, math.Abs(v))*0.1
}

func shown(v *float64) string {
	if v == nil {
		return "open"
	}
	return strconv.FormatFloat(*v, 'g', -1, 64)
}
