// Command bench times reading side by side with onnxruntime on the same text, and the whole program on stories:
// pieces a second, stories a second, memory, and how the cost grows with the text.
//
//	bench --onnx DIR --python python3 --bin bin/hearsay --out internal/eval/testdata/bench.txt
//
// It writes figures of the machine it ran on: only the ratios travel.
package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	"hearsay/internal/infer"
	"hearsay/internal/reader"
	"hearsay/model"
)

var (
	shared  = flag.String("shared", "../shared", "folder with corpora/reuters and model/")
	onnx    = flag.String("onnx", "", "folder with reader.fp32.onnx and reader.int8.onnx; without it onnxruntime is left out")
	python  = flag.String("python", "python3", "Python with onnxruntime")
	program = flag.String("bin", "bin/hearsay", "the built program")
	out     = flag.String("out", "", "write here instead of standard output")
	stories = flag.Int("stories", 500, "how many stories")
	rounds  = flag.Int("rounds", 3, "how often each is timed, in turn; the median is given")
	seconds = flag.Float64("seconds", 6, "how long each is timed")
)

func main() {
	flag.Parse()
	var b bytes.Buffer
	if err := run(&b); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
	if *out == "" {
		_, _ = os.Stdout.Write(b.Bytes())
	} else if err := os.WriteFile(*out, b.Bytes(), 0o644); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(w io.Writer) error {
	texts, from, err := load(*stories)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "# Speed\n\nText: %d stories of %s. Machine: %s, %d cores. Each figure is the median of %d.\n", len(texts), from, processor(), runtime.NumCPU(), *rounds)
	if err := engines(w, texts); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	var files []string
	for i, t := range texts {
		f := filepath.Join(dir, fmt.Sprintf("%05d.txt", i))
		if err := os.WriteFile(f, []byte(t), 0o600); err != nil {
			return err
		}
		files = append(files, f)
	}
	return whole(w, files)
}

// load takes n stories, evenly spread, from the Reuters corpus.
func load(n int) (texts []string, from string, err error) {
	f, err := os.Open(filepath.Join(*shared, "corpora", "reuters", "reuters.jsonl.gz"))
	if errors.Is(err, fs.ErrNotExist) {
		files, err := filepath.Glob("examples/*.txt")
		for _, name := range files {
			b, err := os.ReadFile(name)
			if err != nil {
				return nil, "", err
			}
			texts = append(texts, string(b))
		}
		return texts, "examples/ (no Reuters corpus here)", err
	} else if err != nil {
		return nil, "", err
	}
	defer func() { _ = f.Close() }()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, "", err
	}
	var all []string
	for dec := json.NewDecoder(bufio.NewReader(z)); ; {
		var s struct{ Title, Text string }
		if err := dec.Decode(&s); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, "", err
		}
		all = append(all, s.Title+"\n\n"+s.Text)
	}
	for i := range min(n, len(all)) {
		texts = append(texts, all[i*len(all)/n])
	}
	return texts, "Reuters-21578", nil
}

func processor() string {
	b, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return runtime.GOARCH
	}
	for line := range strings.Lines(string(b)) {
		if name, ok := strings.CutPrefix(line, "model name"); ok {
			return strings.TrimSpace(strings.TrimLeft(name, "\t :"))
		}
	}
	return runtime.GOARCH
}

// engines times our engine and onnxruntime in turn over the same sequences.
func engines(w io.Writer, texts []string) error {
	ours := map[string]fs.FS{"int8": model.Files}
	if _, err := os.Stat(filepath.Join(*shared, "model", "reader.safetensors")); err == nil {
		ours["fp32"] = os.DirFS(filepath.Join(*shared, "model"))
	}
	r, err := reader.Open(model.Files, 1)
	if err != nil {
		return err
	}
	var seqs []infer.Sequence
	pieces := 0
	for _, t := range texts {
		s, err := r.Sequences(t)
		if err != nil {
			return err
		}
		for i := range s {
			pieces += len(s[i].IDs)
		}
		seqs = append(seqs, s...)
	}
	inputs, err := writeInputs(seqs)
	if err != nil {
		return err
	}
	defer os.Remove(inputs)
	fmt.Fprintf(w, "\n## Pieces a second: the encoder and its heads over %d windows of %d pieces\n\nkernel: %s (this machine runs %s)\n\n%-10s %7s %10s %12s %6s  %s\n",
		len(seqs), pieces, r.Encoder().Kernel(), strings.Join(infer.Kernels(), ", "), "precision", "threads", "ours", "onnxruntime", "ratio", "how onnxruntime was fastest")
	for _, threads := range slices.Compact([]int{1, runtime.NumCPU()}) {
		rates := map[string][]float64{}
		how := map[string]string{}
		for range *rounds {
			for p, files := range ours {
				r, err := reader.Open(files, threads)
				if err != nil {
					return err
				}
				v, err := rate(r.Encoder(), seqs, pieces)
				if err != nil {
					return err
				}
				rates["ours "+p] = append(rates["ours "+p], v)
			}
			if *onnx == "" {
				continue
			}
			theirs, err := yardstick(inputs, threads)
			if err != nil {
				return err
			}
			for _, t := range theirs {
				rates["theirs "+t.Precision] = append(rates["theirs "+t.Precision], t.Rate)
				how[t.Precision] = fmt.Sprintf("%s %s, %s", t.Version, t.Way, t.Variant)
			}
		}
		for _, p := range []string{"int8", "fp32"} {
			a, b := median(rates["ours "+p]), median(rates["theirs "+p])
			line := fmt.Sprintf("%-10s %7d %10.0f %12.0f %6.2f  %s", p, threads, a, b, a/max(b, 1e-9), how[p])
			if b == 0 {
				line = fmt.Sprintf("%-10s %7d %10.0f %12s", p, threads, a, "not run")
			}
			fmt.Fprintln(w, line)
		}
	}
	return nil
}

