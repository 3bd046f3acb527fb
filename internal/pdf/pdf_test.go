package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/ascii85"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// pdfOf is a PDF of these objects, numbered from 1; the first is the catalog.
func pdfOf(objects ...string) string {
	var b strings.Builder
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	for i, o := range objects {
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	b.WriteString("trailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n")
	return b.String()
}

func deflated(s string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	if _, err := z.Write([]byte(s)); err != nil {
		panic(err)
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.String()
}

func streamOf(dict, data string) string {
	return fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", dict, len(data), data)
}

const (
	catalog  = "<< /Type /Catalog /Pages 2 0 R >>"
	onePage  = "<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
	pageFour = "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> /XObject << /X1 6 0 R >> >> >>"
	helvetia = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
	saying   = "The harbour board said that the old bridge would close."
)

// laid is the content of a page: lines of text from the top.
func laid(lines ...string) string {
	var b strings.Builder
	b.WriteString("BT /F1 10 Tf 14 TL 72 720 Td\n")
	for _, l := range lines {
		fmt.Fprintf(&b, "(%s) Tj T*\n", strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(l))
	}
	b.WriteString("ET\n")
	return b.String()
}

func onePDF(content string) string { return pdfOf(catalog, onePage, pageFour, content, helvetia) }

func TestRead(t *testing.T) {
	packed := laid(saying)
	wide := "<</Subtype/Type0/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[<</W[1[600 600]3 5 700]/DW 500>>]>>"
	toUnicode := "1 begincodespacerange <0000> <ffff> endcodespacerange 2 beginbfchar <0001> <0054> <0002> <00660069> endbfchar 2 beginbfrange <0003> <0009> <0061> <0020> <0021> [<0020> <2019>] endbfrange"
	for name, c := range map[string]struct{ data, text string }{
		"plain":              {onePDF(streamOf("", packed)), saying},
		"flate":              {onePDF(streamOf("/Filter /FlateDecode", deflated(packed))), saying},
		"ASCII85 over flate": {onePDF(streamOf("/Filter [/ASCII85Decode /FlateDecode]", a85Of(deflated(packed)))), saying},
		"ASCII85":            {onePDF(streamOf("/Filter /ASCII85Decode", a85Of(packed))), saying},
		"hex":                {onePDF(streamOf("/Filter /ASCIIHexDecode", fmt.Sprintf("%x>", packed))), saying},
		"LZW":                {onePDF(streamOf("/Filter /LZWDecode", lzwOf(packed))), saying},
		"paragraphs":         {onePDF(streamOf("", laid("The harbour board said that the old bridge would", "close in March for re-", "pairs.", "", "It gave no reason."))), "The harbour board said that the old bridge would close in March for repairs.\n\nIt gave no reason."},
		"kerned":             {onePDF(streamOf("", "BT /F1 10 Tf 72 720 Td [(The harb) 20 (our) -300 (board) -278 (said no to the bridge.)] TJ ET")), "The harbour board said no to the bridge."},
		"windows-1252":       {onePDF(streamOf("", laid("\x93The caf\xe9 said \x85 no to the bridge\x94"))), "“The café said … no to the bridge”"},
		"escapes": {onePDF(streamOf("", `BT /F1 10 Tf 72 720 Td (The board \(all\) sa\151d\040no to the\
 bridge) Tj ET`)), "The board (all) said no to the bridge"},
		"stamp and artifact": {onePDF(streamOf("", "BT /F1 40 Tf .7 .7 -.7 .7 100 100 Tm (DRAFT) Tj ET /Artifact << /Type /Pagination >> BDC BT /F1 8 Tf 72 30 Td (Page 1) Tj ET EMC "+packed)), saying},
		"form":               {pdfOf(catalog, onePage, pageFour, streamOf("", "q 1 0 0 1 10 10 cm /X1 Do Q"), helvetia, streamOf("/Subtype /Form", packed)), saying},
		"form in itself":     {pdfOf(catalog, onePage, pageFour, streamOf("", packed+"/X1 Do"), helvetia, streamOf("/Subtype /Form", "/X1 Do /X1 Do")), saying},
		"image in content":   {onePDF(streamOf("", "BI /W 1 /H 1 ID \x00EI\xff(x EI Q\n"+packed)), saying},
		"differences":        {pdfOf(catalog, onePage, pageFour, streamOf("", laid("\x01\x02e board said \xc8\xc9 no to the bridge")), "<< /Subtype /Type1 /Encoding << /Differences [1 /T /uni0068 200 /eacute /f_i] >> >>"), "The board said éfi no to the bridge"},
		"two bytes":          {pdfOf(catalog, onePage, pageFour, streamOf("", "BT /F1 10 Tf 72 720 Td <00010020000200030021> Tj ("+strings.Repeat("\x00\x03", 30)+") Tj ET"), wide, streamOf("", toUnicode)), "T fia’" + strings.Repeat("a", 30)},
		"rotated":            {strings.Replace(onePDF(streamOf("", "q 0 1 -1 0 800 0 cm "+packed)), "/Type /Page ", "/Type /Page /Rotate 90 ", 1), saying},
		"columns":            {onePDF(streamOf("", "BT /F1 10 Tf 14 TL 72 720 Td (The harbour board said that) Tj T* (the old bridge) Tj ET BT /F1 10 Tf 14 TL 300 720 Td (would close and that it) Tj T* (gave no reason.) Tj ET")), "The harbour board said that the old bridge would close and that it gave no reason."},
		"no table, changed":  {onePDF(streamOf("", laid("Old text that was here before the change."))) + "4 0 obj\n" + streamOf("", packed) + "\nendobj\n", saying},
		"no page tree":       {pdfOf("<< /Type /Catalog >>", "null", pageFour, streamOf("", packed), helvetia), saying},
		"length wrong":       {onePDF(strings.Replace(streamOf("", packed), "/Length ", "/Length 9", 1)), saying},
		"length elsewhere":   {pdfOf(catalog, onePage, pageFour, "<< /Length 6 0 R >>\nstream\n"+packed+"\nendstream", helvetia, fmt.Sprint(len(packed))), saying},
		"junk before":        {"junk\n" + onePDF(streamOf("", packed)), saying},
		"objects in objects": {pdfOf(catalog, "<< /Type /Pages /Kids [7 0 R] >>", "null", streamOf("", packed), "null", packedObjects(7, "<< /Type /Page /Contents 4 0 R /Resources << /Font << /F1 8 0 R >> >> >>", helvetia)), saying},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Read(t.Context(), []byte(c.data), 1<<20)
			if err != nil {
				t.Fatal(err)
			}
			if text := strings.Join(got.Paragraphs, "\n\n"); text != c.text {
				t.Errorf("text %q\nwant %q", text, c.text)
			}
		})
	}
}

