package report

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"hearsay"
)

// Reply is what is answered to a question.
type Reply struct {
	Question string
	Kind     string
	Refused  bool
	Flaw     string // why it cannot be taken as a question, "" when it can
	Answers  []Answer
	Nearest  []Telling // of a refused question: the claims that come nearest
	Says     int       // of a question of yes or no: claims that say so
	Denies   int       // and claims that deny it
}

// Answer is a claim that answers a question.
type Answer struct {
	Telling
	Speaker  string          // full name, "" when nobody is named
	Text     hearsay.Printed // of the content, what is shown
	Short    hearsay.Printed // what is asked for by itself; empty where there is none
	Evidence bool            // on what the claim rests is asked for
	Side     string          // "A" or "B" where answers differ
	Claims   []string        // IDs, the one shown first, then those that say the same
	Tellings int             // documents that tell the matter
	Origins  int
	Updated  bool // a later claim replaces it

	NamedIn      *hearsay.Document // the document that prints the name of the speaker, nil where none does
	SpeakerSpans []hearsay.Span    // and where
	Beside       bool              // it stands beside the answer before it, and may give the reason that that one lacks
}

// ReplyJSON is a reply as programs get it.
type ReplyJSON struct {
	Question string       `json:"question"`
	Kind     string       `json:"kind"`
	Refused  bool         `json:"refused"`
	Answers  []AnswerJSON `json:"answers"`
	Nearest  []string     `json:"nearest"`
}

// AnswerJSON is an answer as programs get it.
type AnswerJSON struct {
	Text         string      `json:"text"`
	Speaker      string      `json:"speaker"`
	Chain        []string    `json:"chain"`
	Said         string      `json:"said"`
	Claims       []string    `json:"claims"`
	Spans        []BytesJSON `json:"spans"`
	SpeakerSpans []BytesJSON `json:"speaker_spans"`
	Origins      int         `json:"origins"`
	Side         string      `json:"side"`
}

// BytesJSON is bytes of a document.
type BytesJSON struct {
	Document string `json:"document"`
	Ref      string `json:"ref"`
	From     int    `json:"from"`
	To       int    `json:"to"`
}

func places(doc *hearsay.Document, spans []hearsay.Span) []BytesJSON {
	out := make([]BytesJSON, len(spans))
	for i, s := range spans {
		out[i] = BytesJSON{doc.ID, doc.Ref, s.From, s.To}
	}
	return out
}

// ForPrograms is the reply as programs get it.
func (r *Reply) ForPrograms() ReplyJSON {
	out := ReplyJSON{r.Question, r.Kind, r.Refused, make([]AnswerJSON, len(r.Answers)), make([]string, len(r.Nearest))}
	for i := range r.Answers {
		a := &r.Answers[i]
		x := AnswerJSON{
			Text: a.Text.Text, Speaker: a.Speaker, Chain: make([]string, len(a.Chain)), Claims: a.Claims, Spans: places(a.Document, a.Text.Spans),
			SpeakerSpans: a.named(), Origins: a.Origins, Side: a.Side,
		}
		for k, h := range a.Chain {
			x.Chain[k] = named(h.Name, h.Text)
		}
		if a.Said != nil {
			x.Said = Interval(a.Said)
		}
		out.Answers[i] = x
	}
	for i := range r.Nearest {
		out.Nearest[i] = r.Nearest[i].ID
	}
	return out
}

// named is where the speaker's name is printed, or else how the document calls the speaker.
func (a *Answer) named() []BytesJSON {
	if a.NamedIn != nil {
		return places(a.NamedIn, a.SpeakerSpans)
	}
	return places(a.Document, a.Claim.Speaker.Spans)
}

// JSON writes a reply as one line.
func (r *Reply) JSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(r.ForPrograms())
}

