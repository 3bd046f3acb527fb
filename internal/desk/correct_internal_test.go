package desk

import (
	"bytes"
	"encoding/json"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"hearsay"
	"hearsay/internal/ingest"
	"hearsay/internal/ledger"
)

const pierStory = `{"id":"a","outlet":"Harbour Post","published":"2026-03-09","text":"The cranes at Pier 4 stood idle on Monday, engineer Tor Hagen said. Mayor Siv Moe denied that the pier was damaged. \"We have had no strike here,\" he told reporters. \"Nobody was hurt.\"\n\nThe ferry company Norled plans to close the line in May. The cranes were idle, it added."}
`

const pierAgain = `{"id":"b","outlet":"The Evening Ledger","published":"2026-03-10","text":"The cranes at Pier 4 stood idle on Monday, the port authority said. Nobody was hurt."}
`

func correctingDesk(t *testing.T) *Desk {
	t.Helper()
	d := linkingDesk(t)
	add(t, d, 1, pierStory, pierAgain)
	return d
}

// claimOf is the one claim of the first document whose content begins so.
func claimOf(t *testing.T, d *Desk, content string) ledger.KeptClaim {
	t.Helper()
	var found []ledger.KeptClaim
	for _, c := range claimsOf(t, d, "a") {
		if strings.HasPrefix(c.Content.Text, content) {
			found = append(found, c)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%d claims begin with %q", len(found), content)
	}
	return found[0]
}

func claimsOf(t *testing.T, d *Desk, ref string) (out []ledger.KeptClaim) {
	t.Helper()
	for c, err := range d.Claims(ctx, ledger.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		if c.Document.Ref == ref {
			out = append(out, c)
		}
	}
	return out
}

// told is the claims of a document as an editor reads them.
func told(t *testing.T, d *Desk, ref string) string {
	t.Helper()
	var b strings.Builder
	for _, c := range claimsOf(t, d, ref) {
		line, err := json.Marshal(c.Claim)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(append(line, '\n'))
	}
	return b.String()
}

func pointer[T any](v T) *T { return &v }

func sound(t *testing.T, d *Desk) {
	t.Helper()
	for problem, err := range d.Check(ctx) {
		t.Error(problem, err)
	}
}

// A corrected speaker is what everybody sees; the reader's own claim stays in the books, and an undo brings all of it back.
func TestCorrectSpeaker(t *testing.T) {
	d := correctingDesk(t)
	before, links, was := told(t, d, "a"), relations(t, d), claimOf(t, d, "The cranes at Pier 4")
	done, err := d.Correct(ctx, was.ID[:12], Changes{Speaker: pointer(Words("Mayor Siv Moe")), Certainty: hearsay.Possible}, " the engineer is quoted elsewhere ")
	if err != nil {
		t.Fatal(err)
	}
	now := done.Claim
	if now.Speaker.Text != "Mayor Siv Moe" || now.Speaker.Name != "Siv Moe" || now.Speaker.Kind != hearsay.Person || now.Certainty != hearsay.Possible || now.Score != 1 || now.Ruling != done.Ruling.ID {
		t.Errorf("the claim is %+v", now.Claim)
	}
	if hop := now.Chain[len(now.Chain)-1]; hop.Name != "Siv Moe" || hop.Certainty != hearsay.Possible {
		t.Errorf("its chain was not resolved anew: %+v", now.Chain)
	}
	if now.Speaker.Party == "" || now.Speaker.Party == was.Speaker.Party {
		t.Errorf("its speaker's party is %q, and was %q", now.Speaker.Party, was.Speaker.Party)
	}
	if done.Ruling.Note != "the engineer is quoted elsewhere" {
		t.Errorf("the reason is %q", done.Ruling.Note)
	}
	if _, err := d.Claim(ctx, was.ID, time.Time{}); !errors.Is(err, hearsay.ErrNotFound) || !strings.Contains(err.Error(), "as ruling "+done.Ruling.ID) {
		t.Errorf("the claim that was: %v", err)
	}
	q, err := ledger.ParseQuery("cranes speaker:moe")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for c, err := range d.Claims(ctx, q) {
		if err != nil || c.ID != now.ID {
			t.Error(c.ID, err)
		}
		n++
	}
	if n != 1 {
		t.Errorf("%d claims are found by the new speaker", n)
	}
	sound(t, d)
	if _, err := d.Undo(ctx, ""); err != nil {
		t.Fatal(err)
	}
	if after := told(t, d, "a"); after != before {
		t.Errorf("undone, the claims are\n%s\nand were\n%s", after, before)
	}
	if relations(t, d) != links {
		t.Error("undone, the links are others")
	}
	sound(t, d)
}

// Every part of a claim can be corrected, and no rule takes it back.
func TestCorrectParts(t *testing.T) {
	for _, c := range []struct {
		claim string
		to    Changes
		right func(c *hearsay.Claim) bool
	}{
		{"that the pier", Changes{Act: hearsay.Assert, Denied: pointer(false)}, func(c *hearsay.Claim) bool {
			return c.Act == hearsay.Assert && !c.Denied && c.Speaker.Text == "Mayor Siv Moe"
		}},
		{"that the pier", Changes{Certainty: hearsay.Unsure}, func(c *hearsay.Claim) bool { return c.Certainty == hearsay.Unsure && c.Act == hearsay.Deny }},
		{"The cranes at Pier 4", Changes{Content: []Words{"The cranes at Pier 4 stood idle"}}, func(c *hearsay.Claim) bool { return c.Content.Text == "The cranes at Pier 4 stood idle" }},
		{"The cranes at Pier 4", Changes{Content: []Words{"4-20", "0-3"}}, func(c *hearsay.Claim) bool { return c.Content.Text == "The cranes at Pier 4" }},
		{"The cranes at Pier 4", Changes{Speaker: pointer(Words(""))}, func(c *hearsay.Claim) bool { return c.Speaker.Text == "" && c.Cue.Text == "said" }},
		{"The cranes at Pier 4", Changes{Kind: hearsay.Unnamed}, func(c *hearsay.Claim) bool { return c.Speaker.Kind == hearsay.Unnamed }},
		{"that the pier", Changes{Cue: "Mayor Siv Moe", Speaker: pointer(Words(""))}, func(c *hearsay.Claim) bool { return c.Cue.Text == "Mayor Siv Moe" }},
	} {
		d := correctingDesk(t)
		done, err := d.Correct(ctx, claimOf(t, d, c.claim).ID, c.to, "")
		if err != nil {
			t.Errorf("%q to %+v: %v", c.claim, c.to, err)
			continue
		}
		if !c.right(&done.Claim.Claim) {
			t.Errorf("%q to %+v: %+v", c.claim, c.to, done.Claim.Claim)
		}
		sound(t, d)
	}
}

// Who says the beginning of a quotation says what goes on with it.
func TestCorrectContinued(t *testing.T) {
	d := correctingDesk(t)
	first := claimOf(t, d, "\"We have had")
	if _, err := d.Correct(ctx, first.ID, Changes{Speaker: pointer(Words("engineer Tor Hagen"))}, ""); err != nil {
		t.Fatal(err)
	}
	if c := claimOf(t, d, "\"Nobody"); !c.Continued || c.Speaker.Text != "engineer Tor Hagen" {
		t.Errorf("what goes on is said by %q (%v)", c.Speaker.Text, c.Continued)
	}
}

// A claim that was missed is found, and takes its words from the outlet's own voice; one that is none leaves nothing in its place.
func TestMissedAndNone(t *testing.T) {
	d := correctingDesk(t)
	doc := claimsOf(t, d, "a")[0].Document.ID
	before := told(t, d, "a")
	was := claimOf(t, d, "that the pier")
	if _, err := d.Disclaim(ctx, was.ID, "no claim"); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(told(t, d, "a"), "pier was damaged") {
		t.Error("of what was withdrawn something new was made:\n" + told(t, d, "a"))
	}
	done, err := d.Missed(ctx, doc[:10], Changes{Speaker: pointer(Words("The ferry company Norled")), Cue: "plans", Content: []Words{"to close the line in May"}, Act: hearsay.Commit, Kind: hearsay.Org}, "")
	switch {
	case errors.Is(err, hearsay.ErrConflict): // the reader finds it, at the same bytes
	case err != nil:
		t.Fatal(err)
	default:
		if c := done.Claim; c.Act != hearsay.Commit || c.Content.Text != "to close the line in May" || c.Event == nil && len(c.Times) == 0 {
			t.Errorf("the missed claim is %+v", c.Claim)
		}
	}
	own, err := d.Missed(ctx, doc, Changes{Content: []Words{"the pier was damaged"}}, "")
	if err != nil || !own.Claim.OwnVoice || own.Claim.Speaker.Name != "Harbour Post" || own.Claim.Chain[0].Name != "Harbour Post" {
		t.Errorf("an outlet's own claim: %+v, %v", own.Claim, err)
	}
	sound(t, d)
	for {
		if _, err := d.Undo(ctx, ""); errors.Is(err, hearsay.ErrNotFound) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	if after := told(t, d, "a"); after != before {
		t.Errorf("all undone, the claims are\n%s\nand were\n%s", after, before)
	}
}

// Corrections of corrections hold in any state of undoing, and come through export and import with the same bytes.
func TestCorrectionsOutlive(t *testing.T) {
	d := correctingDesk(t)
	first, err := d.Correct(ctx, claimOf(t, d, "The cranes at Pier 4").ID, Changes{Content: []Words{"The cranes at Pier 4 stood idle"}}, "")
	if err != nil {
		t.Fatal(err)
	}
	second, err := d.Correct(ctx, first.Claim.ID, Changes{Act: hearsay.Confirm}, "")
	if err != nil {
		t.Fatal(err)
	}
	if second.Claim.Content.Text != "The cranes at Pier 4 stood idle" || second.Claim.Act != hearsay.Confirm {
		t.Errorf("twice corrected: %+v", second.Claim.Claim)
	}
	if _, err := d.Undo(ctx, first.Ruling.ID); err != nil {
		t.Fatal(err)
	}
	if c := claimOf(t, d, "The cranes at Pier 4 stood idle on Monday"); c.Act != hearsay.Confirm {
		t.Errorf("the second alone: %+v", c.Claim)
	}
	if p, err := d.Add(ctx, hearsay.Input{Stream: strings.NewReader(pierStory), Name: "again.jsonl"}, Options{}); err != nil || p.Known != 1 {
		t.Errorf("added again: %+v, %v", p, err)
	}
	if p, err := d.Reread(ctx, Options{}); err != nil || p.Seen != 0 {
		t.Errorf("reread: %+v, %v", p, err)
	}
	var out bytes.Buffer
	if err := d.Export(ctx, &out); err != nil {
		t.Fatal(err)
	}
	l, err := ledger.Open(ctx, filepath.Join(t.TempDir(), "other.db"), ledger.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if _, err := l.Import(ctx, bytes.NewReader(out.Bytes())); err != nil {
		t.Fatal(err)
	}
	other := New(l, ingest.New(), openReader, openLinker)
	if err := other.derive(ctx); err != nil {
		t.Fatal(err)
	}
	var again bytes.Buffer
	if err := other.Export(ctx, &again); err != nil || !bytes.Equal(out.Bytes(), again.Bytes()) {
		t.Errorf("another export (%v)", err)
	}
	if told(t, other, "a") != told(t, d, "a") || relations(t, other) != relations(t, d) {
		t.Error("the imported ledger has other claims or links")
	}
	sound(t, other)
}

// What cannot be done is told, and nothing is ruled.
func TestCorrectRefused(t *testing.T) {
	d := correctingDesk(t)
	c := claimOf(t, d, "The cranes at Pier 4")
	own := claimsOf(t, d, "b")
	i := slices.IndexFunc(own, func(c ledger.KeptClaim) bool { return c.OwnVoice })
	for want, err := range map[string]error{
		"nothing is said to be another":                                second(d.Correct(ctx, c.ID, Changes{}, "why")),
		"the document does not have “Ada":                              second(d.Correct(ctx, c.ID, Changes{Speaker: pointer(Words("Ada Lind"))}, "")),
		"bytes 5-90000 are not in the text":                            second(d.Correct(ctx, c.ID, Changes{Content: []Words{"5-90000"}}, "")),
		"stands at 2 places: say which by its bytes: 103-106, 173-176": second(d.Correct(ctx, claimOf(t, d, "that the pier").ID, Changes{Content: []Words{"was"}}, "")),
		"cue and content share bytes":                                  second(d.Correct(ctx, c.ID, Changes{Content: []Words{"engineer Tor Hagen said"}}, "")),
		"the outlet says this itself":                                  second(d.Correct(ctx, own[i].ID, Changes{Speaker: pointer(Words("the port authority"))}, "")),
		"overlap":                                                      second(d.Correct(ctx, c.ID, Changes{Content: []Words{"0-20", "10-30"}}, "")),
		"no act \"shout\"":                                             second(d.Correct(ctx, c.ID, Changes{Act: "shout"}, "")),
		"the reason has 1001 bytes":                                    second(d.Disclaim(ctx, c.ID, strings.Repeat("x", 1001))),
		"has a content":                                                second(d.Missed(ctx, c.Document.ID, Changes{Cue: "said"}, "")),
		"a claim with a speaker has a cue":                             second(d.Missed(ctx, c.Document.ID, Changes{Speaker: pointer(Words("Mayor Siv Moe")), Content: []Words{"Nobody was hurt."}}, "")),
		"the document has this claim already":                          second(d.Missed(ctx, c.Document.ID, Changes{Cue: "said", Speaker: pointer(Words("engineer Tor Hagen")), Content: []Words{Words(c.Content.Text)}}, "")),
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, got %v", want, err)
		}
	}
	if all, err := d.Rulings(ctx); err != nil || len(all) != 0 {
		t.Errorf("%d rulings, %v", len(all), err)
	}
}

func second(_ Corrected, err error) error { return err }

// After a correction, and after its undo, links are what they are when all are made anew; and so they are when another program has corrected.
func TestCorrectedLinks(t *testing.T) {
	d := linkingDesk(t)
	stories := examples(t)
	add(t, d, 1, stories[:4]...)
	again := func(what string) {
		t.Helper()
		got := relations(t, d)
		other := New(d.Ledger, ingest.New(), openReader, openLinker)
		if err := other.Relink(ctx, nil); err != nil {
			t.Fatal(err)
		}
		if want := relations(t, d); got != want || strings.Count(got, "\n") < 5 {
			t.Errorf("%s: the links are\n%s\nmade anew\n%s", what, got, want)
		}
	}
	again("before")
	var linked *ledger.KeptClaim
	for c, err := range d.Claims(ctx, ledger.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		links, err := d.LinksOf(ctx, []int64{c.Number})
		if err != nil {
			t.Fatal(err)
		}
		if len(links) > 1 && !c.OwnVoice {
			linked = &c
			break
		}
	}
	if linked == nil {
		t.Fatal("no claim has links")
	}
	if _, err := d.Correct(ctx, linked.ID, Changes{Act: hearsay.Deny, Denied: pointer(true)}, ""); err != nil {
		t.Fatal(err)
	}
	again("corrected")
	elsewhere := New(d.Ledger, ingest.New(), openReader, openLinker)
	if _, err := elsewhere.Undo(ctx, ""); err != nil {
		t.Fatal(err)
	}
	again("undone elsewhere")
	if _, err := elsewhere.Disclaim(ctx, linked.ID, ""); err != nil {
		t.Fatal(err)
	}
	add(t, d, 1, stories[4:]...)
	again("withdrawn elsewhere, and more added")
}
