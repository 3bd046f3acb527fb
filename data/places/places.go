// Package places knows where on the earth a name lies.
//
//	"Kiev"      →  Kyiv, a city of Ukraine (UA), 50.45 N 30.52 E
//	"Black Sea" →  Black Sea, a sea, 44 N 35 E
//
// It holds countries, their first-level regions, cities of 1,000 people and more, and a list of seas, straits, mountains, areas and
// bases. One name may be many places: which of them a text means is not its business. All of it is data in the binary, opened
// when first asked for.
package places

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// Kind is what sort of thing a place is.
type Kind string

// The kinds. A Base is any site: a base, port, airport, plant or landmark. An Area is known by name and has no border of a state's.
const (
	Country  Kind = "country"
	Region   Kind = "region" // of the first level below a country: state, oblast, province, governorate
	City     Kind = "city"
	Sea      Kind = "sea"
	Strait   Kind = "strait"
	Island   Kind = "island"
	Mountain Kind = "mountain"
	River    Kind = "river"
	Lake     Kind = "lake"
	Base     Kind = "base"
	Area     Kind = "area"
)

// Place is one place on the earth.
type Place struct {
	ID         string // "gn" and its number in GeoNames; the code of a region in GeoNames ("UA.05"); else words ("black-sea")
	Name       string // its usual name
	Kind       Kind
	Country    string  // ISO 3166-1 alpha-2, of a state that is gone alpha-2 as it was ("SU"); "" for a sea and what lies in several countries
	Region     string  // name of the region it lies in, "" when unknown
	Lat, Lon   float64 // degrees, of the middle
	Population int     // three figures are right; 0 unknown
	Capital    bool    // a country is governed from it
	Other      bool    // found by another name than its usual one, by one of GeoNames's list
}

// Find lists all places that go by a name, the likeliest first. Case, accents, hyphens, apostrophes, stops, an article in front and
// "Saint" or "St." make no difference. A name of more than 100 bytes is no place's.
func Find(name string) []Place {
	if len(name) > maxName {
		return nil
	}
	k := Key(name)
	if k == "" {
		return nil
	}
	found := open().loosely(k)
	slices.SortStableFunc(found, func(a, b Place) int {
		return cmp.Or(-cmp.Compare(a.Weight(), b.Weight()), strings.Compare(a.ID, b.ID))
	})
	return slices.CompactFunc(found, func(a, b Place) bool { return a.ID == b.ID })
}

// loosely lists the places whose key is k; where none is, those that differ by an article ("Al Hudaydah") or by the word for a region
// ("Donetsk Oblast").
func (d *data) loosely(k string) []Place {
	if found := d.find(k); found != nil {
		return found
	}
	if at := strings.LastIndexByte(k, ' '); at > 0 && regionWords[k[at+1:]] {
		found := d.find(k[:at])
		for _, p := range found {
			if p.Kind == City && p.Region != "" {
				found = append(found, d.regionOf(p)) // "Dohuk province" round the city of Dohuk, which itself goes as Duhok
			}
		}
		return slices.DeleteFunc(found, func(p Place) bool { return p.Kind != Region })
	}
	if rest, ok := strings.CutPrefix(k, "al "); ok {
		return d.find(rest)
	}
	return d.find("al " + k)
}

// regionOf is the region a city lies in.
func (d *data) regionOf(city Place) Place {
	for _, i := range d.byName[Key(city.Region)] {
		if p := d.own[i]; p.Kind == Region && p.Country == city.Country {
			return p
		}
	}
	return Place{}
}

var regionWords = map[string]bool{
	"region": true, "oblast": true, "province": true, "state": true, "governorate": true, "krai": true, "kray": true, "republic": true,
	"prefecture": true, "voivodeship": true, "department": true, "canton": true, "county": true, "district": true,
}

// Land is the likeliest country, area, sea or other listed place but a region that goes by a name, and reports whether there is one. It
// costs less than Find: cities are not looked at.
func Land(name string) (Place, bool) {
	return listed(name, func(p *Place) bool { return p.Kind != Region })
}

// State is the likeliest country or region that goes by a name, and reports whether there is one. It costs as little as Land.
func State(name string) (Place, bool) {
	return listed(name, func(p *Place) bool { return p.Kind == Region || p.Kind == Country })
}

func listed(name string, is func(*Place) bool) (best Place, ok bool) {
	if len(name) > maxName {
		return Place{}, false
	}
	d := open()
	for _, i := range d.byName[Key(name)] {
		if p := d.own[i]; is(&p) && (!ok || p.Weight() > best.Weight()) {
			best, ok = p, true
		}
	}
	return best, ok
}

// Adjective is the code of the country that words say something is of ("Ukrainian", "Costa Rican"), "" when none.
func Adjective(words string) string {
	if len(words) > maxName {
		return ""
	}
	return open().adjective[words]
}

const maxName = 100

// Weight is how likely a name alone means this place and no other of the name: about the logarithm of its people, as if it had them.
func (p *Place) Weight() float64 {
	w := math.Log10(float64(max(p.Population, 100)))
	switch p.Kind {
	case Country:
		w = max(w, 6.5) + 1
	case Region:
		w -= 0.8
		if p.Country == "US" {
			w = max(w, 5.9) // states that English print seldom says more of
		}
	case City:
		if p.Capital && !p.Other {
			w = max(w, 5.5) + 0.7
		}
	case Sea, Strait, Area:
		w = 7
	case Island, Mountain, River, Lake:
		w = 6
	case Base:
		w = 5.5
	}
	if p.Other {
		w--
	}
	return w
}
