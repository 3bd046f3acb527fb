package ingest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"syscall"
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

// Public is a client that reaches no server of this machine or network, whatever name it goes by: the address that is dialled counts, so that
// neither a redirect nor a name that stands for another address a moment later leads there. It takes no notice of proxies.
func Public() *http.Client {
	dialer := net.Dialer{Timeout: addressTimeout, Control: func(_, address string, _ syscall.RawConn) error {
		at, err := netip.ParseAddrPort(address)
		if err != nil {
			return err
		}
		if local(at.Addr()) {
			return fmt.Errorf("%s is on this machine or network, and nobody has allowed that", at.Addr())
		}
		return nil
	}}
	return &http.Client{Transport: &http.Transport{DialContext: dialer.DialContext, TLSHandshakeTimeout: addressTimeout, MaxIdleConns: 10, IdleConnTimeout: time.Minute}}
}

// private reports whether a host is, or may be, on this machine or network.
func private(ctx context.Context, host string) bool {
	found, err := net.DefaultResolver.LookupNetIP(ctx, "ip", host)
	if err != nil {
		return false // it will not answer either
	}
	return slices.ContainsFunc(found, local)
}

// inside are the networks that are no part of the public one beside those that netip knows: shared by a provider's customers, for protocols,
// tests and the future, and the ranges of version 6 that hold an address of version 4.
var inside = func() (all []netip.Prefix) {
	for _, s := range []string{
		"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
		"::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "fec0::/10",
	} {
		all = append(all, netip.MustParsePrefix(s))
	}
	return all
}()

// local reports whether an address is one of this machine or network, or none that a page can be at.
func local(ip netip.Addr) bool {
	ip = ip.Unmap().WithZone("")
	return ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast() || ip.IsUnspecified() || ip.IsMulticast() ||
		slices.ContainsFunc(inside, func(p netip.Prefix) bool { return p.Contains(ip) })
}
