package ledger

import (
	"context"
	"fmt"
	"strings"
	"time"

	"hearsay"
)

// KeptDocument is a document as the ledger has it.
type KeptDocument struct {
	hearsay.Document
	Claims  int       // how many its reading found
	Reader  string    // the version that last read it
	Read    time.Time // when that was entered
	Entered time.Time // when the document was
	Number  int64     // of its reading, in this ledger
	seq     int64
}

// KeptClaim is a claim as the ledger has it, with its document.
type KeptClaim struct {
	hearsay.Claim
	Document *hearsay.Document
	Reader   string    // the version whose reading this is
	Read     time.Time // when that was entered
	Number   int64     // in this ledger
}

const documentColumns = "seq, id, ref, outlet, title, published, published_from, address, language, summary, text"

// keptDocument selects documents with what was last said of them: arguments until, and what is put for WHERE.
const keptDocument = `SELECT d.seq, d.id, d.ref, d.outlet, d.title, d.published, d.published_from, d.address, d.language, d.summary, d.text,
		r.no, r.claims, w.name, e.entered, f.entered
	FROM documents d
	JOIN readings r ON r.document = d.seq AND r.seq = (SELECT MAX(n.seq) FROM readings n WHERE n.document = d.seq AND n.seq <= ?)
	JOIN entries e ON e.seq = r.seq JOIN readers w ON w.no = e.reader JOIN entries f ON f.seq = d.seq `

// briefDocument is keptDocument with the beginning of the text.
var briefDocument = strings.Replace(keptDocument, "d.text", "substr(d.text, 1, 300)", 1)

// documents reads the documents that match, as of a seq.
func (l *Ledger) documents(ctx context.Context, until int64, where string, args ...any) ([]KeptDocument, error) {
	return l.readDocuments(ctx, keptDocument+where, until, args...)
}

func (l *Ledger) readDocuments(ctx context.Context, query string, until int64, args ...any) ([]KeptDocument, error) {
	rows, err := l.read.QueryContext(ctx, l.rebind(query), append([]any{until}, args...)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []KeptDocument
	for rows.Next() {
		var d KeptDocument
		var read, entered int64
		err := rows.Scan(&d.seq, &d.ID, &d.Ref, &d.Outlet, &d.Title, &d.Published, &d.PublishedFrom, &d.Address, &d.Language, &d.Summary, &d.Text,
			&d.Number, &d.Claims, &d.Reader, &read, &entered)
		if err != nil {
			return nil, err
		}
		d.Read, d.Entered = fromMicros(read), fromMicros(entered)
		out = append(out, d)
	}
	return out, rows.Err()
}

// claimsAt reads the claims of these numbers that stand as of a seq, in order. have is a document that is at hand, or nil.
func (l *Ledger) claimsAt(ctx context.Context, until int64, have *hearsay.Document, numbers []int64) ([]KeptClaim, error) {
	args := make([]any, 0, len(numbers)+1)
	for _, n := range numbers {
		args = append(args, n)
	}
	mentions, err := l.mentionsOf(ctx, `claim IN (`+places(len(numbers))+`)`, args...)
	if err != nil {
		return nil, err
	}
	found, err := l.standing(ctx, args, until)
	if err != nil {
		return nil, err
	}
	docs, err := l.documentsOf(ctx, until, have, found)
	if err != nil {
		return nil, err
	}
	out := make([]KeptClaim, 0, len(found))
	var kept []int64
	for _, f := range found {
		have := docs[f.documentID]
		if have == nil {
			return nil, fmt.Errorf("%w: claim %s has no document", hearsay.ErrInvalid, f.id)
		}
		c, err := f.restore(have.Text, f.withinID, mentions[f.no])
		if err != nil {
			return nil, fmt.Errorf("claim %s: %w", f.id, err)
		}
		out = append(out, KeptClaim{Claim: c, Document: have, Reader: f.reader, Read: fromMicros(f.read), Number: f.no})
		kept = append(kept, f.no)
	}
	return out, l.filled(ctx, out, kept)
}

// documentsOf reads the documents of claims, by their IDs. have is one that is at hand, or nil.
func (l *Ledger) documentsOf(ctx context.Context, until int64, have *hearsay.Document, claims []found) (map[string]*hearsay.Document, error) {
	out := map[string]*hearsay.Document{}
	if have != nil {
		out[have.ID] = have
	}
	var wanted []int64
	for _, f := range claims {
		if _, known := out[f.documentID]; !known {
			out[f.documentID] = nil
			wanted = append(wanted, f.document)
		}
	}
	for len(wanted) > 0 {
		n := min(len(wanted), fewer)
		docs, err := l.documents(ctx, until, `WHERE d.seq IN (`+places(n)+`)`, anys(wanted[:n])...)
		if err != nil {
			return nil, err
		}
		wanted = wanted[n:]
		for i := range docs {
			out[docs[i].ID] = &docs[i].Document
		}
	}
	return out, nil
}

// found is the row of a claim, with what its other rows say.
type found struct {
	claimRow
	document             int64
	documentID, withinID string
	reader               string
	read                 int64
}

// standing reads those of the claims args that the last reading of their document found, up to a seq.
func (l *Ledger) standing(ctx context.Context, args []any, until int64) ([]found, error) {
	rows, err := l.read.QueryContext(ctx, l.rebind(`SELECT c.`+strings.ReplaceAll(claimColumns, ", ", ", c.")+`, r.document, d.id, COALESCE(o.id, ''), w.name, e.entered
		FROM claims c JOIN readings r ON r.seq = c.reading JOIN documents d ON d.seq = r.document
		JOIN entries e ON e.seq = r.seq JOIN readers w ON w.no = e.reader LEFT JOIN claims o ON o.no = c.within
		WHERE c.no IN (`+places(len(args))+`) AND c.reading = (SELECT MAX(n.seq) FROM readings n WHERE n.document = r.document AND n.seq <= ?)
		ORDER BY c.no`), append(args[:len(args):len(args)], until)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := make([]found, 0, len(args))
	for rows.Next() {
		var f found
		if err := rows.Scan(append(f.targets(), &f.document, &f.documentID, &f.withinID, &f.reader, &f.read)...); err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, rows.Err()
}

// mentionsOf reads the mentions of claims, by the number of the claim.
func (l *Ledger) mentionsOf(ctx context.Context, where string, args ...any) (map[int64][]mentionRow, error) {
	rows, err := l.read.QueryContext(ctx, l.rebind(`SELECT `+mentionColumns+` FROM mentions WHERE `+where+` ORDER BY claim, place`), args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[int64][]mentionRow{}
	for rows.Next() {
		var m mentionRow
		if err := rows.Scan(m.targets()...); err != nil {
			return nil, err
		}
		out[m.claim] = append(out[m.claim], m)
	}
	return out, rows.Err()
}

// Has reports whether this version of the reader has read the document. A document that it has read need not be read again.
func (l *Ledger) Has(ctx context.Context, document, reader string) (bool, error) {
	var has bool
	err := l.read.QueryRowContext(ctx, l.rebind(`SELECT COUNT(*) > 0 FROM documents d JOIN readings r ON r.document = d.seq JOIN entries e ON e.seq = r.seq
		JOIN readers w ON w.no = e.reader WHERE d.id = ? AND w.name = ? AND r.follows IS NULL`), document, reader).Scan(&has)
	return has, l.explained("look up a document", err)
}
