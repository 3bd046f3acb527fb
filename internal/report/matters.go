package report

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"hearsay"
)

// Telling is a claim of a matter with its document.
type Telling struct {
	hearsay.Claim
	Document *hearsay.Document
}

// Matter is a matter with its claims and their documents, in the order of their telling.
type Matter struct {
	hearsay.Matter
	Told []Telling
}

// MatterJSON is a matter as programs get it.
type MatterJSON struct {
	ID          string             `json:"id"`
	Gist        GistJSON           `json:"gist"`
	Claims      []TellingJSON      `json:"claims"`
	Tellings    int                `json:"tellings"`
	Origins     []OriginJSON       `json:"origins"`
	Contradicts []hearsay.Opposite `json:"contradicts"`
	Updates     []hearsay.Opposite `json:"updates"`
	Rings       [][]string         `json:"rings"`
}

// GistJSON is what a matter says, as one of its tellings has it.
type GistJSON struct {
	Text     string         `json:"text"`
	Document string         `json:"document"`
	Spans    []hearsay.Span `json:"spans"`
}

// TellingJSON is a claim of a matter.
type TellingJSON struct {
	ID       string          `json:"id"`
	Document string          `json:"document"`
	Ref      string          `json:"ref"`
	Speaker  hearsay.Speaker `json:"speaker"`
	Act      hearsay.Act     `json:"act"`
	Denied   bool            `json:"denied"`
	Content  hearsay.Printed `json:"content"`
}

// OriginJSON is where tellings come from, and why they count as one.
type OriginJSON struct {
	Documents []string `json:"documents"`
	Refs      []string `json:"refs"`
	Speaker   string   `json:"speaker"`
	Reason    string   `json:"reason"`
}

// Clearest is the telling whose content says it most clearly.
func (m *Matter) Clearest() *Telling { return m.gist() }

// Outlets are the outlets of documents, or what these are called where they have none.
func (m *Matter) Outlets(documents []string) []string { return m.outlets(documents) }

// MatterLine is a matter as a listing of many has it.
type MatterLine struct {
	BriefJSON
	Contradicts int              `json:"contradicted"` // by how many others
	Updates     int              `json:"updated"`      // by how many others
	Rings       int              `json:"rings"`
	Statuses    []hearsay.Status `json:"statuses"`
	Denied      string           `json:"denied"` // "denied", "denied by some", or ""
	First       string           `json:"first"`  // the day when it was first told, "" unknown
	Last        string           `json:"last"`
}

// Line is the matter in a line, with how many contradict and how many replace it.
func (m *Matter) Line(against, later int) MatterLine {
	out := MatterLine{
		BriefJSON: m.Brief(), Contradicts: against, Updates: later, Rings: len(m.Rings), Statuses: append([]hearsay.Status{}, m.statuses()...), Denied: denial(m.Told),
	}
	out.First, out.Last = m.days()
	return out
}

// When says when it was told, for people.
func (l MatterLine) When() string { return toldOn(l.First, l.Last) }

func (m *Matter) gist() *Telling {
	return &m.Told[max(0, slices.IndexFunc(m.Told, func(c Telling) bool { return c.ID == m.Gist }))]
}

// refs are what documents are called: the giver's own names, or else the beginnings of their IDs.
func (m *Matter) refs(documents []string) []string {
	out := make([]string, len(documents))
	for i, id := range documents {
		out[i] = short(id)
		if k := slices.IndexFunc(m.Told, func(c Telling) bool { return c.Document.ID == id }); k >= 0 && m.Told[k].Document.Ref != "" {
			out[i] = m.Told[k].Document.Ref
		}
	}
	return out
}

// JSON is the matter as programs get it.
func (m *Matter) JSON() MatterJSON {
	g := m.gist()
	out := MatterJSON{
		ID: m.ID, Gist: GistJSON{g.Content.Text, g.Document.ID, g.Content.Spans}, Claims: make([]TellingJSON, len(m.Told)), Tellings: m.Tellings,
		Origins: make([]OriginJSON, len(m.Origins)), Contradicts: m.Contradicts, Updates: m.Updates, Rings: make([][]string, len(m.Rings)),
	}
	for i, c := range m.Told {
		out.Claims[i] = TellingJSON{c.ID, c.Document.ID, c.Document.Ref, c.Speaker, c.Act, c.Denied, c.Content}
	}
	for i, o := range m.Origins {
		out.Origins[i] = OriginJSON{o.Documents, m.refs(o.Documents), o.Speaker, o.Reason}
	}
	for i, r := range m.Rings {
		out.Rings[i] = m.refs(r)
	}
	return out
}

// Matter writes one matter of a listing.
func (l *Listing) Matter(m Matter) error {
	defer func() { l.n++ }()
	g := m.gist()
	switch l.format {
	case AsJSON:
		return l.json(m.JSON())
	case AsCSV:
		return l.row([]string{"id", "gist", "tellings", "origins", "contradicts", "updates", "rings"}, m.ID, g.Content.Text, strconv.Itoa(m.Tellings),
			strconv.Itoa(len(m.Origins)), strconv.Itoa(len(m.Contradicts)), strconv.Itoa(len(m.Updates)), strconv.Itoa(len(m.Rings)))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %s\n", l.style(dim, short(m.ID)), l.style(bold, counts(&m)))
	l.wrap(&b, "            ", l.clean(g.Content.Text), "")
	l.wrap(&b, "            ", l.clean(join(" · ", who(&g.Claim), g.Document.Outlet, day(g.Document.Published))), dim)
	_, err := io.WriteString(l.w, b.String())
	return err
}

// counts is how many tellings and from how many origins, always side by side, and what stands against it.
func counts(m *Matter) string {
	out := count(m.Tellings, "telling") + ", " + count(len(m.Origins), "origin")
	if n := len(m.Rings); n > 0 {
		out += " · " + count(n, "ring")
	}
	if n := len(m.Contradicts); n > 0 {
		out += " · contradicted by " + strconv.Itoa(n)
	}
	if n := len(m.Updates); n > 0 {
		out += " · updated by " + strconv.Itoa(n)
	}
	return out
}

// outlets are the outlets of documents, or what these are called where they have none.
func (m *Matter) outlets(documents []string) []string {
	out := m.refs(documents)
	for i, id := range documents {
		if k := slices.IndexFunc(m.Told, func(c Telling) bool { return c.Document.ID == id && c.Document.Outlet != "" }); k >= 0 {
			out[i] = m.Told[k].Document.Outlet
		}
	}
	return out
}
