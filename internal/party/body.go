package party

import (
	"slices"
	"strings"
)

// piece is one word of the name of a body: an organisation, an outlet, a state, an office.
type piece struct {
	text    string
	sound   string
	country bool // text is "@" and the code of a country that the word stands for
	common  bool // a word that many bodies have in their names
}

// body is the name of a body taken apart: articles, legal forms and descriptions left out.
type body struct {
	pieces []piece
	spelt  string // the pieces, in order
	bag    string // the pieces, sorted
	known  string // ID of the actor that goes by the name, when just one does
	called string // the actor's own name
	office string // what it is in its state, as data/actors says it
	letter string // the letters, when the name is nothing but an acronym
	legal  bool   // a legal form stands in the name: it is whole
	state  bool   // known is the government of a state
	scoped bool   // a loose name that its document tells the country of
	loose  bool   // an office or service of no country: "the army", "police"
	plain  bool   // no piece tells it from others: a country's office, or loose
	// The acronyms that the name may have: first letters, with and without small words.
	acronyms []string
	whole    int  // how many of them are of first letters alone
	outlet   bool // it is named as an outlet
}

// newBody takes the words of a printed name apart, one of an outlet or another. Country is the code of the country that the document is about, "" unknown: a
// loose name is of that country. It reports false when nothing is left.
func newBody(ts []token, country string, outlet bool) (body, bool) {
	if broken(ts) {
		return body{}, false
	}
	ts = undescribed(unacronymed(ts))
	if len(ts) == 0 {
		return body{}, false
	}
	var b body
	if len(ts) == 1 && acronym(ts[0]) {
		b.letter = ts[0].text
	}
	b.known, b.called, b.state = actor(printed(ts), outlet)
	if office, of, ok := officeOf(printed(ts)); ok && !outlet {
		return officeBody(office, of, country), true
	}
	b.initials(ts)
	office, name := slices.ContainsFunc(ts, func(t token) bool { return offices[t.text] }), false
	for i := 0; i < len(ts); i++ {
		t := ts[i]
		if code, n := countryAt(ts[i:]); n > 0 {
			p := piece{text: "@" + code, country: true, common: true}
			if !office {
				p.text = fold(printed(ts[i : i+n])) // Hawaiian Electric is not American Electric
			}
			b.pieces = append(b.pieces, p)
			i += n - 1
			continue
		}
		switch {
		case i > 0 && legal[t.text] && !ts[i-1].joined:
			b.legal = true
			continue
		case small[t.text] && !t.upper:
			continue
		}
		w := t.text
		if s := synonyms[w]; s != "" {
			w = s
		}
		if t.own && i+1 < len(ts) && legal[ts[i+1].text] {
			w += "s" // "McDonald's Corp"
		}
		for w := range strings.FieldsSeq(w) {
			b.pieces = append(b.pieces, piece{text: w, sound: plainSound(w), common: commons[w] || !t.capital})
			name = name || t.capital && !legal[w]
		}
	}
	if b.known == "" && (!name && !office || len(ts) == 1 && len(ts[0].text) < 3 && !ts[0].upper) {
		return body{}, false // "and Co", "American", "makers of a spray"
	}
	b.plain = !slices.ContainsFunc(b.pieces, func(p piece) bool { return !p.common })
	national := slices.ContainsFunc(b.pieces, func(p piece) bool { return p.country })
	b.loose = b.plain && b.known == "" && b.letter == "" && !b.legal && !national && (office || len(b.pieces) == 1 || !slices.ContainsFunc(ts, capital))
	if b.loose && country != "" {
		b.pieces = append(b.pieces, piece{text: "@" + country, country: true, common: true})
		b.loose, b.scoped = false, true
	}
	b.spell()
	if g := government(b.bag); g != "" && b.known == "" {
		b.known, b.state = g, true
	}
	return b, len(b.pieces) > 0
}

// unacronymed leaves out an acronym in brackets behind the name.
func unacronymed(ts []token) []token {
	if n := len(ts); n > 1 && ts[n-1].bracket && !ts[n-2].bracket && (ts[n-1].upper || !ts[n-1].capital) {
		return ts[:n-1]
	}
	return ts
}

// officeBody is what a state has one of: the Russian Foreign Ministry, the Foreign Ministry of Russia. Without a country it is that of the
// country that the document is about.
func officeBody(office, of, country string) body {
	b := body{office: office, plain: true, scoped: of == "" && country != "", loose: of == "" && country == "", spelt: office, bag: office}
	if of == "" {
		of = country
	}
	if of != "" {
		b.known, b.state = "office "+of+" "+office, true
	}
	b.pieces = []piece{{text: office, common: true}}
	return b
}

func capital(t token) bool { return t.capital }

