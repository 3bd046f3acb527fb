package main

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"hearsay"
	"hearsay/internal/ingest"
)

// recently is how far back one looks for how fast things go. What is known already goes by much faster than what is read.
const recently = time.Minute

// pace tells how fast a command gets on, and how long it still takes.
type pace struct {
	marks []mark
}

// mark is how far the command was at an instant: how many documents it has seen, and how much of all that there is to do it has done.
type mark struct {
	at       time.Time
	seen     int
	done, of int64 // of is 0 when it is not known
}

// newPace starts the watch.
func newPace(at time.Time) *pace { return &pace{marks: []mark{{at: at}}} }

// say marks how far the command is and says what follows from it: "27.1 a second · 3:20 left". The time is "?" when nobody can know.
func (p *pace) say(m mark) string {
	p.marks = append(p.marks, m)
	for len(p.marks) > 2 && m.at.Sub(p.marks[1].at) >= recently {
		p.marks = p.marks[1:]
	}
	first := p.marks[0]
	took := max(m.at.Sub(first.at), time.Millisecond)
	left := "?"
	if done := m.done - first.done; done > 0 && m.done < m.of {
		if s := took.Seconds() / float64(done) * float64(m.of-m.done); s < 1e6 {
			left = clocked(int64(s + 0.5))
		}
	}
	return fmt.Sprintf("%.1f a second · %s left", float64(m.seen-first.seen)/took.Seconds(), left)
}

// clocked is seconds as a stop watch shows them: 0:07, 3:20, 12:00:05.
func clocked(s int64) string {
	if s < 3600 {
		return fmt.Sprintf("%d:%02d", s/60, s%60)
	}
	return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
}

// road is how much of the inputs of a command is behind it, in bytes. It is measured where somebody looks on.
type road struct {
	behind atomic.Int64
	length int64 // 0 when it is not known
}

// measured sees how long the way through these inputs is, and has the ingester tell how far it is.
func measured(ctx context.Context, on bool, inputs []hearsay.Input, g *ingest.Ingester) *road {
	r := &road{}
	if !on {
		return r
	}
	g.Passed = func(n int64) { r.behind.Add(n) }
	for _, in := range inputs {
		n, known := int64(0), false
		if in.Path != "" {
			n, known = ingest.Extent(ctx, in.Path)
		}
		if !known {
			r.length = 0
			return r
		}
		r.length += n
	}
	return r
}
