package main

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"hearsay/internal/ask"
	"hearsay/internal/desk"
	"hearsay/internal/ledger"
	"hearsay/internal/mcp"
	"hearsay/internal/web"
	"hearsay/model"
)

// bearer sends a token with every request.
type bearer string

func (b bearer) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	if b != "" {
		r.Header.Set("Authorization", "Bearer "+string(b))
	}
	return http.DefaultTransport.RoundTrip(r)
}

// The tools at /mcp are for the same users, with the same tokens and rights, as all else that is served.
func TestServedTools(t *testing.T) {
	ctx := context.Background()
	d, err := (&books{Ledger: filepath.Join(t.TempDir(), "ledger.db")}).open(ctx, true, 2)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	tokens := map[ledger.Right]string{}
	for _, may := range []ledger.Right{ledger.MayRead, ledger.MayWrite} {
		if err := d.AddUser(ctx, "who-"+string(may), "", may); err != nil {
			t.Fatal(err)
		}
		if tokens[may], err = d.Token(ctx, "who-"+string(may), ""); err != nil {
			t.Fatal(err)
		}
	}
	asking := sync.OnceValues(func() (*desk.Asking, error) {
		a, err := ask.Open(model.Files, 2, nil)
		if err != nil {
			return nil, err
		}
		return d.Asking(a), nil
	})
	s, err := web.New(d, web.Options{Access: web.Access{Users: true, Adds: 40}, Tools: mcp.New(d, mcp.Options{Asking: asking}).Handler})
	if err != nil {
		t.Fatal(err)
	}
	served := httptest.NewServer(s)
	t.Cleanup(func() { served.Close(); _ = s.Close(time.Second) })
	connect := func(token string) (*sdk.ClientSession, error) {
		return sdk.NewClient(&sdk.Implementation{Name: "test"}, nil).Connect(ctx, &sdk.StreamableClientTransport{
			Endpoint: served.URL + "/mcp", HTTPClient: &http.Client{Transport: bearer(token)}, DisableStandaloneSSE: true, MaxRetries: -1,
		}, nil)
	}
	for _, forged := range []string{"", "forged", tokens[ledger.MayRead] + "x"} {
		if session, err := connect(forged); err == nil {
			_ = session.Close()
			t.Errorf("%q is let in", forged)
		}
	}
	for may, token := range tokens {
		session, err := connect(token)
		if err != nil {
			t.Fatal(err)
		}
		list, err := session.ListTools(ctx, nil)
		if err != nil {
			t.Fatal(err)
		}
		adds := slices.ContainsFunc(list.Tools, func(one *sdk.Tool) bool { return one.Name == "add_text" })
		result, err := session.CallTool(ctx, &sdk.CallToolParams{Name: "add_text", Arguments: map[string]any{"text": "The crane fell, Captain Siv Moe said. Who may " + string(may) + " said so."}})
		if adds != (may == ledger.MayWrite) || (err == nil && !result.IsError) != adds {
			t.Errorf("who may %s: add_text is there %v, and says %+v, %v", may, adds, result, err)
		}
		if found, err := session.CallTool(ctx, &sdk.CallToolParams{Name: "find_claims", Arguments: map[string]any{"query": "crane"}}); err != nil || found.IsError {
			t.Errorf("%+v, %v", found, err)
		}
		_ = session.Close()
	}
	for _, headers := range [][2]string{{"Origin", "https://elsewhere.example"}, {"Sec-Fetch-Site", "cross-site"}} {
		r, err := http.NewRequestWithContext(ctx, http.MethodPost, served.URL+"/mcp", strings.NewReader(`{"jsonrpc":"2.0","id":1,"method":"tools/list"}`))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer "+tokens[ledger.MayWrite])
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set(headers[0], headers[1])
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close()
		if answer.StatusCode != http.StatusForbidden {
			t.Errorf("%s: %s", headers, answer.Status)
		}
	}
	status := 0
	for range 60 {
		r, err := http.NewRequestWithContext(ctx, http.MethodPost, served.URL+"/mcp", bytes.NewReader([]byte(`{"jsonrpc":"2.0","id":1,"method":"ping"}`)))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer "+tokens[ledger.MayRead])
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close()
		status = answer.StatusCode
	}
	if status != http.StatusTooManyRequests {
		t.Errorf("the sixtieth request in a second: %d", status)
	}
}
