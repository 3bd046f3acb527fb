package ledger

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hearsay"
)

// bookkept fills a ledger with one of everything: stories, skips, readings that withdraw and bring back.
func bookkept(t testing.TB, dsn string) *Ledger {
	t.Helper()
	l := open(t, dsn, ticking())
	all := stories(t)
	_, v2, v3 := reread(t)
	add(t, l, "v1", all[0], Reading{Skip: &hearsay.Skip{Name: "press/a<b>.pdf", Reason: hearsay.ReasonEncrypted, Detail: "it asks for a password"}}, all[1])
	add(t, l, "v1", all[2], all[3])
	add(t, l, "v2", v2, Reading{Document: all[1].Document})
	add(t, l, "v2", Reading{Skip: &hearsay.Skip{Name: "press/empty.txt", Reason: hearsay.ReasonEmpty}}, all[4])
	add(t, l, "v3", v3, all[5])
	return l
}

// TestExport holds the format to a file that is committed, and both databases to each other.
func TestExport(t *testing.T) {
	name := filepath.Join("testdata", "export.jsonl")
	onBoth(t, func(t *testing.T, dsn string) {
		l := bookkept(t, dsn)
		wantClean(t, l)
		got := export(t, l)
		if *update {
			if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("the export differs from %s", name)
		}
	})
}

func TestImport(t *testing.T) {
	exported, err := os.ReadFile(filepath.Join("testdata", "export.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	want := string(exported)
	onBoth(t, func(t *testing.T, dsn string) {
		l := open(t, dsn, ticking())
		got, err := l.Import(ctx, strings.NewReader(want))
		if all := (Added{Documents: 6, Reread: 3, Claims: 66, Withdrawn: 16, Skips: 2}); got != all || err != nil {
			t.Errorf("imported %+v, %v, want %+v", got, err, all)
		}
		if export(t, l) != want {
			t.Error("import, then export: other bytes")
		}
		if got, err := l.Import(ctx, strings.NewReader(want)); err != nil || got != (Added{}) {
			t.Errorf("imported again: %+v, %v", got, err)
		}
		wantClean(t, l)
		if !strings.Contains(answers(l, "", "speaker:cisneros"), "(Octavio Cisneros)") {
			t.Error("what was imported is not found")
		}
		if has, err := l.Has(ctx, stories(t)[0].Document.ID, "v2"); !has || err != nil {
			t.Error("what was imported was not read")
		}
		add(t, l, "v4", stories(t)[0]) // a ledger that has gone on holds the file still
		if _, err := l.Import(ctx, strings.NewReader(want)); err != nil {
			t.Error(err)
		}
	})
}

// TestImportGoesOn: an import that was broken off anywhere goes on where it stopped.
func TestImportGoesOn(t *testing.T) {
	exported, err := os.ReadFile(filepath.Join("testdata", "export.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(exported), "\n")
	lines = lines[:len(lines)-1]
	for n := range lines {
		l := open(t, newFile(t), fixed)
		if _, err := l.Import(ctx, strings.NewReader(strings.Join(lines[:n+1], ""))); err != nil {
			t.Fatal(err)
		}
		if _, err := l.Import(ctx, strings.NewReader(string(exported))); err != nil {
			t.Fatal(err)
		}
		if export(t, l) != string(exported) {
			t.Errorf("broken off after line %d: other bytes", n+1)
		}
	}
}

func TestImportRefused(t *testing.T) {
	exported, err := os.ReadFile(filepath.Join("testdata", "export.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	whole := string(exported)
	lines := strings.SplitAfter(whole, "\n")
	for name, c := range map[string]struct {
		text string
		kind error
		says string
	}{
		"empty":           {"", hearsay.ErrInvalid, "not an export"},
		"something else":  {"{\"a\":1}\n", hearsay.ErrInvalid, "not an export"},
		"a newer format":  {strings.Replace(whole, `"format":1`, `"format":2`, 1), hearsay.ErrUnsupported, "format 2"},
		"cut short":       {whole[:len(whole)-100], hearsay.ErrInvalid, "breaks off"},
		"not JSON":        {lines[0] + "x\n", hearsay.ErrInvalid, "line 2"},
		"an empty line":   {lines[0] + "\n", hearsay.ErrInvalid, "line 2"},
		"a field more":    {strings.Replace(whole, `{"entered"`, `{"else":1,"entered"`, 1), hearsay.ErrInvalid, "else"},
		"nothing in it":   {lines[0] + `{"entered":"2026-03-12T08:01:00.000000Z","reader":"v1"}` + "\n", hearsay.ErrInvalid, "line 2: invalid: it is neither"},
		"time":            {strings.Replace(whole, "08:01:00.000000Z", "08:61:00.000000Z", 1), hearsay.ErrInvalid, "line 2"},
		"order of time":   {strings.Replace(whole, "08:01:00.000000Z", "08:04:00.000000Z", 1), hearsay.ErrInvalid, "line 3: invalid: it was entered before the line above"},
		"text":            {strings.Replace(whole, "Smoke stood", "Smoke hung!", 1), hearsay.ErrInvalid, "line 2"},
		"a claim's text":  {strings.Replace(whole, `"text":"denied"`, `"text":"defied"`, 1), hearsay.ErrInvalid, "line 2"},
		"twice":           {lines[0] + lines[1] + lines[1], hearsay.ErrInvalid, "line 3"},
		"unknown reread":  {lines[0] + lines[6], hearsay.ErrInvalid, "line 2"},
		"withdraws other": {strings.Replace(whole, `"withdrawn":["`, `"withdrawn":["a`, 1), hearsay.ErrInvalid, "withdraws other claims"},
	} {
		l := open(t, newFile(t), fixed)
		_, err := l.Import(ctx, strings.NewReader(c.text))
		if !errors.Is(err, c.kind) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
		wantClean(t, l)
	}

	l := open(t, newFile(t), fixed)
	add(t, l, "v1", stories(t)[3])
	if _, err := l.Import(ctx, strings.NewReader(whole)); !errors.Is(err, hearsay.ErrConflict) || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("into a ledger with something else: %v", err)
	}
}

// TestOldLedgers: a ledger that a released version wrote opens, and says what it said. Those of this version are made by -update.
func TestOldLedgers(t *testing.T) {
	if *update {
		name := filepath.Join("testdata", fmt.Sprintf("v%d.db", 1))
		if err := os.Remove(name); err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		l := bookkept(t, name)
		if _, err := l.write.Exec(`INSERT INTO claim_terms(claim_terms) VALUES('optimize')`); err != nil {
			t.Fatal(err)
		}
		if _, err := l.write.Exec(`VACUUM`); err != nil {
			t.Fatal(err)
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(filepath.Join("testdata", "export.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	names, err := filepath.Glob(filepath.Join("testdata", "v*.db"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no ledgers: %v", err)
	}
	for _, name := range names {
		old, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		path := newFile(t)
		if err := os.WriteFile(path, old, 0o644); err != nil {
			t.Fatal(err)
		}
		l := open(t, path, func() time.Time { return start.Add(time.Hour) })
		if export(t, l) != string(want) {
			t.Errorf("%s says something else", name)
		}
		wantClean(t, l)
		if a := add(t, l, "v9", stories(t)...); a.Reread != 6 {
			t.Errorf("%s: added %+v", name, a)
		}
		wantClean(t, l)
	}
}
