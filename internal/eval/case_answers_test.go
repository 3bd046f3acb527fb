package eval

import (
	"reflect"
	"strings"
	"testing"

	"hearsay"
)

// TestCaseAnswers gives other answers to a question after another. The case asks for how many boats (two sides), what burned, and
// what no story says.
func TestCaseAnswers(t *testing.T) {
	c := ferry(t)
	cite := func(ref, words string) Cited {
		from := strings.Index(c.document(ref).Text, words)
		return Cited{ref, hearsay.Span{From: from, To: from + len(words)}}
	}
	four := Answered{"Four boats will be moved by Friday", "two clerks", []Cited{cite("d2", "Four boats will be moved by Friday")}}
	six := Answered{"Six boats will be moved", "Nord Line", []Cited{cite("d3", "Six boats will be moved")}}
	unnamed, burned := four, Answered{"that the ferry burned at the pier", "Mayor Åsa Lund", []Cited{cite("d1", "ferry burned at the pier")}}
	unnamed.Speaker = ""
	long := burned
	long.Text += strings.Repeat(" so", 60)
	half, less := burned, burned
	half.Text, less.Text = "ferry", "burn"
	uncited, elsewhere := burned, burned
	uncited.Spans = nil
	elsewhere.Spans = []Cited{cite("d1", "Nobody was on board"), {"d9", hearsay.Span{To: 1}}, {"d1", hearsay.Span{From: 90, To: 900}}, {"d1", hearsay.Span{}}}
	refusal := Answer{Refused: true}
	say := func(a ...Answered) Answer { return Answer{Answers: a} }
	for _, row := range []struct {
		what                string
		boats, fire, nought Answer
		want                CaseTally
	}{
		{"all right", say(unnamed, six), say(burned), refusal, CaseTally{Asked: AskRates{Answered: Rate{2, 2}, First: Rate{2, 2}, Worded: Rate{2, 2}, BothSides: Rate{1, 1}, Refused: Rate{1, 1}}, Citations: 3}},
		{"a name for the unnamed, answers to what has none", say(four, six), say(six, burned), say(burned), CaseTally{Asked: AskRates{Answered: Rate{2, 2}, First: Rate{0, 2}, Worded: Rate{2, 2}, BothSides: Rate{0, 1}, Refused: Rate{0, 1}}, Citations: 4}},
		{"refused", refusal, Answer{Refused: true, Answers: []Answered{burned}}, refusal, CaseTally{Asked: AskRates{Answered: Rate{0, 2}, First: Rate{0, 2}, Worded: Rate{0, 2}, BothSides: Rate{0, 1}, Refused: Rate{1, 1}}}},
		{"the sixth is not looked at", say(burned, burned, burned, burned, burned, six), say(), refusal, CaseTally{Asked: AskRates{Answered: Rate{0, 2}, First: Rate{0, 2}, Worded: Rate{0, 2}, BothSides: Rate{0, 1}, Refused: Rate{1, 1}}, Citations: 5}},
		{"too long", say(six), say(long), refusal, CaseTally{Asked: AskRates{Answered: Rate{1, 2}, First: Rate{1, 2}, Worded: Rate{1, 2}, BothSides: Rate{0, 1}, Refused: Rate{1, 1}}, Citations: 2}},
		{"half of a word's letters and fewer", say(), say(less, half), refusal, CaseTally{Asked: AskRates{Answered: Rate{0, 2}, First: Rate{0, 2}, Worded: Rate{0, 2}, BothSides: Rate{0, 1}, Refused: Rate{1, 1}}, Citations: 2, CitesFalse: 2}},
		{"not cited, wrongly cited", say(), say(uncited, elsewhere), refusal, CaseTally{Asked: AskRates{Answered: Rate{1, 2}, First: Rate{1, 2}, Worded: Rate{1, 2}, BothSides: Rate{0, 1}, Refused: Rate{1, 1}}, Citations: 5, CitesFalse: 5}},
	} {
		var got CaseTally
		got.Answers(c, func(q string) Answer {
			return map[string]Answer{"How many boats will be moved?": row.boats, "What burned?": row.fire, "Who lit the fire?": row.nought}[q]
		})
		got.AskedBM25 = AskRates{} // it does not depend on what we say
		if !reflect.DeepEqual(got, row.want) {
			t.Errorf("%s:\ngot  %+v\nwant %+v", row.what, got, row.want)
		}
	}
}

// TestWordSearch looks for sentences by their words: the one that shares the rarer words comes first, and what shares none is not found.
func TestWordSearch(t *testing.T) {
	c := &Case{Documents: []CaseDocument{
		{Ref: "d1", Outlet: "Post", Text: "The mayor spoke. The ferry burned at the pier, the mayor said. It rained."},
		{Ref: "d2", Outlet: "Wire", Text: "The ferry was late. Nobody was at the pier."},
	}}
	w := newWordSearch(c)
	got := w.ask("What burned at the pier?")
	if len(got.Answers) != 2 || got.Answers[0].Text != "The ferry burned at the pier, the mayor said." || got.Answers[0].Speaker != "Post" || got.Answers[0].Spans[0].Ref != "d1" {
		t.Errorf("%+v", got)
	}
	if got := w.ask("Who sang?"); !got.Refused {
		t.Errorf("no word is shared, and yet: %+v", got)
	}
}
