package ledger

import (
	"errors"
	"strings"
	"testing"
	"time"

	"hearsay"
)

// Users and passes come and go, on both databases, and are in no export.
func TestUsers(t *testing.T) {
	onBoth(t, func(t *testing.T, dsn string) {
		now := start
		l := open(t, dsn, func() time.Time { return now })
		empty := export(t, l)
		for _, u := range []User{{Name: "vera", Secret: "$hash", May: MayWrite}, {Name: "ada.l@post", May: MayRead}} {
			if err := l.AddUser(ctx, u); err != nil {
				t.Fatal(err)
			}
		}
		for want, u := range map[error]User{hearsay.ErrConflict: {Name: "vera", May: MayRead}, hearsay.ErrInvalid: {Name: "two words", May: MayRead}} {
			if err := l.AddUser(ctx, u); !errors.Is(err, want) {
				t.Errorf("%+v: %v", u, err)
			}
		}
		if err := l.AddUser(ctx, User{Name: "x", May: "all"}); !errors.Is(err, hearsay.ErrInvalid) {
			t.Error(err)
		}
		users, err := l.Users(ctx)
		if err != nil || len(users) != 2 || users[0].Name != "ada.l@post" || users[1] != (User{Name: "vera", Secret: "$hash", May: MayWrite, Added: start}) {
			t.Errorf("users: %+v, %v", users, err)
		}
		hash := strings.Repeat("a", 52)
		other := strings.Repeat("b", 52)
		if err := l.AddPass(ctx, Pass{Hash: hash, Kind: Token, Name: "vera", Note: "for the script"}); err != nil {
			t.Fatal(err)
		}
		if err := l.AddPass(ctx, Pass{Hash: other, Kind: Session, Name: "vera", Ends: now.Add(time.Hour)}); err != nil {
			t.Fatal(err)
		}
		if err := l.AddPass(ctx, Pass{Hash: "c", Kind: Token, Name: "nobody"}); !errors.Is(err, hearsay.ErrNotFound) {
			t.Error(err)
		}
		if u, err := l.Passed(ctx, Token, hash); err != nil || u.Name != "vera" || u.Tokens != 1 {
			t.Error(u, err)
		}
		if _, err := l.Passed(ctx, Session, hash); !errors.Is(err, hearsay.ErrNotFound) {
			t.Errorf("a token is no session: %v", err)
		}
		if u, err := l.Passed(ctx, Session, other); err != nil || u.Name != "vera" {
			t.Error(u, err)
		}
		now = now.Add(time.Hour)
		if _, err := l.Passed(ctx, Session, other); !errors.Is(err, hearsay.ErrNotFound) {
			t.Errorf("a session that is over: %v", err)
		}
		if tokens, err := l.Tokens(ctx, "vera"); err != nil || len(tokens) != 1 || tokens[0].Note != "for the script" || !tokens[0].Ends.IsZero() {
			t.Error(tokens, err)
		}
		if err := l.RemovePass(ctx, "vera", "aaa"); !errors.Is(err, hearsay.ErrInvalid) {
			t.Error(err)
		}
		if err := l.RemovePass(ctx, "ada.l@post", hash[:10]); !errors.Is(err, hearsay.ErrNotFound) {
			t.Errorf("another's token: %v", err)
		}
		if err := l.RemovePass(ctx, "vera", hash[:10]); err != nil {
			t.Error(err)
		}
		if err := l.AddPass(ctx, Pass{Hash: hash, Kind: Token, Name: "vera"}); err != nil {
			t.Fatal(err)
		}
		if err := l.RemoveUser(ctx, "vera"); err != nil {
			t.Fatal(err)
		}
		if _, err := l.Passed(ctx, Token, hash); !errors.Is(err, hearsay.ErrNotFound) {
			t.Errorf("the token of somebody who is gone: %v", err)
		}
		if err := l.RemoveUser(ctx, "vera"); !errors.Is(err, hearsay.ErrNotFound) {
			t.Error(err)
		}
		if export(t, l) != empty {
			t.Error("users are in the export")
		}
		wantClean(t, l)
	})
}
