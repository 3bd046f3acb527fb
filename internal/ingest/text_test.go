package ingest

import (
	"strings"
	"testing"

	"hearsay"
)

func TestTextDocument(t *testing.T) {
	const body = "The dam holds, its operator said.\n\n\tNobody  else spoke. \r\n"
	for name, c := range map[string]struct {
		file, data string
		want       hearsay.Document
		reason     string
	}{
		"text":               {"a.txt", body, hearsay.Document{Text: body}, ""},
		"with a mark":        {"a.txt", "\ufeff" + body, hearsay.Document{Text: body}, ""},
		"title":              {"a.txt", "Dam holds\n\n" + body, hearsay.Document{Title: "Dam holds", Text: "Dam holds\n\n" + body}, ""},
		"hash in plain text": {"a.txt", "# Dam holds\n\n" + body, hearsay.Document{Title: "# Dam holds", Text: "# Dam holds\n\n" + body}, ""},
		"heading":            {"a.MD", "# Dam holds\n\n" + body, hearsay.Document{Title: "Dam holds", Text: "# Dam holds\n\n" + body}, ""},
		"UTF-16":             {"a.txt", "\xff\xfeD\x00a\x00m\x00 \x00h\x00o\x00l\x00d\x00s\x00.\x00", hearsay.Document{Text: "Dam holds."}, ""},
		"windows-1252":       {"a.txt", "Caf\xe9 owner: \x93no\x94.", hearsay.Document{Text: "Café owner: “no”."}, ""},
		"a broken byte":      {"a.txt", strings.Repeat("é", 20) + "\xff.", hearsay.Document{Text: strings.Repeat("é", 20) + "\ufffd."}, ""},
		"front matter": {
			"-", "---\ntitle: \"Dam holds\"\ndate: 2025-11-06 08:15:00 +0300\nsource: 'The Tribune'\ntags: [dam, water]\nauthors:\n  - Kit Lowe\nurl: https://tribune.example/dam\nlang: en-GB\n---\n\n" + body,
			hearsay.Document{Title: "Dam holds", Outlet: "The Tribune", Published: "2025-11-06T08:15:00+03:00", PublishedFrom: hearsay.ByPage, Address: "https://tribune.example/dam", Language: "en", Text: body},
			"",
		},
		"front matter, windows lines": {"a.md", "---\r\ndate: 2025-11-06\r\n---\r\n# Dam holds\r\n\r\n" + body, hearsay.Document{
			Title: "Dam holds", Published: "2025-11-06", PublishedFrom: hearsay.ByPage, Text: "# Dam holds\r\n\r\n" + body,
		}, ""},
		"a rule, not front matter":     {"a.md", "---\nThe dam holds.\n---\nNobody spoke.\n", hearsay.Document{Text: "---\nThe dam holds.\n---\nNobody spoke.\n"}, ""},
		"front matter that never ends": {"a.md", "---\ntitle: x\n" + body, hearsay.Document{Text: "---\ntitle: x\n" + body}, ""},
		"empty":                        {"a.txt", " \n", hearsay.Document{}, hearsay.ReasonEmpty},
		"nothing":                      {"a.txt", "", hearsay.Document{}, hearsay.ReasonEmpty},
		"nothing but front matter":     {"a.md", "---\ntitle: x\n---\n", hearsay.Document{}, hearsay.ReasonEmpty},
		"binary":                       {"a.txt", "Dam\x00holds.", hearsay.Document{}, hearsay.ReasonUnsupported},
	} {
		t.Run(name, func(t *testing.T) {
			doc, skip := textDocument(c.file, []byte(c.data))
			if skip != nil || c.reason != "" {
				if skip == nil || skip.Reason != c.reason || skip.Name != c.file {
					t.Errorf("skip %+v, want %q", skip, c.reason)
				}
				return
			}
			c.want.Ref = c.file
			if *doc != c.want {
				t.Errorf("got  %+v\nwant %+v", *doc, c.want)
			}
		})
	}
}

