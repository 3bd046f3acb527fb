package web

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"hearsay"
	"hearsay/internal/report"
)

// graph is where a matter comes from, drawn from left to right: outlets, those through whom they have it, and who says so. Outlets stand together
// by origin; those that have it from each other only stand in a ring.
type graph struct {
	Width, Height int
	Bands         []band // one an origin
	Rings         []ringAt
	Nodes         []*node
	Edges         []edge
	Words         []string // the same in words
	More          int      // outlets that are not drawn
}

// node is somebody in a drawing.
type node struct {
	X, Y, W, H int
	Name       string // in full
	Note       string
	Class      string // outlet, relay, speaker
	key        string
	column     int // of an outlet: its origin
	ring       bool
	bend       bool  // nobody: where an arrow passes between others
	from       []int // where the arrows to it come from
}

// Label is the name as far as there is room.
func (n *node) Label() string {
	if r := []rune(n.Name); len(r) > 24 {
		return strings.TrimRight(string(r[:23]), " ,") + "…"
	}
	return n.Name
}

// TextX and TextY are where its name begins.
func (n *node) TextX() int { return n.X + 8 }

// TextY is the line of its name.
func (n *node) TextY() int {
	if n.Note == "" {
		return n.Y + n.H/2 + 5
	}
	return n.Y + 16
}

// NoteY is the line of its note.
func (n *node) NoteY() int { return n.Y + 31 }

// band is what holds the outlets of one origin.
type band struct {
	X, Y, W, H int
	Label      string
}

// LabelX and LabelY are where its label begins.
func (b band) LabelX() int { return b.X + 6 }

// LabelY is the line of its label.
func (b band) LabelY() int { return b.Y + 13 }

// edge is an arrow to whoever it is from.
type edge struct {
	Path  string
	Class string // from, cites, ring
	Title string
}

// ringAt is the circle on which a ring stands.
type ringAt struct{ X, Y, R int }

const (
	boxWide, boxHigh = 190, 38
	boxGap           = 10
	columnGap        = 84
	bandHead         = 18
	bandPad          = 7
	mostOutlets      = 24 // drawn
	leftRoom         = 34 // for arrows between outlets
)

// drawing is a graph in the making.
type drawing struct {
	graph
	m       *report.Matter
	nodes   map[string]*node
	columns [][]*node
	edges   map[[2]string]bool
	bends   map[[2]*node][]*node // of an arrow that passes columns
}

// graphOf draws a matter; nil when there is nothing but one outlet that says so itself.
func graphOf(m *report.Matter) *graph {
	d := &drawing{m: m, nodes: map[string]*node{}, edges: map[[2]string]bool{}, bends: map[[2]*node][]*node{}}
	chains := d.outlets()
	d.people(chains)
	d.place()
	d.connect(chains)
	if len(d.Edges) == 0 && len(d.Nodes) < 2 {
		return nil
	}
	return &d.graph
}

// way is the way of one telling: the outlet's node, then those it came through, who says it last.
type way struct {
	from *node
	hops []*hearsay.Hop
	to   []*node
	told *report.Telling
}

// outlets makes the nodes of outlets, by origin, and returns the ways that begin at them.
func (d *drawing) outlets() (ways []*way) {
	ring := map[string]bool{}
	for _, r := range d.m.Rings {
		for _, id := range r {
			ring[id] = true
		}
	}
	origin := map[string]int{}
	for i, o := range d.m.Origins {
		for _, id := range o.Documents {
			if _, known := origin[id]; !known {
				origin[id] = i
			}
		}
	}
	documents := map[string]map[string]bool{}
	missing := map[string]bool{}
	for i := range d.m.Told {
		t := &d.m.Told[i]
		name := t.Document.Outlet
		if name == "" {
			name = t.Document.Ref
		}
		if name == "" {
			name = "an unnamed outlet"
		}
		at, known := origin[t.Document.ID]
		if !known {
			at = len(d.m.Origins)
		}
		key := fmt.Sprintf("%d/%s", at, strings.ToLower(name))
		n := d.nodes[key]
		if n == nil {
			if len(documents) == mostOutlets {
				missing[t.Document.ID] = true
				continue
			}
			n = &node{Name: name, Class: "outlet", key: key, W: boxWide, H: boxHigh, column: at}
			d.nodes[key], documents[key] = n, map[string]bool{}
		}
		n.ring = n.ring || ring[t.Document.ID]
		documents[key][t.Document.ID] = true
		w := &way{from: n, told: t}
		for k := range t.Chain {
			if k > 0 {
				w.hops = append(w.hops, &t.Chain[k])
			}
		}
		if t.OwnVoice && len(w.hops) == 0 {
			n.Note = "in its own voice"
		}
		ways = append(ways, w)
	}
	for key, ids := range documents {
		if len(ids) > 1 {
			n := d.nodes[key]
			n.Note = joined(report.Count(len(ids), "document"), n.Note)
		}
	}
	d.More = len(missing)
	return ways
}

