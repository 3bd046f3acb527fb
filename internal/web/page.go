package web

import (
	"bytes"
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// How a page is added. One file has all of it but the template:
//
//	type matterIn struct {
//		ID string `path:"id" doc:"A matter, by any unique beginning of its ID."`
//	}
//
//	type matterOut struct { // what the JSON twin says, and what the template shows
//		Matter report.MatterJSON `json:"matter"`
//	}
//
//	func (s *Server) matter(ctx context.Context, in *matterIn) (*matterOut, error) { … }
//
// In Server.register, show(s, page{Path: "/matter/{id}", Name: "matter", Summary: "…"}, s.matter) serves it as a page at /matter/{id}, by
// templates/matter.html, and as JSON at /matter/{id}.json, which is in OpenAPI. The template defines "title" and "main"; its dot is a view, so
// that .Out is the matterOut. What only the page needs is a field with `json:"-"`. An error's kind decides the status: see statusOf. Whoever
// changes something answers POST by change, below. A struct that is embedded in an Out has an exported name: huma sees no other.

// page is one address.
type page struct {
	Path    string // as http.ServeMux takes it: "/matter/{id}"
	Name    string // of its template, and of its operation in OpenAPI
	Summary string // what it shows

	// Of what answers POST:
	Status int               // when all went well; 0 is 200
	Body   *huma.RequestBody // what may be sent, where In does not say
	Errors []int             // statuses beside failures
}

// operation is what OpenAPI has of the page.
func (p page) operation(method string) huma.Operation {
	return huma.Operation{
		OperationID: p.Name, Method: method, Path: p.twin(), Summary: p.Summary, DefaultStatus: p.Status,
		Errors: append(p.Errors[:len(p.Errors):len(p.Errors)], failures...),
	}
}

// twin is where the JSON of a page is.
func (p page) twin() string {
	if p.Path == "/{$}" {
		return "/" + p.Name + ".json"
	}
	return p.Path + ".json"
}

// answer is what huma takes a loader's result as.
type answer[Out any] struct {
	Body *Out
}

// show serves what load finds, as a page and as JSON.
func show[In, Out any](s *Server, p page, load func(context.Context, *In) (*Out, error)) {
	huma.Register(s.api, p.operation(http.MethodGet),
		func(ctx context.Context, in *In) (*answer[Out], error) {
			out, err := load(ctx, in)
			if err != nil {
				return nil, s.failure(ctx, err)
			}
			return &answer[Out]{out}, nil
		})
	huma.Register(s.pages, huma.Operation{OperationID: p.Name, Method: http.MethodGet, Path: p.Path, Hidden: true},
		func(ctx context.Context, in *In) (*huma.StreamResponse, error) {
			out, err := load(ctx, in)
			if err != nil {
				return nil, s.failure(ctx, err)
			}
			return s.render(ctx, p.Name, out)
		})
}

// change answers a POST to path: a form's, which is then sent to where do says, and at path.json a program's, which gets what do found.
// In has the fields of both: one Body with `json` names, which are those of the form's fields; see formFormat for their types.
func change[In, Out any](s *Server, p page, do func(context.Context, *In) (*Out, string, error)) {
	huma.Register(s.api, p.operation(http.MethodPost),
		func(ctx context.Context, in *In) (*answer[Out], error) {
			out, _, err := do(ctx, in)
			if err != nil {
				return nil, s.failure(ctx, err)
			}
			return &answer[Out]{out}, nil
		})
	if p.Body != nil { // said afterwards, so that huma leaves reading it to In
		s.api.OpenAPI().Paths[p.twin()].Post.RequestBody = p.Body
	}
	huma.Register(s.pages, huma.Operation{OperationID: p.Name, Method: http.MethodPost, Path: p.Path, Hidden: true},
		func(ctx context.Context, in *In) (*huma.StreamResponse, error) {
			_, to, err := do(ctx, in)
			if err != nil {
				return nil, s.failure(ctx, err)
			}
			return &huma.StreamResponse{Body: func(h huma.Context) {
				h.SetHeader("Location", to)
				h.SetStatus(http.StatusSeeOther)
			}}, nil
		})
}

// render makes a page before a byte of it is sent, so that a template that fails is an error and not half a page.
func (s *Server) render(ctx context.Context, name string, out any) (*huma.StreamResponse, error) {
	html, err := s.html(ctx, name, out)
	if err != nil {
		return nil, s.failure(ctx, err)
	}
	return &huma.StreamResponse{Body: func(h huma.Context) {
		h.SetHeader("Content-Type", "text/html; charset=utf-8")
		_, _ = h.BodyWriter().Write(html) // who went away has no use for it
	}}, nil
}

// write answers with a page that has no twin.
func (s *Server) write(w http.ResponseWriter, r *http.Request, name string, out any) {
	html, err := s.html(r.Context(), name, out)
	if err != nil {
		s.log.ErrorContext(r.Context(), "failed", "error", err.Error())
		s.refuse(w, r, http.StatusInternalServerError, ourFault)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(html)
}

func (s *Server) html(ctx context.Context, name string, out any) ([]byte, error) {
	var b bytes.Buffer
	err := s.templates[name].ExecuteTemplate(&b, "layout", s.view(ctx, out))
	return b.Bytes(), err
}

// twins serves the JSON of pages. ServeMux takes no pattern with something behind a wildcard, so that /doc/{id}.json is asked of it as
// /.json/doc/{id}: see Server.ServeHTTP.
type twins struct{ huma.Adapter }

// twinPrefix is what the address of a twin begins with inside the mux.
const twinPrefix = "/.json"

// Handle registers an operation.
func (t twins) Handle(op *huma.Operation, handler func(huma.Context)) {
	if rest, ok := strings.CutSuffix(op.Path, ".json"); ok {
		inside := *op
		inside.Path = twinPrefix + rest
		op = &inside
	}
	t.Adapter.Handle(op, handler)
}
