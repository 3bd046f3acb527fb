package desk

import (
	"cmp"
	"context"
	"math"
	"slices"
	"sync"
	"time"

	"hearsay/internal/ask"
	"hearsay/internal/ledger"
)

// How many claims are looked at closely: those nearest by vector, and those that share the rarest words.
const (
	nearest  = 64
	wordiest = 64
	mostHits = 4000 // of one word; a word that more claims have says little
)

// shelf is the vectors of all claims, in memory: a byte a number.
type shelf struct {
	claims []int64
	scales []float32
	bytes  []int8
	width  int
}

// shelve reads all vectors.
func shelve(ctx context.Context, l *ledger.Ledger) (*shelf, error) {
	s := &shelf{}
	for v, err := range l.Vectors(ctx) {
		if err != nil {
			return nil, err
		}
		if s.width == 0 {
			s.width = len(v.Bytes)
		}
		if len(v.Bytes) != s.width {
			continue
		}
		s.claims = append(s.claims, v.Claim)
		s.scales = append(s.scales, float32(v.Scale))
		s.bytes = append(s.bytes, v.Bytes...)
	}
	return s, nil
}

// hit is a claim found, with how well it fits.
type hit struct {
	claim int64
	score float64
}

func best(hits []hit, n int) []hit {
	slices.SortFunc(hits, func(a, b hit) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.claim, b.claim)) })
	return hits[:min(len(hits), n)]
}

// scanners is how many goroutines look through a shelf.
const scanners = 2

// near is the claims whose vectors are nearest to one of unit length: an exact search, of those that are wanted.
func (s *shelf) near(vector []float32, n int, only wanted) []hit {
	if s.width == 0 || len(vector) != s.width {
		return nil
	}
	q, scale := quantize(vector)
	parts := make([][]hit, scanners)
	var work sync.WaitGroup
	for p := range parts {
		work.Go(func() {
			var some []hit
			floor := math.Inf(-1)
			for i := p * len(s.claims) / scanners; i < (p+1)*len(s.claims)/scanners; i++ {
				score := float64(dot(q, s.bytes[i*s.width:(i+1)*s.width])) * scale * float64(s.scales[i])
				if score <= floor || !only.has(s.claims[i]) {
					continue
				}
				if some = append(some, hit{s.claims[i], score}); len(some) == 8*n {
					some = best(some, n)
					floor = some[n-1].score
				}
			}
			parts[p] = some
		})
	}
	work.Wait()
	return best(slices.Concat(parts...), n)
}

// cosines are those of some claims with a vector, by claim.
func (s *shelf) cosines(vector []float32, claims []int64) map[int64]float64 {
	out := map[int64]float64{}
	if s.width == 0 || len(vector) != s.width {
		return out
	}
	q, scale := quantize(vector)
	for _, c := range claims {
		if i, ok := slices.BinarySearch(s.claims, c); ok {
			out[c] = float64(dot(q, s.bytes[i*s.width:(i+1)*s.width])) * scale * float64(s.scales[i])
		}
	}
	return out
}

// quantize makes bytes of a vector, and what they are to be multiplied by, for dot with bytes that stand for 1/127 of their scale.
func quantize(v []float32) ([]int8, float64) {
	most := float32(1e-9)
	for _, x := range v {
		most = max(most, x, -x)
	}
	out := make([]int8, len(v))
	for i, x := range v {
		out[i] = int8(math.Round(float64(x / most * 127)))
	}
	return out, float64(most) / (127 * 127)
}

// dot is the sum of products, four at a time: the sums do not wait for each other.
func dot(a, b []int8) int32 {
	b = b[:len(a)]
	var w, x, y, z int32
	i := 0
	for ; i+4 <= len(a); i += 4 {
		w += int32(a[i]) * int32(b[i])
		x += int32(a[i+1]) * int32(b[i+1])
		y += int32(a[i+2]) * int32(b[i+2])
		z += int32(a[i+3]) * int32(b[i+3])
	}
	for ; i < len(a); i++ {
		w += int32(a[i]) * int32(b[i])
	}
	return w + x + y + z
}

// worded is the claims that share words with a question, those first that share the rarest in this ledger.
func (d *Desk) worded(ctx context.Context, q *ask.Question, all int, asOf time.Time, only wanted) ([]hit, error) {
	scores := map[int64]float64{}
	for _, w := range q.Words {
		claims, err := d.Having(ctx, w.Text, asOf, mostHits)
		if err != nil {
			return nil, err
		}
		if len(claims) == 0 || len(claims) == mostHits && len(scores) > 0 {
			continue
		}
		rarity := math.Log(1 + float64(max(all, len(claims)))/float64(len(claims)))
		for _, c := range claims {
			if only.has(c) {
				scores[c] += rarity
			}
		}
	}
	hits := make([]hit, 0, len(scores))
	for c, s := range scores {
		hits = append(hits, hit{c, s})
	}
	return best(hits, wordiest), nil
}
