package reader

import (
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/segment"
)

// sayings are verbs that tell nothing of what is said: the content does.
var sayings = wordSet(`say says said saying tell tells told telling add adds added adding state states stated stating write writes wrote writing
	explain explains explained explaining answer answers answered answering reply replies replied replying declare declares declared declaring
	repeat repeats repeated repeating stress stresses stressed stressing insist insists insisted insisting maintain maintains maintained maintaining
	remark remarked note notes noted noting inform informed informs announce announces announced announcing respond responded recall recalled : `)

// verdicts are verbs that settle the act by themselves.
var verdicts = func() map[string]hearsay.Act {
	all := map[string]hearsay.Act{}
	for act, verbs := range map[hearsay.Act]string{
		hearsay.Deny:    "deny denies denied denying reject rejects rejected rejecting dispute disputes disputed disputing refute refutes refuted refuting rebut rebuts rebutted contradict contradicts contradicted",
		hearsay.Accuse:  "accuse accuses accused accusing blame blames blamed blaming condemn condemns condemned condemning",
		hearsay.Warn:    "warn warns warned warning threaten threatens threatened threatening",
		hearsay.Commit:  "vow vows vowed vowing pledge pledges pledged pledging promise promises promised promising",
		hearsay.Confirm: "confirm confirms confirmed confirming acknowledge acknowledges acknowledged acknowledging admit admits admitted admitting concede concedes conceded conceding",
		hearsay.Doubt:   "doubt doubts doubted doubting",
		hearsay.Believe: "believe believes believed believing",
		hearsay.Predict: "predict predicts predicted predicting expect expects expected expecting forecast forecasts",
		hearsay.Report:  "quote quotes quoted quoting cite cites cited citing",
		hearsay.Request: "demand demands demanded demanding urge urges urged urging",
		hearsay.Praise:  "praise praises praised praising welcome welcomes welcomed welcoming",
	} {
		for _, v := range strings.Fields(verbs) {
			all[v] = act
		}
	}
	return all
}()

// settleActs mends the acts by what the words of cue and content say.
func (s *story) settleActs() {
	for i := range s.drafts {
		d := &s.drafts[i]
		if d.ownVoice || len(d.Content) == 0 || d.firm.act {
			continue
		}
		if s.doc.Outlet != "" && d.name == s.doc.Outlet {
			if d.Act == hearsay.Report || d.Act == hearsay.Confirm {
				d.Act = hearsay.Assert // what an outlet "can reveal" it says itself
			}
			continue
		}
		if d.Act != hearsay.Assert && d.Act != hearsay.Report && d.Act != hearsay.Ask {
			continue
		}
		verb := s.verbOf(d.Cue)
		if act, ok := verdicts[verb]; ok && !s.negated(d.Cue) {
			d.Neg = d.Neg || act == hearsay.Deny && d.Act == hearsay.Assert && !d.firm.denied
			d.Act = act
			continue
		}
		q := s.quoteAt(d.Content[0].From)
		if d.Act != hearsay.Assert || !sayings[verb] && (q == nil || d.Content[0].To > q.end()) {
			continue
		}
		d.Act = s.actOf(d)
	}
}

// verbOf is the verb of a cue in lower case: its last verb, else its last word.
func (s *story) verbOf(cue segment.Run) string {
	for i := cue.To - 1; i >= cue.From; i-- {
		if s.pos[i] == "VERB" {
			return strings.ToLower(s.strs[i])
		}
	}
	return strings.ToLower(s.strs[cue.To-1])
}

// negated reports whether a run has a negation in it.
func (s *story) negated(r segment.Run) bool {
	for i := r.From; i < r.To; i++ {
		if s.negation(i) {
			return true
		}
	}
	return false
}

// negation reports whether word i turns its clause round; "not only", "no fewer than" and the like do not.
func (s *story) negation(i int) bool {
	next := ""
	if i+1 < len(s.strs) {
		next = strings.ToLower(s.strs[i+1])
	}
	switch strings.ToLower(s.strs[i]) {
	case "not", "n't", "n’t":
		return next != "only" && next != "more" && next != "less" && next != "just" && next != "least"
	case "no":
		return next != "fewer" && next != "less" && next != "more" && next != "doubt" && next != "longer" && next != "later" && next != "matter"
	case "never", "nobody", "nothing", "none", "neither":
		return next != "but"
	}
	return false
}

