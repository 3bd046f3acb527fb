package resolve

import "testing"

func TestSameOutlet(t *testing.T) {
	for _, x := range []struct {
		name, outlet string
		want         bool
	}{
		{"the Courant", "The Lerwick Courant", true},
		{"Lerwick", "The Lerwick Courant", false}, // a place
		{"Washington", "The Washington Post", false},
		{"The Post", "Washington Post", true},
		{"Araks agency", "Araks News Agency", true},
		{"Araks", "Araks News Agency", true},
		{"the Norda news agency", "Norda", true},
		{"REUTER", "Reuters", true},
		{"Reuters", "Reuters", true},
		{"SPA", "Skagen Press Agency", true},
		{"SKB", "Skagerrak Bureau", true},
		{"ACO", "Agencia Cordillera", true},
		{"AdC", "Agence du Centre", false}, // mixed letters are no abbreviation of ours
		{"ADC", "Agence du Centre", true},
		{"AP", "Associated Press", true},
		{"AP", "Agence France-Presse", false},
		{"Daily", "Bosporus Daily", false},
		{"News Agency", "Norda News Agency", false},
		{"Horn Daily", "Horn Ledger", false},
		{"Mail & Sun", "Island Mail & Sun", true},
		{"The Harbour Post", "Harbour Post", true},
		{"the Post", "Harbour Post (translated)", true},
		{"", "Harbour Post", false},
		{"Post", "", false},
	} {
		if got := sameOutlet(x.name, x.outlet); got != x.want {
			t.Errorf("sameOutlet(%q, %q) = %v", x.name, x.outlet, got)
		}
	}
}

func TestOutletName(t *testing.T) {
	for phrase, want := range map[string]string{
		"the news agency SNA":                      "SNA",
		"the website Horn Ledger":                  "Horn Ledger",
		"the official Antara news agency":          "Antara news agency",
		"the United Arab Emirates news agency WAM": "WAM",
		"the Thorndon Whisper blog":                "Thorndon Whisper",
		"the weekly magazine Kronika":              "Kronika",
		"a local newspaper":                        "",
		"the New York Times today":                 "New York Times",
		"But the New York Times":                   "New York Times",
		"The Clarion":                              "The Clarion",
		"the daily Sabah al-Maghrib":               "Sabah al-Maghrib",
		"the Telegram channel “Yuzhny Rubezh”":     "Yuzhny Rubezh",
		"Indonesian newspapers":                    "",
		"Reuters":                                  "Reuters",
		"":                                         "",
	} {
		if got := outletName(phrase); got != want {
			t.Errorf("outletName(%q) = %q, want %q", phrase, got, want)
		}
	}
}
