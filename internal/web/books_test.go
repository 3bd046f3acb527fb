package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"hearsay/internal/report"
)

// submit fills in the form of a page whose action is as given and sends it, as a browser does without a script: what is not filled in stays as it is.
func (s served) submit(page, action string, fill map[string]string, status int) string {
	s.Helper()
	root := s.page(page, http.StatusOK)
	for _, form := range found(root, "form", "") {
		if attr(form, "action") != action || !strings.EqualFold(attr(form, "method"), "post") {
			continue
		}
		values := url.Values{}
		for _, in := range found(form, "input", "") {
			if attr(in, "name") != "" {
				values.Add(attr(in, "name"), attr(in, "value"))
			}
		}
		for _, area := range found(form, "textarea", "") {
			values.Add(attr(area, "name"), rawText(area))
		}
		for _, choose := range found(form, "select", "") {
			options := found(choose, "option", "")
			picked := options[0]
			for _, o := range options {
				for _, a := range o.Attr {
					if a.Key == "selected" {
						picked = o
					}
				}
			}
			value := rawText(picked)
			for _, a := range picked.Attr {
				if a.Key == "value" {
					value = a.Val
				}
			}
			values.Add(attr(choose, "name"), value)
		}
		for name, value := range fill {
			if _, there := values[name]; !there {
				s.Fatalf("%s: the form of %s has no field %s", page, action, name)
			}
			values.Set(name, value)
		}
		return s.answer(http.MethodPost, action, "application/x-www-form-urlencoded", strings.NewReader(values.Encode()), status)
	}
	s.Fatalf("%s has no form for %s", page, action)
	return ""
}