func joined(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · ")
}

// people makes the nodes of all others: in the last column who says it, between those through whom it came. An outlet that others have it from is
// the node it already is.
func (d *drawing) people(ways []*way) {
	outlet := map[string]*node{}
	for _, w := range ways {
		if name := strings.ToLower(w.from.Name); outlet[name] == nil {
			outlet[name] = w.from
		}
	}
	deepest := 1
	depth := map[*node]int{}
	relays := map[*node]bool{}
	for _, w := range ways {
		for k, h := range w.hops {
			name := h.Name
			if name == "" {
				name = strings.TrimSuffix(h.Text, ",")
			}
			if name == "" {
				name = "(nobody named)"
			}
			if o := outlet[strings.ToLower(name)]; o != nil && o != w.from {
				w.to = append(w.to, o)
				continue
			}
			key := "who/" + h.Party
			if h.Party == "" {
				key = "who/" + strings.ToLower(name)
			}
			n := d.nodes[key]
			if n == nil {
				n = &node{Name: name, Class: "speaker", key: key, W: boxWide, H: boxHigh}
				d.nodes[key] = n
			}
			if k == len(w.hops)-1 && h.Name != "" && w.told.Speaker.Role != "" && n.Note == "" {
				n.Note = cut(w.told.Speaker.Role, 30)
			}
			if k < len(w.hops)-1 {
				relays[n] = true
				n.Class = "relay"
			}
			depth[n] = max(depth[n], k+1)
			deepest = max(deepest, k+1)
			w.to = append(w.to, n)
		}
	}
	anyRelay := len(relays) > 0
	d.columns = make([][]*node, 2)
	if anyRelay {
		d.columns = make([][]*node, deepest+1)
	}
	seen := map[*node]bool{}
	for _, w := range ways {
		for _, n := range w.to {
			if seen[n] || n.Class == "outlet" {
				continue
			}
			seen[n] = true
			at := len(d.columns) - 1
			if relays[n] {
				at = min(depth[n], len(d.columns)-2)
			}
			d.columns[at] = append(d.columns[at], n)
		}
	}
	d.columns = slices.DeleteFunc(d.columns, func(c []*node) bool { return c == nil })
	d.bend(ways)
}

// bend gives every arrow that passes a column a place of its own there, so that it does not seem to come out of somebody else.
func (d *drawing) bend(ways []*way) {
	column := map[*node]int{}
	for i, c := range d.columns {
		for _, n := range c {
			column[n] = i + 1
		}
	}
	for _, w := range ways {
		from := w.from
		for _, to := range w.to {
			pair := [2]*node{from, to}
			if _, known := d.bends[pair]; !known {
				d.bends[pair] = nil
				for at := column[from] + 1; at < column[to]; at++ {
					n := &node{bend: true, W: boxWide, H: 8}
					d.columns[at-1] = append(d.columns[at-1], n)
					d.bends[pair] = append(d.bends[pair], n)
				}
			}
			from = to
		}
	}
}

