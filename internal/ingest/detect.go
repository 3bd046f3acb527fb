package ingest

import (
	"bytes"
	"encoding/json"
	"net/http"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"
)

// kind is what an item is, as far as its first bytes tell.
type kind int

const (
	isText kind = iota // also Markdown
	isEmpty
	isGzip
	isZstd
	isZip // also DOCX and WACZ
	isTar
	isWARC
	isARC
	isXMLFeed
	isJSONFeed
	isJSONLines
	isJSONArray
	isJSON // one value: a story of ours or of ninjs
	isHTML
	isPDF
	isEML
	isMailbox
	isEncrypted
	isUnsupported
)

// encryptedOffice is what Word calls a document inside its encrypted shell, in UTF-16.
const encryptedOffice = "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e"

// container reports whether other files lie in a file of this kind.
func (k kind) container() bool { return k == isGzip || k == isZstd || k == isZip || k == isTar }

// magic are the bytes that begin a file of a kind.
var magic = []struct {
	bytes string
	kind  kind
}{
	{"\x1f\x8b", isGzip},
	{"\x28\xb5\x2f\xfd", isZstd},
	{"PK\x03\x04", isZip},
	{"PK\x05\x06", isZip},
	{"WARC/", isWARC},
	{"filedesc://", isARC},
	{"%PDF-", isPDF},
	{`{\rtf`, isUnsupported},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", isUnsupported}, // Word before 2007, and what Word encrypts
	{"SQLite format 3\x00", isUnsupported},
	{"BZh", isUnsupported},
	{"7z\xbc\xaf\x27\x1c", isUnsupported},
	{"\xfd7zXZ\x00", isUnsupported},
	{"-----BEGIN PGP", isEncrypted},
}

// detect tells what an item is from its first bytes; its name, and the type its server states, break ties.
func detect(head []byte, name, stated string) kind {
	if len(head) == 0 {
		return isEmpty
	}
	for _, m := range magic {
		if bytes.HasPrefix(head, []byte(m.bytes)) {
			if bytes.Contains(head, []byte(encryptedOffice)) {
				return isEncrypted
			}
			return m.kind
		}
	}
	if isTarHeader(head) {
		return isTar
	}
	if i := bytes.Index(head[:min(len(head), 1024)], []byte("%PDF-")); i >= 0 && bytes.IndexByte(head[:i], '\n') >= 0 && !utf8.Valid(head) {
		return isPDF
	}
	wide := bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff"))
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	if wide { // enough to know a tag or a brace by
		text = bytes.TrimLeft(bytes.ReplaceAll(head[2:], []byte{0}, nil), " \t\r\n")
	} else if bytes.IndexByte(head, 0) >= 0 || manyControls(head) {
		return isUnsupported
	}
	if len(text) == 0 {
		return isText
	}
	ext := strings.ToLower(path.Ext(plainName(name)))
	switch text[0] {
	case '<':
		return detectMarkup(text, ext, stated)
	case '{', '[':
		if k := detectJSON(text, ext); k != isText {
			return k
		}
	}
	first, rest, _ := bytes.Cut(text, []byte("\n"))
	switch {
	case boxLine.Match(first) && (isMail(rest) || ext == ".mbox"):
		return isMailbox
	case ext == ".eml" && looksLikeHeader(text) || isMail(text):
		return isEML
	case ext == ".html" || ext == ".htm" || ext == ".xhtml":
		return isHTML
	case strings.HasPrefix(stated, "text/html") && bytes.Contains(text, []byte("</")):
		return isHTML
	case noProse[ext]:
		return isUnsupported
	}
	return isText
}

// noProse are endings of text files that hold no story, and look like one to who sees only their bytes.
var noProse = map[string]bool{
	".c": true, ".cfg": true, ".conf": true, ".cpp": true, ".cs": true, ".css": true, ".csv": true, ".go": true, ".h": true, ".ics": true,
	".ini": true, ".java": true, ".js": true, ".lock": true, ".log": true, ".map": true, ".mjs": true, ".php": true, ".ps1": true, ".py": true,
	".rb": true, ".rs": true, ".sh": true, ".sql": true, ".toml": true, ".ts": true, ".tsv": true, ".vcf": true, ".yaml": true, ".yml": true,
}

// manyControls reports whether more than one byte in a hundred is a control character that no text has.
func manyControls(head []byte) bool {
	n := 0
	for _, c := range head {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1b {
			n++
		}
	}
	return n*100 > len(head)
}

// detectMarkup tells feeds from pages from what is neither.
func detectMarkup(text []byte, ext, stated string) kind {
	root, declared := rootElement(text)
	switch root {
	case "rss", "feed", "rdf:rdf":
		return isXMLFeed
	case "html", "!doctype html":
		return isHTML
	}
	switch {
	case ext == ".md" || ext == ".markdown" || ext == ".txt":
		return isText
	case ext == ".html" || ext == ".htm" || ext == ".xhtml" || strings.HasPrefix(stated, "text/html"):
		return isHTML
	case declared:
		return isUnsupported
	case strings.HasPrefix(http.DetectContentType(text), "text/html"), fragment[root]:
		return isHTML
	case ext == ".xml" || ext == ".svg" || root == "svg":
		return isUnsupported
	}
	return isText
}

// fragment are elements that a saved piece of a page begins with.
var fragment = map[string]bool{
	"article": true, "section": true, "main": true, "header": true, "h2": true, "h3": true, "blockquote": true, "ul": true, "span": true,
	"meta": true, "link": true, "figure": true, "time": true,
}

