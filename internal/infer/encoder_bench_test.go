package infer_test

import (
	"context"
	"os"
	"testing"

	"hearsay/model"
)

// BenchmarkEncoder runs the reader's encoder over the golden sequences on one thread and reports pieces a second.
func BenchmarkEncoder(b *testing.B) {
	seqs, _ := goldenSequences(b)
	pieces := 0
	for i := range seqs {
		pieces += len(seqs[i].IDs)
	}
	for _, p := range []string{"int8", "fp32"} {
		b.Run(p, func(b *testing.B) {
			e := readerEncoder(b, model.Files, 1)
			if p == "fp32" {
				e = readerEncoder(b, os.DirFS(shared(b, "model")), 1)
			}
			for b.Loop() {
				if _, err := e.Encode(context.Background(), seqs); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(pieces)*float64(b.N)/b.Elapsed().Seconds(), "pieces/s")
		})
	}
}
