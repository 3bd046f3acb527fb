package party

import "strings"

// standing is what a role says of somebody, as far as it tells people of one name apart.
type standing struct {
	country string // code, "" unknown
	head    string // the noun: "minister", "colonel"; "" unknown
}

// fields are lines of nouns for what people do: a field of life, then the nouns. "any" is no field: presidents, heads and spokesmen are everywhere.
const fields = `
any president vice-president chairman chairwoman chair chief head director manager executive secretary deputy spokesman spokeswoman spokesperson boss leader founder member adviser advisor aide expert analyst official officer representative consultant delegate
state minister premier chancellor senator congressman congresswoman governor mayor ambassador envoy diplomat lawmaker legislator mp mep councillor candidate commissioner king queen prince princess emir sultan speaker politician negotiator consul vice-premier treasurer
arms general colonel major captain lieutenant commander commodore admiral brigadier marshal sergeant corporal soldier pilot rebel fighter warlord comandante
police inspector superintendent constable sheriff detective policeman investigator
law judge justice prosecutor lawyer attorney barrister magistrate
business banker trader economist broker entrepreneur businessman businesswoman owner dealer shipowner billionaire tycoon ceo cfo industrialist
health doctor physician surgeon nurse psychiatrist dentist epidemiologist virologist
learning professor scientist researcher historian physicist chemist biologist seismologist geologist astronomer engineer teacher lecturer
sport footballer striker winger goalkeeper defender midfielder coach player cyclist boxer swimmer athlete sprinter golfer driver jockey
arts actor actress singer musician author novelist poet painter writer composer pianist comedian
faith bishop archbishop cardinal pope imam rabbi priest pastor reverend ayatollah mufti
press journalist reporter editor correspondent columnist blogger photographer
work farmer fisherman miner sailor student dockworker worker neighbour neighbor`

var fieldOf = func() map[string]string {
	m := map[string]string{}
	for line := range strings.SplitSeq(strings.TrimSpace(fields), "\n") {
		all := strings.Fields(line)
		for _, w := range all[1:] {
			m[w] = all[0]
		}
	}
	return m
}()

// abbreviated are titles written short, and nouns that go under another.
var abbreviated = map[string]string{
	"gen": "general", "col": "colonel", "maj": "major", "capt": "captain", "lt": "lieutenant", "lieut": "lieutenant", "cmdr": "commander", "cdr": "commander",
	"adm": "admiral", "brig": "brigadier", "sgt": "sergeant", "gov": "governor", "sen": "senator", "rep": "congressman", "dr": "doctor", "prof": "professor", "pm": "premier",
	"spokeswoman": "spokesman", "spokesperson": "spokesman", "chairwoman": "chairman", "chair": "chairman", "congresswoman": "congressman", "policeman": "constable",
	"representative": "congressman", "rev": "reverend", "businesswoman": "businessman", "advisor": "adviser",
}

// newStanding reads a role and the titles before a name.
func newStanding(role string, titles []token) standing {
	var s standing
	ts := tokens(role)
	if len(ts) == 0 {
		ts = titles
	}
	for i := range ts {
		if code, n := countryAt(ts[i:]); n > 0 && s.country == "" {
			s.country = code
		}
	}
	s.head = head(ts)
	if s.head == "" {
		s.head = head(titles)
	}
	return s
}

// head is the noun of a role: the last before what it is of.
func head(ts []token) string {
	found := ""
	for i, t := range ts {
		if i > 0 && (t.text == "of" || t.text == "for" || t.text == "in" || t.text == "at" || t.text == "to") && found != "" {
			break
		}
		w := t.text
		if a := abbreviated[w]; a != "" {
			w = a
		}
		if fieldOf[w] != "" {
			if w == "minister" && i > 0 && ts[i-1].text == "prime" {
				w = "premier"
			}
			found = w
		}
	}
	return found
}

func (s standing) field() string {
	if f := fieldOf[s.head]; f != "any" {
		return f
	}
	return ""
}

// apart are fields that few people change from or to.
var apart = map[string]bool{"sport": true, "arts": true, "faith": true, "health": true, "work": true, "learning": true}

// parted reports whether two roles speak for two people of one name: of two states, or of two fields that one seldom holds both.
func (s standing) parted(t standing) bool {
	f, g := s.field(), t.field()
	if f != "" && g != "" && f != g && (apart[f] || apart[g]) {
		return true
	}
	serves := func(f string) bool { return f == "state" || f == "arms" || f == "police" || f == "law" }
	return s.country != "" && t.country != "" && s.country != t.country && serves(f) && serves(g) && s.head != "ambassador" && t.head != "ambassador" && s.head != "envoy" && t.head != "envoy"
}

// joined reports whether two roles speak for one person.
func (s standing) joined(t standing) bool {
	if s.parted(t) || s.country != "" && t.country != "" && s.country != t.country {
		return false
	}
	return s.head != "" && s.head == t.head || s.country != "" && s.country == t.country
}

// fit is what two roles add to, or take from, how likely a short name is the other's: from -0.4 to 0.3.
func (s standing) fit(t standing) float64 {
	if s.parted(t) {
		return -0.4
	}
	sum := 0.0
	f, g := s.field(), t.field()
	switch {
	case s.head != "" && s.head == t.head:
		sum += 0.2
	case f != "" && f == g:
		sum += 0.05
	case f != "" && g != "":
		sum -= 0.2
	case s.head != "" && t.head != "":
		sum -= 0.1
	}
	if s.country != "" && t.country != "" {
		if s.country == t.country {
			sum += 0.1
		} else {
			sum -= 0.1
		}
	}
	return sum
}
