package eval

import (
	"cmp"
	"slices"
	"strings"

	"hearsay"
)

// Match finds for each of the editor's claims the one of ours that stands for it: of the same document, the contents sharing half of
// their bytes or more (or the whole sentence round a clause of six words), the closest first, each of ours once.
func (c *Case) Match(ours map[string][]hearsay.Claim) map[string]*hearsay.Claim {
	type pair struct {
		share float64
		gold  string
		claim *hearsay.Claim
	}
	var pairs []pair
	for _, k := range c.Claims {
		from := strings.Index(c.document(k.Document).Text, k.Content)
		want := hearsay.Span{From: from, To: from + len(k.Content)}
		for i := range ours[k.Document] {
			x := &ours[k.Document][i]
			both, size := 0, 0
			for _, s := range x.Content.Spans {
				size += s.Len()
				both += max(0, min(s.To, want.To)-max(s.From, want.From))
			}
			share := float64(both) / float64(max(1, size+want.Len()-both))
			if share < 0.5 && both == want.Len() && len(strings.Fields(k.Content)) >= 6 {
				share = 0.5
			}
			if share >= 0.5 {
				pairs = append(pairs, pair{share, k.ID, x})
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(b.share, a.share), cmp.Compare(a.gold, b.gold), cmp.Compare(a.claim.ID, b.claim.ID))
	})
	out, used := map[string]*hearsay.Claim{}, map[string]bool{}
	for _, p := range pairs {
		if out[p.gold] == nil && !used[p.claim.ID] {
			out[p.gold], used[p.claim.ID] = p.claim, true
		}
	}
	return out
}
