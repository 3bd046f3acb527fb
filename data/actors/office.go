package actors

import "strings"

// maxOfficeWords bounds the words of an office with its country.
const maxOfficeWords = 14

// Office reads the name of a public office or a force as its type and its country: "Eritrean Defence Ministry", "Ministry of Defence
// of Eritrea" and "Asmara's defence ministry" are ("ministry of defence", "ER"), and so is a proper name that holds an office: the
// Pentagon, the Quai d'Orsay. country is "" where none is named; ok is false for what is no such office or names more than that.
func Office(name string) (office, country string, ok bool) {
	if len(name) > maxName {
		return "", "", false
	}
	found := Find(name)
	for _, a := range found {
		switch {
		case a.Kind == Government:
			return "government", a.Country, true
		case a.Office != "":
			return a.Office, a.Country, true
		}
	}
	words := strings.Fields(name)
	if len(found) > 0 || len(words) > maxOfficeWords { // whoever is listed without an office holds none
		return "", "", false
	}
	if len(words) > 0 && strings.EqualFold(words[0], "the") {
		words = words[1:]
	}
	if office := officeOf(strings.Join(words, " ")); office != "" {
		return office, "", true
	}
	for n := min(len(words)-1, 6); n > 0; n-- { // the Republic of Korea's foreign ministry
		if code, ok := countryOf(strings.Join(words[:n], " "), byPeople); ok {
			if office := officeOf(strings.Join(words[n:], " ")); office != "" {
				return office, code, true
			}
		}
	}
	for i := 1; i < len(words)-1; i++ { // Ministry of Defence of the Russian Federation
		if words[i] != "of" && words[i] != "in" {
			continue
		}
		if code, ok := countryOf(strings.Join(words[i+1:], " "), byPeople); ok {
			if office := officeOf(strings.Join(words[:i], " ")); office != "" {
				return office, code, true
			}
		}
	}
	return "", "", false
}

// officeOf is the type of an office named without a country, or "".
func officeOf(name string) string {
	name = Fold(withoutPossessive(name))
	if office := typeOf(name); office != "" {
		return office
	}
	if first, rest, ok := strings.Cut(name, " "); ok && ranks[first] {
		return typeOf(rest)
	}
	return ""
}

// ranks are words before an office that do not make it another one.
var ranks = setOf("federal state national royal central general main republican union supreme")

func typeOf(name string) string {
	if office := offices[name]; office != "" {
		return office
	}
	for _, kind := range []string{"ministry", "department", "secretariat", "office"} {
		if subject, ok := strings.CutSuffix(name, " "+kind); ok && !(kind == "office" && subject != "foreign" && subject != "home") {
			return ministryOf(subject)
		}
		for _, joint := range []string{" of ", " for "} {
			if subject, ok := strings.CutPrefix(name, kind+joint); ok && kind != "office" {
				subject = strings.TrimPrefix(subject, "the ")
				if field := ministryOf(subject); field != "" || kind != "ministry" || len(subject) > 60 || strings.Contains(subject, " of ") ||
					strings.Contains(subject, " in ") {
					return field
				}
				return "ministry of " + subject
			}
		}
	}
	if place, ok := strings.CutPrefix(name, "embassy in "); ok && !strings.Contains(place, " in ") {
		return "embassy in " + place
	}
	return ""
}

// ministryOf is the ministry for a subject: its longest beginning that is one, so that "health and social services" is health.
func ministryOf(subject string) string {
	if len(strings.Fields(subject)) > 8 {
		return ""
	}
	for s := subject; s != ""; {
		rest := subject[len(s):]
		if field := subjects[s]; field != "" && (rest == "" || strings.Contains(rest, " and ") && !placeFollows(rest)) {
			return "ministry of " + field
		}
		i := strings.LastIndexByte(s, ' ')
		if i < 0 {
			break
		}
		s = s[:i]
	}
	if rest, ok := strings.CutPrefix(subject, "national "); ok {
		return ministryOf(rest)
	}
	return ""
}

// placeFollows reports whether what follows a subject goes on with a place: "… and trade of Eritrea".
func placeFollows(rest string) bool {
	return strings.Contains(rest, " of ") || strings.Contains(rest, " in ") || strings.Contains(rest, " at ")
}

