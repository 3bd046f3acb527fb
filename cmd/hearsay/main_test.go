package main

import (
	"archive/zip"
	"bytes"
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
	case "zip":
		b = zipped("story.txt", "Ada Lindqvist said that the crane was idle.\n")
	case "many", "many+": // 70 stories a line each, and behind them what is none
		for i := range 70 {
			b = fmt.Appendf(b, "{\"text\":\"Ada Lindqvist said crane %d was idle.\"}\n", i)
		}
		if os.Args[1] == "many+" {
			repeat(200_000, "-")
		}
	case "warc":
		b = webArchive()
	case "nested":
		repeat(2500, "“He said ‘")
		repeat(2500, "’” ")
	}
	if err := os.WriteFile(os.Args[2], b, 0o644); err != nil {
		panic(err)
	}
}

func zipped(name, text string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err == nil {
		_, err = w.Write([]byte(text))
	}
	if err := errors.Join(err, z.Close()); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// webArchive is a web archive of two pages, one that had not changed since, an image, and a record that is cut short.
func webArchive() []byte {
	var b bytes.Buffer
	record := func(kind, media, body string, more int) {
		fmt.Fprintf(&b, "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: https://post.example/%d\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
			kind, b.Len(), media, len(body)+more, body)
	}
	record("warcinfo", "application/warc-fields", "software: none\r\n", 0)
	for _, text := range []string{
		"The union of the dockers denied on Monday that a crane had fallen into the basin.",
		"Ada Lindqvist, who runs the harbour, said that the crane would be idle until Friday.",
	} {
		page := "<html><head><title>Crane</title></head><body><article><h1>Crane</h1><p>" + text + " Nobody was hurt, and the ships went on unloading at the other berths.</p></article></body></html>"
		record("response", "application/http; msgtype=response", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"+page, 0)
	}
	record("revisit", "application/http; msgtype=response", "HTTP/1.1 200 OK\r\n\r\n", 0)
	record("response", "application/http; msgtype=response", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG", 0)
	record("response", "application/http; msgtype=response", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9000\r\n\r\n<html>", 400)
	return b.Bytes()
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
