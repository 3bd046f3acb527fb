package actors

import (
	"strings"
	"testing"
)

func TestOffice(t *testing.T) {
	for _, c := range []struct{ name, office, country string }{
		{"Eritrean Defence Ministry", "ministry of defence", "ER"},
		{"Ministry of Defence of Eritrea", "ministry of defence", "ER"},
		{"Eritrea's defence ministry", "ministry of defence", "ER"},
		{"Asmara’s Ministry of Defence", "ministry of defence", "ER"},
		{"the Russian Defense Ministry", "ministry of defence", "RU"},
		{"Russian Ministry of Defence", "ministry of defence", "RU"},
		{"Ministry of Defence of the Russian Federation", "ministry of defence", "RU"},
		{"defence ministry", "ministry of defence", ""},
		{"the Foreign Ministry", "ministry of foreign affairs", ""},
		{"Ministry of Foreign Affairs of the People's Republic of China", "ministry of foreign affairs", "CN"},
		{"the Republic of Korea's foreign ministry", "ministry of foreign affairs", "KR"},
		{"Indian Ministry of External Affairs", "ministry of foreign affairs", "IN"},
		{"Ministry of Health and Social Services", "ministry of health", ""},
		{"Ministry of Labour, Family and Social Policy", "ministry of labour", ""},
		{"Ministry of Territorial Administration", "ministry of territorial administration", ""},
		{"Federal Ministry of the Interior", "ministry of the interior", ""},
		{"Pentagon", "ministry of defence", "US"},
		{"US Department of Defense", "ministry of defence", "US"},
		{"Quai d'Orsay", "ministry of foreign affairs", "FR"},
		{"Foreign Office", "ministry of foreign affairs", "GB"},
		{"the Kremlin", "government", "RU"},
		{"Norwegian navy", "navy", "NO"},
		{"navy of Oman", "navy", "OM"},
		{"Armed Forces of Malta", "armed forces", "MT"},
		{"Israeli army", "armed forces", "IL"},
		{"Bundeswehr", "armed forces", "DE"},
		{"coastguard", "coast guard", ""},
		{"the Libyan coast guard", "coast guard", "LY"},
		{"Ukraine's General Staff", "general staff", "UA"},
		{"Kyrgyz border service", "border guard", "KG"},
		{"South Korean National Police Agency", "police", "KR"},
		{"Polish Prime Minister's Office", "prime minister's office", "PL"},
		{"Central Bank of Nigeria", "central bank", "NG"},
		{"Brazil's central bank", "central bank", "BR"},
		{"Supreme Court of Cyprus", "supreme court", "CY"},
		{"Prosecutor General's Office", "prosecutor's office", ""},
		{"Georgian Central Election Commission", "election commission", "GE"},
		{"Russian embassy in London", "embassy in london", "RU"},
		{"Turkish Red Crescent", "red cross", "TR"},
		{"Syria's state news agency", "state news agency", "SY"},
		{"Scottish Parliament", "", ""},
		{"Bavarian interior ministry", "", ""},
		{"Congolese army", "", ""},
		{"Security Council", "", ""},
		{"Department of Agriculture Undersecretary Jane Roe", "", ""},
		{"Red Cross", "", ""},
		{"World Health Organization", "", ""},
		{"Reuters", "", ""},
		{"Eritrea", "", ""},
		{"ministry", "", ""},
		{"post office", "", ""},
		{"Ministry of Silly Walks in Narnia", "", ""},
		{"", "", ""},
		{strings.Repeat("of ", 5000), "", ""},
		{strings.Repeat("of ", 40), "", ""},
	} {
		office, country, ok := Office(c.name)
		if office != c.office || country != c.country || ok != (office != "") {
			t.Errorf("Office(%.50q) = %q, %q, %v, want %q, %q", c.name, office, country, ok, c.office, c.country)
		}
	}
}

func TestLooks(t *testing.T) {
	for _, c := range []struct {
		kind  Kind
		names string
	}{
		{Agency, "Delmarra News Agency|Ostrava Press Agency|Upper Rhine Telegraph Agency|Harbour Newswire|Delta Wire|Agencia Pampera|" +
			"Agence Centrale de Kayes|Tirpress Presse|Kontinentalpresse|Seewire|Velden News Service|Alpenpressedienst"},
		{Outlet, "Corsley Post|The Corsley Times|Inner Sound Gazette|Bay Herald|Radio Marmara|Radio Onda Sur|Valdern TV|Channel 9|Kanal 7|" +
			"Ostmark Zeitung|Kreisabendblatt|Nordsjællands Tidende|Vestfjord Dagblad|Corriere di Valsera|Diario del Bajío|La Gaceta de Urabá|" +
			"El Correo de Tarija|Le Matin de Kolda|The Daily Vanguard|Evening Star|Weekly Review|The Clarion|Sava Glasnik|Haeju Ilbo|" +
			"Kita Shimbun|Boğaz Gazetesi|Stolica 24|Lake Online|gazeta.example|delta-monitor.net|Port Said Tribune (English edition)|" +
			"Free Press Journal|Marmara Express"},
		{"", "Post|post|Times|Press|Radio|Reka Molnar|Defence Ministry|Opposition Leader|Su-24|An-124|MiG-29|International Space Agency|" +
			"Central Intelligence Agency|Human Rights Watch|Royal Mint|National Guard|harbour post|the times|U.S.|Mr. Smith|a.b|" +
			"Port Authority|Free Trade Union|Bashi Channel|Ocean Carrier 24 Ltd|Wire|press agency"},
	} {
		for name := range strings.SplitSeq(c.names, "|") {
			got := Kind("")
			if LooksLikeOutlet(name) {
				got = Outlet
			}
			if LooksLikeAgency(name) {
				if got != "" {
					t.Errorf("%q looks like both", name)
				}
				got = Agency
			}
			if got != c.kind {
				t.Errorf("%q looks like %q, want %q", name, got, c.kind)
			}
		}
	}
	for _, name := range []string{"", " ", ".", "..", "’s", strings.Repeat("Daily ", 2000), strings.Repeat("a.", 3000) + "com", "\xff.com"} {
		if LooksLikeAgency(name) || LooksLikeOutlet(name) {
			t.Errorf("%.20q looks like something", name)
		}
	}
}
