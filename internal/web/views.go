package web

import (
	"net/url"
	"strings"
)

// registerViews has the pages served that look at many documents at once.
func (s *Server) registerViews() {
	show(s, page{Path: "/matters", Name: "matters", Summary: "Matters that a query finds, with their tellings and origins"}, s.matters)
	show(s, page{Path: "/matter/{id}", Name: "matter", Summary: "A matter: its sides, where each has it from, and what came later"}, s.matter)
	show(s, page{Path: "/conflicts", Name: "conflicts", Summary: "Matters that contradict each other, the strongest first"}, s.conflicts)
	show(s, page{Path: "/timeline", Name: "timeline", Summary: "What a query finds in the order of time"}, s.timeline)
	show(s, page{Path: "/map", Name: "map", Summary: "Places that claims name"}, s.places)
	show(s, page{Path: "/parties", Name: "parties", Summary: "Who is known across documents"}, s.parties)
	show(s, page{Path: "/party/{id}", Name: "party", Summary: "A party: its names, its roles, what it said, changed and denied"}, s.party)
	show(s, page{Path: "/systems", Name: "systems", Summary: "Weapons, ships, aircraft and vehicles that claims name"}, s.systems)
	show(s, page{Path: "/system/{id}", Name: "system", Summary: "What is claimed about a system, by whom, where"}, s.system)
	show(s, page{Path: "/ask", Name: "ask", Summary: "Answers to a question, made of claims"}, s.ask)
}

// With is the address of the page with something else asked for.
func (v view) With(name, value string) string {
	q := url.Values{}
	for known, values := range v.query {
		q[known] = values
	}
	q.Set(name, value)
	return (&url.URL{Path: v.Path}).EscapedPath() + "?" + q.Encode()
}

// From is the address of the page of the listing that goes on behind so many.
func (v view) From(next string) string { return v.With("from", next) }

// At is the address of the map that tells of a place.
func (v view) At(place string) string { return v.With("place", place) }

// inPath is an ID as a piece of an address; fromPath is the way back. An unlisted system may have a slash.
func inPath(id string) string { return url.PathEscape(strings.ReplaceAll(id, "/", "~")) }

func fromPath(id string) string { return strings.ReplaceAll(id, "~", "/") }