func cut(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

// place puts outlets into the bands of their origins, one under the other, and the rest into columns beside them.
func (d *drawing) place() {
	byOrigin := make([][]*node, len(d.m.Origins)+1)
	for _, n := range d.nodes {
		if n.Class == "outlet" {
			byOrigin[n.column] = append(byOrigin[n.column], n)
		}
	}
	y, right := 0, leftRoom+boxWide+2*bandPad
	for i, some := range byOrigin {
		if len(some) == 0 {
			continue
		}
		slices.SortFunc(some, func(a, b *node) int { return strings.Compare(a.key, b.key) })
		b := band{X: leftRoom, Y: y, W: boxWide + 2*bandPad, Label: d.bandName(i)}
		at := y + bandHead
		var ring []*node
		for _, n := range some {
			if n.ring {
				ring = append(ring, n)
				continue
			}
			n.X, n.Y = leftRoom+bandPad, at
			at += boxHigh + boxGap
		}
		if len(ring) > 1 {
			c := ringOf(ring, leftRoom+bandPad, at)
			d.Rings = append(d.Rings, c)
			for _, n := range ring {
				right = max(right, n.X+n.W+bandPad)
				b.W = max(b.W, n.X+n.W+bandPad-b.X)
				at = max(at, n.Y+n.H+boxGap)
			}
			b.W = max(b.W, c.X+c.R+24-b.X)
			b.Label = joined(b.Label, "a ring: they have it from each other")
			b.W = max(b.W, 16+6*len(b.Label)) // of letters some six wide
			right = max(right, b.X+b.W)
			at = max(at, c.Y+c.R+boxGap)
		} else if len(ring) == 1 {
			ring[0].X, ring[0].Y = leftRoom+bandPad, at
			at += boxHigh + boxGap
		}
		b.H = at - boxGap + bandPad - y
		y = at + bandPad + 4
		d.Bands = append(d.Bands, b)
	}
	height := y
	x := right + columnGap
	for _, c := range d.columns {
		height = max(height, d.stack(c, x))
		x += boxWide + columnGap
	}
	d.Width, d.Height = x-columnGap+4, height+6
	for _, n := range d.nodes {
		d.Nodes = append(d.Nodes, n)
	}
	slices.SortFunc(d.Nodes, func(a, b *node) int { return strings.Compare(a.key, b.key) })
}

// ringOf puts outlets on a circle as small as can be, right of x and under y.
func ringOf(ring []*node, x, y int) ringAt {
	c := ringAt{R: 50}
	for over := true; over && c.R < 4000; {
		c.R += 8
		for k, n := range ring {
			angle := -math.Pi/2 + 2*math.Pi*float64(k)/float64(len(ring))
			n.X, n.Y = int(float64(c.R)*math.Cos(angle))-n.W/2, int(float64(c.R)*math.Sin(angle))-n.H/2
		}
		over = false
		for k, n := range ring {
			over = over || slices.ContainsFunc(ring[:k], func(o *node) bool {
				return n.X < o.X+o.W+boxGap && o.X < n.X+n.W+boxGap && n.Y < o.Y+o.H+boxGap && o.Y < n.Y+n.H+boxGap
			})
		}
	}
	left, top := -c.R, -c.R
	for _, n := range ring {
		left, top = min(left, n.X), min(top, n.Y)
	}
	for _, n := range ring {
		n.X, n.Y = n.X+x-left, n.Y+y-top
	}
	c.X, c.Y = x-left, y-top
	return c
}

// bandName names the origins whose outlets stand in the band of one: itself, and those of which every document stands there already.
func (d *drawing) bandName(origin int) string {
	if origin == len(d.m.Origins) {
		return ""
	}
	first := map[string]int{}
	for i, o := range d.m.Origins {
		for _, id := range o.Documents {
			if _, known := first[id]; !known {
				first[id] = i
			}
		}
	}
	numbers := []string{strconv.Itoa(origin + 1)}
	for i, o := range d.m.Origins {
		if i != origin && !slices.ContainsFunc(o.Documents, func(id string) bool { return first[id] != origin }) {
			numbers = append(numbers, strconv.Itoa(i+1))
		}
	}
	if len(numbers) > 1 {
		return "origins " + strings.Join(numbers, ", ")
	}
	return "origin " + numbers[0]
}

// stack puts those of a column under each other, each as near as can be to where its arrows come from, and returns where the column ends.
func (d *drawing) stack(column []*node, x int) int {
	for pair, bends := range d.bends {
		way := append(append([]*node{pair[0]}, bends...), pair[1])
		for i, n := range way[1:] {
			if slices.Contains(column, n) {
				n.from = append(n.from, way[i].Y+way[i].H/2)
			}
		}
	}
	wanted := func(n *node) int {
		sum := 0
		for _, y := range n.from {
			sum += y
		}
		return sum / max(1, len(n.from))
	}
	slices.SortStableFunc(column, func(a, b *node) int { return cmp.Or(cmp.Compare(wanted(a), wanted(b)), strings.Compare(a.key, b.key)) })
	at := bandHead
	for _, n := range column {
		n.X, n.Y = x, max(at, wanted(n)-n.H/2)
		at = n.Y + n.H + boxGap
	}
	return at + 4
}

// connect draws the arrows, and says them in words.
func (d *drawing) connect(ways []*way) {
	said := map[string]bool{}
	for _, w := range ways {
		from := w.from
		line := from.Name
		for i, to := range w.to {
			d.arrow(from, to, w.hops[i].Cue.Text)
			from = to
			if i == 0 {
				line += " has it from " + to.Name
			} else {
				line += ", and that from " + to.Name
			}
		}
		if len(w.to) == 0 {
			line += " says so itself"
			if !w.told.OwnVoice {
				line = from.Name + " names nobody"
			}
		}
		if !said[line] {
			said[line] = true
			d.Words = append(d.Words, line)
		}
	}
}

func (d *drawing) arrow(a, b *node, cue string) {
	if a == b || d.edges[[2]string{a.key, b.key}] {
		return
	}
	d.edges[[2]string{a.key, b.key}] = true
	e := edge{Class: "from", Title: fmt.Sprintf("%s has it from %s", a.Name, b.Name)}
	if cue != "" {
		e.Title += ": “" + cut(cue, 80) + "”"
	}
	ay, by := a.Y+a.H/2, b.Y+b.H/2
	switch {
	case a.ring && b.ring && a.column == b.column && a.Class == "outlet" && b.Class == "outlet":
		e.Class, e.Path = "ring", d.arc(a, b)
	case a.Class == "outlet" && b.Class == "outlet":
		e.Class = "cites"
		e.Path = fmt.Sprintf("M%d,%d C%d,%d %d,%d %d,%d", a.X, ay-4, a.X-leftRoom-bandPad, ay, b.X-leftRoom-bandPad, by, b.X-2, by+4)
	case b.X >= a.X+a.W:
		x, y := a.X+a.W, ay
		e.Path = fmt.Sprintf("M%d,%d", x, y)
		for _, n := range append(d.bends[[2]*node{a, b}], b) {
			to, ny := n.X, n.Y+n.H/2
			if n == b {
				to -= 3
			}
			mid := (x + to) / 2
			e.Path += fmt.Sprintf(" C%d,%d %d,%d %d,%d", mid, y, mid, ny, to, ny)
			if x, y = to, ny; n.bend {
				x += n.W
				e.Path += fmt.Sprintf(" H%d", x)
			}
		}
	default: // somebody further right has it from somebody in the same column, or further left
		x := max(a.X+a.W, b.X+b.W)
		e.Path = fmt.Sprintf("M%d,%d C%d,%d %d,%d %d,%d", a.X+a.W, ay, x+40, ay, x+40, by, b.X+b.W+3, by)
	}
	d.Edges = append(d.Edges, e)
}

// arc is a piece of the circle between two of a ring, from the edge of one box to the edge of the other, clockwise.
func (d *drawing) arc(a, b *node) string {
	var c ringAt
	best := math.MaxFloat64
	ax, ay := float64(a.X+a.W/2), float64(a.Y+a.H/2)
	for _, r := range d.Rings {
		if off := math.Abs(math.Hypot(ax-float64(r.X), ay-float64(r.Y)) - float64(r.R)); off < best {
			best, c = off, r
		}
	}
	bx, by := float64(b.X+b.W/2), float64(b.Y+b.H/2)
	from, to := math.Atan2(ay-float64(c.Y), ax-float64(c.X)), math.Atan2(by-float64(c.Y), bx-float64(c.X))
	for to <= from+1e-9 {
		to += 2 * math.Pi
	}
	step := func(at, by float64, n *node) float64 { // out of the box
		for range 200 {
			x, y := float64(c.X)+float64(c.R)*math.Cos(at), float64(c.Y)+float64(c.R)*math.Sin(at)
			if x < float64(n.X)-2 || x > float64(n.X+n.W)+2 || y < float64(n.Y)-2 || y > float64(n.Y+n.H)+2 {
				break
			}
			at += by
		}
		return at
	}
	from, to = step(from, 0.02, a), step(to, -0.02, b)
	large := 0
	if to-from > math.Pi {
		large = 1
	}
	point := func(at float64) (int, int) {
		return c.X + int(math.Round(float64(c.R)*math.Cos(at))), c.Y + int(math.Round(float64(c.R)*math.Sin(at)))
	}
	x1, y1 := point(from)
	x2, y2 := point(to)
	return fmt.Sprintf("M%d,%d A%d,%d 0 %d 1 %d,%d", x1, y1, c.R, c.R, large, x2, y2)
}
