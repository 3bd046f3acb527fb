package ledger

import (
	"maps"
	"slices"

	"hearsay"
)

// find reads the rows of forms that were not met yet.
func (r *regrouping) find(forms []hearsay.Form) error {
	names := map[string]bool{}
	for _, f := range forms {
		if r.rows[f] == nil {
			names[f.Name] = true
		}
	}
	return inPieces(slices.Sorted(maps.Keys(names)), func(names []string) error {
		return r.met(`SELECT `+formRowColumns+` FROM party_forms WHERE name IN (`+places(len(names))+`)`, anyStrings(names)...)
	})
}

// load finds the rows of forms; those that have none get one.
func (r *regrouping) load(forms []hearsay.Form) error {
	if err := r.find(forms); err != nil {
		return err
	}
	if err := r.tx.QueryRowContext(r.ctx, `SELECT COALESCE(MAX(no), 0) FROM party_forms`).Scan(&r.last); err != nil {
		return err
	}
	var values []any
	for _, f := range forms {
		if r.rows[f] == nil {
			r.last++
			row := &formRow{no: r.last, form: f, fresh: true}
			r.keep(row)
			values = append(values, row.values()...)
		}
	}
	return r.insert(`party_forms (`+formRowColumns+`)`, formRowWidth, values) // what refers to them comes before they are counted
}

// met reads rows of forms; what was met before stays as it is.
func (r *regrouping) met(query string, args ...any) error {
	rows, err := r.tx.QueryContext(r.ctx, r.rebind(query), args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var f formRow
		if err := rows.Scan(f.targets()...); err != nil {
			return err
		}
		if r.rows[f.form] == nil {
			r.keep(&f)
		}
	}
	return rows.Err()
}

func (r *regrouping) keep(f *formRow) {
	r.rows[f.form], r.byNo[f.no] = f, f
}
