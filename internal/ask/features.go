package ask

import (
	"math"
	"strings"

	"hearsay"
)

// Names of the features of a claim given a question, in their order.
var Names = []string{
	"cosine", "cosine_gap", "content", "spoken", "around", "document", "missing", "names_near", "names_missing", "numbers",
	"fits", "unfit", "thing", "money", "reason_near", "time_event",
	"own_voice", "nobody", "length", "short", "deny", "doubt", "asks", "request", "speaker_asked", "speaker_else", "open_past",
	"content_gap", "around_gap", "doings", "doings_near", "fits_spoken", "yes_denied", "time_same", "time_other", "nested", "relayed", "speaker_named", "score", "judged",
}

// features compares a claim with a question. What needs other claims, and the judgement of the pair model, is filled in later.
func (q *Question) features(c *Candidate, days *days) []float64 {
	k, doc := c.Claim, c.Document
	said := stems(k.Content.Text)
	speech := stems(k.Speaker.Text, k.Speaker.Name, k.Speaker.Role)
	about := stems(surroundings(doc, k), doc.Title)
	var inContent, inSpoken, inAround, inDocument, rarest, names, namesIn, namesMissing, namesSpoken, numbers, numbersIn, doing, doingIn, doingNear float64
	for _, w := range q.Words {
		s := w.Stem
		if said[s] {
			inContent += w.Rarity
		}
		if said[s] || speech[s] {
			inSpoken += w.Rarity
		}
		near := said[s] || speech[s] || about[s]
		if near {
			inAround += w.Rarity
		}
		if near || c.story[s] {
			inDocument += w.Rarity
		} else {
			rarest = max(rarest, w.Rarity)
		}
		switch {
		case w.Name:
			names++
			namesIn += flag(near)
			namesMissing += flag(!near && !c.story[s])
			namesSpoken += flag(speech[s])
		case w.Number:
			numbers++
			numbersIn += flag(said[s])
		default:
			doing += w.Rarity
			if said[s] {
				doingIn += w.Rarity
			}
			if near {
				doingNear += w.Rarity
			}
		}
	}
	all := max(q.weight, 1)
	fit, thing := q.fit(k)
	kinds := q.Kind == HowMany || q.Kind == When || q.Kind == Where || q.Kind == Who || q.Kind == Why || q.Gear
	asked, other := 0.0, 0.0
	if len(q.Speaker) > 0 {
		asked = shareOf(q.Speaker, speech)
		other = flag(asked == 0)
	}
	same, elsewhen := days.fit(k, doc)
	n := float64(len(wordsOf(k.Content.Text)))
	return []float64{
		c.Cosine, 0, inContent / all, inSpoken / all, inAround / all, inDocument / all, rarest / 10, namesIn / max(names, 1), namesMissing / max(names, 1), numbersIn / max(numbers, 1),
		flag(fit && kinds), flag(!fit && kinds), flag(thing), flag(q.Money && hasMoney(k)), flag(q.Kind == Why && reasoned(surroundings(doc, k))), flag(q.Kind == When && k.Event != nil && len(k.Event.Spans) > 0),
		flag(k.OwnVoice), flag(SpeakerOf(k) == ""), math.Log(1 + n), flag(n < 4), flag(denied(k)), flag(k.Act == hearsay.Doubt),
		flag(k.Act == hearsay.Ask || k.Act == hearsay.Decline || open(k)), flag(k.Act == hearsay.Request), asked, other,
		flag(q.Past && coming(k)),
		0, 0, doingIn / max(doing, 1), doingNear / max(doing, 1), flag(fit && kinds) * inSpoken / all, flag(q.Kind == YesNo && (denied(k) || k.Status == hearsay.NotHappened)),
		same, elsewhen, flag(k.Within != ""), flag(len(k.Chain) > 2), namesSpoken / max(names, 1), k.Score, 0,
	}
}

// Where features are that are used elsewhere.
const (
	cosine     = 0
	cosineGap  = 1
	content    = 2
	spoken     = 3
	around     = 4
	missing    = 6
	namesNear  = 7
	fits       = 10
	unfit      = 11
	contentGap = 27
	aroundGap  = 28
	fitsSpoken = 31
	score      = 38
	judged     = 39
)

// surroundings is the text about a claim: some hundred bytes before and after.
func surroundings(doc *hearsay.Document, k *hearsay.Claim) string {
	if len(k.Content.Spans) == 0 {
		return ""
	}
	from, to := k.Content.Spans[0].From, k.Content.Spans[len(k.Content.Spans)-1].To
	return doc.Text[max(0, from-300):min(len(doc.Text), to+150)]
}

