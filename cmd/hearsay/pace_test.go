package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"hearsay"
	"hearsay/internal/ingest"
)

// TestPace: how fast it goes is said of the last minute, and how long it takes only where that follows.
func TestPace(t *testing.T) {
	start := time.Date(2026, 3, 12, 8, 0, 0, 0, time.UTC)
	p := newPace(start)
	for _, c := range []struct {
		after    time.Duration
		seen     int
		done, of int64
		want     string
	}{
		{0, 0, 0, 1000, "0.0 a second · ? left"},
		{2 * time.Second, 50, 100, 1000, "25.0 a second · 0:18 left"},
		{10 * time.Second, 1000, 400, 1000, "100.0 a second · 0:15 left"},
		{70 * time.Second, 1600, 460, 1000, "10.0 a second · 9:00 left"}, // what was known already is behind
		{130 * time.Second, 2200, 520, 100_000, "10.0 a second · 27:38:00 left"},
		{131 * time.Second, 2210, 520, 0, "10.0 a second · ? left"},
		{132 * time.Second, 2220, 1000, 1000, "10.0 a second · ? left"}, // all is taken in, and the last is being read
		{133 * time.Second, 2230, 1001, 1 << 62, "10.0 a second · ? left"},
	} {
		if got := p.say(mark{start.Add(c.after), c.seen, c.done, c.of}); got != c.want {
			t.Errorf("after %v: %q, want %q", c.after, got, c.want)
		}
	}
	if n := len(p.marks); n > 5 {
		t.Errorf("%d marks are kept", n)
	}
}

// TestMeasured: the way is as long as the files are, and unknown with a stream among them.
func TestMeasured(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"one.txt": "one", "two.txt": "three"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	folder, file := hearsay.Input{Path: dir}, hearsay.Input{Path: filepath.Join(dir, "one.txt")}
	for _, c := range []struct {
		on     bool
		inputs []hearsay.Input
		want   int64
	}{
		{true, []hearsay.Input{folder, file}, 11},
		{true, []hearsay.Input{folder, {Address: "https://post.example/"}, file}, 0},
		{false, []hearsay.Input{folder}, 0},
	} {
		g := ingest.New()
		r := measured(context.Background(), c.on, c.inputs, g)
		if r.length != c.want || (g.Passed != nil) != c.on {
			t.Errorf("%+v: %d", c, r.length)
		}
	}
}

// TestFitting: what is shown stays on its line.
func TestFitting(t *testing.T) {
	for _, c := range []struct {
		s       string
		columns int
		want    string
	}{{"3 · 4", 5, "3 · 4"}, {"3 · 45", 5, "3 · …"}, {"34", 1, "…"}, {"34", 0, "…"}} {
		if got := fitting(c.s, c.columns); got != c.want {
			t.Errorf("%q on %d: %q", c.s, c.columns, got)
		}
	}
}
