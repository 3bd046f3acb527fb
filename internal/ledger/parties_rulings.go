package ledger

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"hearsay"
)

// person is the reader by whom rulings are entered: no program.
const person = "person"

// KeptRuling is a ruling as the ledger has it.
type KeptRuling struct {
	hearsay.Ruling
	Entered   time.Time
	Withdrawn bool // an undo has taken it back
}

// Rule enters a ruling. Parties follow it at the next Regroup. Errors: hearsay.ErrInvalid for a place that is not in its document,
// ErrNotFound for an undo of a ruling that is not there, ErrConflict for an undo of one that is undone, or is an undo.
func (l *Ledger) Rule(ctx context.Context, r hearsay.Ruling) (hearsay.Ruling, error) {
	b := batch{Ledger: l, ctx: ctx}
	at := micros(l.clock())
	err := b.run(func() error { return b.enterRuling(entry{at, person}, &r) })
	return r, l.explained("rule", err)
}

// enterRuling enters a ruling and gives it its ID.
func (b *batch) enterRuling(e entry, r *hearsay.Ruling) error {
	if err := b.flush(); err != nil { // what it refers to
		return err
	}
	if !utf8.ValidString(r.Note) || strings.Contains(r.Note, "\x00") {
		return fmt.Errorf("%w: a note is not UTF-8, or has a zero byte", hearsay.ErrInvalid)
	}
	var withdraws, document, other *int64
	correction := ""
	_, ofClaims := r.Kind.Relation()
	switch {
	case r.Kind == hearsay.Undo:
		seq, err := b.undone(r.Withdraws)
		if err != nil {
			return err
		}
		withdraws = &seq
	case r.Kind == hearsay.Merge || r.Kind == hearsay.Split || ofClaims:
		var err error
		if document, err = b.place(r.Place); err == nil {
			other, err = b.place(r.Other)
		}
		if err != nil {
			return err
		}
	case r.Kind.Corrects():
		var err error
		if document, err = b.place(r.Place); err == nil {
			correction, err = b.correction(r)
		}
		if err != nil {
			return err
		}
	default:
		return fmt.Errorf("%w: there is no ruling %q", hearsay.ErrInvalid, r.Kind)
	}
	r.ID = hearsay.NewRulingID(r, b.seq)
	if err := b.number(e); err != nil {
		return err
	}
	b.put("rulings", "seq, id, kind, document, spans, other_document, other_spans, note, withdraws, correction", b.seq, r.ID, string(r.Kind),
		document, spell(r.Place.Spans), other, spell(r.Other.Spans), r.Note, withdraws, correction)
	return b.flush()
}

// undone is the seq of the ruling that an undo takes back.
func (b *batch) undone(id string) (seq int64, err error) {
	var kind string
	var twice bool
	err = b.tx.QueryRowContext(b.ctx, b.rebind(`SELECT seq, kind, EXISTS (SELECT 1 FROM rulings w WHERE w.withdraws = r.seq) FROM rulings r WHERE id = ?`), id).Scan(&seq, &kind, &twice)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return 0, notFound("ruling", id, nil)
	case err != nil:
		return 0, err
	case kind == string(hearsay.Undo):
		return 0, fmt.Errorf("%w: ruling %s is an undo; rule again instead", hearsay.ErrConflict, id)
	case twice:
		return 0, fmt.Errorf("%w: ruling %s is undone already", hearsay.ErrConflict, id)
	}
	return seq, nil
}

// place is the seq of the document of a place that lies in it.
func (b *batch) place(p hearsay.Place) (*int64, error) {
	var seq int64
	var text string
	err := b.tx.QueryRowContext(b.ctx, b.rebind(`SELECT seq, text FROM documents WHERE id = ?`), p.Document).Scan(&seq, &text)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, notFound("document", p.Document, nil)
	case err != nil:
		return nil, err
	case len(p.Spans) == 0:
		return nil, fmt.Errorf("%w: a ruling is of no bytes", hearsay.ErrInvalid)
	}
	return &seq, faultOf(text, p.Spans)
}

const rulingColumns = `r.seq, r.id, r.kind, COALESCE(d.id, ''), r.spans, COALESCE(o.id, ''), r.other_spans, r.note, COALESCE(u.id, ''), r.correction, e.entered,
	EXISTS (SELECT 1 FROM rulings w WHERE w.withdraws = r.seq)
	FROM rulings r JOIN entries e ON e.seq = r.seq LEFT JOIN documents d ON d.seq = r.document LEFT JOIN documents o ON o.seq = r.other_document
	LEFT JOIN rulings u ON u.seq = r.withdraws`

