package report

import (
	"strings"
	"time"

	"hearsay"
)

// through is the way a saying came, from the last that passed it on to the outlet, and what else stands beside it: medium and addressee.
func through(c *hearsay.Claim) string {
	var parts []string
	for i := len(c.Chain) - 2; i >= 0; i-- {
		if name := named(c.Chain[i].Name, c.Chain[i].Text); name != "" {
			parts = append(parts, "through "+name)
		}
	}
	out := strings.Join(parts, ", ")
	if c.Medium != nil {
		out = join(" · ", out, c.Medium.Text)
	}
	if c.Addressee != nil {
		out = join(" · ", out, "to "+c.Addressee.Text)
	}
	return out
}

func named(name, printed string) string {
	if name == "" {
		return printed
	}
	return name
}

// resolved is what the words of a claim stand for: the speaker's role, how the event stands, when it happens, when it was said, on what it rests.
func resolved(c *hearsay.Claim) string {
	out := ""
	if r := c.Speaker.Role; r != "" && !strings.Contains(c.Speaker.Text, r) {
		out = r
	}
	out = join(" · ", out, strings.ReplaceAll(string(c.Status), "_", " "))
	if c.Event != nil {
		out = join(" · ", out, "event "+Interval(c.Event))
	}
	if c.Said != nil && len(c.Said.Spans) > 0 {
		out = join(" · ", out, "said "+Interval(c.Said))
	}
	var grounds []string
	for _, e := range c.Evidence {
		grounds = append(grounds, strings.ReplaceAll(string(e.Kind), "_", " "))
	}
	if len(grounds) > 0 {
		out = join(" · ", out, "rests on "+strings.Join(grounds, ", "))
	}
	return out
}

// Interval writes an interval of time for people: a day, two days with a dash between, or instants where it is finer than a day.
func Interval(w *hearsay.When) string {
	from, to := edge(w.From, 0), edge(w.To, -1)
	if strings.Contains(from, ":") && to != "" && !strings.Contains(to, ":") {
		to += " 24:00"
	}
	switch {
	case from == "" && to == "":
		return w.Text
	case from == to:
		return from
	case to == "":
		return "from " + from
	case from == "":
		return "until " + to
	}
	return from + "–" + to
}

// edge is one end of an interval: the day alone when it falls on midnight. The end of an interval is the first instant outside it,
// so that of a whole day is the day before.
func edge(instant string, days int) string {
	t, err := time.Parse(time.RFC3339, instant)
	if err != nil {
		return ""
	}
	if h, m, s := t.Clock(); h+m+s > 0 {
		return t.Format("2006-01-02 15:04")
	}
	return t.AddDate(0, 0, days).Format(time.DateOnly)
}
