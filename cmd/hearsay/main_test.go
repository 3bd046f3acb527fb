package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"testing"
	"unicode/utf16"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"hearsay": main,
		"odd":     writeOdd,
	})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata", RequireExplicitExec: true, RequireUniqueNames: true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"code": code, "sql": sqlOn},
	})
}

// writeOdd writes the inputs that a script cannot hold: odd KIND FILE.
func writeOdd() {
	var b []byte
	repeat := func(n int, s string) {
		for range n {
			b = append(b, s...)
		}
	}
	switch os.Args[1] {
	case "binary":
		b = []byte("\x7fELF\x02\x01\x01\x00\x00\xff\xfe")
	case "latin1":
		b = []byte("Le pr\xe9sident a dit non.\n")
	case "utf16":
		b = []byte{0xff, 0xfe}
		for _, u := range utf16.Encode([]rune("The minister said no.\n")) {
			b = append(b, byte(u), byte(u>>8))
		}
	case "bom":
		b = []byte("\ufeffThe minister said the bridge was open.\n")
	case "line20mb":
		repeat(20<<20/8, "forward ")
	case "line1mb": // one line without a space
		repeat(1<<20, "x")
	case "marks":
		repeat(5000, `"`)
		repeat(5000, `“`)
		repeat(5000, `'`)
	case "nested":
		repeat(2500, "“He said ‘")
		repeat(2500, "’” ")
	}
	if err := os.WriteFile(os.Args[2], b, 0o644); err != nil {
		panic(err)
	}
}

// code N COMMAND ARG … runs a command and asks for its exit code.
func code(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N COMMAND ARG …")
	}
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if fmt.Sprint(got) != args[0] {
		ts.Fatalf("exit code %d, want %s", got, args[0])
	}
}
