package desk

import (
	"sync"

	"hearsay"
	"hearsay/internal/link"
)

// mostStories is how many documents are kept looked at: some 30 KB each.
const mostStories = 3000

// stories are documents as a linker looks at them, the last that were asked for.
type stories struct {
	sync.Mutex
	known map[string]*link.Story // by the ID of the document
	order []string               // oldest first
}

// of looks at a document, unless that has been done already. No stories remember nothing.
func (s *stories) of(l *link.Linker, doc *hearsay.Document) *link.Story {
	if s == nil {
		return l.NewStory(doc)
	}
	s.Lock()
	k := s.known[doc.ID]
	s.Unlock()
	if k != nil {
		return k
	}
	k = l.NewStory(doc)
	s.Lock()
	defer s.Unlock()
	if s.known == nil {
		s.known = map[string]*link.Story{}
	}
	if s.known[doc.ID] == nil {
		s.known[doc.ID] = k
		if s.order = append(s.order, doc.ID); len(s.order) > mostStories {
			delete(s.known, s.order[0])
			s.order = s.order[1:]
		}
	}
	return k
}
