package reader

import (
	"math"

	"hearsay"
	"hearsay/internal/infer"
	"hearsay/internal/segment"
)

// The states of a word against a cue.
const (
	outside = iota
	speaker
	content
	states
)

// attributions decodes one window: its cues, and for each the speaker and the content; a cue without content is dropped.
// Faint are those of words that the cue tagger holds possible but not likely.
func (h *heads) attributions(rows infer.Rows) (clear, faint []Attribution) {
	n := rows.Len()
	cues := newTagger(h.labels["cue"])
	for i := range n {
		cues.add(h.part(rows.Row(i), "cue"))
	}
	e := h.ends(rows)
	next := 0
	for _, cue := range cues.runs() {
		faint = append(faint, h.faint(rows, e, next, cue.From)...)
		next = cue.To
		if a, ok := h.attribution(rows, e, cue.Run); ok {
			clear = append(clear, a)
		}
	}
	return clear, append(faint, h.faint(rows, e, next, n)...)
}

// faintest is the least likelihood of a word to begin a cue at which it is looked at again.
const faintest = 0.1

// faint decodes the unlikely cues among words from … to, where the tagger found none.
func (h *heads) faint(rows infer.Rows, e ends, from, to int) []Attribution {
	var out []Attribution
	for i := from; i < to; i++ {
		if math.Exp(logSoftmax(h.part(rows.Row(i), "cue"))[1]) < faintest {
			continue
		}
		cue := segment.Run{From: i, To: i + 1}
		for cue.To < to && argmax(h.part(rows.Row(cue.To), "cue")) == 2 {
			cue.To++
		}
		if a, ok := h.attribution(rows, e, cue); ok {
			out = append(out, a)
		}
		i = cue.To - 1
	}
	return out
}

// attribution decodes what belongs to one cue; false when that has no content.
func (h *heads) attribution(rows infer.Rows, e ends, cue segment.Run) (Attribution, bool) {
	n := rows.Len()
	a := Attribution{Cue: cue}
	path, likelihood := h.path(rows, e, cue)
	for i := 0; i < n; {
		j := i
		for j < n && path[j] == path[i] {
			j++
		}
		run := segment.Run{From: i, To: j}
		switch path[i] {
		case speaker:
			a.Speaker = append(a.Speaker, run)
		case content:
			a.Content = append(a.Content, run)
		}
		i = j
	}
	if len(a.Content) == 0 {
		return a, false
	}
	first := rows.Row(cue.From)
	if len(a.Speaker) > 1 {
		a.Speaker = []segment.Run{h.heaviest(rows, first, a.Speaker)}
	}
	a.Act = hearsay.Act(h.best(first, "act"))
	a.Sure = hearsay.Certainty(h.best(first, "sure"))
	a.Neg = h.best(first, "neg") == "1"
	if len(a.Speaker) > 0 {
		a.Kind = hearsay.Kind(h.best(rows.Row(a.Speaker[0].From), "kind"))
	}
	a.cue, a.path = h.cueLikelihood(rows, cue), likelihood
	a.score = calibrate(&a)
	return a, true
}

// heaviest is the run of speaker words with the greatest sum of scores: a claim has one speaker.
func (h *heads) heaviest(rows infer.Rows, cue []float32, runs []segment.Run) segment.Run {
	var best segment.Run
	most := float32(math.Inf(-1))
	for _, r := range runs {
		var sum float32
		for i := r.From; i < r.To; i++ {
			sum += h.link(rows.Row(i), cue, "rs_k", "rs_q", 0)
		}
		if sum > most {
			best, most = r, sum
		}
	}
	return best
}

// link scores a word against a cue: k·q/8 + the word's own leaning.
func (h *heads) link(word, cue []float32, k, q string, state int) float32 {
	return dot(h.part(word, k), h.part(cue, q))/8 + h.part(word, "ru")[state]
}

func dot(a, b []float32) (sum float32) {
	for i, v := range a {
		sum += v * b[i]
	}
	return sum
}

