package web

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"hearsay"
	"hearsay/internal/desk"
	"hearsay/internal/report"
)

// views are the addresses of pages that look at many documents, and of some of what they lead to.
func (s served) views() []string {
	s.Helper()
	out := []string{
		"/matters?limit=200", "/matters?sort=origins", "/matters?sort=conflict", "/matters?sort=recency&from=3", "/conflicts?limit=200", "/timeline?limit=300", "/timeline?by=said", "/map",
		"/parties?limit=200", "/systems", "/ask", "/ask?q=Who+burned+the+pier%3F",
	}
	var found struct {
		Parties []struct{ ID string }
		Places  []struct{ ID string }
		Systems []struct{ ID string }
	}
	s.json("/parties.json?limit=200", &found)
	s.json("/map.json", &found)
	s.json("/systems.json", &found)
	for _, p := range found.Parties {
		out = append(out, "/party/"+p.ID)
	}
	for _, p := range found.Places {
		out = append(out, "/map?place="+p.ID)
	}
	for _, x := range found.Systems {
		out = append(out, "/system/"+inPath(x.ID))
	}
	return out
}

// read has a story read and compared.
func (s served) read(outlet, published, text string) {
	s.Helper()
	in := hearsay.Input{Stream: strings.NewReader(text), Name: outlet, Outlet: outlet, Published: published}
	if p, err := s.desk.Add(s.Context(), in, desk.Options{}); err != nil || p.Documents != 1 {
		s.Fatal(p, err)
	}
	if err := s.desk.CatchUp(s.Context()); err != nil {
		s.Fatal(err)
	}
}

// TestViews opens every page that looks at many documents, and its twin, and holds one against the other.
func TestViews(t *testing.T) {
	s := serve(t, Options{})
	s.read("Coast Radio", "2026-03-12", "No Buk-M2E launcher has reached Nicaragua, the Honduran foreign ministry said on Monday. The coast guard promised that a Buk-M2E battery would be shown in Managua on Friday.")
	for _, path := range s.views() {
		s.page(path, http.StatusOK)
	}
	var matters struct {
		All     int
		Matters []report.MatterLine
	}
	s.json("/matters.json?limit=200", &matters)
	if matters.All != len(matters.Matters) || matters.All < 40 {
		t.Errorf("%d of %d matters", len(matters.Matters), matters.All)
	}
	rows := s.page("/matters?limit=200", http.StatusOK)
	list := found(rows, "ol", "rows")[0]
	for i, li := range found(list, "li", "") {
		m, shown := matters.Matters[i], text(li)
		for _, want := range []string{m.Gist.Text, report.Count(m.Tellings, "telling") + ", " + report.Count(m.Origins, "origin")} {
			if !strings.Contains(shown, strings.Join(strings.Fields(want), " ")) {
				t.Errorf("row %d has no %q: %s", i, want, shown)
			}
		}
	}
	var some []string
	for next := "0"; next != ""; {
		var piece struct {
			Next    string
			Matters []report.MatterLine
		}
		s.json("/matters.json?limit=7&from="+next, &piece)
		for _, m := range piece.Matters {
			some = append(some, m.ID)
		}
		next = piece.Next
	}
	if len(some) != matters.All || slices.ContainsFunc(matters.Matters, func(m report.MatterLine) bool { return !slices.Contains(some, m.ID) }) {
		t.Errorf("in pieces %d matters, in one %d", len(some), matters.All)
	}

	var moments struct{ Moments []report.MomentJSON }
	s.json("/timeline.json?limit=300", &moments)
	if n := len(found(s.page("/timeline?limit=300", http.StatusOK), "tr", "")) - 1; n != len(moments.Moments) || n != matters.All {
		t.Errorf("%d rows of time, %d moments, %d matters", n, len(moments.Moments), matters.All)
	}
	var places struct{ Places []mapped }
	s.json("/map.json", &places)
	at := map[string]mapped{}
	for _, p := range places.Places {
		at[p.Name] = p
	}
	if p := at["Managua"]; p.Lat < 12 || p.Lat > 13 || p.Ahead == 0 {
		t.Errorf("Managua: %+v", p)
	}
	if n := len(found(s.page("/map", http.StatusOK), "tr", "")) - 1; n != len(places.Places) || n < 5 {
		t.Errorf("%d rows of places, %d places", n, len(places.Places))
	}
	var system systemOut
	s.json("/system/buk-m2e.json", &system)
	if system.System.Claims < 2 || system.System.Denied < 1 || system.System.Ahead < 1 || system.All != len(system.Told) {
		t.Errorf("%+v", system)
	}
	shown := text(s.page("/system/SA-17", http.StatusOK))
	for _, want := range []string{"Buk-M2E", "Honduran foreign ministry", "where: Nicaragua", "Managua", "planned", "not happened", "of the family Buk"} {
		if !strings.Contains(shown, want) {
			t.Errorf("no %q in %s", want, shown)
		}
	}
	s.page("/system/zeppelin", http.StatusNotFound)
	s.page("/map?place=none", http.StatusNotFound)
	s.page("/matters?sort=mood", http.StatusUnprocessableEntity)
	s.page("/conflicts?q=after:noon", http.StatusBadRequest)
}

