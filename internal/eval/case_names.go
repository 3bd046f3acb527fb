package eval

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"hearsay"
)

// plainName is a name, or words that answer, without case, accents, marks, articles and forms of address.
func plainName(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r):
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
	}
	words := slices.DeleteFunc(strings.Fields(b.String()), func(w string) bool {
		return slices.Contains([]string{"the", "a", "an", "mr", "mrs", "ms", "dr", "s"}, w)
	})
	return strings.Join(words, " ")
}

// spellings are the plain spellings of each party of a case, by its plain name.
func (c *Case) spellings() map[string][]string {
	out := map[string][]string{}
	for _, p := range c.Parties {
		name := plainName(p.Name)
		for _, s := range p.Spellings {
			out[name] = append(out[name], plainName(s[1]))
		}
	}
	return out
}

// sameName reports whether got, a name of ours for somebody of a kind, is the editor's name of somebody of another. A person's full
// name must be there, or a listed spelling of two words and more with a word of it; of others any listed spelling will do, and of a document or a
// picture its kind, or one word of four letters and more. Somebody unnamed has no name.
func sameName(gold, got string, kind, gotKind hearsay.Kind, spellings map[string][]string) bool {
	low := strings.ToLower(got)
	if kind == hearsay.Unnamed || strings.HasPrefix(strings.ToLower(gold), "unnamed") {
		return got == "" || gotKind == hearsay.Unnamed || strings.HasPrefix(low, "unnamed") || strings.HasPrefix(low, "unknown")
	}
	name, plain := plainName(gold), plainName(got)
	if name == plain {
		return true
	}
	want, have := strings.Fields(name), strings.Fields(plain)
	had := func(w string) bool { return slices.Contains(have, w) }
	listed := slices.Contains(spellings[name], plain)
	switch kind {
	case hearsay.DocumentOf, hearsay.Imagery:
		return gotKind == kind || slices.ContainsFunc(want, func(w string) bool { return len([]rune(w)) > 3 && had(w) })
	case hearsay.Person:
		whole := len(want) > 0 && !slices.ContainsFunc(want, func(w string) bool { return !had(w) })
		return whole || listed && len(have) > 1 && slices.ContainsFunc(want, had)
	}
	return listed
}
