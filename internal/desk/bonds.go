package desk

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"hearsay"
	"hearsay/internal/ledger"
)

// bonds are the linked documents of a ledger, how their claims stand to each other, and what they name: all that matters, conflicts, systems
// and the map are worked out of. Claims go by their place in numbers. Once made, bonds are not changed; those of a ledger that has grown
// share what has stayed.
type bonds struct {
	linker  string // the version that linked
	reading int64  // the last entry that is taken in
	docs    map[int64]*linked
	numbers []int64 // of the claims of docs, in order
	ids     []string
	links   []bond
	things  []ledger.Sighting // what the claims name, in the order of claims
	index   map[int64]uint32  // of claims without documents: their place in numbers
}

// linked is a document with the place of its first claim.
type linked struct {
	ledger.LinkedDocument
	base uint32
}

// bond is a link between two claims, in 24 bytes: a ledger of 20,000 stories has millions. Nearly each has a reason of its own, which is left in the
// ledger.
type bond struct {
	a, b     uint32
	relation relation
	score    float64
}

type relation uint8

const (
	same relation = iota
	contradicts
	updates
)

var relationOf = [...]hearsay.Relation{hearsay.Same, hearsay.Contradicts, hearsay.Updates}

// at is the place of a claim, by its number.
func (k *bonds) at(number int64) (uint32, bool) {
	if k.index != nil {
		i, ok := k.index[number]
		return i, ok
	}
	d := k.docs[ledger.DocumentOf(number)]
	if d == nil || number < d.First || number >= d.First+int64(d.Claims) {
		return 0, false
	}
	return d.base + uint32(number-d.First), true
}

// add adds a link between claims that are known.
func (k *bonds) add(p ledger.PlainLink) {
	a, ok := k.at(p.A)
	b, too := k.at(p.B)
	if !ok || !too {
		return
	}
	r := slices.Index(relationOf[:], p.Relation)
	if r < 0 {
		return
	}
	k.links = append(k.links, bond{a, b, relation(r), p.Score})
}

// bondsOf are bonds of links alone, and of claims that may have none.
func bondsOf(links []ledger.NumberedLink, alone map[int64]string) *bonds {
	k := &bonds{index: map[int64]uint32{}}
	names := maps.Clone(alone)
	if names == nil {
		names = map[int64]string{}
	}
	for _, l := range links {
		names[l.A], names[l.B] = l.Claim, l.Other
	}
	for _, n := range slices.Sorted(maps.Keys(names)) {
		k.index[n] = uint32(len(k.numbers))
		k.numbers, k.ids = append(k.numbers, n), append(k.ids, names[n])
	}
	for _, l := range links {
		k.add(ledger.PlainLink{A: l.A, B: l.B, Relation: l.Relation, Score: l.Score})
	}
	return k
}

// mostFresh is how many documents are read one by one; of more, everything is read anew.
const mostFresh = 1000

