package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"hearsay"
)

// Side is a matter that stands against another, and why.
type Side struct {
	Matter
	Reason string
}

// View is a matter with those that contradict it and those that replace it, the strongest first, as far as they are to be shown.
type View struct {
	Matter
	Against, Later []Side
}

// Matter writes a matter for people. First what there is at a glance: how many tellings from how many origins, who says so, the rings,
// and the same of what stands against it and of what came later; then, one after another, where each has it from, and its tellings in full.
func (p Page) Matter(w io.Writer, v View) error {
	if p.Width == 0 {
		p.Width = 80
	}
	var b strings.Builder
	p.glance(&b, &v.Matter)
	for _, x := range []struct {
		head  string
		sides []Side
		all   int
	}{{"AGAINST IT", v.Against, len(v.Contradicts)}, {"LATER", v.Later, len(v.Updates)}} {
		for _, s := range x.sides {
			b.WriteByte('\n')
			p.wrap(&b, "", x.head+": "+p.clean(s.Reason), bold)
			p.glance(&b, &s.Matter)
		}
		if n := x.all - len(x.sides); n > 0 {
			fmt.Fprintf(&b, "\n%s\n", p.style(dim, fmt.Sprintf("%s: %d more (--limit 0 shows all)", x.head, n)))
		}
	}
	p.full(&b, &v.Matter, "HOW IT IS TOLD")
	for _, s := range v.Against {
		p.full(&b, &s.Matter, "HOW THE OTHER SIDE IS TOLD")
	}
	for _, s := range v.Later {
		p.full(&b, &s.Matter, "HOW THE LATER IS TOLD")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// glance writes a matter in a few lines.
func (p Page) glance(b *strings.Builder, m *Matter) {
	g := m.gist()
	p.wrap(b, "", counts(m), bold)
	p.wrap(b, "", "“"+p.clean(g.Content.Text)+"”", "")
	p.wrap(b, "    ", join(" · ", p.clean(join(", ", m.speakers()...)), words(m.statuses()), denial(m.Told), told(m), short(m.ID)), dim)
	for _, r := range m.Rings {
		p.wrap(b, "    ", "ring: "+p.clean(strings.Join(m.outlets(r), " ⇄ "))+": they have it from each other, which adds no origin", bold)
	}
}

// full writes where a matter comes from, with reasons, and its tellings with their chains.
func (p Page) full(b *strings.Builder, m *Matter, head string) {
	b.WriteByte('\n')
	p.wrap(b, "", head+": "+standing(m.Tellings, len(m.Origins), 0), bold)
	for i, o := range m.Origins {
		p.wrap(b, "  ", fmt.Sprintf("origin %d: %s: %s", i+1, p.clean(strings.Join(m.outlets(o.Documents), ", ")), p.clean(o.Reason)), "")
	}
	last := ""
	for i := range m.Told {
		c := &m.Told[i]
		if c.Document.ID != last {
			b.WriteByte('\n')
			p.wrap(b, "  ", p.clean(join(" · ", day(c.Document.Published), c.Document.Outlet, c.Document.Ref)), dim)
			last = c.Document.ID
		}
		fmt.Fprintln(b, "    "+join("  ", p.style(bold, p.clean(who(&c.Claim))), p.style(dim, p.clean(how(&c.Claim))), p.style(dim, short(c.ID))))
		p.wrap(b, "        ", p.clean(c.Content.Text), "")
		p.wrap(b, "        ", p.clean(join(" · ", through(&c.Claim), resolved(&c.Claim))), dim)
	}
}

// speakers are who says it, each once: by name where one is known, the outlet where it says so itself.
func (m *Matter) speakers() (out []string) {
	for i := range m.Told {
		if name := m.Told[i].speaker(); !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

func (t *Telling) speaker() string {
	switch c := &t.Claim; {
	case c.Speaker.Name != "":
		return c.Speaker.Name
	case c.OwnVoice && t.Document.Outlet != "":
		return t.Document.Outlet
	case c.Speaker.Text != "":
		return strings.TrimSuffix(c.Speaker.Text, ",")
	}
	return "(nobody named)"
}

// statuses are how the event stands in the words of the tellings, each once.
func (m *Matter) statuses() (out []hearsay.Status) {
	for _, c := range m.Told {
		if c.Status != "" && !slices.Contains(out, c.Status) {
			out = append(out, c.Status)
		}
	}
	return out
}

// words are statuses as people read them.
func words(statuses []hearsay.Status) string {
	parts := make([]string, len(statuses))
	for i, s := range statuses {
		parts[i] = strings.ReplaceAll(string(s), "_", " ")
	}
	return strings.Join(parts, " or ")
}

// denial says that tellings deny their content, or that some do.
func denial(told []Telling) string {
	n := 0
	for _, c := range told {
		if c.Denied {
			n++
		}
	}
	switch n {
	case 0:
		return ""
	case len(told):
		return "denied"
	}
	return "denied by some"
}

// told is when a matter was first told, and when last.
func told(m *Matter) string { return toldOn(m.days()) }

// days are those on which it was first told, and last; "" where none is known.
func (m *Matter) days() (first, last string) {
	for _, c := range m.Told {
		if d := day(c.Document.Published); d != "" {
			if first == "" || d < first {
				first = d
			}
			last = max(last, d)
		}
	}
	return first, last
}

func toldOn(first, last string) string {
	switch {
	case first == "":
		return ""
	case first == last:
		return "told " + first
	}
	return "told " + first + " to " + last
}
