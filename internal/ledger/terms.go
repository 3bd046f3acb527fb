package ledger

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"
	"golang.org/x/text/unicode/norm"

	"hearsay"
)

// The search index is made of terms, and terms are made here, for both databases: what is found does not depend on how a
// database cuts words, folds letters or stems. A term is letters and digits, in lower case and without accents; words of
// contents and titles are stemmed ("missiles" and "missile" are one). What else is known of a claim stands in the same index
// under a mark: o/harbour (outlet), s/maluk (speaker), a/deny (act), t/weapon (type of a mention), and the day it was published
// with its month, year, decade and century: d/20251104 m/202511 y/2025 e/202 c/20. So a whole query is one expression, and the index alone answers it.
//
// To change what becomes a term is to change the index: it takes a migration that makes it anew.
const (
	outletTerm  = "o/"
	speakerTerm = "s/"
	actTerm     = "a/"
	typeTerm    = "t/"
	centuryTerm = "c/"
	decadeTerm  = "e/"
	yearTerm    = "y/"
	monthTerm   = "m/"
	dayTerm     = "d/"
	noTerm      = "/" // stands between two phrases that are not one, and is in every row
)

// What goes into the index, so that it fits in both databases: words of a text at most, terms of a row at most, and times the same one.
const (
	mostWords = 4096
	mostTerms = 16_000
	mostTimes = 200
)

// claimTerms are the terms of a claim, and those of its document.
func claimTerms(doc *hearsay.Document, c *hearsay.Claim) []string {
	return within(append(ownTerms(c), publishedTerms(doc)...))
}

// readingTerms are the terms of a document with the claims that a reading found in it.
func readingTerms(doc *hearsay.Document, claims []hearsay.Claim) []string {
	terms := append(append(publishedTerms(doc), stems(doc.Title)...), noTerm)
	for i := range claims {
		if len(terms) > mostTerms {
			break
		}
		terms = append(append(terms, ownTerms(&claims[i])...), noTerm)
	}
	return within(terms)
}

// ownTerms are the terms of a claim by itself.
func ownTerms(c *hearsay.Claim) []string {
	terms := append(stems(c.Content.Text), noTerm)
	terms = append(terms, marked(speakerTerm, plainWords(c.Speaker.Text))...)
	if c.Speaker.Name != c.Speaker.Text {
		terms = append(terms, noTerm)
		terms = append(terms, marked(speakerTerm, plainWords(c.Speaker.Name))...)
	}
	terms = append(terms, marked(actTerm, plainWords(string(c.Act)))...)
	seen := map[string]bool{}
	for _, m := range c.Mentions {
		if !seen[m.Type] {
			seen[m.Type] = true
			terms = append(terms, typeTerm+strings.Join(plainWords(m.Type), ""))
		}
	}
	return terms
}

func publishedTerms(doc *hearsay.Document) []string {
	terms := marked(outletTerm, plainWords(doc.Outlet))
	if day, ok := dayOf(doc.Published); ok {
		d := day.Format("20060102")
		terms = append(terms, centuryTerm+d[:2], decadeTerm+d[:3], yearTerm+d[:4], monthTerm+d[:6], dayTerm+d)
	}
	return terms
}

// dayOf is the day on which a document was published, by its own clock.
func dayOf(published string) (time.Time, bool) {
	if len(published) < len(time.DateOnly) {
		return time.Time{}, false
	}
	day, err := time.Parse(time.DateOnly, published[:len(time.DateOnly)])
	return day, err == nil
}

// within leaves out what is too much.
func within(terms []string) []string {
	if len(terms) <= mostTimes {
		return terms
	}
	terms = terms[:min(len(terms), mostTerms)]
	times := map[string]int{}
	out := terms[:0]
	for _, t := range terms {
		if times[t]++; times[t] <= mostTimes {
			out = append(out, t)
		}
	}
	return out
}

func marked(mark string, words []string) []string {
	for i, w := range words {
		words[i] = mark + w
	}
	return words
}

// stems are the words of English text, folded and stemmed.
func stems(text string) []string {
	words := split(text)
	for i, w := range words {
		stem := strings.ReplaceAll(english.Stem(w, false), "'", "")
		if stem == "" {
			stem = strings.ReplaceAll(w, "'", "")
		}
		words[i] = stem
	}
	return words
}

// plainWords are the words of a name, folded: names are not stemmed, Williams is not William.
func plainWords(text string) []string {
	words := split(text)
	for i, w := range words {
		words[i] = strings.ReplaceAll(strings.TrimSuffix(w, "'s"), "'", "")
	}
	return words
}

// split cuts text into words: letters, digits, and apostrophes between them, in lower case and without accents.
func split(text string) []string {
	var words []string
	var b strings.Builder
	letters := 0
	end := func() {
		if w := strings.TrimRight(b.String(), "'"); w != "" && len(words) < mostWords {
			words = append(words, w)
		}
		b.Reset()
		letters = 0
	}
	for _, r := range folded(text) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if letters++; letters <= 60 {
				b.WriteRune(r)
			}
		case (r == '\'' || r == '’') && letters > 0:
			b.WriteByte('\'')
		case unicode.Is(unicode.Mn, r): // an accent, taken off its letter
		default:
			end()
		}
	}
	end()
	return words
}

// folded is text in lower case, with accents and ligatures taken apart.
func folded(text string) string {
	for i := 0; i < len(text); i++ {
		if text[i] >= utf8.RuneSelf {
			return strings.ToLower(norm.NFKD.String(text))
		}
	}
	return strings.ToLower(text)
}
