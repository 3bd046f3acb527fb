package resolve

import (
	"regexp"
	"slices"
	"strings"

	"hearsay"
	"hearsay/data/actors"
	"hearsay/internal/segment"
)

// Where copy says whose it is.
var (
	// "LERWICK, June 11 (SNA) -", "BASEL (Alpen Wire) –", "MOSCOW, June 3. /TASS/.": a place, perhaps a date, the agency.
	datelineAt = regexp.MustCompile(`^(?:\p{Lu}[\p{L}.'’/-]*(?:,? (?:\p{Lu}[\p{L}.'’/-]*|\d{1,4}|de|del|la|le|el|al|of|the|upon|am|an|der))*[.,]?\s*)?(?:[(\[]([\p{L}][\p{L}\p{N}&.' /-]{1,30})[)\]]\s*(?:--|[-–—:])|/([\p{L}][\p{L}\p{N}&.' -]{1,30})/\s*[.–—-])`)
	// "… on Sunday. (SNA)", "… on Sunday. — dpa", "… on Sunday. [AP]"
	signedAt = regexp.MustCompile(`[.!?…"”’')]\s*(?:[(\[]\s*([\p{L}][\p{L}\p{N}&.'’/ -]{1,40}?)\s*[)\]]|(?:--|[–—]|\s-)\s*([\p{L}][\p{L}\p{N}&.'’/ -]{1,40}?))\s*\.?\s*$`)
	// "Reuter", "(AP)", "Source: Norda News Agency" on a line by itself
	signedLine = regexp.MustCompile(`^[\s(\[*_—–/-]*(?:[Ss]ource: ?|[Rr]eporting by |[Tt]ext: ?)?([\p{L}][\p{L}\p{N}&.'’-]*(?: [\p{L}\p{N}&.'’-]+){0,4})[\s)\]*_./]*$`)
)

// notSigned are words at the end of a story that are nobody's name.
var notSigned = listOf(`end ends more update updated correction advertisement photo video image archive continued laughter applause sic
file reuse opinion comment analysis sponsored`)

// copied is a run of paragraphs that an agency signs.
type copied struct {
	from, to int // bytes
	agency   hearsay.Hop
}

// copies finds whose copy the paragraphs are. A dateline's agency has what follows, a sign-off's what went before, back to the last one.
// What the outlet signs itself is its own.
func (r *relays) copies() {
	text := r.doc.Text
	paragraphs := segment.Paragraphs(text, r.words)
	from, open := 0, -1
	add := func(from, to int, name hearsay.Span) {
		printed := hearsay.Print(text, name)
		if !r.own(printed.Text) {
			r.copied = append(r.copied, copied{from, to, r.outletHop(printed)})
		}
	}
	for p, run := range paragraphs {
		start, end := r.words[run.From].From, r.words[run.To-1].To
		line := text[start:end]
		if p < 3 {
			if name, ok := firstGroup(datelineAt, line[:min(len(line), 160)], start); ok && r.agency(name.Of(text), true) {
				from, open = start, len(r.copied)
				add(start, len(text), name)
				continue
			}
		}
		name, ok := firstGroup(signedLine, line[:min(len(line), 80)], start)
		if ok = ok && p > 0 && len(line) < 80 && p >= len(paragraphs)-2 && r.agency(name.Of(text), strings.ContainsAny(line[:1], "([—–-")); !ok {
			tail := max(0, len(line)-60)
			for tail > 0 && line[tail]&0xC0 == 0x80 {
				tail++
			}
			if strings.ContainsAny(line[tail:], "([-–—") {
				name, ok = firstGroup(signedAt, line[tail:], start+tail)
			}
			ok = ok && r.agency(name.Of(text), true)
		}
		if !ok {
			continue
		}
		if open >= 0 && open < len(r.copied) {
			r.copied[open].to = end // the sign-off closes what the dateline opened
		} else {
			add(from, end, name)
		}
		from, open = end, -1
	}
}

// firstGroup is the first group of a pattern that matched in a piece of text that begins at byte at.
func firstGroup(pattern *regexp.Regexp, piece string, at int) (hearsay.Span, bool) {
	m := pattern.FindStringSubmatchIndex(piece)
	for i := 2; i+1 < len(m); i += 2 {
		if m[i] >= 0 {
			return hearsay.Span{From: at + m[i], To: at + m[i+1]}, true
		}
	}
	return hearsay.Span{}, false
}

// agency reports whether a name can be that of whoever signs copy. Marked is with brackets or a dash round it, as a signature has.
func (r *relays) agency(name string, marked bool) bool {
	words := strings.Fields(name)
	if len(words) == 0 || len(words) > 5 || notSigned[strings.ToLower(words[0])] || len(name) < 2 {
		return false
	}
	if r.own(name) || r.known(name) || listed(name) {
		return true
	}
	for _, w := range words {
		if !isCapital(w) && !smallWords[w] {
			return false
		}
	}
	if _, place := actors.CountryOf(name); place || r.isPerson(name) {
		return false
	}
	if name == strings.ToUpper(name) && len(words) == 1 {
		return len(name) <= 12
	}
	return marked
}

// copyAt is the agency whose copy the first byte of a content is, or nil.
func (r *relays) copyAt(content hearsay.Printed) *hearsay.Hop {
	if len(content.Spans) == 0 {
		return nil
	}
	at := content.Spans[0].From
	if k := slices.IndexFunc(r.copied, func(c copied) bool { return c.from <= at && at < c.to }); k >= 0 {
		return &r.copied[k].agency
	}
	return nil
}
