package desk

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"time"

	"hearsay"
	"hearsay/internal/ledger"
	"hearsay/internal/reader"
	"hearsay/internal/report"
	"hearsay/internal/segment"
)

// Passages yields the passages in which corrections stand, in the order of their documents.
func (d *Desk) Passages(ctx context.Context) iter.Seq2[report.Passage, error] {
	return func(yield func(report.Passage, error) bool) {
		if err := d.passages(ctx, func(p report.Passage) bool { return yield(p, nil) }); err != nil {
			yield(report.Passage{}, err)
		}
	}
}

func (d *Desk) passages(ctx context.Context, yield func(report.Passage) bool) error {
	all, err := d.Corrections(ctx, "")
	if err != nil {
		return err
	}
	of := map[string][]ledger.KeptRuling{}
	var order []string
	for _, r := range all {
		if of[r.Place.Document] == nil {
			order = append(order, r.Place.Document)
		}
		of[r.Place.Document] = append(of[r.Place.Document], r)
	}
	for _, id := range order {
		doc, err := d.Document(ctx, id, time.Time{})
		if err != nil {
			return err
		}
		bare, err := d.bare(ctx, &doc.Document)
		if err != nil {
			return err
		}
		claims, err := d.amended(ctx, &doc.Document, fixesOf(of[id]))
		if err != nil {
			return err
		}
		day := doc.Entered.Format(time.DateOnly)
		if doc.Published != "" {
			day = doc.Published[:len(time.DateOnly)]
		}
		for _, at := range passagesOf(doc.Text, of[id], claims) {
			p := report.Passage{ID: fmt.Sprintf("%s-%d", id[:10], at.From), Published: day, Outlet: doc.Outlet, Text: at.Of(doc.Text)}
			m := marking{at: at}
			m.claims(claims)
			m.reading(bare)
			p.Marks = m.marks
			if !yield(p) {
				return nil
			}
		}
	}
	return nil
}

// passagesOf are the paragraphs of a text that rulings are of, with those that a claim in them reaches into, in order.
func passagesOf(text string, rulings []ledger.KeptRuling, claims []hearsay.Claim) []hearsay.Span {
	var out []hearsay.Span
	for _, r := range rulings {
		out = append(out, paragraphsOf(text, r.Place.Spans)...)
		if c := r.Correction; c != nil {
			out = append(out, paragraphsOf(text, slices.Concat(c.Speaker, c.Cue, c.Content))...)
		}
	}
	for before := 0; ; {
		out = hearsay.All(out) // paragraphs that follow each other are one passage
		size := 0
		for _, s := range out {
			size += s.Len()
		}
		if size == before {
			return out
		}
		before = size
		for i := range claims {
			stands := slices.Concat(claims[i].Speaker.Spans, claims[i].Cue.Spans, claims[i].Content.Spans)
			touches := func(s hearsay.Span) bool { return slices.ContainsFunc(out, s.Overlaps) }
			if !claims[i].OwnVoice && slices.ContainsFunc(stands, touches) {
				out = append(out, paragraphsOf(text, stands)...)
			}
		}
	}
}

// marking collects the marks of a passage.
type marking struct {
	at    hearsay.Span
	marks []report.Mark
}

// mark marks spans that lie in the passage.
func (m *marking) mark(tag string, spans []hearsay.Span, attrs ...[2]string) {
	for _, s := range spans {
		if m.at.Holds(s) {
			m.marks = append(m.marks, report.Mark{Span: hearsay.Span{From: s.From - m.at.From, To: s.To - m.at.From}, Tag: tag, Attrs: attrs})
		}
	}
}

// claims marks the attributions in the passage, numbered in order. What goes on with a quotation is a further piece of its content.
func (m *marking) claims(claims []hearsay.Claim) {
	type voice struct{ cue, speaker string }
	numbers := map[voice]string{}
	of := func(c *hearsay.Claim) voice { return voice{fmt.Sprint(c.Cue.Spans), fmt.Sprint(c.Speaker.Spans)} }
	for i := range claims {
		c := &claims[i]
		if c.OwnVoice || c.Continued || len(c.Cue.Spans) == 0 || !m.at.Holds(c.Cue.Spans[0]) {
			continue
		}
		n := [2]string{"n", strconv.Itoa(len(numbers) + 1)}
		if numbers[of(c)] != "" {
			continue
		}
		numbers[of(c)] = n[1]
		kind := c.Speaker.Kind
		if kind == hearsay.KindUnknown {
			kind = hearsay.Unnamed
		}
		m.mark("S", c.Speaker.Spans, n, [2]string{"kind", string(kind)})
		cue := [][2]string{n, {"act", string(c.Act)}, {"sure", string(c.Certainty)}}
		if c.Denied {
			cue = append(cue, [2]string{"neg", "1"})
		}
		m.mark("C", c.Cue.Spans, cue...)
		m.mark("T", c.Content.Spans, n)
	}
	for i := range claims {
		if c := &claims[i]; c.Continued && numbers[of(c)] != "" {
			m.mark("T", c.Content.Spans, [2]string{"n", numbers[of(c)]})
		}
	}
	seen := map[hearsay.Span]bool{}
	for i := range claims {
		for _, t := range claims[i].Times {
			if len(t.Spans) == 1 && t.Value != "" && !seen[t.Spans[0]] {
				seen[t.Spans[0]] = true
				m.mark("time", t.Spans, [2]string{"v", t.Value})
			}
		}
	}
}

// reading marks what else the model finds in the passage.
func (m *marking) reading(r *reader.Reading) {
	spans := func(run segment.Run) []hearsay.Span {
		return []hearsay.Span{{From: r.Words[run.From].From, To: r.Words[run.To-1].To}}
	}
	for _, t := range r.Names {
		m.mark("e", spans(t.Run), [2]string{"t", t.Type})
	}
	for _, t := range r.Generics {
		m.mark("e", spans(t.Run), [2]string{"t", t.Type}, [2]string{"g", "1"})
	}
	for _, list := range []struct {
		tag  string
		runs []segment.Run
	}{{"q", r.Quantities}, {"role", r.Roles}, {"H", r.Hedges}, {"M", r.Media}, {"A", r.Addressees}} {
		for _, run := range list.runs {
			m.mark(list.tag, spans(run))
		}
	}
}
