package places

import (
	_ "embed"
	"strconv"
	"strings"
)

// Lists that are kept by hand; NOTICE says where they come from.
var (
	//go:embed countries.tsv
	countriesList string
	//go:embed features.tsv
	featuresList string
	//go:embed spellings.tsv
	spellingsList string
	//go:embed regions.tsv
	regionsList string
)

// rows calls f with the columns of each row of a list.
func rows(list string, f func(cols []string)) {
	for line := range strings.Lines(list) {
		line = strings.TrimSuffix(line, "\n")
		if line != "" && line[0] != '#' {
			f(strings.Split(line, "\t"))
		}
	}
}

// add enters a place under its names.
func (d *data) add(p Place, names ...string) {
	for _, n := range append([]string{p.Name}, names...) {
		if k := Key(n); k != "" {
			d.byName[k] = append(d.byName[k], len(d.own))
		}
	}
	d.own = append(d.own, p)
}

func (d *data) readLists() {
	rows(countriesList, func(c []string) {
		p := Place{ID: c[0], Name: c[2], Kind: Country, Country: c[1], Lat: degrees(c[3]), Lon: degrees(c[4])}
		p.Population, _ = strconv.Atoi(c[5])
		d.add(p, split(c[7])...)
		if c[6] != "" {
			d.capitals[c[1]+Key(c[6])] = true
		}
		for _, a := range split(c[8]) {
			d.adjective[a] = p.Country
		}
	})
	rows(featuresList, func(c []string) {
		names := split(c[5])
		d.add(Place{ID: c[0], Name: names[0], Kind: Kind(c[1]), Country: c[2], Lat: degrees(c[3]), Lon: degrees(c[4])}, names[1:]...)
	})
	rows(spellingsList, func(c []string) {
		names, key := split(c[2]), Key(c[1])
		d.usual[c[0]+key] = names[0]
		for _, s := range names {
			if k := Key(s); k != key {
				d.spelled[k] = append(d.spelled[k], spelling{key, c[0]})
			}
		}
	})
}

// regionNames is the other names of regions by their code, the usual one first.
func regionNames() map[string][]string {
	names := map[string][]string{}
	rows(regionsList, func(c []string) { names[c[0]] = split(c[1]) })
	return names
}

func split(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, ";")
}

func degrees(s string) float64 {
	f, _ := strconv.ParseFloat(s, 64)
	return f
}
