package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"hearsay"
)

// The length of an ID, and how much of it is in the index of claims.
const (
	idLength    = 52
	indexLength = 12
)

// beginning checks what is given as the beginning of an ID, and makes the bounds within which IDs begin so.
func beginning(prefix string) (from, to string, err error) {
	from = strings.ToLower(strings.TrimSpace(prefix))
	if from == "" || len(from) > idLength || strings.Trim(from, "abcdefghijklmnopqrstuvwxyz234567") != "" {
		return "", "", fmt.Errorf("%w: %q is not an ID or the beginning of one (letters and the digits 2 to 7)", hearsay.ErrInvalid, prefix)
	}
	return from, from + "~", nil
}

// AmbiguousError says that several IDs begin as asked. It is a hearsay.ErrConflict.
type AmbiguousError struct {
	What, Prefix string          // "document", "claim", "party" or "ruling"
	Candidates   []string        // whole IDs, in order, at most 10
	More         bool            // there are others
	Other        *AmbiguousError // what else begins so and is of another kind, or nil; with it, Candidates may be but one
}

// Error lists the candidates.
func (a *AmbiguousError) Error() string {
	if a.Other != nil {
		return fmt.Sprintf("%s begins the IDs of %s and of %s", a.Prefix, a.kind(), a.Other.kind())
	}
	return fmt.Sprintf("%s begins the IDs of several %ss: %s", a.Prefix, a.What, a.list())
}

// kind is the candidates with the word for what they are.
func (a *AmbiguousError) kind() string {
	if len(a.Candidates) == 1 {
		return a.What + " " + a.list()
	}
	return a.What + "s " + a.list()
}

func (a *AmbiguousError) list() string {
	s := strings.Join(a.Candidates, ", ")
	if a.More {
		s += " and others"
	}
	return s
}

// Unwrap is hearsay.ErrConflict.
func (a *AmbiguousError) Unwrap() error { return hearsay.ErrConflict }

const mostCandidates = 10

func ambiguous(what, prefix string, ids []string) *AmbiguousError {
	return &AmbiguousError{What: what, Prefix: prefix, Candidates: ids[:min(len(ids), mostCandidates)], More: len(ids) > mostCandidates}
}

// Named returns the document or the claim whose ID begins with prefix, as of an instant (zero: now); the other is nil. Errors are
// those of Document and Claim; an *AmbiguousError also when a document and a claim begin so.
func (l *Ledger) Named(ctx context.Context, prefix string, asOf time.Time) (*KeptDocument, *KeptClaim, error) {
	doc, claim, err := l.named(ctx, prefix, asOf)
	return doc, claim, l.explained("show", err)
}

func (l *Ledger) named(ctx context.Context, prefix string, asOf time.Time) (*KeptDocument, *KeptClaim, error) {
	until, err := l.until(ctx, asOf)
	if err != nil {
		return nil, nil, err
	}
	_, docs, err := l.findDocuments(ctx, prefix, until)
	if err != nil {
		return nil, nil, err
	}
	numbers, claims, gone, err := l.findClaim(ctx, prefix, until)
	switch {
	case err != nil:
		return nil, nil, err
	case len(docs) > 0 && len(claims) > 0:
		several := ambiguous("document", prefix, docs)
		several.Other = ambiguous("claim", prefix, claims)
		return nil, nil, several
	case len(docs) > 1:
		return nil, nil, ambiguous("document", prefix, docs)
	case len(claims) > 1:
		return nil, nil, ambiguous("claim", prefix, claims)
	case len(docs) == 1:
		found, err := l.documents(ctx, until, `WHERE d.id = ?`, docs[0])
		if err != nil || len(found) == 0 {
			return nil, nil, errors.Join(err, notFound("document", prefix, err))
		}
		return &found[0], nil, nil
	case len(claims) == 1:
		found, err := l.claimsAt(ctx, until, nil, numbers)
		if err != nil || len(found) == 0 {
			return nil, nil, errors.Join(err, notFound("claim", prefix, err))
		}
		return nil, &found[0], nil
	case gone != 0:
		return nil, nil, l.withdrawn(ctx, gone, until)
	}
	return nil, nil, notFound("document or claim", prefix, nil)
}

// Document returns the document whose ID begins with prefix, as of an instant (zero: now). Errors: hearsay.ErrNotFound; an
// *AmbiguousError when several IDs begin so; hearsay.ErrInvalid when none can.
func (l *Ledger) Document(ctx context.Context, prefix string, asOf time.Time) (KeptDocument, error) {
	d, err := l.document(ctx, prefix, asOf)
	return d, l.explained("show a document", err)
}

func (l *Ledger) document(ctx context.Context, prefix string, asOf time.Time) (KeptDocument, error) {
	until, err := l.until(ctx, asOf)
	if err != nil {
		return KeptDocument{}, err
	}
	_, id, err := l.findDocument(ctx, prefix, until)
	if err != nil {
		return KeptDocument{}, err
	}
	docs, err := l.documents(ctx, until, `WHERE d.id = ?`, id)
	if err != nil || len(docs) == 0 {
		return KeptDocument{}, errors.Join(err, notFound("document", prefix, err))
	}
	return docs[0], nil
}

