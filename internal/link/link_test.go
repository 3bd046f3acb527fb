package link

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"hearsay"
	"hearsay/model"
)

func open(t *testing.T) *Linker {
	t.Helper()
	l, err := Open(model.Files, 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// telling is a document with one claim: its content is what stands between the first pair of |, the way names between outlet and speaker.
type telling struct {
	outlet, published, text, speaker string
	kind                             hearsay.Kind
	way                              []string
	own                              bool
	said                             string // a day, "" unknown
	role                             string // of the speaker
}

func (x telling) side(l *Linker) *Side {
	before, rest, _ := strings.Cut(x.text, "|")
	content, after, _ := strings.Cut(rest, "|")
	doc := &hearsay.Document{Outlet: x.outlet, Published: x.published, PublishedFrom: hearsay.ByFeed, Title: "Fire at the pier", Text: before + content + after}
	doc.Identify()
	c := &hearsay.Claim{
		Speaker: hearsay.Speaker{Name: x.speaker, Kind: x.kind, Role: x.role}, Act: hearsay.Assert, Status: hearsay.Happened, OwnVoice: x.own,
		Content: hearsay.Print(doc.Text, hearsay.Span{From: len(before), To: len(before) + len(content)}),
		Chain:   []hearsay.Hop{{Name: x.outlet, Kind: hearsay.Outlet}},
	}
	for _, w := range x.way {
		c.Chain = append(c.Chain, hearsay.Hop{Name: w, Kind: hearsay.Outlet})
	}
	if !x.own {
		c.Chain = append(c.Chain, hearsay.Hop{Name: x.speaker, Kind: x.kind})
	}
	if x.said != "" {
		c.Said = &hearsay.When{From: x.said + "T00:00:00Z", To: x.said + "T23:00:00Z", Precision: hearsay.Day}
	}
	c.ID = hearsay.NewClaimID(doc.ID, c)
	return l.NewSide(l.NewStory(doc), c)
}

const wire = "The pier at Corinto burned for six hours after a fuel barge exploded early on Monday, and four sailors were taken to hospital, |the harbour master said that nobody was missing|."

// TestOrigins counts where tellings come from, by how they came.
func TestOrigins(t *testing.T) {
	l := open(t)
	told := func(outlet, day, speaker string) telling {
		return telling{outlet: outlet, published: "2026-03-" + day + "T08:00:00Z", text: outlet + " heard that |the barge exploded|.", speaker: speaker, kind: hearsay.Person, said: "2026-03-" + day}
	}
	copied := func(outlet, day string) telling {
		return telling{outlet: outlet, published: "2026-03-" + day, text: wire, own: true, kind: hearsay.Outlet}
	}
	body := func(x telling, role string) telling {
		if x.role = role; role == "" {
			x.kind = hearsay.Org
		}
		return x
	}
	through := func(x telling, way ...string) telling { x.way = way; return x }
	for name, c := range map[string]struct {
		tellings []telling
		origins  []int // documents of each, the earliest first
		rings    int
	}{
		"one":                          {[]telling{told("Post", "03", "Ada Brandt")}, []int{1}, 0},
		"two who each say it":          {[]telling{told("Post", "03", "Ada Brandt"), told("Gazette", "03", "Tor Hagen")}, []int{1, 1}, 0},
		"one speaker on one day":       {[]telling{told("Post", "03", "Ada Brandt"), told("Gazette", "03", "Ada Brandt")}, []int{2}, 0},
		"a family name is enough":      {[]telling{told("Post", "03", "Ada Brandt"), told("Gazette", "03", "Brandt")}, []int{2}, 0},
		"the same speaker, days later": {[]telling{told("Post", "03", "Ada Brandt"), told("Gazette", "09", "Ada Brandt")}, []int{1, 1}, 0},
		"the same wire text":           {[]telling{copied("Post", "03"), copied("Gazette", "04"), copied("Herald", "04")}, []int{3}, 0},
		"one has it from the other":    {[]telling{told("Post", "03", "Ada Brandt"), through(told("Gazette", "05", "her office"), "The Post")}, []int{2}, 0},
		"both from one agency":         {[]telling{through(told("Post", "03", "Ada Brandt"), "Corda"), through(told("Gazette", "03", "a minister"), "Corda")}, []int{2}, 0},
		"a ring":                       {[]telling{through(copied("Post", "03"), "Gazette"), through(told("Gazette", "04", "Ada Brandt"), "Post")}, []int{2}, 1},
		"nobody cites back":            {[]telling{told("Post", "03", "Ada Brandt"), through(told("Gazette", "04", "Tor Hagen"), "Post")}, []int{2}, 0},
		"a body and its officer":       {[]telling{body(told("Post", "03", "Ada Brandt"), "head of the harbour board"), body(told("Gazette", "03", "harbour board"), "")}, []int{2}, 0},
		"two bodies":                   {[]telling{body(told("Post", "03", "foreign ministry"), ""), body(told("Gazette", "03", "defence ministry"), "")}, []int{1, 1}, 0},
		"two officers of a body":       {[]telling{body(told("Post", "03", "Ada Brandt"), "head of the harbour board"), body(told("Gazette", "03", "Tor Hagen"), "spokesman of the harbour board")}, []int{1, 1}, 0},
		"nobody is named but one":      {[]telling{told("Post", "03", "Ada Brandt"), told("Gazette", "04", "")}, []int{2}, 0},
		"nobody is named, two are":     {[]telling{told("Post", "03", "Ada Brandt"), told("Herald", "03", "Tor Hagen"), told("Gazette", "04", "")}, []int{1, 1, 1}, 0},
		"nobody is named, but before":  {[]telling{told("Gazette", "03", ""), told("Post", "09", "Ada Brandt")}, []int{1, 1}, 0},
		"own voices, own words":        {[]telling{{outlet: "Post", published: "2026-03-03", text: "|Flames rose|.", own: true}, {outlet: "Gazette", published: "2026-03-03", text: "|A barge burned|.", own: true}}, []int{1, 1}, 0},
		"an outlet's own voice, twice": {[]telling{{outlet: "Post", published: "2026-03-03", text: "|Flames rose|.", own: true}, {outlet: "The Post", published: "2026-03-05", text: "|A barge burned|.", own: true}}, []int{2}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			var sides []*Side
			for _, x := range c.tellings {
				sides = append(sides, x.side(l))
			}
			origins, rings := Origins(sides)
			var got []int
			for _, o := range origins {
				got = append(got, len(o.Documents))
				if o.Reason == "" {
					t.Errorf("no reason for %v", o.Documents)
				}
			}
			if !slices.Equal(got, c.origins) || len(rings) != c.rings {
				t.Errorf("origins %v, rings %v; want %v and %d: %+v", got, rings, c.origins, c.rings, origins)
			}
			slices.Reverse(sides)
			if again, _ := Origins(sides); !reflect.DeepEqual(again, origins) {
				t.Errorf("in another order:\n%+v\n%+v", origins, again)
			}
		})
	}
}

// TestDenied: word for word the same is no longer the same where one of the two denies it, however surely all else says so.
func TestDenied(t *testing.T) {
	l := open(t)
	x := telling{outlet: "Post", published: "2026-03-03T08:00:00Z", text: "Brandt said |the barge exploded|.", speaker: "Ada Brandt", kind: hearsay.Person}
	y := telling{outlet: "Gazette", published: "2026-03-04T08:00:00Z", text: "The board denied |the barge exploded|.", speaker: "harbour board", kind: hearsay.Org}
	a, b := x.side(l), y.side(l)
	sure := make([]float64, len(Names))
	w := *l.weights
	w.Same.Bias, w.Contradicts.Bias, w.Updates.Bias = 99, 99, -99
	sure[len(sure)-judged] = 5 // says the pair model: the same
	if got, ok := w.Decide(a, b, sure); !ok || got.Relation != hearsay.Same {
		t.Errorf("both say it: %v %+v", ok, got)
	}
	b.Claim.Denied = true
	if got, ok := w.Decide(a, b, sure); !ok || got.Relation != hearsay.Contradicts {
		t.Errorf("one denies it: %v %+v", ok, got)
	}
}

// TestOneVoice: what somebody says in one document is not compared with what the same one says there, what another says is.
func TestOneVoice(t *testing.T) {
	l := open(t)
	x := telling{outlet: "Post", published: "2026-03-03", text: "Brandt said |the barge exploded|.", speaker: "Ada Brandt", kind: hearsay.Person}
	a := x.side(l)
	for name, c := range map[string]struct {
		speaker string
		own     bool
		one     bool
	}{"herself": {"Ada Brandt", false, true}, "another": {"Tor Hagen", false, false}, "nobody named": {"", false, false}, "the outlet": {"Ada Brandt", true, false}} {
		claim := *a.Claim
		claim.Speaker.Name, claim.OwnVoice = c.speaker, c.own
		if got := oneVoice(a, l.NewSide(a.Story, &claim)); got != c.one {
			t.Errorf("%s: %v", name, got)
		}
	}
	if oneVoice(a, x.side(l)) {
		t.Error("in two documents")
	}
}

// TestMatters joins what is loyal, lets one bad link weld nothing together, and does not mind the order of links.
func TestMatters(t *testing.T) {
	same := func(a, b string, score float64) hearsay.Link {
		return hearsay.Link{Claim: a, Other: b, Relation: hearsay.Same, Score: score}
	}
	links := []hearsay.Link{
		same("a1", "a2", 0.9), same("a1", "a3", 0.8), same("a2", "a3", 0.9), same("b1", "b2", 0.9), same("b1", "b3", 0.9), same("b2", "b3", 0.7),
		same("a3", "b1", 0.95), // the bad one: stronger than all
		{Claim: "a1", Other: "c1", Relation: hearsay.Contradicts, Score: 0.9},
	}
	for _, g := range Matters(links, 0.3) {
		if len(g) > 4 { // the bad pair itself may stand together, but never all six
			t.Errorf("welded: %v", g)
		}
	}
	if got, want := Matters(links[:6], 0.3), [][]string{{"a1", "a2", "a3"}, {"b1", "b2", "b3"}}; !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 9).Draw(t, "claims")
		var some []hearsay.Link
		for a := range n {
			for b := range a {
				if rapid.Bool().Draw(t, "linked") {
					some = append(some, same(fmt.Sprint("k", b), fmt.Sprint("k", a), float64(rapid.IntRange(1, 10).Draw(t, "score"))/10))
				}
			}
		}
		first := Matters(some, 0.25)
		seen := map[string]bool{}
		for _, g := range first {
			for _, id := range g {
				if seen[id] {
					t.Fatalf("%s stands in two matters: %v", id, first)
				}
				seen[id] = true
			}
		}
		rand.Shuffle(len(some), func(i, j int) { some[i], some[j] = some[j], some[i] })
		if again := Matters(some, 0.25); !reflect.DeepEqual(first, again) {
			t.Fatalf("in another order: %v, %v", first, again)
		}
	})
}

