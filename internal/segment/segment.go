// Package segment cuts text into words, and words into paragraphs, sentences and windows, without changing a byte of it.
//
//	"It can't be," said Mr. Orr.   →   " It ca n't be , " said Mr. Orr .
//
// Every word is a span of bytes of the text as given; everything larger is a Run of words. Nothing but white space lies
// between two words. The models were trained on words cut this way, so the rules for words are fixed: they follow the
// reference that the training used, and a change here is a change of the models' input.
//
// What the words mean, how they are spelt in a model's vocabulary and what a window is read for is not its business.
package segment

import (
	"strings"

	"hearsay"
)

// Run is a half-open range of words: From is the index of the first, To is one past the last. It counts words, not bytes.
type Run struct {
	From, To int
}

// Len is the number of words in the run.
func (r Run) Len() int { return r.To - r.From }

// Strings returns the bytes of each word. The strings share the memory of text.
func Strings(text string, words []hearsay.Span) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = w.Of(text)
	}
	return out
}

// Paragraphs groups words by line: a new run begins wherever a line feed lies between two words.
// The runs follow each other without gaps; none is empty.
func Paragraphs(text string, words []hearsay.Span) []Run {
	var out []Run
	from := 0
	for i := 1; i <= len(words); i++ {
		if i == len(words) || strings.IndexByte(text[words[i-1].To:words[i].From], '\n') >= 0 {
			out = append(out, Run{from, i})
			from = i
		}
	}
	return out
}
