package reader

import (
	"slices"
	"sort"
	"strings"

	"hearsay"
	"hearsay/internal/segment"
)

// story is a document while the rules are at work on it.
type story struct {
	*Reading
	doc        *hearsay.Document
	text       string
	strs       []string // the words
	paragraphs []segment.Run
	sentences  []segment.Run
	sentenceOf []int // the sentence of each word
	quotes     []quotation
	furniture  []bool        // of each sentence: a line of the page, not of the story
	starts     []segment.Run // of each sentence: what is left when a dateline is taken off
	agency     string        // whose copy it is, when signed by an agency
	known      *cast
	told       []map[string]bool // of each sentence: its stems, once looked at
	drafts     []draft
	touching   [][]int // of each sentence: the drafts with a word in it
}

// draft is a claim before its words are turned into bytes.
type draft struct {
	Attribution
	ownVoice  bool
	continued bool
	name      string
	role      string   // of the speaker, as printed somewhere
	options   []string // names the speaker may have
	within    int      // the draft whose content holds this one, or -1
	ruling    string   // the last fix that was of it
	firm      firm
	gone      bool // a fix has withdrawn it
}

func newStory(doc *hearsay.Document, r *Reading) *story {
	copied := *r
	s := &story{Reading: &copied, doc: doc, text: doc.Text, strs: segment.Strings(doc.Text, r.Words)}
	s.paragraphs = segment.Paragraphs(s.text, r.Words)
	s.sentences = segment.Sentences(s.text, r.Words)
	s.sentenceOf = make([]int, len(r.Words))
	s.touching = make([][]int, len(s.sentences))
	for n, sentence := range s.sentences {
		for i := sentence.From; i < sentence.To; i++ {
			s.sentenceOf[i] = n
		}
	}
	s.Names, s.Generics = s.tidy(s.inOneParagraph(r.Names)), s.inOneParagraph(r.Generics)
	s.Addressees = s.addressed(r.Addressees)
	s.quotes = s.quotations()
	s.furnish()
	return s
}

// inOneParagraph cuts tagged runs where a paragraph ends ("… FOR OLDHAM / MEPC Plc") and keeps the last part.
func (s *story) inOneParagraph(tagged []Tagged) []Tagged {
	out := make([]Tagged, len(tagged))
	for i, t := range tagged {
		t.From = max(t.From, s.paragraphs[s.paragraphOf(t.To-1)].From)
		out[i] = t
	}
	return out
}

// add takes in a draft.
func (s *story) add(d draft) {
	d.within = -1
	s.drafts = append(s.drafts, d)
	n := len(s.drafts) - 1
	mark := func(r segment.Run) {
		for k := s.sentenceOf[r.From]; k <= s.sentenceOf[r.To-1]; k++ {
			if t := s.touching[k]; len(t) == 0 || t[len(t)-1] != n {
				s.touching[k] = append(t, n)
			}
		}
	}
	for _, r := range d.Content {
		mark(r)
	}
	if d.ownVoice || d.continued {
		return
	}
	mark(d.Cue)
	for _, r := range d.Speaker {
		mark(r)
	}
}

// near lists the drafts that have a word in the sentence where r begins.
func (s *story) near(r segment.Run) []int { return s.touching[s.sentenceOf[r.From]] }

// reachOf is the words among which all that belongs to d is found: from its first sentence to its last.
func (s *story) reachOf(d *draft) (from, to int) {
	runs := append([]segment.Run{}, d.Content...)
	if !d.ownVoice && !d.continued {
		runs = append(append(runs, d.Cue), d.Speaker...)
	} else {
		runs = append(runs, d.Speaker...)
	}
	from, to = runs[0].From, runs[0].To
	for _, r := range runs {
		from, to = min(from, r.From), max(to, r.To)
	}
	return s.sentences[s.sentenceOf[from]].From, s.sentences[s.sentenceOf[to-1]].To
}

// between is the part of ordered runs that begin at from or later and before to.
func between(runs []segment.Run, from, to int) []segment.Run {
	return begins(runs, func(r segment.Run) int { return r.From }, from, to)
}

func betweenTagged(runs []Tagged, from, to int) []Tagged {
	return begins(runs, func(t Tagged) int { return t.From }, from, to)
}

// begins is the part of a list, ordered by the word at which its elements begin, that begins at from or later and before to.
func begins[T any](list []T, at func(T) int, from, to int) []T {
	a := sort.Search(len(list), func(i int) bool { return at(list[i]) >= from })
	b := sort.Search(len(list), func(i int) bool { return at(list[i]) >= to })
	return list[a:max(a, b)]
}

// addressed leaves out addressees that are none: the place where something was said ("said in Oslo"), the beginning of what was asked ("demanded that Oslo …").
func (s *story) addressed(runs []segment.Run) []segment.Run {
	return slices.DeleteFunc(slices.Clone(runs), func(r segment.Run) bool {
		if w := strings.ToLower(s.strs[r.From]); w == "that" || w == "which" || w == "who" {
			return true
		}
		if r.From == 0 || s.sentenceOf[r.From-1] != s.sentenceOf[r.From] {
			return false
		}
		switch strings.ToLower(s.strs[r.From-1]) {
		case "in", "at", "near", "from", "off", "of", "outside", "inside":
			return slices.ContainsFunc(betweenTagged(s.Names, r.From, r.From+1), func(t Tagged) bool { return t.Type == "place" && t.To == r.To })
		}
		return false
	})
}
