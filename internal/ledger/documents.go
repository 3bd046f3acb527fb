package ledger

import (
	"context"
	"iter"
	"slices"
)

// Documents yields the documents that q wants, in the order of entry. A document is wanted when its title or one of its claims has what q
// asks for, and neither its title nor any of its claims has what q asks not to have. An error is the last thing it yields.
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
	left := q.Limit
	for seqs, err := range l.wanted(ctx, q, r) {
		if err != nil {
			return err
		}
		docs, err := l.documents(ctx, r.until, `WHERE d.seq IN (`+places(len(seqs))+`) ORDER BY d.seq`, anys(seqs)...)
		if err != nil {
			return err
		}
		for _, d := range docs {
			if out, err := l.unwanted(ctx, q.search.none, d.seq, r.until); err != nil {
				return err
			} else if out {
				continue
			}
			if !yield(d) {
				return nil
			}
			if left--; left == 0 {
				return nil
			}
		}
	}
	return nil
}

func anys(numbers []int64) []any {
	out := make([]any, len(numbers))
	for i, n := range numbers {
		out[i] = n
	}
	return out
}

// wanted yields the documents that have what q asks for, by title or by claim, in pieces.
func (l *Ledger) wanted(ctx context.Context, q Query, r reach) iter.Seq2[[]int64, error] {
	lone := reach{until: r.until, above: 0, upTo: r.until}
	if r.document != 0 {
		lone.above, lone.upTo = r.document-1, r.document
	}
	n := min(firstPiece(q.Limit), 50) // texts may be long
	if len(q.search.all) == 0 {
		query := l.rebind(`SELECT seq FROM documents WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?`)
		return func(yield func([]int64, error) bool) {
			for above := lone.above; ; {
				got, err := l.column(ctx, query, above, lone.upTo, n)
				if err != nil || len(got) > 0 {
					if !yield(got, err) || err != nil {
						return
					}
				}
				if len(got) < n {
					return
				}
				above = got[len(got)-1]
			}
		}
	}
	s := search{all: q.search.all}
	byTitle := flat(l.numbers(ctx, "document_terms", lone, s, n))
	byClaim := l.documentsOf(ctx, r, s, n)
	if s.ofDocuments() {
		byClaim = func(func(int64, error) bool) {}
	}
	return func(yield func([]int64, error) bool) {
		var some []int64
		for seq, err := range merged(byTitle, byClaim) {
			if err != nil {
				yield(nil, err)
				return
			}
			if some = append(some, seq); len(some) == n {
				if !yield(some, nil) {
					return
				}
				some = some[:0]
			}
		}
		if len(some) > 0 {
			yield(some, nil)
		}
	}
}

// documentsOf yields the documents with a standing claim that matches.
func (l *Ledger) documentsOf(ctx context.Context, r reach, s search, n int) iter.Seq2[int64, error] {
	return func(yield func(int64, error) bool) {
		last := int64(0)
		for numbers, err := range l.numbers(ctx, "claim_terms", r, s, n) {
			if err != nil {
				yield(0, err)
				return
			}
			numbers = slices.DeleteFunc(numbers, func(no int64) bool { return no/perDocument == last })
			if len(numbers) == 0 {
				continue
			}
			found, err := l.standing(ctx, anys(numbers), r.until)
			if err != nil {
				yield(0, err)
				return
			}
			for _, f := range found {
				if f.document != last {
					last = f.document
					if !yield(last, nil) {
						return
					}
				}
			}
		}
	}
}

// unwanted reports whether the title of a document, or a standing claim of it, matches one of the clauses.
func (l *Ledger) unwanted(ctx context.Context, none []clause, seq, until int64) (bool, error) {
	for _, c := range none {
		s := search{all: []clause{c}}
		for _, err := range flat(l.numbers(ctx, "document_terms", reach{until: until, above: seq - 1, upTo: seq}, s, 1)) {
			return err == nil, err
		}
		for _, err := range l.documentsOf(ctx, reach{until: until, above: seq * perDocument, upTo: (seq + 1) * perDocument}, s, piece) {
			return err == nil, err
		}
	}
	return false, nil
}

func flat(pieces iter.Seq2[[]int64, error]) iter.Seq2[int64, error] {
	return func(yield func(int64, error) bool) {
		for some, err := range pieces {
			if err != nil {
				yield(0, err)
				return
			}
			for _, n := range some {
				if !yield(n, nil) {
					return
				}
			}
		}
	}
}

// merged yields what either of two yields, both in order; what both do, once.
func merged(a, b iter.Seq2[int64, error]) iter.Seq2[int64, error] {
	return func(yield func(int64, error) bool) {
		nextA, stopA := iter.Pull2(a)
		defer stopA()
		nextB, stopB := iter.Pull2(b)
		defer stopB()
		x, errX, okX := nextA()
		y, errY, okY := nextB()
		for okX || okY {
			if errX == nil {
				errX = errY
			}
			if errX != nil {
				yield(0, errX)
				return
			}
			n := y
			if okX && (!okY || x <= y) {
				n = x
			}
			if !yield(n, nil) {
				return
			}
			if okX && x == n {
				x, errX, okX = nextA()
			}
			if okY && y == n {
				y, errY, okY = nextB()
			}
		}
	}
}
