package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"

	"hearsay"
)

// openPostgres opens a ledger on a server, in the schema that the address's search_path names, or else in the server's usual one.
func (l *Ledger) openPostgres(ctx context.Context, dsn string, readOnly bool) error {
	l.name, l.dialect = "on the server", onServer{}
	config, err := pgx.ParseConfig(dsn)
	if err != nil {
		return fmt.Errorf("%w: %w", hearsay.ErrInvalid, err) // pgx leaves the password out
	}
	l.name = fmt.Sprintf("%s at %s", config.Database, net.JoinHostPort(config.Host, strconv.Itoa(int(config.Port))))
	if !readOnly {
		l.write = stdlib.OpenDB(*config.Copy())
		l.write.SetMaxOpenConns(4)
	}
	config.RuntimeParams["default_transaction_read_only"] = "on"
	config.RuntimeParams["plan_cache_mode"] = "force_custom_plan" // a rare word and a common one want other plans
	l.read = stdlib.OpenDB(*config)
	l.read.SetMaxOpenConns(8)
	l.read.SetMaxIdleConns(8)
	return l.read.PingContext(ctx)
}

// onServer is the dialect of PostgreSQL.
type onServer struct{}

func (onServer) rebind(query string) string { return numbered(query) }

func (onServer) flavour() (goose.Dialect, string, *strings.Replacer) {
	return goose.DialectPostgres, "--postgres ", strings.NewReplacer("@key", "BIGINT PRIMARY KEY", "@number", "BIGINT",
		"@real", "DOUBLE PRECISION", "@bytes", "BYTEA", "@id", `TEXT COLLATE "C"`)
}

func (onServer) lock(ctx context.Context, tx *sql.Tx) error {
	// One lock for a ledger, and a ledger is where its tables are.
	_, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock('entries'::regclass::oid::bigint)`)
	return err
}

func (onServer) explain(err error) (hint string, kind error) {
	var e *pgconn.PgError
	var c *pgconn.ConnectError
	switch {
	case errors.As(err, &c):
		return "the server cannot be reached", hearsay.ErrUnavailable
	case !errors.As(err, &e):
		return "", nil
	case e.Code == "53100":
		return "the server's disk is full", hearsay.ErrUnavailable
	case e.Code == "25006" || e.Code == "42501":
		return "the server does not let it be written", hearsay.ErrUnavailable
	case strings.HasPrefix(e.Code, "08"), strings.HasPrefix(e.Code, "53"), strings.HasPrefix(e.Code, "57P"):
		return "the server is not to be had", hearsay.ErrUnavailable
	case e.Code == "42P07":
		return "there is a table of that name already, which is not a ledger's", hearsay.ErrConflict
	case strings.HasPrefix(e.Code, "XX"):
		return "the database is damaged", hearsay.ErrInvalid
	}
	return "", nil
}

func (onServer) match(index, order string) string { return matchBy("no", index, order) }

// gather asks for an order that the key of the table does not have. The server knows how often each term is, not how often two are together: left
// to choose, it would rather walk the whole key in search of what is nowhere.
func (onServer) gather(index, order string) string { return matchBy("no + 0", index, order) }

func matchBy(number, index, order string) string {
	return `SELECT no FROM ` + index + ` WHERE terms @@ ?::tsquery AND no > ? AND no <= ? ORDER BY ` + number + ` ` + order + ` LIMIT ?`
}

// expression is in the language of tsquery: 'a' <-> 'b' & ('c' | 'd') & !('e').
func (onServer) expression(s search) string {
	written := func(cs []clause, between string) string {
		parts := make([]string, len(cs))
		for i, c := range cs {
			or := make([]string, len(c))
			for j, phrase := range c {
				or[j] = `('` + strings.Join(phrase, `' <-> '`) + `')`
			}
			parts[i] = "(" + strings.Join(or, " | ") + ")"
		}
		return strings.Join(parts, between)
	}
	all := written(s.all, " & ")
	if len(s.none) == 0 {
		return all
	}
	return all + " & !(" + written(s.none, " | ") + ")"
}

// terms writes 'a':1 'b':2. A tsvector keeps 256 positions of a term, none over 16383: what is indexed stays below that.
func (onServer) terms(terms []string) (value, columns, row string) {
	var b strings.Builder
	for i, t := range terms {
		b.WriteByte('\'')
		b.WriteString(t)
		b.WriteString("':")
		b.WriteString(strconv.Itoa(i + 1))
		b.WriteByte(' ')
	}
	return b.String(), "no, terms", "(?, ?::tsvector)"
}

func (onServer) spread(index string) string {
	return `SELECT lexeme, COUNT(*), SUM((no * 31 + p - 1) % 1000003)::bigint FROM ` + index + `, unnest(terms) AS t (lexeme, positions, weights), unnest(positions) AS p GROUP BY lexeme`
}

func (onServer) sound(context.Context, *sql.DB) ([]string, error) {
	return nil, nil // the server sees to its own
}

func (onServer) size() string {
	return `SELECT COALESCE(SUM(pg_total_relation_size(c.oid)), 0)::bigint FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = 'entries'::regclass)`
}
