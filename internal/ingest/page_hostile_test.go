package ingest

import (
	"fmt"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"hearsay"
)

const sentence = "The harbour office said on Monday that two ferries would stay in port until the storm had passed. "

// TestPageHostile reads pages made to break readers: each ends, as a document or as a Skip. How long it took and what it allocated
// is told with -v.
func TestPageHostile(t *testing.T) {
	mb := func(s string, n int) string { return strings.Repeat(s, n<<20/len(s)) }
	deep := func(n int, tag string) string {
		return strings.Repeat("<"+tag+">", n) + sentence + strings.Repeat("</"+tag+">", n)
	}
	story := "<p>" + strings.Repeat(sentence, 3) + "</p>"
	for _, c := range []struct {
		name, page string
		reason     string // "" for a document
	}{
		{"div nested 100,000 deep", deep(100_000, "div"), hearsay.ReasonMalformed},
		{"span nested 100,000 deep", "<body>" + story + deep(100_000, "span"), hearsay.ReasonMalformed},
		{"nested 100 deep, 100 times", "<body>" + strings.Repeat(deep(100, "div"), 80), ""},
		{"10 MB of <", mb("<", 10), hearsay.ReasonNoArticle},
		{"3 MB of <a", mb("<a", 3), hearsay.ReasonNoArticle},
		{"3 MB of <a >", mb("<a >", 3), hearsay.ReasonMalformed},
		{"3 MB of <p>", mb("<p>", 3), hearsay.ReasonMalformed},
		{"3 MB of <br>", mb("<br>", 3), hearsay.ReasonMalformed},
		{"3 MB of &", mb("&", 3), hearsay.ReasonNoArticle},
		{"3 MB of spaces", "<p>" + mb(" ", 3) + sentence, ""},
		{"3 MB of one word", "<p>" + mb("a", 3), hearsay.ReasonNoArticle},
		{"3 MB of sentences in one paragraph", "<p>" + mb(sentence, 3), ""},
		{"20,000 paragraphs", strings.Repeat("<p>"+sentence, 20_000), ""},
		{"12,000 paragraphs with classes", story + strings.Repeat(`<div class="share related comments"><p>`+sentence+`</p></div>`, 12_000), ""},
		{"10,000 links", strings.Repeat("<a href=x>"+sentence+"</a>", 10_000), hearsay.ReasonNoArticle},
		{"table of 30,000 cells", "<table>" + strings.Repeat("<tr><td>a<td>b<td>c", 10_000) + "</table>" + story, ""},
		{"3 MB of attributes", "<p " + mb("a=b ", 3) + ">" + sentence, ""},
		{"an attribute of 3 MB", `<p id="` + mb("harbour ", 3) + `">` + sentence, ""},
		{"letters opened anew in each paragraph", "<p>" + strings.Repeat("<b class=1><b class=2><i class=3><font size=4>", 100) + "x" + strings.Repeat("<p>"+sentence, 20_000), ""},
		{"a link opened anew in each paragraph", "<a href=x>" + strings.Repeat("<p>"+sentence+"</div>", 20_000), ""},
		{"no closing tags", "<html><body><div><article><p>" + sentence + "<p>" + sentence, ""},
		{"NUL in the middle", "<p>" + sentence + "\x00" + sentence + "</p>", ""},
		{"NULs all over", "<p>" + strings.Join(strings.Split(sentence, ""), "\x00") + "</p>", ""},
		{"JSON-LD of 10 MB", `<script type="application/ld+json">` + mb(`{"@type":"NewsArticle","a":[`, 10) + `</script>` + story, ""},
		{"JSON-LD nested deep", `<script type="application/ld+json">` + mb("[", 1) + mb("]", 1) + `</script>` + story, ""},
		{"JSON-LD of many objects", `<script type="application/ld+json">[` + mb(`{"@id":"x","@type":"NewsArticle"},`, 1) + `0]</script>` + story, ""},
		{"comment without end", "<p>" + sentence + "<!--" + mb("-", 10), ""},
		{"script without end", story + "<script>" + mb("if(a<b)", 10), ""},
		{"3 MB of </b>", "<p>" + sentence + mb("</b>", 3), hearsay.ReasonMalformed},
		{"b and p crossing", strings.Repeat("<b><p>"+sentence, 400), ""},
		{"formatting elements", strings.Repeat("<p><b><i><u><s><a href=x>"+sentence, 400), hearsay.ReasonNoArticle},
		{"paragraphs nested too deep", strings.Repeat("<div>", 400) + strings.Repeat("<p>"+sentence, 5_000), hearsay.ReasonMalformed},
		{"boilerplate nested around paragraphs", strings.Repeat(`<div class="share">`, 400) + strings.Repeat("<p>"+sentence, 1_000), ""},
		{"boilerplate around many paragraphs", strings.Repeat(`<div class="share">`, 10) + strings.Repeat("<p>"+sentence, 20_000), ""},
		{"figures nested around paragraphs", strings.Repeat("<figure>", 400) + strings.Repeat("<p>"+sentence, 1_000), ""},
		{"lists nested", strings.Repeat("<ul><li>", 100) + strings.Repeat("<li>"+sentence, 2_000), ""},
		{"lists nested around many items", strings.Repeat("<ul><li>", 4) + strings.Repeat("<li>"+sentence, 20_000), ""},
		{"tables nested", strings.Repeat("<table><tr><td>", 60) + strings.Repeat("<p>"+sentence, 1_500), ""},
		{"tables nested around many paragraphs", strings.Repeat("<table><tr><td>", 3) + strings.Repeat("<p>"+sentence, 20_000), ""},
		{"30,000 headings", strings.Repeat("<h1>Storm</h1>", 30_000) + story, ""},
		{"30,000 lines that end a story", story + strings.Repeat("<p>Related stories</p>", 30_000), ""},
		{"30,000 times among comments", strings.Repeat(`<div class="comments">`, 10) + strings.Repeat("<time datetime=2025-11-06></time>", 30_000) + story, ""},
		{"nothing but images", strings.Repeat("<img src=x>", 1000), hearsay.ReasonNoArticle},
		{"frames", "<html><frameset><frame src=x></frameset></html>", hearsay.ReasonNoArticle},
	} {
		t.Run(c.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			doc, skip := pageDocument("page.html", []byte(c.page), http.Header{})
			runtime.ReadMemStats(&after)
			got := ""
			if skip != nil {
				got = skip.Reason + ": " + skip.Detail
			}
			t.Logf("%v, %d MB allocated: %s", time.Since(start).Round(time.Millisecond), (after.TotalAlloc-before.TotalAlloc)>>20, got)
			switch {
			case (doc == nil) == (skip == nil):
				t.Fatal("neither or both of document and skip")
			case skip != nil && skip.Reason != c.reason, skip == nil && c.reason != "":
				t.Errorf("reason %q, want %q", fmt.Sprint(skip), c.reason)
			}
		})
	}
}
