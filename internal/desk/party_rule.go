package desk

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"hearsay"
	"hearsay/internal/ledger"
)

// Merge rules that two parties are one, by beginnings of their IDs. It goes under the ID of the first. Errors: ErrConflict when they are
// one already.
func (d *Desk) Merge(ctx context.Context, first, second string) (hearsay.Ruling, error) {
	a, err := d.Ledger.Party(ctx, first)
	if err != nil {
		return hearsay.Ruling{}, err
	}
	b, err := d.Ledger.Party(ctx, second)
	if err != nil {
		return hearsay.Ruling{}, err
	}
	if a.ID == b.ID {
		return hearsay.Ruling{}, fmt.Errorf("%w: %s and %s are one party already", hearsay.ErrConflict, first, second)
	}
	r := hearsay.Ruling{Kind: hearsay.Merge, Note: a.Name + " = " + b.Name}
	if r.Place, err = d.PartyPlace(ctx, a.ID, ""); err == nil {
		r.Other, err = d.PartyPlace(ctx, b.ID, "")
	}
	if err != nil {
		return r, err
	}
	return d.rule(ctx, r)
}

// Split rules that a name, as printed, is not of the party that goes by an ID that begins with prefix: it becomes a party by itself.
// Errors: ErrNotFound when the party has no such name, ErrInvalid when it has no other.
func (d *Desk) Split(ctx context.Context, prefix, name string) (hearsay.Ruling, error) {
	p, err := d.Ledger.Party(ctx, prefix)
	if err != nil {
		return hearsay.Ruling{}, err
	}
	other := ""
	has := false
	for _, s := range p.Names {
		if s.Form.Name == name {
			has = true
		} else if other == "" {
			other = s.Form.Name
		}
	}
	switch {
	case !has:
		return hearsay.Ruling{}, fmt.Errorf("%w: %s is not called %q; its names are %s", hearsay.ErrNotFound, p.Name, name, quoted(p.Names))
	case other == "":
		return hearsay.Ruling{}, fmt.Errorf("%w: %q is the only name of %s", hearsay.ErrInvalid, name, prefix)
	}
	r := hearsay.Ruling{Kind: hearsay.Split, Note: name + " ≠ " + other}
	if r.Place, err = d.PartyPlace(ctx, p.ID, name); err == nil {
		r.Other, err = d.PartyPlace(ctx, p.ID, other)
	}
	if err != nil {
		return r, err
	}
	return d.rule(ctx, r)
}

// quoted lists printed names, each once.
func quoted(names []ledger.Spelling) string {
	var out []string
	for i, s := range names {
		if i == 0 || s.Form.Name != names[i-1].Form.Name {
			out = append(out, fmt.Sprintf("%q", s.Form.Name))
		}
	}
	return strings.Join(out, ", ")
}

// Undo takes a ruling back, by the beginning of its ID; the last that stands when prefix is "".
func (d *Desk) Undo(ctx context.Context, prefix string) (hearsay.Ruling, error) {
	var last ledger.KeptRuling
	if prefix == "" {
		all, err := d.Rulings(ctx)
		if err != nil {
			return hearsay.Ruling{}, err
		}
		for _, r := range all {
			if r.Kind != hearsay.Undo && !r.Withdrawn {
				last = r
			}
		}
		if last.ID == "" {
			return hearsay.Ruling{}, fmt.Errorf("%w: there is no ruling to undo", hearsay.ErrNotFound)
		}
	} else {
		var err error
		if last, err = d.Ruling(ctx, prefix); err != nil {
			return hearsay.Ruling{}, err
		}
	}
	return d.rule(ctx, hearsay.Ruling{Kind: hearsay.Undo, Withdraws: last.ID, Note: cmp.Or(last.Note, string(last.Kind))})
}

// rule enters a ruling and lets claims, parties and the links of these claims follow it. What else is to be linked has to wait for who adds.
func (d *Desk) rule(ctx context.Context, r hearsay.Ruling) (hearsay.Ruling, error) {
	r, err := d.Rule(ctx, r)
	if err != nil {
		return r, err
	}
	claims, err := d.follow(ctx)
	if err != nil {
		return r, err
	}
	if err := d.settle(ctx); err != nil {
		return r, err
	}
	return r, d.linkAgain(ctx, claims)
}
