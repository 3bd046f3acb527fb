package resolve

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/data/places"
	"hearsay/internal/segment"
)

var (
	// directions stand before a name and mean a part of it.
	directions = placeSet("northern southern eastern western central north-eastern north-western south-eastern south-western northeastern northwestern southeastern southwestern")
	// compassPoints stand before "of", as in "north of".
	compassPoints = placeSet("north south east west northeast northwest southeast southwest north-east north-west south-east south-west")
	// placeNouns stand before a name, with or without "of", and say what it is.
	placeNouns = map[string]places.Kind{
		"city": places.City, "town": places.City, "village": places.City, "suburb": places.City, "settlement": places.City,
		"capital": places.City, "port": places.City, "hamlet": places.City, "resort": places.City, "state": places.Region,
		"province": places.Region, "region": places.Region, "governorate": places.Region, "oblast": places.Region,
		"island": places.Island, "river": places.River, "lake": places.Lake, "sea": places.Sea, "strait": places.Strait,
		"mountain": places.Mountain, "cities": places.City, "towns": places.City, "villages": places.City, "ports": places.City,
		"states": places.Region, "provinces": places.Region, "regions": places.Region, "islands": places.Island, "coast": "", "shores": "", "border": "", "area": "", "outskirts": "", "district": "",
	}
	// kindBehind stand behind a name and say what it is.
	kindBehind = map[string]places.Kind{
		"region": places.Region, "oblast": places.Region, "province": places.Region, "governorate": places.Region, "krai": places.Region,
		"state": places.Region, "river": places.River, "strait": places.Strait, "sea": places.Sea, "island": places.Island, "lake": places.Lake,
		"city": places.City, "peninsula": places.Area, "valley": places.Area,
	}
	// naturalKinds are the kinds that no town is of: "the Kafue river" is not the town of Kafue.
	naturalKinds = map[places.Kind]bool{places.River: true, places.Strait: true, places.Sea: true, places.Lake: true}
	// siteWords make a name of a site out of the name of the city it lies in.
	siteWords = strings.Split("International Airport;international airport;airport;Airport;airfield;Airfield;air base;Air Base;airbase;Airbase;"+
		"naval base;Naval Base;military base;base;port;Port;harbour;harbor;docks;oil refinery;refinery;nuclear power plant;nuclear plant;"+
		"nuclear facility;nuclear site;nuclear complex;power plant;power station;plant;facility;complex;railway station;train station;station;"+
		"oil terminal;terminal;oil depot;depot;shipyard;Shipyard;barracks;garrison;prison;Prison;bridge;dam;border crossing;crossing;"+
		"University Hospital;hospital", ";")
	// inAir is what is over a place in the plain sense.
	inAir = placeSet("flew flying fly flies flown flight flights shot downed intercepted airspace drone drones aircraft plane planes jet jets " +
		"missile missiles rocket rockets exploded explosion explosions circling patrol patrols sky skies crashed seen destroyed balloon balloons " +
		"helicopter helicopters bomber bombers fighter fighters smoke hovering spotted passed launched down satellite satellites clouds")
	// amongStates is what is between parties, not places.
	amongStates = placeSet("talks relations war deal agreement conflict tension tensions ties trade dispute cooperation differences match " +
		"negotiations ceasefire truce meeting summit contacts exchange exchanges gap border treaty pact friction hostilities fighting dialogue links")
	// seats of power are places where somebody is, and otherwise who sits there.
	seats = placeSet("white-house downing-street capitol-hill wall-street westminster zhongnanhai kremlin")
	// sayings stand behind somebody who speaks.
	sayings = placeSet("said says denied denies claimed claims accused accuses insisted insists rejected rejects warned warns wants wanted")
	// addressed are verbs whose object is somebody.
	addressed = placeSet("warned asked told accused urged blamed condemned thanked pressed criticised criticized angered offered persuaded assured notified")
	// placing are the prepositions that put somebody into a place.
	placing = placeSet("in at near outside around from inside across")
)

