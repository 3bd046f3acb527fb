package ledger

import (
	"context"
	"iter"
	"time"
)

// Where asking looks for claims: their vectors, and the words they have.

// NumberedVector is the vector of a claim, given by number.
type NumberedVector struct {
	Vector
	Claim int64
}

// Vectors yields the vectors of all claims that are linked, in the order of their numbers. The bytes of one are good until the next is
// yielded. An error is the last thing it yields.
func (l *Ledger) Vectors(ctx context.Context) iter.Seq2[NumberedVector, error] {
	return func(yield func(NumberedVector, error) bool) {
		if err := l.eachVector(ctx, func(v NumberedVector) bool { return yield(v, nil) }); err != nil {
			yield(NumberedVector{}, l.explained("read the vectors", err))
		}
	}
}

// vectorPiece is how many vectors are read at once: some 2 MB.
const vectorPiece = 5000

func (l *Ledger) eachVector(ctx context.Context, yield func(NumberedVector) bool) error {
	v := NumberedVector{Claim: -1}
	query := l.rebind(`SELECT claim, scale, vector FROM vectors WHERE claim > ? ORDER BY claim LIMIT ?`)
	for {
		n, more, err := l.someVectors(ctx, query, &v, yield)
		if err != nil || !more || n < vectorPiece {
			return err
		}
	}
}

// someVectors reads one piece, from behind v on, which is the last of them afterwards; more says whether the next piece is wanted.
func (l *Ledger) someVectors(ctx context.Context, query string, v *NumberedVector, yield func(NumberedVector) bool) (n int, more bool, err error) {
	rows, err := l.read.QueryContext(ctx, query, v.Claim, vectorPiece)
	if err != nil {
		return 0, false, err
	}
	defer rows.Close()
	var raw []byte
	for rows.Next() {
		if err := rows.Scan(&v.Claim, &v.Scale, &raw); err != nil {
			return n, false, err
		}
		v.Bytes = v.Bytes[:0]
		for _, b := range raw {
			v.Bytes = append(v.Bytes, int8(b))
		}
		if n++; !yield(*v) {
			return n, false, nil
		}
	}
	return n, true, rows.Err()
}

// Mark is what a ledger holds and has linked, as one thing to compare: while it stays the same, so do claims, links and vectors.
type Mark struct {
	Entry   int64  // the last
	Linked  int64  // how many readings are linked
	Reading int64  // the last of these
	Linker  string // the version that linked it
}

// Mark returns the mark of the ledger as it is now.
func (l *Ledger) Mark(ctx context.Context) (m Mark, err error) {
	if m.Entry, err = l.until(ctx, time.Time{}); err == nil {
		err = l.read.QueryRowContext(ctx, `SELECT (SELECT COUNT(*) FROM linked), COALESCE((SELECT MAX(reading) FROM linked), 0),
			COALESCE((SELECT version FROM linked ORDER BY reading DESC LIMIT 1), '')`).Scan(&m.Linked, &m.Reading, &m.Linker)
	}
	return m, l.explained("look for what is new", err)
}

// Having are the numbers of the first limit claims, in order, whose content has a word or whose speaker has it in the name, in any form
// that search takes for the same. There are none for what is no word.
func (l *Ledger) Having(ctx context.Context, word string, asOf time.Time, limit int) ([]int64, error) {
	var c clause
	if words := stems(word); len(words) > 0 {
		c = append(c, words)
	}
	if words := plainWords(word); len(words) > 0 {
		c = append(c, marked(speakerTerm, words))
	}
	if c == nil {
		return nil, nil
	}
	until, err := l.until(ctx, asOf)
	if err != nil {
		return nil, l.explained("look for a word", err)
	}
	out, err := l.column(ctx, l.rebind(l.match("claim_terms", "ASC")), l.expression(search{all: []clause{c}}), int64(-1), (until+1)*perDocument-1, limit)
	return out, l.explained("look for a word", err)
}

// allAtOnce is how many numbers are read at once where nothing but the numbers is wanted.
const allAtOnce = 1 << 17

// Numbers are the numbers of all claims that q wants, in order, whether they stand or have been withdrawn since.
func (l *Ledger) Numbers(ctx context.Context, q Query) ([]int64, error) {
	r, err := l.reachOf(ctx, q)
	if err != nil {
		return nil, l.explained("find claims", err)
	}
	var out []int64
	for some, err := range l.numbers(ctx, "claim_terms", r, q.search, allAtOnce) {
		if err != nil {
			return nil, l.explained("find claims", err)
		}
		out = append(out, some...)
	}
	return out, nil
}

// Standing are the claims with these numbers, in order, that stand as of an instant; a zero one is now.
func (l *Ledger) Standing(ctx context.Context, numbers []int64, asOf time.Time) (out []KeptClaim, err error) {
	until, err := l.until(ctx, asOf)
	for err == nil && len(numbers) > 0 {
		some := numbers[:min(len(numbers), piece)]
		numbers = numbers[len(some):]
		var found []KeptClaim
		if found, err = l.claimsAt(ctx, until, nil, some); err == nil {
			out = append(out, found...)
		}
	}
	return out, l.explained("read claims", err)
}
