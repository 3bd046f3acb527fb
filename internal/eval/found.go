package eval

import (
	"hearsay"
	"hearsay/internal/reader"
	"hearsay/internal/segment"
)

// touched is the run of words that have a byte in common with a span; empty when none has.
func touched(words []hearsay.Span, s hearsay.Span) segment.Run {
	var run segment.Run
	for i, w := range words {
		if w.Overlaps(s) {
			if run.To == 0 {
				run.From = i
			}
			run.To = i + 1
		}
	}
	return run
}

// touchedAll is the runs of words of spans, those that touch no word left out.
func touchedAll(words []hearsay.Span, spans []hearsay.Span) []segment.Run {
	var runs []segment.Run
	for _, s := range spans {
		if r := touched(words, s); r.To > 0 {
			runs = append(runs, r)
		}
	}
	return runs
}

// bare are the claims of the model alone, in reading order.
func bare(found []reader.Attribution) []claim {
	claims := make([]claim, len(found))
	for i, a := range found {
		claims[i].Attribution = a
	}
	return claims
}

// ruled are claims of the reader as runs of words. No gold marks what an outlet says in its own voice,
// and a quotation that goes on it marks as another piece of the claim with the cue: own voice is left out, continued claims are put back.
func ruled(words []hearsay.Span, read []hearsay.Claim) []claim {
	var claims []claim
	for _, c := range read {
		cue := touchedAll(words, c.Cue.Spans)
		if c.OwnVoice || len(cue) == 0 {
			continue
		}
		if c.Continued { // gold has it with the claim it goes on from
			for k := len(claims) - 1; k >= 0; k-- {
				if claims[k].Cue == cue[0] {
					claims[k].Content = append(claims[k].Content, touchedAll(words, c.Content.Spans)...)
					break
				}
			}
			continue
		}
		claims = append(claims, claim{reader.Attribution{
			Cue: cue[0], Speaker: touchedAll(words, c.Speaker.Spans), Content: touchedAll(words, c.Content.Spans),
			Act: c.Act, Sure: c.Certainty, Neg: c.Denied, Kind: c.Speaker.Kind,
		}, c.Score})
	}
	return claims
}

// bytesOf turns offsets in characters of text into bytes: element i is where character i begins; the last is len(text).
func bytesOf(text string) []int {
	at := make([]int, 0, len(text)+1)
	for i := range text {
		at = append(at, i)
	}
	return append(at, len(text))
}
