package report

import (
	"encoding/json"
	"fmt"
	"io"
	"time"
)

// Stats are what a ledger holds.
type Stats struct {
	Documents int       `json:"documents"`
	Claims    int       `json:"claims"`    // that stand
	Withdrawn int       `json:"withdrawn"` // that no longer do
	Mentions  int       `json:"mentions"`
	Skips     int       `json:"skips"`
	Readers   []Reader  `json:"readers"` // in the order in which they came
	Bytes     int64     `json:"bytes"`   // on disk; 0: unknown
	First     time.Time `json:"first"`   // of entry; zero when there is none
	Last      time.Time `json:"last"`
}

// Reader is how many documents one version of the reader has read.
type Reader struct {
	Reader   string `json:"reader"`
	Readings int    `json:"readings"`
}

// Write writes the counts as text, or as JSON with null for what is unknown.
func (s Stats) Write(w io.Writer, f Format) error {
	if f == AsJSON {
		return s.json(w)
	}
	_, err := fmt.Fprintf(w, "documents  %d\nclaims     %d\nwithdrawn  %d\nmentions   %d\nskips      %d\n", s.Documents, s.Claims, s.Withdrawn, s.Mentions, s.Skips)
	for _, r := range s.Readers {
		if err == nil {
			_, err = fmt.Fprintf(w, "reader     %s  %s\n", r.Reader, count(r.Readings, "reading"))
		}
	}
	if err == nil && s.Bytes > 0 {
		_, err = fmt.Fprintf(w, "size       %.1f MB\n", float64(s.Bytes)/(1<<20))
	}
	if err == nil && !s.First.IsZero() {
		_, err = fmt.Fprintf(w, "entered    %s to %s\n", s.First.Format(time.RFC3339), s.Last.Format(time.RFC3339))
	}
	return err
}

func (s Stats) json(w io.Writer) error {
	if s.Readers == nil {
		s.Readers = []Reader{}
	}
	out := struct {
		Stats
		Bytes *int64     `json:"bytes"`
		First *time.Time `json:"first"`
		Last  *time.Time `json:"last"`
	}{Stats: s}
	if s.Bytes > 0 {
		out.Bytes = &s.Bytes
	}
	if !s.First.IsZero() {
		out.First, out.Last = &s.First, &s.Last
	}
	return json.NewEncoder(w).Encode(out)
}
