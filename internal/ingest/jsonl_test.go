package ingest

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"hearsay"
)

func TestJSONLines(t *testing.T) {
	odd := "  Two  blanks,\r\n a tab\t and é — kept. \n"
	line := func(o map[string]any) string {
		b, err := json.Marshal(o)
		if err != nil {
			t.Fatal(err)
		}
		return string(b) + "\n"
	}
	data := line(map[string]any{"id": "s-1", "outlet": "Lindmoor Post", "published": "2025-11-06T08:15:00+03:00", "title": "Bridge", "text": odd, "url": "https://post.example/1"}) +
		line(map[string]any{"id": 17, "text": ferry}) +
		"{\"id\": \"s-3\", \"text\": \"never clo\n" +
		"\n" +
		line(map[string]any{"text": bridge, "published": "Thu, 06 Nov 2025 08:15:00 +0300"}) +
		line(map[string]any{"text": ""}) +
		line(map[string]any{"text": bridge, "published": "one of these days"}) +
		"[1, 2]\n" +
		line(map[string]any{"title": "no text"}) +
		"{\"text\": \"\xff\"}\n" +
		line(map[string]any{"text": 7}) +
		line(map[string]any{"text": "a NUL \x00"}) +
		strings.TrimSuffix(line(map[string]any{"id": "last", "text": "The board said no."}), "\n")
	for _, name := range []string{"a.jsonl", "a.jsonl.gz", "a.jsonl.zst"} {
		packed := map[string]string{"a.jsonl": data, "a.jsonl.gz": zipped(data[:100], data[100:]), "a.jsonl.zst": zstandard(data)}[name]
		all := gather(t, New(), stream(name, []byte(packed)))
		at := func(n int) string { return fmt.Sprintf("%s:%d", name, n) }
		all.expect(t, []string{"s-1", "17", at(5), "last"}, []string{
			at(3) + ": malformed: JSON: unexpected end", at(6) + ": empty", at(7) + `: malformed: published "one of these days" is neither`, at(8) + ": malformed: no JSON object",
			at(9) + ": unsupported: JSON that is no story", at(10) + ": malformed: not UTF-8", at(11) + ": malformed: JSON", at(12) + ": malformed: its text has a NUL",
		})
		if d := all.docs[0]; d.Text != odd || d.Outlet != "Lindmoor Post" || d.Title != "Bridge" || d.Published != "2025-11-06T08:15:00+03:00" || d.PublishedFrom != hearsay.ByFeed || d.Address != "https://post.example/1" {
			t.Errorf("%+v", d)
		}
		if d := all.docs[2]; d.Published != "2025-11-06T08:15:00+03:00" {
			t.Errorf("%+v", d)
		}
	}
}

func TestJSONValues(t *testing.T) {
	one := fmt.Sprintf(`{"id": "s-1", "text": %q}`, ferry)
	two := fmt.Sprintf(`{"id": "s-2", "text": %q}`, bridge)
	pretty := func(s string) string {
		var o map[string]any
		if err := json.Unmarshal([]byte(s), &o); err != nil {
			t.Fatal(err)
		}
		b, _ := json.MarshalIndent(o, "", "  ")
		return string(b)
	}
	for name, c := range map[string]struct {
		file, data string
		docs       []string
		skips      []string
	}{
		"one on a line":      {"a.json", one, []string{"s-1"}, nil},
		"one, no name":       {"", one, []string{"s-1"}, nil},
		"one on many lines":  {"a.json", pretty(one), []string{"s-1"}, nil},
		"with a mark":        {"a.json", "\ufeff" + pretty(one), []string{"s-1"}, nil},
		"lines named .json":  {"a.json", one + "\n" + two + "\n", []string{"s-1", "s-2"}, nil},
		"first line broken":  {"a.jsonl", "{\"text\": \n" + two + "\n", []string{"s-2"}, []string{"a.jsonl:1: malformed"}},
		"first line junk":    {"a.jsonl", "{oops\n" + two + "\n", []string{"s-2"}, []string{"a.jsonl:1: malformed"}},
		"an array":           {"a.json", "[" + one + ", " + pretty(two) + "]", []string{"s-1", "s-2"}, nil},
		"an array, one bad":  {"a.json", "[" + one + `, {"text": 7}, 12, ` + two + "\n]\n", []string{"s-1", "s-2"}, []string{"a.json#2: malformed", "a.json#3: malformed: no JSON object"}},
		"an array, cut":      {"a.json", "[" + one + ", " + two[:40], []string{"s-1"}, []string{"a.json#2: malformed: JSON: broken off"}},
		"an empty array":     {"a.json", "[]", nil, nil},
		"no story":           {"a.json", `{"name": "x", "scripts": {}}`, nil, []string{"a.json: unsupported: JSON that is no story"}},
		"text with brackets": {"a.txt", "[Updated] " + ferry, []string{""}, nil},
		"text with a brace":  {"a.txt", "{Updated} " + ferry, []string{""}, nil},
	} {
		t.Run(name, func(t *testing.T) { gather(t, New(), stream(c.file, []byte(c.data))).expect(t, c.docs, c.skips) })
	}
}

