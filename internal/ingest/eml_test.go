package ingest

import (
	"encoding/base64"
	"fmt"
	"mime/quotedprintable"
	"strings"
	"testing"

	"hearsay"
)

func quoted(s string) string {
	var b strings.Builder
	w := quotedprintable.NewWriter(&b)
	_, err := w.Write([]byte(s))
	if err != nil || w.Close() != nil {
		panic("quoted-printable")
	}
	return b.String()
}

// wrapped breaks lines as mail programs do.
func wrapped(text string, width int, end string) string {
	var out []string
	for p := range strings.SplitSeq(text, "\n\n") {
		var b strings.Builder
		n := 0
		for _, w := range strings.Fields(p) {
			if n > 0 && n+len(w) >= width {
				b.WriteString(end + "\n")
				n = 0
			} else if n > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(w)
			n += len(w) + 1
		}
		out = append(out, b.String())
	}
	return strings.Join(out, "\n\n")
}

func TestEML(t *testing.T) {
	head := "Received: from mx.example by mail.example; Thu, 06 Nov 2025 08:16:00 +0300\r\nFrom: =?utf-8?q?Lindmoor_Caf=C3=A9_Post?= <news@post.example>\r\nTo: a@example.org\r\nDate: Thu, 06 Nov 2025 08:15:00 +0300\r\n" +
		"Subject: =?utf-8?B?" + base64.StdEncoding.EncodeToString([]byte("Bridge “to close”")) + "?=\r\n =?utf-8?q?_in_March?=\r\nMIME-Version: 1.0\r\n"
	list := "List-Unsubscribe: <https://post.example/off>\r\n"
	part := func(media, encoding, body string) string {
		return "Content-Type: " + media + "\r\nContent-Transfer-Encoding: " + encoding + "\r\n\r\n" + body + "\r\n"
	}
	multi := func(kind string, parts ...string) string {
		b := fmt.Sprintf("Content-Type: multipart/%s; boundary=\"x-%s\"\r\n\r\nnobody reads this\r\n", kind, kind)
		for _, p := range parts {
			b += "--x-" + kind + "\r\n" + p
		}
		return b + "--x-" + kind + "--\r\n"
	}
	page := webPage("Bridge to close", bridge)
	attachment := "Content-Disposition: attachment; filename=x.txt\r\n" + part("text/plain", "7bit", "An attachment said no.")
	for name, c := range map[string]struct {
		data, outlet, text string
		skip               string
	}{
		"plain":            {head + part("text/plain; charset=utf-8", "quoted-printable", quoted(bridge)), "", bridge, ""},
		"plain, wrapped":   {head + part("text/plain; charset=utf-8", "8bit", wrapped(bridge, 72, "")), "", bridge, ""},
		"plain, flowed":    {head + part("text/plain; charset=utf-8; format=flowed", "8bit", strings.ReplaceAll(wrapped(bridge, 30, " "), "\n", "\r\n")), "", bridge, ""},
		"latin":            {head + part("text/plain; charset=iso-8859-1", "base64", base64.StdEncoding.EncodeToString([]byte("The caf\xe9 said no to all of it."))), "", "The café said no to all of it.", ""},
		"newsletter":       {head + list + multi("alternative", part("text/plain; charset=utf-8", "8bit", "Read this in a browser."), part("text/html; charset=utf-8", "base64", base64.StdEncoding.EncodeToString([]byte(page)))), "Lindmoor Café Post", bridge, ""},
		"mixed":            {head + multi("mixed", attachment, multi("alternative", part("text/html; charset=utf-8", "quoted-printable", quoted(page)))), "", bridge, ""},
		"short HTML":       {head + part("text/html; charset=utf-8", "8bit", "<p>Yes, it <b>did</b></p>"), "", "Yes, it did", ""},
		"encrypted":        {head + multi("encrypted", part("application/pgp-encrypted", "7bit", "Version: 1"), part("application/octet-stream", "7bit", "-----BEGIN PGP MESSAGE-----")), "", "", "encrypted"},
		"S/MIME":           {head + part("application/pkcs7-mime; smime-type=enveloped-data", "base64", "MIAG"), "", "", "encrypted"},
		"no text":          {head + multi("mixed", attachment), "", "", "no article text: a message without text"},
		"boundary missing": {head + "Content-Type: multipart/mixed\r\n\r\nx\r\n", "", "", "no article text"},
		"cut short":        {head + strings.TrimSuffix(multi("mixed", part("text/plain; charset=utf-8", "8bit", bridge)), "--x-mixed--\r\n"), "", bridge, ""},
	} {
		t.Run(name, func(t *testing.T) {
			all := gather(t, New(), stream("a.eml", []byte(c.data)))
			if c.skip != "" {
				all.expect(t, nil, []string{"a.eml: " + c.skip})
				return
			}
			all.expect(t, []string{""}, nil)
			d := all.docs[0]
			if d.Text != c.text || d.Outlet != c.outlet || d.Title != "Bridge “to close” in March" || d.Published != "2025-11-06T08:15:00+03:00" || d.PublishedFrom != hearsay.ByPage {
				t.Errorf("%+v\nwant text %q, outlet %q", d, c.text, c.outlet)
			}
		})
	}
	// Parts in parts, and many of them.
	deep := part("text/plain", "7bit", ferry)
	for i := range 100 {
		deep = fmt.Sprintf("Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n%s--b%d--\r\n", i, i, deep, i)
	}
	many := head + multi("mixed", strings.Repeat("Content-Type: image/png\r\n\r\nx\r\n--x-mixed\r\n", 5000)+part("text/plain", "7bit", ferry))
	for _, data := range []string{head + deep, many} {
		gather(t, New(), stream("a.eml", []byte(data))).expect(t, nil, []string{"a.eml: no article text"})
	}
}

func TestMailbox(t *testing.T) {
	message := func(n int, body string) string {
		return fmt.Sprintf("From news@post.example Thu Nov  6 08:15:0%d 2025\nFrom: Post <news@post.example>\nDate: Thu, 06 Nov 2025 08:15:00 +0300\nMessage-ID: <%d@post.example>\nSubject: No %d\n\n%s\n\n", n, n, n, body)
	}
	data := message(1, ferry) + message(2, "The board said:\n\n>From here to March.\nFrom there to May.") + message(3, strings.Repeat("It said so.\n", 1000)) + message(4, bridge)
	g := New()
	g.Limit = 2000
	all := gather(t, g, stream("a.mbox", []byte(data)))
	all.expect(t, []string{"a.mbox#1", "a.mbox#2", "a.mbox#4"}, []string{"a.mbox#3: too large"})
	if len(all.docs) != 3 || all.docs[1].Text != "The board said:\n\nFrom here to March.\nFrom there to May." || all.docs[2].Text != bridge || all.docs[2].Title != "No 4" {
		t.Errorf("%q", all.lines())
	}
}
