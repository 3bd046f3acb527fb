package eval

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"

	"hearsay/internal/reader"
)

// realNames is pieces of real text, most of them official statements on defence and foreign affairs, in which names are marked and nothing else; who is to be credited stands beside each.
//
//go:embed testdata/names.jsonl
var realNames []byte

// named scores the names of realNames.
func (e *evaluation) named(corpus string) (*Result, error) {
	passages, err := values[passage](bytes.NewReader(realNames))
	if err != nil {
		return nil, err
	}
	result := &Result{Corpus: corpus, Size: fmt.Sprintf("%d passages", len(passages)), Bare: Table{}}
	marks := make([][]mark, len(passages))
	read, err := each(e, corpus, len(passages), func(ctx context.Context, i int) (r *reader.Reading, err error) {
		p := &passages[i]
		if p.Text, marks[i], err = parseMarked(p.Text); err == nil {
			r, err = e.reader.Bare(ctx, p.Text)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.ID, err)
		}
		return r, nil
	})
	if err != nil {
		return nil, err
	}
	for i, r := range read {
		_, gold := goldOf(r.Words, marks[i])
		found := labels{}
		found.name(r.Names...)
		scoreLabels(result.Bare, gold, found)
	}
	return result, nil
}
