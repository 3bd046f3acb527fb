package party

import (
	"slices"
	"strings"
)

// like is how likely two names are one body's, as far as names tell.
func (b *body) like(c *body) float64 {
	switch {
	case b.known != "" && b.known == c.known:
		return 1
	case b.office != "" && b.office == c.office && (b.loose || c.loose):
		return 0.45 // "the foreign ministry"
	case b.office != "" || c.office != "":
		return 0
	case b.known != "" && c.known != "", b.state || c.state:
		return 0
	case b.known != "" && b.letter != "" && c.outlet:
		return b.agency(c)
	case c.known != "" && c.letter != "" && b.outlet:
		return c.agency(b)
	case b.letter != "" && c.letter != "":
		if b.letter == c.letter {
			return 1
		}
		return 0
	case b.letter != "" && len(c.pieces) > 1:
		return b.stands(c)
	case c.letter != "" && len(b.pieces) > 1:
		return c.stands(b)
	case b.bag == c.bag:
		if b.loose || c.loose {
			return 0.45
		}
		return 1
	}
	return b.words(c)
}

// agency is how likely the acronym of a known outlet stands for another's name here: there are more agencies than are known.
func (b *body) agency(c *body) float64 {
	if !isOutlet(b.known) || len(b.letter) < 3 {
		return 0
	}
	if slices.Contains(c.acronyms[:c.whole], b.letter) {
		return 0.6
	}
	return 0
}

// stands is how likely an acronym stands for a name.
func (b *body) stands(c *body) float64 {
	if b.known != "" {
		return 0 // for what is known, which c is not
	}
	for i, a := range c.acronyms {
		switch {
		case a != b.letter:
		case i < c.whole && (len(a) > 3 || len(a) > 2 && c.outlet):
			return 0.35 + 0.1*float64(min(len(a), 4))
		case i < c.whole:
			return may
		case len(a) > 2 && c.outlet && !c.plain:
			return 0.5
		}
	}
	if slices.ContainsFunc(c.pieces, func(p piece) bool { return p.text == b.letter }) {
		return b.words(c)
	}
	return 0
}

// words compares names word by word.
func (b *body) words(c *body) float64 {
	if len(b.pieces) > len(c.pieces) {
		b, c = c, b
	}
	var taken [12]bool
	if len(c.pieces) > len(taken) {
		return 0
	}
	total, telling, first, last := 1.0, 0, len(c.pieces), -1
	for i := range b.pieces {
		at := -1
		best := 0.9
		if len(b.pieces) < len(c.pieces) {
			best = 0.96 // Roll is not short for Rolls Royce
		}
		for j := range c.pieces {
			if s := b.pieces[i].like(&c.pieces[j]); !taken[j] && s > best {
				at, best = j, s
			}
		}
		if at < 0 {
			return 0
		}
		taken[at] = true
		total = min(total, best)
		if !b.pieces[i].common {
			telling++
		}
		if !b.pieces[i].country {
			first, last = min(first, at), max(last, at)
		}
	}
	if len(b.pieces) == len(c.pieces) {
		if b.loose || c.loose {
			return 0.45
		}
		return total
	}
	return b.left(c, taken[:len(c.pieces)], telling, first, last)
}

// left judges the words that only the longer of two names has. Telling is how many words that tell it apart both have, the first
// and last of them where the longer name has them.
func (b *body) left(c *body, taken []bool, telling, first, last int) float64 {
	tail, country, elsewhere, common := true, true, false, true
	for j, in := range taken {
		if in {
			continue
		}
		p := &c.pieces[j]
		tail = tail && j > last && tails[p.text]
		country = country && p.country
		common = common && p.common
		elsewhere = elsewhere || abroad[p.text]
	}
	switch {
	case b.known != "" || b.legal && !tail:
		return 0.1 // a whole name
	case country && (b.plain || b.loose):
		return 0.45 // "the foreign ministry"
	case telling == 0 && len(b.pieces) == 1 && last == len(c.pieces)-1 && commons[b.pieces[0].text] && c.outlet:
		return may // "the Courier"
	case telling == 0:
		return 0.3
	case slices.ContainsFunc(c.pieces, func(p piece) bool { return p.country && !b.has(p.text) }):
		return 0.3 // a firm's arm in a country
	case len(b.pieces) == 1 && givenLines()[b.pieces[0].text] != nil && !tail, elsewhere && !b.legal:
		return 0.3 // Henry Ansbacher; a firm's arm abroad
	case tail && len(b.pieces) > 1:
		return 0.85
	case tail:
		return 0.75
	case first > 0 && common && !c.outlet:
		return 0.3 // St. Paul, and the Bank of St. Paul
	case c.legal && !common:
		return may // a firm and its unit; in one document they may be one
	case last-first+1 == len(b.pieces) && (first == 0 || last == len(c.pieces)-1):
		return 0.6
	}
	return 0.3
}

func (b *body) has(text string) bool {
	return slices.ContainsFunc(b.pieces, func(p piece) bool { return p.text == text })
}

func (p *piece) like(q *piece) float64 {
	switch {
	case p.text == q.text:
		return 1
	case p.country || q.country || p.common || q.common || len(p.text) < 4 || p.text[0] != q.text[0]:
		return 0
	case p.text+"s" == q.text || q.text+"s" == p.text || p.sound == q.sound:
		return 0.95
	}
	return 0
}

// plainSound is a word of a body's name where nothing but spelling differs: y as i, z as s, no h within.
func plainSound(w string) string {
	if w == "" {
		return w
	}
	return w[:1] + unspelt.Replace(w[1:])
}

var unspelt = strings.NewReplacer("h", "", "z", "s", "y", "i")