// TestFeatures are as many as their names, numbers, and the same both ways.
func TestFeatures(t *testing.T) {
	l := open(t)
	tellings := []telling{
		{outlet: "Post", published: "2026-03-03", text: "He said |three boats were sunk off Kirkenes|.", speaker: "Tor Hagen", kind: hearsay.Person},
		{outlet: "Gazette", published: "2026-03-04T09:00:00+01:00", text: "|Three boats sank near Kirkenes|, it said.", speaker: "navy", kind: hearsay.Org, said: "2026-03-03"},
		{outlet: "Herald", text: "|No boat was sunk|", own: true},
		{outlet: "Herald", text: "|.|", own: true},
	}
	var sides []*Side
	for _, x := range tellings {
		sides = append(sides, x.side(l))
	}
	if err := l.Embed(context.Background(), sides); err != nil {
		t.Fatal(err)
	}
	for _, a := range sides {
		for _, b := range sides {
			f := Features(a, b)
			if len(f) != len(Names)-judged {
				t.Fatalf("%d features, %d names", len(f), len(Names))
			}
			if !slices.Equal(f, Features(b, a)) {
				t.Errorf("not the same both ways: %q, %q", a.Claim.Content.Text, b.Claim.Content.Text)
			}
			for i, v := range f {
				if math.IsNaN(v) || math.IsInf(v, 0) {
					t.Errorf("%s is %v", Names[i], v)
				}
			}
		}
	}
	same, other := sides[0].Vector.Cosine(sides[1].Vector), sides[0].Vector.Cosine(sides[3].Vector)
	if same < other+0.3 {
		t.Errorf("two tellings of one thing have cosine %.2f, with a stop %.2f", same, other)
	}
	if one := sides[0].Vector.Cosine(sides[0].Vector); math.Abs(one-1) > 0.01 {
		t.Errorf("a vector with itself: %v", one)
	}
}

