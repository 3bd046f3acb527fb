package ingest

import (
	"regexp"
	"strings"
	"time"

	"golang.org/x/net/html"
)

// statements are the dates a page states, by how much they say of when it was published.
type statements struct {
	first  []stamp // "published"
	second []stamp // "date", "created": most often the same
	shown  []stamp // shown to readers near the title, or marked as a time
	last   []stamp // "modified": the story is no younger
}

// The names of meta elements, in lower case, that state when a page was published; that state some date; and that state when it was changed.
var (
	publishedNames = strings.Fields(`article:published_time article:published article.published og:article:published_time og:published_time
		og:datepublished datepublished parsely-pub-date pubdate pub_date og:pubdate publish-date publishdate publish_date published
		published_at published_time publication_date article_date_original dc.date.issued dcterms.issued dcterms.available
		bt:pubdate rnews:datepublished article:publicationdate citation_publication_date`)
	dateNames     = strings.Fields(`date dc.date dcterms.date dcterms.created dc.date.created datecreated article.created sailthru.date displaydate date.release`)
	modifiedNames = strings.Fields(`article:modified_time og:updated_time datemodified dcterms.modified dc.date.modified last-modified article.updated`)
)

func (s *statements) gather(n *notes, root *html.Node) {
	add := func(to *[]stamp, text string) {
		if st, ok := stampOf(oneLine(text)); ok {
			*to = append(*to, st)
		}
	}
	named := func(to *[]stamp, names []string) {
		for _, name := range names {
			if v := n.meta[name]; len(v) > 0 {
				add(to, v[0])
			}
		}
	}
	add(&s.first, n.ld.published)
	named(&s.first, publishedNames)
	add(&s.second, n.ld.created)
	named(&s.second, dateNames)
	add(&s.last, n.ld.modified)
	named(&s.last, modifiedNames)
	item, marked := false, false
	tried := 0
	for d := range root.Descendants() {
		if d.Type != html.ElementNode || d.Data == "meta" {
			continue
		}
		if tried > 100 {
			break
		}
		prop := strings.ToLower(attr(d, "itemprop"))
		if prop == "datepublished" || d.Data == "time" {
			tried++
		}
		switch {
		case prop == "datepublished" && !item && !ofOthers(d):
			before := len(s.first)
			add(&s.first, first(attr(d, "content"), attr(d, "datetime"), innerText(d)))
			item = len(s.first) > before
		case d.Data == "time" && !marked && prop != "datemodified" && prop != "dateupdated" && !ofOthers(d):
			before := len(s.shown)
			add(&s.shown, first(attr(d, "datetime"), innerText(d)))
			marked = len(s.shown) > before
		}
	}
	if t, ok := shownDate(root, n); ok {
		s.shown = append(s.shown, t)
	}
}

// ofOthers reports whether n stands among comments or other stories.
func ofOthers(n *html.Node) bool {
	for a := n; a != nil; a = a.Parent {
		if isElement(a, "aside", "nav", "footer") || othersClass.MatchString(classWords(attr(a, "class")+" "+attr(a, "id"))) && !isElement(a, "html", "body") {
			return true
		}
	}
	return false
}

var othersClass = classPattern(`comments? related sidebar footer nav navigation menu recommend(ed|ations?)? popular trending latest more_(from|news|stories)
	teasers? recirc[a-z]* widget`)

// shownDate finds the date that is shown to readers: the first line that says "published" or the like, or else a short line with a
// date near the title. Only its day is taken: times of day on pages are in the zone of their office, mostly without saying so.
func shownDate(root *html.Node, n *notes) (stamp, bool) {
	var near stamp
	title, seen, sentences := -1, false, 0
	for i, b := range blocks(root) {
		if i > 3000 {
			break
		}
		if b.heading() && title < 0 {
			for _, h := range n.heads {
				if sameWords(b.text, h) {
					title = i
				}
			}
		}
		if title >= 0 && len(b.text) > 50 && endsSentence(b.text) {
			sentences++ // the first may be a caption
		}
		if len(b.text) > 150 {
			continue
		}
		says := publishedLine.MatchString(b.text)
		if !says && (seen || title < 0 || sentences > 1 || i > title+25 || changedLine.MatchString(b.text)) {
			continue
		}
		st, ok := stampOf(b.text)
		if !ok {
			continue
		}
		if says {
			return dayOf(st), true
		}
		near, seen = dayOf(st), true
	}
	return near, seen
}

// dayOf is a stamp without its time of day.
func dayOf(s stamp) stamp {
	y, m, d := s.t.Date()
	return stamp{t: time.Date(y, m, d, 0, 0, 0, 0, time.UTC)}
}

var (
	publishedLine = regexp.MustCompile(`(?i)^\W*(first )?(published|posted|publish(ed)? date|date published|publication date|issued)\b`)
	changedLine   = regexp.MustCompile(`(?i)^\W*(last )?(updated|modified|edited|revised)\b`)
)

// published is the date to believe. Pages state it in several places, with and without zone, and some restate it when they change a
// story: of the instants in the best kind of statement the earliest counts. A statement to the day gives way to one of the same
// day, from any place, that knows the hour and zone.
func (s *statements) published() string {
	for _, group := range [][]stamp{s.first, s.second, s.shown, s.last} {
		best, ok := earliest(group)
		if !ok {
			continue
		}
		if !best.zone {
			for _, other := range [][]stamp{s.first, s.second, s.shown} {
				for _, o := range other {
					if o.zone && best.agrees(o) {
						return o.String()
					}
				}
			}
		}
		return best.String()
	}
	return ""
}

// agrees reports whether o may be the same moment as s, as far as s tells.
func (s stamp) agrees(o stamp) bool {
	const day, minute = "2006-01-02", "2006-01-02 15:04"
	if s.clock {
		return s.t.Format(minute) == o.t.Format(minute)
	}
	return s.t.Format(day) == o.t.Format(day)
}

// earliest is the earliest of the instants, or of the days where there are no instants.
func earliest(all []stamp) (stamp, bool) {
	var best stamp
	found := false
	for _, s := range all {
		if !found || s.zone && !best.zone || s.zone == best.zone && s.t.Before(best.t) {
			best, found = s, true
		}
	}
	return best, found
}
