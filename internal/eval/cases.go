package eval

import (
	"fmt"
	"strings"

	"hearsay"
)

// Case is several stories about the same events, with what a careful editor would conclude.
type Case struct {
	ID             string         `json:"id"`
	Documents      []CaseDocument `json:"documents"`
	Claims         []CaseClaim    `json:"claims"`
	Matters        []CaseMatter   `json:"matters"`
	Contradicts    [][3]string    `json:"contradicts"` // two matters and why
	Updates        [][3]string    `json:"updates"`     // the later second
	NotContradicts [][3]string    `json:"not_contradicts"`
	Rings          [][]string     `json:"rings"` // refs
	Parties        []CaseParty    `json:"parties"`
	Questions      []CaseQuestion `json:"questions"`
}

// CaseDocument is a story of a case.
type CaseDocument struct {
	Ref       string `json:"ref"`
	Outlet    string `json:"outlet"`
	Published string `json:"published"`
	Title     string `json:"title"`
	Text      string `json:"text"`
}

// CaseClaim is a claim as the editor has it. Days are "2025-11-04", "2025-11" or two of them with a slash between.
type CaseClaim struct {
	ID       string         `json:"id"`
	Document string         `json:"document"` // ref
	Speaker  string         `json:"speaker"`
	Kind     hearsay.Kind   `json:"kind"`
	Chain    []string       `json:"chain"`
	Act      hearsay.Act    `json:"act"`
	Denied   bool           `json:"denied"`
	Content  string         `json:"content"`
	Said     string         `json:"said"`
	Event    string         `json:"event"`
	Status   hearsay.Status `json:"status"`
}

// CaseMatter is claims that say the same, and where their documents have it from.
type CaseMatter struct {
	ID      string   `json:"id"`
	Claims  []string `json:"claims"`
	Origins []struct {
		Documents []string `json:"documents"`
	} `json:"origins"`
}

// CaseParty is one party and its spellings: pairs of a document's ref and a string in its text.
type CaseParty struct {
	Name      string      `json:"name"`
	Spellings [][2]string `json:"spellings"`
}

// CaseQuestion is a question and the answers that the stories give to it.
type CaseQuestion struct {
	Question     string       `json:"q"`
	Kind         string       `json:"kind"`
	Unanswerable bool         `json:"unanswerable"`
	Answers      []CaseAnswer `json:"answers"`
}

// CaseAnswer is words of a story that answer a question, who says them, and on which side: "" where nobody differs.
type CaseAnswer struct {
	Text    string `json:"text"`
	Speaker string `json:"speaker"`
	Side    string `json:"side"`
}

// ReadCases reads a file of cases, one a line. A case that cannot be scored is an error: a content that its document does not hold,
// a day that is none, a claim in no matter.
func ReadCases(path string) ([]Case, error) {
	cases, err := lines[Case](path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	for i := range cases {
		if err := cases[i].check(); err != nil {
			return nil, fmt.Errorf("%s: case %s: %w", path, cases[i].ID, err)
		}
	}
	return cases, nil
}

func (c *Case) check() error {
	matter := c.matterOf()
	for _, k := range c.Claims {
		d := c.document(k.Document)
		if d == nil || !strings.Contains(d.Text, k.Content) {
			return fmt.Errorf("claim %s: its content is not in %s", k.ID, k.Document)
		}
		if matter[k.ID] == "" {
			return fmt.Errorf("claim %s: in no matter", k.ID)
		}
		for _, day := range []string{k.Said, k.Event} {
			if _, ok := goldDays(day); !ok && day != "" {
				return fmt.Errorf("claim %s: %q is neither a day nor days", k.ID, day)
			}
		}
	}
	for _, m := range c.Matters {
		for _, k := range m.Claims {
			if c.claim(k) == nil {
				return fmt.Errorf("matter %s: there is no claim %s", m.ID, k)
			}
		}
	}
	return nil
}

// document is the story with a ref, nil where there is none.
func (c *Case) document(ref string) *CaseDocument {
	for i := range c.Documents {
		if c.Documents[i].Ref == ref {
			return &c.Documents[i]
		}
	}
	return nil
}

// claim is the editor's claim with an ID, nil where there is none.
func (c *Case) claim(id string) *CaseClaim {
	for i := range c.Claims {
		if c.Claims[i].ID == id {
			return &c.Claims[i]
		}
	}
	return nil
}

// matterOf is the ID of the matter of each of the editor's claims.
func (c *Case) matterOf() map[string]string {
	out := map[string]string{}
	for _, m := range c.Matters {
		for _, k := range m.Claims {
			out[k] = m.ID
		}
	}
	return out
}

// Document makes the document of a case's story.
func (d *CaseDocument) Document() *hearsay.Document {
	doc := &hearsay.Document{Ref: d.Ref, Outlet: d.Outlet, Published: d.Published, PublishedFrom: hearsay.ByFeed, Title: d.Title, Text: d.Text}
	doc.Identify()
	return doc
}
