package web

import (
	"context"
	"slices"
	"strconv"
	"time"

	"hearsay"
	"hearsay/internal/ledger"
	"hearsay/internal/report"
)

// registerBooks has the pages served on which people correct and rule, and the log of it.
func (s *Server) registerBooks() {
	show(s, page{Path: "/log", Name: "log", Summary: "What people have ruled and corrected, the last first"}, s.rulings)
	change(s, page{Path: "/log/undo", Name: "undo", Summary: "Take a ruling back"}, s.undo)
	change(s, page{Path: "/claim/{id}/correct", Name: "correct", Summary: "Rule that a claim is another than was read"}, s.correct)
	change(s, page{Path: "/claim/{id}/withdraw", Name: "withdraw", Summary: "Rule that a claim is none"}, s.withdraw)
	change(s, page{Path: "/doc/{id}/claims", Name: "missed", Summary: "Rule that a document has a claim that was missed"}, s.missed)
	change(s, page{Path: "/links", Name: "link", Summary: "Rule how two claims stand to each other"}, s.link)
	change(s, page{Path: "/party/{id}/merge", Name: "merge", Summary: "Rule that two parties are one"}, s.merge)
	s.serveTools()
	change(s, page{Path: "/party/{id}/split", Name: "split", Summary: "Rule that a name is another party's"}, s.split)
}

type logIn struct {
	Limit  int    `query:"limit" default:"50" minimum:"1" maximum:"500" doc:"At most so many."`
	Beyond string `query:"beyond" maxLength:"20" doc:"Where to go on: next of the page before."`
}

// ruling is a ruling as programs get it: the shape is that of hearsay rulings --format json.
type ruling struct {
	RulingSaid
	Entered   time.Time `json:"entered"`
	Withdrawn bool      `json:"withdrawn" doc:"An undo has taken it back."`
}

// RulingSaid is what a ruling says.
type RulingSaid struct {
	ID         string              `json:"id"`
	Kind       hearsay.RulingKind  `json:"kind"`
	Place      placeSaid           `json:"place"`
	Other      placeSaid           `json:"other"`
	Note       string              `json:"note"`
	Withdraws  string              `json:"withdraws"`
	Correction *hearsay.Correction `json:"correction,omitempty"`
}

// placeSaid is bytes of a document.
type placeSaid struct {
	Document string         `json:"document"`
	Spans    []hearsay.Span `json:"spans"`
}

func saidBy(r *hearsay.Ruling) RulingSaid {
	at := func(p hearsay.Place) placeSaid { return placeSaid{p.Document, append([]hearsay.Span{}, p.Spans...)} }
	return RulingSaid{r.ID, r.Kind, at(r.Place), at(r.Other), r.Note, r.Withdraws, r.Correction}
}

type logOut struct {
	Rulings []ruling `json:"rulings"`
	More
	entries []logEntry
}

// Entries are the rulings as the page shows them.
func (o *logOut) Entries() []logEntry { return o.entries }

// logEntry is a ruling as the page shows it.
type logEntry struct {
	report.Ruling
	At [2]string // where its places are, as an address; "" for none
}

// Stands reports whether the ruling can be undone.
func (e *logEntry) Stands() bool { return !e.Withdrawn && e.Kind != hearsay.Undo }

// rulings is the log. Its next is how many rulings are older.
func (s *Server) rulings(ctx context.Context, in *logIn) (*logOut, error) {
	before, err := numberOf(in.Beyond)
	if err != nil {
		return nil, err
	}
	all, err := s.desk.Rulings(ctx)
	if err != nil {
		return nil, err
	}
	if before > 0 {
		all = all[:min(len(all), int(before))]
	}
	out := &logOut{Rulings: []ruling{}}
	if n := len(all) - in.Limit; n > 0 {
		out.Next = strconv.Itoa(n)
		all = all[n:]
	}
	for _, k := range slices.Backward(all) {
		e, err := s.entry(ctx, k)
		if err != nil {
			return nil, err
		}
		out.Rulings, out.entries = append(out.Rulings, ruling{saidBy(&k.Ruling), k.Entered, k.Withdrawn}), append(out.entries, e)
	}
	return out, nil
}

