package ingest

import (
	"archive/zip"
	"compress/gzip"
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"hearsay"
)

// TestExtent: what is passed of files comes to their extent, whatever they are and however they are read.
func TestExtent(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	noise := make([]byte, 300_000)
	for i, r := 0, rand.NewChaCha8([32]byte{1}); i < len(noise); i++ {
		noise[i] = byte(r.Uint64())
	}
	write("in/bridge.txt", bridge)
	write("in/sub/noise.bin", string(noise)) // refused after its first bytes
	write("in/empty.txt", "")
	write("in/.hidden/ferry.txt", ferry)
	write("in/.dot", ferry)
	archive(t, filepath.Join(dir, "in", "week.zip"), map[string]string{"bridge.txt": bridge, "ferry.txt": ferry, "noise.bin": string(noise)})
	packed, err := os.Create(filepath.Join(dir, "in", "ferry.txt.gz"))
	if err != nil {
		t.Fatal(err)
	}
	z := gzip.NewWriter(packed)
	if _, err := z.Write([]byte(ferry)); err != nil || z.Close() != nil || packed.Close() != nil {
		t.Fatal(err)
	}
	var want int64
	for _, name := range []string{"bridge.txt", "sub/noise.bin", "week.zip", "ferry.txt.gz"} {
		info, err := os.Stat(filepath.Join(dir, "in", name))
		if err != nil {
			t.Fatal(err)
		}
		want += info.Size()
		if n, known := Extent(context.Background(), filepath.Join(dir, "in", name)); n != info.Size() || !known {
			t.Errorf("%s: extent %d, %v", name, n, known)
		}
	}
	if n, known := Extent(context.Background(), filepath.Join(dir, "in")); n != want || !known {
		t.Errorf("extent %d, %v, want %d", n, known, want)
	}
	var passed int64
	steps := 0
	g := &Ingester{Passed: func(n int64) {
		if n <= 0 {
			t.Errorf("%d bytes passed", n)
		}
		passed += n
		steps++
	}}
	if got := gather(t, g, hearsay.Input{Path: filepath.Join(dir, "in")}); len(got.docs) != 4 || len(got.skips) != 3 {
		t.Errorf("%q", got.lines())
	}
	if passed != want || steps < 10 {
		t.Errorf("%d bytes passed in %d steps, want %d", passed, steps, want)
	}
	if n, known := Extent(context.Background(), filepath.Join(dir, "nothing")); n != 0 || !known {
		t.Errorf("of nothing: %d, %v", n, known)
	}
	if _, known := Extent(context.Background(), os.DevNull); known {
		t.Error("the size of a device is known")
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, known := Extent(ctx, dir); known {
		t.Error("broken off, and known")
	}
}

func archive(t *testing.T, path string, files map[string]string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	for name, text := range files {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if z.Close() != nil || f.Close() != nil {
		t.Fatal("not closed")
	}
}