// Rulings are all rulings in the order in which they were entered, those that are undone and the undos too.
func (l *Ledger) Rulings(ctx context.Context) ([]KeptRuling, error) {
	out, err := l.rulings(ctx, `ORDER BY r.seq`)
	return out, l.explained("list rulings", err)
}

func (l *Ledger) rulings(ctx context.Context, where string, args ...any) (out []KeptRuling, err error) {
	rows, err := l.read.QueryContext(ctx, l.rebind(`SELECT `+rulingColumns+` `+where), args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var r KeptRuling
		var seq, entered int64
		var spans, other, correction string
		err := rows.Scan(&seq, &r.ID, &r.Kind, &r.Place.Document, &spans, &r.Other.Document, &other, &r.Note, &r.Withdraws, &correction, &entered, &r.Withdrawn)
		if err == nil && correction != "" {
			err = json.Unmarshal([]byte(correction), &r.Correction)
		}
		if err != nil {
			return nil, err
		}
		if r.Place.Spans, err = readSpans(spans); err == nil {
			r.Other.Spans, err = readSpans(other)
		}
		if err != nil {
			return nil, err
		}
		r.Entered = fromMicros(entered)
		out = append(out, r)
	}
	return out, rows.Err()
}

// standingRuling is a ruling on parties that nothing withdraws, as grouping sees it.
type standingRuling struct {
	kind            hearsay.RulingKind
	document, other int64
	spans, otherAt  string
}