func (s *Server) entry(ctx context.Context, k ledger.KeptRuling) (logEntry, error) {
	e := logEntry{Ruling: report.Ruling{Ruling: k.Ruling, Entered: k.Entered, Withdrawn: k.Withdrawn}}
	var err error
	if e.Words, e.Text, err = s.desk.WordsAt(ctx, k.Ruling); err != nil {
		return e, err
	}
	for i, p := range []hearsay.Place{k.Place, k.Other} {
		if p.Document != "" {
			e.At[i] = "/doc/" + report.Short(p.Document)
		}
	}
	return e, nil
}

// ruledOut is what came of a ruling.
type ruledOut struct {
	Ruling RulingSaid        `json:"ruling"`
	Claim  *report.KeptClaim `json:"claim,omitempty" doc:"The claim as it now stands, where the ruling is of one."`
}

func ruledOf(r hearsay.Ruling) *ruledOut { return &ruledOut{Ruling: saidBy(&r)} }

type undoIn struct {
	Body struct {
		Ruling string `json:"ruling,omitempty" maxLength:"100" doc:"The ruling, by any unique beginning of its ID; the last that stands when it is empty."`
		To     string `json:"to,omitempty" maxLength:"2000" doc:"Where a form leads then."`
	}
}

func (s *Server) undo(ctx context.Context, in *undoIn) (*ruledOut, string, error) {
	r, err := s.desk.Undo(ctx, in.Body.Ruling)
	if err != nil {
		return nil, "", err
	}
	to := "/log"
	if in.Body.To != "" {
		to = inside(in.Body.To)
	}
	return ruledOf(r), to, nil
}

type linkIn struct {
	Body struct {
		First    string `json:"first" maxLength:"100" doc:"A claim, by any unique beginning of its ID."`
		Second   string `json:"second" maxLength:"100" doc:"Another."`
		Relation string `json:"relation" doc:"same, contradicts, updates (the later replaces the earlier) or none."`
		Why      string `json:"why,omitempty" doc:"A reason, at most 1,000 bytes."`
	}
}

func (s *Server) link(ctx context.Context, in *linkIn) (*ruledOut, string, error) {
	r, err := s.desk.Relate(ctx, in.Body.First, in.Body.Second, hearsay.Relation(in.Body.Relation), in.Body.Why)
	if err != nil {
		return nil, "", err
	}
	c, err := s.desk.Claim(ctx, in.Body.First, time.Time{})
	if err != nil {
		return nil, "", err
	}
	return ruledOf(r), "/matter/" + report.Short(c.ID), nil
}

type mergeIn struct {
	ID   string `path:"id" maxLength:"100" doc:"A party, by any unique beginning of its ID."`
	Body struct {
		Other string `json:"other" maxLength:"300" doc:"The party that is the same, by words of its name or any unique beginning of its ID."`
	}
}

func (s *Server) merge(ctx context.Context, in *mergeIn) (*ruledOut, string, error) {
	other, err := s.desk.Called(ctx, in.Body.Other)
	if err != nil {
		return nil, "", err
	}
	r, err := s.desk.Merge(ctx, in.ID, other.ID)
	if err != nil {
		return nil, "", err
	}
	return ruledOf(r), "/party/" + in.ID, nil
}

type splitIn struct {
	ID   string `path:"id" maxLength:"100" doc:"A party, by any unique beginning of its ID."`
	Body struct {
		Name string `json:"name" maxLength:"1000" doc:"The name that is another's, as printed."`
	}
}

func (s *Server) split(ctx context.Context, in *splitIn) (*ruledOut, string, error) {
	r, err := s.desk.Split(ctx, in.ID, in.Body.Name)
	if err != nil {
		return nil, "", err
	}
	return ruledOf(r), "/party/" + in.ID, nil
}