// rootElement is the name of the first element, lower case; of a document type it is "!doctype html" or the like. It also says
// whether the text declares itself to be XML.
func rootElement(text []byte) (name string, declared bool) {
	for {
		text = bytes.TrimLeft(text, " \t\r\n")
		var ok bool
		switch {
		case bytes.HasPrefix(text, []byte("<?")):
			declared = declared || bytes.HasPrefix(text, []byte("<?xml"))
			_, text, ok = bytes.Cut(text, []byte("?>"))
		case bytes.HasPrefix(text, []byte("<!--")):
			_, text, ok = bytes.Cut(text, []byte("-->"))
		case len(text) > 9 && strings.EqualFold(string(text[:9]), "<!doctype"):
			f := strings.FieldsFunc(strings.ToLower(string(text[9:min(len(text), 200)])), func(r rune) bool { return r <= ' ' || r == '>' || r == '[' })
			if len(f) > 0 && f[0] == "html" {
				return "!doctype html", declared
			}
			if i := bytes.IndexAny(text, "[>"); i >= 0 && text[i] == '[' { // declarations of its own
				if _, text, ok = bytes.Cut(text, []byte("]")); ok {
					text = bytes.TrimLeft(text, " \t\r\n>")
				}
			} else {
				_, text, ok = bytes.Cut(text, []byte(">"))
			}
		case len(text) > 1 && text[0] == '<':
			end := bytes.IndexAny(text[1:], " \t\r\n/>")
			if end < 0 {
				end = len(text) - 1
			}
			return strings.ToLower(string(text[1 : 1+end])), declared
		default:
			return "", declared
		}
		if !ok {
			return "", declared
		}
	}
}

// detectJSON tells a line of JSON from a value on several lines, and a feed from a story. A text that begins with a bracket is text.
func detectJSON(text []byte, ext string) kind {
	second := bytes.TrimLeft(text[1:], " \t\r\n")
	if text[0] == '[' {
		if len(second) > 0 && (second[0] == '{' || second[0] == ']') {
			return isJSONArray
		}
		if ext == ".json" {
			return isUnsupported
		}
		return isText
	}
	line, rest, more := bytes.Cut(text, []byte("\n"))
	lines := ext == ".jsonl" || ext == ".ndjson"
	switch {
	case len(second) == 0 || second[0] != '"' && second[0] != '}':
		if lines { // the first line is a bad one
			return isJSONLines
		}
		return isText
	case jsonFeedVersion.Match(text) && !lines:
		return isJSONFeed
	case !more && ext == ".json":
		return isJSON
	case !more, lines, json.Valid(line), len(bytes.TrimRight(line, "\r \t")) > 2 && bytes.HasPrefix(bytes.TrimLeft(rest, " \t\r\n"), []byte("{")):
		return isJSONLines
	}
	return isJSON
}

// jsonFeedVersion is the key by which a JSON feed says what it is; it may stand anywhere among the first keys.
var jsonFeedVersion = regexp.MustCompile(`"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version`)

// headerLine is a line of a message's header.
var headerLine = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9-]*:(?: |\t|$)`)

func looksLikeHeader(text []byte) bool {
	line, _, _ := bytes.Cut(text, []byte("\n"))
	return headerLine.Match(bytes.TrimRight(line, "\r"))
}

// isMail reports whether a text is a message: it begins with a header that says from whom, and two more things that only messages say.
func isMail(text []byte) bool {
	seen := map[string]bool{}
	for line := range bytes.Lines(text) {
		if !bytes.HasSuffix(line, []byte("\n")) { // cut short by us
			break
		}
		line = bytes.TrimRight(line, "\r\n")
		if len(line) == 0 {
			break
		}
		if line[0] == ' ' || line[0] == '\t' {
			continue
		}
		if !headerLine.Match(line) {
			return false
		}
		seen[strings.ToLower(string(line[:bytes.IndexByte(line, ':')]))] = true
	}
	n := 0
	for _, name := range []string{"date", "message-id", "mime-version", "received", "return-path", "to", "delivered-to", "content-type", "subject"} {
		if seen[name] {
			n++
		}
	}
	return seen["from"] && n >= 2 || n >= 3
}

// describe says what an unsupported item is.
func describe(head []byte, name string) string {
	switch ext := strings.ToLower(path.Ext(plainName(name))); {
	case bytes.HasPrefix(head, []byte(`{\rtf`)):
		return "RTF; save it as DOCX or text"
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0")):
		if bytes.Contains(head, []byte(encryptedOffice)) {
			return "an Office document"
		}
		return "an Office document of before 2007, or an encrypted one; save it as DOCX"
	case bytes.HasPrefix(head, []byte("-----BEGIN PGP")):
		return "a PGP message"
	case bytes.HasPrefix(head, []byte("BZh")), bytes.HasPrefix(head, []byte("7z\xbc\xaf")), bytes.HasPrefix(head, []byte("\xfd7zXZ")):
		return "a kind of archive that is not read; unpack it, or pack it as zip or tar.gz"
	case bytes.HasPrefix(head, []byte("SQLite")):
		return "a database"
	case bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n\ufeff"), []byte("<")):
		return "XML that is no feed and no page"
	case noProse[ext]:
		return "a " + ext + " file holds no story"
	}
	typ, _, _ := strings.Cut(http.DetectContentType(head), ";")
	if typ == "application/octet-stream" || typ == "text/plain" {
		return "not text, nor a format that is read"
	}
	return typ
}
