package main

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// call runs a command in this process.
func call(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(args, streams{strings.NewReader(""), &out, &errs})
	return code, out.String(), errs.String()
}

// must runs a command that has to succeed.
func must(t *testing.T, args ...string) string {
	t.Helper()
	code, out, errs := call(t, args...)
	if code != exitDone {
		t.Fatalf("hearsay %s: exit code %d\n%s%s", strings.Join(args, " "), code, out, errs)
	}
	return out
}

// wires are files of JSON Lines of short stories, each file a batch of its own; one line in each is no story.
func wires(t *testing.T, files, stories int) []string {
	t.Helper()
	t.Setenv("HEARSAY_NOW", "2026-03-12T06:00:00Z")
	dir := t.TempDir()
	var paths []string
	for f := range files {
		var b strings.Builder
		for s := range stories {
			fmt.Fprintf(&b, `{"id":"wire-%d-%d","outlet":"Quay Wire","published":"2026-03-%02d","title":"Berth %d","text":"Harbour master Ada Lindqvist said berth %d was shut. The union denied that %d cranes stood idle."}`+"\n",
				f, s, f+1, s, s, 10*f+s)
		}
		b.WriteString("[not a story]\n")
		path := filepath.Join(dir, fmt.Sprintf("wire-%02d.jsonl", f))
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	return paths
}

// adding is the command that adds paths to a ledger, as arguments.
func adding(ledger string, paths []string) []string {
	return append([]string{"add", "--ledger", ledger}, paths...)
}

// undisturbed is the export of a ledger to which paths were added, and how long that takes a process of its own that has been
// started before.
func undisturbed(t *testing.T, paths []string) (export string, took time.Duration) {
	t.Helper()
	for range 3 {
		ledger := filepath.Join(t.TempDir(), "ledger.db")
		start := time.Now()
		if out, err := exec.Command("hearsay", adding(ledger, paths)...).CombinedOutput(); exitCode(t, err) != exitSkipped {
			t.Fatalf("%v\n%s", err, out)
		}
		if d := time.Since(start); took == 0 || d < took {
			took = d
		}
		got := must(t, "export", "--ledger", ledger)
		if export != "" && got != export {
			t.Fatalf("two adds of the same end with two ledgers:\n%s\nand\n%s", export, got)
		}
		export = got
	}
	return export, took
}

// exitCode is that of a process that has ended: -1 when a signal ended it.
func exitCode(t *testing.T, err error) int {
	t.Helper()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode()
	}
	if err != nil {
		t.Fatal(err)
	}
	return 0
}

// unborn reports whether a command found a ledger whose tables were not all made yet: the next add makes them.
func unborn(stderr string) bool {
	return strings.Contains(stderr, "there are no tables of a ledger") || strings.Contains(stderr, "open it once for writing")
}

// disturb starts an add, sends it a signal at a random moment, and sees that the ledger is sound, and that the next add makes it
// what it would have been. It counts how often the add had ended before, and how often a part was kept.
func disturb(t *testing.T, rounds int, signal os.Signal, ended func(t *testing.T, code int, stderr string)) {
	t.Helper()
	if testing.Short() {
		rounds = min(rounds, 8)
	}
	paths := wires(t, 8, 4)
	want, took := undisturbed(t, paths)
	moments := rand.New(rand.NewPCG(11, uint64(rounds)))
	done, parts := 0, 0
	for round := range rounds {
		ledger := filepath.Join(t.TempDir(), "ledger.db")
		child := exec.Command("hearsay", adding(ledger, paths)...)
		var errs bytes.Buffer
		child.Stderr = &errs
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(moments.Float64() * float64(took)))
		_ = child.Process.Signal(signal) // it may have ended
		if code := exitCode(t, child.Wait()); code == exitSkipped {
			done++
		} else {
			ended(t, code, errs.String())
		}
		if _, err := os.Stat(ledger); err == nil {
			code, out, errs := call(t, "check", "--ledger", ledger)
			if code != exitDone && !unborn(errs) {
				t.Fatalf("round %d: check: exit code %d\n%s%s", round, code, out, errs)
			}
			if _, out, _ := call(t, "export", "--ledger", ledger); strings.Count(out, "\n") > 1 && out != want {
				parts++
			}
		}
		if code, out, errs := call(t, adding(ledger, paths)...); code != exitSkipped {
			t.Fatalf("round %d: resumed: exit code %d\n%s%s", round, code, out, errs)
		}
		if got := must(t, "export", "--ledger", ledger); got != want {
			t.Fatalf("round %d: the resumed ledger is another:\n%s\nwant\n%s", round, got, want)
		}
	}
	t.Logf("%d rounds: %d had ended before, in %d a part was kept", rounds, done, parts)
	if done > rounds*3/4 {
		t.Errorf("%d of %d had ended before the signal: the test shows nothing", done, rounds)
	}
}

// Whatever the moment at which an add is killed, the ledger is sound, and the next add makes it what it would have been.
func TestKilledAddLeavesASoundLedger(t *testing.T) {
	disturb(t, 16, os.Kill, func(t *testing.T, code int, stderr string) {
		if code != -1 {
			t.Fatalf("exit code %d, not a kill\n%s", code, stderr)
		}
	})
}

// An interrupted add says so; and all that holds of a killed one holds of it.
func TestInterruptedAddSaysSo(t *testing.T) {
	disturb(t, 8, os.Interrupt, func(t *testing.T, code int, stderr string) {
		if code == -1 { // so early that nothing listened yet
			return
		}
		if code != exitFailed || !strings.HasSuffix(stderr, "hearsay: interrupted\n") {
			t.Fatalf("exit code %d\n%s", code, stderr)
		}
	})
}