// rule has rulings their say, one after another in the order of entry, on what names tell.
func (r *regrouping) rule() error {
	rulings, any, err := r.standingRulings()
	if err != nil || !any {
		return err
	}
	if err := r.unrule(); err != nil {
		return err
	}
	for _, one := range rulings {
		a, err := r.formAt(one.document, one.spans)
		if err != nil {
			return err
		}
		b, err := r.formAt(one.other, one.otherAt)
		if err != nil {
			return err
		}
		switch {
		case a == nil || b == nil: // no reading finds the name there now
		case one.kind == hearsay.Split:
			err = r.split(a, b)
		default:
			err = r.merge(a, b)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// standingRulings are those on parties that nothing withdraws; any tells whether there are some at all.
func (r *regrouping) standingRulings() (out []standingRuling, any bool, err error) {
	rows, err := r.tx.QueryContext(r.ctx, `SELECT kind, COALESCE(document, 0), spans, COALESCE(other_document, 0), other_spans,
		EXISTS (SELECT 1 FROM rulings w WHERE w.withdraws = r.seq) FROM rulings r WHERE kind IN ('merge', 'split') ORDER BY seq`)
	if err != nil {
		return nil, false, err
	}
	defer rows.Close()
	for rows.Next() {
		var one standingRuling
		var withdrawn bool
		if err := rows.Scan(&one.kind, &one.document, &one.spans, &one.other, &one.otherAt, &withdrawn); err != nil {
			return nil, false, err
		}
		any = true
		if !withdrawn {
			out = append(out, one)
		}
	}
	return out, any, rows.Err()
}

// unrule puts every form back to the party that names tell.
func (r *regrouping) unrule() error {
	rows, err := r.tx.QueryContext(r.ctx, `SELECT grouped, party FROM party_forms WHERE party <> grouped`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var grouped, party string
		if err := rows.Scan(&grouped, &party); err != nil {
			return err
		}
		r.stale[grouped], r.stale[party] = true, true
	}
	if err := rows.Err(); err != nil {
		return err
	}
	_, err = r.exec(`UPDATE party_forms SET party = grouped WHERE party <> grouped`)
	return err
}

// ruled is a form that a ruling is about.
type ruled struct {
	form           hearsay.Form
	grouped, party string
	sort           string
}

// formAt is the form of the name at bytes of a document: the one that shares most of them; nil for none.
func (r *regrouping) formAt(document int64, spans string) (*ruled, error) {
	at, err := readSpans(spans)
	if err != nil {
		return nil, err
	}
	rows, err := r.tx.QueryContext(r.ctx, r.rebind(`SELECT f.kind, f.name, f.scope, f.country, f.head, f.year, f.grouped, f.party, f.sort, COALESCE(n.spans, c.speaker)
		FROM party_mentions m JOIN party_forms f ON f.no = m.form JOIN claims c ON c.no = m.claim
		LEFT JOIN mentions n ON n.claim = m.claim AND n.place = m.place
		WHERE m.claim >= ? AND m.claim < ? AND m.place >= -1 ORDER BY m.claim, m.place DESC`), document*perDocument, (document+1)*perDocument)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var best *ruled
	var most, least int
	for rows.Next() {
		var one ruled
		var where string
		if err := rows.Scan(append(formTargets(&one.form), &one.grouped, &one.party, &one.sort, &where)...); err != nil {
			return nil, err
		}
		stands, err := readSpans(where)
		if err != nil {
			return nil, err
		}
		shared, beside := hearsay.Shared(at, stands)
		if shared > 0 && (best == nil || cmp.Or(cmp.Compare(shared, most), cmp.Compare(least, beside)) > 0) {
			best, most, least = &one, shared, beside
		}
	}
	return best, rows.Err()
}

// split makes a party of its own of a name, out of that which the other is of.
func (r *regrouping) split(a, b *ruled) error {
	if a.party != b.party || a.form.Name == b.form.Name {
		return nil // they are apart, or nothing but their place tells them apart
	}
	id := hearsay.NewPartyID(hearsay.Kind(a.sort), "split "+a.form.Name, a.party)
	r.stale[id], r.stale[a.party] = true, true
	_, err := r.exec(`UPDATE party_forms SET party = ? WHERE party = ? AND name = ?`, id, a.party, a.form.Name)
	return err
}

// merge makes one party of two, under the ID of the first.
func (r *regrouping) merge(a, b *ruled) error {
	r.stale[a.party], r.stale[b.party] = true, true
	_, err := r.exec(`UPDATE party_forms SET party = ? WHERE party = ?`, a.party, b.party)
	return err
}

// rulingOf is the ruling of an entry.
func (l *Ledger) rulingOf(ctx context.Context, seq int64) (*hearsay.Ruling, error) {
	out, err := l.rulings(ctx, `WHERE r.seq = ?`, seq)
	if err != nil || len(out) == 0 {
		return nil, errorsOr(err, fmt.Errorf("%w: entry %d: its ruling is not there", hearsay.ErrInvalid, seq))
	}
	return &out[0].Ruling, nil
}

// Ruling returns the ruling whose ID begins with prefix. Errors are those of Document.
func (l *Ledger) Ruling(ctx context.Context, prefix string) (KeptRuling, error) {
	from, to, err := beginning(prefix)
	if err != nil {
		return KeptRuling{}, err
	}
	out, err := l.rulings(ctx, `WHERE r.id >= ? AND r.id < ? ORDER BY r.id LIMIT ?`, from, to, mostCandidates+1)
	switch {
	case err != nil:
		return KeptRuling{}, l.explained("look up a ruling", err)
	case len(out) == 0:
		return KeptRuling{}, notFound("ruling", prefix, nil)
	case len(out) > 1:
		var ids []string
		for _, r := range out {
			ids = append(ids, r.ID)
		}
		slices.Sort(ids)
		return KeptRuling{}, ambiguous("ruling", prefix, ids)
	}
	return out[0], nil
}

// rulingEntry looks at a ruling: its ID, and whether its places lie in their documents.
func (c *inspection) rulingEntry(at string, r record) error {
	one, err := c.rulingOf(c.ctx, r.seq)
	if err != nil {
		return err
	}
	if id := hearsay.NewRulingID(one, r.seq-1); id != one.ID {
		c.say(at, "the ID of its ruling should be %s", id)
	}
	for _, p := range []hearsay.Place{one.Place, one.Other} {
		if p.Document == "" {
			continue
		}
		docs, err := c.documents(c.ctx, r.seq, `WHERE d.id = ?`, p.Document)
		if err != nil {
			return err
		}
		if len(docs) == 0 {
			c.say(at, "its document %s was not there", p.Document)
		} else if err := faultOf(docs[0].Text, p.Spans); err != nil {
			c.say(at, "%v", err)
		} else if err := faultOfCorrection(docs[0].Text, one); err != nil {
			c.say(at, "%v", err)
		}
	}
	return nil
}
