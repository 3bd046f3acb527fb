package ledger

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"time"

	"hearsay"
)

// An export is JSON Lines: a header, then a line for each entry in the order of entry. A line has all that was entered, so that
// entering it again gives the same ledger; what is derived is not in it. docs/ledger.md has the fields.

// header is the first line.
type header struct {
	Hearsay string `json:"hearsay"` // "ledger"
	Format  int    `json:"format"`  // exportFormat
}

const exportFormat = 1

// line is an entry. Of Document, Reread, Skip and Ruling there is one.
type line struct {
	Entered   string            `json:"entered"` // in stamp
	Reader    string            `json:"reader"`
	Document  *hearsay.Document `json:"document,omitempty"`
	Reread    string            `json:"reread,omitempty"` // ID of a document that was entered before
	Claims    *[]hearsay.Claim  `json:"claims,omitempty"`
	Follows   string            `json:"follows,omitempty"`   // ID of the last ruling that the claims follow
	Withdrawn []string          `json:"withdrawn,omitempty"` // IDs of claims that this reading no longer finds
	Skip      *hearsay.Skip     `json:"skip,omitempty"`
	Ruling    *hearsay.Ruling   `json:"ruling,omitempty"`
}

// stamp is how times of entry are written.
const stamp = "2006-01-02T15:04:05.000000Z"

// Export writes everything that was entered, as JSON Lines in the order of entry. Equal ledgers give equal bytes.
func (l *Ledger) Export(ctx context.Context, w io.Writer) error {
	for b, err := range l.lines(ctx) {
		if err != nil {
			return l.explained("export", err)
		}
		if _, err := w.Write(b); err != nil {
			return fmt.Errorf("export: %w", err)
		}
	}
	return nil
}

// lines yields the lines of an export. Each is good until the next is asked for.
func (l *Ledger) lines(ctx context.Context) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		write := func(v any) bool {
			b.Reset()
			err := e.Encode(v)
			return yield(b.Bytes(), err) && err == nil
		}
		if !write(header{"ledger", exportFormat}) {
			return
		}
		for r, err := range l.records(ctx) {
			var out line
			if err == nil {
				out, err = l.lineOf(ctx, r)
			}
			if err != nil {
				yield(nil, err)
				return
			}
			if !write(out) {
				return
			}
		}
	}
}

// record is an entry as it is kept: a reading, a skip or a ruling.
type record struct {
	seq, entered         int64
	reader               string
	document, no, claims sql.NullInt64
	name, reason, detail sql.NullString
	ruling, follows      sql.NullString
}

// records yields all entries there are when it begins, in order.
func (l *Ledger) records(ctx context.Context) iter.Seq2[record, error] {
	return func(yield func(record, error) bool) {
		until, err := l.until(ctx, time.Time{})
		for above := int64(0); err == nil; {
			var some []record
			if some, err = l.someRecords(ctx, above, until); len(some) == 0 {
				break
			}
			for _, r := range some {
				if !yield(r, nil) {
					return
				}
			}
			above = some[len(some)-1].seq
		}
		if err != nil {
			yield(record{}, err)
		}
	}
}

func (l *Ledger) someRecords(ctx context.Context, above, until int64) (out []record, err error) {
	rows, err := l.read.QueryContext(ctx, l.rebind(`SELECT e.seq, e.entered, w.name, r.document, r.no, r.claims, s.name, s.reason, s.detail, u.id, f.id
		FROM entries e JOIN readers w ON w.no = e.reader LEFT JOIN readings r ON r.seq = e.seq LEFT JOIN skips s ON s.seq = e.seq
		LEFT JOIN rulings u ON u.seq = e.seq LEFT JOIN rulings f ON f.seq = r.follows
		WHERE e.seq > ? AND e.seq <= ? ORDER BY e.seq LIMIT ?`), above, until, piece)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var r record
		if err := rows.Scan(&r.seq, &r.entered, &r.reader, &r.document, &r.no, &r.claims, &r.name, &r.reason, &r.detail, &r.ruling, &r.follows); err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, rows.Err()
}

func (l *Ledger) lineOf(ctx context.Context, r record) (line, error) {
	out := line{Entered: fromMicros(r.entered).Format(stamp), Reader: r.reader}
	if r.ruling.Valid {
		var err error
		out.Ruling, err = l.rulingOf(ctx, r.seq)
		return out, err
	}
	if !r.document.Valid {
		out.Skip = &hearsay.Skip{Name: r.name.String, Reason: r.reason.String, Detail: r.detail.String}
		return out, nil
	}
	docs, err := l.documents(ctx, r.seq, `WHERE d.seq = ?`, r.document.Int64)
	if err != nil || len(docs) == 0 {
		return out, errorsOr(err, fmt.Errorf("%w: entry %d: its document is not there", hearsay.ErrInvalid, r.seq))
	}
	claims, err := l.claimsOf(ctx, docs[0].Text, r)
	if err != nil {
		return out, err
	}
	out.Claims = &claims
	if r.document.Int64 == r.seq {
		out.Document = &docs[0].Document
		return out, nil
	}
	out.Reread, out.Follows = docs[0].ID, r.follows.String
	out.Withdrawn, err = l.withdrawnBy(ctx, r)
	return out, err
}

func errorsOr(err, other error) error {
	if err != nil {
		return err
	}
	return other
}

// rowsOf reads the rows of the claims of one reading, and of their mentions.
func (l *Ledger) rowsOf(ctx context.Context, r record) ([]claimRow, map[int64][]mentionRow, error) {
	above, upTo := r.no.Int64, r.no.Int64+r.claims.Int64
	mentions, err := l.mentionsOf(ctx, `claim > ? AND claim <= ?`, above, upTo)
	if err != nil {
		return nil, nil, err
	}
	rows, err := l.read.QueryContext(ctx, l.rebind(`SELECT `+claimColumns+` FROM claims WHERE no > ? AND no <= ? ORDER BY no`), above, upTo)
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	var out []claimRow
	for rows.Next() {
		var c claimRow
		if err := rows.Scan(c.targets()...); err != nil {
			return nil, nil, err
		}
		out = append(out, c)
	}
	return out, mentions, rows.Err()
}

// claimsOf are the claims of one reading.
func (l *Ledger) claimsOf(ctx context.Context, text string, r record) ([]hearsay.Claim, error) {
	rows, mentions, err := l.rowsOf(ctx, r)
	if err != nil {
		return nil, err
	}
	ids := make(map[int64]string, len(rows))
	for i := range rows {
		ids[rows[i].no] = rows[i].id
	}
	out := make([]hearsay.Claim, len(rows))
	for i := range rows {
		within := ""
		if w := rows[i].within; w != nil {
			within = ids[*w]
		}
		if out[i], err = rows[i].restore(text, within, mentions[rows[i].no]); err != nil {
			return nil, fmt.Errorf("claim %s: %w", rows[i].id, err)
		}
	}
	return out, nil
}

// withdrawnBy are the IDs of the claims that a reading withdrew.
func (l *Ledger) withdrawnBy(ctx context.Context, r record) (out []string, err error) {
	rows, err := l.read.QueryContext(ctx, l.rebind(`SELECT c.id FROM withdrawals t JOIN claims c ON c.no = t.claim WHERE t.claim >= ? AND t.claim < ? AND t.seq = ?
		ORDER BY t.claim`), r.document.Int64*perDocument, (r.document.Int64+1)*perDocument, r.seq)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		out = append(out, id)
	}
	return out, rows.Err()
}
