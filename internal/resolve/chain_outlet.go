package resolve

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/data/actors"
)

// media are nouns for what publishes: what they stand beside is an outlet.
var media = listOf(`agency newspaper paper daily weekly monthly magazine portal website site blog broadcaster channel station radio television
tv tabloid publication newswire wire newsletter journal outlet network podcast media press gazette newspapers papers agencies outlets websites channels stations magazines`)

// several are such nouns for more than one, which have no name.
var several = listOf(`media newspapers papers agencies outlets websites channels stations magazines`)

// mastheads are words by which a paper is called short: "told the Post".
var mastheads = listOf(`times post herald courier tribune gazette press journal chronicle telegraph guardian observer daily mail mirror sun star
standard examiner globe express echo dispatch bulletin review monitor portal bureau lantern trumpet ledger sentinel argus whistle beacon`)

// listed reports whether a name is that of an outlet or agency, known or by its words.
func listed(name string) bool {
	return actors.LooksLikeOutlet(name) || actors.LooksLikeAgency(name) || found(name)
}

// found reports whether a name is that of an outlet or agency that is known beforehand.
func found(name string) bool {
	return slices.ContainsFunc(actors.Find(name), func(a *actors.Actor) bool { return a.Kind == actors.Outlet || a.Kind == actors.Agency })
}

// dull are words by which no outlet is told from another.
var dull = listOf(`the a an news agency press daily weekly online media radio tv television service newspaper paper bureau wire
of and for de la le el il`)

func listOf(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

// isCapital reports whether a word begins with a capital, marks and an Arabic article before it set aside: "al-Maghrib".
func isCapital(w string) bool {
	w = strings.TrimLeft(w, "\"“‘'(")
	if k := strings.IndexByte(w, '-'); k > 0 && k <= 3 {
		if c, _ := utf8.DecodeRuneInString(w[k+1:]); unicode.IsUpper(c) {
			return true
		}
	}
	c, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(c)
}

// outletName is the name of an outlet without article and without what the text says it is: "SNA" of "the news agency SNA",
// "Horn Ledger" of "the website Horn Ledger", "Antara news agency" of "the official Antara news agency".
// An outlet that is not named ("a local newspaper") has none.
func outletName(phrase string) string {
	w := strings.Fields(phrase)
	if len(w) > 1 && (w[0] == "But" || w[0] == "And") {
		w = w[1:]
	}
	if n := len(w); n > 1 && (w[n-1] == "today" || w[n-1] == "yesterday") {
		w = w[:n-1]
	}
	if len(w) == 0 || len(w) > 12 {
		return phrase
	}
	switch strings.ToLower(w[0]) {
	case "the":
		if w[0] == "the" || len(w) > 1 && media[w[1]] {
			w = w[1:]
		}
	case "a", "an", "one", "another", "some", "several":
		if w[0] == strings.ToLower(w[0]) {
			w = w[1:]
			if k := lastMedium(w); k < 0 || k == len(w)-1 {
				return ""
			}
		}
	}
	k := lastMedium(w)
	if len(w) == 0 || several[w[len(w)-1]] {
		return ""
	}
	if k >= 0 && k < len(w)-1 && isCapital(w[k+1]) {
		return strings.Trim(strings.Join(w[k+1:], " "), "\"“”‘’'") // the name stands behind the noun
	}
	for len(w) > 1 && !isCapital(w[0]) && namedLater(w) {
		w = w[1:]
	}
	if n := len(w); n > 1 && isCapital(w[0]) && media[w[n-1]] && w[n-1] != "agency" && w[n-1] != "radio" && w[n-1] != "television" && w[n-1] != "media" {
		w = w[:n-1]
	}
	return strings.Trim(strings.Join(w, " "), "\"“”‘’'")
}

// called is the name of an outlet that the text has as phrase and the reader as name: "Gash agency" where it has "Gash",
// "WAM" of "the United Arab Emirates news agency WAM".
func called(phrase, name string) string {
	if k := strings.IndexAny(phrase, ",(;"); k > 0 {
		phrase = phrase[:k]
	}
	w := strings.Fields(phrase)
	n := outletName(phrase)
	if k := lastMedium(w); k >= 0 && k < len(w)-1 && isCapital(w[k+1]) || strings.Contains(n, name) && len(n) <= len(name)+8 {
		return n
	}
	return outletName(name)
}

// lastMedium is the last word in lower case that is a noun for an outlet, or -1.
func lastMedium(w []string) int {
	for i := len(w) - 1; i >= 0; i-- {
		if media[w[i]] {
			return i
		}
	}
	return -1
}

func namedLater(w []string) bool {
	for _, x := range w {
		if isCapital(x) {
			return true
		}
	}
	return false
}

// nameWords are the words of a name in lower case, letters and digits alone, without an article at its head.
func nameWords(name string) []string {
	w := strings.FieldsFunc(strings.ToLower(name), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '\'' && c != '’' })
	if len(w) > 1 && (w[0] == "the" || w[0] == "a" || w[0] == "an") {
		w = w[1:]
	}
	return w
}

