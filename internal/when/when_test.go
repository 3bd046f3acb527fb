package when

import (
	"strings"
	"testing"

	"hearsay"
)

// list writes what was read: each expression, its value, from, to.
func list(es []Expression) string {
	var b strings.Builder
	for _, e := range es {
		v := e.Value
		if v == "" {
			v = "?"
		}
		b.WriteString(e.Text + " = " + v + "\n")
	}
	return strings.TrimSpace(b.String())
}

// marks finds the words in [brackets], which it takes away.
func marks(s string) (text string, spans []hearsay.Span) {
	var b strings.Builder
	for s != "" {
		before, rest, ok := strings.Cut(s, "[")
		b.WriteString(before)
		if !ok {
			break
		}
		in, after, _ := strings.Cut(rest, "]")
		spans = append(spans, hearsay.Span{From: b.Len(), To: b.Len() + len(in)})
		b.WriteString(in)
		s = after
	}
	return b.String(), spans
}

// Published on Thursday, 5 March 2026.
const thursday = "2026-03-05T09:30:00+03:00"

func TestValues(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		// weekdays
		{"The court rejected the appeal on Tuesday.", "Tuesday = 2026-03-03"},
		{"The court will hear the appeal on Tuesday.", "Tuesday = 2026-03-10"},
		{"The harbour was closed on Thursday.", "Thursday = 2026-03-05"},
		{"Talks resume on Monday in Geneva, a spokeswoman said on Wednesday.", "Monday = 2026-03-09\nWednesday = 2026-03-04"},
		{"The union has called on its members to stop work by Friday.", "Friday = 2026-03-06"},
		{"By Wednesday the count stood at nine.", "Wednesday = 2026-03-04"},
		{"A verdict is due next Monday; last Monday the judge was ill.", "next Monday = 2026-03-09\nlast Monday = 2026-03-02"},
		{"He left on [Friday of last week].", "Friday of last week = 2026-02-27"},
		{"She gave no answer when asked on Sunday evening.", "Sunday evening = 2026-03-01"},
		{"The ferry had been expected to sail on Saturday.", "Saturday = 2026-03-07"},
		{"The minister did not open the bridge on Monday.", "Monday = 2026-03-02"},
		{"The match was moved to Saturday.", "Saturday = 2026-03-07"},
		{"The column crossed the border in [the night to Friday].", "the night to Friday = 2026-02-27"},
		{"A hearing is set for [the last Friday of April].", "the last Friday of April = 2026-04-24"},
		// dates
		{"The treaty was signed on 4 November 2025 and ratified on December 3.", "4 November 2025 = 2025-11-04\nDecember 3 = 2025-12-03"},
		{"It dates from the 3rd of March, 2021.", "3rd of March, 2021 = 2021-03-03"},
		{"The log ends at 2025-11-04.", "2025-11-04 = 2025-11-04"},
		{"The seventh of June is a Sunday.", "seventh of June = 2026-06-07\nSunday = 2026-03-08"},
		{"It opens on Monday, 9 March.", "Monday, 9 March = 2026-03-09"},
		{"Ships were seen between [28] and 31 January.", "28 = 2026-01-28\n31 January = 2026-01-31"},
		{"The drill runs from March 10 to [14].", "March 10 = 2026-03-10\n14 = 2026-03-14"},
		{"The post is dated [the 19th].", "the 19th = 2026-02-19"},
		{"The fair will open on [the 19th].", "the 19th = 2026-03-19"},
		{"The bill was paid in May.", "May = 2025-05"},
		{"The bill will be paid in May.", "May = 2026-05"},
		{"They may march in [May].", "May = 2026-05"},
		{"It was lost in late October, 1985, and found on July 1 last year.", "late October, 1985 = 1985-10\nJuly 1 last year = 2025-07-01"},
		{"He was freed in [June last year].", "June last year = 2025-06"},
		{"On 29 February 2024 the gauge failed.", "29 February 2024 = 2024-02-29"},
		{"Leap day, [29 February], will not be kept.", "29 February = ?"},
		// longer
		{"Exports fell last week and this month.", "last week = 2026-W09\nthis month = 2026-03"},
		{"The plant closed in late 2024.", "late 2024 = 2024"},
		{"A pilot follows in [the first quarter of 2027].", "the first quarter of 2027 = 2027-Q1"},
		{"Profits rose in [the fourth quarter].", "the fourth quarter = 2025-Q4"},
		{"Prices have doubled since [the beginning of 2025].", "the beginning of 2025 = 2025"},
		{"It must be ready by the end of 2027.", "the end of 2027 = 2027-12-31"},
		{"They promise a reply by the end of the month.", "the end of the month = 2026-03-31"},
		{"The dam was built in the 1990s.", "1990s = 199"},
		{"Such hats were worn in [the thirties].", "the thirties = 193"},
		{"The reactor was shut down in [spring].", "spring = 2026-SP"},
		{"Swallows return in [last autumn]'s nests.", "last autumn = 2025-FA"},
		{"She retired [three months ago], he [two years ago], the dog [a week ago].", "three months ago = 2025-12\ntwo years ago = 2024\na week ago = 2026-02-26"},
		{"The ship arrived on 2 February. [Two days later] it sank.", "2 February = 2026-02-02\nTwo days later = 2026-02-04"},
		{"The strike is over after [nine days], or [a fortnight], or [two and a half hours].", "nine days = P9D\na fortnight = P2W\ntwo and a half hours = PT2.5H"},
		{"The [58-year-old] won in [2 hours 9 minutes and 4 seconds].", "58-year-old = P58Y\n2 hours 9 minutes and 4 seconds = PT2H9M4S"},
		{"Repairs take from [ten] to [twelve days].", "ten = P10D\ntwelve days = P12D"},
		{"Vera Holt, [58], spoke for three hours.", "58 = P58Y"},
		{"It is [now] quiet; [recently] it was not, and [soon] it will not be.", "now = PRESENT_REF\nrecently = PAST_REF\nsoon = FUTURE_REF"},
		// feasts
		{"She wants it done by Easter.", "Easter = 2026-04-05"},
		{"The tree burnt down at Christmas.", "Christmas = 2025-12-25"},
		{"They met on [Christmas Eve] and on [New Year's Day 2024].", "Christmas Eve = 2025-12-24\nNew Year's Day 2024 = 2024-01-01"},
		{"[Good Friday] will be rainy, [Whitsun] dry.", "Good Friday = 2026-04-03\nWhitsun = 2026-05-24"},
		// clock
		{"The blast came at 4.40 am on Tuesday.", "4.40 am = 2026-03-03T04:40\nTuesday = 2026-03-03"},
		{"On Monday the gate was shut at 9 p.m. and opened at 23:15.", "Monday = 2026-03-02\n9 p.m. = 2026-03-02T21:00\n23:15 = 2026-03-02T23:15"},
		{"The vote ended on Sunday at [ten minutes to two in the morning].", "Sunday = 2026-03-01\nten minutes to two in the morning = 2026-03-01T01:50"},
		{"[Twenty past three on Monday morning] the alarm rang.", "Twenty past three on Monday morning = 2026-03-02T03:20"},
		{"On Monday the pilots landed at [half past four] and left by [noon].", "Monday = 2026-03-02\nhalf past four = 2026-03-02T04:30\nnoon = 2026-03-02T12:00"},
		{"Drones came overnight; the mayor spoke this morning and will speak tomorrow.", "overnight = 2026-03-05\nthis morning = 2026-03-05\ntomorrow = 2026-03-06"},
		{"It snowed yesterday, and last night, and [the day before yesterday].", "yesterday = 2026-03-04\nlast night = 2026-03-04\nthe day before yesterday = 2026-03-03"},
		{"He was arrested on 1 March. [That evening] he was freed, and [the next day] charged.", "1 March = 2026-03-01\nThat evening = 2026-03-01\nthe next day = 2026-03-02"},
	} {
		text, spans := marks(c.text)
		if got := list(readMarked(text, thursday, spans)); got != c.want {
			t.Errorf("%s\n%s\nwant\n%s", c.text, got, c.want)
		}
	}
}

