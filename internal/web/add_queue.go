package web

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"hearsay"
	"hearsay/internal/desk"
	"hearsay/internal/ledger"
)

// How much of what was given is remembered.
const (
	mostWaiting = 10_000 // givings that are not read yet
	mostDone    = 200    // those that are
	mostShown   = 200    // documents, and skips, of one
)

// State is how far an adding is.
type State string

// The states.
const (
	Waiting State = "waiting"
	Reading State = "reading"
	Done    State = "done"
	Stopped State = "stopped" // the server went; adding again reads the rest
	Failed  State = "failed"
)

// Adding is something that was given to be read, and what came of it so far.
type Adding struct {
	ID      string      `json:"id"`
	State   State       `json:"state" enum:"waiting,reading,done,stopped,failed"`
	Given   []string    `json:"given" doc:"What the giver calls it: names of files, addresses; at most 200."`
	Inputs  int         `json:"inputs" doc:"How many there are."`
	Bytes   int64       `json:"bytes" doc:"Of all files."`
	Passed  int64       `json:"passed" doc:"Bytes of them that were read so far."`
	Counts  AddedCounts `json:"counts"`
	Read    []AddedDoc  `json:"read" doc:"Documents that were read, the last at most 200, in order."`
	Skipped []AddedSkip `json:"skipped" doc:"What could not be read, the first at most 200."`
	Error   string      `json:"error,omitempty"`
	Came    time.Time   `json:"-"`
	Started time.Time   `json:"-"`
	Ended   time.Time   `json:"-"`
}

// AddedCounts are what an adding has entered.
type AddedCounts struct {
	Documents int `json:"documents"`
	Claims    int `json:"claims"`
	Skips     int `json:"skips"`
	Known     int `json:"known" doc:"Documents and skips that the ledger had already."`
}

// AddedDoc is a document that was read.
type AddedDoc struct {
	ID     string `json:"id"`
	Title  string `json:"title"`
	Outlet string `json:"outlet"`
	Ref    string `json:"ref"`
}

// AddedSkip is what could not be read, and why.
type AddedSkip struct {
	Name   string `json:"name"`
	Reason string `json:"reason"`
	Detail string `json:"detail"`
}

// Ended reports whether nothing more comes of it.
func (s State) Ended() bool { return s == Done || s == Stopped || s == Failed }

// Linking reports whether all was read, and is being compared with what others tell.
func (a *Adding) Linking() bool {
	came := a.Counts.Documents + a.Counts.Skips + a.Counts.Known
	return a.State == Reading && a.Passed >= a.Bytes && came > 0 && came >= len(a.Read)+len(a.Skipped)
}

// Took is how long reading took.
func (a *Adding) Took() string { return a.Ended.Sub(a.Started).Round(100 * time.Millisecond).String() }

// Share is how much of the files was read, in percent.
func (a *Adding) Share() int {
	switch {
	case a.State == Done:
		return 100
	case a.Bytes == 0:
		return 0
	}
	return int(min(99, 100*a.Passed/a.Bytes))
}

// queue reads what was given, one giving after another: many documents at a time are desk's business.
type queue struct {
	desk   *desk.Desk
	log    *slog.Logger
	add    func(AddedCounts) // told what was entered
	enough chan struct{}
	gone   chan struct{}
	stop   context.CancelFunc

	sync.Mutex
	all     []*task // the oldest first
	waiting []*task
	more    chan struct{} // has something when there is something waiting
	closed  bool
}

// task is an adding with what is to be read for it.
type task struct {
	Adding // guarded by the queue
	given  *given
}

func newQueue(d *desk.Desk, log *slog.Logger, add func(AddedCounts)) *queue {
	ctx, stop := context.WithCancel(context.Background())
	q := &queue{desk: d, log: log, add: add, enough: make(chan struct{}), gone: make(chan struct{}), stop: stop, more: make(chan struct{}, 1)}
	go q.work(ctx)
	return q
}

// take has what was given read when its turn comes.
func (q *queue) take(g *given) (Adding, error) {
	q.Lock()
	defer q.Unlock()
	if q.closed || len(q.waiting) == mostWaiting {
		return Adding{}, fmt.Errorf("%w: too much is waiting to be read, or the server is about to stop; try again in a while", hearsay.ErrUnavailable)
	}
	t := &task{given: g, Adding: Adding{
		ID: strings.ToLower(rand.Text()[:12]), State: Waiting, Given: g.names[:min(len(g.names), mostShown)], Inputs: len(g.inputs), Bytes: g.bytes,
		Read: []AddedDoc{}, Skipped: []AddedSkip{}, Came: time.Now(),
	}}
	q.all, q.waiting = append(q.all, t), append(q.waiting, t)
	for len(q.all) > mostDone && q.all[0].State.Ended() {
		q.all = q.all[1:]
	}
	select {
	case q.more <- struct{}{}:
	default:
	}
	return t.Adding, nil
}

