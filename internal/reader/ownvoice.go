package reader

import (
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/segment"
)

// ownVoice makes a claim of the outlet of what no claim covers of a sentence: the whole of it, or the main clause that is left.
// In copy signed by an agency it is the agency that says so, and the outlet reports it.
func (s *story) ownVoice() {
	taken := s.covered()
	inQuotes := make(cover, len(s.Words))
	for _, q := range s.quotes {
		inQuotes.mark(q.pieces...)
	}
	for n, r := range s.starts {
		if s.furniture[n] || s.question(r) || inQuotes.all(s.trim(r)) {
			continue
		}
		var content []segment.Run
		if !taken.any(r) {
			if whole := s.trim(r); whole.Len() > 2 && s.main(whole) >= 0 {
				content = []segment.Run{whole}
			}
		} else {
			taken.mark(between(s.Media, r.From, r.To)...)
			taken.mark(between(s.Addressees, r.From, r.To)...)
			content = s.leftover(r, taken)
		}
		if len(content) == 0 {
			continue
		}
		s.add(s.voiced(content))
	}
}

// voiced is a claim of the outlet itself; in copy signed by an agency, of the agency.
func (s *story) voiced(content []segment.Run) draft {
	d := draft{
		Attribution: Attribution{Content: content, Act: hearsay.Assert, Sure: s.certainty(content), Kind: hearsay.Outlet, score: ownScore},
		ownVoice:    true, name: s.doc.Outlet,
	}
	if s.agency != "" {
		d.name, d.Act = s.agency, hearsay.Report
	}
	return d
}

// ownScore is the share of own-voice claims whose content an editor would leave as it is.
const ownScore = 0.8

// question reports whether a sentence is a question to the reader.
func (s *story) question(r segment.Run) bool {
	for i := r.To - 1; i >= r.From; i-- {
		if strings.HasPrefix(s.strs[i], "?") {
			return true
		}
		if f, _, _ := s.mark(i); f == noMark && s.strs[i] != ")" {
			return false
		}
	}
	return false
}

// trim takes outer stops and connectives off a run, and a quotation mark whose partner is gone.
func (s *story) trim(r segment.Run) segment.Run {
	for r.Len() > 0 && s.loose(r.From) {
		r.From++
	}
	for r.Len() > 0 && s.looseEnd(r.To-1) {
		r.To--
	}
	return r
}

func (s *story) loose(i int) bool {
	switch w := s.strs[i]; w {
	case ",", ";", ":", ".", "-", "–", "—", "--", ")", "…", "...", "*", "•":
		return true
	}
	return false
}

func (s *story) looseEnd(i int) bool {
	switch w := s.strs[i]; w {
	case ",", ";", ":", ".", "-", "–", "—", "--", "(", "!", "*":
		return true
	}
	return false
}

// finite is the first word of a run that can be the verb of a main clause, or -1.
func (s *story) finite(r segment.Run) int {
	for i := r.From; i < r.To; i++ {
		switch s.pos[i] {
		case "AUX":
			if w := strings.ToLower(s.strs[i]); w != "be" && w != "been" && w != "being" && w != "having" {
				return i
			}
		case "VERB":
			w := strings.ToLower(s.strs[i])
			if strings.HasSuffix(w, "ing") || i > r.From && (strings.EqualFold(s.strs[i-1], "to") || s.pos[i-1] == "PART") {
				continue
			}
			return i
		}
	}
	return -1
}

var subordinators = map[string]bool{
	"after": true, "although": true, "as": true, "because": true, "before": true, "if": true, "once": true, "since": true, "so": true,
	"that": true, "though": true, "unless": true, "until": true, "when": true, "where": true, "whereas": true, "whether": true,
	"which": true, "while": true, "who": true, "whom": true, "whose": true, "how": true, "why": true, "what": true, "according": true,
	"by": true, "for": true, "in": true, "than": true, "like": true, "without": true, "amid": true, "despite": true, "during": true,
}

// leftover is the main clause that the claims of a sentence leave, in pieces where it is broken; nil when there is none.
func (s *story) leftover(r segment.Run, taken cover) []segment.Run {
	var gaps []segment.Run
	for i := r.From; i < r.To; i++ {
		if taken[i] {
			continue
		}
		if k := len(gaps) - 1; k >= 0 && gaps[k].To == i {
			gaps[k].To++
		} else {
			gaps = append(gaps, segment.Run{From: i, To: i + 1})
		}
	}
	var subject segment.Run
	for _, g := range gaps {
		g = s.trimEdges(g)
		if g.Len() == 0 {
			continue
		}
		verb := s.main(g)
		if verb < 0 {
			if s.subjectIn(g, g.To) && !s.subordinate(g.From) && g.Len() > 1 {
				subject = g
			}
			continue
		}
		if s.subordinate(g.From) && !(g.From <= s.trim(r).From && prepositions[strings.ToLower(s.strs[g.From])]) || s.subordinateAfter(g.From) || strings.HasSuffix(strings.ToLower(s.strs[g.From]), "ing") && s.pos[g.From] == "VERB" && !s.commaIn(g, verb) {
			continue
		}
		if s.subjectIn(g, verb) {
			if g = s.cutTail(g); g.Len() > 3 {
				return []segment.Run{g}
			}
			continue
		}
		if subject.Len() > 0 && verb-g.From < 3 {
			if g = s.cutTail(g); g.Len() > 1 {
				return []segment.Run{subject, g}
			}
		}
	}
	return nil
}

