package desk

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strings"
	"time"

	"hearsay"
	"hearsay/internal/ledger"
)

// TimeOf is by which time a timeline is in order.
type TimeOf string

// By what time.
const (
	ByEvent TimeOf = "event" // when what is told of happens
	BySaid  TimeOf = "said"  // when it was said, first
)

// Moment is a matter on a timeline, by one of its claims: its gist, or the claim itself where each has its own place.
type Moment struct {
	Matter
	Claim       ledger.KeptClaim
	When        *hearsay.When    // nil: unknown
	Happens     *hearsay.When    // when what is told of happens; of Moments alone
	Said        *hearsay.When    // when it was said first; of Moments alone
	Statuses    []hearsay.Status // how the event stands, by all claims that this is of; the first told first
	Contradicts int              // how many matters contradict the matter
}

// Timeline yields what a query finds in the order of time, what has no time last: the matters that have a claim of those, or each claim
// by itself when all is set. What a matter tells of happens when most of its documents say; of as many, by the closest time.
func (d *Desk) Timeline(ctx context.Context, query string, by TimeOf, all bool) iter.Seq2[Moment, error] {
	return func(yield func(Moment, error) bool) {
		if err := d.eachMoment(ctx, query, by, all, func(m Moment) bool { return yield(m, nil) }); err != nil {
			yield(Moment{}, err)
		}
	}
}

func (d *Desk) eachMoment(ctx context.Context, query string, by TimeOf, all bool, yield func(Moment) bool) error {
	q, err := ledger.ParseQuery(query)
	if err != nil {
		return err
	}
	l, b, err := d.board(ctx)
	if err != nil {
		return err
	}
	type entry struct {
		claims []ledger.KeptClaim // that have this place
		group  int                // -1: the claim is all there is of its matter
		when   *hearsay.When
		order  instants
	}
	var entries []entry
	seen := map[int]bool{}
	for c, err := range d.Claims(ctx, q) {
		if err != nil {
			return err
		}
		e := entry{claims: []ledger.KeptClaim{c}, group: -1}
		if group, ok := b.groupOf(c.Number); ok {
			if e.group = group; !all {
				if seen[group] {
					continue
				}
				seen[group] = true
				if e.claims, err = d.Standing(ctx, b.groups[group], time.Time{}); err != nil {
					return err
				}
			}
		}
		slices.SortFunc(e.claims, earlier)
		e.when = timeOf(e.claims, by)
		e.order = instantsOf(e.when)
		entries = append(entries, e)
	}
	slices.SortStableFunc(entries, func(x, y entry) int {
		return cmp.Or(x.order.compare(y.order), earlier(x.claims[0], y.claims[0]))
	})
	for _, e := range entries {
		m := Moment{When: e.when, Statuses: statuses(e.claims)}
		claims := slices.Clone(e.claims)
		if all && e.group >= 0 {
			if claims, err = d.Standing(ctx, b.groups[e.group], time.Time{}); err != nil {
				return err
			}
		}
		if e.group >= 0 {
			m.Contradicts = len(b.opposite(e.group))
		}
		m.Matter = matterFrom(l, &d.stories, claims)
		m.Claim = e.claims[0]
		if !all {
			m.Claim = m.gist()
		}
		if !yield(m) {
			return nil
		}
	}
	return nil
}

func (m *Matter) gist() ledger.KeptClaim {
	return m.Told[max(0, slices.IndexFunc(m.Told, func(c ledger.KeptClaim) bool { return c.ID == m.Gist }))]
}

// statuses are those of claims, each once, in order.
func statuses(claims []ledger.KeptClaim) (out []hearsay.Status) {
	for _, c := range claims {
		if c.Status != "" && !slices.Contains(out, c.Status) {
			out = append(out, c.Status)
		}
	}
	return out
}

// timeOf is the time of claims that say the same, in order of their telling; nil when none has one.
func timeOf(claims []ledger.KeptClaim, by TimeOf) (best *hearsay.When) {
	if by == BySaid {
		for i := range claims {
			if w := claims[i].Said; instantsOf(w).known && (best == nil || instantsOf(w).compare(instantsOf(best)) < 0) {
				best = w
			}
		}
		return best
	}
	documents := map[instants]map[string]bool{}
	for i := range claims {
		if t := instantsOf(claims[i].Event); t.known {
			if documents[t] == nil {
				documents[t] = map[string]bool{}
			}
			documents[t][claims[i].Document.ID] = true
		}
	}
	var at instants
	for i := range claims {
		w := claims[i].Event
		t := instantsOf(w)
		if t.known && (best == nil || cmp.Or(cmp.Compare(len(documents[t]), len(documents[at])), cmp.Compare(at.long(), t.long()), at.compare(t)) > 0) {
			best, at = w, t
		}
	}
	return best
}

// instants is an interval in seconds since 1970, so that those of other offsets can be compared with it.
type instants struct {
	known, open bool // an end is open
	from, to    int64
}

func instantsOf(w *hearsay.When) (t instants) {
	if w == nil {
		return t
	}
	from, errFrom := time.Parse(time.RFC3339, w.From)
	to, errTo := time.Parse(time.RFC3339, w.To)
	if t.known = errFrom == nil || errTo == nil; !t.known {
		return t
	}
	t.open = errFrom != nil || errTo != nil
	if errFrom != nil {
		from = to
	}
	if errTo != nil {
		to = from
	}
	t.from, t.to = from.Unix(), to.Unix()
	return t
}

// long is how long an interval is; an open one is longer than all.
func (t instants) long() int64 {
	if t.open {
		return 1<<63 - 1
	}
	return t.to - t.from
}

// compare orders intervals by their beginning, then their end; an unknown one is the last.
func (t instants) compare(u instants) int {
	if t.known != u.known {
		if t.known {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(t.from, u.from), cmp.Compare(t.to, u.to))
}

// Moments is what a query finds in the order of time, as Timeline has it, but of many no more than most: the matters that are told most, then the
// claims that came last. all is how many there are.
func (d *Desk) Moments(ctx context.Context, query string, by TimeOf, most int) (out []Moment, all int, err error) {
	q, err := ledger.ParseQuery(query)
	if err != nil {
		return nil, 0, err
	}
	l, b, err := d.board(ctx)
	if err != nil {
		return nil, 0, err
	}
	numbers := b.numbers
	if strings.TrimSpace(query) != "" {
		if numbers, err = d.Numbers(ctx, q); err != nil {
			return nil, 0, err
		}
	}
	groups := b.byTelling(numbers)
	all = len(groups)
	for _, g := range groups[:min(most, all)] {
		m, err := d.ofGroup(ctx, l, b, g)
		if err != nil {
			return nil, 0, err
		}
		if len(m.Told) == 0 {
			continue
		}
		x := Moment{Matter: m, Claim: m.gist(), Happens: timeOf(m.Told, ByEvent), Said: timeOf(m.Told, BySaid), Statuses: statuses(m.Told)}
		if x.When = x.Happens; by == BySaid {
			x.When = x.Said
		}
		if g.group >= 0 {
			x.Contradicts = b.contested()[g.group]
		}
		out = append(out, x)
	}
	slices.SortStableFunc(out, func(x, y Moment) int {
		return cmp.Or(instantsOf(x.When).compare(instantsOf(y.When)), earlier(x.Told[0], y.Told[0]))
	})
	return out, all, nil
}
