package ingest

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"hearsay"
)

const rssFeed = `<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet href="x.xsl"?>
<!-- <item> in a comment -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Lindmoor Post &amp; Mail</title><link>https://post.example/</link><language>en-gb</language>
<image><title>Logo</title><url>x.png</url></image>
<item><title>Bridge to close &amp;amp; reopen</title><link>https://post.example/1</link><guid isPermaLink="false">post-1</guid>
 <pubDate>Thu, 06 Nov 2025 08:15:00 +0300</pubDate><description>The board said no.</description>
 <content:encoded><![CDATA[<p>The board <b>said</b> that the bridge would close.</p><figure><img><figcaption>The bridge</figcaption></figure><p>It gave no reason &mdash; none.</p>]]></content:encoded>
 <media:group><media:title>A film</media:title></media:group></item>
<item><title>Ferry</title><link>https://post.example/2</link><dc:date>2025-11-06</dc:date>
 <description>&lt;p&gt;The ferry company said yes.&lt;/p&gt;&lt;p&gt;&nbsp;It runs two boats &#8212; more.&lt;/p&gt;</description></item>
<item><title>No text</title><guid>post-3</guid></item>
<item><title>Not escaped</title><guid>post-4</guid><pubDate>6 Nov 2025 08:15:00 EST</pubDate><description><p>The mayor said maybe.</p><p>He left<br/>at once.</p></description></item>
</channel></rss>`

const atomFeed = `<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title type="text">Lindmoor Post</title><id>urn:feed</id>
<entry><title type="html">Bridge &lt;i&gt;to close&lt;/i&gt;</title><link rel="self" href="https://post.example/self"/><link rel="alternate" href="https://post.example/1"/>
 <id>urn:1</id><published>2025-11-06T08:15:00+03:00</published><updated>2025-11-07T08:15:00Z</updated>
 <summary>Short.</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The board said that the bridge would close.</p><p>It gave no reason.</p></div></content></entry>
<entry><title>Ferry</title><link href="https://post.example/2"/><id>urn:2</id><updated>2025-11-07T08:15:00Z</updated><summary type="html">&lt;p&gt;The company said yes.&lt;/p&gt;</summary></entry>
<entry><title>Plain</title><id>urn:3</id><updated>2025-11-07T08:15:00Z</updated><content>Fares of a &lt; b, the company said.</content></entry>
</feed>`

const rdfFeed = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><title>Lindmoor Post</title>
<items><rdf:Seq><rdf:li resource="https://post.example/1"/></rdf:Seq></items></channel>
<item rdf:about="https://post.example/1"><title>Bridge</title><link>https://post.example/1</link><description>The board said no.</description><dc:date>2025-11-06T08:15:00+03:00</dc:date></item></rdf:RDF>`

const jsonFeed = `{"items": [], "version": "https://jsonfeed.org/version/1.1", "title": "Lindmoor Post", "language": "en", "authors": [{"name": "x"}],
"items": [{"id": 1, "url": "https://post.example/1", "title": "Bridge", "content_html": "<p>The board said no.</p><p>It left.</p>", "date_published": "2025-11-06T08:15:00+03:00"},
{"id": "2", "content_text": "Fares of a < b, it said.", "date_modified": "2025-11-06"}, {"id": "3", "summary": "The mayor said maybe."}, 7, {"id": "5"}], "home_page_url": "https://post.example"}`

