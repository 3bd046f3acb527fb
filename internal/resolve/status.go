package resolve

import (
	_ "embed"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"hearsay"
)

// status fills in how the event of each claim stands. What the words say is told in signs (status_signs.go); how much each sign speaks
// for each status was fitted on cases that editors marked, and stands in status_weights.tsv.
func (a *account) status() {
	w := statusWeights()
	for i := range a.claims {
		c := &a.claims[i]
		s := a.signs(c)
		c.Status = w.odds(s.names).choose(s.allowed)
	}
}

// statuses in the order of the columns of status_weights.tsv.
var statuses = [...]hearsay.Status{
	hearsay.Happened, hearsay.Ongoing, hearsay.Planned, hearsay.Demanded, hearsay.Expected, hearsay.Conceivable, hearsay.NotHappened,
}

// unreal is the first of the statuses of what has not taken place.
const unreal = 2

// statusSet is a set of statuses by their place in statuses.
type statusSet uint8

const anyStatus statusSet = 1<<len(statuses) - 1

func statusesOf(list ...hearsay.Status) statusSet {
	var s statusSet
	for _, one := range list {
		s |= 1 << slices.Index(statuses[:], one)
	}
	return s
}

func (s statusSet) has(i int) bool { return s&(1<<i) != 0 }

// odds are the chances of the statuses; they sum to one.
type odds [len(statuses)]float64

// surely is how likely it must be that an event took place or is under way before a claim is shown so: what is planned, demanded,
// feared or denied is never to be shown as happened.
const surely = 0.85

// weights of the signs, for each status.
type weights map[string]odds

//go:embed status_weights.tsv
var fittedStatus string

var statusWeights = sync.OnceValue(func() weights { return readWeights(fittedStatus) })

func readWeights(tsv string) weights {
	w := weights{}
	for line := range strings.Lines(tsv) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 1+len(statuses) {
			continue // the heading
		}
		var o odds
		for i := range o {
			o[i], _ = strconv.ParseFloat(f[1+i], 64)
		}
		w[f[0]] = o
	}
	return w
}

// odds sums the weights of signs.
func (w weights) odds(signs []string) odds {
	var o odds
	for _, s := range signs {
		if v, ok := w[s]; ok {
			for i := range o {
				o[i] += v[i]
			}
		}
	}
	return o.normal()
}

// normal turns sums into chances.
func (o odds) normal() odds {
	top := o[0]
	for _, v := range o {
		top = max(top, v)
	}
	sum := 0.0
	for i, v := range o {
		o[i] = math.Exp(v - top)
		sum += o[i]
	}
	for i := range o {
		o[i] /= sum
	}
	return o
}

// choose picks a status of those allowed: happened or ongoing where they are likely enough together, else the likeliest of the rest.
func (o odds) choose(allowed statusSet) hearsay.Status {
	best, real, sum := -1, -1, 0.0
	for i := range o {
		if !allowed.has(i) {
			continue
		}
		sum += o[i]
		if i < unreal {
			if real < 0 || o[i] > o[real] {
				real = i
			}
		} else if best < 0 || o[i] > o[best] {
			best = i
		}
	}
	if best < 0 || real >= 0 && o.together(allowed) >= surely*sum {
		best = real
	}
	return statuses[best]
}

// together is the chance of those allowed that say an event took place or is under way.
func (o odds) together(allowed statusSet) float64 {
	sum := 0.0
	for i := range unreal {
		if allowed.has(i) {
			sum += o[i]
		}
	}
	return sum
}
