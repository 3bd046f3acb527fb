package resolve

import (
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/segment"
	"hearsay/internal/when"
)

// citings are verbs by which an outlet hands the word to another: "citing the ministry", "which quotes the director as saying".
var citings = listOf(`citing quoting cited quoted cites quotes`)

// passedOn are participles with "by" behind them: who was quoted, where a statement ran.
var passedOn = listOf(`quoted cited carried broadcast published distributed monitored interviewed relayed aired released`)

// citingBefore is the verb of citing before word i, with nothing but small words between them; -1 if there is none.
func (r *relays) citingBefore(i int) int {
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		switch w := r.lower[k]; {
		case citings[w]:
			return k
		case w == "," || w == "." || w == ";" || isCapital(r.strs[k]):
			return -1
		}
	}
	return -1
}

// cited reports whether the speaker of claim j is one whom somebody cites.
func (r *relays) cited(j int) bool {
	c := &r.claims[j]
	return len(c.Speaker.Spans) > 0 && r.citingBefore(r.wordAt(c.Speaker.Spans[0].From)) >= 0
}

// citesInCue reports whether the cue of claim j is such a verb itself: "quoting diplomats", said of the outlet before it.
func (r *relays) citesInCue(j int) bool {
	return citings[strings.ToLower(r.claims[j].Cue.Text)] && r.cited(j)
}

// citing is the claim of an outlet that cites the speaker of claim i for what it tells, or -1.
func (r *relays) citing(i int) int {
	c := &r.claims[i]
	if len(c.Speaker.Spans) == 0 || c.Continued || r.cue[i].Len() == 0 || c.Speaker.Kind == hearsay.Outlet && !r.cited(i) {
		return -1
	}
	cited := r.cited(i)
	for _, j := range r.bySentence[r.sentenceAt(r.cue[i].From).From] {
		o := &r.claims[j]
		if j == i || o.Speaker.Kind != hearsay.Outlet || len(o.Speaker.Spans) == 0 || o.Within == c.ID && !r.citesInCue(i) || r.state[j] == underway {
			continue
		}
		if !shareBytes(o.Content.Spans, c.Content.Spans) || slices.Equal(o.Speaker.Spans, c.Speaker.Spans) {
			continue
		}
		if cited || o.Act == hearsay.Report && r.cue[j].From > r.cue[i].From && o.Speaker.Spans[0].From >= c.Cue.Spans[0].From && holdSpans(o.Content.Spans, c.Content.Spans) {
			return j
		}
	}
	return -1
}

// sharedWith is the cited claim of the same sentence whose content has that of claim i, which names no speaker, or -1: "Twenty are known to
// have died, Delta Wire reported, quoting the fire service".
func (r *relays) sharedWith(i int) int {
	c := &r.claims[i]
	if !r.nobody(c) || r.cue[i].Len() == 0 {
		return -1
	}
	for _, j := range r.bySentence[r.sentenceAt(r.cue[i].From).From] {
		if b := &r.claims[j]; j != i && b.Within == c.Within && !r.nobody(b) && r.cited(j) && shareBytes(b.Content.Spans, c.Content.Spans) && r.state[j] != underway {
			return j
		}
	}
	return -1
}

// shareBytes reports whether two lists of spans have a byte in common.
func shareBytes(a, b []hearsay.Span) bool {
	return slices.ContainsFunc(a, func(x hearsay.Span) bool { return slices.ContainsFunc(b, x.Overlaps) })
}

// holdSpans reports whether each of b lies in one of a.
func holdSpans(a, b []hearsay.Span) bool {
	return !slices.ContainsFunc(b, func(x hearsay.Span) bool {
		return !slices.ContainsFunc(a, func(y hearsay.Span) bool { return y.Holds(x) })
	})
}

