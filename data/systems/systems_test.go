package systems

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestListIsSound(t *testing.T) {
	if n := len(All()); n < 1500 {
		t.Errorf("%d systems", n)
	}
	id, country := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`), regexp.MustCompile(`^([A-Z]{2}(\+[A-Z]{2})*)?$`)
	seen := map[string]bool{}
	for _, s := range All() {
		if seen[s.ID] || !id.MatchString(s.ID) {
			t.Errorf("ID %q of %s: used twice, or not of its form", s.ID, s.Name)
		}
		seen[s.ID] = true
		if !country.MatchString(s.Country) {
			t.Errorf("%s: country %q", s.ID, s.Country)
		}
		if s.Kind == "" || strings.ToLower(s.Kind) != s.Kind {
			t.Errorf("%s: kind %q", s.ID, s.Kind)
		}
		for range 5 { // up to the root
			if s.Family == "" {
				break
			}
			parent, ok := ByID(s.Family)
			if !ok {
				t.Fatalf("%s: no family %q", s.ID, s.Family)
			}
			s = parent
		}
		if s.Family != "" {
			t.Errorf("%s: the families go round", s.ID)
		}
	}
}

// Every name of a system finds it, as listed and as others write it.
func TestEveryNameIsFound(t *testing.T) {
	for _, s := range All() {
		for _, name := range append([]string{s.Name}, s.Aliases...) {
			for _, n := range []string{name, strings.ToUpper(name), strings.ReplaceAll(name, "-", " "), strings.ReplaceAll(name, "-", "–")} {
				if !slices.Contains(Find(n), s) {
					t.Errorf("%q does not find %s", n, s.ID)
				}
			}
		}
	}
}

// Few names are shared, and none by chance: a longer look is worth it when there are more.
func TestFewNamesAreShared(t *testing.T) {
	of := map[string]map[string]bool{}
	for _, s := range All() {
		for _, name := range append([]string{s.Name}, s.Aliases...) {
			k := Key(name)
			if of[k] == nil {
				of[k] = map[string]bool{}
			}
			of[k][s.ID] = true
		}
	}
	shared := 0
	for _, ids := range of {
		if len(ids) > 1 {
			shared++
		}
	}
	if shared > 90 {
		t.Errorf("%d names are shared", shared)
	}
}

func TestFind(t *testing.T) {
	for id, names := range map[string]string{
		"buk-m2e":             "Buk-M2E|buk m2e|BUK-M2E|Бук-М2Э|Buk M2Es",
		"pantsir-s1":          "Pantsir-S1|Pantsyr-S1|Pantzir S1|Pantsir S-1|Панцирь-С1",
		"oreshnik":            "Oreshnik|ORESHNIK|Орешник",
		"kalibr":              "Kalibr|3M-54|3M54|SS-N-27|Kalibrs|Калибр",
		"an-124-ruslan":       "An-124 Ruslan|An-124|AN 124|Antonov An-124|Antonov-124|Ruslan|Ан-124",
		"uss-gerald-r-ford":   "USS Gerald R. Ford|USS Gerald R Ford|USS GERALD R. FORD|CVN-78|CVN 78|Gerald R. Ford",
		"gerald-r-ford-class": "Gerald R. Ford class|Gerald R. Ford-class|Ford-class|Ford class",
		"s-400":               "S-400|S 400|S400|s-400s|S‑400",
		"kh-101":              "Kh-101|X-101|Kh-101s|Х-101",
		"su-30mki":            "Su-30MKI|Sukhoi Su-30MKI|Su 30 MKI",
		"dmitry-donskoy-ballistic-missile-submarine": "Dmitry Donskoy|Dmitriy Donskoi|Dmitri Donskoy|Дмитрий Донской",
		"p-270-moskit": "SS-N-22|Sunburn|Moskit",
	} {
		for name := range strings.SplitSeq(names, "|") {
			if got := Find(name); len(got) == 0 || got[0].ID != id {
				t.Errorf("%s: %v, want %s", name, got, id)
			}
		}
	}
	for _, name := range []string{"", " ", "-", "the", "S-", "Buk-M2E launcher", "Mirage", "Trident"} {
		for _, s := range Find(name) {
			if s.ID == "dassault-mirage-iii" || s.ID == "ugm-96-trident-i" || name == "" || strings.HasSuffix(name, "launcher") {
				t.Errorf("%q: %s", name, s.ID)
			}
		}
	}
}

func TestPattern(t *testing.T) {
	for name, want := range map[string]System{
		"DDG-940":            {ID: "hull ddg-940", Name: "DDG-940", Kind: "destroyer"},
		"USS John Q. Tanner": {ID: "ship uss-john-q-tanner", Name: "USS John Q. Tanner", Kind: "ship", Country: "US"},
		"HMS Isle of Coll":   {ID: "ship hms-isle-of-coll", Name: "HMS Isle of Coll", Kind: "ship", Country: "GB"},
		"MV Aurora Bay":      {ID: "ship mv-aurora-bay", Name: "MV Aurora Bay", Kind: "merchant ship"},
		"155mm howitzers":    {ID: "calibre 155mm howitzer", Name: "155mm howitzer", Kind: "howitzer"},
		"5.56-mm rifle":      {ID: "calibre 5.56mm rifle", Name: "5.56mm rifle", Kind: "rifle"},
		"9K899M":             {ID: "designation 9k899m", Name: "9K899M", Kind: "missile system", Country: "RU"},
		"9K37M9":             {ID: "designation 9k37m9", Name: "9K37M9", Kind: "air-defence system", Country: "RU", Family: "buk"},
		"Su-30MKQ":           {ID: "designation su-30mkq", Name: "Su-30MKQ", Kind: "fighter aircraft", Country: "RU", Family: "su-30"},
		"R-361":              {ID: "designation r-361", Name: "R-361", Kind: "missile"},
		"Shahed-333s":        {ID: "designation shahed-333", Name: "Shahed-333", Kind: "drone", Country: "IR"},
	} {
		got, ok := Pattern(name)
		if !ok || got.ID != want.ID || got.Name != want.Name || got.Kind != want.Kind || got.Country != want.Country || got.Family != want.Family {
			t.Errorf("%s: %v %+v, want %+v", name, ok, got, want)
		}
	}
	if n, s, _ := Unlisted("Lürssen-class frigates"); s.ID != "class lürssen" || n != len("Lürssen-class") {
		t.Errorf("a class: %d %+v", n, s)
	}
	for _, name := range []string{
		"", "USS", "HMS of", "COVID-19", "F-150", "T-shirt", "G-7", "world-class frigate", "The new-class frigate", "155mm", "0mm gun", "Su", "Su-30MKI", "USS Gerald R. Ford", "CVN-",
		"Su-" + strings.Repeat("9", 10_000), strings.Repeat("USS ", 10_000), "9K", "AN/", "DDG-99999", "1.5.5mm gun",
	} {
		if s, ok := Pattern(name); ok {
			t.Errorf("%.40q: %+v", name, s)
		}
	}
}

func TestMeans(t *testing.T) {
	for _, c := range []struct {
		noun, kind string
		want       bool
	}{
		{"missile", "cruise missile", true},
		{"missiles", "ballistic-missile submarine", false},
		{"battery", "air-defence system", true},
		{"jet", "helicopter", false},
		{"carrier", "aircraft carrier", true},
		{"carrier", "frigate", false},
		{"frigate", "aircraft carrier", false},
		{"bomb", "bomber", false},
		{"trucks", "fighter aircraft", false},
		{"drone", "loitering munition", true},
		{"tank", "tank", true},
		{"table", "tank", false},
	} {
		if got := Means(c.noun, c.kind); got != c.want {
			t.Errorf("%s for a %s: %v", c.noun, c.kind, got)
		}
	}
}

func TestType(t *testing.T) {
	for kind, want := range map[string]string{
		"submarine class": "ship", "merchant ship": "ship", "naval drone": "ship", "drone": "aircraft", "loitering munition": "weapon",
		"tanker aircraft": "aircraft", "tanker": "ship", "cruise missile": "weapon", "radar": "weapon", "lorry": "vehicle", "tank": "vehicle", "self-propelled gun": "weapon",
	} {
		if got := (&System{Kind: kind}).Type(); got != want {
			t.Errorf("%s: %s, want %s", kind, got, want)
		}
	}
}

func FuzzUnlisted(f *testing.F) {
	for _, s := range []string{"USS John Doe", "155mm howitzer", "Su-30MKQ", "Lürssen-class frigates", "9K37M2", "AN/TPY-9", "İ-1", "2S"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, sys, _ := Unlisted(s)
		if n < 0 || n > len(s) || n > 0 && (sys.ID == "" || sys.Name == "" || sys.Kind == "") {
			t.Errorf("%q: %d %+v", s, n, sys)
		}
		if n, names := Match(strings.Fields(s)); n > 0 && len(names) == 0 {
			t.Errorf("%q: %d words of nobody", s, n)
		}
	})
}
