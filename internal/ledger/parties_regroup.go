package ledger

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"hearsay"
)

// noTime is the instant for "as it is".
var noTime time.Time

// regrouping is one transaction of bringing parties up to date.
type regrouping struct {
	*Ledger
	ctx    context.Context
	tx     *sql.Tx
	g      *Grouper
	nos    map[hearsay.Form]int64 // numbers of forms met
	fresh  []hearsay.Form
	counts map[int64]*tallied // of forms, that change
	stale  map[string]bool    // parties whose row may be another now
}

// tallied is how the count of a form changes.
type tallied struct {
	form  hearsay.Form
	by    int
	since string // the earliest of what is added
	fresh bool
	lost  bool // a document is taken away: since must be looked up again
}

// unread is a reading whose names are not grouped yet.
type unread struct {
	seq, document, no, claims int64
	earlier                   bool // the document was read before
}

// some groups the names of the next readings.
func (r *regrouping) some() (more bool, err error) {
	seq, err := r.state()
	if err != nil {
		return false, err
	}
	var until int64
	if err := r.tx.QueryRowContext(r.ctx, `SELECT COALESCE(MAX(seq), 0) FROM entries`).Scan(&until); err != nil {
		return false, err
	}
	next, err := r.next(seq)
	if err != nil {
		return false, err
	}
	if len(next) == regroupAtOnce {
		until, more = next[len(next)-1].seq, true
	}
	r.counts = map[int64]*tallied{}
	for _, u := range next {
		if err := r.reading(u); err != nil {
			return false, err
		}
	}
	gone, err := r.tally()
	if err != nil {
		return false, err
	}
	if len(r.fresh)+len(gone) > 0 {
		if err := r.touch(gone); err != nil {
			return false, err
		}
	}
	if err := r.rule(); err != nil {
		return false, err
	}
	if err := r.refresh(); err != nil {
		return false, err
	}
	_, err = r.exec(`UPDATE party_state SET seq = ?`, until)
	return more, err
}

func (r *regrouping) exec(query string, args ...any) (sql.Result, error) {
	return r.tx.ExecContext(r.ctx, r.rebind(query), args...)
}

// state is how far parties are made. Where they were made by other rules, or never, all is cleared.
func (r *regrouping) state() (seq int64, err error) {
	var version string
	err = r.tx.QueryRowContext(r.ctx, `SELECT seq, version FROM party_state`).Scan(&seq, &version)
	if err == nil && version == r.g.Version {
		return seq, nil
	}
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return 0, err
	}
	for _, table := range []string{"party_mentions", "party_keys", "party_forms", "parties", "party_state"} {
		if _, err := r.exec(`DELETE FROM ` + table); err != nil {
			return 0, err
		}
	}
	_, err = r.exec(`INSERT INTO party_state (seq, version) VALUES (0, ?)`, r.g.Version)
	return 0, err
}

// next are the next readings, in order.
func (r *regrouping) next(above int64) (out []unread, err error) {
	rows, err := r.tx.QueryContext(r.ctx, r.rebind(`SELECT seq, document, no, claims FROM readings WHERE seq > ? ORDER BY seq LIMIT ?`), above, regroupAtOnce)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var u unread
		if err := rows.Scan(&u.seq, &u.document, &u.no, &u.claims); err != nil {
			return nil, err
		}
		u.earlier = u.document != u.seq
		out = append(out, u)
	}
	return out, rows.Err()
}

// reading puts the names of a reading in the place of those of the document's reading before.
func (r *regrouping) reading(u unread) error {
	if u.earlier {
		if err := r.forget(u.document); err != nil {
			return err
		}
	}
	docs, err := r.documents(r.ctx, u.seq, `WHERE d.seq = ?`, u.document)
	if err != nil || len(docs) == 0 {
		return errorsOr(err, fmt.Errorf("%w: entry %d: its document is not there", hearsay.ErrInvalid, u.seq))
	}
	doc := &docs[0].Document
	claims, err := r.claimsOf(r.ctx, doc.Text, record{no: sql.NullInt64{Int64: u.no}, claims: sql.NullInt64{Int64: u.claims}})
	if err != nil {
		return err
	}
	met := map[hearsay.Form]bool{}
	var values []any
	for _, n := range r.g.Names(doc, claims) {
		no, fresh, err := r.number(n.Form)
		if err != nil {
			return err
		}
		if !met[n.Form] {
			met[n.Form] = true
			t := r.tallied(no, n.Form)
			t.by++
			t.fresh = t.fresh || fresh
			if t.since == "" || doc.Published != "" && doc.Published < t.since {
				t.since = doc.Published
			}
		}
		values = append(values, u.no+1+int64(n.Claim), n.Place, no)
	}
	for row := range slices.Chunk(values, 3*piece) {
		if _, err := r.exec(`INSERT INTO party_mentions (claim, place, form) VALUES `+rowsOf(len(row)/3, 3), row...); err != nil {
			return err
		}
	}
	return nil
}

