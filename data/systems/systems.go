// Package systems knows weapons, vehicles, ships and aircraft by their names: one entry for each system, whatever it is called.
//
//	"SS-N-27", "3M-54", "Kalibr", "kalibr's"   →   kalibr: Kalibr, a cruise missile of RU
//	"CVN-78", "USS Gerald R Ford"              →   uss-gerald-r-ford, of the family gerald-r-ford-class
//
// What is not listed and is plainly a designation is known by its pattern. Which of two systems a word means in a story is not
// its business: it says only that the word alone does not settle it.
package systems

import (
	"cmp"
	"embed"
	"slices"
	"strings"
	"sync"
)

// System is a weapon, vehicle, ship or aircraft, a class of them, or a family.
type System struct {
	ID      string   // lower-case words with hyphens: "buk-m2e"; for an unlisted one that of its pattern: "hull ddg-140"
	Name    string   // the fullest usual name
	Kind    string   // "cruise missile", "aircraft carrier class"
	Country string   // ISO 3166-1 alpha-2 of the maker, or of the navy of a ship; several joined by + where it is a common work; "" unknown
	Family  string   // ID of the parent: the Buk of a Buk-M2E, the class of a ship; "" for none
	Aliases []string // other names: designations, reporting names, nicknames, other spellings
}

// Name is a name of a listed system.
type Name struct {
	*System
	Text     string // as listed
	Doubtful bool   // the words alone may mean something else: Ford, Patriot, M1
}

//go:embed *.tsv
var lists embed.FS

// register is all that is listed.
type register struct {
	all  []*System
	byID map[string]*System
	keys []string // of the names, sorted
	text []Name   // of each key; several in a row may have the same key
}

var listed = sync.OnceValue(func() *register {
	r := &register{}
	type row struct {
		key  string
		name Name
		at   int
	}
	rows := make([]row, 0, 1<<14)
	files, _ := lists.ReadDir(".") // a folder that is embedded can be read
	for _, f := range files {
		data, _ := lists.ReadFile(f.Name())
		lines := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
		for _, line := range lines[1:] {
			c := strings.Split(line, "\t")
			s := &System{ID: c[0], Kind: c[2], Country: c[3], Family: c[4]}
			names := []string{c[1]}
			if c[5] != "" {
				names = append(names, strings.Split(c[5], "; ")...)
			}
			for i, n := range names {
				plain := strings.TrimPrefix(n, "~")
				names[i] = plain
				rows = append(rows, row{Key(plain), Name{s, plain, plain != n}, len(rows)})
			}
			s.Name, s.Aliases = names[0], names[1:]
			r.all = append(r.all, s)
		}
	}
	r.byID = make(map[string]*System, len(r.all))
	for _, s := range r.all {
		r.byID[s.ID] = s
	}
	slices.SortFunc(rows, func(a, b row) int { return cmp.Or(strings.Compare(a.key, b.key), a.at-b.at) })
	r.keys, r.text = make([]string, len(rows)), make([]Name, len(rows))
	for i, w := range rows {
		r.keys[i], r.text[i] = w.key, w.name
	}
	return r
})

// All lists every system, in the order of the files. They are not to be changed.
func All() []*System { return listed().all }

// ByID finds a listed system.
func ByID(id string) (*System, bool) {
	s, ok := listed().byID[id]
	return s, ok
}

// Find lists the systems of that name, the likeliest first: those listed with exactly these letters before those that only sound
// so. Case, accents, hyphens, spaces, a plural s, Cyrillic letters and the usual ways to transcribe them make no difference.
// The maker may stand in front: "Sukhoi Su-30".
func Find(name string) []*System {
	words := strings.Fields(name)
	n, names := Match(words)
	if n < len(words) && len(words) > 1 && makers[strings.ToLower(words[0])] {
		words = words[1:]
		n, names = Match(words)
	}
	if n == 0 || n < len(words) {
		return nil
	}
	var out []*System
	for _, m := range names {
		if !slices.Contains(out, m.System) {
			out = append(out, m.System)
		}
	}
	return out
}

// makers are those whose name is often put before that of the system.
var makers = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq("sukhoi mikoyan tupolev ilyushin antonov yakovlev beriev mil kamov boeing lockheed northrop grumman raytheon general sikorsky bell " +
		"airbus eurocopter dassault saab bae leonardo agustawestland embraer baykar elbit rafael iai kai hal tai tusas shenyang chengdu xian harbin changhe mitsubishi kawasaki " +
		"rheinmetall thales mbda nexter knds denel norinco zala aero pilatus bombardier novator almaz hanwha heckler") {
		m[w] = true
	}
	return m
}()

// Match finds the longest name that words begin with: how many words it takes, and whose it is. Words may be cut at hyphens, and
// hyphens may be words; a name never ends on one, or inside a word.
func Match(words []string) (n int, names []Name) {
	r := listed()
	lo, hi, depth := 0, len(r.keys), 0
	var buf [48]byte
	for i, w := range words {
		if isJoint(w) {
			if i == 0 {
				break
			}
			continue
		}
		key := appendKey(buf[:0], w)
		if len(key) == 0 || len(key) > len(buf) {
			break
		}
		for j, b := range key {
			if j == len(key)-1 && j > 0 && b == 's' && lo < hi && len(r.keys[lo]) == depth {
				n, names = i+1, r.of(lo, depth) // a plural, unless a name goes on so
			}
			if lo, hi = r.within(lo, hi, depth, b); lo == hi {
				break
			}
			depth++
		}
		if lo == hi {
			break
		}
		if len(r.keys[lo]) == depth {
			n, names = i+1, r.of(lo, depth)
		}
	}
	if len(names) > 1 {
		names = exactFirst(names, strings.Join(words[:n], ""))
	}
	return n, names
}

// within narrows the keys from lo to hi, alike in their first depth bytes, to those that go on with b.
func (r *register) within(lo, hi, depth int, b byte) (int, int) {
	at := func(c byte) int {
		i, _ := slices.BinarySearchFunc(r.keys[lo:hi], c, func(k string, c byte) int {
			if len(k) == depth || k[depth] < c {
				return -1
			}
			return 1
		})
		return lo + i
	}
	from := at(b)
	if from == hi || r.keys[from][depth] != b {
		return from, from
	}
	return from, at(b + 1)
}

// of lists the names whose key ends at depth, from lo on.
func (r *register) of(lo, depth int) []Name {
	hi := lo + 1
	for hi < len(r.keys) && len(r.keys[hi]) == depth && r.keys[hi] == r.keys[lo] {
		hi++
	}
	return r.text[lo:hi]
}

// exactFirst puts those names first that are spelled as printed: SS-N-22 is a missile, SSN-22 a submarine.
func exactFirst(names []Name, printed string) []Name {
	out := slices.Clone(names)
	rank := func(n Name) int {
		switch plain := strings.ReplaceAll(n.Text, " ", ""); {
		case plain == printed:
			return 0
		case strings.EqualFold(plain, printed):
			return 1
		}
		return 2
	}
	slices.SortStableFunc(out, func(a, b Name) int { return rank(a) - rank(b) })
	return out
}
