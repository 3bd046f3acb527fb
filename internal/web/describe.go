package web

import (
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"hearsay"
)

// pair is what a span is in JSON.
type pair struct{}

// Schema is two numbers.
func (pair) Schema(huma.Registry) *huma.Schema {
	two, least := 2, 0.0
	return &huma.Schema{
		Type: huma.TypeArray, MinItems: &two, MaxItems: &two, Description: "Half-open bytes of the document's text: from, to.",
		Items: &huma.Schema{Type: huma.TypeInteger, Minimum: &least},
	}
}

// schemas is where schemas stand in the description.
const schemas = "#/components/schemas/"

// schemaName names a schema for people: what a page answers is an answer.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	switch {
	case name == "ErrorModel":
		return "Problem"
	case strings.HasSuffix(name, "Out"):
		return strings.TrimSuffix(name, "Out") + "Answer"
	}
	return name
}

// described is how the API describes itself.
func (s *Server) described() huma.Config {
	registry := huma.NewMapRegistry(schemas, schemaName)
	registry.RegisterTypeAlias(reflect.TypeFor[hearsay.Span](), reflect.TypeFor[pair]())
	return huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info: &huma.Info{
				Title: "hearsay", Version: s.Version,
				Description: "Who said what: a ledger of attributed claims. Every page has a JSON twin at the same address with .json; these are the twins. Spans are bytes of a document's text.",
				License:     &huma.License{Name: "Apache-2.0", Identifier: "Apache-2.0"},
			},
			Components: &huma.Components{Schemas: registry},
		},
		OpenAPIPath:   "/openapi",
		Formats:       map[string]huma.Format{"application/json": huma.DefaultJSONFormat, "json": huma.DefaultJSONFormat},
		DefaultFormat: "application/json",
	}
}

// mend says in the description which objects may be null: huma leaves that out of fields that refer to a schema.
func (s *Server) mend() {
	registry := s.api.OpenAPI().Components.Schemas
	for name, schema := range registry.Map() {
		if t := registry.TypeFromRef(schemas + name); t.Kind() == reflect.Struct {
			mendFields(t, schema)
		}
	}
}

func mendFields(t reflect.Type, schema *huma.Schema) {
	for i := range t.NumField() {
		f := t.Field(i)
		inner := f.Type
		if inner.Kind() == reflect.Pointer {
			inner = inner.Elem()
		}
		if f.Anonymous && inner.Kind() == reflect.Struct {
			mendFields(inner, schema)
			continue
		}
		name, rest, _ := strings.Cut(f.Tag.Get("json"), ",")
		if field := schema.Properties[name]; field != nil && field.Ref != "" && f.Type.Kind() == reflect.Pointer && !strings.Contains(rest, "omitempty") {
			schema.Properties[name] = &huma.Schema{AnyOf: []*huma.Schema{{Ref: field.Ref}, {Type: "null"}}, Description: field.Description}
		}
	}
}

// apiOut is what the page of the API shows.
type apiOut struct {
	Operations []apiOperation
	Schemas    []apiSchema
}

type apiOperation struct {
	Method, Path, Summary string
	Params                []*huma.Param
	Bodies                []string // kinds of what may be sent
	Answers               []apiAnswer
}

type apiAnswer struct {
	Status, Description, Schema string
}

type apiSchema struct {
	Name   string
	Fields []apiField
}

type apiField struct {
	Name, Type, Schema, Description string
	Optional                        bool
}

// showAPI answers /api: the description, for reading, made of the same as /openapi.yaml.
func (s *Server) showAPI(w http.ResponseWriter, r *http.Request) {
	out := &apiOut{}
	api := s.api.OpenAPI()
	for _, path := range slices.Sorted(maps.Keys(api.Paths)) {
		item := api.Paths[path]
		for _, op := range []*huma.Operation{item.Get, item.Post} {
			if op != nil {
				out.Operations = append(out.Operations, operationOf(op))
			}
		}
	}
	all := api.Components.Schemas.Map()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if fields := fieldsOf(all[name]); len(fields) > 0 {
			out.Schemas = append(out.Schemas, apiSchema{name, fields})
		}
	}
	s.write(w, r, "api", out)
}

func operationOf(op *huma.Operation) apiOperation {
	o := apiOperation{Method: op.Method, Path: op.Path, Summary: op.Summary, Params: op.Parameters}
	if op.RequestBody != nil {
		o.Bodies = slices.Sorted(maps.Keys(op.RequestBody.Content))
	}
	for _, status := range slices.Sorted(maps.Keys(op.Responses)) {
		a := apiAnswer{Status: status, Description: op.Responses[status].Description}
		for _, content := range op.Responses[status].Content {
			if content.Schema != nil {
				_, a.Schema = typeOf(content.Schema)
			}
		}
		o.Answers = append(o.Answers, a)
	}
	return o
}

func fieldsOf(schema *huma.Schema) (fields []apiField) {
	for _, name := range slices.Sorted(maps.Keys(schema.Properties)) {
		p := schema.Properties[name]
		f := apiField{Name: name, Description: p.Description, Optional: !slices.Contains(schema.Required, name)}
		f.Type, f.Schema = typeOf(p)
		fields = append(fields, f)
	}
	return fields
}

// typeOf says of what type a schema is, and to which it refers, "" for none.
func typeOf(schema *huma.Schema) (typ, refers string) {
	switch {
	case schema.Ref != "":
		return "", strings.TrimPrefix(schema.Ref, schemas)
	case len(schema.AnyOf) > 0:
		_, refers = typeOf(schema.AnyOf[0])
		return "null or", refers
	case schema.Type == huma.TypeArray && schema.Items != nil:
		typ, refers = typeOf(schema.Items)
		return strings.TrimSpace("list of " + typ), refers
	case len(schema.Enum) > 0:
		values := make([]string, len(schema.Enum))
		for i, v := range schema.Enum {
			values[i], _ = v.(string)
		}
		return strings.Join(values, " | "), ""
	}
	return strings.TrimSpace(schema.Type + " " + schema.Format), ""
}