func TestIntervals(t *testing.T) {
	for _, c := range []struct {
		text, from, to string
		precision      hearsay.Precision
		bound          Bound
	}{
		{"It was signed on 4 November 2025.", "2025-11-04T00:00:00+03:00", "2025-11-05T00:00:00+03:00", hearsay.Day, At},
		{"It has stood empty since January.", "2026-01-01T00:00:00+03:00", "2026-02-01T00:00:00+03:00", hearsay.Month, Since},
		{"It must be done by the end of 2027.", "2027-12-01T00:00:00+03:00", "2028-01-01T00:00:00+03:00", hearsay.Vague, Until},
		{"The fire broke out early on Monday.", "2026-03-02T00:00:00+03:00", "2026-03-02T10:00:00+03:00", hearsay.PartDay, At},
		{"The lorries came in [the night to Friday].", "2026-02-26T18:00:00+03:00", "2026-02-27T06:00:00+03:00", hearsay.PartDay, At},
		{"The buoy was lost in late 2024.", "2024-09-01T00:00:00+03:00", "2025-01-01T00:00:00+03:00", hearsay.Vague, At},
		{"The mast fell on [Sunday at 12:00 GMT].", "2026-03-01T15:00:00+03:00", "2026-03-01T16:00:00+03:00", hearsay.Hour, At},
		{"Output fell last week.", "2026-02-23T00:00:00+03:00", "2026-03-02T00:00:00+03:00", hearsay.Week, At},
		{"The school has been shut for [two weeks].", "2026-02-19T00:00:00+03:00", "2026-03-06T00:00:00+03:00", hearsay.Between, At},
		{"An answer is expected within [three days].", "2026-03-05T00:00:00+03:00", "2026-03-09T00:00:00+03:00", hearsay.Between, Until},
		{"Fog is likely in [the coming 72 hours].", "2026-03-05T00:00:00+03:00", "2026-03-09T00:00:00+03:00", hearsay.Between, At},
		{"The mill was built in the 1990s.", "1990-01-01T00:00:00+03:00", "2000-01-01T00:00:00+03:00", hearsay.Decade, At},
		{"Prices were low in the 1980s.", "1980-01-01T00:00:00+03:00", "1990-01-01T00:00:00+03:00", hearsay.Decade, At},
		{"He is [58 years old].", "", "", "", At},
	} {
		text, spans := marks(c.text)
		got := readMarked(text, thursday, spans)
		if len(got) != 1 {
			t.Errorf("%s: %d expressions\n%s", c.text, len(got), list(got))
			continue
		}
		if e := got[0]; e.From != c.from || e.To != c.to || e.Precision != c.precision || e.Bound != c.bound {
			t.Errorf("%s: %s to %s, %q, bound %d", c.text, e.From, e.To, e.Precision, e.Bound)
		}
	}
}