func rawText(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// firstClaim is the first claim that a query finds.
func (s served) firstClaim(query string) report.KeptClaim {
	s.Helper()
	var out struct{ Claims []report.KeptClaim }
	s.json("/claims.json?q="+url.QueryEscape(query), &out)
	if len(out.Claims) == 0 {
		s.Fatalf("nothing is found by %s", query)
	}
	return out.Claims[0]
}

// A claim is corrected by its form, is then shown so everywhere, and an undo in the log brings back what the reader found.
func TestCorrectByForm(t *testing.T) {
	s := serve(t, Options{})
	was := s.firstClaim("speaker:altamirano -act:deny")
	here := "/claim/" + was.ID
	doc := s.get("/doc/"+was.Document+".json", http.StatusOK)
	s.submit(here, here+"/correct", nil, http.StatusBadRequest) // nothing is another
	to := s.submit(here, here+"/correct", map[string]string{"act": "doubt", "certainty": "possible", "why": "it reads so <b>"}, http.StatusSeeOther)
	now := s.firstClaim("speaker:altamirano act:doubt")
	if to != "/claim/"+now.ID[:10] || now.Act != "doubt" || now.Certainty != "possible" || now.Content.Text != was.Content.Text || now.Speaker.Text != was.Speaker.Text || now.Ruling == "" {
		t.Errorf("led to %s, and the claim is %+v", to, now.Claim)
	}
	s.get(here, http.StatusNotFound)
	page := text(s.page(to, http.StatusOK))
	if !strings.Contains(page, "A person has corrected this claim: ruling "+now.Ruling[:10]) {
		t.Error(page)
	}
	log := s.page("/log", http.StatusOK)
	if all := text(log); !strings.Contains(all, "correct it reads so <b>") || !strings.Contains(all, "→ doubt · possible") {
		t.Error(all)
	}
	var listed struct{ Rulings []report.Ruling }
	s.json("/log.json", &listed)
	if len(listed.Rulings) != 3 || listed.Rulings[0].ID != now.Ruling || listed.Rulings[0].Correction == nil {
		t.Errorf("%+v", listed.Rulings)
	}
	if to := s.submit("/log", "/log/undo", nil, http.StatusSeeOther); to != "/log" {
		t.Errorf("led to %s", to)
	}
	if again := s.get("/doc/"+was.Document+".json", http.StatusOK); again != doc {
		t.Error("undone, the document is another")
	}
	if all := text(s.page("/log", http.StatusOK)); !strings.Contains(all, "undone") || !strings.Contains(all, "takes back "+now.Ruling[:10]) {
		t.Error(all)
	}
}

// A form changes the speaker or the content alone when that alone is another, and an undo on the page of the claim leads to its document.
func TestCorrectWordsByForm(t *testing.T) {
	s := serve(t, Options{})
	was := s.firstClaim("speaker:altamirano -act:deny")
	here := "/claim/" + was.ID
	first := strings.Join(strings.Fields(was.Content.Text)[:3], " ")
	to := s.submit(here, here+"/correct", map[string]string{"content[]": first}, http.StatusSeeOther)
	var now report.KeptClaim
	s.json(to+".json", &now)
	if now.Content.Text != first || now.Speaker.Text != was.Speaker.Text {
		t.Errorf("the claim is %+v", now.Claim)
	}
	if back := s.submit(to, "/log/undo", nil, http.StatusSeeOther); back != "/doc/"+was.Document[:10] {
		t.Errorf("led to %s", back)
	}
	to = s.submit(here, here+"/correct", map[string]string{"speaker": ""}, http.StatusSeeOther)
	var nobody report.KeptClaim
	s.json(to+".json", &nobody)
	if nobody.Speaker.Text != "" || nobody.Content.Text != was.Content.Text {
		t.Errorf("the claim is %+v", nobody.Claim)
	}
	here = to
	if to := s.submit(here, "/claim/"+nobody.ID+"/withdraw", map[string]string{"why": "none"}, http.StatusSeeOther); to != "/doc/"+was.Document[:10] {
		t.Errorf("led to %s", to)
	}
	s.get(here, http.StatusNotFound)
}

// A missed claim is added by typing its words on the page of the document, or as JSON; what is wrong is told, and nothing is ruled.
func TestMissedByForm(t *testing.T) {
	s := serve(t, Options{})
	was := s.firstClaim("speaker:altamirano -act:deny")
	here := "/doc/" + was.Document
	add := here + "/claims"
	words := strings.Join(strings.Fields(was.Content.Text)[:3], " ")
	to := s.submit(here, add, map[string]string{"content[]": words, "why": "missed"}, http.StatusSeeOther)
	var now report.KeptClaim
	s.json(to+".json", &now)
	if now.Content.Text != words || !now.OwnVoice {
		t.Errorf("the claim is %+v", now.Claim)
	}
	if problem := text(mustParse(t, s.submit(here, add, map[string]string{"content[]": "words that are not there"}, http.StatusBadRequest))); !strings.Contains(problem, "does not have “words that are not there”") {
		t.Error(problem)
	}
	body, err := json.Marshal(map[string]any{"content": []string{"the"}, "cue": "said"})
	if err != nil {
		t.Fatal(err)
	}
	if problem := s.answer(http.MethodPost, add+".json", "application/json", strings.NewReader(string(body)), http.StatusBadRequest); !strings.Contains(problem, "say which by its bytes") {
		t.Error(problem)
	}
	s.answer(http.MethodPost, add+".json", "application/json", strings.NewReader(`{"content":["x"],"act":"shout"}`), http.StatusBadRequest)
	s.answer(http.MethodPost, add+".json", "application/json", strings.NewReader(`{"content":"x"}`), http.StatusUnprocessableEntity)
	s.answer(http.MethodPost, "/claim/zzzz/correct.json", "application/json", strings.NewReader(`{"act":"deny"}`), http.StatusNotFound)
	var listed struct{ Rulings []report.Ruling }
	s.json("/log.json", &listed)
	if len(listed.Rulings) != 3 {
		t.Errorf("%d rulings", len(listed.Rulings))
	}
}

func mustParse(t *testing.T, page string) *html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// Parties are merged and split, and links ruled, by forms; all of it is in the log and can be undone there, one after another.
func TestRuleByForm(t *testing.T) {
	s := serve(t, Options{})
	var parties struct {
		Parties []struct {
			ID, Name string
		}
	}
	s.json("/parties.json", &parties)
	if len(parties.Parties) < 2 {
		t.Fatal("too few parties")
	}
	a, b := parties.Parties[0], parties.Parties[1]
	here := "/party/" + a.ID
	s.submit(here, here+"/merge", map[string]string{"other": b.ID}, http.StatusSeeOther)
	s.get("/party/"+b.ID, http.StatusNotFound)
	s.submit(here, here+"/split", map[string]string{"name": b.Name}, http.StatusSeeOther)

	first := s.firstClaim("speaker:altamirano")
	s.submit("/claim/"+first.ID, "/links", map[string]string{"second": first.ID}, http.StatusBadRequest)
	var matters struct {
		Matters []struct{ ID string }
	}
	s.json("/matters.json", &matters)
	here = "/matter/" + matters.Matters[0].ID
	options := found(s.page(here, http.StatusOK), "option", "")
	if len(options) < 4 {
		t.Fatal("nothing to choose from")
	}
	to := s.submit(here, "/links", map[string]string{"second": attr(options[1], "value"), "relation": "none", "why": "they speak of others"}, http.StatusSeeOther)
	if !strings.HasPrefix(to, "/matter/") {
		t.Errorf("led to %s", to)
	}
	if all := text(s.page("/log", http.StatusOK)); !strings.Contains(all, "none they speak of others") || !strings.Contains(all, "merge "+a.Name) || !strings.Contains(all, "split "+b.Name) {
		t.Error(all)
	}
	for range 3 {
		s.submit("/log", "/log/undo", nil, http.StatusSeeOther)
	}
	s.get("/party/"+b.ID, http.StatusOK)
	s.answer(http.MethodPost, "/log/undo.json", "application/json", strings.NewReader(`{"ruling":"aaaaaaaaaa"}`), http.StatusNotFound)
}

// Who may read alone is shown no form, and the log goes on page by page.
func TestBooksForReaders(t *testing.T) {
	d := guardedDesk(t)
	v := visit(t, d, Access{Users: true})
	v.signIn("ada", "ada's long secret", "/")
	_, page := v.want(http.StatusOK, "GET", "/log", "", "Accept", "text/html")
	if strings.Contains(page, "/log/undo") || !strings.Contains(page, "Nobody has ruled anything.") {
		t.Error(page)
	}
	v.want(http.StatusForbidden, "POST", "/log/undo", "ruling=")
	s := serve(t, Options{})
	claim := s.firstClaim("speaker:altamirano")
	for _, certainty := range []string{"possible", "unsure", "probable"} {
		s.answer(http.MethodPost, "/claim/"+claim.ID+"/correct.json", "application/json", strings.NewReader(`{"certainty":"`+certainty+`"}`), http.StatusOK)
	}
	var one struct {
		Rulings []report.Ruling
		Next    string
	}
	seen := map[string]bool{}
	for next, n := "", 0; n < 9; n++ {
		s.json("/log.json?limit=2&beyond="+next, &one)
		for _, r := range one.Rulings {
			seen[r.ID] = true
		}
		if next = one.Next; next == "" {
			break
		}
	}
	if len(seen) != 5 {
		t.Errorf("%d rulings, page by page", len(seen))
	}
}
