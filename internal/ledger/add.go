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

	"hearsay"
)

// Reading is what came of one thing that was to be read: a document and its claims, or a skip.
type Reading struct {
	Document hearsay.Document
	Claims   []hearsay.Claim // in the order of the document
	Skip     *hearsay.Skip   // not nil: it could not be read, and the rest is empty
	Follows  string          // ID of the last ruling that the claims follow; "": they are the reader's own
}

// Added counts what an Add has entered.
type Added struct {
	Documents int // new ones
	Reread    int // known ones, read by this reader for the first time
	Claims    int // new ones
	Withdrawn int // claims that a reading before had found and this one has not
	Skips     int // new ones
	Known     int // readings and skips that were there already: nothing came of them
}

// Add enters readings, in their order, as those of one version of the reader; all of them or, on error, none. A document is read once
// by each version: the first reading counts, also when an older version comes later. A reading that follows rulings comes in whenever the last one
// follows others. What a reading finds takes the place of what the reading before it found: the same claims are kept, others withdrawn.
//
// Errors: hearsay.ErrInvalid for a document or claim that cannot show its bytes or has a wrong ID, ErrUnavailable when the ledger
// cannot be written.
func (l *Ledger) Add(ctx context.Context, reader string, readings []Reading) (Added, error) {
	at := micros(l.clock())
	b := batch{Ledger: l, ctx: ctx}
	err := b.run(func() error {
		for i := range readings {
			if err := b.enter(entry{at: at, reader: reader}, &readings[i]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return Added{}, l.explained("add", err)
	}
	return b.added, nil
}

// Fault says what would keep a reading out of a ledger, nil when nothing does. It is a hearsay.ErrInvalid.
func Fault(r *Reading) error {
	if r.Skip != nil {
		return nil
	}
	if err := faultOfDocument(&r.Document); err != nil {
		return err
	}
	_, err := faultOfClaims(&r.Document, r.Claims)
	return err
}

// The number of a reading or a claim is its document's seq times perDocument and a count: so claims lie in the order of their documents,
// and those of one reading side by side.
const perDocument = 1 << 24

// batch is one transaction of adding. Rows wait in it until there are many, and a table's rows go after those that they refer to.
type batch struct {
	*Ledger
	ctx     context.Context
	tx      *sql.Tx
	added   Added
	seq, at int64                // of the last entry
	readers map[string]int64     // the numbers of their names
	docs    map[string]*docState // the documents that were met
	skips   map[hearsay.Skip]bool
	tables  map[string]*pending
	waiting int
	back    []string // claims withdrawn by the last entry
}

// entry is when and by whom something is entered.
type entry struct {
	at     int64
	reader string
}

// docState is what is known of a document at this place of the batch.
type docState struct {
	seq      int64            // 0: it is not in the ledger
	next     int64            // the number of its next claim
	readers  map[string]bool  // which have read it
	follows  string           // what its last reading follows
	standing map[string]int64 // its claims: IDs and numbers
}

// run begins, does what is to be done, and commits or leaves no trace.
func (b *batch) run(do func() error) (err error) {
	if b.tx, err = b.begin(b.ctx); err != nil {
		return err
	}
	b.readers, b.docs, b.skips, b.tables = map[string]int64{}, map[string]*docState{}, map[hearsay.Skip]bool{}, map[string]*pending{}
	for _, step := range []func() error{b.last, do, b.flush, b.tx.Commit} {
		if err := step(); err != nil {
			if back := b.tx.Rollback(); !errors.Is(back, sql.ErrTxDone) {
				err = errors.Join(err, back)
			}
			return err
		}
	}
	return nil
}

// last looks up the last entry.
func (b *batch) last() error {
	err := b.tx.QueryRowContext(b.ctx, `SELECT seq, entered FROM entries ORDER BY seq DESC LIMIT 1`).Scan(&b.seq, &b.at)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	return err
}

// enter enters one reading or skip, unless it is known.
func (b *batch) enter(e entry, r *Reading) error {
	b.back = nil
	if e.reader == "" {
		return fmt.Errorf("%w: no version of the reader", hearsay.ErrInvalid)
	}
	if r.Skip != nil {
		return b.enterSkip(e, *r.Skip)
	}
	doc := &r.Document
	if err := faultOfDocument(doc); err != nil {
		return fmt.Errorf("document %s: %w", doc.ID, err)
	}
	state, err := b.stateOf(doc.ID)
	if err != nil {
		return err
	}
	if r.Follows == "" && state.readers[e.reader] || r.Follows != "" && r.Follows == state.follows {
		b.added.Known++
		return nil
	}
	follows, err := b.followed(r.Follows, state)
	if err != nil {
		return fmt.Errorf("document %s: %w", doc.ID, err)
	}
	place, err := faultOfClaims(doc, r.Claims)
	if err != nil {
		return fmt.Errorf("document %s: %w", doc.ID, err)
	}
	if err := b.number(e); err != nil {
		return err
	}
	if state.seq == 0 {
		state.seq, state.next = b.seq, b.seq*perDocument
		b.added.Documents++
		b.put("documents", documentColumns, b.seq, doc.ID, doc.Ref, doc.Outlet, doc.Title, doc.Published, string(doc.PublishedFrom),
			doc.Address, doc.Language, bit(doc.Summary), doc.Text)
	} else {
		b.added.Reread++
	}
	if r.Follows == "" {
		state.readers[e.reader] = true
	}
	state.follows = r.Follows
	b.put("readings", "seq, document, no, claims, follows", b.seq, state.seq, state.next, len(r.Claims), follows)
	b.index("reading_terms", state.next, readingTerms(doc, r.Claims))
	state.next++
	if err := b.enterClaims(state, doc, r.Claims, place); err != nil {
		return err
	}
	if b.waiting > 2000 {
		return b.flush()
	}
	return nil
}

func (b *batch) enterClaims(state *docState, doc *hearsay.Document, claims []hearsay.Claim, place map[string]int) error {
	first, before := state.next, state.standing
	state.standing = make(map[string]int64, len(claims))
	for i := range claims {
		c := &claims[i]
		no := first + int64(i)
		var within *int64
		if c.Within != "" {
			w := first + int64(place[c.Within])
			within = &w
		}
		row, mentions, err := keep(c, no, b.seq, within)
		if err != nil {
			return err
		}
		b.put("claims", claimColumns, row.values()...)
		b.index("claim_terms", no, claimTerms(doc, c))
		for _, m := range mentions {
			b.put("mentions", mentionColumns, m.values()...)
		}
		if _, kept := before[c.ID]; !kept {
			b.added.Claims++
		}
		delete(before, c.ID)
		state.standing[c.ID] = no
	}
	state.next = first + int64(len(claims))
	for _, id := range slices.SortedFunc(maps.Keys(before), func(x, y string) int { return cmp.Compare(before[x], before[y]) }) {
		b.put("withdrawals", "claim, seq", before[id], b.seq)
		b.added.Withdrawn++
		b.back = append(b.back, id)
	}
	return nil
}

// enterSkip enters a skip, unless the same was met before.
func (b *batch) enterSkip(e entry, s hearsay.Skip) error {
	for _, t := range []*string{&s.Name, &s.Reason, &s.Detail} { // names of files may be any bytes
		*t = strings.ReplaceAll(strings.ToValidUTF8(*t, "\uFFFD"), "\x00", "\uFFFD")
	}
	key := hearsay.Skip{Name: s.Name, Reason: s.Reason, Detail: s.Detail}
	known := b.skips[key]
	if !known {
		err := b.tx.QueryRowContext(b.ctx, b.rebind(`SELECT COUNT(*) > 0 FROM skips WHERE name = ? AND reason = ? AND detail = ?`),
			s.Name, s.Reason, s.Detail).Scan(&known)
		if err != nil {
			return err
		}
	}
	b.skips[key] = true
	if known {
		b.added.Known++
		return nil
	}
	if err := b.number(e); err != nil {
		return err
	}
	b.put("skips", "seq, name, reason, detail", b.seq, s.Name, s.Reason, s.Detail)
	b.added.Skips++
	return nil
}

// number gives an entry the next seq. Time does not run backwards in a ledger, whatever the clock does.
func (b *batch) number(e entry) error {
	no, ok := b.readers[e.reader]
	if !ok {
		err := b.tx.QueryRowContext(b.ctx, b.rebind(`SELECT no FROM readers WHERE name = ?`), e.reader).Scan(&no)
		if errors.Is(err, sql.ErrNoRows) {
			err = b.tx.QueryRowContext(b.ctx, b.rebind(`INSERT INTO readers (no, name) SELECT COALESCE(MAX(no), 0) + 1, ? FROM readers RETURNING no`), e.reader).Scan(&no)
		}
		if err != nil {
			return err
		}
		b.readers[e.reader] = no
	}
	b.seq++
	b.at = max(b.at, e.at)
	b.put("entries", "seq, entered, reader", b.seq, b.at, no)
	return nil
}

// stateOf is what the ledger and the batch know of a document.
func (b *batch) stateOf(id string) (*docState, error) {
	if s, ok := b.docs[id]; ok {
		return s, nil
	}
	s := &docState{readers: map[string]bool{}, standing: map[string]int64{}}
	b.docs[id] = s
	rows, err := b.tx.QueryContext(b.ctx, b.rebind(`SELECT d.seq, r.no, r.claims, w.name, COALESCE(u.id, '') FROM documents d JOIN readings r ON r.document = d.seq
		JOIN entries e ON e.seq = r.seq JOIN readers w ON w.no = e.reader LEFT JOIN rulings u ON u.seq = r.follows WHERE d.id = ? ORDER BY r.seq`), id)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var no, n int64
	for rows.Next() {
		var reader string
		if err := rows.Scan(&s.seq, &no, &n, &reader, &s.follows); err != nil {
			return nil, err
		}
		if s.follows == "" {
			s.readers[reader] = true
		}
	}
	if err := rows.Err(); err != nil || s.seq == 0 {
		return s, err
	}
	s.next = no + n + 1
	claims, err := b.tx.QueryContext(b.ctx, b.rebind(`SELECT no, id FROM claims WHERE no > ? AND no < ?`), no, s.next)
	if err != nil {
		return nil, err
	}
	defer claims.Close()
	for claims.Next() {
		var no int64
		var id string
		if err := claims.Scan(&no, &id); err != nil {
			return nil, err
		}
		s.standing[id] = no
	}
	return s, claims.Err()
}
