package ingest

import (
	"bytes"
	"context"
	"errors"
	"testing"
	"time"

	"hearsay"
)

// survive reads whatever data is, and checks what comes of it. Everything else than documents and skips is a fault.
func survive(t *testing.T, name string, data []byte) {
	g := &Ingester{Limit: 1 << 16}
	ctx, stop := context.WithTimeout(context.Background(), 20*time.Second)
	defer stop()
	for doc, err := range g.Documents(ctx, hearsay.Input{Stream: bytes.NewReader(data), Name: name}) {
		var skip *hearsay.Skip
		switch {
		case err == nil:
			checkDocument(t, doc)
		case !errors.As(err, &skip):
			t.Fatalf("stopped: %v", err)
		}
	}
}

func FuzzDetect(f *testing.F) {
	for _, s := range []string{
		bridge, webPage("Bridge", bridge), "{\"text\": \"x\"}\n{\"text\": \"y\"}\n", "[{\"text\": \"x\"}, 7]", zipOf(files{{"a.txt", ferry}}), tarOf(files{{"a.txt", ferry}}), zipped(ferry),
		zstandard(ferry), smallPDF, docxOf("<w:p><w:r><w:t>No.</w:t></w:r></w:p>", ""), jsonFeed, "\xff\xfeN\x00o\x00",
	} {
		f.Add([]byte(s), "a.txt")
	}
	f.Fuzz(func(t *testing.T, data []byte, name string) { survive(t, name, data) })
}

func FuzzFeed(f *testing.F) {
	for _, s := range []string{rssFeed, atomFeed, rdfFeed, "<rss><item><description>a < b &lol; <![CDATA[ x ]]></description></item><item>", "\xff\xfe<\x00r\x00s\x00s\x00>\x00"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		g := &Ingester{}
		limit := int64(1 << 16)
		in := &intake{Ingester: g, ctx: t.Context(), limit: limit, purse: &purse{}, yield: func(d *hearsay.Document, _ error) bool {
			if d != nil {
				checkDocument(t, d)
			}
			return true
		}}
		if err := in.xmlFeed(item{name: "a.xml", body: bytes.NewReader(data)}); err != nil {
			t.Fatal(err)
		}
		if err := in.jsonFeed(item{name: "a.json", body: bytes.NewReader(data)}); err != nil {
			t.Fatal(err)
		}
	})
}

func FuzzWARC(f *testing.F) {
	page := webPage("Bridge", bridge)
	f.Add([]byte(response(1, asHTML, page)+response(2, asHTML+"Transfer-Encoding: chunked\r\n", chunked(page))), false)
	f.Add([]byte(zipped(response(1, asHTML+"Content-Encoding: gzip\r\n", zipped(page)), response(2, asHTML, page))), false)
	f.Add([]byte(warcRecord("1.1", "resource", "https://post.example/1", "text/html", page, 5)+response(2, asHTML+"Content-Encoding: deflate\r\n", deflated(page))), false)
	f.Add([]byte("filedesc://a.arc 0.0.0.0 20140216050221 text/plain 9\n1 0 Ours\n\nhttps://post.example/ 192.0.2.1 20140216050221 text/html 20\nHTTP/1.1 200 OK\r\n\r\n\n"), true)
	f.Fuzz(func(t *testing.T, data []byte, old bool) {
		if old {
			data = append([]byte("filedesc://"), data...)
		} else if !bytes.HasPrefix(data, gzipMagic) {
			data = append([]byte("WARC/1.0\r\n"), data...)
		}
		survive(t, "a.warc", data)
	})
}

func FuzzEML(f *testing.F) {
	head := "From: a <a@post.example>\r\nDate: Thu, 06 Nov 2025 08:15:00 +0300\r\nSubject: =?utf-8?q?Caf=C3=A9?=\r\nList-Id: x\r\n"
	f.Add([]byte(head + "Content-Type: text/plain; charset=iso-8859-1; format=flowed\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nThe caf=E9 said =\r\nno. \r\n"))
	f.Add([]byte(head + "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+Tm8uPC9wPg==\r\n--x--\r\n"))
	f.Add([]byte("From a@post.example Thu Nov  6 08:15:00 2025\n" + head + "\n>From here.\n\nFrom a@post.example Thu Nov  6 08:15:00 2025\n" + head + "\nNo.\n"))
	f.Fuzz(func(t *testing.T, data []byte) { survive(t, "a.eml", data) })
}