// ends holds, for each word of a window, what the speaker and content taggers add to a run that begins there or that ended before it.
type ends struct {
	begin, leave [][states]float32
}

func (h *heads) ends(rows infer.Rows) ends {
	n := rows.Len()
	e := ends{make([][states]float32, n), make([][states]float32, n)}
	for i := range n {
		for s, name := range map[int]string{speaker: "spk", content: "con"} {
			p := logSoftmax(h.part(rows.Row(i), name))
			e.begin[i][s] = h.edge * max(float32(p[1]), h.floor)
			e.leave[i][s] = h.edge * max(float32(math.Log(max(1-math.Exp(p[2]), 1e-6))), h.floor)
		}
	}
	return e
}

func logSoftmax(x []float32) []float64 {
	most := math.Inf(-1)
	for _, v := range x {
		most = max(most, float64(v))
	}
	var sum float64
	out := make([]float64, len(x))
	for i, v := range x {
		out[i] = float64(v) - most
		sum += math.Exp(out[i])
	}
	for i := range out {
		out[i] -= math.Log(sum)
	}
	return out
}

// path finds the best state of every word of a window against the cue, and the log-likelihood of that path among all paths.
func (h *heads) path(rows infer.Rows, e ends, cue segment.Run) ([]uint8, float64) {
	n := rows.Len()
	first := rows.Row(cue.From)
	price := [states]float32{0, h.price[0] / 2, h.price[1] / 2}
	var best [states]float32
	var all [states]float64 // log of the sum over all paths
	back := make([][states]uint8, n)
	for t := range n {
		row := rows.Row(t)
		own := [states]float32{0, h.link(row, first, "rs_k", "rs_q", 0), h.link(row, first, "rt_k", "rt_q", 1)}
		if t >= cue.From && t < cue.To {
			own[speaker], own[content] = -illegal, -illegal
		}
		if t == 0 {
			for s := range states {
				best[s] = own[s] - price[s]
				if s != outside {
					best[s] += e.begin[0][s]
				}
				all[s] = float64(best[s])
			}
			continue
		}
		var next [states]float32
		var sum [states]float64
		for s := range states {
			most, total := float32(math.Inf(-1)), math.Inf(-1)
			for from := range states {
				var step float32
				if s != from {
					step = -(price[s] + price[from])
					if s != outside {
						step += e.begin[t][s]
					}
					if from != outside {
						step += e.leave[t][from]
					}
				}
				if v := best[from] + step; v > most {
					most, back[t][s] = v, uint8(from)
				}
				total = logAdd(total, all[from]+float64(step))
			}
			next[s] = most + own[s]
			sum[s] = total + float64(own[s])
		}
		best, all = next, sum
	}
	last, total := 0, math.Inf(-1)
	for s := range states {
		best[s] -= price[s]
		total = logAdd(total, all[s]-float64(price[s]))
		if best[s] > best[last] {
			last = s
		}
	}
	path := make([]uint8, n)
	path[n-1] = uint8(last)
	for t := n - 1; t > 0; t-- {
		path[t-1] = back[t][path[t]]
	}
	return path, float64(best[last]) - total
}

func logAdd(a, b float64) float64 {
	if a < b {
		a, b = b, a
	}
	if math.IsInf(b, -1) {
		return a
	}
	return a + math.Log1p(math.Exp(b-a))
}

// cueLikelihood is the log-likelihood that the cue is these words and no others, by the cue tagger.
func (h *heads) cueLikelihood(rows infer.Rows, cue segment.Run) float64 {
	p := logSoftmax(h.part(rows.Row(cue.From), "cue"))
	sum := p[1]
	for i := cue.From + 1; i < cue.To; i++ {
		sum += logSoftmax(h.part(rows.Row(i), "cue"))[2]
	}
	if cue.To < rows.Len() {
		p := logSoftmax(h.part(rows.Row(cue.To), "cue"))
		sum += math.Log(max(1-math.Exp(p[2]), 1e-6))
	}
	return sum
}
