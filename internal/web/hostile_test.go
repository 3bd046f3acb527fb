package web

import (
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// evil is what a document may hold so that a page does what the document says.
var evil = []string{
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' onmouseover='alert(1)`, `</title><script>alert(1)</script>`, `</textarea><svg onload=alert(1)>`,
	`{{.Version}}`, `<!--`, `]]>`, `<a href="javascript:alert(1)">x</a>`, "\u202egnp.exe", `<b data-c="1">`, `&lt;script&gt;`, `<iframe srcdoc="x">`, `<style>*{display:none}</style>`,
}

// hostile is a story that has a piece of evil wherever a document can have one: in its title, among its names, in what is said, and by whom.
func hostile(i int, e string) string {
	title := "Pier " + e + " burned"
	said := fmt.Sprintf("Two drones hit pier %d, Admiral Luis %s Baca of the %s Navy said on Friday. \"We saw the %s drone\", he told %s. Minister Ana %s Ruiz denied that %s had been there, %s reported.", i, e, e, e, e, e, e, e)
	j := func(s string) string { return fmt.Sprintf("%q", s) }
	return fmt.Sprintf(`{"id":%s,"outlet":%s,"title":%s,"published":%q,"address":%s,"text":%s}`+"\n", jsonText("ref "+e), jsonText("Post "+e), jsonText(title), apart(i), jsonText("javascript:alert(1)//"+e),
		jsonText(title+"\n\n"+said+"\n"+strings.ReplaceAll(j(e), "\n", " ")+" was seen, the navy said."))
}

func jsonText(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(s) + `"`
}

// TestHostile: a story whose every part tries to be more than text is shown as text on every page that shows a part of it.
func TestHostile(t *testing.T) {
	s := serveFile(t, filepath.Join(t.TempDir(), "ledger.db"), Options{Version: `<script>alert("version")</script>`})
	files := map[string]string{}
	for i, e := range evil {
		name := strings.NewReplacer("/", "_", `\`, "_", "\n", " ", "\r", " ", `"`, "_").Replace(e)
		files[fmt.Sprintf("%02d %s.jsonl", i, name)] = hostile(i, e)
		files[fmt.Sprintf("%02d %s.tsv", i, name)] = "x"
	}
	kind, body := form(t, files, nil)
	to := s.answer(http.MethodPost, "/add", kind, body, http.StatusSeeOther)
	a := s.wait(strings.TrimPrefix(to, "/adding/"))
	if a.Counts.Documents != len(evil) || a.Counts.Skips < len(evil)-1 {
		t.Fatalf("%+v", a)
	}
	pages := []string{to, "/", "/docs?limit=500", "/claims?limit=500", "/skips?limit=500", "/about", "/api"}
	for _, d := range a.Read {
		pages = append(pages, "/doc/"+d.ID)
		var story struct {
			Claims []struct{ ID string }
		}
		s.json("/doc/"+d.ID+".json", &story)
		if len(story.Claims) == 0 {
			t.Errorf("no claim in %+v", d)
		}
		for _, c := range story.Claims {
			pages = append(pages, "/claim/"+c.ID, "/matter/"+c.ID)
		}
	}
	pages = append(pages, s.views()...)
	for _, e := range evil {
		for _, page := range []string{"/claims", "/docs", "/matters", "/conflicts", "/timeline", "/map", "/parties", "/systems", "/ask", "/nothing" + "/x"} {
			status := http.StatusOK
			if page == "/nothing/x" {
				status = http.StatusNotFound
			}
			path := page + "?q=" + strings.NewReplacer("%", "%25", "&", "%26", "+", "%2B", "#", "%23", " ", "+", `"`, "", "<", "%3C", ">", "%3E", "{", "%7B", "}", "%7D", ":", "", "\u202e", "%E2%80%AE").Replace("x "+e)
			s.page(path, status)
		}
	}
	seen := false
	for _, path := range pages {
		root := s.page(path, http.StatusOK)
		for n := range root.Descendants() {
			if n.Type == html.ElementNode && n.Data == "svg" && attr(n, "class") == "" {
				t.Errorf("%s: element %s", path, n.Data)
			}
			seen = seen || n.Type == html.TextNode && strings.Contains(n.Data, "<script>alert(1)</script>")
		}
	}
	if !seen {
		t.Error("the script is nowhere to be seen as text")
	}
}
