package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"hearsay"
)

// Moment is a claim on a timeline, with what it is of.
type Moment struct {
	Matter
	Claim       Telling
	When        *hearsay.When // nil: unknown
	Statuses    []hearsay.Status
	Contradicts int
}

// MomentJSON is an entry of a timeline as programs get it.
type MomentJSON struct {
	When        *hearsay.When    `json:"when"`
	Statuses    []hearsay.Status `json:"statuses"`
	Matter      string           `json:"matter"`
	Tellings    int              `json:"tellings"`
	Origins     int              `json:"origins"`
	Contradicts int              `json:"contradicted"`
	Claim       KeptClaim        `json:"claim"`
}

// JSON is the entry as programs get it.
func (m *Moment) JSON() MomentJSON {
	statuses := m.Statuses
	if statuses == nil {
		statuses = []hearsay.Status{}
	}
	c := &m.Claim
	return MomentJSON{m.When, statuses, m.ID, m.Tellings, len(m.Origins), m.Contradicts, KeptClaim{c.Claim, c.Document.Ref, c.Document.ID}}
}

// Moment writes one entry of a timeline.
func (l *Listing) Moment(m Moment) error {
	defer func() { l.n++ }()
	c := &m.Claim
	switch l.format {
	case AsJSON:
		return l.json(m.JSON())
	case AsCSV:
		var from, to, precision string
		if m.When != nil {
			from, to, precision = m.When.From, m.When.To, string(m.When.Precision)
		}
		return l.row([]string{"from", "to", "precision", "status", "denied", "speaker", "act", "content", "matter", "tellings", "origins", "contradicted", "claim", "document", "ref", "outlet", "published"},
			from, to, precision, words(m.Statuses), strconv.FormatBool(c.Denied), c.speaker(), string(c.Act), c.Content.Text, m.ID, strconv.Itoa(m.Tellings),
			strconv.Itoa(len(m.Origins)), strconv.Itoa(m.Contradicts), c.ID, c.Document.ID, c.Document.Ref, c.Document.Outlet, c.Document.Published)
	}
	when := "time unknown"
	if m.When != nil {
		when = Interval(m.When)
		if m.When.Precision == hearsay.Vague {
			when = "about " + when
		}
	}
	var b strings.Builder
	fmt.Fprintln(&b, join("  ", l.style(bold, l.clean(when)), join(" · ", words(m.Statuses), denial([]Telling{*c}), standing(m.Tellings, len(m.Origins), m.Contradicts)),
		l.style(dim, short(m.ID))))
	fmt.Fprintln(&b, "            "+join("  ", l.style(bold, l.clean(who(&c.Claim))), l.style(dim, l.clean(how(&c.Claim)))))
	l.wrap(&b, "            ", l.clean(c.Content.Text), "")
	l.wrap(&b, "            ", l.clean(join(" · ", c.Document.Outlet, day(c.Document.Published), c.Document.Ref)), dim)
	_, err := io.WriteString(l.w, b.String())
	return err
}

// standing is how many tellings a matter has, from how many origins, and how many contradict it.
func standing(tellings, origins, contradicts int) string {
	out := count(tellings, "telling") + ", " + count(origins, "origin")
	if contradicts > 0 {
		out += " · contradicted by " + strconv.Itoa(contradicts)
	}
	return out
}
