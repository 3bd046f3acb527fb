package ledger

import (
	"context"
	"database/sql"
	"iter"
	"slices"
	"strconv"
	"strings"

	"hearsay"
)

// Listings are read in pieces, each a short query of its own: nothing is held open while the caller thinks, and since the ledger only
// grows, and a listing looks no further than the last entry there was when it began, the pieces fit together.

// piece is how many rows are read at once.
const piece = 200

// Claims yields the claims that q wants and that stand as of its instant: in the order in which their documents were entered, those of
// one document in the order of its last reading; or all of that backwards. An error is the last thing it yields.
func (l *Ledger) Claims(ctx context.Context, q Query) iter.Seq2[KeptClaim, error] {
	return func(yield func(KeptClaim, error) bool) {
		if err := l.eachClaim(ctx, q, func(c KeptClaim) bool { return yield(c, nil) }); err != nil {
			yield(KeptClaim{}, l.explained("find claims", err))
		}
	}
}

func (l *Ledger) eachClaim(ctx context.Context, q Query, yield func(KeptClaim) bool) error {
	r, err := l.reachOf(ctx, q)
	if err != nil {
		return err
	}
	var have *hearsay.Document
	left := q.Limit
	for numbers, err := range l.numbers(ctx, "claim_terms", r, q.search, firstPiece(q.Limit)) {
		if err != nil {
			return err
		}
		claims, err := l.claimsAt(ctx, r.until, have, numbers)
		if err != nil {
			return err
		}
		if q.Last {
			slices.Reverse(claims)
		}
		for _, c := range claims {
			have = c.Document
			if !yield(c) {
				return nil
			}
			if left--; left == 0 {
				return nil
			}
		}
	}
	return nil
}

func firstPiece(limit int) int {
	if limit <= 0 || limit > piece {
		return piece
	}
	return limit
}

// reach is how far a listing looks.
type reach struct {
	until int64 // the last entry
	above int64 // numbers above this
	upTo  int64 // and up to this
	order string
}

func (l *Ledger) reachOf(ctx context.Context, q Query) (r reach, err error) {
	if r.until, err = l.until(ctx, q.AsOf); err != nil {
		return r, err
	}
	r.upTo, r.order = (r.until+1)*perDocument-1, "ASC"
	if q.Document != "" {
		document, _, err := l.findDocument(ctx, q.Document, r.until)
		if err != nil {
			return r, err
		}
		r.above, r.upTo = document*perDocument-1, (document+1)*perDocument-1
	}
	if q.Last {
		r.order = "DESC"
	}
	if q.Beyond > 0 {
		r = r.behind(q.Beyond)
	}
	return r, nil
}

// behind is what comes after a number, in the order of the listing.
func (r reach) behind(number int64) reach {
	if r.order == "DESC" {
		r.upTo = min(r.upTo, number-1)
	} else {
		r.above = max(r.above, number)
	}
	return r
}

// nearby is how many documents are looked at one by one before the rest is gathered.
var nearby int64 = 1000

// split parts the numbers of the nearby documents, those next in the order of the listing, from the rest.
func (r reach) split() (near, far reach) {
	next := nearby * perDocument
	near, far = r, r
	if r.order == "DESC" {
		near.above = max(r.above, r.upTo-next)
		far.upTo = near.above
	} else {
		near.upTo = min(r.upTo, r.above+next)
		far.above = near.upTo
	}
	return near, far
}

// indexed are the tables whose numbers are in an index.
var indexed = map[string]string{"claim_terms": "claims", "reading_terms": "readings"}

// numbers yields the numbers of claims or readings that match a search, in order: n at first, and then in pieces that are no smaller.
func (l *Ledger) numbers(ctx context.Context, index string, r reach, s search, n int) iter.Seq2[[]int64, error] {
	read := func(r reach, n int) ([]int64, error) {
		return l.column(ctx, l.rebind(`SELECT no FROM `+indexed[index]+` WHERE no > ? AND no <= ? ORDER BY no `+r.order+` LIMIT ?`), r.above, r.upTo, n)
	}
	first := read
	if len(s.all)+len(s.none) > 0 {
		if len(s.all) == 0 {
			s.all = []clause{anything}
		}
		expression := l.expression(s)
		ask := func(query string, r reach, n int) ([]int64, error) {
			return l.column(ctx, l.rebind(query), expression, r.above, r.upTo, n)
		}
		match, gather := l.match(index, r.order), l.gather(index, r.order)
		read = func(r reach, n int) ([]int64, error) { return ask(match, r, n) }
		first = read
		if gather != "" {
			first = func(r reach, n int) ([]int64, error) {
				near, far := r.split()
				got, err := read(near, n)
				if err != nil || len(got) == n || far.above >= far.upTo {
					return got, err
				}
				more, err := ask(gather, far, n-len(got)) // the next documents have too few: so have the others, as a rule
				return append(got, more...), err
			}
		}
	}
	return func(yield func([]int64, error) bool) {
		for r, n, next := r, n, first; ; n, next = max(n, piece), read {
			got, err := next(r, n)
			if err != nil {
				yield(nil, err)
				return
			}
			if len(got) == 0 || !yield(got, nil) || len(got) < n {
				return
			}
			r = r.behind(got[len(got)-1])
		}
	}
}

// column reads a column of numbers.
func (l *Ledger) column(ctx context.Context, query string, args ...any) ([]int64, error) {
	return columnOf(ctx, l.read, query, args...)
}

// querier is what can be asked: a database, or a transaction in it.
type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// columnOf reads the column no of a query, with the arguments as the database wants them. The numbers come as one text: as rows, each would cost five
// times what it costs to find it.
func columnOf(ctx context.Context, from querier, query string, args ...any) ([]int64, error) {
	var text sql.NullString
	if err := from.QueryRowContext(ctx, `SELECT string_agg(CAST(no AS TEXT), ' ') FROM (`+query+`) AS found`, args...).Scan(&text); err != nil {
		return nil, err
	}
	var out []int64
	for field := range strings.FieldsSeq(text.String) {
		n, err := strconv.ParseInt(field, 10, 64)
		if err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, nil
}
