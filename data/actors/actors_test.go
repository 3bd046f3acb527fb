package actors

import (
	"slices"
	"strings"
	"testing"
)

// TestFind holds names as they are met in print against who goes by them, all of them, in order; "" is nobody.
func TestFind(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		// outlets and agencies
		{"Reuters", "agency/gb/reuters"},
		{"REUTERS", "agency/gb/reuters"},
		{"Reuters'", "agency/gb/reuters"},
		{"Reuter", "agency/gb/reuters"},
		{"AP", "agency/us/associated-press"},
		{"A.P.", "agency/us/associated-press"},
		{"ap", ""},
		{"Ap", ""},
		{"the Associated Press", "agency/us/associated-press"},
		{"AFP", "agency/fr/agence-france-presse"},
		{"Agence France-Presse", "agency/fr/agence-france-presse"},
		{"AGENCE FRANCE PRESSE", "agency/fr/agence-france-presse"},
		{"TASS", "agency/ru/tass"},
		{"Itar-Tass", "agency/ru/tass"},
		{"tass", ""},
		{"dpa", "agency/de/dpa"},
		{"DPA", "agency/de/dpa"},
		{"Dpa", ""},
		{"Xinhua's", "agency/cn/xinhua"},
		{"Xinhua News Agency", "agency/cn/xinhua"},
		{"KCNA", "agency/kp/kcna"},
		{"ČTK", "agency/cz/ctk"},
		{"CTK", "agency/cz/ctk"},
		{"Anadolu Ajansı", "agency/tr/anadolu-agency"},
		{"IRNA", "agency/ir/irna"},
		{"Lusa", "agency/pt/lusa"},
		{"WaPo", "outlet/us/washington-post"},
		{"the Washington Post", "outlet/us/washington-post"},
		{"washington post", "outlet/us/washington-post"},
		{"THE WASHINGTON POST", "outlet/us/washington-post"},
		{"The Washington Post’s", "outlet/us/washington-post"},
		{"Post", ""},
		{"post", ""},
		{"Times", ""},
		{"times", ""},
		{"The Times", "outlet/gb/times"},
		{"the Times", "outlet/gb/times"},
		{"Times of London", "outlet/gb/times"},
		{"NYT", "outlet/us/new-york-times"},
		{"N.Y. Times", "outlet/us/new-york-times"},
		{"The Economist", "outlet/gb/economist"},
		{"economist", ""},
		{"Economist", ""},
		{"the observer", ""},
		{"the Observer", "outlet/gb/observer outlet/ug/observer"},
		{"mirror", ""},
		{"Der Spiegel", "outlet/de/der-spiegel"},
		{"Spiegel", "outlet/de/der-spiegel"},
		{"Süddeutsche Zeitung", "outlet/de/suddeutsche-zeitung"},
		{"Sueddeutsche Zeitung", "outlet/de/suddeutsche-zeitung"},
		{"taz", "outlet/de/taz"},
		{"Le Monde", "outlet/fr/le-monde"},
		{"L’Équipe", "outlet/fr/lequipe"},
		{"L'Equipe", "outlet/fr/lequipe"},
		{"El País", "outlet/es/el-pais outlet/co/el-pais outlet/uy/el-pais"},
		{"Página/12", "outlet/ar/pagina-12"},
		{"Folha de S. Paulo", "outlet/br/folha-de-spaulo"},
		{"Ha'aretz", "outlet/il/haaretz"},
		{"Yomiuri Shimbun", "outlet/jp/yomiuri-shimbun"},
		{"Verdens Gang", "outlet/no/vg"},
		{"Jyllands-Posten", "outlet/dk/jyllands-posten"},
		{"Kommersant", "outlet/ru/kommersant"},
		{"Ukrayinska Pravda", "outlet/ua/ukrainska-pravda"},
		{"Meduza", "outlet/lv/meduza"},
		{"Al-Jazeera", "outlet/qa/al-jazeera"},
		{"Al Jazeera", "outlet/qa/al-jazeera"},
		{"RFE/RL", "outlet/us/radio-free-europe-radio-liberty"},
		{"BBC", "outlet/gb/bbc"},
		{"CBS", "outlet/us/cbs-news"},
		{"South China Morning Post", "outlet/hk/south-china-morning-post"},
		{"Addis Standard", "outlet/et/addis-standard"},
		{"The Star", "outlet/ke/star outlet/za/star outlet/my/star"},
		{"Star", ""},
		{"The Herald", "outlet/gb/herald outlet/zw/herald"},
		{"Dnevnik", "outlet/bg/dnevnik outlet/rs/dnevnik outlet/si/dnevnik outlet/mk/dnevnik"},
		{"WSJ", "outlet/us/wall-street-journal"},
		{"New York Post", "outlet/us/new-york-post"},
		{"Time", "outlet/us/time"},
		{"time", ""},

		// countries and governments
		{"Russia", "country/ru"},
		{"the Russian Federation", "country/ru"},
		{"US", "country/us"},
		{"U.S.", "country/us"},
		{"us", ""},
		{"Us", ""},
		{"the United States", "country/us"},
		{"Turkey", "country/tr"},
		{"turkey", ""},
		{"Türkiye", "country/tr"},
		{"Turkiye", "country/tr"},
		{"Czechia", "country/cz"},
		{"Congo", "country/cd country/cg"},
		{"DRC", "country/cd"},
		{"Georgia", "country/ge"},
		{"Jordan", "country/jo"},
		{"Côte d’Ivoire", "country/ci"},
		{"The Gambia", "country/gm"},
		{"Burma", "country/mm"},
		{"Soviet Union", "country/su"},
		{"USSR", "country/su"},
		{"West Germany", "country/de"},
		{"the Kremlin", "government/ru"},
		{"Kremlin's", "government/ru"},
		{"White House", "government/us"},
		{"white house", ""},
		{"Downing Street", "government/gb"},
		{"the Élysée", "government/fr"},
		{"Elysee Palace", "government/fr"},
		{"Zhongnanhai", "government/cn"},
		{"Blue House", "government/kr"},
		{"Government of Ukraine", "government/ua"},
		{"Ukrainian government", "government/ua"},
		{"Palestinian Authority", "government/ps"},
		{"Moscow", ""}, // a place until it speaks

		// ministries, services, forces
		{"Pentagon", "ministry/us/pentagon"},
		{"the Pentagon’s", "ministry/us/pentagon"},
		{"State Department", "ministry/us/us-state-department"},
		{"state department", ""},
		{"Quai d’Orsay", "ministry/fr/quai-dorsay"},
		{"FSB", "service/ru/fsb"},
		{"F.S.B.", "service/ru/fsb"},
		{"SBU", "service/ua/sbu"},
		{"Mossad", "service/il/mossad"},
		{"MI6", "service/gb/mi6"},
		{"Bundeswehr", "forces/de/bundeswehr"},
		{"IDF", "forces/il/israel-defense-forces"},
		{"Israel Defence Forces", "forces/il/israel-defense-forces"},
		{"Revolutionary Guards", "forces/ir/islamic-revolutionary-guard-corps"},
		{"IRGC", "forces/ir/islamic-revolutionary-guard-corps"},
		{"the Fed", "service/us/federal-reserve"},
		{"Fed", ""},
		{"Bank of England", "service/gb/bank-of-england"},
		{"RSF", "forces/sd/rapid-support-forces"},
		{"SIS", "service/sk/sis service/md/sis service/gb/mi6"},

		// bodies and groups
		{"UN", "body/united-nations"},
		{"the U.N.", "body/united-nations"},
		{"United Nations", "body/united-nations"},
		{"NATO", "body/nato"},
		{"Nato", "body/nato"},
		{"nato", ""},
		{"WHO", "body/who"},
		{"who", ""},
		{"Who", ""},
		{"World Health Organisation", "body/who"},
		{"IAEA", "body/iaea"},
		{"UN nuclear watchdog", "body/iaea"},
		{"OPEC", "body/opec"},
		{"Opec", "body/opec"},
		{"OPEC+", "body/opec-plus"},
		{"ASEAN", "body/asean"},
		{"EU", "body/european-union"},
		{"European Commission", "body/european-commission"},
		{"Security Council", "body/un-security-council"},
		{"Médecins sans frontières", "body/doctors-without-borders"},
		{"Hezbollah", "group/lb/hezbollah"},
		{"Hizbullah", "group/lb/hezbollah"},
		{"the Houthis", "group/ye/houthis"},
		{"Ansar Allah", "group/ye/houthis"},
		{"Wagner", "group/ru/wagner-group"},
		{"al-Qaida", "group/al-qaeda"},
		{"ISIS", "group/sy/islamic-state"},
		{"Tamil Tigers", "group/lk/liberation-tigers-of-tamil-eelam"},
		{"M23", "group/cd/m23"},

		// nobody
		{"", ""},
		{"the", ""},
		{"'s", ""},
		{" . ", ""},
		{"Norda News Agency", ""},
		{strings.Repeat("Reuters ", 1000), ""},
		{"\xff\xfe", ""},
	} {
		var ids []string
		for _, a := range Find(c.name) {
			ids = append(ids, a.ID)
		}
		if got := strings.Join(ids, " "); got != c.want {
			t.Errorf("Find(%.40q) = %s, want %s", c.name, got, c.want)
		}
	}
}

