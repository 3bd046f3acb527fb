package hearsay

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Span is a half-open range of bytes of a document's text: From is in, To is out.
// Both ends lie on rune boundaries. In JSON it is the pair [from, to].
type Span struct {
	From, To int
}

// Len is the number of bytes the span covers.
func (s Span) Len() int { return s.To - s.From }

// Holds reports whether t lies wholly inside s.
func (s Span) Holds(t Span) bool { return s.From <= t.From && t.To <= s.To }

// Overlaps reports whether s and t have a byte in common.
func (s Span) Overlaps(t Span) bool { return s.From < t.To && t.From < s.To }

// Of returns the bytes of text that the span covers.
func (s Span) Of(text string) string { return text[s.From:s.To] }

// Shared is how many bytes two lists of spans have in common, and how many only one of them. No two spans of a list overlap.
func Shared(a, b []Span) (shared, beside int) {
	for _, x := range a {
		beside += x.Len()
		for _, y := range b {
			shared += max(0, min(x.To, y.To)-max(x.From, y.From))
		}
	}
	for _, y := range b {
		beside += y.Len()
	}
	return shared, beside - 2*shared
}

// MarshalJSON writes the span as [from, to].
func (s Span) MarshalJSON() ([]byte, error) {
	return fmt.Appendf(nil, "[%d,%d]", s.From, s.To), nil
}

// UnmarshalJSON reads a span written as [from, to].
func (s *Span) UnmarshalJSON(b []byte) error {
	var p [2]int
	if err := json.Unmarshal(b, &p); err != nil {
		return err
	}
	s.From, s.To = p[0], p[1]
	return nil
}

// Gap stands between the pieces of a broken text ("X," he said, "Y") when they are shown as one.
const Gap = " … "

// Printed is words as somebody printed them: spans in order and the bytes they cover, joined by Gap.
type Printed struct {
	Text  string `json:"text"`
	Spans []Span `json:"spans"`
}

// Print cuts spans out of text.
func Print(text string, spans ...Span) Printed {
	parts := make([]string, len(spans))
	for i, s := range spans {
		parts[i] = s.Of(text)
	}
	if spans == nil {
		spans = []Span{}
	}
	return Printed{Text: strings.Join(parts, Gap), Spans: spans}
}
