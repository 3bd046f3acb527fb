package main

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"hearsay"
	"hearsay/internal/reader"
	"hearsay/model"
)

// TestStory: one story comes with its claims and what is stated of it; several are not mistaken for one.
func TestStory(t *testing.T) {
	r, err := reader.Open(model.Files, 1)
	if err != nil {
		t.Fatal(err)
	}
	const line = `{"text":"Ada Lindqvist said the crane was idle."}` + "\n"
	c := readCommand{Outlet: "Quay Wire", Published: "2026-03-10"}
	read := func(in, name string) story { return c.story(t.Context(), r, strings.NewReader(in), name) }
	if s := read(line, "-"); s.err != nil || s.Document.Outlet != "Quay Wire" || s.Document.PublishedFrom != hearsay.ByUser || len(s.Claims) != 1 {
		t.Errorf("one: %+v", s)
	}
	if s := read(line+line, "-"); !errors.Is(s.err, hearsay.ErrUnsupported) || !strings.Contains(s.err.Error(), "several stories") {
		t.Errorf("two: %v", s.err)
	}
	var skip *hearsay.Skip
	if s := read(" \n", "-"); !errors.As(s.err, &skip) || skip.Reason != hearsay.ReasonEmpty {
		t.Errorf("blank: %v", s.err)
	}
	if s := read("", filepath.Join(t.TempDir(), "none.txt")); !errors.As(s.err, &skip) || skip.Reason != hearsay.ReasonUnavailable {
		t.Errorf("no file: %v", s.err)
	}
	if s := read("", t.TempDir()); !errors.Is(s.err, errNothing) {
		t.Errorf("an empty folder: %v", s.err)
	}
	c.Published = "yesterday"
	if s := read(line, "-"); !errors.Is(s.err, hearsay.ErrInvalid) {
		t.Errorf("a date that is none: %v", s.err)
	}
}