// TestMatterPage: the sides of a matter stand beside each other, each with its reason, its words and the way they came.
func TestMatterPage(t *testing.T) {
	s := serve(t, Options{})
	_, claim := s.something()
	var m matterOut
	s.json("/matter/"+claim+".json", &m)
	if len(m.Against) < 2 {
		t.Fatalf("%d against it", len(m.Against))
	}
	root := s.page("/matter/"+claim, http.StatusOK)
	sides := found(root, "section", "side")
	if len(sides) != 1+len(m.Against) {
		t.Errorf("%d sides, want %d", len(sides), 1+len(m.Against))
	}
	for i, against := range m.Against {
		shown := text(sides[i+1])
		for _, want := range []string{"≠", against.Reason, against.Matter.Claims[0].Content.Text, report.Count(against.Matter.Tellings, "telling") + " from " + report.Count(len(against.Matter.Origins), "origin")} {
			if !strings.Contains(shown, want) {
				t.Errorf("side %d has no %q: %s", i+1, want, shown)
			}
		}
	}
	if shown := text(sides[0]); !strings.Contains(shown, "Harbour Post Corda Rosendo Altamirano accused") {
		t.Errorf("the way is not told: %s", shown)
	}
	if n := len(found(sectionOf(root, "Where it comes from"), "svg", "drawing")); n != 1 {
		t.Errorf("%d drawings of where it comes from", n)
	}
	if one := found(s.page("/matter/"+claim+"?sides=1", http.StatusOK), "section", "side"); len(one) != 2 {
		t.Errorf("%d sides where one against it is asked for", len(one)-1)
	}
}

// sectionOf is the section whose heading has words.
func sectionOf(root *html.Node, words string) *html.Node {
	for _, sec := range found(root, "section", "") {
		if heads := found(sec, "h2", ""); len(heads) > 0 && text(heads[0]) == words {
			return sec
		}
	}
	return root
}

