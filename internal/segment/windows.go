package segment

import "hearsay"

// A window is what a model reads at once.
const (
	MaxWords  = 220 // words in a window
	MaxPieces = 480 // vocabulary pieces in a window, without the two that mark its ends
	maxRepeat = 80  // words of a last paragraph that may stand again at the head of the next window
)

// Windows packs whole paragraphs into runs of at most MaxWords words and MaxPieces pieces, where pieces(i) is the number of
// pieces of word i, asked once a word. The last paragraph of a window stands again at the head of the next if it is short.
// A paragraph too large for a window is cut after the last sentence end in the second half of what fits, else where it stops
// fitting. The runs are in order, each begins and ends later than the one before, and together they cover every word.
// A single word of more than MaxPieces pieces is a window of its own.
func Windows(text string, words []hearsay.Span, pieces func(i int) int) []Run {
	sums := make([]int, len(words)+1) // sums[i]: pieces of the words before i
	for i := range words {
		sums[i+1] = sums[i] + pieces(i)
	}
	fits := func(from, to int) bool { return to-from <= MaxWords && sums[to]-sums[from] <= MaxPieces }

	var units []Run
	for _, p := range Paragraphs(text, words) {
		for !fits(p.From, p.To) {
			n := min(MaxWords, p.Len())
			for n > 1 && !fits(p.From, p.From+n) {
				n--
			}
			cut := n
			for q := n; q > n/2; q-- {
				if closesUnit(words[p.From+q-1].Of(text)) {
					cut = q
					break
				}
			}
			units = append(units, Run{p.From, p.From + cut})
			p.From += cut
		}
		if p.Len() > 0 {
			units = append(units, p)
		}
	}

	var out []Run
	var cur, last Run
	for _, u := range units {
		if cur.Len() > 0 && !fits(cur.From, u.To) {
			out = append(out, cur)
			if last.Len() <= maxRepeat && fits(last.From, u.To) && cur != last {
				cur = last
			} else {
				cur = Run{u.From, u.From}
			}
		}
		if cur.Len() == 0 {
			cur.From = u.From
		}
		cur.To, last = u.To, u
	}
	if cur.Len() > 0 {
		out = append(out, cur)
	}
	return out
}

// closesUnit is true of a word after which a paragraph too large for a window may be cut.
func closesUnit(w string) bool {
	switch w {
	case ".", "?", "!", "”", "''", `"`:
		return true
	}
	return false
}
