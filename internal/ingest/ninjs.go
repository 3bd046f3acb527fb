package ingest

import (
	"encoding/json"
	"regexp"
	"strings"

	"hearsay"
)

// ninjs is a news agency's item, by the IPTC's standard of that name: versions 1 (headline, body_text) and 2 (headlines, bodies). Agencies
// differ in how they give a provider, hence the raw fields.
type ninjs struct {
	URI            string          `json:"uri"`
	Type           string          `json:"type"`
	Headline       string          `json:"headline"`
	Title          string          `json:"title"`
	Headlines      []ninjsValue    `json:"headlines"`
	BodyText       string          `json:"body_text"`
	BodyHTML       string          `json:"body_html"`
	BodyXHTML      string          `json:"body_xhtml"`
	Bodies         []ninjsValue    `json:"bodies"`
	VersionCreated string          `json:"versioncreated"`
	FirstCreated   string          `json:"firstcreated"`
	Language       string          `json:"language"`
	PubStatus      string          `json:"pubstatus"`
	Provider       json.RawMessage `json:"provider"`
	Publisher      json.RawMessage `json:"source"`
	InfoSources    json.RawMessage `json:"infosources"`
	InfoSource     json.RawMessage `json:"infosource"`
}

type ninjsValue struct {
	Role        string `json:"role"`
	ContentType string `json:"contenttype"`
	Value       string `json:"value"`
}

var ninjsKey = regexp.MustCompile(`"(?:versioncreated|firstcreated|versionCreated|body_(?:text|html|xhtml)|bodies|pubstatus)"\s*:`)

func looksLikeNinjs(data []byte) bool { return ninjsKey.Match(data) }

// ninjs reads a news agency's item. Pictures and the like have a headline and no body.
func (t *intake) ninjs(data []byte) (*hearsay.Document, *hearsay.Skip) {
	var n ninjs
	if err := json.Unmarshal(data, &n); err != nil {
		return nil, &hearsay.Skip{Reason: hearsay.ReasonMalformed, Detail: "ninjs: " + strings.TrimPrefix(err.Error(), "json: ")}
	}
	if s := strings.ToLower(n.PubStatus); s == "canceled" || s == "cancelled" || s == "withheld" {
		return nil, &hearsay.Skip{Reason: hearsay.ReasonUnsupported, Detail: "its agency marks it " + s}
	}
	doc := &hearsay.Document{Ref: n.URI, Title: n.title(), Language: language(n.Language)}
	var err error
	if doc.Text, err = n.text(doc.Title); err != nil {
		return nil, &hearsay.Skip{Reason: hearsay.ReasonMalformed, Detail: "ninjs: " + err.Error()}
	}
	for _, raw := range []json.RawMessage{n.Publisher, n.InfoSources, n.InfoSource, n.Provider} {
		if doc.Outlet == "" {
			doc.Outlet = ninjsName(raw)
		}
	}
	for _, date := range []string{n.VersionCreated, n.FirstCreated} {
		if doc.Published == "" && date != "" {
			doc.Published, doc.PublishedFrom = parseDate(date), hearsay.ByFeed
		}
	}
	if strings.TrimSpace(doc.Text) == "" {
		detail := "a news item without a body"
		if n.Type != "" && n.Type != "text" {
			detail = "a news item of type " + n.Type
		}
		return nil, &hearsay.Skip{Reason: hearsay.ReasonNoArticle, Detail: detail}
	}
	return doc, nil
}

func (n *ninjs) title() string {
	title := n.Headline
	for _, h := range n.Headlines {
		if title == "" || h.Role == "main" {
			title = h.Value
		}
	}
	if title == "" {
		title = n.Title
	}
	return markedLine(title)
}

func (n *ninjs) text(title string) (string, error) {
	text, marked := n.BodyText, ""
	for _, b := range n.Bodies {
		if strings.Contains(b.ContentType, "html") {
			marked = b.Value
		} else if text == "" || b.Role == "main" {
			text = b.Value
		}
	}
	if text != "" {
		return trimLines(text), nil
	}
	for _, m := range []string{n.BodyHTML, n.BodyXHTML} {
		if marked == "" {
			marked = m
		}
	}
	return markedText(marked, title)
}

// ninjsName is a name given as a string, as an object with a name, or as a list of these.
func ninjsName(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	var o struct{ Name, Literal string }
	if json.Unmarshal(raw, &o) == nil {
		if o.Name != "" {
			return o.Name
		}
		return o.Literal
	}
	var l []json.RawMessage
	if json.Unmarshal(raw, &l) == nil && len(l) > 0 && len(raw) < 64<<10 && !strings.HasPrefix(strings.TrimSpace(string(l[0])), "[") {
		return ninjsName(l[0])
	}
	return ""
}
