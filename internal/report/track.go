package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"hearsay"
)

// Stand is a matter with what one party has said in it, the first first.
type Stand struct {
	Matter
	Said        []Saying
	Contradicts int
}

// Saying is a claim of a party, and the earlier ones of the same party from which it differs.
type Saying struct {
	Telling
	Changed []Change
}

// Change is a link with an earlier claim of the same party, with when that was said.
type Change struct {
	hearsay.Link
	Since Telling
}

// ChangeJSON is in what a claim differs from an earlier one of the same party.
type ChangeJSON struct {
	Claim    string           `json:"claim"`
	Relation hearsay.Relation `json:"relation"`
	Reason   string           `json:"reason"`
	Score    float64          `json:"score"`
}

// SayingJSON is what a party has said in a matter, as programs get it.
type SayingJSON struct {
	Matter      string       `json:"matter"`
	Tellings    int          `json:"tellings"`
	Origins     int          `json:"origins"`
	Contradicts int          `json:"contradicted"`
	Claim       KeptClaim    `json:"claim"`
	Changed     []ChangeJSON `json:"changed"`
}

// JSON is the claim at a place of what was said, as programs get it.
func (s *Stand) JSON(at int) SayingJSON {
	c := &s.Said[at]
	changed := make([]ChangeJSON, len(c.Changed))
	for k, x := range c.Changed {
		changed[k] = ChangeJSON{x.Since.ID, x.Relation, x.Reason, x.Score}
	}
	return SayingJSON{s.ID, s.Tellings, len(s.Origins), s.Contradicts, KeptClaim{c.Claim, c.Document.Ref, c.Document.ID}, changed}
}

// Speaks writes the party whose sayings follow.
func (l *Listing) Speaks(p Party) error {
	p.tidy()
	switch l.format {
	case AsJSON:
		return l.json(p)
	case AsCSV:
		return nil
	}
	_, err := fmt.Fprintf(l.w, "%s  %s\n", l.style(bold, l.clean(p.Name)), l.style(dim, join(" · ", string(p.Kind), "party "+short(p.ID))))
	return err
}

// Saying writes the claim at a place of what a party has said in one matter, under the head of the matter when it is the first.
func (l *Listing) Saying(s *Stand, at int) error {
	defer func() { l.n++ }()
	c := &s.Said[at]
	reasons := make([]string, len(c.Changed))
	for k, x := range c.Changed {
		reasons[k] = x.Reason
	}
	switch l.format {
	case AsJSON:
		return l.json(s.JSON(at))
	case AsCSV:
		from := ""
		if c.Said != nil {
			from = c.Said.From
		}
		return l.row([]string{"matter", "tellings", "origins", "contradicted", "said", "claim", "act", "denied", "status", "content", "changed", "document", "ref", "outlet", "published"},
			s.ID, strconv.Itoa(s.Tellings), strconv.Itoa(len(s.Origins)), strconv.Itoa(s.Contradicts), from, c.ID, string(c.Act), strconv.FormatBool(c.Denied), string(c.Status),
			c.Content.Text, strings.Join(reasons, "; "), c.Document.ID, c.Document.Ref, c.Document.Outlet, c.Document.Published)
	}
	var b strings.Builder
	if at == 0 {
		fmt.Fprintf(&b, "\n%s  %s\n", l.style(dim, short(s.ID)), l.style(bold, standing(s.Tellings, len(s.Origins), s.Contradicts)))
	}
	l.saying(&b, c)
	_, err := io.WriteString(l.w, b.String())
	return err
}

// saying writes one claim of a party.
func (l *Listing) saying(b *strings.Builder, c *Saying) {
	fmt.Fprintln(b, "  "+join("  ", l.style(bold, said(&c.Telling)), l.style(dim, l.clean(how(&c.Claim))), l.style(dim, short(c.ID))))
	l.wrap(b, "            ", l.clean(c.Content.Text), "")
	l.wrap(b, "            ", l.clean(join(" · ", strings.ReplaceAll(string(c.Status), "_", " "), event(c.Event), c.Document.Outlet, day(c.Document.Published), c.Document.Ref)), dim)
	for _, x := range c.Changed {
		verb := "changed"
		if x.Relation == hearsay.Contradicts {
			verb = "changed, against what was said"
		}
		l.wrap(b, "            ", fmt.Sprintf("%s since %s (%s): %s", verb, said(&x.Since), short(x.Since.ID), l.clean(x.Reason)), bold)
	}
}

func event(w *hearsay.When) string {
	if w == nil {
		return ""
	}
	return "event " + Interval(w)
}

// said is when a claim was said, for people: else when its document was published.
func said(c *Telling) string {
	if c.Said != nil {
		if s := Interval(c.Said); s != "" {
			return s
		}
	}
	if d := day(c.Document.Published); d != "" {
		return d
	}
	return "time unknown"
}
