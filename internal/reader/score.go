package reader

import "math"

// The weights of calibrate, fitted by logistic regression to the 2,158 claims found in PolNeAR dev, and for the second reader, which is surer of itself, made flatter to
// fit how often its claims there are exact.
const (
	weightNone    = -2.70
	weightCue     = 0.365
	weightPath    = 0.39
	weightSpeaker = 1.03
)

// calibrate turns what the decoder knows of an attribution (the log-likelihoods of its cue, and of speaker and content given the cue;
// whether there is a speaker) into the probability that cue, speaker and content are all exact.
func calibrate(a *Attribution) float64 {
	z := weightNone + weightCue*logOdds(a.cue) + weightPath*logOdds(a.path)
	if len(a.Speaker) > 0 {
		z += weightSpeaker
	}
	return 1 / (1 + math.Exp(-z))
}

// logOdds of a log-likelihood, held to −5 … 5.
func logOdds(logp float64) float64 {
	return min(max(logp-math.Log(max(1-math.Exp(logp), 1e-3)), -5), 5)
}