// trimEdges takes stops, joining words and marks off both ends.
func (s *story) trimEdges(g segment.Run) segment.Run {
	g = s.trim(g)
	for g.Len() > 0 && (s.pos[g.From] == "CCONJ" || s.loose(g.From) || s.markOnly(g.From) && !s.pairedWithin(g, g.From)) {
		g.From++
	}
	for g.Len() > 0 && (s.looseEnd(g.To-1) || s.pos[g.To-1] == "CCONJ" || s.markOnly(g.To-1) && !s.pairedWithin(g, g.To-1)) {
		g.To--
	}
	return g
}

// pairedWithin reports whether the mark at word i has its partner in g too.
func (s *story) pairedWithin(g segment.Run, i int) bool {
	q := s.quoteAt(i)
	return q != nil && slices.ContainsFunc(q.pieces, func(p segment.Run) bool {
		return g.From <= p.From && p.To <= g.To && (p.From == i || p.To-1 == i)
	})
}

func (s *story) subordinate(i int) bool {
	return s.pos[i] == "SCONJ" || subordinators[strings.ToLower(s.strs[i])]
}

// subjectIn reports whether a noun or pronoun stands in g before word end.
func (s *story) subjectIn(g segment.Run, end int) bool {
	for i := g.From; i < end; i++ {
		switch s.pos[i] {
		case "NOUN", "PROPN", "PRON", "NUM":
			return true
		}
	}
	return false
}

// cutTail takes off the beginning of a subordinate clause whose rest a claim has: ", two days after".
func (s *story) cutTail(g segment.Run) segment.Run {
	for g.Len() > 1 && (s.subordinate(g.To-1) || s.pos[g.To-1] == "ADP") {
		last := g.To - 1
		cut := last
		for i := last - 1; i > g.From && i > last-5; i-- {
			if s.strs[i] == "," {
				cut = i
				break
			}
		}
		g.To = cut
		g = s.trim(g)
	}
	return s.trim(g)
}

var modals = map[string]hearsay.Certainty{
	"may": hearsay.Possible, "might": hearsay.Possible, "could": hearsay.Possible, "perhaps": hearsay.Possible, "possibly": hearsay.Possible,
	"probably": hearsay.Probable, "likely": hearsay.Probable, "presumably": hearsay.Probable,
}

// certainty reads how sure a content is put from its first modal word.
func (s *story) certainty(content []segment.Run) hearsay.Certainty {
	for _, r := range content {
		for i := r.From; i < r.To; i++ {
			if c, ok := modals[s.strs[i]]; ok {
				return c
			}
		}
	}
	return hearsay.Sure
}

// main is the first finite verb of a run that is not in a relative clause and no participle behind a noun ("a bank owned by …"), or -1.
func (s *story) main(r segment.Run) int {
	for from := r.From; from < r.To; {
		v := s.finite(segment.Run{From: from, To: r.To})
		if v < 0 {
			return -1
		}
		relative := false
		for k := v - 1; k >= r.From && k > v-4; k-- {
			w := strings.ToLower(s.strs[k])
			if w == "which" || w == "who" || w == "that" && k > r.From && (s.pos[k-1] == "NOUN" || s.pos[k-1] == "PROPN") {
				relative = true
			}
		}
		participle := s.pos[v] == "VERB" && v+1 < r.To && (strings.HasSuffix(s.strs[v], "ed") || strings.HasSuffix(s.strs[v], "en") || strings.HasSuffix(s.strs[v], "de")) && strings.EqualFold(s.strs[v+1], "by")
		if !relative && !participle {
			return v
		}
		from = v + 1
	}
	return -1
}

// subordinateAfter reports whether a clause begins with an adverb and a subordinator: "shortly before", "largely because", "even as".
func (s *story) subordinateAfter(i int) bool {
	return i+1 < len(s.strs) && s.pos[i] == "ADV" && (s.pos[i+1] == "SCONJ" || s.strs[i+1] == "before" || s.strs[i+1] == "after" || s.strs[i+1] == "because" || s.strs[i+1] == "as")
}

func (s *story) commaIn(r segment.Run, end int) bool {
	for i := r.From; i < end; i++ {
		if s.strs[i] == "," {
			return true
		}
	}
	return false
}

// prepositions can open a main clause: "In May the firm …".
var prepositions = map[string]bool{"in": true, "by": true, "for": true, "during": true, "despite": true, "without": true, "amid": true, "like": true}
