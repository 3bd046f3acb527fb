package eval

import "math"

// Bin is the claims whose score lies in one tenth of 0 … 1.
type Bin struct {
	Count int     // claims
	Mean  float64 // of their scores
	Exact float64 // share of which cue, speaker and content are all exact
}

// reliability sorts claims into ten bins; a score of 1 falls in the last.
func reliability(claims []judged) []Bin {
	bins := make([]Bin, 10)
	for _, c := range claims {
		b := &bins[min(9, max(0, int(c.score*10)))]
		b.Count++
		b.Mean += c.score
		if c.exact {
			b.Exact++
		}
	}
	for i := range bins {
		n := float64(max(1, bins[i].Count))
		bins[i].Mean /= n
		bins[i].Exact /= n
	}
	return bins
}

// calibrationError is the mean distance of a bin's share of exact claims from its mean score, each bin weighing as many claims as it holds.
// It is 0 when a score of 0.8 is right eight times of ten. Naeini et al. 2015, "Obtaining Well Calibrated Probabilities Using Bayesian Binning".
func calibrationError(bins []Bin) (ece float64, claims int) {
	for _, b := range bins {
		ece += float64(b.Count) * math.Abs(b.Exact-b.Mean)
		claims += b.Count
	}
	return ece / float64(max(1, claims)), claims
}
