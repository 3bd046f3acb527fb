package resolve

import (
	"strings"

	"hearsay/data/systems"
)

// modifiers go between a name and the noun that says what it is: "Javelin anti-tank guided missile".
var modifiers = wordSet(`anti - tank air defence defense main battle cruise ballistic surface to ground long short medium range combat attack stealth nuclear powered
	guided land based sea class series type multi role strike transport cargo spy patrol reconnaissance infantry fighting armoured armored personnel light heavy self
	propelled multiple launch rocket missile aircraft tactical hypersonic intercontinental shoulder fired portable kamikaze suicide naval passenger military army
	surveillance maritime early warning refuelling refueling gun machine assault sniper new modern old two three four first russian american us u.s. british french german
	iranian chinese israeli ukrainian soviet made built supplied " ” “ '' ’ ) assault amphibious landing search rescue jump fighter battle hunter business commercial civilian`)

// plainNouns make even a name in small letters one: "tomahawk missiles".
var plainNouns = wordSet("missile missiles rocket rockets tank tanks helicopter helicopters drone drones howitzer howitzers rifle rifles cruise anti")

// businesses follow the name of a company or of people.
var businesses = wordSet(`motor motors co co. inc inc. corp corp. corporation company ltd ltd. plc ag group foundation university institute college school airlines airways
	bank industries said says told dealer dealers dealership sales shares stock brand road street avenue square hotel club family team fans coach act aerospace aviation`)

// titles go before the name of a person.
var titles = wordSet(`mr mr. mrs mrs. ms ms. dr dr. sir lord lady gen gen. general president senator sen. colonel col. captain capt. lt. lieutenant sgt. sergeant major maj. judge justice
	bill route highway interstate motorway flight gate model section chapter form article prime professor prof. king queen prince princess minister secretary chairman congressman governor gov. mayor`)

// wheels are nouns of what bears letters and a number like an aircraft: F-150 trucks.
var wheels = wordSet("truck trucks lorry lorries car cars bus buses vehicle vehicles jeep jeeps")

// war are words of texts in which weapons, ships and aircraft are to be expected.
var war = wordSet(`missile missiles troops navy naval warship warships military army drone drones artillery frigate destroyer submarine submarines airstrike airstrikes weapon weapons
	helicopter helicopters radar pentagon launchers brigade battalion airbase warplane warplanes fighter fighters squadron ammunition munitions howitzer howitzers tank tanks rocket rockets soldiers
	pilot pilots aircraft airliner airliners jet jets plane planes carrier vessel fleet crew torpedo gunmen rifle rifles arms armed forces bomber bombers defence defense shelling crashed air-defence`)

// warlike counts the words that speak of such things, up to two different ones.
func (a *account) warlike() int {
	first := ""
	for _, w := range a.strs {
		if w = strings.ToLower(w); war[w] && w != first {
			if first != "" {
				return 2
			}
			first = w
		}
	}
	if first != "" {
		return 1
	}
	return 0
}

// counted reports whether a number goes before a name in the plural: "24 Patriots".
func (a *account) counted(s *sighting) bool {
	if s.first == 0 || !strings.HasSuffix(a.strs[s.after-1], "s") {
		return false
	}
	w := strings.ToLower(a.strs[s.first-1])
	return w[0] >= '0' && w[0] <= '9' || numerals[w]
}

var numerals = wordSet("two three four five six seven eight nine ten eleven twelve dozen dozens several more some many few")

// nounBehind is the noun for systems that stands from word i on, behind words that go before one; "" when none does.
func (a *account) nounBehind(i int) string {
	noun := ""
	for j := i; j < len(a.strs) && j < i+7; j++ {
		w := strings.ToLower(a.strs[j])
		switch {
		case systems.IsNoun(w):
			noun = w // the last of several: "transport aircraft", "missile launchers"
		case w == "group" && noun == "" && j > i && (a.strs[j-1] == "strike" || a.strs[j-1] == "battle" || a.strs[j-1] == "Strike" || a.strs[j-1] == "Battle"):
			return "flattop"
		case !modifiers[w]:
			return noun
		}
	}
	return noun
}

