package places

import (
	_ "embed"
	"encoding/binary"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// gazetteer is what build writes: regions and cities of GeoNames.
//
//go:embed gazetteer.zst
var gazetteer []byte

// data is all that is known of places. Cities stay as the bytes they came as: a column each for names, degrees and so on, in the
// order of their keys.
type data struct {
	own       []Place // countries, regions and what is listed by hand
	byName    map[string][]int
	adjective map[string]string
	capitals  map[string]bool   // country and key
	usual     map[string]string // country and key
	spelled   map[string][]spelling

	countries []string // codes, as cities number them
	regions   []string // names, as cities number them; the first is ""
	names     lines    // of cities
	lat, lon  planes   // thousandths of a degree from the south pole, and from 180° west
	id        planes
	people    planes // three figures, and how many noughts follow
	region    planes
	country   planes
	others    lines // keys
	otherOf   planes
}

// spelling is a city's usual name in the list of spellings.
type spelling struct{ key, country string }

var open = sync.OnceValue(read)

func read() *data {
	d := &data{byName: map[string][]int{}, adjective: map[string]string{}, capitals: map[string]bool{}, usual: map[string]string{}, spelled: map[string][]spelling{}}
	d.readLists()
	r, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
	if err != nil {
		panic(err) // only options can be wrong, and these are right
	}
	defer r.Close()
	b, err := r.DecodeAll(gazetteer, nil)
	if err != nil {
		panic(err) // the bytes are the binary's own, and a test reads them
	}
	d.unpack(string(b))
	return d
}

// unpack reads the parts in the order in which build packs them, each behind its length.
func (d *data) unpack(b string) {
	next := func() string {
		n := binary.LittleEndian.Uint32([]byte(b[:4]))
		part := b[4 : 4+n]
		b = b[4+n:]
		return part
	}
	d.countries = strings.Split(next(), "\n")
	d.regions = []string{""}
	known := regionNames()
	rows(next(), func(c []string) {
		p := Place{ID: c[0], Name: c[1], Kind: Region, Country: c[0][:2], Lat: degrees(c[2]), Lon: degrees(c[3])}
		p.Population, _ = strconv.Atoi(c[4])
		names := append(split(c[5]), known[p.ID]...)
		if len(known[p.ID]) > 0 {
			p.Name = known[p.ID][0]
		}
		d.add(p, names...)
		d.regions = append(d.regions, p.Name)
	})
	d.names = newLines(next())
	for _, p := range []*planes{&d.lat, &d.lon, &d.id, &d.people, &d.region, &d.country} {
		*p = planes{next(), d.names.len()}
	}
	d.others = newLines(next())
	d.otherOf = planes{next(), d.others.len()}
}

// find lists the places whose key is k.
func (d *data) find(k string) []Place {
	var out []Place
	for _, i := range d.byName[k] {
		out = append(out, d.own[i])
	}
	for i := d.names.search(k, Key); i < d.names.len() && Key(d.names.at(i)) == k; i++ {
		out = append(out, d.city(i))
	}
	for _, s := range d.spelled[k] {
		for i := d.names.search(s.key, Key); i < d.names.len() && Key(d.names.at(i)) == s.key; i++ {
			if c := d.city(i); c.Country == s.country {
				out = append(out, c)
				break // the largest stands first
			}
		}
	}
	as := func(s string) string { return s }
	for i := d.others.search(k, as); i < d.others.len() && d.others.at(i) == k; i++ {
		c := d.city(d.otherOf.at(i))
		c.Other = true
		if !slices.ContainsFunc(out, func(p Place) bool { return p.ID == c.ID }) {
			out = append(out, c)
		}
	}
	return out
}

func (d *data) city(i int) Place {
	people := d.people.at(i)
	p := Place{
		ID: "gn" + strconv.Itoa(d.id.at(i)), Name: english(d.names.at(i)), Kind: City, Country: d.countries[d.country.at(i)], Region: d.regions[d.region.at(i)],
		Lat: round(float64(d.lat.at(i))/1000 - 90), Lon: round(float64(d.lon.at(i))/1000 - 180),
		Population: people % 1000 * int(math.Pow10(people/1000)),
	}
	if k := Key(d.names.at(i)); d.largest(i, k) {
		k = p.Country + k
		p.Capital = d.capitals[k]
		if s, ok := d.usual[k]; ok {
			p.Name = s
		}
	}
	return p
}

// largest reports whether no city before i has its key, k, and lies in its country.
func (d *data) largest(i int, k string) bool {
	for j := i - 1; j >= 0 && Key(d.names.at(j)) == k; j-- {
		if d.country.at(j) == d.country.at(i) {
			return false
		}
	}
	return true
}

func round(x float64) float64 { return math.Round(x*1000) / 1000 }

// lines is sorted text, found by number.
type lines struct {
	text string
	ends []uint32
}

func newLines(text string) lines {
	l := lines{text: text}
	l.ends = make([]uint32, 0, strings.Count(l.text, "\n"))
	for i := range len(l.text) {
		if l.text[i] == '\n' {
			l.ends = append(l.ends, uint32(i)) //nolint:gosec // text is some megabytes
		}
	}
	return l
}

func (l *lines) len() int { return len(l.ends) }

func (l *lines) at(i int) string {
	from := uint32(0)
	if i > 0 {
		from = l.ends[i-1] + 1
	}
	return l.text[from:l.ends[i]]
}

// search is the first line whose key is not before k.
func (l *lines) search(k string, key func(string) string) int {
	from, to := 0, l.len()
	for from < to {
		m := (from + to) / 2
		if key(l.at(m)) < k {
			from = m + 1
		} else {
			to = m
		}
	}
	return from
}

// planes is n numbers of as many bytes as fit b: first the lowest byte of all, then the next of all. So they pack better.
type planes struct {
	b string
	n int
}

func (p *planes) at(i int) int {
	x, shift := 0, 0
	for ; i < len(p.b); i += p.n {
		x |= int(p.b[i]) << shift
		shift += 8
	}
	return x
}
