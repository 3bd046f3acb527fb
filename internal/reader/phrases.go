package reader

import (
	"slices"
	"strings"
	"unicode"

	"hearsay/internal/segment"
)

// string is the words of a run as the text has them, but for the spaces: one between two words, also where a line ends or does not break.
func (s *story) string(r segment.Run) string {
	if r.Len() == 0 {
		return ""
	}
	text := s.text[s.Words[r.From].From:s.Words[r.To-1].To]
	if strings.ContainsFunc(text, func(c rune) bool { return c != ' ' && unicode.IsSpace(c) }) {
		return strings.Join(strings.Fields(text), " ")
	}
	return text
}

// personIn is the name of the person a noun phrase denotes: the first that is not another's owner or object ("Putin's spokesman", "the lawyer of …"),
// and not in a relative clause, but may stand behind one.
func (s *story) personIn(r segment.Run) (segment.Run, bool) {
	for _, t := range betweenTagged(s.Names, r.From, r.To) {
		if t.Type != "person" {
			continue
		}
		if t.From > r.From && s.relativeBefore(r.From, t.From) && (s.strs[t.From-1] != "," || t.To < r.To && strings.EqualFold(s.strs[t.To], "and")) {
			break // in the clause; not "a man who came by boat, [Ole Vik]"
		}
		if t.To <= r.To && !s.possessive(t.To) && !s.governedFrom(t.From, r.From) {
			return t.Run, true
		}
	}
	return segment.Run{}, false
}

func (s *story) relativeBefore(from, to int) bool {
	for i := from; i < to; i++ {
		switch strings.ToLower(s.strs[i]) {
		case "who", "whose", "whom", "which":
			return true
		}
	}
	return false
}

// coordinated reports whether a phrase names two ("he and the secretary").
func (s *story) coordinated(core segment.Run) bool {
	for _, t := range betweenTagged(s.Names, core.From, core.To) {
		if t.Type != "person" {
			continue
		}
		for i := core.From; i < core.To; i++ {
			if strings.EqualFold(s.strs[i], "and") && (i+1 == t.From || i == t.To || i < t.From && t.From-i <= 4 && pronouns[strings.ToLower(s.strs[core.From])]) {
				return true
			}
		}
	}
	return false
}

// possessive reports whether word i is 's or the mark of a plural owner.
func (s *story) possessive(i int) bool {
	if i >= len(s.strs) {
		return false
	}
	w := strings.ToLower(s.strs[i])
	return w == "'s" || w == "’s" || (w == "'" || w == "’") && s.Words[i-1].To == s.Words[i].From && strings.HasSuffix(s.strs[i-1], "s")
}

// governed reports whether a name that begins at word i depends on a preposition, a title between them or not.
func (s *story) governed(i int) bool { return s.governedFrom(i, 0) }

// governedFrom looks no farther back than word from. A preposition within a title or another name ("Chancellor of the Exchequer", "Bank of Japan governor") governs nothing.
func (s *story) governedFrom(i, from int) bool {
	for k := i - 1; k >= from && k > i-5; k-- {
		if s.sentenceOf[k] != s.sentenceOf[i] {
			return false
		}
		switch w := strings.ToLower(s.strs[k]); w {
		case "the", "a", "an": // begins a phrase: what stands before it governs it or nothing does
			if k > from && s.pos[k-1] != "ADP" {
				return false
			}
		case "of", "for", "to", "by", "with", "from", "under", "in", "at", "against", "behind":
			if s.titleAt(k, i) {
				continue
			}
			return true
		case ",", "(", "and":
			return false
		}
		if s.pos[k] == "VERB" || s.pos[k] == "AUX" || s.sentenceOf[k] != s.sentenceOf[i] {
			return false
		}
	}
	return false
}

// core is a noun phrase without article and without what follows a comma, bracket or relative pronoun.
func (s *story) core(r segment.Run) segment.Run {
	switch strings.ToLower(s.strs[r.From]) {
	case "the", "a", "an":
		if r.Len() > 1 {
			r.From++
		}
	}
	for i := r.From + 1; i < r.To; i++ {
		switch strings.ToLower(s.strs[i]) {
		case ",", "(", "which", "who", "whose", "whom", "that", "—", "–", "-", "--":
			if s.strs[i] == "-" && s.Words[i-1].To == s.Words[i].From {
				continue
			}
			r.To = i
			return r
		}
	}
	return r
}

// titleAt reports whether word k, before a name at word i, is inside a role or the name of a body, neither at its beginning nor beyond the name.
func (s *story) titleAt(k, i int) bool {
	if offices[strings.ToLower(s.strs[i-1])] && k > 0 && offices[strings.ToLower(s.strs[k-1])] {
		return false // "the spokesman of Interior Minister …"
	}
	inside := func(x segment.Run) bool { return x.From < k && k < x.To && x.To <= i }
	if slices.ContainsFunc(between(s.Roles, max(0, k-8), k), inside) {
		return true
	}
	if slices.ContainsFunc(betweenTagged(s.Names, max(0, k-8), k), func(t Tagged) bool { return inside(t.Run) }) {
		return true
	}
	// "Chief of Staff Jane Doe", "Secretary of State John Doe": a noun of office, "of", one noun in capitals
	return k > 0 && strings.EqualFold(s.strs[k], "of") && i == k+2 && s.pos[k+1] != "DET" && offices[strings.ToLower(s.strs[k-1])]
}

func (s *story) owned(i int) bool {
	switch strings.ToLower(s.strs[i]) {
	case "his", "her", "its", "their", "our", "my", "your":
		return true
	}
	return false
}

var demonstratives = map[string]bool{"the": true, "this": true, "that": true, "these": true, "those": true}

// bare reports whether a phrase only points back: "the ministry", "this newspaper": one common noun behind a definite article.
func (s *story) bare(core segment.Run) bool {
	n := core.Len()
	if n == 2 && demonstratives[strings.ToLower(s.strs[core.From])] {
		core.From++
		n--
	} else if core.From == 0 || !demonstratives[strings.ToLower(s.strs[core.From-1])] {
		return false
	}
	return n == 1 && s.pos[core.From] == "NOUN" && strings.ToLower(s.strs[core.From]) == s.strs[core.From]
}

// mentionsIn lists the mentions whose head lies in r.
func (s *story) mentionsIn(r segment.Run) []Mention {
	return begins(s.Mentions, func(m Mention) int { return m.Head }, r.From, r.To)
}