// What begins and ends is joined.
func TestTill(t *testing.T) {
	for _, s := range []string{"The road is closed from [3] to 5 March.", "It fell between May 2024 and July 2024.", "The talks lasted from Monday until Wednesday."} {
		text, spans := marks(s)
		got := readMarked(text, thursday, spans)
		if len(got) != 2 || got[0].Till != 1 || got[1].Till != -1 {
			t.Errorf("%s: %+v", s, got)
		}
	}
}

// What there is not, and what cannot be told, stays words.
func TestNothing(t *testing.T) {
	for _, s := range []string{
		"[30 February]", "[30 February 2025]", "[the 45th of May]", "[31 April]", "[year 0]", "[0]", "[the year 0000]", "[0000-00-00]", "[2025-13-01]",
		"[2025-02-30]", "[29 February 2025]", "[99:99]", "[25:10]", "[00.00.0000]", "[3/11/2025]", "[the fifth quarter]", "[the fourth half of 2024]", "[Ramadan]", "[99999999999999999999 years ago]",
		"[9999]", "[in 12345]", "[the fifth Monday of February 2026]", "[the 99th century]", "[the fiftieth of never]", "[of the]", "[-]", "[٣ مارس]",
	} {
		text, spans := marks(s)
		for _, e := range readMarked(text, thursday, spans) {
			if e.From != "" || e.To != "" || e.Value != "" && !strings.HasSuffix(e.Value, "_REF") && !strings.HasPrefix(e.Value, "P") {
				t.Errorf("%s is taken for %s, %s to %s", s, e.Value, e.From, e.To)
			}
		}
	}
}

