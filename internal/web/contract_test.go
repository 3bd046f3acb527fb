package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// odd is what nobody should send.
var odd = []string{
	"", "x", "0", "-1", "99999999999999999999", "1e400", "true", "null", "\x00", "\xff\xfe", "%", "%00", "../..", "'; DROP TABLE claims; --", `"`, `""`, "speaker:", "act:unicorn", "-", "- -", "after:0000", "a:b:c",
	"2026-13-45", strings.Repeat("a", 101), strings.Repeat("é", 5000), "\u202e", "{}", "[]", "<b>", "é", "🛩", "aaaaaaaaaa", " ", "\n",
}

// TestContract asks every operation of the API with what its schema allows and with what it forbids: it answers nothing but what it says, and nothing
// is a fault of ours.
func TestContract(t *testing.T) {
	s := serve(t, Options{})
	doc, claim := s.something()
	var api map[string]any
	s.json("/openapi.json", &api)
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	values := append(slices.Clone(odd), doc, claim, doc[:8], claim[:8], "pier", "speaker:altamirano act:accuse")
	pick := func() string { return values[random.IntN(len(values))] }
	paths, _ := api["paths"].(map[string]any)
	asked := 0
	for path, item := range paths {
		for _, method := range []string{http.MethodGet, http.MethodPost} {
			op := at(item, strings.ToLower(method))
			if op == nil {
				continue
			}
			for range 60 {
				to := path
				query := url.Values{}
				params, _ := at(op, "parameters").([]any)
				for _, p := range params {
					name, _ := at(p, "name").(string)
					switch at(p, "in") {
					case "path":
						to = strings.ReplaceAll(to, "{"+name+"}", url.PathEscape(strings.NewReplacer(".", "", "/", "").Replace("y" + pick())[1:]+pathEnd(random)))
					case "query":
						if random.IntN(2) == 0 {
							query.Set(name, pick())
						}
					}
				}
				var body io.Reader
				kind := ""
				if method == http.MethodPost {
					kind = "application/json"
					body = strings.NewReader(oddBody(api, at(op, "requestBody", "content", kind, "schema"), random, pick, 0))
				}
				r, err := http.NewRequestWithContext(t.Context(), method, s.at+to+"?"+query.Encode(), body)
				if err != nil {
					continue // no address
				}
				if kind != "" {
					r.Header.Set("Content-Type", kind)
				}
				res, err := http.DefaultTransport.RoundTrip(r)
				if err != nil {
					t.Fatalf("%s %s: %v", method, r.URL, err)
				}
				data, _ := io.ReadAll(res.Body)
				_ = res.Body.Close()
				asked++
				status := strings.Fields(res.Status)[0]
				switch {
				case res.StatusCode >= http.StatusInternalServerError && res.StatusCode != http.StatusServiceUnavailable:
					t.Errorf("%s %s: %s %.300s", method, r.URL, res.Status, data)
				case res.StatusCode == http.StatusTemporaryRedirect || res.StatusCode == http.StatusMovedPermanently: // the mux cleans an address
				case at(op, "responses", status) == nil && res.StatusCode != http.StatusNotFound:
					t.Errorf("%s %s answers %s, which it does not say: %.200s", method, r.URL, res.Status, data)
				case !json.Valid(data):
					t.Errorf("%s %s: no JSON: %.100s", method, r.URL, data)
				}
			}
		}
	}
	if asked < 500 {
		t.Errorf("only %d were asked", asked)
	}
	s.get("/healthz", http.StatusOK)
}

// pathEnd makes an ID that is not empty.
func pathEnd(random *rand.Rand) string { return []string{"", "", "", "a", "zz"}[random.IntN(5)] }

// oddBody is JSON that a schema may or may not allow.
func oddBody(api map[string]any, schema any, random *rand.Rand, pick func() string, depth int) string {
	if ref, ok := at(schema, "$ref").(string); ok {
		schema = at(api, append([]string{}, strings.Split(strings.TrimPrefix(ref, "#/"), "/")...)...)
	}
	if random.IntN(12) == 0 || depth > 4 {
		return []string{"null", "3", `"x"`, "[]", "{}", "true", "", "[[[", `{"a":`, "1e999"}[random.IntN(10)]
	}
	typ := at(schema, "type")
	if list, ok := typ.([]any); ok && len(list) > 0 {
		typ = list[0]
	}
	switch typ {
	case "object":
		var b bytes.Buffer
		b.WriteByte('{')
		fields, _ := at(schema, "properties").(map[string]any)
		n := 0
		for name, field := range fields {
			if random.IntN(4) == 0 {
				continue
			}
			if n++; n > 1 {
				b.WriteByte(',')
			}
			fmt.Fprintf(&b, "%q:%s", name, oddBody(api, field, random, pick, depth+1))
		}
		b.WriteByte('}')
		return b.String()
	case "array":
		return "[" + oddBody(api, at(schema, "items"), random, pick, depth+1) + "]"
	case "integer", "number":
		return fmt.Sprint(random.IntN(100000) - 10)
	case "boolean":
		return "true"
	}
	if values, ok := at(schema, "enum").([]any); ok && random.IntN(3) > 0 {
		v, _ := json.Marshal(values[random.IntN(len(values))])
		return string(v)
	}
	v, _ := json.Marshal(pick())
	return string(v)
}
