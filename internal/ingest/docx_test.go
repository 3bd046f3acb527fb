package ingest

import (
	"strings"
	"testing"

	"hearsay"
)

const wordSpace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"`

func docxOf(body, core string) string {
	fs := files{
		{"[Content_Types].xml", "<Types/>"},
		{"word/document.xml", `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document ` + wordSpace + `><w:body>` + body + `</w:body></w:document>`},
		{"word/header1.xml", `<w:hdr ` + wordSpace + `><w:p><w:r><w:t>A header.</w:t></w:r></w:p></w:hdr>`},
	}
	if core != "" {
		fs = append(fs, [2]string{"docProps/core.xml", `<cp:coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">` + core + `</cp:coreProperties>`})
	}
	return zipOf(fs)
}

func TestDOCX(t *testing.T) {
	body := `<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Bridge to close</w:t></w:r></w:p>
	<w:p><w:r><w:t xml:space="preserve">The harbour </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>board</w:t></w:r><w:r><w:t xml:space="preserve"> said:</w:t><w:tab/><w:t>no &amp; no.</w:t></w:r>
	<w:del><w:r><w:delText>It said yes.</w:delText></w:r></w:del><w:r><w:br/><w:t>A co</w:t><w:noBreakHyphen/><w:t>owner agreed.</w:t></w:r></w:p>
	<w:p/><w:p><w:r><w:t xml:space="preserve">   </w:t></w:r></w:p>
	<w:tbl><w:tr><w:tc><w:p><w:r><w:t>A cell.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
	<w:p><w:r><w:t>Around a box.</w:t><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></mc:Choice>
	<mc:Fallback><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>`
	text := "Bridge to close\n\nThe harbour board said:\tno & no.\nA co-owner agreed.\n\nA cell.\n\nIn a box.\n\nAround a box."
	all := gather(t, New(), stream("a.docx", []byte(docxOf(body, `<dc:title>Bridge</dc:title><dcterms:created xsi:type="dcterms:W3CDTF">2025-11-06T08:15:00Z</dcterms:created><dc:language>en-GB</dc:language>`))))
	all.expect(t, []string{""}, nil)
	want := hearsay.Document{Title: "Bridge", Text: text, Published: "2025-11-06T08:15:00Z", PublishedFrom: hearsay.ByPage, Language: "en"}
	if want.Identify(); *all.docs[0] != want {
		t.Errorf("got  %+v\nwant %+v", *all.docs[0], want)
	}
	all = gather(t, New(), stream("", []byte(zipOf(files{{"2025-11-04.docx", docxOf(body, "")}}))))
	if all.expect(t, []string{"standard input/2025-11-04.docx"}, nil); all.docs[0].Title != "Bridge to close" || all.docs[0].PublishedFrom != hearsay.ByFileName {
		t.Errorf("%+v", all.docs[0])
	}
}

func TestDOCXBroken(t *testing.T) {
	p := "<w:p><w:r><w:t>The board said no.</w:t></w:r></w:p>"
	bomb := `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><w:document ` + wordSpace + `><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>`
	for name, c := range map[string]struct{ data, skip string }{
		"no text":     {docxOf("", ""), "no article text"},
		"not closed":  {docxOf(p+"<w:p>", ""), "malformed: XML syntax error"},
		"deep":        {docxOf(strings.Repeat("<w:x>", 100_000), ""), "malformed: elements nested"},
		"large":       {docxOf(strings.Repeat(p, 1000), ""), "too large"},
		"entities":    {zipOf(files{{"word/document.xml", bomb}}), "malformed: XML syntax error"},
		"spreadsheet": {zipOf(files{{"[Content_Types].xml", "<Types/>"}, {"xl/workbook.xml", "<x/>"}}), "unsupported: an Office document that is no text"},
	} {
		t.Run(name, func(t *testing.T) {
			g := New()
			g.Limit = 10_000
			gather(t, g, stream("a.docx", []byte(c.data))).expect(t, nil, []string{"a.docx: " + c.skip})
		})
	}
}
