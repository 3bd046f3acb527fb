package web

import (
	"context"
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"
)

// add has what was given read, and says under what name it can be asked for.
func (s *Server) add(_ context.Context, in *addIn) (*Adding, string, error) {
	a, err := s.queue.take(in.given)
	if err != nil {
		in.given.forget()
		return nil, "", err
	}
	return &a, "/adding/" + a.ID, nil
}

// addPage describes what may be sent to /add, which huma cannot know: addIn reads the request itself.
func (s *Server) addPage() page {
	binary := &huma.Schema{Type: huma.TypeString, Format: "binary"}
	field := func(what string) *huma.Schema { return &huma.Schema{Type: huma.TypeString, Description: what} }
	fields := map[string]*huma.Schema{
		"text": field("A story."), "address": field("An http or https address."), "outlet": field("Who published."), "published": field("A date or an RFC 3339 instant."),
		"title": field("The title."), "files": {Type: huma.TypeArray, Items: binary, Description: "Files of any kind that is read, archives too."},
	}
	return page{
		Path: "/add", Name: "add", Status: http.StatusAccepted,
		Summary: "Have files, a text or an address read; /adding/{id}.json tells how far that is",
		Body: &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
			"multipart/form-data": {Schema: &huma.Schema{Type: huma.TypeObject, Properties: fields}},
			"application/json":    {Schema: s.api.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[addBody](), true, "AddBody")},
		}},
		Errors: []int{http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType},
	}
}

type addingIn struct {
	ID string `path:"id" maxLength:"40" doc:"What POST /add.json has called it."`
}

func (s *Server) adding(_ context.Context, in *addingIn) (*Adding, error) {
	a, err := s.queue.state(in.ID)
	if err != nil {
		return nil, err
	}
	return &a, nil
}
