package main

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"hearsay"
)

const schemas = "../../docs/schema/"

// What every command prints is what docs/schema says it prints: no field more, and none less.
func TestJSONIsAsDocumented(t *testing.T) {
	t.Setenv("HEARSAY_NOW", "2026-03-12T06:00:00Z")
	ledger := filepath.Join(t.TempDir(), "ledger.db")
	t.Setenv("HEARSAY_LEDGER", ledger)
	stories, err := filepath.Glob("../../examples/*.txt")
	if err != nil || len(stories) < 6 {
		t.Fatal("examples are missing: ", err)
	}
	must(t, "import", "--ledger", ledger, before(t, stories[0]))
	must(t, "add", "--outlet", "Harbour Post", "--published", "2026-03-10T06:00:00-06:00", stories[1])
	must(t, append([]string{"add"}, stories[2:]...)...)
	launchers := filepath.Join(t.TempDir(), "launchers.txt")
	if err := os.WriteFile(launchers, []byte("No Buk-M2E launcher has reached Nicaragua, the Honduran foreign ministry said on Monday. The navy of Nicaragua said that it would answer on Friday.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	must(t, "add", launchers)
	if code, _, errs := call(t, "add", "../../examples/stories.tsv", "missing.txt"); code != exitSkipped {
		t.Fatal(errs)
	}
	must(t, "reread")
	must(t, "check")
	empty := filepath.Join(t.TempDir(), "empty.db")
	head := filepath.Join(t.TempDir(), "head.jsonl")
	if err := os.WriteFile(head, []byte(`{"hearsay":"ledger","format":1}`+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	must(t, "import", "--ledger", empty, head)
	found := lines(must(t, "find", "--format", "json"))
	id := func(line string) string {
		var v struct{ ID string }
		if err := json.Unmarshal([]byte(line), &v); err != nil {
			t.Fatal(err)
		}
		return v.ID
	}
	claim, document := id(found[0]), id(lines(must(t, "docs", "--format", "json"))[0])

	parties := lines(must(t, "parties", "--format", "json"))
	must(t, "merge", id(parties[0]), id(parties[1]))
	must(t, "merge", id(parties[0]), id(parties[2]))
	must(t, "undo")
	must(t, "rule", claim, id(found[2]), "contradicts")
	said := lines(must(t, "find", "--format", "json", "speaker:altamirano"))
	must(t, "rule", id(said[0]), id(said[len(said)-1]), "updates", "--why", "he was asked again")
	must(t, "correct", id(found[1]), "--certainty", "unsure", "--denied")
	must(t, "withdraw", id(found[len(found)-1]), "--why", "none")

	for _, c := range []struct {
		schema string
		least  int // lines
		args   []string
	}{
		{"read.json", 6, append([]string{"read", "--format", "json", "--published", "2026-03-10"}, stories...)},
		{"read.json", 1, []string{"show", "--format", "json", document}},
		{"find.json", 50, []string{"find", "--format", "json", "--limit", "0"}},
		{"find.json", 1, []string{"show", "--format", "json", claim}},
		{"docs.json", 6, []string{"docs", "--format", "json"}},
		{"parties.json", 3, []string{"parties", "--format", "json", "--limit", "0"}},
		{"profile.json", 2, []string{"party", "--format", "json", id(parties[0])}},
		{"matter.json", 30, []string{"matters", "--format", "json", "--limit", "0"}},
		{"matter.json", 1, []string{"matters", "--format", "json", "amapala"}},
		{"matter.json", 2, []string{"matter", "--format", "json", "--limit", "0", claim}},
		{"conflicts.json", 1, []string{"conflicts", "--format", "json"}},
		{"timeline.json", 20, []string{"timeline", "--format", "json"}},
		{"timeline.json", 50, []string{"timeline", "--format", "json", "--all", "--by", "said", "--limit", "0"}},
		{"answer.json", 1, []string{"ask", "--format", "json", "How many sailors were injured at Corinto?"}},
		{"track.json", 4, []string{"track", "--format", "json", "altamirano"}},
		{"systems.json", 1, []string{"systems", "--format", "json"}},
		{"system.json", 2, []string{"system", "--format", "json", "buk"}},
		{"rulings.json", 5, []string{"rulings", "--format", "json"}},
		{"skips.json", 2, []string{"skips", "--format", "json"}},
		{"stats.json", 1, []string{"stats", "--format", "json"}},
		{"stats.json", 1, []string{"stats", "--format", "json", "--ledger", empty}},
		{"stats.json", 1, []string{"stats", "--format", "json", "--as-of", "2026-03-11"}},
		{"export.json", 10, []string{"export"}},
		{"export.json", 1, []string{"export", "--ledger", empty}},
	} {
		t.Run(strings.Join(c.args[:1], " "), func(t *testing.T) {
			schema, err := jsonschema.NewCompiler().Compile(schemas + c.schema)
			if err != nil {
				t.Fatal(err)
			}
			got := lines(must(t, c.args...))
			if len(got) < c.least {
				t.Fatalf("%d lines of %v, at least %d are wanted", len(got), c.args, c.least)
			}
			for _, line := range got {
				v, err := jsonschema.UnmarshalJSON(strings.NewReader(line))
				if err != nil {
					t.Fatalf("%v\n%s", err, line)
				}
				if err := schema.Validate(v); err != nil {
					t.Fatalf("%v\n%s", err, line)
				}
				bites(t, schema, v, v, "")
			}
		})
	}
	for command, has := range map[string]string{"matters": `"updates":[{`, "track altamirano": `"changed":[{`} {
		if out := must(t, append(strings.Fields(command), "--format", "json")...); !strings.Contains(out, has) {
			t.Errorf("nothing with %s was put to the test", has)
		}
	}
	if export := must(t, "export"); !strings.Contains(export, `"withdrawn":[`) || !strings.Contains(export, `"skip":`) {
		t.Error("no withdrawal or no skip was put to the test")
	}
}

// bites sees that no object of a value may have a field more, and none but those that are left out when empty a field less. It
// alters the value, and puts it back.
func bites(t *testing.T, schema *jsonschema.Schema, whole, part any, at string) {
	switch part := part.(type) {
	case []any:
		for _, v := range part[:min(len(part), 1)] {
			bites(t, schema, whole, v, at+"[]")
		}
	case map[string]any:
		part["surprise"] = true
		if schema.Validate(whole) == nil {
			t.Fatalf("%s.surprise is let through", at)
		}
		delete(part, "surprise")
		for _, key := range slices.Sorted(maps.Keys(part)) {
			v := part[key]
			delete(part, key)
			if schema.Validate(whole) == nil && !slices.Contains([]string{"published_from", "address", "language", "summary", "withdrawn", "party", "system", "place", "at", "relation", "ruling", "correction", "follows"}, key) && !strings.HasSuffix(at, ".correction") {
				t.Fatalf("%s.%s may be missing", at, key)
			}
			part[key] = v
			bites(t, schema, whole, v, at+"."+key)
		}
	}
}

// before is the file of an export as an older reader would have left it: that reader had found one claim more in the story.
func before(t *testing.T, story string) string {
	t.Helper()
	ledger := filepath.Join(t.TempDir(), "older.db")
	must(t, "add", "--ledger", ledger, "--published", "2026-03-09", story)
	all := lines(must(t, "export", "--ledger", ledger))
	var entry struct {
		Entered  string            `json:"entered"`
		Reader   string            `json:"reader"`
		Document *hearsay.Document `json:"document"`
		Claims   []hearsay.Claim   `json:"claims"`
	}
	if err := json.Unmarshal([]byte(all[1]), &entry); err != nil {
		t.Fatal(err)
	}
	more := entry.Claims[0]
	more.Act = hearsay.Praise
	more.ID = hearsay.NewClaimID(entry.Document.ID, &more)
	entry.Reader, entry.Claims = "0-older", append(entry.Claims, more)
	b, err := json.Marshal(entry)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "older.jsonl")
	if err := os.WriteFile(path, bytes.Join([][]byte{[]byte(all[0]), b, nil}, []byte("\n")), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func lines(s string) []string {
	if s = strings.TrimSuffix(s, "\n"); s == "" {
		return nil
	}
	return strings.Split(s, "\n")
}

// Every field that a schema names is told of in docs/json.md.
func TestFieldsAreToldOf(t *testing.T) {
	told, err := os.ReadFile("../../docs/json.md")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(schemas + "*.json")
	if err != nil || len(files) == 0 {
		t.Fatal("no schemas: ", err)
	}
	for _, file := range files {
		if !bytes.Contains(told, []byte("(schema/"+filepath.Base(file)+")")) {
			t.Errorf("docs/json.md has no link to %s", file)
		}
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var v any
		if err := json.Unmarshal(b, &v); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for name := range fieldsOf(v) {
			if !bytes.Contains(told, []byte("`"+name+"`")) && !bytes.Contains(told, []byte(`"`+name+`"`)) {
				t.Errorf("docs/json.md does not tell of %s, which %s has", name, file)
			}
		}
	}
}

// fieldsOf are the names in all "properties" of a schema.
func fieldsOf(v any) map[string]bool {
	names := map[string]bool{}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			maps.Copy(names, fieldsOf(x))
		}
	case map[string]any:
		for key, x := range v {
			if properties, ok := x.(map[string]any); ok && key == "properties" {
				for name := range properties {
					names[name] = true
				}
			}
			maps.Copy(names, fieldsOf(x))
		}
	}
	return names
}
