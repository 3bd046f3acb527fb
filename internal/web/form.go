package web

import (
	"encoding/json"
	"net/url"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// formFormat reads what a form sends as if it were JSON: every field a string, one whose name ends with [] a list of strings under the name
// without it. The field "token" is not the page's: the guard has looked at it.
var formFormat = huma.Format{Unmarshal: func(data []byte, v any) error {
	values, err := url.ParseQuery(string(data))
	if err != nil {
		return err
	}
	fields := map[string]any{}
	for name, all := range values {
		switch list, ok := strings.CutSuffix(name, "[]"); {
		case name == "token":
		case ok:
			fields[list] = all
		default:
			fields[name] = all[0]
		}
	}
	as, err := json.Marshal(fields)
	if err != nil {
		return err
	}
	return json.Unmarshal(as, v)
}}
