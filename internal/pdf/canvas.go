package pdf

import (
	"bytes"
	"errors"
	"math"
	"strconv"
	"strings"
	"unicode"
)

// glyph is text on a page: where it begins and ends, how large.
type glyph struct {
	x, y, end, size float64
	text            string
}

// state is what q saves and Q brings back.
type state struct {
	ctm                          matrix
	font                         *font
	size, char, word, rise, lead float64
	stretch                      float64
}

// canvas follows the operators of a page that place text.
type canvas struct {
	file     *file
	fonts    map[string]*font // by number of their object, or by name where they have none
	state    state
	saved    []state
	text     matrix
	line     matrix
	artifact []bool // of each marked piece that is open: it is no content of the page
	glyphs   []glyph
	forms    int // how many forms were drawn
}

const (
	maxGlyphs = 1 << 19 // on a page
	maxForms  = 1000    // on a page, and in each other 8
)

func (f *file) glyphs(p page, fonts map[string]*font) ([]glyph, error) {
	c := &canvas{file: f, fonts: fonts, state: state{ctm: p.base, stretch: 1}, text: identity, line: identity}
	var content []byte
	parts := f.array(p.contents)
	if parts == nil {
		parts = []any{p.contents}
	}
	for _, part := range parts {
		if s, ok := f.resolve(part).(*stream); ok {
			data, err := f.unfiltered(s)
			if errors.Is(err, ErrLarge) {
				return nil, err
			} else if err == nil { // without it, the page is short of something
				content = append(append(content, data...), '\n')
			}
		}
	}
	err := c.draw(content, p.resources, 0)
	return c.glyphs, err
}

// draw follows the operators in content.
func (c *canvas) draw(content []byte, resources dict, depth int) error {
	l := &lexer{data: content, content: true}
	var args []any
	for {
		if err := c.file.tick(); err != nil {
			return err
		}
		l.space()
		switch {
		case l.pos >= len(content):
			return nil
		case len(c.glyphs) > maxGlyphs:
			return ErrLarge
		}
		v := l.value(0)
		op, ok := v.(operator)
		if !ok {
			if args = append(args, v); len(args) > 64 {
				args = args[1:]
			}
			continue
		}
		if op == "BI" {
			skipImage(l)
		} else if err := c.operator(string(op), args, resources, depth); err != nil {
			return err
		}
		args = args[:0]
	}
}

// skipImage goes behind an image that stands in the content: ID, its bytes, EI.
func skipImage(l *lexer) {
	for from := l.pos; ; {
		i := bytes.Index(l.data[from:], []byte("EI"))
		if i < 0 {
			l.pos = len(l.data)
			return
		}
		end := from + i + 2
		if isSpace(l.data[from+i-1]) && (end == len(l.data) || isSpace(l.data[end])) {
			l.pos = end
			return
		}
		from = end
	}
}

func (c *canvas) operator(op string, args []any, resources dict, depth int) error {
	number := func(i int) float64 {
		if i < len(args) {
			n, _ := args[i].(float64)
			return n
		}
		return 0
	}
	matrix := func() matrix { return matrix{number(0), number(1), number(2), number(3), number(4), number(5)} }
	last := func() str {
		if len(args) == 0 {
			return ""
		}
		s, _ := args[len(args)-1].(str)
		return s
	}
	s := &c.state
	switch op {
	case "q":
		if len(c.saved) < 1000 {
			c.saved = append(c.saved, *s)
		}
	case "Q":
		if n := len(c.saved); n > 0 {
			*s, c.saved = c.saved[n-1], c.saved[:n-1]
		}
	case "cm":
		s.ctm = s.ctm.times(matrix())
	case "BT":
		c.text, c.line = identity, identity
	case "Tc":
		s.char = number(0)
	case "Tw":
		s.word = number(0)
	case "Tz":
		s.stretch = number(0) / 100
	case "TL":
		s.lead = number(0)
	case "Ts":
		s.rise = number(0)
	case "Tf":
		if len(args) == 2 {
			name, _ := args[0].(name)
			s.font, s.size = c.font(resources, string(name)), number(1)
		}
	case "Td":
		c.move(number(0), number(1))
	case "TD":
		s.lead = -number(1)
		c.move(number(0), number(1))
	case "Tm":
		c.text = matrix()
		c.line = c.text
	case "T*":
		c.move(0, -s.lead)
	case "Tj":
		return c.show(last())
	case "'", `"`:
		if op == `"` {
			s.word, s.char = number(0), number(1)
		}
		c.move(0, -s.lead)
		return c.show(last())
	case "TJ":
		if len(args) == 0 {
			return nil
		}
		pieces, _ := args[len(args)-1].([]any)
		for _, piece := range pieces {
			switch piece := piece.(type) {
			case str:
				if err := c.show(piece); err != nil {
					return err
				}
			case float64:
				c.advance(-piece / 1000 * s.size * s.stretch)
			}
		}
	case "BMC", "BDC":
		tag := name("")
		if len(args) > 0 {
			tag, _ = args[0].(name)
		}
		if len(c.artifact) < 1000 {
			c.artifact = append(c.artifact, tag == "Artifact")
		}
	case "EMC":
		if n := len(c.artifact); n > 0 {
			c.artifact = c.artifact[:n-1]
		}
	case "Do":
		if len(args) > 0 {
			name, _ := args[0].(name)
			return c.form(c.file.dict(resources["XObject"])[string(name)], resources, depth)
		}
	}
	return nil
}