// Reply writes a reply for people: of each side what is answered, then who says so, how, when, through whom, and from how many origins.
func (p Page) Reply(w io.Writer, r *Reply) error {
	if p.Width == 0 {
		p.Width = 80
	}
	var b strings.Builder
	switch {
	case r.Flaw != "":
		p.wrap(&b, "", "No answer: "+r.Flaw+".", "")
	case r.Refused:
		p.wrap(&b, "", "Nothing here answers that.", bold)
		if len(r.Nearest) > 0 {
			p.wrap(&b, "", "The nearest claims, which do not answer it:", dim)
		}
		for i := range r.Nearest {
			p.told(&b, &r.Nearest[i], &Answer{Telling: r.Nearest[i], Text: r.Nearest[i].Content})
		}
	default:
		p.answers(&b, r)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (p Page) answers(b *strings.Builder, r *Reply) {
	if tally := r.Tally(); tally != "" {
		p.wrap(b, "", tally, bold)
	}
	for _, side := range []string{"A", "B", ""} {
		first := true
		for i := range r.Answers {
			a := &r.Answers[i]
			if a.Side != side {
				continue
			}
			if first && (side != "" || i > 0 && r.Answers[i-1].Side != "") {
				head := "ALSO"
				if side != "" {
					head = "SIDE " + side
				}
				fmt.Fprintf(b, "%s\n", p.style(bold, head))
			}
			first = false
			p.told(b, &a.Telling, a)
		}
	}
}

// told writes one claim: the words asked for, then who says so.
func (p Page) told(b *strings.Builder, t *Telling, a *Answer) {
	if a.Beside {
		p.wrap(b, "  ", "Said beside it, perhaps why:", dim)
	}
	if a.Short.Text != "" && a.Short.Text != a.Text.Text {
		p.wrap(b, "  ", "“"+p.clean(a.Short.Text)+"”", bold)
	}
	p.wrap(b, "  ", p.clean(sentence(t, a)), "")
	p.wrap(b, "    ", p.clean(join(" · ", a.Counts(), short(t.ID))), dim)
}

// Sentence says an answer in words, as on the command line.
func (a *Answer) Sentence() string { return Page{}.clean(sentence(&a.Telling, a)) }

// Counts is how often its matter is told, how many claims say the same, and whether a later one replaces it.
func (a *Answer) Counts() string { return strings.Join(a.counts(), " · ") }

func (a *Answer) counts() (out []string) {
	if a.Tellings > 0 {
		out = append(out, count(a.Tellings, "telling")+", "+count(a.Origins, "origin"))
	}
	if n := len(a.Claims) - 1; n > 0 {
		out = append(out, "and "+count(n, "claim")+" more to the same effect")
	}
	if a.Updated {
		out = append(out, "a later claim replaces it")
	}
	return out
}

// Tally says how many claims say so and how many deny it, of a question of yes or no; "" else.
func (r *Reply) Tally() string {
	if r.Kind != "yes_no" || r.Says+r.Denies == 0 {
		return ""
	}
	verb, deny := "say", "deny"
	if r.Says == 1 {
		verb = "says"
	}
	if r.Denies == 1 {
		deny = "denies"
	}
	return fmt.Sprintf("The ledger has %s that %s so and %d that %s it.", count(r.Says, "claim"), verb, r.Denies, deny)
}

// acts are the fixed words for what a speaker does.
var acts = map[hearsay.Act]string{
	hearsay.Assert: "says", hearsay.Report: "reports", hearsay.Show: "shows", hearsay.Confirm: "confirms", hearsay.Deny: "denies", hearsay.Doubt: "doubts",
	hearsay.Believe: "believes", hearsay.Predict: "expects", hearsay.Warn: "warns", hearsay.Commit: "commits to", hearsay.Request: "asks for",
	hearsay.Accuse: "accuses", hearsay.Praise: "praises", hearsay.Ask: "asks", hearsay.Decline: "does not say",
}

// statuses are the fixed words for an event that is not told as happened.
var statuses = map[hearsay.Status]string{
	hearsay.Planned: "planned", hearsay.Demanded: "asked for", hearsay.Expected: "expected", hearsay.Conceivable: "possible", hearsay.NotHappened: "not so, by these words",
}

// sentence says who says it, what for a saying it is, when, the content in quotation marks, through whom, and where it is printed. All but
// fixed words is bytes of the document, or what is known of it.
func sentence(t *Telling, a *Answer) string {
	c := &t.Claim
	out := who(c)
	if r := c.Speaker.Role; r != "" && !strings.Contains(c.Speaker.Text, r) {
		out += ", " + r + ","
	}
	act := acts[c.Act]
	if act == "" {
		act = "says"
	}
	if c.Denied && c.Act != hearsay.Deny && c.Act != hearsay.Doubt {
		act += ", that it is not so"
	}
	out += " " + act
	var how []string
	if s := statuses[c.Status]; s != "" && !(c.Status == hearsay.NotHappened && c.Denied) {
		how = append(how, s)
	}
	if c.Certainty != hearsay.Sure && c.Certainty != "" {
		how = append(how, string(c.Certainty)+" to the speaker")
	}
	for _, d := range c.Distance {
		how = append(how, "“"+d.Text+"”")
	}
	if len(how) > 0 {
		out += " (" + strings.Join(how, ", ") + ")"
	}
	if c.Said != nil && len(c.Said.Spans) > 0 {
		out += " " + c.Said.Text
		if day := Interval(c.Said); day != c.Said.Text {
			out += " (" + day + ")"
		}
	}
	out += ": “" + a.Text.Text + "”"
	if a.Evidence {
		for _, e := range c.Evidence {
			out += "; it rests on “" + e.Text + "” (" + strings.ReplaceAll(string(e.Kind), "_", " ") + ")"
		}
		if len(c.Evidence) == 0 {
			out += "; no evidence is named"
		}
	}
	for i := len(c.Chain) - 2; i > 0; i-- {
		if name := named(c.Chain[i].Name, c.Chain[i].Text); name != "" {
			out += ", through " + name
		}
	}
	printed := t.Document.Outlet
	if printed == "" {
		printed = t.Document.Ref
	}
	if line := join(", ", printed, day(t.Document.Published)); line != "" {
		out += " (" + line + ")"
	}
	return out
}