// subjects are what ministries are for: the words for it, folded, and how the type says it.
var subjects = spread(map[string]string{
	"foreign affairs":    "foreign|foreign affairs|external affairs|external relations|foreign relations|europe and foreign affairs|exterior|foreign and european affairs",
	"defence":            "defence|defense|national defence|national defense|armed forces|war|military|defence and veterans affairs|revolutionary armed forces",
	"the interior":       "interior|internal affairs|home|home affairs|internal security|internal|interior and security",
	"interior security":  "homeland security|public security",
	"finance":            "finance|finances|finance and economy|treasury|economy and finance|finance and economic planning",
	"economy":            "economy|economic affairs|economics|economic|economic development|national economy",
	"justice":            "justice|law|law and justice",
	"health":             "health|public health|healthcare",
	"education":          "education|higher education|national education",
	"forestry":           "forestry|forests",
	"agriculture":        "agriculture|farm|agricultural|farming|agrarian policy|food and agriculture",
	"transport":          "transport|transportation|transports|roads|railways|infrastructure|ports|shipping|maritime affairs|civil aviation|aviation",
	"energy":             "energy|power|electricity|fuel|oil|petroleum|oil and gas|energy and coal",
	"commerce":           "trade|commerce|foreign trade|commerce and industry|trade and industry",
	"industry":           "industry|industry and trade|industries",
	"labour":             "labour|labor|employment|work",
	"the environment":    "environment|environmental|ecology|environment and forests|climate",
	"culture":            "culture|culture and tourism",
	"information":        "information|communications|information and broadcasting|communication|media",
	"tourism":            "tourism",
	"emergencies":        "emergencies|emergency situations|emergency|civil defence|civil protection|disaster management",
	"digital affairs":    "digital|digital affairs|digital transformation|digital development",
	"science":            "science|research|science and technology|technology",
	"sport":              "sport|sports|youth and sports|youth",
	"migration":          "immigration|migration|asylum and migration",
	"intelligence":       "intelligence|intelligence and security|state security",
	"religious affairs":  "religious affairs|religion|endowments|awqaf",
	"veterans":           "veterans|veterans affairs",
	"planning":           "planning|development|international development|development cooperation",
	"housing":            "housing|construction|housing and urban development|urban development|public works|works",
	"water":              "water|water resources|irrigation|water and irrigation",
	"mines":              "mines|mining|mineral resources|natural resources|minerals",
	"fisheries":          "fisheries|fishing|oceans|oceans and fisheries",
	"social affairs":     "social affairs|social|social policy|social development|welfare|social welfare|family|women|social services",
	"parliament":         "parliamentary affairs",
	"unification":        "unification",
	"reintegration":      "reintegration|temporarily occupied territories",
	"strategic industry": "strategic industries|defence industry|defense industry|defence industries",
	"local government":   "local government|local governance|regional development|communities",
})

