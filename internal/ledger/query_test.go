package ledger

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hearsay"
)

// TestQueries asks testdata/queries.txt of the stories: a line "> query", or "docs> query", and what comes of it.
func TestQueries(t *testing.T) {
	name := filepath.Join("testdata", "queries.txt")
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	onBoth(t, func(t *testing.T, dsn string) {
		l := open(t, dsn, fixed)
		add(t, l, "v1", stories(t)...)
		var got bytes.Buffer
		for line := range strings.Lines(string(want)) {
			kind, query, asked := strings.Cut(strings.TrimSuffix(line, "\n"), ">")
			switch {
			case strings.HasPrefix(line, "#") || line == "\n":
				got.WriteString(line)
			case asked && (kind == "" || kind == "docs"):
				got.WriteString(line)
				got.WriteString(answers(l, kind, query))
			}
		}
		if *update {
			if err := os.WriteFile(name, got.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		} else if got.String() != string(want) {
			t.Errorf("%s says something else:\n%s", name, got.String())
		}
	})
}

func answers(l *Ledger, kind, query string) string {
	q, err := ParseQuery(query)
	if err != nil {
		return "    " + err.Error() + "\n"
	}
	var b strings.Builder
	if kind == "docs" {
		for d, err := range l.Documents(ctx, q) {
			if err != nil {
				return err.Error() + "\n"
			}
			fmt.Fprintf(&b, "    %s: %s\n", d.Outlet, d.Title)
		}
		return b.String()
	}
	for c, err := range l.Claims(ctx, q) {
		if err != nil {
			return err.Error() + "\n"
		}
		fmt.Fprintf(&b, "    %s | %s (%s) %s | %.70q\n", c.Document.Outlet, c.Speaker.Text, c.Speaker.Name, c.Act, c.Content.Text)
	}
	return b.String()
}

// TestHostile: whatever is typed is an error that says why, or a plain search.
func TestHostile(t *testing.T) {
	hostile := map[string]bool{ // may it be a search?
		"":                                     true,
		"   \t\n":                              true,
		"'; DROP TABLE claims; --":             true,
		`" OR 1=1 --`:                          false,
		`"a" OR "b"`:                           true,
		"NEAR(a b, 2)":                         true,
		"a AND b OR c NOT d":                   true,
		"col:x":                                false,
		"terms:x":                              false,
		"{a b} : c":                            true,
		"^first":                               true,
		"pre*":                                 true,
		"* * *":                                false,
		`"`:                                    false,
		`""`:                                   false,
		`"""`:                                  false,
		"-":                                    false,
		"--":                                   false,
		"- x":                                  true,
		"-x":                                   true,
		"a & b | !c <-> d:*":                   false,
		"a:b":                                  false,
		`\' \\ \x00`:                           true,
		"\x00":                                 false,
		"a\x00b":                               true,
		"\xff":                                 false,
		"ﬁnd ①②③ Ⅷ ß İ":                        true,
		"speaker:":                             false,
		`speaker:""`:                           false,
		"speaker:'":                            false,
		"act:sing":                             false,
		"act:deny,":                            false,
		"type:tank":                            false,
		"after:yesterday":                      false,
		"after:0000":                           false,
		"after:9999-12-31":                     true,
		"before:0001":                          true,
		"after:2025-13":                        false,
		"-after:2025":                          false,
		"doc:":                                 false,
		"doc:abc doc:abd":                      false,
		"doc:'":                                true, // ParseQuery does not know IDs
		strings.Repeat("word ", 10_000):        false,
		strings.Repeat("w", 5000):              false,
		strings.Repeat("w ", 64):               true,
		strings.Repeat("w ", 65):               false,
		`"` + strings.Repeat("w ", 2000) + `"`: true,
		strings.Repeat("-", 4000):              false,
		strings.Repeat("(", 4000):              false,
		"𝔪𝔦𝔰𝔰𝔦𝔩𝔢𝔰 ミサイル ракеты": true,
	}
	onBoth(t, func(t *testing.T, dsn string) {
		l := open(t, dsn, fixed)
		add(t, l, "v1", stories(t)...)
		for query, may := range hostile {
			q, err := ParseQuery(query)
			if err != nil {
				if may || !errors.Is(err, hearsay.ErrInvalid) || len(err.Error()) > 5000 {
					t.Errorf("%.40q: %v", query, err)
				}
				continue
			}
			if !may {
				t.Errorf("%.40q is taken for a search", query)
			}
			for _, err := range l.Claims(ctx, q) {
				if err != nil && q.Document == "" {
					t.Errorf("%.40q: claims: %v", query, err)
				}
			}
			for _, err := range l.Documents(ctx, q) {
				if err != nil && q.Document == "" {
					t.Errorf("%.40q: documents: %v", query, err)
				}
			}
		}
		for _, bad := range []string{"doc:'", "doc:zzzzzzzzzz", "doc:%"} {
			for _, err := range l.Claims(ctx, parse(t, bad)) {
				if !errors.Is(err, hearsay.ErrInvalid) && !errors.Is(err, hearsay.ErrNotFound) {
					t.Errorf("%s: %v", bad, err)
				}
			}
		}
		wantClean(t, l)
	})
}

func FuzzQuery(f *testing.F) {
	l, err := Open(ctx, newFile(f), Options{Clock: fixed})
	if err != nil {
		f.Fatal(err)
	}
	defer l.Close()
	if _, err := l.Add(ctx, "v1", stories(f)); err != nil {
		f.Fatal(err)
	}
	f.Add(`missiles "naval pier" speaker:maluk outlet:"Harbour Post" act:deny,doubt type:weapon after:2025-11-01 before:2025-12 -drones`)
	f.Fuzz(func(t *testing.T, text string) {
		q, err := ParseQuery(text)
		if err != nil {
			if !errors.Is(err, hearsay.ErrInvalid) {
				t.Fatal(err)
			}
			return
		}
		q.Limit = 3
		var found []string
		for c, err := range l.Claims(ctx, q) {
			if err != nil {
				if q.Document == "" {
					t.Fatal(err)
				}
				return
			}
			found = append(found, c.ID)
		}
		for _, err := range l.Documents(ctx, q) {
			if err != nil {
				t.Fatal(err)
			}
		}
		if len(q.search.none) == 0 && len(q.search.all) == 1 && q.Document == "" { // what is found, and what is not, is all
			n := Query{search: search{none: q.search.all}}
			for c, err := range l.Claims(ctx, n) {
				if err != nil || slices.Contains(found, c.ID) {
					t.Fatalf("%q and its negation both find %s, %v", text, c.ID, err)
				}
			}
		}
	})
}

func TestTerms(t *testing.T) {
	for text, want := range map[string]string{
		"":                                   "",
		"The Missiles, missiles' missile's":  "the missil missil missil",
		"S-300 F-16s 3.5 1,000":              "s 300 f 16s 3 5 1 000",
		"Tegucigalpa’s Peñón naïve ŁÓDŹ":     "tegucigalpa penon naiv łodz",
		"don't O'Brien 'quoted' rock'n'roll": "dont obrien quot rocknrol",
		"ﬁre ½ x² ǅ":                         "fire 1 2 x2 dz",
		"ミサイル ракеты":                        "ミサイル ракеты",
		"a_b/c:d":                            "a b c d",
		strings.Repeat("x", 100):             strings.Repeat("x", 60),
		"''' ' ’":                            "",
		"İstanbul":                           "istanbul",
	} {
		if got := strings.Join(stems(text), " "); got != want {
			t.Errorf("%.30q: %q, want %q", text, got, want)
		}
	}
	if got := strings.Join(plainWords("Williams's running O’Neill Corp."), " "); got != "williams running oneill corp" {
		t.Errorf("names: %q", got)
	}
	long := within(slices.Repeat([]string{"a", "b"}, 500))
	if len(long) != 2*mostTimes {
		t.Errorf("%d terms of 2 words", len(long))
	}
	if n := len(split(strings.Repeat("w ", 10_000))); n != mostWords {
		t.Errorf("%d words", n)
	}
}

func TestDays(t *testing.T) {
	for query, want := range map[string]string{
		"after:2025-12-30":                     "d/20251230 d/20251231 y/2026 y/2027 y/2028 y/2029 e/203 e/204 e/205 e/206 e/207 e/208 e/209 c/21 c/22 c/23 c/24 c/25 c/26 c/27 c/28 c/29",
		"after:2025-11 before:2026-02-03":      "m/202511 m/202512 m/202601 d/20260201 d/20260202",
		"after:2025 before:2026":               "y/2025",
		"before:1002-02":                       "y/1000 y/1001 m/100201",
		"after:2025-02-28 before:2025-03":      "d/20250228",
		"after:2025-02-28 before:2025":         "d/never",
		"after:2024 after:2025 before:2025-02": "m/202501",
		"after:1999-12 before:2110":            "m/199912 c/20 e/210",
	} {
		var got []string
		for _, p := range parse(t, query).search.all[0] {
			got = append(got, p...)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v", query, got)
		}
	}
	for published, want := range map[string]string{"2025-11-06": "2025-11-06", "2025-11-06T23:30:00-05:00": "2025-11-06", "": "", "x": "", "not a date": ""} {
		day, ok := dayOf(published)
		if got := day.Format("2006-01-02"); ok != (want != "") || ok && got != want {
			t.Errorf("%q is of %s, %t", published, got, ok)
		}
	}
}
