package segment

import (
	"strings"
	"unicode"
)

// abbreviations keep their full stop as part of the word, in any case. Letters with a full stop each (U.S., a.m.) and
// single capitals (J.) do so by rule and are not listed.
var abbreviations = set(`
	mr. mrs. ms. dr. prof. gen. lt. col. maj. capt. sgt. adm. sen. sens. rep. reps. gov. pres. st. jr. sr. inc. co. corp. ltd.
	no. nos. vs. etc. e.g. i.e. cf. al. approx. dist. ave. blvd. rd. rev. hon. messrs.
	jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec. mon. tue. wed. thu. fri.
	ala. ariz. ark. calif. colo. conn. del. fla. ga. ill. ind. kan. ky. la. mass. md. mich. minn. miss. mo. mont. neb. nev.
	okla. ore. pa. tenn. tex. va. vt. wash. wis. wyo. d-calif.`)

// longest is the length of the longest abbreviation in runes.
const longest = len("d-calif.")

func set(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

// isAbbreviation looks s up in any case.
func isAbbreviation(s string) bool {
	w, ok := shortLower(s)
	return ok && abbreviations[string(w.b[:w.n])]
}

// short is a lower-case ASCII word, kept off the heap.
type short struct {
	b [longest]byte
	n int
}

// shortLower is s in lower case, and false if that is not ASCII or has more runes than an abbreviation.
func shortLower(s string) (w short, ok bool) {
	for _, r := range s {
		if r = unicode.ToLower(r); r > unicode.MaxASCII || w.n == longest {
			return w, false
		}
		w.b[w.n] = byte(r)
		w.n++
	}
	return w, true
}
