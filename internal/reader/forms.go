package reader

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// acronym notes the capitals in brackets behind a body's name: "Skerry News Agency (SNA)".
func (c *cast) acronym(f *figure) {
	k := f.To
	if k+2 >= len(c.strs) || c.strs[k] != "(" || c.strs[k+2] != ")" || c.sentenceOf[k] != c.sentenceOf[f.From] {
		return
	}
	short := c.strs[k+1]
	if allCapitals(short) && strings.Contains(f.name, " ") && c.short[short] == "" {
		c.short[short] = f.name
	}
}

// allCapitals reports whether a word looks like an acronym: two to six letters, nearly all of them capitals.
func allCapitals(w string) bool {
	n, large := 0, 0
	for _, r := range w {
		if !unicode.IsLetter(r) {
			return false
		}
		n++
		if unicode.IsUpper(r) {
			large++
		}
	}
	return n >= 2 && n <= 6 && large >= 2 && large >= n-1
}

// longest is the longest form in the story of a body's name: what an acronym stands for, the outlet's own name where it is cut short,
// and the one longer name that holds its words in order.
func (c *cast) longest(name string) string {
	if long, ok := c.long[name]; ok {
		return long
	}
	long := c.lookUp(name)
	c.long[name] = long
	return long
}

func (c *cast) lookUp(name string) string {
	if long := c.short[name]; long != "" {
		return long
	}
	if c.isPublisher(name) {
		return c.doc.Outlet
	}
	if !capital(name) && !strings.Contains(name, " ") {
		return name
	}
	var found []string
	keep := func(names []string, is func(long string) bool) {
		for _, long := range names {
			if is(long) && !slices.Contains(found, long) {
				found = append(found, long)
			}
		}
	}
	for _, w := range firstAndLast(name)[:2] {
		keep(c.heard[w], func(long string) bool { return extends(long, name) && !partOf(long, name) })
	}
	if allCapitals(name) {
		keep(c.heard[firstAndLast(name)[2]], func(long string) bool { return initials(name, long) })
	}
	found = slices.DeleteFunc(found, func(n string) bool {
		return slices.ContainsFunc(found, func(m string) bool { return m != n && extends(m, n) })
	})
	if len(found) == 1 {
		return found[0]
	}
	return name
}

// mentioned is the fullest form in the story of a name; "" where several people bear it.
func (c *cast) mentioned(t Tagged) string {
	switch t.Type {
	case "person":
		name, _ := c.nameAt(t.Run)
		return name
	case "org", "outlet", "unit":
		return c.bodyAt(t.Run)
	case "place":
		return c.string(c.core(t.Run))
	}
	name := withoutArticle(c.string(t.Run))
	key := t.Type + " " + name
	if long, ok := c.long[key]; ok {
		return long
	}
	found := ""
	for _, u := range c.Names[:min(len(c.Names), lookBack)] { // "the Ford", of which more is said as "USS Gerald R. Ford"
		long := withoutArticle(c.string(u.Run))
		if u.Type != t.Type || long == found || !extends(long, name) {
			continue
		}
		if found != "" {
			found = name // two
			break
		}
		found = long
	}
	if found == "" {
		found = name
	}
	c.long[key] = found
	return found
}

// firstAndLast are the words under which a body's name is filed, in lower case, and its first letter.
func firstAndLast(name string) []string {
	words := strings.Fields(strings.ToLower(name))
	if len(words) == 0 {
		return nil
	}
	_, n := utf8.DecodeRuneInString(words[0])
	return []string{strings.TrimSuffix(words[0], "'s"), words[len(words)-1], "initial " + words[0][:n]}
}

// partOf reports whether a longer name is that of something which belongs to the shorter: "the OPEC secretariat" is not OPEC.
func partOf(long, short string) bool {
	for _, w := range strings.Fields(long) {
		if generic(w) && !capital(w) && !strings.Contains(short, w) {
			return true
		}
	}
	return false
}

// extends reports whether a longer name holds all words of a shorter one in order, its first word or its last among them.
func extends(long, short string) bool {
	l, s := strings.Fields(strings.ToLower(long)), strings.Fields(strings.ToLower(short))
	if len(s) >= len(l) || len(s) == 0 || len(s) == 1 && (generic(s[0]) || outletNouns[s[0]] || firms[s[0]] || bands[s[0]] || utf8.RuneCountInString(s[0]) < 3) {
		return false
	}
	if s[0] != strings.TrimSuffix(l[0], "'s") && s[len(s)-1] != l[len(l)-1] {
		return false
	}
	k := 0
	for _, w := range l {
		if k < len(s) && w == s[k] {
			k++
		}
	}
	return k == len(s)
}

// isPublisher reports whether a name is that of the outlet that prints the story, whole, cut short or as an acronym.
func (c *cast) isPublisher(name string) bool {
	outlet := withoutArticle(c.doc.Outlet)
	name = withoutArticle(name)
	if outlet == "" || name == "" || !capital(name) {
		return false
	}
	if !strings.Contains(name, " ") && extends(outlet, name) && !strings.HasSuffix(strings.ToLower(outlet), " "+strings.ToLower(name)) {
		for _, w := range strings.Fields(strings.ToLower(outlet))[1:] { // "Gash" for the Gash News Agency, not "Manila" for the Manila Lantern
			if !outletNouns[w] && w != "news" && w != "press" && w != "online" {
				return false
			}
		}
		return true
	}
	return strings.EqualFold(name, outlet) || extends(outlet, name) || allCapitals(name) && initials(name, outlet)
}

func withoutArticle(name string) string {
	if first, rest, ok := strings.Cut(name, " "); ok && (strings.EqualFold(first, "the") || strings.EqualFold(first, "a") || strings.EqualFold(first, "an")) {
		return rest
	}
	return name
}
