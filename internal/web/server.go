// Package web is the desk in the browser: pages for people, and the same as JSON for programs, over one open ledger.
//
//	GET /doc/kydchlvnwm        →   the story with every claim marked in place
//	GET /doc/kydchlvnwm.json   →   the same as JSON, described in /openapi.yaml
//
// What can be done with a ledger is desk's business, and most of the wording report's. No request leaves the machine but for an address that
// somebody has typed to be read; a page needs no script, and none comes from elsewhere.
package web

import (
	"context"
	"html/template"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"hearsay/internal/ask"
	"hearsay/internal/desk"
)

// Options say how a ledger is served. The zero Options are right for one person on one machine, but for questions: these need an Asker.
type Options struct {
	Version    string                           // of hearsay, as pages show it
	Log        *slog.Logger                     // of requests and failures; nil is nobody
	MostUpload int64                            // bytes that may be given to be read at once; 0 is DefaultUpload
	LocalOnly  bool                             // requests must name this machine as their host, see hosted
	Hosts      []string                         // other names that it answers to, with their port
	Asker      func() (*ask.Asker, error)       // who answers questions, opened when the first is asked
	Access     Access                           // who may use it, see Bindable
	Tools      func(mayWrite bool) http.Handler // for assistants, at /mcp; nil is none
}

// DefaultUpload is how much may be given to be read at once.
const DefaultUpload = 200 << 20

// Server serves one desk. It is an http.Handler; Close ends what it does beside requests.
type Server struct {
	Options
	desk      *desk.Desk
	asking    func() (*desk.Asking, error) // holds the asker, and the vectors of all claims, once there was a question
	log       *slog.Logger
	metrics   *metrics
	queue     *queue
	guard     *guard
	mux       *http.ServeMux
	api       huma.API // JSON
	pages     huma.API // HTML
	templates map[string]*template.Template
	handler   http.Handler
}

// New returns a server over an open desk.
func New(d *desk.Desk, o Options) (*Server, error) {
	s := &Server{Options: o, desk: d, log: o.Log, metrics: newMetrics(), mux: http.NewServeMux()}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if s.MostUpload <= 0 {
		s.MostUpload = DefaultUpload
	}
	s.asking = sync.OnceValues(func() (*desk.Asking, error) {
		a, err := s.Asker()
		if err != nil {
			return nil, err
		}
		return d.Asking(a), nil
	})
	var err error
	if s.templates, err = parseTemplates(); err != nil {
		return nil, err
	}
	adapter := humago.NewAdapter(s.mux, "")
	s.api = huma.NewAPI(s.described(), twins{adapter})
	const html = "text/html; charset=utf-8"
	s.pages = huma.NewAPI(huma.Config{
		OpenAPI:       &huma.OpenAPI{Info: &huma.Info{Title: "pages"}},
		Formats:       map[string]huma.Format{html: {Marshal: s.failurePage}, "application/x-www-form-urlencoded": formFormat},
		DefaultFormat: html,
	}, adapter)
	s.guard = newGuard(s, o.Access)
	s.register()
	s.guard.register(s.mux)
	s.mend()
	s.queue = newQueue(d, s.log, s.metrics.count)
	s.handler = s.recorded(secured(s.hosted(compressed(s.limited(s.guard.over(http.HandlerFunc(s.route)))))))
	return s, nil
}

// register has every page served.
func (s *Server) register() {
	show(s, page{Path: "/{$}", Name: "home", Summary: "What is new, and what is most contested"}, s.home)
	show(s, page{Path: "/docs", Name: "docs", Summary: "Documents that a query finds, the last entered first"}, s.docs)
	show(s, page{Path: "/doc/{id}", Name: "doc", Summary: "A document with its claims"}, s.doc)
	show(s, page{Path: "/claims", Name: "claims", Summary: "Claims that a query finds, of the last entered documents first"}, s.claims)
	show(s, page{Path: "/claim/{id}", Name: "claim", Summary: "A claim"}, s.claim)
	show(s, page{Path: "/skips", Name: "skips", Summary: "What could not be read, and why; the last first"}, s.skips)
	show(s, page{Path: "/about", Name: "about", Summary: "Version, models, data, and what the ledger holds"}, s.about)
	show(s, page{Path: "/adding/{id}", Name: "adding", Summary: "How far something is that was given to be read"}, s.adding)
	change(s, s.addPage(), s.add)
	s.registerViews()
	s.registerBooks()
	huma.Register(s.api, huma.Operation{OperationID: "health", Method: http.MethodGet, Path: "/healthz", Summary: "Whether the ledger can be read", Errors: []int{http.StatusServiceUnavailable}},
		s.healthz)
	s.mux.HandleFunc("GET /api", s.showAPI)
	s.mux.HandleFunc("GET /metrics", s.showMetrics)
	s.mux.HandleFunc("GET /assets/{name...}", s.asset)
	s.mux.HandleFunc("/", s.unmatched)
}

// Warm works out beside what takes long, so that the first who asks does not wait for it.
func (s *Server) Warm(ctx context.Context) {
	if _, err := s.desk.Holdings(ctx); err != nil {
		s.log.WarnContext(ctx, "warming up", "error", err.Error())
	}
	for _, work := range []func(context.Context) error{s.desk.Warm, s.desk.Resume} {
		if err := work(ctx); err != nil && ctx.Err() == nil {
			s.log.WarnContext(ctx, "warming up", "error", err.Error())
		}
	}
}

// Close takes nothing more in to be read, and waits until the documents in hand are entered. After grace it breaks them off, and says so.
func (s *Server) Close(grace time.Duration) error { return s.queue.close(grace) }

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// route has the mux answer; the JSON of a page lies elsewhere inside, see twins.
func (s *Server) route(w http.ResponseWriter, r *http.Request) {
	r = withAsked(r, visitorOf(r.Context()))
	if strings.HasPrefix(r.URL.Path, twinPrefix) {
		s.notFound(w, r)
		return
	}
	if rest, ok := strings.CutSuffix(r.URL.Path, ".json"); ok {
		inside := *r.URL
		inside.Path, inside.RawPath = twinPrefix+rest, ""
		r.URL = &inside
	}
	if pattern, ok := r.Context().Value(patternKey{}).(*string); ok {
		defer func() { *pattern = r.Pattern }()
	}
	s.mux.ServeHTTP(w, r)
}
