package web

import (
	"context"
	"strconv"

	"hearsay/data/systems"
	"hearsay/internal/desk"
	"hearsay/internal/report"
)

type systemsIn struct {
	Q     string `query:"q" maxLength:"4096" doc:"Only systems named in claims that a query finds. Empty: all."`
	Limit int    `query:"limit" default:"100" minimum:"1" maximum:"500" doc:"At most so many."`
	From  int    `query:"from" minimum:"0" maximum:"1000000" doc:"How many are passed over: next of the page before."`
}

type systemsOut struct {
	Systems []report.System `json:"systems" doc:"Weapons, ships, aircraft and vehicles that claims name, those in most documents first."`
	All     int             `json:"all" doc:"How many there are."`
	Next    string          `json:"next" doc:"What from is for the next page; empty when this is the last."`
	Behind  bool            `json:"behind" doc:"Documents are being entered, and matters are told as they were a moment ago."`
}

func (s *Server) systems(ctx context.Context, in *systemsIn) (*systemsOut, error) {
	all, err := s.desk.Systems(ctx, in.Q)
	if err != nil {
		return nil, err
	}
	out := &systemsOut{Systems: []report.System{}, All: len(all), Behind: s.desk.Behind()}
	some := all[min(in.From, len(all)):]
	for _, x := range some[:min(in.Limit, len(some))] {
		out.Systems = append(out.Systems, systemOf(x))
	}
	if len(some) > in.Limit {
		out.Next = strconv.Itoa(in.From + in.Limit)
	}
	return out, nil
}

func systemOf(s desk.SeenSystem) report.System {
	return report.System{
		ID: s.ID, Name: s.Name, Kind: s.Kind, Country: s.Country, Family: s.Family, Aliases: append([]string{}, s.Aliases...), Seen: report.Seen(s.Seen),
	}
}

type systemIn struct {
	ID    string `path:"id" maxLength:"200" doc:"The ID of a system, or one of its names; ~ stands for a slash."`
	Q     string `query:"q" maxLength:"4096" doc:"Only what claims say that a query finds."`
	Limit int    `query:"limit" default:"40" minimum:"1" maximum:"200" doc:"At most so many matters, those told most first."`
}

type systemOut struct {
	System report.System          `json:"system"`
	Told   []report.MentionedJSON `json:"told" doc:"What is claimed of it, matter by matter: those told most first, then those of one telling, the last first."`
	All    int                    `json:"all" doc:"How many matters there are."`
	Behind bool                   `json:"behind" doc:"Documents are being entered, and matters are told as they were a moment ago."`
	told   []*mentioned
}

// Matters are the matters that name it, with all that is shown of them.
func (o *systemOut) Matters() []*mentioned { return o.told }

// Family is the system that it is one of, as it is called; "" for none.
func (o *systemOut) Family() string {
	if s, ok := systems.ByID(o.System.Family); ok {
		return s.Name
	}
	return o.System.Family
}

func (s *Server) system(ctx context.Context, in *systemIn) (*systemOut, error) {
	x, some, all, err := s.desk.System(ctx, fromPath(in.ID), in.Q, in.Limit)
	if err != nil {
		return nil, err
	}
	out := &systemOut{System: systemOf(x), All: all, Behind: s.desk.Behind()}
	out.told, out.Told = mentionedOf(some)
	return out, nil
}
