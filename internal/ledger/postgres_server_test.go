//go:build unix

package ledger

import (
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"
)

// The tests that want a PostgreSQL server take the one that HEARSAY_POSTGRES names (postgres://user:password@host/database), or
// start one of their own from what is installed, in a folder of its own and without a port. Where there is neither they are
// skipped, and say so; in CI (CI=true) they fail.

var server struct {
	once  sync.Once
	dsn   string
	err   error
	stop  func()
	count atomic.Int64
}

// postgresSchema makes a schema of its own on the server, and returns the address of a ledger in it.
func postgresSchema(t testing.TB) string {
	t.Helper()
	server.once.Do(func() {
		if server.dsn = os.Getenv("HEARSAY_POSTGRES"); server.dsn == "" {
			server.dsn, server.stop, server.err = startPostgres()
		}
	})
	if server.err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("PostgreSQL, which CI has to have: %v", server.err)
		}
		t.Skipf("no PostgreSQL: %v (install it, or name a server in HEARSAY_POSTGRES)", server.err)
	}
	db, err := sql.Open("pgx", server.dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	schema := fmt.Sprintf("hearsay_test_%d_%d", os.Getpid(), server.count.Add(1))
	if _, err := db.Exec("CREATE SCHEMA " + schema); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		db, err := sql.Open("pgx", server.dsn)
		if err != nil {
			t.Error(err)
			return
		}
		defer db.Close()
		if _, err := db.Exec("DROP SCHEMA " + schema + " CASCADE"); err != nil {
			t.Error(err)
		}
	})
	u, err := url.Parse(server.dsn)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	q.Set("search_path", schema)
	u.RawQuery = q.Encode()
	return u.String()
}

// startPostgres makes a database in a temporary folder and starts a server that listens on a socket there.
func startPostgres() (dsn string, stop func(), err error) {
	bin, err := postgresBin()
	if err != nil {
		return "", nil, err
	}
	dir, err := os.MkdirTemp("", "hearsay-postgres-")
	if err != nil {
		return "", nil, err
	}
	run := func(name string, args ...string) error {
		cmd := exec.Command(filepath.Join(bin, name), args...)
		cmd.Dir = dir
		if err := unprivileged(cmd, dir); err != nil {
			return err
		}
		log := filepath.Join(dir, name+".log")
		f, err := os.Create(log) // a file, since the server goes on writing to it
		if err != nil {
			return err
		}
		defer f.Close()
		cmd.Stdout, cmd.Stderr = f, f
		if err := cmd.Run(); err != nil {
			said, _ := os.ReadFile(log)
			return fmt.Errorf("%s: %w: %s", name, err, said)
		}
		return nil
	}
	data := filepath.Join(dir, "data")
	stop = func() {
		_ = run("pg_ctl", "stop", "-D", data, "-m", "immediate", "-w")
		_ = os.RemoveAll(dir)
	}
	if err = run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C.UTF-8"); err == nil {
		err = run("pg_ctl", "start", "-D", data, "-w", "-t", "60", "-o",
			"-c listen_addresses='' -c unix_socket_directories='"+dir+"' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=50")
	}
	if err != nil {
		stop()
		return "", nil, err
	}
	return "postgres://postgres@/postgres?host=" + url.QueryEscape(dir), stop, nil
}

// postgresBin is the folder of the newest server that is installed.
func postgresBin() (string, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil {
		return "", err
	}
	best, newest := "", -1
	for _, f := range found {
		version, _ := strconv.Atoi(strings.Split(f, "/")[4])
		if version > newest {
			best, newest = filepath.Dir(f), version
		}
	}
	if best != "" {
		return best, nil
	}
	path, err := exec.LookPath("initdb")
	if err != nil {
		return "", err
	}
	if path, err = filepath.EvalSymlinks(path); err != nil {
		return "", err
	}
	return filepath.Dir(path), nil
}

// unprivileged sees that a command does not run as root, which the server refuses: as postgres or nobody, to whom dir is given.
func unprivileged(cmd *exec.Cmd, dir string) error {
	if os.Getuid() != 0 {
		return nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		if u, err = user.Lookup("nobody"); err != nil {
			return err
		}
	}
	uid, err := strconv.Atoi(u.Uid)
	if err != nil {
		return err
	}
	gid, err := strconv.Atoi(u.Gid)
	if err != nil {
		return err
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
	return os.Chown(dir, uid, gid)
}
