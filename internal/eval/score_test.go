package eval

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"hearsay"
	"hearsay/internal/reader"
	"hearsay/internal/segment"
)

// shared is fixtures of our own writing, where a shared folder has corpora.
const shared = "testdata/fixtures"

// run is a pair of words in found.json.
type run [2]int

func (r run) run() segment.Run { return segment.Run{From: r[0], To: r[1]} }

func runs(pairs []run) (out []segment.Run) {
	for _, p := range pairs {
		out = append(out, p.run())
	}
	return out
}

// written is a claim as it stands in found.json.
type written struct {
	C              run
	S, T           []run
	Act, Sure, Neg string
	Kind           string
}

func attributions(all []written) (out []reader.Attribution) {
	for _, w := range all {
		out = append(out, reader.Attribution{
			Cue: w.C.run(), Speaker: runs(w.S), Content: runs(w.T),
			Act: hearsay.Act(w.Act), Sure: hearsay.Certainty(w.Sure), Neg: w.Neg == "1", Kind: hearsay.Kind(w.Kind),
		})
	}
	return out
}

// tagged is a run of words and its type: [from, to, type].
type tagged struct{ reader.Tagged }

func (x *tagged) UnmarshalJSON(b []byte) error {
	return json.Unmarshal(b, &[]any{&x.From, &x.To, &x.Type})
}

type foundText struct {
	Words                                       []run // in bytes
	Claims                                      []written
	Ent, Gen, Time, Qty, Role, Hedge, Med, Addr []tagged
}

func (f *foundText) words() (out []hearsay.Span) {
	for _, w := range f.Words {
		out = append(out, hearsay.Span{From: w[0], To: w[1]})
	}
	return out
}

func (f *foundText) labels() labels {
	out := labels{}
	for row, all := range map[string][]tagged{
		"names": f.Ent, "generic nouns": f.Gen, "times": f.Time, "quantities": f.Qty,
		"roles": f.Role, "hedges": f.Hedge, "medium": f.Med, "addressee": f.Addr,
	} {
		for _, x := range all {
			out[row] = append(out[row], x.Tagged)
		}
	}
	return out
}

