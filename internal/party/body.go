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

// small are words that say nothing in a name.
var small = words(`the a an of for and in at on to de du des la le les el del della dello degli di da do dos von der die das und et y e this our its their his her`)

// legal are words for the legal form of a company.
var legal = words(`inc incorporated corp corporation co cos company companies ltd limited plc ag sa nv bv gmbh llc lp spa srl oy ab asa kk pty sarl se kg ltda sab pcl bhd jsc ojsc pjsc ao oao pao`)

// describing are words that say what a body is, before its name or behind it in small letters.
var describing = words(`agency agencies news press newspaper paper daily weekly monthly magazine portal website site blog page newsletter tabloid broadcaster channel station
	outlet newswire wire firm maker company manufacturer operator owner supplier club bank union party group movement organisation organization charity
	consultancy brewer airline carrier insurer retailer producer giant conglomerate publisher subsidiary unit arm opposition rebel militia think tank watchdog`)

// commons are words that many bodies have in their names: a name of such alone tells no body from another.
var commons = words(`agency news press daily weekly times post herald journal gazette tribune telegraph chronicle standard star sun mail express observer guardian
	mirror record review bulletin courier monitor today newspaper magazine radio television tv channel broadcasting media network wire online service services
	ministry minister office department dept bureau directorate administration authority board council committee commission agency court supreme high appeals
	parliament senate congress house assembly cabinet government opposition party front movement union federation association confederation league alliance
	police army navy force forces armed air troops guard guards coast coastguard border military command staff general headquarters brigade battalion
	division regiment embassy consulate mission delegation bank central reserve national federal state royal imperial international world global united
	first second third new old north south east west northern southern eastern western city town county district regional provincial municipal public
	people peoples university college school institute academy centre center hospital clinic church museum foundation fund trust society club company
	group stock holding holdings industries industry international enterprises systems technologies technology solutions partners capital financial finance
	insurance securities investment investments resources energy oil gas petroleum steel motor motors electric electronics power airlines airways air
	airport port railway railways rail transport shipping lines mining mines gold foods food products stores store pharmaceuticals laboratories
	defence defense foreign interior justice health education trade economy agriculture labour labor transport treasury exchequer security intelligence
	prosecution prosecutor prosecutors election electoral elections fire rescue emergency customs tax water weather environment culture sports youth`)

// same words, written otherwise.
var synonyms = map[string]string{
	"defence": "defense", "centre": "center", "labour": "labor", "organisation": "organization", "dept": "department", "intl": "international",
	"govt": "government", "assn": "association", "assoc": "association", "univ": "university", "natl": "national", "coastguard": "coast guard",
	"bros": "brothers", "mfg": "manufacturing", "tv": "television", "programme": "program", "armed": "armed", "airforce": "air force",
}

// offices are words for what a state or a place has one of, or a few.
var offices = words(`ministry minister office department bureau directorate administration authority council commission court parliament senate congress assembly
	cabinet government opposition police army navy force forces troops guard guards coast border military staff embassy consulate prosecution prosecutor
	prosecutors treasury exchequer customs bank exchange fire rescue president premier presidency palace legislature authorities officials service services navy university hospital`)

// tails are words that may be left out of a name, or put to it, at its end.
var tails = words(`agency news press service online daily group holding holdings wire media network television radio newspaper magazine website blog portal`)

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
	b.known, b.state = actor(printed(ts), outlet)
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
		case small[t.text] && !t.upper, t.text == "affairs":
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

// like is how likely two names are one body's, as far as names tell.
func (b *body) like(c *body) float64 {
	switch {
	case b.known != "" && b.known == c.known:
		return 1
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
	if !strings.HasPrefix(b.known, "agency/") && !strings.HasPrefix(b.known, "outlet/") || len(b.letter) < 3 {
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
		case i < c.whole && len(a) > 2:
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
	tail, country := true, true
	for j, in := range taken {
		if in {
			continue
		}
		p := &c.pieces[j]
		tail = tail && j > last && tails[p.text]
		country = country && p.country
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
	case tail && len(b.pieces) > 1:
		return 0.85
	case tail:
		return 0.75
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
