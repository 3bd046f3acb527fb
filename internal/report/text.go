package report

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"hearsay"
)

// Page is how text is laid out.
type Page struct {
	Width  int  // columns; 0 is 80
	Styled bool // bold and dim by ANSI escapes
}

const (
	bold = "\x1b[1m"
	dim  = "\x1b[2m"
	off  = "\x1b[0m"
)

func (p Page) style(code, s string) string {
	if !p.Styled || s == "" {
		return s
	}
	return code + s + off
}

// Text writes a story for people: its title, then a block for each claim: who says it, by what word, what, and through whom.
// Control characters of the document are shown as spaces.
func (p Page) Text(w io.Writer, s Story) error {
	if p.Width == 0 {
		p.Width = 80
	}
	var b strings.Builder
	d := s.Document
	title := d.Title
	if title == "" {
		title = d.Ref
	}
	if title != "" {
		p.wrap(&b, "", p.clean(title), bold)
	}
	var facts []string
	for _, f := range []string{d.Outlet, d.Published, count(len(s.Claims), "claim")} {
		if f != "" {
			facts = append(facts, f)
		}
	}
	fmt.Fprintln(&b, p.style(dim, p.clean(strings.Join(facts, " · "))))
	for i := range s.Claims {
		p.claim(&b, &s.Claims[i])
	}
	b.WriteByte('\n')
	_, err := io.WriteString(w, b.String())
	return err
}

func count(n int, noun string) string {
	switch n {
	case 0:
		return "no " + noun + "s"
	case 1:
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func (p Page) claim(b *strings.Builder, c *hearsay.Claim) {
	b.WriteByte('\n')
	fmt.Fprintf(b, "  %s  %s\n", p.style(bold, p.clean(who(c))), p.style(dim, p.clean(how(c))))
	p.wrap(b, "      ", p.clean(c.Content.Text), "")
	for _, line := range []string{through(c), resolved(c)} {
		if line != "" {
			p.wrap(b, "      ", p.clean(line), dim)
		}
	}
}

// who names the speaker, as printed and, where that is another word, by name.
func who(c *hearsay.Claim) string {
	printed, name := strings.TrimSuffix(c.Speaker.Text, ","), c.Speaker.Name // an apposition is printed with its comma
	switch {
	case c.OwnVoice && name != "":
		return name + ", in its own voice"
	case c.OwnVoice:
		return "The outlet, in its own voice"
	case printed == "" && len(c.Speaker.Spans) == 0:
		return "(nobody named)"
	case name != "" && !strings.Contains(printed, name):
		return printed + " = " + name
	case len(c.Speaker.Candidates) > 0:
		return printed + " = " + strings.Join(c.Speaker.Candidates, " or ") + "?"
	}
	return printed
}

// how is the cue, and what is not plain: the act, the certainty, a denial, the reporter's distance.
func how(c *hearsay.Claim) string {
	var parts []string
	if c.Cue.Text != "" {
		parts = append(parts, c.Cue.Text)
	}
	if c.Continued {
		parts = append(parts, "continued")
	}
	if c.Act != hearsay.Assert {
		parts = append(parts, string(c.Act))
	}
	if c.Certainty != hearsay.Sure && c.Certainty != "" {
		parts = append(parts, string(c.Certainty))
	}
	if c.Denied {
		parts = append(parts, "not so")
	}
	for _, x := range c.Distance {
		parts = append(parts, "“"+x.Text+"”")
	}
	return strings.Join(parts, " · ")
}

// Clean makes a text from outside safe to be shown in a line of its own: control characters and line ends become spaces.
func (p Page) Clean(s string) string { return p.clean(s) }

// clean makes a text from outside safe for a terminal: control characters and line ends become spaces.
func (p Page) clean(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return r <= ' ' || r >= 0x7f && r < 0xa0 || r == '\u2028' || r == '\u2029' || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
	}), " ")
}

// wrap writes words in lines no longer than the page; a word longer than that has a line of its own.
func (p Page) wrap(b *strings.Builder, indent, s, code string) {
	width := max(p.Width-len(indent), 20)
	line, n := "", 0
	flush := func() {
		if line != "" {
			fmt.Fprintf(b, "%s%s\n", indent, p.style(code, line))
		}
		line, n = "", 0
	}
	for word := range strings.SplitSeq(s, " ") {
		k := utf8.RuneCountInString(word)
		if n > 0 && n+1+k > width {
			flush()
		}
		if n > 0 {
			line += " "
			n++
		}
		line += word
		n += k
	}
	flush()
}
