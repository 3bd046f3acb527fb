package amount

import "strings"

// bound is what words before a number make of it.
type bound uint8

const (
	exact  bound = iota
	least        // or more
	utmost       // or fewer
)

type qualifier struct {
	words []string
	bound bound
}

// qualifiers by their first word, longest first.
var qualifiers = func() map[string][]qualifier {
	m := map[string][]qualifier{}
	add := func(b bound, lines string) {
		for line := range strings.Lines(lines) {
			if words := strings.Fields(line); len(words) > 0 {
				m[words[0]] = append(m[words[0]], qualifier{words, b})
			}
		}
	}
	add(least, `
		at the very least
		at the least
		at least
		no fewer than
		not fewer than
		no less than
		not less than
		a minimum of
		upwards of
		upward of
		well over
		far more than
		well above
		many more than
		more than
		greater than
		better than
		in excess of
		exceeding
		over
		above
		beyond`)
	add(utmost, `
		no more than
		not more than
		at the very most
		at the most
		at most
		a maximum of
		up to
		as many as
		as much as
		fewer than
		less than
		well under
		under
		below`)
	add(exact, `
		a little more than
		a little less than
		a little over
		a little under
		slightly more than
		slightly less than
		slightly over
		slightly under
		just more than
		just less than
		just over
		just under
		just above
		just below
		just short of
		a total of
		a record
		a mere
		some
		about
		around
		roughly
		approximately
		approx
		circa
		ca
		nearly
		almost
		virtually
		practically
		close to
		closer to
		near to
		somewhere near
		an estimated
		estimated
		perhaps
		maybe
		possibly
		probably
		exactly
		precisely
		fully
		only
		just
		as few as
		as little as
		barely
		hardly
		not quite`)
	return m
}()

// qualified reads the words before a number at atom i: how they bound it, and the atom behind them.
func (p *parser) qualified(i int) (bound, int) {
	b, seen := exact, false
	for range 3 {
		q, ok := p.qualifier(i)
		if !ok {
			break
		}
		if q.bound != exact {
			b = q.bound
		}
		i += len(q.words)
		seen = true
		if t := p.at(i); (t == "a" || t == "the") && p.atoms[min(i+1, len(p.atoms)-1)].number {
			i++ // "about the 40": as "about 40"
		}
	}
	if !seen {
		return exact, i
	}
	return b, i
}

func (p *parser) qualifier(i int) (qualifier, bool) {
	for _, q := range qualifiers[p.at(i)] {
		k := 1
		for k < len(q.words) && p.at(i+k) == q.words[k] {
			k++
		}
		if k == len(q.words) {
			return q, true
		}
	}
	return qualifier{}, false
}

// afterwards reads the words behind a number that bound it: "or more", "-plus", "+", "-odd", "or so".
func (p *parser) afterwards(i int) (bound, int) {
	k := p.hyphen(i)
	switch t := p.at(k); {
	case t == "+" && p.atoms[k].glued, t == "plus" && k > i:
		return least, k + 1
	case t == "odd" && k > i:
		return exact, k + 1
	case t == "or":
		switch p.at(i + 1) {
		case "more", "above", "over":
			return least, i + 2
		case "less", "fewer", "under", "below":
			return utmost, i + 2
		case "so", "thereabouts":
			return exact, i + 2
		}
	}
	return exact, i
}
