package ledger

import (
	"testing"

	"hearsay"
)

// TestLinking keeps topics, vectors and links in both databases: what is linked is no longer asked for, finds what is near it, and its links come
// back; a version of the linker that is another asks for all again, and Unlink leaves nothing.
func TestLinking(t *testing.T) {
	onBoth(t, func(t *testing.T, dsn string) {
		l := open(t, dsn, fixed)
		if _, err := l.Add(ctx, "r1", stories(t)); err != nil {
			t.Fatal(err)
		}
		some, err := l.Unlinked(ctx, "v1", 4)
		if err != nil || len(some) != 4 {
			t.Fatalf("%d to link, %v", len(some), err)
		}
		topics := []Topic{{1, 0.6}, {1 << 63, 0.8}}
		for i, one := range some {
			one.Vectors = make([]Vector, len(one.Claims))
			for k := range one.Vectors {
				one.Vectors[k] = Vector{0.5, []int8{-127, 0, 127}}
			}
			err := l.Link(ctx, func(k *Linking) error {
				near, err := k.Near(topics, int64(100+i), 1, 0.9)
				if err != nil {
					return err
				}
				if want := min(i, 1); len(near) != want { // those of the day before alone
					t.Errorf("document %d is near %v, want %d", i, near, want)
				}
				if err := k.Enter(one, "v1", topics, int64(100+i)); err != nil {
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
		if err := l.Unlink(ctx); err != nil {
			t.Fatal(err)
		}
		links, err = l.Links(ctx)
		if left, e := l.Unlinked(ctx, "v1", 10); err != nil || e != nil || len(links) != 0 || len(left) != 6 {
			t.Errorf("after Unlink %d links, %d to link, %v, %v", len(links), len(left), err, e)
		}
	})
}
