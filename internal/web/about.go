package web

import (
	"context"

	"hearsay/internal/ledger"
)

type aboutOut struct {
	Version string         `json:"version"`
	Ledger  holdings       `json:"ledger"`
	Readers []ledgerReader `json:"readers" doc:"Each version of the reader that has read into this ledger, in the order in which they came."`
}

// holdings are how much a ledger has.
type holdings struct {
	Documents int   `json:"documents"`
	Claims    int   `json:"claims" doc:"That stand."`
	Withdrawn int   `json:"withdrawn" doc:"Claims that no longer do."`
	Mentions  int   `json:"mentions"`
	Skips     int   `json:"skips"`
	Bytes     int64 `json:"bytes" doc:"On disk."`
}

type ledgerReader struct {
	Reader   string `json:"reader"`
	Readings int    `json:"readings"`
}

func holdingsOf(s ledger.Stats) holdings {
	return holdings{s.Documents, s.Claims, s.Withdrawn, s.Mentions, s.Skips, s.Bytes}
}

func (s *Server) about(ctx context.Context, _ *struct{}) (*aboutOut, error) {
	held, err := s.desk.Holdings(ctx)
	if err != nil {
		return nil, err
	}
	out := &aboutOut{Version: s.Version, Ledger: holdingsOf(held), Readers: []ledgerReader{}}
	for _, r := range held.Readers {
		out.Readers = append(out.Readers, ledgerReader(r))
	}
	return out, nil
}
