package ledger

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"hearsay"
)

// KeptParty is a party as the ledger has it.
type KeptParty struct {
	hearsay.Party
	Names []Spelling // of its forms, in the order of names
}

// Parties are all parties that want wants by their names, in the order of names. They are as Regroup left them.
func (l *Ledger) Parties(ctx context.Context, want func(names []Spelling) bool) ([]KeptParty, error) {
	out, err := l.parties(ctx, ``)
	if err != nil {
		return nil, l.explained("list parties", err)
	}
	return slices.DeleteFunc(out, func(p KeptParty) bool { return !want(p.Names) }), nil
}

func (l *Ledger) parties(ctx context.Context, where string, args ...any) (out []KeptParty, err error) {
	rows, err := l.read.QueryContext(ctx, l.rebind(`SELECT p.id, p.kind, p.name, p.candidates, f.kind, f.name, f.scope, f.country, f.head, f.year, f.documents, f.since
		FROM parties p JOIN party_forms f ON f.party = p.id `+where+` ORDER BY p.name, p.id, f.name, f.kind, f.year, f.country, f.head, f.scope`), args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var p KeptParty
		var could string
		var s Spelling
		if err := rows.Scan(append(append([]any{&p.ID, &p.Kind, &p.Name, &could}, formTargets(&s.Form)...), &s.Documents, &s.Since)...); err != nil {
			return nil, err
		}
		if n := len(out); n == 0 || out[n-1].ID != p.ID {
			if p.Candidates, err = listed(could); err != nil {
				return nil, err
			}
			out = append(out, p)
		}
		last := &out[len(out)-1]
		last.Names = append(last.Names, s)
	}
	return out, rows.Err()
}

// Party returns the party whose ID begins with prefix. Errors are those of Document.
func (l *Ledger) Party(ctx context.Context, prefix string) (KeptParty, error) {
	from, to, err := beginning(prefix)
	if err != nil {
		return KeptParty{}, err
	}
	out, err := l.parties(ctx, `WHERE p.id >= ? AND p.id < ?`, from, to)
	switch {
	case err != nil:
		return KeptParty{}, l.explained("look up a party", err)
	case len(out) == 0:
		return KeptParty{}, notFound("party", prefix, nil)
	case len(out) > 1:
		var ids []string
		for _, p := range out[:min(len(out), mostCandidates+1)] {
			ids = append(ids, p.ID)
		}
		return KeptParty{}, ambiguous("party", prefix, ids)
	}
	return out[0], nil
}

// PartyDocuments is in how many documents a party is named.
func (l *Ledger) PartyDocuments(ctx context.Context, id string) (n int, err error) {
	err = l.read.QueryRowContext(ctx, l.rebind(`SELECT COUNT(DISTINCT m.claim / `+fmt.Sprint(perDocument)+`) FROM party_mentions m JOIN party_forms f ON f.no = m.form WHERE f.party = ?`), id).Scan(&n)
	return n, l.explained("count documents", err)
}

// PartyClaims calls yield with the claims whose speaker is a party, in the order of entry, at most limit of them (0: all).
func (l *Ledger) PartyClaims(ctx context.Context, id string, limit int, yield func(KeptClaim) error) error {
	if limit <= 0 {
		limit = 1 << 30
	}
	numbers, err := l.column(ctx, l.rebind(`SELECT m.claim AS no FROM party_mentions m JOIN party_forms f ON f.no = m.form
		WHERE f.party = ? AND m.place = -1 ORDER BY m.claim LIMIT ?`), id, limit)
	if err != nil {
		return l.explained("find claims", err)
	}
	until, err := l.until(ctx, noTime)
	if err != nil {
		return l.explained("find claims", err)
	}
	return inPieces(numbers, func(numbers []int64) error {
		claims, err := l.claimsAt(ctx, until, nil, numbers)
		if err != nil {
			return l.explained("find claims", err)
		}
		for _, c := range claims {
			if err := yield(c); err != nil {
				return err
			}
		}
		return nil
	})
}

// PartyPlace is where a party, or one of its names, is named first: its document and the bytes.
func (l *Ledger) PartyPlace(ctx context.Context, id, name string) (hearsay.Place, error) {
	query, args := ``, []any{id}
	if name != "" {
		query, args = ` AND f.name = ?`, append(args, name)
	}
	var p hearsay.Place
	var spans string
	err := l.read.QueryRowContext(ctx, l.rebind(`SELECT d.id, COALESCE(n.spans, c.speaker) FROM party_mentions m JOIN party_forms f ON f.no = m.form
		JOIN claims c ON c.no = m.claim JOIN readings r ON r.seq = c.reading JOIN documents d ON d.seq = r.document
		LEFT JOIN mentions n ON n.claim = m.claim AND n.place = m.place
		WHERE f.party = ?`+query+` AND m.place >= -1 AND COALESCE(n.spans, c.speaker) <> '' ORDER BY m.claim, m.place DESC LIMIT 1`), args...).Scan(&p.Document, &spans)
	if err != nil {
		return p, l.explained("find a name", err)
	}
	p.Spans, err = readSpans(spans)
	return p, err
}

// PartyRoles calls yield with the roles in which a party speaks, claim by claim in the order of entry, with the ID of the document and when that was
// published.
func (l *Ledger) PartyRoles(ctx context.Context, id string, yield func(role, document, published string)) error {
	err := l.eachRow(ctx, func(scan func(...any) error) error {
		var more, document, published string
		if err := scan(&more, &document, &published); err != nil {
			return err
		}
		var r struct {
			Role string `json:"role"`
		}
		if more != "" {
			if err := json.Unmarshal([]byte(more), &r); err != nil {
				return err
			}
		}
		yield(r.Role, document, published)
		return nil
	}, `SELECT c.more, d.id, d.published FROM party_mentions m JOIN party_forms f ON f.no = m.form JOIN claims c ON c.no = m.claim
		JOIN readings r ON r.seq = c.reading JOIN documents d ON d.seq = r.document
		WHERE f.party = ? AND m.place = -1 AND c.more LIKE '%"role":%' ORDER BY m.claim`, id)
	return l.explained("list roles", err)
}

// Spoken is a claim of a party, by number, with what of it can be told without its document.
type Spoken struct {
	Claim  int64
	Act    hearsay.Act
	Denied bool
	Outlet string
}

// PartySpoken calls yield with the claims whose speaker is a party, in the order of entry.
func (l *Ledger) PartySpoken(ctx context.Context, id string, yield func(Spoken)) error {
	err := l.eachRow(ctx, func(scan func(...any) error) error {
		var s Spoken
		var denied int64
		err := scan(&s.Claim, &s.Act, &denied, &s.Outlet)
		if s.Denied = denied != 0; err == nil {
			yield(s)
		}
		return err
	}, `SELECT c.no, c.act, c.denied, d.outlet FROM party_mentions m JOIN party_forms f ON f.no = m.form JOIN claims c ON c.no = m.claim
		JOIN readings r ON r.seq = c.reading JOIN documents d ON d.seq = r.document WHERE f.party = ? AND m.place = -1 ORDER BY m.claim`, id)
	return l.explained("find claims", err)
}
