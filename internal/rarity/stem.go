package rarity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"
	"golang.org/x/text/unicode/norm"
)

// Stem is a word in its normal form: lower case, without accents, English endings taken off.
func Stem(word string) string {
	w := Fold(word)
	if len(w) < 4 || !isASCII(w) {
		return w
	}
	if s := english.Stem(w, false); s != "" {
		return s
	}
	return w
}

// Fold is a word in lower case without accents, apostrophes and stops.
func Fold(word string) string {
	if isASCII(word) {
		return unpointed.Replace(strings.ToLower(word))
	}
	var b strings.Builder
	for _, c := range norm.NFKD.String(strings.ToLower(word)) {
		if !unicode.Is(unicode.Mn, c) && c != '’' && c != '\'' && c != '.' {
			b.WriteRune(c)
		}
	}
	return b.String()
}

var unpointed = strings.NewReplacer("'", "", ".", "")

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
