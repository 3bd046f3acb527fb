package web

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"hearsay"
	"hearsay/internal/desk"
)

// claimAt is a claim of bytes that stand in the text.
func claimAt(t *testing.T, text, id, speaker, cue, content, within string) hearsay.Claim {
	t.Helper()
	find := func(s string) hearsay.Printed {
		if s == "" {
			return hearsay.Printed{Spans: []hearsay.Span{}}
		}
		i := strings.Index(text, s)
		if i < 0 {
			t.Fatalf("%q is not in the text", s)
		}
		return hearsay.Print(text, hearsay.Span{From: i, To: i + len(s)})
	}
	return hearsay.Claim{ID: id, Speaker: hearsay.Speaker{Printed: find(speaker)}, Cue: find(cue), Content: find(content), Within: within}
}

// TestMark: a claim in a claim is two deep, numbers follow the text, and the outlet's own voice is bare.
func TestMark(t *testing.T) {
	text := "Pier burned\n\nBaca said that Ruiz had told him the pier burned.\n\nIt rained.\n"
	doc := &hearsay.Document{Title: "Pier burned", Text: text}
	own := claimAt(t, text, "own", "", "", "It rained.", "")
	own.OwnVoice = true
	inner := claimAt(t, text, "inner", "Ruiz", "had told", "the pier burned", "outer")
	outer := claimAt(t, text, "outer", "Baca", "said", "that Ruiz had told him the pier burned", "")
	s := mark(doc, []hearsay.Claim{own, inner, outer}, map[string]desk.Outlook{"outer": {Tellings: 2}})
	var b strings.Builder
	for _, p := range s.Paragraphs {
		for _, pc := range p.Pieces {
			fmt.Fprintf(&b, "%d", pc.Depth)
			for _, n := range pc.Begins {
				fmt.Fprintf(&b, "^%d", n.N)
			}
			if pc.Speaker {
				b.WriteString("S")
			}
			if pc.Cue {
				b.WriteString("C")
			}
			fmt.Fprintf(&b, "[%s]", strings.TrimSpace(pc.Text))
		}
		b.WriteByte('\n')
	}
	want := "0[Pier burned]\n0S[Baca]0[]0C[said]0[]1^1[that]1S[Ruiz]1[]1C[had told]1[him]2^2[the pier burned]0[.]\n0[It rained.]\n"
	if b.String() != want {
		t.Errorf("got  %q\nwant %q", b.String(), want)
	}
	if !s.Paragraphs[0].Title || s.Paragraphs[1].Title || len(s.Notes) != 2 || s.Notes[1].In != s.Notes[0] || s.Notes[0].Tellings != 2 {
		t.Errorf("notes %+v", s.Notes)
	}
}

// TestMarkLosesNothing: whatever the claims are, the pieces put together are the text but for blank lines, and every claim begins once.
func TestMarkLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("ab é\n")), 1, 60, -1).Draw(t, "text")
		var bounds []int
		for i := range text {
			bounds = append(bounds, i)
		}
		bounds = append(bounds, len(text))
		var claims []hearsay.Claim
		for i := range rapid.IntRange(0, 6).Draw(t, "claims") {
			var spans []hearsay.Span
			at := 0
			for range rapid.IntRange(1, 3).Draw(t, "spans") {
				if at+1 >= len(bounds) {
					break
				}
				from := rapid.IntRange(at, len(bounds)-2).Draw(t, "from")
				to := rapid.IntRange(from+1, len(bounds)-1).Draw(t, "to")
				spans = append(spans, hearsay.Span{From: bounds[from], To: bounds[to]})
				at = to
			}
			claims = append(claims, hearsay.Claim{ID: fmt.Sprint(i), Content: hearsay.Print(text, spans...), Cue: hearsay.Print(text, spans[:len(spans)/2]...)})
		}
		s := mark(&hearsay.Document{Text: text}, claims, nil)
		var got, want strings.Builder
		begun := map[int]int{}
		for _, p := range s.Paragraphs {
			for _, pc := range p.Pieces {
				got.WriteString(pc.Text)
				for _, n := range pc.Begins {
					begun[n.N]++
				}
			}
		}
		for line := range strings.Lines(text) {
			if strings.TrimSpace(line) != "" {
				want.WriteString(line)
			}
		}
		if got.String() != want.String() {
			t.Fatalf("got %q, want %q", got.String(), want.String())
		}
		for _, n := range s.Notes {
			if blank := strings.Trim(n.Claim.Content.Text, " …\n") == ""; begun[n.N] != 1 && !blank {
				t.Fatalf("claim %d begins %d times", n.N, begun[n.N])
			}
		}
	})
}
