package desk

import (
	"context"
	"slices"

	"hearsay"
	"hearsay/internal/ask"
	"hearsay/internal/ledger"
	"hearsay/internal/link"
)

// Reply is what a ledger says to a question.
type Reply struct {
	Question string
	Kind     ask.Kind
	Refused  bool
	Flaw     string // why it cannot be taken as a question, "" when it can
	Answers  []Answer
	Nearest  []*ask.Candidate // of a refused question: the claims that come nearest, which do not answer it
	Says     int              // of a question of yes or no: claims of the matters that say so
	Denies   int              // and of those that deny it
}

// Answer is an answer with what is known of its matter.
type Answer struct {
	ask.Answer
	Named    Named            // where the name of its speaker is printed
	Evidence bool             // on what it rests is asked for
	Told     []*hearsay.Claim // all claims of its matter that the ledger has, the earliest first
	Tellings int              // documents that tell it
	Origins  int
	Updated  bool // another matter replaces it
	Later    bool // it replaces another
}

// firstAnswers is how many answers are given where nobody says how many.
const firstAnswers = 5

// shownNearest is how many claims are shown where there is no answer.
const shownNearest = 3

func refused(question, flaw string) *Reply {
	return &Reply{Question: question, Kind: ask.What, Refused: true, Flaw: flaw}
}

// around is as many claims as are followed from one to what says the same.
const around = 1000

// boardAround forms the matters of ranked candidates and tells each its own. Where more questions are to come, hold, those of the whole
// ledger are formed once and kept; else only the links of these are read, and of what says the same.
func (d *Desk) boardAround(ctx context.Context, ranked []*ask.Candidate, numbers map[string]int64, hold bool) (*board, error) {
	linker, err := d.openLinker()
	if err != nil {
		return nil, err
	}
	if hold || d.boards.has() {
		_, b, err := d.board(ctx)
		if err != nil {
			return nil, err
		}
		return b.answering(ranked, numbers), nil
	}
	seen := map[int64]bool{}
	var fresh []int64
	for _, c := range ranked {
		seen[numbers[c.Claim.ID]] = true
		fresh = append(fresh, numbers[c.Claim.ID])
	}
	all := map[[2]int64]ledger.NumberedLink{}
	for len(fresh) > 0 && len(seen) < around {
		slices.Sort(fresh)
		links, err := d.LinksOf(ctx, fresh)
		if err != nil {
			return nil, err
		}
		fresh = nil
		for _, k := range links {
			all[[2]int64{k.A, k.B}] = k
			for _, n := range []int64{k.A, k.B} {
				if !seen[n] && k.Relation == hearsay.Same {
					seen[n] = true
					fresh = append(fresh, n)
				}
			}
		}
	}
	links := make([]ledger.NumberedLink, 0, len(all))
	for _, k := range all {
		links = append(links, k)
	}
	ruled, err := d.ruled(ctx)
	if err != nil {
		return nil, err
	}
	alone := make(map[int64]string, len(ranked))
	for _, c := range ranked {
		alone[numbers[c.Claim.ID]] = c.Claim.ID
	}
	b := boardOf(links, ruled, linker.Loyal(), alone)
	for _, c := range ranked {
		c.Matter, _ = b.groupOf(numbers[c.Claim.ID])
	}
	return b, nil
}

// answering tells candidates their matters, and is the board with those that are linked with none.
func (b *board) answering(ranked []*ask.Candidate, numbers map[string]int64) *board {
	out := &board{
		bonds: b.bonds, extra: b.extra, masked: b.masked, group: slices.Clone(b.group), groups: slices.Clip(b.groups), told: slices.Clip(b.told),
		starts: b.starts, differ: b.differ,
	}
	for _, c := range ranked {
		number := numbers[c.Claim.ID]
		group, linked := out.groupOf(number)
		if !linked {
			group = len(out.groups)
			out.enter([]int64{number})
		}
		c.Matter = group
	}
	return out
}

// opposed tells which matters of a board contradict each other.
func (b *board) opposed(x, y int) bool {
	b.memory.Lock()
	defer b.memory.Unlock()
	against, known := b.against[x]
	if !known {
		against = b.opposite(x)
		if b.against == nil {
			b.against = map[int]map[int]uint32{}
		}
		b.against[x] = against
	}
	_, is := against[y]
	return is
}

// reply composes the answers and tells of each how often it is told and from how many origins.
func (a *Asking) reply(ctx context.Context, q *ask.Question, ranked []*ask.Candidate, b *board, o AskOptions) (*Reply, error) {
	r := newReply(a.asker, q, ranked, b, o.Limit)
	l, err := a.desk.openLinker()
	if err != nil {
		return nil, err
	}
	for i := range r.Answers {
		x := &r.Answers[i]
		claims, err := a.desk.Standing(ctx, b.groups[x.Matter], o.AsOf)
		if err != nil {
			return nil, err
		}
		count(l, &a.desk.stories, x, claims)
		if x.Named, err = a.desk.named(ctx, x.Candidate); err != nil {
			return nil, err
		}
	}
	r.tally()
	return r, nil
}

// newReply chooses answers, or the nearest claims where there is none.
func newReply(asker *ask.Asker, q *ask.Question, ranked []*ask.Candidate, b *board, limit int) *Reply {
	if limit < 1 {
		limit = firstAnswers
	}
	r := &Reply{Question: q.Text, Kind: q.Kind}
	for _, x := range asker.Compose(q, ranked, b.opposed, limit) {
		r.Answers = append(r.Answers, Answer{Answer: x, Evidence: q.Evidence, Updated: len(b.updated(x.Matter)) > 0, Later: b.replaces(x.Matter)})
	}
	if r.Refused = len(r.Answers) == 0; r.Refused {
		r.Nearest = ranked[:min(len(ranked), shownNearest)]
	}
	return r
}

// count fills in what the claims of an answer's matter say of it.
func count(l *link.Linker, known *stories, x *Answer, claims []ledger.KeptClaim) {
	if len(claims) == 0 {
		return
	}
	m := matterFrom(l, known, claims)
	x.Tellings, x.Origins = m.Tellings, len(m.Origins)
	for i := range m.Told {
		x.Told = append(x.Told, &m.Told[i].Claim)
	}
}

// tally counts the claims that say so and that deny it, each once.
func (r *Reply) tally() {
	if r.Kind != ask.YesNo {
		return
	}
	seen := map[string]bool{}
	for _, x := range r.Answers {
		for _, k := range x.Told {
			if seen[k.ID] {
				continue
			}
			seen[k.ID] = true
			switch x.Stance {
			case ask.Says:
				r.Says++
			case ask.Denies:
				r.Denies++
			}
		}
	}
}
