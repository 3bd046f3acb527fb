package ask

import (
	"hearsay"
	"hearsay/internal/segment"
	"hearsay/internal/when"
)

// days is the times that a question names, seen from the day a document was published: "on 9 February" is another day in a story of 2025
// than in one of 2026.
type days struct {
	question *Question
	words    []hearsay.Span
	read     bool
	seen     map[string][]hearsay.Time
}

// of is the times of the question for a document published then.
func (d *days) of(published string) []hearsay.Time {
	if !d.read {
		d.read, d.seen = true, map[string][]hearsay.Time{}
		d.words, _ = segment.Words(d.question.Text) // it is valid UTF-8
	}
	times, ok := d.seen[published]
	if !ok {
		whole := func(int) (int, int) { return 0, len(d.words) }
		for _, e := range when.Read(when.NewClock(published), when.Text{Text: d.question.Text, Words: d.words, Sentence: whole}, nil) {
			if e.From != "" || e.To != "" {
				times = append(times, e.Time)
			}
		}
		d.seen[published] = times
	}
	return times
}

// fit reports whether what a claim tells of lies in a time that the question names, and whether it lies in none of them. Both are 0 where
// the question names none or nobody knows when it was.
func (d *days) fit(k *hearsay.Claim, doc *hearsay.Document) (same, other float64) {
	times := d.of(doc.Published)
	if len(times) == 0 || k.Event == nil || k.Event.From == "" || k.Event.To == "" {
		return 0, 0
	}
	for _, t := range times {
		if before(t.From, k.Event.To) && before(k.Event.From, t.To) {
			return 1, 0
		}
	}
	return 0, 1
}

// before compares two instants written in the same offset, by their days; an open end is before and after all.
func before(a, b string) bool {
	return a == "" || b == "" || a[:min(len(a), 16)] < b[:min(len(b), 16)]
}
