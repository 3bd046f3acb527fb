package reader

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/internal/segment"
)

// quotation is what stands between an outermost pair of quotation marks: one run of words a paragraph, marks and all.
type quotation struct {
	pieces []segment.Run // with their opening and closing marks
	inside []segment.Run // without them
}

// family is a sort of quotation mark that opens and closes together.
type family uint8

const (
	noMark family = iota
	double
	single
	angle
)

// mark says of a word what quotation mark it is, if any, and whether it can open or close a quotation.
func (s *story) mark(i int) (f family, opens, closes bool) {
	before := i > 0 && s.Words[i-1].To == s.Words[i].From // touches the word before
	after := i+1 < len(s.Words) && s.Words[i].To == s.Words[i+1].From
	switch s.strs[i] {
	case "“", "„", "``":
		return double, true, false
	case "”":
		return double, false, true
	case "''": // typed for both
		if before == after {
			return double, true, true
		}
		return double, after, before
	case "«":
		return angle, true, false
	case "»":
		return angle, false, true
	case `"`:
		if before == after { // alone or in the middle of something: whichever is called for
			return double, true, true
		}
		return double, after, before && !s.inch(i)
	case "‘", "‚":
		return single, true, false
	case "’":
		return single, false, true
	case "'", "`":
		if before && after && s.punctuated(i-1) { // ."' and "'
			return single, s.opensMark(i - 1), !s.opensMark(i - 1)
		}
		return single, after && (!before || s.punctuated(i-1)), before
	}
	return noMark, false, false
}

// inch tells the mark of 5" from a closing one.
func (s *story) inch(i int) bool {
	w := s.strs[i-1]
	r, _ := utf8.DecodeLastRuneInString(w)
	return unicode.IsDigit(r)
}

func (s *story) punctuated(i int) bool {
	return !strings.ContainsFunc(s.strs[i], func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

func (s *story) opensMark(i int) bool {
	switch s.strs[i] {
	case "“", "‘", "«", "(", "[", "„":
		return true
	}
	return false
}

// opened is a mark that waits for its partner.
type opened struct {
	family
	at int
}

// quotations pairs the quotation marks of the story. A quotation may run over paragraphs when each of them begins with an
// opening mark; a mark without a partner quotes nothing. Only outermost pairs count.
func (s *story) quotations() []quotation {
	var out []quotation
	var goes *quotation // a quotation that was open when its paragraph ended
	var with family
	for p, par := range s.paragraphs {
		from := par.From
		var open []opened
		if goes != nil {
			open = []opened{{with, from}}
			from++
		}
		for i := from; i < par.To; i++ {
			f, opens, closes := s.mark(i)
			if f == noMark {
				continue
			}
			at := partner(open, f)
			if closes && at >= 0 && !(opens && at < 0) && !(f == single && s.apostrophe(i, par.To)) {
				o := open[at]
				open = open[:at]
				if at > 0 {
					continue
				}
				q := quotation{}
				if goes != nil && o.at == par.From {
					q, goes = *goes, nil
				}
				out = append(out, q.with(o.at, i+1, true))
				continue
			}
			if opens {
				if at >= 0 && f != single { // the earlier one found no partner
					open = open[:at]
					goes = nil
				}
				if f != single || s.closedLater(i, par.To) {
					open = append(open, opened{f, i})
				}
			}
		}
		// What is still open goes on if the next paragraph opens with the same sort of mark.
		if len(open) > 0 && (open[0].family != single || s.strs[open[0].at] == "‘") && s.opensWith(p+1, open[0].family) {
			q := quotation{}
			if goes != nil && open[0].at == par.From {
				q = *goes
			}
			q = q.with(open[0].at, par.To, false)
			goes, with = &q, open[0].family
		} else {
			goes = nil
		}
	}
	return out
}

// with adds a piece that begins with its opening mark and, if closed, ends with its closing one.
func (q quotation) with(from, to int, closed bool) quotation {
	q.pieces = append(q.pieces, segment.Run{From: from, To: to})
	in := segment.Run{From: from + 1, To: to}
	if closed {
		in.To--
	}
	if in.Len() > 0 {
		q.inside = append(q.inside, in)
	}
	return q
}

// partner is the place of the innermost open mark of a family, or -1.
func partner(open []opened, f family) int {
	for i := len(open) - 1; i >= 0; i-- {
		if open[i].family == f {
			return i
		}
	}
	return -1
}

func (s *story) opensWith(p int, f family) bool {
	if p >= len(s.paragraphs) {
		return false
	}
	g, opens, _ := s.mark(s.paragraphs[p].From)
	return g == f && opens
}

// apostrophe tells the mark of "the sailors' launch" from a closing single one: a plural before it,
// a word in lower case behind it, and another mark that could close before the paragraph ends.
func (s *story) apostrophe(i, end int) bool {
	if i == 0 || i+1 >= end || !strings.HasSuffix(strings.ToLower(s.strs[i-1]), "s") {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s.strs[i+1])
	return unicode.IsLower(r) && s.closedLater(i, end)
}

// closedLater reports whether a single mark behind word i can close what opens there.
func (s *story) closedLater(i, end int) bool {
	for j := i + 1; j < end; j++ {
		if f, opens, closes := s.mark(j); f == single {
			if closes {
				return true
			}
			if opens {
				return false
			}
		}
	}
	return false
}

// quoted returns the parts of content inside quotation marks: where it lies wholly inside one, the content without its own marks.
func (s *story) quoted(content []segment.Run) []segment.Run {
	var out []segment.Run
	for _, c := range content {
		from := sort.Search(len(s.quotes), func(k int) bool { return s.quotes[k].end() > c.From })
		for _, q := range s.quotes[from:] {
			if q.pieces[0].From >= c.To {
				break
			}
			for k, p := range q.inside {
				from, to := max(c.From, p.From), min(c.To, p.To)
				if from >= to {
					continue
				}
				if p.From <= c.From && c.To <= p.To && !(q.pieces[k].From == c.From) {
					for from < to && s.markOnly(from) {
						from++
					}
					for from < to && s.markOnly(to-1) {
						to--
					}
				}
				if from < to {
					out = append(out, segment.Run{From: from, To: to})
				}
			}
		}
	}
	return out
}

// quoteAt is the outermost quotation around word i, or nil.
func (s *story) quoteAt(i int) *quotation {
	k := sort.Search(len(s.quotes), func(k int) bool { return s.quotes[k].end() > i })
	if k < len(s.quotes) && s.quotes[k].pieces[0].From <= i {
		return &s.quotes[k]
	}
	return nil
}

func (q *quotation) end() int { return q.pieces[len(q.pieces)-1].To }

func (s *story) markOnly(i int) bool { f, _, _ := s.mark(i); return f != noMark }
