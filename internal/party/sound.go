package party

import "strings"

// A word of a name is compared by how it sounds to somebody who writes it in Latin letters: one byte a sound. Capitals stand for sounds
// that are often written with two letters: S sh, C ch, J zh or dj, X kh, G gh; y is a j or y that may be either. Vowels are a e i o u.
var spellings = []struct{ written, sound string }{
	{"shch", "S"},
	{"tsch", "C"},
	{"dsch", "J"},
	{"sch", "S"},
	{"tch", "C"},
	{"dzh", "J"},
	{"dgh", "G"},
	{"dj", "J"},
	{"sh", "S"},
	{"cz", "C"},
	{"ch", "C"},
	{"zh", "J"},
	{"kh", "X"},
	{"gh", "G"},
	{"ph", "f"},
	{"th", "t"},
	{"dh", "d"},
	{"bh", "b"},
	{"ck", "k"},
	{"qu", "k"},
	{"q", "k"},
	{"tz", "z"},
	{"ts", "z"},
	{"dz", "z"},
	{"oo", "u"},
	{"ou", "u"},
	{"ee", "i"},
	{"ii", "i"},
	{"ie", "i"},
	{"ey", "ei"},
	{"iy", "i"},
}

// beginning is spellings by the letter they begin with.
var beginning = func() (t [256][]struct{ written, sound string }) {
	for _, p := range spellings {
		t[p.written[0]] = append(t[p.written[0]], p)
	}
	return t
}()

// sound is how a folded word sounds.
func sound(w string) string {
	out := make([]byte, 0, len(w))
	put := func(c byte) {
		if n := len(out); n == 0 || out[n-1] != c {
			out = append(out, c)
		}
	}
next:
	for i := 0; i < len(w); {
		for _, p := range beginning[w[i]] {
			if strings.HasPrefix(w[i:], p.written) {
				for k := range len(p.sound) {
					put(p.sound[k])
				}
				i += len(p.written)
				continue next
			}
		}
		after := byte(0)
		if i+1 < len(w) {
			after = w[i+1]
		}
		switch c := w[i]; c {
		case 'c':
			switch {
			case after == 'e' || after == 'i' || after == 'y':
				put('s')
			case after == 0 && i > 0 && w[i-1] == 'i': // -ic, -vic
				put('C')
			default:
				put('k')
			}
		case 'g':
			if i == 0 && len(w) > 3 && (after == 'i' && vowel(w[2]) || w[1:3] == "eo") {
				put('y') // Giorgos, Yiorgos
			} else {
				put('g')
			}
		case 'j':
			put('y')
		case 'y':
			if i == 0 {
				put('y')
			} else {
				put('i')
			}
		case 'w':
			if i > 0 && after != 0 && vowel(w[i-1]) && !vowel(after) {
				put('u')
			} else {
				put('v')
			}
		default:
			put(c)
		}
		i++
	}
	return string(out)
}

func vowel(c byte) bool {
	switch c {
	case 'a', 'e', 'i', 'o', 'u':
		return true
	}
	return false
}

// near lists pairs of sounds that one name is written with, and what the change costs; any other change of a consonant costs 1.
var near = func() (t [128][128]float32) {
	for i := range t {
		for j := range t[i] {
			t[i][j] = 1
		}
		t[i][i] = 0
	}
	for _, p := range []struct {
		pairs string
		cost  float32
	}{
		{"ae ei ou", 0.2},
		{"ao ai eo au iu eu io", 0.35},
		{"sz hX gG yi", 0.15},
		{"SC yJ fv kX", 0.25},
		{"dJ dt gk bp Jz JC Gk hG Ss hC CX", 0.35},
		{"kC bv Cs Jg yg zC Cz yX yh uv Sz JS yz Xg yC", 0.45},
		{"mn lr rn", 0.7},
	} {
		for _, s := range strings.Fields(p.pairs) {
			t[s[0]][s[1]], t[s[1]][s[0]] = p.cost, p.cost
		}
	}
	return t
}()

// lost is what it costs that a sound is written in one spelling and not in the other.
func lost(c byte, first bool) float32 {
	switch c {
	case 'a', 'e', 'i', 'o', 'u':
		return 0.35
	case 'h', 'y', 'G':
		return 0.35
	}
	if first {
		return 1.1
	}
	return 0.9
}

// alike is how like two sounds are, 1 the same, 0 nothing in common.
func alike(a, b string) float64 {
	if a == b {
		return 1
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 0 || len(b) > 40 || len(b) > 2*len(a)+2 {
		return 0
	}
	var rows [2][42]float32
	at := func(c byte) byte { return c & 127 }
	for j := range len(b) {
		rows[0][j+1] = rows[0][j] + lost(b[j], j == 0)
	}
	for i := range len(a) {
		last, row := &rows[i&1], &rows[i&1^1]
		row[0] = last[0] + lost(a[i], i == 0)
		for j := range len(b) {
			row[j+1] = min(last[j]+near[at(a[i])][at(b[j])], last[j+1]+lost(a[i], i == 0), row[j]+lost(b[j], j == 0))
		}
	}
	cost := float64(rows[len(a)&1][len(b)])
	if near[at(a[0])][at(b[0])] > 0.5 {
		cost += 0.6 // people hear how a name begins
	}
	return max(0, 1-cost/max(3, float64(len(a)+len(b))/2))
}

// skeleton is the consonants of a word by kind, the same in all the spellings that alike would take for one; it may be the same for others.
func skeleton(sound string) string {
	out := make([]byte, 0, len(sound))
	put := func(c byte) {
		if n := len(out); n == 0 || out[n-1] != c {
			out = append(out, c)
		}
	}
	for i := range len(sound) {
		switch c := sound[i]; c {
		case 'b', 'p', 'f', 'v':
			put('b')
		case 'd', 't':
			put('t')
		case 'k', 'g':
			put('k')
		case 'X', 'G':
			if i == 0 {
				put('k')
			}
		case 's', 'z', 'S', 'C', 'J', 'x':
			put('s')
		case 'm', 'n':
			put('n')
		case 'l', 'r':
			put(c)
		case 'a', 'e', 'i', 'o', 'u', 'y', 'h':
		default:
			put(c)
		}
	}
	if len(out) < 2 {
		return string(out) + "/" + sound[:min(1, len(sound))]
	}
	return string(out)
}
