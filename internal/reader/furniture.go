package reader

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/internal/segment"
)

// Lines that belong to the page and not to the story.
var (
	pageLine = regexp.MustCompile(`(?i)^(read (more|also|next|on|the (full|rest)|here)\b|see also\b|more( (on|from|about|news))?:|related( (articles?|stories|links?|topics?|coverage))?\b.{0,3}$|related:|advertisement|sponsored|subscribe\b|sign up\b|follow (us|our)\b|share (this|on|via)\b|click here|tap here|(the |this )?(article|story) continues|continue reading|scroll (down|to)|watch( (now|live|more|the))?:|watch( now| live)?$|listen( (now|to))?:|copyright\b|©|all rights reserved|photos?:|pictures?:|images?:|video:|gallery:|file photo|photograph(er)?:|credit:|caption:|\(?(photo|picture|image)s? (by|credit|courtesy)|reporting by\b|(additional )?reporting:|edit(ing|ed) by\b|written by\b|translated by\b|with (files|reporting|additional reporting) (from|by)\b|by \p{Lu}[\p{L}.'’-]*( \p{Lu}[\p{L}.'’-]*){0,3}( in [\p{Lu}][\p{L} -]*)?(,.{0,40})?$|last updated|updated:|updated( on| at)?\s|published:|posted:|comments?( \(\d+\))?$|leave a comment|report (an )?error)`)
	creditAt = regexp.MustCompile(`(?i)\b(photo|picture|image|photograph|video|graphic|illustration)s?( credit)?: ?\p{Lu}|/ ?(getty|reuters|afp|ap|epa|shutterstock)( images?)?\W*$|getty images`)
	// A dateline: place in capitals, perhaps a date and the agency in brackets, a dash; or the agency in brackets and a dash.
	dateline = regexp.MustCompile(`^(?:\p{Lu}{2}[\p{L}.'’/ -]*(?:,? [\p{Lu}][\p{L}.]*| \d{1,2}|,)*\s*)?(?:\(([\p{Lu}][\p{L}&.' /-]{1,30})\)\s*)?(?:--|[-–—])\s*`)
	embed    = regexp.MustCompile(`pic\.twitter\.com/|https?://t\.co/|^<tweet|\(@\w+\) \p{Lu}[\p{L}.]+ \d{1,2}, \d{4}`)
	signOff  = regexp.MustCompile(`^[\s(\[*_—–-]*(?:[Ss]ource: )?([\p{Lu}][\p{L}&.'-]*(?: [\p{Lu}][\p{L}&.'-]*){0,3})[\s)\]*_.]*$`)
)

// headingWords is the greatest length of a heading.
const headingWords = 18

// furnish finds the lines that no one claims (headings, captions, page lines, sign-offs), takes datelines off, and learns whose copy it is.
func (s *story) furnish() {
	s.furniture = make([]bool, len(s.sentences))
	s.starts = append([]segment.Run(nil), s.sentences...)
	for p, par := range s.paragraphs {
		first, last := s.sentenceOf[par.From], s.sentenceOf[par.To-1]
		line := s.text[s.Words[par.From].From:s.Words[par.To-1].To]
		if p == len(s.paragraphs)-1 || p == len(s.paragraphs)-2 {
			if m := signOff.FindStringSubmatch(line); m != nil && par.Len() <= 7 && p > 0 {
				s.furniture[first] = true
				s.sign(m[1])
				continue
			}
		}
		whole := embed.MatchString(line) || utf8.RuneCountInString(line) <= 200 && (pageLine.MatchString(line) || creditAt.MatchString(line)) || s.heading(par, p)
		for n := first; n <= last; n++ {
			s.furniture[n] = whole
		}
		if whole {
			continue
		}
		if m := dateline.FindStringSubmatchIndex(line); m != nil && m[1] <= 80 && (m[1] > 2 || m[2] >= 0) {
			if m[2] >= 0 {
				s.sign(line[m[2]:m[3]])
			}
			cut := s.Words[par.From].From + m[1]
			for s.starts[first].From < s.starts[first].To-1 && s.Words[s.starts[first].From].From < cut {
				s.starts[first].From++
			}
		}
		// "… on Sunday. (AP)" and "… — dpa" at the very end
		if p == len(s.paragraphs)-1 && last > first {
			end := s.sentences[last]
			tail := s.text[s.Words[end.From].From:s.Words[end.To-1].To]
			if m := signOff.FindStringSubmatch(tail); m != nil && end.Len() <= 6 && strings.ContainsAny(tail, "(—–-[") {
				s.furniture[last] = true
				s.sign(m[1])
			}
		}
	}
}

