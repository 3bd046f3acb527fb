package desk

import (
	"context"

	"hearsay"
	"hearsay/internal/ask"
	"hearsay/internal/ledger"
	"hearsay/internal/link"
)

// AskedStory answers questions from one story, without a ledger.
type AskedStory struct {
	asker   *ask.Asker
	doc     *hearsay.Document
	claims  []hearsay.Claim
	vectors []link.Vector
	board   *board
	linker  *link.Linker
}

// NewAskedStory links the claims of a story, so that questions about it can be answered.
func NewAskedStory(ctx context.Context, asker *ask.Asker, l *link.Linker, doc *hearsay.Document, claims []hearsay.Claim) (*AskedStory, error) {
	story := l.NewStory(doc)
	sides := make([]*link.Side, len(claims))
	for i := range claims {
		sides[i] = l.NewSide(story, &claims[i])
	}
	if err := l.Embed(ctx, sides); err != nil {
		return nil, err
	}
	s := &AskedStory{asker: asker, doc: doc, claims: claims, linker: l}
	at := map[string]int64{}
	var links []ledger.NumberedLink
	for i, a := range sides {
		s.vectors = append(s.vectors, a.Vector)
		at[a.Claim.ID] = int64(i)
	}
	found, err := l.Compare(ctx, [2][]*link.Side{sides, sides})
	if err != nil {
		return nil, err
	}
	for _, k := range found {
		links = append(links, ledger.NumberedLink{Link: k.Link, A: at[k.Claim], B: at[k.Other]})
	}
	alone := make(map[int64]string, len(claims))
	for i := range claims {
		alone[int64(i)] = claims[i].ID
	}
	s.board = boardOf(links, nil, l.Loyal(), alone)
	return s, nil
}

// Ask answers a question with at most limit answers. What cannot be taken as one is refused like what has no answer.
func (s *AskedStory) Ask(ctx context.Context, question string, limit int) (*Reply, error) {
	if flaw := ask.Flaw(question); flaw != "" {
		return refused(question, flaw), nil
	}
	q := s.asker.Understand(question)
	vectors, err := s.asker.Embed(ctx, q.Text)
	if err != nil {
		return nil, err
	}
	some := make([]*ask.Candidate, len(s.claims))
	for i := range s.claims {
		some[i] = &ask.Candidate{Claim: &s.claims[i], Document: s.doc, Cosine: cosine(vectors[0], s.vectors[i]), Matter: int(s.board.group[i])}
	}
	ranked := q.Look(some)
	if err := s.asker.Rank(ctx, q, ranked); err != nil {
		return nil, err
	}
	r := newReply(s.asker, q, ranked, s.board, limit)
	for i := range r.Answers {
		x := &r.Answers[i]
		x.Named = Named{s.doc, ask.SpeakerBytes(s.doc, x.Claim)}
		var told []ledger.KeptClaim
		for _, n := range s.board.groups[x.Matter] {
			told = append(told, ledger.KeptClaim{Claim: s.claims[n], Document: s.doc})
		}
		count(s.linker, nil, x, told)
	}
	r.tally()
	return r, nil
}

func cosine(v []float32, w link.Vector) float64 {
	if len(v) != len(w.Bytes) {
		return 0
	}
	q, scale := quantize(v)
	return float64(dot(q, w.Bytes)) * scale * w.Scale
}
