package link

import (
	"math"

	"hearsay"
)

// Names of the features of a pair, in the order of Features; the last are the pair model's.
var Names = []string{
	"cosine", "jaccard", "contained", "shared", "rarest", "names_shared", "names_apart", "verbatim",
	"numbers_same", "numbers_differ", "numbers_one", "event_apart", "event_known", "published_apart", "said_apart",
	"speaker_same", "speaker_apart", "act_same", "denied_differ", "minus_differ", "status_same", "happened_both", "not_happened_one",
	"open_one", "open_both", "deny_one", "doubt_one", "request_one", "own_voice", "same_document", "nested", "place_shared", "place_apart",
	"gear_shared", "gear_apart", "short", "long", "document", "wire", "context",
	"topics", "names_absent", "cosine_2", "contained_2",
	"cosine_numbers_differ", "cosine_minus_differ", "cosine_deny_one", "cosine_open_one", "cosine_speaker_same", "cosine_published_apart", "cosine_same_time",
	"contained_numbers_differ", "contained_minus_differ", "contained_deny_one", "contained_open_one", "contained_speaker_same", "contained_published_apart", "contained_same_time",
	"judged_same", "judged_contradicts", "judged_updates",
}

// Features compares two claims, the pair model not asked. It is the same for (a, b) and (b, a). The last of them are products: what differs counts the more,
// the nearer two contents are.
func Features(a, b *Side) []float64 {
	f := make([]float64, 0, len(Names))
	shared, rarest := overlap(a.terms, b.terms)
	least := max(min(a.total, b.total), 1)
	cosine := a.Vector.Cosine(b.Vector)
	named, _ := overlap(a.names, b.names)
	namedA, namedB := sum(a.names), sum(b.names)
	f = append(f, cosine, shared/max(a.total+b.total-shared, 1), shared/least, shared, rarest,
		named, min(namedA-named, namedB-named), common64(a.grams, b.grams)/float64(max(min(len(a.grams), len(b.grams)), 1)))
	same, differ := numbers(a.nums, b.nums)
	f = append(f, same, differ, flag((len(a.nums) == 0) != (len(b.nums) == 0)))
	apart, known := 0.0, 0.0
	if a.event.known && b.event.known {
		apart, known = min(gap(a.event, b.event), 60), 1
	}
	published := 0.0
	if a.Story.published != unknownDay && b.Story.published != unknownDay {
		published = min(math.Abs(a.Story.published-b.Story.published), 60)
	}
	said := 0.0
	if a.said.known && b.said.known {
		said = min(gap(a.said, b.said), 60)
	}
	f = append(f, apart, known, published, said)
	speech, _ := overlap(a.speech, b.speech)
	spoken := min(sum(a.speech), sum(b.speech))
	f = append(f, flag(spoken > 0 && speech >= 0.7*spoken), flag(spoken > 0 && speech == 0))
	x, y := a.Claim, b.Claim
	one := func(is func(c *hearsay.Claim) bool) float64 { return flag(is(x) != is(y)) }
	act := func(acts ...hearsay.Act) func(*hearsay.Claim) bool {
		return func(c *hearsay.Claim) bool {
			for _, t := range acts {
				if c.Act == t {
					return true
				}
			}
			return false
		}
	}
	f = append(f, flag(x.Act == y.Act), flag(x.Denied != y.Denied), flag(a.minus != b.minus), flag(x.Status == y.Status),
		flag(isSo(x) && isSo(y)), one(func(c *hearsay.Claim) bool { return c.Status == hearsay.NotHappened }),
		one(coming), flag(coming(x) && coming(y)), one(act(hearsay.Deny)), one(act(hearsay.Doubt, hearsay.Decline, hearsay.Ask)),
		one(act(hearsay.Request, hearsay.Commit)), flag(x.OwnVoice)+flag(y.OwnVoice),
		flag(a.Story.Document.ID == b.Story.Document.ID), flag(x.Within == y.ID && y.ID != "" || y.Within == x.ID && x.ID != ""))
	places, placesApart := sets(a.places, b.places)
	gear, gearApart := sets(a.gear, b.gear)
	f = append(f, places, placesApart, gear, gearApart, math.Min(a.total, b.total), math.Max(a.total, b.total))
	docs, _ := overlap(a.Story.terms, b.Story.terms)
	inA, _ := overlap(a.terms, b.Story.terms)
	inB, _ := overlap(b.terms, a.Story.terms)
	f = append(f, docs/max(min(sum(a.Story.terms), sum(b.Story.terms)), 1), Wire(a.Story, b.Story), min(inA/max(a.total, 1), inB/max(b.total, 1)))
	f = append(f, nearness(a.Story, b.Story), max(absent(a, b), absent(b, a)))
	contained := shared / least
	f = append(f, cosine*cosine, contained*contained)
	for _, near := range []float64{cosine, contained} {
		for _, x := range []float64{
			differ, flag(a.minus != b.minus), one(act(hearsay.Deny)), one(coming), flag(spoken > 0 && speech >= 0.7*spoken), min(published, 5), known * flag(apart == 0),
		} {
			f = append(f, near*x)
		}
	}
	return f
}

// absent is how much of what a names, by weight, does not stand anywhere in the document of b: of another event most of it.
func absent(a, b *Side) float64 {
	named := sum(a.names)
	if named == 0 {
		return 0
	}
	there, _ := overlap(a.names, b.Story.terms)
	return (named - there) / named
}

// isSo reports whether the event is told as happened or going on.
func isSo(c *hearsay.Claim) bool {
	return c.Status == hearsay.Happened || c.Status == hearsay.Ongoing
}

// coming reports whether the event is not said to have happened yet.
func coming(c *hearsay.Claim) bool {
	switch c.Status {
	case hearsay.Planned, hearsay.Demanded, hearsay.Expected, hearsay.Conceivable:
		return true
	}
	return false
}

// Wire is how much of the shorter of two texts stands word for word in the longer, 0 to 1.
func Wire(a, b *Story) float64 {
	return common64(a.shingles, b.shingles) / float64(max(min(len(a.shingles), len(b.shingles)), 1))
}

func flag(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func sum(terms []term) (n float64) {
	for _, t := range terms {
		n += t.weight
	}
	return n
}

// overlap is the weight of what two lists share, and that of the rarest of it.
func overlap(a, b []term) (shared, rarest float64) {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].key < b[j].key:
			i++
		case a[i].key > b[j].key:
			j++
		default:
			shared += a[i].weight
			rarest = max(rarest, a[i].weight)
			i++
			j++
		}
	}
	return shared, rarest
}

func common64(a, b []uint64) (n float64) {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n++
			i++
			j++
		}
	}
	return n
}

// numbers counts the quantities of a that b has too, and those of the same thing that b has otherwise.
func numbers(a, b []number) (same, differ float64) {
	for _, x := range a {
		equal, other := false, false
		for _, y := range b {
			if x.unit != y.unit {
				continue
			}
			if x.low == y.low && x.high == y.high {
				equal = true
			} else if x.thing == y.thing {
				other = other || x.low > y.high || y.low > x.high || x.low != y.low
			}
		}
		same += flag(equal)
		differ += flag(other && !equal)
	}
	return same, differ
}

// gap is the days between two intervals, 0 when they touch.
func gap(a, b interval) float64 { return max(0, a.from-b.to, b.from-a.to) }

// sets is how many of two lists are the same, and whether both have some and share none.
func sets(a, b []string) (shared, apart float64) {
	for _, x := range a {
		for _, y := range b {
			if x == y {
				shared = 1
			}
		}
	}
	return shared, flag(len(a) > 0 && len(b) > 0 && shared == 0)
}
