package desk

import (
	"context"
	"io"
	"slices"
	"strings"
	"sync"

	"hearsay"
	"hearsay/internal/ledger"
	"hearsay/internal/party"
)

// grouper tells the ledger which names are one party.
func grouper() *ledger.Grouper {
	var g party.Grouping
	return &ledger.Grouper{
		Version: party.Version,
		Names: func(doc *hearsay.Document, claims []hearsay.Claim) []ledger.Naming {
			return names(&g, doc, claims)
		},
		Keys: g.Keys,
		Touched: func(fresh, gone []hearsay.Form, near func([]string) ([]hearsay.Form, error)) ([]ledger.Grouped, error) {
			assigned, err := g.Touched(fresh, gone, near)
			if err != nil {
				return nil, err
			}
			out := make([]ledger.Grouped, len(assigned))
			for i, a := range assigned {
				out[i] = ledger.Grouped{Form: a.Form, Party: a.Party, Kind: a.Kind, Candidates: a.Candidates}
			}
			return out, nil
		},
		Name:   bestName,
		Forget: g.Forget,
	}
}

// bestName is the name by which a party goes.
func bestName(kind hearsay.Kind, names []ledger.Spelling) string {
	printed := make([]party.Printed, len(names))
	for i, n := range names {
		printed[i] = party.Printed{Kind: n.Form.Kind, Text: n.Form.Name, Documents: n.Documents, Since: n.Since}
	}
	return party.Best(kind, printed)
}

// settle brings the parties of the ledger up to its last entry.
func (d *Desk) settle(ctx context.Context) error {
	d.grouping.Lock()
	defer d.grouping.Unlock()
	if d.grouper == nil {
		d.grouper = grouper()
	}
	defer d.boards.settle()
	defer d.casts.settle()
	return d.Regroup(context.WithoutCancel(ctx), d.grouper)
}

// parties is what a desk needs to group names; its memory of names serves the whole of an Add.
type parties struct {
	grouping sync.Mutex
	grouper  *ledger.Grouper
}

// Import enters what an export holds, and groups its parties. Errors are those of ledger.Import.
func (d *Desk) Import(ctx context.Context, r io.Reader) (ledger.Added, error) {
	added, err := d.Ledger.Import(ctx, r)
	if err != nil {
		return added, err
	}
	return added, d.derive(ctx)
}

// names are the names in the claims of a document, with what tells them apart from the same names elsewhere.
func names(g *party.Grouping, doc *hearsay.Document, claims []hearsay.Claim) []ledger.Naming {
	var figures []party.Figure
	var out []ledger.Naming
	country := party.About(doc, claims)
	add := func(claim, place int, kind hearsay.Kind, name, role string) {
		switch kind {
		case hearsay.Person, hearsay.Org, hearsay.Outlet:
		default:
			return
		}
		if strings.TrimSpace(name) == "" {
			return
		}
		figures = append(figures, party.Figure{
			Kind: kind, Name: name, Role: role, Document: doc.ID, Outlet: doc.Outlet, Published: doc.Published, Country: country,
		})
		out = append(out, ledger.Naming{Claim: claim, Place: place})
	}
	for i := range claims {
		c := &claims[i]
		add(i, -1, c.Speaker.Kind, titled(c.Speaker.Text, c.Speaker.Name), c.Speaker.Role)
		for k := range c.Chain {
			h := &c.Chain[k]
			role := ""
			if h.Name == c.Speaker.Name {
				role = c.Speaker.Role
			}
			add(i, -2-k, h.Kind, titled(h.Text, h.Name), role)
		}
		for k := range c.Mentions {
			m := &c.Mentions[k]
			if m.Generic {
				continue
			}
			name := m.Name
			if name == "" {
				name = m.Text
			}
			add(i, k, kindOf(m.Type), name, "")
		}
	}
	kept := out[:0]
	forms, ok := g.Forms(figures)
	for i := range forms {
		if ok[i] {
			out[i].Form = forms[i]
			kept = append(kept, out[i])
		}
	}
	return kept
}

