package eval

import "hearsay"

// Rate is how many of all are so.
type Rate struct{ Right, All int }

// Percent is the rate in percent, 0 of none.
func (r Rate) Percent() float64 { return 100 * float64(r.Right) / float64(max(1, r.All)) }

func (r *Rate) add(right bool) {
	r.All++
	if right {
		r.Right++
	}
}

// CaseTally is what comes out right over cases. Methods named after what is judged (Claims, Matters, Answers) add a case each; the
// zero CaseTally has none. What was not judged is left out when it is written.
type CaseTally struct {
	// Of the editor's claims: those that we have, and what is right of these.
	Found, Speaker, Chain, Act, Denied, Status, Said, Event Rate
	WronglyHappened                                         Rate // what did not happen, told as happened or going on: the fewer the better
	PartySpellings                                          Rate // names of parties that are in our claims
	Party                                                   Counts

	Same                  Counts // pairs of claims in one matter
	SameByTitle           Counts // the same where documents with like titles are one matter
	Contradicts, Updates  Counts // pairs of matters
	Hasty                 Rate   // pairs only seemingly contradictory, told as such: the fewer the better
	Origins               OriginRates
	OriginsByOutlet       OriginRates // every outlet an origin
	OriginsAsOne          OriginRates // every matter one origin
	OriginsByTitle        OriginRates // documents with like titles are one origin
	Rings                 Rate
	RingsFalse            int // ours that are none
	Asked, AskedBM25      AskRates
	Citations, CitesFalse int

	claims, matters []caseRate
}

// OriginRates are of matters that two documents or more tell: those of which the sets of documents are right, and of which their number is.
type OriginRates struct{ Exact, Number Rate }

func (r *OriginRates) add(exact, number bool) {
	r.Exact.add(exact)
	r.Number.add(number)
}

// caseRate is how much of a case is right, 0 to 1, with the counts that say so.
type caseRate struct {
	id     string
	rate   float64
	counts Counts
}

// Answer is what was answered to a question.
type Answer struct {
	Refused bool
	Answers []Answered // the best first
}

// Answered is one answer: words of documents, and who says them.
type Answered struct {
	Text    string
	Speaker string
	Spans   []Cited
}

// Cited is bytes of a document, by its ref.
type Cited struct {
	Ref string
	hearsay.Span
}

// pair is two of anything in either order.
type pair [2]string

func newPair(a, b string) pair {
	if b < a {
		a, b = b, a
	}
	return pair{a, b}
}

// tell counts a pair that is together in the gold or not, and in ours or not.
func (c *Counts) tell(gold, ours bool) {
	switch {
	case gold && ours:
		c.Right++
	case gold:
		c.Missed++
	case ours:
		c.Wrong++
	}
}
