package resolve

import (
	"cmp"
	"slices"

	"hearsay"
	"hearsay/internal/amount"
)

// quantities fills in the bounds, unit and thing of every quantity, and adds those that were not marked. A mark that holds less than
// the expression ("40" of "at least 40") grows to it where the claim has the bytes, and several marks of one expression become one.
// A mark in which no number is read keeps its bytes and has no bounds.
func (a *account) quantities() {
	f := a.amounts()
	for i := range a.claims {
		f.fill(&a.claims[i])
	}
}

// figures are the amounts of a document, in order.
type figures struct {
	*account
	all []figure
}

type figure struct {
	amount.Amount
	span  hearsay.Span // of its words
	thing string
}

func (a *account) amounts() *figures {
	verbs := map[int]bool{} // by first byte
	for i := range a.claims {
		for _, v := range a.claims[i].Verbs {
			verbs[v.From] = true
		}
	}
	f := &figures{account: a}
	for _, s := range a.sentences {
		words := a.words[s.From:s.To]
		for _, m := range amount.Find(a.doc.Text, words, func(w int) bool { return verbs[words[w].From] }) {
			g := figure{Amount: m, span: hearsay.Span{From: words[m.From].From, To: words[m.To-1].To}}
			if m.ThingTo > m.ThingFrom {
				g.thing = a.doc.Text[words[m.ThingFrom].From:words[m.ThingTo-1].To]
			}
			f.all = append(f.all, g)
		}
	}
	return f
}

// fill resolves the quantities of one claim and keeps them in the order of their bytes.
func (f *figures) fill(c *hearsay.Claim) {
	out := []hearsay.Quantity{}
	used := map[int]bool{}
	for _, q := range c.Quantities {
		n := f.under(q.Spans)
		if n < 0 {
			q.Low, q.High, q.Unit, q.Thing = nil, nil, "", ""
			out = append(out, q)
			continue
		}
		if used[n] {
			continue // "between 60 and" and "80" are one
		}
		used[n] = true
		printed := q.Printed
		if f.sayable(c, f.all[n].span) {
			printed = hearsay.Print(f.doc.Text, f.all[n].span)
		}
		out = append(out, f.quantity(n, printed))
	}
	for _, s := range c.Content.Spans {
		for n := f.behind(s.From); n < len(f.all) && f.all[n].span.To <= s.To; n++ {
			g := &f.all[n]
			if g.Loose || used[n] || g.span.From < s.From || dated(c, g.span) {
				continue
			}
			used[n] = true
			out = append(out, f.quantity(n, hearsay.Print(f.doc.Text, g.span)))
		}
	}
	slices.SortStableFunc(out, func(a, b hearsay.Quantity) int { return cmp.Compare(a.Spans[0].From, b.Spans[0].From) })
	c.Quantities = out
}

func (f *figures) quantity(n int, printed hearsay.Printed) hearsay.Quantity {
	g := &f.all[n]
	return hearsay.Quantity{Printed: printed, Low: g.Low, High: g.High, Unit: g.Unit, Thing: g.thing}
}

// behind is the first amount that ends behind byte at.
func (f *figures) behind(at int) int {
	n, _ := slices.BinarySearchFunc(f.all, at, func(g figure, at int) int { return g.span.To - at - 1 })
	return n
}

// under is the first amount that has a byte in common with spans or follows on them, or -1.
func (f *figures) under(spans []hearsay.Span) int {
	for _, s := range spans {
		// A mark may have the words before the number alone: "about" 40.
		if n := f.behind(s.From); n < len(f.all) && f.all[n].span.From <= s.To+1 {
			return n
		}
	}
	return -1
}

// sayable reports whether a claim has all of span in one piece of its speaker, cue or content.
func (f *figures) sayable(c *hearsay.Claim, span hearsay.Span) bool {
	for _, p := range [...]*hearsay.Printed{&c.Content, &c.Speaker.Printed, &c.Cue} {
		for _, s := range p.Spans {
			if s.Holds(span) {
				return true
			}
		}
	}
	return false
}

// dated reports whether span is part of a time of the claim.
func dated(c *hearsay.Claim, span hearsay.Span) bool {
	for i := range c.Times {
		for _, s := range c.Times[i].Spans {
			if s.Overlaps(span) {
				return true
			}
		}
	}
	return false
}
