// Package resolve works out what the words of a claim stand for: who, through whom, when, where, how many, with what, on what evidence.
//
//	"four boats were sunk near Kerch on Tuesday" (published 2026-03-04)
//	→   quantity 4 boats · place Kerch, near · event 2026-03-03 · status happened
//
// It is a function of a document and its claims as printed. Whether a party of one document is a party of another is not its
// business: that is party's.
package resolve

import (
	"slices"

	"hearsay"
	"hearsay/internal/segment"
)

// Version names the rules of this package: raised when they change what comes out.
const Version = "1"

// Claims resolves the claims of a document, in place. Resolving twice changes nothing.
func Claims(doc *hearsay.Document, claims []hearsay.Claim) {
	a := newAccount(doc, claims)
	a.quantities()
	a.times()
	a.systems()
	a.places()
	a.status()
	a.chains()
	a.when() // when each was said and when it happens: a hop's time is that of its claim
	a.evidence()
}

// account is a document with its claims while they are being resolved.
type account struct {
	doc       *hearsay.Document
	claims    []hearsay.Claim
	place     map[string]int // of each claim by its ID
	words     []hearsay.Span // of the text
	strs      []string
	sentences []segment.Run // runs of words
}

func newAccount(doc *hearsay.Document, claims []hearsay.Claim) *account {
	a := &account{doc: doc, claims: claims, place: make(map[string]int, len(claims))}
	for i := range claims {
		a.place[claims[i].ID] = i
	}
	words, err := segment.Words(doc.Text)
	if err != nil {
		return a // a text that is not UTF-8 has no claims
	}
	a.words, a.strs = words, segment.Strings(doc.Text, words)
	a.sentences = segment.Sentences(doc.Text, words)
	return a
}

// wordAt is the first word that ends behind byte at.
func (a *account) wordAt(at int) int {
	i, _ := slices.BinarySearchFunc(a.words, at, func(s hearsay.Span, at int) int { return s.To - at - 1 })
	return i
}

// sentenceAt is the sentence that holds word i.
func (a *account) sentenceAt(i int) segment.Run {
	n, _ := slices.BinarySearchFunc(a.sentences, i, func(s segment.Run, i int) int { return s.To - i - 1 })
	if n == len(a.sentences) {
		return segment.Run{From: i, To: i}
	}
	return a.sentences[n]
}