// TestCited: an answer leads to a page that marks the bytes it is made of, and begins there.
func TestCited(t *testing.T) {
	s := serve(t, Options{})
	path := "/ask?q=" + url.QueryEscape("Who accused Honduras of launching the drones?")
	root := s.page(path, http.StatusOK)
	var r report.ReplyJSON
	s.json(strings.Replace(path, "?", ".json?", 1), &r)
	if r.Refused || len(r.Answers) == 0 {
		t.Fatalf("%+v", r)
	}
	a := r.Answers[0]
	var to string
	for _, link := range found(root, "a", "") {
		if strings.HasPrefix(text(link), "Where it is printed") && to == "" {
			to = attr(link, "href")
		}
	}
	want := fmt.Sprintf("/doc/%s?at=%d-%d", a.Spans[0].Document[:10], a.Spans[0].From, a.Spans[0].To)
	if !strings.HasPrefix(to, want) || !strings.HasSuffix(to, fmt.Sprintf("#b%d", a.Spans[0].From)) {
		t.Fatalf("it leads to %s, want %s", to, want)
	}
	address, anchor, _ := strings.Cut(to, "#")
	var words strings.Builder
	at := ""
	for _, m := range found(s.page(address, http.StatusOK), "mark", "here") {
		for _, sup := range found(m, "sup", "") {
			sup.Parent.RemoveChild(sup)
		}
		for _, cards := range found(m, "span", "cards") {
			cards.Parent.RemoveChild(cards)
		}
		if words.Len() == 0 {
			at = attr(m, "id")
		}
		words.WriteString(text(m))
	}
	squeeze := func(s string) string { return strings.Join(strings.Fields(strings.ReplaceAll(s, hearsay.Gap, "")), "") }
	if at != anchor || squeeze(words.String()) != squeeze(a.Text) {
		t.Errorf("marked at %q: %q, the answer is %q", at, words.String(), a.Text)
	}
	doc := a.Spans[0].Document
	for at, status := range map[string]int{"0-1": 200, "1-0": 400, "-1-5": 400, "0-99999999": 400, "x": 400, "0-1,": 400} {
		s.page("/doc/"+doc+"?at="+at, status)
	}
}

// hop is a station of a way.
func hop(name, cue string) hearsay.Hop {
	return hearsay.Hop{Printed: hearsay.Printed{Text: name}, Name: name, Cue: hearsay.Printed{Text: cue}}
}

// matterOf is a matter of ways, each an outlet, those it came through and whoever says it; origins and rings are of documents by their places.
func matterOf(ways [][]string, origins, rings [][]int) *report.Matter {
	m := &report.Matter{}
	id := func(i int) string { return fmt.Sprintf("doc%02d", i) }
	for i, w := range ways {
		c := hearsay.Claim{ID: fmt.Sprintf("claim%02d", i), OwnVoice: len(w) == 1, Content: hearsay.Printed{Text: "it rained"}}
		for _, name := range w {
			c.Chain = append(c.Chain, hop(name, "said"))
		}
		m.Told = append(m.Told, report.Telling{Claim: c, Document: &hearsay.Document{ID: id(i), Outlet: w[0], Published: fmt.Sprintf("2026-03-%02d", 1+i%28)}})
	}
	list := func(of []int) (out []string) {
		for _, i := range of {
			out = append(out, id(i))
		}
		return out
	}
	for _, o := range origins {
		m.Origins = append(m.Origins, hearsay.Origin{Documents: list(o)})
	}
	for _, r := range rings {
		m.Rings = append(m.Rings, list(r))
	}
	return m
}

// sound fails when boxes of a drawing lie over each other, or outside it.
func (g *graph) sound(t *testing.T) {
	t.Helper()
	for i, n := range g.Nodes {
		if n.X < 0 || n.Y < 0 || n.X+n.W > g.Width || n.Y+n.H > g.Height {
			t.Errorf("%s is outside: %+v of %d×%d", n.Name, *n, g.Width, g.Height)
		}
		for _, o := range g.Nodes[:i] {
			if n.X < o.X+o.W && o.X < n.X+n.W && n.Y < o.Y+o.H && o.Y < n.Y+n.H {
				t.Errorf("%s lies over %s", n.Name, o.Name)
			}
		}
	}
}

