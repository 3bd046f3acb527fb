package desk

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base32"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"hearsay"
	"hearsay/internal/ledger"
)

// Bounds of a password, in bytes.
const (
	leastPassword = 8
	mostPassword  = 1000
)

// argon are the costs of a password's hash (argon2id, RFC 9106; the second choice of the OWASP cheat sheet): some 30 ms and 19 MiB.
var argon = struct {
	time, memory uint32
	threads      uint8
	length       uint32
}{2, 19 * 1024, 1, 32}

// hashing bounds how many passwords are hashed at the same time: each takes its memory.
var hashing = make(chan struct{}, 2)

// AddUser enters a user who may read, or read and write, and signs in with a password; without one he has tokens alone. Errors:
// hearsay.ErrInvalid for a password of less than 8 or more than 1,000 bytes, and those of the ledger.
func (d *Desk) AddUser(ctx context.Context, name, password string, may ledger.Right) error {
	u := ledger.User{Name: name, May: may}
	if password != "" {
		if len(password) < leastPassword || len(password) > mostPassword {
			return fmt.Errorf("%w: a password has %d to %d bytes", hearsay.ErrInvalid, leastPassword, mostPassword)
		}
		salt := make([]byte, 16)
		_, _ = rand.Read(salt) // which never fails
		u.Secret = hashed(password, salt)
	}
	return d.Ledger.AddUser(ctx, u)
}

// hashed writes the hash of a password in the form that argon2's own program has.
func hashed(password string, salt []byte) string {
	hashing <- struct{}{}
	defer func() { <-hashing }()
	key := argon2.IDKey([]byte(password), salt, argon.time, argon.memory, argon.threads, argon.length)
	e := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, argon.memory, argon.time, argon.threads, e.EncodeToString(salt), e.EncodeToString(key))
}

// fits reports whether a password is that of a hash. It takes the same time for all hashes.
func fits(hash, password string) bool {
	parts := strings.Split(hash, "$")
	if len(parts) != 6 {
		return false
	}
	salt, err := base64.RawStdEncoding.DecodeString(parts[4])
	if err != nil {
		return false
	}
	return subtle.ConstantTimeCompare([]byte(hashed(password, salt)), []byte(hash)) == 1
}

// nobody is the hash that a password of somebody who is not there is compared with, so that it takes as long.
var nobody = sync.OnceValue(func() string { return hashed("a password that is nobody's", make([]byte, 16)) })

// ErrSignIn says that name and password do not fit, whichever is wrong. It is a hearsay.ErrInvalid.
var ErrSignIn = fmt.Errorf("%w: name and password do not fit", hearsay.ErrInvalid)

// sessionTime is how long one stays signed in.
const sessionTime = 14 * 24 * time.Hour

// SignIn opens a session for whoever knows the name and the password, and returns its secret, which nobody can find out afterwards, and when it ends.
// Errors: ErrSignIn.
func (d *Desk) SignIn(ctx context.Context, name, password string) (secret string, ends time.Time, err error) {
	u, err := d.User(ctx, name)
	if err != nil && !errors.Is(err, hearsay.ErrNotFound) {
		return "", ends, err
	}
	hash := u.Secret
	if err != nil || hash == "" || len(password) > mostPassword {
		_ = fits(nobody(), "")
		return "", ends, ErrSignIn
	}
	if !fits(hash, password) {
		return "", ends, ErrSignIn
	}
	ends = time.Now().Add(sessionTime)
	secret, err = d.pass(ctx, ledger.Pass{Kind: ledger.Session, Name: u.Name, Ends: ends})
	return secret, ends, err
}

// Token makes a token for a user, and returns it: nobody can find it out afterwards. Errors: hearsay.ErrNotFound; ErrInvalid for a note that is too
// long.
func (d *Desk) Token(ctx context.Context, name, note string) (string, error) {
	note = strings.TrimSpace(note)
	if len(note) > 200 || !utf8.ValidString(note) || strings.ContainsRune(note, 0) {
		return "", fmt.Errorf("%w: a note has at most 200 bytes of UTF-8", hearsay.ErrInvalid)
	}
	return d.pass(ctx, ledger.Pass{Kind: ledger.Token, Name: name, Note: note})
}

func (d *Desk) pass(ctx context.Context, p ledger.Pass) (secret string, err error) {
	secret = "hs_" + strings.ToLower(rand.Text()+rand.Text()) // 260 bits
	p.Hash = passHash(secret)
	return secret, d.AddPass(ctx, p)
}

// passHash is what the ledger knows of a secret. The secret is random, so that a plain hash will do.
func passHash(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:]))
}

// Bearer is the user whose token or session a secret is. Errors: hearsay.ErrNotFound.
func (d *Desk) Bearer(ctx context.Context, kind ledger.PassKind, secret string) (ledger.User, error) {
	return d.Passed(ctx, kind, passHash(secret))
}

// SignOut ends a session. One that is over already is no error.
func (d *Desk) SignOut(ctx context.Context, secret string) error {
	hash := passHash(secret)
	u, err := d.Passed(ctx, ledger.Session, hash)
	if err == nil {
		err = d.RemovePass(ctx, u.Name, hash)
	}
	if errors.Is(err, hearsay.ErrNotFound) {
		return nil
	}
	return err
}
