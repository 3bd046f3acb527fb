package eval

import (
	"fmt"
	"sort"

	"hearsay/internal/reader"
	"hearsay/internal/segment"
)

// Counts are how many found are right, how many are wrong, and how many of the gold were missed.
type Counts struct{ Right, Wrong, Missed int }

// Gold is how many there were to find.
func (c Counts) Gold() int { return c.Right + c.Missed }

// Found is how many were found, right or wrong.
func (c Counts) Found() int { return c.Right + c.Wrong }

// P is precision in percent, 0 when nothing was found.
func (c Counts) P() float64 { return 100 * float64(c.Right) / float64(max(1, c.Found())) }

// R is recall in percent, 0 when there was nothing to find.
func (c Counts) R() float64 { return 100 * float64(c.Right) / float64(max(1, c.Gold())) }

// F is the harmonic mean of P and R in percent.
func (c Counts) F() float64 {
	if c.Right == 0 {
		return 0
	}
	return 2 * c.P() * c.R() / (c.P() + c.R())
}

// Table is counts by row: speaker, cue, content, attribution, linked words, and what else a corpus marks.
// In the rows that tell what is right of matched cues (act, sure, neg, kind) nothing can be missed.
type Table map[string]Counts

// plus adds the counts of another text.
func (t Table) plus(other Table) {
	for row, c := range other {
		x := t[row]
		t[row] = Counts{x.Right + c.Right, x.Wrong + c.Wrong, x.Missed + c.Missed}
	}
}

// add compares what one text has in a row with what was found there.
func add[K comparable](t Table, row string, gold, found map[K]bool) {
	c := t[row]
	for k := range found {
		if gold[k] {
			c.Right++
		} else {
			c.Wrong++
		}
	}
	c.Missed += len(gold)
	for k := range gold {
		if found[k] {
			c.Missed--
		}
	}
	t[row] = c
}

// claim is an attribution, of the gold or found, with the reader's score when it came through the rules.
type claim struct {
	reader.Attribution
	Score float64
}

// key tells apart claims of which cue, speaker or content differ.
func (a *claim) key() string { return fmt.Sprint(a.Cue, a.Speaker, a.Content) }

// top leaves out claims whose cue begins inside the content of a longer one: PolNeAR marks one layer only.
// The longest come first; of equally long ones, the first read.
func top(claims []claim) []claim {
	length := func(a *claim) (n int) {
		for _, r := range a.Content {
			n += r.To - r.From
		}
		return n
	}
	long := append([]claim(nil), claims...)
	sort.SliceStable(long, func(i, j int) bool { return length(&long[i]) > length(&long[j]) })
	var kept []claim
	inside := map[int]bool{}
	for _, a := range long {
		if inside[a.Cue.From] {
			continue
		}
		kept = append(kept, a)
		for _, r := range a.Content {
			for i := r.From; i < r.To; i++ {
				inside[i] = true
			}
		}
	}
	return kept
}

// tie says that a word belongs to the speaker or to the content of the claim with a cue at a word.
type tie struct {
	role      byte // 's' or 'c'
	word, cue int
}

// compare counts one text: spans are right when exact, each piece of a broken content by itself.
func compare(t Table, gold, found []claim) {
	g, f := sets(gold), sets(found)
	add(t, "speaker", g.speakers, f.speakers)
	add(t, "cue", g.cues, f.cues)
	add(t, "content", g.contents, f.contents)
	add(t, "attribution", g.whole, f.whole)

	own := map[int]int{} // word of a gold cue → that cue's first word
	for _, a := range gold {
		for i := a.Cue.From; i < a.Cue.To; i++ {
			own[i] = a.Cue.From
		}
	}
	add(t, "linked words",
		links(gold, func(cue segment.Run) int { return cue.From }),
		links(found, func(cue segment.Run) int { // a found cue stands for the gold cue that it overlaps
			for i := cue.From; i < cue.To; i++ {
				if c, ok := own[i]; ok {
					return c
				}
			}
			return -1 - cue.From // no gold cue is there: equal to none
		}))
}

type spanSets struct {
	speakers, cues, contents map[segment.Run]bool
	whole                    map[string]bool
}

func sets(claims []claim) spanSets {
	s := spanSets{map[segment.Run]bool{}, map[segment.Run]bool{}, map[segment.Run]bool{}, map[string]bool{}}
	for _, a := range claims {
		s.cues[a.Cue] = true
		for _, r := range a.Speaker {
			s.speakers[r] = true
		}
		for _, r := range a.Content {
			s.contents[r] = true
		}
		s.whole[a.key()] = true
	}
	return s
}

func links(claims []claim, standsFor func(cue segment.Run) int) map[tie]bool {
	set := map[tie]bool{}
	for _, a := range claims {
		cue := standsFor(a.Cue)
		for role, runs := range map[byte][]segment.Run{'s': a.Speaker, 'c': a.Content} {
			for _, r := range runs {
				for i := r.From; i < r.To; i++ {
					set[tie{role, i, cue}] = true
				}
			}
		}
	}
	return set
}
