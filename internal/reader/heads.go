package reader

import (
	"fmt"

	"hearsay/internal/infer"
)

// heads says where in an output row each head's columns stand and what they mean.
type heads struct {
	hidden   int
	price    [2]float32 // of a run of speaker, of content (reader.json: switch)
	edge     float32    // how much the taggers' word on ends weighs
	floor    float32    // and how little it can be
	labels   map[string][]string
	at       map[string]columns
	distance []float32 // coref: score by bucket of distance in mentions
	bucket   []int     // the least distance of each bucket
}

// columns are the columns of one head, half open.
type columns struct{ from, to int }

func (c columns) of(row []float32) []float32 { return row[c.from:c.to] }

// runHeads tag runs of words over the whole document.
var runHeads = []string{"ent", "gen", "time", "qty", "role", "hedge", "med", "addr"}

func readHeads(w *infer.Weights) (heads, error) {
	var s struct {
		Hidden  int               `json:"width_hidden"`
		Width   int               `json:"width"`
		Switch  [2]float32        `json:"switch"`
		Edge    [2]float32        `json:"edge"`
		Slices  map[string][2]int `json:"slices"`
		Labels  map[string][]any  `json:"labels"`
		Buckets []int             `json:"coref_buckets"`
		Dist    []float32         `json:"coref_dist"`
	}
	if err := w.Describe(&s); err != nil {
		return heads{}, err
	}
	h := heads{
		hidden: s.Hidden, price: s.Switch, edge: s.Edge[0], floor: s.Edge[1],
		labels: map[string][]string{}, at: map[string]columns{}, distance: s.Dist, bucket: s.Buckets,
	}
	for name, l := range s.Labels {
		for _, v := range l {
			if str, ok := v.(string); ok {
				h.labels[name] = append(h.labels[name], str)
			}
		}
	}
	bio := []string{"O", "B-", "I-"}
	for _, name := range []string{"cue", "spk", "con", "time", "qty", "role", "hedge", "med", "addr"} {
		h.labels[name] = bio
	}
	for name, c := range s.Slices {
		if c[0] < 0 || c[1] <= c[0] || c[1] > s.Width {
			return heads{}, fmt.Errorf("%w: reader.json: slice %s is %v of %d columns", infer.ErrWeights, name, c, s.Width)
		}
		h.at[name] = columns{c[0], c[1]}
	}
	const vector = 64
	for name, want := range map[string]int{
		"cue": 3, "spk": 3, "con": 3, "time": 3, "qty": 3, "role": 3, "hedge": 3, "med": 3, "addr": 3, "ru": 2, "fact": 1,
		"rs_q": vector, "rs_k": vector, "rt_q": vector, "rt_k": vector, "coref_q": vector, "coref_k": vector,
		"ent": len(h.labels["ent"]), "gen": len(h.labels["gen"]), "act": len(h.labels["act"]), "sure": len(h.labels["sure"]),
		"neg": len(h.labels["neg"]), "kind": len(h.labels["kind"]), "ment": len(h.labels["ment"]), "upos": len(h.labels["upos"]),
	} {
		if c := h.at[name]; want == 0 || c.to-c.from != want {
			return heads{}, fmt.Errorf("%w: reader.json: head %s has %d columns, want %d", infer.ErrWeights, name, c.to-c.from, want)
		}
	}
	if len(h.bucket) == 0 || len(h.bucket) != len(h.distance) {
		return heads{}, fmt.Errorf("%w: reader.json: %d coref buckets, %d distances", infer.ErrWeights, len(h.bucket), len(h.distance))
	}
	return h, nil
}

// part is the columns of a head in a row.
func (h *heads) part(row []float32, name string) []float32 { return h.at[name].of(row) }

// best is the label a head gives a row.
func (h *heads) best(row []float32, name string) string {
	return h.labels[name][argmax(h.part(row, name))]
}

func argmax(x []float32) int {
	best := 0
	for i, v := range x {
		if v > x[best] {
			best = i
		}
	}
	return best
}
