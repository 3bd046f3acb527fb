package eval

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"hearsay"
	"hearsay/internal/desk"
	"hearsay/internal/ingest"
	"hearsay/internal/ledger"
	"hearsay/internal/link"
	"hearsay/internal/reader"
)

// Steps are what is asked of a ledger that holds the documents of a case, besides its claims. What is nil is not judged.
type Steps struct {
	Matters func(ctx context.Context, d *desk.Desk) ([]hearsay.Matter, error)
	// Ask answers with these models and weights, the program's own when weights are nil.
	Ask func(ctx context.Context, d *desk.Desk, files fs.FS, weights []byte, question string) (Answer, error)
}

// Cases reads the cases of shared/cases and judges what comes out, each through a ledger of its own: its documents go in as
// lines of JSON, as people give them, and claims, matters and answers are what the ledger says. Errors: fs.ErrNotExist where there are
// no cases.
func Cases(ctx context.Context, opts Options, steps Steps) (*CaseTally, error) {
	files, err := filepath.Glob(filepath.Join(opts.Shared, "cases", "*.jsonl"))
	if err != nil {
		return nil, err
	}
	var cases []Case
	var linkers []func() (*link.Linker, error) // of each case, as the next
	var askers [][]byte
	var models []fs.FS
	for _, f := range files {
		some, err := ReadCases(f)
		if err != nil {
			return nil, err
		}
		cases = append(cases, some...)
		linker := sync.OnceValues(func() (*link.Linker, error) {
			return link.Open(opts.without(f), opts.Threads, heldOut("link", f))
		})
		for range some {
			linkers, askers, models = append(linkers, linker), append(askers, heldOut("ask", f)), append(models, opts.without(f))
		}
	}
	if len(cases) == 0 {
		return nil, fmt.Errorf("no cases under %s: %w", opts.Shared, fs.ErrNotExist)
	}
	r, err := opts.open()
	if err != nil {
		return nil, err
	}
	type outcome struct {
		claims  map[string][]hearsay.Claim
		matters []hearsay.Matter
		answers map[string]Answer
	}
	e := &evaluation{ctx: ctx, opts: opts, reader: r}
	read, err := each(e, "cases", len(cases), func(ctx context.Context, i int) (out outcome, err error) {
		err = cases[i].enter(ctx, r, linkers[i], func(d *desk.Desk) error {
			if out.claims, err = claimsOf(ctx, d); err != nil {
				return err
			}
			if steps.Matters != nil {
				if out.matters, err = steps.Matters(ctx, d); err != nil {
					return err
				}
			}
			out.answers = map[string]Answer{}
			for _, q := range cases[i].Questions {
				if steps.Ask == nil {
					break
				}
				if out.answers[q.Question], err = steps.Ask(ctx, d, models[i], askers[i], q.Question); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			err = fmt.Errorf("case %s: %w", cases[i].ID, err)
		}
		return out, err
	})
	if err != nil {
		return nil, err
	}
	t := &CaseTally{}
	for i := range cases {
		t.Claims(&cases[i], read[i].claims)
		if steps.Matters != nil {
			t.Matters(&cases[i], read[i].claims, read[i].matters)
		}
		if steps.Ask != nil {
			t.Answers(&cases[i], func(q string) Answer { return read[i].answers[q] })
		}
	}
	return t, nil
}

//go:embed testdata/heldout
var without embed.FS

// heldOut are the weights of a room that were fitted without the cases of a file, nil where there are none: then those of the program,
// which has not seen that file, are judged.
func heldOut(room, file string) []byte {
	weights, err := without.ReadFile("testdata/heldout/" + room + "-" + strings.TrimSuffix(filepath.Base(file), ".jsonl") + ".json")
	if err != nil {
		return nil
	}
	return weights
}

// enter makes a ledger of the documents of a case and hands it over for a while.
func (c *Case) enter(ctx context.Context, r *reader.Reader, linker func() (*link.Linker, error), look func(*desk.Desk) error) (err error) {
	folder, err := os.MkdirTemp("", "hearsay-case-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	l, err := ledger.Open(ctx, filepath.Join(folder, "ledger.db"), ledger.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(l.Close(), err) }()
	d := desk.New(l, ingest.New(), func() (*reader.Reader, error) { return r, nil }, linker)
	var stories bytes.Buffer
	for _, doc := range c.Documents {
		line, err := json.Marshal(map[string]string{"id": doc.Ref, "outlet": doc.Outlet, "published": doc.Published, "title": doc.Title, "text": doc.Text})
		if err != nil {
			return err
		}
		stories.Write(append(line, '\n'))
	}
	if _, err := d.Add(ctx, hearsay.Input{Stream: &stories, Name: c.ID + ".jsonl"}, desk.Options{}); err != nil {
		return err
	}
	return look(d)
}

// claimsOf are all claims of a ledger by the ref of their document.
func claimsOf(ctx context.Context, d *desk.Desk) (map[string][]hearsay.Claim, error) {
	out := map[string][]hearsay.Claim{}
	for c, err := range d.Claims(ctx, ledger.Query{}) {
		if err != nil {
			return nil, err
		}
		out[c.Document.Ref] = append(out[c.Document.Ref], c.Claim)
	}
	return out, nil
}
