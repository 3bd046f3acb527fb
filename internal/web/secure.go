package web

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// policy is what a page may do: take what it needs from this server, and send forms to it. No script or style stands in a page.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; " +
	"base-uri 'none'; frame-ancestors 'none'"

// secured tells browsers what pages may do, and keeps others from framing them or taking their words for something else.
func secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		h.Set("Cache-Control", "no-cache")
		next.ServeHTTP(w, r)
	})
}

// hosted refuses requests that do not name one of this machine's own names as their host, where the server answers this machine alone:
// else the page of a stranger, whose name he has point here, could read the ledger in the browser of whoever looks at it.
func (s *Server) hosted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.LocalOnly && !localName(r.Host) && !slices.Contains(s.Hosts, r.Host) {
			http.Error(w, "This server answers to localhost alone, and not to "+r.Host+".", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// Local reports whether an address to serve at can be reached from this machine alone.
func Local(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	return err == nil && localName(host)
}

// localName reports whether a host, with or without a port, is this machine itself.
func localName(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback()
}

// limited bounds the body of a request: files may be added, all else is a few fields.
func (s *Server) limited(next http.Handler) http.Handler {
	const fields = 1 << 20
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		most := int64(fields)
		if r.URL.Path == "/add" || r.URL.Path == "/add.json" {
			most = s.MostUpload
		}
		if r.ContentLength > most {
			w.Header().Set("Connection", "close")
			s.refuse(w, r, http.StatusRequestEntityTooLarge, "That is more than is taken at once.")
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, most)
		next.ServeHTTP(w, r)
	})
}
