package web

import (
	"context"
	"slices"
	"time"

	"hearsay"
	"hearsay/internal/desk"
	"hearsay/internal/ledger"
	"hearsay/internal/report"
)

type claimIn struct {
	ID string `path:"id" maxLength:"100" doc:"A claim, by any unique beginning of its ID."`
}

type claimOut struct {
	report.KeptClaim
	kept   ledger.KeptClaim
	around func() (*around, error)
}

// Kept is the claim with its document and what the ledger knows of it.
func (o *claimOut) Kept() ledger.KeptClaim { return o.kept }

// Around is what stands round the claim.
func (o *claimOut) Around() (*around, error) { return o.around() }

// around is what stands round a claim: in its story, and in others.
type around struct {
	Paragraphs     []paragraph // that have a word of it
	Outer          *hearsay.Claim
	Inner          []hearsay.Claim
	Matter         desk.Listed
	Elsewhere      []ledger.KeptClaim // that say the same, at most mostAround
	Against, Later []desk.Opposed
}

// mostAround is how many of a kind are shown round a claim.
const mostAround = 8

func (s *Server) claim(ctx context.Context, in *claimIn) (*claimOut, error) {
	c, err := s.desk.Claim(ctx, in.ID, time.Time{})
	if err != nil {
		return nil, err
	}
	out := &claimOut{KeptClaim: report.KeptClaim{Claim: c.Claim, Ref: c.Document.Ref, Document: c.Document.ID}, kept: c}
	out.around = func() (*around, error) { return s.roundOf(ctx, &c) }
	return out, nil
}

func (s *Server) roundOf(ctx context.Context, c *ledger.KeptClaim) (*around, error) {
	a := &around{}
	plain := c.Claim
	plain.OwnVoice = false // here it is what the page is about, and marked
	for _, p := range mark(c.Document, []hearsay.Claim{plain}, nil).Paragraphs {
		if slices.ContainsFunc(p.Pieces, func(pc piece) bool { return pc.Depth > 0 || pc.Speaker || pc.Cue }) {
			a.Paragraphs = append(a.Paragraphs, p)
		}
	}
	for o, err := range s.desk.Claims(ctx, ledger.Query{Document: c.Document.ID}) {
		if err != nil {
			return nil, err
		}
		if o.ID == c.Within {
			outer := o.Claim
			a.Outer = &outer
		}
		if o.Within == c.ID {
			a.Inner = append(a.Inner, o.Claim)
		}
	}
	var err error
	if a.Matter, a.Against, a.Later, err = s.desk.Beside(ctx, c.ID, mostAround); err != nil {
		return nil, err
	}
	for _, t := range a.Matter.Told {
		if t.ID != c.ID && len(a.Elsewhere) < mostAround {
			a.Elsewhere = append(a.Elsewhere, t)
		}
	}
	return a, nil
}

// gist is the claim of a matter that says it most clearly.
func gist(m desk.Matter) ledger.KeptClaim {
	return m.Told[max(0, slices.IndexFunc(m.Told, func(c ledger.KeptClaim) bool { return c.ID == m.Gist }))]
}
