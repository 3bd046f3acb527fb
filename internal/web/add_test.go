package web

import (
	"bytes"
	"context"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"hearsay/internal/ledger"
)

const rebuilt = "MANAGUA (Corda) - \"The pier will be rebuilt by June,\" Port Director Elena Sosa said on Friday.\nShe denied that it had been sold.\n"

// form is a form with files, by name, and fields.
func form(t *testing.T, files map[string]string, fields map[string]string) (kind string, body *bytes.Buffer) {
	t.Helper()
	body = &bytes.Buffer{}
	w := multipart.NewWriter(body)
	for name, value := range fields {
		if err := w.WriteField(name, value); err != nil {
			t.Fatal(err)
		}
	}
	for name, content := range files {
		f, err := w.CreateFormFile("files", name)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = f.Write([]byte(content))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return w.FormDataContentType(), body
}

// wait waits for an adding to end.
func (s served) wait(id string) (a Adding) {
	s.Helper()
	for start := time.Now(); time.Since(start) < time.Minute; time.Sleep(20 * time.Millisecond) {
		s.json("/adding/"+id+".json", &a)
		if a.State.Ended() {
			return a
		}
	}
	s.Fatalf("%s does not end: %+v", id, a)
	return a
}

// TestAdd gives files, a text and an address, as a browser and as a program do, and looks at what comes of it.
func TestAdd(t *testing.T) {
	s := serve(t, Options{})
	kind, body := form(t, map[string]string{"2026-03-13 rebuilt.txt": rebuilt, "table.tsv": "a\tb\n"}, map[string]string{"outlet": "Pier & Port", "text": "", "unknown": "x"})
	to := s.answer(http.MethodPost, "/add", kind, body, http.StatusSeeOther)
	a := s.wait(strings.TrimPrefix(to, "/adding/"))
	if a.State != Done || a.Counts.Documents != 1 || a.Counts.Skips != 1 || len(a.Read) != 1 || len(a.Skipped) != 1 || a.Inputs != 2 || a.Passed != a.Bytes {
		t.Fatalf("%+v", a)
	}
	if got := text(s.page(to, http.StatusOK)); !strings.Contains(got, "1 document") || !strings.Contains(got, "a .tsv file holds no story") {
		t.Errorf("the page says %s", got)
	}
	if got := text(s.page("/doc/"+a.Read[0].ID, http.StatusOK)); !strings.Contains(got, "Pier & Port · 2026-03-13 by file name") || !strings.Contains(got, "Elena Sosa") {
		t.Errorf("the story is %s", got)
	}
	if got := text(s.page("/", http.StatusOK)); !strings.Contains(got, "Read lately") || !strings.Contains(got, "7 documents") {
		t.Errorf("the first page says %s", got)
	}
	// The same text, pasted: browsers end lines with CR LF, and that is not the giver's.
	field := url.Values{"text": {strings.ReplaceAll(rebuilt, "\n", "\r\n")}, "outlet": {"Pier & Port"}, "published": {"2026-03-13"}}.Encode()
	pasted := s.wait(strings.TrimPrefix(s.answer(http.MethodPost, "/add", "application/x-www-form-urlencoded", strings.NewReader(field), http.StatusSeeOther), "/adding/"))
	if len(pasted.Read) != 1 {
		t.Fatalf("pasted: %+v", pasted)
	}
	var first, again struct {
		Document struct{ Text, Ref, Published string }
	}
	s.json("/doc/"+a.Read[0].ID+".json", &first)
	s.json("/doc/"+pasted.Read[0].ID+".json", &again)
	if first.Document.Text != again.Document.Text || again.Document.Ref != "" || first.Document.Ref != "2026-03-13 rebuilt.txt" {
		t.Errorf("pasted %+v, as a file %+v", again, first)
	}
	// As a program does.
	var given Adding
	sent := fmt.Sprintf(`{"text": %q, "outlet": "Pier & Port", "published": "2026-03-13"}`, rebuilt)
	decode(t, s.answer(http.MethodPost, "/add.json", "application/json", strings.NewReader(sent), http.StatusAccepted), &given)
	if a := s.wait(given.ID); a.Counts.Known != 1 || a.Counts.Documents != 0 {
		t.Errorf("known already: %+v", a)
	}
}

// TestPrivate: an address of this machine or network is not fetched, whoever asks.
func TestPrivate(t *testing.T) {
	s := serve(t, Options{})
	for _, address := range []string{s.at + "/docs", strings.Replace(s.at, "127.0.0.1", "localhost", 1), "http://169.254.169.254/latest/meta-data/", "http://[::1]:1/", "http://0x7f.1/"} {
		to := s.answer(http.MethodPost, "/add", "application/x-www-form-urlencoded", strings.NewReader(url.Values{"address": {address}}.Encode()), http.StatusSeeOther)
		a := s.wait(strings.TrimPrefix(to, "/adding/"))
		if a.Counts.Documents != 0 || len(a.Skipped) != 1 || a.Skipped[0].Reason != "unavailable" {
			t.Errorf("%s: %+v", address, a)
		}
	}
}

// TestRefused: what cannot be taken is refused with a reason, and leaves nothing behind.
func TestRefused(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	s := serve(t, Options{MostUpload: 64 << 10})
	large := strings.Repeat("Nothing happened at the pier. ", 4<<10)
	kind, body := form(t, map[string]string{"large.txt": large}, nil)
	s.answer(http.MethodPost, "/add", kind, body, http.StatusRequestEntityTooLarge)
	kind, body = form(t, map[string]string{"large.txt": large}, nil)
	s.answer(http.MethodPost, "/add", kind, struct{ *bytes.Buffer }{body}, http.StatusRequestEntityTooLarge) // of unknown length
	for _, c := range []struct {
		kind, body string
		status     int
	}{
		{"multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.txt\"\r\n\r\ncut sho", 400},
		{"multipart/form-data", "--x--\r\n", 400},
		{"multipart/form-data; boundary=x", "--x--\r\n", 400},
		{"multipart/form-data; boundary=x", "\x00\xff", 400},
		{"application/x-www-form-urlencoded", "text=", 400},
		{"application/x-www-form-urlencoded", "text=%zz", 400},
		{"application/x-www-form-urlencoded", "text=%ff%fe", 400},
		{"application/x-www-form-urlencoded", "address=file:///etc/passwd", 400},
		{"application/x-www-form-urlencoded", "address=gopher://x/", 400},
		{"application/x-www-form-urlencoded", "text=x&published=yesterday", 400},
		{"application/x-www-form-urlencoded", "text=x&outlet=" + strings.Repeat("y", 3000), 413},
		{"application/json", `{"text": 3}`, 400},
		{"application/json", `{"nonsense": "x"}`, 400},
		{"application/json", `[`, 400},
		{"application/json", ``, 400},
		{"image/png", "\x89PNG", 415},
	} {
		for _, path := range []string{"/add", "/add.json"} {
			s.answer(http.MethodPost, path, c.kind, strings.NewReader(c.body), c.status)
		}
	}
	s.answer(http.MethodPost, "/docs", "application/x-www-form-urlencoded", strings.NewReader(large), http.StatusMethodNotAllowed)
	s.answer(http.MethodDelete, "/doc/x", "", nil, http.StatusMethodNotAllowed)
	s.answer(http.MethodHead, "/assets/nothing", "", nil, http.StatusNotFound)
	s.answer(http.MethodGet, twinPrefix+"/add", "", nil, http.StatusNotFound)
	if left, err := os.ReadDir(os.TempDir()); err != nil || len(left) > 0 {
		t.Errorf("%v are left, %v", left, err)
	}
	if n := len(s.queue.recent(10)); n != 0 {
		t.Errorf("%d were taken", n)
	}
}

// TestNames: what a giver calls a file is a name and no path.
func TestNames(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	s := serve(t, Options{})
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	names := []string{"../../escaped.txt", "/etc/cron.d/escaped", `..\..\escaped.txt`, "a\x00b.txt", strings.Repeat("long", 200) + ".txt", "-", ".hidden", "caf\xe9.txt"}
	for i, name := range names {
		f, err := w.CreatePart(map[string][]string{"Content-Disposition": {fmt.Sprintf(`form-data; name="files"; filename=%q`, name)}})
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(f, "Pier %d burned, Admiral Luis Baca said. He denied that pier %d was hit.", i, i+1)
	}
	_ = w.Close()
	a := s.wait(strings.TrimPrefix(s.answer(http.MethodPost, "/add", w.FormDataContentType(), &body, http.StatusSeeOther), "/adding/"))
	if a.State != Done || a.Counts.Documents+a.Counts.Skips != a.Inputs || a.Counts.Documents < 5 {
		t.Errorf("%+v", a)
	}
	for _, d := range a.Read {
		if strings.HasPrefix(d.Ref, "/") || strings.Contains(d.Ref, "../") || strings.Contains(d.Ref, os.TempDir()) {
			t.Errorf("ref %q", d.Ref)
		}
		s.page("/doc/"+d.ID, http.StatusOK)
	}
	_ = filepath.WalkDir(filepath.Dir(os.TempDir()), func(p string, d os.DirEntry, _ error) error {
		if strings.Contains(p, "escaped") {
			t.Errorf("a file was written at %s", p)
		}
		return nil
	})
	if left, _ := os.ReadDir(os.TempDir()); len(left) > 0 {
		t.Errorf("%v are left", left)
	}
}

// apart are days so far apart that no two stories of them are compared.
func apart(i int) string {
	return time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 2*i, 0).Format(time.DateOnly)
}

