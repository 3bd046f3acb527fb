package ingest

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hearsay"
)

// TestPublic: the client for addresses that strangers name dials nothing of this machine or network, however it is written.
func TestPublic(t *testing.T) {
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked++ }))
	defer server.Close()
	port := server.URL[strings.LastIndex(server.URL, ":"):]
	g := Ingester{Client: Public()}
	for _, host := range []string{"127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0.0.0.0", "[::]", "127.1.2.3"} {
		n := 0
		for doc, err := range g.Documents(context.Background(), hearsay.Input{Address: "http://" + host + port + "/"}) {
			if n++; doc != nil || err == nil || !strings.Contains(err.Error(), "unavailable") {
				t.Errorf("%s: %v, %v", host, doc, err)
			}
		}
		if n != 1 {
			t.Errorf("%s: %d results", host, n)
		}
	}
	if asked != 0 {
		t.Errorf("the server was asked %d times", asked)
	}
	for address, want := range map[string]bool{
		"127.0.0.1": true, "10.1.2.3": true, "172.16.0.1": true, "192.168.1.1": true, "169.254.169.254": true, "100.100.0.1": true, "0.1.2.3": true, "224.0.0.1": true,
		"255.255.255.255": true, "::1": true, "::": true, "fe80::1%eth0": true, "fd00::1": true, "ff02::1": true, "::ffff:10.0.0.1": true, "64:ff9b::7f00:1": true,
		"2002:7f00:1::": true, "::127.0.0.1": true, "93.184.215.14": false, "172.32.0.1": false, "100.128.0.1": false, "2606:4700::1111": false, "2001:4860:4860::8888": false,
	} {
		if got := local(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s: local %v", address, got)
		}
	}
}

// TestNamed: a file goes by the name that its giver has for it, and that name says when it was published.
func TestNamed(t *testing.T) {
	file := filepath.Join(t.TempDir(), "0001")
	if err := os.WriteFile(file, []byte(ferry), 0o600); err != nil {
		t.Fatal(err)
	}
	for doc, err := range New().Documents(context.Background(), hearsay.Input{Path: file, Name: "../2025-11-04 ferry\x1b.txt"}) {
		if err != nil || doc.Ref != "../2025-11-04 ferry\uFFFD.txt" || doc.Published != "2025-11-04" {
			t.Errorf("%+v, %v", doc, err)
		}
	}
}