// Without a date of publication only what names a whole date has a place, in UTC.
func TestUnpublished(t *testing.T) {
	text := "On Tuesday and last week and yesterday, on 4 March, in May, at Christmas and this year he wrote of 4 March 2025."
	for _, published := range []string{"", "yesterday", "0000-00-00", "99999-01-01", "2025-02-30"} {
		for _, e := range readMarked(text, published, nil) {
			if e.Text == "4 March 2025" {
				if e.From != "2025-03-04T00:00:00+00:00" || e.Value != "2025-03-04" {
					t.Errorf("published %q: %+v", published, e)
				}
			} else if e.From != "" || e.To != "" {
				t.Errorf("published %q: %s is taken for %s", published, e.Text, e.From)
			}
		}
	}
}

func TestEaster(t *testing.T) {
	for _, c := range [][3]int{{1818, 3, 22}, {1943, 4, 25}, {1954, 4, 18}, {1981, 4, 19}, {2000, 4, 23}, {2008, 3, 23}, {2019, 4, 21}, {2024, 3, 31}, {2025, 4, 20}, {2026, 4, 5}, {2038, 4, 25}} {
		if m, d := easterSunday(c[0]); m != c[1] || d != c[2] {
			t.Errorf("Easter %d is %d-%d, want %v", c[0], m, d, c[1:])
		}
	}
}

// What is plainly a date is found without being marked; numbers, verbs and lengths of time are not.
func TestPlain(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"In 2000 houses there were 58 cats, and in 2019 none.", "2019 = 2019"},
		{"They may march, the second time; a spring broke; he will fall.", ""},
		{"At 10:30 the 12 brothers ate 3 eggs.", "10:30 = 2026-03-05T10:30"},
		{"Last year, next month and this weekend.", "Last year = 2025\nnext month = 2026-04\nthis weekend = 2026-W10-WE"},
		{"A 2025 report has 2025 pages.", ""},
		{"By mid-October or early next week, from 9am to 5pm.", "mid-October = 2026-10\nearly next week = 2026-W11\n9am = 2026-03-05T09:00\n5pm = 2026-03-05T17:00"},
		{"Monday's papers, Easter eggs, two weeks, three months ago.", "Monday = 2026-03-02\nEaster = 2026-04-05\nthree months ago = 2025-12"},
	} {
		if got := list(readMarked(c.text, thursday, nil)); got != c.want {
			t.Errorf("%s\n%s\nwant\n%s", c.text, got, c.want)
		}
	}
}

// A date that is marked in part is read whole.
func TestWhole(t *testing.T) {
	text, spans := marks("It was paid on 3 [March] 2025.")
	got := readMarked(text, thursday, spans)
	if len(got) != 1 || got[0].Text != "3 March 2025" || got[0].Value != "2025-03-03" || got[0].Inner != spans[0] || got[0].Marked != 0 {
		t.Errorf("%+v", got)
	}
}
