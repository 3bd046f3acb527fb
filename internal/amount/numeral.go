package amount

import "strings"

// numeral is a number without unit.
type numeral struct {
	value  float64
	end    int  // atom behind it
	open   bool // value is the least: "dozens", "several"
	share  bool // a part of a whole: a half, 3/4
	plain  bool // figures and nothing else
	scaled bool // million, hundred … stands in it
	times  bool // "twice"
	weak   bool // only a pronoun's or an article's strength: one, no, single, half
	single bool // the noun behind is singular
}

// text is the text of atom i, "" beyond the end.
func (p *parser) at(i int) string {
	if i < 0 || i >= len(p.atoms) {
		return ""
	}
	return p.atoms[i].text
}

// hyphen is the atom behind a hyphen at i that is written together with both sides, or i.
func (p *parser) hyphen(i int) int {
	if t := p.at(i); (t == "-" || t == "‑") && p.atoms[i].glued && i+1 < len(p.atoms) && p.atoms[i+1].glued {
		return i + 1
	}
	return i
}

// numeral reads a number that begins at atom i.
func (p *parser) numeral(i int) (numeral, bool) {
	if i >= len(p.atoms) {
		return numeral{}, false
	}
	if t := p.at(i); t == "minus" {
		n, ok := p.numeral(i + 1)
		n.value, n.plain = -n.value, false
		return n, ok && !n.open && !n.share
	}
	if p.atoms[i].number {
		return p.figures(i)
	}
	return p.inWords(i)
}

// figures reads digits, with a fraction and scales behind: "7-1/4", "3½", "1 200", "1.2 million", "two and a half" in digits.
func (p *parser) figures(i int) (numeral, bool) {
	a := p.atoms[i]
	n := numeral{value: a.value, end: i + 1, share: a.ratio, plain: a.plain}
	if !a.ratio {
		for a.plain && len(a.text) <= 3 && a.text[0] != '0' && p.threeDigits(n.end) {
			n.value = n.value*1000 + p.atoms[n.end].value
			n.end++
			n.plain = false
		}
		if k := p.hyphen(n.end); k < len(p.atoms) && p.atoms[k].ratio && (k > n.end || p.atoms[k].glued) {
			n.value, n.end, n.plain = n.value+p.atoms[k].value, k+1, false
		}
	}
	p.andHalf(&n, 1)
	p.scales(&n)
	return n, true
}

// threeDigits reports whether atom i is three figures behind a space within a number: "1 200".
func (p *parser) threeDigits(i int) bool {
	if i >= len(p.atoms) {
		return false
	}
	a := p.atoms[i]
	return a.plain && a.number && len(a.text) == 3 && !a.glued && !months[p.at(i-2)] && p.at(i-2) != "in"
}

// andHalf adds "and a half", "and three quarters" of what a number counts: of a million where that stood last.
func (p *parser) andHalf(n *numeral, of float64) {
	k := p.hyphen(n.end)
	if p.at(k) != "and" {
		return
	}
	k = p.hyphen(k + 1)
	over := 1.0
	if v, ok := units[p.at(k)]; ok {
		over = v
	} else if p.at(k) != "a" {
		return
	}
	k = p.hyphen(k + 1)
	if v, ok := fractions[p.at(k)]; ok && over*v < 1 {
		n.value, n.end, n.plain = n.value+over*v*of, k+1, false
	}
}

// scales multiplies by the scale words behind: "3,000 billion", "5 hundred thousand", "1.2-million", "1.5bn".
func (p *parser) scales(n *numeral) {
	for range 3 {
		k := p.hyphen(n.end)
		t := p.at(k)
		v, ok := scales[t]
		if short, is := shortScales[t]; !ok && is && p.shortScale(k) {
			v, ok = short, true
		}
		if !ok || n.share && v < 1e6 {
			return
		}
		n.value, n.end, n.scaled, n.plain, n.share = n.value*v, k+1, true, false, false
		if v >= 1e6 {
			p.andHalf(n, v)
		}
	}
}

// shortScale reports whether m, k or b at atom k is a scale and not metres: what is behind decides.
func (p *parser) shortScale(k int) bool {
	if p.at(k) != "m" {
		return p.atoms[k].glued || p.at(k) == "bn"
	}
	return !beyondMetres[p.at(k+1)] && !(p.at(k+1) == "-" && beyondMetres[p.at(k+2)])
}

// inWords reads a number in words.
func (p *parser) inWords(i int) (numeral, bool) {
	n := numeral{end: i}
	first := p.at(i)
	switch first {
	case "a", "an":
		return p.behindArticle(i + 1)
	case "half":
		return p.half(i)
	case "both":
		return numeral{value: 2, end: i + 1, weak: true}, true
	case "twice", "thrice":
		return numeral{value: map[string]float64{"twice": 2, "thrice": 3}[first], end: i + 1, times: true, weak: true}, true
	case "no", "none", "zero":
		if longer[p.at(p.hyphen(i+1))] {
			return n, false
		}
		return numeral{end: i + 1, weak: true}, true
	case "not":
		if (p.at(i+1) == "a" || p.at(i+1) == "one") && p.at(i+2) == "single" {
			return numeral{end: i + 3, weak: true, single: true}, true
		}
		return n, false
	case "single":
		return numeral{value: 1, end: i + 1, weak: true, single: true}, true
	case "most":
		return numeral{value: 0.5, end: i + 1, open: true, share: true, weak: true}, true
	case "several", "few":
		n = numeral{value: 3, end: i + 1, open: true, weak: true}
		if first == "few" {
			n.value = 2
		}
		p.scales(&n)
		return n, true
	case "couple", "pair":
		if p.at(i+1) == "of" {
			return numeral{value: 2, end: i + 1, weak: true}, true
		}
		return n, false
	}
	if v, ok := heaps[first]; ok {
		return p.heap(i, v)
	}
	return p.cardinal(i)
}

