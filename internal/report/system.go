package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"hearsay"
)

// Seen is how often something is named, and how the events stand that these claims tell of.
type Seen struct {
	Claims    int `json:"claims"`
	Documents int `json:"documents"`
	Outlets   int `json:"outlets"`
	So        int `json:"happened"` // or goes on
	Ahead     int `json:"ahead"`    // planned, demanded, expected or possible
	Denied    int `json:"denied"`   // said not to be so
	Open      int `json:"open"`     // nothing of these is known
}

// System is a weapon, ship, aircraft or vehicle that claims name.
type System struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Kind    string   `json:"kind"`    // "" where it is not listed
	Country string   `json:"country"` // code of its maker or navy, "" unknown
	Family  string   `json:"family"`  // ID, "" for none
	Aliases []string `json:"aliases"`
	Seen
}

// System writes one system of a listing.
func (l *Listing) System(s System) error {
	defer func() { l.n++ }()
	switch l.format {
	case AsJSON:
		return l.json(s)
	case AsCSV:
		return l.row([]string{"id", "name", "kind", "country", "family", "claims", "documents", "outlets", "happened", "ahead", "denied", "open"},
			s.ID, s.Name, s.Kind, s.Country, s.Family, strconv.Itoa(s.Claims), strconv.Itoa(s.Documents), strconv.Itoa(s.Outlets), strconv.Itoa(s.So),
			strconv.Itoa(s.Ahead), strconv.Itoa(s.Denied), strconv.Itoa(s.Open))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %s\n", l.style(bold, l.clean(s.Name)), l.style(dim, l.clean(join(" · ", s.Kind, s.Country, s.ID))))
	l.wrap(&b, "            ", s.Counts(), dim)
	_, err := io.WriteString(l.w, b.String())
	return err
}

// Counts says how often something is named, and of how many claims the event happened, lies ahead, or is denied.
func (s Seen) Counts() string {
	out := fmt.Sprintf("%s in %s of %s", count(s.Claims, "claim"), count(s.Documents, "document"), count(s.Outlets, "outlet"))
	for _, x := range []struct {
		n    int
		word string
	}{{s.So, "told as happened"}, {s.Ahead, "as planned, expected or possible"}, {s.Denied, "as not so"}} {
		if x.n > 0 {
			out += fmt.Sprintf(" · %d %s", x.n, x.word)
		}
	}
	return out
}

// Mentioned is a matter with those of its claims that name something.
type Mentioned struct {
	Matter
	Naming      []Telling
	Contradicts int
}

// MentionedJSON is a matter with its claims that name something, as programs get it.
type MentionedJSON struct {
	Matter      string           `json:"matter"`
	Tellings    int              `json:"tellings"`
	Origins     int              `json:"origins"`
	Contradicts int              `json:"contradicted"`
	Statuses    []hearsay.Status `json:"statuses"`
	Speakers    []string         `json:"speakers"`
	Where       []string         `json:"where"` // places that the claims name
	Claims      []KeptClaim      `json:"claims"`
}

// JSON is the matter as programs get it.
func (m *Mentioned) JSON() MentionedJSON {
	named := m.named()
	out := MentionedJSON{
		Matter: m.ID, Tellings: m.Tellings, Origins: len(m.Origins), Contradicts: m.Contradicts, Statuses: []hearsay.Status{}, Speakers: named.speakers(), Where: m.Where(),
		Claims: make([]KeptClaim, len(m.Naming)),
	}
	out.Statuses = append(out.Statuses, named.statuses()...)
	for i, c := range m.Naming {
		out.Claims[i] = KeptClaim{c.Claim, c.Document.Ref, c.Document.ID}
	}
	return out
}

func (m *Mentioned) named() *Matter { return &Matter{Matter: m.Matter.Matter, Told: m.Naming} }

// Where is the places that the claims name, as printed, with how the claim lies to them, each once.
func (m *Mentioned) Where() []string {
	out := []string{}
	seen := map[string]bool{}
	for _, c := range m.Naming {
		for _, x := range c.Mentions {
			if x.Place == "" {
				continue
			}
			name := join(" ", x.Relation, named(x.Name, x.Text))
			if !seen[name] {
				seen[name] = true
				out = append(out, name)
			}
		}
	}
	return out
}

// Mentioned writes a matter with its claims that name something: how often it is told, where it is, then who says what.
func (l *Listing) Mentioned(m Mentioned) error {
	if l.format == AsJSON {
		defer func() { l.n++ }()
		return l.json(m.JSON())
	}
	var b strings.Builder
	where := strings.Join(m.Where(), ", ")
	if where != "" {
		where = "where: " + where
	}
	fmt.Fprintln(&b, join("  ", l.style(dim, short(m.ID)), l.style(bold, standing(m.Tellings, len(m.Origins), m.Contradicts)), l.style(dim, l.clean(where))))
	if _, err := io.WriteString(l.w, b.String()); err != nil {
		return err
	}
	for _, c := range m.Naming {
		if err := l.Claim(c.Claim, c.Document); err != nil {
			return err
		}
	}
	return nil
}

// SystemHead writes the system that a listing of matters is about.
func (l *Listing) SystemHead(s System) error {
	if l.format == AsJSON {
		return l.json(s)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %s\n", l.style(bold, l.clean(s.Name)), l.style(dim, l.clean(join(" · ", s.Kind, s.Country, s.ID))))
	if len(s.Aliases) > 0 {
		l.wrap(&b, "  ", l.clean("also "+strings.Join(s.Aliases, ", ")), dim)
	}
	l.wrap(&b, "  ", s.Counts(), "")
	b.WriteByte('\n')
	_, err := io.WriteString(l.w, b.String())
	return err
}
