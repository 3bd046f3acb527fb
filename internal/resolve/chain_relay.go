package resolve

import (
	"cmp"
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/segment"
)

// The states of a claim's way.
const (
	untouched = iota
	underway
	resolved
)

// relays is an account while the ways of its claims are being found.
type relays struct {
	*account
	ways       [][]hearsay.Hop // of each claim
	state      []uint8
	copied     []copied
	outlets    []hearsay.Span // names of outlets mentioned, in order
	names      []string       // of all outlets mentioned or speaking, each once
	persons    map[string]bool
	lower      []string             // the words in lower case
	cue        []segment.Run        // of each claim: the words of its cue; empty where it has none
	begun      map[hearsay.Span]int // by its cue: the claim that a quotation goes on from
	full       map[string]string    // what fullest found
	bySentence map[int][]int        // by first word of a sentence: the claims with their cue in it, in the order of their cues
}

func newRelays(a *account) *relays {
	r := &relays{
		account: a, ways: make([][]hearsay.Hop, len(a.claims)), state: make([]uint8, len(a.claims)), persons: map[string]bool{},
		lower: make([]string, len(a.strs)), cue: make([]segment.Run, len(a.claims)), bySentence: map[int][]int{}, begun: map[hearsay.Span]int{}, full: map[string]string{},
	}
	for i, w := range a.strs {
		r.lower[i] = strings.ToLower(w)
	}
	for i := range a.claims {
		r.learn(i)
	}
	slices.SortFunc(r.outlets, func(x, y hearsay.Span) int { return cmp.Or(cmp.Compare(x.From, y.From), cmp.Compare(y.To, x.To)) })
	r.outlets = slices.Compact(r.outlets)
	for _, list := range r.bySentence {
		slices.SortStableFunc(list, func(i, j int) int { return cmp.Compare(r.cue[i].From, r.cue[j].From) })
	}
	r.copies()
	return r
}

// learn takes from a claim where its cue stands and what outlets and people it names.
func (r *relays) learn(i int) {
	c := &r.claims[i]
	if len(c.Cue.Spans) > 0 {
		r.cue[i] = r.run(c.Cue.Spans)
		if !c.Continued {
			r.begun[c.Cue.Spans[0]] = i
			s := r.sentenceAt(r.cue[i].From).From
			r.bySentence[s] = append(r.bySentence[s], i)
		}
	}
	for _, m := range c.Mentions {
		switch {
		case m.Type == "outlet" && len(m.Spans) > 0:
			r.outlets = append(r.outlets, m.Spans[0])
			r.name(m.Text)
		case m.Type == "person":
			r.persons[m.Text] = true
		}
	}
	if c.Speaker.Kind == hearsay.Outlet && !c.OwnVoice && len(c.Speaker.Spans) > 0 {
		r.name(outletName(c.Speaker.Name))
		if k := strings.Index(c.Speaker.Text, c.Speaker.Name); k >= 0 && c.Speaker.Name != "" {
			at := c.Speaker.Spans[0].From + k
			r.outlets = append(r.outlets, hearsay.Span{From: at, To: at + len(c.Speaker.Name)})
		}
	}
}

func (r *relays) name(n string) {
	if n != "" && len(r.names) < mostOutlets && namedLater(strings.Fields(n)) && !slices.Contains(r.names, n) {
		r.names = append(r.names, n)
	}
}

// run is the words from the first to the last byte of spans.
func (r *relays) run(spans []hearsay.Span) segment.Run {
	from := r.wordAt(spans[0].From)
	return segment.Run{From: from, To: max(from, r.wordAt(spans[len(spans)-1].To-1)+1)}
}

// mostOutlets is how many outlets a text can name; what is beyond is no story.
const mostOutlets = 200

// fullest is the longest name in the text of which an outlet's name is a form; a form of two different ones stays as it is.
func (r *relays) fullest(name string) string {
	if full, ok := r.full[name]; ok {
		return full
	}
	best := name
	for _, n := range r.names {
		if len(n) <= len(name) || !sameOutlet(name, n) {
			continue
		}
		switch {
		case best == name || sameOutlet(best, n):
			if len(n) > len(best) {
				best = n
			}
		case !sameOutlet(n, best):
			r.full[name] = name
			return name
		}
	}
	if best == name && r.doc.Outlet != "" && sameOutlet(name, r.doc.Outlet) {
		best = r.doc.Outlet
	}
	r.full[name] = best
	return best
}

// own reports whether words stand for the document's outlet: its name or a form of it that is no form of another outlet in the text,
// "this newspaper", "our reporter", "us".
func (r *relays) own(phrase string) bool {
	w := strings.Fields(strings.ToLower(phrase))
	if len(w) == 0 || len(w) > 10 {
		return false
	}
	switch last := w[len(w)-1]; w[0] {
	case "us", "me":
		return len(w) == 1
	case "this", "our", "my":
		return len(w) <= 4 && (media[last] || journalists[last] || last == "author" || last == "editors" || last == "newsroom")
	}
	n := outletName(phrase)
	return n != "" && sameOutlet(n, r.doc.Outlet) && sameOutlet(r.fullest(n), r.doc.Outlet)
}

var journalists = listOf(`reporter reporters correspondent correspondents journalist journalists witness`)

// self reports whether a claim is the outlet's own though it has a cue: "we have seen", "this newspaper understands", "a Reuters reporter saw".
func (r *relays) self(c *hearsay.Claim) bool {
	if len(c.Speaker.Spans) == 0 || c.Within != "" {
		return false
	}
	switch w := strings.ToLower(c.Speaker.Text); w {
	case "i", "we":
		return !r.quotedAt(c.Cue.Spans[0].From)
	}
	if r.own(c.Speaker.Text) {
		return c.Speaker.Kind != hearsay.Person
	}
	w := strings.Fields(c.Speaker.Text)
	for k := 1; k < len(w) && k < 6; k++ {
		if journalists[w[k]] {
			return isCapital(w[k-1]) && r.own(strings.Join(w[min(1, k-1):k], " "))
		}
	}
	return false
}

// nobody reports whether a claim is said by nobody in particular: "is expected to".
func (r *relays) nobody(c *hearsay.Claim) bool { return len(c.Speaker.Spans) == 0 }

// quotedAt reports whether a byte lies in a quotation that opened in its paragraph.
func (r *relays) quotedAt(at int) bool {
	line := r.doc.Text[strings.LastIndexByte(r.doc.Text[:at], '\n')+1 : at]
	return strings.Count(line, `"`)%2 == 1 || strings.Count(line, "“") > strings.Count(line, "”")
}

// outletHop is the hop of an outlet that passes on without a cue of its own.
func (r *relays) outletHop(p hearsay.Printed) hearsay.Hop {
	return hearsay.Hop{
		Printed: p, Name: r.fullest(outletName(p.Text)), Kind: hearsay.Outlet,
		Cue: hearsay.Print(r.doc.Text), Act: hearsay.Report, Certainty: hearsay.Sure,
	}
}
