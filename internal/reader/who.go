package reader

import (
	"sort"
	"strings"

	"hearsay"
	"hearsay/internal/segment"
)

var pronouns = map[string]bool{
	"he": true, "she": true, "it": true, "they": true, "him": true, "her": true, "them": true, "his": true, "its": true, "their": true,
	"who": true, "i": true, "we": true, "you": true, "himself": true, "herself": true, "themselves": true, "both": true, "one": true,
}

// name gives each draft the name of its speaker: without title or role, for a pronoun or a role the name the text gives.
func (s *story) name() {
	for i := range s.drafts {
		d := &s.drafts[i]
		if d.ownVoice || len(d.Speaker) == 0 {
			continue
		}
		d.name, d.options = s.nameOf(d.Speaker[0], d.Kind)
	}
}

func (s *story) nameOf(r segment.Run, kind hearsay.Kind) (string, []string) {
	switch {
	case kind == hearsay.Unnamed:
		return "", nil
	case kind == hearsay.Person:
		if n, ok := s.personIn(r); ok {
			return n, nil
		}
		return s.refer(r, kind)
	}
	core := s.core(r)
	if core.Len() == 1 && pronouns[strings.ToLower(s.strs[core.From])] || s.bare(core) {
		return s.refer(core, kind)
	}
	if kind == hearsay.Org || kind == hearsay.Outlet {
		for _, t := range betweenTagged(s.Names, core.From, core.To) {
			named := t.Type == "outlet" || t.Type == "org" || t.Type == "unit"
			if named && t.To <= core.To && !s.governed(t.From) && !s.possessive(t.To) {
				return s.string(t.Run), nil
			}
		}
	}
	if s.owned(core.From) {
		return "", nil
	}
	return s.string(core), nil
}

func (s *story) string(r segment.Run) string {
	if r.Len() == 0 {
		return ""
	}
	return s.text[s.Words[r.From].From:s.Words[r.To-1].To]
}

// personIn is the name of the person a noun phrase denotes: the first that is not another's owner or object ("Putin's spokesman", "the lawyer of …").
func (s *story) personIn(r segment.Run) (string, bool) {
	for _, t := range betweenTagged(s.Names, r.From, r.To) {
		if t.Type == "person" && t.To <= r.To && !s.possessive(t.To) && !s.governed(t.From) {
			return s.string(t.Run), true
		}
	}
	return "", false
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
func (s *story) governed(i int) bool {
	for k := i - 1; k >= 0 && k > i-5; k-- {
		switch strings.ToLower(s.strs[k]) {
		case "of", "for", "to", "by", "with", "from", "under", "in", "at", "against", "behind":
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
		case ",", "(", "which", "who", "that", "—", "–", "-":
			if s.strs[i] == "-" && s.Words[i-1].To == s.Words[i].From {
				continue
			}
			r.To = i
			return r
		}
	}
	return r
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
	a := sort.Search(len(s.Mentions), func(i int) bool { return s.Mentions[i].Head >= r.From })
	b := sort.Search(len(s.Mentions), func(i int) bool { return s.Mentions[i].Head >= r.To })
	return s.Mentions[a:max(a, b)]
}

// refer finds the name that a pronoun or role stands for: by the reader's chain of mentions, and "the latter" and "the former"
// by place. Where two people of the sentence before could be meant, both are candidates and the name is unknown.
func (s *story) refer(r segment.Run, kind hearsay.Kind) (string, []string) {
	head := r.To - 1
	word := strings.ToLower(s.strs[head])
	switch word {
	case "latter", "former":
		names := s.namesBefore(r.From, kind)
		if len(names) >= 2 {
			if word == "latter" {
				return names[len(names)-1], nil
			}
			return names[len(names)-2], nil
		}
		if len(names) == 1 {
			return names[0], nil
		}
		return "", nil
	case "i", "we", "you", "who", "both":
		return "", nil
	}
	for _, m := range s.mentionsIn(r) {
		if n := s.follow(m, kind); n != "" {
			return n, nil
		}
	}
	return "", nil
}

// follow goes back along a chain of mentions to the first that is named.
func (s *story) follow(m Mention, kind hearsay.Kind) string {
	for range 50 {
		if m.Antecedent < 0 {
			return ""
		}
		i := sort.Search(len(s.Mentions), func(i int) bool { return s.Mentions[i].Head >= m.Antecedent })
		if i == len(s.Mentions) || s.Mentions[i].Head != m.Antecedent {
			return ""
		}
		m = s.Mentions[i]
		if n := s.nameAt(m.Head, kind); n != "" {
			return n
		}
	}
	return ""
}

// nameAt is the name that word i is part of, if one of the right kind.
func (s *story) nameAt(i int, kind hearsay.Kind) string {
	for _, t := range betweenTagged(s.Names, i-12, i+1) {
		if i < t.To && fits(t.Type, kind) {
			return s.string(t.Run)
		}
	}
	return ""
}

func fits(name string, kind hearsay.Kind) bool {
	if kind == hearsay.Person {
		return name == "person"
	}
	return name == "org" || name == "outlet" || name == "place" || name == "unit" || name == "facility"
}

// namesBefore lists the different names of a kind in the sentence before word i and in what stands before it in its own, in order.
func (s *story) namesBefore(i int, kind hearsay.Kind) []string {
	n := s.sentenceOf[i]
	from := s.sentences[max(0, n-1)].From
	var out []string
	for _, t := range betweenTagged(s.Names, from, i) {
		if fits(t.Type, kind) {
			out = append(out, s.string(t.Run))
		}
	}
	return out
}
