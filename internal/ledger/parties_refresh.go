package ledger

import (
	"maps"
	"slices"

	"hearsay"
)

// refresh writes the rows of parties that may be others now.
func (r *regrouping) refresh() error {
	delete(r.stale, "")
	return inPieces(slices.Sorted(maps.Keys(r.stale)), func(ids []string) error {
		now, err := r.partiesOf(ids)
		if err != nil {
			return err
		}
		var gone []string
		var values []any
		for _, id := range ids {
			p := now[id]
			if p == nil {
				gone = append(gone, id)
				continue
			}
			kind, could := p.sum(id)
			values = append(values, id, kind, r.g.Name(hearsay.Kind(kind), p.names), could)
		}
		if len(gone) > 0 {
			if _, err := r.exec(`DELETE FROM parties WHERE id IN (`+places(len(gone))+`)`, anyStrings(gone)...); err != nil {
				return err
			}
		}
		if len(values) == 0 {
			return nil
		}
		_, err = r.exec(`INSERT INTO parties (id, kind, name, candidates) VALUES `+rowsOf(len(values)/4, 4)+`
			ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, name = excluded.name, candidates = excluded.candidates`, values...)
		return err
	})
}

// members are the names of a party as rows of forms have them.
type members struct {
	rows  []formRow
	names []Spelling
}

// partiesOf are the names of parties.
func (r *regrouping) partiesOf(ids []string) (map[string]*members, error) {
	rows, err := r.tx.QueryContext(r.ctx, r.rebind(`SELECT `+formRowColumns+` FROM party_forms WHERE party IN (`+places(len(ids))+`)
		ORDER BY name, kind, year, country, head, scope`), anyStrings(ids)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[string]*members{}
	for rows.Next() {
		var f formRow
		if err := rows.Scan(f.targets()...); err != nil {
			return nil, err
		}
		m := out[f.party]
		if m == nil {
			m = &members{}
			out[f.party] = m
		}
		m.rows = append(m.rows, f)
		m.names = append(m.names, Spelling{f.form, f.documents, f.since})
	}
	return out, rows.Err()
}

// sum is the kind of the party, that of the names that are its own before rulings, and its candidates, none when one of its names is clear.
func (m *members) sum(id string) (kind, could string) {
	clear := false
	own := ""
	for _, f := range m.rows {
		if f.grouped == id {
			own = f.sort
		}
		if kind == "" || f.sort < kind {
			kind = f.sort
		}
		clear, could = clear || f.could == "", max(could, f.could)
	}
	if own != "" {
		kind = own
	}
	if clear {
		could = ""
	}
	return kind, could
}
