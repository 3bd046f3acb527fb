package ingest

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// stamp is a date as a page states it: to the day; or to the second, where its zone is known too. A time of day without a zone
// could be half a day off, and only its day is believed; it is kept to recognise the same moment stated elsewhere with its zone.
type stamp struct {
	t     time.Time // in the stated zone; in UTC where none was
	clock bool      // a time of day is stated
	zone  bool      // and its zone
}

// String is an RFC 3339 instant or a plain date.
func (s stamp) String() string {
	switch {
	case s.t.IsZero():
		return ""
	case s.clock && s.zone:
		return s.t.Format(time.RFC3339)
	}
	return s.t.Format(time.DateOnly)
}

const monthNames = `jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?`

var (
	isoDate   = regexp.MustCompile(`\b((?:1[6-9]|20)\d\d)([-/.])(\d{1,2})([-/.])(\d{1,2})(?:T|\b)`)
	plainDate = regexp.MustCompile(`^((?:19|20)\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)Z?)?$`)
	dayFirst  = regexp.MustCompile(`(?i)\b(\d{1,2})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(` + monthNames + `)\b\.?,?[\s-]+((?:1[6-9]|20)\d\d)\b`)
	monFirst  = regexp.MustCompile(`(?i)\b(` + monthNames + `)\b\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,\s*|\s+)(?:\d\d:\d\d:\d\d (?:[A-Z]{3} )?)?((?:1[6-9]|20)\d\d)\b`)
	numbers   = regexp.MustCompile(`\b(\d{1,2})([/.])(\d{1,2})([/.])((?:20)\d\d)\b`)
	clockTime = regexp.MustCompile(`(?i)(?:^|[\sT@,|•])(\d{1,2})[:.](\d\d)(?:[:.](\d\d)(?:[.,]\d{1,9})?)?\s*(am\b|pm\b|a\.m\.|p\.m\.)?`)
	zoneAfter = regexp.MustCompile(`^\s*(?:(Z|UTC|UT|GMT|EST|EDT|CST|CDT|MST|MDT|PST|PDT)?\s*([+-]\d\d):?(\d\d)|(Z|UTC|UT|GMT|EST|EDT|CST|CDT|MST|MDT|PST|PDT))(?:\W|$)`)
	epoch     = regexp.MustCompile(`^\d{10}(?:\d{3})?$`)
)

// rfc822 are the zones that have a name with one meaning, in hours from Greenwich.
var rfc822 = map[string]int{"Z": 0, "UTC": 0, "UT": 0, "GMT": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}

// stampOf finds the date in s, however it is written. What could be read in two ways, as 4/5/2025, is no date. The second result
// is false where there is none, or one that programs write for want of a better (0001-01-01, 1970-01-01).
func stampOf(s string) (stamp, bool) {
	s = strings.TrimSpace(s)
	if len(s) < 8 || len(s) > 200 {
		return stamp{}, false
	}
	if epoch.MatchString(s) {
		n, err := strconv.ParseInt(s[:10], 10, 64)
		if err != nil || n == 0 {
			return stamp{}, false
		}
		return stamp{time.Unix(n, 0).UTC(), true, true}, true
	}
	st, rest, ok := stampDay(s)
	if !ok {
		return stamp{}, false
	}
	y, m, d := st.t.Date()
	at := clockTime.FindStringSubmatchIndex(rest)
	if at == nil {
		return st, true
	}
	part := func(i int) string {
		if at[2*i] < 0 {
			return ""
		}
		return rest[at[2*i]:at[2*i+1]]
	}
	hour, _ := strconv.Atoi(part(1))
	minute, _ := strconv.Atoi(part(2))
	second, _ := strconv.Atoi("0" + part(3))
	switch half := strings.ToLower(part(4)); {
	case half == "":
	case hour > 12:
	case half[0] == 'p' && hour < 12:
		hour += 12
	case half[0] == 'a' && hour == 12:
		hour = 0
	}
	if hour > 23 || minute > 59 || second > 60 {
		return st, true
	}
	st.clock = true
	zone, known := zoneOf(rest[at[1]:])
	st.zone = known
	st.t = time.Date(y, m, d, hour, minute, second, 0, zone)
	return st, true
}

// stampDay reads the day, and returns the rest of s in which a time of day may stand.
func stampDay(s string) (stamp, string, bool) {
	var year, month, day, rest string
	switch {
	case plainDate.MatchString(s):
		m := plainDate.FindStringSubmatch(s)
		year, month, day = m[1], m[2], m[3]
		if m[4] != "" {
			rest = " " + m[4] + ":" + m[5] + ":" + m[6]
			if strings.HasSuffix(s, "Z") {
				rest += "Z"
			}
		}
	case isoDate.MatchString(s):
		m := isoDate.FindStringSubmatchIndex(s)
		year, month, day = s[m[2]:m[3]], s[m[6]:m[7]], s[m[10]:m[11]]
		rest = s[:m[0]] + " " + s[m[11]:]
	case dayFirst.MatchString(s):
		m := dayFirst.FindStringSubmatchIndex(s)
		day, month, year = s[m[2]:m[3]], s[m[4]:m[5]], s[m[6]:m[7]]
		rest = s[:m[0]] + " " + s[m[1]:]
	case monFirst.MatchString(s):
		m := monFirst.FindStringSubmatchIndex(s)
		month, day, year = s[m[2]:m[3]], s[m[4]:m[5]], s[m[6]:m[7]]
		rest = s[:m[0]] + " " + s[m[5]:m[6]] + s[m[1]:]
	case numbers.MatchString(s):
		m := numbers.FindStringSubmatchIndex(s)
		a, b := s[m[2]:m[3]], s[m[6]:m[7]]
		year, rest = s[m[10]:m[11]], s[:m[0]]+" "+s[m[1]:]
		switch x, y := number(a), number(b); {
		case x > 12 || x == y:
			day, month = a, b
		case y > 12:
			day, month = b, a
		default:
			return stamp{}, "", false
		}
	default:
		return stamp{}, "", false
	}
	mon := number(month)
	if mon == 0 && len(month) >= 3 {
		mon = 1 + strings.Index("janfebmaraprmayjunjulaugsepoctnovdec", strings.ToLower(month[:3]))/3
	}
	t := time.Date(number(year), time.Month(mon), number(day), 0, 0, 0, 0, time.UTC)
	if int(t.Month()) != mon || t.Day() != number(day) || filler[t.Format(time.DateOnly)] {
		return stamp{}, "", false
	}
	return stamp{t: t}, rest, true
}

// filler are the dates of zero in the calendars of programs.
var filler = map[string]bool{"1970-01-01": true, "1900-01-01": true, "1899-12-30": true, "1601-01-01": true, "1753-01-01": true}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// zoneOf reads the zone at the beginning of s.
func zoneOf(s string) (*time.Location, bool) {
	m := zoneAfter.FindStringSubmatch(s)
	if m == nil {
		return time.UTC, false
	}
	if m[2] == "" {
		hours := rfc822[m[4]]
		if hours == 0 {
			return time.UTC, true
		}
		return time.FixedZone("", hours*3600), true
	}
	hours, minutes := number(strings.TrimLeft(m[2], "+-")), number(m[3])
	offset := hours*3600 + minutes*60
	if hours > 14 || minutes > 59 {
		return time.UTC, false
	}
	if m[2][0] == '-' {
		offset = -offset
	}
	if offset == 0 {
		return time.UTC, true
	}
	return time.FixedZone("", offset), true
}