// actOf is what somebody does who says something with a verb that tells nothing: deny, promise, foretell, relay, or just state.
func (s *story) actOf(d *draft) hearsay.Act {
	if d.Kind == hearsay.Outlet || d.Kind == hearsay.DocumentOf {
		return hearsay.Report
	}
	r := s.clause(d.Content[0])
	verb := s.finite(r)
	if verb < 0 {
		return hearsay.Assert
	}
	switch {
	case s.ahead(r, verb):
		switch {
		case d.Kind != hearsay.Unnamed && s.aboutSelf(d, segment.Run{From: r.From, To: verb}):
			return hearsay.Commit
		case s.outcome(verb, r.To) || s.lifeless(r, verb) || subjects[strings.ToLower(s.strs[r.From])] || d.Kind == hearsay.Unnamed || s.othersNamed(d, segment.Run{From: r.From, To: verb}):
			return hearsay.Predict
		}
		return hearsay.Commit
	case s.turnedRound(r, verb) && (s.answers(d, r, verb) || s.toldElsewhere(r)):
		return hearsay.Deny
	}
	return hearsay.Assert
}

// clause is a content without marks, "that" and joining words at its beginning.
func (s *story) clause(r segment.Run) segment.Run {
	for r.Len() > 1 && (s.markOnly(r.From) || s.pos[r.From] == "CCONJ" || strings.EqualFold(s.strs[r.From], "that") && s.pos[r.From] != "PRON" || s.loose(r.From)) {
		r.From++
	}
	return r
}

// ahead reports whether the verb of a clause is about what is to come: "will", "would", "is to".
func (s *story) ahead(r segment.Run, verb int) bool {
	switch w := strings.ToLower(s.strs[verb]); w {
	case "will", "would", "shall", "’ll", "'ll", "wo":
		return verb+2 >= len(s.strs) || !strings.EqualFold(s.strs[verb+1], "have") && !strings.EqualFold(s.strs[verb+2], "have")
	case "is", "are", "was", "were":
		return verb+1 < r.To && (strings.EqualFold(s.strs[verb+1], "to") || strings.EqualFold(s.strs[verb+1], "planned") || strings.EqualFold(s.strs[verb+1], "expected") || strings.EqualFold(s.strs[verb+1], "going") || strings.EqualFold(s.strs[verb+1], "due"))
	case "plan", "plans", "planned", "intend", "intends", "intended":
		return verb+1 < r.To && strings.EqualFold(s.strs[verb+1], "to")
	}
	return false
}

// outcome reports whether what is to come is no deed: costing, lasting, being something.
func (s *story) outcome(verb, end int) bool {
	for i := verb + 1; i < end && i < verb+4; i++ {
		switch strings.ToLower(s.strs[i]) {
		case "cost", "take", "last", "reach", "stay", "remain", "need", "have", "fall", "rise", "grow", "become", "happen", "come", "follow", "go", "get", "lose", "win", "mean", "suffer", "die", "fit", "bring", "pass", "arrive":
			return true
		case "be":
			return i+1 >= end || s.pos[i+1] != "VERB" && s.pos[i+1] != "ADV"
		}
		if s.pos[i] == "VERB" {
			return false
		}
	}
	return false
}

// lifeless reports whether the subject of a clause in the active voice can intend nothing: "the talks will …".
func (s *story) lifeless(r segment.Run, verb int) bool {
	if verb+1 < r.To && (strings.EqualFold(s.strs[verb+1], "be") || strings.EqualFold(s.strs[verb+1], "to")) {
		return false
	}
	m := s.mentionsIn(segment.Run{From: r.From, To: verb})
	return len(m) > 0 && (m[0].Type == "abstract" || m[0].Type == "event" || m[0].Type == "time")
}

// aboutSelf reports whether the subject of a clause is the speaker: "I", "we", his or her pronoun, or the speaker's own name.
func (s *story) aboutSelf(d *draft, subject segment.Run) bool {
	if subject.Len() == 0 {
		return false
	}
	switch w := strings.ToLower(s.strs[subject.From]); w {
	case "i", "we":
		return true
	case "he", "she":
		return d.Kind == hearsay.Person && subject.Len() <= 2
	case "it", "they":
		return d.Kind == hearsay.Org && subject.Len() <= 2
	}
	for _, w := range append(strings.Fields(d.name), strings.Fields(d.role)...) {
		if capital(w) && slices.Contains(s.strs[subject.From:subject.To], w) {
			return true
		}
	}
	for _, r := range d.Speaker { // "the ministry would …", said its spokesman: a body beside the speaker's name
		for i := r.From; i < r.To; i++ {
			w := strings.ToLower(s.strs[i])
			if (s.pos[i] == "NOUN" && generic(w) || s.pos[i] == "PROPN") && slices.ContainsFunc(s.strs[subject.From:subject.To], func(v string) bool { return strings.EqualFold(v, w) }) {
				return true
			}
		}
	}
	return false
}

