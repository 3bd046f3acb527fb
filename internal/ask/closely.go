package ask

import (
	"context"
	"strings"

	"hearsay"
)

// closely fills in the features that take the embedder: how near a claim is to the question with the sentences about it, and how near
// its words are to those of the question ("plane" to "aircraft").
func (a *Asker) closely(ctx context.Context, q *Question, some []*Candidate) error {
	if len(some) == 0 {
		return nil
	}
	texts := []string{q.Text}
	for _, c := range some {
		texts = append(texts, c.passage())
	}
	vectors, err := a.Embed(ctx, texts...)
	if err != nil {
		return err
	}
	words, err := a.vectorsOf(ctx, q, some)
	if err != nil {
		return err
	}
	top, topAround := -1.0, -1.0
	for i, c := range some {
		c.Features[passage] = product(vectors[0], vectors[i+1])
		top, topAround = max(top, c.Features[cosine]), max(topAround, c.Features[passage])
		c.Features[softContent], c.Features[softLeast] = q.soft(words, c.Claim.Content.Text+" "+c.Claim.Speaker.Name+" "+c.Claim.Cue.Text)
		c.Features[softAround], c.Features[softMissing] = q.soft(words, surroundings(c.Document, c.Claim)+" "+c.Document.Title+" "+c.Claim.Speaker.Name)
	}
	for _, c := range some {
		c.Features[cosineGap], c.Features[passageGap] = c.Features[cosine]-top, c.Features[passage]-topAround
		c.Features[fitsSoft] = c.Features[fits] * c.Features[softAround]
	}
	return nil
}

// passage is a claim with what it takes to understand it: title, speaker, and the text about it.
func (c *Candidate) passage() string {
	return c.Document.Title + ". " + c.Claim.Speaker.Name + ": " + strings.ReplaceAll(c.Claim.Content.Text, hearsay.Gap, " ") + ". " + surroundings(c.Document, c.Claim)
}

// soft is how much of a question's words a text has in the same or like words, 0 to 1, and how well the worst of them is met.
func (q *Question) soft(vectors map[string][]float32, text string) (share, least float64) {
	in := stems(text)
	least = 1
	for _, w := range q.Words {
		met := 0.0
		if in[w.Stem] {
			met = 1
		} else if !w.Number {
			for s := range in {
				if v := vectors[s]; v != nil {
					met = max(met, product(vectors[w.Stem], v))
				}
			}
			met = max(0, (met-alien)/(1-alien))
		}
		share += w.Rarity * met
		least = min(least, met)
	}
	return share / max(q.weight, 1), least
}

// alien is how near the vectors of any two words are.
const alien = 0.35

// mostKnown is how many words are kept with their vectors: 1.5 KB each.
const mostKnown = 20_000

// vectorsOf are the vectors of the words of a question and of the claims that are looked at, by stem. Only words that say something have one.
func (a *Asker) vectorsOf(ctx context.Context, q *Question, some []*Candidate) (map[string][]float32, error) {
	want := map[string]string{}
	for _, w := range q.Words {
		want[w.Stem] = w.Text
	}
	for _, c := range some {
		for _, w := range wordsOf(surroundings(c.Document, c.Claim) + " " + c.Document.Title + " " + c.Claim.Content.Text) {
			s := stem(w)
			if r := a.rarities().of(s); want[s] == "" && r > common && (s[0] < '0' || s[0] > '9') {
				want[s] = fold(w)
			}
		}
	}
	a.known.Lock()
	defer a.known.Unlock()
	if len(a.known.vectors) > mostKnown {
		clear(a.known.vectors)
	}
	var stems, texts []string
	for s, w := range want {
		if a.known.vectors[s] == nil {
			stems, texts = append(stems, s), append(texts, w)
		}
	}
	fresh, err := a.Embed(ctx, texts...)
	if err != nil {
		return nil, err
	}
	for i, s := range stems {
		a.known.vectors[s] = fresh[i]
	}
	out := make(map[string][]float32, len(want))
	for s := range want {
		out[s] = a.known.vectors[s]
	}
	return out, nil
}

func product(a, b []float32) (sum float64) {
	for i := range min(len(a), len(b)) {
		sum += float64(a[i]) * float64(b[i])
	}
	return sum
}