func TestSpeaks(t *testing.T) {
	for _, c := range []struct{ place, want string }{
		{"Moscow", "government/ru"},
		{"the Kremlin", "government/ru"},
		{"Russia", "government/ru"},
		{"Washington", "government/us"},
		{"Washington, D.C.", "government/us"},
		{"WASHINGTON", "government/us"},
		{"the White House", "government/us"},
		{"the U.S.", "government/us"},
		{"Kyiv", "government/ua"},
		{"Kiev", "government/ua"},
		{"Beijing", "government/cn"},
		{"Peking", "government/cn"},
		{"Tehran", "government/ir"},
		{"Teheran", "government/ir"},
		{"Brasilia", "government/br"},
		{"Bogotá", "government/co"},
		{"The Hague", "government/nl"},
		{"the Netherlands", "government/nl"},
		{"Pyongyang", "government/kp"},
		{"Seoul", "government/kr"},
		{"Taipei", "government/tw"},
		{"Brussels", "body/european-union"},
		{"Canberra’s", "government/au"},
		{"Malacañang", "government/ph"},
		{"Pristina", "government/xk"},
		{"Chad", "government/td"},
		{"chad", ""},
		{"moscow", ""},
		{"Congo", ""},
		{"Korea", ""},
		{"Scotland", ""},
		{"Gaza", ""},
		{"Russian", ""},
		{"Lyon", ""},
		{"Reuters", ""},
		{"", ""},
	} {
		got := ""
		if a, ok := Speaks(c.place); ok {
			got = a.ID
		}
		if got != c.want {
			t.Errorf("Speaks(%q) = %s, want %s", c.place, got, c.want)
		}
	}
}

