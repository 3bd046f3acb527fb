package web

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"maps"
	"net/http"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// metrics are the counts that /metrics shows, in the text format of Prometheus.
type metrics struct {
	sync.Mutex
	start    time.Time
	inFlight int
	requests map[requestKey]int
	times    map[string]*histogram // by route
	bytes    int64
	added    AddedCounts
}

type requestKey struct {
	route, method string
	status        int
}

// buckets are the upper bounds of the histogram of request times, in seconds.
var buckets = [...]float64{0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 10}

type histogram struct {
	counts [len(buckets)]int // not summed up
	sum    float64
	n      int
}

func newMetrics() *metrics {
	return &metrics{start: time.Now(), requests: map[requestKey]int{}, times: map[string]*histogram{}}
}

func (m *metrics) begin() {
	m.Lock()
	defer m.Unlock()
	m.inFlight++
}

// end counts a request. Methods that nobody knows are counted as one, so that no asker makes rows.
func (m *metrics) end(route, method string, status int, bytes int64, took time.Duration) {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost:
	default:
		method = "other"
	}
	m.Lock()
	defer m.Unlock()
	m.inFlight--
	m.requests[requestKey{route, method, status}]++
	m.bytes += bytes
	h := m.times[route]
	if h == nil {
		h = &histogram{}
		m.times[route] = h
	}
	seconds := took.Seconds()
	if i := slices.IndexFunc(buckets[:], func(most float64) bool { return seconds <= most }); i >= 0 {
		h.counts[i]++
	}
	h.sum += seconds
	h.n++
}

// count adds what was entered.
func (m *metrics) count(a AddedCounts) {
	m.Lock()
	defer m.Unlock()
	m.added.Documents += a.Documents
	m.added.Claims += a.Claims
	m.added.Skips += a.Skips
	m.added.Known += a.Known
}

// showMetrics answers /metrics.
func (s *Server) showMetrics(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	held, err := s.desk.Holdings(r.Context())
	if err != nil {
		http.Error(w, err.Error(), statusOf(err))
		return
	}
	var b strings.Builder
	s.metrics.write(&b)
	gauge := func(name, help string, value any) {
		fmt.Fprintf(&b, "# HELP %s %s\n# TYPE %s gauge\n%s %v\n", name, help, name, name, value)
	}
	gauge("hearsay_adds_waiting", "Givings that wait to be read.", s.queue.length())
	gauge("hearsay_ledger_documents", "Documents of the ledger.", held.Documents)
	gauge("hearsay_ledger_claims", "Claims of the ledger that stand.", held.Claims)
	gauge("hearsay_ledger_skips", "Skips of the ledger.", held.Skips)
	gauge("hearsay_ledger_bytes", "Size of the ledger on disk.", held.Bytes)
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	gauge("go_goroutines", "Goroutines.", runtime.NumGoroutine())
	gauge("go_memstats_heap_alloc_bytes", "Bytes of the heap in use.", mem.HeapAlloc)
	gauge("go_memstats_sys_bytes", "Bytes taken from the system.", mem.Sys)
	fmt.Fprintf(&b, "# HELP hearsay_build_info The version that serves.\n# TYPE hearsay_build_info gauge\nhearsay_build_info{version=%s} 1\n", strconv.Quote(s.Version))
	_, _ = io.WriteString(w, b.String())
}

// write writes the counts of requests and of what was added, in a fixed order.
func (m *metrics) write(b *strings.Builder) {
	m.Lock()
	defer m.Unlock()
	head := func(name, kind, help string) { fmt.Fprintf(b, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, kind) }
	head("process_start_time_seconds", "gauge", "When the server started, in seconds since 1970.")
	fmt.Fprintf(b, "process_start_time_seconds %d\n", m.start.Unix())
	head("hearsay_http_requests_in_flight", "gauge", "Requests that are being answered.")
	fmt.Fprintf(b, "hearsay_http_requests_in_flight %d\n", m.inFlight)
	head("hearsay_http_requests_total", "counter", "Requests answered.")
	keys := slices.SortedFunc(maps.Keys(m.requests), func(x, y requestKey) int {
		return cmp.Or(cmp.Compare(x.route, y.route), cmp.Compare(x.method, y.method), cmp.Compare(x.status, y.status))
	})
	for _, k := range keys {
		fmt.Fprintf(b, "hearsay_http_requests_total{route=%q,method=%q,status=\"%d\"} %d\n", k.route, k.method, k.status, m.requests[k])
	}
	head("hearsay_http_response_bytes_total", "counter", "Bytes of all bodies sent.")
	fmt.Fprintf(b, "hearsay_http_response_bytes_total %d\n", m.bytes)
	head("hearsay_http_request_seconds", "histogram", "How long requests took.")
	for _, route := range slices.Sorted(maps.Keys(m.times)) {
		h, sum := m.times[route], 0
		for i, most := range buckets {
			sum += h.counts[i]
			fmt.Fprintf(b, "hearsay_http_request_seconds_bucket{route=%q,le=\"%g\"} %d\n", route, most, sum)
		}
		fmt.Fprintf(b, "hearsay_http_request_seconds_bucket{route=%q,le=\"+Inf\"} %d\n", route, h.n)
		fmt.Fprintf(b, "hearsay_http_request_seconds_sum{route=%q} %g\nhearsay_http_request_seconds_count{route=%q} %d\n", route, h.sum, route, h.n)
	}
	for _, c := range []struct {
		name string
		n    int
	}{{"documents", m.added.Documents}, {"claims", m.added.Claims}, {"skips", m.added.Skips}} {
		name := "hearsay_added_" + c.name + "_total"
		head(name, "counter", "Entered in the ledger by this server: "+c.name+".")
		fmt.Fprintf(b, "%s %d\n", name, c.n)
	}
}

// health is what /healthz says.
type health struct {
	Status  string `json:"status" enum:"ok"`
	Version string `json:"version"`
}

// healthz reports whether the ledger can be read.
func (s *Server) healthz(ctx context.Context, _ *struct{}) (*answer[health], error) {
	ctx, stop := context.WithTimeout(ctx, 2*time.Second)
	defer stop()
	if _, err := s.desk.Mark(ctx); err != nil {
		return nil, s.failure(ctx, err)
	}
	return &answer[health]{&health{"ok", s.Version}}, nil
}
