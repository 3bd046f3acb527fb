package party

import "slices"

// touching is a search through forms by their keys.
type touching struct {
	parser
	near  func(keys []string) ([]Form, error)
	known map[string]*around // by key of the name
	order []string
	asked map[string]bool      // keys that near has been asked for
	byKey map[string][]*around // what it returned
	calls int                  // of neighbours
}

// around is a name and the forms it stands with.
type around struct {
	*named
	forms  []Form
	needed bool
	seen   int // the last call of neighbours that has looked at it
}

// learn takes in forms.
func (t *touching) learn(forms []Form) {
	for _, f := range forms {
		n := t.form(f)
		if n == nil {
			continue
		}
		a := t.known[n.key]
		if a == nil {
			a = &around{named: n}
			t.known[n.key] = a
			t.order = append(t.order, n.key)
			for _, k := range n.keys() {
				t.byKey[k] = append(t.byKey[k], a)
			}
		}
		if !slices.Contains(a.forms, f) {
			a.forms = append(a.forms, f)
		}
	}
}

// ask learns the forms that have a key in common with names.
func (t *touching) ask(names []*around) error {
	var ask []string
	for _, a := range names {
		for _, k := range a.keys() {
			if !t.asked[k] {
				t.asked[k] = true
				ask = append(ask, k)
			}
		}
	}
	if len(ask) == 0 {
		return nil
	}
	forms, err := t.near(ask)
	t.learn(forms)
	return err
}

// neighbours are the names with an edge to a, of whose keys all is learnt.
func (t *touching) neighbours(a *around) []*around {
	var out []*around
	t.calls++
	for _, k := range a.keys() {
		for _, b := range t.byKey[k] {
			if b != a && b.seen != t.calls && !a.idle(b.named, k) {
				b.seen = t.calls
				if a.like(b.named) >= may {
					out = append(out, b)
				}
			}
		}
	}
	return out
}

// hang marks what hangs together with the names of start: full names with full ones, and the bare names beside them, which it returns.
func (t *touching) hang(start []*around, changed map[string]bool) ([]*around, error) {
	var bare []*around
	for wave := start; len(wave) > 0; {
		if err := t.ask(wave); err != nil {
			return nil, err
		}
		var next []*around
		for _, a := range wave {
			if changed[a.key] {
				continue
			}
			changed[a.key], a.needed = true, true
			if a.bare {
				bare = append(bare, a)
			}
			for _, b := range t.neighbours(a) {
				if !changed[b.key] && (!a.bare || b.bare && a.like(b.named) >= same) {
					next = append(next, b)
				}
			}
		}
		wave = next
	}
	return bare, nil
}

// support marks the full names that bare ones may stand for as needed, with all that hangs together with these.
func (t *touching) support(bare []*around) error {
	for wave := bare; len(wave) > 0; {
		if err := t.ask(wave); err != nil {
			return err
		}
		var next []*around
		for _, a := range wave {
			for _, b := range t.neighbours(a) {
				if !b.bare && !b.needed {
					b.needed = true
					next = append(next, b)
				}
			}
		}
		wave = next
	}
	return nil
}