// beside are the words that belong to the saying itself: its sentence from the speaker, cue, medium or addressee that stands first to
// the end of the last, and a few behind them, up to the content.
func (r *relays) beside(c *hearsay.Claim) segment.Run {
	at := r.wordAt(c.Cue.Spans[0].From)
	in := r.sentenceAt(at)
	run := r.run(c.Cue.Spans)
	parts := [][]hearsay.Span{c.Speaker.Spans}
	for _, p := range []*hearsay.Printed{c.Medium, c.Addressee} {
		if p != nil {
			parts = append(parts, p.Spans)
		}
	}
	for _, spans := range parts {
		if len(spans) == 0 {
			continue
		}
		if s := r.run(spans); in.From <= s.From && s.To <= in.To {
			run.From, run.To = min(run.From, s.From), max(run.To, s.To)
		}
	}
	return segment.Run{From: run.From, To: min(run.To+9, in.To)}
}

// inContent reports whether word k is in what a claim says.
func (r *relays) inContent(c *hearsay.Claim, k int) bool {
	return slices.ContainsFunc(c.Content.Spans, func(s hearsay.Span) bool { return s.Holds(r.words[k]) })
}

// relayed is the outlet, or the person who shows a document, through whom a saying came by the words beside its cue; nil when none.
func (r *relays) relayed(c *hearsay.Claim) []hearsay.Hop {
	if len(c.Cue.Spans) == 0 || len(c.Speaker.Spans) == 0 || c.Continued {
		return nil
	}
	h, ok := r.quoting(c)
	if !ok {
		h, ok = r.told(c)
	}
	if !ok {
		h, ok = r.shown(c)
	}
	if !ok || r.own(h.Text) || h.Name != "" && sameOutlet(h.Name, r.doc.Outlet) || h.Name != "" && strings.EqualFold(h.Name, c.Speaker.Name) {
		return nil
	}
	return []hearsay.Hop{h}
}

// quoting is the outlet that stands before the verb by which it cites the speaker: "Norda, citing a spokesman, said", "Interfax quoted the
// minister as saying", "Iberwire, which quotes the director as saying"; or before the "whose" of "Horn Ledger, whose pictures show".
func (r *relays) quoting(c *hearsay.Claim) (hearsay.Hop, bool) {
	from := min(r.wordAt(c.Speaker.Spans[0].From), len(r.words)-1)
	v := r.citingBefore(from)
	in := r.sentenceAt(from)
	if r.lower[from] == "whose" {
		v = from
	}
	for k := from; v < 0 && k < min(from+3, in.To); k++ {
		if citings[r.lower[k]] {
			v = k
		}
	}
	if v < 0 {
		return hearsay.Hop{}, false
	}
	end := v
	for end > in.From && beforeCiting[r.lower[end-1]] {
		end--
	}
	if end < v {
		if h, ok := r.apposed(in.From, end); ok { // "Horn Ledger, a portal close to the opposition, which quoted …"
			return h, true
		}
	}
	for at := max(in.From, end-8); at < end; at++ {
		if h, ok := r.outletAt(at, end); ok && h.Spans[0].To == r.words[end-1].To {
			return h, true
		}
	}
	if r.lower[v] == "whose" {
		return hearsay.Hop{}, false
	}
	return r.capitalsBefore(in.From, end) // a name that we know nothing of: who quotes others is taken for an outlet
}

// capitalsBefore is the outlet that words in capitals right before word end name, if they are nobody's name and no day's.
func (r *relays) capitalsBefore(from, end int) (hearsay.Hop, bool) {
	at := end
	for at > from && isCapital(r.strs[at-1]) && end-at < 5 {
		at--
	}
	if at == end || when.IsDayOrMonth(r.strs[end-1]) {
		return hearsay.Hop{}, false
	}
	p := hearsay.Print(r.doc.Text, hearsay.Span{From: r.words[at].From, To: r.words[end-1].To})
	if pointers[strings.ToLower(p.Text)] || r.isPerson(p.Text) {
		return hearsay.Hop{}, false
	}
	return r.outletHop(p), true
}

// isPerson reports whether a name is a person's, or ends as one does.
func (r *relays) isPerson(name string) bool {
	if r.persons[name] {
		return true
	}
	for p := range r.persons {
		if strings.HasSuffix(p, " "+name) || strings.HasSuffix(name, " "+p) {
			return true
		}
	}
	return false
}

