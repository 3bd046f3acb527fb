package ledger

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

var (
	documents = flag.Int("documents", 100_000, "how many documents BenchmarkQueries asks of")
	keepFile  = flag.String("ledger", "", "the ledger of BenchmarkQueries: a file, which is made if it is not there, and kept; or postgres")
	asked     = flag.Int("asked", 200, "how often BenchmarkQueries asks each thing")
)

// BenchmarkQueries fills a ledger with altered copies of the stories and takes the times of what people ask for. With -update it
// writes testdata/bench.txt:
//
//	go test -run '^$' -bench Queries -benchtime 1x -timeout 1h ./internal/ledger -update
func BenchmarkQueries(b *testing.B) {
	dsn, results := *keepFile, "bench.txt"
	switch dsn {
	case "":
		dsn = newFile(b)
	case "postgres":
		dsn, results = postgresSchema(b), "bench_postgres.txt"
	}
	l := open(b, dsn, fixed)
	a := alteredFrom(stories(b))
	filled := fill(b, l, a)
	if *keepFile == "postgres" {
		if _, err := l.write.Exec(`ANALYZE`); err != nil { // a server does so by itself, after a while
			b.Fatal(err)
		}
	}
	s, err := l.Stats(ctx, time.Time{})
	if err != nil {
		b.Fatal(err)
	}
	var out strings.Builder
	fmt.Fprintf(&out, "%d documents, %d claims, %d mentions; %.0f MB, %.0f bytes a document\n", s.Documents, s.Claims, s.Mentions,
		float64(s.Bytes)/1e6, float64(s.Bytes)/float64(s.Documents))
	fmt.Fprintf(&out, "%s/%s, %d CPUs\n", runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	if filled > 0 {
		fmt.Fprintf(&out, "entered at %.0f documents a second\n", float64(s.Documents)/filled.Seconds())
	}
	fmt.Fprintf(&out, "\n%-28s %10s %10s %8s   the first 50 at most, for instance\n", "", "median", "99th", "found")
	r := rand.New(rand.NewPCG(3, 3))
	for range b.N {
		for _, q := range questions(l, a, r, s.Documents) {
			took, found := make([]time.Duration, 0, *asked), 0
			for range *asked {
				ask := q.make()
				begun := time.Now()
				n, err := ask()
				took = append(took, time.Since(begun))
				if err != nil {
					b.Fatalf("%s: %v", q.name, err)
				}
				found += n
			}
			slices.Sort(took)
			median, worst := took[len(took)/2], took[len(took)*99/100]
			fmt.Fprintf(&out, "%-28s %7.2f ms %7.2f ms %8.1f   %s\n", q.name, ms(median), ms(worst), float64(found)/float64(*asked), q.what)
		}
	}
	fmt.Print("\n", out.String())
	if *update {
		if err := os.WriteFile(filepath.Join("testdata", results), []byte(out.String()), 0o644); err != nil {
			b.Fatal(err)
		}
	}
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func fill(b *testing.B, l *Ledger, a *altered) (took time.Duration) {
	s, err := l.Stats(ctx, time.Time{})
	if err != nil {
		b.Fatal(err)
	}
	for n := s.Documents; n < *documents; n += 100 {
		var batch []Reading
		for i := n; i < min(n+100, *documents); i++ {
			batch = append(batch, a.reading(i))
		}
		begun := time.Now()
		add(b, l, "v1", batch...)
		took += time.Since(begun)
	}
	if s.Documents > 0 {
		return 0
	}
	return took
}

// question is a thing that people ask for; make makes one of its kind.
type question struct {
	name, what string
	make       func() func() (int, error)
}

func questions(l *Ledger, a *altered, r *rand.Rand, docs int) []question {
	find := func(name string, query func() string) question {
		return question{"find " + name, query(), func() func() (int, error) {
			text := query()
			return func() (n int, err error) {
				q, err := ParseQuery(text)
				if err != nil {
					return 0, err
				}
				q.Limit = 50
				for _, err := range l.Claims(ctx, q) {
					if err != nil {
						return n, err
					}
					n++
				}
				return n, nil
			}
		}}
	}
	list := func(name string, query func() string) question {
		return question{"docs " + name, query(), func() func() (int, error) {
			text := query()
			return func() (n int, err error) {
				q, err := ParseQuery(text)
				if err != nil {
					return 0, err
				}
				q.Limit = 50
				for _, err := range l.Documents(ctx, q) {
					if err != nil {
						return n, err
					}
					n++
				}
				return n, nil
			}
		}}
	}
	word := func(from, to int) string { // the from-th to to-th most common of some length
		w := a.words[5+r.IntN(5)]
		return w[from+r.IntN(to-from)]
	}
	rare := func() string { return word(1000, 4000) }
	common := func() string { return word(0, 20) }
	day := func() string {
		return time.Date(2016, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, r.IntN(3600)).Format(time.DateOnly)
	}
	outlet := func() string { return a.words[8][r.IntN(60)] }
	pick := a.reading
	return []question{
		find("a rare word", rare),
		find("a common word", common),
		find("the most common word", func() string { return "the" }),
		find("two rare words", func() string { return rare() + " " + rare() }),
		find("two common words", func() string { return common() + " " + common() }),
		find("common and rare word", func() string { return "the " + rare() }),
		find("a phrase", func() string { return `"sea drones"` }),
		find("a phrase of common words", func() string { return `"of the port of"` }),
		find("a phrase that is nowhere", func() string { return `"the of had on"` }),
		find("a speaker", func() string { return "speaker:altamirano" }),
		find("a speaker and a word", func() string { return "speaker:cisneros " + rare() }),
		find("an outlet", func() string { return "outlet:" + outlet() }),
		find("an outlet and a word", func() string { return "outlet:" + outlet() + " " + common() }),
		find("an act", func() string { return "act:deny" }),
		find("an act and a type", func() string { return "act:deny,doubt type:weapon" }),
		find("what is never together", func() string { return "act:accuse act:deny" }),
		find("a week", func() string {
			from := time.Date(2016, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, r.IntN(3600))
			return "after:" + from.Format(time.DateOnly) + " before:" + from.AddDate(0, 0, 7).Format(time.DateOnly)
		}),
		find("since a day", func() string { return "after:" + day() }),
		find("since a day, a word", func() string { return "after:" + day() + " " + common() }),
		find("since the last day", func() string { return "after:2025-12-28 " + common() }),
		find("since later", func() string { return "after:2026-01-15 the" }),
		find("all but a word", func() string { return "-" + common() }),
		find("a bit of everything", func() string {
			return common() + " speaker:altamirano -" + common() + " act:assert type:person after:" + day()
		}),
		find("all", func() string { return "" }),
		{"show a claim", "by 10 characters of its ID", func() func() (int, error) {
			reading := pick(r.IntN(docs))
			id := reading.Claims[r.IntN(len(reading.Claims))].ID[:10]
			return func() (int, error) { _, err := l.Claim(ctx, id, time.Time{}); return 1, err }
		}},
		{"show a document", "with its claims", func() func() (int, error) {
			id := pick(r.IntN(docs)).Document.ID[:10]
			return func() (n int, err error) {
				if _, err := l.Document(ctx, id, time.Time{}); err != nil {
					return 0, err
				}
				for _, err := range l.Claims(ctx, Query{Document: id}) {
					if err != nil {
						return n, err
					}
					n++
				}
				return n, nil
			}
		}},
		list("all", func() string { return "" }),
		list("a rare word", rare),
		list("a common word", common),
		list("the most common word", func() string { return "the" }),
		list("an outlet", func() string { return "outlet:" + outlet() }),
		list("a word, not another", func() string { return common() + " -" + common() }),
		list("not a word", func() string { return "-" + common() }),
		list("a speaker since a day", func() string { return "speaker:altamirano after:" + day() }),
	}
}