// broken reports whether words are no name but a piece of a sentence, or two names.
func broken(ts []token) bool {
	if end := ts[len(ts)-1]; len(ts) > 1 && small[end.text] && !end.capital {
		return true // "Development Bank of"
	}
	for i, t := range ts {
		switch {
		case t.torn, fragments[t.text] && !t.capital:
			return true
		case i > 0 && i+1 < len(ts) && legal[ts[i-1].text] && (t.text == "and" || t.text == "nor" || t.text == "or") && !legal[ts[i+1].text] && ts[i+1].capital:
			return true
		}
	}
	return false
}

// fragments are words that stand in no name.
var fragments = words(`led by with who which whose nor or all both said says than that is are was were between among`)

// canonical gives a known actor the words of its own name, whatever it was called: forms of one actor are not told apart.
func (b *body) canonical() {
	if b.office != "" {
		return
	}
	known, state, letter, ts := b.known, b.state, b.letter, tokens(b.called)
	*b = body{known: known, state: state, letter: letter, outlet: isOutlet(known)}
	if state {
		b.spelt, b.bag = known, known
		return
	}
	b.initials(ts)
	for _, t := range ts {
		if !small[t.text] && !legal[t.text] {
			b.pieces = append(b.pieces, piece{text: t.text, sound: plainSound(t.text), common: commons[t.text]})
		}
	}
	b.spell()
}

func (b *body) spell() {
	texts := make([]string, len(b.pieces))
	for i := range b.pieces {
		texts[i] = b.pieces[i].text
	}
	b.spelt = strings.Join(texts, " ")
	slices.Sort(texts)
	b.bag = strings.Join(texts, " ")
}

func acronym(t token) bool {
	return t.upper && len(t.text) <= 7 && strings.IndexFunc(t.text, notLetter) < 0
}

func notLetter(r rune) bool { return r < 'a' || r > 'z' }

// initials notes the acronyms that a name of several words may have, all with capitals: SNA; of two or three words also ACO for Agencia
// Cordillera, behind the others.
func (b *body) initials(ts []token) {
	var strict, all strings.Builder
	var main []string
	for _, t := range ts {
		if t.text[0] < 'a' || t.text[0] > 'z' || legal[t.text] {
			continue
		}
		all.WriteByte(t.text[0])
		if small[t.text] {
			continue
		}
		if !t.capital {
			return
		}
		strict.WriteByte(t.text[0])
		main = append(main, t.text)
	}
	if strict.Len() < 2 {
		return
	}
	b.acronyms = append(b.acronyms, strict.String())
	if all.Len() != strict.Len() {
		b.acronyms = append(b.acronyms, all.String())
	}
	b.whole = len(b.acronyms)
	cut := func(i, n int) string { return main[i][:min(n, len(main[i]))] }
	switch len(main) {
	case 2:
		for _, n := range [][2]int{{1, 2}, {2, 1}, {2, 2}} {
			b.acronyms = append(b.acronyms, cut(0, n[0])+cut(1, n[1]))
		}
	case 3:
		b.acronyms = append(b.acronyms, cut(0, 2)+cut(1, 1)+cut(2, 1), cut(0, 1)+cut(1, 1)+cut(2, 2))
	}
}

// undescribed cuts a name out of a description: "the news agency Tulpar", "the Tulpar agency", "Hamburg bank Thode & Sohn".
func undescribed(ts []token) []token {
	for i, t := range ts {
		if t.comma && i+1 < len(ts) && (small[ts[0].text] || !ts[0].capital) && ts[i+1].capital {
			ts = ts[i+1:] // "its Canadian owner, Pinehallow Gold"
			break
		}
		if t.comma {
			ts = ts[:i+1]
			break
		}
	}
	for len(ts) > 1 && small[ts[0].text] && !ts[0].upper {
		ts = ts[1:]
	}
	for i := len(ts) - 1; i > 0; i-- { // a describing word with a name behind it
		if !ts[i-1].capital && !small[ts[i-1].text] && ts[i].capital && describing[ts[i-1].text] {
			ts = ts[i:]
			break
		}
	}
	for len(ts) > 1 && !ts[len(ts)-1].capital && describing[ts[len(ts)-1].text] && slices.ContainsFunc(ts[:len(ts)-1], capital) && !isCountry(ts[len(ts)-2]) {
		ts = ts[:len(ts)-1]
	}
	telling := 0
	for i, t := range ts { // "Rovers of London", "… in Colombo", behind a name of its own
		if telling > 1 && (t.text == "in" || t.text == "of" || t.text == "from") && !t.capital && i+1 < len(ts) && !isCountry(ts[i+1]) {
			return ts[:i]
		}
		if t.capital && !commons[t.text] && !legal[t.text] {
			telling++
		}
	}
	return ts
}

func isCountry(t token) bool {
	_, n := countryAt([]token{t})
	return n > 0
}

func printed(ts []token) string {
	var s strings.Builder
	for i, t := range ts {
		if i > 0 {
			s.WriteByte(' ')
		}
		switch {
		case t.upper:
			s.WriteString(strings.ToUpper(t.text))
		case t.capital && t.text != "":
			s.WriteString(strings.ToUpper(t.text[:1]) + t.text[1:])
		default:
			s.WriteString(t.text)
		}
	}
	return s.String()
}