func writeInputs(seqs []infer.Sequence) (string, error) {
	f, err := os.CreateTemp("", "inputs*.json")
	if err != nil {
		return "", err
	}
	type input struct {
		IDs  []int32 `json:"ids"`
		Feat []int   `json:"feat"`
	}
	var all []input
	for _, s := range seqs {
		x := input{IDs: s.IDs}
		for _, v := range s.Features {
			x.Feat = append(x.Feat, int(v))
		}
		all = append(all, x)
	}
	err = json.NewEncoder(f).Encode(all)
	return f.Name(), errors.Join(err, f.Close())
}

// rate is pieces a second over whole rounds of the sequences.
func rate(e *infer.Encoder, seqs []infer.Sequence, pieces int) (float64, error) {
	const group = 64
	start := time.Now()
	done := 0
	for {
		for i := 0; i < len(seqs); i += group {
			part := seqs[i:min(i+group, len(seqs))]
			if _, err := e.Encode(context.Background(), part); err != nil {
				return 0, err
			}
			for k := range part {
				done += len(part[k].IDs)
			}
			if t := time.Since(start).Seconds(); t > *seconds {
				return float64(done) / t, nil
			}
		}
	}
}

type theirs struct {
	Precision string  `json:"precision"`
	Version   string  `json:"version"`
	Rate      float64 `json:"pieces_per_second"`
	Way       string  `json:"way"`
	Variant   string  `json:"variant"`
}

func yardstick(inputs string, threads int) ([]theirs, error) {
	cmd := exec.Command(*python, "train/onnx_bench.py", *onnx, inputs, fmt.Sprint(threads), fmt.Sprint(*seconds))
	cmd.Stderr = os.Stderr
	// Some machines set these for the sake of older libraries; they slow numpy and nothing else.
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "OPENBLAS_") {
			cmd.Env = append(cmd.Env, v)
		}
	}
	b, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("onnxruntime: %w", err)
	}
	var all []theirs
	for dec := json.NewDecoder(bytes.NewReader(b)); dec.More(); {
		var t theirs
		if err := dec.Decode(&t); err != nil {
			return nil, err
		}
		all = append(all, t)
	}
	return all, nil
}

func median(x []float64) float64 {
	if len(x) == 0 {
		return 0
	}
	s := slices.Sorted(slices.Values(x))
	return s[len(s)/2]
}

// whole times the built program: all stories, then 1, 10 and 100, then next to nothing.
func whole(w io.Writer, files []string) error {
	fmt.Fprintf(w, "\n## The whole program: hearsay read --format json\n\n%8s %9s %9s %10s %12s %9s\n", "stories", "threads", "seconds", "stories/s", "words/s", "peak MB")
	for _, c := range []struct{ n, threads int }{{len(files), 0}, {len(files), 1}, {100, 1}, {10, 1}, {1, 1}} {
		n := min(c.n, len(files))
		part := files[:n]
		words := 0
		for _, f := range part {
			b, err := os.ReadFile(f)
			if err != nil {
				return err
			}
			words += len(strings.Fields(string(b)))
		}
		var times, peaks []float64
		for range *rounds {
			t, peak, err := runProgram(append([]string{"read", "--format", "json", "--threads", fmt.Sprint(c.threads)}, part...))
			if err != nil {
				return err
			}
			times, peaks = append(times, t), append(peaks, peak)
		}
		threads := c.threads
		if threads == 0 {
			threads = runtime.NumCPU()
		}
		t := median(times)
		fmt.Fprintf(w, "%8d %9d %9.2f %10.1f %12.0f %9.0f\n", n, threads, t, float64(n)/t, float64(words)/t, median(peaks))
	}
	empty, err := os.CreateTemp("", "word*.txt")
	if err != nil {
		return err
	}
	defer os.Remove(empty.Name())
	_, err = empty.WriteString("No.\n")
	if err := errors.Join(err, empty.Close()); err != nil {
		return err
	}
	var times []float64
	for range 2**rounds + 1 {
		t, _, err := runProgram([]string{"read", empty.Name()})
		if err != nil {
			return err
		}
		times = append(times, t)
	}
	fmt.Fprintf(w, "\nA text of one word, from start to end of the program: %.0f ms.\n", 1000*median(times))
	return nil
}

// runProgram returns the seconds a run took and its peak memory in MB.
func runProgram(args []string) (seconds, peak float64, err error) {
	cmd := exec.Command(*program, args...)
	cmd.Stderr = os.Stderr
	start := time.Now()
	if err := cmd.Run(); err != nil {
		return 0, 0, fmt.Errorf("%s: %w", *program, err)
	}
	seconds = time.Since(start).Seconds()
	if u, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		peak = float64(u.Maxrss) / 1024
	}
	return seconds, peak, nil
}
