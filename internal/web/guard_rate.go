package web

import (
	"sync"
	"time"
)

// rate bounds how often each of many does something: so many times at once, and then as they come back over time.
type rate struct {
	most  float64
	every time.Duration // in which most come back
	now   func() time.Time

	mu   sync.Mutex
	left map[string]left
}

// left is how many times somebody had at an instant.
type left struct {
	times float64
	at    time.Time
}

// mostKnown is of how many a rate keeps count; when there are more, those who have all their times left are forgotten.
const mostKnown = 10_000

// newRate bounds to most times in a span of time; 0 is no bound.
func newRate(most int, every time.Duration) *rate {
	return &rate{most: float64(most), every: every, now: time.Now, left: map[string]left{}}
}

// take counts one time, and returns 0; when somebody has none left, it counts nothing and returns how long to wait.
func (r *rate) take(who string) time.Duration {
	if r.most <= 0 {
		return 0
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.now()
	l, known := r.left[who]
	if !known {
		if len(r.left) >= mostKnown {
			r.forget(now)
		}
		l = left{r.most, now}
	}
	l = left{r.come(l, now), now}
	wait := time.Duration(0)
	if l.times >= 1 {
		l.times--
	} else {
		wait = time.Duration((1 - l.times) / r.most * float64(r.every))
	}
	r.left[who] = l
	return wait
}

// come is how many times somebody has by now.
func (r *rate) come(l left, now time.Time) float64 {
	return min(r.most, l.times+r.most*float64(now.Sub(l.at))/float64(r.every))
}

// forget makes room: those go who have all their times left, and if these are not many, all.
func (r *rate) forget(now time.Time) {
	for who, l := range r.left {
		if r.come(l, now) >= r.most {
			delete(r.left, who)
		}
	}
	if len(r.left) > mostKnown/2 {
		clear(r.left)
	}
}
