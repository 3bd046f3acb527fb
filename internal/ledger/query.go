package ledger

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"hearsay"
)

// Query says which claims or documents are wanted. The zero Query wants all.
type Query struct {
	AsOf     time.Time // as the ledger was at this instant; zero: as it is
	Limit    int       // at most so many; 0: all
	Document string    // only of the document whose ID begins so; "": of any
	Brief    bool      // of documents: with the first 300 characters of their text alone
	Last     bool      // the last entered first
	Beyond   int64     // only what comes behind this Number in that order; 0: all
	search   search
}

// search is what the index is asked for: every clause of all, and no clause of none.
type search struct{ all, none []clause }

// anything holds of every row of an index.
var anything = clause{{noTerm}}

// clause holds where one of its phrases stands. A phrase is terms that follow each other.
type clause [][]string

// Limits of a query: what people type is far below them.
const (
	mostBytes = 4096
	mostParts = 64
)

const fields = "speaker, outlet, act, type, after, before, doc"

// ParseQuery reads the query language, see docs/query.md:
//
//	missiles "naval pier" speaker:maluk outlet:"Harbour Post" act:deny,doubt type:weapon after:2025-11-01 before:2025-12 -drones
//
// Errors wrap hearsay.ErrInvalid and say which part is wrong.
func ParseQuery(text string) (Query, error) {
	var q Query
	if len(text) > mostBytes {
		return q, invalid("it has %d bytes, at most %d are taken", len(text), mostBytes)
	}
	if !utf8.ValidString(text) {
		return q, invalid("it is not UTF-8")
	}
	var from, to time.Time
	empty := true
	rest := strings.TrimSpace(text)
	for n := 0; rest != ""; n++ {
		if n == mostParts {
			return q, invalid("it has more than %d parts", mostParts)
		}
		var p part
		var err error
		if p, rest, err = nextPart(rest); err != nil {
			return q, err
		}
		switch p.field {
		case "doc":
			if q.Document != "" || p.not {
				return q, invalid("doc: goes once, and without -")
			}
			q.Document, empty = p.value, false
			continue
		case "after", "before":
			if p.not {
				return q, invalid("%s: goes without -", p.field)
			}
			day, err := parseDay(p)
			if err != nil {
				return q, err
			}
			if p.field == "after" && (from.IsZero() || day.After(from)) {
				from = day
			} else if p.field == "before" && (to.IsZero() || day.Before(to)) {
				to = day
			}
			empty = false
			continue
		}
		c, err := p.clause()
		if err != nil {
			return q, err
		}
		if c == nil { // marks alone
			continue
		}
		empty = false
		if p.not {
			q.search.none = append(q.search.none, c)
		} else {
			q.search.all = append(q.search.all, c)
		}
	}
	if empty && strings.TrimSpace(text) != "" {
		return q, invalid("there is no word in %q", strings.TrimSpace(text))
	}
	if !from.IsZero() || !to.IsZero() {
		q.search.all = append(q.search.all, days(from, to))
	}
	return q, nil
}

func invalid(format string, args ...any) error {
	return fmt.Errorf("%w query: "+format, append([]any{hearsay.ErrInvalid}, args...)...)
}

// part is a piece of a query: [-][field:]value.
type part struct {
	field, value string
	not          bool
}

