package eval

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

const casePreface = `Each case is several stories about the same events, with what a careful editor concludes, read through a ledger of its own.
found: the editor's claims that have one of ours, content with content, half of their bytes or more in common. Speaker to event: of those.
wrongly happened: of what did not happen, what we tell as happened or going on. hasty: of what only seems to contradict, what we say does.
party, same, contradicts, updates: pairs, of names, claims and matters; P precision, R recall, F their harmonic mean.
`

const baselinePreface = `Beside ours, what is had without reading. Every outlet: each outlet is an origin. One: each matter has one origin. By titles: documents
are alike whose titles share a fifth of their words or more, and what all that are alike tell is one matter and one origin.
`

const askPreface = `Of the first five answers. answered: the right words, by the right speaker; right words: whoever is said to say them; both sides: of
questions on which the stories differ. BM25: the five sentences that share most with the question, by their words alone; who says one is taken to
be the outlet that prints it, and nothing is refused where a word is shared.
`

// worstCases is how many of the worst are named.
const worstCases = 10

// WriteTo writes what comes out right, the same for the same tally, without any text of a case.
func (t *CaseTally) WriteTo(w io.Writer) (int64, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# Scores on the cases\n\n%s", casePreface)
	writeRates(&b, "", []namedRate{
		{"found", t.Found},
		{"speaker", t.Speaker},
		{"chain", t.Chain},
		{"act", t.Act},
		{"denied", t.Denied},
		{"status", t.Status},
		{"wrongly happened", t.WronglyHappened},
		{"said", t.Said},
		{"event", t.Event},
		{"party spellings", t.PartySpellings},
	})
	writePairs(&b, []namedCounts{{"party", t.Party}, {"same", t.Same}, {"same, by titles", t.SameByTitle}, {"contradicts", t.Contradicts}, {"updates", t.Updates}})
	writeRates(&b, "", []namedRate{{"hasty", t.Hasty}, {"rings", t.Rings}})
	if t.Rings.All+t.RingsFalse > 0 {
		fmt.Fprintf(&b, "rings of ours that are none: %d\n", t.RingsFalse)
	}
	if t.Origins.Exact.All > 0 {
		t.writeOrigins(&b)
	}
	if t.Asked.Answered.All+t.Asked.Refused.All > 0 {
		t.writeAsked(&b)
	}
	if t.Citations > 0 {
		fmt.Fprintf(&b, "citations: %d, false: %d\n", t.Citations, t.CitesFalse)
	}
	writeWorst(&b, "claims of which speaker, chain and status are right", t.claims)
	writeWorst(&b, "pairs of claims in one matter", t.matters)
	return b.WriteTo(w)
}

type namedRate struct {
	name string
	Rate
}

// writeRates writes those of which there are any, under a heading or a line left free.
func writeRates(b *bytes.Buffer, heading string, rates []namedRate) {
	rates = slices.DeleteFunc(rates, func(r namedRate) bool { return r.All == 0 })
	if len(rates) > 0 {
		fmt.Fprintf(b, "%s\n", heading)
	}
	for _, r := range rates {
		fmt.Fprintf(b, "%-16s %5.1f %% (%d of %d)\n", r.name, r.Percent(), r.Right, r.All)
	}
}

type namedCounts struct {
	name string
	Counts
}

func writePairs(b *bytes.Buffer, pairs []namedCounts) {
	pairs = slices.DeleteFunc(pairs, func(c namedCounts) bool { return c.Counts == Counts{} })
	if len(pairs) == 0 {
		return
	}
	fmt.Fprintf(b, "\n%-16s %5s %5s %5s   %6s %6s %6s\n", "pairs", "P", "R", "F", "gold", "found", "right")
	for _, c := range pairs {
		fmt.Fprintf(b, "%-16s %5.1f %5.1f %5.1f   %6d %6d %6d\n", c.name, c.P(), c.R(), c.F(), c.Gold(), c.Found(), c.Right)
	}
}

func (t *CaseTally) writeOrigins(b *bytes.Buffer) {
	fmt.Fprintf(b, "\n## Origins of the %d matters that two documents or more tell\n\n%s\n%-8s", t.Origins.Exact.All, baselinePreface, "")
	columns := []struct {
		name string
		OriginRates
	}{{"ours", t.Origins}, {"every outlet", t.OriginsByOutlet}, {"one", t.OriginsAsOne}, {"by titles", t.OriginsByTitle}}
	for _, c := range columns {
		fmt.Fprintf(b, " %16s", c.name)
	}
	for _, row := range []struct {
		name string
		of   func(OriginRates) Rate
	}{{"exact", func(o OriginRates) Rate { return o.Exact }}, {"number", func(o OriginRates) Rate { return o.Number }}} {
		fmt.Fprintf(b, "\n%-8s", row.name)
		for _, c := range columns {
			r := row.of(c.OriginRates)
			fmt.Fprintf(b, " %16s", fmt.Sprintf("%.1f %% (%d)", r.Percent(), r.Right))
		}
	}
	b.WriteByte('\n')
}

func (t *CaseTally) writeAsked(b *bytes.Buffer) {
	fmt.Fprintf(b, "\n## Questions\n\n%s\n%-16s %18s %18s\n", askPreface, "", "ours", "BM25")
	for _, row := range []struct {
		name string
		of   func(*AskRates) Rate
	}{
		{"answered", func(r *AskRates) Rate { return r.Answered }},
		{"answered first", func(r *AskRates) Rate { return r.First }},
		{"right words", func(r *AskRates) Rate { return r.Worded }},
		{"both sides", func(r *AskRates) Rate { return r.BothSides }},
		{"refused rightly", func(r *AskRates) Rate { return r.Refused }},
	} {
		fmt.Fprintf(b, "%-16s", row.name)
		for _, r := range []*AskRates{&t.Asked, &t.AskedBM25} {
			x := row.of(r)
			fmt.Fprintf(b, " %18s", fmt.Sprintf("%.1f %% (%d of %d)", x.Percent(), x.Right, x.All))
		}
		b.WriteByte('\n')
	}
}

func writeWorst(b *bytes.Buffer, what string, cases []caseRate) {
	if len(cases) == 0 {
		return
	}
	sorted := slices.Clone(cases)
	slices.SortFunc(sorted, func(a, b caseRate) int { return cmp.Or(cmp.Compare(a.rate, b.rate), strings.Compare(a.id, b.id)) })
	fmt.Fprintf(b, "\n## The worst cases: %s\n\n%5s %6s %6s %6s   case\n", what, "", "right", "wrong", "missed")
	for _, c := range sorted[:min(worstCases, len(sorted))] {
		fmt.Fprintf(b, "%5.1f %6d %6d %6d   %s\n", 100*c.rate, c.counts.Right, c.counts.Wrong, c.counts.Missed, c.id)
	}
}
