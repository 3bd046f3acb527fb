package party

import (
	"strings"

	"hearsay/data/actors"
)

// countryAt is the code of the country whose name or people's name begins a run of words, and how many words it is. A capital is not
// its country here: the Bishkek Evening Sheet is not Kyrgyzstan's.
func countryAt(ts []token) (code string, n int) {
	if len(ts) == 0 || !ts[0].capital {
		return "", 0
	}
	for n := min(3, len(ts)); n > 0; n-- {
		if !ts[n-1].capital {
			continue
		}
		name := printed(ts[:n])
		if code, ok := actors.CountryOf(name); ok && !onlyPlace(name) {
			return code, n
		}
	}
	return "", 0
}

// onlyPlace reports whether a name stands for a country only as its capital or a palace does.
func onlyPlace(name string) bool {
	if _, ok := actors.Speaks(name); !ok {
		return false // a people
	}
	for _, a := range actors.Find(name) {
		if a.Kind == actors.State {
			return false
		}
	}
	return true
}

// actor is the ID and the name of the only actor that goes by a name; a country and a place that speaks are their government, a state's. What is named
// as an outlet is one: then SNA is no army.
func actor(name string, outlet bool) (id, called string, state bool) {
	if g, ok := actors.Speaks(name); ok && !outlet {
		return g.ID, g.Name, true
	}
	var found *actors.Actor
	for _, a := range actors.Find(name) {
		if outlet && a.Kind != actors.Outlet && a.Kind != actors.Agency {
			continue
		}
		if found != nil {
			return "", "", false
		}
		found = a
	}
	if found == nil {
		return "", "", false
	}
	return found.ID, found.Name, found.Kind == actors.Government || found.Kind == actors.State
}

// officeOf reads the name of an office of a state: "Foreign Ministry of Russia".
// An embassy is one of many, and a government goes by its ID.
func officeOf(name string) (office, country string, ok bool) {
	office, country, ok = actors.Office(name)
	return office, country, ok && office != "government" && !strings.HasPrefix(office, "embassy")
}

// government is the ID of the government that words stand for, "" for none: "@er government".
func government(bag string) string {
	code, rest, _ := strings.Cut(bag, " ")
	if rest != "government" || len(code) != 3 || code[0] != '@' {
		return ""
	}
	if g, ok := actors.GovernmentOf(code[1:]); ok {
		return g.ID
	}
	return ""
}

// isOutlet reports whether the ID of an actor is that of an outlet or a news agency.
func isOutlet(id string) bool {
	return strings.HasPrefix(id, string(actors.Outlet)+"/") || strings.HasPrefix(id, string(actors.Agency)+"/")
}
