package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"hearsay"
	"hearsay/internal/ledger"
)

// failures are the statuses that any address may answer.
var failures = []int{http.StatusBadRequest, http.StatusNotFound, http.StatusConflict, http.StatusServiceUnavailable}

// ourFault is all that whoever asked is told of what they cannot mend.
const ourFault = "Something failed on our side. The log of the server says what."

// statusOf is the status that an error's kind stands for.
func statusOf(err error) int {
	switch {
	case errors.Is(err, hearsay.ErrNotFound):
		return http.StatusNotFound
	case errors.Is(err, hearsay.ErrConflict):
		return http.StatusConflict
	case errors.Is(err, hearsay.ErrInvalid), errors.Is(err, hearsay.ErrUnsupported):
		return http.StatusBadRequest
	case errors.Is(err, hearsay.ErrUnavailable), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

// failure is an error as huma answers it. What is our own fault is told to the log, and not to whoever asked.
func (s *Server) failure(ctx context.Context, err error) error {
	var known huma.StatusError
	if errors.As(err, &known) {
		return err
	}
	status := statusOf(err)
	if status == http.StatusInternalServerError {
		s.log.ErrorContext(ctx, "failed", "error", err.Error())
		return huma.NewError(status, ourFault)
	}
	return huma.NewError(status, ledger.Within(err).Error())
}

// failed is what the page of an error shows.
type failed struct {
	Status int
	Title  string
	Detail string
	Errors []string
}

// failurePage writes an error as a page: it is the only thing that huma has to write for pages, and knows nothing of who asks.
func (s *Server) failurePage(w io.Writer, v any) error {
	out := failed{Status: http.StatusInternalServerError, Title: "Error"}
	if e, ok := v.(*huma.ErrorModel); ok {
		out = failed{Status: e.Status, Title: e.Title, Detail: e.Detail}
		for _, d := range e.Errors {
			out.Errors = append(out.Errors, fmt.Sprintf("%s: %s", d.Location, d.Message))
		}
	}
	return s.templates["failure"].ExecuteTemplate(w, "layout", s.view(context.Background(), &out))
}

// refuse answers without a page of its own, as JSON where JSON was asked for.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, status int, detail string) {
	model := &huma.ErrorModel{Status: status, Title: http.StatusText(status), Detail: detail}
	if strings.HasSuffix(r.URL.Path, ".json") || strings.HasPrefix(r.URL.Path, twinPrefix) {
		w.Header().Set("Content-Type", "application/problem+json")
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(model)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_ = s.failurePage(w, model)
}

// notFound answers for addresses that nothing is at.
func (s *Server) notFound(w http.ResponseWriter, r *http.Request) {
	s.refuse(w, r, http.StatusNotFound, "There is nothing at "+outside(r)+".")
}

// unmatched answers for what no pattern takes: there may be something at the address for another method.
func (s *Server) unmatched(w http.ResponseWriter, r *http.Request) {
	var known []string
	for _, m := range []string{http.MethodGet, http.MethodPost} {
		other := *r
		other.Method = m
		if _, pattern := s.mux.Handler(&other); strings.HasPrefix(pattern, m+" ") {
			known = append(known, m)
		}
	}
	if len(known) == 0 {
		s.notFound(w, r)
		return
	}
	w.Header().Set("Allow", strings.Join(known, ", "))
	s.refuse(w, r, http.StatusMethodNotAllowed, outside(r)+" takes "+strings.Join(known, " and ")+", not "+r.Method+".")
}

// outside is the path of a request as it is known outside, but for .json: see twins.
func outside(r *http.Request) string { return strings.TrimPrefix(r.URL.Path, twinPrefix) }