// form draws what pages share, or programs make of a page.
func (c *canvas) form(v any, resources dict, depth int) error {
	s, ok := c.file.resolve(v).(*stream)
	if c.forms++; !ok || c.file.name(s.dict["Subtype"]) != "Form" || depth >= 8 || c.forms > maxForms {
		return nil
	}
	content, err := c.file.unfiltered(s)
	if errors.Is(err, ErrLarge) {
		return err
	} else if err != nil {
		return nil // the page goes on without it
	}
	if own := c.file.dict(s.dict["Resources"]); own != nil {
		resources = own
	}
	before, saved, text, line := c.state, c.saved, c.text, c.line
	if m := c.file.array(s.dict["Matrix"]); len(m) == 6 {
		n := c.file.number
		c.state.ctm = c.state.ctm.times(matrix{n(m[0]), n(m[1]), n(m[2]), n(m[3]), n(m[4]), n(m[5])})
	}
	c.saved = nil
	err = c.draw(content, resources, depth+1)
	c.state, c.saved, c.text, c.line = before, saved, text, line
	return err
}

func (c *canvas) font(resources dict, name string) *font {
	v := c.file.dict(resources["Font"])[name]
	key := "/" + name
	if r, ok := v.(ref); ok {
		key = strconv.Itoa(int(r))
		if f := c.fonts[key]; f != nil {
			return f
		}
	}
	f := c.file.font(c.file.dict(v))
	c.fonts[key] = f
	return f
}

// move begins a new line.
func (c *canvas) move(x, y float64) {
	c.line = c.line.times(matrix{1, 0, 0, 1, x, y})
	c.text = c.line
}

func (c *canvas) advance(x float64) { c.text = c.text.times(matrix{1, 0, 0, 1, x, 0}) }

// show places a string. Text that does not run from left to right, such as a stamp across the page, is left out.
func (c *canvas) show(str str) error {
	s := &c.state
	if s.font == nil {
		return nil
	}
	hidden := false
	for _, a := range c.artifact {
		hidden = hidden || a
	}
	for i := 0; i+s.font.bytes <= len(str); i += s.font.bytes {
		if err := c.file.tick(); err != nil {
			return err
		}
		code := codeOf(str[i : i+s.font.bytes])
		at := s.ctm.times(c.text)
		width := s.font.width(code) * s.size
		step := (width + s.char) * s.stretch
		if code == ' ' && s.font.bytes == 1 {
			step += s.word * s.stretch
		}
		if text := s.font.text(code); text != "" && !hidden && at.a > 0 && math.Abs(at.b) < 0.2*at.a && len(c.glyphs) <= maxGlyphs {
			c.glyphs = append(c.glyphs, glyph{
				x: at.e, y: at.f + s.rise*at.d, end: at.e + width*s.stretch*at.a, size: math.Abs(s.size * at.d), text: strings.Map(visible, text),
			})
		}
		c.advance(step)
	}
	return nil
}

// visible drops what is not to be seen in a text.
func visible(r rune) rune {
	switch {
	case unicode.IsSpace(r):
		return ' '
	case unicode.IsControl(r), r == 0xfeff, r == 0x200b, r >= 0xe000 && r <= 0xf8ff:
		return -1
	}
	return r
}
