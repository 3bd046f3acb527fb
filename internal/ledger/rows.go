package ledger

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"hearsay"
)

// The text of a span is not kept twice: a row has the spans, and the document has the bytes. What a reading says of a claim comes
// back as it went in, but that lists are never nil.

// claimRow is a claim as it is kept. The order of fields is that of claimColumns.
type claimRow struct {
	no                           int64
	id                           string
	reading                      int64
	act, kind, name, certainty   string
	status                       string
	denied, ownVoice, continued  int64
	within                       *int64
	score                        float64
	speaker, cue, content, quote string
	more                         string
}

const claimColumns = "no, id, reading, act, kind, name, certainty, status, denied, own_voice, continued, within, score, speaker, cue, content, quoted, more"

func (r *claimRow) values() []any {
	return []any{
		r.no, r.id, r.reading, r.act, r.kind, r.name, r.certainty, r.status, r.denied, r.ownVoice, r.continued, r.within, r.score,
		r.speaker, r.cue, r.content, r.quote, r.more,
	}
}

func (r *claimRow) targets() []any {
	return []any{
		&r.no, &r.id, &r.reading, &r.act, &r.kind, &r.name, &r.certainty, &r.status, &r.denied, &r.ownVoice, &r.continued, &r.within, &r.score,
		&r.speaker, &r.cue, &r.content, &r.quote, &r.more,
	}
}

// rest is what a claim has beside the columns. Each plain string is spans, but for candidates, which are names, the role and the ruling.
type rest struct {
	Candidates []string       `json:"candidates,omitempty"`
	Distance   []string       `json:"distance,omitempty"`
	Medium     *string        `json:"medium,omitempty"`
	Addressee  *string        `json:"addressee,omitempty"`
	Role       string         `json:"role,omitempty"`
	Quantities []keptQuantity `json:"quantities,omitempty"`
	Times      []keptTime     `json:"times,omitempty"`
	Chain      []keptHop      `json:"chain,omitempty"`
	Said       *keptWhen      `json:"said,omitempty"`
	Event      *keptWhen      `json:"event,omitempty"`
	Evidence   []keptEvidence `json:"evidence,omitempty"`
	Ruling     string         `json:"ruling,omitempty"`
}

// mentionRow is a mention as it is kept.
type mentionRow struct {
	claim, place int64
	kind         string
	generic      int64
	spans        string
	name, more   string
}

const mentionColumns = "claim, place, type, generic, spans, name, more"

func (r *mentionRow) values() []any {
	return []any{r.claim, r.place, r.kind, r.generic, r.spans, r.name, r.more}
}

func (r *mentionRow) targets() []any {
	return []any{&r.claim, &r.place, &r.kind, &r.generic, &r.spans, &r.name, &r.more}
}

// keep makes the row of a claim and those of its mentions.
func keep(c *hearsay.Claim, no, reading int64, within *int64) (claimRow, []mentionRow, error) {
	beside := rest{Candidates: c.Speaker.Candidates, Distance: spelled(c.Distance), Medium: spelledOne(c.Medium), Addressee: spelledOne(c.Addressee), Ruling: c.Ruling}
	beside.keepResolved(c)
	more, err := json.Marshal(beside)
	if err != nil {
		return claimRow{}, nil, err
	}
	row := claimRow{
		no: no, id: c.ID, reading: reading, act: string(c.Act), kind: string(c.Speaker.Kind), name: c.Speaker.Name, certainty: string(c.Certainty), status: string(c.Status),
		denied: bit(c.Denied), ownVoice: bit(c.OwnVoice), continued: bit(c.Continued), within: within, score: c.Score,
		speaker: spell(c.Speaker.Spans), cue: spell(c.Cue.Spans), content: spell(c.Content.Spans), quote: spell(c.Quoted), more: string(more),
	}
	if row.more == "{}" {
		row.more = ""
	}
	mentions := make([]mentionRow, len(c.Mentions))
	for i, m := range c.Mentions {
		aside, err := keepMention(&m)
		if err != nil {
			return claimRow{}, nil, err
		}
		mentions[i] = mentionRow{no, int64(i), m.Type, bit(m.Generic), spell(m.Spans), m.Name, aside}
	}
	return row, mentions, nil
}

