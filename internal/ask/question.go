package ask

import (
	"slices"
	"strings"
	"unicode"

	"hearsay"
	"hearsay/internal/rarity"
)

// Kind is what a question wants to know.
type Kind string

// The kinds of question.
const (
	Who         Kind = "who"
	What        Kind = "what"
	When        Kind = "when"
	Where       Kind = "where"
	Why         Kind = "why"
	HowMany     Kind = "how_many"
	YesNo       Kind = "yes_no"
	WhatChanged Kind = "what_changed"
)

// Question is a question and what it asks.
type Question struct {
	Text     string
	Kind     Kind
	Words    []Word        // that say what it is about, the rarest first, each once
	Thing    []string      // stems of what is to be counted: "missile systems"
	Money    bool          // the quantity is a sum of money
	Gear     bool          // a weapon, ship, aircraft or vehicle is asked for ("which systems")
	Speaker  []string      // stems of whose words are asked for ("what did X say about Y"), none when anybody's
	Acts     []hearsay.Act // of which act the claim is to be ("who denies"), none when of any
	Evidence bool          // on what a claim rests
	Negated  bool          // "has nobody", "did it not"
	Past     bool          // whether, when or how something happened
	weight   float64       // of all words
}

// Word is a word of a question that says what it is about.
type Word struct {
	Text   string // as typed
	Stem   string
	Rarity float64
	Name   bool // typed with a capital, not at the beginning
	Number bool
}

// Limits of a question: what people type is far below them.
const (
	mostWords = 100
	mostBytes = 4096
)

// Flaw says why a text cannot be taken as a question, "" when it can.
func Flaw(text string) string {
	words := wordsOf(text)
	switch {
	case len(words) == 0:
		return "there is no word in the question"
	case len(words) > mostWords || len(text) > mostBytes:
		return "the question is too long: at most 100 words are taken"
	}
	return ""
}

// Understand reads a question that has no flaw.
func (a *Asker) Understand(text string) *Question {
	text = strings.ToValidUTF8(text, " ")
	q := &Question{Text: text}
	typed := wordsOf(text)
	typed = typed[:min(len(typed), mostWords)]
	low := make([]string, len(typed))
	for i, w := range typed {
		low[i] = rarity.Fold(w)
	}
	used := q.form(low)
	seen := map[string]bool{}
	for i, w := range typed {
		s := stem(w)
		r := a.rarities().Of(s)
		first, _ := firstRune(w)
		name := i > 0 && unicode.IsUpper(first)
		digit := s[0] >= '0' && s[0] <= '9'
		if seen[s] || i < used && !name || aside[low[i]] || r < common && !name && !digit {
			continue
		}
		seen[s] = true
		q.Words = append(q.Words, Word{w, s, r, name, digit})
		q.weight += r
	}
	slices.SortStableFunc(q.Words, func(x, y Word) int {
		switch {
		case x.Rarity > y.Rarity:
			return -1
		case x.Rarity < y.Rarity:
			return 1
		}
		return 0
	})
	return q
}

// common is how rare a word must be to say what a question is about.
const common = 4.6

func firstRune(s string) (rune, bool) {
	for _, r := range s {
		return r, true
	}
	return 0, false
}

// aside are words that say how something is asked, not about what.
var aside = set("how many much what which who whom whose when where why did does do has have had is are was were will would can could should " +
	"the a an of in on at by to from for with about said say says claim claims according evidence happened happen really exactly ever " +
	"there anybody anyone somebody someone people thing things tell told any and or not between since after before into than that this these those")

func set(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}

var (
	auxiliaries = set("did do does has have had is are was were will would can could should shall may might must am isn didn hasn haven wasn weren don doesn won")
	past        = set("did has have had was were didn hasn haven wasn weren")
	negations   = set("not no never nobody nothing none neither nor without cannot isn didn hasn haven wasn weren don doesn won couldn wouldn")
	measures    = set("many much far large big long old fast high tall deep often heavy wide")
	hours       = set("time day date year month week hour")
	counts      = set("number share percentage percent sum price amount cost size distance toll length")
	places      = set("place city town country village port region island street")
	gear        = set("system systems missile missiles weapon weapons ship ships vessel vessels aircraft plane planes jet jets drone drones tank tanks gun guns vehicle vehicles helicopter helicopters submarine submarines launcher launchers")
	parties     = set("person man woman company country minister firm party agency state official officials group ministry army")
)