func TestFeeds(t *testing.T) {
	full := "The board said that the bridge would close.\n\nIt gave no reason"
	for name, c := range map[string]struct {
		data  string
		want  []hearsay.Document
		skips []string
	}{
		"RSS": {rssFeed, []hearsay.Document{
			{Ref: "post-1", Outlet: "Lindmoor Post & Mail", Title: "Bridge to close & reopen", Published: "2025-11-06T08:15:00+03:00", Text: full + " — none.", Address: "https://post.example/1", Language: "en"},
			{Ref: "https://post.example/2", Outlet: "Lindmoor Post & Mail", Title: "Ferry", Published: "2025-11-06", Text: "The ferry company said yes.\n\nIt runs two boats — more.", Address: "https://post.example/2", Language: "en", Summary: true},
			{Ref: "post-4", Outlet: "Lindmoor Post & Mail", Title: "Not escaped", Published: "2025-11-06T08:15:00-05:00", Text: "The mayor said maybe.\n\nHe left\nat once.", Language: "en", Summary: true},
		}, []string{"a.xml#3: empty: an entry without text"}},
		"Atom": {atomFeed, []hearsay.Document{
			{Ref: "urn:1", Outlet: "Lindmoor Post", Title: "Bridge to close", Published: "2025-11-06T08:15:00+03:00", Text: full + ".", Address: "https://post.example/1", Language: "en"},
			{Ref: "urn:2", Outlet: "Lindmoor Post", Title: "Ferry", Published: "2025-11-07T08:15:00Z", Text: "The company said yes.", Address: "https://post.example/2", Language: "en", Summary: true},
			{Ref: "urn:3", Outlet: "Lindmoor Post", Title: "Plain", Published: "2025-11-07T08:15:00Z", Text: "Fares of a < b, the company said.", Language: "en"},
		}, nil},
		"RSS 1.0": {rdfFeed, []hearsay.Document{
			{Ref: "https://post.example/1", Outlet: "Lindmoor Post", Title: "Bridge", Published: "2025-11-06T08:15:00+03:00", Text: "The board said no.", Address: "https://post.example/1", Summary: true},
		}, nil},
		"JSON": {jsonFeed, []hearsay.Document{
			{Ref: "1", Outlet: "Lindmoor Post", Title: "Bridge", Published: "2025-11-06T08:15:00+03:00", Text: "The board said no.\n\nIt left.", Address: "https://post.example/1", Language: "en"},
			{Ref: "2", Outlet: "Lindmoor Post", Published: "2025-11-06", Text: "Fares of a < b, it said.", Language: "en"},
			{Ref: "3", Outlet: "Lindmoor Post", Text: "The mayor said maybe.", Language: "en", Summary: true},
		}, []string{"a.xml#4: malformed: JSON", "a.xml#5: empty"}},
	} {
		t.Run(name, func(t *testing.T) {
			all := gather(t, New(), stream("a.xml", []byte(c.data)))
			var refs []string
			for _, w := range c.want {
				refs = append(refs, w.Ref)
			}
			all.expect(t, refs, c.skips)
			for i, w := range c.want {
				if w.Published != "" {
					w.PublishedFrom = hearsay.ByFeed
				}
				if w.Identify(); i < len(all.docs) && *all.docs[i] != w {
					t.Errorf("got  %+v\nwant %+v", *all.docs[i], w)
				}
			}
		})
	}
}

func TestFeedCharsets(t *testing.T) {
	text := strings.Replace(rssFeed, "Lindmoor Post &amp; Mail", "Café Post “Mail”", 1)
	latin, err := charmap.Windows1252.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{
		"UTF-8": text, "with a mark": "\ufeff" + text, "windows-1252": strings.Replace(latin, "UTF-8", "windows-1252", 1), "UTF-16": wide,
		"mis-declared as UTF-16": strings.Replace(text, "UTF-8", "UTF-16", 1), "mis-declared as UTF-8": latin,
	} {
		all := gather(t, New(), stream("a.xml", []byte(data)))
		if len(all.docs) != 3 || all.docs[0].Outlet != "Café Post “Mail”" || !strings.Contains(all.docs[0].Text, "no reason — none") {
			t.Errorf("%s: %q", name, all.lines())
		}
	}
	gather(t, New(), stream("a.xml", []byte(strings.Replace(rssFeed, "UTF-8", "klingon", 1)))).expect(t, nil, []string{`a.xml: malformed: charset "klingon" is not known`})
}

func TestFeedBroken(t *testing.T) {
	entry := func(n int) string {
		return fmt.Sprintf("<item><title>No %d</title><guid>g-%d</guid><description>The board said %d.</description></item>\n", n, n, n)
	}
	deep := strings.Repeat("<b>", 1000)
	for name, c := range map[string]struct {
		data  string
		docs  []string
		skips []string
	}{
		"cut short":          {entry(1) + entry(2)[:40], []string{"g-1"}, []string{"a.xml#2: malformed: the feed is cut short"}},
		"not closed":         {strings.Replace(entry(1), "</item>", "", 1) + entry(2), []string{"g-1", "g-2"}, nil},
		"stray brackets":     {strings.Replace(entry(1), "said", "said a < b << 3 <", 1) + entry(2), []string{"g-1", "g-2"}, nil},
		"unknown entity":     {strings.Replace(entry(1), "said", "said &lol; &nbsp;", 1) + entry(2), []string{"g-1", "g-2"}, nil},
		"control characters": {strings.Replace(entry(1), "said", "said\x01\x0b", 1) + entry(2), []string{"g-1", "g-2"}, nil},
		"wrong end tags":     {strings.Replace(entry(1), "</title>", "</titel></title>", 1) + entry(2), []string{"g-1", "g-2"}, nil},
		"too deep":           {strings.Replace(entry(1), "said", deep, 1) + entry(2), []string{"g-2"}, []string{"a.xml#1: malformed: elements nested"}},
		"no entries":         {"", nil, []string{"a.xml: empty: a feed without entries"}},
		"CDATA not closed":   {strings.Replace(entry(1), "The board", "<![CDATA[The board", 1) + entry(2), nil, []string{"a.xml#1: malformed: the feed is cut short"}},
		"> in an attribute":  {strings.Replace(entry(1), "<title>", `<title a="x > y">`, 1) + entry(2), []string{"g-1", "g-2"}, nil},
		"upper case":         {strings.ToUpper(entry(1)) + entry(2), []string{"G-1", "g-2"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			gather(t, New(), stream("a.xml", []byte("<rss><channel><title>Post</title>"+c.data+"</channel></rss>"))).expect(t, c.docs, c.skips)
		})
	}
	g := New()
	g.Limit = 1000
	large := strings.Replace(entry(1), "said", strings.Repeat("said that ", 1000), 1)
	gather(t, g, stream("a.xml", []byte("<rss>"+large+entry(2)+"</rss>"))).expect(t, []string{"g-2"}, []string{"a.xml#1: too large"})
}

