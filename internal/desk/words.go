package desk

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay"
)

// Words point at a piece of a document's text: the exact words, or its bytes ("120-158").
type Words string

// Bounds of what people point with.
const (
	mostWords  = 20_000 // bytes of one
	mostPieces = 50
)

var bytesForm = regexp.MustCompile(`^\s*(\d{1,9})\s*-\s*(\d{1,9})\s*$`)

// spansOf are the bytes that words point at, in order. Of words that stand at several places those are meant that stand in the paragraphs of near, if
// that is one place. Errors: hearsay.ErrInvalid for words that do not stand in the text, and for words that stand at several places.
func spansOf(text string, near []hearsay.Span, pieces []Words) ([]hearsay.Span, error) {
	if len(pieces) > mostPieces {
		return nil, fmt.Errorf("%w: %d pieces, at most %d are taken", hearsay.ErrInvalid, len(pieces), mostPieces)
	}
	out := []hearsay.Span{}
	for _, w := range pieces {
		s, err := spanOf(text, near, string(w))
		if err != nil {
			return nil, err
		}
		for _, o := range out {
			if o.Overlaps(s) {
				return nil, fmt.Errorf("%w: bytes %d-%d and %d-%d overlap", hearsay.ErrInvalid, o.From, o.To, s.From, s.To)
			}
		}
		out = append(out, s)
	}
	return sorted(out), nil
}

// sorted puts spans in order, those that follow each other as one.
func sorted(spans []hearsay.Span) []hearsay.Span {
	if len(spans) == 0 {
		return spans
	}
	return hearsay.All(spans)
}

func spanOf(text string, near []hearsay.Span, words string) (hearsay.Span, error) {
	if m := bytesForm.FindStringSubmatch(words); m != nil {
		from, errA := strconv.Atoi(m[1])
		to, errB := strconv.Atoi(m[2])
		s := hearsay.Span{From: from, To: to}
		switch {
		case errors.Join(errA, errB) != nil || to <= from || to > len(text):
			return s, fmt.Errorf("%w: bytes %s are not in the text, which has %d", hearsay.ErrInvalid, strings.TrimSpace(words), len(text))
		case !utf8.RuneStart(text[from]) || to < len(text) && !utf8.RuneStart(text[to]):
			return s, fmt.Errorf("%w: bytes %d-%d cut a character in two", hearsay.ErrInvalid, from, to)
		}
		return s, nil
	}
	fields := strings.Fields(words)
	switch {
	case len(fields) == 0:
		return hearsay.Span{}, fmt.Errorf("%w: no words", hearsay.ErrInvalid)
	case len(words) > mostWords || !utf8.ValidString(words):
		return hearsay.Span{}, fmt.Errorf("%w: at most %d bytes of UTF-8 can be pointed with", hearsay.ErrInvalid, mostWords)
	}
	all := standing(text, fields)
	if len(all) > 1 {
		var close []hearsay.Span
		in := paragraphsOf(text, near)
		for _, s := range all {
			for _, p := range in {
				if p.Holds(s) {
					close = append(close, s)
					break
				}
			}
		}
		if len(close) > 0 {
			all = close
		}
	}
	shown := strings.Join(fields, " ")
	if len(shown) > 100 {
		shown = strings.ToValidUTF8(shown[:100], "") + "…"
	}
	switch len(all) {
	case 0:
		return hearsay.Span{}, fmt.Errorf("%w: the document does not have “%s”", hearsay.ErrInvalid, shown)
	case 1:
		return all[0], nil
	}
	places := make([]string, 0, 5)
	for _, s := range all[:min(len(all), cap(places))] {
		places = append(places, fmt.Sprintf("%d-%d", s.From, s.To))
	}
	return hearsay.Span{}, &SeveralError{Words: shown, Count: len(all), Places: places}
}

// SeveralError says that words stand at several places, so that nobody knows which are meant. It is a hearsay.ErrInvalid.
type SeveralError struct {
	Words  string
	Count  int
	Places []string // the first of them, as bytes: one can be said instead of the words
}

// Error lists places.
func (e *SeveralError) Error() string {
	return fmt.Sprintf("%v: “%s” stands at %d places: say which by its bytes: %s", hearsay.ErrInvalid, e.Words, e.Count, strings.Join(e.Places, ", "))
}

// Unwrap is hearsay.ErrInvalid.
func (e *SeveralError) Unwrap() error { return hearsay.ErrInvalid }

// standing is where words stand in a text, whatever space is between them, but not in the middle of other words.
func standing(text string, fields []string) (out []hearsay.Span) {
	for from := 0; ; {
		i := strings.Index(text[from:], fields[0])
		if i < 0 {
			return out
		}
		at := from + i
		_, n := utf8.DecodeRuneInString(text[at:])
		from = at + n
		if to, ok := follow(text, at, fields); ok && !inWord(text, at) && !inWord(text, to) {
			out = append(out, hearsay.Span{From: at, To: to})
		}
	}
}

// follow is where fields that stand at a place one after another end.
func follow(text string, at int, fields []string) (to int, ok bool) {
	for i, f := range fields {
		if i > 0 {
			rest := strings.TrimLeftFunc(text[at:], unicode.IsSpace)
			if len(rest) == len(text)-at {
				return 0, false
			}
			at = len(text) - len(rest)
		}
		if !strings.HasPrefix(text[at:], f) {
			return 0, false
		}
		at += len(f)
	}
	return at, true
}

// inWord reports whether a letter or digit stands on both sides of a byte.
func inWord(text string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	behind, _ := utf8.DecodeRuneInString(text[at:])
	return wordly(before) && wordly(behind)
}

func wordly(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r))
}

// paragraphsOf are the paragraphs that spans touch: lines of the text.
func paragraphsOf(text string, spans []hearsay.Span) (out []hearsay.Span) {
	for _, s := range spans {
		p := hearsay.Span{From: strings.LastIndexByte(text[:s.From], '\n') + 1, To: len(text)}
		if i := strings.IndexByte(text[s.To:], '\n'); i >= 0 {
			p.To = s.To + i
		}
		out = append(out, p)
	}
	return out
}
