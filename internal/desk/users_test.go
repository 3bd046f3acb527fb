package desk_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"hearsay"
	"hearsay/internal/desk"
	"hearsay/internal/ledger"
)

// Who knows the password gets a session; a token and a session stand for their user until they are taken away, and the ledger keeps neither.
func TestUsers(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	if err := d.AddUser(ctx, "vera", "a long secret", ledger.MayWrite); err != nil {
		t.Fatal(err)
	}
	if err := d.AddUser(ctx, "script", "", ledger.MayRead); err != nil {
		t.Fatal(err)
	}
	if err := d.AddUser(ctx, "ada", "short", ledger.MayRead); !errors.Is(err, hearsay.ErrInvalid) {
		t.Errorf("a short password: %v", err)
	}
	u, err := d.User(ctx, "vera")
	if err != nil || !strings.HasPrefix(u.Secret, "$argon2id$v=19$m=19456,t=2,p=1$") || strings.Contains(u.Secret, "long") {
		t.Errorf("the hash is %q, %v", u.Secret, err)
	}
	for _, wrong := range [][2]string{{"vera", "a long secre"}, {"vera", ""}, {"nobody", "a long secret"}, {"script", ""}, {"vera", strings.Repeat("x", 2000)}, {"Vera", "a long secret"}} {
		if s, _, err := d.SignIn(ctx, wrong[0], wrong[1]); !errors.Is(err, desk.ErrSignIn) || s != "" {
			t.Errorf("%s: %q, %v", wrong, s, err)
		}
	}
	session, ends, err := d.SignIn(ctx, "vera", "a long secret")
	if err != nil || len(session) != 55 || ends.IsZero() {
		t.Fatal(session, ends, err)
	}
	if u, err := d.Bearer(ctx, ledger.Session, session); err != nil || u.Name != "vera" || u.May != ledger.MayWrite {
		t.Error(u, err)
	}
	token, err := d.Token(ctx, "script", "  nightly ")
	if err != nil {
		t.Fatal(err)
	}
	if u, err := d.Bearer(ctx, ledger.Token, token); err != nil || u.Name != "script" {
		t.Error(u, err)
	}
	for _, forged := range []string{"", "hs_", token[:54] + string(token[54]^1), session, strings.ToUpper(token)} {
		if _, err := d.Bearer(ctx, ledger.Token, forged); !errors.Is(err, hearsay.ErrNotFound) {
			t.Errorf("%q stands for somebody: %v", forged, err)
		}
	}
	if tokens, err := d.Tokens(ctx, "script"); err != nil || len(tokens) != 1 || tokens[0].Note != "nightly" || strings.Contains(token, tokens[0].Hash[:8]) {
		t.Error(tokens, err)
	}
	if _, err := d.Token(ctx, "nobody", ""); !errors.Is(err, hearsay.ErrNotFound) {
		t.Error(err)
	}
	for range 2 {
		if err := d.SignOut(ctx, session); err != nil {
			t.Error(err)
		}
	}
	if _, err := d.Bearer(ctx, ledger.Session, session); !errors.Is(err, hearsay.ErrNotFound) {
		t.Errorf("signed out: %v", err)
	}
}
