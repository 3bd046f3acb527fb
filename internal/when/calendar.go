package when

import (
	"time"

	"hearsay"
)

// span is a stretch of time, half open; a zero end is open.
type span struct {
	from, to  time.Time
	precision hearsay.Precision
}

func (s span) placed() bool { return !s.from.IsZero() || !s.to.IsZero() }

// The years that an expression can name. Outside of them it stays words.
const (
	firstYear = 1000
	lastYear  = 2199
)

// Clock is the date a text was published, from which its words for time are counted. The zero Clock is of no date.
type Clock struct {
	at    time.Time // of publication, in its own zone
	known bool
}

// NewClock reads the date a document was published: an RFC 3339 instant or a plain date, else no date is known.
func NewClock(published string) Clock {
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, published); err == nil && t.Year() >= firstYear && t.Year() <= lastYear {
			_, offset := t.Zone()
			return Clock{t.In(time.FixedZone("", offset)), true}
		}
	}
	return Clock{}
}

// zone is that of the date of publication; UTC where that is not known.
func (c Clock) zone() *time.Location {
	if c.known {
		return c.at.Location()
	}
	return time.UTC
}

// today is the day of publication.
func (c Clock) today() time.Time { return midnightOf(c.at) }

// Days is from so many days after that of publication, for n days. It is empty where no date of publication is known.
func (c Clock) Days(after, n int) (from, to string) {
	if !c.known {
		return "", ""
	}
	d := c.today().AddDate(0, 0, after)
	return Instant(d), Instant(d.AddDate(0, 0, n))
}

// Instant writes t as the ledger keeps it, "" for none.
func Instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format("2006-01-02T15:04:05-07:00")
}

func midnightOf(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, t.Location())
}

// date is a day of the calendar, and false where there is no such day.
func (c Clock) date(y, m, d int) (time.Time, bool) {
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, c.zone())
	return t, y >= firstYear && y <= lastYear && t.Year() == y && int(t.Month()) == m && t.Day() == d
}

func (c Clock) month(y, m int) span {
	from := time.Date(y, time.Month(m), 1, 0, 0, 0, 0, c.zone())
	return span{from, from.AddDate(0, 1, 0), hearsay.Month}
}

func (c Clock) year(y int) span {
	from := time.Date(y, 1, 1, 0, 0, 0, 0, c.zone())
	return span{from, from.AddDate(1, 0, 0), hearsay.Year}
}

func dayOf(t time.Time) span { return span{t, t.AddDate(0, 0, 1), hearsay.Day} }

// weekOf is the week of t, from Monday.
func weekOf(t time.Time) span {
	from := midnightOf(t).AddDate(0, 0, -(int(t.Weekday())+6)%7)
	return span{from, from.AddDate(0, 0, 7), hearsay.Week}
}

// seasonOf is a season of the northern half of the earth: spring is 0 and begins in March, winter is 3 and begins in December.
func (c Clock) seasonOf(y, n int) span {
	from := time.Date(y, time.Month(3+3*n), 1, 0, 0, 0, 0, c.zone())
	return span{from, from.AddDate(0, 3, 0), hearsay.Season}
}

// feast is the day of a feast in year y.
func (c Clock) feast(n, y int) time.Time {
	at := func(m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, c.zone()) }
	switch n {
	case christmas:
		return at(12, 25)
	case christmasEve:
		return at(12, 24)
	case boxingDay:
		return at(12, 26)
	case newYear:
		return at(1, 1)
	case newYearsEve:
		return at(12, 31)
	case halloween:
		return at(10, 31)
	case valentine:
		return at(2, 14)
	case midsummer:
		return at(6, 21)
	case mayDay:
		return at(5, 1)
	case thanksgiving: // the fourth Thursday of November
		t := at(11, 1)
		return t.AddDate(0, 0, (int(time.Thursday)-int(t.Weekday())+7)%7+21)
	}
	m, d := easterSunday(y)
	return at(m, d).AddDate(0, 0, map[int]int{goodFriday: -2, easterMonday: 1, ashWednesday: -46, pentecost: 49}[n])
}

// easterSunday is the day of Easter in the Gregorian calendar (Meeus, Jones and Butcher).
func easterSunday(y int) (month, day int) {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	n := h + l - 7*m
	month = (n + 90) / 25
	return month, (n + 33*month + 19) % 32
}

// part is a part of the day that begins at t. A night ends in the morning after.
func partOf(t time.Time, p int) span {
	hours := [...][2]int{dawn: {4, 8}, morning: {5, 12}, noon: {12, 13}, afternoon: {12, 18}, dusk: {16, 22}, evening: {17, 24}, night: {18, 30}, midnight: {0, 1}, overnight: {-4, 8}}[p]
	return span{hourOf(t, hours[0]), hourOf(t, hours[1]), hearsay.PartDay}
}

// hourOf is h hours by the clock after midnight of t.
func hourOf(t time.Time, h int) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, h, 0, 0, 0, t.Location())
}
