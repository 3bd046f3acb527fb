package web

import (
	"errors"
	"fmt"
	"math"
	"net"
	"net/http"
	"strings"
	"time"

	"hearsay/internal/desk"
)

// signing is what the page for signing in shows.
type signing struct {
	To    string // where to go then
	Name  string
	Fault string
	Token bool // the token of the server does as well
}

// signInPage shows the form.
func (g *guard) signInPage(w http.ResponseWriter, r *http.Request) {
	g.server.write(w, r, "signin", &signing{To: inside(r.URL.Query().Get("to")), Token: g.Token != ""})
}

// inside is an address on this server, "/" for any other: nobody is sent elsewhere by the form.
func inside(to string) string {
	if !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.ContainsAny(to, "\\\r\n\t") || len(to) > 2000 {
		return "/"
	}
	return to
}

// signIn opens a session. Attempts are counted by where they come from.
func (g *guard) signIn(w http.ResponseWriter, r *http.Request) {
	if wait := g.signs.take(from(r)); wait > 0 {
		tooMany(w, g.server, r, wait)
		return
	}
	if err := r.ParseForm(); err != nil {
		g.server.refuse(w, r, http.StatusBadRequest, "That is not what the form sends.")
		return
	}
	name, password := strings.TrimSpace(r.PostForm.Get("name")), r.PostForm.Get("password")
	to := inside(r.PostForm.Get("to"))
	var secret string
	var ends time.Time
	var err error
	if name == "" && g.holds(password) {
		secret, ends = g.hold()
	} else if secret, ends, err = g.desk.SignIn(r.Context(), name, password); err != nil {
		if !errors.Is(err, desk.ErrSignIn) {
			g.server.log.ErrorContext(r.Context(), "sign in", "error", err.Error())
			g.server.refuse(w, r, http.StatusServiceUnavailable, "Nobody can sign in now.")
			return
		}
		g.server.log.WarnContext(r.Context(), "sign in refused", "from", r.RemoteAddr)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusUnauthorized)
		g.server.write(w, r, "signin", &signing{To: to, Name: name, Fault: "Name and password do not fit.", Token: g.Token != ""})
		return
	}
	http.SetCookie(w, g.cookie(r, secret, ends))
	http.Redirect(w, r, to, http.StatusSeeOther)
}

// signOut ends the session.
func (g *guard) signOut(w http.ResponseWriter, r *http.Request) {
	if secret := g.session(r); secret != "" {
		g.mu.Lock()
		delete(g.holders, secret)
		g.mu.Unlock()
		if err := g.desk.SignOut(r.Context(), secret); err != nil {
			g.server.log.ErrorContext(r.Context(), "sign out", "error", err.Error())
			g.server.refuse(w, r, http.StatusServiceUnavailable, "The session cannot be ended now.")
			return
		}
	}
	gone := g.cookie(r, "", time.Unix(1, 0))
	gone.MaxAge = -1
	http.SetCookie(w, gone)
	http.Redirect(w, r, "/signin", http.StatusSeeOther)
}

// cookie is that of a session: no script sees it, no other site has it sent, and where https is spoken nothing but https does.
func (g *guard) cookie(r *http.Request, secret string, ends time.Time) *http.Cookie {
	return &http.Cookie{
		Name: g.cookieName(r), Value: secret, Path: "/", Expires: ends, HttpOnly: true, Secure: g.secure(r), SameSite: http.SameSiteStrictMode,
	}
}

func (g *guard) secure(r *http.Request) bool { return g.Secure || r.TLS != nil }

// cookieName is the name of the cookie: with https one that a browser takes from nobody but this very host.
func (g *guard) cookieName(r *http.Request) string {
	if g.secure(r) {
		return "__Host-hearsay"
	}
	return "hearsay"
}

// session is the secret of the session that a browser sends, "" for none.
func (g *guard) session(r *http.Request) string {
	c, err := r.Cookie(g.cookieName(r))
	if err != nil {
		return ""
	}
	return c.Value
}

// from is where a request comes from.
func from(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// tooMany tells somebody to wait.
func tooMany(w http.ResponseWriter, s *Server, r *http.Request, wait time.Duration) {
	seconds := int(math.Ceil(wait.Seconds()))
	w.Header().Set("Retry-After", fmt.Sprint(seconds))
	s.refuse(w, r, http.StatusTooManyRequests, fmt.Sprintf("That was often. Try again in %d s.", seconds))
}
