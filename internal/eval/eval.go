// Package eval scores reading against gold: what people marked, what we found, and how much of it is the same.
// The one idea is that everything is compared as runs of words:
//
//	gold       Mayor Lund | has denied | that the bridge was closed
//	found      Lund       | has denied | that the bridge was closed   →   cue and content right, speaker wrong and missed, attribution wrong
//
// Two readings stand side by side: the bare model, and the reader with its rules on top, which is what the product shows but that it cuts contents into
// clauses, which no gold does.
// The way of counting is that of lab/score.py of the shared folder, and a test holds the two together.
//
// Cases, several stories about the same events with what an editor concludes, are judged through a ledger: who said it, through whom,
// what became of it, which claims say the same and where they come from (CaseTally).
//
// It is not its business how claims are found, nor to judge whether a number is good enough: it writes a file that is
// committed, and a change of the reader shows its difference there. Text of a corpus never enters that file.
package eval

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync"

	"hearsay"
	"hearsay/internal/reader"
	"hearsay/model"
)

// Options say what to score and with what.
type Options struct {
	Model    string                             // folder of the files of a model; "" is the embedded one
	HeldOut  string                             // folder with a folder for each file of cases (a, b, …): a pair model that has not seen it; "" is none
	Shared   string                             // the shared folder, which holds corpora/ and lab/synth/
	Test     bool                               // the test files too
	Threads  int                                // threads of the reader, at least one
	Misses   io.Writer                          // where the text of what was missed in PolNeAR dev goes; nil is nowhere
	Progress func(corpus string, done, all int) // told after every text read, by one thread at a time; nil is nobody
}

func (o *Options) files() fs.FS {
	if o.Model != "" {
		return os.DirFS(o.Model)
	}
	return model.Files
}

// without is the files of the model for judging a file of cases: with a pair model that has not seen it, where there is one. A model folder that was asked for
// is judged as it is.
func (o *Options) without(cases string) fs.FS {
	if o.HeldOut == "" || o.Model != "" {
		return o.files()
	}
	return model.With(filepath.Join(o.HeldOut, strings.TrimSuffix(filepath.Base(cases), ".jsonl")))
}

func (o *Options) open() (*reader.Reader, error) {
	r, err := reader.Open(o.files(), o.Threads)
	if err != nil {
		return nil, fmt.Errorf("opening the reader: %w", err)
	}
	return r, nil
}

// Scores are the results of a run.
type Scores struct {
	Precision string   // of the model's numbers: int8 or fp32
	Sections  []Result // one for each corpus that was present
	Absent    []string // corpora that were looked for and not there
	Unasked   []string // corpora that were not looked for
}

// Result is the scores of one corpus.
type Result struct {
	Corpus string
	Size   string    // how much was read, in words
	Bare   Table     // the model alone
	Rules  Table     // with the rules on top; nil where only the bare model can be scored
	Stands *Resolved // what words stand for, with the rules; nil where it is not marked
	Beside Beside    // numbers of others on the same work; zero when there are none
	Bins   []Bin     // how far scores can be trusted, with the rules; nil when not asked
	Worst  []Text    // the texts read worst, with the rules; nil when not asked
}

// Beside is numbers of others: F in percent by row, under a heading.
type Beside struct {
	Heading string
	F       map[string]float64
}

var (
	people    = Beside{"two people agree", map[string]float64{"speaker": 77.7, "cue": 70.5, "content": 65.9}}
	published = Beside{"CofeNet, published, test", map[string]float64{"speaker": 83.2, "cue": 75.3, "content": 72.9}}
)

