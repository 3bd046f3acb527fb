package mcp

import (
	"hearsay"
	"hearsay/internal/desk"
	"hearsay/internal/ledger"
	"hearsay/internal/report"
)

// Cited is a claim as an assistant gets it.
type Cited struct {
	Claim     string   `json:"claim" jsonschema:"ID of the claim"`
	Quote     string   `json:"quote" jsonschema:"what is claimed: the exact words of the document; pieces are joined by ' … '"`
	Bytes     []Bytes  `json:"bytes" jsonschema:"where the quote stands: from and to (not in it) in bytes of the document's text, one pair a piece"`
	Speaker   string   `json:"speaker" jsonschema:"who says it, as printed; empty where nobody is printed"`
	Name      string   `json:"name" jsonschema:"who that is, where it is known"`
	Role      string   `json:"role,omitempty" jsonschema:"role of the speaker, as printed somewhere in the document"`
	Party     string   `json:"party,omitempty" jsonschema:"ID of the speaker's party, for track"`
	OwnVoice  bool     `json:"own_voice,omitempty" jsonschema:"the outlet says so itself"`
	Cue       string   `json:"cue,omitempty" jsonschema:"the words that say that something is said"`
	Act       string   `json:"act" jsonschema:"kind of saying"`
	Denied    bool     `json:"denied" jsonschema:"the speaker says that it is not so"`
	Certainty string   `json:"certainty" jsonschema:"how sure the speaker is: sure, probable, possible, unsure"`
	Distance  []string `json:"distance,omitempty" jsonschema:"words by which the reporter keeps away"`
	Status    string   `json:"status,omitempty" jsonschema:"how the event stands in the speaker's words: happened, ongoing, planned, demanded, expected, possible, not_happened"`
	Said      string   `json:"said,omitempty" jsonschema:"when it was said"`
	Event     string   `json:"event,omitempty" jsonschema:"when what it tells of happens"`
	Evidence  []string `json:"evidence,omitempty" jsonschema:"what the claim says it rests on"`
	Chain     []Step   `json:"chain" jsonschema:"the way it came, from the outlet to the speaker"`
	Document  Story    `json:"document"`
	Ruling    string   `json:"ruling,omitempty" jsonschema:"ID of the last ruling by which a person has corrected the claim"`
}

// Bytes is a range of bytes: from, and to, which is not in it.
type Bytes [2]int

// Step is one step of the way that a saying came.
type Step struct {
	Name string `json:"name" jsonschema:"who passed it on, or said it; empty where nobody is named"`
	Kind string `json:"kind,omitempty" jsonschema:"person, org, outlet, document, imagery or unnamed"`
	Cue  string `json:"cue,omitempty" jsonschema:"by which words"`
}

// Story is a document, without its text.
type Story struct {
	ID        string `json:"id"`
	Outlet    string `json:"outlet"`
	Title     string `json:"title,omitempty"`
	Published string `json:"published" jsonschema:"a date or an instant; empty when unknown"`
	Ref       string `json:"ref,omitempty" jsonschema:"what its giver calls it"`
	Address   string `json:"address,omitempty"`
}

func storyOf(d *hearsay.Document) Story {
	return Story{d.ID, d.Outlet, d.Title, d.Published, d.Ref, d.Address}
}

func bytesOf(spans []hearsay.Span) []Bytes {
	out := make([]Bytes, len(spans))
	for i, s := range spans {
		out[i] = Bytes{s.From, s.To}
	}
	return out
}

func cite(c *hearsay.Claim, d *hearsay.Document) Cited {
	out := Cited{
		Claim: c.ID, Quote: c.Content.Text, Bytes: bytesOf(c.Content.Spans), Speaker: c.Speaker.Text, Name: c.Speaker.Name, Role: c.Speaker.Role, Party: c.Speaker.Party,
		OwnVoice: c.OwnVoice, Cue: c.Cue.Text, Act: string(c.Act), Denied: c.Denied, Certainty: string(c.Certainty), Status: string(c.Status),
		Chain: make([]Step, len(c.Chain)), Document: storyOf(d), Ruling: c.Ruling,
	}
	for _, p := range c.Distance {
		out.Distance = append(out.Distance, p.Text)
	}
	if c.Said != nil {
		out.Said = report.Interval(c.Said)
	}
	if c.Event != nil {
		out.Event = report.Interval(c.Event)
	}
	for _, e := range c.Evidence {
		out.Evidence = append(out.Evidence, string(e.Kind))
	}
	for i, h := range c.Chain {
		name := h.Name
		if name == "" {
			name = h.Text
		}
		out.Chain[i] = Step{name, string(h.Kind), h.Cue.Text}
	}
	return out
}

func citeKept(c *ledger.KeptClaim) Cited { return cite(&c.Claim, c.Document) }

// Brief is a matter in short: what it says by the claim that says it most clearly.
type Brief struct {
	Matter      string   `json:"matter" jsonschema:"ID of the matter"`
	Gist        Cited    `json:"gist" jsonschema:"the claim in it that says it most clearly"`
	Speakers    []string `json:"speakers" jsonschema:"who says so, each once"`
	Tellings    int      `json:"tellings" jsonschema:"documents that tell it"`
	Origins     int      `json:"origins" jsonschema:"where these have it from, counted"`
	Contradicts int      `json:"contradicted_by" jsonschema:"matters that contradict it"`
	Updates     int      `json:"updated_by" jsonschema:"matters that replace it"`
}

func briefOf(m *desk.Matter, contradicts, updates int) Brief {
	out := Brief{Matter: m.ID, Speakers: []string{}, Tellings: m.Tellings, Origins: len(m.Origins), Contradicts: contradicts, Updates: updates}
	seen := map[string]bool{}
	for i := range m.Told {
		c := &m.Told[i]
		if i == 0 || c.ID == m.Gist {
			out.Gist = citeKept(c)
		}
		name := c.Speaker.Name
		if name == "" && c.OwnVoice {
			name = c.Document.Outlet
		}
		if name == "" {
			name = c.Speaker.Text
		}
		if name != "" && !seen[name] {
			seen[name] = true
			out.Speakers = append(out.Speakers, name)
		}
	}
	return out
}
