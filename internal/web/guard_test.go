package web

import (
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hearsay/internal/desk"
	"hearsay/internal/ingest"
	"hearsay/internal/ledger"
	"hearsay/internal/link"
	"hearsay/internal/reader"
	"hearsay/model"
)

// guardedDesk is an empty ledger that knows vera, who may write, and ada, who may read.
func guardedDesk(t *testing.T) *desk.Desk {
	t.Helper()
	ctx := context.Background()
	l, err := ledger.Open(ctx, filepath.Join(t.TempDir(), "ledger.db"), ledger.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	d := desk.New(l, ingest.New(), func() (*reader.Reader, error) { return reader.Open(model.Files, 2) }, func() (*link.Linker, error) { return link.Open(model.Files, 2, nil) })
	for name, may := range map[string]ledger.Right{"vera": ledger.MayWrite, "ada": ledger.MayRead} {
		if err := d.AddUser(ctx, name, name+"'s long secret", may); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// visited is a server with a guard, and a browser that keeps cookies and follows nothing.
type visited struct {
	*testing.T
	at      string
	browser *http.Client
}

func visit(t *testing.T, d *desk.Desk, a Access) visited {
	t.Helper()
	s, err := New(d, Options{Access: a})
	if err != nil {
		t.Fatal(err)
	}
	served := httptest.NewServer(s)
	t.Cleanup(func() { served.Close(); _ = s.Close(time.Second) })
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return visited{t, served.URL, &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// ask sends a request with headers, name and value, and returns the answer and its body.
func (v visited) ask(method, address, body string, headers ...string) (*http.Response, string) {
	v.Helper()
	r, err := http.NewRequest(method, v.at+address, strings.NewReader(body))
	if err != nil {
		v.Fatal(err)
	}
	if body != "" {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	answer, err := v.browser.Do(r)
	if err != nil {
		v.Fatal(err)
	}
	defer answer.Body.Close()
	b, err := io.ReadAll(answer.Body)
	if err != nil {
		v.Fatal(err)
	}
	return answer, string(b)
}

// want asks, and wants a status.
func (v visited) want(status int, method, address, body string, headers ...string) (*http.Response, string) {
	v.Helper()
	answer, text := v.ask(method, address, body, headers...)
	if answer.StatusCode != status {
		v.Errorf("%s %s %v: %s, want %d: %s", method, address, headers, answer.Status, status, text)
	}
	return answer, text
}

func (v visited) signIn(name, password, to string) *http.Response {
	v.Helper()
	answer, _ := v.ask("POST", "/signin", url.Values{"name": {name}, "password": {password}, "to": {to}}.Encode())
	return answer
}

// Where users are asked for, nobody sees anything without a session or a token, and a forged one is refused.
func TestGuardAsksWhoComes(t *testing.T) {
	d := guardedDesk(t)
	v := visit(t, d, Access{Users: true})
	token, err := d.Token(context.Background(), "ada", "")
	if err != nil {
		t.Fatal(err)
	}
	answer, _ := v.want(http.StatusSeeOther, "GET", "/docs?q=pier", "", "Accept", "text/html")
	if to := answer.Header.Get("Location"); to != "/signin?to=%2Fdocs%3Fq%3Dpier" {
		t.Errorf("sent to %s", to)
	}
	for _, address := range []string{"/docs.json", "/", "/metrics", "/openapi.yaml", "/assets/../docs", "/api"} {
		v.want(http.StatusUnauthorized, "GET", address, "")
	}
	for _, address := range []string{"/signin", "/healthz"} {
		v.want(http.StatusOK, "GET", address, "")
	}
	v.want(http.StatusUnauthorized, "POST", "/add", "text=x")
	v.want(http.StatusOK, "GET", "/docs.json", "", "Authorization", "Bearer "+token)
	v.want(http.StatusOK, "GET", "/docs.json", "", "Authorization", "bearer "+token)
	for _, forged := range []string{"Bearer ", "Bearer x", "Bearer " + token[:54], "Bearer " + token + "a", "Basic " + token, token, "Bearer hs_' OR 1=1 --"} {
		v.want(http.StatusUnauthorized, "GET", "/docs.json", "", "Authorization", forged)
	}
	for _, cookie := range []string{"hearsay=" + token, "hearsay=", "hearsay=" + strings.Repeat("x", 3000)} {
		v.want(http.StatusUnauthorized, "GET", "/docs.json", "", "Cookie", cookie)
	}
}

// One signs in by name and password, is sent where one wanted to go and nowhere else, and stays signed in until one signs out.
func TestGuardSignsIn(t *testing.T) {
	v := visit(t, guardedDesk(t), Access{Users: true})
	if a := v.signIn("vera", "wrong", "/docs"); a.StatusCode != http.StatusUnauthorized || len(a.Cookies()) != 0 {
		t.Errorf("a wrong password: %s, %v", a.Status, a.Cookies())
	}
	a := v.signIn("vera", "vera's long secret", "/docs")
	if a.StatusCode != http.StatusSeeOther || a.Header.Get("Location") != "/docs" || len(a.Cookies()) != 1 {
		t.Fatalf("%s to %s, %v", a.Status, a.Header.Get("Location"), a.Cookies())
	}
	if c := a.Cookies()[0]; !c.HttpOnly || c.SameSite != http.SameSiteStrictMode || c.Secure || c.Path != "/" || c.Expires.IsZero() {
		t.Errorf("the cookie is %+v", c)
	}
	v.want(http.StatusOK, "GET", "/docs", "", "Accept", "text/html")
	v.want(http.StatusSeeOther, "POST", "/signout", "x=y")
	v.want(http.StatusSeeOther, "GET", "/docs", "", "Accept", "text/html")
	v.want(http.StatusUnauthorized, "GET", "/docs.json", "", "Cookie", "hearsay="+a.Cookies()[0].Value)
	for _, elsewhere := range []string{"//elsewhere.example", "https://elsewhere.example/", "/\\elsewhere.example", "", "docs"} {
		if a := v.signIn("ada", "ada's long secret", elsewhere); a.Header.Get("Location") != "/" {
			t.Errorf("%q leads to %s", elsewhere, a.Header.Get("Location"))
		}
	}
}

// Behind https the cookie goes over nothing else.
func TestGuardSecureCookie(t *testing.T) {
	v := visit(t, guardedDesk(t), Access{Users: true, Secure: true})
	a := v.signIn("vera", "vera's long secret", "/docs")
	if len(a.Cookies()) != 1 || !a.Cookies()[0].Secure || a.Cookies()[0].Name != "__Host-hearsay" {
		t.Errorf("the cookie is %v", a.Cookies())
	}
}

// Who may read changes nothing; what is changed by tools is looked at there.
func TestGuardRights(t *testing.T) {
	d := guardedDesk(t)
	v := visit(t, d, Access{Users: true})
	reads, err := d.Token(context.Background(), "ada", "")
	if err != nil {
		t.Fatal(err)
	}
	writes, err := d.Token(context.Background(), "vera", "")
	if err != nil {
		t.Fatal(err)
	}
	_, text := v.want(http.StatusForbidden, "POST", "/add.json", `{"text":"The pier burned, Ada Lind said."}`, "Authorization", "Bearer "+reads, "Content-Type", "application/json")
	if !strings.Contains(text, "ada may read, and not change anything") {
		t.Error(text)
	}
	v.want(http.StatusSeeOther, "POST", "/add", "text=The+pier+burned,+Ada+Lind+said.", "Authorization", "Bearer "+writes)
	for _, method := range []string{"PUT", "DELETE", "PATCH"} {
		v.want(http.StatusForbidden, method, "/docs.json", "", "Authorization", "Bearer "+reads)
	}
}

// The token that the server was started with does for programs and for the form.
func TestGuardToken(t *testing.T) {
	const token = "a token of the server"
	d := guardedDesk(t)
	v := visit(t, d, Access{Users: true, Token: token})
	v.want(http.StatusOK, "GET", "/docs.json", "", "Authorization", "Bearer "+token)
	v.want(http.StatusUnauthorized, "GET", "/docs.json", "", "Authorization", "Bearer "+token[1:])
	if a := v.signIn("", token+"x", "/docs"); a.StatusCode != http.StatusUnauthorized {
		t.Error(a.Status)
	}
	if a := v.signIn("", token, "/docs"); a.StatusCode != http.StatusSeeOther || a.Cookies()[0].Value == token {
		t.Errorf("%s, %v", a.Status, a.Cookies())
	}
	v.want(http.StatusOK, "GET", "/docs.json", "")
	v.want(http.StatusSeeOther, "POST", "/signout", "x=y")
	v.want(http.StatusUnauthorized, "GET", "/docs.json", "")
}

// What the page of another site sends is refused, with a session or without one, also on one's own machine; the token in the browser of somebody
// else's page is of no use to it.
func TestGuardCrossSite(t *testing.T) {
	v := visit(t, guardedDesk(t), Access{})
	for _, headers := range [][]string{
		{"Sec-Fetch-Site", "cross-site"},
		{"Sec-Fetch-Site", "same-site"},
		{"Origin", "https://elsewhere.example"},
		{"Origin", "null"},
		{"Origin", "http://127.0.0.1:1"},
		{"Sec-Fetch-Site", "cross-site", "Origin", v.at},
	} {
		for _, address := range []string{"/add", "/add.json", "/signin", "/signout", "/mcp", "/claim/abc/correct"} {
			v.want(http.StatusForbidden, "POST", address, "text=x", headers...)
		}
		v.want(http.StatusOK, "GET", "/docs.json", "", headers...)
	}
	v.want(http.StatusSeeOther, "POST", "/add", "text=The+pier+burned,+Ada+Lind+said.", "Sec-Fetch-Site", "same-origin", "Origin", v.at)
	v.want(http.StatusUnauthorized, "GET", "/docs.json", "", "Authorization", "Bearer forged")
}

// Whoever asks too often has to wait, and nobody else does.
func TestGuardRates(t *testing.T) {
	d := guardedDesk(t)
	v := visit(t, d, Access{Users: true, Adds: 3})
	writes, err := d.Token(context.Background(), "vera", "")
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		v.want(http.StatusNotFound, "POST", "/nothing", "x=y", "Authorization", "Bearer "+writes)
	}
	a, _ := v.want(http.StatusTooManyRequests, "POST", "/nothing", "x=y", "Authorization", "Bearer "+writes)
	if a.Header.Get("Retry-After") == "" {
		t.Error("nothing says how long to wait")
	}
	v.want(http.StatusOK, "GET", "/docs.json", "", "Authorization", "Bearer "+writes)
	last := 0
	for range 12 {
		last = v.signIn("vera", "wrong", "/").StatusCode
	}
	if last != http.StatusTooManyRequests {
		t.Errorf("the twelfth attempt to sign in: %d", last)
	}
}

// A rate gives back over time, and knows a bounded number of people.
func TestRate(t *testing.T) {
	r := newRate(2, time.Minute)
	now := time.Unix(1000, 0)
	r.now = func() time.Time { return now }
	for i, c := range []struct {
		later time.Duration
		who   string
		wait  time.Duration
	}{{0, "a", 0}, {0, "a", 0}, {0, "a", 30 * time.Second}, {0, "b", 0}, {15 * time.Second, "a", 15 * time.Second}, {15 * time.Second, "a", 0}, {0, "a", 30 * time.Second}, {time.Hour, "a", 0}, {0, "a", 0}, {0, "a", 30 * time.Second}} {
		now = now.Add(c.later)
		if got := r.take(c.who); got != c.wait {
			t.Errorf("%d: %s waits %v, want %v", i, c.who, got, c.wait)
		}
	}
	for i := range 3 * mostKnown {
		r.take(strings.Repeat("x", i%7) + time.Duration(i).String())
	}
	if len(r.left) > mostKnown {
		t.Errorf("%d are known", len(r.left))
	}
	if free := newRate(0, time.Minute); free.take("a")+free.take("a") != 0 {
		t.Error("no bound bounds")
	}
}

// A server that others can reach, by themselves or through another, needs users or a token.
func TestBindable(t *testing.T) {
	ctx := context.Background()
	known := guardedDesk(t)
	l, err := ledger.Open(ctx, filepath.Join(t.TempDir(), "ledger.db"), ledger.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	nobody := desk.New(l, nil, nil, nil)
	const token = "0123456789abcdef"
	for _, c := range []struct {
		desk         *desk.Desk
		addr, token  string
		behind       bool
		users, fails bool
	}{
		{desk: nobody, addr: "127.0.0.1:8417"},
		{desk: nobody, addr: "localhost:8417"},
		{desk: nobody, addr: "[::1]:8417"},
		{desk: nobody, addr: "0.0.0.0:8417", fails: true},
		{desk: nobody, addr: ":8417", fails: true},
		{desk: nobody, addr: "192.0.2.1:8417", fails: true},
		{desk: nobody, addr: "desk.example:80", fails: true},
		{desk: nobody, addr: "127.0.0.1:8417", behind: true, fails: true},
		{desk: nobody, addr: "127.0.0.1:8417", behind: true, token: token, users: true},
		{desk: nobody, addr: "0.0.0.0:8417", token: token, users: true},
		{desk: nobody, addr: "0.0.0.0:8417", token: "short", fails: true},
		{desk: nobody, addr: "127.0.0.1:8417", token: token, users: true},
		{desk: known, addr: "0.0.0.0:8417", users: true},
		{desk: known, addr: "127.0.0.1:8417", behind: true, users: true},
		{desk: known, addr: "127.0.0.1:8417"},
	} {
		a, err := Bindable(ctx, c.desk, c.addr, c.token, c.behind)
		if (err != nil) != c.fails || err == nil && a.Users != c.users {
			t.Errorf("%s with %q, behind another %v: %+v, %v", c.addr, c.token, c.behind, a, err)
		}
	}
}
