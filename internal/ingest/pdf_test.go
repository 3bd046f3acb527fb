package ingest

import (
	"strings"
	"testing"

	"hearsay"
)

const smallPDF = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] >>\nendobj\n" +
	"3 0 obj\n<< /Type /Page /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>\nendobj\n4 0 obj\n<< >>\nstream\n" +
	"BT /F1 10 Tf 14 TL 72 720 Td (The harbour board said that) Tj T* (the bridge would close.) Tj ET\nendstream\nendobj\n" +
	"5 0 obj\n<< /Type /Font /BaseFont /Helvetica >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n"

func TestPDF(t *testing.T) {
	with := func(title string) string {
		return strings.Replace(smallPDF, "/Root 1 0 R", "/Root 1 0 R /Info << /Title "+title+" /CreationDate (D:20251106081500+03'00') >>", 1)
	}
	for title, want := range map[string]string{
		"(Bridge to close)": "Bridge to close", "(Microsoft Word - bridge.doc)": "", "(bridge.indd)": "", "(untitled)": "", "null": "",
	} {
		all := gather(t, New(), stream("a.pdf", []byte(with(title))))
		all.expect(t, []string{""}, nil)
		if d := all.docs[0]; d.Title != want || d.Published != "2025-11-06" || d.PublishedFrom != hearsay.ByFileTime || d.Text != "The harbour board said that the bridge would close." {
			t.Errorf("%s: %+v", title, d)
		}
	}
	all := gather(t, New(), stream("", []byte(zipOf(files{{"2025-11-04.pdf", with("null")}}))))
	if d := all.docs[0]; d.Published != "2025-11-04" || d.PublishedFrom != hearsay.ByFileName {
		t.Errorf("%+v", d)
	}
	for name, c := range map[string]struct{ old, new, skip string }{
		"encrypted":  {"/Root 1 0 R", "/Root 1 0 R /Encrypt 9 0 R", "encrypted"},
		"no text":    {"Tj", "xx", "no article text: a PDF without text: scanned pages?"},
		"no letters": {"The harbour board said that", strings.Repeat("#", 60), "no article text: a PDF whose fonts do not say"},
		"no objects": {" obj", " x", "malformed: a PDF without objects"},
		"too large":  {"The harbour", strings.Repeat("The harbour ", 200), "too large: more than 2000 bytes"},
	} {
		t.Run(name, func(t *testing.T) {
			g := New()
			g.Limit = 2000
			gather(t, g, stream("a.pdf", []byte(strings.ReplaceAll(smallPDF, c.old, c.new)))).expect(t, nil, []string{"a.pdf: " + c.skip})
		})
	}
}
