package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"

	"hearsay"
)

// application marks a file as a ledger, in its header: "hrsy". The first migration writes it.
const application = 0x68727379

// openSQLite opens a file: one connection to write, several to read beside it.
//
// Durability: a write-ahead log, and synchronous NORMAL. Whoever is killed loses the batch he was at and nothing else; when
// the machine loses power, the last batches may be lost too, whole ones, and the rest stands.
func (l *Ledger) openSQLite(ctx context.Context, path string, readOnly bool) error {
	l.name, l.dialect = path, inFile{}
	if path == "" {
		return fmt.Errorf("%w: no path", hearsay.ErrInvalid)
	}
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return fmt.Errorf("%w: it is a folder", hearsay.ErrInvalid)
	case errors.Is(err, fs.ErrNotExist) && readOnly:
		return fmt.Errorf("%w: there is no such file", hearsay.ErrNotFound)
	case errors.Is(err, fs.ErrNotExist):
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return fmt.Errorf("%w: %w", hearsay.ErrUnavailable, err)
		}
	case err != nil:
		return fmt.Errorf("%w: %w", hearsay.ErrUnavailable, err)
	}
	if !readOnly {
		l.write = connect(path, 1, "_txlock=immediate")
		if err := begun(ctx, l.write); err != nil {
			return err
		}
	}
	l.read = connect(path, 8, "mode=ro&_pragma=query_only(1)")
	if err = ours(ctx, l.read); err == nil || !readOnly {
		return err
	}
	if hint, _ := l.explain(err); hint == "" { // it is not ours
		return err
	}
	if _, gone := os.Stat(path + "-wal"); gone != nil {
		// Where nothing can be written, not even the log's index, and there is no log: as good as carved in stone.
		closed := l.read.Close()
		l.read = connect(path, 8, "immutable=1&_pragma=query_only(1)")
		err = errors.Join(closed, ours(ctx, l.read))
	}
	return err
}

// connect makes a pool of so many connections to a file; it does not open it yet.
func connect(path string, most int, how string) *sql.DB {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	name := (&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}).String()
	db, err := sql.Open("sqlite", name+"?"+how+"&_pragma=busy_timeout(60000)&_pragma=foreign_keys(1)&_pragma=synchronous(normal)"+
		"&_pragma=cache_size(-16000)&_pragma=journal_size_limit(67108864)&_dqs=0")
	if err != nil { // the driver is there
		panic(err)
	}
	db.SetMaxOpenConns(most)
	db.SetMaxIdleConns(most)
	return db
}

// begun sees that a file is a ledger, or empty, and can be written; it sets the write-ahead log up.
func begun(ctx context.Context, db *sql.DB) error {
	if err := ours(ctx, db); err != nil {
		return err
	}
	var mode string
	for range 100 { // two that make the same file at once get in each other's way here
		if err := db.QueryRowContext(ctx, `PRAGMA journal_mode`).Scan(&mode); err != nil {
			return err
		}
		if mode == "wal" {
			break
		}
		err := db.QueryRowContext(ctx, `PRAGMA journal_mode = wal`).Scan(&mode)
		if err != nil && codeOf(err) != sqliteBusy {
			return err
		}
		if err != nil {
			time.Sleep(20 * time.Millisecond)
		}
	}
	if mode != "wal" {
		return fmt.Errorf("%w: journal mode is %s, and does not become wal", hearsay.ErrUnavailable, mode)
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, fmt.Sprintf(`PRAGMA application_id = %d`, application)) // fails where nobody may write
	return errors.Join(err, tx.Rollback())
}

// ours sees that a file is a ledger or empty; both numbers are of one moment, as another program may be making it.
func ours(ctx context.Context, db *sql.DB) error {
	var mark, tables int
	err := db.QueryRowContext(ctx, `SELECT application_id, (SELECT COUNT(*) FROM sqlite_schema WHERE name NOT LIKE 'sqlite%' AND name NOT LIKE ?) FROM pragma_application_id`,
		versions+"%").Scan(&mark, &tables)
	if err != nil {
		return err
	}
	if mark != application && (mark != 0 || tables > 0) {
		return fmt.Errorf("%w: it is a database, but not a ledger of hearsay", hearsay.ErrInvalid)
	}
	return nil
}

// inFile is the dialect of SQLite.
type inFile struct{}

func (inFile) rebind(query string) string { return query }

func (inFile) flavour() (goose.Dialect, string, *strings.Replacer) {
	return goose.DialectSQLite3, "--sqlite ", strings.NewReplacer("@key", "INTEGER PRIMARY KEY", "@number", "INTEGER", "@real", "REAL", "@bytes", "BLOB", "@id", "TEXT")
}

func (inFile) lock(context.Context, *sql.Tx) error { return nil } // BEGIN IMMEDIATE has it

// The primary result codes of SQLite that mean something to a user.
const (
	sqliteBusy     = 5
	sqliteReadOnly = 8
	sqliteIO       = 10
	sqliteCorrupt  = 11
	sqliteFull     = 13
	sqliteCantOpen = 14
	sqliteNotADB   = 26
)

func codeOf(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code() & 0xff
	}
	return 0
}

func (inFile) explain(err error) (hint string, kind error) {
	switch codeOf(err) {
	case 0:
		return "", nil
	case sqliteBusy:
		return "another program has been writing for too long", hearsay.ErrUnavailable
	case sqliteReadOnly:
		return "the file or its folder is read-only", hearsay.ErrUnavailable
	case sqliteIO:
		return "the file cannot be read or written; is there room on the disk?", hearsay.ErrUnavailable
	case sqliteCorrupt:
		return "the file is damaged", hearsay.ErrInvalid
	case sqliteFull:
		return "the disk is full", hearsay.ErrUnavailable
	case sqliteCantOpen:
		return "the file cannot be opened", hearsay.ErrUnavailable
	case sqliteNotADB:
		return "the file is not a ledger", hearsay.ErrInvalid
	}
	return "", nil
}

func (inFile) gather(string, string) string { return "" } // the index is in order

func (inFile) match(index, order string) string {
	return `SELECT rowid AS no FROM ` + index + ` WHERE ` + index + ` MATCH ? AND rowid > ? AND rowid <= ? ORDER BY rowid ` + order + ` LIMIT ?`
}

// expression is in the language of FTS5: "a b" AND ("c" OR "d") NOT ("e").
func (inFile) expression(s search) string {
	written := func(cs []clause, between string) string {
		parts := make([]string, len(cs))
		for i, c := range cs {
			or := make([]string, len(c))
			for j, phrase := range c {
				or[j] = `"` + strings.Join(phrase, " ") + `"`
			}
			parts[i] = "(" + strings.Join(or, " OR ") + ")"
		}
		return strings.Join(parts, between)
	}
	all := written(s.all, " AND ")
	if len(s.none) == 0 {
		return all
	}
	return "(" + all + ") NOT (" + written(s.none, " OR ") + ")"
}

func (inFile) terms(terms []string) (value, columns, row string) {
	return strings.Join(terms, " "), "rowid, terms", "(?, ?)"
}

func (inFile) spread(index string) string {
	return `SELECT term, COUNT(*), SUM((doc * 31 + "offset") % 1000003) FROM ` + index + `_seen GROUP BY term`
}

func (inFile) sound(ctx context.Context, db *sql.DB) (broken []string, err error) {
	rows, err := db.QueryContext(ctx, `SELECT * FROM pragma_integrity_check UNION ALL SELECT 'row ' || COALESCE(rowid, '?') || ' of ' || "table" || ' refers to a row of ' || parent || ' that is not there' FROM pragma_foreign_key_check`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		if s != "ok" {
			broken = append(broken, s)
		}
	}
	return broken, rows.Err()
}

func (inFile) size() string {
	return `SELECT page_count * page_size FROM pragma_page_count, pragma_page_size`
}
