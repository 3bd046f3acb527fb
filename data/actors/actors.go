// Package actors knows who speaks in the news by name: outlets and agencies, countries and their governments, ministries, services,
// armed forces, international bodies, armed groups.
//
//	Find("WaPo")                 →   outlet/us/washington-post
//	Speaks("the Kremlin")        →   government/ru
//	Office("Eritrea's Defence Ministry")   →   ministry of defence, ER
//
// It knows names, not texts: whether "Paris" is a place or a government in a sentence, and which of several "Times" is meant, is
// for the caller to say. People are not its business.
//
// The lists are built by build.py; their origin and licence stand at the head of each and in README.md.
package actors

import (
	"slices"
	"strings"
)

// Kind is what sort of actor somebody is.
type Kind string

// The kinds of actor.
const (
	Outlet     Kind = "outlet"     // newspaper, magazine, broadcaster, portal
	Agency     Kind = "agency"     // news agency
	State      Kind = "country"    // a state, a dependency, a former state
	Government Kind = "government" // what a country, its capital or a palace stands for when it speaks
	Ministry   Kind = "ministry"   //
	Service    Kind = "service"    // secret services, authorities, parliaments, courts, central banks
	Forces     Kind = "forces"     // armed forces of a state, their branches and commands
	Body       Kind = "body"       // international bodies and their organs, non-governmental organisations
	Group      Kind = "group"      // armed groups that are no state's regular forces
)

// Actor is somebody with a name that is known beforehand.
type Actor struct {
	ID      string // kind, country and name: "agency/fr/agence-france-presse"; stays while the name stays
	Name    string // as it is commonly written in English, without an article but where that belongs to the name
	Kind    Kind
	Country string // ISO 3166-1 alpha-2 (alpha-2 of old for former states, XK for Kosovo), "" for none
	Aliases []string
	Office  string // the office it holds in its country, as Office says it: "ministry of defence" for the Pentagon; "" for none
}

// maxName is the length in bytes beyond which nothing is a name.
const maxName = 160

// Find returns all actors that go by name: those whose first name it is before those who are also called so, in the order of the
// lists. Upper and lower case, accents, the dots of acronyms, kinds of apostrophe, hyphens and a leading "the" make no difference,
// but an acronym must be written in capitals, a name of one word with one, and a name that is also an ordinary phrase as it is
// listed: "The Times", not "times". A possessive ending is taken off. The caller must not change what it gets.
func Find(name string) []*Actor {
	if len(name) > maxName {
		return nil
	}
	if found := find(name); found != nil {
		return found
	}
	if owner := withoutPossessive(name); owner != name {
		return find(owner)
	}
	return nil
}

func find(name string) []*Actor {
	r := read(name)
	var out []*Actor
	for _, e := range loaded().names[string(r.folded)] {
		if e.fits(r) && !slices.Contains(out, e.actor) {
			out = append(out, e.actor)
		}
	}
	return out
}

// Country returns the country with an ISO 3166-1 alpha-2 code, in capitals.
func Country(code string) (*Actor, bool) {
	c, ok := loaded().countries[code]
	return c, ok
}

// GovernmentOf returns the government of the country with an ISO 3166-1 alpha-2 code, in capitals.
func GovernmentOf(code string) (*Actor, bool) {
	g, ok := loaded().governments[code]
	return g, ok
}

// Speaks returns the government that stands behind a place when it speaks: a country, its capital, a palace. "Brussels" is the
// European Union, a Body. A name that two states share ("Congo") is nobody's.
func Speaks(place string) (*Actor, bool) {
	if len(place) > maxName {
		return nil, false
	}
	for _, a := range Find(place) {
		if a.Kind == Government {
			return a, true
		}
	}
	for _, name := range []string{place, withoutPossessive(place)} {
		if r := read(name); string(r.folded) == "brussels" {
			return Find("European Union")[0], true
		} else if g, ok := loaded().place(r, byCapital); ok {
			return g, true
		}
	}
	return nil, false
}

// CountryOf returns the ISO 3166-1 alpha-2 code that a country's name, an adjective or noun of its people, its capital or a well-known
// part of it (Scotland, Gazans) stands for. A name that two states share ("Congo", "Korean") is nobody's; "Georgia" is the state in the Caucasus.
func CountryOf(name string) (string, bool) {
	return countryOf(name, byPart)
}

func countryOf(name string, most role) (string, bool) {
	if len(name) > maxName {
		return "", false
	}
	for _, name := range []string{name, withoutPossessive(name)} {
		if g, ok := loaded().place(read(name), most); ok {
			return g.Country, true
		}
	}
	return "", false
}

// withoutPossessive takes an ending "'s" off, and the apostrophe of "Reuters'".
func withoutPossessive(name string) string {
	for _, mark := range []string{"'", "’"} {
		for _, end := range []string{mark, mark + "s", mark + "S"} {
			if owner, ok := strings.CutSuffix(name, end); ok {
				return owner
			}
		}
	}
	return name
}