// othersNamed reports whether the subject of a clause is a person, body or place with a name.
func (s *story) othersNamed(d *draft, subject segment.Run) bool {
	return slices.ContainsFunc(betweenTagged(s.Names, subject.From, subject.To), func(t Tagged) bool {
		return (t.Type == "person" || t.Type == "org" || t.Type == "place") && !s.possessive(t.To)
	})
}

// turnedRound reports whether the main clause says that something is not so.
func (s *story) turnedRound(r segment.Run, verb int) bool {
	switch strings.ToLower(s.strs[verb]) {
	case "can", "could", "may", "might", "should", "must":
		return false
	}
	for i := verb; i < r.To && i <= verb+4; i++ {
		switch strings.ToLower(s.strs[i]) {
		case "know", "knew", "known", "knowledge", "idea", "record", "records", "sure", "certain", "remember", "recall":
			return false // who does not know denies nothing
		}
	}
	for i := r.From; i < r.To && i <= verb+3; i++ {
		if i > verb && (s.strs[i] == "," || s.subordinate(i)) {
			return false
		}
		if s.negation(i) {
			return !s.corrected(i, r.To)
		}
	}
	return false
}

// corrected reports whether "but" follows a negation at word i: "not six but twelve" states.
func (s *story) corrected(i, end int) bool {
	for k := i + 1; k < end && k < i+7; k++ {
		if strings.EqualFold(s.strs[k], "but") {
			return s.strs[k-1] != ","
		}
	}
	return false
}

// answers reports whether a negated clause sounds like an answer to a charge: the speaker "had never", "has not", or "there was no".
func (s *story) answers(d *draft, r segment.Run, verb int) bool {
	switch strings.ToLower(s.strs[r.From]) {
	case "there":
		return true
	case "no":
		if s.pos[verb] == "AUX" && (d.Kind == hearsay.Org && d.name != "" || s.official(d)) {
			return true // "no licence has been given", says the ministry
		}
	}
	for i := verb; i < r.To && i < verb+3; i++ {
		switch strings.ToLower(s.strs[i]) {
		case "never":
			return s.aboutSelf(d, segment.Run{From: r.From, To: verb})
		case "not", "n't", "n’t":
			switch strings.ToLower(s.strs[i-1]) {
			case "had", "has", "have":
				return s.aboutSelf(d, segment.Run{From: r.From, To: verb})
			}
		}
	}
	return false
}

// official reports whether a speaker speaks by office.
func (s *story) official(d *draft) bool {
	words := strings.Fields(strings.ToLower(d.role))
	for _, r := range d.Speaker {
		for i := r.From; i < r.To; i++ {
			words = append(words, strings.ToLower(s.strs[i]))
		}
	}
	return slices.ContainsFunc(words, func(w string) bool { return offices[w] })
}

// toldElsewhere reports whether another sentence tells of what a clause says is not so: without that it answers nothing and is no denial.
func (s *story) toldElsewhere(r segment.Run) bool {
	stems := s.stems(segment.Run{From: r.From, To: min(r.To, r.From+16)})
	if len(stems) == 0 {
		return false
	}
	from, to := s.sentenceOf[r.From], s.sentenceOf[r.To-1]
	for n := max(0, from-nearBy); n < min(len(s.sentences), to+nearBy); n++ {
		if n >= from && n <= to {
			continue
		}
		for w := range s.stemsOf(n) {
			if stems[w] {
				return true
			}
		}
	}
	return false
}

// nearBy is how many sentences away it is still the same story.
const nearBy = 60

// stemsOf is the stems of sentence n, gathered once.
func (s *story) stemsOf(n int) map[string]bool {
	if s.told == nil {
		s.told = make([]map[string]bool, len(s.sentences))
	}
	if s.told[n] == nil {
		s.told[n] = s.stems(s.sentences[n])
	}
	return s.told[n]
}

// stems are the beginnings of the words of a run that tell of something: nouns and verbs.
func (s *story) stems(r segment.Run) map[string]bool {
	out := map[string]bool{}
	for i := r.From; i < r.To; i++ {
		w := strings.ToLower(s.strs[i])
		if p := s.pos[i]; p != "NOUN" && p != "VERB" && p != "PROPN" || sayings[w] || len(w) < 4 {
			continue
		}
		if len(w) > 5 {
			w = w[:5]
		}
		out[w] = true
	}
	return out
}
