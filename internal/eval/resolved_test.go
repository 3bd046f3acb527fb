package eval

import (
	"testing"

	"hearsay"
	"hearsay/internal/segment"
)

func TestResolved(t *testing.T) {
	text, marks, err := parseMarked(`<role>Mayor</role> <e t="person">Zoë Lund</e> and <e t="person">Per Holm</e>, the <role>head of the port</role>, met <time v="2025-11-04">on Tuesday</time>. ` +
		`<e t="person">Lund</e> spoke <time v="2025-W44">last week</time>, <role>clerk</role> <e t="person">Ida Dahl</e> <time v="PRESENT_REF">now</time>. The <role>pilot</role> slept.`)
	if err != nil {
		t.Fatal(err)
	}
	words, err := segment.Words(text)
	if err != nil {
		t.Fatal(err)
	}
	roles := rolesOf(text, words, marks)
	want := []personRole{{"Zoë Lund", "Mayor"}, {"Per Holm", "head of the port"}, {"Ida Dahl", "clerk"}} // the pilot has no name
	if len(roles) != len(want) {
		t.Fatalf("got %q", roles)
	}
	for i := range want {
		if roles[i] != want[i] {
			t.Errorf("got %q", roles[i])
		}
	}
	var times []hearsay.Span
	for _, m := range marks {
		if m.tag == "time" {
			times = append(times, m.Span)
		}
	}
	by := func(name, role string, value string, span hearsay.Span) hearsay.Claim {
		c := hearsay.Claim{Times: []hearsay.Time{{Printed: hearsay.Print(text, span), Value: value}}}
		c.Speaker.Kind, c.Speaker.Name, c.Speaker.Role = hearsay.Person, name, role
		return c
	}
	var r Resolved
	r.add(text, words, marks, []hearsay.Claim{
		by("Zoë Lund", "", "2025-11-04", times[0]),
		by("Lund", "the mayor", "", times[1]),                                                  // no value
		by("Per Holm", "head", "", hearsay.Span{From: times[2].From - 2, To: times[2].To - 1}), // half of a role, other words
	}) // nobody has Dahl speak
	if (r != Resolved{Times: Rate{2, 3}, Values: Rate{1, 2}, Roles: Rate{1, 2}}) {
		t.Errorf("got %+v", r)
	}
}
