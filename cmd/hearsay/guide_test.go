package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var console = regexp.MustCompile("(?s)\n```console\n(.*?)```\n")

// Every command of docs/guide.md works, in the order of the page, and prints what the page shows; a last line "…" is whatever follows.
func TestGuide(t *testing.T) {
	guide, err := os.ReadFile("../../docs/guide.md")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "examples"), os.DirFS("../../examples")); err != nil {
		t.Fatal(err)
	}
	t.Setenv("XDG_DATA_HOME", filepath.Join(dir, "data"))
	t.Setenv("HEARSAY_LEDGER", "")
	t.Setenv("HEARSAY_NOW", "2026-03-12T06:00:00Z")
	t.Setenv("TZ", "UTC")
	n := 0
	for _, block := range console.FindAllStringSubmatch(string(guide), -1) {
		for _, step := range strings.Split("\n"+block[1], "\n$ ")[1:] {
			command, shown, _ := strings.Cut(step, "\n")
			if shown = strings.TrimSuffix(shown, "\n"); shown != "" {
				shown += "\n"
			}
			sh := exec.Command("sh", "-c", command)
			sh.Dir = dir
			out, err := sh.CombinedOutput()
			if err != nil {
				t.Fatalf("$ %s\n%s%v", command, out, err)
			}
			if head, more := strings.CutSuffix(shown, "…\n"); string(out) != shown && !(more && strings.HasPrefix(string(out), head)) {
				t.Errorf("$ %s\nthe guide shows\n%s\nit prints\n%s", command, shown, out)
			}
			n++
		}
	}
	if n < 15 {
		t.Errorf("%d commands were found in the guide", n)
	}
}
