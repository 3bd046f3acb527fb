package ledger

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"time"

	"hearsay"
)

// Problem is something in a ledger that is not as it should be.
type Problem struct {
	Where string // "document …", "claim …", "entry 12", "search index", "database"
	What  string
}

// Check goes through the whole ledger and yields what is wrong with it: a span outside its text or off a rune boundary, an ID that is not
// the hash of what it names, a row that refers to nothing or that nothing accounts for, a search index that says something else
// than the texts. It repairs nothing. An error, the last thing it yields, means that it could not go on.
func (l *Ledger) Check(ctx context.Context) iter.Seq2[Problem, error] {
	return func(yield func(Problem, error) bool) {
		c := inspection{Ledger: l, ctx: ctx, claims: tally{}, readings: tally{}, goOn: true}
		c.say = func(where, format string, args ...any) {
			c.goOn = c.goOn && yield(Problem{where, fmt.Sprintf(format, args...)}, nil)
		}
		err := c.run()
		if err == nil || !c.goOn {
			return
		}
		if _, kind := l.explain(err); errors.Is(kind, hearsay.ErrInvalid) { // too damaged to go on
			yield(Problem{"database", err.Error()}, nil)
			return
		}
		yield(Problem{}, l.explained("check", err))
	}
}

// inspection is one run of Check.
type inspection struct {
	*Ledger
	ctx               context.Context
	say               func(where, format string, args ...any)
	goOn              bool // the caller wants more
	claims, readings  tally
	last              record // the last entry that was looked at
	rows, withdrawals int64  // that the entries account for
	docs, skips       int64
	rulings           int64
}

func (c *inspection) run() error {
	broken, err := c.sound(c.ctx, c.read)
	if err != nil {
		return err
	}
	for _, b := range broken {
		c.say("database", "%s", b)
	}
	for range 5 { // others may be adding
		if err := c.entries(); err != nil || !c.goOn {
			return err
		}
		problems, err := c.sums()
		if err != nil {
			return err
		}
		until, err := c.until(c.ctx, time.Time{})
		if err != nil {
			return err
		}
		if until != c.last.seq {
			continue
		}
		for _, p := range problems {
			c.say(p.Where, "%s", p.What)
		}
		return nil
	}
	return fmt.Errorf("%w: others are adding to it so fast that its sums cannot be checked", hearsay.ErrUnavailable)
}

// entries looks at the entries after the last one.
func (c *inspection) entries() error {
	for c.goOn {
		some, err := c.someRecords(c.ctx, c.last.seq, 1<<62)
		if err != nil || len(some) == 0 {
			return err
		}
		for _, r := range some {
			if err := c.entry(r); err != nil || !c.goOn {
				return err
			}
		}
	}
	return nil
}

func (c *inspection) entry(r record) error {
	at := fmt.Sprintf("entry %d", r.seq)
	if r.seq != c.last.seq+1 {
		c.say(at, "the entry before it is %d", c.last.seq)
	}
	if r.entered < c.last.entered {
		c.say(at, "it was entered before the entry before it")
	}
	c.last = r
	switch {
	case bit(r.name.Valid)+bit(r.document.Valid)+bit(r.ruling.Valid) != 1:
		c.say(at, "it is not either a reading or a skip or a ruling")
	case r.ruling.Valid:
		c.rulings++
		return c.rulingEntry(at, r)
	case r.name.Valid:
		c.skips++
	default:
		return c.reading(at, r)
	}
	return nil
}

// reading looks at a reading: its document, its claims, and what it withdrew.
func (c *inspection) reading(at string, r record) error {
	docs, err := c.documents(c.ctx, r.seq, `WHERE d.seq = ?`, r.document.Int64)
	if err != nil {
		return err
	}
	if len(docs) == 0 {
		c.say(at, "its document is not there")
		return nil
	}
	doc := &docs[0].Document
	if r.document.Int64 == r.seq {
		c.docs++
		if err := faultOfDocument(doc); err != nil {
			c.say("document "+doc.ID, "%v", err)
		}
	}
	if r.no.Int64/perDocument != r.document.Int64 {
		c.say(at, "its number is %d, which is another document's", r.no.Int64)
	}
	rows, mentions, err := c.rowsOf(c.ctx, r)
	if err != nil {
		return err
	}
	c.rows += int64(len(rows))
	if int64(len(rows)) != r.claims.Int64 {
		c.say(at, "it found %d claims, and %d are there", r.claims.Int64, len(rows))
	}
	ids, claims := c.readingClaims(r, doc, rows, mentions)
	c.readings.add(r.no.Int64, readingTerms(doc, claims))
	if r.document.Int64 == r.seq || !c.goOn {
		return nil
	}
	return c.withdrawn(at, r, ids)
}