// offices are public offices that are no ministries, and forces.
var offices = spread(map[string]string{
	"armed forces": "armed forces|military|defence forces|defense forces|defence force|defense force|forces|troops|military command|armed force",
	"army":         "army|land forces|ground forces|army command|land force",
	"navy":         "navy|naval forces|naval command|naval force",
	"air force":    "air force|airforce|air forces|air and space force|air command|air force command",
	"general staff": "general staff|army general staff|armed forces general staff|general staff of the armed forces|joint chiefs of staff|joint chiefs|" +
		"chiefs of staff|defence staff|defense staff",
	"airborne forces":              "airborne forces|airborne troops|paratroopers",
	"air defence":                  "air defence|air defense|air defence forces|air defense forces|air defence force|air defence command",
	"marines":                      "marines|marine corps|naval infantry",
	"coast guard":                  "coast guard|coastguard|coast guard service|coastguard service|coast guard command",
	"border guard":                 "border guard|border guards|border service|border guard service|border troops|border police|border force|border security force|border agency|border control|border control service|border security service|frontier guard",
	"police":                       "police|police force|police service|police department|police headquarters|police authorities|civil police|federal police|national police agency|police agency",
	"gendarmerie":                  "gendarmerie|gendarmes|gendarmerie command",
	"national guard":               "national guard",
	"presidential guard":           "presidential guard|republican guard",
	"special forces":               "special forces|special operations forces|special forces command|special operations command",
	"customs":                      "customs|customs service|customs agency|customs authority|customs office|customs authorities|customs administration|customs department",
	"parliament":                   "parliament|national assembly|legislature|house of representatives|federal assembly|chamber of deputies|lower house|lower house of parliament|supreme council",
	"senate":                       "senate|upper house|upper house of parliament",
	"cabinet":                      "cabinet|council of ministers|cabinet of ministers|cabinet office",
	"government":                   "government|administration|authorities|interim government|transitional government|caretaker government|junta|military junta|ruling junta|military government|regime|leadership|government spokesman s office",
	"presidency":                   "presidency|presidential administration|presidential office|presidents office|office of the president|office of president|presidential palace|presidents palace|presidential administration office|state house",
	"prime minister's office":      "prime ministers office|office of the prime minister|premiers office|prime ministry|chancellery|chancellors office|prime ministerial office",
	"central bank":                 "central bank|reserve bank|state bank|national bank|monetary authority",
	"supreme court":                "supreme court|high court|supreme court of justice|court of cassation|top court|highest court",
	"constitutional court":         "constitutional court|constitutional council|constitutional tribunal",
	"prosecutor's office":          "prosecutor generals office|prosecutors office|public prosecutors office|general prosecutors office|attorney generals office|public prosecution|office of the prosecutor general|office of the attorney general|public prosecutor|prosecution service|prosecutors|prosecution office|chief prosecutors office|public ministry",
	"security service":             "security service|state security service|state security|domestic intelligence service|domestic intelligence agency|domestic security service|internal security service|internal security agency|counterintelligence service|counter intelligence service|security agency|state security committee|domestic intelligence|security police|counterintelligence|security and intelligence service|security intelligence service",
	"foreign intelligence service": "foreign intelligence service|foreign intelligence agency|foreign intelligence|foreign spy agency|external intelligence service|external intelligence agency",
	"intelligence service":         "intelligence service|intelligence services|intelligence agency|intelligence agencies|intelligence|spy agency|secret service|secret services|intelligence directorate|intelligence community|spy service",
	"military intelligence":        "military intelligence|military intelligence service|military intelligence agency|military intelligence directorate|defence intelligence|defense intelligence|defence intelligence agency|army intelligence|military intelligence and security service|defence intelligence service",
	"election commission":          "election commission|electoral commission|central election commission|central electoral commission|elections commission|electoral council|election authority|election board|electoral board|independent electoral commission|independent election commission|electoral authority|election committee|electoral administration|election administration|central election committee",
	"national security council":    "national security council|security council|national security and defence council|defence council|defense council|security cabinet",
	"space agency":                 "space agency|space research agency|space administration",
	"weather service":              "weather service|meteorological service|met office|meteorological office|meteorological agency|weather office|weather bureau|meteorological department|meteorology office|meteorological institute|weather agency|hydrometeorological centre|hydrometeorological service",
	"statistics office":            "statistics office|statistics agency|statistics bureau|statistical office|statistics service|bureau of statistics|statistics institute|statistics department|statistical agency|statistics authority|statistics board|bureau of national statistics",
	"nuclear agency":               "nuclear agency|atomic energy agency|atomic energy organisation|atomic energy organization|nuclear regulator|atomic energy commission|nuclear safety authority|nuclear energy agency",
	"health agency":                "health agency|public health agency|health service|health authority|health authorities|public health institute|institute of public health|health institute",
	"tax service":                  "tax service|tax authority|tax office|tax agency|revenue service|revenue authority|inland revenue",
	"aviation authority":           "aviation authority|civil aviation authority|aviation agency|civil aviation agency|aviation regulator|civil aviation administration|civil aviation organisation|civil aviation organization|federal air transport agency|civil aviation office",
	"maritime authority":           "maritime authority|maritime administration|maritime agency|maritime safety authority|maritime safety agency|maritime safety administration|ports authority|port authority",
	"emergency service":            "emergency service|emergency services|emergencies service|civil defence|civil defense|civil protection|civil protection agency|rescue service|rescue services|emergency management agency|disaster management agency|disaster management authority|disaster agency|civil defence agency",
	"fire service":                 "fire service|fire brigade|fire department|fire and rescue service|firefighters",
	"prison service":               "prison service|prison administration|prison authority|prisons authority|general administration of prisons|penitentiary service|correctional service",
	"anti-corruption agency":       "anti corruption agency|anticorruption agency|anti corruption bureau|anti corruption commission|anti corruption office|anti graft agency|anti graft commission|anticorruption directorate",
	"competition authority":        "competition authority|antitrust authority|competition commission|antitrust regulator|cartel office|antimonopoly service|competition watchdog",
	"red cross":                    "red cross|red crescent|red crescent society|red cross society|red cross and red crescent",
	"embassy":                      "embassy|high commission|diplomatic mission",
	"consulate":                    "consulate|consulate general",
	"mission to the UN":            "mission to the un|mission to the united nations|un mission|permanent mission to the united nations|permanent mission to the un|united nations mission",
	"state news agency":            "state news agency|official news agency|national news agency|state run news agency|government news agency|state owned news agency|news agency",
	"state television":             "state television|state tv|state broadcaster|national broadcaster|public broadcaster|state run television|national television|public television|state run tv|state run broadcaster",
	"cyber centre":                 "cyber centre|cyber security centre|cyber agency|cyber security agency|cybersecurity agency|cyber security authority|cert|computer emergency response team|cybersecurity centre|cyber security center",
	"accident board":               "accident investigation board|accident investigation branch|accident board|transport safety board|transportation safety board|air accident investigation board|safety investigation authority|accident investigation authority|accident investigation bureau|safety board|air accidents investigation branch",
	"geological survey":            "geological survey|geological service|seismological institute|seismological service|seismological centre|seismology institute",
	"railways":                     "railways|state railways|railway company|rail operator|railroads|railway",
	"audit office":                 "audit office|court of auditors|court of accounts|auditor generals office|auditor general|accounts chamber|state audit office|comptroller generals office",
	"ombudsman":                    "ombudsman|ombudsmans office|human rights commission|human rights commissioner|office of the ombudsman",
	"grid operator":                "grid operator|power grid operator|transmission system operator|electricity grid operator",
	"football association":         "football association|football federation|fa|soccer federation",
})

// spread turns "a|b" by meaning round into meaning by word.
func spread(words map[string]string) map[string]string {
	out := make(map[string]string, 8*len(words))
	for meaning, all := range words {
		for word := range strings.SplitSeq(all, "|") {
			out[word] = meaning
		}
	}
	return out
}

func setOf(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}
