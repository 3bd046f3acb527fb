package amount

import (
	"unicode"
	"unicode/utf8"
)

// mostOfThing is how many words a thing may have.
const mostOfThing = 8

// thing is the words that say what an expression counts: the nouns behind it, without article or "of".
func (p *parser) thing(q expression) (from, to int) {
	i := q.behind
	if t := p.at(i); t == `"` || t == "”" || t == "’" || t == "'" { // "at least nine" gunmen
		i++
	}
	counted := q.unit == ""
	partitive := false
	switch {
	case durations[q.unit], q.unit == "times", q.unit == "bp", q.unit == "pp":
		return 0, 0
	case p.at(i) == "of" && distances[q.unit] && determiners[p.at(i+1)]: // within 15 km of the line
		return 0, 0
	case p.at(i) == "of":
		i, partitive = i+1, true
	case p.at(i) == "worth" && p.at(i+1) == "of":
		i, partitive = i+2, true
	case p.at(i) == "in" && isCurrency(q.unit):
		if p.at(i+1) == "" || p.atoms[i+1].upper || determiners[p.at(i+1)] || notMoney[p.at(i+1)] {
			return 0, 0
		}
		i++
	case p.hyphen(i) > i: // "11-page", "40-strong"
		i = p.hyphen(i)
		if stops[p.at(i)] || agedOf[p.at(i)] || p.at(i) == "strong" || p.at(i) == "fold" || p.atoms[i].number || !letter(p.at(i)) {
			return 0, 0
		}
		return p.atoms[i].word, p.atoms[i].word + 1
	}
	for ; i < len(p.atoms); i++ {
		t := p.at(i)
		if partitive && pronouns[t] { // three of them
			return 0, 0
		}
		if partitive && determiners[t] || passedOver[t] {
			continue
		}
		if m, ok := p.measured(i); partitive && ok && p.at(i) != "no" {
			if m.unit != "" {
				return 0, 0
			}
			i = m.end - 1
			continue
		}
		break
	}
	from, to = p.nouns(i, counted, q)
	if from == to || !counted || p.at(to) != "of" || to+1 >= len(p.atoms) || p.atoms[to+1].upper || determiners[p.at(to+1)] {
		return p.wordsOf(from, to)
	}
	if f, t := p.nouns(to+1, true, q); f < t { // bags of coffee
		to = t
	}
	return p.wordsOf(from, to)
}

// wordsOf turns a run of atoms into one of words.
func (p *parser) wordsOf(from, to int) (int, int) {
	if from >= to {
		return 0, 0
	}
	return p.atoms[from].word, p.atoms[to-1].word + 1
}

// nouns is the run of atoms from i that is a noun with what stands before it. With several of a thing its noun is plural: the run ends
// there. Otherwise it ends before the first word that looks like a verb.
func (p *parser) nouns(i int, counted bool, q expression) (int, int) {
	end, head := i, -1
	for ; end < len(p.atoms) && end < i+mostOfThing; end++ {
		a, t := p.atoms[end], p.atoms[end].text
		if a.glued && end > i && inside[t] && end+1 < len(p.atoms) && letter(p.at(end+1)) && (p.atoms[end+1].glued || t == "'" || t == "’") || t == "'s" || t == "’s" {
			if head == end-1 {
				head = -1 // the customers' records
			}
			continue
		}
		joined := a.glued && end > i && inside[p.at(end-1)]
		if !letter(t) || a.number && !joined || !joined && (stops[t] && !(sizes[t] && p.pluralNext(end)) || months[t] && a.upper) {
			break
		}
		if !joined && head < 0 && end > i && p.verbLike(end) && !p.pluralAhead(end) {
			break
		}
		more := head == end-1 && plural(t) && !whoAre[p.at(head)]
		if head >= 0 && !more && !(head == end-1 && joined) {
			break
		}
		if !joined && (plural(t) || whoAre[t] && !p.pluralNext(end)) || joined && plural(t) {
			head = end
		}
	}
	if end == i || !counted && p.verbLike(i) { // seven percent changed hands
		return i, i
	}
	if head >= 0 {
		return i, head + 1
	}
	if q.numeral.value != 1 && p.verbLike(i) || counted && end-i > 4 || end == i+1 && p.verbLike(i) {
		return i, i
	}
	return i, end
}

