package web

import (
	"context"
	"strconv"

	"hearsay"
	"hearsay/internal/desk"
	"hearsay/internal/party"
	"hearsay/internal/report"
)

type partiesIn struct {
	Q     string `query:"q" maxLength:"400" doc:"Words of a name, in any of its spellings. Empty: all."`
	Limit int    `query:"limit" default:"50" minimum:"1" maximum:"200" doc:"At most so many."`
	From  int    `query:"from" minimum:"0" maximum:"10000000" doc:"How many are passed over: next of the page before."`
}

type partiesOut struct {
	Parties []report.Party `json:"parties" doc:"Those named in most documents first."`
	All     int            `json:"all" doc:"How many there are."`
	Next    string         `json:"next" doc:"What from is for the next page; empty when this is the last."`
}

func (s *Server) parties(ctx context.Context, in *partiesIn) (*partiesOut, error) {
	all, err := s.desk.Parties(ctx, in.Q)
	if err != nil {
		return nil, err
	}
	out := &partiesOut{Parties: []report.Party{}, All: len(all)}
	some := all[min(in.From, len(all)):]
	for _, p := range some[:min(in.Limit, len(some))] {
		documents, err := s.desk.PartyDocuments(ctx, p)
		if err != nil {
			return nil, err
		}
		out.Parties = append(out.Parties, report.Party{Party: known(p.Party), Documents: documents, Names: spellings(desk.Spellings(p))})
	}
	if len(some) > in.Limit {
		out.Next = strconv.Itoa(in.From + in.Limit)
	}
	return out, nil
}

// known is a party without a list that is null.
func known(p hearsay.Party) hearsay.Party {
	if p.Candidates == nil {
		p.Candidates = []string{}
	}
	return p
}

func spellings(all []party.Spelling) []report.Spelling {
	out := make([]report.Spelling, len(all))
	for i, s := range all {
		out[i] = report.Spelling(s)
	}
	return out
}

type partyIn struct {
	ID    string `path:"id" maxLength:"100" doc:"A party, by any unique beginning of its ID."`
	Limit int    `query:"limit" default:"25" minimum:"1" maximum:"200" doc:"At most so many of what it said last, of what it denied, and of where it changed."`
}

type partyOut struct {
	Party   report.Profile     `json:"party"`
	Claims  int                `json:"claims" doc:"How many claims it makes."`
	Denials int                `json:"denials" doc:"In how many of them it denies something."`
	Shifts  int                `json:"shifts" doc:"In how many pairs of them it says otherwise than before."`
	Said    []report.KeptClaim `json:"said" doc:"What it said last, the last entered first."`
	Changed []shiftJSON        `json:"changed" doc:"Where it says otherwise than before, the last first."`
	Denied  []report.KeptClaim `json:"denied" doc:"What it denied last, the last entered first."`
	Cited   []desk.Citing      `json:"cited" doc:"The outlets that have it speak, those with most of its claims first."`
	Behind  bool               `json:"behind" doc:"Documents are being entered, and matters are told as they were a moment ago."`
	record  *desk.Record
	maybe   []report.Party
}

// shiftJSON is a claim of a party that contradicts or updates an earlier one of its own.
type shiftJSON struct {
	Before   report.KeptClaim `json:"before"`
	After    report.KeptClaim `json:"after"`
	Relation hearsay.Relation `json:"relation"`
	Reason   string           `json:"reason"`
	Score    float64          `json:"score"`
}

// Record is what it said, with the documents.
func (o *partyOut) Record() *desk.Record { return o.record }

// Maybe are the parties that the name may stand for.
func (o *partyOut) Maybe() []report.Party { return o.maybe }

func (s *Server) party(ctx context.Context, in *partyIn) (*partyOut, error) {
	p, err := s.desk.Party(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	r, err := s.desk.Record(ctx, p.ID, in.Limit)
	if err != nil {
		return nil, err
	}
	out := &partyOut{
		Party:  report.Profile{Party: report.Party{Party: known(p.Party), Documents: p.Documents, Names: spellings(p.Names)}, Roles: []report.Stretch{}},
		Claims: r.Claims, Denials: r.Denials, Shifts: r.Shifts, Said: keptAll(r.Last), Denied: keptAll(r.Denied), Changed: []shiftJSON{}, Cited: append([]desk.Citing{}, r.Cited...),
		Behind: s.desk.Behind(), record: r,
	}
	for _, x := range p.Roles {
		out.Party.Roles = append(out.Party.Roles, report.Stretch(x))
	}
	for _, x := range r.Changed {
		out.Changed = append(out.Changed, shiftJSON{keptOf(x.Before), keptOf(x.After), x.Relation, x.Reason, x.Score})
	}
	for _, id := range p.Candidates {
		c, err := s.desk.Ledger.Party(ctx, id)
		if err != nil {
			return nil, err
		}
		out.maybe = append(out.maybe, report.Party{Party: c.Party})
	}
	return out, nil
}
