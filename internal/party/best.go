package party

import (
	"cmp"
	"slices"
	"strings"

	"hearsay"
	"hearsay/data/actors"
)

// Printed is a name as it is printed, and how often.
type Printed struct {
	Kind      hearsay.Kind
	Text      string
	Documents int    // that have it
	Since     string // when the first was published, "" unknown
}

// Best is the name by which a party goes: the fullest that is printed, without title or description; of several as full the one in most
// documents, then the one that was printed first.
func Best(kind hearsay.Kind, names []Printed) string {
	sums := map[string]*Printed{}
	var order []string
	for _, n := range names {
		core := Core(n.Kind, n.Text)
		s := sums[core]
		if s == nil {
			s = &Printed{Kind: kind, Text: core, Since: n.Since}
			sums[core] = s
			order = append(order, core)
		}
		s.Documents += n.Documents
		if n.Since != "" && (s.Since == "" || n.Since < s.Since) {
			s.Since = n.Since
		}
	}
	if len(order) == 0 {
		return ""
	}
	return slices.MinFunc(order, func(a, b string) int {
		x, y := sums[a], sums[b]
		return cmp.Or(cmp.Compare(fullness(kind, b), fullness(kind, a)), cmp.Compare(y.Documents, x.Documents), cmp.Compare(x.Since, y.Since), cmp.Compare(a, b))
	})
}

// fullness is how much of a name a printed form gives.
func fullness(kind hearsay.Kind, printed string) int {
	ts := tokens(printed)
	if len(ts) == 0 {
		return 0
	}
	if kind == hearsay.Person {
		p, ok := newPerson(ts)
		if !ok {
			return 0
		}
		n := 0
		for i := range p.parts {
			if !p.parts[i].initial {
				n += 2
			}
		}
		return min(n, 6)
	}
	b, ok := newBody(ts, "", false)
	switch {
	case !ok, b.letter != "":
		return 0
	case b.state:
		return statehood(printed)
	}
	return min(len(b.pieces), 6)
}

// statehood prefers a country's name to that of its government, and both to a palace's or a capital's.
func statehood(printed string) int {
	for _, a := range actors.Find(printed) {
		if a.Kind == actors.State && len(printed) > 4 {
			return 4
		}
	}
	if strings.Contains(strings.ToLower(printed), "government") {
		return 3
	}
	return 1
}

// Core is a printed name without titles, articles and descriptions: bytes of it.
func Core(kind hearsay.Kind, printed string) string {
	ts := tokens(printed)
	if len(ts) == 0 {
		return strings.TrimSpace(printed)
	}
	var rest []token
	if kind == hearsay.Person && !company(ts) {
		_, rest = untitled(unbracketed(ts))
	} else {
		rest = undescribed(unacronymed(ts))
	}
	if len(rest) == 0 {
		return strings.TrimSpace(printed)
	}
	first, last := rest[0], rest[len(rest)-1]
	core := printed[first.from:last.to]
	if last.own { // "Malta's"
		core = strings.TrimSuffix(strings.TrimSuffix(strings.ToValidUTF8(core[:len(core)-1], ""), "'"), "’")
	}
	if last.stop {
		core += "."
	}
	return core
}

// Going is whether a form goes by a name: has all its words, whatever their spelling. What it returns is for one goroutine: it remembers the words it saw.
func Going(name string) func(Form) bool {
	want := tokens(name)
	seen := make([]map[string]bool, len(want))
	sounds := make([]string, len(want))
	for i, w := range want {
		seen[i], sounds[i] = map[string]bool{w.text: true}, sound(w.text)
	}
	return func(f Form) bool {
		have := tokens(f.Name)
		for i, w := range want {
			if !slices.ContainsFunc(have, func(t token) bool {
				is, known := seen[i][t.text]
				if !known {
					is = len(w.text) > 3 && alike(sound(t.text), sounds[i]) > 0.9
					seen[i][t.text] = is
				}
				return is
			}) {
				return false
			}
		}
		return len(want) > 0
	}
}

// IsTitle reports whether a word that stands before a name tells a man from a woman: Mr, Mrs, Lady.
func IsTitle(word string) bool { return sexOfTitle[fold(strings.TrimSuffix(word, "."))] != 0 }

// About is the code of the country that a document is about: the one that is named most in its claims, "" where none is or two are
// named as often.
func About(doc *hearsay.Document, claims []hearsay.Claim) string {
	counts := map[string]int{}
	seen := map[[2]int]bool{}
	for i := range claims {
		for k := range claims[i].Mentions {
			m := &claims[i].Mentions[k]
			if m.Generic || len(m.Spans) == 0 || seen[[2]int{m.Spans[0].From, m.Spans[0].To}] {
				continue
			}
			seen[[2]int{m.Spans[0].From, m.Spans[0].To}] = true
			if code, ok := actors.CountryOf(m.Text); ok {
				counts[code]++
			}
		}
	}
	best, most, second := "", 0, 0
	for code, n := range counts {
		switch {
		case n > most || n == most && code < best:
			best, most, second = code, n, most
		case n > second:
			second = n
		}
	}
	if most == second {
		best = ""
	}
	if best == "" {
		if a := actors.Find(doc.Outlet); len(a) == 1 {
			best = a[0].Country
		}
	}
	return best
}
