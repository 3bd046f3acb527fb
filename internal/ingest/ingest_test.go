package ingest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"hearsay"
)

// The stories of these tests. Their outlets and people are invented.
const (
	bridge = "The harbour board said on Tuesday that the old bridge at Lindmoor would close in March for repairs that may take a year.\n\n" +
		"“We have put this off for too long,” said Ada Quill, who chairs the board. She denied that money was the reason."
	ferry = "The ferry company Nordbay Lines said that it would run two more boats a day while the bridge is closed.\n\n" +
		"The mayor of Lindmoor, Tom Farrow, welcomed the plan and asked the company to keep its fares as they are."
)

// gathered is all that came of an input.
type gathered struct {
	docs  []*hearsay.Document
	skips []*hearsay.Skip
	held  map[string]Records
}

func gather(t testing.TB, g *Ingester, in hearsay.Input) gathered {
	t.Helper()
	var all gathered
	all.held = map[string]Records{}
	g.Counted = func(name string, r Records) { all.held[name] = r }
	for doc, err := range g.Documents(t.Context(), in) {
		var skip *hearsay.Skip
		switch {
		case err == nil:
			checkDocument(t, doc)
			all.docs = append(all.docs, doc)
		case errors.As(err, &skip):
			if skip.Name == "" || skip.Reason == "" {
				t.Errorf("a skip says neither of what nor why: %+v", skip)
			}
			all.skips = append(all.skips, skip)
		default:
			t.Fatalf("stopped: %v", err)
		}
	}
	return all
}

// checkDocument checks what holds for every document.
func checkDocument(t testing.TB, doc *hearsay.Document) {
	t.Helper()
	again := *doc
	again.Identify()
	if doc.ID == "" || again.ID != doc.ID {
		t.Errorf("%s: ID %q, want %q", doc.Ref, doc.ID, again.ID)
	}
	if (doc.Published == "") != (doc.PublishedFrom == hearsay.ByNobody) {
		t.Errorf("%s: published %q, from %q", doc.Ref, doc.Published, doc.PublishedFrom)
	}
	if doc.Published != "" {
		if err := hearsay.ParsePublished(doc.Published); err != nil {
			t.Errorf("%s: %v", doc.Ref, err)
		}
	}
	if strings.TrimSpace(doc.Text) == "" || strings.ToValidUTF8(doc.Text, "") != doc.Text {
		t.Errorf("%s: text %q", doc.Ref, doc.Text)
	}
}

// lines says what was gathered, a line each.
func (all gathered) lines() []string {
	var out []string
	for _, d := range all.docs {
		out = append(out, d.Ref+": "+first(strings.Join(strings.Fields(d.Text), " "))[:20])
	}
	for _, s := range all.skips {
		out = append(out, s.Error())
	}
	return out
}

// expect compares what was gathered with lines of "ref" for documents and "name: reason: detail" for skips; a detail is compared by how
// it begins.
func (all gathered) expect(t testing.TB, docs, skips []string) {
	t.Helper()
	var refs []string
	for _, d := range all.docs {
		refs = append(refs, d.Ref)
	}
	if !slices.Equal(refs, docs) {
		t.Errorf("documents %q\nwant      %q", refs, docs)
	}
	same := len(all.skips) == len(skips)
	for i := 0; same && i < len(skips); i++ {
		same = strings.HasPrefix(all.skips[i].Error(), skips[i])
	}
	if !same {
		t.Errorf("skips %q\nwant  %q", all.skips, skips)
	}
}

func stream(name string, data []byte) hearsay.Input {
	return hearsay.Input{Stream: bytes.NewReader(data), Name: name}
}

