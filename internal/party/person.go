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

// The scores of two names. From same on they are one name in two spellings; from may on one may be short for the other; up to not they
// are names of two different people.
const (
	same = 0.8
	may  = 0.4
	not  = 0.2
)

// like is how likely two names are one person's, as far as names tell.
func (a *person) like(b *person) float64 {
	s := a.match(b)
	switch {
	case a.order == b.order:
		return s
	case a.order != "" && b.order != "":
		return 0
	}
	return min(s, 0.75)
}

func (a *person) match(b *person) float64 {
	if len(a.parts) > len(b.parts) {
		a, b = b, a
	}
	switch {
	case b.bare():
		return bothBare(&a.parts[0], &b.parts[0])
	case a.bare():
		return a.shortOf(b)
	case a.whole == b.whole:
		return 1
	}
	best := a.direct(b)
	if best >= same {
		return best
	}
	x, y := a.parts, b.parts
	m, n := len(x)-1, len(y)-1
	if a.whole == y[n].text || b.whole == x[m].text {
		return 0.65 // "Ben Hamouda", "Chokri Ben Hamouda"
	}
	if m == n && m <= 2 && !x[0].initial && !y[0].initial && partLike(&x[0], &y[n]) > 0.9 && partLike(&x[m], &y[0]) > 0.9 {
		return 0.9 // family name first
	}
	if m == 1 && n == 2 && partLike(&x[0], &y[2]) > 0.9 && alike(x[1].sound, y[0].sound+y[1].sound) > 0.9 {
		return 0.85 // "Moon Jae In", "Jae-in Moon"
	}
	if m < n {
		best = max(best, a.within(b))
	}
	if (best == 0 || m != n && best <= 0.3) && len(a.whole) >= 8 && a.whole[0] == b.whole[0] && alike(sound(a.whole), sound(b.whole)) >= 0.95 {
		best = max(best, 0.85) // words cut otherwise
	}
	return best
}

// direct compares first with first, last with last.
func (a *person) direct(b *person) float64 {
	x, y := a.parts, b.parts
	m, n := len(x)-1, len(y)-1
	f := partLike(&x[m], &y[n])
	if f < 0.78 || f < 0.9 && min(len(x[m].sound), len(y[n].sound)) <= 4 {
		return 0
	}
	g := givenLike(&x[0], &y[0])
	switch {
	case g == 0 || g < 0.6:
		return 0.05 // one of the family
	case g < 0.8 || f+g < 1.7:
		return 0.3
	}
	if x[0].initial != y[0].initial {
		if f < 0.9 {
			return 0.3
		}
		if m > 1 && n > 1 && givenLike(&x[1], &y[1]) > 0.8 {
			return 0.85
		}
		return min(0.7, middles(x[1:m], y[1:n]))
	}
	return min((f+g)/2, middles(x[1:m], y[1:n]))
}

// middles is the most that two names can score whose middle names these are.
func middles(x, y []part) float64 {
	if len(x) == 0 && len(y) == 0 {
		return 1
	}
	if len(x) == 0 || len(y) == 0 {
		return 0.95
	}
	for i := range x {
		for j := range y {
			if givenLike(&x[i], &y[j]) > 0.8 {
				return 0.97
			}
		}
	}
	if x[0].initial || y[0].initial {
		return 0.1
	}
	return 0.5
}

// within finds a shorter name inside a longer one: a second family name left out, or a first name that nobody uses.
func (a *person) within(b *person) float64 {
	x, y := a.parts, b.parts
	m, n := len(x)-1, len(y)-1
	if m == 1 && givenLike(&x[0], &y[0]) > 0.85 && !x[0].initial {
		for k := 1; k < n; k++ {
			if !y[k].initial && partLike(&x[1], &y[k]) > 0.9 {
				return 0.75
			}
		}
	}
	if partLike(&x[m], &y[n]) > 0.85 && n >= 2 && givenLike(&x[0], &y[1]) > 0.9 && !x[0].initial {
		if y[0].initial {
			return 0.85 // "F. Ross Johnson"
		}
		return 0.7
	}
	return 0
}

// shortOf compares a single word with a name of several.
func (a *person) shortOf(b *person) float64 {
	x := &a.parts[0]
	n := len(b.parts) - 1
	sex, other := a.sex(), b.sex()
	if x.initial || sex != 0 && other != 0 && sex != other {
		return 0
	}
	best := 0.0
	if f := partLike(x, &b.parts[n]); f > 0.88 && (f > 0.95 || len(x.sound) > 4 && len(b.parts[n].sound) > 4) {
		best = 0.5 + 0.15*f
	}
	if n >= 1 && best == 0 && alike(x.sound, b.parts[n-1].sound+b.parts[n].sound) > 0.9 {
		best = 0.6
	}
	if f := partLike(x, &b.parts[0]); f > 0.9 && best == 0 {
		switch {
		case kin(b.parts[0].text) != "":
			best = 0.65 // family name first
		case givenLines()[b.parts[0].text] != nil:
			best = may // a name that many are given
		default:
			best = 0.45
		}
	}
	if n >= 2 && best == 0 && !b.parts[n-1].initial && partLike(x, &b.parts[n-1]) > 0.9 {
		best = 0.5 // the first of two family names
	}
	if best == 0 && len(a.letter) > 2 && a.letter == b.first {
		best = 0.5
	}
	if doubtful(sex, b.parts[0].text) {
		best -= 0.1
	}
	return best
}

func bothBare(a, b *part) float64 {
	switch s := partLike(a, b); {
	case a.text == b.text:
		return 1
	case s >= 0.9 && len(a.sound) > 3 && len(b.sound) > 3:
		return 0.85
	case s >= 0.8:
		return 0.5
	}
	return 0
}

// partLike is how like two family names are.
func partLike(a, b *part) float64 {
	if a.text == b.text {
		return 1
	}
	if a.initial || b.initial {
		return 0
	}
	if k := kin(a.text); k != "" && k == kin(b.text) {
		return 1
	}
	s := alike(a.sound, b.sound)
	if a.article != b.article {
		s = max(s, alike(unarticled(a), unarticled(b)))
	}
	if f, g := masculine(a.text), masculine(b.text); f != a.text || g != b.text {
		s = max(s, alike(sound(f), sound(g))-0.02)
	}
	return s
}

// unarticled is the sound of a word without the article that is written as part of it: "Elferjani".
func unarticled(p *part) string {
	if !p.article && len(p.sound) > 5 && p.sound[1] == 'l' && (p.sound[0] == 'a' || p.sound[0] == 'e') {
		return p.sound[2:]
	}
	return p.sound
}

// masculine is a family name without the ending by which Czech and Slovak papers mark a woman's.
func masculine(w string) string {
	if len(w) > 6 && strings.HasSuffix(w, "ova") {
		return w[:len(w)-3]
	}
	return w
}
