package eval

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"hearsay"
	"hearsay/internal/desk"
	"hearsay/internal/ingest"
	"hearsay/internal/ledger"
	"hearsay/internal/link"
	"hearsay/internal/reader"
	"hearsay/internal/report"
	"hearsay/model"
)

// What people have corrected comes out as passages that this room reads: the text is that of the document, and the corrected claim is in them as it
// was corrected.
func TestCorrectionsAreMarked(t *testing.T) {
	ctx := context.Background()
	l, err := ledger.Open(ctx, filepath.Join(t.TempDir(), "ledger.db"), ledger.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	d := desk.New(l, ingest.New(), func() (*reader.Reader, error) { return reader.Open(model.Files, 2) }, func() (*link.Linker, error) { return link.Open(model.Files, 2, nil) })
	const story = `{"id":"a","outlet":"Harbour Post","published":"2026-03-09","text":"The cranes at Pier 4 stood idle on Monday, engineer Tor Hagen said. Mayor Siv Moe denied that the pier was damaged.\n\n\"We have had no strike here,\" he told reporters. \"Nobody was hurt.\"\n\nThe ferry will sail on Friday.\n\nThe ferry company Norled plans to close the line in May."}`
	if _, err := d.Add(ctx, hearsay.Input{Stream: strings.NewReader(story + "\n"), Name: "stories.jsonl"}, desk.Options{}); err != nil {
		t.Fatal(err)
	}
	claim := func(words string) ledger.KeptClaim {
		t.Helper()
		for c, err := range d.Claims(ctx, ledger.Query{}) {
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(c.Content.Text, words) {
				return c
			}
		}
		t.Fatal("no claim has ", words)
		return ledger.KeptClaim{}
	}
	speaker, denied := desk.Words("Mayor Siv Moe"), true
	for words, to := range map[string]desk.Changes{
		"stood idle": {Speaker: &speaker, Act: hearsay.Doubt},
		"no strike":  {Certainty: hearsay.Possible},
		"the line":   {Denied: &denied},
	} {
		if _, err := d.Correct(ctx, claim(words).ID, to, ""); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	text := claim("stood idle").Document.Text
	for p, err := range d.Passages(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		if err := report.WriteMarked(&out, p); err != nil {
			t.Fatal(err)
		}
	}
	var found []mark
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	for _, line := range lines {
		var p passage
		if err := json.Unmarshal([]byte(line), &p); err != nil {
			t.Fatal(err)
		}
		plain, marks, err := parseMarked(p.Text)
		if err != nil {
			t.Fatalf("%v: %s", err, p.Text)
		}
		if !strings.Contains(text, plain) || strings.Contains(plain, "sail on Friday") || p.Published != "2026-03-09" || p.Outlet != "Harbour Post" {
			t.Errorf("%+v", p)
		}
		found = append(found, marks...)
	}
	if len(lines) != 3 {
		t.Errorf("%d passages:\n%s", len(lines), out.String())
	}
	has := func(tag string, attrs map[string]string) bool {
		for _, m := range found {
			all := m.tag == tag
			for name, value := range attrs {
				all = all && m.attrs[name] == value
			}
			if all {
				return true
			}
		}
		return false
	}
	for _, want := range []struct {
		tag   string
		attrs map[string]string
	}{
		{"C", map[string]string{"act": "doubt"}},
		{"C", map[string]string{"sure": "possible"}},
		{"C", map[string]string{"neg": "1"}},
		{"S", map[string]string{"kind": "person"}},
		{"e", map[string]string{"t": "person"}},
		{"time", map[string]string{"v": "2026-03-09"}},
	} {
		if !has(want.tag, want.attrs) {
			t.Errorf("no passage has %+v:\n%s", want, out.String())
		}
	}

	// The checker of the form itself, where it lies beside the tree.
	checker := "../../../shared/lab/markup.py"
	python, err := exec.LookPath("python3")
	if _, missing := os.Stat(checker); missing != nil || err != nil {
		t.Log("the checker of the form is not there: not asked")
		return
	}
	file := filepath.Join(t.TempDir(), "passages.jsonl")
	if err := os.WriteFile(file, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	said, err := exec.CommandContext(ctx, python, checker, file).CombinedOutput()
	if err != nil || !strings.Contains(string(said), " 0 problems") {
		t.Errorf("%v: %s\n%s", err, said, out.String())
	}
}
