package eval

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"hearsay"
)

// The rows of a table in the order they are written.
var (
	claimRows = []string{"speaker", "cue", "content", "attribution", "linked words"}
	labelRows = append(nameRows(), "generic nouns", "times", "quantities", "roles", "hedges", "medium", "addressee")
	rightRows = []string{"act", "sure", "neg", "kind"}
)

// typeRow is the row of the names of a type, which stands under that of all names.
func typeRow(t string) string { return "  " + t }

// nameRows are the row of all names and those of each type.
func nameRows() []string {
	rows := []string{"names"}
	for _, t := range hearsay.Types {
		rows = append(rows, typeRow(t))
	}
	return rows
}

const preface = `Percent. A span is right when it covers exactly the gold's words; each piece of a broken content counts by itself.
attribution: cue, speaker and all pieces of content exact. linked words: words of a speaker or content, linked to their cue,
where a found cue stands for the gold cue that it overlaps. P precision, R recall, F their harmonic mean.
Under names, those of each type. bare: the model alone. rules: the reader as it is used, but that contents are not cut into clauses, without the outlet's own voice
and continued quotations.
`

// WriteTo writes the scores as text that is the same for the same scores, and carries no text of a corpus.
func (s *Scores) WriteTo(w io.Writer) (int64, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# Scores of the reader, %s model\n\n%s\n", s.Precision, preface)
	var present []string
	for _, r := range s.Sections {
		present = append(present, r.Corpus)
	}
	fmt.Fprintf(&b, "present: %s\nabsent: %s\nnot asked for: %s\n", list(present), list(s.Absent), list(s.Unasked))
	for _, r := range s.Sections {
		r.write(&b)
	}
	return b.WriteTo(w)
}

func list(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}

func (r *Result) write(b *bytes.Buffer) {
	fmt.Fprintf(b, "\n## %s: %s\n\n", r.Corpus, r.Size)
	fmt.Fprintf(b, "%-14s %6s    %s", "", "gold", "bare:  P     R     F")
	if r.Rules != nil {
		fmt.Fprintf(b, "    %s", "rules: P     R     F")
	}
	if r.Beside.Heading != "" {
		fmt.Fprintf(b, "    %s: F", r.Beside.Heading)
	}
	b.WriteByte('\n')
	for _, row := range slices.Concat(claimRows, labelRows) {
		c, ok := r.Bare[row]
		if !ok {
			continue
		}
		fmt.Fprintf(b, "%-14s %6d   %s", row, c.Gold(), prf(c))
		if c, ok := r.Rules[row]; ok {
			fmt.Fprintf(b, "    %s", prf(c))
		}
		if f, ok := r.Beside.F[row]; ok {
			fmt.Fprintf(b, "    %5.1f", f)
		}
		b.WriteByte('\n')
	}
	if _, ok := r.Bare["act"]; ok {
		fmt.Fprintf(b, "\nright of matched cues (how many)\n%-14s %-16s %s\n", "", "bare", "rules")
		for _, row := range rightRows {
			fmt.Fprintf(b, "%-14s %-16s %s\n", row, share(r.Bare[row]), share(r.Rules[row]))
		}
	}
	if r.Stands != nil {
		writeRates(b, "\nwhat words stand for, rules: times that a claim has, their values; the roles of people who speak in a claim", []namedRate{
			{"times", r.Stands.Times}, {"values of times", r.Stands.Values}, {"roles of people", r.Stands.Roles},
		})
	}
	if r.Bins != nil {
		r.writeBins(b)
	}
	if r.Worst != nil {
		fmt.Fprintf(b, "\n### %s, rules: the %d texts with the lowest F of linked words\n\n%5s %24s %24s\n", r.Corpus, len(r.Worst), "", "linked words", "attributions")
		fmt.Fprintf(b, "%5s %8s%8s%8s %8s%8s%8s   id\n", "F", "gold", "found", "right", "gold", "found", "right")
		for _, t := range r.Worst {
			l, a := t.Linked, t.Claims
			fmt.Fprintf(b, "%5.1f %8d%8d%8d %8d%8d%8d   %s\n", l.F(), l.Gold(), l.Found(), l.Right, a.Gold(), a.Found(), a.Right, t.ID)
		}
	}
}

func (r *Result) writeBins(b *bytes.Buffer) {
	fmt.Fprintf(b, "\n### %s, rules: is a claim as often exact as its score says?\n\n%-9s %7s %7s %7s\n", r.Corpus, "score", "claims", "mean", "exact")
	for i, bin := range r.Bins {
		fmt.Fprintf(b, "%.1f-%.1f   %7d", float64(i)/10, float64(i+1)/10, bin.Count)
		if bin.Count > 0 {
			fmt.Fprintf(b, " %7.3f %7.3f", bin.Mean, bin.Exact)
		}
		b.WriteByte('\n')
	}
	ece, n := calibrationError(r.Bins)
	fmt.Fprintf(b, "expected calibration error %.3f over %d claims\n", ece, n)
}

func prf(c Counts) string { return fmt.Sprintf("%6.1f%6.1f%6.1f", c.P(), c.R(), c.F()) }

func share(c Counts) string { return fmt.Sprintf("%5.1f (%d)", c.P(), c.Found()) }
