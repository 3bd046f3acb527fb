package reader

import (
	"context"
	"slices"
	"testing"

	"hearsay"
	"hearsay/model"
)

// TestSpeakers holds what a speaker's words stand for: name, role, kind, and the candidates where it may be either of two.
func TestSpeakers(t *testing.T) {
	r := open(t, model.Files)
	for _, c := range []struct {
		outlet, text, speaker string
		want                  hearsay.Speaker
	}{
		{"", "Deputy Defence Minister Oksana Lysko flew to Odesa on Friday. Lysko said the port was open.", "Lysko", hearsay.Speaker{Name: "Oksana Lysko", Role: "Deputy Defence Minister", Kind: hearsay.Person}},
		{"", "Deputy Defence Minister Oksana\u00a0Lysko flew to Odesa on Friday. Lysko said the port was open.", "Lysko", hearsay.Speaker{Name: "Oksana Lysko", Role: "Deputy Defence Minister", Kind: hearsay.Person}},
		{"", "Vasil Petkov, the head of the border service, crossed the bridge on foot. \"It holds,\" he said.", "he", hearsay.Speaker{Name: "Vasil Petkov", Role: "head of the border service", Kind: hearsay.Person}},
		{"", "\"The pumps are new,\" said the plant's chief engineer, Rosa Quental. She has worked there for ten years.", "the plant's chief engineer, Rosa Quental", hearsay.Speaker{Name: "Rosa Quental", Role: "chief engineer", Kind: hearsay.Person}},
		{"", "The flight was short. Pilots knew it, the lawmaker Tesfay Kassahun said on Monday.", "the lawmaker Tesfay Kassahun", hearsay.Speaker{Name: "Tesfay Kassahun", Role: "lawmaker", Kind: hearsay.Person}},
		{"", "A fisherman who came to Turku with engine trouble, Pekka Salo, said that the boat had no lights.", "A fisherman who came to Turku with engine trouble, Pekka Salo", hearsay.Speaker{Name: "Pekka Salo", Kind: hearsay.Person}},
		{"Lantern Weekly", "The bridge at Ulcinj is closed. I do not believe that it will open this year.", "I", hearsay.Speaker{Name: "Lantern Weekly", Kind: hearsay.Outlet}},
		{"Norrland Press Agency", "The ferry was empty. An NPA reporter said the crew had left by the back door.", "An NPA reporter", hearsay.Speaker{Name: "Norrland Press Agency", Kind: hearsay.Outlet}},
		{"The Lerwick Herald", "The minister told the Herald that the cable was cut. The Herald understands that a trawler did it.", "The Herald", hearsay.Speaker{Name: "The Lerwick Herald", Kind: hearsay.Outlet}},
		{"", "The Maritime Safety Board (MSB) sent two divers to the wreck. The MSB said the hull was whole.", "The MSB", hearsay.Speaker{Name: "Maritime Safety Board", Kind: hearsay.Org}},
		{"", "A train of the Bulgarian army left Varna on Monday. The army said it carried flour.", "The army", hearsay.Speaker{Name: "Bulgarian army", Kind: hearsay.Org}},
		{"", "The Omani embassy in Helsinki said on Tuesday that it knew nothing of the ship. The embassy said it had asked the navy.", "The embassy", hearsay.Speaker{Name: "Omani embassy in Helsinki", Kind: hearsay.Org}},
		{"", "The Ministry of Works of Peru said that the bridge was closed. The ministry said that it had no money.", "The ministry", hearsay.Speaker{Name: "Ministry of Works of Peru", Kind: hearsay.Org}},
		{"", "Pictures taken by the firm Helio Orbit show a crane on the quay.", "Pictures taken by the firm Helio Orbit", hearsay.Speaker{Name: "Pictures taken by the firm Helio Orbit", Kind: hearsay.Imagery}},
		{"", "Two officials at the harbour spoke to us. One of them said the crane was broken.", "One of them", hearsay.Speaker{Kind: hearsay.Unnamed}},
		{"", "Samir Haddad rang Karim Nassif on Friday night. He said the deal was dead.", "He", hearsay.Speaker{Kind: hearsay.Person, Candidates: []string{"Samir Haddad", "Karim Nassif"}}},
		{"", "Anna Falk met Peter Falk in Visby on Sunday. Ms Falk said the tax would stay.", "Ms Falk", hearsay.Speaker{Name: "Anna Falk", Kind: hearsay.Person}},
		{"", "Senator Ama Boateng did not agree.\n\nBOATENG: The major was asleep. He is asleep now.", "BOATENG", hearsay.Speaker{Name: "Ama Boateng", Role: "Senator", Kind: hearsay.Person}},
		{"", "ANCHOR: Major Piet Roelofs of the harbour guard saw it. Major, were your people armed?\n\nMAJOR PIET ROELOFS: They are not my people. We searched every boat that came back.", "MAJOR PIET ROELOFS", hearsay.Speaker{Name: "Piet Roelofs", Role: "Major", Kind: hearsay.Person}},
	} {
		claims, err := r.Read(context.Background(), &hearsay.Document{Outlet: c.outlet, Text: c.text})
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(claims, func(k hearsay.Claim) bool { return k.Speaker.Text == c.speaker })
		if i < 0 {
			t.Errorf("%s: no claim of %q", c.text, c.speaker)
			continue
		}
		if got := claims[i].Speaker; got.Name != c.want.Name || got.Role != c.want.Role || got.Kind != c.want.Kind || !slices.Equal(got.Candidates, append([]string{}, c.want.Candidates...)) {
			t.Errorf("%s: %q is %q, %q, %q, %v", c.text, c.speaker, got.Name, got.Role, got.Kind, got.Candidates)
		}
	}
}