// restore makes the claim of its rows again; within is the ID of the enclosing claim.
func (r *claimRow) restore(text, within string, mentions []mentionRow) (hearsay.Claim, error) {
	p := printer{text: text}
	var more rest
	if r.more != "" {
		if err := json.Unmarshal([]byte(r.more), &more); err != nil {
			return hearsay.Claim{}, err
		}
	}
	c := hearsay.Claim{
		ID: r.id,
		Speaker: hearsay.Speaker{
			Printed: p.printed(r.speaker), Kind: hearsay.Kind(r.kind), Name: r.name, Candidates: append([]string{}, more.Candidates...),
		},
		Cue: p.printed(r.cue), Act: hearsay.Act(r.act), Certainty: hearsay.Certainty(r.certainty), Denied: r.denied != 0,
		Content: p.printed(r.content), Quoted: p.spans(r.quote), Within: within, OwnVoice: r.ownVoice != 0, Continued: r.continued != 0,
		Distance: p.list(more.Distance), Medium: p.optional(more.Medium), Addressee: p.optional(more.Addressee), Mentions: []hearsay.Mention{},
		Status: hearsay.Status(r.status), Score: r.score, Ruling: more.Ruling,
	}
	more.restoreResolved(&c, &p)
	for _, m := range mentions {
		c.Mentions = append(c.Mentions, p.mention(m))
	}
	return c, p.err
}

// printer cuts spans out of a text and remembers the first that is not one of it.
type printer struct {
	text string
	err  error
}

func (p *printer) spans(s string) []hearsay.Span {
	spans, err := readSpans(s)
	if err == nil {
		err = faultOf(p.text, spans)
	}
	if err != nil {
		p.err = err
		return []hearsay.Span{}
	}
	return spans
}

func (p *printer) printed(s string) hearsay.Printed { return hearsay.Print(p.text, p.spans(s)...) }

func (p *printer) list(of []string) []hearsay.Printed {
	out := make([]hearsay.Printed, len(of))
	for i, s := range of {
		out[i] = p.printed(s)
	}
	return out
}

func (p *printer) optional(s *string) *hearsay.Printed {
	if s == nil {
		return nil
	}
	out := p.printed(*s)
	return &out
}

