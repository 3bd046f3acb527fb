package web

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"time"
)

// sent counts what goes to whoever asked.
type sent struct {
	http.ResponseWriter
	status int
	bytes  int64
}

// WriteHeader sends the status.
func (w *sent) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

// Write sends bytes.
func (w *sent) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	n, err := w.ResponseWriter.Write(b)
	w.bytes += int64(n)
	return n, err
}

// Unwrap is for http.ResponseController.
func (w *sent) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// recorded logs and counts every request. What somebody looks for stands in the query of an address, and is not logged.
func (s *Server) recorded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start, out, pattern := time.Now(), &sent{ResponseWriter: w}, new(string)
		r = r.WithContext(context.WithValue(r.Context(), patternKey{}, pattern))
		id := rand.Text()[:12]
		out.Header().Set("X-Request-Id", id)
		s.metrics.begin()
		defer func() {
			if p := recover(); p != nil {
				s.log.ErrorContext(r.Context(), "panic", "id", id, "path", r.URL.Path, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
				if out.status == 0 {
					s.refuse(out, r, http.StatusInternalServerError, ourFault)
				}
			}
			took, route := time.Since(start), routeOf(*pattern)
			s.metrics.end(route, r.Method, out.status, out.bytes, took)
			level := slog.LevelInfo
			if out.status >= http.StatusInternalServerError {
				level = slog.LevelError
			}
			s.log.LogAttrs(r.Context(), level, "request", slog.String("id", id), slog.String("method", r.Method), slog.String("path", r.URL.Path), slog.String("route", route),
				slog.Int("status", out.status), slog.Int64("bytes", out.bytes), slog.Float64("ms", float64(took.Microseconds())/1000), slog.String("from", r.RemoteAddr))
		}()
		next.ServeHTTP(out, r)
	})
}

// patternKey is where the pattern of the mux that answered is left for the log: a request is copied on its way in.
type patternKey struct{}

// routeOf names the page that answered, as the mux knows it: /doc/{id}, /doc/{id}.json; "none" where there is none.
func routeOf(pattern string) string {
	if pattern == "" || pattern == "/" {
		return "none"
	}
	if _, path, ok := strings.Cut(pattern, " "); ok {
		pattern = path
	}
	if rest, ok := strings.CutPrefix(pattern, twinPrefix); ok {
		return rest + ".json"
	}
	return strings.TrimSuffix(pattern, "{$}")
}
