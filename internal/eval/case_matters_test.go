package eval

import (
	"reflect"
	"testing"

	"hearsay"
)

// asGrouped are matters of ours that are those of the editor, IDs and all. Claims are those of asEdited.
func asGrouped(c *Case) map[string]*hearsay.Matter {
	out := map[string]*hearsay.Matter{}
	for _, m := range c.Matters {
		x := &hearsay.Matter{ID: m.ID, Claims: m.Claims}
		for _, o := range m.Origins {
			x.Origins = append(x.Origins, hearsay.Origin{Documents: ids(c, o.Documents...)})
		}
		out[m.ID] = x
	}
	for _, p := range c.Contradicts {
		out[p[0]].Contradicts = append(out[p[0]].Contradicts, hearsay.Opposite{Matter: p[1]})
	}
	for _, p := range c.Updates {
		out[p[0]].Updates = append(out[p[0]].Updates, hearsay.Opposite{Matter: p[1]})
	}
	out["m1"].Rings = [][]string{ids(c, c.Rings[0]...)}
	return out
}

func ids(c *Case, refs ...string) (out []string) {
	for _, r := range refs {
		out = append(out, c.document(r).Document().ID)
	}
	return out
}

// TestCaseMatters spoils one thing after another; what then comes out less right is counted by hand. Of the nine claims, 36 pairs,
// two pairs are in one matter; of the three contradictions, that with a doubt does not count. By their titles the first two stories are
// alike: five claims make ten pairs, the three of the third story another three.
func TestCaseMatters(t *testing.T) {
	all := CaseTally{
		Same: Counts{Right: 2}, SameByTitle: Counts{1, 12, 1}, Contradicts: Counts{Right: 2}, Updates: Counts{Right: 1}, Hasty: Rate{0, 2},
		Origins: OriginRates{Rate{2, 2}, Rate{2, 2}}, OriginsByOutlet: OriginRates{Rate{1, 2}, Rate{1, 2}},
		OriginsAsOne: OriginRates{Rate{1, 2}, Rate{1, 2}}, OriginsByTitle: OriginRates{Rate{2, 2}, Rate{2, 2}}, Rings: Rate{1, 1},
	}
	for _, row := range []struct {
		what  string
		spoil func(c *Case, ours map[string][]hearsay.Claim, m map[string]*hearsay.Matter)
		less  func(t *CaseTally)
	}{
		{"nothing", func(*Case, map[string][]hearsay.Claim, map[string]*hearsay.Matter) {}, func(*CaseTally) {}},
		{"a link told from the other side", func(_ *Case, _ map[string][]hearsay.Claim, m map[string]*hearsay.Matter) {
			m["m5"].Contradicts, m["m1"].Contradicts = m["m1"].Contradicts, nil
			m["m5"].Contradicts[0].Matter = "m1"
		}, func(*CaseTally) {}},
		{"all alone", func(_ *Case, _ map[string][]hearsay.Claim, m map[string]*hearsay.Matter) { clear(m) }, func(t *CaseTally) {
			t.Same, t.Contradicts, t.Updates, t.Rings = Counts{Missed: 2}, Counts{Missed: 2}, Counts{Missed: 1}, Rate{0, 1}
			t.Origins = OriginRates{Rate{0, 2}, Rate{0, 2}}
		}},
		{"two matters in one", func(_ *Case, _ map[string][]hearsay.Claim, m map[string]*hearsay.Matter) {
			m["m4"].Claims = append(m["m4"].Claims, "k7") // four boats and six: two more pairs; m4 contradicts m6, that is no more
			delete(m, "m6")
		}, func(t *CaseTally) { t.Same.Wrong, t.Contradicts = 2, Counts{Right: 1, Missed: 1} }},
		{"a claim that was not found", func(_ *Case, o map[string][]hearsay.Claim, _ map[string]*hearsay.Matter) {
			o["d4"] = nil // k9: its matter is still m4, by k5
		}, func(t *CaseTally) { t.Same = Counts{Right: 1, Missed: 1} }},
		{"a hasty reader", func(_ *Case, _ map[string][]hearsay.Claim, m map[string]*hearsay.Matter) {
			m["m7"].Contradicts = []hearsay.Opposite{{Matter: "m5"}, {Matter: "m3"}} // m3 is a doubt
		}, func(t *CaseTally) { t.Hasty, t.Contradicts.Wrong = Rate{1, 2}, 1 }},
		{"updates where nothing is new", func(_ *Case, _ map[string][]hearsay.Claim, m map[string]*hearsay.Matter) {
			m["m3"].Updates = []hearsay.Opposite{{Matter: "m2"}}
		}, func(t *CaseTally) { t.Updates.Wrong = 1 }},
		{"an origin for each document", func(c *Case, _ map[string][]hearsay.Claim, m map[string]*hearsay.Matter) {
			m["m1"].Origins = []hearsay.Origin{{Documents: ids(c, "d1")}, {Documents: ids(c, "d2", "d3")}} // d3 is none of the matter's
		}, func(t *CaseTally) { t.Origins = OriginRates{Rate{1, 2}, Rate{1, 2}} }},
		{"as many origins, but others", func(c *Case, _ map[string][]hearsay.Claim, m map[string]*hearsay.Matter) {
			m["m1"].Origins = []hearsay.Origin{{Documents: ids(c, "d2")}, {Documents: ids(c, "d3")}}
		}, func(t *CaseTally) { t.Origins = OriginRates{Rate{1, 2}, Rate{2, 2}} }},
		{"rings near and far", func(c *Case, _ map[string][]hearsay.Claim, m map[string]*hearsay.Matter) {
			m["m1"].Rings = [][]string{ids(c, "d1", "d2", "d3", "d4"), ids(c, "d3", "d4"), ids(c, "d4", "d3")} // half is near; two are one
		}, func(t *CaseTally) { t.RingsFalse = 1 }},
	} {
		c := ferry(t)
		ours, matters, want := asEdited(c), asGrouped(c), all
		row.spoil(c, ours, matters)
		row.less(&want)
		var list []hearsay.Matter
		for _, m := range c.Matters {
			if x := matters[m.ID]; x != nil {
				list = append(list, *x)
			}
		}
		var got CaseTally
		got.Matters(c, ours, list)
		got.matters = nil
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\ngot  %+v\nwant %+v", row.what, got, want)
		}
	}
}

func TestAlike(t *testing.T) {
	c := &Case{Documents: []CaseDocument{
		{Ref: "a", Title: "The ferry burned at the pier"},
		{Ref: "b", Title: "Ministers meet in the capital"},
		{Ref: "c", Title: "A pier and a FERRY"},
		{Ref: "d", Title: "At the pier"},
		{Ref: "e"},
		{Ref: "f"},
	}}
	got := c.alike()
	if got["a"] != got["c"] || got["c"] != got["d"] || got["a"] == got["b"] || got["e"] == got["f"] || got["e"] == got["a"] {
		t.Errorf("got %v", got)
	}
}
