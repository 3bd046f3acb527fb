package resolve

import (
	"strings"
	"testing"

	"hearsay"
)

func TestTimes(t *testing.T) {
	for _, c := range []struct {
		name string
		text string
		list []sayingOf
		want string // times of each claim: text=value
	}{
		{
			"marked and found", "The pier burnt overnight and will reopen on 9 May, he said yesterday.",
			[]sayingOf{{speaker: "he", cue: "said", content: "The pier burnt overnight and will reopen on 9 May,", times: "overnight; yesterday"}},
			"overnight=2026-03-05 9 May=2026-05-09 yesterday=2026-03-04",
		},
		{
			"found in the claim's words only", "On Monday it rained. The pier burnt on Tuesday, he said.",
			[]sayingOf{{speaker: "he", cue: "said", content: "The pier burnt on Tuesday,"}},
			"Tuesday=2026-03-03",
		},
		{
			"cut short", "The pier burnt on 3 March, he said.",
			[]sayingOf{{speaker: "he", cue: "said", content: "The pier burnt on 3 March,", times: "March"}},
			"3 March=2026-03-03",
		},
		{
			"by what somebody means to do", "They mean to leave in May.",
			[]sayingOf{{speaker: "They", cue: "mean", content: "to leave in May", act: hearsay.Commit, times: "May"}},
			"May=2026-05",
		},
		{
			"what there is not", "It was paid on 30 February, he said.",
			[]sayingOf{{speaker: "he", cue: "said", content: "It was paid on 30 February,", times: "30 February"}},
			"30 February=",
		},
		{
			"in two claims", "He said she wrote on 3 March 2025 that it was paid.",
			[]sayingOf{
				{speaker: "He", cue: "said", content: "she wrote on 3 March 2025 that it was paid", times: "3 March 2025"},
				{speaker: "she", cue: "wrote", content: "that it was paid", within: 1, times: "3 March 2025"},
			},
			"3 March 2025=2025-03-03 3 March 2025=2025-03-03",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, claims := textClaims(t, c.text, c.list...)
			newAccount(doc, claims).times()
			var got []string
			for _, x := range claims {
				for _, y := range x.Times {
					got = append(got, y.Text+"="+y.Value)
				}
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("%s\nwant\n%s", s, c.want)
			}
		})
	}
}
