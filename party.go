package hearsay

import "strconv"

// Party is a person, an organisation, a state or an outlet known across documents.
type Party struct {
	ID         string   `json:"id"`
	Kind       Kind     `json:"kind"`       // person or org; an outlet is an org
	Name       string   `json:"name"`       // the fullest form printed anywhere, without title
	Candidates []string `json:"candidates"` // IDs of the parties that a short name may stand for, when more than one: then this is no other
}

// Form is what tells the figures of one document from those of another: figures of one form are one party, whatever documents they stand in.
type Form struct {
	Kind    Kind   `json:"kind"`
	Name    string `json:"name"`    // as printed
	Scope   string `json:"scope"`   // code of the country whose it is, for a name such as "the army"; "" where the name says all
	Country string `json:"country"` // code, from the role
	Head    string `json:"head"`    // noun of the role
	Year    int    `json:"year"`    // of publication, 0 unknown
}

// NewPartyID is the hash of what makes a party this one and no other: its kind, the plainest of its names in folded spelling, and what
// tells it from others of that name ("" where there are none). A longer form, another spelling or one more document leaves it as it is,
// unless the name that comes is plainer still: then it is that of a new party.
func NewPartyID(kind Kind, name, apart string) string {
	return hash("party", string(kind), name, apart)
}

// Ruling is what a person has ruled of two places in documents, or of a claim at one. It names bytes, so that it outlives every reading.
type Ruling struct {
	ID        string     `json:"id"`
	Kind      RulingKind `json:"kind"`
	Place     Place      `json:"place"`
	Other     Place      `json:"other"`
	Note      string     `json:"note"`      // the names that were meant, as they then stood; of claims, why
	Withdraws string     `json:"withdraws"` // ID of the ruling that an undo takes back

	Correction *Correction `json:"correction,omitempty"` // of a claim: what it is
}

// RulingKind is what a ruling says.
type RulingKind string

// The kinds of ruling. A Relation is one too: the claims at the two places stand to each other so.
const (
	Merge    RulingKind = "merge"    // the two places name one party
	Split    RulingKind = "split"    // the name at the first place is another party's than that at the second
	Correct  RulingKind = "correct"  // the claim at the place is another than was read
	Withdraw RulingKind = "withdraw" // there is no claim at the place
	Missed   RulingKind = "missed"   // there is a claim at the place
	Undo     RulingKind = "undo"     // a ruling is taken back
)

// Corrects reports whether a ruling says what claims a document has.
func (k RulingKind) Corrects() bool { return k == Correct || k == Withdraw || k == Missed }

// Relation is how a ruling has two claims stand to each other; false when it is not about claims.
func (k RulingKind) Relation() (Relation, bool) {
	switch r := Relation(k); r {
	case Same, Contradicts, Updates, None:
		return r, true
	}
	return "", false
}

// Place is bytes of a document.
type Place struct {
	Document string `json:"document"` // ID, "" for no place
	Spans    []Span `json:"spans"`
}

// NewRulingID is the hash of what a ruling says and of how many entries were in the ledger before it.
func NewRulingID(r *Ruling, before int64) string {
	parts := []string{"ruling", string(r.Kind), r.Place.Document, spell(r.Place.Spans), r.Other.Document, spell(r.Other.Spans), r.Note, r.Withdraws, strconv.FormatInt(before, 10)}
	if r.Correction != nil {
		parts = append(parts, r.Correction.spelled())
	}
	return hash(parts...)
}