// titled is a name with the title that stands before it in a text, where that tells a man from a woman.
func titled(text, name string) string {
	before, _, found := strings.Cut(text, name)
	if name == "" || !found {
		return name
	}
	words := strings.Fields(before)
	if n := len(words); n > 0 && party.IsTitle(words[n-1]) {
		return words[n-1] + " " + name
	}
	return name
}

// kindOf is the kind of party that a type of mention may be, "" for none.
func kindOf(mention string) hearsay.Kind {
	switch mention {
	case "person":
		return hearsay.Person
	case "org", "unit":
		return hearsay.Org
	case "outlet":
		return hearsay.Outlet
	}
	return ""
}

// everyone reads who the ledger knows, those named in most documents first, or has it in memory; see Patience.
func (d *Desk) everyone(ctx context.Context) ([]ledger.KeptParty, error) {
	return d.casts.get(ctx, d.Ledger, d.Patience, func(ctx context.Context, _ []ledger.KeptParty, _ ledger.Mark) ([]ledger.KeptParty, error) {
		all, err := d.Ledger.Parties(ctx, func([]ledger.Spelling) bool { return true })
		named := make(map[string]int, len(all))
		for _, p := range all {
			for _, s := range p.Names {
				named[p.ID] += s.Documents
			}
		}
		slices.SortStableFunc(all, func(a, b ledger.KeptParty) int { return named[b.ID] - named[a.ID] })
		return all, err
	})
}

// Parties are the parties of the ledger that go by a name, all when it is "": those named in most documents first.
func (d *Desk) Parties(ctx context.Context, name string) ([]ledger.KeptParty, error) {
	all, err := d.everyone(ctx)
	if err != nil || name == "" {
		return slices.Clone(all), err
	}
	var out []ledger.KeptParty
	goes := party.Going(name)
	for _, p := range all {
		if slices.ContainsFunc(p.Names, func(s ledger.Spelling) bool { return goes(s.Form) }) {
			out = append(out, p)
		}
	}
	return out, nil
}

// partyCount is in how many documents a party is named that has these names.
type partyCount struct {
	names     []ledger.Spelling
	documents int
}

// partyCounts are those of parties, as far as they have been asked for.
type partyCounts struct {
	sync.Mutex
	of map[string]partyCount
}

// PartyDocuments is in how many documents a party is named. It is not counted again while each of its names is in as many as before.
func (d *Desk) PartyDocuments(ctx context.Context, p ledger.KeptParty) (int, error) {
	d.counts.Lock()
	known, ok := d.counts.of[p.ID]
	d.counts.Unlock()
	if ok && slices.Equal(known.names, p.Names) {
		return known.documents, nil
	}
	n, err := d.Ledger.PartyDocuments(ctx, p.ID)
	if err == nil {
		d.counts.Lock()
		defer d.counts.Unlock()
		if d.counts.of == nil {
			d.counts.of = map[string]partyCount{}
		}
		d.counts.of[p.ID] = partyCount{p.Names, n}
	}
	return n, err
}

// Profile is all that the ledger knows of a party.
type Profile struct {
	hearsay.Party
	Documents int
	Names     []party.Spelling
	Roles     []party.Stretch
}

// Party returns what is known of the party whose ID begins with prefix.
func (d *Desk) Party(ctx context.Context, prefix string) (Profile, error) {
	p, err := d.Ledger.Party(ctx, prefix)
	if err != nil {
		return Profile{}, err
	}
	out := Profile{Party: p.Party}
	out.Names = Spellings(p)
	if out.Documents, err = d.PartyDocuments(ctx, p); err != nil {
		return out, err
	}
	var roles party.Roles
	err = d.PartyRoles(ctx, p.ID, roles.Add)
	out.Roles = roles.Stretches()
	return out, err
}

// Spellings are the printed names of a party, the most frequent first.
func Spellings(p ledger.KeptParty) []party.Spelling {
	all := make([]party.Spelling, len(p.Names))
	for i, s := range p.Names {
		all[i] = party.Spelling{Text: s.Form.Name, Documents: s.Documents}
	}
	return party.Summed(all)
}
