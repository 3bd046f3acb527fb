package web

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestRest: docs/rest.md names every operation of the API, and none that there is not.
func TestRest(t *testing.T) {
	data, err := os.ReadFile("../../docs/rest.md")
	if err != nil {
		t.Fatal(err)
	}
	s := serve(t, Options{})
	var api map[string]any
	s.json("/openapi.json", &api)
	named := map[string]bool{}
	for _, m := range regexp.MustCompile("`(GET|POST) (/[^`]*)`").FindAllStringSubmatch(string(data), -1) {
		named[m[1]+" "+m[2]] = true
		if at(api, "paths", m[2], strings.ToLower(m[1])) == nil {
			t.Errorf("%s %s is named, but there is no such operation", m[1], m[2])
		}
	}
	paths, _ := api["paths"].(map[string]any)
	for path, item := range paths {
		for _, method := range []string{"GET", "POST"} {
			if at(item, strings.ToLower(method)) != nil && !named[method+" "+path] {
				t.Errorf("%s %s is not named", method, path)
			}
		}
	}
}
