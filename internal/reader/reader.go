// Package reader reads one document: from its text to its claims as printed.
//
//	"We found nothing," the minister said.   →   speaker "the minister", cue "said", content "We found nothing,", quoted We found nothing,
//
// A model proposes cues, speakers, contents and mentions (Bare); rules add what it leaves out (Read): nesting, quotation
// marks, quotations that go on, the outlet's own voice, and who in the story is meant by a pronoun, a role or a short name.
// What the words of a claim stand for in the world is not its business: that is resolve's.
package reader

import (
	"context"
	"fmt"
	"io/fs"
	"sync"

	"hearsay"
	"hearsay/internal/infer"
	"hearsay/internal/segment"
)

// Reader reads documents. It is safe for concurrent use.
type Reader struct {
	encoder *infer.Encoder
	pieces  *infer.Pieces
	heads   heads
	version func() string
}

// Attribution is a claim in word indices: somebody expressing a content.
type Attribution struct {
	Cue              segment.Run
	Speaker, Content []segment.Run // at most one speaker; one content run or more
	Act              hearsay.Act
	Sure             hearsay.Certainty
	Neg              bool
	Kind             hearsay.Kind
	cue, path        float64 // log-likelihood of the cue, and of speaker and content given it
	score            float64
}

// Tagged is a run of words with a type.
type Tagged struct {
	segment.Run
	Type string
}

// Mention is the head word of something mentioned: its type, and the head word of the mention before it that is the same thing, or -1.
type Mention struct {
	Head       int
	Type       string
	Antecedent int
}

// Reading is what the model alone makes of a text. All runs are of word indices.
type Reading struct {
	Words                                               []hearsay.Span
	Windows                                             []segment.Run
	Claims                                              []Attribution // by cue
	Names, Generics                                     []Tagged
	Times, Quantities, Roles, Hedges, Media, Addressees []segment.Run
	Mentions                                            []Mention
	pos                                                 []partOfSpeech // one a word
	fact                                                []float32      // one a word: at a verb, from -3 (did not happen) to 3 (happened)
	faint                                               []Attribution  // by cue: unlikely ones, for the rules to look at
}

// Open loads reader.safetensors, reader.json, the word table and vocab.txt from fsys. threads below 1 means all cores.
func Open(fsys fs.FS, threads int) (*Reader, error) {
	w, err := infer.Open(fsys, "reader")
	if err != nil {
		return nil, err
	}
	r := &Reader{version: sync.OnceValue(func() string { return fmt.Sprintf("%d-%s", rules, w.Checksum()) })}
	if r.heads, err = readHeads(w); err != nil {
		return nil, err
	}
	words, err := infer.Words(fsys, w)
	if err != nil {
		return nil, err
	}
	vocab, err := fs.ReadFile(fsys, "vocab.txt")
	if err != nil {
		return nil, err
	}
	if r.pieces, err = infer.NewPieces(string(vocab)); err != nil {
		return nil, err
	}
	features, err := featureTable(w, r.heads.hidden)
	if err != nil {
		return nil, err
	}
	if r.encoder, err = infer.NewEncoder(w, words, features, threads); err != nil {
		return nil, err
	}
	return r, nil
}

// PieceCount is the number of word pieces of a word.
func (r *Reader) PieceCount(word string) int { return len(r.pieces.Of(word)) }

// Encoder is the engine that the reader runs on.
func (r *Reader) Encoder() *infer.Encoder { return r.encoder }

// groupWindows is how many windows are encoded together: enough to keep all threads busy, few enough to bound memory
// (a window's rows take some 500 KB).
const groupWindows = 64

// Bare reads text with the model alone. Text that is not UTF-8 is refused (hearsay.ErrInvalid).
func (r *Reader) Bare(ctx context.Context, text string) (*Reading, error) {
	words, err := segment.Words(text)
	if err != nil {
		return nil, err
	}
	out := &Reading{Words: words}
	if len(words) == 0 {
		return out, nil
	}
	strs := segment.Strings(text, words)
	out.Windows = r.windows(text, words, strs)
	m := newMerger(&r.heads, len(words))
	for from := 0; from < len(out.Windows); from += groupWindows {
		group := out.Windows[from:min(from+groupWindows, len(out.Windows))]
		seqs := make([]infer.Sequence, len(group))
		for i, w := range group {
			seqs[i] = r.sequence(strs[w.From:w.To])
		}
		rows, err := r.encoder.Encode(ctx, seqs)
		if err != nil {
			return nil, err
		}
		for i, w := range group {
			m.window(w, rows[i])
		}
	}
	m.finish(out)
	return out, nil
}

// windows cuts words into windows that fit the encoder.
func (r *Reader) windows(text string, words []hearsay.Span, strs []string) []segment.Run {
	counts := make([]uint8, len(words))
	for i, w := range strs {
		counts[i] = uint8(r.PieceCount(w))
	}
	return segment.Windows(text, words, func(i int) int { return int(counts[i]) })
}

// Sequences is what the encoder is given to read a text: one sequence a window.
func (r *Reader) Sequences(text string) ([]infer.Sequence, error) {
	words, err := segment.Words(text)
	if err != nil {
		return nil, err
	}
	strs := segment.Strings(text, words)
	var out []infer.Sequence
	for _, w := range r.windows(text, words, strs) {
		out = append(out, r.sequence(strs[w.From:w.To]))
	}
	return out, nil
}

// Decode reads one window given as words, which must fit the encoder (510 pieces).
func (r *Reader) Decode(ctx context.Context, words []string) ([]Attribution, error) {
	if len(words) == 0 {
		return nil, nil
	}
	s := r.sequence(words)
	if len(s.IDs) > r.encoder.Limit() {
		return nil, fmt.Errorf("%w: %d words make %d pieces, more than the %d of a window", hearsay.ErrInvalid, len(words), len(s.IDs), r.encoder.Limit())
	}
	rows, err := r.encoder.Encode(ctx, []infer.Sequence{s})
	if err != nil {
		return nil, err
	}
	found, _ := r.heads.attributions(rows[0])
	return found, nil
}

// rules is the version of the rules on top of the model: raised when they change what is found.
const rules = 6

// Version names this reader, rules and model: what two readers of the same version find in a text is the same.
func (r *Reader) Version() string { return r.version() }