// An add that waits for standard input can be interrupted, and keeps what it had read; meanwhile others can look at the ledger.
func TestInterruptedWhileStandardInputIsOpen(t *testing.T) {
	paths := wires(t, 2, 4)
	want, _ := undisturbed(t, paths[:1])
	ledger := filepath.Join(t.TempDir(), "ledger.db")
	child := exec.Command("hearsay", adding(ledger, []string{paths[0], "-"})...)
	var errs bytes.Buffer
	child.Stderr = &errs
	open, err := child.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- child.Wait() }()
	patience := time.After(time.Minute)
	for kept := false; !kept; { // until the file is entered
		code, out, _ := call(t, "export", "--ledger", ledger)
		if kept = code == exitDone && out == want; kept {
			break
		}
		select {
		case err := <-ended:
			t.Fatalf("ended by itself: %v\n%s", err, errs.String())
		case <-patience:
			_ = child.Process.Kill()
			t.Fatal("the file was not entered")
		case <-time.After(20 * time.Millisecond):
		}
	}
	if _, err := io.WriteString(open, `{"id":"late","text":"The union said it would wait."}`+"\n"); err != nil {
		t.Fatal(err)
	}
	if err := child.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-ended:
		if code := exitCode(t, err); code != exitFailed || !strings.HasSuffix(errs.String(), "hearsay: interrupted\n") {
			t.Fatalf("exit code %d\n%s", code, errs.String())
		}
	case <-patience:
		_ = child.Process.Kill()
		t.Fatal("an interrupt did not end it")
	}
	if got := must(t, "export", "--ledger", ledger); !strings.HasPrefix(got, want) {
		t.Errorf("not kept:\n%s\nwant\n%s", got, want)
	}
	must(t, "check", "--ledger", ledger)
}

// Two that add the same to one ledger at once, which is not there yet, both come to their end, and nothing is there twice.
func TestTwoAddsAtOnce(t *testing.T) {
	paths := wires(t, 4, 4)
	want, _ := undisturbed(t, paths)
	back := slices.Clone(paths)
	slices.Reverse(back)
	for round := range 3 {
		ledger := filepath.Join(t.TempDir(), "ledger.db")
		var two [2]*exec.Cmd
		var said [2]bytes.Buffer
		for i, in := range [][]string{paths, back} {
			two[i] = exec.Command("hearsay", adding(ledger, in)...)
			two[i].Stderr = &said[i]
			if err := two[i].Start(); err != nil {
				t.Fatal(err)
			}
		}
		for i := range two {
			if code := exitCode(t, two[i].Wait()); code != exitSkipped {
				t.Fatalf("round %d: exit code %d\n%s", round, code, said[i].String())
			}
		}
		must(t, "check", "--ledger", ledger)
		if got := sorted(must(t, "export", "--ledger", ledger)); got != sorted(want) {
			t.Fatalf("round %d: got\n%s\nwant\n%s", round, got, sorted(want))
		}
	}
}

func sorted(lines string) string {
	return strings.Join(slices.Sorted(strings.SplitSeq(lines, "\n")), "\n")
}

// sql FILE STATEMENT changes a ledger as no command can.
func sqlOn(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: sql FILE STATEMENT")
	}
	db, err := sql.Open("sqlite", ts.MkAbs(args[0]))
	ts.Check(err)
	_, err = db.Exec(args[1])
	ts.Check(errors.Join(err, db.Close()))
}

// A ledger in a folder where nothing may be written can be read, and an add says why it cannot.
func TestReadOnlyFolder(t *testing.T) {
	paths := wires(t, 1, 2)
	dir := t.TempDir()
	ledger, hearsay := filepath.Join(dir, "ledger.db"), []string{"hearsay"}
	if code, _, errs := call(t, adding(ledger, paths)...); code != exitSkipped {
		t.Fatal(errs)
	}
	want := must(t, "find", "--ledger", ledger)
	if os.Getuid() == 0 { // who may write anywhere: another user has to do it
		setpriv, err := exec.LookPath("setpriv")
		if err != nil {
			t.Skip("root may write anywhere, and there is no setpriv")
		}
		binary, err := os.Executable()
		if err != nil {
			t.Fatal(err)
		}
		there := filepath.Join(dir, "hearsay")
		if err := exec.Command("cp", binary, there).Run(); err != nil {
			t.Skip("this binary cannot be copied: ", err)
		}
		for _, open := range []string{filepath.Dir(dir), there} {
			if err := os.Chmod(open, 0o755); err != nil {
				t.Fatal(err)
			}
		}
		hearsay = []string{setpriv, "--reuid=65534", "--regid=65534", "--clear-groups", there}
	}
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(dir, 0o755) })
	as := func(args ...string) (int, string) {
		all := append(slices.Clone(hearsay), args...)
		out, err := exec.Command(all[0], all[1:]...).CombinedOutput()
		return exitCode(t, err), string(out)
	}
	if code, got := as("find", "--ledger", ledger); code != exitDone || got != want {
		t.Errorf("find: exit code %d\n%s\nwant\n%s", code, got, want)
	}
	for path, why := range map[string]string{ledger: "the file or its folder is read-only", filepath.Join(dir, "new.db"): "the file cannot be opened"} {
		if code, said := as(adding(path, paths)...); code != exitFailed || !strings.Contains(said, why) {
			t.Errorf("add to %s: exit code %d, %q; want %q", path, code, said, why)
		}
	}
	must(t, "check", "--ledger", ledger)
}
