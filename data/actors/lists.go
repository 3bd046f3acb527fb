package actors

import (
	"embed"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed lists/*.tsv
var files embed.FS

// index is all lists, ready to be asked.
type index struct {
	names       map[string][]entry  // by folded name
	places      map[string][]placed // names of countries, their people and capitals, folded
	countries   map[string]*Actor   // by code
	governments map[string]*Actor
	dependent   map[string]bool // codes of dependencies and former states
}

// entry is a name that an actor goes by.
type entry struct {
	actor *Actor
	first bool // it is the actor's own name, not an alias
	spelling
}

// loaded is the index, made when it is first asked for.
var loaded = sync.OnceValue(func() *index {
	x := &index{
		names: make(map[string][]entry, 1<<14), places: make(map[string][]placed, 1<<11),
		countries: map[string]*Actor{}, governments: map[string]*Actor{}, dependent: map[string]bool{},
	}
	x.loadCountries()
	for row := range rows("seats") { // country, name, aliases
		g := x.governments[row[0]]
		for _, seat := range append([]string{row[1]}, names(row[2])...) {
			x.called(g, seat, false)
		}
	}
	for row := range rows("offices") { // country, kind, office, name, aliases
		x.add(&Actor{Kind: Kind(row[1]), Country: row[0], Office: row[2], Name: row[3], Aliases: names(row[4])})
	}
	for row := range rows("bodies") { // name, aliases
		x.add(&Actor{Kind: Body, Name: row[0], Aliases: names(row[1])})
	}
	for _, l := range []struct {
		file string
		kind Kind
	}{{"agencies", Agency}, {"outlets", Outlet}, {"groups", Group}} {
		for row := range rows(l.file) { // country, name, aliases
			x.add(&Actor{Kind: l.kind, Country: row[0], Name: row[1], Aliases: names(row[2])})
		}
	}
	for _, entries := range x.names {
		slices.SortStableFunc(entries, func(a, b entry) int {
			switch {
			case a.first == b.first:
				return 0
			case a.first:
				return -1
			}
			return 1
		})
	}
	return x
})

// add enters an actor under all its names. A name's mark "=" is not part of it.
func (x *index) add(a *Actor) {
	listed := append([]string{a.Name}, a.Aliases...)
	a.Name = strings.TrimPrefix(a.Name, "=")
	for i := range a.Aliases {
		a.Aliases[i] = strings.TrimPrefix(a.Aliases[i], "=")
	}
	a.ID = string(a.Kind) + "/"
	if a.Country != "" {
		a.ID += strings.ToLower(a.Country) + "/"
	}
	a.ID += strings.ReplaceAll(Fold(a.Name), " ", "-")
	for i, name := range listed {
		x.enter(a, name, i == 0)
	}
}

// called enters a name for an actor that has others already.
func (x *index) called(a *Actor, name string, first bool) {
	a.Aliases = append(a.Aliases, strings.TrimPrefix(name, "="))
	x.enter(a, name, first)
}

func (x *index) enter(a *Actor, name string, first bool) {
	r := read(strings.TrimPrefix(name, "="))
	x.names[string(r.folded)] = append(x.names[string(r.folded)], entry{a, first, spell(name, r, a.Kind)})
}

// spelling says how a name must be written to be meant.
type spelling struct {
	how     manner
	kept    string // how it is listed, without accents and marks
	article bool   // it must have its article
}

type manner byte

const (
	anyCase  manner = iota // washington post
	capital                // Reuters: with a capital somewhere
	verbatim               // AFP, taz, The Times: as listed
	shouted                // as listed or all in capitals: dpa, DPA
)

// spell works out how a listed name must be written.
func spell(name string, r reading, kind Kind) spelling {
	s := spelling{kept: string(r.kept)}
	word := !strings.Contains(s.kept, " ")
	initial, _ := utf8.DecodeRuneInString(s.kept)
	switch {
	case strings.HasPrefix(name, "="):
		s.how, s.article = verbatim, r.article
	case word && !strings.ContainsFunc(s.kept, unicode.IsLower):
		s.how = verbatim
	case word && unicode.IsLower(initial):
		s.how = shouted
	case word || kind != Outlet && kind != Agency && kind != Group:
		s.how = capital
	}
	return s
}

// fits reports whether a name that folds alike is written so that it means this one.
func (s *spelling) fits(r reading) bool {
	if s.article && !r.article {
		return false
	}
	switch s.how {
	case verbatim:
		return s.kept == string(r.kept)
	case shouted:
		return s.kept == string(r.kept) || s.kept != "" && strings.ToUpper(s.kept) == string(r.kept)
	case capital:
		return hasUpper(r.kept)
	}
	return true
}

func hasUpper(s []byte) bool {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRune(s[i:])
		if unicode.IsUpper(r) || unicode.IsDigit(r) {
			return true
		}
		i += n
	}
	return false
}

// rows are the rows of a list, below its header.
func rows(list string) func(yield func([]string) bool) {
	b, err := files.ReadFile("lists/" + list + ".tsv")
	if err != nil {
		panic(err) // it is embedded
	}
	return func(yield func([]string) bool) {
		header := true
		for line := range strings.Lines(string(b)) {
			line = strings.TrimSuffix(line, "\n")
			if line == "" || line[0] == '#' {
				continue
			}
			if header {
				header = false
				continue
			}
			if !yield(strings.Split(line, "\t")) {
				return
			}
		}
	}
}

// names are the names in a cell.
func names(cell string) []string {
	if cell == "" {
		return nil
	}
	return strings.Split(cell, "|")
}
