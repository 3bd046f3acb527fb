package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"hearsay"
)

func example() Story {
	text := "Beth said it \x1b[31mburned\x07, the Post wrote."
	d := &hearsay.Document{Outlet: "Harbour Post", Published: "2026-03-10", Text: text}
	d.Identify()
	span := func(s string) hearsay.Span {
		i := strings.Index(text, s)
		return hearsay.Span{From: i, To: i + len(s)}
	}
	outer := hearsay.Claim{
		Speaker: hearsay.Speaker{Printed: hearsay.Print(text, span("the Post")), Kind: hearsay.Outlet, Name: "Post"},
		Cue:     hearsay.Print(text, span("wrote")), Act: hearsay.Report, Certainty: hearsay.Sure, Content: hearsay.Print(text, span("Beth said it \x1b[31mburned\x07")),
	}
	outer.ID = hearsay.NewClaimID(d.ID, &outer)
	inner := hearsay.Claim{
		Speaker: hearsay.Speaker{Printed: hearsay.Print(text, span("Beth")), Kind: hearsay.Person, Name: "Beth Orr"},
		Cue:     hearsay.Print(text, span("said")), Act: hearsay.Assert, Certainty: hearsay.Possible, Content: hearsay.Print(text, span("it \x1b[31mburned\x07")), Within: outer.ID,
	}
	inner.ID = hearsay.NewClaimID(d.ID, &inner)
	inner.Chain = []hearsay.Hop{{Name: "Harbour Post"}, {Name: "Post"}, {Name: "Beth Orr"}}
	inner.Status, inner.Event = hearsay.NotHappened, &hearsay.When{From: "2026-03-09T00:00:00Z", To: "2026-03-10T00:00:00Z"}
	inner.Evidence = []hearsay.Evidence{{Kind: hearsay.GroundUnnamed}}
	return Story{d, []hearsay.Claim{outer, inner}}
}

// TestText shows who, how, what and through whom, and lets no control character of a text reach the terminal.
func TestText(t *testing.T) {
	var b bytes.Buffer
	if err := (Page{Width: 60}).Text(&b, example()); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Harbour Post · 2026-03-10 · 2 claims", "the Post  wrote · report", "Beth = Beth Orr  said · possible", "through Post, through Harbour Post", "not happened · event 2026-03-09 · rests on unnamed", "official"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
	if strings.ContainsAny(b.String(), "\x1b\x07") {
		t.Errorf("control characters in %q", b.String())
	}
	for line := range strings.Lines(b.String()) {
		if n := len([]rune(line)); n > 61 {
			t.Errorf("%d columns: %q", n, line)
		}
	}
}

// TestJSON gives back what went in, control characters and all.
func TestJSON(t *testing.T) {
	var b bytes.Buffer
	in := example()
	if err := JSON(&b, in); err != nil {
		t.Fatal(err)
	}
	if strings.Count(b.String(), "\n") != 1 {
		t.Errorf("not one line: %q", b.String())
	}
	var out Story
	if err := json.Unmarshal(b.Bytes(), &out); err != nil {
		t.Fatal(err)
	}
	if out.Document.Text != in.Document.Text || out.Claims[1].Content.Text != in.Claims[1].Content.Text {
		t.Errorf("got %+v", out)
	}
	b.Reset()
	if err := JSON(&b, Story{Document: in.Document}); err != nil || !strings.Contains(b.String(), `"claims":[]`) {
		t.Error(err, b.String())
	}
}

// TestListing writes each format: as many rows as claims, and a head in CSV.
func TestListing(t *testing.T) {
	s := example()
	for _, f := range []Format{AsText, AsJSON, AsCSV} {
		var b bytes.Buffer
		l := NewListing(&b, f, Page{})
		for _, c := range s.Claims {
			if err := l.Claim(c, s.Document); err != nil {
				t.Fatal(err)
			}
		}
		if err := l.Close(); err != nil || l.Len() != 2 {
			t.Fatal(err, l.Len())
		}
		switch f {
		case AsJSON:
			if strings.Count(b.String(), "\n") != 2 || !strings.Contains(b.String(), `"document":"`+s.Document.ID) {
				t.Errorf("%s", b.String())
			}
		case AsCSV:
			rows, err := csv.NewReader(&b).ReadAll()
			if err != nil || len(rows) != 3 || rows[0][0] != "id" || rows[1][0] != s.Claims[0].ID {
				t.Errorf("%v %v", err, rows)
			}
		default:
			if !strings.Contains(b.String(), s.Claims[0].ID[:10]) || strings.Contains(b.String(), "\x1b") {
				t.Errorf("%q", b.String())
			}
		}
	}
}

// TestContext marks the content in the paragraph around it.
func TestContext(t *testing.T) {
	s := example()
	s.Document.Text = "Before.\n" + s.Document.Text + "\nBehind."
	c := s.Claims[1]
	for _, list := range []*[]hearsay.Span{&c.Content.Spans, &c.Cue.Spans, &c.Speaker.Spans} {
		for i := range *list {
			(*list)[i].From += 8
			(*list)[i].To += 8
		}
	}
	var b bytes.Buffer
	if err := (Page{}).Context(&b, &c, s.Document); err != nil {
		t.Fatal(err)
	}
	if out := b.String(); !strings.Contains(out, "Beth said ⟦it [31mburned ⟧, the Post wrote.") || strings.Contains(out, "Before") || strings.Contains(out, "Behind") {
		t.Error(out)
	}
}
