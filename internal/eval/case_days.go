package eval

import (
	"math"
	"strings"
	"time"

	"hearsay"
)

// interval is whole days, counted from 1970: the first, and the first that is no longer in it.
type interval struct{ from, to int }

// goldDays reads the days of a case: "2025-11-04", "2025-11", "2025", or two of them with a slash between. It reports whether they are such.
func goldDays(s string) (interval, bool) {
	first, last, two := strings.Cut(s, "/")
	if !two {
		last = first
	}
	from, _, ok := calendar(first)
	_, to, ok2 := calendar(last)
	return interval{from, to}, ok && ok2
}

// calendar is the first day of a year, a month or a day, and the first day behind it.
func calendar(s string) (from, to int, ok bool) {
	for i, layout := range []string{"2006", "2006-01", time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			behind := []time.Time{t.AddDate(1, 0, 0), t.AddDate(0, 1, 0), t.AddDate(0, 0, 1)}[i]
			return dayNumber(t), dayNumber(behind), true
		}
	}
	return 0, 0, false
}

func dayNumber(t time.Time) int { return int(t.Unix() / (24 * 60 * 60)) }

// foundDays are the days that a time of ours touches, in its own zone. It reports whether it has an end at all.
func foundDays(w *hearsay.When) (interval, bool) {
	if w == nil {
		return interval{}, false
	}
	from, _, begins := instant(w.From)
	_, to, ends := instant(w.To)
	switch {
	case !begins && !ends:
		return interval{}, false
	case !begins:
		from = math.MinInt32
	case !ends:
		to = math.MaxInt32
	}
	return interval{from, max(to, from+1)}, true
}

// instant is the midnight before an RFC 3339 instant and the midnight behind it: the same where it is midnight.
func instant(s string) (floor, ceiling int, ok bool) {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return 0, 0, false
	}
	year, month, day := t.Date()
	floor = dayNumber(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
	if h, m, s := t.Clock(); h+m+s > 0 {
		return floor, floor + 1, true
	}
	return floor, floor, true
}

// sameDays reports whether a time of ours fits the editor's days: a day in common, and at most two days more.
func sameDays(gold string, ours *hearsay.When) bool {
	want, _ := goldDays(gold)
	got, known := foundDays(ours)
	return known && got.from < want.to && want.from < got.to && got.to-got.from <= want.to-want.from+2
}
