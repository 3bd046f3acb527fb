package ingest

import (
	"os"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"hearsay"
)

// metaSeeds are pages that state much of themselves, rightly and wrongly.
var metaSeeds = []string{
	`<html lang=en><title>A | B</title><meta property=og:title content="A &amp; B"><meta name=date content=20251106><link rel=canonical href=//x/y><h1>A</h1><p>By C</p>`,
	`<script type=application/ld+json>{"@graph":[{"@type":["NewsArticle"],"@id":"#a","datePublished":"Nov 6, 2025 8:15 PM EST","publisher":{"@id":"#b"}},{"@id":"#b","name":"B"}]}</script>`,
	`<script type=application/ld+json><!-- {"@type":"Report","headline":"x` + "\n" + `y","author":[{"name":"C"},],} --></script><time datetime="2025-11-06 08:15:00 -0300">`,
	`<base href="::"><meta itemprop=datePublished content=1762416900000><div itemprop=datePublished>13.11.2025 08:15</div><p>Published 6th of November 2025 by nobody</p>`,
}

// TestDates compares what readMetadata takes for the date of publication with what a person does.
func TestDates(t *testing.T) {
	b, err := os.ReadFile("testdata/dates.tsv")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for line := range strings.Lines(string(b)) {
		if stem, date, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok && !strings.HasPrefix(line, "#") {
			want[stem] = date
		}
	}
	right := 0
	for _, p := range pages(t) {
		date, ok := want[p.stem]
		if !ok {
			continue
		}
		root, err := parseHTML(string(p.data))
		if err != nil {
			t.Fatal(err)
		}
		if got := readMetadata(root, "").published; sameMoment(got, date) {
			right++
		} else {
			t.Errorf("%s: published %q, want %q", p.stem, got, date)
		}
	}
	t.Logf("%d of %d right", right, len(want))
	if len(want) < 60 {
		t.Errorf("%d dates, want 60 or more", len(want))
	}
}

// sameMoment holds for equal days and for equal instants, in whatever zone: many pages state one instant in two zones.
func sameMoment(a, b string) bool {
	if a == b {
		return true
	}
	x, err1 := time.Parse(time.RFC3339, a)
	y, err2 := time.Parse(time.RFC3339, b)
	return err1 == nil && err2 == nil && x.Equal(y)
}

