package party

import (
	"strings"
	"sync"
)

var givenLines = sync.OnceValue(func() map[string][]int {
	lines := map[string][]int{}
	for n, line := range strings.Split(strings.TrimSpace(givenNames), "\n") {
		for _, w := range strings.Fields(line) {
			lines[w] = append(lines[w], n)
		}
	}
	return lines
})

// givenLike is how like two given names are: 0 where they are known to be two, 1 where they are known to be one.
func givenLike(a, b *part) float64 {
	if a.text == b.text {
		return 1
	}
	if a.initial || b.initial {
		if a.text[0] == b.text[0] {
			return 0.85
		}
		return 0
	}
	x, y := givenLines()[a.text], givenLines()[b.text]
	for _, i := range x {
		for _, j := range y {
			if i == j {
				return 1
			}
		}
	}
	if x != nil && y != nil {
		return 0
	}
	if k := kin(a.text); k != "" && k == kin(b.text) {
		return 1
	}
	if sexes(a.text, b.text) {
		return 0
	}
	s := alike(a.sound, b.sound)
	if s < 0.87 && min(len(a.sound), len(b.sound)) < 5 {
		return min(s, 0.5) // a short name has neighbours
	}
	return s
}

// sexes reports whether two given names differ by nothing but the ending of a man's and a woman's.
func sexes(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	n := len(a)
	switch {
	case n < 4:
		return false
	case len(b) == n:
		return a[:n-1] == b[:n-1] && (a[n-1] == 'a' || b[n-1] == 'a') && (strings.IndexByte("oeiu", a[n-1]) >= 0 || strings.IndexByte("oeiu", b[n-1]) >= 0)
	}
	return strings.HasPrefix(b, a) && (b[n:] == "a" || b[n:] == "ia" || b[n:] == "ine" || b[n:] == "ina" || b[n:] == "le" || b[n:] == "ne" || b[n:] == "te") && !vowel(a[n-1])
}
