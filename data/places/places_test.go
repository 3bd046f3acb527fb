package places

import (
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFind(t *testing.T) {
	for _, c := range []struct {
		name, id, usual string
		kind            Kind
		country         string
		lat, lon        float64
	}{
		{"Kyiv", "gn703448", "Kyiv", City, "UA", 50.45, 30.52},
		{"KIEV", "gn703448", "Kyiv", City, "UA", 50.45, 30.52},
		{"Peking", "gn1816670", "Beijing", City, "CN", 39.9, 116.4},
		{"Aseb", "gn343386", "Assab", City, "ER", 13, 42.7},
		{"saint-petersburg", "gn498817", "St Petersburg", City, "RU", 59.9, 30.3},
		{"St. Petersburg", "gn498817", "St Petersburg", City, "RU", 59.9, 30.3},
		{"The Hague", "gn2747373", "The Hague", City, "NL", 52.1, 4.3},
		{"Medellín", "gn3674962", "Medellin", City, "CO", 6.25, -75.56},
		{"N’Djamena", "gn2427123", "N'Djamena", City, "TD", 12.1, 15.04},
		{"New York", "gn5128581", "New York", City, "US", 40.7, -74},
		{"Al Hudaydah", "gn79415", "Hodeidah", City, "YE", 14.8, 42.95},
		{"U.S.", "gn6252001", "United States", Country, "US", 39.5, -99},
		{"Côte d'Ivoire", "gn2287781", "Ivory Coast", Country, "CI", 7.6, -5.6},
		{"USSR", "soviet-union", "Soviet Union", Country, "SU", 61.5, 90},
		{"Donetsk Oblast", "UA.05", "Donetsk", Region, "UA", 48, 37.7},
		{"Calif.", "US.CA", "California", Region, "US", 36, -119.5},
		{"the Black Sea", "black-sea", "Black Sea", Sea, "", 44, 35},
		{"Straits of Hormuz", "strait-of-hormuz", "Strait of Hormuz", Strait, "", 26.6, 56.3},
		{"Mt. Everest", "mount-everest", "Mount Everest", Mountain, "NP", 28, 86.9},
		{"Donbass", "donbas", "Donbas", Area, "UA", 48.3, 38},
	} {
		found := Find(c.name)
		if len(found) == 0 {
			t.Errorf("%s: nothing found", c.name)
			continue
		}
		p := found[0]
		if p.ID != c.id || p.Name != c.usual || p.Kind != c.kind || p.Country != c.country || math.Abs(p.Lat-c.lat) > 1 || math.Abs(p.Lon-c.lon) > 1 {
			t.Errorf("%s: got %+v", c.name, p)
		}
	}
}

func TestFindNothing(t *testing.T) {
	for _, name := range []string{
		"", " ", "-", ".", "'", "the", "the ", "\x00", "\xff\xfe", "Qwxzkj", strings.Repeat("a", 10000), strings.Repeat("Á", 60), strings.Repeat("-", 99),
		"\n", "Paris\nTexas and much more", "́́́",
	} {
		if found := Find(name); len(found) > 0 {
			t.Errorf("%.30q: found %v", name, found[0])
		}
		if p, ok := Land(name); ok {
			t.Errorf("%.30q: is %v", name, p)
		}
	}
}

func TestState(t *testing.T) {
	for name, want := range map[string]string{"Georgia": "gn614540", "Fla.": "US.FL", "Texas": "US.TX", "Kyiv": "UA.13", "Black Sea": "", "": ""} {
		if p, ok := State(name); ok != (want != "") || p.ID != want {
			t.Errorf("%s: %v, want %q", name, p, want)
		}
	}
	if p, ok := Land("Texas"); ok {
		t.Errorf("Texas is the land %v", p)
	}
}

func TestAdjective(t *testing.T) {
	for word, want := range map[string]string{"Ukrainian": "UA", "Costa Rican": "CR", "Soviet": "SU", "ukrainian": "", "Blue": "", "": ""} {
		if got := Adjective(word); got != want {
			t.Errorf("%s: %q, want %q", word, got, want)
		}
	}
}

// TestOrder holds cities to the order in which they are searched: a key folded otherwise than when they were packed would be lost.
func TestOrder(t *testing.T) {
	d := open()
	if d.names.len() < 160000 || d.others.len() < 80000 || len(d.regions) < 3800 {
		t.Fatalf("%d cities, %d other names, %d regions: too few", d.names.len(), d.others.len(), len(d.regions))
	}
	last := ""
	for i := range d.names.len() {
		k := Key(d.names.at(i))
		if k < last {
			t.Fatalf("%q stands behind %q", d.names.at(i), last)
		}
		last = k
		p := d.city(i)
		if math.Abs(p.Lat) > 90 || math.Abs(p.Lon) > 180 || len(p.Country) != 2 || p.Population < 0 || !utf8.ValidString(p.Name) {
			t.Fatalf("%+v", p)
		}
	}
	for i := 1; i < d.others.len(); i++ {
		if d.others.at(i) < d.others.at(i-1) {
			t.Fatalf("%q stands behind %q", d.others.at(i), d.others.at(i-1))
		}
	}
}

// TestLists holds the lists written by hand to what they promise.
func TestLists(t *testing.T) {
	d := open()
	ids := map[string]bool{}
	for _, p := range d.own {
		if ids[p.ID] {
			t.Errorf("%s is listed twice", p.ID)
		}
		ids[p.ID] = true
		if p.Name == "" || p.Country != "" && len(p.Country) != 2 || math.Abs(p.Lat) > 90 || math.Abs(p.Lon) > 180 {
			t.Errorf("%+v", p)
		}
		if !slices.ContainsFunc(Find(p.Name), func(q Place) bool { return q.ID == p.ID }) {
			t.Errorf("%s is not found by its name %s", p.ID, p.Name)
		}
	}
	if len(d.own) < 5000 {
		t.Errorf("%d listed, too few", len(d.own))
	}
	rows(spellingsList, func(c []string) {
		if !slices.ContainsFunc(Find(c[1]), func(p Place) bool {
			return p.Kind == City && p.Country == c[0] && Key(p.Name) == Key(strings.Split(c[2], ";")[0])
		}) {
			t.Errorf("%s %s is no city of GeoNames", c[0], c[1])
		}
	})
	for code := range regionNames() {
		if !ids[code] {
			t.Errorf("%s is no region of GeoNames", code)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"Kyiv", "St. John's", "Ürümqi", "\xff", "U.S.", "Al Al Al", "state", " oblast", "a region"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		found := Find(s)
		if k := Key(s); k != Key(k) && len(s) < 100 && utf8.ValidString(s) {
			t.Errorf("the key of %q is %q, and of that %q", s, k, Key(k))
		}
		for i := 1; i < len(found); i++ {
			if found[i].Weight() > found[i-1].Weight() {
				t.Errorf("%q: %v stands behind %v", s, found[i], found[i-1])
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	names := []string{"Kyiv", "Springfield", "St. Petersburg", "the Black Sea", "Nowhere at all", "Córdoba", "Zaporizhzhia"}
	Find("")
	for i := 0; b.Loop(); i++ {
		Find(names[i%len(names)])
	}
}

func BenchmarkLand(b *testing.B) {
	Find("x")
	for b.Loop() {
		Land("United Arab Emirates")
	}
}

func BenchmarkOpen(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		read()
	}
}
