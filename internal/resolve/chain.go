package resolve

import (
	"slices"
	"strings"

	"hearsay"
)

// deepest is the greatest number of hops between the outlet and the speaker; a text that nests deeper is cut there.
const deepest = 6

// chains fills in the way each claim came: the document's outlet, whoever passed the saying on, whoever says it.
//
// What brings a saying, outermost first: the agency whose signed copy the paragraph is (chain_copy.go), whoever's claim it stands
// within, the outlet that quotes the speaker or was told by them (chain_told.go), whoever shows the document that speaks
// (chain_document.go), or the same as the sentence before (chain_carry.go).
func (a *account) chains() {
	if len(a.claims) == 0 || len(a.words) == 0 {
		return
	}
	r := newRelays(a)
	for i := range a.claims {
		c := &a.claims[i]
		if c.OwnVoice {
			r.ownVoice(c)
			continue
		}
		c.Chain = r.chain(i)
	}
	for i := range a.claims { // behind all chains, which look at the names of other claims
		c := &a.claims[i]
		if last := c.Chain[len(c.Chain)-1]; c.Speaker.Name == "" && last.Kind == hearsay.Outlet && r.self(c) { // "our newspaper knows"
			c.Speaker.Name = last.Name
		}
	}
}

// ownVoice gives a claim of the outlet itself its chain: the outlet, or the outlet and the agency whose copy it prints.
func (r *relays) ownVoice(c *hearsay.Claim) {
	agency := r.copyAt(c.Content)
	if agency == nil {
		c.Speaker.Name = r.doc.Outlet // signed copy it may be elsewhere, but not here
		c.Chain = []hearsay.Hop{r.outlet(c)}
		return
	}
	c.Speaker.Name = agency.Name
	h := *agency
	h.Act, h.Certainty = c.Act, c.Certainty
	c.Chain = []hearsay.Hop{r.outlet(nil), h}
}

// chain is the whole chain of a claim that has a cue.
func (r *relays) chain(i int) []hearsay.Hop {
	c := &r.claims[i]
	way := r.way(i)
	if r.self(c) {
		if len(way) == 0 {
			h := r.outlet(c)
			h.Printed = c.Speaker.Printed
			return []hearsay.Hop{h}
		}
		if last := way[len(way)-1]; last.Kind == hearsay.Outlet { // "we" in an agency's copy is the agency
			return r.joined(append(slices.Clone(way[:len(way)-1]), saidBy(last, c, c.Speaker.Printed)))
		}
	}
	if !r.nobody(c) {
		return r.joined(append(slices.Clone(way), r.hop(c)))
	}
	if j := r.subject(i); j >= 0 {
		if by := &r.claims[j]; !r.self(by) {
			return r.joined(append(slices.Clone(r.way(j)), saidBy(r.hop(by), c, by.Speaker.Printed)))
		}
	}
	if len(way) == 0 {
		return []hearsay.Hop{r.outlet(c)}
	}
	last := way[len(way)-1]
	return r.joined(append(slices.Clone(way[:len(way)-1]), saidBy(last, c, last.Printed)))
}

// saidBy is a hop as the one who makes a claim.
func saidBy(h hearsay.Hop, c *hearsay.Claim, printed hearsay.Printed) hearsay.Hop {
	h.Printed, h.Cue, h.Act, h.Certainty = printed, c.Cue, c.Act, c.Certainty
	return h
}

// joined puts the outlet before hops and leaves out what names the one behind it again.
func (r *relays) joined(hops []hearsay.Hop) []hearsay.Hop {
	out := []hearsay.Hop{r.outlet(nil)}
	for i, h := range hops {
		if i < len(hops)-1 && sameParty(&h, &hops[i+1]) {
			continue
		}
		if h.Name != "" && strings.EqualFold(h.Name, r.doc.Outlet) || i < len(hops)-1 && h.Kind == hearsay.Outlet && sameOutlet(h.Name, r.doc.Outlet) {
			if i < len(hops)-1 {
				continue
			}
			if len(out) == 1 { // "it" that is the outlet
				out, h.Kind = out[:0], hearsay.Outlet
			}
		}
		out = append(out, h)
	}
	return out
}

// outlet is the first hop. With a claim, the outlet is the one who makes it.
func (r *relays) outlet(c *hearsay.Claim) hearsay.Hop {
	none := hearsay.Print(r.doc.Text)
	h := hearsay.Hop{Printed: none, Name: r.doc.Outlet, Kind: hearsay.Outlet, Cue: none, Act: hearsay.Report, Certainty: hearsay.Sure}
	if c != nil {
		h.Act, h.Certainty = c.Act, c.Certainty
		if !c.OwnVoice {
			h.Cue = c.Cue
		}
	}
	return h
}

