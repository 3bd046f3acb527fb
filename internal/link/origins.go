package link

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/party"
	"hearsay/internal/rarity"
)

// testimony is what a document has from one speaker, in one matter: several of them may come from one origin.
type testimony struct {
	story  *Story
	claims []*Side
	way    []string // names between outlet and speaker, and those of the speaker where it is an outlet
	name   string   // of the speaker, "" when unnamed
	kind   hearsay.Kind
	own    bool // the outlet's own voice
}

// Origins tells where the tellings of a matter ultimately come from. Tellings are one origin when they are the same wire text, when one
// outlet has it from the other, when both have it from one agency, when it is the same speaker on the same occasion, one outlet in its own voice, or the same
// document or image; and one that names nobody is of the only one that does. Rings are documents that have it from each other only.
func Origins(tellings []*Side) (origins []hearsay.Origin, rings [][]string) {
	said := testimonies(tellings)
	group := make([]int, len(said))
	for i := range group {
		group[i] = i
	}
	reasons := make([][]string, len(said)) // of each group, by its first
	join := func(i, j int, reason string) {
		a, b := min(group[i], group[j]), max(group[i], group[j])
		if a == b {
			return
		}
		for k := range group {
			if group[k] == b {
				group[k] = a
			}
		}
		reasons[a] = unique(append(append(reasons[a], reason), reasons[b]...))
	}
	for j := range said {
		for i := range j {
			if reason := said[i].oneWith(said[j]); reason != "" {
				join(i, j, reason)
			}
		}
	}
	for _, r := range ringsOf(said) {
		var ids []string
		for _, i := range r {
			join(r[0], i, "they cite each other")
			ids = append(ids, said[i].story.Document.ID)
		}
		rings = append(rings, unique(ids))
	}
	if i := onlyNamed(said, group); i >= 0 {
		for j, t := range said {
			if t.nameless() && t.story.published >= said[i].story.published-1 {
				join(i, j, "nobody else is named")
			}
		}
	}
	for first := range said {
		if group[first] != first {
			continue
		}
		var o hearsay.Origin
		for i, t := range said {
			if group[i] == first {
				o.Documents = append(o.Documents, t.story.Document.ID)
				if o.Speaker == "" {
					o.Speaker = t.name
				}
			}
		}
		o.Documents = unique(o.Documents)
		if o.Reason = strings.Join(reasons[first], "; "); o.Reason == "" {
			o.Reason = said[first].alone()
		}
		origins = append(origins, o)
	}
	return origins, rings
}

// onlyNamed is the first testimony of the only group in which somebody is named; -1 when there is none, or another.
func onlyNamed(said []*testimony, group []int) int {
	only := -1
	for i, t := range said {
		switch {
		case t.name == "" || t.own:
		case only < 0:
			only = i
		case group[only] != group[i]:
			return -1
		}
	}
	return only
}

// nameless reports whether the words leave open who says it ("it was denied", "the minister said"), where they do not say that it is somebody else ("two officials").
func (t *testimony) nameless() bool { return t.name == "" && !t.own && t.kind != hearsay.Unnamed }

