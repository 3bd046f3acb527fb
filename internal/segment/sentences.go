package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay"
)

// Sentences cuts every paragraph into sentences. The runs are in order, cover every word and never cross a paragraph.
//
// A sentence ends after a stop (. ? ! … and rows of them) with the closing quotes and brackets behind it, unless
//   - no letter stood before the stop ("... and then");
//   - what follows goes on: a comma or the like, a dash after a question, or a word in lower case (“Why?” he asked);
//   - it is a quoted question and a capitalised speaker with a verb of saying follows (“Why?” Smith asked);
//   - the stop is the full stop of an abbreviation (U.S.), where only a common opener of sentences (The, He, In) begins a
//     new one, and after a title (Mr.) not even that.
//
// The models do not use sentences, so unlike the rules for words these may change.
func Sentences(text string, words []hearsay.Span) []Run {
	var out []Run
	for _, p := range Paragraphs(text, words) {
		s := sentencer{text, words[:p.To]}
		from, lettered := p.From, false
		for i := p.From; i < p.To; {
			lettered = lettered || strings.ContainsFunc(words[i].Of(text), unicode.IsLetter)
			st := s.stopAt(i)
			i++
			if st == none || !lettered {
				continue
			}
			quoted := false
			for ; i < p.To && s.trails(i); i++ {
				if next := s.stopAt(i); next != none {
					st = next
				}
				quoted = quoted || isQuote(s.word(i))
			}
			if s.ends(st, quoted, i) {
				out = append(out, Run{from, i})
				from, lettered = i, false
			}
		}
		if from < p.To {
			out = append(out, Run{from, p.To})
		}
	}
	return out
}

// sentencer looks at the words of one paragraph, which is where its words end.
type sentencer struct {
	text  string
	words []hearsay.Span
}

func (s sentencer) word(i int) string   { return s.words[i].Of(s.text) }
func (s sentencer) touches(i int) bool  { return i > 0 && s.words[i-1].To == s.words[i].From }
func (s sentencer) lower(i int) bool    { return isLower(s.word(i)) }
func (s sentencer) inside(i int) bool   { return i < len(s.words) }
func (s sentencer) capital(i int) bool  { return s.inside(i) && startsUpper(s.word(i)) }
func (s sentencer) sayingAt(i int) bool { return s.inside(i) && sayings[s.word(i)] }

// stop is what kind of sentence end a word may be.
type stop int

const (
	none   stop = iota
	period      // a full stop that belongs to no abbreviation
	query       // ? ! … and rows of them: may stand inside a sentence when quoted
	abbreviation
)

func (s sentencer) stopAt(i int) stop {
	w := s.word(i)
	switch w[len(w)-1] {
	case '?', '!':
		if strings.Trim(w, "?!") == "" {
			return query
		}
	case '.':
		switch {
		case len(w) == 1:
			if s.touches(i) && isUnstopped(s.word(i-1)) {
				return none
			}
			return period
		case strings.Trim(w, ".") == "":
			return query
		case titles[strings.ToLower(w)]:
			return none
		case isAbbreviation(w) || letterDots(w) == len(w):
			return abbreviation
		}
		return period
	}
	if w == "…" {
		return query
	}
	return none
}

// trails is true of a word that belongs to the sentence end before it: a further stop or a closing mark. A mark that could
// also open something must touch the word before.
func (s sentencer) trails(i int) bool {
	switch w := s.word(i); w {
	case "”", ")", "]", "}":
		return true
	case "''": // typed for both
		return s.touches(i) || !s.touches(i+1)
	case `"`, "'", "’", "»", "``":
		return s.touches(i)
	default:
		st := s.stopAt(i)
		return (st == period || st == query) && s.touches(i)
	}
}

// ends decides whether a sentence ends before word i, where st and the closing marks after it have been passed.
func (s sentencer) ends(st stop, quoted bool, i int) bool {
	for ; s.inside(i) && isOpening(s.word(i)); i++ {
		if st == query && isDash(s.word(i)) {
			return false
		}
	}
	if !s.inside(i) {
		return true
	}
	switch w := s.word(i); {
	case w == "," || w == ";" || w == ":":
		return false
	case st == abbreviation:
		return openers[w]
	case s.lower(i):
		return false
	case st == query && quoted:
		return !s.speaks(i)
	}
	return true
}

// speaks is true where up to three capitalised words and a verb of saying begin at word i: Ann Orr asked.
func (s sentencer) speaks(i int) bool {
	for n := 0; n < 3 && s.capital(i); n++ {
		i++
		if s.sayingAt(i) {
			return true
		}
	}
	return false
}

// isOpening is true of a word that may stand before the first word of a sentence.
func isOpening(w string) bool {
	switch w {
	case `"`, "“", "‘", "'", "’", "``", "''", "`", "«", "„", "(", "[", "{", "*", "•", "_":
		return true
	}
	return isDash(w)
}

func isDash(w string) bool { return w == "—" || w == "–" || strings.Trim(w, "-") == "" }

func isQuote(w string) bool {
	switch w {
	case `"`, "”", "''", "'", "’", "»":
		return true
	}
	return false
}

// isUnstopped is true of an abbreviation that Words parts from its full stop: it does not know it, or met it in then-Sen.
func isUnstopped(w string) bool { return unstopped[w] || titles[strings.ToLower(w)+"."] }

// isLower is true of a word that begins with a small letter and has no capital (iPhone may begin a sentence).
func isLower(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsLower(r) && !strings.ContainsFunc(w, unicode.IsUpper)
}

func startsUpper(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

var (
	// openers begin sentences often and hardly ever follow an abbreviation within one.
	openers = set(`The This That These Those A An He She It They We I You His Her Its Their Our My But And In On At As If When While
		After Before Since Although Though However There For From By With Under Not No Yes What Who Why How Some Many Most Both
		Meanwhile Earlier Later Now Then So Also Yet According`)
	// titles stand before a name and so end nothing.
	titles = set(`mr. mrs. ms. dr. prof. gen. lt. col. maj. capt. sgt. adm. sen. sens. rep. reps. gov. pres. rev. hon. messrs. vs. e.g. i.e. cf.`)
	// unstopped are abbreviations that Words does not know and that end no sentence.
	unstopped = set(`v p pp Gens Cols Lts Drs Profs Govs Revs Cpl Pvt Cmdr Brig Supt Det Insp Amb Atty Fr Ft Mt`)
	// sayings follow a speaker after a quoted question.
	sayings = set(`said says asked asks added told replied wondered cried shouted wrote`)
)