// readingClaims looks at the claims of a reading, and returns their IDs and those that are sound.
func (c *inspection) readingClaims(r record, doc *hearsay.Document, rows []claimRow, mentions map[int64][]mentionRow) (ids map[string]bool, sound []hearsay.Claim) {
	ids = map[string]bool{}
	numbers, place := map[int64]string{}, map[string]int{}
	for i := range rows {
		if ids[rows[i].id] {
			c.say("claim "+rows[i].id, "it comes twice in one reading")
		}
		ids[rows[i].id], numbers[rows[i].no], place[rows[i].id] = true, rows[i].id, i
	}
	for i := range rows {
		row := &rows[i]
		where := "claim " + row.id
		within := ""
		if row.within != nil {
			if within = numbers[*row.within]; within == "" {
				c.say(where, "the claim that holds it is not there")
			}
		}
		if row.reading != r.seq {
			c.say(where, "it is of another reading than its number says")
		}
		for j, m := range mentions[row.no] {
			if m.place != int64(j) {
				c.say(where, "a mention is missing")
				break
			}
		}
		claim, err := row.restore(doc.Text, within, mentions[row.no])
		if err == nil {
			err = faultOfClaim(doc, &claim, place)
		}
		if err != nil {
			c.say(where, "%v", err)
			continue
		}
		c.claims.add(row.no, claimTerms(doc, &claim))
		sound = append(sound, claim)
	}
	return ids, sound
}

// withdrawn looks whether a reading withdrew what it does not find of the reading before it.
func (c *inspection) withdrawn(at string, r record, ids map[string]bool) error {
	var before record
	err := c.read.QueryRowContext(c.ctx, c.rebind(`SELECT no, claims FROM readings WHERE document = ? AND seq < ? ORDER BY seq DESC LIMIT 1`),
		r.document.Int64, r.seq).Scan(&before.no, &before.claims)
	if err != nil {
		c.say(at, "the document's first reading is not there")
		return nil
	}
	rows, _, err := c.rowsOf(c.ctx, before)
	if err != nil {
		return err
	}
	var want []string
	for i := range rows {
		if !ids[rows[i].id] {
			want = append(want, rows[i].id)
		}
	}
	got, err := c.withdrawnBy(c.ctx, r)
	if err != nil {
		return err
	}
	c.withdrawals += int64(len(got))
	if !slices.Equal(want, got) {
		c.say(at, "it should withdraw %d claims, and withdraws %d or others", len(want), len(got))
	}
	return nil
}

// sums compares what there is with what the entries account for.
func (c *inspection) sums() (out []Problem, err error) {
	for _, t := range []struct {
		table string
		want  int64
	}{{"documents", c.docs}, {"claims", c.rows}, {"withdrawals", c.withdrawals}, {"skips", c.skips}, {"rulings", c.rulings}} {
		var n int64
		if err := c.read.QueryRowContext(c.ctx, `SELECT COUNT(*) FROM `+t.table).Scan(&n); err != nil {
			return nil, err
		}
		if n != t.want {
			out = append(out, Problem{"database", fmt.Sprintf("there are %d rows of %s, and the entries account for %d", n, t.table, t.want)})
		}
	}
	for index, want := range map[string]tally{"claim_terms": c.claims, "reading_terms": c.readings} {
		off, err := c.offTerms(index, want)
		if err != nil {
			return nil, err
		}
		if n := len(off); n > 0 {
			out = append(out, Problem{"search index", fmt.Sprintf("%s: %d terms stand in it where the texts do not have them, or do not where they have: %q", index, n, off[:min(n, 10)])})
		}
	}
	return out, nil
}

// offTerms are the terms of which an index says something else than the texts, in order.
func (c *inspection) offTerms(index string, want tally) (off []string, err error) {
	rows, err := c.read.QueryContext(c.ctx, c.spread(index))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	left := maps.Clone(want)
	for rows.Next() {
		var term string
		var got spread
		if err := rows.Scan(&term, &got.count, &got.sum); err != nil {
			return nil, err
		}
		if want[term] != got {
			off = append(off, term)
		}
		delete(left, term)
	}
	off = slices.AppendSeq(off, maps.Keys(left))
	slices.Sort(off)
	return off, rows.Err()
}

// tally sums up where terms stand, so that an index can be compared without looking at each place.
type tally map[string]spread

type spread struct{ count, sum int64 }

func (t tally) add(no int64, terms []string) {
	for i, term := range terms {
		s := t[term]
		t[term] = spread{s.count + 1, s.sum + weight(no, i)}
	}
}

// weight stands for a place; dialect.spread sums up the same.
func weight(no int64, i int) int64 { return (no*31 + int64(i)) % 1000003 }
