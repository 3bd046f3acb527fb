package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"hearsay"
)

// Limits of what is given at once, beside Options.MostUpload.
const (
	mostFiles = 10_000
	mostField = 2000     // bytes of outlet, title, date and address
	mostText  = 10 << 20 // bytes of a pasted text, as of any document
)

// given is what somebody gives to be read: files and texts, which lie in a folder of their own under names that are ours, and addresses.
type given struct {
	folder string
	inputs []hearsay.Input
	names  []string // what the giver calls each
	bytes  int64    // of all files
	stated hearsay.Input
}

// statedFields are the fields of a form in which the giver states something of all that is given.
func (g *given) statedFields() map[string]*string {
	return map[string]*string{"outlet": &g.stated.Outlet, "published": &g.stated.Published, "title": &g.stated.Title}
}

// addIn takes what a POST to /add gives: a form's files and fields, or JSON.
type addIn struct {
	given *given
}

// Resolve reads the body. Files go to disk as they come.
func (in *addIn) Resolve(ctx huma.Context) []error {
	r, _ := humago.Unwrap(ctx)
	g, err := readGiven(r)
	if err != nil {
		g.forget()
		return []error{err}
	}
	in.given = g
	return nil
}

// readGiven reads a request. What it returns is to be forgotten, also when there is an error.
func readGiven(r *http.Request) (*given, error) {
	g := &given{}
	folder, err := os.MkdirTemp("", "hearsay-add-")
	if err != nil {
		return g, huma.Error503ServiceUnavailable(err.Error())
	}
	g.folder = folder
	kind, params, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch kind {
	case "multipart/form-data":
		err = g.form(multipart.NewReader(r.Body, params["boundary"]))
	case "application/x-www-form-urlencoded":
		err = g.fields(r.Body)
	case "application/json", "":
		err = g.json(r.Body)
	default:
		return g, huma.Error415UnsupportedMediaType(fmt.Sprintf("%q is not read here: multipart/form-data, application/x-www-form-urlencoded or application/json", kind))
	}
	if err == nil {
		err = g.state()
	}
	var large *http.MaxBytesError
	var known huma.StatusError
	switch {
	case err == nil, errors.As(err, &known):
		return g, err
	case errors.As(err, &large):
		return g, huma.NewError(http.StatusRequestEntityTooLarge, fmt.Sprintf("That is more than the %d MB that are taken at once.", large.Limit>>20))
	}
	return g, huma.Error400BadRequest("What was sent cannot be read: " + err.Error())
}

// state has what the giver states hold for every input.
func (g *given) state() error {
	if g.stated.Published != "" {
		if err := hearsay.ParsePublished(g.stated.Published); err != nil {
			return huma.Error400BadRequest(err.Error())
		}
	}
	for i := range g.inputs {
		in := &g.inputs[i]
		in.Outlet, in.Published, in.Title = g.stated.Outlet, g.stated.Published, g.stated.Title
	}
	if len(g.inputs) == 0 {
		return huma.Error400BadRequest("Nothing was given: neither a file nor a text nor an address.")
	}
	return nil
}

// form reads what a form with files sends.
func (g *given) form(parts *multipart.Reader) error {
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if name := part.FileName(); name != "" {
			err = g.file(name, part)
		} else if part.FormName() != "files" { // which a browser sends without a name when no file is chosen
			err = g.field(part.FormName(), part)
		}
		if err != nil {
			return err
		}
	}
}

// fields reads what a form without files sends.
func (g *given) fields(body io.Reader) error {
	data, err := io.ReadAll(io.LimitReader(body, 3*mostText))
	if err != nil {
		return err
	}
	values, err := url.ParseQuery(string(data))
	if err != nil {
		return err
	}
	for name, all := range values {
		for _, value := range all {
			if err := g.field(name, strings.NewReader(value)); err != nil {
				return err
			}
		}
	}
	return nil
}

