package reader

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/internal/segment"
)

// honorifics are forms of address and ranks before a person's name that are no part of it.
var honorifics = wordSet(`mr mr. mrs mrs. ms ms. miss dr dr. sir sen. rep. gov. gen. col. capt. lt. sgt. maj. brig. adm. cmdr. prof. rev. lord lady dame
	president senator governor minister congressman congresswoman judge justice mayor chancellor
	general colonel captain lieutenant sergeant major brigadier admiral commodore commander marshal corporal inspector superintendent professor doctor
	father sister bishop archbishop sheikh alias`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// tidy makes one name of pieces of a person's name that stand side by side ("Ted" "Cruz"), without the form of address before it,
// takes in what a hyphen ties to a name, and makes a place again of a bare name that is a place elsewhere in the story, a person of one that is part of a person's,
// in capitals before a colon too.
func (s *story) tidy(tagged []Tagged) []Tagged {
	tagged = s.overlooked(tagged)
	for i := range tagged {
		if t := &tagged[i]; t.Type == "org" && t.Len() > 1 && t.Len() < 4 && (given[s.strs[t.From]] != "" && s.personal(t.Run) || s.behindRole(t.Run)) {
			t.Type = "person"
		} else if t.Type == "person" && t.Len() > 1 && given[s.strs[t.From]] == "" && isMedium(s.string(t.Run)) {
			t.Type = "outlet"
		}
	}
	places, parts := map[string]bool{}, map[string]bool{}
	for _, t := range tagged {
		switch {
		case t.Type == "place":
			places[s.string(t.Run)] = true
		case t.Type == "person" && t.Len() > 1:
			for i := t.From; i < t.To; i++ {
				parts[s.strs[i]] = true
			}
		}
	}
	var out []Tagged
	for _, t := range tagged {
		for t.Len() > 1 && (s.pos[t.To-1] == "CCONJ" || s.strs[t.To-1] == ",") {
			t.To--
		}
		t.To = s.hyphened(t.Run, t.Type == "person")
		if k := len(out) - 1; k >= 0 && out[k].To > t.From {
			continue // the second half of a name with a hyphen
		}
		if t.Type == "org" && t.Len() == 1 && t.To < len(s.strs) && (s.strs[t.To] == "Minister" || s.strs[t.To] == "Secretary") {
			continue // "Transport Minister": a word of the role
		}
		if (t.Type == "outlet" || t.Type == "org" || t.Type == "place" && (t.From == 0 || s.pos[t.From-1] != "ADP")) && t.Len() == 1 && parts[s.strs[t.From]] ||
			t.Type != "person" && t.Len() == 1 && t.To < len(s.strs) && s.strs[t.To] == ":" && parts[uncapitalled(s.strs[t.From])] {
			t.Type = "person"
		}
		if t.Type == "person" && t.Len() == 1 && t.To < len(s.strs) && !parts[s.strs[t.From]] && offices[s.strs[t.To]] && s.sentenceOf[t.From] == s.sentenceOf[t.To] {
			t.Type = "org" // "the Garonne president"
		}
		if t.Type == "person" && t.Len() == 1 && places[s.strs[t.From]] && !parts[s.strs[t.From]] {
			t.Type = "place"
		}
		if t.Type == "person" {
			if k := len(out) - 1; k >= 0 && out[k].Type == "person" && out[k].To == t.From && s.paragraphOf(out[k].From) == s.paragraphOf(t.From) {
				out[k].To = t.To
				t = out[k]
				out = out[:k]
			}
			for t.Len() > 1 && honorifics[strings.ToLower(s.strs[t.From])] {
				t.From++
			}
		}
		out = append(out, t)
	}
	return out
}

// behindRole reports whether a name stands right behind what somebody is: "the lawmaker [Ana Reis]".
func (s *story) behindRole(r segment.Run) bool {
	if r.From == 0 || s.sentenceOf[r.From-1] != s.sentenceOf[r.From] {
		return false
	}
	for _, w := range s.strs[r.From:r.To] {
		if !capital(w) && !particles[w] {
			return false
		}
	}
	w := s.strs[r.From-1]
	last := strings.ToLower(s.strs[r.To-1])
	return (offices[w] || callings[w]) && !generic(last) && !firms[last] && !bands[last]
}

// overlooked adds the persons' names that the model has missed: a common first name and one to three words with a capital behind it.
func (s *story) overlooked(tagged []Tagged) []Tagged {
	out := make([]Tagged, 0, len(tagged))
	free := 0 // the first word behind the names so far
	add := func(to int) {
		for i := free; i+1 < to; i++ {
			if given[s.strs[i]] == "" {
				continue
			}
			r := segment.Run{From: i, To: i + 1}
			for r.To < to && r.Len() < 5 && s.sentenceOf[r.To] == s.sentenceOf[i] && (s.pos[r.To] == "PROPN" && capital(s.strs[r.To]) || particles[s.strs[r.To]]) {
				r.To++
			}
			for particles[s.strs[r.To-1]] {
				r.To--
			}
			if r.Len() > 1 {
				out = append(out, Tagged{Run: r, Type: "person"})
				i = r.To - 1
			}
		}
	}
	for _, t := range tagged {
		add(t.From)
		out = append(out, t)
		free = max(free, t.To)
	}
	add(len(s.strs))
	return out
}

// particles stand between the names of a person: "Imelda de la Cruz".
var particles = wordSet("de la del della di da dos van von der den bin ibn al el ter le")

// personal reports whether the model's mentions take a name for a person's.
func (s *story) personal(r segment.Run) bool {
	m := s.mentionsIn(r)
	return len(m) > 0 && m[0].Type == "person"
}

// hyphened is where a name ends that a hyphen without spaces goes on behind: "Noh Ji-won".
func (s *story) hyphened(r segment.Run, person bool) int {
	tied := func(i int) bool { return i > 0 && i < len(s.Words) && s.Words[i-1].To == s.Words[i].From }
	to := r.To
	for to < len(s.strs) && tied(to) {
		switch {
		case s.strs[to-1] == "-" && letter(s.strs[to]):
			to++
		case s.strs[to] == "-" && tied(to+1) && capital(s.strs[to-1]) && letter(s.strs[to+1]) && (s.pos[to+1] == "PROPN" || person):
			to += 2
		default:
			return to
		}
	}
	return to
}

// uncapitalled is a word of four capitals and more as names are written elsewhere: "KHATTAK" before what he says in a transcript is Khattak.
func uncapitalled(w string) string {
	if len(w) < 4 || strings.ToUpper(w) != w {
		return w
	}
	_, n := utf8.DecodeRuneInString(w)
	return w[:n] + strings.ToLower(w[n:])
}

func letter(w string) bool { r, _ := utf8.DecodeRuneInString(w); return unicode.IsLetter(r) }

func capital(w string) bool { r, _ := utf8.DecodeRuneInString(w); return unicode.IsUpper(r) }