// state is an adding as it is now.
func (q *queue) state(id string) (Adding, error) {
	q.Lock()
	defer q.Unlock()
	for _, t := range q.all {
		if t.ID == id {
			return t.copied(), nil
		}
	}
	return Adding{}, fmt.Errorf("%w: nothing that was given goes by %q; what was read long ago is in the ledger, and forgotten here", hearsay.ErrNotFound, id)
}

// recent are the addings that go on, and those that ended last; the newest first, at most n.
func (q *queue) recent(n int) []Adding {
	q.Lock()
	defer q.Unlock()
	out := []Adding{}
	for i := len(q.all) - 1; i >= 0 && len(out) < n; i-- {
		out = append(out, q.all[i].copied())
	}
	return out
}

// length is how many wait.
func (q *queue) length() int {
	q.Lock()
	defer q.Unlock()
	return len(q.waiting)
}

// copied is an adding that does not change. The queue is locked.
func (t *task) copied() Adding {
	a := t.Adding
	a.Read, a.Skipped = append([]AddedDoc{}, a.Read...), append([]AddedSkip{}, a.Skipped...)
	return a
}

// close ends reading: the documents in hand are read and entered. After grace, they are not waited for any longer.
func (q *queue) close(grace time.Duration) (err error) {
	defer q.stop()
	q.Lock()
	if !q.closed {
		q.closed = true
		close(q.enough)
	}
	q.Unlock()
	timer := time.NewTimer(grace)
	defer timer.Stop()
	select {
	case <-q.gone:
	case <-timer.C:
		q.stop()
		<-q.gone
		err = fmt.Errorf("%w: the documents in hand took longer than %s and were broken off", hearsay.ErrUnavailable, grace)
	}
	return err
}

// work reads what waits, until the queue is closed.
func (q *queue) work(ctx context.Context) {
	defer close(q.gone)
	for {
		select {
		case <-q.more:
		case <-q.enough:
		}
		for t := q.next(); t != nil; t = q.next() {
			q.read(ctx, t)
		}
		select {
		case <-q.enough:
			return
		default:
		}
	}
}

// next is the task whose turn it is; nil when none waits.
func (q *queue) next() *task {
	q.Lock()
	defer q.Unlock()
	if len(q.waiting) == 0 {
		return nil
	}
	t := q.waiting[0]
	q.waiting = q.waiting[1:]
	t.State, t.Started = Reading, time.Now()
	return t
}

// read reads a task to its end, or until the queue is closed.
func (q *queue) read(ctx context.Context, t *task) {
	defer t.given.forget()
	var last AddedCounts
	var coming []AddedDoc
	_, err := q.desk.AddAll(ctx, t.given.inputs, desk.Options{
		Enough: q.enough,
		Passed: func(n int64) {
			q.Lock()
			defer q.Unlock()
			t.Passed += n
		},
		Doc: func(r ledger.Reading) {
			coming = append(coming, AddedDoc{r.Document.ID, r.Document.Title, r.Document.Outlet, r.Document.Ref})
		},
		Skip: func(r ledger.Reading) {
			q.Lock()
			defer q.Unlock()
			if len(t.Skipped) < mostShown {
				t.Skipped = append(t.Skipped, AddedSkip{r.Skip.Name, r.Skip.Reason, r.Skip.Detail})
			}
		},
		Told: func(p desk.Progress) {
			now := AddedCounts{p.Documents + p.Reread, p.Claims, p.Skips, p.Known}
			q.add(AddedCounts{now.Documents - last.Documents, now.Claims - last.Claims, now.Skips - last.Skips, now.Known - last.Known})
			last = now
			q.Lock()
			defer q.Unlock()
			t.Counts = now
			t.Read = append(t.Read, coming...)
			t.Read, coming = t.Read[max(0, len(t.Read)-mostShown):], coming[:0]
		},
	})
	q.Lock()
	defer q.Unlock()
	t.Ended = time.Now()
	switch {
	case err == nil:
		t.State = Done
	case errors.Is(err, desk.ErrEnough), errors.Is(err, context.Canceled):
		t.State, t.Error = Stopped, "The server was stopped before all was read. Give it again: what is in the ledger already is not read twice."
	default:
		t.State, t.Error = Failed, ledger.Within(err).Error()
	}
	level := slog.LevelInfo
	if t.State != Done {
		level = slog.LevelWarn
	}
	q.log.Log(ctx, level, "read", "adding", t.ID, "state", t.State, "inputs", t.Inputs, "documents", t.Counts.Documents, "claims", t.Counts.Claims,
		"skips", t.Counts.Skips, "known", t.Counts.Known, "ms", t.Ended.Sub(t.Started).Milliseconds(), "error", t.Error)
}
