package desk

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"hearsay/internal/ask"
	"hearsay/internal/ingest"
	"hearsay/internal/ledger"
	"hearsay/internal/link"
	"hearsay/internal/reader"
	"hearsay/model"
)

// BenchmarkAskALargeLedger asks the ledger that HEARSAY_BENCH_LEDGER names two hundred questions made of its claims, inside one process:
//
//	HEARSAY_BENCH_LEDGER=ledger.db go test -run - -bench AskALargeLedger -benchtime 1x ./internal/desk
//
// Told apart is the first question, which loads the models and the vectors of all claims.
func BenchmarkAskALargeLedger(b *testing.B) {
	name := os.Getenv("HEARSAY_BENCH_LEDGER")
	if name == "" {
		b.Skip("HEARSAY_BENCH_LEDGER names no ledger")
	}
	l, err := ledger.Open(b.Context(), name, ledger.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer l.Close()
	d := New(l, ingest.New(), func() (*reader.Reader, error) { return reader.Open(model.Files, 2) }, func() (*link.Linker, error) { return link.Open(model.Files, 2, nil) })
	asker, err := ask.Open(model.Files, 2, nil)
	if err != nil {
		b.Fatal(err)
	}
	questions, claims := askedOf(b, d, 200)
	for b.Loop() {
		a := d.Asking(asker)
		start := time.Now()
		if _, err := a.Ask(b.Context(), questions[0], AskOptions{}); err != nil {
			b.Fatal(err)
		}
		first := time.Since(start)
		var took []time.Duration
		answered := 0
		for _, q := range questions {
			start := time.Now()
			r, err := a.Ask(b.Context(), q, AskOptions{})
			if err != nil {
				b.Fatal(err)
			}
			took = append(took, time.Since(start))
			if !r.Refused {
				answered++
			}
		}
		slices.Sort(took)
		ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
		runtime.GC()
		var mem runtime.MemStats
		runtime.ReadMemStats(&mem)
		b.ReportMetric(ms(first), "ms/first")
		b.ReportMetric(ms(took[len(took)/2]), "ms/median")
		b.ReportMetric(ms(took[len(took)*99/100]), "ms/p99")
		b.ReportMetric(float64(mem.HeapAlloc)/1e6, "MB/heap")
		b.ReportMetric(resident()/1e3, "MB/resident")
		b.ReportMetric(float64(claims), "claims")
		b.ReportMetric(float64(answered), "answered")
	}
}

// resident is the kilobytes of memory that the process has, 0 where the system does not tell.
func resident() (kb float64) {
	status, _ := os.ReadFile("/proc/self/status")
	if _, rest, ok := strings.Cut(string(status), "VmRSS:"); ok {
		_, _ = fmt.Sscan(rest, &kb)
	}
	return kb
}

// askedOf makes questions of claims of a ledger, and counts these.
func askedOf(b *testing.B, d *Desk, most int) (questions []string, claims int) {
	b.Helper()
	s, err := shelve(b.Context(), d.Ledger)
	if err != nil {
		b.Fatal(err)
	}
	for i := 0; i < 4000 && len(questions) < most; i++ {
		some, err := d.Standing(b.Context(), []int64{s.claims[(i*7919)%len(s.claims)]}, time.Time{})
		if err != nil {
			b.Fatal(err)
		}
		for _, k := range some {
			words := strings.Fields(k.Content.Text)
			if len(words) < 8 {
				continue
			}
			content := strings.Trim(strings.Join(words[:min(len(words), 14)], " "), ",.\"“”")
			switch name := k.Speaker.Name; {
			case len(k.Quantities) > 0 && k.Quantities[0].Thing != "":
				questions = append(questions, "How many "+k.Quantities[0].Thing+" in "+content+"?")
			case i%3 == 0 && name != "":
				questions = append(questions, "What did "+name+" say about "+strings.Join(words[len(words)-5:], " ")+"?")
			case i%3 == 1:
				questions = append(questions, "Is it true that "+content+"?")
			default:
				questions = append(questions, "Who said that "+content+"?")
			}
		}
	}
	return questions, len(s.claims)
}
