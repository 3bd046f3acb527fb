package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"

	"hearsay"
)

// Which names of different documents are one party is not the ledger's business: it keeps what a Grouper says of them.

// Naming is a name in a claim: of the speaker (place -1), of a hop of the chain (-2 the first, -3 the next …) or of a mention (0 …).
type Naming struct {
	Claim int // place in the claims of the reading
	Place int
	Form  hearsay.Form
}

// Grouped is a form with the party that it is of.
type Grouped struct {
	Form       hearsay.Form
	Party      string // ID
	Kind       hearsay.Kind
	Candidates []string
}

// Spelling is a form of a party's name and how it stands in documents.
type Spelling struct {
	Form      hearsay.Form
	Documents int    // that have it
	Since     string // when the first was published, "" unknown
}

// Grouper tells which names are one party.
type Grouper struct {
	Version string // of its rules
	// Names are the names in the claims of a document.
	Names func(doc *hearsay.Document, claims []hearsay.Claim) []Naming
	// Keys are what a form can be found by: two without a common key are never one party.
	Keys func(hearsay.Form) []string
	// Touched groups again the forms whose party the fresh ones, and those that are gone, may have changed; near finds forms by keys. It
	// may leave out what it has said since it was last told to forget.
	Touched func(fresh, gone []hearsay.Form, near func(keys []string) ([]hearsay.Form, error)) ([]Grouped, error)
	// Name is the best of a party's names.
	Name func(kind hearsay.Kind, names []Spelling) string

	// Forget has Touched forget what it has seen: somebody else has written. It may be nil.
	Forget func()

	left int64 // the seq that Regroup left
}

// regroupAtOnce is how many readings are grouped in one transaction.
const regroupAtOnce = 64

// Regroup brings parties up to the last entry, those of other rules anew. What it leaves is the same whether it is called after every
// entry or once. It may be broken off, and goes on where it stopped.
func (l *Ledger) Regroup(ctx context.Context, g *Grouper) error {
	for {
		more, err := l.regroupSome(ctx, g)
		if err != nil {
			return l.explained("group parties", err)
		}
		if !more {
			return nil
		}
	}
}

// regroupSome does it for some readings, and reports whether there are more.
func (l *Ledger) regroupSome(ctx context.Context, g *Grouper) (more bool, err error) {
	if upToDate, err := l.grouped(ctx, g.Version); err != nil || upToDate {
		return false, err
	}
	err = l.transaction(ctx, func(tx *sql.Tx) error {
		r := regrouping{Ledger: l, ctx: ctx, tx: tx, g: g, rows: map[hearsay.Form]*formRow{}, byNo: map[int64]*formRow{}, stale: map[string]bool{}}
		more, err = r.some()
		return err
	})
	return more, err
}

// grouped reports whether parties are up to the last entry.
func (l *Ledger) grouped(ctx context.Context, version string) (bool, error) {
	until, err := l.until(ctx, noTime)
	if err != nil {
		return false, err
	}
	var seq int64
	var by string
	err = l.read.QueryRowContext(ctx, `SELECT seq, version FROM party_state`).Scan(&seq, &by)
	if errors.Is(err, sql.ErrNoRows) {
		return until == 0, nil
	}
	return seq == until && by == version, err
}

// transaction does something in a transaction of its own, all of it or nothing.
func (l *Ledger) transaction(ctx context.Context, do func(*sql.Tx) error) error {
	tx, err := l.begin(ctx)
	if err != nil {
		return err
	}
	if err = do(tx); err == nil {
		err = tx.Commit()
	}
	if err != nil {
		if back := tx.Rollback(); !errors.Is(back, sql.ErrTxDone) {
			err = errors.Join(err, back)
		}
	}
	return err
}

func formValues(f hearsay.Form) []any {
	return []any{string(f.Kind), f.Name, f.Scope, f.Country, f.Head, f.Year}
}

func formTargets(f *hearsay.Form) []any {
	return []any{&f.Kind, &f.Name, &f.Scope, &f.Country, &f.Head, &f.Year}
}

// filled gives claims the parties of their speakers, hops and mentions. Numbers are those of the claims.
func (l *Ledger) filled(ctx context.Context, claims []KeptClaim, numbers []int64) error {
	if len(claims) == 0 {
		return nil
	}
	at := make(map[int64]int, len(numbers))
	for i, n := range numbers {
		at[n] = i
	}
	rows, err := l.read.QueryContext(ctx, l.rebind(`SELECT m.claim, m.place, p.id, p.name, p.candidates FROM party_mentions m JOIN party_forms f ON f.no = m.form
		JOIN parties p ON p.id = f.party WHERE m.claim IN (`+places(len(numbers))+`)`), anys(numbers)...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var claim int64
		var place int
		var p hearsay.Party
		var could string
		if err := rows.Scan(&claim, &place, &p.ID, &p.Name, &could); err != nil {
			return err
		}
		known := could == ""
		c := &claims[at[claim]].Claim
		switch {
		case place >= 0 && place < len(c.Mentions):
			m := &c.Mentions[place]
			m.Party = p.ID
			if known {
				m.Name = p.Name
			}
		case place == -1:
			c.Speaker.Party = p.ID
			if known {
				c.Speaker.Name = p.Name
			}
		case -2-place >= 0 && -2-place < len(c.Chain):
			h := &c.Chain[-2-place]
			h.Party = p.ID
			if known {
				h.Name = p.Name
			}
		}
	}
	return rows.Err()
}

// list writes IDs as a JSON list, "" for none.
func list(ids []string) string {
	if len(ids) == 0 {
		return ""
	}
	b, err := json.Marshal(ids)
	if err != nil {
		return ""
	}
	return string(b)
}

func listed(s string) (ids []string, err error) {
	if s != "" {
		err = json.Unmarshal([]byte(s), &ids)
	}
	return ids, err
}

// inPieces calls do with pieces of list that fit into one statement.
func inPieces[T any](list []T, do func([]T) error) error {
	for part := range slices.Chunk(list, piece) {
		if err := do(part); err != nil {
			return err
		}
	}
	return nil
}

func anyStrings(list []string) []any {
	out := make([]any, len(list))
	for i, s := range list {
		out[i] = s
	}
	return out
}