// put writes files into a new folder and returns it.
func put(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, data := range files {
		p := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestStatedByUser(t *testing.T) {
	in := stream("", []byte("\ufeff"+bridge))
	in.Outlet, in.Published, in.Title = "Lindmoor Post", "2025-11-06", "Bridge to close"
	all := gather(t, New(), in)
	all.expect(t, []string{""}, nil)
	d := all.docs[0]
	if d.Outlet != "Lindmoor Post" || d.Published != "2025-11-06" || d.PublishedFrom != hearsay.ByUser || d.Title != "Bridge to close" || d.Text != bridge {
		t.Errorf("%+v", d)
	}
	in.Published = "soon"
	for _, err := range New().Documents(t.Context(), in) {
		if !errors.Is(err, hearsay.ErrInvalid) {
			t.Errorf("published soon: %v", err)
		}
	}
	for _, err := range New().Documents(t.Context(), hearsay.Input{}) {
		if !errors.Is(err, hearsay.ErrInvalid) {
			t.Errorf("no input: %v", err)
		}
	}
}

func TestFolder(t *testing.T) {
	dir := put(t, map[string]string{
		"b.txt": ferry, "a/2025-11-04-bridge.txt": bridge, "a/empty.txt": "", "a/blank.md": " \n\n", ".hidden.txt": ferry, ".git/x.txt": ferry, "c.jpg": "\xff\xd8\xff\xe0\x00\x10JFIF\x00",
		"d.css": "body { color: red }", "e.bin": "\x7fELF\x02\x01\x01\x00",
	})
	if err := os.Symlink(dir, filepath.Join(dir, "a", "loop")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("b.txt", filepath.Join(dir, "link.txt")); err != nil {
		t.Fatal(err)
	}
	day := time.Date(2025, 11, 2, 10, 0, 0, 0, time.UTC)
	if err := os.Chtimes(filepath.Join(dir, "b.txt"), day, day); err != nil {
		t.Fatal(err)
	}
	at := func(name string) string { return filepath.Join(dir, name) }
	all := gather(t, New(), hearsay.Input{Path: dir})
	all.expect(t, []string{at("a/2025-11-04-bridge.txt"), at("b.txt")}, []string{
		at("a/blank.md") + ": empty", at("a/empty.txt") + ": empty", at("a/loop") + ": unsupported: a symbolic link", at("c.jpg") + ": unsupported: image/jpeg",
		at("d.css") + ": unsupported", at("e.bin") + ": unsupported", at("link.txt") + ": unsupported: a symbolic link",
	})
	for i, want := range []struct {
		published string
		from      hearsay.PublishedFrom
	}{{"2025-11-04", hearsay.ByFileName}, {"2025-11-02", hearsay.ByFileTime}} {
		if d := all.docs[i]; d.Published != want.published || d.PublishedFrom != want.from {
			t.Errorf("%s: %s by %s", d.Ref, d.Published, d.PublishedFrom)
		}
	}
	// The user may name a link.
	if all := gather(t, New(), hearsay.Input{Path: at("a/loop")}); len(all.docs) != 2 {
		t.Errorf("through a link: %q", all.lines())
	}
	if all := gather(t, New(), hearsay.Input{Path: at("link.txt")}); len(all.docs) != 1 {
		t.Errorf("a link: %q", all.lines())
	}
	gather(t, New(), hearsay.Input{Path: at("none.txt")}).expect(t, nil, []string{at("none.txt") + ": unavailable: no such file"})
}

// TestStops: who wants no more gets no more, and an end of the context is the last that is heard.
func TestStops(t *testing.T) {
	var b strings.Builder
	for i := range 100 {
		fmt.Fprintf(&b, "{\"text\":\"Story %d.\"}\n", i)
	}
	n := 0
	for _, err := range New().Documents(t.Context(), stream("", []byte(b.String()))) {
		if n++; n == 3 || err != nil {
			break
		}
	}
	if n != 3 {
		t.Errorf("%d came of 3", n)
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	n = 0
	var last error
	for _, err := range New().Documents(ctx, stream("", []byte(b.String()))) {
		n++
		last = err
		if n == 5 {
			stop()
		}
	}
	if n != 6 || !errors.Is(last, context.Canceled) {
		t.Errorf("after the end of the context: %d came, at last %v", n, last)
	}
}

func TestLimit(t *testing.T) {
	g := New()
	g.Limit = 1000
	long := strings.Repeat("The board said that the bridge would close. ", 30)
	dir := put(t, map[string]string{"long.txt": long, "short.txt": ferry, "long.html": "<html><body><p>" + long, "two.jsonl": fmt.Sprintf("{\"text\":%q}\n{\"text\":%q}\n", long, ferry)})
	at := func(name string) string { return filepath.Join(dir, name) }
	gather(t, g, hearsay.Input{Path: dir}).expect(t, []string{at("short.txt"), at("two.jsonl") + ":2"}, []string{
		at("long.html") + ": too large: more than 1000 bytes", at("long.txt") + ": too large", at("two.jsonl") + ":1: too large",
	})
}

func TestNameDate(t *testing.T) {
	for name, want := range map[string]string{
		"2025-11-04-story.txt": "2025-11-04", "a/b/20251104.html": "2025-11-04", "story_2025_11_04.pdf": "2025-11-04", "https://news.example/2025/11/04/story": "2025-11-04",
		"a.zip/2024/01/31/x.html": "2024-01-31", "story-2025-13-40.txt": "", "120251104.txt": "", "2025-11_04.txt": "", "story.txt": "", "2024-01-01/story.txt": "",
	} {
		if got := nameDate(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
