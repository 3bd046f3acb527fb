package ledger

import "strings"

// order is the order in which rows are written: what is referred to goes first.
var order = []string{"entries", "documents", "readings", "reading_terms", "claims", "claim_terms", "mentions", "withdrawals", "skips", "rulings", "names", "vectors", "linked", "links"}

// atOnce is how many rows go into one statement: as many as there are, from the largest number that fits.
var atOnce = []int{64, 8, 1}

// pending are rows of one table that wait to be written.
type pending struct {
	into   string // INSERT INTO table (columns)
	row    string // (?, ?)
	width  int
	values []any
}

// put adds a row to those that wait.
func (b *batch) put(table, columns string, values ...any) {
	b.wait(table, columns, "("+places(len(values))+")", values)
}

// index adds a row of a search index.
func (b *batch) index(table string, no int64, terms []string) {
	value, columns, row := b.terms(terms)
	b.wait(table, columns, row, []any{no, value})
}

func (b *batch) wait(table, columns, row string, values []any) {
	p := b.tables[table]
	if p == nil {
		p = &pending{into: "INSERT INTO " + table + " (" + columns + ") VALUES ", row: row, width: len(values)}
		b.tables[table] = p
	}
	p.values = append(p.values, values...)
	b.waiting++
}

// flush writes the rows that wait.
func (b *batch) flush() error {
	for _, table := range order {
		if p := b.tables[table]; p != nil {
			if err := b.write(p); err != nil {
				return err
			}
		}
	}
	b.waiting = 0
	return nil
}

func (b *batch) write(p *pending) error {
	left := p.values
	for _, n := range atOnce {
		if len(left) < n*p.width {
			continue
		}
		query := b.rebind(p.into + strings.TrimSuffix(strings.Repeat(p.row+", ", n), ", "))
		statement, err := b.tx.PrepareContext(b.ctx, query)
		if err != nil {
			return err
		}
		for ; len(left) >= n*p.width; left = left[n*p.width:] {
			if _, err := statement.ExecContext(b.ctx, left[:n*p.width]...); err != nil {
				_ = statement.Close()
				return err
			}
		}
		if err := statement.Close(); err != nil {
			return err
		}
	}
	p.values = p.values[:0]
	return nil
}
