package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// serving is a server in a process of its own.
type serving struct {
	*testing.T
	*exec.Cmd
	at  string
	err bytes.Buffer
}

func startServing(t *testing.T, args ...string) *serving {
	t.Helper()
	s := &serving{T: t, Cmd: exec.Command("hearsay", append([]string{"serve", "--addr", "127.0.0.1:0", "--log", "json"}, args...)...)}
	s.Stderr = &s.err
	out, err := s.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Process.Kill() })
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("%v\n%s", err, s.err.String())
	}
	s.at = strings.TrimSpace(line)
	return s
}

// get reads what an address answers into v.
func (s *serving) get(path string, v any) {
	s.Helper()
	r, err := http.Get(s.at + path)
	if err != nil {
		s.Fatal(err)
	}
	s.read(r, v)
}

func (s *serving) read(r *http.Response, v any) {
	s.Helper()
	defer r.Body.Close()
	data, err := io.ReadAll(r.Body)
	if err != nil || r.StatusCode >= http.StatusBadRequest {
		s.Fatalf("%s %s: %v", r.Status, data, err)
	}
	if err := json.Unmarshal(data, v); err != nil {
		s.Fatalf("%v: %s", err, data)
	}
}

// given is how far something is that was given to be read.
type given struct {
	ID, State string
	Counts    struct{ Documents, Claims, Known int }
}

// give gives n stories to be read, each a file.
func (s *serving) give(n int) (g given) {
	s.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for i := range n {
		day := time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 2*i, 0).Format(time.DateOnly)
		f, err := w.CreateFormFile("files", day+".txt")
		if err != nil {
			s.Fatal(err)
		}
		fmt.Fprintf(f, "Harbour master Ada Lindqvist said berth %d was shut. The union denied that %d cranes stood idle.\n", i, i+10)
	}
	_ = w.Close()
	r, err := http.Post(s.at+"add.json", w.FormDataContentType(), &body)
	if err != nil {
		s.Fatal(err)
	}
	s.read(r, &g)
	return g
}

// TestServe: a server that is told to end while it reads enters what it has in hand, and ends well; the ledger is sound, and what was given again
// is all there.
func TestServe(t *testing.T) {
	ledger := filepath.Join(t.TempDir(), "ledger.db")
	s := startServing(t, "--ledger", ledger)
	g := s.give(120)
	for g.Counts.Documents == 0 {
		time.Sleep(2 * time.Millisecond)
		s.get("adding/"+g.ID+".json", &g)
	}
	if err := s.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if code := exitCode(t, s.Wait()); code != exitDone {
		t.Fatalf("exit code %d\n%s", code, s.err.String())
	}
	for line := range strings.Lines(s.err.String()) {
		if !json.Valid([]byte(line)) {
			t.Errorf("log %q", line)
		}
	}
	if got := must(t, "check", "--ledger", ledger); got != "sound\n" {
		t.Error(got)
	}
	var held struct{ Documents int }
	if err := json.Unmarshal([]byte(must(t, "stats", "--ledger", ledger, "--format", "json")), &held); err != nil || held.Documents < g.Counts.Documents {
		t.Fatalf("%d documents are held, %d were told of", held.Documents, g.Counts.Documents)
	}
	s = startServing(t, "--ledger", ledger)
	for g = s.give(120); g.State != "done"; s.get("adding/"+g.ID+".json", &g) {
		if g.State == "failed" || g.State == "stopped" {
			t.Fatalf("%+v\n%s", g, s.err.String())
		}
		time.Sleep(10 * time.Millisecond)
	}
	if g.Counts.Documents+g.Counts.Known != 120 || g.Counts.Known != held.Documents {
		t.Errorf("%+v, of which %d were held", g, held.Documents)
	}
}

// TestServeRefused: nothing is open to others unless it is known who comes, and what cannot be served at is said.
func TestServeRefused(t *testing.T) {
	ledger := filepath.Join(t.TempDir(), "ledger.db")
	s := startServing(t, "--ledger", ledger)
	taken := strings.TrimSuffix(strings.TrimPrefix(s.at, "http://"), "/")
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"--addr", "0.0.0.0:0"}, "can be reached by others"},
		{[]string{"--addr", ":0"}, "can be reached by others"},
		{[]string{"--addr", "0.0.0.0:0", "--token", "short"}, "16 characters"},
		{[]string{"--addr", taken}, "address already in use"},
		{[]string{"--addr", "localhost:nothing"}, "nothing"},
		{[]string{"--addr", "127.0.0.1:0", "--max-upload", "0"}, "--max-upload 0"},
	} {
		code, out, errs := call(t, append([]string{"serve", "--ledger", ledger}, c.args...)...)
		if code != exitFailed || !strings.Contains(errs, c.want) || out != "" {
			t.Errorf("%v: exit code %d, %q, %q", c.args, code, out, errs)
		}
	}
}