// nextBonds are the bonds of a ledger at a mark, made of those before it, if there are any, and of what came since.
func nextBonds(ctx context.Context, l *ledger.Ledger, before *bonds, mark ledger.Mark) (*bonds, error) {
	if before == nil || before.linker != mark.Linker {
		return allBonds(ctx, l, mark)
	}
	fresh, err := l.Linked(ctx, before.reading, mark.Reading)
	if err != nil {
		return nil, err
	}
	again := 0
	for _, d := range fresh {
		if before.docs[d.Number] != nil {
			again++
		}
	}
	if len(fresh) > mostFresh || int64(len(before.docs)+len(fresh)-again) != mark.Linked {
		return allBonds(ctx, l, mark) // something was taken away
	}
	if len(fresh) == 0 {
		return before, nil
	}
	k := before.with(fresh, again > 0)
	k.linker, k.reading = mark.Linker, mark.Reading
	isFresh := map[int64]bool{}
	for _, d := range fresh {
		isFresh[d.Number] = true
	}
	for _, d := range fresh {
		err := l.EachID(ctx, d.Number, func(number int64, id string) {
			if i, ok := k.at(number); ok {
				k.ids[i] = id
			}
		})
		if err == nil {
			err = l.EachLink(ctx, d.Number, func(p ledger.PlainLink) {
				if from := ledger.DocumentOf(p.A); from == d.Number || !isFresh[from] {
					k.add(p)
				}
			})
		}
		if err == nil {
			err = l.EachSighting(ctx, d.Number, k.sight)
		}
		if err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(k.things, func(a, b ledger.Sighting) int { return cmp.Compare(a.Claim, b.Claim) })
	return k, nil
}

// allBonds reads everything.
func allBonds(ctx context.Context, l *ledger.Ledger, mark ledger.Mark) (*bonds, error) {
	docs, err := l.Linked(ctx, 0, mark.Reading)
	if err != nil {
		return nil, err
	}
	k := (&bonds{}).with(docs, true)
	k.linker, k.reading = mark.Linker, mark.Reading
	err = l.EachID(ctx, 0, func(number int64, id string) {
		if i, ok := k.at(number); ok {
			k.ids[i] = id
		}
	})
	if err == nil {
		err = l.EachLink(ctx, 0, k.add)
	}
	if err == nil {
		err = l.EachSighting(ctx, 0, k.sight)
	}
	return k, err
}

func (k *bonds) sight(s ledger.Sighting) {
	if _, ok := k.at(s.Claim); ok {
		k.things = append(k.things, s)
	}
}

// with is bonds with more documents, whose claims have no IDs and links yet; what was known of a document that comes again is left out. Where
// none comes again, and what is new stands behind what is known, nothing moves.
func (k *bonds) with(fresh []ledger.LinkedDocument, again bool) *bonds {
	out := &bonds{docs: make(map[int64]*linked, len(k.docs)+len(fresh))}
	maps.Copy(out.docs, k.docs)
	end := int64(-1)
	if n := len(k.numbers); n > 0 {
		end = k.numbers[n-1]
	}
	var added []*linked
	for _, d := range fresh {
		again = again || d.First <= end
		x := &linked{LinkedDocument: d}
		out.docs[d.Number] = x
		added = append(added, x)
	}
	slices.SortFunc(added, func(a, b *linked) int { return cmp.Compare(a.First, b.First) })
	if !again {
		out.numbers, out.ids, out.links, out.things = k.numbers, k.ids, k.links, slices.Clip(k.things)
		out.place(added)
		return out
	}
	all := make([]*linked, 0, len(out.docs))
	isNew := map[int64]bool{}
	for _, d := range added {
		isNew[d.Number] = true
	}
	for n, d := range out.docs {
		if !isNew[n] {
			moved := *d
			out.docs[n], d = &moved, &moved
		}
		all = append(all, d)
	}
	slices.SortFunc(all, func(a, b *linked) int { return cmp.Compare(a.First, b.First) })
	out.place(all)
	for i, n := range k.numbers {
		if d := ledger.DocumentOf(n); !isNew[d] {
			at, _ := out.at(n)
			out.ids[at] = k.ids[i]
		}
	}
	for _, x := range k.links {
		a, b := k.numbers[x.a], k.numbers[x.b]
		if !isNew[ledger.DocumentOf(a)] && !isNew[ledger.DocumentOf(b)] {
			x.a, _ = out.at(a)
			x.b, _ = out.at(b)
			out.links = append(out.links, x)
		}
	}
	for _, s := range k.things {
		if !isNew[ledger.DocumentOf(s.Claim)] {
			out.things = append(out.things, s)
		}
	}
	return out
}

// place gives the claims of documents, in order, the next places.
func (k *bonds) place(docs []*linked) {
	for _, d := range docs {
		d.base = uint32(len(k.numbers))
		for i := range int64(d.Claims) {
			k.numbers = append(k.numbers, d.First+i)
		}
	}
	k.ids = append(k.ids, make([]string, len(k.numbers)-len(k.ids))...)
}

// document is the document of a claim, without its text.
func (k *bonds) document(claim uint32) *linked { return k.docs[ledger.DocumentOf(k.numbers[claim])] }
