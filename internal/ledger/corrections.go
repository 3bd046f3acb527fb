package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"hearsay"
)

// What people say of the claims of a document are rulings. What comes of them is a reading of its own, which says which ruling it follows: so
// the claims of a document are ever those of its last reading, whoever made it.

// Behind is a document whose last reading does not follow the last ruling on its claims.
type Behind struct {
	Document string // ID
	Ruling   string // ID of the last ruling, which may be an undo
}

// lastRulings selects of each document of whose claims there are rulings the last, undos too, and how many of them stand.
const lastRulings = `SELECT c.document AS document, MAX(COALESCE(w.seq, c.seq)) AS last, SUM(CASE WHEN w.seq IS NULL THEN 1 ELSE 0 END) AS stand
	FROM rulings c LEFT JOIN rulings w ON w.withdraws = c.seq WHERE c.kind IN ('correct', 'withdraw', 'missed') GROUP BY c.document`

// Unfollowed are the documents whose last reading does not follow the last ruling on its claims, in order of entry.
func (l *Ledger) Unfollowed(ctx context.Context) ([]Behind, error) {
	out, err := l.unfollowed(ctx)
	return out, l.explained("look for rulings that nothing follows", err)
}

func (l *Ledger) unfollowed(ctx context.Context) (out []Behind, err error) {
	rows, err := l.read.QueryContext(ctx, `SELECT d.id, u.id FROM (`+lastRulings+`) x JOIN documents d ON d.seq = x.document JOIN rulings u ON u.seq = x.last
		JOIN readings r ON r.document = d.seq AND r.seq = (SELECT MAX(n.seq) FROM readings n WHERE n.document = d.seq)
		WHERE r.follows IS NULL AND x.stand > 0 OR r.follows IS NOT NULL AND r.follows <> x.last ORDER BY d.seq`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var b Behind
		if err := rows.Scan(&b.Document, &b.Ruling); err != nil {
			return nil, err
		}
		out = append(out, b)
	}
	return out, rows.Err()
}

// Corrections are the rulings on claims that stand, in the order of entry: of one document, by its whole ID, or of all ("").
func (l *Ledger) Corrections(ctx context.Context, document string) (out []KeptRuling, err error) {
	where, args := `WHERE r.kind IN ('correct', 'withdraw', 'missed') AND NOT EXISTS (SELECT 1 FROM rulings w WHERE w.withdraws = r.seq)`, []any{}
	if document != "" {
		where, args = where+` AND d.id = ?`, append(args, document)
	}
	out, err = l.rulings(ctx, where+` ORDER BY r.seq`, args...)
	return out, l.explained("list corrections", err)
}

// followed is the seq of the ruling that a reading follows, nil for none.
func (b *batch) followed(id string, s *docState) (*int64, error) {
	if id == "" {
		return nil, nil
	}
	if s.seq == 0 {
		return nil, fmt.Errorf("%w: a reading that follows a ruling is no first one", hearsay.ErrInvalid)
	}
	var seq int64
	err := b.tx.QueryRowContext(b.ctx, b.rebind(`SELECT seq FROM rulings WHERE id = ?`), id).Scan(&seq)
	if errors.Is(err, sql.ErrNoRows) {
		err = notFound("ruling", id, nil)
	}
	return &seq, err
}

// correction is what is kept of what a ruling says of a claim.
func (b *batch) correction(r *hearsay.Ruling) (string, error) {
	var text string
	if err := b.tx.QueryRowContext(b.ctx, b.rebind(`SELECT text FROM documents WHERE id = ?`), r.Place.Document).Scan(&text); err != nil {
		return "", err
	}
	if err := faultOfCorrection(text, r); err != nil || r.Correction == nil {
		return "", err
	}
	kept, err := json.Marshal(r.Correction)
	return string(kept), err
}

// faultOfCorrection says what is wrong with what a ruling says of a claim of a text.
func faultOfCorrection(text string, r *hearsay.Ruling) error {
	c := r.Correction
	if c == nil {
		if r.Kind == hearsay.Correct || r.Kind == hearsay.Missed {
			return fmt.Errorf("%w: the ruling does not say what the claim is", hearsay.ErrInvalid)
		}
		return nil
	}
	for _, spans := range [][]hearsay.Span{c.Found, c.Cue, c.Speaker, c.Content} {
		if err := faultOf(text, spans); err != nil {
			return err
		}
	}
	switch {
	case !r.Kind.Corrects():
		return fmt.Errorf("%w: a %s says nothing of a claim", hearsay.ErrInvalid, r.Kind)
	case c.Content != nil && len(c.Content) == 0, r.Kind == hearsay.Missed && c.Content == nil:
		return fmt.Errorf("%w: a claim has a content", hearsay.ErrInvalid)
	case c.Cue != nil && len(c.Cue) != 1, len(c.Speaker) > 1:
		return fmt.Errorf("%w: a cue is one piece of text, and so is a speaker", hearsay.ErrInvalid)
	case r.Kind == hearsay.Missed && len(c.Speaker) > 0 && len(c.Cue) == 0:
		return fmt.Errorf("%w: a claim with a speaker has a cue: the words that say that something is said", hearsay.ErrInvalid)
	case c.Act != "" && !slices.Contains(hearsay.Acts, c.Act):
		return fmt.Errorf("%w: there is no act %q", hearsay.ErrInvalid, c.Act)
	case c.Certainty != "" && !slices.Contains(hearsay.Certainties, c.Certainty):
		return fmt.Errorf("%w: there is no certainty %q", hearsay.ErrInvalid, c.Certainty)
	case c.Kind != "" && !slices.Contains(hearsay.Kinds, c.Kind):
		return fmt.Errorf("%w: there is no kind of speaker %q", hearsay.ErrInvalid, c.Kind)
	}
	for _, pair := range [][2][]hearsay.Span{{c.Cue, c.Content}, {c.Speaker, c.Content}, {c.Speaker, c.Cue}} {
		if shared, _ := hearsay.Shared(pair[0], pair[1]); shared > 0 {
			return fmt.Errorf("%w: speaker, cue and content share no bytes", hearsay.ErrInvalid)
		}
	}
	return nil
}
