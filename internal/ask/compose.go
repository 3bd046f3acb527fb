package ask

import (
	"slices"
	"strings"
	"time"

	"hearsay"
)

// Answer is one claim that answers a question, shown, and the others that say the same.
type Answer struct {
	*Candidate
	Others []*Candidate // of the same matter and speaker, the likelier first
	Text   hearsay.Printed
	Short  hearsay.Printed // the part of Text that is asked for by itself; empty where there is none
	Side   string          // "A" or "B" where the answers differ, "" where they do not
	Stance Stance          // of a question of yes or no
	Beside bool            // it stands beside the answer before it, which gives no reason, and may be one
	stems  map[string]bool // of the content
}

// Stance is how a claim stands to what a question of yes or no asks.
type Stance int

// The stances. Neither is a claim that neither says so nor denies it: a doubt, a plan, a wish.
const (
	Neither Stance = iota
	Says
	Denies
)

// Opposed tells whether two matters contradict each other, or one replaces the other.
type Opposed func(a, b int) bool

// options are the ranked candidates as answers.
func (q *Question) options(ranked []*Candidate) []Answer {
	all := make([]Answer, len(ranked))
	for i, c := range ranked {
		all[i] = Answer{Candidate: c, Stance: q.stance(c.Claim), stems: stems(c.Claim.Content.Text)}
	}
	return all
}

// Compose chooses the answers among ranked candidates, at most limit: the likeliest first, then those that are likely and say something
// else, so that each matter is told by each speaker once and both sides are heard. There are none where no candidate is likely
// enough, or no word of the question says what it is about: it is to be refused.
func (a *Asker) Compose(q *Question, ranked []*Candidate, opposed Opposed, limit int) []Answer {
	if len(ranked) == 0 || len(q.Words) == 0 || a.answerable(q, ranked) < a.weights.Refuse {
		return nil
	}
	all := q.options(ranked)
	gone := make([]bool, len(all))
	less, more := make([]float64, len(all)), make([]float64, len(all)) // what those chosen take from the worth of each, and add
	var out []Answer
	for len(out) < limit {
		best, at := 0.0, -1
		for i, x := range all {
			if worth := x.sum - less[i] + more[i]; !gone[i] && x.Likely >= a.weights.Keep*ranked[0].Likely && (at < 0 || worth > best) {
				best, at = worth, i
			}
		}
		if at < 0 {
			break
		}
		x := all[at]
		gone[at] = true
		for i := range all {
			if gone[i] {
				continue
			}
			t := q.ties(&x, &all[i], opposed)
			if repeats(t) && denied(x.Claim) == denied(all[i].Claim) {
				gone[i] = true
				x.Others = append(x.Others, all[i].Candidate)
				continue
			}
			less[i], more[i] = max(less[i], a.weights.Ties.repeated(t)), max(more[i], a.weights.Ties.other(t))
		}
		x.Text, x.Short = q.Shown(x.Document, x.Claim)
		out = append(out, x)
		if at := q.reasonBeside(&x, all, gone); at >= 0 && len(out) < limit {
			gone[at] = true
			y := all[at]
			y.Text, y.Short = q.Shown(y.Document, y.Claim)
			y.Beside = true
			out = append(out, y)
		}
	}
	if q.side(out, opposed); q.Kind == WhatChanged {
		slices.SortStableFunc(out, func(a, b Answer) int { return told(a.Candidate).Compare(told(b.Candidate)) })
	}
	return out
}

// reasonBeside is the claim that stands nearest to an answer to a question of why that gives no reason: one of the same speech, or else of
// the same paragraph. It is -1 where there is none, or no reason is missing.
func (q *Question) reasonBeside(x *Answer, all []Answer, gone []bool) int {
	if q.Kind != Why || len(x.Short.Spans) > 0 {
		return -1
	}
	at, least := -1, 0
	for i, o := range all {
		if gone[i] || o.Document.ID != x.Document.ID {
			continue
		}
		far, ok := apartBy(o.Claim, x.Claim)
		if !ok || far >= besideBytes {
			continue
		}
		if SpeakerOf(x.Claim) == "" || SpeakerOf(o.Claim) != SpeakerOf(x.Claim) || o.Claim.OwnVoice != x.Claim.OwnVoice {
			if strings.Contains(between(o.Document.Text, o.Claim, x.Claim), "\n") {
				continue
			}
			far += besideBytes
		}
		if at < 0 || far < least {
			at, least = i, far
		}
	}
	return at
}

// between is the text between two contents of a document that do not overlap.
func between(text string, a, b *hearsay.Claim) string {
	x, y := a.Content.Spans, b.Content.Spans
	if x[0].From > y[0].From {
		x, y = y, x
	}
	return text[x[len(x)-1].To:max(x[len(x)-1].To, y[0].From)]
}

// besideBytes is how far from each other claims of one speech may stand, of which one may give the reason for the other.
const besideBytes = 200

// apartBy is how many bytes lie between two contents of a document; false where they overlap.
func apartBy(a, b *hearsay.Claim) (int, bool) {
	x, y := a.Content.Spans, b.Content.Spans
	if len(x) == 0 || len(y) == 0 {
		return 0, false
	}
	far := max(x[0].From-y[len(y)-1].To, y[0].From-x[len(x)-1].To)
	return far, far >= 0
}

// told is when something was said, or else was published; the zero time where nobody knows.
func told(c *Candidate) time.Time {
	when := c.Document.Published
	if s := c.Claim.Said; s != nil && s.From != "" {
		when = s.From
	}
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, when); err == nil {
			return t
		}
	}
	return time.Time{}
}

// side says of each answer on which side it is: that of the first is A, of what contradicts it B; "" is neither. Where nothing
// contradicts anything no answer has a side.
func (q *Question) side(all []Answer, opposed Opposed) {
	sides := map[string]bool{}
	for i := range all {
		switch {
		case i == 0:
			all[i].Side = "A"
		case all[i].Beside:
			all[i].Side = all[i-1].Side
			continue
		}
		for j := 0; j < i && all[i].Side == ""; j++ {
			if all[j].Side == "" {
				continue
			}
			t := q.ties(&all[j], &all[i], opposed)
			switch {
			case t[tieApart] > 0 && (q.Kind == YesNo || j == 0 || t[tieOpposed] > 0 || t[tieMatter] > 0), t[tieOpposed] > 0 && all[i].Features[spoken] >= all[0].Features[spoken]/2:
				all[i].Side = other(all[j].Side)
			case t[tieTogether] > 0 && (q.Kind == YesNo || j == 0) || t[tieMatter] > 0:
				all[i].Side = all[j].Side
			}
		}
		sides[all[i].Side] = true
	}
	if !sides["B"] {
		for i := range all {
			all[i].Side = ""
		}
	}
}

func other(side string) string {
	if side == "A" {
		return "B"
	}
	return "A"
}