// unique leaves each out that was there before.
func unique(ids []string) []string {
	var out []string
	for _, id := range ids {
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// testimonies groups the claims of a matter by document and speaker, the earliest document first. What a document says in its own voice
// beside what it has from somebody is no telling of its own.
func testimonies(tellings []*Side) []*testimony {
	sorted := slices.Clone(tellings)
	slices.SortFunc(sorted, earlier)
	var out []*testimony
	for _, s := range sorted {
		t := &testimony{story: s.Story, claims: []*Side{s}, kind: s.Claim.Speaker.Kind, name: s.Claim.Speaker.Name, own: s.Claim.OwnVoice}
		for _, h := range s.Claim.Chain[min(1, len(s.Claim.Chain)):] {
			if name := h.Name; name != "" && (name != t.name || h.Kind == hearsay.Outlet) {
				t.way = append(t.way, name)
			}
		}
		if t.own && len(t.way) == 0 {
			t.name = s.Story.Document.Outlet
		}
		at := slices.IndexFunc(out, func(o *testimony) bool {
			return o.story == t.story && (o.own && len(o.way) == 0 || t.own && len(t.way) == 0 || sameName(o.name, t.name))
		})
		if at < 0 {
			out = append(out, t)
			continue
		}
		o := out[at]
		o.claims = append(o.claims, s)
		if o.own && !t.own {
			o.way, o.name, o.kind, o.own = t.way, t.name, t.kind, false
		} else if len(t.way) > len(o.way) {
			o.way = t.way
		}
	}
	return out
}

// EarlierStory orders documents by publication, those without a date last, and by ID.
func EarlierStory(a, b *hearsay.Document) int {
	x, y := dayOf(a.Published), dayOf(b.Published)
	if (x == unknownDay) != (y == unknownDay) {
		x, y = -x, -y
	}
	return cmp.Or(cmp.Compare(x, y), strings.Compare(a.ID, b.ID))
}

// earlier orders claims by publication, document and ID.
func earlier(a, b *Side) int {
	return cmp.Or(EarlierStory(a.Story.Document, b.Story.Document), strings.Compare(a.Claim.ID, b.Claim.ID))
}

// oneWith says why two testimonies come from one origin, or "".
func (t *testimony) oneWith(o *testimony) string {
	same := t.name != "" && (sameName(t.name, o.name) || party.Agree(t.figure(), o.figure()) >= 0.5)
	if t.story == o.story {
		if same {
			return "the same speaker"
		}
		return t.oneBody(o)
	}
	unnamed := t.name == "" || o.name == "" || t.own || o.own
	switch {
	case (same || unnamed) && (carries(t.story, o.story) || t.verbatim(o)):
		return fmt.Sprintf("%s and %s carry the same text", t.story.outlet(), o.story.outlet())
	case t.cites(o.story.Document.Outlet):
		return fmt.Sprintf("%s has it from %s", t.story.outlet(), o.story.outlet())
	case o.cites(t.story.Document.Outlet):
		return fmt.Sprintf("%s has it from %s", o.story.outlet(), t.story.outlet())
	}
	for _, w := range t.way {
		if o.cites(w) {
			return "both have it from " + w
		}
	}
	if t.own && o.own && len(t.way)+len(o.way) == 0 && same {
		return t.story.outlet() + " says so itself"
	}
	if same && !t.own && !o.own {
		if t.freshFrom(o) {
			return ""
		}
		switch t.kind {
		case hearsay.DocumentOf, hearsay.Imagery:
			return "both rest on " + t.name
		}
		return "both have the word of " + t.name
	}
	if t.freshFrom(o) {
		return ""
	}
	return t.oneBody(o)
}

func (t *testimony) figure() party.Figure {
	c := t.claims[0].Claim
	d := t.story.Document
	return party.Figure{Kind: t.kind, Name: t.name, Role: c.Speaker.Role, Document: d.ID, Outlet: d.Outlet, Published: d.Published}
}

// copied is the share of a shorter text's runs of five words that must stand in the longer for it to be the same text.
const copied = 0.2

// carries reports whether two documents are one text, cut or whole: of two short ones a few runs in common are chance.
func carries(a, b *Story) bool {
	return Wire(a, b) >= copied && common64(a.shingles, b.shingles) >= 10
}

// verbatim reports whether two testimonies have a long content in common word for word, outside of what was spoken.
func (t *testimony) verbatim(o *testimony) bool {
	for _, a := range t.claims {
		for _, b := range o.claims {
			short := min(len(a.grams), len(b.grams))
			if short >= 6 && len(a.Claim.Quoted) == 0 && common64(a.grams, b.grams) >= 0.8*float64(short) {
				return true
			}
		}
	}
	return false
}

// cites reports whether a name stands on the way to a testimony.
func (t *testimony) cites(name string) bool {
	return name != "" && slices.ContainsFunc(t.way, func(w string) bool { return sameName(w, name) })
}

// freshFrom reports whether a speaker said it anew: by the words of both stories on days that are far enough apart.
func (t *testimony) freshFrom(o *testimony) bool {
	least := math.Inf(1)
	for _, a := range t.claims {
		for _, b := range o.claims {
			if !a.said.known || !b.said.known {
				return false
			}
			least = min(least, gap(a.said, b.said))
		}
	}
	return least >= 1
}

// alone says what a testimony rests on that shares its origin with no other.
func (t *testimony) alone() string {
	switch {
	case t.own && len(t.way) == 0:
		return t.story.outlet() + " says so itself"
	case t.name != "":
		return "the word of " + t.name
	}
	return "nobody is named"
}

// who is a speaker by name, or as the text has it.
func (t *testimony) who() string { return cmp.Or(t.name, t.claims[0].Claim.Speaker.Text) }

func (s *Story) outlet() string {
	if s.Document.Outlet == "" {
		return "a document without outlet"
	}
	return s.Document.Outlet
}

// sameName reports whether two names are one, but for articles, case and the words one has more.
func sameName(a, b string) bool {
	x, y := nameWords(a), nameWords(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) == 0 {
		return len(y) == 0
	}
	for _, w := range x {
		if !slices.Contains(y, w) {
			return len(x) == 1 && len(y) > 1 && w == initials(y)
		}
	}
	return true
}

func nameWords(name string) []string {
	var out []string
	for _, w := range wordsOf(name) {
		if f := rarity.Fold(w); f != "the" && f != "of" && f != "a" && f != "s" && f != "'s" {
			out = append(out, f)
		}
	}
	return out
}

func initials(words []string) string {
	var b strings.Builder
	for _, w := range words {
		b.WriteByte(w[0])
	}
	return b.String()
}

// ringsOf finds the documents that have it from each other: the cycles of who cites whose outlet. Each ring is testimonies, in order.
func ringsOf(said []*testimony) (rings [][]int) {
	n := len(said)
	reach := make([][]bool, n)
	for i := range reach {
		reach[i] = make([]bool, n)
		for j := range said {
			reach[i][j] = said[i].story != said[j].story && said[i].cites(said[j].story.Document.Outlet)
		}
	}
	for k := range n {
		for i := range n {
			for j := range n {
				reach[i][j] = reach[i][j] || reach[i][k] && reach[k][j]
			}
		}
	}
	done := make([]bool, n)
	for i := range n {
		if done[i] || !reach[i][i] {
			continue
		}
		var ring []int
		for j := range n {
			if j == i || reach[i][j] && reach[j][i] {
				ring = append(ring, j)
				done[j] = true
			}
		}
		rings = append(rings, ring)
	}
	return rings
}