func a85Of(s string) string {
	b := make([]byte, ascii85.MaxEncodedLen(len(s)))
	return string(b[:ascii85.Encode(b, []byte(s))]) + "~>"
}

// lzwOf packs with codes of 9 bits alone, starting over before they get longer.
func lzwOf(s string) string {
	var out []byte
	bits, have := uint32(0), 0
	put := func(code uint32) {
		for bits, have = bits<<9|code, have+9; have >= 8; have -= 8 {
			out = append(out, byte(bits>>(have-8)))
		}
	}
	for i := range len(s) {
		if i%200 == 0 {
			put(256)
		}
		put(uint32(s[i]))
	}
	put(257)
	put(0)
	return string(out)
}

// packedObjects is a stream of objects with numbers from first on.
func packedObjects(first int, objects ...string) string {
	index, body := "", ""
	for i, o := range objects {
		index += fmt.Sprintf("%d %d ", first+i, len(body))
		body += o + " "
	}
	return streamOf(fmt.Sprintf("/Type /ObjStm /N %d /First %d /Filter /FlateDecode", len(objects), len(index)), deflated(index+body))
}

func TestRefused(t *testing.T) {
	packed := laid(saying)
	loops := pdfOf(catalog, "<< /Type /Pages /Kids [2 0 R 3 0 R] >>", "<< /Type /Page /Contents 3 0 R /Parent 3 0 R >>")
	bomb := deflated(strings.Repeat(" ", 64<<20))
	for name, c := range map[string]struct {
		data string
		want error
	}{
		"encrypted":       {strings.Replace(onePDF(streamOf("", packed)), "/Root 1 0 R", "/Root 1 0 R /Encrypt 9 0 R", 1), ErrEncrypted},
		"nothing":         {"%PDF-1.4\n", ErrNoObjects},
		"unpacks to much": {onePDF(streamOf("/Filter /FlateDecode", bomb)), ErrLarge},
		// What has no text is no error.
		"no text":         {onePDF(streamOf("", "0 0 100 100 re f")), nil},
		"no letters":      {onePDF(streamOf("", laid(strings.Repeat("\x81", 50)))), nil},
		"loops":           {loops, nil},
		"references":      {pdfOf("2 0 R", "1 0 R"), nil},
		"deep":            {"%PDF-1.4\n1 0 obj\n" + strings.Repeat("[", 1<<20), nil},
		"deep with names": {"%PDF-1.4\n1 0 obj\n" + strings.Repeat("<</A", 1<<20), nil},
		"open string":     {"%PDF-1.4\n1 0 obj\n(" + strings.Repeat("(", 1<<20), nil},
		"many forms":      {pdfOf(catalog, onePage, pageFour, streamOf("", "/X1 Do"), helvetia, streamOf("/Subtype /Form", strings.Repeat("/X1 Do ", 1000))), nil},
		"wide widths": {pdfOf(catalog, onePage, pageFour, streamOf("", packed),
			"<</Subtype/Type0/DescendantFonts[<</W["+strings.Repeat("0 65535 500 ", 10_000)+"]>>]>>"), nil},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Read(t.Context(), []byte(c.data), 1<<20)
			if !errors.Is(err, c.want) {
				t.Errorf("%v, want %v", err, c.want)
			}
			if got != nil && len(got.Paragraphs) > 0 {
				t.Errorf("text %q", got.Paragraphs)
			}
		})
	}
}