// form finds the kind of a question and what comes with it. It returns how many words at its beginning only say how it is asked.
func (q *Question) form(low []string) int {
	q.Kind = What
	at := func(i int) string {
		if i < len(low) {
			return low[i]
		}
		return ""
	}
	for _, w := range low {
		q.Negated = q.Negated || negations[w] && w != "no"
		q.Past = q.Past || past[w]
	}
	q.speech(low)
	for i := range min(len(low), 7) {
		w, next := low[i], at(i+1)
		switch {
		case i == 0 && auxiliaries[w]:
			q.Kind = YesNo
			return 1
		case w == "whether" || w == "true" && next == "that":
			q.Kind = YesNo
			return i + 1
		case w == "how" && measures[next]:
			q.Kind = HowMany
			q.count(low[i+2:], next)
			return i + 2
		case (w == "what" || w == "which") && hours[next], w == "when":
			q.Kind = When
			return i + 1
		case w == "where" || (w == "what" || w == "which") && places[next]:
			q.Kind = Where
			return i + 1
		case w == "why" || w == "how" && next == "come" || w == "what" && (next == "caused" || next == "made") || w == "for" && (next == "what" || next == "which") && at(i+2) == "reason":
			q.Kind = Why
			return i + 1
		case (w == "what" || w == "how") && (slices.Contains(low, "changed") || slices.Contains(low, "change")):
			q.Kind = WhatChanged
			return i + 1
		case w == "what" && slices.ContainsFunc(low[i:min(len(low), i+5)], func(s string) bool { return counts[s] }):
			q.Kind = HowMany
			q.count(low[i+1:], "much")
			return i + 1
		case w == "what" && (next == "evidence" || next == "proof" || next == "basis"):
			q.Evidence = true
			return i + 2
		case w == "who" || w == "whom" || w == "whose" || w == "which" && parties[next]:
			q.Kind = Who
			return i + 1
		case w == "what" || w == "which":
			if slices.Contains(low[i:min(len(low), i+4)], "name") {
				q.Kind = Who
			}
			for _, n := range low[i+1 : min(len(low), i+5)] {
				if auxiliaries[n] {
					break
				}
				q.Gear = q.Gear || gear[n]
			}
			return i + 1
		}
	}
	return 0
}

// count is what a question of how many counts: the words up to the next verb.
func (q *Question) count(low []string, measure string) {
	for i, w := range low {
		if i == 4 || auxiliaries[w] {
			break
		}
		if !aside[w] {
			q.Thing = append(q.Thing, stem(w))
		}
	}
	for _, w := range low {
		switch w {
		case "cost", "costs", "pay", "paid", "price", "money", "worth", "spend", "spent", "dollars", "euros", "sum", "fine":
			q.Money = true
		}
	}
	if measure != "many" && measure != "much" {
		q.Thing = nil
	}
}

// doings are verbs by which people ask for claims of one act, by stem.
var doings = map[string]hearsay.Act{
	"deni": hearsay.Deny, "doubt": hearsay.Doubt, "confirm": hearsay.Confirm, "warn": hearsay.Warn, "accus": hearsay.Accuse, "prais": hearsay.Praise,
	"demand": hearsay.Request, "predict": hearsay.Predict, "promis": hearsay.Commit,
}

// speech finds whose words are asked for, and of which act: "what did X say", "who denies", "what does X claim about".
func (q *Question) speech(low []string) {
	asked := len(low) > 1 && auxiliaries[low[1]] && slices.Contains([]string{"what", "why", "how", "when"}, low[0])
	for i, w := range low[:min(len(low), 9)] {
		s := stem(w)
		act, doing := doings[s]
		if doing && (low[0] == "who" && (i == 1 || i == 2 && haves[low[1]]) || asked && i >= 3 && !passives[low[1]] && len(q.Acts) == 0) {
			q.Acts = append(q.Acts, act)
		}
		if !doing && s != "say" && s != "said" && s != "claim" || i < 3 || !asked || len(q.Speaker) > 0 {
			continue
		}
		for _, n := range low[2:i] {
			if !aside[n] {
				q.Speaker = append(q.Speaker, stem(n))
			}
		}
	}
}

var (
	haves    = set("has have had did does")
	passives = set("is are was were am")
)
