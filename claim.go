package hearsay

import (
	"strconv"
	"strings"
)

// Act is the kind of saying.
type Act string

// The acts, from plain statement to refusal.
const (
	Assert  Act = "assert"  // say, state, note, add
	Report  Act = "report"  // an outlet or a document relays
	Show    Act = "show"    // evidence shows: photos, data, a study
	Confirm Act = "confirm" //
	Deny    Act = "deny"    //
	Doubt   Act = "doubt"   // doubt, question, not believe
	Believe Act = "believe" // think, fear, hope, assess, estimate
	Predict Act = "predict" // expect, forecast
	Warn    Act = "warn"    // warn, threaten
	Commit  Act = "commit"  // promise, plan, decide, refuse, order, announce a step
	Request Act = "request" // ask for, demand, urge
	Accuse  Act = "accuse"  // accuse, blame, condemn
	Praise  Act = "praise"  // praise, welcome, support
	Ask     Act = "ask"     // put a question
	Decline Act = "decline" // no comment, silence
)

// Certainty is how sure the speaker presents the content.
type Certainty string

// The certainties, from sure to not knowing.
const (
	Sure     Certainty = "sure"
	Probable Certainty = "probable"
	Possible Certainty = "possible"
	Unsure   Certainty = "unsure"
)

// Kind is what sort of speaker somebody is.
type Kind string

// The kinds of speaker.
const (
	Person      Kind = "person"
	Org         Kind = "org"      // institution, party, army, company, state as actor
	Outlet      Kind = "outlet"   // newspaper, agency, broadcaster, portal
	DocumentOf  Kind = "document" // report, statement, law, data, poll
	Imagery     Kind = "imagery"  // photos, satellite images, video
	Unnamed     Kind = "unnamed"  // "two officials", "a source", "witnesses"
	KindUnknown Kind = ""         // nobody is named
)

// Speaker is who expresses a content, as printed.
// Text is "" and Spans empty where nobody is printed: a passive, or the outlet's own voice.
type Speaker struct {
	Printed
	Kind       Kind     `json:"kind"`
	Name       string   `json:"name"`       // without title or role; for "he" or "the minister" the name the text gives; "" when unknown
	Role       string   `json:"role"`       // as printed somewhere in the document: "deputy defence minister"; "" when unknown
	Party      string   `json:"party"`      // ID of the party in the ledger, "" when none is known
	Candidates []string `json:"candidates"` // the names it could be, when more than one
}

// Types are those that a Mention may have.
var Types = []string{"person", "org", "outlet", "place", "facility", "weapon", "vehicle", "ship", "aircraft", "unit", "event", "law"}

// Mention is a name, or a generic noun for a weapon, vehicle, ship or aircraft, inside a claim.
type Mention struct {
	Printed
	Type    string `json:"type"` // one of Types
	Generic bool   `json:"generic"`

	Name     string `json:"name"`               // the fullest form known; "" for a generic noun that stands for nothing known
	Party    string `json:"party,omitempty"`    // ID of the party in the ledger
	System   string `json:"system,omitempty"`   // ID in data/systems, or that of a pattern ("hull cvn-78")
	Place    string `json:"place,omitempty"`    // ID in data/places
	At       *Point `json:"at,omitempty"`       // where the place is
	Relation string `json:"relation,omitempty"` // how the claim lies to the place: "near", "off", "north of"
}

// Verb is a verb or auxiliary in a content, with what the model makes of its event: from -3 (did not happen) to 3 (happened).
type Verb struct {
	Span
	Fact float32
}

// Claim is somebody expressing a content, with all that belongs to it. Every Printed is bytes of its document.
type Claim struct {
	ID         string     `json:"id"`
	Speaker    Speaker    `json:"speaker"`
	Cue        Printed    `json:"cue"` // empty in the outlet's own voice
	Act        Act        `json:"act"`
	Certainty  Certainty  `json:"certainty"`
	Denied     bool       `json:"denied"` // the speaker says the content is not so
	Content    Printed    `json:"content"`
	Quoted     []Span     `json:"quoted"`    // the parts of the content inside quotation marks, marks left out
	Within     string     `json:"within"`    // ID of the smallest claim whose content holds this one's cue and speaker
	OwnVoice   bool       `json:"own_voice"` // the outlet says so itself
	Continued  bool       `json:"continued"` // it goes on from an earlier claim, whose cue this is: with another clause, or another quotation
	Distance   []Printed  `json:"distance"`  // words by which the reporter keeps away
	Medium     *Printed   `json:"medium"`    // "in a post on X"
	Addressee  *Printed   `json:"addressee"` // "told reporters"
	Mentions   []Mention  `json:"mentions"`
	Quantities []Quantity `json:"quantities"`
	Times      []Time     `json:"times"`
	Chain      []Hop      `json:"chain"`  // from the document's outlet to the speaker
	Said       *When      `json:"said"`   // when it was said, nil when unknown
	Event      *When      `json:"event"`  // when it happens, nil when unknown
	Status     Status     `json:"status"` // "" when not resolved
	Evidence   []Evidence `json:"evidence"`
	Verbs      []Verb     `json:"-"`                // of the content, in order; a hint for resolving, not kept
	Score      float64    `json:"score"`            // 0 to 1: how likely cue, speaker and content are all exact
	Ruling     string     `json:"ruling,omitempty"` // ID of the last ruling that made it what it is, "" for none
}

// AllPrinted lists everything of a claim that is bytes of its document, but what it quotes.
func (c *Claim) AllPrinted() []Printed {
	all := append([]Printed{c.Speaker.Printed, c.Cue, c.Content}, c.Distance...)
	for _, p := range []*Printed{c.Medium, c.Addressee} {
		if p != nil {
			all = append(all, *p)
		}
	}
	for _, m := range c.Mentions {
		all = append(all, m.Printed)
	}
	for _, q := range c.Quantities {
		all = append(all, q.Printed)
	}
	for _, t := range c.Times {
		all = append(all, t.Printed)
	}
	for _, w := range []*When{c.Said, c.Event} {
		if w != nil {
			all = append(all, w.Printed)
		}
	}
	for _, h := range c.Chain {
		all = append(all, h.Printed, h.Cue)
		if h.Said != nil {
			all = append(all, h.Said.Printed)
		}
	}
	for _, e := range c.Evidence {
		all = append(all, e.Printed)
	}
	return all
}

// NewClaimID is the hash of what makes a claim this one and no other: its document, its spans and its act.
func NewClaimID(document string, c *Claim) string {
	return hash(document, spell(c.Cue.Spans), spell(c.Speaker.Spans), spell(c.Content.Spans), string(c.Act))
}

func spell(spans []Span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(strconv.Itoa(s.From))
		b.WriteByte('-')
		b.WriteString(strconv.Itoa(s.To))
		b.WriteByte(' ')
	}
	return b.String()
}

// Line is the claim on one line, as the pair model reads it: who, cue, content, the day of publication, and in brackets how the event stands
// and the day from which it is. What the outlet says itself has no who and no cue. published is that of the claim's document.
func (c *Claim) Line(published string) string {
	who := ""
	if !c.OwnVoice {
		if who = c.Speaker.Name; who == "" {
			who = c.Speaker.Text
		}
		who += " " + c.Cue.Text
	}
	event := ""
	if c.Event != nil && c.Event.From != "" {
		event = " " + day(c.Event.From)
	}
	return strings.TrimSpace(who+": "+c.Content.Text+" ("+day(published)+")") + " [" + string(c.Status) + event + "]"
}

// day is the date of an instant.
func day(instant string) string { return instant[:min(len(instant), len("2006-01-02"))] }
