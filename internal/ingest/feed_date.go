package ingest

import (
	"net/mail"
	"strings"
	"time"
)

// parseDate reads a date as feeds, messages and agencies write it. What it returns is an RFC 3339 instant in the zone that was
// written, a plain date where no zone was, or "" for what is no date.
func parseDate(s string) string {
	s = strings.TrimSpace(s)
	if t, err := mail.ParseDate(s); err == nil && offsetWritten(s) {
		return t.Format(time.RFC3339)
	}
	for _, layout := range []string{"20060102T150405-0700", "20060102T150405Z0700", "2006-01-02T15:04:05-0700"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format(time.RFC3339)
		}
	}
	if found, ok := stampOf(s); ok {
		return found.String()
	}
	return ""
}

// offsetWritten reports whether a date of a message states its zone in digits. Of names, the mail package knows few, and takes others
// for Greenwich.
func offsetWritten(s string) bool {
	s, _, _ = strings.Cut(s, "(")
	f := strings.Fields(s)
	return len(f) > 0 && len(f[len(f)-1]) == 5 && strings.ContainsAny(f[len(f)-1][:1], "+-")
}