// TestNearness tells documents of one event from those of another.
func TestNearness(t *testing.T) {
	l := open(t)
	story := func(title, text string) *Story {
		return l.NewStory(&hearsay.Document{Title: title, Text: text})
	}
	a := story("Drones hit Corinto pier", "Two drones struck the naval pier at Corinto. The barge burned.")
	b := story("Corinto: navy counts its dead", "After the drones at Corinto the navy said the barge was lost.")
	c := story("Dengue spray works", "A nasal spray against dengue fever kept infections away around Kandy.")
	if n := nearness(a, b); n < 0.2 {
		t.Errorf("one event: %.2f", n)
	}
	if n := nearness(a, c); n >= 0.2 {
		t.Errorf("two events: %.2f", n)
	}
}

// TestAcquainted tells documents that name the same from those that name what every other story names, or long ago.
func TestAcquainted(t *testing.T) {
	l := open(t)
	for _, c := range []struct {
		a, b string
		days int
		want bool
	}{
		{"Yesterday the tug Ormvaag left Kvalsund.", "In the harbour lay the Ormvaag, which burned.", 0, true},
		{"Yesterday the tug Ormvaag left Kvalsund.", "In the harbour lay the Ormvaag, which burned.", 8, true},
		{"Yesterday the tug Ormvaag left Kvalsund.", "In the harbour lay the Ormvaag, which burned.", 20, false},
		{"Yesterday the tug Ormvaag left Kvalsund.", "In Kvalsund lay the Ormvaag, which burned.", 20, true},
		{"Yesterday the tug Ormvaag left Kvalsund.", "In Kvalsund lay the Ormvaag, which burned.", 46, false},
		{"Ministers of OPEC met in Ecuador on Friday.", "A cut by OPEC would hurt Ecuador, brokers said.", 0, false},
		{"The firm of J. Hall sold wool.", "A ship of J. Reed sank.", 0, false},
		{"Flour was sold by the ton.", "Flour was dear.", 0, false},
		{"A mill burned, the Quorrin Post has learned.", "Nobody at the Quorrin Post slept.", 0, false}, // both are of the Quorrin Post
	} {
		day := func(n int) string { return time.Date(2026, 3, 1+n, 8, 0, 0, 0, time.UTC).Format(time.RFC3339) }
		one := l.NewStory(&hearsay.Document{Text: c.a, Outlet: "Quorrin Post", Published: day(0)})
		two := l.NewStory(&hearsay.Document{Text: c.b, Outlet: "Quorrin Post", Published: day(c.days)})
		if Acquainted(one, two) != c.want || Acquainted(two, one) != c.want {
			t.Errorf("%q, %q, %d days later: not %v", c.a, c.b, c.days, c.want)
		}
	}
}

// TestWeights refuses what does not fit.
func TestWeights(t *testing.T) {
	if _, err := ReadWeights(fitted); err != nil {
		t.Fatal(err)
	}
	var w Weights
	if err := json.Unmarshal(fitted, &w); err != nil {
		t.Fatal(err)
	}
	w.Features = w.Features[1:]
	other, err := json.Marshal(w)
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"", "{}", string(other)} {
		if _, err := ReadWeights([]byte(bad)); err == nil {
			t.Errorf("took %.40q", bad)
		}
	}
}
