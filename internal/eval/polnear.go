package eval

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"hearsay"
	"hearsay/internal/segment"
)

// article is one line of a PolNeAR file: a text as one annotator marked it. Offsets are characters, half open.
type article struct {
	ID           string
	Nth          int // 0 is the first annotator, whose marks alone count
	Text         string
	Discard      [][2]int // text that is not the article's own
	Attributions []struct {
		Speaker      [][2]int `json:"source"`
		Cue, Content [][2]int
	}
}

// short names the article by its place in the file, its paper and its day: the rest of its ID is its headline, which is text.
func (art *article) short(i int) string {
	p := strings.SplitN(art.ID, "_", 3)
	return fmt.Sprintf("%d %s", i, strings.Join(p[:min(2, len(p))], " "))
}

// lines decodes a file of JSON values, one after another.
func lines[T any](file string) ([]T, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	return values[T](f)
}

// values decodes JSON values, one behind the other.
func values[T any](r io.Reader) (all []T, err error) {
	for dec := json.NewDecoder(r); ; {
		var one T
		if err := dec.Decode(&one); errors.Is(err, io.EOF) {
			return all, nil
		} else if err != nil {
			return nil, fmt.Errorf("value %d: %w", len(all)+1, err)
		}
		all = append(all, one)
	}
}

// articles are those of the first annotators.
func articles(file string) ([]article, error) {
	all, err := lines[article](file)
	var first []article
	for _, a := range all {
		if a.Nth == 0 {
			first = append(first, a)
		}
	}
	return first, err
}

// polnear scores one file of whole articles.
func (e *evaluation) polnear(corpus, file string) (*Result, error) {
	result, _, err := e.readArticles(corpus, file, nil)
	if err != nil {
		return nil, err
	}
	result.Worst = nil // nobody looks closer at a test file
	return result, nil
}

// polnearDev does the same and looks closer: how far scores can be trusted, which texts are read worst, and what was missed.
func (e *evaluation) polnearDev(corpus, file string) (*Result, error) {
	result, claims, err := e.readArticles(corpus, file, e.opts.Misses)
	if err != nil {
		return nil, err
	}
	result.Bins = reliability(claims)
	result.Worst = worst(result.Worst, 10)
	return result, nil
}

// judged is a found claim and whether cue, speaker and content are all exact.
type judged struct {
	score float64
	exact bool
}

// readArticles reads and scores a file; Worst of the result is all its texts.
func (e *evaluation) readArticles(corpus, file string, misses io.Writer) (*Result, []judged, error) {
	all, err := articles(file)
	if err != nil {
		return nil, nil, err
	}
	result := &Result{Corpus: corpus, Size: fmt.Sprintf("%d articles, first annotator", len(all)), Bare: Table{}, Rules: Table{}, Beside: people}
	var claims []judged
	read, err := each(e, corpus, len(all), func(ctx context.Context, i int) (twice, error) {
		return e.read(ctx, &hearsay.Document{Ref: all[i].ID, Text: all[i].Text})
	})
	if err != nil {
		return nil, nil, err
	}
	for i := range all {
		art, words := &all[i], read[i].bare.Words
		art.score(result.Bare, words, bare(read[i].bare.Claims))
		one := Table{}
		gold, found := art.score(one, words, read[i].rules)
		result.Rules.plus(one)
		result.Worst = append(result.Worst, Text{art.short(i), one["linked words"], one["attribution"]})
		exact := sets(gold).whole
		for _, a := range found {
			claims = append(claims, judged{a.Score, exact[a.key()]})
		}
		if misses != nil {
			writeMisses(misses, art, words, gold, found)
		}
	}
	return result, claims, nil
}

// score counts one article and gives back what was compared: the gold, and of the claims the top layer, both outside discarded text.
func (art *article) score(t Table, words []hearsay.Span, claims []claim) (gold, found []claim) {
	at := bytesOf(art.Text)
	runs := func(pairs [][2]int) []segment.Run {
		spans := make([]hearsay.Span, len(pairs))
		for i, p := range pairs {
			spans[i] = hearsay.Span{From: at[p[0]], To: at[p[1]]}
		}
		return touchedAll(words, spans)
	}
	gone := map[int]bool{}
	for _, r := range runs(art.Discard) {
		for i := r.From; i < r.To; i++ {
			gone[i] = true
		}
	}
	for _, a := range art.Attributions {
		// The first piece of a cue stands for all of it. A few attributions have no cue.
		if cue := runs(a.Cue); len(cue) > 0 && !gone[cue[0].From] {
			var c claim
			c.Cue, c.Speaker, c.Content = cue[0], runs(a.Speaker), runs(a.Content)
			gold = append(gold, c)
		}
	}
	for _, a := range top(claims) {
		if !gone[a.Cue.From] {
			found = append(found, a)
		}
	}
	compare(t, gold, found)
	return gold, found
}

// writeMisses prints the claims of one side only: "-" was missed, "+" was found and is not in the gold.
func writeMisses(w io.Writer, art *article, words []hearsay.Span, gold, found []claim) {
	show := func(runs ...segment.Run) string {
		spans := make([]hearsay.Span, len(runs))
		for i, r := range runs {
			spans[i] = hearsay.Span{From: words[r.From].From, To: words[r.To-1].To}
		}
		return hearsay.Print(art.Text, spans...).Text
	}
	only := func(sign string, these, those []claim) {
		known := sets(those).whole
		for _, a := range these {
			if !known[a.key()] {
				fmt.Fprintf(w, "%s %s | %s | %s\n", sign, show(a.Speaker...), show(a.Cue), show(a.Content...))
			}
		}
	}
	fmt.Fprintf(w, "\n%s\n", art.ID)
	only("-", gold, found)
	only("+", found, gold)
}
