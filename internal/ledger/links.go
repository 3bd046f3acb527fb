package ledger

import (
	"context"
	"database/sql"
	"fmt"

	"hearsay"
)

// How claims stand to each other is not the ledger's business: it keeps what a linker says of them, and finds what it wants to compare.

// Told is the last reading of a document, as it was read: names are those of its own text, whatever else the ledger knows of them.
type Told struct {
	Document hearsay.Document
	Claims   []hearsay.Claim
	Vectors  []Vector // one a claim; none before it is linked
	seq      int64    // of the reading
	Number   int64    // of the document
	first    int64    // the number of the first claim
}

// Vector is a vector of bytes, each of which stands for Scale/127.
type Vector struct {
	Scale float64
	Bytes []int8
}

// Name is a name by which a document is found, with its weight: the same in every document.
type Name struct {
	Word   uint64
	Weight float64
}

// Unlinked are the first n last readings, in order of entry, that this version of the linker has not linked.
func (l *Ledger) Unlinked(ctx context.Context, version string, n int) ([]*Told, error) {
	seqs, err := l.column(ctx, l.rebind(`SELECT r.seq AS no FROM readings r LEFT JOIN linked k ON k.reading = r.seq AND k.version = ?
		WHERE k.reading IS NULL AND r.seq = (SELECT MAX(n.seq) FROM readings n WHERE n.document = r.document) ORDER BY r.seq LIMIT ?`), version, n)
	if err != nil {
		return nil, l.explained("look for what is not linked", err)
	}
	out := make([]*Told, len(seqs))
	for i, seq := range seqs {
		if out[i], err = l.told(ctx, `r.seq = ?`, seq); err != nil {
			return nil, l.explained("look for what is not linked", err)
		}
	}
	return out, nil
}

// LinkedOtherwise reports whether there are readings that another version of the linker has linked.
func (l *Ledger) LinkedOtherwise(ctx context.Context, version string) (is bool, err error) {
	err = l.read.QueryRowContext(ctx, l.rebind(`SELECT COUNT(*) > 0 FROM linked WHERE version <> ?`), version).Scan(&is)
	return is, l.explained("look who has linked", err)
}

// Told is the last reading of a document, by its whole ID, as a linker takes it. Errors: hearsay.ErrNotFound.
func (l *Ledger) Told(ctx context.Context, document string) (*Told, error) {
	seq, _, err := l.findDocument(ctx, document, 1<<62)
	if err != nil {
		return nil, err
	}
	t, err := l.told(ctx, `r.document = ?`, seq)
	return t, l.explained("look for what is to be linked", err)
}

// told reads one last reading.
func (l *Ledger) told(ctx context.Context, where string, arg int64) (*Told, error) {
	var r record
	err := l.read.QueryRowContext(ctx, l.rebind(`SELECT r.seq, r.document, r.no, r.claims FROM readings r WHERE `+where+` ORDER BY r.seq DESC LIMIT 1`), arg).
		Scan(&r.seq, &r.document, &r.no, &r.claims)
	if err != nil {
		return nil, err
	}
	docs, err := l.documents(ctx, r.seq, `WHERE d.seq = ?`, r.document.Int64)
	if err != nil || len(docs) == 0 {
		return nil, errorsOr(err, fmt.Errorf("%w: entry %d: its document is not there", hearsay.ErrInvalid, r.seq))
	}
	t := &Told{Document: docs[0].Document, seq: r.seq, Number: r.document.Int64, first: r.no.Int64 + 1}
	if t.Claims, err = l.claimsOf(ctx, t.Document.Text, r); err != nil {
		return nil, err
	}
	rows, err := l.read.QueryContext(ctx, l.rebind(`SELECT scale, vector FROM vectors WHERE claim >= ? AND claim < ? ORDER BY claim`), t.first, t.first+int64(len(t.Claims)))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var v Vector
		var raw []byte
		if err := rows.Scan(&v.Scale, &raw); err != nil {
			return nil, err
		}
		v.Bytes = make([]int8, len(raw))
		for i, b := range raw {
			v.Bytes[i] = int8(b)
		}
		t.Vectors = append(t.Vectors, v)
	}
	return t, rows.Err()
}

// Linking is a transaction in which readings are linked. Nobody else links or adds meanwhile.
type Linking struct {
	l   *Ledger
	ctx context.Context
	tx  *sql.Tx
}

// Link does something in a Linking, all of it or nothing.
func (l *Ledger) Link(ctx context.Context, do func(*Linking) error) error {
	err := l.transaction(ctx, func(tx *sql.Tx) error { return do(&Linking{l, ctx, tx}) })
	return l.explained("link", err)
}

