package ledger

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"hearsay"
)

// noTime is the instant for "as it is".
var noTime time.Time

// regrouping is one transaction of bringing parties up to date. Rows of forms are changed in memory and written at the end.
type regrouping struct {
	*Ledger
	ctx   context.Context
	tx    *sql.Tx
	g     *Grouper
	rows  map[hearsay.Form]*formRow // that were met
	byNo  map[int64]*formRow
	last  int64 // the largest number of a form
	fresh []hearsay.Form
	stale map[string]bool // parties whose row may be another now
}

// formRow is a row of party_forms.
type formRow struct {
	no                          int64
	form                        hearsay.Form
	documents                   int
	since                       string
	grouped, party, sort, could string
	fresh, changed              bool
	lost                        bool // a document was taken away: since must be looked up again
}

const formRowWidth = 13

const formRowColumns = "no, kind, name, scope, country, head, year, documents, since, grouped, party, sort, could"

func (f *formRow) targets() []any {
	return append(append([]any{&f.no}, formTargets(&f.form)...), &f.documents, &f.since, &f.grouped, &f.party, &f.sort, &f.could)
}

func (f *formRow) values() []any {
	return append(append([]any{f.no}, formValues(f.form)...), f.documents, f.since, f.grouped, f.party, f.sort, f.could)
}

// unread is a reading whose names are not grouped yet.
type unread struct {
	seq, document, no, claims int64
	earlier                   bool // the document was read before
	doc                       *hearsay.Document
	names                     []Naming
}

