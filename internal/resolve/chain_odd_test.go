package resolve_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"hearsay"
	"hearsay/internal/resolve"
)

// part is the span of words in a text, from the nth time they stand there.
func part(t *testing.T, text, words string) hearsay.Printed {
	t.Helper()
	if words == "" {
		return hearsay.Print(text)
	}
	i := strings.Index(text, words)
	if i < 0 {
		t.Fatalf("%q is not in %q", words, text)
	}
	return hearsay.Print(text, hearsay.Span{From: i, To: i + len(words)})
}

func said(t *testing.T, text, id, speaker, name string, kind hearsay.Kind, cue, content string) hearsay.Claim {
	t.Helper()
	return hearsay.Claim{
		ID: id, Speaker: hearsay.Speaker{Printed: part(t, text, speaker), Name: name, Kind: kind},
		Cue: part(t, text, cue), Content: part(t, text, content), Act: hearsay.Assert, Certainty: hearsay.Sure, OwnVoice: cue == "",
	}
}

// TestChainsOfClaimsByHand gives claims as no reader should: within each other, without end, without speakers.
func TestChainsOfClaimsByHand(t *testing.T) {
	text := "Norda, citing a spokesman, said that the Lindal Herald had written that Ann Roe fled."
	doc := &hearsay.Document{Outlet: "Kelda Courier", Text: text}
	spokesman := func() hearsay.Claim {
		return said(t, text, "a", "a spokesman", "", hearsay.Unnamed, "said", "that the Lindal Herald had written that Ann Roe fled")
	}
	herald := func() hearsay.Claim {
		return said(t, text, "b", "the Lindal Herald", "Lindal Herald", hearsay.Outlet, "had written", "that Ann Roe fled")
	}
	within := func(c hearsay.Claim, id string) hearsay.Claim { c.Within = id; return c }
	nobody := herald()
	nobody.Speaker = hearsay.Speaker{Printed: hearsay.Print(text)}
	for name, x := range map[string]struct {
		claims []hearsay.Claim
		want   []string
	}{
		"nested":             {[]hearsay.Claim{spokesman(), within(herald(), "a")}, []string{"Kelda Courier > Norda > -", "Kelda Courier > Norda > - > Lindal Herald"}},
		"within itself":      {[]hearsay.Claim{within(herald(), "b")}, []string{"Kelda Courier > Lindal Herald"}},
		"within nothing":     {[]hearsay.Claim{within(herald(), "zz")}, []string{"Kelda Courier > Lindal Herald"}},
		"without a speaker":  {[]hearsay.Claim{nobody}, []string{"Kelda Courier"}},
		"nobody in a circle": {[]hearsay.Claim{within(nobody, "b")}, []string{"Kelda Courier"}},
	} {
		resolve.Claims(doc, x.claims)
		for i, c := range x.claims {
			if got := names(c.Chain); got != x.want[i] {
				t.Errorf("%s: %s, want %s", name, got, x.want[i])
			}
		}
	}
	circle := []hearsay.Claim{within(spokesman(), "b"), within(herald(), "a")}
	resolve.Claims(doc, circle)
	checkChains(t, "circle", doc, circle)
}

// TestChainsAreBounded nests claims deeper than anybody follows, and names outlets without end.
func TestChainsAreBounded(t *testing.T) {
	var b strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&b, "The Paper%d Herald wrote that ", i)
	}
	b.WriteString("it rained.")
	text := b.String()
	doc := &hearsay.Document{Outlet: "Kelda Courier", Text: text}
	var claims []hearsay.Claim
	at := 0
	for i := range 3000 {
		speaker := fmt.Sprintf("The Paper%d Herald", i)
		s := hearsay.Span{From: at, To: at + len(speaker)}
		cue := hearsay.Span{From: s.To + 1, To: s.To + 6}
		content := hearsay.Span{From: cue.To + 1, To: len(text) - 1}
		c := hearsay.Claim{
			ID: fmt.Sprint(i), Speaker: hearsay.Speaker{Printed: hearsay.Print(text, s), Name: speaker, Kind: hearsay.Outlet},
			Cue: hearsay.Print(text, cue), Content: hearsay.Print(text, content), Act: hearsay.Report, Certainty: hearsay.Sure,
		}
		if i > 0 {
			c.Within = fmt.Sprint(i - 1)
		}
		claims = append(claims, c)
		at = content.From + len("that ")
	}
	began := time.Now()
	resolve.Claims(doc, claims)
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("took %v", took)
	}
	checkChains(t, "deep", doc, claims)
	for _, odd := range []*hearsay.Document{{}, {Outlet: "Kelda Courier"}, {Text: "\n\n(AP)\n"}, {Text: "(AP) - ", Outlet: "AP"}} {
		resolve.Claims(odd, nil)
	}
}