// Enter takes a reading in: the names it is found by, the day since 1970 it was published, and the vectors of its claims. What was known of a
// reading before it of the same document is forgotten.
func (k *Linking) Enter(t *Told, version string, names []Name, day int64) error {
	b := batch{Ledger: k.l, ctx: k.ctx, tx: k.tx, tables: map[string]*pending{}}
	var before int
	err := k.tx.QueryRowContext(k.ctx, k.l.rebind(`SELECT COUNT(*) FROM linked k JOIN readings r ON r.seq = k.reading WHERE r.document = ?`), t.Number).Scan(&before)
	if err != nil {
		return err
	}
	if before > 0 { // the names are those of the document, and stay
		names = nil
		from, to := t.Number*perDocument, (t.Number+1)*perDocument
		for _, query := range []string{
			`DELETE FROM vectors WHERE claim >= ? AND claim < ?`, `DELETE FROM links WHERE claim >= ? AND claim < ?`,
			`DELETE FROM links WHERE other >= ? AND other < ?`, `DELETE FROM linked WHERE reading IN (SELECT seq FROM readings WHERE no >= ? AND no < ?)`,
		} {
			if _, err := k.tx.ExecContext(k.ctx, k.l.rebind(query), from, to); err != nil {
				return err
			}
		}
	}
	for _, n := range names {
		b.put("names", "word, day, document, weight", int64(n.Word), day, t.Number, n.Weight)
	}
	for i, v := range t.Vectors {
		raw := make([]byte, len(v.Bytes))
		for j, x := range v.Bytes {
			raw[j] = byte(x)
		}
		b.put("vectors", "claim, scale, vector", t.first+int64(i), v.Scale, raw)
	}
	b.put("linked", "reading, version", t.seq, version)
	return b.flush()
}

// Near finds the documents that have been linked which have names of these whose weights come to least or more, published within so many days, in the
// order of entry.
func (k *Linking) Near(names []Name, day, within int64, least float64) ([]int64, error) {
	if len(names) == 0 {
		return nil, nil
	}
	args := make([]any, 0, len(names)+3)
	for _, n := range names {
		args = append(args, int64(n.Word))
	}
	query := `SELECT document AS no FROM names WHERE word IN (` + places(len(names)) + `) AND day >= ? AND day <= ? GROUP BY document HAVING SUM(weight) >= ? ORDER BY document`
	return columnOf(k.ctx, k.tx, k.l.rebind(query), append(args, day-within, day+within, least)...)
}

// Told is what the last reading of a document told. The document has been linked.
func (k *Linking) Told(document int64) (*Told, error) {
	return k.l.told(k.ctx, `r.document = ?`, document)
}

// Last reports whether a reading is still the last of its document.
func (k *Linking) Last(t *Told) (bool, error) {
	var seq int64
	err := k.tx.QueryRowContext(k.ctx, k.l.rebind(`SELECT MAX(seq) FROM readings WHERE document = ?`), t.Number).Scan(&seq)
	return seq == t.seq, err
}

// Put enters links between claims of two readings: Claim and Other are places in theirs.
func (k *Linking) Put(links []PlacedLink) error {
	b := batch{Ledger: k.l, ctx: k.ctx, tx: k.tx, tables: map[string]*pending{}}
	for _, l := range links {
		b.put("links", "claim, other, relation, score, reason", l.From.first+int64(l.Claim), l.To.first+int64(l.Other), string(l.Relation), l.Score, l.Reason)
	}
	return b.flush()
}

// PlacedLink is a link of claim number Claim of one reading with claim number Other of another, or of the same.
type PlacedLink struct {
	From, To     *Told
	Claim, Other int
	Relation     hearsay.Relation
	Score        float64
	Reason       string
}

// Unlink throws away all that was linked.
func (l *Ledger) Unlink(ctx context.Context) error {
	return l.Link(ctx, func(k *Linking) error {
		for _, table := range []string{"links", "vectors", "names", "linked"} {
			if _, err := k.tx.ExecContext(ctx, `DELETE FROM `+table); err != nil {
				return err
			}
		}
		return nil
	})
}

// NumberedLink is a link with the numbers of its claims.
type NumberedLink struct {
	hearsay.Link
	A, B int64 // of Claim, of Other
}

const linkColumns = `SELECT k.claim, k.other, a.id, b.id, k.relation, k.score, k.reason FROM links k JOIN claims a ON a.no = k.claim JOIN claims b ON b.no = k.other`

func (l *Ledger) links(ctx context.Context, where string, args ...any) (out []NumberedLink, err error) {
	rows, err := l.read.QueryContext(ctx, l.rebind(linkColumns+where), args...)
	if err != nil {
		return nil, err
	}
	return numberedLinks(rows)
}

func numberedLinks(rows *sql.Rows) (out []NumberedLink, err error) {
	defer rows.Close()
	for rows.Next() {
		var k NumberedLink
		if err := rows.Scan(&k.A, &k.B, &k.Claim, &k.Other, &k.Relation, &k.Score, &k.Reason); err != nil {
			return nil, err
		}
		out = append(out, k)
	}
	return out, rows.Err()
}

// Links are all links.
func (l *Ledger) Links(ctx context.Context) ([]NumberedLink, error) {
	out, err := l.links(ctx, ` ORDER BY k.claim, k.other`)
	return out, l.explained("read the links", err)
}

// LinksOf are the links of claims, given by number.
func (l *Ledger) LinksOf(ctx context.Context, claims []int64) ([]NumberedLink, error) {
	var out []NumberedLink
	for len(claims) > 0 {
		some := claims[:min(len(claims), piece)]
		claims = claims[len(some):]
		for _, where := range []string{` WHERE k.claim IN (`, ` WHERE k.other IN (`} {
			found, err := l.links(ctx, where+places(len(some))+`)`, anys(some)...)
			if err != nil {
				return nil, l.explained("read the links", err)
			}
			out = append(out, found...)
		}
	}
	return out, nil
}

// DocumentOf is the number of the document of a claim.
func DocumentOf(claim int64) int64 { return claim / perDocument }