// json reads what a program sends.
func (g *given) json(body io.Reader) error {
	var sent addBody
	decoder := json.NewDecoder(body)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&sent); err != nil {
		return err
	}
	for name, value := range map[string]string{"address": sent.Address, "outlet": sent.Outlet, "published": sent.Published, "title": sent.Title} {
		if err := g.field(name, strings.NewReader(value)); err != nil {
			return err
		}
	}
	return g.text(sent.Text)
}

// addBody is what a program sends to be read.
type addBody struct {
	Text      string `json:"text,omitempty" doc:"A story, or any file that is read, as text."`
	Address   string `json:"address,omitempty" doc:"An http or https address, which is fetched. Those of this machine and network are refused unless the server allows them."`
	Outlet    string `json:"outlet,omitempty" doc:"Who published; counts before what the input says."`
	Published string `json:"published,omitempty" doc:"When it was published, likewise: a date or an RFC 3339 instant."`
	Title     string `json:"title,omitempty" doc:"The title, likewise."`
}

// field takes a field of a form. Those that nobody knows are no fault: a form has others.
func (g *given) field(name string, r io.Reader) error {
	most := mostField
	if name == "text" {
		most = mostText
	}
	data, err := io.ReadAll(io.LimitReader(r, int64(most)+1))
	switch {
	case err != nil:
		return err
	case len(data) > most:
		return huma.NewError(http.StatusRequestEntityTooLarge, fmt.Sprintf("%s has more than %d bytes.", name, most))
	case !utf8.Valid(data):
		return huma.Error400BadRequest(name + " is not UTF-8.")
	}
	value := string(data)
	switch name {
	case "text":
		return g.text(strings.ReplaceAll(value, "\r\n", "\n")) // a browser makes them of every line end
	case "address":
		return g.address(strings.TrimSpace(value))
	}
	if stated := g.statedFields()[name]; stated != nil {
		*stated = strings.TrimSpace(value)
	}
	return nil
}

func (g *given) address(address string) error {
	if address == "" {
		return nil
	}
	if u, err := url.Parse(address); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return huma.Error400BadRequest(fmt.Sprintf("%q is not an http or https address.", address))
	}
	return g.take(hearsay.Input{Address: address}, address)
}

func (g *given) text(text string) error {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	if err := g.keep(pasted, strings.NewReader(text)); err != nil {
		return err
	}
	last := &g.inputs[len(g.inputs)-1] // it has no name, and no time
	*last = hearsay.Input{Stream: &stored{path: last.Path}, Name: pasted}
	return nil
}

// pasted is what a text without a name is called.
const pasted = "pasted text"

// stored is a file that is opened when it is first read, and closed once it was read.
type stored struct {
	path string
	file *os.File
	err  error // what ended it
}

// Read reads on.
func (s *stored) Read(b []byte) (n int, err error) {
	if s.file == nil && s.err == nil {
		s.file, s.err = os.Open(s.path)
	}
	if s.err != nil {
		return 0, s.err
	}
	if n, s.err = s.file.Read(b); s.err != nil {
		_ = s.file.Close()
	}
	return n, s.err
}

func (g *given) file(name string, r io.Reader) error {
	return g.keep(strings.ToValidUTF8(filepath.Base(name), "\uFFFD"), r)
}

// keep writes a file under a name of ours: what the giver calls it is only ever shown, never opened.
func (g *given) keep(name string, r io.Reader) error {
	path := filepath.Join(g.folder, fmt.Sprintf("%05d", len(g.inputs)))
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	n, err := io.Copy(f, r)
	g.bytes += n
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	return g.take(hearsay.Input{Path: path, Name: name}, name)
}

func (g *given) take(in hearsay.Input, name string) error {
	if len(g.inputs) == mostFiles {
		return huma.NewError(http.StatusRequestEntityTooLarge, fmt.Sprintf("More than %d files at once are not taken.", mostFiles))
	}
	g.inputs, g.names = append(g.inputs, in), append(g.names, name)
	return nil
}

// forget removes what was kept of it.
func (g *given) forget() {
	if g.folder != "" {
		_ = os.RemoveAll(g.folder)
	}
}
