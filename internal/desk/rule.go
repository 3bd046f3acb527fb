package desk

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"hearsay"
	"hearsay/internal/ledger"
)

// mostWhy is how long a reason for a ruling may be, in bytes.
const mostWhy = 1000

// Relate rules how two claims stand to each other, by beginnings of their IDs, whatever the linker says of them: Same has them in one
// matter, anything else in two, and None is no link. Of Updates the one that was published later replaces the other; of one day, the
// second the first. The last ruling on two claims counts. Errors: ErrInvalid when both are one claim, or why is over 1,000 bytes.
func (d *Desk) Relate(ctx context.Context, first, second string, relation hearsay.Relation, why string) (hearsay.Ruling, error) {
	r := hearsay.Ruling{Kind: hearsay.RulingKind(relation), Note: strings.TrimSpace(why)}
	if _, ok := r.Kind.Relation(); !ok {
		return r, fmt.Errorf("%w: claims are ruled to be same, contradicts, updates or none, not %q", hearsay.ErrInvalid, relation)
	}
	if len(r.Note) > mostWhy {
		return r, fmt.Errorf("%w: the reason has %d bytes, at most %d are taken", hearsay.ErrInvalid, len(r.Note), mostWhy)
	}
	a, err := d.Claim(ctx, first, time.Time{})
	if err != nil {
		return r, err
	}
	b, err := d.Claim(ctx, second, time.Time{})
	if err != nil {
		return r, err
	}
	if a.ID == b.ID {
		return r, fmt.Errorf("%w: both are claim %s", hearsay.ErrInvalid, a.ID)
	}
	r.Place, r.Other = placeOf(&a), placeOf(&b)
	return d.rule(ctx, r)
}

// placeOf is the bytes of a claim: speaker, cue and content, with the space between two of them.
func placeOf(c *ledger.KeptClaim) hearsay.Place {
	return hearsay.Place{Document: c.Document.ID, Spans: hearsay.All(c.Speaker.Spans, c.Cue.Spans, c.Content.Spans)}
}

// ruled is the links that rulings make: one for each two claims, None among them.
func (d *Desk) ruled(ctx context.Context) (ruled []ledger.NumberedLink, err error) {
	all, err := d.Rulings(ctx)
	if err != nil {
		return nil, err
	}
	f := finder{desk: d, claims: map[string][]ledger.KeptClaim{}}
	on := map[[2]int64]ledger.NumberedLink{}
	for _, r := range all {
		relation, ok := r.Kind.Relation()
		if !ok || r.Withdrawn {
			continue
		}
		a, err := f.at(ctx, r.Place)
		if err != nil {
			return nil, err
		}
		b, err := f.at(ctx, r.Other)
		if err != nil {
			return nil, err
		}
		if a != nil && b != nil && a.Number != b.Number { // else no reading finds them now
			on[pairOf(a.Number, b.Number)] = ruledLink(a, b, relation, r.Note)
		}
	}
	for _, k := range on {
		ruled = append(ruled, k)
	}
	slices.SortFunc(ruled, func(x, y ledger.NumberedLink) int {
		return cmp.Or(cmp.Compare(x.Claim, y.Claim), cmp.Compare(x.Other, y.Other))
	})
	return ruled, nil
}

func pairOf(a, b int64) [2]int64 { return [2]int64{min(a, b), max(a, b)} }

// ruledLink is the link of two claims that a ruling makes.
func ruledLink(a, b *ledger.KeptClaim, relation hearsay.Relation, why string) ledger.NumberedLink {
	if relation == hearsay.Updates && day(b.Document) < day(a.Document) || relation != hearsay.Updates && b.ID < a.ID {
		a, b = b, a
	}
	reason := "ruled"
	if why != "" {
		reason += ": " + why
	}
	return ledger.NumberedLink{Link: hearsay.Link{Claim: a.ID, Other: b.ID, Relation: relation, Score: 1, Reason: reason}, A: a.Number, B: b.Number}
}

// day is when a document was published; one without a date counts as the last.
func day(d *hearsay.Document) string {
	if d.Published == "" {
		return "~"
	}
	return d.Published[:min(len(time.DateOnly), len(d.Published))]
}

// finder finds the claims that rulings name by their bytes.
type finder struct {
	desk   *Desk
	claims map[string][]ledger.KeptClaim // by document
}

// at is the claim at a place: the one that has most of its bytes, and at least half of what is of either; nil for none.
func (f *finder) at(ctx context.Context, p hearsay.Place) (*ledger.KeptClaim, error) {
	if _, read := f.claims[p.Document]; !read {
		f.claims[p.Document] = nil
		for c, err := range f.desk.Claims(ctx, ledger.Query{Document: p.Document}) {
			if err != nil {
				return nil, err
			}
			f.claims[p.Document] = append(f.claims[p.Document], c)
		}
	}
	var best *ledger.KeptClaim
	most := 0.5
	for i := range f.claims[p.Document] {
		c := &f.claims[p.Document][i]
		if shared, _ := hearsay.Shared(p.Spans, c.Content.Spans); shared == 0 {
			continue // it has the speaker alone
		}
		shared, beside := hearsay.Shared(p.Spans, placeOf(c).Spans)
		if share := float64(shared) / float64(shared+beside); share > most || share == most && best == nil {
			best, most = c, share
		}
	}
	return best, nil
}

// bound is a ruling as the grouping of claims takes it: its score outweighs that of all links there can be, for a matter or against it.
func bound(k hearsay.Link) hearsay.Link {
	const weight = 1e6
	k.Score = weight
	if k.Relation != hearsay.Same {
		k.Relation, k.Score = hearsay.Same, -weight
	}
	return k
}