// nextPart cuts the first part off.
func nextPart(s string) (p part, rest string, err error) {
	if len(s) > 1 && s[0] == '-' && !unicode.IsSpace(rune(s[1])) {
		p.not, s = true, s[1:]
	}
	if i := strings.IndexFunc(s, func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z') }); i > 0 && s[i] == ':' {
		field := strings.ToLower(s[:i])
		if !slices.Contains(strings.Split(fields, ", "), field) {
			return p, "", invalid("there is no %s: (there are %s); to search for the words, put them in quotes", s[:i], fields)
		}
		p.field, s = field, s[i+1:]
	}
	if quote := strings.IndexAny(s, `"“”`); quote == 0 {
		_, n := utf8.DecodeRuneInString(s)
		s = s[n:]
		end := strings.IndexAny(s, `"“”`)
		if end < 0 {
			return p, "", invalid("a quotation mark is not closed")
		}
		_, n = utf8.DecodeRuneInString(s[end:])
		p.value, s = s[:end], s[end+n:]
	} else {
		end := strings.IndexFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == '"' || r == '“' || r == '”' })
		if end < 0 {
			end = len(s)
		}
		p.value, s = s[:end], s[end:]
	}
	if p.field != "" && strings.TrimSpace(p.value) == "" {
		return p, "", invalid("nothing follows %s:", p.field)
	}
	return p, strings.TrimSpace(s), nil
}

// clause is what the index has to have of a part. It is nil where there is nothing to search for.
func (p part) clause() (clause, error) {
	switch p.field {
	case "act":
		var c clause
		for _, v := range strings.Split(strings.ToLower(p.value), ",") {
			if !slices.Contains(hearsay.Acts, hearsay.Act(v)) {
				return nil, invalid("there is no act %q: they are %s", v, strings.Trim(fmt.Sprint(hearsay.Acts), "[]"))
			}
			c = append(c, []string{actTerm + v})
		}
		return c, nil
	case "type":
		var c clause
		for _, v := range strings.Split(strings.ToLower(p.value), ",") {
			if !slices.Contains(hearsay.Types, v) {
				return nil, invalid("there is no type %q: they are %s", v, strings.Join(hearsay.Types, " "))
			}
			c = append(c, []string{typeTerm + v})
		}
		return c, nil
	case "speaker", "outlet":
		mark := map[string]string{"speaker": speakerTerm, "outlet": outletTerm}[p.field]
		if words := plainWords(p.value); len(words) > 0 {
			return clause{marked(mark, words)}, nil
		}
		return nil, invalid("there is no word in %s:%s", p.field, p.value)
	}
	if words := stems(p.value); len(words) > 0 {
		return clause{words}, nil
	}
	return nil, nil
}

// parseDay reads a year, a month or a day as its first day.
func parseDay(p part) (time.Time, error) {
	for _, layout := range []string{"2006", "2006-01", time.DateOnly} {
		if day, err := time.Parse(layout, p.value); err == nil && day.Year() > 0 {
			return day, nil
		}
	}
	return time.Time{}, invalid("%s:%s is not a date: 2025-11-06, 2025-11 or 2025", p.field, p.value)
}

// The years within which a range stays. Nothing in a ledger was published outside them.
const (
	firstYear = 1000
	lastYear  = 2999
)

// days is a clause for the days from one to before another, in as few terms as will do. A zero end is none.
func days(from, to time.Time) clause {
	if from.Year() < firstYear {
		from = time.Date(firstYear, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	if to.IsZero() || to.Year() > lastYear {
		to = time.Date(lastYear+1, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	var c clause
	for from.Before(to) {
		d, first := from.Format("20060102"), from.YearDay() == 1
		fits := func(years, months int) bool { return !from.AddDate(years, months, 0).After(to) }
		switch {
		case first && from.Year()%100 == 0 && fits(100, 0):
			c, from = append(c, []string{centuryTerm + d[:2]}), from.AddDate(100, 0, 0)
		case first && from.Year()%10 == 0 && fits(10, 0):
			c, from = append(c, []string{decadeTerm + d[:3]}), from.AddDate(10, 0, 0)
		case first && fits(1, 0):
			c, from = append(c, []string{yearTerm + d[:4]}), from.AddDate(1, 0, 0)
		case from.Day() == 1 && fits(0, 1):
			c, from = append(c, []string{monthTerm + d[:6]}), from.AddDate(0, 1, 0)
		default:
			c, from = append(c, []string{dayTerm + d}), from.AddDate(0, 0, 1)
		}
	}
	if c == nil {
		c = clause{{dayTerm + "never"}}
	}
	return c
}