func placeSet(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

func capitalised(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

// lower is word i in lower case, "" beyond the sentence that begins at from.
func (m *atlas) lower(i, from int) string {
	if i < from || i >= len(m.strs) {
		return ""
	}
	return strings.ToLower(m.strs[i])
}

// larger is the listed land or sea whose name holds the words of a run and more: "Black" in "Black Sea".
func (m *atlas) larger(r segment.Run) (places.Place, bool) {
	for _, by := range [][2]int{{0, 2}, {1, 1}, {0, 1}, {2, 0}, {1, 0}} {
		from, to := r.From-by[0], r.To+by[1]
		if from < 0 || to > len(m.words) || to-from > 4 || !capitalised(m.strs[from]) || !capitalised(m.strs[to-1]) && kindBehind[m.strs[to-1]] == "" {
			continue
		}
		if t := m.text(from, to); t != "" {
			if p, ok := places.Land(t); ok {
				return p, true
			}
		}
	}
	return places.Place{}, false
}

// kindSaid is what the words round a name say it is, "" when they do not say.
func (m *atlas) kindSaid(r segment.Run) places.Kind {
	from := m.sentenceAt(r.From).From
	if k := kindBehind[m.lower(r.To, from)]; k != "" {
		return k
	}
	if m.lower(r.From-1, from) == "of" {
		return placeNouns[m.lower(r.From-2, from)]
	}
	return placeNouns[m.lower(r.From-1, from)]
}

// landBehind is the country or region that is named behind a name that ends at word i: "Odessa, Texas", "the Nelson area of British
// Columbia", "Palma, in northern Mozambique"; and whether it can be nothing else, as the next of a list.
func (m *atlas) landBehind(i int) (land places.Place, firm bool) {
	from := m.sentenceAt(i).From
	if isNoun(m.lower(i, from)) && m.lower(i+1, from) == "of" {
		i++
	}
	switch m.lower(i, from) {
	case ",", "in", "of":
	default:
		return places.Place{}, false
	}
	for i++; i < len(m.strs); i++ {
		w := m.strs[i]
		firm = firm || w == "in"
		if w != "in" && w != "of" && w != "the" && w != "a" && !directions[w] && !isNoun(w) {
			break
		}
	}
	for n := 3; n > 0 && i < len(m.strs) && capitalised(m.strs[i]); n-- {
		if t := m.text(i, i+n); t != "" {
			if p, ok := places.State(t); ok {
				return p, firm
			}
		}
	}
	return places.Place{}, false
}

// landBefore is the country that is named before word i: "Lebanon's Tripoli", "the Lebanese port of Tripoli".
func (m *atlas) landBefore(i int) places.Place {
	from := m.sentenceAt(i).From
	if i--; m.lower(i, from) == "'s" || m.lower(i, from) == "’s" {
		for n := 3; n > 0; n-- {
			if t := m.text(max(i-n, from), i); t != "" && capitalised(t) {
				if p, ok := places.Land(t); ok && p.Kind == places.Country {
					return p
				}
			}
		}
		return places.Place{}
	}
	for range 5 {
		w := m.lower(i, from)
		if w == "" || w == "the" {
			break
		}
		if code := places.Adjective(m.strs[i]); code != "" {
			return places.Place{Kind: places.Country, Country: code}
		}
		if w != "of" && !isNoun(w) && !directions[w] {
			break
		}
		i--
	}
	return places.Place{}
}

// located reports whether a preposition before word i puts somebody into the place named there.
func (m *atlas) located(i int) bool {
	from := m.sentenceAt(i).From
	for range 3 {
		i--
		switch w := m.lower(i, from); {
		case placing[w]:
			return true
		case w != "the" && !directions[w]:
			return false
		}
	}
	return false
}

// relation is how what is told lies to the place named at word i: "near", "off", "north of", "eastern"; "" when in it, or not said.
func (m *atlas) relation(i int) string {
	from := m.sentenceAt(i).From
	if w := m.lower(i-1, from); w == "and" {
		for j := i - 2; j >= max(from, i-8); j-- {
			if m.lower(j, from) == "between" {
				return m.between(j, from)
			}
		}
	}
	part := ""
	j := i - 1
	for range 6 {
		w := m.lower(j, from)
		_, noun := placeNouns[w]
		switch {
		case directions[w]:
			if part == "" && j == i-1 {
				part = w
			}
		case noun && w != "":
		case w == "of" && (compassPoints[m.lower(j-1, from)] || isNoun(m.lower(j-1, from))), w == "the", w == "a", w == "with" && m.lower(j-1, from) == "border":
			if compassPoints[m.lower(j-1, from)] {
				return m.compass(j-1, from)
			}
		case w != "" && capitalised(m.strs[j]) && places.Adjective(m.strs[j]) != "":
		default:
			if r := m.preposition(j, from); r != "" {
				return r
			}
			return part
		}
		j--
	}
	return part
}

func isNoun(w string) bool {
	_, ok := placeNouns[w]
	return ok && w != ""
}

// compass is the point of the compass that ends at word j, with "of".
func (m *atlas) compass(j, from int) string {
	w := m.lower(j, from)
	if m.lower(j-1, from) == "-" && compassPoints[m.lower(j-2, from)] {
		w = m.lower(j-2, from) + "-" + w
	}
	return w + " of"
}

// preposition is the relation that word j says, "" when none.
func (m *atlas) preposition(j, from int) string {
	before := m.lower(j-1, from)
	switch w := m.lower(j, from); w {
	case "near", "outside", "off", "around", "along", "opposite", "beyond":
		if w == "off" && (before == "cut" || before == "sealed" || before == "cutting") {
			return ""
		}
		return w
	case "to":
		if before == "close" || before == "next" {
			return "near"
		}
	case "from":
		if before == "far" {
			return "near"
		}
		if before == "across" {
			return "opposite"
		}
	case "of":
		if before == "outskirts" || before == "edge" {
			return "outside"
		}
	case "over", "above":
		for k := j - 1; k >= max(from, j-5); k-- {
			if inAir[m.lower(k, from)] {
				return "over"
			}
		}
	case "between":
		return m.between(j, from)
	}
	return ""
}

// between is that relation, unless what is between is of parties: talks, a war.
func (m *atlas) between(j, from int) string {
	for k := j - 1; k >= max(from, j-3); k-- {
		if amongStates[m.lower(k, from)] {
			return ""
		}
	}
	return "between"
}
