package ask

import (
	"strings"

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
}

// Stance is how a claim stands to what a question of yes or no asks.
type Stance int

// The stances. Neither is a claim that neither says so nor denies it: a doubt, a plan, a wish.
const (
	Neither Stance = iota
	Says
	Denies
)

// Opposed tells whether two matters contradict each other.
type Opposed func(a, b int) bool

// Compose chooses the answers among ranked candidates, at most limit: the likeliest first, each matter told by each speaker once, and
// both sides where there are two. There are none where no candidate is likely enough: the question is to be refused.
func (a *Asker) Compose(q *Question, ranked []*Candidate, opposed Opposed, limit int) []Answer {
	if a.answerable(q, ranked) < a.weights.Refuse || len(ranked) == 0 {
		return nil
	}
	var all []Answer
	for _, c := range ranked {
		if c.Likely < a.weights.Keep*ranked[0].Likely/2 {
			break
		}
		x := Answer{Candidate: c, Stance: q.stance(c.Claim)}
		x.Text, x.Short = q.Shown(c.Document, c.Claim)
		if i := sameAs(all, c); i >= 0 {
			all[i].Others = append(all[i].Others, c)
			continue
		}
		all = append(all, x)
	}
	sides := q.sides(all, opposed)
	chosen := make([]bool, len(all))
	var out []Answer
	taken := map[string]int{}
	for len(out) < limit {
		best, at := 0.0, -1
		for i, x := range all {
			if chosen[i] {
				continue
			}
			worth := x.Likely
			if taken[sides[i]] == 0 && len(out) > 0 && sides[i] != "" { // the other side is to be heard
				worth *= otherSide
			} else if worth < a.weights.Keep*ranked[0].Likely { // far from the best
				continue
			}
			for _, y := range out {
				if y.Matter == x.Matter || alike(y.Text.Text, x.Text.Text) {
					worth *= repeated
				}
			}
			if worth > best {
				best, at = worth, i
			}
		}
		if at < 0 {
			break
		}
		chosen[at] = true
		all[at].Side = sides[at]
		taken[sides[at]]++
		out = append(out, all[at])
	}
	if taken["A"] == 0 || taken["B"] == 0 {
		for i := range out {
			out[i].Side = ""
		}
	}
	return out
}

// What a claim is worth beside those that are chosen already.
const (
	otherSide = 2.0 // the first of the other side
	repeated  = 0.6 // one that says again what another says
)

// sameAs is which answer a claim repeats: same matter and speaker. -1 for none.
func sameAs(all []Answer, c *Candidate) int {
	for i, x := range all {
		if x.Matter == c.Matter && denied(x.Claim) == denied(c.Claim) && SpeakerOf(x.Claim) == SpeakerOf(c.Claim) && alike(x.Claim.Content.Text, c.Claim.Content.Text) {
			return i
		}
	}
	return -1
}

// alike reports whether most words of the shorter of two texts are in the longer.
func alike(a, b string) bool {
	x, y := stems(a), stems(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	n := 0
	for s := range x {
		if y[s] {
			n++
		}
	}
	return 10*n >= 8*len(x)
}

// sides says of each answer on which side it is: that of the first is A, of what contradicts it B. "" is neither.
func (q *Question) sides(all []Answer, opposed Opposed) []string {
	out := make([]string, len(all))
	if len(all) == 0 {
		return out
	}
	out[0] = "A"
	for i := 1; i < len(all); i++ {
		for j := range i {
			if out[j] == "" || out[i] != "" {
				continue
			}
			switch {
			case denied(all[i].Claim) != denied(all[j].Claim) && (opposed(all[i].Matter, all[j].Matter) || all[i].Matter == all[j].Matter || q.Kind == YesNo):
				out[i] = other(out[j])
			case opposed(all[i].Matter, all[j].Matter) && all[i].Features[spoken] >= all[0].Features[spoken]/2: // else of something else
				out[i] = other(out[j])
			case all[i].Matter == all[j].Matter:
				out[i] = out[j]
			}
		}
		if out[i] != "" {
			continue
		}
		switch {
		case q.apart(&all[0], &all[i]):
			out[i] = "B"
		case q.together(&all[0], &all[i]):
			out[i] = "A"
		}
	}
	return out
}

func other(side string) string {
	if side == "A" {
		return "B"
	}
	return "A"
}

// apart reports whether two answers differ, by what they say alone.
func (q *Question) apart(a, b *Answer) bool {
	switch q.Kind {
	case YesNo:
		return a.Stance != b.Stance && a.Stance != Neither && b.Stance != Neither
	case HowMany:
		x, y := q.counted(a.Claim), q.counted(b.Claim)
		return x != nil && y != nil && x.Unit == y.Unit && (low(x) > high(y) || low(y) > high(x)) && q.fitting(x) == q.fitting(y) && b.Features[spoken] >= 0.7*a.Features[spoken]
	}
	return denied(a.Claim) != denied(b.Claim)
}

// fitting reports whether a quantity is of the thing that is to be counted.
func (q *Question) fitting(x *hearsay.Quantity) bool {
	return len(q.Thing) == 0 || shareOf(q.Thing, stems(x.Thing, x.Unit)) > 0
}

func denied(k *hearsay.Claim) bool { return k.Denied || k.Act == hearsay.Deny }

// together reports whether two answers agree, by what they say alone.
func (q *Question) together(a, b *Answer) bool {
	switch q.Kind {
	case YesNo:
		return a.Stance == b.Stance && a.Stance != Neither
	case HowMany:
		x, y := q.counted(a.Claim), q.counted(b.Claim)
		return x != nil && y != nil && x.Unit == y.Unit && low(x) <= high(y) && low(y) <= high(x)
	}
	return false
}

// counted is the quantity of a claim that a question asks for, nil when there is none.
func (q *Question) counted(k *hearsay.Claim) *hearsay.Quantity {
	best, at := -1.0, -1
	for i, x := range k.Quantities {
		if fit := shareOf(q.Thing, stems(x.Thing, x.Unit)); within(x.Spans, k.Content.Spans) && fit > best {
			best, at = fit, i
		}
	}
	if at < 0 {
		return nil
	}
	return &k.Quantities[at]
}

func low(x *hearsay.Quantity) float64 {
	if x.Low == nil {
		return -1e300
	}
	return *x.Low
}

func high(x *hearsay.Quantity) float64 {
	if x.High == nil {
		return 1e300
	}
	return *x.High
}

// stance reads how a claim stands to a question of yes or no: whether its words, or its speaker, say that something is not so.
func (q *Question) stance(k *hearsay.Claim) Stance {
	not := k.Denied
	minus := 0
	for _, w := range wordsOf(strings.ReplaceAll(strings.ToLower(k.Content.Text), "n't", " not")) {
		if negations[w] {
			minus++
		}
	}
	if minus%2 == 1 {
		not = !not
	}
	if k.Act == hearsay.Doubt || k.Act == hearsay.Ask || k.Act == hearsay.Decline || coming(k) && !not {
		return Neither
	}
	if not == q.Negated {
		return Says
	}
	return Denies
}

// SpeakerOf is the full name of whose claim it is. A paper or a picture is called as it is printed; of somebody unnamed it is "".
func SpeakerOf(k *hearsay.Claim) string {
	if k.Speaker.Name == "" && (k.Speaker.Kind == hearsay.DocumentOf || k.Speaker.Kind == hearsay.Imagery) {
		return strings.TrimSuffix(k.Speaker.Text, ",")
	}
	return k.Speaker.Name
}
