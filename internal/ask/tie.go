package ask

import (
	"strings"

	"hearsay"
)

// TieNames are how two claims that may both answer a question stand to each other, in their order.
var TieNames = []string{"alike", "overlapping", "speaker", "matter", "together", "opposed", "apart"}

// Where ties are that are used by themselves.
const (
	tieAlike    = 0
	tieSpeaker  = 2
	tieMatter   = 3
	tieTogether = 4
	tieOpposed  = 5
	tieApart    = 6
)

// ties compares two claims that may both answer a question.
func (q *Question) ties(a, b *Answer, opposed Opposed) []float64 {
	overlap := false
	if a.Document.ID == b.Document.ID {
		shared, _ := hearsay.Shared(a.Claim.Content.Spans, b.Claim.Content.Spans)
		overlap = shared > 0
	}
	who := SpeakerOf(a.Claim)
	return []float64{
		likeness(a.stems, b.stems), flag(overlap), flag(who == SpeakerOf(b.Claim)), flag(a.Matter == b.Matter), flag(q.together(a, b)),
		flag(opposed(a.Matter, b.Matter)), flag(q.apart(a, b)),
	}
}

// repeats reports whether one of two claims says again what the other says: same matter, same speaker, most words.
func repeats(ties []float64) bool {
	return ties[tieMatter] > 0 && ties[tieSpeaker] > 0 && ties[tieAlike] >= 0.8
}

// Balance is what a claim is worth less for what it has in common with one that is chosen already, and more for what parts them: a
// weight for each tie.
type Balance struct {
	Names []string  `json:"names"`
	Each  []float64 `json:"each"`
}

func (b *Balance) repeated(ties []float64) (sum float64) {
	for i, t := range ties[:tieOpposed] {
		sum += b.Each[i] * t
	}
	return sum
}

func (b *Balance) other(ties []float64) float64 {
	return max(b.Each[tieOpposed]*ties[tieOpposed], b.Each[tieApart]*ties[tieApart])
}

// Ties compares each of ranked candidates with each, for fitting.
func (q *Question) Ties(ranked []*Candidate, opposed Opposed) [][][]float64 {
	all := q.options(ranked)
	out := make([][][]float64, len(all))
	for i := range all {
		for j := range all {
			out[i] = append(out[i], q.ties(&all[i], &all[j], opposed))
		}
	}
	return out
}

// likeness is how many words of the shorter of two texts are in the longer, 0 to 1.
func likeness(x, y map[string]bool) float64 {
	if len(x) > len(y) {
		x, y = y, x
	}
	n := 0
	for s := range x {
		if y[s] {
			n++
		}
	}
	return float64(n) / float64(max(len(x), 1))
}

// apart reports whether two answers differ, by what they say alone.
func (q *Question) apart(a, b *Answer) bool {
	switch q.Kind {
	case YesNo:
		return a.Stance != b.Stance && a.Stance != Neither && b.Stance != Neither
	case HowMany:
		x, y := q.counted(a.Claim), q.counted(b.Claim)
		if x != nil && y != nil && x.Unit == y.Unit && q.fitting(x) == q.fitting(y) {
			return low(x) > high(y) || low(y) > high(x)
		}
	case When:
		x, y := a.Claim.Event, b.Claim.Event
		if x != nil && y != nil && len(x.Spans) > 0 && len(y.Spans) > 0 {
			return !before(x.From, y.To) || !before(y.From, x.To)
		}
	}
	return denied(a.Claim) != denied(b.Claim) && (q.Kind == YesNo || likeness(a.stems, b.stems) >= ofOne)
}

// ofOne is how much two contents must have in common for one to deny what the other says.
const ofOne = 0.3

// together reports whether two answers agree, by what they say alone.
func (q *Question) together(a, b *Answer) bool {
	switch q.Kind {
	case YesNo:
		return a.Stance == b.Stance && a.Stance != Neither
	case HowMany:
		x, y := q.counted(a.Claim), q.counted(b.Claim)
		return x != nil && y != nil && x.Unit == y.Unit && low(x) <= high(y) && low(y) <= high(x)
	case When:
		x, y := a.Claim.Event, b.Claim.Event
		return x != nil && y != nil && len(x.Spans) > 0 && len(y.Spans) > 0 && before(x.From, y.To) && before(y.From, x.To)
	}
	return false
}

// fitting reports whether a quantity is of the thing that is to be counted.
func (q *Question) fitting(x *hearsay.Quantity) bool {
	return len(q.Thing) == 0 || shareOf(q.Thing, stems(x.Thing, x.Unit)) > 0
}

func denied(k *hearsay.Claim) bool { return k.Denied || k.Act == hearsay.Deny }

// counted is the quantity of a claim that a question asks for, nil when there is none.
func (q *Question) counted(k *hearsay.Claim) *hearsay.Quantity {
	best, at := -1.0, -1
	for i, x := range k.Quantities {
		if fit := shareOf(q.Thing, stems(x.Thing, x.Unit)); within(x.Spans, k.Content.Spans) && !q.has(x.Text) && fit > best {
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