// sameOutlet reports whether name is a form of an outlet's name: the same words, or some of them in their order, the last that tells it from
// others among them ("the Courant" for "The Lerwick Courant", "Araks agency" for "Araks News Agency", "Reuter" for "Reuters"; "Lerwick" is a
// place), or its short form.
func sameOutlet(name, outlet string) bool {
	name, _, _ = strings.Cut(name, " (") // "Al-Neelain Post (translated)"
	outlet, _, _ = strings.Cut(outlet, " (")
	short, long := nameWords(name), nameWords(outlet)
	if len(short) == 0 || len(long) == 0 {
		return false
	}
	if shortFor(strings.TrimSpace(name), outlet) {
		return true
	}
	key := len(long) - 1 // the last word that tells
	for key > 0 && dull[long[key]] {
		key--
	}
	k, told := 0, false
	for _, w := range short {
		at := k
		for at < len(long) && !sameWord(w, long[at]) {
			at++
		}
		if at == len(long) {
			if k > 0 && (w == "agency" || w == "news") {
				continue // "the Norda news agency" for "Norda"
			}
			return false
		}
		told = told || at == key
		k = at + 1
	}
	return told
}

func sameWord(a, b string) bool {
	return a == b || len(a) > 4 && b == a+"s" || len(b) > 4 && a == b+"s"
}

// shortFor reports whether an abbreviation in capitals stands for a name: the first letters of its words, small words left out or not
// ("SNA" for Skerry News Agency), or these and letters between them ("SKB" for Skagerrak Bureau).
func shortFor(short, name string) bool {
	n := utf8.RuneCountInString(short)
	if n < 2 || n > 6 || short != strings.ToUpper(short) {
		return false
	}
	words := nameWords(strings.ToUpper(name))
	for i, w := range words {
		words[i] = strings.ToUpper(w)
	}
	if len(words) < 2 {
		return false
	}
	all, main := "", ""
	for _, w := range words {
		c, _ := utf8.DecodeRuneInString(w)
		all += string(c)
		if !smallWords[strings.ToLower(w)] {
			main += string(c)
		}
	}
	if short == all || short == main {
		return true
	}
	return spelledBy([]rune(short), words)
}

// spelledBy reports whether letters are the first of each word and, between them, others of the word in their order.
func spelledBy(letters []rune, words []string) bool {
	if len(words) == 0 {
		return len(letters) == 0
	}
	if len(letters) < len(words) {
		return false
	}
	k := 0
	for i, c := range words[0] {
		if k == len(letters) || c != letters[k] {
			if i == 0 {
				return false
			}
			continue
		}
		if k++; spelledBy(letters[k:], words[1:]) {
			return true
		}
	}
	return false
}

var smallWords = listOf(`of the and for de la le el il du des del in`)
