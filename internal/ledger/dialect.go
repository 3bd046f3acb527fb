package ledger

import (
	"context"
	"database/sql"
	"strconv"
	"strings"

	"github.com/pressly/goose/v3"
)

// dialect is all in which the two databases differ. SQL is written once, for both, with ? for its arguments.
type dialect interface {
	// rebind writes the arguments of a query as the database wants them.
	rebind(query string) string
	// flavour is the database's name for goose, the mark of its own lines in migrations, and its types there.
	flavour() (name goose.Dialect, mark string, types *strings.Replacer)
	// lock makes a transaction the only one that writes, until it ends.
	lock(ctx context.Context, tx *sql.Tx) error
	// explain tells what the database's error means, "" where it says so itself, and of what kind it is, nil for none of ours.
	explain(err error) (hint string, kind error)
	// match selects from an index the numbers of rows that match an expression, within two bounds, in that order (ASC or DESC), at most
	// so many: arguments expression, above, up to, limit.
	match(index, order string) string
	// gather is match for when few rows do: they are looked up all at once and then put in order. "" where match does that well.
	gather(index, order string) string
	// expression writes a search as the index reads it. There is something in s.all.
	expression(s search) string
	// terms writes terms as an index takes them, the index's columns, number first, and the places of a row's arguments.
	terms(terms []string) (value, columns, row string)
	// spread selects of an index, term by term, what the check sums up: term, count, sum (see weight).
	spread(index string) string
	// sound names what the database itself finds broken.
	sound(ctx context.Context, db *sql.DB) ([]string, error)
	// size selects how many bytes the ledger takes.
	size() string
}

// numbered writes ? as $1, $2 … Our SQL has no ? within quotes.
func numbered(query string) string {
	var b strings.Builder
	n := 0
	for {
		head, tail, ok := strings.Cut(query, "?")
		b.WriteString(head)
		if !ok {
			return b.String()
		}
		n++
		b.WriteByte('$')
		b.WriteString(strconv.Itoa(n))
		query = tail
	}
}

// places is n arguments: "?, ?, ?".
func places(n int) string { return strings.TrimSuffix(strings.Repeat("?, ", n), ", ") }
