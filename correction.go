package hearsay

import (
	"cmp"
	"encoding/json"
	"slices"
)

// Correction is what a person says a claim is. What is nil or "" is as the reader has it; of a claim that the reader has missed, nothing is.
type Correction struct {
	Found     []Span    `json:"found,omitzero"`   // the cue by which the claim is found again, beside its place
	Cue       []Span    `json:"cue,omitzero"`     // one span
	Speaker   []Span    `json:"speaker,omitzero"` // one span; empty and not nil: nobody is named
	Content   []Span    `json:"content,omitzero"`
	Kind      Kind      `json:"kind,omitempty"` // of the speaker
	Act       Act       `json:"act,omitempty"`
	Certainty Certainty `json:"certainty,omitempty"`
	Denied    *bool     `json:"denied,omitempty"`
}

// Changes reports whether the correction says anything of a claim.
func (c *Correction) Changes() bool {
	return c.Cue != nil || c.Speaker != nil || c.Content != nil || c.Kind != "" || c.Act != "" || c.Certainty != "" || c.Denied != nil
}

// spelled is the correction as it goes into the ID of its ruling.
func (c *Correction) spelled() string {
	b, err := json.Marshal(c)
	if err != nil {
		return "" // there is nothing in it that JSON cannot say
	}
	return string(b)
}

// All is the bytes of several lists of spans as one, in order: spans that share bytes, or have but one between them, are made one.
func All(lists ...[]Span) []Span {
	all := slices.Concat(lists...)
	slices.SortFunc(all, func(a, b Span) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	out := []Span{}
	for _, s := range all {
		if n := len(out); n > 0 && s.From <= out[n-1].To+1 {
			out[n-1].To = max(out[n-1].To, s.To)
		} else {
			out = append(out, s)
		}
	}
	return out
}

// Acts are all acts, in the order in which they are listed for people.
var Acts = []Act{Assert, Report, Show, Confirm, Deny, Doubt, Believe, Predict, Warn, Commit, Request, Accuse, Praise, Ask, Decline}

// Certainties are all certainties, the surest first.
var Certainties = []Certainty{Sure, Probable, Possible, Unsure}

// Kinds are the kinds of speaker that somebody can be of.
var Kinds = []Kind{Person, Org, Outlet, DocumentOf, Imagery, Unnamed}
