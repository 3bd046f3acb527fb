package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand"
	"regexp"
	"strings"
	"testing"

	"hearsay"
)

var tagged = regexp.MustCompile(`<(/?)([A-Za-z]+)[^<>]*>`)

// wellFormed says what is wrong with marked text: tags that cross, or hold nothing, or space at their ends.
func wellFormed(text string) error {
	type open struct {
		tag string
		at  int
	}
	var stack []open
	for _, at := range tagged.FindAllStringSubmatchIndex(text, -1) {
		tag := text[at[4]:at[5]]
		if at[2] == at[3] {
			stack = append(stack, open{tag, at[1]})
			continue
		}
		if len(stack) == 0 || stack[len(stack)-1].tag != tag {
			return fmt.Errorf("</%s> closes nothing", tag)
		}
		held := tagged.ReplaceAllString(text[stack[len(stack)-1].at:at[0]], "")
		if strings.TrimSpace(held) != held || held == "" {
			return fmt.Errorf("<%s> holds %q", tag, held)
		}
		stack = stack[:len(stack)-1]
	}
	if len(stack) > 0 {
		return fmt.Errorf("<%s> is not closed", stack[0].tag)
	}
	return nil
}

func TestMarked(t *testing.T) {
	const text = "The mayor said that, she added, it burned."
	at := func(tag, words string, attrs ...[2]string) Mark {
		from := strings.Index(text, words)
		return Mark{hearsay.Span{From: from, To: from + len(words)}, tag, attrs}
	}
	n := func(s string) [2]string { return [2]string{"n", s} }
	for _, c := range []struct {
		name  string
		marks []Mark
		want  string
	}{
		{"none", nil, text},
		{
			"nested, the outer first",
			[]Mark{at("e", "mayor", [2]string{"t", "person"}), at("S", "The mayor", n("1"), [2]string{"kind", "person"}), at("C", "said", n("1"), [2]string{"act", "assert"}), at("T", "that", n("1"))},
			`<S n="1" kind="person">The <e t="person">mayor</e></S> <C n="1" act="assert">said</C> <T n="1">that</T>, she added, it burned.`,
		},
		{
			"a content that another breaks is written in pieces",
			[]Mark{at("C", "said", n("1")), at("T", "that, she", n("1")), at("C", "added", n("2")), at("T", "she added, it", n("2")), at("S", "The mayor", n("1"))},
			`<S n="1">The mayor</S> <C n="1">said</C> <T n="1">that, <T n="2">she</T></T> <T n="2"><C n="2">added</C>, it</T> burned.`,
		},
		{
			"a name that crosses a speaker is left out",
			[]Mark{at("S", "The mayor", n("1")), at("e", "mayor said", [2]string{"t", "org"}), at("C", "said", n("1")), at("T", "that", n("1"))},
			`<S n="1">The mayor</S> <C n="1">said</C> <T n="1">that</T>, she added, it burned.`,
		},
		{
			"a cue that crosses another takes its attribution along",
			[]Mark{at("C", "mayor said", n("1")), at("T", "it", n("1")), at("C", "said that", n("2")), at("T", "burned", n("2"))},
			`The <C n="1">mayor said</C> that, she added, <T n="1">it</T> burned.`,
		},
		{"a cue without a content is none", []Mark{at("C", "said", n("1")), at("S", "she", n("1"))}, text},
		{"what would end an attribute is left out", []Mark{at("time", "it", [2]string{"v", `20"26<>`})}, `The mayor said that, she added, <time v="2026">it</time> burned.`},
	} {
		if got := withTags(text, c.marks); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
	if err := WriteMarked(&bytes.Buffer{}, Passage{Text: "a < b"}); !errors.Is(err, hearsay.ErrUnsupported) {
		t.Error(err)
	}
}

// Whatever is marked, tags do not cross, and without them the text is as it was.
func TestMarkedAnything(t *testing.T) {
	r := rand.New(rand.NewSource(7))
	words := strings.Fields("the naïve old harbour master of Göteborg said that it burned on Monday and he saw a crane fall")
	text := strings.Join(words, " ")
	edges := []int{0}
	for i := range text {
		if text[i] == ' ' {
			edges = append(edges, i, i+1)
		}
	}
	edges = append(edges, len(text))
	for try := range 3000 {
		var marks []Mark
		for range r.Intn(14) {
			a, b := r.Intn(len(edges)/2), r.Intn(len(edges)/2)
			if a > b {
				a, b = b, a
			}
			m := Mark{Span: hearsay.Span{From: edges[2*a], To: edges[2*b+1]}, Tag: outerFirst[r.Intn(len(outerFirst))]}
			if m.Tag == "S" || m.Tag == "T" || m.Tag == "C" {
				m.Attrs = [][2]string{{"n", fmt.Sprint(1 + r.Intn(4))}}
			}
			marks = append(marks, m)
		}
		var b bytes.Buffer
		if err := WriteMarked(&b, Passage{ID: "a", Text: text, Marks: marks}); err != nil {
			t.Fatal(err)
		}
		var out struct{ Text string }
		if err := json.Unmarshal(b.Bytes(), &out); err != nil {
			t.Fatal(err)
		}
		if err := wellFormed(out.Text); err != nil || tagged.ReplaceAllString(out.Text, "") != text {
			t.Fatalf("%d: %v: %s of %+v", try, err, out.Text, marks)
		}
	}
}
