package ingest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"time"

	"hearsay"
)

const (
	addressTimeout = 30 * time.Second // for the whole answer
	maxRedirects   = 5
)

// address reads what a server answers. It is asked because the user typed the address: it may be one of this machine or network, but
// nobody else may send us there.
func (t *intake) address(address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return t.skip(address, hearsay.ReasonUnsupported, "not an http or https address")
	}
	ctx, stop := context.WithTimeout(t.ctx, addressTimeout)
	defer stop()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, http.NoBody)
	if err != nil {
		return t.skip(address, hearsay.ReasonUnsupported, err.Error())
	}
	request.Header.Set("User-Agent", "hearsay/"+cmp.Or(t.Version, "unreleased")+" (+reads one page because its user asked)")
	request.Header.Set("Accept", "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,*/*;q=0.5")
	client := http.Client{}
	if t.Client != nil {
		client = *t.Client
	}
	client.CheckRedirect = func(next *http.Request, before []*http.Request) error {
		switch {
		case len(before) > maxRedirects:
			return fmt.Errorf("more than %d redirects", maxRedirects)
		case next.URL.Scheme != "http" && next.URL.Scheme != "https":
			return fmt.Errorf("redirected to %s, which is not http", next.URL.Redacted())
		case next.URL.Hostname() != u.Hostname() && private(ctx, next.URL.Hostname()):
			return fmt.Errorf("redirected to %s, which is on this machine or network", next.URL.Redacted())
		}
		return nil
	}
	response, err := client.Do(request)
	if err != nil {
		if t.ctx.Err() != nil {
			return t.ctx.Err()
		}
		var inner *url.Error
		if errors.As(err, &inner) {
			err = inner.Err
		}
		return t.skip(address, hearsay.ReasonUnavailable, err.Error())
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return t.skip(address, hearsay.ReasonUnavailable, "the server answers "+response.Status)
	}
	return t.root(item{
		name: address, address: response.Request.URL.String(), header: response.Header, body: response.Body,
	}, 0)
}

// private reports whether a host is, or may be, on this machine or network.
func private(ctx context.Context, host string) bool {
	found, err := net.DefaultResolver.LookupNetIP(ctx, "ip", host)
	if err != nil {
		return false // it will not answer either
	}
	for _, ip := range found {
		if ip = ip.Unmap(); ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast() || ip.IsUnspecified() || ip.IsMulticast() {
			return true
		}
	}
	return false
}
