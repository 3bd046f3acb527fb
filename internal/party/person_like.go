package party

import (
	"strings"
)

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
	eastern := kin(x[0].text) != "" && kin(y[0].text) != "" // the last is the given name
	if f < 0.9 && (f < 0.8 || !eastern && (f < 0.85 || min(len(x[m].sound), len(y[n].sound)) < 9)) {
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
	if f := partLike(x, &b.parts[n]); f > 0.93 && (f == 1 || len(x.sound) > 4 && x.ends(&b.parts[n]) && skeleton(x.sound) == skeleton(b.parts[n].sound)) {
		best = 0.5 + 0.15*f
	}
	if n >= 1 && best == 0 && alike(x.sound, b.parts[n-1].sound+b.parts[n].sound) > 0.9 {
		best = 0.6
	}
	if best == 0 && (x.text == b.parts[0].text || kin(x.text) != "" && kin(x.text) == kin(b.parts[0].text)) {
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

// ends reports whether two words end in the same sound.
func (p *part) ends(q *part) bool { return p.sound[len(p.sound)-1] == q.sound[len(q.sound)-1] }

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
