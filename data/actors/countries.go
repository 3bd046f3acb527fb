package actors

import "strings"

// role is in what way a word belongs to a country.
type role byte

const (
	byName    role = iota // Russia, the Russian Federation
	byCapital             // Moscow
	byPeople              // Russian, Russians
	byPart                // Scotland, Scots: of the country, but they do not speak for it
)

// placed is a word that stands for a country.
type placed struct {
	government *Actor
	role       role
	spelling
}

// loadCountries enters the countries and their governments.
func (x *index) loadCountries() {
	for row := range rows("countries") {
		code, of, name := row[0], row[2], row[3]
		aliases, capitals, people, parts := names(row[4]), names(row[5]), names(row[6]), names(row[7])
		c := &Actor{Kind: State, Country: code, Name: name, Aliases: aliases}
		listed := append([]string{name}, aliases...)
		x.add(c)
		c.ID = string(State) + "/" + strings.ToLower(code)
		x.countries[code] = c
		x.dependent[code] = of != ""

		g := &Actor{ID: string(Government) + "/" + strings.ToLower(code), Kind: Government, Country: code}
		the := ""
		if strings.Contains(withArticle, code) {
			the = "the "
		}
		g.Name = "Government of " + the + name
		x.governments[code] = g
		x.enter(g, g.Name, true)
		for _, alias := range aliases {
			x.enter(g, "Government of "+strings.TrimPrefix(alias, "="), false)
		}
		for _, word := range people {
			x.enter(g, word+" government", false)
		}
		if len(people) > 0 {
			g.Aliases = append(g.Aliases, people[0]+" government")
		}
		x.enter(g, code+" government", false)
		for i, words := range [][]string{byName: listed, byCapital: capitals, byPeople: people, byPart: parts} {
			for _, word := range words {
				r := read(strings.TrimPrefix(word, "="))
				x.places[string(r.folded)] = append(x.places[string(r.folded)], placed{g, role(i), spell(word, r, State)})
			}
		}
	}
}

// withArticle are the codes of the countries that are spoken of with an article.
const withArticle = "AE AX BS CD CF CG CK DO FK FO GB GM IM KM KY MH MP MV NL PH SB SC SU TC US VG VI"

// place returns the government of the one country that a word stands for in one of the roles up to most. States come before their
// dependencies and before those that are no more.
func (x *index) place(r reading, most role) (*Actor, bool) {
	var found *Actor
	shared := false
	for i := range x.places[string(r.folded)] {
		p := &x.places[string(r.folded)][i]
		switch {
		case p.role > most || !p.fits(r) || p.government == found:
		case found == nil || x.dependent[found.Country] && !x.dependent[p.government.Country]:
			found, shared = p.government, false
		case x.dependent[found.Country] == x.dependent[p.government.Country]:
			shared = true
		}
	}
	return found, found != nil && !shared
}