// TestJSONLinesCut: what was read before a file breaks off is kept.
func TestJSONLinesCut(t *testing.T) {
	var b strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&b, "{\"id\": \"s-%d\", \"text\": \"Story %d, in which the board said %d.\"}\n", i, i, i*i*i%7919)
	}
	data := zipped(b.String())
	all := gather(t, New(), stream("a.jsonl.gz", []byte(data[:len(data)/2])))
	if len(all.docs) < 500 || len(all.skips) != 1 || !strings.HasSuffix(all.skips[0].Error(), ": malformed: unexpected EOF") {
		t.Errorf("%d documents, %q", len(all.docs), all.skips)
	}
}

// TestJSONLarge: what is too large costs itself alone.
func TestJSONLarge(t *testing.T) {
	g := New()
	g.Limit = 1000
	one := func(id string, n int) string {
		return fmt.Sprintf(`{"id": %q, "text": %q}`, id, strings.Repeat("It said so. ", n))
	}
	all := gather(t, g, stream("a.json", []byte("["+one("a", 2)+","+one("b", 20_000)+","+one("c", 2)+"]")))
	all.expect(t, []string{"a", "c"}, []string{"a.json#2: too large"})
	all = gather(t, g, stream("a.jsonl", []byte(one("a", 2)+"\n"+one("b", 20_000)+"\n"+one("c", 2)+"\n"+one("d", 20_000))))
	all.expect(t, []string{"a", "c"}, []string{"a.jsonl:2: too large", "a.jsonl:4: too large"})
}

func TestNinjs(t *testing.T) {
	for name, c := range map[string]struct {
		data string
		want hearsay.Document
		skip string
	}{
		"version 1, text": {
			`{"uri": "urn:newsml:agency.example:1", "type": "text", "versioncreated": "2025-11-06T08:15:00+03:00", "language": "en-GB", "headline": "Bridge to close", "byline": "Ada Quill",
			"body_text": "The board said no.  \n\n\n\nIt gave no reason.\n", "source": "Moor News Agency", "provider": {"name": "Other"}}`,
			hearsay.Document{
				Ref: "urn:newsml:agency.example:1", Outlet: "Moor News Agency", Title: "Bridge to close", Published: "2025-11-06T08:15:00+03:00", PublishedFrom: hearsay.ByFeed,
				Text: "The board said no.\n\nIt gave no reason.", Language: "en",
			},
			"",
		},
		"version 1, HTML": {
			`{"uri": "x:2", "headline": "Bridge &amp; ferry", "versioncreated": "20251106T081500+0000", "infosource": [{"name": "Moor News Agency"}],
			"body_html": "<p>The board <b>said</b> no.</p><script>x()</script><p>It gave no reason &amp; left.</p>"}`,
			hearsay.Document{Ref: "x:2", Outlet: "Moor News Agency", Title: "Bridge & ferry", Published: "2025-11-06T08:15:00Z", PublishedFrom: hearsay.ByFeed, Text: "The board said no.\n\nIt gave no reason & left."},
			"",
		},
		"version 2": {
			`{"uri": "x:3", "firstCreated": "2025-11-06", "headlines": [{"role": "short", "value": "Bridge"}, {"role": "main", "value": "Bridge to close"}],
			"bodies": [{"role": "main", "contenttype": "application/xhtml+xml", "value": "<p>The board said no.</p>"}], "provider": "Moor News Agency"}`,
			hearsay.Document{Ref: "x:3", Outlet: "Moor News Agency", Title: "Bridge to close", Published: "2025-11-06", PublishedFrom: hearsay.ByFeed, Text: "The board said no."},
			"",
		},
		"a picture": {`{"uri": "x:4", "type": "picture", "headline": "The bridge", "versioncreated": "2025-11-06T08:15:00Z"}`, hearsay.Document{}, "no article text: a news item of type picture"},
		"canceled":  {`{"uri": "x:5", "pubstatus": "canceled", "body_text": "The board said no."}`, hearsay.Document{}, "unsupported: its agency marks it canceled"},
		"broken":    {`{"uri": 5, "body_text": "The board said no."}`, hearsay.Document{}, "malformed: ninjs"},
	} {
		t.Run(name, func(t *testing.T) {
			all := gather(t, New(), stream("a.json", []byte(c.data)))
			if c.skip != "" {
				all.expect(t, nil, []string{"a.json: " + c.skip})
				return
			}
			all.expect(t, []string{c.want.Ref}, nil)
			if c.want.Identify(); *all.docs[0] != c.want {
				t.Errorf("got  %+v\nwant %+v", *all.docs[0], c.want)
			}
		})
	}
}
