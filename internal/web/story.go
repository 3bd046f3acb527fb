package web

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/desk"
)

// story is a document's text, cut so that every claim can be marked where it stands. Put together again, its pieces are the text.
type story struct {
	Paragraphs []paragraph
	Notes      []*note // of all paragraphs
}

// paragraph is a paragraph of the text, and what stands in the margin beside it: the claims that begin in it.
type paragraph struct {
	Pieces []piece
	Notes  []*note
	From   int  // its first byte in the text
	Title  bool // it is the document's title
	Lines  bool // its lines are meant
}

// piece is bytes of which the same holds throughout.
type piece struct {
	Text    string
	Inner   *note   // the innermost claim that says them; nil: none, or the outlet itself
	Depth   int     // how many claims say them, one in another
	Within  []*note // all of them, the outermost first
	Begins  []*note // claims whose content begins here
	Speaker bool    // names who says a claim
	Cue     bool    // is the word by which it is said
	Here    bool    // was asked for
	Anchor  string  // where what was asked for begins: "b" and its first byte
}

// Blank reports whether there is nothing to see of it, and no claim begins there: then it is no link.
func (p piece) Blank() bool { return len(p.Begins) == 0 && strings.TrimSpace(p.Text) == "" }

// note is a claim as it is marked: by a number, in the order in which contents begin.
type note struct {
	N     int
	Claim hearsay.Claim
	In    *note // the claim it is told within; nil: none
	begun bool
	desk.Outlook
}

// mark cuts a document's text by its claims, and by bytes that were asked for. What the outlet says in its own voice is not marked.
func mark(doc *hearsay.Document, claims []hearsay.Claim, outlooks map[string]desk.Outlook, here ...hearsay.Span) story {
	var s story
	byID := map[string]*note{}
	for _, c := range claims {
		if !c.OwnVoice && len(c.Content.Spans) > 0 {
			n := &note{Claim: c, Outlook: outlooks[c.ID]}
			s.Notes = append(s.Notes, n)
			byID[c.ID] = n
		}
	}
	slices.SortStableFunc(s.Notes, func(a, b *note) int {
		x, y := a.Claim.Content.Spans, b.Claim.Content.Spans
		return cmp.Or(cmp.Compare(x[0].From, y[0].From), cmp.Compare(y[len(y)-1].To, x[len(x)-1].To)) // the outer first
	})
	for i, n := range s.Notes {
		n.N, n.In = i+1, byID[n.Claim.Within]
	}
	cuts := cutsOf(doc.Text, s.Notes, here)
	for _, block := range blocks(doc.Text) {
		p := cutParagraph(doc.Text, block, s.Notes, here, cuts)
		p.From = block.From
		words := strings.TrimSpace(block.Of(doc.Text))
		p.Title = len(s.Paragraphs) == 0 && doc.Title != "" && words == strings.TrimSpace(doc.Title)
		p.Lines = !wrapped(words)
		s.Paragraphs = append(s.Paragraphs, p)
	}
	return s
}

// blocks are the paragraphs of a text: what blank lines part, or its lines where it has none.
func blocks(text string) (all []hearsay.Span) {
	start, at, apart := -1, 0, strings.Contains(strings.TrimSpace(text), "\n\n")
	for line := range strings.SplitAfterSeq(text, "\n") {
		blank := strings.TrimSpace(line) == ""
		if start >= 0 && (blank || !apart) {
			all = append(all, hearsay.Span{From: start, To: at})
			start = -1
		}
		if start < 0 && !blank {
			start = at
		}
		at += len(line)
	}
	if start >= 0 {
		all = append(all, hearsay.Span{From: start, To: at})
	}
	return all
}

// wrapped reports whether lines end where there was no more room: then their ends mean nothing.
func wrapped(block string) bool {
	lines := strings.Split(block, "\n")
	for _, line := range lines[:len(lines)-1] {
		if n := len(strings.TrimSpace(line)); n < 40 || n > 110 {
			return false
		}
	}
	return true
}

// cutsOf are the places where something about the text changes, in order.
func cutsOf(text string, notes []*note, here []hearsay.Span) []int {
	cuts := []int{len(text)}
	for _, sp := range here {
		cuts = append(cuts, sp.From, sp.To)
	}
	for _, n := range notes {
		for _, spans := range [][]hearsay.Span{n.Claim.Content.Spans, n.Claim.Speaker.Spans, n.Claim.Cue.Spans} {
			for _, sp := range spans {
				cuts = append(cuts, sp.From, sp.To)
			}
		}
	}
	slices.Sort(cuts)
	return slices.Compact(cuts)
}

// cutParagraph cuts the bytes of a paragraph.
func cutParagraph(text string, block hearsay.Span, notes []*note, here []hearsay.Span, cuts []int) (p paragraph) {
	near := slices.DeleteFunc(slices.Clone(notes), func(n *note) bool {
		return !touches(n.Claim.Content.Spans, block) && !touches(n.Claim.Speaker.Spans, block) && !touches(n.Claim.Cue.Spans, block)
	})
	i, _ := slices.BinarySearch(cuts, block.From+1)
	for from := block.From; from < block.To; i++ {
		to := block.To
		if i < len(cuts) {
			to = min(to, cuts[i])
		}
		pc := piece{Text: text[from:to]}
		at := hearsay.Span{From: from, To: to}
		if pc.Here = touches(here, at); pc.Here && slices.ContainsFunc(here, func(s hearsay.Span) bool { return s.From == from }) {
			pc.Anchor = fmt.Sprintf("b%d", from)
		}
		for _, n := range near {
			spans := n.Claim.Content.Spans
			if touches(spans, at) {
				pc.Within = append(pc.Within, n)
				if !n.begun {
					n.begun = true
					pc.Begins = append(pc.Begins, n)
					p.Notes = append(p.Notes, n)
				}
			}
			pc.Speaker = pc.Speaker || touches(n.Claim.Speaker.Spans, at)
			pc.Cue = pc.Cue || touches(n.Claim.Cue.Spans, at)
		}
		// The innermost is the one that says least.
		slices.SortStableFunc(pc.Within, func(a, b *note) int { return cmp.Compare(length(b.Claim.Content.Spans), length(a.Claim.Content.Spans)) })
		if pc.Depth = len(pc.Within); pc.Depth > 0 {
			pc.Inner = pc.Within[pc.Depth-1]
		}
		p.Pieces = append(p.Pieces, pc)
		from = to
	}
	return p
}

func touches(spans []hearsay.Span, at hearsay.Span) bool {
	return slices.ContainsFunc(spans, at.Overlaps)
}

func length(spans []hearsay.Span) (n int) {
	for _, s := range spans {
		n += s.Len()
	}
	return n
}
