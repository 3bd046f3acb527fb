package reader

import (
	"strings"

	"hearsay/internal/segment"
)

// The least numbers of words that two parts have together, and each: "Four are Turks and two are Georgians"
// is told as one.
const (
	minWhole = 12
	minPart  = 4
)

// part makes of each draft as many as its content has parts. The later ones go on from the first. What a person has said stays as it is.
func (s *story) part() {
	for i := range len(s.drafts) {
		if s.drafts[i].ruling != "" {
			continue
		}
		parts := s.parts(s.drafts[i].Content)
		if len(parts) < 2 {
			continue
		}
		s.drafts[i].Content = parts[0]
		for _, p := range parts[1:] {
			d := s.drafts[i]
			d.Content, d.continued = p, !d.ownVoice
			s.add(d)
		}
	}
}

// parts cuts a content into the main clauses that it is made of, each with a subject and a finite verb of its own:
// "that the bridge was closed and that two boats were missing" says two things, and one of them may be denied, or told by another.
// What is no clause by itself stays with the one before it, so a content of one clause is one part.
func (s *story) parts(content []segment.Run) [][]segment.Run {
	var out [][]segment.Run
	whole := false // whether the last of out is a clause already
	for _, r := range content {
		for n, piece := range s.clauses(r) {
			switch {
			case len(out) == 0:
				out = append(out, []segment.Run{piece})
			case whole && (n > 0 || s.stands(piece) && !s.broken(r)):
				out = append(out, []segment.Run{s.unjoined(piece)})
			default:
				out[len(out)-1] = append(out[len(out)-1], piece)
			}
			whole = s.stands(out[len(out)-1][0])
		}
	}
	return out
}

// broken reports whether a run goes on with a quotation in its sentence: “X,” he said, “and Y.”
func (s *story) broken(r segment.Run) bool {
	q := s.quoteAt(r.From)
	return q != nil && r.From > s.sentences[s.sentenceOf[r.From]].From
}

// clauses cuts a run where a sentence, or behind a semicolon or a conjunction a main clause, begins.
func (s *story) clauses(r segment.Run) []segment.Run {
	var out []segment.Run
	from := r.From
	for i := r.From + 1; i < r.To; i++ {
		left, right := segment.Run{From: from, To: i}, segment.Run{From: i + 1, To: min(r.To, s.sentences[s.sentenceOf[i]].To)}
		switch w := strings.ToLower(s.strs[i]); {
		case s.sentenceOf[i] != s.sentenceOf[i-1]:
			right.From = i
		case w == ";":
		case w == "and" || w == "but" || w == "yet":
			left = s.trim(left)
			if that := right.Len() > 0 && strings.EqualFold(s.strs[right.From], "that"); !that && (s.strs[i-1] != "," && s.dependent(left) || s.open(left) || !s.soon(right)) {
				continue
			}
		default:
			continue
		}
		if a, b := s.wordsIn(left), s.wordsIn(right); min(a, b) >= minPart && a+b >= minWhole && s.stands(left) && s.stands(right) {
			out = append(out, left)
			from = right.From
		}
	}
	return append(out, segment.Run{From: from, To: r.To})
}

// unjoined is a run without the conjunction that it begins with.
func (s *story) unjoined(r segment.Run) segment.Run {
	for r.Len() > 1 && (s.pos[r.From] == "CCONJ" || s.loose(r.From)) {
		r.From++
	}
	return r
}

// stands reports whether a run is a main clause, with "that" before it or not: a subject, and behind it a finite verb.
func (s *story) stands(r segment.Run) bool {
	r = s.clause(r)
	if strings.EqualFold(s.strs[r.From], "that") && r.Len() > 1 { // one that the model takes for a pronoun
		r.From++
	}
	if r.Len() < 2 || s.subordinate(r.From) {
		return false
	}
	v := s.main(r)
	return v >= 0 && s.subjectIn(r, v)
}

// soon reports whether a run begins with a subject that its verb follows before any stop, and no conjunction that gives the verb to another.
func (s *story) soon(r segment.Run) bool {
	v := s.main(r)
	if v <= r.From || v-r.From > 12 || s.commaIn(r, v) || s.subordinate(r.From) || s.pos[v-1] == "CCONJ" {
		return false
	}
	return s.pos[v] == "AUX" || !strings.HasSuffix(s.strs[v], "ed") || v+1 < r.To && s.pos[v+1] != "ADP" // "securities valued at"
}

// open reports whether a run breaks off behind the first of two: "a treaty between Ghana".
func (s *story) open(r segment.Run) bool {
	for i := r.To - 1; i >= r.From; i-- {
		switch strings.ToLower(s.strs[i]) {
		case "and":
			return false
		case "between", "both":
			return true
		}
	}
	return false
}

// dependent reports whether a run ends in a subordinate clause.
func (s *story) dependent(r segment.Run) bool {
	v := s.main(r)
	if v < 0 {
		return false
	}
	for i := v + 1; i < r.To; i++ {
		if s.subordinate(i) && s.finite(segment.Run{From: i, To: r.To}) >= 0 {
			return true
		}
	}
	return false
}

// wordsIn counts words, without stops and marks.
func (s *story) wordsIn(r segment.Run) (n int) {
	for i := r.From; i < r.To; i++ {
		if s.pos[i] != "PUNCT" {
			n++
		}
	}
	return n
}