func bit(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// spell writes spans as "12-15 20-25".
func spell(spans []hearsay.Span) string {
	var b []byte
	for i, s := range spans {
		if i > 0 {
			b = append(b, ' ')
		}
		b = strconv.AppendInt(b, int64(s.From), 10)
		b = append(b, '-')
		b = strconv.AppendInt(b, int64(s.To), 10)
	}
	return string(b)
}

func spelled(list []hearsay.Printed) (out []string) {
	for _, p := range list {
		out = append(out, spell(p.Spans))
	}
	return out
}

func spelledOne(p *hearsay.Printed) *string {
	if p == nil {
		return nil
	}
	s := spell(p.Spans)
	return &s
}

func readSpans(s string) ([]hearsay.Span, error) {
	out := []hearsay.Span{}
	for f := range strings.FieldsSeq(s) {
		from, to, ok := strings.Cut(f, "-")
		a, errA := strconv.Atoi(from)
		b, errB := strconv.Atoi(to)
		if !ok || errA != nil || errB != nil {
			return nil, fmt.Errorf("%w: %q is no span", hearsay.ErrInvalid, f)
		}
		out = append(out, hearsay.Span{From: a, To: b})
	}
	return out, nil
}

// faultOf says what is wrong with spans: they must lie in the text, in order, on rune boundaries, and none may be empty.
func faultOf(text string, spans []hearsay.Span) error {
	last := 0
	for _, s := range spans {
		switch {
		case s.From < last || s.To <= s.From || s.To > len(text):
			return fmt.Errorf("%w: span %d-%d is empty, out of order, or not inside the text of %d bytes", hearsay.ErrInvalid, s.From, s.To, len(text))
		case !utf8.RuneStart(text[s.From]) || s.To < len(text) && !utf8.RuneStart(text[s.To]):
			return fmt.Errorf("%w: span %d-%d cuts a character in two", hearsay.ErrInvalid, s.From, s.To)
		}
		last = s.To
	}
	return nil
}

// faultOfDocument says what keeps a document out of the ledger.
func faultOfDocument(doc *hearsay.Document) error {
	for _, s := range []string{doc.Ref, doc.Outlet, doc.Title, doc.Published, string(doc.PublishedFrom), doc.Address, doc.Language, doc.Text} {
		if !utf8.ValidString(s) || strings.Contains(s, "\x00") {
			return fmt.Errorf("%w: it is not UTF-8, or has a zero byte", hearsay.ErrInvalid)
		}
	}
	if doc.Published != "" {
		if err := hearsay.ParsePublished(doc.Published); err != nil {
			return err
		}
	}
	again := *doc
	if again.Identify(); again.ID != doc.ID {
		return fmt.Errorf("%w: its ID should be %s", hearsay.ErrInvalid, again.ID)
	}
	return nil
}

// faultOfClaims says what keeps the claims of a document out of the ledger; place is where each ID stands.
func faultOfClaims(doc *hearsay.Document, claims []hearsay.Claim) (place map[string]int, err error) {
	if len(claims) >= perDocument/256 {
		return nil, fmt.Errorf("%w: %d claims are too many", hearsay.ErrInvalid, len(claims))
	}
	place = make(map[string]int, len(claims))
	for i := range claims {
		c := &claims[i]
		if _, twice := place[c.ID]; twice {
			return nil, fmt.Errorf("%w: claim %s comes twice", hearsay.ErrInvalid, c.ID)
		}
		place[c.ID] = i
	}
	for i := range claims {
		if err := faultOfClaim(doc, &claims[i], place); err != nil {
			return nil, fmt.Errorf("claim %s: %w", claims[i].ID, err)
		}
	}
	return place, nil
}

func faultOfClaim(doc *hearsay.Document, c *hearsay.Claim, place map[string]int) error {
	for _, p := range c.AllPrinted() {
		if err := faultOf(doc.Text, p.Spans); err != nil {
			return err
		}
		if hearsay.Print(doc.Text, p.Spans...).Text != p.Text {
			return fmt.Errorf("%w: %q is not what its spans cover", hearsay.ErrInvalid, p.Text)
		}
	}
	if err := faultOf(doc.Text, c.Quoted); err != nil {
		return err
	}
	if id := hearsay.NewClaimID(doc.ID, c); id != c.ID {
		return fmt.Errorf("%w: its ID should be %s", hearsay.ErrInvalid, id)
	}
	if _, there := place[c.Within]; c.Within != "" && !there {
		return fmt.Errorf("%w: claim %s, which holds it, is not there", hearsay.ErrInvalid, c.Within)
	}
	if !slices.Contains(hearsay.Acts, c.Act) {
		return fmt.Errorf("%w: there is no act %q", hearsay.ErrInvalid, c.Act)
	}
	if math.IsNaN(c.Score) || math.IsInf(c.Score, 0) {
		return fmt.Errorf("%w: score %v", hearsay.ErrInvalid, c.Score)
	}
	names := append([]string{c.Speaker.Name, c.Speaker.Role, string(c.Speaker.Kind), string(c.Certainty), string(c.Status), c.Ruling}, c.Speaker.Candidates...)
	for _, m := range c.Mentions {
		names = append(names, m.Type, m.Name, m.System, m.Place, m.Relation)
	}
	for _, h := range c.Chain {
		names = append(names, h.Name, string(h.Kind), string(h.Act), string(h.Certainty))
	}
	for _, q := range c.Quantities {
		names = append(names, q.Unit, q.Thing)
	}
	for _, s := range names {
		if !utf8.ValidString(s) || strings.Contains(s, "\x00") {
			return fmt.Errorf("%w: %q is not UTF-8, or has a zero byte", hearsay.ErrInvalid, s)
		}
	}
	return nil
}
