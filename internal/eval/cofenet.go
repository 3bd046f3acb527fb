package eval

import (
	"context"
	"fmt"
	"strings"

	"hearsay/internal/reader"
	"hearsay/internal/segment"
)

// item is one line of a CofeNet file: words, and what each begins (B-), continues (I-) or is outside of (O).
type item struct {
	ID     string
	Tokens []string
	Labels []string // B- or I- with source, cue or content
}

// A few items are longer than the model reads: they are cut at so many words, or pieces.
const mostWords, mostPieces = 220, 500

var brackets = strings.NewReplacer("-LRB-", "(", "-RRB-", ")", "-LSB-", "[", "-RSB-", "]")

// cofenet scores one file of given words. Rules work on text, so only the bare model is scored.
func (e *evaluation) cofenet(corpus, file string) (*Result, error) {
	items, err := lines[item](file)
	if err != nil {
		return nil, err
	}
	result := &Result{Corpus: corpus, Size: fmt.Sprintf("%d items, given words", len(items)), Bare: Table{}, Beside: published}
	read, err := each(e, corpus, len(items), func(ctx context.Context, i int) ([]claim, error) {
		claims, err := items[i].read(e.reader.PieceCount, func(words []string) ([]reader.Attribution, error) {
			return e.reader.Decode(ctx, words)
		})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", items[i].ID, err)
		}
		return claims, nil
	})
	if err != nil {
		return nil, err
	}
	for i := range items {
		if err := items[i].score(result.Bare, read[i]); err != nil {
			return nil, err
		}
	}
	return result, nil
}

// read decodes the item's words in parts that fit the model.
func (it *item) read(pieces func(word string) int, decode func(words []string) ([]reader.Attribution, error)) ([]claim, error) {
	words := make([]string, len(it.Tokens))
	for i, w := range it.Tokens {
		words[i] = brackets.Replace(w)
	}
	var claims []claim
	for lo := 0; lo < len(words); {
		hi, n := lo, 0
		for hi < min(len(words), lo+mostWords) {
			if n += pieces(words[hi]); n > mostPieces {
				break
			}
			hi++
		}
		if hi == lo {
			return nil, fmt.Errorf("word %d has more than %d pieces", lo, mostPieces)
		}
		found, err := decode(words[lo:hi])
		if err != nil {
			return nil, err
		}
		for _, a := range bare(found) {
			claims = append(claims, a.moved(lo))
		}
		lo = hi
	}
	return claims, nil
}

// moved is the claim n words further on.
func (a claim) moved(n int) claim {
	further := func(runs []segment.Run) []segment.Run {
		out := make([]segment.Run, len(runs))
		for i, r := range runs {
			out[i] = segment.Run{From: r.From + n, To: r.To + n}
		}
		return out
	}
	a.Cue, a.Speaker, a.Content = further([]segment.Run{a.Cue})[0], further(a.Speaker), further(a.Content)
	return a
}

// score counts one item: speakers, cues and contents by themselves, as the labels do not say what belongs together.
func (it *item) score(t Table, claims []claim) error {
	if len(it.Labels) != len(it.Tokens) {
		return fmt.Errorf("%s: %d labels for %d words", it.ID, len(it.Labels), len(it.Tokens))
	}
	gold := map[string]map[segment.Run]bool{"source": {}, "cue": {}, "content": {}}
	for i := 0; i < len(it.Labels); {
		j := i + 1
		if it.Labels[i] != "O" {
			_, kind, _ := strings.Cut(it.Labels[i], "-")
			if gold[kind] == nil {
				return fmt.Errorf("%s: unknown label %q", it.ID, it.Labels[i])
			}
			for j < len(it.Labels) && it.Labels[j] == "I-"+kind {
				j++
			}
			gold[kind][segment.Run{From: i, To: j}] = true
		}
		i = j
	}
	found := sets(top(claims))
	add(t, "speaker", gold["source"], found.speakers)
	add(t, "cue", gold["cue"], found.cues)
	add(t, "content", gold["content"], found.contents)
	return nil
}
