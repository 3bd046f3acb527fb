package resolve

import (
	"slices"
	"sort"
	"strings"

	"hearsay"
	"hearsay/internal/segment"
	"hearsay/internal/when"
)

// mentioned reports whether a named outlet lies in a run of words.
func (r *relays) mentioned(run segment.Run) bool {
	from, to := r.words[run.From].From, r.words[run.To-1].To
	k := sort.Search(len(r.outlets), func(i int) bool { return r.outlets[i].From >= from })
	return k < len(r.outlets) && r.outlets[k].To <= to
}

// phraseAt is the noun phrase of a name that begins at word i: article, adjectives, nouns for media and words in capitals, none at or behind end.
func (r *relays) phraseAt(i, end int) segment.Run {
	run := segment.Run{From: i, To: i}
	plain := 0
	for k := i; k < end && k < i+12; k++ {
		w := r.strs[k]
		named := run.To > i && (isCapital(r.strs[run.To-1]) || media[r.strs[run.To-1]])
		switch {
		case isCapital(w) && when.IsDayOrMonth(w):
			return run
		case isCapital(w), media[r.lower[k]]:
			run.To = k + 1
		case (w == "'s" || w == "’s") && named && k+1 < end && isCapital(r.strs[k+1]): // "the People's Daily"
		case named && (w == "-" || w == "&" || smallWords[w] || 0 < len(w) && '0' <= w[0] && w[0] <= '9') && k+1 < end:
			if '0' <= w[0] && w[0] <= '9' {
				run.To = k + 1
			} else if !isCapital(r.strs[k+1]) {
				return run
			}
		case named && w == "news" && k+1 < end && media[r.lower[k+1]]:
		case !named && plain < 4 && isPlain(w):
			plain++
		default:
			return run
		}
	}
	return run
}

func isPlain(w string) bool {
	return 'a' <= w[0] && w[0] <= 'z' && !breaks[w]
}

// breaks are words that no name of an outlet goes over.
var breaks = listOf(`as on in at that which who said says by with after before for to from when while and or but is was were are had has`)

// outletAt is the outlet named at word i, if one is. A bare noun is the last outlet of its sort that was named, or else our own.
func (r *relays) outletAt(i, end int) (hearsay.Hop, bool) {
	run := r.phraseAt(i, end)
	if run.Len() == 0 {
		return hearsay.Hop{}, false
	}
	if !r.isOutlet(run) {
		if run = r.owner(run); run.Len() == 0 {
			return hearsay.Hop{}, false
		}
	}
	h := r.outletHop(hearsay.Print(r.doc.Text, hearsay.Span{From: r.words[run.From].From, To: r.words[run.To-1].To}))
	switch n := run.Len(); {
	case n == 2 && r.lower[run.From] == "the" && (media[r.lower[run.To-1]] || mastheads[r.lower[run.To-1]]):
		h.Name = r.meant(r.lower[run.To-1], r.words[run.From].From)
	case h.Name == "", r.own(h.Text):
	case !namedLater(strings.Fields(h.Name)):
		return h, false // "told morning radio"
	}
	return h, true
}

// owner is the outlet before an "'s", when it is one that is known: "CNN" of "CNN's Ann Roe".
func (r *relays) owner(run segment.Run) segment.Run {
	for k := run.From + 1; k < run.To; k++ {
		if r.strs[k] != "'s" && r.strs[k] != "’s" {
			continue
		}
		run.To = k
		phrase := r.doc.Text[r.words[run.From].From:r.words[k-1].To]
		if r.known(phrase) || r.own(phrase) || found(phrase) {
			return run
		}
		break
	}
	return segment.Run{}
}

// meant is the outlet that a bare noun ("the agency", "the Post") at a byte stands for: the last one named before with that noun in its name
// or in what the text calls it, then the document's own when it is of that sort or none other is named, then the last one named.
func (r *relays) meant(noun string, at int) string {
	to := sort.Search(len(r.outlets), func(k int) bool { return r.outlets[k].From >= at })
	last := ""
	for k := to - 1; k >= 0; k-- {
		name := r.fullest(outletName(r.outlets[k].Of(r.doc.Text)))
		if sameOutlet(name, r.doc.Outlet) || name == "" {
			continue
		}
		if slices.Contains(nameWords(name), noun) || r.standsBeside(r.outlets[k], noun) {
			return name
		}
		if last == "" {
			last = name
		}
	}
	if last == "" || slices.Contains(nameWords(r.doc.Outlet), noun) || noun != "agency" && !media[noun] {
		return r.doc.Outlet
	}
	return last
}

// standsBeside reports whether a noun stands beside a name: "the news agency SNA".
func (r *relays) standsBeside(name hearsay.Span, noun string) bool {
	k := r.wordAt(name.From)
	if k > 0 && r.lower[k-1] == noun {
		return true
	}
	k = r.wordAt(name.To-1) + 1
	return k < len(r.lower) && r.lower[k] == noun
}

// isOutlet reports whether a noun phrase is that of an outlet.
func (r *relays) isOutlet(run segment.Run) bool {
	last := r.lower[run.To-1]
	if media[last] && last != "media" && last != "network" && last != "press" || r.mentioned(run) {
		return true
	}
	for k := run.From; k+1 < run.To; k++ {
		if media[r.strs[k]] && r.strs[k] != "media" && isCapital(r.strs[k+1]) {
			return true
		}
	}
	phrase := r.doc.Text[r.words[run.From].From:r.words[run.To-1].To]
	if r.own(phrase) || r.known(phrase) {
		return true
	}
	if w := strings.Fields(phrase); len(w) == 2 && strings.EqualFold(w[0], "the") && mastheads[strings.ToLower(w[1])] {
		return isCapital(w[1])
	}
	return listed(phrase) || listed(outletName(phrase))
}

// known reports whether words name an outlet that the text has elsewhere.
func (r *relays) known(phrase string) bool {
	n := outletName(phrase)
	return n != "" && slices.Contains(r.names, n)
}