func TestGraph(t *testing.T) {
	m := matterOf([][]string{
		{"Harbour Post", "Corda", "the navy"}, {"The Evening Ledger", "the navy"}, {"Isthmus Today", "Fonseca Herald"}, {"Fonseca Herald", "Isthmus Today"}, {"Northern Dispatch"}, {"Northern Dispatch"},
	}, [][]int{{0, 1}, {2, 3}, {4, 5}}, [][]int{{2, 3}})
	g := graphOf(m)
	g.sound(t)
	of := map[string]*node{}
	for _, n := range g.Nodes {
		of[n.Name] = n
	}
	if len(g.Nodes) != 7 || len(g.Bands) != 3 || len(g.Rings) != 1 {
		t.Errorf("%d nodes, %d bands, %d rings", len(g.Nodes), len(g.Bands), len(g.Rings))
	}
	if !(of["Harbour Post"].X < of["Corda"].X && of["Corda"].X < of["the navy"].X) {
		t.Error("outlets, relays and speakers are not from left to right")
	}
	if of["Corda"].Class != "relay" || of["the navy"].Class != "speaker" || of["Northern Dispatch"].Note != "2 documents · in its own voice" {
		t.Errorf("%+v %+v %+v", of["Corda"], of["the navy"], of["Northern Dispatch"])
	}
	classes := map[string]int{}
	for _, e := range g.Edges {
		classes[e.Class]++
	}
	if classes["ring"] != 2 || classes["from"] != 3 || len(g.Edges) != 5 {
		t.Errorf("arrows %v", classes)
	}
	for _, want := range []string{"Harbour Post has it from Corda, and that from the navy", "Isthmus Today has it from Fonseca Herald", "Fonseca Herald has it from Isthmus Today", "Northern Dispatch says so itself"} {
		if !slices.Contains(g.Words, want) {
			t.Errorf("no %q in %q", want, g.Words)
		}
	}
	if graphOf(matterOf([][]string{{"Harbour Post"}}, [][]int{{0}}, nil)) != nil {
		t.Error("one outlet that says so itself is drawn")
	}
}

// TestGraphs: however many outlets there are, and whoever has it from whom, boxes do not lie over each other.
func TestGraphs(t *testing.T) {
	for n := 1; n < 60; n += 3 {
		var ways [][]string
		var all, ring []int
		for i := range n {
			w := []string{fmt.Sprint("Outlet ", i)}
			for k := range i % 4 {
				w = append(w, fmt.Sprint("relay ", (i*7+k*3)%11))
			}
			if i%5 == 1 {
				w = append(w, fmt.Sprint("Outlet ", (i+3)%n))
			}
			ways, all = append(ways, w), append(all, i)
			if i%6 == 2 {
				ring = append(ring, i)
			}
		}
		var rings [][]int
		if len(ring) > 1 {
			rings = [][]int{ring}
		}
		g := graphOf(matterOf(ways, [][]int{all[:n/2], all[n/2:]}, rings))
		if g == nil {
			continue
		}
		g.sound(t)
		if n > mostOutlets && g.More != n-mostOutlets {
			t.Errorf("of %d outlets %d are not drawn", n, g.More)
		}
	}
}

func TestStrip(t *testing.T) {
	it := &side{Matter: *matterOf([][]string{{"A"}, {"B"}, {"A"}}, nil, nil), Kind: "it"}
	against := &side{Matter: *matterOf([][]string{{"C"}}, nil, nil), Kind: "against"}
	against.Told[0].Document.Published = ""
	s := stripOf([]*side{it, against})
	if s == nil || len(s.Rows) != 2 || len(s.Rows[0].Marks) != 3 || len(s.Rows[1].Marks) != 0 || s.Unknown != 1 {
		t.Fatalf("%+v", s)
	}
	if a, b := s.Rows[0].Marks[0].X, s.Rows[0].Marks[2].X; a != stripLeft || b != stripWidth-stripRight {
		t.Errorf("from %d to %d", a, b)
	}
	if stripOf([]*side{against}) != nil {
		t.Error("what has no time is drawn")
	}
}

func TestStands(t *testing.T) {
	of := func(claims ...hearsay.Claim) []report.Telling {
		out := make([]report.Telling, len(claims))
		for i, c := range claims {
			out[i].Claim = c
		}
		return out
	}
	happened, planned, denied := hearsay.Claim{Status: hearsay.Happened}, hearsay.Claim{Status: hearsay.Planned}, hearsay.Claim{Status: hearsay.Happened, Denied: true}
	for want, told := range map[string][]report.Telling{
		standsSo: of(planned, happened, denied), standsAhead: of(planned, denied), standsDenied: of(denied, hearsay.Claim{Status: hearsay.NotHappened}), standsOpen: of(hearsay.Claim{}),
	} {
		if got := standsOf(told); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