func notFound(what, prefix string, err error) error {
	if err != nil {
		return nil
	}
	return fmt.Errorf("%w: no %s has an ID that begins with %s", hearsay.ErrNotFound, what, prefix)
}

// findDocument finds the document whose ID begins with prefix.
func (l *Ledger) findDocument(ctx context.Context, prefix string, until int64) (seq int64, id string, err error) {
	seq, ids, err := l.findDocuments(ctx, prefix, until)
	switch {
	case err != nil:
		return 0, "", err
	case len(ids) == 0:
		return 0, "", notFound("document", prefix, nil)
	case len(ids) > 1:
		return 0, "", ambiguous("document", prefix, ids)
	}
	return seq, ids[0], nil
}

// findDocuments finds the documents whose IDs begin with prefix, one more than are listed at the most, and the seq of the last.
func (l *Ledger) findDocuments(ctx context.Context, prefix string, until int64) (seq int64, ids []string, err error) {
	from, to, err := beginning(prefix)
	if err != nil {
		return 0, nil, err
	}
	rows, err := l.read.QueryContext(ctx, l.rebind(`SELECT seq, id FROM documents WHERE id >= ? AND id < ? AND seq <= ? ORDER BY id LIMIT ?`),
		from, to, until, mostCandidates+1)
	if err != nil {
		return 0, nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id string
		if err := rows.Scan(&seq, &id); err != nil {
			return 0, nil, err
		}
		ids = append(ids, id)
	}
	return seq, ids, rows.Err()
}

// Claim returns the claim whose ID begins with prefix, as of an instant (zero: now). Errors are those of Document; of a claim that was
// withdrawn, ErrNotFound says by whom and when.
func (l *Ledger) Claim(ctx context.Context, prefix string, asOf time.Time) (KeptClaim, error) {
	c, err := l.claim(ctx, prefix, asOf)
	return c, l.explained("show a claim", err)
}

func (l *Ledger) claim(ctx context.Context, prefix string, asOf time.Time) (KeptClaim, error) {
	until, err := l.until(ctx, asOf)
	if err != nil {
		return KeptClaim{}, err
	}
	numbers, ids, gone, err := l.findClaim(ctx, prefix, until)
	switch {
	case err != nil:
		return KeptClaim{}, err
	case len(ids) == 0 && gone != 0:
		return KeptClaim{}, l.withdrawn(ctx, gone, until)
	case len(ids) == 0:
		return KeptClaim{}, notFound("claim", prefix, nil)
	case len(ids) > 1:
		return KeptClaim{}, ambiguous("claim", prefix, ids)
	}
	claims, err := l.claimsAt(ctx, until, nil, numbers)
	if err != nil || len(claims) == 0 {
		return KeptClaim{}, errors.Join(err, notFound("claim", prefix, err))
	}
	return claims[0], nil
}

// findClaim finds the standing claims whose IDs begin with prefix, and one that no longer stands.
func (l *Ledger) findClaim(ctx context.Context, prefix string, until int64) (numbers []int64, ids []string, gone int64, err error) {
	from, to, err := beginning(prefix)
	if err != nil {
		return nil, nil, 0, err
	}
	short := from[:min(len(from), indexLength)]
	rows, err := l.read.QueryContext(ctx, l.rebind(`SELECT c.no, c.id, c.reading = (SELECT MAX(n.seq) FROM readings n WHERE n.document = r.document AND n.seq <= ?)
		FROM claims c JOIN readings r ON r.seq = c.reading
		WHERE substr(c.id, 1, 12) >= ? AND substr(c.id, 1, 12) < ? AND c.id >= ? AND c.id < ? AND c.reading <= ?
		ORDER BY substr(c.id, 1, 12), c.id, c.no DESC LIMIT 100`), until, short, short+"~", from, to, until)
	if err != nil {
		return nil, nil, 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var no int64
		var id string
		var stands sql.NullBool
		if err := rows.Scan(&no, &id, &stands); err != nil {
			return nil, nil, 0, err
		}
		if stands.Bool {
			numbers, ids = append(numbers, no), append(ids, id)
		} else if gone == 0 {
			gone = no
		}
	}
	return numbers, ids, gone, rows.Err()
}

// withdrawn says who withdrew a claim.
func (l *Ledger) withdrawn(ctx context.Context, no, until int64) error {
	var id, reader, ruling string
	var at int64
	err := l.read.QueryRowContext(ctx, l.rebind(`SELECT c.id, w.name, e.entered, COALESCE(u.id, '') FROM claims c JOIN withdrawals t ON t.claim = c.no
		JOIN entries e ON e.seq = t.seq JOIN readers w ON w.no = e.reader JOIN readings r ON r.seq = t.seq LEFT JOIN rulings u ON u.seq = r.follows
		WHERE c.no = ? AND t.seq <= ?`), no, until).Scan(&id, &reader, &at, &ruling)
	if err != nil {
		return err
	}
	if ruling != "" {
		return fmt.Errorf("%w: claim %s was withdrawn at %s, as ruling %s has it", hearsay.ErrNotFound, id, fromMicros(at).Format(time.RFC3339), ruling)
	}
	return fmt.Errorf("%w: claim %s was withdrawn at %s, when %s read its document and did not find it", hearsay.ErrNotFound, id,
		fromMicros(at).Format(time.RFC3339), reader)
}
