package web

import (
	"cmp"
	"slices"
	"time"

	"hearsay/internal/report"
)

// strip is when matters were told, drawn side under side: a mark a document.
type strip struct {
	Width, Height int
	Rows          []stripRow
	Ticks         []stripTick
	Unknown       int // documents without a date
}

type stripRow struct {
	Y, LabelY int
	Label     string
	Kind      string
	Marks     []stripMark
}

type stripMark struct {
	X     int
	Title string
}

type stripTick struct {
	X     int
	Label string
}

const (
	stripWidth = 760
	stripLeft  = 120
	stripRight = 44
	stripRowAt = 30
)

// stripOf draws sides; nil when there are not two times to tell apart.
func stripOf(sides []*side) *strip {
	type told struct {
		at time.Time
		of *report.Telling
	}
	all := make([][]told, len(sides))
	var first, last time.Time
	s := &strip{Width: stripWidth}
	for i, one := range sides {
		seen := map[string]bool{}
		for k := range one.Told {
			t := &one.Told[k]
			if seen[t.Document.ID] {
				continue
			}
			seen[t.Document.ID] = true
			at, ok := publishedAt(t.Document.Published)
			if !ok {
				s.Unknown++
				continue
			}
			all[i] = append(all[i], told{at, t})
			if first.IsZero() || at.Before(first) {
				first = at
			}
			if at.After(last) {
				last = at
			}
		}
	}
	span := last.Sub(first)
	if span < time.Minute {
		return nil
	}
	x := func(at time.Time) int {
		return stripLeft + int(float64(at.Sub(first))/float64(span)*float64(stripWidth-stripLeft-stripRight))
	}
	for i, one := range sides {
		row := stripRow{Y: 14 + stripRowAt*i, LabelY: 18 + stripRowAt*i, Label: one.Label(), Kind: one.Kind}
		slices.SortStableFunc(all[i], func(a, b told) int { return cmp.Compare(a.at.Unix(), b.at.Unix()) })
		for _, t := range all[i] {
			row.Marks = append(row.Marks, stripMark{x(t.at), t.of.Document.Outlet + ", " + dated(t.at, span)})
		}
		s.Rows = append(s.Rows, row)
	}
	s.Height = stripRowAt*len(sides) + 30
	const most = 5
	for i := range most {
		at := first.Add(span * time.Duration(i) / (most - 1))
		if t := (stripTick{x(at), dated(at, span)}); len(s.Ticks) == 0 || s.Ticks[len(s.Ticks)-1].Label != t.Label {
			s.Ticks = append(s.Ticks, t)
		}
	}
	return s
}

// Label is what a side is called beside others.
func (s *side) Label() string {
	switch s.Kind {
	case "against":
		return "≠ against it"
	case "later":
		return "→ later"
	}
	return "= it"
}

// dated is an instant as finely as a span of time needs it.
func dated(at time.Time, span time.Duration) string {
	if span < 72*time.Hour {
		return at.Format("01-02 15:04")
	}
	return at.Format(time.DateOnly)
}

// publishedAt is when a document was published.
func publishedAt(published string) (time.Time, bool) {
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, published); err == nil {
			return t.UTC(), true
		}
	}
	return time.Time{}, false
}