// some groups the names of the next readings.
func (r *regrouping) some() (more bool, err error) {
	seq, err := r.state()
	if err != nil {
		return false, err
	}
	if r.g.Forget != nil && r.g.left != seq {
		r.g.Forget()
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
	gone, err := r.take(next)
	if err != nil {
		return false, err
	}
	if len(r.fresh)+len(gone) > 0 {
		if err := r.touch(gone); err != nil {
			return false, err
		}
	}
	for _, step := range []func() error{r.write, r.rule, r.refresh} {
		if err := step(); err != nil {
			return false, err
		}
	}
	_, err = r.exec(`UPDATE party_state SET seq = ?`, until)
	r.g.left = until
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

// take puts the names of readings in the place of those of their documents' readings before, and counts. It returns the forms that no
// document has any more.
func (r *regrouping) take(next []unread) (gone []hearsay.Form, err error) {
	var forms []hearsay.Form
	for i := range next {
		if err := r.read(&next[i]); err != nil {
			return nil, err
		}
		for _, n := range next[i].names {
			forms = append(forms, n.Form)
		}
	}
	if err := r.load(forms); err != nil {
		return nil, err
	}
	for i := range next {
		if err := r.reading(&next[i]); err != nil {
			return nil, err
		}
	}
	for _, row := range r.sorted() {
		if !row.changed {
			continue
		}
		r.stale[row.party] = true
		if row.documents == 0 {
			if !row.fresh {
				gone = append(gone, row.form)
			}
			continue
		}
		if row.fresh {
			r.fresh = append(r.fresh, row.form)
		}
		if row.lost {
			err := r.tx.QueryRowContext(r.ctx, r.rebind(`SELECT COALESCE(MIN(NULLIF(d.published, '')), '') FROM documents d
				WHERE d.seq IN (SELECT m.claim / ? FROM party_mentions m WHERE m.form = ?)`), perDocument, row.no).Scan(&row.since)
			if err != nil {
				return nil, err
			}
		}
	}
	return gone, r.keys()
}

// sorted are the rows that were met, by number.
func (r *regrouping) sorted() []*formRow {
	return slices.SortedFunc(maps.Values(r.rows), func(a, b *formRow) int { return cmp.Compare(a.no, b.no) })
}

// read reads a document and its claims, and finds the names.
func (r *regrouping) read(u *unread) error {
	docs, err := r.documents(r.ctx, u.seq, `WHERE d.seq = ?`, u.document)
	if err != nil || len(docs) == 0 {
		return errorsOr(err, fmt.Errorf("%w: entry %d: its document is not there", hearsay.ErrInvalid, u.seq))
	}
	u.doc = &docs[0].Document
	claims, err := r.claimsOf(r.ctx, u.doc.Text, record{no: sql.NullInt64{Int64: u.no}, claims: sql.NullInt64{Int64: u.claims}})
	if err == nil {
		u.names = r.g.Names(u.doc, claims)
	}
	return err
}

// reading puts the names of a reading in the place of those of the document's reading before.
func (r *regrouping) reading(u *unread) error {
	if u.earlier {
		if err := r.forget(u.document); err != nil {
			return err
		}
	}
	seen := map[hearsay.Form]bool{}
	var values []any
	for _, n := range u.names {
		row := r.rows[n.Form]
		if !seen[n.Form] {
			seen[n.Form] = true
			row.documents++
			row.changed = true
			if p := u.doc.Published; row.since == "" || p != "" && p < row.since {
				row.since = p
			}
		}
		values = append(values, u.no+1+int64(n.Claim), n.Place, row.no)
	}
	return r.insert(`party_mentions (claim, place, form)`, 3, values)
}

// insert enters rows, many at once.
func (r *regrouping) insert(into string, width int, values []any) error {
	for some := range slices.Chunk(values, width*piece) {
		if _, err := r.exec(`INSERT INTO `+into+` VALUES `+rowsOf(len(some)/width, width), some...); err != nil {
			return err
		}
	}
	return nil
}

// rowsOf is the places of n rows.
func rowsOf(n, width int) string {
	row := "(" + places(width) + ")"
	return strings.TrimSuffix(strings.Repeat(row+", ", n), ", ")
}

// forget takes away the names of a document.
func (r *regrouping) forget(document int64) error {
	from, to := document*perDocument, (document+1)*perDocument
	numbers, err := r.numbersOf(`SELECT DISTINCT form AS no FROM party_mentions WHERE claim >= ? AND claim < ?`, from, to)
	if err != nil {
		return err
	}
	if err := r.metByNo(numbers); err != nil {
		return err
	}
	for _, n := range numbers {
		row := r.byNo[n]
		row.documents--
		row.changed, row.lost = true, true
	}
	_, err = r.exec(`DELETE FROM party_mentions WHERE claim >= ? AND claim < ?`, from, to)
	return err
}

func (r *regrouping) numbersOf(query string, args ...any) ([]int64, error) {
	return columnOf(r.ctx, r.tx, r.rebind(query), args...)
}

// keys enters what fresh forms can be found by.
func (r *regrouping) keys() error {
	var values []any
	for _, f := range r.fresh {
		for _, k := range r.g.Keys(f) {
			values = append(values, k, r.rows[f].no)
		}
	}
	return r.insert(`party_keys (word, form)`, 2, values)
}

// write writes the rows of forms that have changed, and takes away those that no document has.
func (r *regrouping) write() error {
	var values []any
	for _, row := range r.sorted() {
		switch {
		case !row.changed:
		case row.documents > 0:
			values = append(values, row.values()...)
		default:
			for _, query := range []string{`DELETE FROM party_keys WHERE form = ?`, `DELETE FROM party_forms WHERE no = ?`} {
				if _, err := r.exec(query, row.no); err != nil {
					return err
				}
			}
		}
	}
	const width = formRowWidth
	for some := range slices.Chunk(values, width*piece) {
		if _, err := r.exec(`INSERT INTO party_forms (`+formRowColumns+`) VALUES `+rowsOf(len(some)/width, width)+` ON CONFLICT (no) DO UPDATE SET
			documents = excluded.documents, since = excluded.since, grouped = excluded.grouped, party = excluded.party, sort = excluded.sort, could = excluded.could`, some...); err != nil {
			return err
		}
	}
	return nil
}

// touch has the forms grouped again that hang together with fresh and gone ones.
func (r *regrouping) touch(gone []hearsay.Form) error {
	grouped, err := r.g.Touched(r.fresh, gone, r.near)
	if err != nil {
		return err
	}
	forms := make([]hearsay.Form, len(grouped))
	for i, g := range grouped {
		forms[i] = g.Form
	}
	if err := r.find(forms); err != nil {
		return err
	}
	for _, g := range grouped {
		row := r.rows[g.Form]
		could := list(g.Candidates)
		if row == nil || row.grouped == g.Party && row.sort == string(g.Kind) && row.could == could {
			continue
		}
		r.stale[row.grouped], r.stale[row.party], r.stale[g.Party] = true, true, true
		row.grouped, row.party, row.sort, row.could, row.changed = g.Party, g.Party, string(g.Kind), could, true
	}
	return nil
}

// near finds forms by keys, but those that no document has any more.
func (r *regrouping) near(keys []string) (out []hearsay.Form, err error) {
	var found []int64
	err = inPieces(keys, func(keys []string) error {
		numbers, err := r.numbersOf(`SELECT DISTINCT form AS no FROM party_keys WHERE word IN (`+places(len(keys))+`)`, anyStrings(keys)...)
		found = append(found, numbers...)
		return err
	})
	if err != nil {
		return nil, err
	}
	slices.Sort(found)
	found = slices.Compact(found)
	if err := r.metByNo(slices.DeleteFunc(slices.Clone(found), func(n int64) bool { return r.byNo[n] != nil })); err != nil {
		return nil, err
	}
	for _, n := range found {
		if row := r.byNo[n]; row != nil && row.documents > 0 {
			out = append(out, row.form)
		}
	}
	return out, nil
}

// metByNo reads rows by their numbers.
func (r *regrouping) metByNo(numbers []int64) error {
	return inPieces(numbers, func(numbers []int64) error {
		return r.met(`SELECT `+formRowColumns+` FROM party_forms WHERE no IN (`+places(len(numbers))+`)`, anys(numbers)...)
	})
}
