// Package report puts what was found into words: text for a terminal, JSON for other programs.
//
//	Vasyl Maluk (“the head of this service, Vasyl Maluk”) said: “almost half … have been destroyed”   ← Meridian Post
//
// What it prints is spans of a document and fixed wording, nothing composed. What a claim is, and how one is found, is not its business.
package report

import (
	"encoding/json"
	"io"

	"hearsay"
)

// Story is a document and its claims, in the order of their first byte.
type Story struct {
	Document *hearsay.Document `json:"document"`
	Claims   []hearsay.Claim   `json:"claims"`
}

// JSON writes a story as one line.
func JSON(w io.Writer, s Story) error {
	if s.Claims == nil {
		s.Claims = []hearsay.Claim{}
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(s)
}
