package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"hearsay"
)

// Conflict is two matters that contradict each other, the earlier first, and the strongest link between them.
type Conflict struct {
	First, Second Matter
	hearsay.Link
}

// BriefJSON is a matter as programs get it beside another.
type BriefJSON struct {
	ID       string   `json:"id"`
	Gist     GistJSON `json:"gist"`
	Speakers []string `json:"speakers"`
	Tellings int      `json:"tellings"`
	Origins  int      `json:"origins"`
}

// Brief is the matter as programs get it beside another.
func (m *Matter) Brief() BriefJSON {
	g := m.gist()
	return BriefJSON{m.ID, GistJSON{g.Content.Text, g.Document.ID, g.Content.Spans}, m.speakers(), m.Tellings, len(m.Origins)}
}

// ConflictJSON is a conflict as programs get it.
type ConflictJSON struct {
	Score   float64      `json:"score"`
	Reason  string       `json:"reason"`
	Claims  [2]string    `json:"claims"`
	Matters [2]BriefJSON `json:"matters"`
}

// JSON is the conflict as programs get it.
func (c *Conflict) JSON() ConflictJSON {
	return ConflictJSON{c.Score, c.Reason, [2]string{c.Claim, c.Other}, [2]BriefJSON{c.First.Brief(), c.Second.Brief()}}
}

// Conflict writes one conflict.
func (l *Listing) Conflict(c Conflict) error {
	defer func() { l.n++ }()
	sides := []*Matter{&c.First, &c.Second}
	switch l.format {
	case AsJSON:
		return l.json(c.JSON())
	case AsCSV:
		var row []string
		for _, m := range sides {
			x := m.Brief()
			row = append(row, x.ID, x.Gist.Text, strings.Join(x.Speakers, "; "), strconv.Itoa(x.Tellings), strconv.Itoa(x.Origins))
		}
		return l.row([]string{
			"first", "first_gist", "first_speakers", "first_tellings", "first_origins", "second", "second_gist", "second_speakers", "second_tellings", "second_origins",
			"score", "reason",
		}, append(row, decimal(c.Score), c.Reason)...)
	}
	var b strings.Builder
	if l.n > 0 {
		b.WriteByte('\n')
	}
	l.wrap(&b, "", l.clean(c.Reason)+" · score "+decimal(c.Score), dim)
	for i, m := range sides {
		g := m.gist()
		if i > 0 {
			fmt.Fprintln(&b, "        against")
		}
		fmt.Fprintln(&b, join("  ", l.style(dim, short(m.ID)), l.style(bold, l.clean(strings.Join(m.speakers(), ", "))),
			l.style(dim, join(" · ", counts(m), words(m.statuses()), denial(m.Told)))))
		l.wrap(&b, "            ", l.clean(g.Content.Text), "")
	}
	_, err := io.WriteString(l.w, b.String())
	return err
}

func decimal(score float64) string { return strconv.FormatFloat(score, 'f', 3, 64) }
