package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"hearsay/internal/desk"
)

var (
	benchLedger  = flag.String("ledger", "", "BenchmarkPages: the ledger to look at; a copy of it is served")
	benchUpdate  = flag.Bool("update", false, "BenchmarkPages: write testdata/bench.txt")
	benchReaders = flag.Int("readers", 50, "BenchmarkPages: who reads at the same time")
	benchStories = flag.Int("stories", 1000, "BenchmarkPages: stories that are added meanwhile")
	benchTime    = flag.Duration("for", time.Minute, "BenchmarkPages: how long they read, a page a second each")
)

// BenchmarkPages times every page of a large ledger, one request after another, and then has many read while stories are added: see -ledger, -update.
func BenchmarkPages(b *testing.B) {
	if *benchLedger == "" {
		b.Skip("no -ledger")
	}
	name := filepath.Join(b.TempDir(), "ledger.db")
	if err := copyFile(*benchLedger, name); err != nil {
		b.Fatal(err)
	}
	d, err := openDesk(name)
	if err != nil {
		b.Fatal(err)
	}
	d.Patience = 100 * time.Millisecond
	s, err := New(d, Options{Version: "bench", Log: slog.New(slog.DiscardHandler), Asker: oneAsker})
	if err != nil {
		b.Fatal(err)
	}
	h := httptest.NewServer(s)
	defer func() { h.Close(); _ = s.Close(time.Minute); _ = d.Close() }()
	start := time.Now()
	if err := d.CatchUp(b.Context()); err != nil {
		b.Fatal(err)
	}
	var out strings.Builder
	w := &bench{B: b, at: h.URL, desk: d, random: rand.New(rand.NewPCG(1, 2))}
	w.client.Transport = &http.Transport{MaxIdleConnsPerHost: 2 * *benchReaders}
	held, err := d.Holdings(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	fmt.Fprintf(&out, "%d documents, %d claims; matters are ready %.1f s after the start\n\n", held.Documents, held.Claims, time.Since(start).Seconds())
	w.find()
	fmt.Fprintf(&out, "One after another: milliseconds until a page is there, and the most that one takes on its way, packed, in KB\n\n%-12s %6s %8s %8s %8s %8s\n", "page", "asked", "median", "95 %", "most", "KB")
	for _, p := range w.pages {
		var times []time.Duration
		most := 0
		for range 100 {
			took, n, err := w.ask(p())
			if err != nil {
				b.Error(err)
			}
			times, most = append(times, took), max(most, n)
		}
		fmt.Fprintln(&out, line(w.name(p()), times)+fmt.Sprintf(" %8.1f", float64(most)/1024))
	}
	out.WriteString(w.crowd())
	fmt.Print(out.String())
	if *benchUpdate {
		err := errors.Join(os.MkdirAll("testdata", 0o755), os.WriteFile(filepath.Join("testdata", "bench.txt"), []byte(out.String()), 0o644))
		if err != nil {
			b.Fatal(err)
		}
	}
}

func copyFile(from, to string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o600)
}

// bench asks a server for pages.
type bench struct {
	*testing.B
	at     string
	desk   *desk.Desk
	client http.Client
	sync.Mutex
	random *rand.Rand
	pages  []func() string // each makes addresses of one page
}

func (w *bench) name(path string) string {
	path, _, _ = strings.Cut(path, "?")
	return "/" + strings.Split(path, "/")[1]
}

// ask is how long a page takes, and how many bytes on its way.
func (w *bench) ask(path string) (time.Duration, int, error) {
	r, err := http.NewRequest(http.MethodGet, w.at+path, http.NoBody)
	if err != nil {
		return 0, 0, err
	}
	r.Header.Set("Accept-Encoding", "gzip")
	start := time.Now()
	res, err := w.client.Do(r)
	if err != nil {
		return 0, 0, err
	}
	defer res.Body.Close()
	n, err := io.Copy(io.Discard, res.Body)
	if err == nil && res.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", path, res.Status)
	}
	return time.Since(start), int(n), err
}

// find looks for documents, claims, parties and systems to ask for.
func (w *bench) find() {
	ids := func(path, list string) (out []string) {
		r, err := w.client.Get(w.at + path)
		if err != nil {
			w.Fatal(err)
		}
		defer r.Body.Close()
		var all map[string]json.RawMessage
		if err := json.NewDecoder(r.Body).Decode(&all); err != nil {
			w.Fatal(err)
		}
		var some []struct{ ID string }
		if err := json.Unmarshal(all[list], &some); err != nil || len(some) == 0 {
			w.Fatalf("%s: nothing, %v", path, err)
		}
		for _, x := range some {
			out = append(out, x.ID)
		}
		return out
	}
	of := func(all []string) string {
		w.Lock()
		defer w.Unlock()
		return all[w.random.IntN(len(all))]
	}
	docs, claims := ids("/docs.json?limit=500", "documents"), append(ids("/claims.json?limit=500", "claims"), ids("/claims.json?limit=300&q=act:deny", "claims")...)
	parties := ids("/parties.json", "parties")
	words := []string{"oil", "bank", "japan trade", "act:deny", "speaker:baker", `"interest rates"`, "wheat before:1988", "type:org strike", "-oil", "tax", ""}
	found := func(path string) func() string {
		return func() string { return path + "?q=" + url.QueryEscape(of(words)) }
	}
	under := func(path string, all []string) func() string { return func() string { return path + of(all) } }
	plain := func(path string) func() string { return func() string { return path } }
	w.pages = []func() string{
		plain("/"), found("/docs"), under("/doc/", docs), found("/claims"), under("/claim/", claims), found("/matters"), under("/matter/", claims), found("/conflicts"),
		found("/timeline"), found("/map"), found("/parties"), under("/party/", parties), found("/systems"), plain("/skips"), plain("/log"), plain("/about"), plain("/api"), plain("/metrics"),
	}
}