func TestMetadata(t *testing.T) {
	const address = "https://news.tribune.example/2025/dam?ref=1#top"
	ld := func(json string) string { return `<script type="application/ld+json">` + json + "</script>" }
	for name, c := range map[string]struct {
		head string
		want metadata
	}{
		"nothing": {"", metadata{address: "https://news.tribune.example/2025/dam?ref=1"}},
		"title with its outlet": {
			"<title>Dam holds - The Tribune</title>",
			metadata{title: "Dam holds", outlet: "The Tribune"},
		},
		"title with a dash of its own": {
			"<title>Dam holds - for now</title>",
			metadata{title: "Dam holds - for now"},
		},
		"open graph before title": {
			`<title>Dam | Home</title><meta property="og:title" content="Dam holds"><meta property="og:site_name" content="Hill News"><meta property=og:locale content=en_GB>`,
			metadata{title: "Dam holds", outlet: "Hill News", language: "en"},
		},
		"escaped twice": {
			`<meta property="og:title" content="Dam &amp;amp; bridge hold"><meta property="og:site_name" content="Hill &amp;#39;n Dale">`,
			metadata{title: "Dam & bridge hold", outlet: "Hill 'n Dale"},
		},
		"an agency is not the outlet": {
			ld(`{"@type":"NewsArticle","publisher":{"name":"Sea Press"}}`) + `<meta property="og:site_name" content="Hill News">`,
			metadata{outlet: "Hill News"},
		},
		"publisher that is the site": {
			ld(`{"@type":"NewsArticle","publisher":[{"@type":"Organization","name":"The Tribune"}]}`) + `<meta property="og:site_name" content="Read. Think.">`,
			metadata{outlet: "The Tribune"},
		},
		"site name that is an address": {
			`<meta property="og:site_name" content="https://news.tribune.example"><meta name="dc.publisher" content="Tribune Media">`,
			metadata{outlet: "Tribune Media"},
		},
		"canonical, relative to base": {
			`<base href="https://static.tribune.example/a/"><link rel="shortlink canonical" href="b">`,
			metadata{address: "https://static.tribune.example/a/b"},
		},
		"canonical of another kind": {
			`<link rel="canonical" href="javascript:alert(1)"><meta property="og:url" content="ftp://x/y">`,
			metadata{address: "https://news.tribune.example/2025/dam?ref=1"},
		},
		"authors": {
			ld(`{"@type":"NewsArticle","author":["Kit Lowe",{"name":"Ola Berg"}]}`),
			metadata{byline: "Kit Lowe, Ola Berg"},
		},
		"author that is an address": {
			`<meta name="author" content="https://social.example/kit">`,
			metadata{},
		},
		"the article that has this address": {
			ld(`[{"@type":"NewsArticle","headline":"Another","url":"https://t.example/1"},{"@type":"NewsArticle","headline":"This","url":"https://t.example/2"}]`) +
				`<link rel="canonical" href="https://t.example/2">`,
			metadata{title: "This", address: "https://t.example/2"},
		},
		"other things with dates": {
			ld(`{"@type":"VideoObject","datePublished":"2020-01-01"}`) + ld(`{"@type":"WebSite","publisher":{"name":"X"}}`),
			metadata{},
		},
		"a page, when there is no article": {
			ld(`{"@graph":[{"@type":"WebPage","datePublished":"2025-11-06T08:15:00Z"}]}`),
			metadata{published: "2025-11-06T08:15:00Z"},
		},
		"an empty date": {
			ld(`{"@type":"NewsArticle","datePublished":"","dateModified":"0001-01-01T00:00:00Z"}`) + `<meta name="pubdate" content="2025-11-06">`,
			metadata{published: "2025-11-06"},
		},
		"microdata": {
			`<meta itemprop="datePublished" content="2025-11-06T08:15:00+03:00"><meta itemprop="dateModified" content="2025-11-07T08:15:00+03:00">`,
			metadata{published: "2025-11-06T08:15:00+03:00"},
		},
		"language of a tag": {`<meta http-equiv="content-language" content="en-GB, de">`, metadata{language: "en"}},
	} {
		t.Run(name, func(t *testing.T) {
			root, err := parseHTML("<html><head>" + c.head + "</head><body></body></html>")
			if err != nil {
				t.Fatal(err)
			}
			if c.want.address == "" {
				c.want.address = "https://news.tribune.example/2025/dam?ref=1"
			}
			if got := readMetadata(root, address); !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %+v\nwant %+v", got, c.want)
			}
		})
	}
}

// TestBrokenLinkedData mends what is often broken, and takes what it can from the rest.
func TestBrokenLinkedData(t *testing.T) {
	for _, s := range []string{
		`{"@type":"NewsArticle","headline":"Dam holds","datePublished":"2025-11-06",}`,
		"<!-- {\"@type\":\"NewsArticle\",\"headline\":\"Dam\nholds\",\"datePublished\":\"2025-11-06\"} -->",
		"/*<![CDATA[*/{\"@type\":\"http://schema.org/NewsArticle\",\"headline\":\"Dam\tholds\",\"datePublished\":\"2025-11-06\",}/*]]>*/",
		`{"@type":"NewsArticle","headline":"Dam holds","datePublished":"2025-11-06"};`,
		`{"@type":"NewsArticle" "headline": "Dam holds", "datePublished" : "2025-11-06", "description": "She said "no""}`,
		`{"@type":"NewsArticle","headline":"Dam holds","datePublished":"2025-11-06","articleBody":"cut o`,
	} {
		a := readLinkedData([]string{s}, "")
		if oneLine(a.headline) != "Dam holds" || a.published != "2025-11-06" {
			t.Errorf("%s: %q, %q", s, a.headline, a.published)
		}
	}
}

func FuzzMeta(f *testing.F) {
	for _, s := range metaSeeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, page string) {
		root, err := parseHTML(page)
		if err != nil {
			return
		}
		m := readMetadata(root, "https://tribune.example/a")
		for _, s := range []string{m.title, m.outlet, m.byline, m.published, m.address, m.language} {
			if !utf8.ValidString(s) || strings.ContainsAny(s, "\n\r\x00") || len(s) > 30_000 {
				t.Errorf("%q", s)
			}
		}
		if m.published != "" {
			if err := hearsay.ParsePublished(m.published); err != nil {
				t.Error(err)
			}
		}
	})
}
