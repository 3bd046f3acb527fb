package systems

import "strings"

// Type is what a mention of the system is: weapon, vehicle, ship or aircraft.
func (s *System) Type() string { return typeOf(s.Kind) }

func typeOf(kind string) string {
	kind = strings.TrimSuffix(kind, " class")
	for _, t := range []struct {
		name  string
		kinds string
	}{
		{"vehicle", "|tank|infantry fighting vehicle|armoured personnel carrier|armoured vehicle|mine-resistant vehicle|engineering vehicle|lorry|utility vehicle|ground robot|"},
		{"aircraft", "|helicopter|attack helicopter|drone|bomber|airliner|business jet|"},
		{"ship", "|aircraft carrier|helicopter carrier|drone carrier|destroyer|frigate|corvette|cruiser|battlecruiser|battleship|submarine|" +
			"ballistic-missile submarine|littoral combat ship|coast-guard cutter|missile boat|patrol boat|patrol vessel|minehunter|icebreaker|" +
			"landing craft|hovercraft|tug|tanker|ship|ship of the line|amphibious transport dock|naval drone|"},
	} {
		if strings.Contains(t.kinds, "|"+kind+"|") {
			return t.name
		}
	}
	switch {
	case strings.HasSuffix(kind, " ship"):
		return "ship"
	case strings.HasSuffix(kind, " aircraft"):
		return "aircraft"
	}
	return "weapon"
}

// Means reports whether a noun, in lower case, may stand for a system of the kind: "missile" for a cruise missile, "battery" for
// an air-defence system, "jet" for a fighter aircraft.
func Means(noun, kind string) bool {
	groups, ok := nouns[noun]
	if !ok {
		return false
	}
	for g := range strings.FieldsSeq(groups) {
		if inGroup(g, kind) {
			return true
		}
	}
	return false
}

// IsNoun reports whether a noun, in lower case, may stand for systems of some kind.
func IsNoun(noun string) bool {
	_, ok := nouns[noun]
	return ok
}

// inGroup reports whether a kind belongs to one of the groups that nouns stand for.
func inGroup(group, kind string) bool {
	has := func(s string) bool { return strings.Contains(kind, s) }
	switch group {
	case "missile":
		return has("missile") && !has("boat") && !strings.HasSuffix(kind, "submarine") || has("air-defence") || has("coastal") || has("rocket drone")
	case "defence":
		return has("air-defence") || has("coastal") || has("surface-to-air")
	case "rocket":
		return has("rocket") || has("missile") || has("air-defence")
	case "gun":
		return has("howitzer") || has("gun") || has("mortar") || has("artillery") || has("cannon") || has("rifle") || has("pistol")
	case "battery":
		return has("air-defence") || has("howitzer") || has("gun") || has("artillery") || has("coastal") || has("missile")
	case "bomb":
		return has("bomb") && !has("bomber") || has("munition") || has("nuclear weapon")
	case "nuclear":
		return has("nuclear") || has("ballistic missile")
	case "shell":
		return has("shell") || has("munition")
	case "system":
		return typeOf(kind) == "weapon"
	case "tank", "rifle", "pistol", "torpedo", "radar", "lorry", "mortar", "howitzer", "machine gun", "submarine", "drone", "helicopter", "bomber", "launcher":
		return has(group)
	case "mine":
		return kind == "mine"
	case "plane":
		return typeOf(kind) == "aircraft" && !has("helicopter") && !has("drone")
	case "escort":
		return has("frigate") || has("destroyer") || has("corvette") || has("cruiser") || has("battleship") || has("littoral") || kind == "ship"
	case "carrier":
		return has("carrier") && typeOf(kind) == "ship"
	case "vehicle", "ship", "aircraft":
		return typeOf(kind) == group
	case "jammer":
		return has("electronic-warfare")
	case "unmanned":
		return has("drone") || has("loitering")
	}
	return strings.Contains(kind, group)
}

// nouns says which groups of kinds a noun stands for.
var nouns = func() map[string]string {
	m := map[string]string{}
	for words, groups := range map[string]string{
		"missile missiles icbm icbms slbm slbms":                      "missile",
		"rocket rockets":                                              "rocket",
		"launcher launchers":                                          "rocket launcher defence missile",
		"interceptor interceptors sam sams manpads":                   "defence",
		"system systems weapon weapons munition munitions":            "system bomb",
		"battery batteries":                                           "battery",
		"gun guns cannon cannons artillery":                           "gun",
		"howitzer howitzers":                                          "howitzer gun",
		"mortar mortars":                                              "mortar",
		"rifle rifles carbine carbines":                               "rifle",
		"pistol pistols handgun handguns":                             "pistol",
		"bomb bombs":                                                  "bomb",
		"warhead warheads":                                            "nuclear",
		"shell shells round rounds projectile projectiles":            "shell gun tank",
		"torpedo torpedoes torpedos":                                  "torpedo",
		"mine mines":                                                  "mine",
		"radar radars":                                                "radar",
		"jammer jammers":                                              "jammer",
		"tank tanks":                                                  "tank defence",
		"vehicle vehicles armour armor carrier carriers apc":          "vehicle",
		"truck trucks lorry lorries jeep jeeps":                       "lorry utility",
		"jet jets plane planes warplane warplanes airplane":           "plane",
		"airplanes aeroplane aeroplanes airliner airliners":           "plane",
		"fighter fighters airlifter transporter":                      "plane",
		"bomber bombers":                                              "bomber plane",
		"aircraft airframe airframes":                                 "aircraft unmanned",
		"tanker tankers":                                              "tanker merchant support",
		"helicopter helicopters chopper choppers":                     "helicopter",
		"gunship gunships":                                            "helicopter attack",
		"drone drones uav uavs":                                       "unmanned",
		"ship ships vessel vessels warship warships flagship":         "ship",
		"boat boats cutter cutters":                                   "ship",
		"frigate frigates destroyer destroyers corvette":              "escort",
		"corvettes cruiser cruisers battleship battleships":           "escort",
		"ferry ferries liner liners":                                  "passenger",
		"freighter freighters":                                        "merchant support",
		"car cars bus buses":                                          "utility",
		"flattop supercarrier":                                        "carrier",
		"submarine submarines sub subs":                               "submarine",
		"icebreaker icebreakers minesweeper hovercraft trawler yacht": "ship",
	} {
		for w := range strings.FieldsSeq(words) {
			m[w] = groups
		}
	}
	m["carrier"], m["carriers"] = "carrier vehicle", "carrier vehicle"
	return m
}()