// TestEntityBomb: what a document type declares is not expanded.
func TestEntityBomb(t *testing.T) {
	var b strings.Builder
	b.WriteString("<?xml version=\"1.0\"?>\n<!DOCTYPE rss [\n<!ENTITY lol \"lol\">\n")
	for i := range 20 {
		fmt.Fprintf(&b, "<!ENTITY lol%d \"%s\">\n", i+1, strings.Repeat(fmt.Sprintf("&lol%d;", i), 10))
	}
	b.WriteString("<!ENTITY file SYSTEM \"file:///etc/passwd\">\n]>\n<rss><channel><title>P</title><item><guid>1</guid><description>It said &lol19; and &file;.</description></item></channel></rss>")
	heap := highest(t)
	all := gather(t, New(), stream("a.xml", []byte(b.String())))
	all.expect(t, []string{"1"}, nil)
	if len(all.docs[0].Text) > 100 || heap() > 32<<20 {
		t.Errorf("text %q", all.docs[0].Text)
	}
}

// endless is a feed with so many bytes of entries.
type endless struct {
	entry string
	left  int64
	rest  string
}

func (e *endless) Read(p []byte) (int, error) {
	if e.rest == "" {
		if e.left <= 0 {
			return 0, io.EOF
		}
		e.rest = e.entry
	}
	n := copy(p, e.rest)
	e.rest = e.rest[n:]
	e.left -= int64(n)
	return n, nil
}

// TestLargeFeeds: a gigabyte of entries goes through in memory that does not grow.
func TestLargeFeeds(t *testing.T) {
	size := int64(1 << 30)
	if testing.Short() {
		size = 32 << 20
	}
	body := strings.Repeat("The board said that the bridge would close. ", 2000)
	for _, c := range []struct{ name, head, entry string }{
		{"RSS", "<rss><channel><title>Post</title>", "<item><guid>g</guid><description><![CDATA[" + body + "]]></description></item>\n"},
		{"JSON", `{"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": [{"id": 0}`, fmt.Sprintf(`, {"id": 1, "content_html": %q}`, body)},
		{"JSON Lines", "", fmt.Sprintf("{\"id\": 1, \"text\": %q}\n", body)},
		{"an array", "[{}", fmt.Sprintf(", {\"id\": 1, \"text\": %q}\n", body)},
	} {
		t.Run(c.name, func(t *testing.T) {
			heap := highest(t)
			n := int64(0)
			in := hearsay.Input{Stream: &endless{rest: c.head, entry: c.entry, left: size}, Name: "feed"}
			for doc, err := range New().Documents(t.Context(), in) {
				var skip *hearsay.Skip
				if err != nil && (!errors.As(err, &skip) || n > 0 && skip.Name != fmt.Sprintf("feed#%d", n+2) && skip.Name != "feed") {
					t.Fatal(err)
				}
				if doc != nil {
					n++
				}
			}
			if got := heap(); got > 64<<20 {
				t.Errorf("%d MB of memory", got>>20)
			}
			if want := size / int64(len(c.entry)); n < want-1 || n > want+2 {
				t.Errorf("%d documents of %d", n, want)
			}
		})
		size = min(size, 64<<20)
	}
}

func TestParseDate(t *testing.T) {
	for in, want := range map[string]string{
		"Thu, 06 Nov 2025 08:15:00 +0300": "2025-11-06T08:15:00+03:00", "Thu, 6 Nov 2025 08:15 +0300": "2025-11-06T08:15:00+03:00", "06 Nov 25 08:15:00 +0000": "2025-11-06T08:15:00Z",
		"Thu, 06 Nov 2025 08:15:00 EST": "2025-11-06T08:15:00-05:00", "Thu, 06 Nov 2025 08:15:00 GMT": "2025-11-06T08:15:00Z", "Thu, 06 Nov 2025 08:15:00 -0500 (EST)": "2025-11-06T08:15:00-05:00",
		"2025-11-06T08:15:00+03:00": "2025-11-06T08:15:00+03:00", "2025-11-06T08:15:00Z": "2025-11-06T08:15:00Z", "2025-11-06T08:15:00.123Z": "2025-11-06T08:15:00Z", "20251106T081500+0300": "2025-11-06T08:15:00+03:00",
		"2025-11-06": "2025-11-06", "2025-11-06T08:15:00": "2025-11-06", "November 6, 2025": "2025-11-06", "soon": "", "": "", "Thu, 06 Nov 2025 08:15:00 XYZT": "2025-11-06",
	} {
		if got := parseDate(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