// TestTime: a page that would take for ever is given up.
func TestTime(t *testing.T) {
	f, err := open([]byte(onePDF(streamOf("", strings.Repeat(laid(saying), 1000)))), 1<<30, time.Now().Add(time.Minute))
	if err != nil {
		t.Fatal(err)
	}
	f.deadline = time.Now().Add(-time.Second)
	if _, err := f.glyphs(f.pages()[0], map[string]*font{}); !errors.Is(err, ErrLarge) {
		t.Errorf("past its time: %v", err)
	}
}

func TestMetadata(t *testing.T) {
	data := strings.Replace(onePDF(streamOf("", laid(saying))), "/Root 1 0 R", "/Root 1 0 R /Info << /Title <FEFF004200E9> /CreationDate (D:20251106081500+03'00') >>", 1)
	got, err := Read(t.Context(), []byte(data), 1<<20)
	if err != nil || got.Title != "Bé" || got.Created != "2025-11-06" {
		t.Errorf("%+v, %v", got, err)
	}
}

// TestPrograms reads what programs wrote: the same story by each, in testdata/programs.
func TestPrograms(t *testing.T) {
	names, err := filepath.Glob(filepath.Join("testdata", "programs", "*.pdf"))
	if err != nil || len(names) == 0 {
		t.Fatal("no files in testdata/programs")
	}
	want, err := os.ReadFile(filepath.Join("testdata", "programs", "story.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		got, err := Read(t.Context(), data, 1<<20)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if text := strings.Join(got.Paragraphs, "\n\n"); text != strings.TrimSpace(string(want)) {
			t.Errorf("%s:\n%s", name, text)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(onePDF(streamOf("", laid(saying)))))
	f.Add([]byte(onePDF(streamOf("/Filter [/ASCII85Decode /LZWDecode]", a85Of(lzwOf(laid(saying)))))))
	f.Add([]byte(pdfOf(catalog, onePage, pageFour, streamOf("", "BT /F1 10 Tf 72 720 Td [<00010002> -300 (x)] TJ ET BI ID x EI /X1 Do"),
		"<</Subtype/Type0/ToUnicode 6 0 R/DescendantFonts[<</W[1[600 600]3 5 700]/DW 500>>]>>", streamOf("", "1 beginbfrange <0000> <ffff> <0020> endbfrange"))))
	f.Add([]byte(pdfOf(catalog, onePage, pageFour, packedObjects(7, helvetia, "[1 2 /A#20B true null (x\\051)]"), helvetia)))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := Read(t.Context(), data, 1<<16)
		if (got == nil) == (err == nil) {
			t.Errorf("%v, %v", got, err)
		}
	})
}
