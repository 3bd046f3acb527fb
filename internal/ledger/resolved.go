package ledger

import (
	"encoding/json"

	"hearsay"
)

// What resolving made of a claim is kept as JSON beside its row: spans in place of printed words, and nothing where there is nothing.
// Parties are not: they are derived.

type keptWhen struct {
	Spans     string            `json:"s,omitempty"`
	From      string            `json:"f,omitempty"`
	To        string            `json:"t,omitempty"`
	Precision hearsay.Precision `json:"p,omitempty"`
	Reason    string            `json:"r,omitempty"`
}

type keptTime struct {
	Spans     string            `json:"s"`
	Value     string            `json:"v,omitempty"`
	From      string            `json:"f,omitempty"`
	To        string            `json:"t,omitempty"`
	Precision hearsay.Precision `json:"p,omitempty"`
}

type keptQuantity struct {
	Spans string   `json:"s"`
	Low   *float64 `json:"l,omitempty"`
	High  *float64 `json:"h,omitempty"`
	Unit  string   `json:"u,omitempty"`
	Thing string   `json:"o,omitempty"`
}

type keptHop struct {
	Spans     string            `json:"s,omitempty"`
	Name      string            `json:"n,omitempty"`
	Kind      hearsay.Kind      `json:"k,omitempty"`
	Cue       string            `json:"c,omitempty"`
	Act       hearsay.Act       `json:"a,omitempty"`
	Certainty hearsay.Certainty `json:"y,omitempty"`
	Said      *keptWhen         `json:"d,omitempty"`
}

type keptEvidence struct {
	Spans string         `json:"s"`
	Kind  hearsay.Ground `json:"k"`
}

// keptMention is what few mentions have.
type keptMention struct {
	System   string         `json:"system,omitempty"`
	Place    string         `json:"place,omitempty"`
	At       *hearsay.Point `json:"at,omitempty"`
	Relation string         `json:"relation,omitempty"`
}

func keepWhen(w *hearsay.When) *keptWhen {
	if w == nil {
		return nil
	}
	return &keptWhen{spell(w.Spans), w.From, w.To, w.Precision, w.Reason}
}

func (p *printer) when(k *keptWhen) *hearsay.When {
	if k == nil {
		return nil
	}
	return &hearsay.When{Printed: p.printed(k.Spans), From: k.From, To: k.To, Precision: k.Precision, Reason: k.Reason}
}

// keepResolved fills in what is kept of a claim's resolved parts.
func (r *rest) keepResolved(c *hearsay.Claim) {
	r.Role, r.Said, r.Event = c.Speaker.Role, keepWhen(c.Said), keepWhen(c.Event)
	for _, t := range c.Times {
		r.Times = append(r.Times, keptTime{spell(t.Spans), t.Value, t.From, t.To, t.Precision})
	}
	for _, q := range c.Quantities {
		r.Quantities = append(r.Quantities, keptQuantity{spell(q.Spans), q.Low, q.High, q.Unit, q.Thing})
	}
	for _, h := range c.Chain {
		r.Chain = append(r.Chain, keptHop{spell(h.Spans), h.Name, h.Kind, spell(h.Cue.Spans), h.Act, h.Certainty, keepWhen(h.Said)})
	}
	for _, e := range c.Evidence {
		r.Evidence = append(r.Evidence, keptEvidence{spell(e.Spans), e.Kind})
	}
}

// restoreResolved is the way back.
func (r *rest) restoreResolved(c *hearsay.Claim, p *printer) {
	c.Speaker.Role, c.Said, c.Event = r.Role, p.when(r.Said), p.when(r.Event)
	c.Times, c.Quantities, c.Chain, c.Evidence = []hearsay.Time{}, []hearsay.Quantity{}, []hearsay.Hop{}, []hearsay.Evidence{}
	for _, t := range r.Times {
		c.Times = append(c.Times, hearsay.Time{Printed: p.printed(t.Spans), Value: t.Value, From: t.From, To: t.To, Precision: t.Precision})
	}
	for _, q := range r.Quantities {
		c.Quantities = append(c.Quantities, hearsay.Quantity{Printed: p.printed(q.Spans), Low: q.Low, High: q.High, Unit: q.Unit, Thing: q.Thing})
	}
	for _, h := range r.Chain {
		c.Chain = append(c.Chain, hearsay.Hop{
			Printed: p.printed(h.Spans), Name: h.Name, Kind: h.Kind, Cue: p.printed(h.Cue), Act: h.Act, Certainty: h.Certainty, Said: p.when(h.Said),
		})
	}
	for _, e := range r.Evidence {
		c.Evidence = append(c.Evidence, hearsay.Evidence{Printed: p.printed(e.Spans), Kind: e.Kind})
	}
}

// keepMention is what is kept of a mention beside its columns, "" for nothing.
func keepMention(m *hearsay.Mention) (string, error) {
	k := keptMention{m.System, m.Place, m.At, m.Relation}
	if k == (keptMention{}) {
		return "", nil
	}
	b, err := json.Marshal(k)
	return string(b), err
}

func (p *printer) mention(r mentionRow) hearsay.Mention {
	m := hearsay.Mention{Printed: p.printed(r.spans), Type: r.kind, Generic: r.generic != 0, Name: r.name}
	if r.more == "" {
		return m
	}
	var k keptMention
	if err := json.Unmarshal([]byte(r.more), &k); err != nil {
		p.err = err
	}
	m.System, m.Place, m.At, m.Relation = k.System, k.Place, k.At, k.Relation
	return m
}
