package web

import (
	"net/http"

	"hearsay/internal/desk"
)

// toolsPath is where the tools for assistants are.
const toolsPath = "/mcp"

// serveTools has the tools for assistants served, by the Model Context Protocol: to whoever may read alone, those that change nothing.
func (s *Server) serveTools() {
	if s.Tools == nil {
		return
	}
	reads, all := s.Tools(false), s.Tools(true)
	s.mux.HandleFunc(toolsPath, func(w http.ResponseWriter, r *http.Request) {
		if visitorOf(r.Context()).MayWrite {
			all.ServeHTTP(w, r)
			return
		}
		reads.ServeHTTP(w, r)
	})
}

// Asking is what answers questions here, so that tools beside share it: it holds the vectors of all claims.
func (s *Server) Asking() (*desk.Asking, error) { return s.asking() }
