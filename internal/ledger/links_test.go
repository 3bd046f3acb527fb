package ledger

import (
	"slices"
	"testing"

	"hearsay"
)

// TestLinking keeps names, vectors and links in both databases: what is linked is no longer asked for, finds what is near it, and its links come
// back; a version of the linker that is another asks for all again, and Unlink leaves nothing.
func TestLinking(t *testing.T) {
	onBoth(t, func(t *testing.T, dsn string) {
		l := open(t, dsn, fixed)
		if _, err := l.Add(ctx, "r1", naming(stories(t))); err != nil {
			t.Fatal(err)
		}
		some, err := l.Unlinked(ctx, "v1", 4)
		if err != nil || len(some) != 4 {
			t.Fatalf("%d to link, %v", len(some), err)
		}
		names := []Name{{1, 0.6}, {1 << 63, 0.8}}
		for i, one := range some {
			one.Vectors = make([]Vector, len(one.Claims))
			for k := range one.Vectors {
				one.Vectors[k] = Vector{0.5, []int8{-127, 0, 127}}
			}
			err := l.Link(ctx, func(k *Linking) error {
				near, err := k.Near(names, int64(100+i), 1, 1.3)
				if err != nil {
					return err
				}
				if want := min(i, 1); len(near) != want { // those of the day before alone
					t.Errorf("document %d is near %v, want %d", i, near, want)
				}
				if err := k.Enter(one, "v1", names, int64(100+i)); err != nil {
					return err
				}
				if len(near) == 0 {
					return nil
				}
				o, err := k.Told(near[0])
				if err != nil {
					return err
				}
				if len(o.Vectors) != len(o.Claims) || o.Vectors[0].Bytes[0] != -127 || o.Vectors[0].Scale != 0.5 {
					t.Errorf("vectors do not come back: %v", o.Vectors)
				}
				return k.Put([]PlacedLink{{From: o, To: one, Claim: 0, Other: 0, Relation: hearsay.Same, Score: 0.75, Reason: "both"}})
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		links, err := l.Links(ctx)
		if err != nil || len(links) != 3 || links[0].Claim != some[0].Claims[0].ID || links[0].Other != some[1].Claims[0].ID || links[0].Score != 0.75 {
			t.Fatalf("%+v, %v", links, err)
		}
		if of, err := l.LinksOf(ctx, []int64{links[1].A}); err != nil || len(of) != 2 {
			t.Errorf("links of a claim: %+v, %v", of, err)
		}
		for version, want := range map[string]int{"v1": 2, "v2": 6} {
			if left, err := l.Unlinked(ctx, version, 10); err != nil || len(left) != want {
				t.Errorf("%s: %d are left, want %d, %v", version, len(left), want, err)
			}
		}
		held(t, l, links)
		if err := l.Unlink(ctx); err != nil {
			t.Fatal(err)
		}
		links, err = l.Links(ctx)
		if left, e := l.Unlinked(ctx, "v1", 10); err != nil || e != nil || len(links) != 0 || len(left) != 6 {
			t.Errorf("after Unlink %d links, %d to link, %v, %v", len(links), len(left), err, e)
		}
	})
}

// held sees that what a desk holds in memory is read alike, all at once and document by document.
func held(t *testing.T, l *Ledger, links []NumberedLink) {
	t.Helper()
	mark, err := l.Mark(ctx)
	if err != nil || mark.Linked != 4 || mark.Linker != "v1" {
		t.Fatalf("%+v, %v", mark, err)
	}
	docs, err := l.Linked(ctx, 0, mark.Reading)
	if err != nil || len(docs) != 4 {
		t.Fatalf("%+v, %v", docs, err)
	}
	if none, err := l.Linked(ctx, mark.Reading, mark.Reading+10); err != nil || len(none) != 0 {
		t.Errorf("after the last: %+v, %v", none, err)
	}
	var all, some []PlainLink
	if err := l.EachLink(ctx, 0, func(k PlainLink) { all = append(all, k) }); err != nil {
		t.Fatal(err)
	}
	ids := map[int64]string{}
	if err := l.EachID(ctx, 0, func(number int64, id string) { ids[number] = id }); err != nil {
		t.Fatal(err)
	}
	if len(all) != len(links) {
		t.Fatalf("%d links, want %d", len(all), len(links))
	}
	for i, k := range links {
		if all[i] != (PlainLink{k.A, k.B, k.Relation, k.Score}) || ids[k.A] != k.Claim || ids[k.B] != k.Other {
			t.Errorf("link %d is %+v of %s and %s, want %+v", i, all[i], ids[k.A], ids[k.B], k)
		}
	}
	if why, err := l.Reasons(ctx, [][2]int64{{links[0].A, links[0].B}, {links[0].B, links[0].A}}); err != nil || why[0] != "both" || why[1] != "" {
		t.Errorf("reasons %q, %v", why, err)
	}
	claims := 0
	for _, d := range docs {
		err := l.EachLink(ctx, d.Number, func(k PlainLink) {
			if DocumentOf(k.A) == d.Number || DocumentOf(k.A) != DocumentOf(k.B) {
				some = append(some, k)
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		if d.ID == "" || d.Text != "" || DocumentOf(d.First) != d.Number {
			t.Errorf("%+v", d)
		}
		err = l.EachID(ctx, d.Number, func(number int64, _ string) {
			if claims++; number < d.First || number >= d.First+int64(d.Claims) {
				t.Errorf("claim %d is not among the %d of document %d from %d on", number, d.Claims, d.Number, d.First)
			}
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(some) != 2*len(all) { // each from both of its documents
		t.Errorf("document by document %d links, in all %d", len(some), len(all))
	}
	named := map[int64][]Sighting{}
	if err := l.EachSighting(ctx, 0, func(s Sighting) { named[DocumentOf(s.Claim)] = append(named[DocumentOf(s.Claim)], s) }); err != nil {
		t.Fatal(err)
	}
	if len(named) == 0 {
		t.Fatal("the stories name no system and no place")
	}
	for document, want := range named {
		var got []Sighting
		if err := l.EachSighting(ctx, document, func(s Sighting) { got = append(got, s) }); err != nil || len(got) != len(want) || got[0].Claim != want[0].Claim {
			t.Errorf("document %d names %+v, want %+v, %v", document, got, want, err)
		}
		for _, s := range got {
			if (s.System == "") == (s.Place == "") {
				t.Errorf("%+v is both or neither", s)
			}
		}
	}
}

// naming is readings of which the first two name a system and a place.
func naming(from []Reading) []Reading {
	out := slices.Clone(from)
	left := []hearsay.Mention{{System: "buk-m2e"}, {Place: "gn1", At: &hearsay.Point{Lat: 1, Lon: 2}}}
	for i := range out {
		out[i].Claims = slices.Clone(out[i].Claims)
		for k := range out[i].Claims {
			c := &out[i].Claims[k]
			if len(c.Mentions) == 0 || len(left) == 0 {
				continue
			}
			c.Mentions = slices.Clone(c.Mentions)
			c.Mentions[0].System, c.Mentions[0].Place, c.Mentions[0].At = left[0].System, left[0].Place, left[0].At
			left = left[1:]
			break
		}
	}
	return out
}