// TestInEnglish refuses what is certainly another language and nothing else.
func TestInEnglish(t *testing.T) {
	for name, c := range map[string]struct{ text, language, refused string }{
		"English":             {strings.Repeat(sentence, 3), "en", ""},
		"short":               {"Die Fähre fährt nicht, sagte der Kapitän.", "", ""},
		"German":              {strings.Repeat("Das Hafenamt sagte am Montag, dass zwei Fähren im Hafen bleiben würden, bis der Sturm vorüber sei. ", 4), "", "in German"},
		"Spanish":             {strings.Repeat("La oficina del puerto dijo el lunes que dos transbordadores permanecerían en el puerto hasta que pasara la tormenta. ", 4), "", "in Spanish"},
		"Russian":             {strings.Repeat("Управление порта сообщило в понедельник, что два парома останутся в порту, пока не пройдёт шторм. ", 4), "", "in Russian"},
		"Chinese":             {strings.Repeat("港口办公室周一表示，两艘渡轮将留在港口，直到风暴过去。", 12), "", "in Mandarin"},
		"names, scores":       {strings.Repeat("Velm 3, Orsk 2: Lowe 12, Berg 14, Aas 77. Hallow 0, Bremholm 4: Voss 8, Solberg 31, Brandt 54, Holt 90. ", 6), "", ""},
		"figures":             {strings.Repeat("Oper shr profit 12 cts vs loss two cts. Net profit 225,000 vs loss 91,000. Revs 4.8 mln vs 3.3 mln. ", 6), "", ""},
		"English that quotes": {strings.Repeat(sentence, 3) + strings.Repeat("Das Hafenamt sagte am Montag, dass zwei Fähren im Hafen bleiben würden. ", 2), "en", ""},
	} {
		t.Run(name, func(t *testing.T) {
			doc, skip := inEnglish(&hearsay.Document{Ref: "x", Text: c.text})
			switch {
			case skip != nil && (skip.Reason != hearsay.ReasonNotEnglish || skip.Detail != c.refused || skip.Name != "x"):
				t.Errorf("skip %+v", skip)
			case skip == nil && (c.refused != "" || doc.Language != c.language):
				t.Errorf("language %q, want %q, or refused %q", doc.Language, c.language, c.refused)
			}
		})
	}
}

func TestTitle(t *testing.T) {
	for text, want := range map[string]string{
		"Dam holds\n\nThe dam holds, its operator said.": "Dam holds",
		"Dam holds\nThe dam holds, its operator said.":   "Dam holds",
		"\n  Dam holds  \n\nThe dam holds.":              "Dam holds",
		"The dam holds.\n\nNobody else spoke.":           "",
		"The dam. It holds\n\nNobody else spoke.":        "",
		"Dam holds":                         "",
		"Dam holds\n\n \n":                  "",
		"The dam holds, its operator\nsaid": "",
		strings.Repeat("dam ", 100) + "\n\nThe dam holds.": "",
	} {
		if got := titleOf(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestDecodeText(t *testing.T) {
	for name, c := range map[string]struct {
		data, declared, want string
		fails                bool
	}{
		"UTF-8":                   {"é", "", "é", false},
		"declared":                {"\xe9", "iso-8859-2", "é", false},
		"declared in Russian":     {"\xc4\xc1", "koi8-r", "да", false},
		"hidden in ASCII":         {"\x1b$B4A;z\x1b(B", "ISO-2022-JP", "漢字", false},
		"UTF-16 without a mark":   {"a\x00b\x00", "utf-16le", "ab", false},
		"half a unit of UTF-16":   {"\xff\xfea\x00b", "", "a\ufffd", false},
		"a surrogate alone":       {"\xff\xfe\x00\xd8", "", "\ufffd", false},
		"not read":                {"\xe9", "iso-2022-kr", "", true},
		"no charset of this name": {"caf\xe9", "latin-99", "café", false},
	} {
		got, err := decodeText([]byte(c.data), c.declared)
		if got != c.want || (err != nil) != c.fails {
			t.Errorf("%s: %q, %v; want %q", name, got, err, c.want)
		}
	}
}
