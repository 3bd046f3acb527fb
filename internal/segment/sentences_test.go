package segment

import (
	"slices"
	"strings"
	"testing"
)

// A bar shows where a sentence must end; it is not part of the text.
func TestSentences(t *testing.T) {
	for _, marked := range []string{
		"",
		"One. |Two? |Three! |Four",
		"A line with no stop|\nthe next one|\n\n  and a third. |Done.",
		"He left!! |She stayed?! |They slept?... |So it goes.",
		// abbreviations
		"Mr. Orr met Dr. He in the U.S. on Monday.",
		"He moved to the U.S. |He likes it.",
		"It was sold to Lund & Orr Inc. |The price is not known.",
		"Trading began at 9 a.m. |But nobody came.",
		"They met at 5 p.m. Tuesday with Gen. A Lund.",
		"J. P. Lund and Ann B. Orr sat in St. Ives, Fla. |In May they left.",
		"Orr v. Lund was heard by Gens. Vell and Orr, ex-Gov. Lund and then-Sen. Orr.",
		"He works for the “F.I.A.” |The bureau denies it.",
		"Was he in the U.S.? |Nobody knows.",
		"It was No. 5. |No. |The minister denied it.",
		// quotes and brackets
		"“Why?” he asked. |“Because.” |He went.",
		`"Why?" he asked. |"Because." |He went.`,
		"“Why?” Smith asked. |“Why?” Ann Orr said. |He left.",
		"“Why?” |Smith left the room.",
		"“Stop!”, she cried. |(He did.) |She smiled (or so it seemed).",
		"“I left. |He stayed.” |“And then?” |The man said nothing.",
		"“He said ‘go.’” |Then he went. |[He was late.]",
		"``It is over . '' |He left .",
		`The name is "Yahoo!" and so is Orr's "Help!" shop.`,
		"He saw it.\"|She did not.",
		"“No,” he said.|“Never.” |He left.",
		// ellipses and dashes
		"He waited... and waited… and left. |He waited... |Then he left. |It was late… |She slept.",
		"“... and then the talks failed,” he said. |[…] The rest is known.",
		"The plan—a good one!—was dropped. |It was late. |— Orr",
		"He fell. |— Lund news agency",
		"iPhone sales fell. |iPads sold well. |eBay said so. |20 people were hurt. |$5 is enough.",
		"Sales rose 5.5 percent to 3.2 million; see news.example. |Go there.",
		"* * *|\n--|\n1. The first point. |2. The second one.",
		"«Да.» |Он ушёл. |«Куда?» спросил я.",
	} {
		text := strings.ReplaceAll(marked, "|", "")
		words := cut(t, text)
		got := Sentences(text, words)
		checkRuns(t, words, got)
		var want []string
		for s := range strings.SplitSeq(marked, "|") {
			if s = strings.TrimSpace(s); s != "" {
				want = append(want, s)
			}
		}
		var have []string
		for _, r := range got {
			have = append(have, text[words[r.From].From:words[r.To-1].To])
		}
		if !slices.Equal(have, want) {
			t.Errorf("\n got %q\nwant %q", have, want)
		}
	}
}

func TestParagraphs(t *testing.T) {
	text := "\n one two\r\n\u2028three \n\n \t\nfour\n"
	words := cut(t, text)
	if got, want := Paragraphs(text, words), []Run{{0, 2}, {2, 3}, {3, 4}}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := Paragraphs(" \n", nil); got != nil {
		t.Errorf("no words: %v", got)
	}
}