// apposed is the outlet that words ending before word end explain: "Horn Ledger, a portal close to the opposition".
func (r *relays) apposed(from, end int) (hearsay.Hop, bool) {
	for k := end - 1; k > from+1 && k > end-12; k-- {
		if r.lower[k] == "," {
			return hearsay.Hop{}, false
		}
		if r.lower[k-1] != "," || r.strs[k] != "a" && r.strs[k] != "an" && r.strs[k] != "the" && r.strs[k] != "its" {
			continue
		}
		if h, ok := r.capitalsBefore(from, k-1); ok && slices.ContainsFunc(r.lower[k:end], func(w string) bool { return media[w] }) {
			return h, true
		}
		for at := max(from, k-8); at < k-1; at++ {
			if h, ok := r.outletAt(at, k-1); ok && h.Spans[0].To == r.words[k-2].To {
				return h, true
			}
		}
	}
	return hearsay.Hop{}, false
}

var beforeCiting = listOf(`, which that who also has had today`)

// told is the outlet to which something was said, or in which it ran: "told Reuters", "in an interview with Channel 9", "quoted by Norda",
// "in a statement carried by the Norda agency".
func (r *relays) told(c *hearsay.Claim) (hearsay.Hop, bool) {
	run := r.beside(c)
	cue := r.run(c.Cue.Spans)
	interview := false
	for k := run.From; k < run.To-1; k++ {
		next := k + 1
		if r.inContent(c, k) && !(k >= cue.To && (r.lower[k] == "as" || r.lower[k] == "saying" || r.lower[k] == "by" && r.passedOnBefore(c, k))) {
			continue
		}
		interview = interview || strings.HasPrefix(r.lower[k], "interview")
		switch w := r.lower[k]; {
		case tellings[w] && cue.From <= k && k < cue.To:
			next = cue.To
		case w == "by" && r.passedOnBefore(c, k):
		case interview && (w == "with" || w == "on" || w == "in" || w == "by"):
		case w == "to" && (k == 0 || r.lower[k-1] != "according") || w == "with" && k > 0 && r.lower[k-1] == "spoke":
		case w == "on" && r.inMedium(c, k):
		default:
			continue
		}
		end := next
		for end < min(run.To+4, next+12, len(r.words)) && !(end >= cue.To && r.inContent(c, end) && !r.inContent(c, k)) {
			end++
		}
		if h, ok := r.outletAt(next, end); ok && !platforms[strings.ToLower(h.Name)] && r.sentenceAt(k) == r.sentenceAt(cue.From) {
			return h, true
		}
	}
	return hearsay.Hop{}, false
}

var tellings = listOf(`told tells tell telling informed assured`)

// platforms pass nothing on: whoever writes there speaks for themselves.
var platforms = listOf(`x twitter facebook telegram instagram tiktok youtube whatsapp weibo bluesky threads mastodon linkedin vk`)

func (r *relays) inMedium(c *hearsay.Claim, k int) bool {
	return c.Medium != nil && len(c.Medium.Spans) > 0 && c.Medium.Spans[0].Holds(r.words[k])
}

// passedOnBefore reports whether a participle of passing on stands before the "by" at word k, and itself in or right behind the speaker, cue or
// medium of a claim: "quoted by", "quoted as saying by", "in a statement carried on Monday by".
func (r *relays) passedOnBefore(c *hearsay.Claim, k int) bool {
	for j := k - 1; j >= 0 && j >= k-4; j-- {
		if passedOn[r.lower[j]] {
			parts := [][]hearsay.Span{c.Speaker.Spans, c.Cue.Spans}
			if c.Medium != nil {
				parts = append(parts, c.Medium.Spans)
			}
			return slices.ContainsFunc(parts, func(spans []hearsay.Span) bool {
				if len(spans) == 0 {
					return false
				}
				run := r.run(spans)
				return run.From <= j && j < run.To+3
			})
		}
		if w := r.lower[j]; w == "," || w == "." || w == "by" {
			return false
		}
	}
	return false
}
