package web

import (
	"net/http"
	"strings"
	"testing"
)

// TestPanic: a page that fails in a way nobody thought of is an error of ours, told to the log alone, and the server goes on.
func TestPanic(t *testing.T) {
	s := serve(t, Options{})
	s.mux.HandleFunc("GET /broken", func(http.ResponseWriter, *http.Request) { panic("secret of the house") })
	s.mux.HandleFunc("GET /.json/broken", func(http.ResponseWriter, *http.Request) { panic("secret of the house") })
	if got := text(s.page("/broken", http.StatusInternalServerError)); !strings.Contains(got, ourFault) || strings.Contains(got, "secret") {
		t.Errorf("the page says %s", got)
	}
	if got := s.get("/broken.json", http.StatusInternalServerError); strings.Contains(got, "secret") || !strings.Contains(got, `"status":500`) {
		t.Errorf("the twin says %s", got)
	}
	if !strings.Contains(s.log.String(), "secret of the house") || !strings.Contains(s.log.String(), "panic_test.go") {
		t.Error("the log does not say what failed")
	}
	s.page("/", http.StatusOK)
}