// heap reads "dozens", "hundreds of thousands".
func (p *parser) heap(i int, v float64) (numeral, bool) {
	n := numeral{value: v, end: i + 1, open: true, weak: true, scaled: true}
	for range 2 {
		next, ok := heaps[p.at(n.end+1)]
		if p.at(n.end) != "of" || !ok {
			break
		}
		n.value, n.end = n.value*next/2, n.end+2
	}
	return n, p.at(i) != "tens" || n.end > i+1
}

// behindArticle reads what an article before i can begin: "a dozen", "a third", "a few hundred".
func (p *parser) behindArticle(i int) (numeral, bool) {
	switch t := p.at(i); t {
	case "few", "couple", "pair", "half", "handful", "majority":
		switch t {
		case "few":
			return p.inWords(i)
		case "half":
			return p.half(i)
		case "majority":
			return numeral{value: 0.5, end: i + 1, open: true, share: true, weak: true}, true
		case "handful":
			return numeral{value: 2, end: i + 1, open: true, weak: true}, true
		}
		n := numeral{value: 2, end: i + 1, weak: true}
		if p.at(i+1) == "of" && scales[p.at(i+2)] > 0 {
			n.end = i + 2
		}
		p.scales(&n)
		return n, true
	default:
		if v, ok := fractions[t]; ok {
			return p.fraction(i, v, true)
		}
		if scales[t] > 0 {
			return p.cardinal(i - 1)
		}
	}
	return numeral{}, false
}

// half reads "half", "half a million", "half of one".
func (p *parser) half(i int) (numeral, bool) {
	n := numeral{value: 0.5, end: i + 1, share: true, weak: true}
	k := p.hyphen(i + 1)
	if p.at(k) == "a" || p.at(k) == "an" {
		if next := p.hyphen(k + 1); scales[p.at(next)] > 0 {
			return numeral{value: 0.5 * scales[p.at(next)], end: next + 1, scaled: true}, true
		}
	} else if scales[p.at(k)] > 0 {
		return numeral{value: 0.5 * scales[p.at(k)], end: k + 1, scaled: true}, true
	}
	return n, true
}

// fraction is over parts at i: "a third". What stands behind tells it from the third of a row.
func (p *parser) fraction(i int, v float64, one bool) (numeral, bool) {
	n := numeral{value: v, end: i + 1, share: true}
	if strings.HasPrefix(p.at(i), "quarter") && p.at(i+1) == "of" && p.at(i+2) == "a" && scales[p.at(i+3)] > 0 {
		return numeral{value: v * scales[p.at(i+3)], end: i + 4, scaled: true}, true
	}
	if p.at(i) == "quarter" && scales[p.at(i+1)] >= 1e6 {
		return numeral{value: v * scales[p.at(i+1)], end: i + 2, scaled: true}, true
	}
	return n, !one || p.atEnd(i+1) || behindFraction[p.at(i+1)]
}

// atEnd reports whether no word is at atom i.
func (p *parser) atEnd(i int) bool {
	return i >= len(p.atoms) || !p.atoms[i].number && !letter(p.at(i))
}

// cardinal reads "twenty-five", "two hundred and six thousand", "two thirds", "one and a half million".
func (p *parser) cardinal(i int) (numeral, bool) {
	if p.at(i) == "one" && p.at(i-1) == "no" {
		return numeral{}, false
	}
	total, group, end := 0.0, 0.0, i
	scaled, seen := false, false
	rank, of := 1000.0, 1.0 // of what was last read within the group: only smaller may follow; the last scale
	for k := i; ; {
		t := p.at(k)
		v, is := units[t]
		s := scales[t]
		switch {
		case is && v < 10 && rank > 10, is && v >= 10 && v < 20 && rank >= 100:
			group, rank = group+v, 1
		case is && v >= 20 && rank >= 100:
			group, rank = group+v, 20
		case (t == "a" || t == "an") && k == i:
			if scales[p.at(k+1)] == 0 {
				return numeral{}, false
			}
			group, rank = 1, 1
		case (t == "hundred" || t == "dozen") && seen && group > 0 && group < 100:
			group, rank, scaled = group*s, 100, true
			if t == "dozen" {
				rank = 1
			}
		case (t == "hundred" || t == "dozen") && !seen:
			group, rank, scaled = s, 100, true
		case s >= 1000 && (group > 0 || !seen):
			total, group, rank, of, scaled = total+max(group, 1)*s, 0, 1000, s, true
			if s == 1e5 || s == 1e7 {
				rank = 1
			}
		default:
			k = -1
		}
		if k < 0 {
			break
		}
		seen, end = true, k+1
		k = p.hyphen(end)
		if p.at(k) == "and" && scaled && rank >= 100 && units[p.at(k+1)] > 0 {
			k++
		}
	}
	if !seen {
		return numeral{}, false
	}
	n := numeral{value: total + group, end: end, scaled: scaled, weak: p.at(i) == "one" && end == i+1}
	if k := p.hyphen(end); !scaled && n.value > 0 && n.value < 20 {
		if v, ok := fractions[p.at(k)]; ok && (n.value == 1) != plural(p.at(k)) {
			f, ok := p.fraction(k, v, n.value == 1 && k == end)
			if f.value *= n.value; ok && (f.scaled || f.value < 1) {
				return f, true
			}
		}
	}
	p.andHalf(&n, of)
	p.scales(&n)
	n.weak = n.weak && n.end == i+1
	return n, true
}