// sign notes whose copy this is, unless it is the outlet's own name.
func (s *story) sign(name string) {
	squeeze := func(t string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) {
				return unicode.ToLower(r)
			}
			return -1
		}, t)
	}
	a, b := squeeze(name), squeeze(s.doc.Outlet)
	if strings.EqualFold(name, "ends") || strings.EqualFold(name, "end") || strings.EqualFold(name, "more") || a == "" {
		return
	}
	if b != "" && (strings.HasPrefix(b, a) || strings.HasPrefix(a, b)) {
		return
	}
	if initials(name, s.doc.Outlet) {
		return
	}
	s.agency = strings.TrimRight(name, ". ")
}

// heading reports whether a paragraph is a title, a heading or a line of a table: short, and without the end of a sentence.
func (s *story) heading(par segment.Run, p int) bool {
	line := s.text[s.Words[par.From].From:s.Words[par.To-1].To]
	if p == 0 && line == s.doc.Title {
		return true
	}
	if par.Len() > headingWords {
		return false
	}
	for i := par.To - 1; i >= par.From; i-- {
		w := s.strs[i]
		if p == 0 && w == "." && s.titleCase(par) {
			return true
		}
		if strings.HasSuffix(w, ".") || strings.ContainsAny(w[:1], "?!…:;,") {
			return false
		}
		if f, _, _ := s.mark(i); f == noMark && w != ")" && w != "]" {
			return true
		}
	}
	return true
}

// initials reports whether name is the outlet's short form: capitals that hold the first letters of its words in order and are all found in it ("SKB" for Skagerrak Bureau).
func initials(name, outlet string) bool {
	words := strings.Fields(strings.ToUpper(outlet))
	if len(words) < 2 || name != strings.ToUpper(name) || utf8.RuneCountInString(name) > 6 {
		return false
	}
	short, first := []rune(name), ""
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		first += string(r)
	}
	if first == name {
		return true
	}
	return abbreviates(short, words)
}

// abbreviates reports whether letters are the first of each word in order, each followed by none or some of its others: "SKB", "ACO" for Agencia Cordillera.
func abbreviates(short []rune, words []string) bool {
	if len(words) == 0 {
		return len(short) == 0
	}
	w := []rune(words[0])
	if len(short) == 0 || len(w) == 0 || w[0] != short[0] {
		return false
	}
	for n := 1; n <= len(short); n++ { // the first n letters are this word's
		k := 0
		for _, r := range w {
			if k < n && r == short[k] {
				k++
			}
		}
		if k < n {
			return false
		}
		if abbreviates(short[n:], words[1:]) {
			return true
		}
	}
	return false
}

// titleCase reports whether all longer words of a line begin with capitals.
func (s *story) titleCase(par segment.Run) bool {
	n := 0
	for i := par.From; i < par.To; i++ {
		r, _ := utf8.DecodeRuneInString(s.strs[i])
		if !unicode.IsLetter(r) || utf8.RuneCountInString(s.strs[i]) < 4 && s.pos[i] != "VERB" && s.pos[i] != "AUX" {
			continue
		}
		if !unicode.IsUpper(r) {
			return false
		}
		n++
	}
	return n > 2
}
