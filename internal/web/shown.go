package web

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"hearsay"
	"hearsay/internal/desk"
	"hearsay/internal/ledger"
	"hearsay/internal/report"
)

// shown is a matter as report words it.
func shown(m desk.Matter) report.Matter {
	return report.Matter{Matter: m.Matter, Told: tellings(m.Told)}
}

func tellings(claims []ledger.KeptClaim) []report.Telling {
	out := make([]report.Telling, len(claims))
	for i, c := range claims {
		out[i] = telling(c)
	}
	return out
}

func telling(c ledger.KeptClaim) report.Telling {
	return report.Telling{Claim: c.Claim, Document: c.Document}
}

// keptOf is a claim as listings have it.
func keptOf(c ledger.KeptClaim) report.KeptClaim {
	return report.KeptClaim{Claim: c.Claim, Ref: c.Document.Ref, Document: c.Document.ID}
}

func keptAll(claims []ledger.KeptClaim) []report.KeptClaim {
	out := make([]report.KeptClaim, len(claims))
	for i, c := range claims {
		out[i] = keptOf(c)
	}
	return out
}

// How an event stands: what a drawing shows by a shape, and a row in words.
const (
	standsSo     = "so"     // told as happened, or going on
	standsAhead  = "ahead"  // planned, demanded, expected or possible
	standsDenied = "denied" // said not to be so
	standsOpen   = "open"   // nothing of these is known
)

// standsOf is how the event of claims stands: denied where all deny it, ahead where nobody tells it as happened.
func standsOf(told []report.Telling) string {
	denied, so, ahead := 0, 0, 0
	for i := range told {
		switch c := &told[i].Claim; {
		case c.Denied || c.Status == hearsay.NotHappened:
			denied++
		case c.Status == hearsay.Happened || c.Status == hearsay.Ongoing:
			so++
		case c.Status != "":
			ahead++
		}
	}
	switch {
	case denied > 0 && denied == len(told):
		return standsDenied
	case so > 0:
		return standsSo
	case ahead > 0:
		return standsAhead
	}
	return standsOpen
}

// bytesAt is the address of bytes of a document: the page marks them, and begins at the first.
func bytesAt(document string, spans []hearsay.Span) string {
	to := "/doc/" + document
	if len(spans) == 0 {
		return to
	}
	at := make([]string, len(spans))
	for i, s := range spans {
		at[i] = fmt.Sprintf("%d-%d", s.From, s.To)
	}
	return fmt.Sprintf("%s?at=%s#b%d", to, strings.Join(at, ","), spans[0].From)
}

// spansOf reads bytes of a text, as bytesAt writes them.
func spansOf(at, text string) (out []hearsay.Span, err error) {
	if at == "" {
		return nil, nil
	}
	for part := range strings.SplitSeq(at, ",") {
		from, to, _ := strings.Cut(part, "-")
		s := hearsay.Span{}
		if s.From, err = strconv.Atoi(from); err == nil {
			s.To, err = strconv.Atoi(to)
		}
		if err != nil || s.From < 0 || s.To <= s.From || s.To > len(text) || !utf8.RuneStart(text[s.From]) || s.To < len(text) && !utf8.RuneStart(text[s.To]) {
			return nil, fmt.Errorf("%w: %q is not bytes of the document", hearsay.ErrInvalid, part)
		}
		out = append(out, s)
	}
	return out, nil
}
