package report

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"hearsay"
)

// Format is how a listing is written.
type Format string

// The formats of listings.
const (
	AsText Format = "text" // a line or a block each, for people
	AsJSON Format = "json" // an object a line
	AsCSV  Format = "csv"  // a row each, with a head
)

// Listing writes documents, claims and skips one after another. Close ends it.
type Listing struct {
	Page
	w      io.Writer
	format Format
	rows   *csv.Writer
	n      int
}

// NewListing starts a listing on w.
func NewListing(w io.Writer, f Format, p Page) *Listing {
	if p.Width == 0 {
		p.Width = 80
	}
	l := &Listing{Page: p, w: w, format: f}
	if f == AsCSV {
		l.rows = csv.NewWriter(w)
	}
	return l
}

// Len is how many were written.
func (l *Listing) Len() int { return l.n }

// Close writes what is still held back.
func (l *Listing) Close() error {
	if l.rows == nil {
		return nil
	}
	l.rows.Flush()
	return l.rows.Error()
}

func (l *Listing) json(v any) error {
	e := json.NewEncoder(l.w)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

func (l *Listing) row(head []string, values ...string) error {
	if l.n == 0 {
		if err := l.rows.Write(head); err != nil {
			return err
		}
	}
	return l.rows.Write(values)
}

// short is how an ID is shown to people: any unique beginning of it is accepted.
func short(id string) string { return id[:min(10, len(id))] }

// Entry is a document as a ledger has it.
type Entry struct {
	hearsay.Document
	Claims  int       `json:"claims"`
	Reader  string    `json:"reader"`
	Entered time.Time `json:"entered"`
}

// Document writes one document of a ledger.
func (l *Listing) Document(e Entry) error {
	defer func() { l.n++ }()
	switch l.format {
	case AsJSON:
		return l.json(e)
	case AsCSV:
		return l.row([]string{"id", "ref", "outlet", "title", "published", "published_from", "address", "claims", "reader", "entered"},
			e.ID, e.Ref, e.Outlet, e.Title, e.Published, string(e.PublishedFrom), e.Address, strconv.Itoa(e.Claims), e.Reader, e.Entered.Format(time.RFC3339))
	}
	title := e.Title
	if title == "" {
		title = e.Ref
	}
	_, err := fmt.Fprintf(l.w, "%s  %s  %s\n            %s\n", l.style(dim, short(e.ID)), l.style(bold, l.clean(title)), l.style(dim, count(e.Claims, "claim")),
		l.style(dim, l.clean(join(" · ", e.Outlet, day(e.Published), e.Ref))))
	return err
}

func day(published string) string { return published[:min(10, len(published))] }

func join(sep string, parts ...string) string {
	var some []string
	for _, p := range parts {
		if p != "" {
			some = append(some, p)
		}
	}
	return strings.Join(some, sep)
}

// KeptClaim is a claim with the document that it is in.
type KeptClaim struct {
	hearsay.Claim
	Ref      string `json:"ref"`
	Document string `json:"document"` // ID
}

// Claim writes one claim of a document.
func (l *Listing) Claim(c hearsay.Claim, d *hearsay.Document) error {
	defer func() { l.n++ }()
	switch l.format {
	case AsJSON:
		return l.json(KeptClaim{c, d.Ref, d.ID})
	case AsCSV:
		return l.row([]string{"id", "document", "ref", "outlet", "published", "speaker", "kind", "name", "cue", "act", "certainty", "denied", "own_voice", "continued", "content", "score"},
			c.ID, d.ID, d.Ref, d.Outlet, d.Published, c.Speaker.Text, string(c.Speaker.Kind), c.Speaker.Name, c.Cue.Text, string(c.Act), string(c.Certainty),
			strconv.FormatBool(c.Denied), strconv.FormatBool(c.OwnVoice), strconv.FormatBool(c.Continued), c.Content.Text, strconv.FormatFloat(c.Score, 'f', 3, 64))
	}
	var b strings.Builder
	fmt.Fprintln(&b, join("  ", l.style(dim, short(c.ID)), l.style(bold, l.clean(who(&c))), l.style(dim, l.clean(how(&c)))))
	l.wrap(&b, "            ", l.clean(c.Content.Text), "")
	l.wrap(&b, "            ", l.clean(join(" · ", d.Outlet, day(d.Published), d.Title, d.Ref)), dim)
	_, err := io.WriteString(l.w, b.String())
	return err
}

// Skip writes one document that could not be read.
func (l *Listing) Skip(s hearsay.Skip, reader string) error {
	defer func() { l.n++ }()
	switch l.format {
	case AsJSON:
		return l.json(struct {
			hearsay.Skip
			Reader string    `json:"reader"`
			At     time.Time `json:"entered"`
		}{s, reader, s.At})
	case AsCSV:
		return l.row([]string{"name", "reason", "detail", "reader", "entered"}, s.Name, s.Reason, s.Detail, reader, s.At.Format(time.RFC3339))
	}
	_, err := fmt.Fprintf(l.w, "%s\n", l.clean(s.Error()))
	return err
}

// Context writes a claim in the text around it: the claim itself, then the paragraphs that hold it with its words marked.
func (p Page) Context(w io.Writer, c *hearsay.Claim, d *hearsay.Document) error {
	if p.Width == 0 {
		p.Width = 80
	}
	var b strings.Builder
	p.claim(&b, c)
	fmt.Fprintf(&b, "\n  %s\n\n", p.style(dim, p.clean(join(" · ", d.Outlet, d.Published, d.Title, d.Ref))))
	spans := append(append([]hearsay.Span{}, c.Content.Spans...), append(c.Cue.Spans, c.Speaker.Spans...)...)
	from, to := len(d.Text), 0
	for _, s := range spans {
		from, to = min(from, s.From), max(to, s.To)
	}
	if k := strings.LastIndexByte(d.Text[:min(from, len(d.Text))], '\n'); k >= 0 {
		from = k + 1
	} else {
		from = 0
	}
	if k := strings.IndexByte(d.Text[to:], '\n'); k >= 0 {
		to += k
	} else {
		to = len(d.Text)
	}
	mark := make([]bool, to-from)
	for _, s := range c.Content.Spans {
		for i := s.From; i < s.To; i++ {
			mark[i-from] = true
		}
	}
	for para := range strings.SplitSeq(marked(d.Text[from:to], mark), "\n") {
		if strings.TrimSpace(para) != "" {
			p.wrap(&b, "      ", p.clean(para), "")
			b.WriteByte('\n')
		}
	}
	var at []string
	for _, x := range c.Content.Spans {
		at = append(at, fmt.Sprintf("%d–%d", x.From, x.To))
	}
	fmt.Fprintf(&b, "  %s\n", p.style(dim, fmt.Sprintf("claim %s · document %s · bytes %s", c.ID, d.ID, strings.Join(at, ", "))))
	if c.Ruling != "" {
		fmt.Fprintf(&b, "  %s\n", p.style(dim, "as ruling "+short(c.Ruling)+" has it"))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// marked sets ⟦ ⟧ round the marked bytes.
func marked(text string, mark []bool) string {
	var b strings.Builder
	for i := range len(text) {
		if mark[i] && (i == 0 || !mark[i-1]) {
			b.WriteString("⟦")
		}
		b.WriteByte(text[i])
		if mark[i] && (i+1 == len(text) || !mark[i+1]) {
			b.WriteString("⟧")
		}
	}
	return b.String()
}
