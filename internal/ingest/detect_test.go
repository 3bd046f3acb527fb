package ingest

import (
	"strings"
	"testing"
)

func TestDetect(t *testing.T) {
	for _, c := range []struct {
		head, name, stated string
		want               kind
	}{
		{"", "a.html", "", isEmpty},
		{"The board said no.", "a.txt", "", isText},
		{"The board said no.", "a", "", isText},
		{"# Bridge\n\nThe board said no.", "a.md", "", isText},
		{"<div align=center>\n\n# Bridge", "README.md", "", isText},
		{"\xff\xfeT\x00h\x00e\x00 \x00", "a.txt", "", isText},
		{"caf\xe9 said", "a.txt", "", isText},
		{"<!DOCTYPE html><html>", "a.txt", "", isHTML},
		{"\ufeff\n <!doctype HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\">", "a", "", isHTML},
		{"<!-- saved --><html lang=en>", "a", "", isHTML},
		{"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>", "a.xml", "", isHTML},
		{"\xff\xfe<\x00h\x00t\x00m\x00l\x00>\x00", "a", "", isHTML},
		{"<p>The board said no.</p>", "a", "", isHTML},
		{"<article><p>The board", "a", "", isHTML},
		{"No tag first <b>but later</b>", "a.html", "", isHTML},
		{"No tag first <b>but later</b>", "", "text/html; charset=utf-8", isHTML},
		{"<3 said the mayor", "a.txt", "", isText},
		{"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><rss version='2.0'>", "a", "", isXMLFeed},
		{"<feed xmlns='http://www.w3.org/2005/Atom'>", "a", "", isXMLFeed},
		{"<rdf:RDF xmlns:rdf='x'>", "a", "", isXMLFeed},
		{"<?xml version='1.0'?><nitf>", "a.xml", "", isUnsupported},
		{"<svg xmlns='http://www.w3.org/2000/svg'>", "a.svg", "", isUnsupported},
		{"{\"id\": 1, \"text\": \"x\"}\n{\"id\": 2", "a", "", isJSONLines},
		{"{\"id\": 1, \"text\": \"" + strings.Repeat("x", 5000), "a.txt", "", isJSONLines},
		{"{\n  \"text\": \"x\"\n}", "a", "", isJSON},
		{"{\"text\": \"x\"}", "a.json", "", isJSON},
		{"[\n {\"text\": 1}", "a", "", isJSONArray},
		{"[1, 2]", "a.json", "", isUnsupported},
		{"{ \"title\": \"x\", \"version\" : \"https://jsonfeed.org/version/1\"", "a", "", isJSONFeed},
		{"[Updated] The board", "a.txt", "", isText},
		{"{Updated} The board", "a.txt", "", isText},
		{"\x1f\x8b\x08\x00", "a.txt", "", isGzip},
		{"\x28\xb5\x2f\xfd", "a", "", isZstd},
		{"PK\x03\x04", "a.docx", "", isZip},
		{tarOf(files{{"a.txt", "x"}})[:512], "a", "", isTar},
		{"WARC/1.0\r\n", "a", "", isWARC},
		{"filedesc://a.arc 0.0.0.0 2014", "a", "", isARC},
		{"%PDF-1.4", "a.txt", "", isPDF},
		{"HTTP junk\n%PDF-1.4\n%\xe2\xe3", "a", "", isPDF},
		{"From: a@b.example\nTo: c@d.example\nSubject: x\n\nThe board", "a.txt", "", isEML},
		{"Received: from x\n by y; z\nReturn-Path: <a@b.example>\nFrom: a\n\n", "a", "", isEML},
		{"Subject: x\n\nThe board", "a.eml", "", isEML},
		{"From: the board\n\nIt said no.", "a.txt", "", isText},
		{"Date: yesterday\nThe board said no.", "a.txt", "", isText},
		{"From a@b.example Thu Nov  6 08:15:00 2025\nFrom: a@b.example\nDate: x\nTo: y\n\n", "a", "", isMailbox},
		{"-----BEGIN PGP MESSAGE-----", "a", "", isEncrypted},
		{"{\\rtf1", "a.txt", "", isUnsupported},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.docx", "", isUnsupported},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + encryptedOffice, "a.docx", "", isEncrypted},
		{"\x7fELF\x02\x00", "a.txt", "", isUnsupported},
		{"\x89PNG\r\n\x1a\n\x00", "a", "", isUnsupported},
		{"id,name\n1,x", "a.csv", "", isUnsupported},
		{"\x01\x02\x03\x04\x05 text", "a.txt", "", isUnsupported},
	} {
		if got := detect([]byte(c.head), c.name, c.stated); got != c.want {
			t.Errorf("%.60q named %q: %d, want %d", c.head, c.name, got, c.want)
		}
	}
}