func (r *regrouping) tallied(no int64, f hearsay.Form) *tallied {
	t := r.counts[no]
	if t == nil {
		t = &tallied{form: f}
		r.counts[no] = t
	}
	return t
}

// rowsOf is the places of n rows.
func rowsOf(n, width int) string {
	row := "(" + places(width) + ")"
	out := row
	for range n - 1 {
		out += ", " + row
	}
	return out
}

// forget takes away the names of a document.
func (r *regrouping) forget(document int64) error {
	from, to := document*perDocument, (document+1)*perDocument
	rows, err := r.tx.QueryContext(r.ctx, r.rebind(`SELECT DISTINCT f.no, f.kind, f.name, f.scope, f.country, f.head, f.year
		FROM party_mentions m JOIN party_forms f ON f.no = m.form WHERE m.claim >= ? AND m.claim < ?`), from, to)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var no int64
		var f hearsay.Form
		if err := rows.Scan(append([]any{&no}, formTargets(&f)...)...); err != nil {
			return err
		}
		r.nos[f] = no
		t := r.tallied(no, f)
		t.by--
		t.lost = true
	}
	if err := rows.Err(); err != nil {
		return err
	}
	_, err = r.exec(`DELETE FROM party_mentions WHERE claim >= ? AND claim < ?`, from, to)
	return err
}

// number is the number of a form, which is entered when it is new.
func (r *regrouping) number(f hearsay.Form) (no int64, fresh bool, err error) {
	if no, ok := r.nos[f]; ok {
		return no, false, nil
	}
	err = r.tx.QueryRowContext(r.ctx, r.rebind(`SELECT no FROM party_forms WHERE name = ? AND kind = ? AND scope = ? AND country = ? AND head = ? AND year = ?`),
		f.Name, string(f.Kind), f.Scope, f.Country, f.Head, f.Year).Scan(&no)
	if errors.Is(err, sql.ErrNoRows) {
		fresh = true
		err = r.tx.QueryRowContext(r.ctx, r.rebind(`INSERT INTO party_forms (no, `+formColumns+`, documents, since, grouped, party, sort, could)
			SELECT COALESCE(MAX(no), 0) + 1, `+r.typed()+`, 0, '', '', '', '', '' FROM party_forms RETURNING no`), formValues(f)...).Scan(&no)
		if err == nil {
			err = r.key(no, f)
		}
	}
	if err == nil {
		r.nos[f] = no
	}
	return no, fresh, err
}

// typed is the places of a form's columns where the database does not know their types by itself.
func (r *regrouping) typed() string {
	return `CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS BIGINT)`
}

func (r *regrouping) key(no int64, f hearsay.Form) error {
	r.fresh = append(r.fresh, f)
	var values []any
	for _, k := range r.g.Keys(f) {
		values = append(values, k, no)
	}
	if len(values) == 0 {
		return nil
	}
	_, err := r.exec(`INSERT INTO party_keys (word, form) VALUES `+rowsOf(len(values)/2, 2), values...)
	return err
}

// tally brings the counts of forms up to date, and takes away those that no document has any more.
func (r *regrouping) tally() (gone []hearsay.Form, err error) {
	for _, no := range slices.Sorted(maps.Keys(r.counts)) {
		t := r.counts[no]
		var documents int
		var since, party string
		if err := r.tx.QueryRowContext(r.ctx, r.rebind(`SELECT documents, since, party FROM party_forms WHERE no = ?`), no).Scan(&documents, &since, &party); err != nil {
			return nil, err
		}
		r.stale[party] = true
		documents += t.by
		if documents == 0 {
			for _, query := range []string{`DELETE FROM party_keys WHERE form = ?`, `DELETE FROM party_forms WHERE no = ?`} {
				if _, err := r.exec(query, no); err != nil {
					return nil, err
				}
			}
			r.fresh = slices.DeleteFunc(r.fresh, func(f hearsay.Form) bool { return f == t.form })
			if !t.fresh {
				gone = append(gone, t.form)
			}
			continue
		}
		switch {
		case t.lost:
			err = r.tx.QueryRowContext(r.ctx, r.rebind(`SELECT COALESCE(MIN(NULLIF(d.published, '')), '') FROM documents d
				WHERE d.seq IN (SELECT m.claim / ? FROM party_mentions m WHERE m.form = ?)`), perDocument, no).Scan(&since)
			if err != nil {
				return nil, err
			}
		case since == "" || t.since != "" && t.since < since:
			since = t.since
		}
		if _, err := r.exec(`UPDATE party_forms SET documents = ?, since = ? WHERE no = ?`, documents, since, no); err != nil {
			return nil, err
		}
	}
	return gone, nil
}

