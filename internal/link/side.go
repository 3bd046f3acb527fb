package link

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strings"
	"time"
	"unicode"

	"hearsay"
	"hearsay/internal/rarity"
	"hearsay/internal/segment"
)

// Story is what linking knows of a document.
type Story struct {
	Document  *hearsay.Document
	published float64 // days since 1970, or unknownDay
	topics    []term  // what it is about, the weightiest first: see topicsOf
	terms     []term  // all of its text, by key
	names     []term  // what its text names, by key: see namesOf
	shingles  []uint64
}

// Side is one claim made ready to be compared.
type Side struct {
	Claim  *hearsay.Claim
	Story  *Story
	terms  []term // stems of the content, by key
	total  float64
	names  []term // stems of what is named in it, by key
	grams  []uint64
	speech []term // of the speaker's name
	nums   []number
	event  interval
	said   interval
	minus  bool // the words of the content say that something is not so
	places []string
	gear   []string
	Vector Vector // of the content; filled by Embed
}

// term is a stem with its rarity.
type term struct {
	key    uint64
	weight float64
}

// number is a quantity: bounds, and what is counted.
type number struct {
	low, high float64
	unit      string
	text      string
	thing     uint64 // hash of its last word's stem, 0 when not said
}

// interval is days since 1970, half open.
type interval struct {
	from, to float64
	known    bool
}

func hashOf(s string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(s))
	return h.Sum64()
}

// NewStory looks at a document.
func (l *Linker) NewStory(doc *hearsay.Document) *Story {
	s := &Story{Document: doc, published: dayOf(doc.Published)}
	title, text := allWords(doc.Title), allWords(doc.Text)
	words := lettered(text)
	s.terms, s.names = l.termsOf(words), l.namesOf(allWords(doc.Outlet), text)
	s.shingles = shinglesOf(words, 5)
	s.topics = l.topicsOf(lettered(title), words)
	return s
}

// NewSide looks at a claim of a document.
func (l *Linker) NewSide(story *Story, c *hearsay.Claim) *Side {
	s := &Side{Claim: c, Story: story}
	words := wordsOf(c.Content.Text)
	s.terms = l.termsOf(words)
	for _, t := range s.terms {
		s.total += t.weight
	}
	s.grams = shinglesOf(words, 3)
	var named []string
	for _, m := range c.Mentions {
		if m.Generic || !within(m.Spans, c.Content.Spans) {
			continue
		}
		name := m.Name
		if name == "" {
			name = m.Text
		}
		named = append(named, wordsOf(name)...)
		if m.Place != "" {
			s.places = append(s.places, m.Place)
		}
		if m.System != "" {
			s.gear = append(s.gear, m.System)
		}
	}
	for i, w := range words {
		if r := []rune(w)[0]; i > 0 && unicode.IsUpper(r) {
			named = append(named, w)
		}
	}
	s.names = l.termsOf(named)
	if !c.OwnVoice {
		s.speech = l.termsOf(wordsOf(c.Speaker.Name))
	}
	for _, q := range c.Quantities {
		if !within(q.Spans, c.Content.Spans) || q.Low == nil && q.High == nil {
			continue
		}
		s.nums = append(s.nums, numberOf(q))
	}
	s.event, s.said = intervalOf(c.Event), intervalOf(c.Said)
	for _, w := range words {
		switch strings.ToLower(w) {
		case "not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without", "n't", "cannot":
			s.minus = !s.minus
		}
	}
	return s
}

// within reports whether the first of spans lies in one of outer.
func within(spans, outer []hearsay.Span) bool {
	return len(spans) > 0 && slices.ContainsFunc(outer, func(o hearsay.Span) bool { return o.Holds(spans[0]) })
}

func numberOf(q hearsay.Quantity) number {
	n := number{text: q.Text, unit: q.Unit, low: -1e300, high: 1e300}
	if q.Low != nil {
		n.low = *q.Low
	}
	if q.High != nil {
		n.high = *q.High
	}
	if things := wordsOf(q.Thing); len(things) > 0 {
		n.thing = hashOf(rarity.Stem(things[len(things)-1]))
	}
	return n
}

// allWords is the words of a text, marks included.
func allWords(text string) []string {
	spans, err := segment.Words(text)
	if err != nil {
		return nil
	}
	return segment.Strings(text, spans)
}

// wordsOf is the words of a text with a letter or digit in them.
func wordsOf(text string) []string {
	return lettered(allWords(text))
}

// lettered is those of words that have a letter or digit in them.
func lettered(all []string) []string {
	out := make([]string, 0, len(all))
	for _, w := range all {
		if strings.IndexFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0 {
			out = append(out, w)
		}
	}
	return out
}

// common is how rare a stem must be to count at all: the hundred or so most frequent words say nothing.
const common = 4.6

// termsOf is the stems of words that count, each once, by key.
func (l *Linker) termsOf(words []string) []term {
	out := make([]term, 0, len(words))
	for _, w := range words {
		s := rarity.Stem(w)
		if s == "" {
			continue
		}
		if r := l.rarities().Of(s); r > common {
			out = append(out, term{hashOf(s), r})
		}
	}
	slices.SortFunc(out, func(a, b term) int { return cmp.Compare(a.key, b.key) })
	return slices.CompactFunc(out, func(a, b term) bool { return a.key == b.key })
}

// shinglesOf is the runs of n words, each once, in order of their hash. A text shorter than n has one.
func shinglesOf(words []string, n int) []uint64 {
	folded := make([]string, len(words))
	for i, w := range words {
		folded[i] = rarity.Fold(w)
	}
	var out []uint64
	for i := 0; i+n <= len(folded); i++ {
		out = append(out, hashOf(strings.Join(folded[i:i+n], " ")))
	}
	if len(out) == 0 && len(folded) > 0 {
		out = append(out, hashOf(strings.Join(folded, " ")))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// dayOf is the day and time of day of an instant or a date, in days since 1970 by its own clock; -1e9 when unknown.
func dayOf(s string) float64 {
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			_, offset := t.Zone()
			return float64(t.Unix()+int64(offset)) / 86400
		}
	}
	return unknownDay
}

const unknownDay = -1e9

func intervalOf(w *hearsay.When) interval {
	if w == nil || w.From == "" && w.To == "" {
		return interval{}
	}
	i := interval{from: dayOf(w.From), to: dayOf(w.To), known: true}
	if w.To == "" {
		i.to = 1e9
	}
	return i
}

// Published is when the document was published, in days since 1970 by its own clock; -1e9 when unknown.
func (s *Story) Published() float64 { return s.published }

// Clarity is how well a content stands by itself: it names things, says when and how many, and is neither short nor long.
func (s *Side) Clarity() float64 {
	n := float64(len(s.Claim.Content.Text))
	out := sum(s.names) + 4*float64(len(s.nums)) + s.total/4
	if n > 240 {
		out -= (n - 240) / 10
	}
	return out
}