// crowd has many read, a page a second each, while stories are added, and says what came of it.
func (w *bench) crowd() string {
	before, err := w.desk.Stats(w.Context(), time.Time{})
	if err != nil {
		w.Fatal(err)
	}
	end := time.Now().Add(*benchTime)
	var readers, giver sync.WaitGroup
	var failed atomic.Int64
	var mu sync.Mutex
	var times []time.Duration
	for i := range *benchReaders {
		readers.Go(func() {
			time.Sleep(time.Duration(i) * time.Second / time.Duration(*benchReaders))
			for n := i; time.Now().Before(end); n++ {
				took, _, err := w.ask(w.pages[n%len(w.pages)]())
				if err != nil {
					failed.Add(1)
				}
				mu.Lock()
				times = append(times, took)
				mu.Unlock()
				time.Sleep(time.Until(time.Now().Add(time.Second - took)))
			}
		})
	}
	var given []string
	giver.Go(func() {
		const together = 10
		for i := 0; i < *benchStories; i += together {
			var lines strings.Builder
			for n := i; n < i+together; n++ {
				lines.WriteString(benchStory(n))
			}
			sent, _ := json.Marshal(addBody{Text: lines.String()})
			r, err := w.client.Post(w.at+"/add.json", "application/json", bytes.NewReader(sent))
			if err != nil {
				failed.Add(1)
				continue
			}
			var a Adding
			if err := json.NewDecoder(r.Body).Decode(&a); err != nil || r.StatusCode != http.StatusAccepted {
				failed.Add(1)
			}
			_ = r.Body.Close()
			given = append(given, a.ID)
			time.Sleep(*benchTime * together / time.Duration(*benchStories) * 8 / 10)
		}
	})
	readers.Wait()
	giver.Wait()
	start := time.Now()
	for _, id := range given {
		for {
			r, err := w.client.Get(w.at + "/adding/" + id + ".json")
			if err != nil {
				w.Fatal(err)
			}
			var a Adding
			err = json.NewDecoder(r.Body).Decode(&a)
			_ = r.Body.Close()
			if err != nil || a.State == Failed || a.State == Stopped {
				failed.Add(1)
				break
			}
			if a.State == Done {
				break
			}
			time.Sleep(50 * time.Millisecond)
		}
	}
	late := time.Since(start)
	after, err := w.desk.Stats(w.Context(), time.Time{})
	if err != nil {
		w.Fatal(err)
	}
	if failed.Load() > 0 || after.Documents-before.Documents != *benchStories {
		w.Errorf("%d failed, %d of %d stories are there", failed.Load(), after.Documents-before.Documents, *benchStories)
	}
	return fmt.Sprintf("\n%d readers, a page a second each for %s, while %d stories are added: %d errors, %d stories lost; the last is linked %.1f s after the readers have gone\n\n%s\n",
		*benchReaders, *benchTime, *benchStories, failed.Load(), *benchStories-(after.Documents-before.Documents), late.Seconds(), line("all pages", times))
}

// benchStory is a story that no other is like, days away from the next.
func benchStory(n int) string {
	names := strings.Fields("Amaro Bellis Corvin Dastan Elvard Farrow Gannet Hollis Ivers Jorund Keswick Lanthier Morrow Nadir Ostrom Pellam Quarles Rendel Sarno Tolbert Vesper Wexley Yarrow")
	things := strings.Fields("harbour orchard refinery tramway observatory granary foundry lighthouse cannery aqueduct seminary vineyard quarry distillery aviary shipyard tannery windmill brewery")
	done := strings.Fields("flooded reopened collapsed burned expanded closed modernised audited evacuated")
	name, other, thing, did := names[n%len(names)], names[(7*n+3)%len(names)], things[n/3%len(things)], done[n/7%len(done)]
	day := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, 20*n).Format(time.DateOnly)
	return fmt.Sprintf(`{"id":"bench-%d","outlet":"Load Wire","published":%q,"title":"The %s of %s","text":"The %s of %s was %s, Mayor Ana %s said on Friday. \"Number %d is safe\", she told reporters. The union denied that it had been %s."}`+"\n",
		n, day, thing, name, thing, name, did, other, n, did)
}

// line is the median, the 95th percentile and the most of times, in milliseconds.
func line(name string, times []time.Duration) string {
	slices.Sort(times)
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	return fmt.Sprintf("%-12s %6d %8.1f %8.1f %8.1f", name, len(times), ms(times[len(times)/2]), ms(times[len(times)*95/100]), ms(times[len(times)-1]))
}
