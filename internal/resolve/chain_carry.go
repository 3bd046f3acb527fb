package resolve

import (
	"slices"
	"strings"

	"hearsay"
)

// toUs reports whether a claim was made to the document's own outlet: "told this newspaper", "told the Post" in the Post.
func (r *relays) toUs(c *hearsay.Claim) bool {
	if len(c.Cue.Spans) == 0 || c.Continued {
		return false
	}
	h, ok := r.told(c)
	if ok && (r.own(h.Text) || h.Name != "" && sameOutlet(h.Name, r.doc.Outlet)) {
		agency := r.copyAt(c.Content)
		return agency == nil || !sameOutlet(h.Name, agency.Name)
	}
	for _, p := range []*hearsay.Printed{c.Addressee, c.Medium} {
		if p == nil || len(p.Spans) == 0 {
			continue
		}
		w := strings.Fields(strings.ToLower(p.Text))
		for k := range w {
			if w[k] == "us" || w[k] == "me" || w[k] == "our" || w[k] == "this" && k+1 < len(w) && media[w[k+1]] {
				return !r.quotedAt(p.Spans[0].From) && r.copyAt(c.Content) == nil
			}
		}
	}
	return false
}

// plainly are the verbs of passives that go on with what somebody told: "He is said to have seen it".
var plainly = listOf(`said reported understood thought believed alleged`)

// subject is the claim whose speaker is that of claim i, which has none of its own, or -1: the one before "and" ("said … and doubted that"),
// or whose speaker the "he" of "he is said to have seen it" is.
func (r *relays) subject(i int) int {
	c := &r.claims[i]
	if c.Continued || len(c.Cue.Spans) == 0 {
		return -1
	}
	at := r.cue[i].From
	if passive(c) {
		if j := r.goesOn(i); j >= 0 && pointers[strings.ToLower(headWord(c.Content.Text))] && len(r.claims[j].Speaker.Spans) > 0 {
			return j
		}
		return -1
	}
	for k := at - 1; ; k-- { // "and then said": an adverb at most between them
		if k < 0 || k < at-2 {
			return -1
		}
		if w := r.lower[k]; w == "and" || w == "but" {
			break
		}
	}
	list := r.bySentence[r.sentenceAt(at).From]
	for k := len(list) - 1; k >= 0; k-- {
		j := list[k]
		q := &r.claims[j]
		if r.cue[j].From < at && q.Within == c.Within && len(q.Speaker.Spans) > 0 && q.Speaker.Spans[0].From < q.Cue.Spans[0].From {
			return j
		}
	}
	return -1
}

// passive reports whether the cue of a claim is a passive of telling without a speaker: "is said", "are reported".
func passive(c *hearsay.Claim) bool {
	first, _, more := strings.Cut(strings.ToLower(c.Cue.Text), " ")
	return more && toBe[first] && len(c.Speaker.Spans) == 0 && plainly[strings.ToLower(tailWord(c.Cue.Text))]
}

var toBe = listOf(`is are was were has have had being been`)

// goesOn is the claim whose way claim i came too, because it goes on with it: the same speaker or a pronoun right after, "its spokesman", "he is
// said to have". -1 when the words do not show it: another time, another listener, another speaker.
func (r *relays) goesOn(i int) int {
	c := &r.claims[i]
	if c.Continued || len(c.Cue.Spans) == 0 {
		return -1
	}
	sentence := r.sentenceAt(r.cue[i].From)
	first := strings.ToLower(headWord(c.Speaker.Text))
	pronoun := pointers[strings.ToLower(c.Speaker.Text)]
	owner := first == "its" || first == "his" || first == "her" || first == "their"
	passive := passive(c)
	if head := r.document(c); head != "" {
		return r.sameDocument(i, head)
	}
	if c.Addressee != nil && !pronoun || !pronoun && !owner && !passive && c.Speaker.Name == "" || !pronoun && r.fresh(c) {
		return r.foretold(i)
	}
	for back, s := 0, sentence.From; back <= 2 && s >= 0; back++ {
		list := r.bySentence[s]
		for k := len(list) - 1; k >= 0; k-- {
			j := list[k]
			q := &r.claims[j]
			if j == i || r.cue[j].From > r.cue[i].From || r.state[j] == underway || len(q.Speaker.Spans) == 0 {
				continue
			}
			same := sameSpeaker(q, c)
			if !same && (back == 0 || back > 1 || !owner && !passive) {
				continue
			}
			if !r.relaysMore(j) {
				if same {
					return -1
				}
				continue
			}
			return j
		}
		if s == 0 || r.paragraphBreak(s) {
			break
		}
		s = r.sentenceAt(s - 1).From
	}
	return r.foretold(i)
}

// relaysMore reports whether claim j came through outlets beyond the copy it stands in, and through nobody else.
func (r *relays) relaysMore(j int) bool {
	way := r.way(j)
	if r.copyAt(r.claims[j].Content) != nil && len(way) > 0 {
		way = way[1:]
	}
	return len(way) > 0 && !slices.ContainsFunc(way, func(h hearsay.Hop) bool { return h.Kind != hearsay.Outlet })
}

// paragraphBreak reports whether a line ends before word i.
func (r *relays) paragraphBreak(i int) bool {
	return i == 0 || strings.Contains(r.doc.Text[r.words[i-1].To:r.words[i].From], "\n")
}

// fresh reports whether a saying has a time of its own, so that it need not be the one before.
func (r *relays) fresh(c *hearsay.Claim) bool {
	at := r.sentenceAt(r.wordAt(c.Cue.Spans[0].From))
	return slices.ContainsFunc(c.Times, func(t hearsay.Time) bool {
		if len(t.Spans) == 0 || shareBytes(c.Content.Spans, t.Spans) || shareBytes(c.Speaker.Spans, t.Spans) {
			return false
		}
		k := r.wordAt(t.Spans[0].From)
		return at.From <= k && k < at.To
	})
}

// foretold is, for a claim in the first paragraph, that of the next paragraph which says through whom the same speaker was heard:
// a lead names no agency, the sentence behind it does. -1 when there is none.
func (r *relays) foretold(i int) int {
	c := &r.claims[i]
	at := c.Cue.Spans[0].From
	text := r.doc.Text
	lead := strings.Index(text, "\n")
	role := c.Speaker.Name == "" && c.Speaker.Kind == hearsay.Person && !pointers[strings.ToLower(c.Speaker.Text)] // the name follows
	if lead < 0 || at > lead || c.Speaker.Name == "" && !role || c.Addressee != nil {
		return -1
	}
	rest := strings.TrimLeft(text[lead:], "\n \t\r")
	from := len(text) - len(rest)
	to := len(text)
	if n := strings.IndexByte(rest, '\n'); n >= 0 {
		to = from + n
	}
	for j := range r.claims {
		q := &r.claims[j]
		if q.OwnVoice || q.Continued || len(q.Cue.Spans) == 0 || q.Cue.Spans[0].From < from || q.Cue.Spans[0].From >= to {
			continue
		}
		if role && q.Speaker.Kind != hearsay.Person || !role && !strings.EqualFold(q.Speaker.Name, c.Speaker.Name) {
			continue
		}
		if e, ok := r.place[q.Within]; ok && r.claims[e].Speaker.Kind == hearsay.Outlet && r.state[j] != underway && r.relaysMore(j) {
			return j
		}
		return -1
	}
	return -1
}

func headWord(s string) string {
	w, _, _ := strings.Cut(s, " ")
	return w
}

func tailWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }
