package ledger

import (
	"bufio"
	"context"
	"embed"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"time"

	"github.com/pressly/goose/v3"

	"hearsay"
)

//go:embed migrations/*.sql
var migrations embed.FS

// schema is the version of the tables that this program knows: the number of the last file in migrations.
const schema = 5

// versions is the table in which goose keeps what it has done.
const versions = "ledger_versions"

// migrate brings the tables to this version. Another program that does so at the same time is waited for.
func (l *Ledger) migrate(ctx context.Context) error {
	for try := 0; ; try++ {
		done, err := l.version(ctx)
		switch {
		case err != nil:
			return err
		case done > schema:
			return fmt.Errorf("%w: a newer hearsay wrote it (tables of version %d, this program knows %d)", hearsay.ErrUnsupported, done, schema)
		case done == schema:
			return nil
		case l.write == nil && done == 0:
			return fmt.Errorf("%w: there are no tables of a ledger", hearsay.ErrNotFound)
		case l.write == nil:
			return fmt.Errorf("%w: its tables are of version %d, this program's of %d: open it once for writing", hearsay.ErrUnsupported, done, schema)
		}
		name, mark, types := l.flavour()
		provider, err := goose.NewProvider(name, l.write, rendered{mark, types}, goose.WithTableName(versions), goose.WithDisableGlobalRegistry(true))
		if err != nil {
			return err
		}
		if _, err = provider.Up(ctx); err == nil {
			continue // and see
		}
		if try == 10 {
			return err
		}
		select { // perhaps another was faster
		case <-time.After(50 * time.Millisecond):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// version is the version of the tables that are there, 0 for none.
func (l *Ledger) version(ctx context.Context) (n int64, err error) {
	err = l.read.QueryRowContext(ctx, `SELECT COALESCE(MAX(version_id), 0) FROM `+versions).Scan(&n)
	if err != nil {
		if hint, _ := l.explain(err); hint != "" || ctx.Err() != nil {
			return 0, err
		}
		return 0, nil // no such table
	}
	return n, nil
}

// rendered are the migrations as one database wants them.
type rendered struct {
	mark  string // lines that begin with it are for this database, other --marks stay comments
	types *strings.Replacer
}

// Open renders a file.
func (r rendered) Open(name string) (fs.File, error) {
	sub, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, err
	}
	f, err := sub.Open(name)
	if err != nil || !strings.HasSuffix(name, ".sql") {
		return f, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		b.WriteString(r.types.Replace(strings.TrimPrefix(lines.Text(), r.mark)))
		b.WriteByte('\n')
	}
	return file{strings.NewReader(b.String()), info}, lines.Err()
}

type file struct {
	io.Reader
	info fs.FileInfo
}

// Stat tells of the file as it was before it was rendered.
func (f file) Stat() (fs.FileInfo, error) { return f.info, nil }

// Close has nothing to do.
func (f file) Close() error { return nil }
