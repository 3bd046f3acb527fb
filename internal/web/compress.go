package web

import (
	"compress/gzip"
	"net/http"
	"strings"
	"sync"
)

// packers are kept, since each takes some 800 KB.
var packers = sync.Pool{New: func() any { return gzip.NewWriter(nil) }}

// compressed packs what is worth it for those who can unpack it.
func compressed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Accept-Encoding")
		if r.Method == http.MethodHead || !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			next.ServeHTTP(w, r)
			return
		}
		p := &packed{ResponseWriter: w}
		defer p.close()
		next.ServeHTTP(p, r)
	})
}

// packed decides by the first bytes that are written whether they are packed.
type packed struct {
	http.ResponseWriter
	to      *gzip.Writer // nil: plain
	decided bool
}

// Unwrap is for http.ResponseController.
func (p *packed) Unwrap() http.ResponseWriter { return p.ResponseWriter }

func (p *packed) decide(status int) {
	if p.decided {
		return
	}
	p.decided = true
	h := p.Header()
	kind, _, _ := strings.Cut(h.Get("Content-Type"), ";")
	text := strings.HasPrefix(kind, "text/") || strings.HasSuffix(kind, "json") || strings.HasSuffix(kind, "yaml") || strings.HasSuffix(kind, "javascript") || kind == "image/svg+xml"
	if !text || h.Get("Content-Encoding") != "" || h.Get("Content-Range") != "" || status == http.StatusNoContent || status == http.StatusNotModified {
		return
	}
	to, ok := packers.Get().(*gzip.Writer)
	if !ok {
		return
	}
	h.Set("Content-Encoding", "gzip")
	h.Del("Content-Length")
	h.Del("Accept-Ranges")
	p.to = to
	p.to.Reset(p.ResponseWriter)
}

// WriteHeader sends the status.
func (p *packed) WriteHeader(status int) {
	p.decide(status)
	p.ResponseWriter.WriteHeader(status)
}

// Write sends bytes, packed or as they are.
func (p *packed) Write(b []byte) (int, error) {
	if !p.decided {
		if p.Header().Get("Content-Type") == "" {
			p.Header().Set("Content-Type", http.DetectContentType(b))
		}
		p.decide(http.StatusOK)
	}
	if p.to == nil {
		return p.ResponseWriter.Write(b)
	}
	return p.to.Write(b)
}

func (p *packed) close() {
	if p.to != nil {
		_ = p.to.Close() // who went away has no use for the rest
		p.to.Reset(nil)
		packers.Put(p.to)
	}
}
