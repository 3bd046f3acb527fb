// Package hearsay holds the words of the project: the nouns that every room of the house shares
// (Document, Span, Claim, Speaker, Mention), what each of them promises, and nothing that computes.
//
// A text goes in as a Document; what comes out is a list of Claims, each of which can show the bytes it came from:
//
//	The minister denied that talks were held.   →   speaker "The minister", cue "denied", act deny, denied, content "that talks were held"
//
// It imports nothing of ours; reading, resolving, linking and asking live under internal.
package hearsay

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"strings"
	"time"
)

// Document is one text we read, unchanged. Spans elsewhere are bytes of Text.
type Document struct {
	ID        string `json:"id"`        // see Identify
	Ref       string `json:"ref"`       // the giver's own name for it, "" when none
	Outlet    string `json:"outlet"`    // who published, "" when unknown
	Title     string `json:"title"`     // "" when unknown; may also stand in Text
	Published string `json:"published"` // RFC 3339 instant or a plain date, "" when unknown
	Text      string `json:"text"`      // valid UTF-8

	PublishedFrom PublishedFrom `json:"published_from,omitempty"` // who says when
	Address       string        `json:"address,omitempty"`        // canonical address, "" when unknown
	Language      string        `json:"language,omitempty"`       // ISO 639-1, "" when unknown
	Summary       bool          `json:"summary,omitempty"`        // Text is a feed's summary, not the whole story
}

// Identify fills in the ID: the hash of what makes a document this one and no other, its outlet, its text, and when it was published
// where page, feed or user states that.
func (d *Document) Identify() {
	published := ""
	if d.PublishedFrom.Stated() {
		published = d.Published
	}
	d.ID = hash(d.Outlet, published, d.Text)
}

// ParsePublished accepts an RFC 3339 instant or a plain date (2006-01-02) and reports whether s is one.
func ParsePublished(s string) error {
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if _, err := time.Parse(layout, s); err == nil {
			return nil
		}
	}
	return fmt.Errorf("%w: published %q is neither a date (2025-11-06) nor an RFC 3339 instant (2025-11-06T08:15:00+03:00)", ErrInvalid, s)
}

var idEncoding = base32.StdEncoding.WithPadding(base32.NoPadding)

// hash is SHA-256 over the parts, each preceded by its length in bytes (8 bytes, big endian), in lower-case base32.
func hash(parts ...string) string {
	h := sha256.New()
	var n [8]byte
	for _, p := range parts {
		binary.BigEndian.PutUint64(n[:], uint64(len(p)))
		h.Write(n[:])
		h.Write([]byte(p))
	}
	return strings.ToLower(idEncoding.EncodeToString(h.Sum(nil)))
}