// hop is the speaker of a claim as a hop.
func (r *relays) hop(c *hearsay.Claim) hearsay.Hop {
	name := c.Speaker.Name
	if c.Speaker.Kind == hearsay.Outlet && name != "" {
		name = r.fullest(called(c.Speaker.Text, name))
	}
	return hearsay.Hop{Printed: c.Speaker.Printed, Name: name, Kind: c.Speaker.Kind, Cue: c.Cue, Act: c.Act, Certainty: c.Certainty}
}

// way is what a claim came through, between the outlet and its speaker.
func (r *relays) way(i int) []hearsay.Hop {
	switch r.state[i] {
	case underway:
		return nil // a circle of claims within each other
	case resolved:
		return r.ways[i]
	}
	r.state[i] = underway
	way := r.findWay(i)
	if len(way) > deepest {
		way = way[len(way)-deepest:]
	}
	r.ways[i], r.state[i] = way, resolved
	return way
}

func (r *relays) findWay(i int) []hearsay.Hop {
	c := &r.claims[i]
	if c.Continued {
		if j := r.begunBy(i); j >= 0 {
			return r.way(j)
		}
	}
	if j := r.sharedWith(i); j >= 0 {
		return r.through(j, c)
	}
	if j, ok := r.place[c.Within]; ok && c.Within != "" && j != i && !(r.citesInCue(j) && c.Speaker.Kind == hearsay.Outlet) {
		way := slices.Clone(r.through(j, c))
		for _, h := range r.relayed(c) {
			if !slices.ContainsFunc(way, func(x hearsay.Hop) bool { return sameParty(&x, &h) }) {
				way = append(way, h)
			}
		}
		return way
	}
	if j := r.citing(i); j >= 0 {
		return r.through(j, c)
	}
	if r.toUs(c) {
		return nil
	}
	var copied []hearsay.Hop
	if agency := r.copyAt(c.Content); agency != nil {
		copied = append(copied, *agency)
	}
	if relay := r.relayed(c); len(relay) > 0 {
		return append(copied, relay...)
	}
	if j := r.goesOn(i); j >= 0 {
		return r.way(j)
	}
	return copied
}

// through is the way to claim c that leads through the speaker of claim j.
func (r *relays) through(j int, c *hearsay.Claim) []hearsay.Hop {
	e := &r.claims[j]
	way := r.way(j)
	if r.self(e) || r.nobody(e) || sameSpeaker(e, c) {
		return way
	}
	if e.Speaker.Name == "" && len(way) > 0 && pointers[strings.ToLower(e.Speaker.Text)] {
		return way // "Horn Ledger, which quoted": the one before
	}
	return append(slices.Clone(way), r.hop(e))
}

// begunBy is the claim whose quotation claim i goes on with, or -1.
func (r *relays) begunBy(i int) int {
	c := &r.claims[i]
	if len(c.Cue.Spans) == 0 {
		return -1
	}
	if j, ok := r.begun[c.Cue.Spans[0]]; ok && slices.Equal(r.claims[j].Speaker.Spans, c.Speaker.Spans) {
		return j
	}
	return -1
}

// pointers are words that stand for a speaker named before.
var pointers = map[string]bool{"he": true, "she": true, "it": true, "they": true, "who": true, "which": true, "i": true, "we": true}

// sameSpeaker reports whether the inner of two claims has the speaker of the outer, or the later that of the earlier: the same name, or a
// pronoun that names nobody else.
func sameSpeaker(outer, inner *hearsay.Claim) bool {
	if slices.Equal(outer.Speaker.Spans, inner.Speaker.Spans) {
		return true
	}
	if inner.Speaker.Name != "" {
		return strings.EqualFold(outer.Speaker.Name, inner.Speaker.Name)
	}
	if len(inner.Speaker.Candidates) > 0 {
		return false
	}
	switch word, kind := strings.ToLower(inner.Speaker.Text), outer.Speaker.Kind; word {
	case "i", "we":
		return true
	case "he", "she":
		return kind == hearsay.Person || kind == hearsay.Unnamed
	case "they":
		return kind == hearsay.Unnamed || kind == hearsay.Org
	default:
		return pointers[word] && outer.Speaker.Name == ""
	}
}

// sameParty reports whether two hops that follow each other are one.
func sameParty(x, y *hearsay.Hop) bool {
	if x.Name == "" || y.Name == "" {
		return len(x.Spans) > 0 && slices.Equal(x.Spans, y.Spans)
	}
	return strings.EqualFold(x.Name, y.Name) || x.Kind == hearsay.Outlet && y.Kind == hearsay.Outlet && (sameOutlet(x.Name, y.Name) || sameOutlet(y.Name, x.Name))
}
