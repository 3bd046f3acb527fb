package party

import (
	"fmt"
	"maps"
	"math/rand"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"hearsay"
)

// drawFigures draws figures whose names are near each other, so that what groups them is at work.
func drawFigures(t *rapid.T) []Figure {
	given := []string{"John", "J.", "John A.", "John B.", "Mary", "Jonh", "Tesfaye", "Tesfay", "Azamat", "Nurlan", "Mohammed", "Muhammad", "Mr", "Mrs", ""}
	family := []string{"Smith", "Smyth", "Woldu", "Weldu", "Asanbekov", "Asanbekow", "al-Ferjani", "Elferjani", "Smith Jones", "Kim"}
	bodies := []string{
		"Skerry News Agency", "SNA", "Sidra News Agency", "Sidra", "the Sidra agency", "Northern Courier", "the Courier", "Eritrea", "Asmara", "Eritrean foreign ministry",
		"foreign ministry of Eritrea", "the foreign ministry", "the army", "Norn Cables", "Norn", "Norn Cables Ltd", "Norn Power Ltd", "Grey Heron", "Heron", "police", "Lerwick police",
	}
	roles := []string{"", "", "deputy", "Eritrean minister", "colonel", "Libyan colonel", "striker", "mayor"}
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Figure {
		f := Figure{
			Document:  fmt.Sprint("d", rapid.IntRange(1, 12).Draw(t, "document")),
			Outlet:    rapid.SampledFrom([]string{"Horn Ledger", "Northern Courier"}).Draw(t, "outlet"),
			Published: fmt.Sprint(rapid.SampledFrom([]int{1961, 1990, 2024, 2025}).Draw(t, "year"), "-03-04"),
			Country:   rapid.SampledFrom([]string{"", "ER", "LY"}).Draw(t, "country"),
		}
		if rapid.Bool().Draw(t, "person") {
			f.Kind, f.Role = hearsay.Person, rapid.SampledFrom(roles).Draw(t, "role")
			f.Name = rapid.SampledFrom(given).Draw(t, "given") + " " + rapid.SampledFrom(family).Draw(t, "family")
		} else {
			f.Kind = rapid.SampledFrom([]hearsay.Kind{hearsay.Org, hearsay.Outlet}).Draw(t, "kind")
			f.Name = rapid.SampledFrom(append(bodies, "Tesfaye Woldu", "John Smith")).Draw(t, "body")
		}
		return f
	}), 1, 40).Draw(t, "figures")
}

// ids is the party of each figure.
func ids(figures []Figure) map[Figure]string {
	parties, of := Group(figures)
	out := map[Figure]string{}
	for i, f := range figures {
		if of[i] >= 0 {
			out[f] = parties[of[i]].ID
		}
	}
	return out
}

func forms(figures []Figure) []Form {
	var out []Form
	for _, f := range figures {
		if form, ok := f.Form(); ok {
			out = append(out, form)
		}
	}
	slices.SortFunc(out, compareForms)
	return slices.Compact(out)
}

func TestAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		figures := drawFigures(t)
		want := ids(figures)
		shuffled := slices.Clone(figures)
		rand.New(rand.NewSource(rapid.Int64().Draw(t, "seed"))).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		for f, id := range ids(shuffled) {
			if want[f] != id {
				t.Fatalf("%+v is of %s in one order and of %s in another", f, want[f], id)
			}
		}
	})
}

// Taking in one form after another, and taking some away, each time doing again only what Touched names, comes to what Assign says of all.
func TestOneAfterAnother(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := forms(drawFigures(t))
		rand.New(rand.NewSource(rapid.Int64().Draw(t, "seed"))).Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		var g Grouping
		byKey := map[string][]Form{}
		near := func(keys []string) ([]Form, error) {
			var out []Form
			for _, k := range keys {
				out = append(out, byKey[k]...)
			}
			return out, nil
		}
		kept := map[Form]Assigned{}
		for len(all) > 0 {
			n := rapid.IntRange(1, min(4, len(all))).Draw(t, "fresh")
			fresh := all[:n]
			all = all[n:]
			var gone []Form
			for _, a := range slices.SortedFunc(maps.Values(kept), func(a, b Assigned) int { return compareForms(a.Form, b.Form) }) {
				if rapid.IntRange(0, 9).Draw(t, "gone") == 0 {
					gone = append(gone, a.Form)
					delete(kept, a.Form)
				}
			}
			for _, f := range gone {
				for _, k := range g.Keys(f) {
					byKey[k] = slices.DeleteFunc(byKey[k], func(h Form) bool { return f == h })
				}
			}
			for _, f := range fresh {
				for _, k := range g.Keys(f) {
					byKey[k] = append(byKey[k], f)
				}
			}
			if rapid.IntRange(0, 4).Draw(t, "forget") == 0 {
				g.Forget()
			}
			touched, err := g.Touched(fresh, gone, near)
			if err != nil {
				t.Fatal(err)
			}
			for _, a := range touched {
				kept[a.Form] = a
			}
		}
		var have []Form
		for _, fs := range byKey {
			have = append(have, fs...)
		}
		want := Assign(have)
		if len(want) != len(kept) {
			t.Fatalf("%d forms kept, %d in all", len(kept), len(want))
		}
		for _, a := range want {
			if k := kept[a.Form]; k.Party != a.Party || k.Kind != a.Kind || !slices.Equal(k.Candidates, a.Candidates) {
				t.Fatalf("%+v\nkept  %s %v\nwhole %s %v", a.Form, k.Party, k.Candidates, a.Party, a.Candidates)
			}
		}
	})
}

// A key in common is needed for two figures to be one: what Agree calls the same, Keys must bring together.
func TestKeysBringTogether(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		figures := drawFigures(t)
		for i := range figures {
			for j := range i {
				a, b := figures[i], figures[j]
				s := Agree(a, b)
				if s != Agree(b, a) {
					t.Fatalf("Agree is %v one way and %v the other: %+v %+v", s, Agree(b, a), a, b)
				}
				if _, ok := a.Form(); !ok || s < may {
					continue
				}
				if _, ok := b.Form(); !ok {
					continue
				}
				if keys := Keys(b); !slices.ContainsFunc(Keys(a), func(k string) bool { return slices.Contains(keys, k) }) {
					t.Fatalf("%+v and %+v agree by %v and have no key in common", a, b, s)
				}
			}
		}
	})
}

// What is absurd is nobody's, and quickly.
func TestAbsurdNames(t *testing.T) {
	for _, name := range []string{"", " ", ".", "-", "’", "B.", "of the", "(", "<<<", "\xff\xfe", string(make([]byte, 10000)), fmt.Sprintf("%010000d", 7)} {
		for _, k := range []hearsay.Kind{hearsay.Person, hearsay.Org, hearsay.Outlet, hearsay.Unnamed, ""} {
			if f, ok := (Figure{Kind: k, Name: name}).Form(); ok {
				t.Errorf("%.20q is somebody: %+v", name, f)
			}
			if s := Agree(Figure{Kind: k, Name: name}, Figure{Kind: k, Name: name}); s != 0 {
				t.Errorf("%.20q agrees with itself by %v", name, s)
			}
		}
	}
}