// Run reads every corpus that is under opts.Shared and scores it. A corpus that is not there is named in Absent;
// when none is, that is an error.
func Run(ctx context.Context, opts Options) (*Scores, error) {
	s := &Scores{}
	var err error
	if s.Precision, err = precision(opts.files()); err != nil {
		return nil, err
	}
	r, err := opts.open()
	if err != nil {
		return nil, err
	}
	e := &evaluation{ctx: ctx, opts: opts, reader: r}
	for _, c := range []struct {
		corpus, file string
		test         bool
		score        func(corpus, file string) (*Result, error)
	}{
		{"PolNeAR dev", "corpora/polnear/dev.jsonl", false, e.polnearDev},
		{"PolNeAR test", "corpora/polnear/test.jsonl", true, e.polnear},
		{"CofeNet valid", "corpora/cofenet/valid.txt", false, e.cofenet},
		{"CofeNet test", "corpora/cofenet/test.txt", true, e.cofenet},
		{"marked passages", "lab/synth/*.jsonl", false, e.marked},
	} {
		if c.test && !opts.Test {
			s.Unasked = append(s.Unasked, c.corpus)
			continue
		}
		result, err := c.score(c.corpus, filepath.Join(opts.Shared, filepath.FromSlash(c.file)))
		if errors.Is(err, fs.ErrNotExist) {
			s.Absent = append(s.Absent, c.corpus+" ("+c.file+")")
			continue
		} else if err != nil {
			return nil, fmt.Errorf("%s: %w", c.corpus, err)
		}
		s.Sections = append(s.Sections, *result)
	}
	if len(s.Sections) == 0 {
		return nil, fmt.Errorf("no corpus found under %s: %w", opts.Shared, fs.ErrNotExist)
	}
	names, err := e.named("names in real text")
	if err != nil {
		return nil, err
	}
	s.Sections = append(s.Sections, *names)
	return s, nil
}

// evaluation is one run under way.
type evaluation struct {
	ctx    context.Context
	opts   Options
	reader *reader.Reader
}

// twice is a document as the bare model reads it, and its claims as they came through the rules.
type twice struct {
	bare   *reader.Reading
	rules  []claim
	claims []hearsay.Claim // as rules
}

// read reads a document twice.
func (e *evaluation) read(ctx context.Context, doc *hearsay.Document) (twice, error) {
	plain, err := e.reader.Bare(ctx, doc.Text)
	if err != nil {
		return twice{}, fmt.Errorf("%s: %w", doc.Ref, err)
	}
	claims := reader.Undivided(doc, plain)
	return twice{plain, ruled(plain.Words, claims), claims}, nil
}

// each reads texts 0 … n-1, as many at a time as the reader has threads, and tells how far it is. The first error ends it.
func each[T any](e *evaluation, corpus string, n int, read func(ctx context.Context, i int) (T, error)) ([]T, error) {
	ctx, stop := context.WithCancelCause(e.ctx)
	defer stop(nil)
	out := make([]T, n)
	var mu sync.Mutex // guards next and done, and keeps Progress to one caller
	next, done := 0, 0
	work := func() {
		for ctx.Err() == nil {
			mu.Lock()
			i := next
			next++
			mu.Unlock()
			if i >= n {
				return
			}
			var err error
			if out[i], err = read(ctx, i); err != nil {
				stop(err)
				return
			}
			mu.Lock()
			done++
			if e.opts.Progress != nil {
				e.opts.Progress(corpus, done, n)
			}
			mu.Unlock()
		}
	}
	var wg sync.WaitGroup
	for range max(1, e.opts.Threads) {
		wg.Go(work)
	}
	wg.Wait()
	return out, context.Cause(ctx)
}

// Text is how one text of a corpus was read.
type Text struct {
	ID     string
	Linked Counts // of linked words
	Claims Counts // of attributions
}

// worst are the n texts with the lowest F of linked words. Texts with nothing to find in which nothing was found are left out.
func worst(texts []Text, n int) []Text {
	var some []Text
	for _, t := range texts {
		if t.Linked != (Counts{}) {
			some = append(some, t)
		}
	}
	sort.Slice(some, func(i, j int) bool {
		if a, b := some[i].Linked.F(), some[j].Linked.F(); a != b {
			return a < b
		}
		return some[i].ID < some[j].ID
	})
	return some[:min(n, len(some))]
}
