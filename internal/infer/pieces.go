package infer

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Pieces cuts words into word pieces by a BERT vocabulary (WordPiece; Wu et al. 2016): greedy longest match.
type Pieces struct {
	heads, tails  map[string]int32 // pieces that begin a word; those that go on with one, without their ##
	longest       int              // bytes of the longest piece
	unk, cls, sep int32
}

const (
	wordLimit = 12   // pieces of a word at the most
	byteLimit = 1000 // bytes of a word that are looked at
)

// NewPieces reads a vocabulary: one piece a line, its number the line's, from 0.
func NewPieces(vocab string) (*Pieces, error) {
	n := strings.Count(vocab, "\n") + 1
	p := &Pieces{heads: make(map[string]int32, n), tails: make(map[string]int32, n/4), unk: -1, cls: -1, sep: -1}
	id := int32(0)
	for line := range strings.SplitSeq(vocab, "\n") {
		if tail, ok := strings.CutPrefix(line, "##"); ok && tail != "" {
			p.tails[tail] = id
		} else if line != "" {
			p.heads[line] = id
		}
		p.longest = max(p.longest, len(line))
		id++
	}
	for name, to := range map[string]*int32{"[UNK]": &p.unk, "[CLS]": &p.cls, "[SEP]": &p.sep} {
		v, ok := p.heads[name]
		if !ok {
			return nil, fmt.Errorf("%w: the vocabulary has no %s", ErrWeights, name)
		}
		*to = v
	}
	return p, nil
}

// CLS and SEP are the pieces that open and close a sequence.
func (p *Pieces) CLS() int32 { return p.cls }

// SEP closes a sequence, or one of its two texts.
func (p *Pieces) SEP() int32 { return p.sep }

// Of returns the pieces of one word: at least one, at most 12. Of a word longer than 1,000 bytes the rest is not looked at.
func (p *Pieces) Of(word string) []int32 { return p.Append(make([]int32, 0, 4), word) }

// Append appends the pieces of one word to out.
func (p *Pieces) Append(out []int32, word string) []int32 {
	if len(word) > byteLimit {
		word = strings.ToValidUTF8(word[:byteLimit], "")
	}
	word = fold(word)
	from := len(out)
	start := 0
	for i, r := range word {
		if !punctuation(r) {
			continue
		}
		if i > start {
			out = p.match(out, word[start:i])
		}
		start = i + len(string(r))
		out = p.match(out, word[i:start])
	}
	if start < len(word) {
		out = p.match(out, word[start:])
	}
	if len(out) == from {
		return append(out, p.unk)
	}
	return out[:min(len(out), from+wordLimit)]
}

// match appends the pieces of a part that has no punctuation inside, or [UNK] when it cannot be covered.
func (p *Pieces) match(out []int32, part string) []int32 {
	from := len(out)
	for i := 0; i < len(part); {
		pieces := p.heads
		if i > 0 {
			pieces = p.tails
		}
		j := min(len(part), i+p.longest)
		for j > i {
			if id, ok := pieces[part[i:j]]; ok {
				out = append(out, id)
				break
			}
			j--
		}
		if j == i {
			return append(out[:from], p.unk)
		}
		i = j
	}
	return out
}

var straight = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "—", "-", "–", "-")

// fold straightens quotation marks and dashes, lowers case and takes accents off (canonical decomposition without Mn).
func fold(word string) string {
	ascii := true
	for i := range len(word) {
		ascii = ascii && word[i] < 0x80
	}
	if ascii {
		return strings.ToLower(word)
	}
	word = norm.NFD.String(strings.ToLower(straight.Replace(word)))
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, word)
}

func punctuation(r rune) bool {
	if r < 0x80 {
		return '!' <= r && r <= '/' || ':' <= r && r <= '@' || '[' <= r && r <= '`' || '{' <= r && r <= '~'
	}
	return unicode.IsPunct(r)
}