func TestCountryOf(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"Russia", "RU"},
		{"Russian", "RU"},
		{"Russians", "RU"},
		{"Moscow", "RU"},
		{"Russia's", "RU"},
		{"French", "FR"},
		{"Frenchman", "FR"},
		{"Dutch", "NL"},
		{"Danes", "DK"},
		{"Polish", "PL"},
		{"polish", ""},
		{"South Korean", "KR"},
		{"North Koreans", "KP"},
		{"Korean", ""},
		{"Congolese", ""},
		{"Chinese", "CN"},
		{"Dominican", "DO"},
		{"Dominica", "DM"},
		{"Samoan", "WS"},
		{"American", "US"},
		{"British", "GB"},
		{"Welsh", "GB"},
		{"Gazans", "PS"},
		{"Palestinian", "PS"},
		{"Emirati", "AE"},
		{"UAE", "AE"},
		{"Iranian", "IR"},
		{"Kazakh", "KZ"},
		{"Ivorian", "CI"},
		{"Bangladeshi", "BD"},
		{"Burmese", "MM"},
		{"Soviet", "SU"},
		{"East German", "DD"},
		{"Nigerien", "NE"},
		{"Nigerian", "NG"},
		{"Guinean", "GN"},
		{"Equatorial Guinean", "GQ"},
		{"Kosovar", "XK"},
		{"Macedonian", "MK"},
		{"Swazi", "SZ"},
		{"Cape Verdean", "CV"},
		{"Timorese", "TL"},
		{"Vincentian", "VC"},
		{"Georgian", "GE"},
		{"Jordanian", "JO"},
		{"Turkish", "TR"},
		{"Czech", "CZ"},
		{"Argentine", "AR"},
		{"Swiss", "CH"},
		{"Bajan", "BB"},
		{"Filipino", "PH"},
		{"Philippine", "PH"},
		{"Salvadorean", "SV"},
		{"Sudanese", "SD"},
		{"South Sudanese", "SS"},
		{"Serb", "RS"},
		{"Greenlandic", "GL"},
		{"Puerto Rican", "PR"},
		{"Bavarian", "DE"},
		{"Republic of China", "TW"},
		{"People's Republic of China", "CN"},
		{"Kremlin", ""},
		{"Reuters", ""},
		{"", ""},
	} {
		got, ok := CountryOf(c.name)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("CountryOf(%q) = %s, %v, want %s", c.name, got, ok, c.want)
		}
	}
}

