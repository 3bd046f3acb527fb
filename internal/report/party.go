package report

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"hearsay"
)

// Spelling is a printed form of a party's name.
type Spelling struct {
	Text      string `json:"text"`
	Documents int    `json:"documents"`
}

// Stretch is the time in which a role is printed with a party's name.
type Stretch struct {
	Text      string `json:"text"`
	First     string `json:"first"`
	Last      string `json:"last"`
	Documents int    `json:"documents"`
}

// Party is a party as a listing has it.
type Party struct {
	hearsay.Party
	Documents int        `json:"documents"`
	Names     []Spelling `json:"names"`
}

// Profile is all that is known of a party but its claims.
type Profile struct {
	Party
	Roles []Stretch `json:"roles"`
}

// Party writes one party.
func (l *Listing) Party(p Party) error {
	defer func() { l.n++ }()
	p.tidy()
	switch l.format {
	case AsJSON:
		return l.json(p)
	case AsCSV:
		return l.row([]string{"id", "kind", "name", "documents", "names", "candidates"}, p.ID, string(p.Kind), p.Name, strconv.Itoa(p.Documents),
			strings.Join(texts(p.Names), "; "), strings.Join(p.Candidates, " "))
	}
	_, err := fmt.Fprintf(l.w, "%s  %s  %s\n", l.style(dim, short(p.ID)), l.style(bold, l.clean(p.Name)), l.style(dim, l.clean(join(" · ", string(p.Kind), count(p.Documents, "document"), oneOf(&p)))))
	if err == nil && len(p.Names) > 1 {
		var b strings.Builder
		l.wrap(&b, "            ", l.clean(strings.Join(texts(p.Names), " · ")), dim)
		_, err = fmt.Fprint(l.w, b.String())
	}
	return err
}

func (p *Party) tidy() {
	if p.Candidates == nil {
		p.Candidates = []string{}
	}
	if p.Names == nil {
		p.Names = []Spelling{}
	}
}

func oneOf(p *Party) string {
	if len(p.Candidates) == 0 {
		return ""
	}
	return fmt.Sprintf("one of %d", len(p.Candidates))
}

func texts(names []Spelling) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = n.Text
	}
	return out
}

// Profile writes what is known of a party; its claims follow as a listing of their own.
func (l *Listing) Profile(p Profile) error {
	p.tidy()
	if p.Roles == nil {
		p.Roles = []Stretch{}
	}
	if l.format == AsJSON {
		return l.json(p)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %s\n", l.style(bold, l.clean(p.Name)), l.style(dim, join(" · ", string(p.Kind), count(p.Documents, "document"), oneOf(&p.Party), "party "+p.ID)))
	for _, n := range p.Names {
		fmt.Fprintf(&b, "  %s  %s\n", l.clean(n.Text), l.style(dim, count(n.Documents, "document")))
	}
	for _, r := range p.Roles {
		when := day(r.First)
		if last := day(r.Last); last != when {
			when += " to " + last
		}
		fmt.Fprintf(&b, "  %s  %s\n", l.clean(r.Text), l.style(dim, join(" · ", when, count(r.Documents, "document"))))
	}
	b.WriteByte('\n')
	_, err := fmt.Fprint(l.w, b.String())
	return err
}

// Ruling is a ruling as a listing has it.
type Ruling struct {
	hearsay.Ruling
	Entered   time.Time `json:"entered"`
	Withdrawn bool      `json:"withdrawn"`
	Words     [2]string `json:"-"` // of claims that it is about: what is printed at its places
	Text      string    `json:"-"` // of the document whose claim it corrects
}

// Says is what a ruling says that a claim of a text is, in words: "speaker “the minister” · deny"; "" of another ruling.
func (r *Ruling) Says() string {
	c := r.Correction
	if c == nil {
		return ""
	}
	out := ""
	for _, part := range []struct {
		name  string
		spans []hearsay.Span
	}{{"speaker", c.Speaker}, {"cue", c.Cue}, {"content", c.Content}} {
		switch {
		case len(part.spans) > 0:
			out = join(" · ", out, part.name+" “"+hearsay.Print(r.Text, part.spans...).Text+"”")
		case part.spans != nil:
			out = join(" · ", out, "no "+part.name)
		}
	}
	for _, s := range []string{string(c.Kind), string(c.Act), string(c.Certainty)} {
		out = join(" · ", out, s)
	}
	if c.Denied != nil {
		out = join(" · ", out, map[bool]string{true: "denied", false: "not denied"}[*c.Denied])
	}
	return out
}

// Ruling writes one ruling.
func (l *Listing) Ruling(r Ruling) error {
	defer func() { l.n++ }()
	for _, p := range []*hearsay.Place{&r.Place, &r.Other} {
		if p.Spans == nil {
			p.Spans = []hearsay.Span{}
		}
	}
	switch l.format {
	case AsJSON:
		return l.json(r)
	case AsCSV:
		return l.row([]string{"id", "kind", "note", "withdraws", "withdrawn", "entered"}, r.ID, string(r.Kind), r.Note, r.Withdraws, strconv.FormatBool(r.Withdrawn), r.Entered.Format(time.RFC3339))
	}
	state := ""
	if r.Withdrawn {
		state = "undone"
	}
	_, err := fmt.Fprintf(l.w, "%s  %s  %s  %s\n", l.style(dim, short(r.ID)), l.style(bold, fmt.Sprintf("%-5s", r.Kind)), l.clean(r.Note), l.style(dim, join(" · ", r.Entered.Format(time.DateOnly), state)))
	if err != nil || r.Words == [2]string{} {
		return err
	}
	var b strings.Builder
	for _, s := range r.Words {
		if s != "" {
			l.wrap(&b, "            ", "“"+l.clean(s)+"”", dim)
		}
	}
	if says := r.Says(); says != "" {
		l.wrap(&b, "            ", "→ "+l.clean(says), dim)
	}
	_, err = fmt.Fprint(l.w, b.String())
	return err
}
