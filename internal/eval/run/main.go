// Command run writes the scores of the reader, and those on the cases:
//
//	go run ./internal/eval/run --out internal/eval/testdata/scores.txt --cases internal/eval/testdata/cases.txt
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"runtime"
	"sync"

	"hearsay"
	"hearsay/internal/ask"
	"hearsay/internal/desk"
	"hearsay/internal/eval"
)

func main() {
	shared := os.Getenv("HEARSAY_SHARED")
	if shared == "" {
		shared = "../shared"
	}
	var opts eval.Options
	flag.StringVar(&opts.Model, "model", "", "read with the model files of this `folder` (default: the embedded int8 model)")
	flag.StringVar(&opts.HeldOut, "heldout", "internal/eval/testdata/heldout", "a `folder` with a folder for each file of cases, whose pair model has not seen it; \"\" is none")
	flag.StringVar(&opts.Shared, "shared", shared, "the shared `folder` that holds corpora/ and lab/; default from HEARSAY_SHARED")
	flag.BoolVar(&opts.Test, "test", false, "score the test files too")
	flag.IntVar(&opts.Threads, "threads", runtime.NumCPU(), "`number` of threads")
	out := flag.String("out", "", "write the scores to this `file` (default: standard output)")
	cases := flag.String("cases", "", "judge the cases too and write that to this `file`; with --out none, the cases alone")
	verbose := flag.Bool("v", false, "print what was missed in PolNeAR dev to standard error; it never enters the file")
	flag.Parse()
	if flag.NArg() > 0 {
		fmt.Fprintf(os.Stderr, "eval: unexpected %q\n", flag.Arg(0))
		os.Exit(2)
	}
	if *verbose {
		opts.Misses = os.Stderr
	} else if info, err := os.Stderr.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
		opts.Progress = progress
	}
	if err := run(opts, *out, *cases); err != nil {
		fmt.Fprintln(os.Stderr, "eval:", err)
		os.Exit(1)
	}
}

func run(opts eval.Options, out, cases string) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if out != "none" {
		scores, err := eval.Run(ctx, opts)
		if err != nil {
			return err
		}
		if err := write(scores, out); err != nil {
			return err
		}
	}
	if cases == "" {
		return nil
	}
	tally, err := eval.Cases(ctx, opts, eval.Steps{Matters: matters, Ask: (&askers{by: map[string]*ask.Asker{}}).answer})
	if err != nil {
		return err
	}
	return write(tally, cases)
}

// matters are all matters of a ledger.
func matters(ctx context.Context, d *desk.Desk) (all []hearsay.Matter, err error) {
	for m, err := range d.Matters(ctx, "", desk.ByTellings) {
		if err != nil {
			return nil, err
		}
		all = append(all, m.Matter)
	}
	return all, nil
}

// askers are opened once for each set of weights.
type askers struct {
	sync.Mutex
	by map[string]*ask.Asker
}

func (a *askers) of(files fs.FS, weights []byte) (*ask.Asker, error) {
	a.Lock()
	defer a.Unlock()
	if known := a.by[string(weights)]; known != nil {
		return known, nil
	}
	fresh, err := ask.Open(files, 0, weights)
	if err == nil {
		a.by[string(weights)] = fresh
	}
	return fresh, err
}

// answer asks a ledger.
func (a *askers) answer(ctx context.Context, d *desk.Desk, files fs.FS, weights []byte, question string) (eval.Answer, error) {
	asker, err := a.of(files, weights)
	if err != nil {
		return eval.Answer{}, err
	}
	reply, err := d.Asking(asker).Ask(ctx, question, desk.AskOptions{})
	if err != nil {
		return eval.Answer{}, err
	}
	out := eval.Answer{Refused: reply.Refused}
	for _, x := range reply.Answers {
		one := eval.Answered{Text: x.Text.Text, Speaker: ask.SpeakerOf(x.Claim)}
		for _, s := range x.Text.Spans {
			one.Spans = append(one.Spans, eval.Cited{Ref: x.Document.Ref, Span: s})
		}
		out.Answers = append(out.Answers, one)
	}
	return out, nil
}

// write writes scores to a file, "" and "-" being standard output.
func write(scores io.WriterTo, file string) error {
	var text bytes.Buffer
	if _, err := scores.WriteTo(&text); err != nil {
		return err
	}
	if file == "" || file == "-" {
		_, err := os.Stdout.Write(text.Bytes())
		return err
	}
	return os.WriteFile(file, text.Bytes(), 0o644)
}

// progress keeps one line of the terminal up to date and wipes it when a corpus is done.
func progress(corpus string, done, all int) {
	fmt.Fprintf(os.Stderr, "\r\033[K%s %d/%d", corpus, done, all)
	if done == all {
		fmt.Fprint(os.Stderr, "\r\033[K")
	}
}
