package web

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"hearsay"
	"hearsay/internal/ledger"
	"hearsay/internal/report"
)

type claimsOut struct {
	Claims []report.KeptClaim `json:"claims"`
	More
	found []ledger.KeptClaim
}

// Stories are the claims that were found, by document, those of one in the order of its text.
func (o *claimsOut) Stories() (all []foundStory) {
	for _, c := range o.found {
		if n := len(all); n == 0 || all[n-1].Document != c.Document {
			all = append(all, foundStory{Document: c.Document})
		}
		all[len(all)-1].Claims = append(all[len(all)-1].Claims, c.Claim)
	}
	for _, s := range all {
		slices.SortStableFunc(s.Claims, func(a, b hearsay.Claim) int { return cmp.Compare(first(&a), first(&b)) })
	}
	return all
}

// foundStory is a document with those of its claims that were found.
type foundStory struct {
	Document *hearsay.Document
	Claims   []hearsay.Claim
}

// first is the first byte of a claim's content.
func first(c *hearsay.Claim) int {
	if len(c.Content.Spans) == 0 {
		return 0
	}
	return c.Content.Spans[0].From
}

func (s *Server) claims(ctx context.Context, in *listIn) (*claimsOut, error) {
	q, err := in.query()
	if err != nil {
		return nil, err
	}
	out := &claimsOut{Claims: []report.KeptClaim{}}
	last := int64(0)
	for c, err := range s.desk.Claims(ctx, q) {
		if err != nil {
			return nil, err
		}
		if len(out.Claims) == in.Limit {
			out.Next = strconv.FormatInt(last, 10)
			break
		}
		out.Claims, last = append(out.Claims, report.KeptClaim{Claim: c.Claim, Ref: c.Document.Ref, Document: c.Document.ID}), c.Number
		out.found = append(out.found, c)
	}
	return out, nil
}
