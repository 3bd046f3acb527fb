package resolve

import (
	"slices"
	"strings"
	"time"

	"hearsay"
)

// signs are what of a claim bears on how its event stands.
type signs struct {
	names   []string // in words, as in status_weights.tsv
	allowed statusSet
}

func (a *account) signs(c *hearsay.Claim) signs {
	k := a.clauseOf(c)
	act := string(c.Act)
	if c.Denied {
		act += " denied"
	}
	names := append(make([]string, 0, 32), "any", "act "+act, "certainty "+string(c.Certainty), "least fact "+graded(k.leastFact()))
	cue := cueSigns(c.Cue.Text)
	for _, s := range cue {
		names = append(names, "cue "+s)
	}
	said := "says"
	switch {
	case c.OwnVoice:
		said = "own"
	case hasPast(c.Cue.Text):
		said = "said"
	}
	times := a.timeSigns(c)
	names = append(names, times...)
	read := k.read(slices.Contains(times, timeAhead))
	names = append(names, "read "+string(read), said+" "+string(read), act+" "+string(read))
	names = append(names, k.mainSigns()...)
	names = append(names, k.besideSigns()...)
	for _, h := range hintNames {
		if k.has(hints[h]) {
			names = append(names, "says "+h)
		}
	}
	return signs{names, allowed(c, k, read, cue)}
}

// mainSigns tell how the main verb is built, and whether it is a state or has a pronoun before it.
func (k *clause) mainSigns() []string {
	if k.main < 0 {
		return []string{"form none"}
	}
	g := &k.groups[k.main]
	form := k.formOf(g)
	out := []string{"form " + form}
	if g.From > 0 && subjects[k.words[g.From-1]] {
		out = append(out, "pronoun", "pronoun "+form)
	}
	switch {
	case len(g.auxiliary) > 0 && (g.last == "be" || g.last == "take" || states[g.last]):
		out = append(out, "state "+form)
	case len(g.auxiliary) == 0 && states[g.last]:
		out = append(out, "state")
	}
	return out
}

// besideSigns tell of the verbs beside the main one, as what was and what will be may stand in one content: "has served his time and will leave".
func (k *clause) besideSigns() []string {
	var out []string
	for n := range k.groups {
		g := &k.groups[n]
		switch {
		case n == k.main || g.sub:
		case g.negated:
			out = append(out, "beside "+k.formOf(g)+" not")
		default:
			out = append(out, "beside "+k.formOf(g))
		}
	}
	return out
}

// timeAhead is the sign of a time that lies ahead of publication.
const timeAhead = "time ahead"

// timeSigns tell whether the times in a content lie before or behind publication.
func (a *account) timeSigns(c *hearsay.Claim) []string {
	ahead, behind := false, false
	day := a.doc.Published
	if len(day) < len(time.DateOnly) {
		return nil
	}
	day = day[:len(time.DateOnly)]
	for i := range c.Times {
		t := &c.Times[i]
		if !lies(t.Spans, c.Content.Spans) {
			continue
		}
		ahead = ahead || len(t.From) >= len(day) && t.From[:len(day)] > day || t.Value == "FUTURE_REF" ||
			len(a.doc.Published) == len(t.From) && t.From > a.doc.Published // this evening, of the same offset
		behind = behind || len(t.To) >= len(day) && t.To[:len(day)] <= day || t.Value == "PAST_REF"
	}
	var out []string
	if ahead {
		out = append(out, timeAhead)
	}
	if behind {
		out = append(out, "time behind")
	}
	return out
}

// lies reports whether the first of spans lies in one of pieces.
func lies(spans, pieces []hearsay.Span) bool {
	return len(spans) > 0 && slices.ContainsFunc(pieces, func(p hearsay.Span) bool { return p.Holds(spans[0]) })
}

// formOf is the form of a group, or what the words around it make of it: "is to", "is expected to", "plans to".
func (k *clause) formOf(g *verbGroup) string {
	form := g.form()
	if g.to {
		return "to"
	}
	if g.To < len(k.words) && k.words[g.To] == "to" {
		if beings[g.last] || g.last == "was" || g.last == "were" {
			return "is to"
		}
		if hints["due"][g.last] || hints["plan"][g.last] {
			return "planned to"
		}
		if g.last == "has" || g.last == "have" || g.last == "had" {
			return "has to"
		}
	}
	if g.To+1 < len(k.words) && k.words[g.To+1] == "to" && (hints["due"][k.words[g.To]] || hints["plan"][k.words[g.To]]) && (beings[g.last] || g.last == "was" || g.last == "were") {
		return "planned to"
	}
	if len(g.auxiliary) > 0 && (hints["plan"][g.last] || hints["due"][g.last]) && form != "had done" {
		return "planned"
	}
	if g.last == "going" && g.To < len(k.words) && k.words[g.To] == "to" {
		return "will"
	}
	return form
}

// hasPast reports whether a cue speaks of the past: "said", "had denied".
func hasPast(cue string) bool {
	for w := range strings.FieldsSeq(strings.ToLower(cue)) {
		if participle(w) || pasts[w] || w == "had" || w == "was" || w == "were" || w == "did" {
			return true
		}
	}
	return false
}

func (k *clause) leastFact() float32 {
	least := float32(3)
	for i := range k.groups {
		if g := &k.groups[i]; !g.sub {
			least = min(least, g.fact)
		}
	}
	return least
}

func (k *clause) has(words map[string]bool) bool {
	for _, w := range k.words {
		if words[w] {
			return true
		}
	}
	return false
}

// graded names how factual the model takes a verb for.
func graded(fact float32) string {
	switch {
	case fact < -0.3:
		return "no"
	case fact < 0.6:
		return "hardly"
	case fact < 1.2:
		return "half"
	case fact < 1.8:
		return "likely"
	}
	return "yes"
}

// cueSigns are the kinds of saying that a cue has words of.
func cueSigns(cue string) []string {
	var out []string
	words := strings.FieldsFunc(strings.ToLower(cue), func(r rune) bool { return r == ' ' || r == ',' || r == '-' })
	for _, name := range cueNames {
		for _, w := range words {
			if cues[name][w] || name == "not" && strings.HasSuffix(w, "n't") {
				out = append(out, name)
				break
			}
		}
	}
	return out
}

var hintNames, cueNames = namesOf(hints), namesOf(cues)