func readJSON(t *testing.T, file string, into any) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", file))
	if err == nil {
		err = json.Unmarshal(b, into)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// expected.json is what lab/score.py counts for the same gold and the same found claims (testdata/expect.py).
func TestSameAsPython(t *testing.T) {
	var found struct {
		Texts map[string]*foundText
		Parts map[string][]written
	}
	readJSON(t, "found.json", &found)
	var want struct {
		Polnear, Cofenet, Marked Table
		Right                    map[string]string
	}
	readJSON(t, "expected.json", &want)
	same := func(corpus string, got, want Table) {
		t.Helper()
		if len(want) == 0 {
			t.Fatalf("%s: nothing is expected", corpus)
		}
		for row, c := range want {
			if got[row] != c {
				t.Errorf("%s, %s: got %+v, want %+v", corpus, row, got[row], c)
			}
		}
	}

	arts, err := articles(filepath.Join(shared, filepath.FromSlash("corpora/polnear/dev.jsonl")))
	if err != nil {
		t.Fatal(err)
	}
	got := Table{}
	for _, art := range arts {
		f := found.Texts[art.ID]
		art.score(got, f.words(), bare(attributions(f.Claims)))
	}
	same("PolNeAR", got, want.Polnear)

	items, err := lines[item](filepath.Join(shared, filepath.FromSlash("corpora/cofenet/valid.txt")))
	if err != nil {
		t.Fatal(err)
	}
	got = Table{}
	for _, it := range items {
		claims, err := it.read(utf8.RuneCountInString, func(words []string) ([]reader.Attribution, error) {
			part := words[0] + " " + strconv.Itoa(len(words))
			if _, ok := found.Parts[part]; !ok {
				t.Errorf("%s was cut in another place: %s", it.ID, part)
			}
			return attributions(found.Parts[part]), nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := it.score(got, claims); err != nil {
			t.Fatal(err)
		}
	}
	same("CofeNet", got, want.Cofenet)

	passages, err := lines[passage](filepath.Join(shared, filepath.FromSlash("lab/synth/own.jsonl")))
	if err != nil {
		t.Fatal(err)
	}
	got = Table{}
	for _, p := range passages {
		if !p.held() {
			continue
		}
		_, marks, err := parseMarked(p.Text)
		if err != nil {
			t.Fatal(err)
		}
		f := found.Texts[p.ID]
		gold, further := goldOf(f.words(), marks)
		scoreMarked(got, gold, bare(attributions(f.Claims)))
		scoreLabels(got, further, f.labels())
	}
	same("marked", got, want.Marked)
	for row, s := range want.Right {
		if g := strings.TrimSpace(share(got[row])); g != s {
			t.Errorf("marked, right %s: got %s, want %s", row, g, s)
		}
	}
}

func TestTopKeepsReadingOrderOfEqualLength(t *testing.T) {
	at := func(cue, from, to int) claim {
		var c claim
		c.Cue, c.Content = segment.Run{From: cue, To: cue + 1}, []segment.Run{{From: from, To: to}}
		return c
	}
	one, two := at(1, 2, 5), at(3, 0, 3) // each has the other's cue in its content
	for _, pair := range [][]claim{{one, two}, {two, one}} {
		claims := append([]claim(nil), pair[0])
		for i := 10; i < 400; i += 10 { // enough others for a sort that is not stable to show
			claims = append(claims, at(i, i+1, i+2+i*i/7%6))
		}
		claims = append(claims, pair[1])
		kept := sets(top(claims)).cues
		if !kept[pair[0].Cue] || kept[pair[1].Cue] {
			t.Errorf("kept %v of %v", kept, pair)
		}
	}
}

func TestRuled(t *testing.T) {
	text := "“Ja”, Åse said. It rains."
	words := []hearsay.Span{{From: 0, To: 3}, {From: 3, To: 5}, {From: 5, To: 8}, {From: 8, To: 9}, {From: 10, To: 14}, {From: 15, To: 19}, {From: 19, To: 20}}
	c := hearsay.Claim{
		Cue: hearsay.Print(text, words[5]), Act: hearsay.Assert, Certainty: hearsay.Sure, Score: 0.5, Denied: true,
		Content: hearsay.Print(text, hearsay.Span{From: 0, To: 9}), Speaker: hearsay.Speaker{Printed: hearsay.Print(text, words[4]), Kind: hearsay.Person},
	}
	own, again := c, c
	own.OwnVoice, again.Continued = true, true
	again.Content = hearsay.Print(text, words[6])
	want := []claim{{reader.Attribution{
		Cue: segment.Run{From: 5, To: 6}, Speaker: []segment.Run{{From: 4, To: 5}}, Content: []segment.Run{{From: 0, To: 4}, {From: 6, To: 7}},
		Act: hearsay.Assert, Sure: hearsay.Sure, Neg: true, Kind: hearsay.Person,
	}, 0.5}}
	if got := ruled(words, []hearsay.Claim{own, c, again}); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestReliability(t *testing.T) {
	bins := reliability([]judged{{0.95, true}, {1, true}, {0.95, false}, {0.25, false}, {0, false}})
	ece, n := calibrationError(bins)
	// (3·|2/3 − 2.9/3| + 1·0.25 + 1·0) / 5 = (0.9 + 0.25) / 5
	if n != 5 || bins[9].Count != 3 || bins[2].Count != 1 || ece < 0.2299 || ece > 0.2301 {
		t.Errorf("error %v over %d claims, bins %v", ece, n, bins)
	}
}

func TestWorst(t *testing.T) {
	texts := []Text{{ID: "b", Linked: Counts{1, 1, 0}}, {ID: "empty"}, {ID: "c", Linked: Counts{0, 0, 3}}, {ID: "a", Linked: Counts{1, 1, 0}}}
	var ids []string
	for _, x := range worst(texts, 3) {
		ids = append(ids, x.ID)
	}
	if got := strings.Join(ids, " "); got != "c a b" {
		t.Errorf("got %s", got)
	}
}
