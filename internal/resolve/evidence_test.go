package resolve

import (
	"strings"
	"testing"

	"hearsay"
)

// evidenceRight is how many rows of testdata/evidence.tsv come out whole. It may not fall.
const evidenceRight = 89

func TestEvidence(t *testing.T) {
	right, rows := 0, 0
	for _, row := range table(t, "testdata/evidence.tsv") {
		rows++
		text, claims := row[0], []hearsay.Claim{attributed(row)}
		a := newAccount(&hearsay.Document{Text: text, Outlet: "Harbour Gazette"}, claims)
		a.evidence()
		var got []string
		for _, e := range claims[0].Evidence {
			got = append(got, string(e.Kind)+": "+e.Text)
		}
		if claims[0].Evidence == nil {
			t.Errorf("%q: evidence is nil, not empty", text)
		}
		if s := strings.Join(got, "; "); s == row[7] {
			right++
		} else {
			t.Logf("%q: want %q, got %q", text, row[7], s)
		}
	}
	t.Logf("%d of %d right", right, rows)
	if right < evidenceRight || rows < 80 {
		t.Errorf("%d of %d rows right, committed are %d", right, rows, evidenceRight)
	}
}

// attributed is the claim of a row: text, speaker, kind, cue, medium, addressee, content.
func attributed(row []string) hearsay.Claim {
	text := row[0]
	printed := func(words string) hearsay.Printed {
		if words == "" {
			return hearsay.Print(text)
		}
		at := strings.Index(text, words)
		return hearsay.Print(text, hearsay.Span{From: at, To: at + len(words)})
	}
	c := hearsay.Claim{
		ID: "k", Act: hearsay.Assert, Speaker: hearsay.Speaker{Printed: printed(row[1]), Kind: hearsay.Kind(row[2])},
		Cue: printed(row[3]), Content: printed(row[6]), OwnVoice: row[3] == "",
	}
	if row[4] != "" {
		p := printed(row[4])
		c.Medium = &p
	}
	if row[5] != "" {
		p := printed(row[5])
		c.Addressee = &p
	}
	return c
}

// A claim that lies within what an outlet tells rests on the outlet too.
func TestEvidenceAround(t *testing.T) {
	const text = "The Meridian Post reported that two officials said the talks had failed."
	at := func(words string) hearsay.Printed {
		n := strings.Index(text, words)
		return hearsay.Print(text, hearsay.Span{From: n, To: n + len(words)})
	}
	claims := []hearsay.Claim{
		{ID: "outer", Speaker: hearsay.Speaker{Printed: at("The Meridian Post"), Kind: hearsay.Outlet}, Cue: at("reported"), Content: at("that two officials said the talks had failed")},
		{ID: "inner", Within: "outer", Speaker: hearsay.Speaker{Printed: at("two officials"), Kind: hearsay.Unnamed}, Cue: at("said"), Content: at("the talks had failed")},
		{ID: "loop", Within: "loop", Speaker: hearsay.Speaker{Printed: at("two officials"), Kind: hearsay.Unnamed}, Cue: at("said"), Content: at("the talks had failed")},
	}
	newAccount(&hearsay.Document{Text: text}, claims).evidence()
	if e := claims[1].Evidence; len(e) != 2 || e[0].Kind != hearsay.GroundOutlet || e[1].Kind != hearsay.GroundUnnamed {
		t.Errorf("evidence %v", e)
	}
}