// fit reports whether a claim has what a question of this kind asks for, and whether of the thing that is counted.
func (q *Question) fit(k *hearsay.Claim) (fits, thing bool) {
	switch q.Kind {
	case HowMany:
		for _, x := range k.Quantities {
			if !within(x.Spans, k.Content.Spans) || q.has(x.Text) {
				continue
			}
			fits = true
			thing = thing || len(q.Thing) == 0 || shareOf(q.Thing, stems(x.Thing, x.Unit)) > 0
		}
	case When:
		for _, t := range k.Times {
			fits = fits || within(t.Spans, k.Content.Spans) && !q.has(t.Text)
		}
	case Where:
		for _, m := range k.Mentions {
			fits = fits || (m.Type == "place" || m.Type == "facility") && within(m.Spans, k.Content.Spans) && !q.has(m.Text)
		}
	case Who:
		fits = len(q.Acts) > 0
		for _, m := range k.Mentions {
			fits = fits || (m.Type == "person" || m.Type == "org" || m.Type == "outlet" || m.Type == "unit" || m.Type == "place") && within(m.Spans, k.Content.Spans) && !q.has(m.Text)
		}
	case Why:
		fits = reasoned(k.Content.Text)
	case What:
		for _, m := range k.Mentions {
			fits = fits || q.wantsGear(k, m)
		}
	}
	return fits, thing
}

// wantsGear reports whether a weapon, ship, aircraft or vehicle is asked for and m is one, by name and not one that the question names.
func (q *Question) wantsGear(k *hearsay.Claim, m hearsay.Mention) bool {
	return q.Gear && !m.Generic && (m.Type == "weapon" || m.Type == "ship" || m.Type == "aircraft" || m.Type == "vehicle") && within(m.Spans, k.Content.Spans) && !q.has(m.Text)
}

// has reports whether a question has all words of a name.
func (q *Question) has(name string) bool {
	for _, w := range wordsOf(name) {
		s, found := stem(w), false
		for _, x := range q.Words {
			found = found || x.Stem == s
		}
		if !found {
			return false
		}
	}
	return true
}

// causes are words that give a reason, the surest first.
var causes = []string{
	"because", "in order to", "so that", "due to", "owing to", "on account of", "on the grounds", "caused by", "as a result of", "in response to", "in retaliation",
	"for fear", "for lack of", "thanks to", "to avoid", "to prevent", "to protect", "as a result", "after",
}

// reasoned reports whether a text gives a reason for something.
func reasoned(text string) bool { return reasonAt(text) >= 0 }

// reasonAt is where a reason begins in a text, -1 when there is none.
func reasonAt(text string) int {
	low := strings.ToLower(text)
	if len(low) != len(text) { // letters that are longer in lower case
		return -1
	}
	for _, w := range causes {
		for from := 0; ; {
			i := strings.Index(low[from:], w)
			if i < 0 {
				break
			}
			i += from
			if (i == 0 || !isLetter(low[i-1])) && i+len(w) < len(low) && !isLetter(low[i+len(w)]) {
				return i
			}
			from = i + len(w)
		}
	}
	return -1
}

// isLetter takes every byte of a letter that is not ASCII for one.
func isLetter(b byte) bool { return b >= 'a' && b <= 'z' || b >= 0x80 }

func hasMoney(k *hearsay.Claim) bool {
	for _, x := range k.Quantities {
		if len(x.Unit) == 3 && x.Unit == strings.ToUpper(x.Unit) || strings.ContainsAny(x.Text, "$€£¥") {
			return true
		}
	}
	return false
}

// open reports whether a content is a question itself: "how many had died", "whether it was so".
func open(k *hearsay.Claim) bool {
	low := strings.ToLower(k.Content.Text)
	for _, w := range []string{"whether ", "if ", "how many", "how much", "who ", "what ", "why ", "when ", "where "} {
		if strings.HasPrefix(low, w) {
			return true
		}
	}
	return strings.HasSuffix(strings.TrimRight(low, " \"”"), "?")
}

// coming reports whether the event is not said to have happened yet.
func coming(k *hearsay.Claim) bool {
	switch k.Status {
	case hearsay.Planned, hearsay.Demanded, hearsay.Expected, hearsay.Conceivable:
		return true
	}
	return false
}

// within reports whether the first of spans lies in one of outer.
func within(spans, outer []hearsay.Span) bool {
	for _, o := range outer {
		if len(spans) > 0 && o.Holds(spans[0]) {
			return true
		}
	}
	return false
}

func shareOf(some []string, in map[string]bool) float64 {
	n := 0.0
	for _, s := range some {
		n += flag(in[s])
	}
	return n / float64(max(len(some), 1))
}

func flag(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
