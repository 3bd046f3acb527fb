package party

import (
	"slices"
	"strings"
)

// part is one word of a person's name with the particles that belong to it: "de la Cruz" is one part, and so is "Ji-won".
type part struct {
	text    string
	sound   string
	initial bool // one letter
	article bool // al- or el- stood before it
}

// person is a person's name taken apart, without titles.
type person struct {
	parts  []part // as printed; in most languages the family name last
	whole  string // all parts as one word
	spelt  string // the parts, in order
	order  string // jr, sr, ii …: which of two in a family
	titles []token
	letter string // the letters, when the name is nothing but two capitals or more
	first  string // the first letters of its words
}

func (p *person) bare() bool { return len(p.parts) == 1 }

var orders = map[string]string{
	"jr": "jr", "junior": "jr", "filho": "jr", "younger": "jr", "sr": "sr", "senior": "sr", "elder": "sr", "ii": "ii", "iii": "iii", "neto": "iii", "iv": "iv",
}

// particles belong to the name they stand before. Those that are true can begin a name that stands alone ("de Klerk", "Abu Mazen").
var particles = map[string]bool{
	"de": true, "del": true, "dela": true, "delos": true, "della": true, "di": true, "da": true, "do": true, "dos": true, "das": true, "du": true, "der": true,
	"von": true, "vom": true, "zu": true, "la": true, "le": true, "abu": true, "abou": true, "ibn": true, "bin": true, "bint": true, "mc": true, "o": true, "st": true,
	"van": false, "den": false, "ten": false, "ter": false, "las": false, "los": false, "lo": false, "ben": false, "bu": false, "abd": false, "abdul": false,
	"abdel": false, "abdal": false, "abdoul": false, "mac": false, "san": false, "santa": false, "saint": false, "ould": false, "wuld": false, "ait": false,
}

// articles are left out of a name: half of its spellings leave them out.
var articles = map[string]bool{
	"al": true, "el": true, "ar": true, "as": true, "ash": true, "an": true, "at": true, "az": true, "ad": true, "ul": true, "ud": true, "us": true, "the": true,
}

// newPerson takes the words of a printed name apart. It reports false when nothing is left.
func newPerson(ts []token) (person, bool) {
	var p person
	p.titles, ts = untitled(unbracketed(ts))
	for _, t := range ts {
		if t.text != "" {
			p.first += t.text[:1]
		}
	}
	if len(ts) == 1 && ts[0].upper {
		p.letter = ts[0].text
	}
	var held strings.Builder // particles, and what a hyphen ties to the next
	article := false
	for i, t := range ts {
		first, last := i == 0, i == len(ts)-1
		lower := t.text
		standing, particle := particles[lower]
		switch {
		case !first && orders[lower] != "" && (last || t.comma || t.stop):
			p.order = orders[lower]
			continue
		case !last && articles[lower] && (t.joined || !t.capital || !first && lower == "el"):
			article = true
			continue
		case !last && articles[lower] && lower == "al" && !first:
			article = true
			continue
		case !last && (t.joined || particle && (standing || !first || !t.capital)):
			held.WriteString(lower)
			continue
		case t.upper && !last && len(lower) == 2 && held.Len() == 0: // "J.R."
			p.add(lower[:1], false)
			p.add(lower[1:], false)
			continue
		}
		p.add(held.String()+lower, article)
		held.Reset()
		article = false
	}
	return p, len(p.parts) > 0
}

// unbracketed leaves out what stands in brackets.
func unbracketed(ts []token) []token {
	inside := func(t token) bool { return t.bracket }
	if !slices.ContainsFunc(ts, inside) {
		return ts
	}
	return slices.DeleteFunc(slices.Clone(ts), inside)
}

func (p *person) add(text string, article bool) {
	p.parts = append(p.parts, part{text: text, sound: sound(text), initial: len(text) == 1, article: article})
	p.whole += text
}

func (p *person) spell() {
	texts := make([]string, len(p.parts))
	for i := range p.parts {
		texts[i] = p.parts[i].text
	}
	p.spelt = strings.Join(texts, " ")
}

// untitled parts the titles and descriptions before a person's name from the name, and leaves out what follows it ("of Kandy", ", 52").
func untitled(ts []token) (before, rest []token) {
	all := ts
	ts = ts[described(ts):]
	for i, t := range ts {
		if i > 0 && !t.capital && !ts[i-1].joined && (t.text == "of" || t.text == "from" || t.text == "in" || t.text == "at" || t.text == "and") {
			ts = ts[:i]
			break
		}
		if t.comma && (i+1 == len(ts) || orders[ts[i+1].text] == "") {
			ts = ts[:i+1]
			break
		}
	}
	n := 0
	for n < len(ts)-1 && isTitle(ts[n]) {
		n++
	}
	return all[:len(all)-len(ts)+n], ts[n:]
}

// described is how many words at the beginning describe somebody who is named behind them: "The governor of Batken, Nurlan Asanbekov",
// "Commission chairman Pop-Trajkov", "the opposition's Marcus Garrow".
func described(ts []token) int {
	n := 0
	for i := 0; i < len(ts)-1; i++ {
		t := ts[i]
		if !ts[i+1].capital {
			continue
		}
		_, particle := particles[t.text]
		switch {
		case t.comma && titled(ts[:i+1]):
			n = i + 1
		case t.joined || t.capital && !t.own || particle || articles[t.text] && t.text != "the" || small[t.text] && t.text != "the" && i > 0:
		case t.own && !t.capital, !t.capital && (i == 0 || !ts[i-1].comma), t.own && i+2 < len(ts):
			n = i + 1
		}
	}
	return n
}

// titled reports whether words begin as a description does, with an article or a title.
func titled(ts []token) bool {
	return len(ts) > 1 && (small[ts[0].text] || !ts[0].capital || isTitle(ts[0]) && fieldOf[ts[0].text] != "") || len(ts) == 1 && isTitle(ts[0])
}
