package segment

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	"hearsay"
)

// Words returns the words of text in order, as byte spans that do not overlap. Text between two words is white space
// (unicode.IsSpace). It takes time in proportion to len(text), whatever the text.
// The error wraps hearsay.ErrInvalid when text is not valid UTF-8.
func Words(text string) ([]hearsay.Span, error) {
	if !utf8.ValidString(text) {
		return nil, fmt.Errorf("%w: text is not UTF-8 at byte %d", hearsay.ErrInvalid, badByte(text))
	}
	c := cutter{text: text, out: make([]hearsay.Span, 0, len(text)/5+1)}
	for i := 0; i < len(text); {
		begin, plain := i, true
		for i < len(text) {
			if b := text[i]; b < utf8.RuneSelf {
				if asciiSpace(b) {
					break
				}
				plain = plain && asciiAlnum(b)
				i++
				continue
			}
			r, n := utf8.DecodeRuneInString(text[i:])
			if unicode.IsSpace(r) {
				break
			}
			plain = false
			i += n
		}
		switch {
		case i == begin:
			_, n := utf8.DecodeRuneInString(text[i:])
			i += n
		case plain: // only letters and digits: nothing to take off, nothing to split at
			c.last(begin, i)
		default:
			c.chunk(begin, i)
		}
	}
	return c.out, nil
}

// badByte is the offset of the first byte of text that is not UTF-8.
func badByte(text string) int {
	for i, r := range text {
		if r == utf8.RuneError {
			if _, n := utf8.DecodeRuneInString(text[i:]); n == 1 {
				return i
			}
		}
	}
	return len(text)
}

// cutter turns chunks (runs without white space) into words. Each step moves an end of the chunk inward and never looks
// again at what it took off; a step that must look far ahead remembers what it saw. This keeps the time linear.
type cutter struct {
	text string
	out  []hearsay.Span
	tail []hearsay.Span // words taken off the end of the chunk, last one first
}

func (c *cutter) emit(from, to int) { c.out = append(c.out, hearsay.Span{From: from, To: to}) }
func (c *cutter) push(from, to int) { c.tail = append(c.tail, hearsay.Span{From: from, To: to}) }

func (c *cutter) chunk(b, e int) {
	c.tail = c.tail[:0]
	if isAddress(c.text[b:e]) {
		for e > b && endsAddress(c.text[b:e]) > 0 {
			n := endsAddress(c.text[b:e])
			c.push(e-n, e)
			e -= n
		}
		c.emit(b, e)
	} else {
		b = c.lead(b, e)
		e = c.trail(b, e)
		c.inner(b, e)
	}
	for i := len(c.tail) - 1; i >= 0; i-- {
		c.out = append(c.out, c.tail[i])
	}
}

// lead takes opening marks off the front of text[b:e] and returns the new b. The last rune always stays, unless a row of marks is all there is.
func (c *cutter) lead(b, e int) int {
	for b < e {
		s := c.text[b:e]
		r, n := utf8.DecodeRuneInString(s)
		if n == len(s) {
			break
		}
		if row := headRow(s); row > 0 {
			n = row
		} else if !isLead(r) || isElided(s) {
			break
		}
		c.emit(b, b+n)
		b += n
	}
	return b
}

// trail takes closing marks and clitics off the end of text[b:e], onto c.tail, and returns the new e. The first rune always stays.
func (c *cutter) trail(b, e int) int {
	_, first := utf8.DecodeRuneInString(c.text[b:e])
	dotted := -1 // how many bytes from b on are letters with a full stop each; the same for every e
	for e-b > first {
		s := c.text[b:e]
		r, n := utf8.DecodeLastRuneInString(s)
		if row := tailRow(s); row > 0 && row < len(s) {
			n = row
		} else if r == '.' {
			if dotted < 0 {
				dotted = letterDots(s)
			}
			if len(s) <= dotted && (len(s) > 2 || asciiUpper(s[0])) || isAbbreviation(s) {
				break
			}
		} else if !isTrail(r) {
			if n = clitic(s); n == 0 || n == len(s) {
				break
			}
		}
		c.push(e-n, e)
		e -= n
	}
	return e
}

// inner splits text[p:e] at dashes, slashes, quotes, colons and hyphens that stand between letters or digits.
func (c *cutter) inner(p, e int) {
	fraction, asked := false, -1 // whether text[asked:e] begins like 3/4
	for i := p; i < e; {
		n := divider(c.text[i:e])
		if n == 0 {
			i++
			continue
		}
		keep := false
		switch c.text[i] {
		case '-':
			keep = n == 1 && i == p
		case '/':
			if asked != p {
				fraction, asked = isFraction(c.text[p:e]), p
			}
			keep = fraction
		}
		if !keep {
			if i > p {
				c.emit(p, i)
			}
			c.emit(i, i+n)
			p = i + n
		}
		i += n
	}
	if p < e {
		c.last(p, e)
	}
}

// last emits text[p:e], the rest of a chunk, as one word or, if it is one of four written together, as two.
func (c *cutter) last(p, e int) {
	if isJoined(c.text[p:e]) {
		c.emit(p, p+3)
		p += 3
	}
	c.emit(p, e)
}
