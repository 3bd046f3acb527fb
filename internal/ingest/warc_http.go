package ingest

import (
	"bytes"
	"cmp"
	"io"
	"net/http"
	"net/http/httputil"
	"strconv"
	"strings"

	"hearsay"
)

// isPage reports whether a media type is that of a page.
func isPage(media string) bool {
	media, _, _ = strings.Cut(media, ";")
	media = strings.ToLower(strings.TrimSpace(media))
	return media == "text/html" || media == "application/xhtml+xml"
}

// response reads what a server answered, as it came: status, header, body with its codings.
func (a *archived) response(page item, message []byte, large bool) error {
	if large { // its header is lost with it
		a.Skips++
		return a.t.skip(page.name, hearsay.ReasonTooLarge, "more than "+megabytes(a.t.limit))
	}
	status, h, body, ok := parseResponse(message)
	switch {
	case !ok:
		return a.broken(page.name, "no HTTP response")
	case status[0] != '2' || !isPage(h.Get("Content-Type")):
		a.Other++
		return nil
	}
	if strings.Contains(strings.ToLower(h.Get("Transfer-Encoding")), "chunked") {
		body = dechunked(body)
	}
	body, skip, err := a.t.decoded(body, strings.Join(h.Values("Content-Encoding"), ","))
	if err != nil {
		return a.t.fail(page.name, err)
	}
	if skip != nil {
		a.Skips++
		return a.t.skip(page.name, skip.Reason, skip.Detail)
	}
	page.header = h
	return a.page(page, body, false)
}

// page yields the document of a page. It is called by its address.
func (a *archived) page(page item, body []byte, large bool) error {
	t := a.t
	if large {
		a.Skips++
		return t.skip(page.name, hearsay.ReasonTooLarge, "more than "+megabytes(t.limit))
	}
	docs := t.docs
	doc, skip := guarded(func() (*hearsay.Document, *hearsay.Skip) {
		if len(bytes.TrimSpace(body)) == 0 {
			return nil, &hearsay.Skip{Reason: hearsay.ReasonEmpty}
		}
		return pageDocument(cmp.Or(page.address, page.name), body, page.header)
	})
	if doc != nil {
		doc.Ref, doc.Address = page.address, cmp.Or(doc.Address, page.address)
	}
	err := t.found(page, doc, skip)
	if t.docs > docs {
		a.Documents++
	} else {
		a.Skips++
	}
	return err
}

// parseResponse takes an HTTP response apart. Its status has three digits.
func parseResponse(message []byte) (status string, h http.Header, body []byte, ok bool) {
	line, rest, more := bytes.Cut(message, []byte("\n"))
	f := strings.Fields(string(line[:min(len(line), 200)]))
	if !more || len(f) < 2 || !strings.HasPrefix(strings.ToUpper(f[0]), "HTTP/") || len(f[1]) != 3 {
		return "", nil, nil, false
	}
	h = http.Header{}
	last := ""
	for {
		line, body, more = bytes.Cut(rest, []byte("\n"))
		line = bytes.TrimRight(line, "\r")
		if len(line) == 0 {
			return f[1], h, body, true
		}
		last = addHeader(h, last, string(line))
		if !more || len(message)-len(body) > maxHeader {
			return "", nil, nil, false
		}
		rest = body
	}
}

// wholeResponse reports whether all of an HTTP response is there, by its own length: where line ends were changed on the way, a record
// is shorter than it states and nothing is lost.
func wholeResponse(message []byte) bool {
	_, h, body, ok := parseResponse(message)
	n, err := strconv.Atoi(h.Get("Content-Length"))
	return ok && err == nil && n <= len(body)
}

// dechunked takes the chunks off a body, as far as they go. A body that has none, as archives of crawlers that took them off already, comes
// back as it is.
func dechunked(body []byte) []byte {
	whole, err := io.ReadAll(httputil.NewChunkedReader(bytes.NewReader(body)))
	if err != nil && len(whole) == 0 {
		return body
	}
	return whole
}