func TestFold(t *testing.T) {
	for name, want := range map[string]string{
		"The U.S.": "us", "U S": "u s", "L’Équipe": "lequipe", "Asharq  Al-Awsat": "asharq al awsat", "Mail & Guardian": "mail and guardian",
		"Göteborgs-Posten": "goteborgs posten", "Łódź": "lodz", "Straße": "strasse", "Коммерсантъ": "коммерсантъ", "the": "the", "": "",
		"Página/12": "pagina 12", "  (AP) ": "ap", "AT&T": "at and t", "İHA": "iha", "The The Times": "the times",
	} {
		if got := Fold(name); got != want {
			t.Errorf("Fold(%q) = %q, want %q", name, got, want)
		}
	}
}

// TestLists holds the lists to their least sizes and to what the package promises of them.
func TestLists(t *testing.T) {
	x := loaded()
	count, ids := map[Kind]int{}, map[string]bool{}
	for _, entries := range x.names {
		for _, e := range entries {
			if ids[e.actor.ID] {
				continue
			}
			ids[e.actor.ID] = true
			count[e.actor.Kind]++
		}
	}
	for kind, least := range map[Kind]int{
		Outlet: 2300, Agency: 250, State: 250, Government: 250, Ministry: 40, Service: 380, Forces: 120, Body: 330, Group: 700,
	} {
		if count[kind] < least {
			t.Errorf("%d of kind %s, want %d at least", count[kind], kind, least)
		}
	}
	seen := map[string]*Actor{}
	for _, entries := range x.names {
		for _, e := range entries {
			a := e.actor
			if other := seen[a.ID]; other != nil && other != a {
				t.Errorf("two are %s: %s and %s", a.ID, a.Name, other.Name)
			}
			seen[a.ID] = a
			if _, ok := Country(a.Country); a.Country != "" && !ok {
				t.Errorf("%s is of no country", a.ID)
			}
			if strings.ContainsAny(a.Name+strings.Join(a.Aliases, ""), "=\t|") || a.Name == "" {
				t.Errorf("%s has a mark in its names: %q %q", a.ID, a.Name, a.Aliases)
			}
			if !slices.Contains(Find(a.Name), a) {
				t.Errorf("Find(%q) has not %s", a.Name, a.ID)
			}
		}
	}
	for code := range x.countries {
		c, _ := Country(code)
		g, ok := GovernmentOf(code)
		if c.Country != code || !ok || g.Country != code || len(code) != 2 {
			t.Errorf("country %s: %v, government %v", code, c, g)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	names := []string{"Reuters", "the Washington Post", "Élysée", "Reka Molnar", "Eritrean Defence Ministry", "FSB", "Norda News Agency"}
	loaded()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		Find(names[i%len(names)])
	}
}

func BenchmarkOffice(b *testing.B) {
	names := []string{"Eritrean Defence Ministry", "Ministry of Foreign Affairs of the People's Republic of China", "Reka Molnar", "coastguard"}
	loaded()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		Office(names[i%len(names)])
	}
}
