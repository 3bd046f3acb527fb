package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"hearsay"
)

// What a desk holds in memory of a ledger: which documents are linked, how their claims stand to each other, and what they name. All of it
// is read by documents, so that what came since can be read by itself.

// LinkedDocument is a document whose last reading is linked. Its claims have the numbers from First on. The document has no text.
type LinkedDocument struct {
	hearsay.Document
	Number  int64
	Reading int64 // the entry that linked it stands for; a later reading has a higher one
	First   int64
	Claims  int
}

// Linked are the documents whose last reading is linked and is among the entries above one and up to another, in the order of reading.
func (l *Ledger) Linked(ctx context.Context, above, upTo int64) (out []LinkedDocument, err error) {
	rows, err := l.read.QueryContext(ctx, l.rebind(`SELECT r.document, k.reading, r.no + 1, r.claims, d.id, d.ref, d.outlet, d.title, d.published FROM linked k
		JOIN readings r ON r.seq = k.reading JOIN documents d ON d.seq = r.document WHERE k.reading > ? AND k.reading <= ? ORDER BY k.reading`), above, upTo)
	if err != nil {
		return nil, l.explained("list what is linked", err)
	}
	defer rows.Close()
	for rows.Next() {
		var d LinkedDocument
		if err := rows.Scan(&d.Number, &d.Reading, &d.First, &d.Claims, &d.ID, &d.Ref, &d.Outlet, &d.Title, &d.Published); err != nil {
			return nil, l.explained("list what is linked", err)
		}
		out = append(out, d)
	}
	return out, l.explained("list what is linked", rows.Err())
}

// PlainLink is a link by the numbers of its claims alone.
type PlainLink struct {
	A, B     int64
	Relation hearsay.Relation
	Score    float64
}

// EachLink calls yield with the links of a document, given by number, or with all where it is 0.
func (l *Ledger) EachLink(ctx context.Context, document int64, yield func(PlainLink)) error {
	const columns = `SELECT claim, other, relation, score FROM links`
	from, to := claimsOf(document)
	err := l.eachRow(ctx, func(scan func(...any) error) error {
		var k PlainLink
		err := scan(&k.A, &k.B, &k.Relation, &k.Score)
		if err == nil {
			yield(k)
		}
		return err
	}, columns+` WHERE claim >= ? AND claim < ? ORDER BY claim, other`, from, to)
	if err == nil && document != 0 {
		err = l.eachRow(ctx, func(scan func(...any) error) error {
			var k PlainLink
			err := scan(&k.A, &k.B, &k.Relation, &k.Score)
			if err == nil && DocumentOf(k.A) != document { // else it is among the first
				yield(k)
			}
			return err
		}, columns+` WHERE other >= ? AND other < ?`, from, to)
	}
	return l.explained("read the links", err)
}

// Reasons are those of links, given by the numbers of their claims, A first; "" where there is no such link.
func (l *Ledger) Reasons(ctx context.Context, links [][2]int64) ([]string, error) {
	out := make([]string, len(links))
	if len(links) == 0 {
		return out, nil
	}
	statement, err := l.read.PrepareContext(ctx, l.rebind(`SELECT reason FROM links WHERE claim = ? AND other = ?`))
	if err != nil {
		return nil, l.explained("read the links", err)
	}
	defer statement.Close()
	for i, k := range links {
		if err := statement.QueryRowContext(ctx, k[0], k[1]).Scan(&out[i]); err != nil && !errors.Is(err, sql.ErrNoRows) {
			return nil, l.explained("read the links", err)
		}
	}
	return out, nil
}

// EachID calls yield with the numbers and IDs of the claims of a document, or of all where it is 0, in the order of numbers.
func (l *Ledger) EachID(ctx context.Context, document int64, yield func(number int64, id string)) error {
	from, to := claimsOf(document)
	err := l.eachRow(ctx, func(scan func(...any) error) error {
		var no int64
		var id string
		err := scan(&no, &id)
		if err == nil {
			yield(no, id)
		}
		return err
	}, `SELECT no, id FROM claims WHERE no >= ? AND no < ? ORDER BY no`, from, to)
	return l.explained("read claims", err)
}

// Sighting is a system or a place that a claim names.
type Sighting struct {
	Claim  int64 // number
	Name   string
	System string         // ID, "" for a place
	Place  string         // ID, "" for a system
	At     *hearsay.Point // where the place is
	Status hearsay.Status // of the claim
	Denied bool           // so is this
}

// EachSighting calls yield with what the claims of a document name, or those of all where it is 0, in the order of claims.
func (l *Ledger) EachSighting(ctx context.Context, document int64, yield func(Sighting)) error {
	from, to := claimsOf(document)
	err := l.eachRow(ctx, func(scan func(...any) error) error {
		var s Sighting
		var more string
		var denied int64
		if err := scan(&s.Claim, &s.Name, &more, &s.Status, &denied); err != nil {
			return err
		}
		var k keptMention
		if err := json.Unmarshal([]byte(more), &k); err != nil {
			return err
		}
		s.System, s.Place, s.At, s.Denied = k.System, k.Place, k.At, denied != 0
		if s.System != "" || s.Place != "" {
			yield(s)
		}
		return nil
	}, `SELECT m.claim, m.name, m.more, c.status, c.denied FROM mentions m JOIN claims c ON c.no = m.claim
		WHERE m.claim >= ? AND m.claim < ? AND m.more <> '' ORDER BY m.claim, m.place`, from, to)
	return l.explained("read what claims name", err)
}

// claimsOf is the numbers that claims of a document have, from one to before another; those of all claims where it is 0.
func claimsOf(document int64) (from, to int64) {
	if document == 0 {
		return 0, 1<<63 - 1
	}
	return document * perDocument, (document + 1) * perDocument
}

// eachRow does something with each row that a query finds.
func (l *Ledger) eachRow(ctx context.Context, do func(scan func(...any) error) error, query string, args ...any) error {
	rows, err := l.read.QueryContext(ctx, l.rebind(query), args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := do(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}
