package resolve

import (
	"strings"
	"testing"

	"hearsay"
)

// BenchmarkTimes dates the claims of a story of some 150 words.
func BenchmarkTimes(b *testing.B) {
	text := strings.Repeat("The bridge will reopen on Tuesday, the ministry said on Monday, three weeks after a barge had struck it on 3 February at 4.40 am. ", 6)
	doc := &hearsay.Document{Text: text, Published: "2026-03-05"}
	var claims []hearsay.Claim
	for at := 0; at+130 < len(text); at += 130 {
		cue := at + strings.Index(text[at:], "said")
		claims = append(claims, hearsay.Claim{
			ID: string(rune('a' + at%26)), Status: hearsay.Happened,
			Cue:     hearsay.Print(text, hearsay.Span{From: cue, To: cue + 4}),
			Content: hearsay.Print(text, hearsay.Span{From: at, To: cue - 14}, hearsay.Span{From: cue + 15, To: at + 125}),
		})
	}
	for b.Loop() {
		a := newAccount(doc, claims)
		a.times()
		a.when()
	}
}
