package desk

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"hearsay"
	"hearsay/internal/ask"
	"hearsay/internal/ingest"
	"hearsay/internal/ledger"
	"hearsay/internal/link"
	"hearsay/internal/reader"
	"hearsay/model"
)

var harbour = []struct{ outlet, published, text string }{
	{"Harbour Post", "2026-02-03T09:00:00Z", "Fisheries minister Ana Kolar said on Monday that the navy had sunk three smuggling boats off Lastovo. “Nobody was hurt, because the crews had left,” she said."},
	{"Island Wire", "2026-02-03T18:00:00Z", "The navy denied on Tuesday that it had sunk three smuggling boats off Lastovo. Its spokesman, Ivo Peric, said the boats had been towed to Vela Luka."},
	{"Coast Radio", "2026-02-04T07:00:00Z", "Nine people drank coffee in the harbour of Split on Wednesday, the port authority said. Minister Ana Kolar promised a new pier by 2028."},
}

func harbourDesk(t *testing.T) *Desk {
	t.Helper()
	l, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"), ledger.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	d := New(l, ingest.New(), func() (*reader.Reader, error) { return reader.Open(model.Files, 2) }, func() (*link.Linker, error) { return link.Open(model.Files, 2, nil) })
	for _, s := range harbour {
		if _, err := d.Add(t.Context(), hearsay.Input{Stream: strings.NewReader(s.text), Name: "story", Outlet: s.outlet, Published: s.published}, Options{}); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// bytesOf fails unless all that a reply shows of documents is their bytes.
func bytesOf(t *testing.T, r *Reply) {
	t.Helper()
	shown := func(doc *hearsay.Document, k *hearsay.Claim, more ...hearsay.Printed) {
		for _, p := range append(k.AllPrinted(), more...) {
			for _, s := range p.Spans {
				if s.From < 0 || s.To > len(doc.Text) {
					t.Fatalf("%s: span %v is not in the document", r.Question, s)
				}
			}
			if got := hearsay.Print(doc.Text, p.Spans...).Text; got != p.Text {
				t.Errorf("%s: %q stands for the bytes %q", r.Question, p.Text, got)
			}
		}
	}
	for _, a := range r.Answers {
		if len(a.Text.Spans) == 0 {
			t.Errorf("%s: an answer without bytes", r.Question)
		}
		shown(a.Document, a.Claim, a.Text, a.Short)
	}
	for _, c := range r.Nearest {
		shown(c.Document, c.Claim)
	}
}

func TestAskALedger(t *testing.T) {
	d := harbourDesk(t)
	asker, err := ask.Open(model.Files, 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	a := d.Asking(asker)
	question := func(text string, o AskOptions) *Reply {
		t.Helper()
		r, err := a.Ask(t.Context(), text, o)
		if err != nil {
			t.Fatal(err)
		}
		bytesOf(t, r)
		return r
	}
	r := question("Did the navy sink three smuggling boats off Lastovo?", AskOptions{})
	if r.Refused || r.Says == 0 || r.Denies == 0 {
		t.Errorf("refused %v, %d say so, %d deny it", r.Refused, r.Says, r.Denies)
	}
	sides := map[string]bool{}
	for _, x := range r.Answers {
		sides[x.Side] = true
		if x.Tellings < 1 || x.Origins < 1 {
			t.Errorf("%q: %d tellings, %d origins", x.Text.Text, x.Tellings, x.Origins)
		}
	}
	if !sides["A"] || !sides["B"] {
		t.Errorf("sides %v", sides)
	}
	for _, x := range question("Did the navy sink three smuggling boats off Lastovo?", AskOptions{Outlet: "Island Wire"}).Answers {
		if x.Document.Outlet != "Island Wire" {
			t.Errorf("an answer of %s", x.Document.Outlet)
		}
	}
	for _, text := range []string{"", "Who won the chess tournament in Bergen?", strings.Repeat("boat ", 10_000), `"' OR 1=1; DROP TABLE claims; --`, "谁赢了比赛", "\xff\xfe who", "\u0301\u0301 who\x00", strings.Repeat("é", 3000) + "?", "مَن أغرق القارب؟", `who "said" NEAR(x, y) OR * AND (`} {
		if r := question(text, AskOptions{}); !r.Refused || len(r.Answers) > 0 {
			t.Errorf("%.40q is answered: %q", text, r.Answers[0].Text.Text)
		}
	}
	if _, err := d.Add(t.Context(), hearsay.Input{Stream: strings.NewReader("Skipper Luka Babic said on Thursday that the lighthouse of Palagruza had lost its lamp."), Name: "late", Outlet: "Late News", Published: "2026-02-06"}, Options{}); err != nil {
		t.Fatal(err)
	}
	if r := question("Has the lighthouse of Palagruza lost its lamp?", AskOptions{}); r.Refused || r.Answers[0].Document.Outlet != "Late News" {
		t.Errorf("what was added since is not found: %+v", r)
	}
}

func TestAskAStory(t *testing.T) {
	ctx := context.Background()
	doc := &hearsay.Document{Outlet: harbour[0].outlet, Published: harbour[0].published, Text: harbour[0].text}
	doc.Identify()
	r, err := reader.Open(model.Files, 2)
	if err != nil {
		t.Fatal(err)
	}
	claims, err := Read(ctx, r, doc)
	if err != nil {
		t.Fatal(err)
	}
	asker, err := ask.Open(model.Files, 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	linker, err := link.Open(model.Files, 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	s, err := NewAskedStory(ctx, asker, linker, doc, claims)
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.Ask(ctx, "How many smuggling boats did the navy sink off Lastovo?", 5)
	if err != nil {
		t.Fatal(err)
	}
	bytesOf(t, got)
	if got.Refused || !strings.Contains(got.Answers[0].Short.Text, "three") || got.Answers[0].Claim.Speaker.Name != "Ana Kolar" {
		t.Errorf("%+v", got)
	}
	if got, err := s.Ask(ctx, "", 5); err != nil || !got.Refused || got.Flaw == "" {
		t.Errorf("no question: %+v %v", got, err)
	}
}

// The search by vector finds exactly what comparing with every claim finds.
func TestNearIsExact(t *testing.T) {
	s := &shelf{width: 6}
	state := uint32(7)
	next := func() int8 {
		state = state*1664525 + 1013904223
		return int8(state>>24) % 100
	}
	for i := range 501 {
		s.claims = append(s.claims, int64(3*i))
		s.scales = append(s.scales, 0.5+float32(i%7)/10)
		for range s.width {
			s.bytes = append(s.bytes, next())
		}
	}
	q := []float32{0.5, -0.2, 0.7, 0.1, -0.4, 0.2}
	cosines := s.cosines(q, s.claims)
	var all []hit
	for c, v := range cosines {
		all = append(all, hit{c, v})
	}
	all = best(all, 10)
	for i, h := range s.near(q, 10, nil) {
		if h.score != all[i].score || h.claim != all[i].claim {
			t.Errorf("place %d: %v, not %v", i, h, all[i])
		}
	}
	for _, h := range s.near(q, 10, wanted{300}) {
		if h.claim != 300 {
			t.Errorf("%d was not wanted", h.claim)
		}
	}
}
