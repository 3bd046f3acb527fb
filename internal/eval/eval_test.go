package eval

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
)

// The embedded model reads the fixtures. How well it does is not the matter here: what there was to find is known.
func TestRun(t *testing.T) {
	var misses strings.Builder
	told := map[string]int{}
	s, err := Run(t.Context(), Options{
		Shared: shared, Test: true, Threads: 1, Misses: &misses,
		Progress: func(corpus string, _, _ int) { told[corpus]++ },
	})
	if err != nil {
		t.Fatal(err)
	}
	if s.Precision != "int8" {
		t.Errorf("precision %q", s.Precision)
	}
	if want := []string{"PolNeAR test (corpora/polnear/test.jsonl)", "CofeNet test (corpora/cofenet/test.txt)"}; !slices.Equal(s.Absent, want) {
		t.Errorf("absent: %q", s.Absent)
	}
	gold := map[string]int{"PolNeAR dev": 8, "CofeNet valid": 7, "marked passages": 5} // cues
	if len(s.Sections) != len(gold)+1 {
		t.Fatalf("%d sections", len(s.Sections))
	}
	if r := s.Sections[len(gold)]; r.Corpus != "names in real text" || r.Bare["names"].Gold() < 500 || r.Bare["names"].F() < 70 || r.Bare["  place"].Gold() < 200 {
		t.Errorf("%s: %v", r.Corpus, r.Bare)
	}
	for _, r := range s.Sections[:len(gold)] {
		if got := r.Bare["cue"].Gold(); got != gold[r.Corpus] {
			t.Errorf("%s: %d gold cues", r.Corpus, got)
		}
		if got := r.Rules["cue"].Gold(); r.Rules != nil && got != gold[r.Corpus] {
			t.Errorf("%s, rules: %d gold cues", r.Corpus, got)
		}
	}
	if told["PolNeAR dev"] != 5 || told["CofeNet valid"] != 4 || told["marked passages"] != 2 {
		t.Errorf("progress: %v", told)
	}
	if !strings.Contains(misses.String(), "- the tide tables | according to | \n") { // no reading finds it: its gold has no content
		t.Errorf("misses lack a claim:\n%s", misses.String())
	}
	var file strings.Builder
	if _, err := s.WriteTo(&file); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"int8 model", "absent: PolNeAR test", "linked words", "expected calibration error", "3 harbour 4", "two people agree", "65.9"} {
		if !strings.Contains(file.String(), want) {
			t.Errorf("the file lacks %q", want)
		}
	}
	for _, text := range []string{"Åse", "Lund", "ferry", "said"} {
		if strings.Contains(file.String(), text) {
			t.Errorf("the file holds text of a corpus: %q", text)
		}
	}
}

func TestRunWithoutCorpora(t *testing.T) {
	if _, err := Run(t.Context(), Options{Shared: t.TempDir(), Threads: 1}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}