// touch has the forms grouped again that hang together with fresh and gone ones.
func (r *regrouping) touch(gone []hearsay.Form) error {
	grouped, err := r.g.Touched(r.fresh, gone, r.near)
	if err != nil {
		return err
	}
	for _, g := range grouped {
		no, ok := r.nos[g.Form]
		if !ok {
			continue
		}
		var was, party, sort, could string
		if err := r.tx.QueryRowContext(r.ctx, r.rebind(`SELECT grouped, party, sort, could FROM party_forms WHERE no = ?`), no).Scan(&was, &party, &sort, &could); err != nil {
			return err
		}
		if was == g.Party && sort == string(g.Kind) && could == list(g.Candidates) {
			continue
		}
		r.stale[was], r.stale[party], r.stale[g.Party] = true, true, true
		if _, err := r.exec(`UPDATE party_forms SET grouped = ?, party = ?, sort = ?, could = ? WHERE no = ?`, g.Party, g.Party, string(g.Kind), list(g.Candidates), no); err != nil {
			return err
		}
	}
	return nil
}

// near finds forms by keys.
func (r *regrouping) near(keys []string) (out []hearsay.Form, err error) {
	err = inPieces(keys, func(keys []string) error {
		rows, err := r.tx.QueryContext(r.ctx, r.rebind(`SELECT DISTINCT f.no, f.kind, f.name, f.scope, f.country, f.head, f.year
			FROM party_keys k JOIN party_forms f ON f.no = k.form WHERE k.word IN (`+places(len(keys))+`) ORDER BY f.no`), anyStrings(keys)...)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var no int64
			var f hearsay.Form
			if err := rows.Scan(append([]any{&no}, formTargets(&f)...)...); err != nil {
				return err
			}
			r.nos[f] = no
			out = append(out, f)
		}
		return rows.Err()
	})
	return out, err
}

// refresh writes the rows of parties that may be others now.
func (r *regrouping) refresh() error {
	for _, id := range slices.Sorted(maps.Keys(r.stale)) {
		if id == "" {
			continue
		}
		names, sort, could, err := r.namesOf(id)
		if err != nil {
			return err
		}
		if len(names) == 0 {
			if _, err := r.exec(`DELETE FROM parties WHERE id = ?`, id); err != nil {
				return err
			}
			continue
		}
		name := r.g.Name(hearsay.Kind(sort), names)
		if _, err := r.exec(`INSERT INTO parties (id, kind, name, candidates) VALUES (?, ?, ?, ?)
			ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, name = excluded.name, candidates = excluded.candidates`, id, sort, name, could); err != nil {
			return err
		}
	}
	return nil
}

// namesOf are the names of a party, its kind and its candidates.
func (r *regrouping) namesOf(id string) (names []Spelling, sort, could string, err error) {
	rows, err := r.tx.QueryContext(r.ctx, r.rebind(`SELECT `+formColumns+`, documents, since, sort, could, grouped FROM party_forms WHERE party = ?`), id)
	if err != nil {
		return nil, "", "", err
	}
	defer rows.Close()
	clear := false // one of the names is nobody else's
	var own, other string
	for rows.Next() {
		var s Spelling
		var k, c, grouped string
		if err := rows.Scan(append(formTargets(&s.Form), &s.Documents, &s.Since, &k, &c, &grouped)...); err != nil {
			return nil, "", "", err
		}
		names = append(names, s)
		if grouped == id {
			own = k
		}
		if other == "" || k < other {
			other = k
		}
		clear, could = clear || c == "", max(could, c)
	}
	if clear {
		could = ""
	}
	if sort = own; sort == "" {
		sort = other
	}
	slices.SortFunc(names, func(a, b Spelling) int {
		return cmp.Or(cmp.Compare(a.Form.Name, b.Form.Name), cmp.Compare(a.Form.Kind, b.Form.Kind), cmp.Compare(a.Form.Year, b.Form.Year),
			cmp.Compare(a.Form.Country, b.Form.Country), cmp.Compare(a.Form.Head, b.Form.Head), cmp.Compare(a.Form.Scope, b.Form.Scope))
	})
	return names, sort, could, rows.Err()
}
