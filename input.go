package hearsay

import (
	"io"
	"time"
)

// Input is where bytes come from: a file, a folder, an address, an archive, or a stream. Exactly one of Path, Address and Stream is set.
type Input struct {
	Path    string    // file or folder
	Address string    // http or https, because the user typed it
	Stream  io.Reader // standard input, say
	Name    string    // what Stream, or the one file at Path, is called in messages
	// What the user states of all documents of the input; "" is nothing.
	Outlet    string
	Published string // see ParsePublished
	Title     string
}

// PublishedFrom is who states when a document was published.
type PublishedFrom string

// Only a date that page, feed or user states enters the document's ID.
const (
	ByUser     PublishedFrom = "user"
	ByPage     PublishedFrom = "page"      // the document itself: its metadata, its header
	ByFeed     PublishedFrom = "feed"      // the feed or record it came in
	ByFileName PublishedFrom = "file name" // 2025-11-04-story.txt
	ByFileTime PublishedFrom = "file time" // when the file was last changed
	ByNobody   PublishedFrom = ""
)

// Stated reports whether page, feed or user gave the date.
func (p PublishedFrom) Stated() bool { return p == ByUser || p == ByPage || p == ByFeed }

// Skip is a document that could not be read, with a reason a person understands. It is an error that stops nothing but its document.
type Skip struct {
	Name   string    `json:"name"`   // of the file or record: path, path inside archive, address
	Reason string    `json:"reason"` // empty, no article text, not English, too large, malformed, encrypted, unsupported, duplicate
	Detail string    `json:"detail"` // what is known beyond the reason: "zip: not a valid zip file", "duplicate of abcdef"
	At     time.Time `json:"-"`      // when it was met, filled by the ledger
}

// The reasons of a Skip.
const (
	ReasonEmpty       = "empty"
	ReasonNoArticle   = "no article text"
	ReasonNotEnglish  = "not English"
	ReasonTooLarge    = "too large"
	ReasonMalformed   = "malformed"
	ReasonEncrypted   = "encrypted"
	ReasonUnsupported = "unsupported"
	ReasonUnavailable = "unavailable" // a file that cannot be opened, an address that does not answer
	ReasonDuplicate   = "duplicate"
)

// Error says what was skipped and why.
func (s *Skip) Error() string {
	e := s.Name + ": " + s.Reason
	if s.Detail != "" {
		e += ": " + s.Detail
	}
	return e
}
