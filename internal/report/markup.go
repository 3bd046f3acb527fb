package report

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"hearsay"
)

// Mark is an element of a marked passage: its tag, its attributes in order, name and value, and the bytes that it holds.
type Mark struct {
	hearsay.Span
	Tag   string
	Attrs [][2]string
}

// Passage is a piece of a document with everything in it marked, as models are trained on it.
type Passage struct {
	ID        string
	Published string // a day
	Outlet    string
	Text      string // without marks
	Marks     []Mark // spans of Text
}

// outerFirst is the order of tags that hold the same bytes, the outermost first.
var outerFirst = []string{"T", "S", "C", "M", "A", "H", "role", "e", "q", "time"}

// WriteMarked writes a passage as a line of JSON whose text has the marks as tags: S, C and T of each attribution under its number n, and what
// names, roles, quantities, times and hedges there are. Taking the tags out leaves the text. Tags do not cross: a content is written in pieces
// where another mark breaks it, any other mark that crosses one is left out, and with a cue or a speaker its whole attribution.
// Errors: hearsay.ErrUnsupported for a text with < or >, which the form has no way to write.
func WriteMarked(w io.Writer, p Passage) error {
	if strings.ContainsAny(p.Text, "<>") {
		return fmt.Errorf("%w: passage %s has < or > in its text", hearsay.ErrUnsupported, p.ID)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(struct {
		ID        string `json:"id"`
		Published string `json:"published"`
		Outlet    string `json:"outlet"`
		Text      string `json:"text"`
	}{p.ID, p.Published, p.Outlet, withTags(p.Text, p.Marks)})
}

func withTags(text string, marks []Mark) string {
	marks = nested(text, marks)
	var b strings.Builder
	var open []Mark
	at := 0
	closeTo := func(to int) {
		for len(open) > 0 && open[len(open)-1].To <= to {
			m := open[len(open)-1]
			open = open[:len(open)-1]
			b.WriteString(text[at:m.To])
			at = m.To
			b.WriteString("</" + m.Tag + ">")
		}
	}
	for _, m := range marks {
		closeTo(m.From)
		b.WriteString(text[at:m.From])
		at = m.From
		b.WriteString("<" + m.Tag)
		for _, a := range m.Attrs {
			b.WriteString(" " + a[0] + `="` + strings.Map(attributed, a[1]) + `"`)
		}
		b.WriteString(">")
		open = append(open, m)
	}
	closeTo(len(text))
	return b.String() + text[at:]
}

// attributed leaves out of an attribute's value what would end it.
func attributed(r rune) rune {
	if r == '"' || r == '<' || r == '>' || unicode.IsControl(r) {
		return -1
	}
	return r
}

func outermost(a, b Mark) int {
	return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(b.To, a.To), cmp.Compare(slices.Index(outerFirst, a.Tag), slices.Index(outerFirst, b.Tag)))
}

// nested is marks that do not cross, in the order in which they open.
func nested(text string, marks []Mark) []Mark {
	for {
		marks = slices.DeleteFunc(marks, func(m Mark) bool { return m.Len() <= 0 })
		slices.SortStableFunc(marks, outermost)
		i, j := crossing(marks)
		if i < 0 {
			return whole(marks)
		}
		outer, inner := marks[i], marks[j]
		var instead []Mark
		gone := "" // the attribution that goes
		switch {
		case inner.Tag == "T":
			instead = []Mark{outer, trimmed(text, inner, inner.From, outer.To), trimmed(text, inner, outer.To, inner.To)}
		case outer.Tag == "T":
			instead = []Mark{trimmed(text, outer, outer.From, inner.From), trimmed(text, outer, inner.From, outer.To), inner}
		case inner.number() == "":
			instead = []Mark{outer}
		case outer.number() == "":
			instead = []Mark{inner}
		default:
			gone = inner.number()
			instead = []Mark{outer}
		}
		kept := slices.Clone(instead)
		for k, m := range marks {
			if k != i && k != j {
				kept = append(kept, m)
			}
		}
		if gone != "" {
			kept = slices.DeleteFunc(kept, func(m Mark) bool { return m.number() == gone })
		}
		marks = kept
	}
}

// crossing finds two marks that cross: the first opens first. It is -1 when none do.
func crossing(marks []Mark) (int, int) {
	var open []int
	for j, m := range marks {
		for len(open) > 0 && marks[open[len(open)-1]].To <= m.From {
			open = open[:len(open)-1]
		}
		if n := len(open); n > 0 && marks[open[n-1]].To < m.To {
			return open[n-1], j
		}
		open = append(open, j)
	}
	return -1, -1
}

// trimmed is a mark of fewer bytes, without space at its ends.
func trimmed(text string, m Mark, from, to int) Mark {
	piece := text[from:to]
	m.From = from + len(piece) - len(strings.TrimLeftFunc(piece, unicode.IsSpace))
	m.To = to - len(piece) + len(strings.TrimRightFunc(piece, unicode.IsSpace))
	return m
}

// number is the number of the attribution that a mark is of, "" for none.
func (m *Mark) number() string {
	if len(m.Attrs) > 0 && m.Attrs[0][0] == "n" {
		return m.Attrs[0][1]
	}
	return ""
}

// whole leaves out attributions that have lost their cue or all of their content.
func whole(marks []Mark) []Mark {
	has := map[string]map[string]bool{"C": {}, "T": {}}
	for _, m := range marks {
		if of := has[m.Tag]; of != nil {
			of[m.number()] = true
		}
	}
	return slices.DeleteFunc(marks, func(m Mark) bool { n := m.number(); return n != "" && !(has["C"][n] && has["T"][n]) })
}
