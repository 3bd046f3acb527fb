package reader

import (
	"maps"
	"slices"

	"hearsay/internal/infer"
	"hearsay/internal/segment"
)

// merger puts a document together from its windows, given in order. A word that stands in two windows is taken from the one
// where it is farther from an edge, and so is a cue. Rows are let go as soon as no later window can touch them.
type merger struct {
	heads   *heads
	words   int
	next    int         // the first word whose row is not final
	pending [][]float32 // rows from next on
	depth   []int       // of pending: distance to the nearer edge of its window
	taggers map[string]*tagger
	pos     []partOfSpeech
	fact    []float32
	claims  map[int]deep // by first word of the cue
	faint   map[int]deep
	chain   chain
}

type deep struct {
	depth int
	Attribution
}

func newMerger(h *heads, words int) *merger {
	m := &merger{heads: h, words: words, taggers: map[string]*tagger{}, claims: map[int]deep{}, faint: map[int]deep{}, chain: chain{heads: h}}
	for _, name := range runHeads {
		m.taggers[name] = newTagger(h.labels[name])
	}
	return m
}

// window takes the rows of the next window.
func (m *merger) window(w segment.Run, rows infer.Rows) {
	m.settle(w.From)
	n := w.To - w.From
	for i := range n {
		d := min(i, n-1-i)
		at := w.From + i - m.next
		if at == len(m.pending) {
			m.pending, m.depth = append(m.pending, rows.Row(i)), append(m.depth, d)
		} else if d > m.depth[at] {
			m.pending[at], m.depth[at] = rows.Row(i), d
		}
	}
	clear, faint := m.heads.attributions(rows)
	keep(m.claims, clear, w.From, n)
	keep(m.faint, faint, w.From, n)
}

// keep takes the attributions of a window of n words that begins at word from into what is known: of two with the same
// first word the one farther from an edge.
func keep(known map[int]deep, found []Attribution, from, n int) {
	for _, a := range found {
		d := min(a.Cue.From, n-a.Cue.To)
		a = a.shift(from)
		if old, ok := known[a.Cue.From]; !ok || d > old.depth {
			known[a.Cue.From] = deep{d, a}
		}
	}
}

func (a Attribution) shift(by int) Attribution {
	move := func(r segment.Run) segment.Run { return segment.Run{From: r.From + by, To: r.To + by} }
	a.Cue = move(a.Cue)
	a.Speaker, a.Content = slices.Clone(a.Speaker), slices.Clone(a.Content)
	for i, r := range a.Speaker {
		a.Speaker[i] = move(r)
	}
	for i, r := range a.Content {
		a.Content[i] = move(r)
	}
	return a
}

// settle makes final what stands before word.
func (m *merger) settle(word int) {
	for m.next < word {
		row := m.pending[0]
		for name, t := range m.taggers {
			t.add(m.heads.part(row, name))
		}
		m.pos = append(m.pos, partOfSpeech(m.heads.best(row, "upos")))
		m.fact = append(m.fact, m.heads.part(row, "fact")[0])
		m.chain.add(m.next, row)
		m.pending, m.depth = m.pending[1:], m.depth[1:]
		m.next++
	}
}

// finish writes all that was found into out.
func (m *merger) finish(out *Reading) {
	m.settle(m.words)
	out.Claims, out.faint = apart(m.claims), apart(m.faint)
	out.Names, out.Generics = m.taggers["ent"].runs(), m.taggers["gen"].runs()
	for name, to := range map[string]*[]segment.Run{
		"time": &out.Times, "qty": &out.Quantities, "role": &out.Roles, "hedge": &out.Hedges, "med": &out.Media, "addr": &out.Addressees,
	} {
		*to = plainRuns(m.taggers[name].runs())
	}
	out.Mentions, out.pos, out.fact = m.chain.mentions, m.pos, m.fact
}

// apart puts attributions in the order of their cues; one whose cue overlaps an earlier one is dropped.
func apart(known map[int]deep) []Attribution {
	var out []Attribution
	for _, first := range slices.Sorted(maps.Keys(known)) {
		a := known[first].Attribution
		if n := len(out); n == 0 || a.Cue.From >= out[n-1].Cue.To {
			out = append(out, a)
		}
	}
	return out
}

// partOfSpeech is a word's class in Universal Dependencies: NOUN, VERB, AUX, PRON …
type partOfSpeech string

// chain links each mention to the one before it that is the same thing.
type chain struct {
	heads    *heads
	mentions []Mention
	keys     [][]float32 // of the last reach mentions
}

// reach is how many mentions back an antecedent may be.
const reach = 400

// add takes the next word's row.
func (c *chain) add(word int, row []float32) {
	kind := c.heads.best(row, "ment")
	if kind == "O" {
		return
	}
	m := Mention{Head: word, Type: kind, Antecedent: -1}
	q := c.heads.part(row, "coref_q")
	n := len(c.mentions)
	first := n - len(c.keys)
	most := float32(0)
	for i, k := range c.keys {
		d := n - (first + i)
		s := dot(k, q)/8 + c.heads.distance[c.bucketOf(d)]
		if s > most {
			most, m.Antecedent = s, c.mentions[first+i].Head
		}
	}
	c.mentions = append(c.mentions, m)
	c.keys = append(c.keys, slices.Clone(c.heads.part(row, "coref_k")))
	if len(c.keys) > reach {
		c.keys = c.keys[1:]
	}
}

// bucketOf is the bucket of a distance in mentions: the last whose least distance is not above it.
func (c *chain) bucketOf(distance int) int {
	b := 0
	for b+1 < len(c.heads.bucket) && c.heads.bucket[b+1] <= distance {
		b++
	}
	return b
}
