package ask

import (
	"strings"

	"hearsay"
)

// SpeakerOf is the full name of whose claim it is. A paper or a picture is called as it is printed; of somebody unnamed it is "".
func SpeakerOf(k *hearsay.Claim) string {
	switch {
	case k.Speaker.Name != "":
		return k.Speaker.Name
	case len(k.Speaker.Spans) == 0 && len(k.Chain) > 0: // nobody is printed beside it, yet it is known who says it
		return k.Chain[len(k.Chain)-1].Name
	case k.Speaker.Kind == hearsay.DocumentOf || k.Speaker.Kind == hearsay.Imagery:
		if name := strings.TrimSuffix(k.Speaker.Text, ","); !pronouns[strings.ToLower(name)] {
			return name
		}
	}
	return ""
}

var pronouns = set("it this that they these those which who he she")

// SpeakerBytes is where the name of whose claim it is stands in the document: within the words that name the speaker, or else where the
// document last gives that name before the claim, or first after it. Of somebody unnamed it is the words themselves. It is empty where the document
// does not print the name: that of its own outlet.
func SpeakerBytes(doc *hearsay.Document, k *hearsay.Claim) []hearsay.Span {
	name := SpeakerOf(k)
	if name == "" {
		return k.Speaker.Spans
	}
	if hearsay.Print(doc.Text, k.Speaker.Spans...).Text == name {
		return k.Speaker.Spans
	}
	near := k.Speaker.Spans
	if len(near) == 0 {
		near = k.Content.Spans[:min(1, len(k.Content.Spans))]
	}
	return NameBytes(doc.Text, name, near)
}

// NameBytes is where a text prints a name: within spans, or else the last time before them, or the first time after. It is empty where the text
// does not.
func NameBytes(text, name string, near []hearsay.Span) []hearsay.Span {
	here := 0
	for i, s := range near {
		if i == 0 {
			here = s.From
		}
		if i := wordsAt(s.Of(text), name, false); i >= 0 {
			return []hearsay.Span{{From: s.From + i, To: s.From + i + len(name)}}
		}
	}
	if i := wordsAt(text[:here], name, true); i >= 0 {
		return []hearsay.Span{{From: i, To: i + len(name)}}
	}
	if i := wordsAt(text[here:], name, false); i >= 0 {
		return []hearsay.Span{{From: here + i, To: here + i + len(name)}}
	}
	return nil
}

// wordsAt is where whole words stand in a text, the first time or the last; -1 where they do not.
func wordsAt(text, words string, last bool) int {
	at := -1
	for from := 0; from < len(text); {
		i := strings.Index(text[from:], words)
		if i < 0 {
			break
		}
		i += from
		end := i + len(words)
		if (i == 0 || !isWordByte(text[i-1])) && (end == len(text) || !isWordByte(text[end])) {
			if at = i; !last {
				break
			}
		}
		from = i + 1
	}
	return at
}

// isWordByte reports whether a byte is an ASCII letter or figure.
func isWordByte(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9'
}
