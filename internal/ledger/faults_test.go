//go:build unix

package ledger

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"hearsay"
)

func init() {
	children["add"] = childAdds
	children["look"] = childLooks
}

// childAdds adds copies LEDGER_FROM to LEDGER_TO of the stories, and a skip now and then, in batches of LEDGER_BATCH, leaving out
// what is there already; it says when it begins, and what came of it. With LEDGER_LIMIT no file may be longer than so many bytes.
func childAdds() int {
	number := func(name string) int { n, _ := strconv.Atoi(os.Getenv(name)); return n }
	if n := number("LEDGER_LIMIT"); n > 0 {
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: uint64(n), Max: uint64(n)}); err != nil {
			fmt.Println(err)
			return 2
		}
	}
	stories, err := readStories()
	if err != nil {
		fmt.Println(err)
		return 2
	}
	a := alteredFrom(stories)
	fmt.Println("ready")
	l, err := Open(ctx, os.Getenv("LEDGER_DSN"), Options{Clock: fixed})
	if err != nil {
		fmt.Println("open:", errors.Is(err, hearsay.ErrUnavailable), err)
		return 1
	}
	sum := Added{}
	for n, to, size := number("LEDGER_FROM"), number("LEDGER_TO"), number("LEDGER_BATCH"); n < to; n += size {
		var batch []Reading
		for i := n; i < min(n+size, to); i++ {
			r := a.reading(i)
			if i%10 == 5 {
				batch = append(batch, Reading{Skip: &hearsay.Skip{Name: fmt.Sprintf("skip-%d", i), Reason: hearsay.ReasonEmpty}})
			}
			if has, err := l.Has(ctx, r.Document.ID, "v1"); err != nil {
				fmt.Println("has:", errors.Is(err, hearsay.ErrUnavailable), err)
				return 1
			} else if !has {
				batch = append(batch, r)
			}
		}
		added, err := l.Add(ctx, "v1", batch)
		if err != nil {
			fmt.Println("add:", errors.Is(err, hearsay.ErrUnavailable), err)
			return 1
		}
		sum.sum(added)
	}
	if err := l.Close(); err != nil {
		fmt.Println("close:", errors.Is(err, hearsay.ErrUnavailable), err)
		return 1
	}
	b, err := json.Marshal(sum)
	if err != nil {
		panic(err)
	}
	fmt.Println(string(b))
	return 0
}

// childLooks tries, as nobody, to write in a ledger, and reads it.
func childLooks() int {
	if os.Getuid() == 0 {
		if err := syscall.Setuid(65534); err != nil {
			fmt.Println(err)
			return 2
		}
	}
	_, err := Open(ctx, os.Getenv("LEDGER_DSN"), Options{})
	fmt.Println(errors.Is(err, hearsay.ErrUnavailable), err)
	l, err := Open(ctx, os.Getenv("LEDGER_DSN"), Options{ReadOnly: true})
	if err != nil {
		fmt.Println(err)
		return 1
	}
	s, err := l.Stats(ctx, time.Time{})
	fmt.Println(s.Documents, err)
	return 0
}

