package ingest

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"hearsay"
)

// item is a file, or what stands for one: a member of an archive, the answer of a server, standard input.
type item struct {
	name     string      // path, path inside an archive, address
	nameless bool        // the name is ours, not the giver's
	modified time.Time   // when it was last changed, zero when unknown
	depth    int         // how many containers it lies in
	header   http.Header // what a server said of it, or nil
	address  string      // where a server has it, "" when nowhere
	body     io.Reader

	at   io.ReaderAt // the body for reading anywhere, nil where only reading on is possible
	size int64       // of at
}

// sniffed is how many bytes of an item tell what it is.
const sniffed = 4096

// maxDepth is how many containers may lie in each other: a zip in a tar in a gzip are three.
const maxDepth = 4

// root reads an item that lies in no other. Its size, 0 when unknown, says how much it may expand to.
func (t *intake) root(it item, size int64) error {
	t.purse, t.members = &purse{in: size}, 0
	t.size, t.passed = size, 0
	it.body = counted{it.body, t, size == 0}
	if it.at != nil {
		it.at = countedAt{it.at, t}
	}
	defer func() { t.pass(t.size - t.passed) }()
	if err := t.item(it); !errors.Is(err, errBomb) {
		return err
	}
	return t.skip(it.name, hearsay.ReasonTooLarge, fmt.Sprintf("it expands to more than %d times its size; the rest is not read", maxRatio))
}

// item tells what an item is, and has it read.
func (t *intake) item(it item) error {
	body := bufio.NewReaderSize(it.body, 32<<10)
	head, err := body.Peek(sniffed)
	if err != nil && !errors.Is(err, io.EOF) {
		return t.fail(it.name, err)
	}
	it.body = body
	kind := detect(head, it.name, it.header.Get("Content-Type"))
	if kind.container() && it.depth >= maxDepth {
		return t.skip(it.name, hearsay.ReasonUnsupported, fmt.Sprintf("it lies more than %d archives deep", maxDepth))
	}
	switch kind {
	case isEmpty:
		return t.skip(it.name, hearsay.ReasonEmpty, "")
	case isGzip:
		return t.gzip(it)
	case isZstd:
		return t.zstd(it)
	case isZip:
		return t.zip(it)
	case isTar:
		return t.tar(it)
	case isWARC:
		return t.warc(it, nil)
	case isARC:
		return t.arc(it, nil)
	case isXMLFeed:
		return t.xmlFeed(it)
	case isJSONFeed:
		return t.jsonFeed(it)
	case isJSONLines:
		return t.jsonLines(it)
	case isJSONArray:
		return t.jsonArray(it)
	case isMailbox:
		return t.mailbox(it)
	case isUnsupported:
		return t.skip(it.name, hearsay.ReasonUnsupported, describe(head, it.name))
	case isEncrypted:
		return t.skip(it.name, hearsay.ReasonEncrypted, describe(head, it.name))
	}
	data, err := t.all(it.body)
	if err != nil {
		return t.fail(it.name, err)
	}
	switch kind {
	case isJSON:
		return t.json(it, data)
	case isHTML:
		return t.html(it, data)
	case isPDF:
		return t.pdf(it, data)
	case isEML:
		return t.eml(it, data)
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return t.skip(it.name, hearsay.ReasonEmpty, "")
	}
	doc, skip := guarded(func() (*hearsay.Document, *hearsay.Skip) { return textDocument(plainName(it.name), data) })
	if doc != nil {
		doc.Ref, doc.Address = "", cmp.Or(doc.Address, it.address)
	}
	return t.found(it, doc, skip)
}

// html reads a page.
func (t *intake) html(it item, data []byte) error {
	doc, skip := guarded(func() (*hearsay.Document, *hearsay.Skip) {
		return pageDocument(cmp.Or(it.address, it.name), data, it.header)
	})
	if doc != nil {
		doc.Ref, doc.Address = "", cmp.Or(doc.Address, it.address)
	}
	return t.found(it, doc, skip)
}

// all reads r to its end, or to the limit and returns errLarge.
func (t *intake) all(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, t.limit+1))
	if err == nil && int64(len(data)) > t.limit {
		err = errLarge
	}
	return data, err
}