// pluralNext reports whether a plural stands right behind atom i.
func (p *parser) pluralNext(i int) bool {
	return i+1 < len(p.atoms) && plural(p.at(i+1)) && !stops[p.at(i+1)]
}

// pluralAhead reports whether a plural follows before the noun phrase must end.
func (p *parser) pluralAhead(i int) bool {
	for k := i + 1; k < len(p.atoms) && k < i+4; k++ {
		t := p.at(k)
		if stops[t] || !letter(t) && !p.atoms[k].glued {
			return false
		}
		if plural(t) {
			return true
		}
	}
	return false
}

// verbLike reports whether atom i is known for a verb or looks like one.
func (p *parser) verbLike(i int) bool {
	t := p.at(i)
	if n := len(t); n > 4 && t[n-2:] == "ed" && !p.atoms[i].upper && t != "hundred" {
		return true
	}
	return p.verb != nil && p.verb(p.atoms[i].word)
}

// plural reports whether a word looks like the plural of a noun.
func plural(t string) bool {
	if plurals[t] {
		return true
	}
	n := len(t)
	if n < 3 || t[n-1] != 's' || stops[t] {
		return false
	}
	switch t[n-2] {
	case 's', '\'', '.':
		return false
	case 'u', 'i':
		return n > 3 && (t[n-3:] == "skis" || t[n-3:] == "taxis" || t == "menus" || t == "emus" || t == "gurus")
	}
	return true
}

func letter(t string) bool {
	r, _ := utf8.DecodeRuneInString(t)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

var (
	// plurals do not end in s.
	plurals = set(`people men women children police troops personnel staff aircraft spacecraft watercraft hovercraft sheep cattle deer fish
		offspring feet teeth mice geese media data criteria phenomena livestock poultry gunmen policemen fishermen firemen servicemen
		servicewomen policewomen businessmen clergymen countrymen guardsmen horsemen infantrymen militiamen seamen spokesmen workmen
		congressmen lawmen cavalry infantry clergy folk mps cattle head barracks headquarters series species salmon lynx swine buffalo`)
	// whoAre are people by what befell them.
	whoAre = set("dead wounded injured missing killed hurt jobless unemployed homeless displaced detained arrested hospitalised hospitalized elderly")

	passedOver  = set("more other others additional further extra such")
	determiners = set("the a an its their his her our my your this that whose all each every any some what")
	pronouns    = set("them us you it which whom these those")
	notMoney    = set("early late mid total all cash today all trade trading return exchange response addition")
	inside      = set("- ‑ / ' ’ . &")
	distances   = set("m km mi nmi ft yd")
	sizes       = set("long high wide deep tall thick old older younger higher lower larger smaller bigger cheaper daily weekly monthly")
	agedOf      = set("year month week day hour minute second night years months weeks days odd plus")

	// stops end a noun phrase.
	stops = set(`a an the this that these those its their his her our my your it he she they we you i who whom whose which what when where while why how
		and or but nor yet so if as than then because although though unless until since of in on at by for from to with without within into onto
		over under above below between among amid against about after before during through throughout toward towards across along around behind
		beside besides beyond near off out up down per via despite including excluding like unlike according versus vs except
		is are was were be been being am has have had having do does did done will would shall should can could may might must cannot not n't
		's ’s also only fewer plus minus payable just already still now here there today yesterday tomorrow tonight once twice again ever never always often soon later
		earlier ago more less most least very too rather quite nearly almost away apart long high wide deep tall thick old older younger higher
		lower larger smaller bigger cheaper each apiece annually daily weekly monthly yearly together alone said says say told tells added adds
		stood stands lay lies remain remains remained became become went go goes gone came come comes made make makes took take takes got get gets gave
		fell fall falls rose rise rises saw see sees held hold holds left leave leaves lost died die dies fled broke began kept led met ran sank
		sat sent spent stayed won put cut hit let set fit voted landed north south east west north-east north-west south-east south-west
		northeast northwest southeast southwest inland offshore nationwide worldwide overseas abroad overnight
		monday tuesday wednesday thursday friday saturday sunday next last both either neither no any some all every another available aboard
		whatever whether him them us me himself themselves itself`)
)
