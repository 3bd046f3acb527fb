package amount_test

import (
	"strconv"
	"strings"
	"testing"

	"hearsay"
	"hearsay/internal/amount"
	"hearsay/internal/segment"
)

// read shows the amounts of a sentence: [words low..high unit|thing], a ? before one that is loose.
func read(t *testing.T, text string) string {
	t.Helper()
	words, err := segment.Words(text)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, a := range amount.Find(text, words, nil) {
		if a.Loose {
			b.WriteByte('?')
		}
		b.WriteString("[" + of(text, words, a.From, a.To) + " " + end(a.Low) + ".." + end(a.High) + " " + a.Unit + "|" + of(text, words, a.ThingFrom, a.ThingTo) + "]")
	}
	return b.String()
}

func of(text string, words []hearsay.Span, from, to int) string {
	if from == to {
		return ""
	}
	return text[words[from].From:words[to-1].To]
}

func end(v *float64) string {
	if v == nil {
		return ""
	}
	return strconv.FormatFloat(*v, 'f', -1, 64)
}

func TestFind(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"at least 14 missile systems", "[at least 14 14.. |missile systems]"},
		{"$5-10 million in damages", "[$5-10 million 5000000..10000000 USD|damages]"},
		{"one and a half million people", "[one and a half million 1500000..1500000 |people]"},
		{"a million and a half people", "[a million and a half 1500000..1500000 |people]"},
		{"two hundred and six thousand and twelve votes", "[two hundred and six thousand and twelve 206012..206012 |votes]"},
		{"three quarters of a million tonnes of wheat", "[three quarters of a million 750000..750000 t|wheat]"},
		{"1,50,000 voters and 1.000.000 more", "[1,50,000 150000..150000 |voters]?[1.000.000 1000000..1000000 |]"},
		{"0.1 percent of 1.1bn euros", "[0.1 percent 0.1..0.1 %|][1.1bn euros 1100000000..1100000000 EUR|]"},
		{"200m long, 200m people, 200m dollars", "?[200m 200..200 m|][200m 200000000..200000000 |people][200m dollars 200000000..200000000 USD|]"},
		{"from six to nine million hens", "?[six 6000000..6000000 |][nine million 9000000..9000000 |hens]"},

		// What may be something else is loose, or no amount at all.
		{"in 2019 elections were held", "?[2019 2019..2019 |elections]"},
		{"5 March, the 18th, the 1980s", "?[5 5..5 |]"},
		{"Flight 370 and Boeing 737 jets", "?[370 370..370 |]?[737 737..737 |jets]"},
		{"an Su-30 and two F-16s", "?[30 30..30 |][two 2..2 |F-16s]"},
		{"a 14-year-old boy", "?[14 14..14 year|]"},
		{"three weeks", "?[three 3..3 week|]"},
		{"no one, no longer, no doubt", ""},
		{"one of them said", "?[one 1..1 |]"},
		{"Ana Reva, 45, a nurse", "?[45 45..45 |]"},
		{"won 3-1", "?[3 3..3 |]?[1 1..1 |]"},
		{"a third attempt, a third of seats, the third man", "[a third 33.3333333333..33.3333333333 %|seats]"},
		{"call 007 or 555-1234", "?[555-1234 555..1234 |]"},
		{strings.Repeat("9", 10_000) + " boats", ""},
		{strings.Repeat("9", 25) + " boats", ""},
		{"a trillion trillion trillion boats", ""},
	} {
		if got := read(t, c.text); got != c.want {
			t.Errorf("%.60q\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"between $5 million and $7 million", "5-10-15-20", "a a a half half of a quarter of a million and a half", "minus minus 3",
		"hundred hundred thousand thousand million and", "1/2 3½ 7-1/4 ½½ 1,2,3 1.2.3.4", "up to at least no more than about some 40 or so or more",
		"£1m-£2m", "one in ten in ten in ten", "tens of thousands of millions of", "40 's 's of of the the", "- - 4 - - -", "US$A$R$5", "5 sq", "m", "",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		words, err := segment.Words(text)
		if err != nil {
			t.Skip()
		}
		at := 0
		for _, a := range amount.Find(text, words, func(w int) bool { return w%3 == 0 }) {
			if a.From < at || a.From >= a.To || a.To > len(words) {
				t.Fatalf("words %d to %d after %d of %d", a.From, a.To, at, len(words))
			}
			at = a.To
			if a.ThingFrom > a.ThingTo || a.ThingFrom < a.ThingTo && (a.ThingFrom < a.From || a.ThingTo > len(words)) {
				t.Fatalf("thing %d to %d of %d", a.ThingFrom, a.ThingTo, len(words))
			}
			if a.Low == nil && a.High == nil || a.Low != nil && a.High != nil && *a.Low > *a.High {
				t.Fatalf("bounds %v %v", end(a.Low), end(a.High))
			}
		}
	})
}
