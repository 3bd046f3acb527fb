package eval

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hearsay"
	"hearsay/internal/ask"
	"hearsay/internal/desk"
	"hearsay/internal/link"
	"hearsay/internal/reader"
	"hearsay/model"
)

// TestEveryStringOfAnAnswerIsPrinted asks the questions of all cases. Whatever is shown of an answer, and of the nearest claims where there is
// none, must be bytes of its document: the text and its short form, evidence, and the words by which the reporter keeps away. The speaker's name is that
// of an outlet, or bytes of a document, which may be another that gives it in full; role and names of the chain are printed somewhere.
func TestEveryStringOfAnAnswerIsPrinted(t *testing.T) {
	folder := filepath.Join(cmp.Or(os.Getenv("HEARSAY_SHARED"), filepath.Join("..", "..", "..", "shared")), "cases")
	files, _ := filepath.Glob(filepath.Join(folder, "*.jsonl"))
	if len(files) == 0 || testing.Short() {
		t.Skipf("no cases in %s: set HEARSAY_SHARED", folder)
	}
	r, err := reader.Open(model.Files, 0)
	if err != nil {
		t.Fatal(err)
	}
	asker, err := ask.Open(model.Files, 0, nil)
	if err != nil {
		t.Fatal(err)
	}
	shown := 0
	for _, f := range files {
		cases, err := ReadCases(f)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
		for i := range cases {
			t.Run(cases[i].ID, func(t *testing.T) {
				err := cases[i].enter(t.Context(), r, func() (*link.Linker, error) { return link.Open(model.Files, 0, nil) }, func(d *desk.Desk) error {
					asking := d.Asking(asker)
					isOutlet := func(name string) bool {
						return slices.ContainsFunc(cases[i].Documents, func(d CaseDocument) bool { return strings.Contains(d.Outlet, name) })
					}
					anywhere := func(name string) bool {
						return slices.ContainsFunc(cases[i].Documents, func(d CaseDocument) bool {
							return strings.Contains(d.Text, name) || strings.Contains(d.Outlet, name) || strings.Contains(d.Title, name)
						})
					}
					for _, q := range cases[i].Questions {
						reply, err := asking.Ask(t.Context(), q.Question, desk.AskOptions{})
						if err != nil {
							return err
						}
						for _, x := range reply.Answers {
							printed(t, q.Question, x.Document, x.Claim, anywhere, x.Text, x.Short)
							if len(x.Text.Spans) == 0 {
								t.Errorf("%s: an answer without bytes", q.Question)
							}
							if name := ask.SpeakerOf(x.Claim); name != "" && !isOutlet(name) {
								if x.Named.Document == nil {
									t.Errorf("%s: the speaker %q of %s has no bytes", q.Question, name, x.Document.Ref)
								} else if got := hearsay.Print(x.Named.Document.Text, x.Named.Spans...).Text; got != name {
									t.Errorf("%s: the speaker %q of %s has the bytes %q", q.Question, name, x.Document.Ref, got)
								}
							}
							shown++
						}
						for _, x := range reply.Nearest {
							printed(t, q.Question, x.Document, x.Claim, anywhere)
						}
					}
					return nil
				})
				if err != nil {
					t.Fatal(err)
				}
			})
		}
	}
	if shown == 0 {
		t.Error("nothing was answered")
	}
}

// printed fails where a claim, or more that is shown of it, is not bytes of its document.
func printed(t *testing.T, question string, doc *hearsay.Document, k *hearsay.Claim, anywhere func(string) bool, more ...hearsay.Printed) {
	t.Helper()
	for _, p := range append(k.AllPrinted(), more...) {
		for _, s := range p.Spans {
			if s.From < 0 || s.From >= s.To || s.To > len(doc.Text) {
				t.Fatalf("%s: span %v is not in %s", question, s, doc.Ref)
			}
		}
		if got := hearsay.Print(doc.Text, p.Spans...).Text; got != p.Text {
			t.Errorf("%s: %q stands for the bytes %q of %s", question, p.Text, got, doc.Ref)
		}
	}
	names := []string{k.Speaker.Role}
	for _, h := range k.Chain {
		names = append(names, h.Name)
	}
	for _, n := range names {
		if !anywhere(n) {
			t.Errorf("%s: %q of a claim of %s is nowhere in the ledger", question, n, doc.Ref)
		}
	}
}
