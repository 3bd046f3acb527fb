package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"regexp"
	"time"

	"hearsay"
)

// Who may use a ledger through a server stands in the ledger itself, beside the books: these rows can be changed and taken away, and are in no export.

// Right is what a user may do.
type Right string

// The rights. Who may write may read.
const (
	MayRead  Right = "read"
	MayWrite Right = "write"
)

// User is somebody who may use the ledger.
type User struct {
	Name   string
	Secret string // hash of the password, "" when there is none
	May    Right
	Added  time.Time
	Tokens int
}

// PassKind is what sort of pass something is.
type PassKind string

// The kinds of pass.
const (
	Token   PassKind = "token"   // that a program shows
	Session PassKind = "session" // of a browser
)

// Pass stands for a user. Of its secret the ledger knows the hash alone.
type Pass struct {
	Hash  string
	Kind  PassKind
	Name  string // of the user
	Note  string
	Added time.Time
	Ends  time.Time // zero: never
}

var userName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$`)

// AddUser enters a user. Errors: hearsay.ErrInvalid for a name that is none, ErrConflict for one that is there.
func (l *Ledger) AddUser(ctx context.Context, u User) error {
	switch {
	case !userName.MatchString(u.Name):
		return fmt.Errorf("%w: the name of a user has 1 to 64 letters, digits and . _ @ - and begins with a letter or digit", hearsay.ErrInvalid)
	case u.May != MayRead && u.May != MayWrite:
		return fmt.Errorf("%w: a user may read or write, not %q", hearsay.ErrInvalid, u.May)
	}
	err := l.transaction(ctx, func(tx *sql.Tx) error {
		done, err := tx.ExecContext(ctx, l.rebind(`INSERT INTO users (name, secret, may, added) VALUES (?, ?, ?, ?) ON CONFLICT (name) DO NOTHING`),
			u.Name, u.Secret, string(u.May), micros(l.clock()))
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return errorsOr(err, fmt.Errorf("%w: there is a user %s already", hearsay.ErrConflict, u.Name))
		}
		return nil
	})
	return l.explained("add a user", err)
}

// RemoveUser takes a user away, with all passes. Errors: hearsay.ErrNotFound.
func (l *Ledger) RemoveUser(ctx context.Context, name string) error {
	return l.explained("remove a user", l.remove(ctx, fmt.Errorf("%w: there is no user %s", hearsay.ErrNotFound, name), `DELETE FROM users WHERE name = ?`, name))
}

// remove takes rows away; none is an error.
func (l *Ledger) remove(ctx context.Context, none error, query string, args ...any) error {
	return l.transaction(ctx, func(tx *sql.Tx) error {
		done, err := tx.ExecContext(ctx, l.rebind(query), args...)
		if err != nil {
			return err
		}
		n, err := done.RowsAffected()
		if err == nil && n == 0 {
			return none
		}
		return err
	})
}

const userColumns = `SELECT u.name, u.secret, u.may, u.added, (SELECT COUNT(*) FROM passes p WHERE p.name = u.name AND p.kind = 'token') FROM users u`

func (l *Ledger) users(ctx context.Context, where string, args ...any) (out []User, err error) {
	rows, err := l.read.QueryContext(ctx, l.rebind(userColumns+where), args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var u User
		var added int64
		if err := rows.Scan(&u.Name, &u.Secret, &u.May, &added, &u.Tokens); err != nil {
			return nil, err
		}
		u.Added = fromMicros(added)
		out = append(out, u)
	}
	return out, rows.Err()
}

// Users are all users by name.
func (l *Ledger) Users(ctx context.Context) ([]User, error) {
	out, err := l.users(ctx, ` ORDER BY u.name`)
	return out, l.explained("list users", err)
}

// User is the user of a name. Errors: hearsay.ErrNotFound.
func (l *Ledger) User(ctx context.Context, name string) (User, error) {
	out, err := l.users(ctx, ` WHERE u.name = ?`, name)
	if err == nil && len(out) == 0 {
		return User{}, fmt.Errorf("%w: there is no user %s", hearsay.ErrNotFound, name)
	}
	if err != nil {
		return User{}, l.explained("look up a user", err)
	}
	return out[0], nil
}

// AddPass enters a pass of a user. Sessions that are over are taken away by the way. Errors: hearsay.ErrNotFound when there is no such user.
func (l *Ledger) AddPass(ctx context.Context, p Pass) error {
	ends := int64(0)
	if !p.Ends.IsZero() {
		ends = micros(p.Ends)
	}
	now := micros(l.clock())
	err := l.transaction(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, l.rebind(`DELETE FROM passes WHERE ends > 0 AND ends <= ?`), now); err != nil {
			return err
		}
		var there bool
		if err := tx.QueryRowContext(ctx, l.rebind(`SELECT COUNT(*) > 0 FROM users WHERE name = ?`), p.Name).Scan(&there); err != nil || !there {
			return errorsOr(err, fmt.Errorf("%w: there is no user %s", hearsay.ErrNotFound, p.Name))
		}
		_, err := tx.ExecContext(ctx, l.rebind(`INSERT INTO passes (hash, kind, name, note, added, ends) VALUES (?, ?, ?, ?, ?, ?)`), p.Hash, string(p.Kind), p.Name, p.Note, now, ends)
		return err
	})
	return l.explained("add a pass", err)
}

// Passed is the user for whom a pass of a kind stands, by its hash, now. Errors: hearsay.ErrNotFound.
func (l *Ledger) Passed(ctx context.Context, kind PassKind, hash string) (User, error) {
	var name string
	err := l.read.QueryRowContext(ctx, l.rebind(`SELECT name FROM passes WHERE hash = ? AND kind = ? AND (ends = 0 OR ends > ?)`), hash, string(kind), micros(l.clock())).Scan(&name)
	if errors.Is(err, sql.ErrNoRows) {
		return User{}, fmt.Errorf("%w: there is no such %s", hearsay.ErrNotFound, kind)
	}
	if err != nil {
		return User{}, l.explained("look up a pass", err)
	}
	return l.User(ctx, name)
}

// Tokens are the tokens of a user, the oldest first.
func (l *Ledger) Tokens(ctx context.Context, name string) (out []Pass, err error) {
	rows, err := l.read.QueryContext(ctx, l.rebind(`SELECT hash, kind, name, note, added, ends FROM passes WHERE name = ? AND kind = 'token' ORDER BY added, hash`), name)
	if err != nil {
		return nil, l.explained("list tokens", err)
	}
	defer rows.Close()
	for rows.Next() {
		var p Pass
		var added, ends int64
		if err := rows.Scan(&p.Hash, &p.Kind, &p.Name, &p.Note, &added, &ends); err != nil {
			return nil, l.explained("list tokens", err)
		}
		p.Added = fromMicros(added)
		if ends > 0 {
			p.Ends = fromMicros(ends)
		}
		out = append(out, p)
	}
	return out, l.explained("list tokens", rows.Err())
}

// RemovePass takes a pass of a user away, by its hash or the beginning of it. Errors: hearsay.ErrNotFound; ErrInvalid when less than 6 characters are given.
func (l *Ledger) RemovePass(ctx context.Context, name, hash string) error {
	if _, _, err := beginning(hash); err != nil || len(hash) < 6 {
		return fmt.Errorf("%w: %q is not the beginning of a token's ID, of 6 characters or more", hearsay.ErrInvalid, hash)
	}
	none := fmt.Errorf("%w: %s has no token %s", hearsay.ErrNotFound, name, hash)
	return l.explained("remove a pass", l.remove(ctx, none, `DELETE FROM passes WHERE name = ? AND hash >= ? AND hash < ?`, name, hash, hash+"~"))
}