// nounBeside reports whether a noun that may stand for the kind goes right before or behind the name.
func (a *account) nounBeside(s *sighting, kind string) bool {
	kind = strings.TrimSuffix(kind, " class")
	for j := s.after; j < len(a.strs) && j < s.after+7; j++ { // any of the nouns behind: "Patriot missile battery"
		w := strings.ToLower(a.strs[j])
		if systems.Means(w, kind) {
			return true
		}
		if next := j+1 < len(a.strs) && highFirst(a.strs[j+1]); next && (w == "and" || w == "or" || w == ",") || highFirst(a.strs[j]) && j > s.after {
			continue // "Emad and Ghadr missiles"
		}
		if !systems.IsNoun(w) && !modifiers[w] {
			break
		}
	}
	if noun := a.nounBehind(s.after); noun == "flattop" && systems.Means(noun, kind) {
		return true
	}
	return a.nounBefore(s, kind)
}

// nounBefore reports whether a noun that may stand for the kind goes right before the name, but for an opening mark.
func (a *account) nounBefore(s *sighting, kind string) bool {
	j := s.first - 1
	if j > 0 && a.strs[j] == "the" && a.strs[j-1] == "," {
		j -= 2 // "China's third carrier, the Fujian"
	}
	for j >= 0 && s.first-j <= 4 && openings[a.strs[j]] {
		j--
	}
	return j >= 0 && systems.Means(strings.ToLower(a.strs[j]), strings.TrimSuffix(kind, " class"))
}

var openings = wordSet("\" “ ‘ ' ( « „")

// nounNext reports whether the very next word says what it is.
func (a *account) nounNext(s *sighting) bool {
	if s.after >= len(a.strs) {
		return false
	}
	w := strings.ToLower(a.strs[s.after])
	return systems.Means(w, s.system.Kind) || (w == "cruise" || w == "anti") && a.nounBeside(s, s.system.Kind)
}

// shipBeside reports whether the doubtful name of a ship has a ship before it and no longer name behind it ("the flagship San
// Francisco Examiner"), or stands with the article before a ship.
func (a *account) shipBeside(s *sighting) bool {
	if a.nounBefore(s, s.system.Kind) {
		next := ""
		if s.after < len(a.strs) {
			next = a.strs[s.after]
		}
		return next != "class" && next != "-" && !highFirst(next) || systems.IsNoun(strings.ToLower(next)) || next == "Strike"
	}
	return a.theBefore(s.first) || strings.Contains(s.Of(a.doc.Text), " ")
}

// theBefore reports whether the words before word i may go before the name of a ship.
func (a *account) theBefore(i int) bool {
	if i == 0 {
		return false
	}
	switch w := strings.ToLower(a.strs[i-1]); w {
	case "the", "aboard", "warship", "ship", "carrier", "frigate", "destroyer", "cruiser", "submarine", "vessel":
		return true
	}
	return false
}

// company reports whether the words around a name say that it is a company's or a person's.
func (a *account) company(s *sighting) bool {
	if s.after < len(a.strs) && businesses[strings.ToLower(a.strs[s.after])] {
		return true
	}
	return s.first > 0 && titles[strings.ToLower(a.strs[s.first-1])]
}

// namesake reports whether word i follows a name, and may be the end of it: "Harrison Ford".
func (a *account) namesake(i int) bool {
	if i == 0 || i == a.sentenceAt(i).From+1 {
		return false
	}
	w := a.strs[i-1]
	return highFirst(w) && len(w) > 1 && !systems.IsNoun(strings.ToLower(w)) && !modifiers[strings.ToLower(w)]
}

// shouted reports whether the sentence of a name is all in capitals, so that a capital says nothing.
func (a *account) shouted(s *sighting) bool {
	for _, w := range a.strs[a.sentenceAt(s.first).From:a.sentenceAt(s.first).To] {
		if len(w) > 3 && w[0] < 0x80 && strings.ToUpper(w) != w {
			return false
		}
	}
	return true
}