// TestMentionNames holds the fullest form of names that a claim mentions.
func TestMentionNames(t *testing.T) {
	r := open(t, model.Files)
	for _, c := range []struct{ outlet, text, mention, want string }{
		{"", "President Ilse Brandauer met Mr Kofi Asamoah in Graz. The mayor said that Asamoah had left early.", "Asamoah", "Kofi Asamoah"},
		{"", "President Ilse Brandauer met Mr Kofi Asamoah in Graz. The mayor said that Asamoah had left early.", "Kofi Asamoah", "Kofi Asamoah"},
		{"", "The Baltic Cable Company was founded in 1921. The mayor said that Baltic Cable had paid for the school.", "Baltic Cable", "Baltic Cable Company"},
		{"", "The International Grain Council (IGC) met in Izmir. The mayor said that the IGC had paid for lunch.", "IGC", "International Grain Council"},
		{"", "The mayor said that two tanks had been seen near Bitola.", "Bitola", "Bitola"},
		{"", "The mayor said that two tanks had been seen near Bitola.", "tanks", ""},
	} {
		claims, err := r.Read(context.Background(), &hearsay.Document{Outlet: c.outlet, Text: c.text})
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, k := range claims {
			for _, m := range k.Mentions {
				if m.Text == c.mention {
					found = true
					if m.Name != c.want {
						t.Errorf("%s: %q is %q, not %q", c.text, c.mention, m.Name, c.want)
					}
				}
			}
		}
		if !found {
			t.Errorf("%s: %q is not mentioned", c.text, c.mention)
		}
	}
}

// TestAbbreviates holds which letters stand for which words.
func TestAbbreviates(t *testing.T) {
	for _, c := range []struct {
		short, outlet string
		want          bool
	}{
		{"SKB", "Skagerrak Bureau", true},
		{"ACO", "Agencia Cordillera", true},
		{"NPA", "Norrland Press Agency", true},
		{"NPX", "Norrland Press Agency", false},
		{"PA", "Norrland Press Agency", false},
		{"Npa", "Norrland Press Agency", false},
		{"", "A B", false},
	} {
		if got := initials(c.short, c.outlet); got != c.want {
			t.Errorf("initials(%q, %q) = %v", c.short, c.outlet, got)
		}
	}
}
