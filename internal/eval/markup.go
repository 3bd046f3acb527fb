package eval

import (
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strings"

	"hearsay"
)

// mark is one element of a marked passage: tag, attributes, and the bytes of the text without tags that it holds.
type mark struct {
	hearsay.Span
	tag   string
	attrs map[string]string
}

var (
	tagForm  = regexp.MustCompile(`<(/?)([A-Za-z]+)((?:\s+[a-z]+="[^"<>]*")*)\s*>`)
	attrForm = regexp.MustCompile(`([a-z]+)="([^"]*)"`)
	tagNames = []string{"S", "C", "T", "H", "M", "A", "e", "q", "role", "time"}
	needed   = map[string][]string{"S": {"n", "kind"}, "C": {"n", "act", "sure"}, "T": {"n"}, "e": {"t"}, "time": {"v"}}
)

// parseMarked takes the tags out of a marked passage (the form of lab/markup.md):
//
//	<S n="1" kind="person">She</S> <C n="1" act="assert" sure="sure">said</C> so.   →   She said so.   and marks of bytes 0-3 and 4-8
//
// Marks are ordered by where they begin, the longer first. An unknown tag, tags that cross, an element that is empty or lacks an
// attribute, and a stray < or > are errors.
func parseMarked(marked string) (string, []mark, error) {
	var text strings.Builder
	var open, done []mark
	pos := 0
	for _, at := range tagForm.FindAllStringSubmatchIndex(marked, -1) { // pairs of bytes: all, slash, tag, attributes
		text.WriteString(marked[pos:at[0]])
		pos = at[1]
		tag := marked[at[4]:at[5]]
		if !slices.Contains(tagNames, tag) {
			return "", nil, fmt.Errorf("byte %d: unknown tag %q", at[0], tag)
		}
		if at[2] == at[3] { // no slash
			attrs := map[string]string{}
			for _, a := range attrForm.FindAllStringSubmatch(marked[at[6]:at[7]], -1) {
				attrs[a[1]] = a[2]
			}
			for _, name := range needed[tag] {
				if attrs[name] == "" {
					return "", nil, fmt.Errorf("byte %d: <%s> without %s", at[0], tag, name)
				}
			}
			open = append(open, mark{hearsay.Span{From: text.Len()}, tag, attrs})
			continue
		}
		last := len(open) - 1
		if last < 0 || open[last].tag != tag {
			return "", nil, fmt.Errorf("byte %d: </%s> closes nothing", at[0], tag)
		}
		m := open[last]
		open = open[:last]
		if m.To = text.Len(); m.Len() == 0 {
			return "", nil, fmt.Errorf("byte %d: empty <%s>", at[0], tag)
		}
		done = append(done, m)
	}
	text.WriteString(marked[pos:])
	if len(open) > 0 {
		return "", nil, fmt.Errorf("<%s> is never closed", open[0].tag)
	}
	if strings.ContainsAny(text.String(), "<>") {
		return "", nil, fmt.Errorf("stray < or > in the prose")
	}
	sort.SliceStable(done, func(i, j int) bool {
		if done[i].From != done[j].From {
			return done[i].From < done[j].From
		}
		return done[i].To > done[j].To
	})
	return text.String(), done, nil
}