// TestKilled kills a program that adds at fifty moments. Each time the ledger is whole, and the next program goes on; in the end
// it is the same ledger as one that nobody disturbed.
func TestKilled(t *testing.T) {
	const docs, moments = 240, 50
	all := []string{"LEDGER_FROM=0", fmt.Sprintf("LEDGER_TO=%d", docs), "LEDGER_BATCH=3"}
	undisturbed := newFile(t)
	cmd := child(t, "add", append(all, "LEDGER_DSN="+undisturbed)...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	want := export(t, open(t, undisturbed, fixed))

	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	dsn, finished, inside := newFile(t), 0, 0
	for killed := 0; killed < moments; {
		cmd := child(t, "add", append(all, "LEDGER_DSN="+dsn)...)
		done := killAfter(t, cmd, time.Duration(r.IntN(80_000))*time.Microsecond)
		if !done {
			killed++
		}
		l := open(t, dsn, fixed)
		wantClean(t, l)
		s, err := l.Stats(ctx, time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		if got := export(t, l); done && got != want {
			t.Error("in the end the ledger is another")
		} else if !strings.HasPrefix(want, got) {
			t.Error("what is there is not the beginning of what is to be there")
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		switch {
		case done:
			dsn = newFile(t)
			finished++
		case s.Documents > 0:
			inside++
		}
		if t.Failed() {
			return
		}
	}
	t.Logf("%d ledgers were finished, %d programs were killed with something entered", finished, inside)
	if inside < moments/4 {
		t.Errorf("only %d of %d moments were in the middle of adding", inside, moments)
	}
	cmd = child(t, "add", append(all, "LEDGER_DSN="+dsn)...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if l := open(t, dsn, fixed); export(t, l) != want {
		t.Error("in the end the ledger is another")
	}
}

// killAfter starts a program and kills it a while after it said that it is ready; done says that it was faster.
func killAfter(t *testing.T, cmd *exec.Cmd, while time.Duration) (done bool) {
	t.Helper()
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(out)
	if line, err := lines.ReadString('\n'); line != "ready\n" {
		t.Fatalf("%q, %v", line, err)
	}
	time.Sleep(while)
	_ = cmd.Process.Kill() // it may have ended
	said, _ := io.ReadAll(lines)
	err = cmd.Wait()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() >= 0) {
		t.Fatalf("it was to be killed, and ended by itself: %v: %s", err, said)
	}
	return err == nil
}

// TestTogether: programs that add at the same time, from the making of the ledger on, all finish, and nothing is there twice.
func TestTogether(t *testing.T) {
	onBoth(t, func(t *testing.T, dsn string) {
		var wait sync.WaitGroup
		results := make([]Added, 3)
		for i := range results {
			wait.Go(func() {
				cmd := child(t, "add", "LEDGER_DSN="+dsn, fmt.Sprintf("LEDGER_FROM=%d", 20*i), fmt.Sprintf("LEDGER_TO=%d", 20*i+60), "LEDGER_BATCH=4")
				out, err := cmd.Output()
				_, said, _ := strings.Cut(string(out), "\n")
				if err != nil || json.Unmarshal([]byte(said), &results[i]) != nil {
					t.Errorf("%v: %s", err, out)
				}
			})
		}
		wait.Wait()
		l := open(t, dsn, fixed)
		var sum Added
		for _, a := range results {
			sum.sum(a)
		}
		s, err := l.Stats(ctx, time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		if s.Documents != 100 || sum.Documents != 100 || s.Claims != sum.Claims || s.Skips != 10 || sum.Skips != 10 {
			t.Errorf("in the ledger %+v, entered %+v", s, sum)
		}
		wantClean(t, l)
	})
}

// TestReadersMeanwhile: who reads while another writes sees whole batches, in order, and does not wait.
func TestReadersMeanwhile(t *testing.T) {
	onBoth(t, func(t *testing.T, dsn string) {
		l, other := open(t, dsn, fixed), open(t, dsn, fixed)
		a := alteredFrom(stories(t))
		var in []Reading
		for i := range 120 {
			in = append(in, a.reading(i))
		}
		stop, cancel := context.WithCancel(ctx)
		var wait sync.WaitGroup
		for _, reader := range []*Ledger{l, other} {
			wait.Go(func() {
				for stop.Err() == nil {
					n := 0
					for d, err := range reader.Documents(ctx, Query{}) {
						if err != nil || d.ID != in[n].Document.ID || d.Claims != len(in[n].Claims) {
							t.Errorf("document %d: %s, %v", n, d.ID, err)
							return
						}
						n++
					}
					if n%4 != 0 {
						t.Errorf("%d documents: not whole batches", n)
						return
					}
				}
			})
		}
		for i := 0; i < len(in); i += 4 {
			add(t, l, "v1", in[i:i+4]...)
		}
		cancel()
		wait.Wait()
		wantClean(t, other)
	})
}

// TestCanceled: adding that is cancelled leaves no trace.
func TestCanceled(t *testing.T) {
	onBoth(t, func(t *testing.T, dsn string) {
		l := open(t, dsn, fixed)
		stopped, cancel := context.WithCancel(ctx)
		cancel()
		if _, err := l.Add(stopped, "v1", stories(t)); !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		for _, err := range l.Claims(stopped, Query{}) {
			if !errors.Is(err, context.Canceled) {
				t.Error(err)
			}
		}
		if s, err := l.Stats(ctx, time.Time{}); s.Documents != 0 || err != nil {
			t.Errorf("%+v, %v", s, err)
		}
		add(t, l, "v1", stories(t)...)
	})
}

// TestDiskFull: a clear error, and the ledger holds the batches before it.
func TestDiskFull(t *testing.T) {
	full := func(t *testing.T, dir string, limit int) {
		dsn := filepath.Join(dir, "ledger.db")
		for range 2 { // at first, and again
			cmd := child(t, "add", "LEDGER_DSN="+dsn, "LEDGER_FROM=0", "LEDGER_TO=5000", "LEDGER_BATCH=20", fmt.Sprintf("LEDGER_LIMIT=%d", limit))
			out, err := cmd.Output()
			var exit *exec.ExitError
			if !errors.As(err, &exit) || exit.ExitCode() != 1 || !strings.Contains(string(out), ": true ledger "+dsn) {
				t.Fatalf("%v: %s %s", err, out, exit.Stderr)
			}
			t.Log(strings.TrimPrefix(string(out), "ready\n"))
		}
		l := open(t, copied(t, dsn), fixed)
		wantClean(t, l)
		s, err := l.Stats(ctx, time.Time{})
		if err != nil || s.Documents < 20 || s.Documents%20 != 0 {
			t.Errorf("%+v, %v", s, err)
		}
	}
	t.Run("limit", func(t *testing.T) { full(t, t.TempDir(), 2<<20) })
	t.Run("disk", func(t *testing.T) {
		dir := t.TempDir()
		if err := mountSmall(dir, 3<<20); err != nil {
			t.Skipf("no small disk can be had, the limit on files stands for it: %v", err)
		}
		defer func() {
			if err := unmount(dir); err != nil {
				t.Error(err)
			}
		}()
		full(t, dir, 0)
	})
}

// copied copies a ledger, log and all, to where there is room.
func copied(t *testing.T, dsn string) string {
	t.Helper()
	to := newFile(t)
	for _, end := range []string{"", "-wal"} {
		b, err := os.ReadFile(dsn + end)
		if err != nil && (end == "" || !errors.Is(err, os.ErrNotExist)) {
			t.Fatal(err)
		}
		if err == nil {
			if err := os.WriteFile(to+end, b, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	return to
}

// TestReadOnlyFile: a file that may not be written is an error for who wants to write, and none for who reads.
func TestReadOnlyFile(t *testing.T) {
	for name, mode := range map[string]os.FileMode{"folder too": 0o555, "file alone": 0o777} {
		t.Run(name, func(t *testing.T) {
			dir, err := os.MkdirTemp("", "hearsay-ledger-") // t.TempDir lets nobody in
			if err != nil {
				t.Fatal(err)
			}
			defer os.RemoveAll(dir)
			dsn := filepath.Join(dir, "ledger.db")
			l, err := Open(ctx, dsn, Options{Clock: fixed})
			if err != nil {
				t.Fatal(err)
			}
			add(t, l, "v1", stories(t)...)
			if err := errors.Join(l.Close(), os.Chmod(dsn, 0o444), os.Chmod(dir, mode)); err != nil {
				t.Fatal(err)
			}
			out, err := child(t, "look", "LEDGER_DSN="+dsn).CombinedOutput()
			if err != nil || !strings.HasPrefix(string(out), "true ledger "+dsn+": open: the file or its folder is read-only") || !strings.HasSuffix(string(out), "\n6 <nil>\n") {
				t.Errorf("%v: %s", err, out)
			}
			if err := os.Chmod(dir, 0o777); err != nil {
				t.Fatal(err)
			}
			wantClean(t, open(t, copied(t, dsn), fixed))
		})
	}
}

func TestReadOnlyLedger(t *testing.T) {
	onBoth(t, func(t *testing.T, dsn string) {
		if _, err := Open(ctx, dsn, Options{ReadOnly: true}); !errors.Is(err, hearsay.ErrNotFound) {
			t.Errorf("no ledger yet: %v", err)
		}
		l := open(t, dsn, fixed)
		add(t, l, "v1", stories(t)...)
		want := export(t, l)
		r, err := Open(ctx, dsn, Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		if export(t, r) != want {
			t.Error("it says something else")
		}
		wantClean(t, r)
		if _, err := r.Add(ctx, "v2", stories(t)); !errors.Is(err, hearsay.ErrUnavailable) || !strings.Contains(err.Error(), "reading only") {
			t.Error(err)
		}
		if _, err := r.Import(ctx, strings.NewReader(want)); !errors.Is(err, hearsay.ErrUnavailable) {
			t.Error(err)
		}
	})
}

func TestNoLedger(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return name
	}
	database := func(name, statement string) string {
		name = filepath.Join(dir, name)
		db, err := sql.Open("sqlite", name)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
		return name
	}
	newer := newFile(t)
	l := open(t, newer, fixed)
	if _, err := l.write.Exec(`INSERT INTO ledger_versions (version_id, is_applied) VALUES (99, 1)`); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		dsn  string
		kind error
		says string
	}{
		"no name":          {"", hearsay.ErrInvalid, "no path"},
		"a folder":         {dir, hearsay.ErrInvalid, "it is a folder"},
		"under a file":     {filepath.Join(write("file", "x"), "ledger.db"), hearsay.ErrUnavailable, "not a directory"},
		"a text":           {write("text", strings.Repeat("This is a story. ", 1000)), hearsay.ErrInvalid, "not a ledger"},
		"a database":       {database("other.db", "CREATE TABLE things (x)"), hearsay.ErrInvalid, "not a ledger of hearsay"},
		"a marked one":     {database("marked.db", "PRAGMA application_id = 77"), hearsay.ErrInvalid, "not a ledger of hearsay"},
		"a newer ledger":   {newer, hearsay.ErrUnsupported, "a newer hearsay wrote it (tables of version 99, this program knows 5)"},
		"half an address":  {"postgres://host:port/x", hearsay.ErrInvalid, ""},
		"nobody there":     {"postgres://me:secret@127.0.0.1:1/x?connect_timeout=5", hearsay.ErrUnavailable, "the server cannot be reached"},
		"no socket either": {"postgres://me:secret@/x?host=" + dir, hearsay.ErrUnavailable, "the server cannot be reached"},
	} {
		l, err := Open(ctx, c.dsn, Options{})
		if !errors.Is(err, c.kind) || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "secret") || l != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, name := range []string{"text", "other.db", "marked.db"} { // nothing was done to them
		left, err := filepath.Glob(filepath.Join(dir, name+"*"))
		if err != nil || len(left) != 1 {
			t.Errorf("%v, %v", left, err)
		}
	}
	nested := filepath.Join(dir, "a b", "c#d?e%f", "ledger.db") // folders are made, and names are names
	add(t, open(t, nested, fixed), "v1", stories(t)[0])
	if _, err := os.Stat(nested); err != nil {
		t.Error(err)
	}
}

// TestForeignSchema: tables of the same name that are not ours are left alone.
func TestForeignSchema(t *testing.T) {
	dsn := postgresSchema(t)
	db, err := sql.Open("pgx", dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(`CREATE TABLE documents (x INTEGER)`); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(ctx, dsn, Options{}); !errors.Is(err, hearsay.ErrConflict) || !strings.Contains(err.Error(), "a table of that name") {
		t.Error(err)
	}
}

// TestDamaged: a file with a hole in it is an error or a problem, unless nothing stood there; it is never a panic.
func TestDamaged(t *testing.T) {
	dsn := newFile(t)
	l := bookkept(t, dsn)
	want := export(t, l)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(dsn)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	r := rand.New(rand.NewPCG(5, 5))
	for range 60 {
		spoilt := append([]byte{}, whole...)
		at := r.IntN(len(spoilt) - 512)
		for i := range 512 {
			spoilt[at+i] = byte(r.IntN(256))
		}
		path := newFile(t)
		if err := os.WriteFile(path, spoilt, 0o644); err != nil {
			t.Fatal(err)
		}
		if damaged(path, want) {
			found++
		}
	}
	t.Logf("%d of 60 holes did harm", found)
	if found < 10 {
		t.Errorf("only %d of 60 holes did harm", found)
	}
}

func problems(l *Ledger) (out []string) {
	for p, err := range l.Check(ctx) {
		out = append(out, fmt.Sprint(p, err))
	}
	return out
}

func damaged(path, want string) bool {
	l, err := Open(ctx, path, Options{Clock: fixed})
	if err != nil {
		return true
	}
	defer l.Close()
	if len(problems(l)) > 0 {
		return true
	}
	var b strings.Builder
	if err := l.Export(ctx, &b); err != nil || b.String() != want {
		panic("a hole that the check does not find changes the export")
	}
	return false
}
