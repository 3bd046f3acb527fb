package party

import (
	"slices"
	"strings"
)

// keys are what a name can be found by, sorted. Names that are alike have one in common.
func (n *named) keys() []string {
	if n.found == nil {
		n.found = n.makeKeys()
	}
	return n.found
}

func (n *named) makeKeys() []string {
	out := make([]string, 0, 8)
	if n.person != nil {
		out = n.person.keys(out)
	}
	if n.body != nil {
		out = append(n.body.keys(out), "same "+n.body.spelt)
	} else {
		out = append(out, "same "+n.person.spelt, "same "+n.person.parts[len(n.person.parts)-1].text)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// keys of a person: the consonants of the family name, also of the first name where it may be the family name or stand alone.
func (p *person) keys(out []string) []string {
	for _, x := range []*part{&p.parts[len(p.parts)-1], &p.parts[0]} {
		if k := kin(x.text); k != "" {
			out = append(out, "kin "+k)
		}
	}
	last := &p.parts[len(p.parts)-1]
	out = skeletons(out, "name ", last)
	if p.bare() {
		if p.letter != "" {
			out = append(out, "letters "+p.letter)
		}
		if givenLines()[last.text] == nil {
			out = skeletons(out, "name ", last)
		}
		return out
	}
	first := &p.parts[0]
	if givenLines()[last.text] != nil || givenLines()[first.text] == nil && !first.initial {
		out = skeletons(out, "name ", first)
	}
	if len(p.first) > 2 && len(p.first) < 6 {
		out = append(out, "letters "+p.first)
	}
	for i := 1; i < len(p.parts)-1; i++ {
		if !p.parts[i].initial {
			out = skeletons(out, "name ", &p.parts[i])
		}
	}
	if n := len(p.parts); n == 2 && len(p.whole) >= 8 || n == 3 {
		out = append(out, "whole "+skeleton(sound(p.whole)))
	}
	return out
}

// skeletons are the consonants of a word as it may be written elsewhere.
func skeletons(out []string, prefix string, p *part) []string {
	s := skeleton(p.sound)
	out = append(out, prefix+s)
	switch {
	case strings.HasPrefix(p.text, "j"):
		out = append(out, prefix+"s"+s)
	case p.text[0] == 'c' || p.text[0] == 'x' || strings.HasPrefix(p.text, "kh") || strings.HasPrefix(p.text, "gh"):
		if len(s) > 2 && s[1] != '/' {
			out = append(out, prefix+s[1:])
		}
	}
	if !p.article {
		if u := unarticled(p); u != p.sound {
			out = append(out, prefix+skeleton(u))
		}
	}
	if m := masculine(p.text); m != p.text {
		out = append(out, prefix+skeleton(sound(m)))
	}
	return out
}

// keys of a body: each word that tells it from others, or all its words where none does; the acronyms it may have.
func (b *body) keys(out []string) []string {
	if b.known != "" {
		out = append(out, "known "+b.known)
	}
	if b.letter != "" && (b.known == "" || !b.state) {
		return append(out, "letters "+b.letter, "word "+b.letter)
	}
	for i, a := range b.acronyms {
		if i < b.whole || b.outlet && len(a) > 2 {
			out = append(out, "letters "+a)
		}
	}
	for i := range b.pieces {
		if p := &b.pieces[i]; !p.common {
			if len(p.text) < 4 {
				out = append(out, "word "+strings.TrimSuffix(p.text, "s"))
			} else {
				out = append(out, "word "+strings.TrimSuffix(p.sound, "s"))
			}
		}
	}
	if b.known != "" {
		return out
	}
	if b.plain {
		out = append(out, "words "+b.bag)
	}
	if n := len(b.pieces); n == 1 && b.plain || n > 1 && b.outlet && commons[b.pieces[n-1].text] {
		out = append(out, "last "+b.pieces[n-1].text)
	}
	return out
}
