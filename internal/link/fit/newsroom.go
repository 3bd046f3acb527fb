package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/link"
)

// story is a line of train/newsroom: a month of a newsroom, in which the same people and firms come again and again in different events.
type story struct {
	Ref, Outlet, Published, Title, Text string
	Event                               string
	Shared                              []string // events of which it repeats something
	sides                               []*link.Side
}

// apart writes the pairs of claims of stories of different events that linking would look at: all of them are nothing to each other.
func apart(ctx context.Context, files []string, out *writer) error {
	for _, f := range files {
		stories, err := readStories(f)
		if err != nil {
			return err
		}
		for i := range stories {
			s := &stories[i]
			doc := &hearsay.Document{Ref: s.Ref, Outlet: s.Outlet, Published: s.Published, Title: s.Title, Text: s.Text}
			doc.Identify()
			if _, s.sides, err = out.read(ctx, doc); err != nil {
				return err
			}
			for j := range stories[:i] {
				if o := &stories[j]; s.apartFrom(o) {
					if err := out.strange(ctx, filepath.Base(f), s, o); err != nil {
						return err
					}
				}
			}
		}
	}
	out.Flush()
	return out.Error()
}

func readStories(file string) (stories []story, err error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(b)) {
		var s story
		if err := json.Unmarshal([]byte(line), &s); err != nil {
			return nil, fmt.Errorf("%s, line %d: %w", file, len(stories)+1, err)
		}
		stories = append(stories, s)
	}
	return stories, nil
}

func (s *story) apartFrom(o *story) bool {
	return s.Event != o.Event && !slices.Contains(s.Shared, o.Event) && !slices.Contains(o.Shared, s.Event)
}

func (w *writer) strange(ctx context.Context, file string, s, o *story) error {
	if len(s.sides) == 0 || len(o.sides) == 0 || !link.Acquainted(s.sides[0].Story, o.sides[0].Story) {
		return nil
	}
	for _, a := range s.sides {
		for _, b := range o.sides {
			if err := w.pair(ctx, []string{file, s.Ref, a.Claim.ID[:10], b.Claim.ID[:10], "none"}, a, b); err != nil {
				return err
			}
		}
	}
	return nil
}