// TestStopped: a server that is stopped enters the documents in hand, says what it has not read, and loses nothing that it said it had.
func TestStopped(t *testing.T) {
	name := filepath.Join(t.TempDir(), "ledger.db")
	s := serveFile(t, name, Options{})
	files := map[string]string{}
	for i := range 60 {
		files[apart(i)+".txt"] = fmt.Sprintf("Pier %d burned, Admiral Luis Baca said. He denied that pier %d was hit, the port said.", i, i+1)
	}
	kind, body := form(t, files, nil)
	id := strings.TrimPrefix(s.answer(http.MethodPost, "/add", kind, body, http.StatusSeeOther), "/adding/")
	for {
		var a Adding
		if s.json("/adding/"+id+".json", &a); a.Counts.Documents > 2 {
			break
		}
		time.Sleep(time.Millisecond)
	}
	if err := s.Close(time.Minute); err != nil {
		t.Fatal(err)
	}
	var a Adding
	s.json("/adding/"+id+".json", &a)
	held, err := s.desk.Stats(context.Background(), time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	if held.Documents != a.Counts.Documents || a.State == Done && held.Documents != 60 || a.State == Stopped && a.Error == "" || !a.State.Ended() {
		t.Errorf("%d are held, and it said %+v", held.Documents, a)
	}
	for p, err := range s.desk.Check(context.Background()) {
		t.Errorf("%v %v", p, err)
	}
	kind, body = form(t, files, nil)
	s.answer(http.MethodPost, "/add", kind, body, http.StatusServiceUnavailable)
	again := serveFile(t, name, Options{})
	kind, body = form(t, files, nil)
	b := again.wait(strings.TrimPrefix(again.answer(http.MethodPost, "/add", kind, body, http.StatusSeeOther), "/adding/"))
	if b.Counts.Documents+b.Counts.Known != 60 || b.Counts.Known != held.Documents {
		t.Errorf("given again: %+v", b)
	}
}

// TestCrowd: many read while stories are added; nobody meets an error, and every story is there in the end.
func TestCrowd(t *testing.T) {
	s := serve(t, Options{})
	s.desk.Patience = 50 * time.Millisecond
	doc, claim := s.something()
	done := make(chan struct{})
	var readers, givers sync.WaitGroup
	for i := range 8 {
		readers.Go(func() {
			paths := []string{"/", "/docs", "/claims?q=pier", "/doc/" + doc, "/claim/" + claim, "/home.json", "/skips", "/metrics", "/about"}
			for n := i; ; n++ {
				select {
				case <-done:
					return
				default:
				}
				r, err := http.Get(s.at + paths[n%len(paths)])
				if err != nil {
					t.Error(err)
					return
				}
				_ = r.Body.Close()
				if r.StatusCode != http.StatusOK {
					t.Errorf("%s: %s", paths[n%len(paths)], r.Status)
				}
			}
		})
	}
	ids := make(chan string, 40)
	for i := range 4 {
		givers.Go(func() {
			for n := range 10 {
				sent := fmt.Sprintf(`{"text": "Pier %d-%d burned, Admiral Luis Baca said. He denied that it was hit.", "published": %q}`, i, n, apart(10*i+n))
				r, err := http.Post(s.at+"/add.json", "application/json", strings.NewReader(sent))
				if err != nil {
					t.Error(err)
					return
				}
				var a Adding
				var b bytes.Buffer
				_, _ = b.ReadFrom(r.Body)
				_ = r.Body.Close()
				decode(t, b.String(), &a)
				ids <- a.ID
			}
		})
	}
	givers.Wait()
	close(ids)
	for id := range ids {
		if a := s.wait(id); a.State != Done || a.Counts.Documents != 1 {
			t.Errorf("%+v", a)
		}
	}
	close(done)
	readers.Wait()
	n := 0
	for _, err := range s.desk.Documents(context.Background(), ledger.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	if n != 46 {
		t.Errorf("%d documents, want 46", n)
	}
}
