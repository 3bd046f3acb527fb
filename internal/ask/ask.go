// Package ask answers questions with claims: who says what of it, in whose words, and what stands against it.
//
//	"How many missile systems did Maduro ask for?" and the claims of a ledger that may fit
//	→   "at least 14 missile systems", according to the Washington Post; refused where none fits well enough
//
// An answer is spans of documents, never words of its own. Where claims come from (a ledger, one story) is not its business, nor is how
// an answer is worded for people.
package ask

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"slices"
	"sync"

	"hearsay"
	"hearsay/internal/infer"
	"hearsay/internal/rarity"
	"hearsay/internal/segment"
)

// Asker finds the claims that answer a question. It is safe for concurrent use.
type Asker struct {
	weights  Weights
	rarities func() *rarity.Table
	embedder func() (*infer.Embedder, error)
	judges   func() (*infer.Judge, error)
	always   bool // the pair model is asked whether or not the weights heed it
}

// Attentive makes the asker fill in all features of a claim, also those that its weights do not heed, as fitting needs them.
func (a *Asker) Attentive() { a.always = true }

// Weights is what was fitted on cases: see train/ask.py.
type Weights struct {
	Claim  Model   `json:"claim"`  // that a claim answers
	Answer Model   `json:"answer"` // that a question has an answer at all
	Refuse float64 `json:"refuse"` // a question less likely to have an answer is refused
	Keep   float64 `json:"keep"`   // a claim this much less likely than the best is left out
	Ties   Balance `json:"ties"`   // what a claim is worth beside those chosen already
}

// Model is a logistic regression: the names of its features, the bias, and a weight for each.
type Model struct {
	Names []string  `json:"names"`
	Bias  float64   `json:"bias"`
	Each  []float64 `json:"each"`
}

func (m *Model) sum(features []float64) float64 {
	sum := m.Bias
	for i, w := range m.Each {
		sum += w * features[i]
	}
	return sum
}

func (m *Model) check(names []string) error {
	if !slices.Equal(m.Names, names) || len(m.Each) != len(names) {
		return fmt.Errorf("%w: weights of asking: they are for other features", hearsay.ErrInvalid)
	}
	return nil
}

func likely(sum float64) float64 { return 1 / (1 + math.Exp(-sum)) }

//go:embed weights.json
var fitted []byte

// Open makes an asker that runs on the embedder in fsys, which is loaded when it is first used. threads below 1
// means all cores; weights nil means those fitted on all cases.
func Open(fsys fs.FS, threads int, weights []byte) (*Asker, error) {
	if weights == nil {
		weights = fitted
	}
	a := &Asker{
		embedder: sync.OnceValues(func() (*infer.Embedder, error) { return infer.OpenEmbedder(fsys, threads) }),
		judges:   sync.OnceValues(func() (*infer.Judge, error) { return infer.OpenJudge(fsys, threads) }),
	}
	if err := json.Unmarshal(weights, &a.weights); err != nil {
		return nil, fmt.Errorf("%w: weights of asking: %w", hearsay.ErrInvalid, err)
	}
	if err := errors.Join(a.weights.Claim.check(Names), a.weights.Answer.check(AnswerNames)); err != nil {
		return nil, err
	}
	if !slices.Equal(a.weights.Ties.Names, TieNames) || len(a.weights.Ties.Each) != len(TieNames) {
		return nil, fmt.Errorf("%w: weights of asking: they are for other ties", hearsay.ErrInvalid)
	}
	vocab, err := fs.ReadFile(fsys, "vocab.txt")
	if err != nil {
		return nil, err
	}
	a.rarities = sync.OnceValue(func() *rarity.Table { return rarity.Read(string(vocab)) })
	return a, nil
}

// Embed returns the unit vectors of texts.
func (a *Asker) Embed(ctx context.Context, texts ...string) ([][]float32, error) {
	e, err := a.embedder()
	if err != nil {
		return nil, err
	}
	words := make([][]string, len(texts))
	for i, t := range texts {
		words[i] = allWords(t)
	}
	return e.Embed(ctx, words)
}

// allWords is the words of a text, marks included, as the models read them.
func allWords(text string) []string {
	spans, err := segment.Words(text)
	if err != nil {
		return nil
	}
	return segment.Strings(text, spans)
}
