package pdf

import (
	"bytes"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// line is a line of a page, or a piece of one: what stands beside it in another column is another.
type line struct {
	x, y, end, size float64
	text            string
	page            int
}

// layLines joins glyphs to lines, in the order in which the page draws them. A blank between words is a gap, with or without a blank
// drawn in it: some programs draw blanks and take their width away again.
func layLines(glyphs []glyph, page int) []line {
	var lines []line
	var b strings.Builder
	var cur line
	blank := 0.0 // how wide a gap must be after what was drawn last
	flush := func() {
		if cur.text = strings.Join(strings.Fields(b.String()), " "); cur.text != "" {
			lines = append(lines, cur)
		}
		b.Reset()
	}
	for _, g := range glyphs {
		size := math.Max(g.size, 1)
		if strings.TrimSpace(g.text) == "" {
			if blank = 0.1; g.end-g.x < 0.01*size {
				blank = -1 // nobody says how wide it is
			}
			continue
		}
		gap := g.x - cur.end
		if b.Len() == 0 || math.Abs(g.y-cur.y) > 0.6*math.Max(size, cur.size) || gap > 2.5*size || gap < -1.5*size {
			flush()
			cur = line{x: g.x, y: g.y, size: size, page: page}
		} else if gap > blank*size {
			b.WriteByte(' ')
		}
		b.WriteString(g.text)
		blank, cur.end = 0.2, math.Max(g.end, cur.x)
		if size > cur.size {
			cur.size, cur.y = size, g.y // not that of a note's number
		}
	}
	flush()
	return lines
}

var digitRun = regexp.MustCompile(`[0-9]+`)

// dropRunning takes out what runs through the pages: lines that stand at the same height on most of them and differ only in numbers, and
// numbers alone at the head or foot.
func dropRunning(pages [][]line) {
	type running struct {
		height int
		text   string
	}
	key := func(l line) running {
		return running{int(math.Round(l.y / 4)), digitRun.ReplaceAllString(l.text, "#")}
	}
	seen := map[running]int{}
	for _, lines := range pages {
		on := map[running]bool{}
		for _, l := range lines {
			if k := key(l); !on[k] {
				on[k] = true
				seen[k]++
			}
		}
	}
	for i, lines := range pages {
		low, high := math.Inf(1), math.Inf(-1)
		for _, l := range lines {
			low, high = math.Min(low, l.y), math.Max(high, l.y)
		}
		pages[i] = slices.DeleteFunc(lines, func(l line) bool {
			edge := l.y < low+l.size || l.y > high-l.size
			return len(pages) > 2 && 2*seen[key(l)] > len(pages) || edge && len(lines) > 2 && pageNumber.MatchString(l.text)
		})
	}
}

var pageNumber = regexp.MustCompile(`^(?i:page |– |- |\[)?[0-9]{1,4}( of [0-9]{1,4}|/[0-9]{1,4}| –| -|\])?$`)

// layParagraphs joins lines to paragraphs.
func layParagraphs(pages [][]line) []string {
	lines := slices.Concat(pages...)
	lead := leading(lines)
	right := rightEdges(lines)
	var out []string
	var b []byte
	left := 0.0 // of the paragraph's lines behind its first
	for i, l := range lines {
		if i > 0 {
			p := lines[i-1]
			switch {
			case sameRow(p, l):
				b = append(b, '\t')
			case parted(p, l, left, lead, right[i-1]):
				out = append(out, string(b))
				b, left = b[:0], 0
			default:
				b = joinLine(b, l.text)
				if left == 0 {
					left = l.x
				}
				continue
			}
		}
		b = append(b, l.text...)
	}
	if len(b) > 0 {
		out = append(out, string(b))
	}
	return out
}

// leading is the distance between lines in this text, as a multiple of their size: the least of those that are frequent, since between
// paragraphs it may be larger.
func leading(lines []line) float64 {
	count := [60]int{}
	most := 0
	for i := 1; i < len(lines); i++ {
		p, l := lines[i-1], lines[i]
		if d := (p.y - l.y) / l.size; p.page == l.page && d > 0.8 && d < 2.9 && math.Abs(p.size-l.size) < 0.5 {
			k := int(math.Round(d * 20))
			count[k]++
			most = max(most, count[k])
		}
	}
	for k, n := range count {
		if n > 0 && 4*n >= most {
			return float64(k) / 20
		}
	}
	return 1.2
}

// rightEdges are where the lines of each line's column end: the farthest end of the lines around that begin near to where it does.
func rightEdges(lines []line) []float64 {
	edges := make([]float64, len(lines))
	for i, l := range lines {
		for _, m := range lines[max(0, i-20):min(len(lines), i+20)] {
			if m.page == l.page && math.Abs(m.x-l.x) < 3*l.size {
				edges[i] = math.Max(edges[i], m.end)
			}
		}
	}
	return edges
}

func sameRow(p, l line) bool {
	return p.page == l.page && math.Abs(p.y-l.y) < 0.3*l.size && l.x > p.end
}

// parted reports whether a paragraph ends between two lines.
func parted(p, l line, left, lead, right float64) bool {
	down := p.y - l.y
	ended := sentenceEnds(p.text)
	first, _ := utf8.DecodeRuneInString(l.text)
	switch {
	case bullet.MatchString(l.text):
		return true
	case p.page != l.page || down < -l.size: // the next page or column
		return ended || !unicode.IsLower(first)
	case math.Max(p.size, l.size) > 1.12*math.Min(p.size, l.size):
		return true
	case down > (lead+0.25)*l.size:
		return true
	case left > 0 && l.x > left+0.6*l.size && l.x < left+6*l.size: // its first line is set in
		return true
	case left == 0 && l.x > p.x+0.6*l.size && ended:
		return true
	}
	return ended && right-p.end > 0.15*(right-p.x) && unicode.IsUpper(first)
}

var bullet = regexp.MustCompile(`^([•●▪◦‣–—*-]|\(?[0-9a-z]{1,2}[.)]) `)

func sentenceEnds(text string) bool {
	text = strings.TrimRight(text, `"'”’)]`)
	return strings.HasSuffix(text, ".") || strings.HasSuffix(text, "!") || strings.HasSuffix(text, "?") || strings.HasSuffix(text, ":")
}

// joinLine adds a line to a paragraph. A word that was broken at the end of a line becomes whole again.
func joinLine(paragraph []byte, line string) []byte {
	first, _ := utf8.DecodeRuneInString(line)
	for _, hyphen := range []string{"-", "\u00ad", "‐"} {
		if head, ok := bytes.CutSuffix(paragraph, []byte(hyphen)); ok && unicode.IsLower(first) {
			if r, _ := utf8.DecodeLastRune(head); unicode.IsLetter(r) {
				return append(head, line...)
			}
		}
	}
	return append(append(paragraph, ' '), line...)
}
