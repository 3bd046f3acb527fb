package web

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"path"
	"strings"
	"sync"
	"time"

	"hearsay"
	"hearsay/internal/desk"
	"hearsay/internal/ledger"
)

// Access says who may use what is served. The zero Access lets whoever reaches the server read and write: right for one person on one machine.
type Access struct {
	Users  bool   // whoever asks is a user of the ledger, or shows Token
	Token  string // whoever shows it may read and write; "" is none
	Secure bool   // browsers come by https, though this server does not speak it itself
	Adds   int    // how many changes a minute one visitor may make; 0 is 300, and without users as many as they like
}

// Bindable is who may use a server at an address: whoever sits at this machine, where it cannot be reached by others, and no other server stands
// before it and hands on what comes. Else it asks who comes, and it is an error when the ledger has no users and there is no token.
func Bindable(ctx context.Context, d *desk.Desk, addr, token string, behind bool) (Access, error) {
	users, err := d.Users(ctx)
	if err != nil {
		return Access{}, err
	}
	a := Access{Users: len(users) > 0 || token != "", Token: token}
	if token != "" && len(token) < leastToken {
		return a, fmt.Errorf("%w: a token has at least %d characters", hearsay.ErrInvalid, leastToken)
	}
	if host, _, err := net.SplitHostPort(addr); err == nil && localName(host) && host != "" && !behind {
		a.Users = token != "" // who sits at this machine has the file anyway
		return a, nil
	}
	if !a.Users {
		return a, fmt.Errorf("%w: %s can be reached by others%s, and nobody is known to the ledger", hearsay.ErrInvalid, addr, map[bool]string{true: " through the server before it"}[behind])
	}
	return a, nil
}

// leastToken is how many characters the token has that is given when the server is started.
const leastToken = 16

// guard finds out who asks, and lets through what they may do.
type guard struct {
	Access
	desk   *desk.Desk
	server *Server // to answer with
	cross  *http.CrossOriginProtection
	adds   *rate // by visitor
	signs  *rate // by address: attempts to sign in

	mu      sync.Mutex
	holders map[string]time.Time // sessions of those who have shown the token, and when they end
}

// newGuard is the guard of a server.
func newGuard(s *Server, a Access) *guard {
	if a.Adds == 0 && a.Users {
		a.Adds = 300
	}
	return &guard{
		Access: a, desk: s.desk, server: s, cross: http.NewCrossOriginProtection(), holders: map[string]time.Time{},
		adds: newRate(a.Adds, time.Minute), signs: newRate(10, time.Minute),
	}
}

// register has the pages of the guard served.
func (g *guard) register(mux *http.ServeMux) {
	mux.HandleFunc("GET /signin", g.signInPage)
	mux.HandleFunc("POST /signin", g.signIn)
	mux.HandleFunc("POST /signout", g.signOut)
}

// open are the addresses that anybody may see: to sign in, and to know whether the server lives.
func open(address string) bool {
	return address == "/signin" || address == "/healthz" || strings.HasPrefix(address, "/assets/") && path.Clean(address) == address
}

// over lets through to next what whoever asks may do, and next can tell who it is by visitorOf. What comes from the page of another site is refused, whoever asks.
func (g *guard) over(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := g.cross.Check(r); err != nil {
			g.server.refuse(w, r, http.StatusForbidden, "This came from the page of another site, and is refused.")
			return
		}
		v, err := g.visitor(r)
		switch {
		case errors.Is(err, hearsay.ErrNotFound):
			w.Header().Set("WWW-Authenticate", "Bearer")
			g.server.refuse(w, r, http.StatusUnauthorized, "That token is none of this ledger's.")
			return
		case err != nil:
			g.server.log.ErrorContext(r.Context(), "who asks", "error", err.Error())
			g.server.refuse(w, r, http.StatusServiceUnavailable, "Who you are cannot be looked up now.")
			return
		case v == nil && !open(r.URL.Path):
			g.ask(w, r)
			return
		case v == nil:
			v = &visitor{}
		}
		if changes(r) {
			if !v.MayWrite {
				g.server.refuse(w, r, http.StatusForbidden, v.Name+" may read, and not change anything.")
				return
			}
		}
		if changes(r) || r.Method == http.MethodPost && r.URL.Path == toolsPath {
			if wait := g.adds.take(v.Name); wait > 0 {
				tooMany(w, g.server, r, wait)
				return
			}
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), visitorKey{}, *v)))
	})
}

