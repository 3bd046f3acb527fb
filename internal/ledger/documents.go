package ledger

import (
	"context"
	"iter"
)

// Documents yields the documents that q wants, in the order of entry or backwards. A document is wanted when its title and its claims, taken
// together, have what q asks for, and nothing that q asks not to have. An error is the last thing it yields.
func (l *Ledger) Documents(ctx context.Context, q Query) iter.Seq2[KeptDocument, error] {
	return func(yield func(KeptDocument, error) bool) {
		if err := l.eachDocument(ctx, q, func(d KeptDocument) bool { return yield(d, nil) }); err != nil {
			yield(KeptDocument{}, l.explained("list documents", err))
		}
	}
}

func (l *Ledger) eachDocument(ctx context.Context, q Query, yield func(KeptDocument) bool) error {
	r, err := l.reachOf(ctx, q)
	if err != nil {
		return err
	}
	left, columns := q.Limit, keptDocument
	if q.Brief {
		columns = briefDocument
	}
	for numbers, err := range l.numbers(ctx, "reading_terms", r, q.search, min(firstPiece(q.Limit), fewer)) {
		if err != nil {
			return err
		}
		for len(numbers) > 0 {
			n := min(len(numbers), fewer)
			docs, err := l.readDocuments(ctx, columns+`WHERE r.no IN (`+places(n)+`) ORDER BY d.seq `+r.order, r.until, anys(numbers[:n])...)
			if err != nil {
				return err
			}
			numbers = numbers[n:]
			for _, d := range docs {
				if !yield(d) {
					return nil
				}
				if left--; left == 0 {
					return nil
				}
			}
		}
	}
	return nil
}

// fewer is how many documents are read at once: their texts may be long.
const fewer = 50

func anys(numbers []int64) []any {
	out := make([]any, len(numbers))
	for i, n := range numbers {
		out[i] = n
	}
	return out
}