// changes reports whether a request is to change the ledger. The tools at /mcp look themselves at what their caller may do, since all they are sent is by POST.
func changes(r *http.Request) bool {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodOptions:
		return false
	}
	return r.URL.Path != "/signin" && r.URL.Path != "/signout" && r.URL.Path != toolsPath
}

// ask sends a browser to sign in, and tells a program that it has to.
func (g *guard) ask(w http.ResponseWriter, r *http.Request) {
	if (r.Method == http.MethodGet || r.Method == http.MethodHead) && strings.Contains(r.Header.Get("Accept"), "text/html") && !strings.HasSuffix(r.URL.Path, ".json") {
		http.Redirect(w, r, "/signin?to="+url.QueryEscape(r.URL.RequestURI()), http.StatusSeeOther)
		return
	}
	w.Header().Set("WWW-Authenticate", "Bearer")
	g.server.refuse(w, r, http.StatusUnauthorized, "Sign in at /signin, or send a token: Authorization: Bearer …")
}

type visitorKey struct{}

// visitorOf is who asks, as the guard has found out.
func visitorOf(ctx context.Context) visitor {
	v, _ := ctx.Value(visitorKey{}).(visitor)
	return v
}

// visitor is who asks: by the token that is sent, by the session of the browser, or, where nobody needs to be known, whoever it is; nil when that is
// not known. A token that is none is an error, ErrNotFound, even where none is needed.
func (g *guard) visitor(r *http.Request) (*visitor, error) {
	if given := r.Header.Get("Authorization"); given != "" {
		kind, secret, _ := strings.Cut(given, " ")
		if !strings.EqualFold(kind, "Bearer") {
			return nil, fmt.Errorf("%w: %s", hearsay.ErrNotFound, kind)
		}
		if g.holds(strings.TrimSpace(secret)) {
			return &visitor{Name: "token", MayWrite: true}, nil
		}
		u, err := g.desk.Bearer(r.Context(), ledger.Token, strings.TrimSpace(secret))
		if err != nil {
			return nil, err
		}
		return &visitor{Name: u.Name, MayWrite: u.May == ledger.MayWrite}, nil
	}
	if secret := g.session(r); secret != "" {
		if g.held(secret) {
			return &visitor{Name: "token", MayWrite: true, Signed: true}, nil
		}
		u, err := g.desk.Bearer(r.Context(), ledger.Session, secret)
		if err == nil {
			return &visitor{Name: u.Name, MayWrite: u.May == ledger.MayWrite, Signed: true}, nil
		}
		if !errors.Is(err, hearsay.ErrNotFound) {
			return nil, err
		}
	}
	if g.Users {
		return nil, nil
	}
	return &visitor{MayWrite: true}, nil
}

// holds reports whether a secret is the token with which the server was started.
func (g *guard) holds(secret string) bool {
	return g.Token != "" && subtle.ConstantTimeCompare([]byte(secret), []byte(g.Token)) == 1
}

// hold opens a session for somebody who has shown the token.
func (g *guard) hold() (secret string, ends time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := time.Now()
	for s, end := range g.holders {
		if now.After(end) {
			delete(g.holders, s)
		}
	}
	secret, ends = "hs_"+strings.ToLower(rand.Text()+rand.Text()), now.Add(14*24*time.Hour)
	g.holders[secret] = ends
	return secret, ends
}

// held reports whether a session is that of somebody who has shown the token. It is 260 random bits, so that looking it up tells nothing by the time it takes.
func (g *guard) held(secret string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return time.Now().Before(g.holders[secret])
}
