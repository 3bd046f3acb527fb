package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"hearsay"
	"hearsay/internal/ledger"
	"hearsay/internal/reader"
	"hearsay/internal/resolve"
)

// Changes are what is to be another of a claim. What is nil or "" stays as it is.
type Changes struct {
	Speaker   *Words // "" is nobody
	Cue       Words
	Content   []Words // its pieces
	Kind      hearsay.Kind
	Act       hearsay.Act
	Certainty hearsay.Certainty
	Denied    *bool
}

// Corrected is what came of a correction.
type Corrected struct {
	Ruling hearsay.Ruling
	Claim  *ledger.KeptClaim // as it now stands; nil for one that was withdrawn
}

// Correct rules that a claim, by the beginning of its ID, is another than was read: who says it, where it ends, what kind of saying it is. What of it is
// not said is read anew. The claim that the reader found stays in the books, withdrawn. Errors: hearsay.ErrInvalid when nothing is changed, or words
// are not to be found; ErrConflict when this version of the reader finds no claim there.
func (d *Desk) Correct(ctx context.Context, claim string, to Changes, why string) (Corrected, error) {
	c, err := d.Claim(ctx, claim, time.Time{})
	if err != nil {
		return Corrected{}, err
	}
	r := hearsay.Ruling{Kind: hearsay.Correct, Place: placeOf(&c), Note: strings.TrimSpace(why)}
	if r.Correction, err = to.correction(c.Document.Text, r.Place.Spans); err != nil {
		return Corrected{}, err
	}
	if !r.Correction.Changes() {
		return Corrected{}, fmt.Errorf("%w: nothing is said to be another of claim %s", hearsay.ErrInvalid, c.ID)
	}
	if err := apart(&c, r.Correction); err != nil {
		return Corrected{}, err
	}
	r.Correction.Found = slices.Clone(c.Cue.Spans)
	return d.correct(ctx, c.Document, r)
}

// Disclaim rules that a claim, by the beginning of its ID, is none: nothing of the kind is said there.
func (d *Desk) Disclaim(ctx context.Context, claim, why string) (Corrected, error) {
	c, err := d.Claim(ctx, claim, time.Time{})
	if err != nil {
		return Corrected{}, err
	}
	r := hearsay.Ruling{Kind: hearsay.Withdraw, Place: placeOf(&c), Note: strings.TrimSpace(why), Correction: &hearsay.Correction{Found: slices.Clone(c.Cue.Spans)}}
	return d.correct(ctx, c.Document, r)
}

// Missed rules that a document, by the beginning of its ID, has a claim that the reader has missed: of a speaker and a cue, or, without either, of the
// outlet itself. Errors are those of Correct; ErrConflict also when that claim is there.
func (d *Desk) Missed(ctx context.Context, document string, is Changes, why string) (Corrected, error) {
	doc, err := d.Document(ctx, document, time.Time{})
	if err != nil {
		return Corrected{}, err
	}
	r := hearsay.Ruling{Kind: hearsay.Missed, Note: strings.TrimSpace(why)}
	content, err := spansOf(doc.Text, nil, is.Content)
	if err != nil {
		return Corrected{}, err
	}
	if r.Correction, err = is.correction(doc.Text, content); err != nil {
		return Corrected{}, err
	}
	c := r.Correction
	r.Place = hearsay.Place{Document: doc.ID, Spans: hearsay.All(c.Speaker, c.Cue, c.Content)}
	switch {
	case len(c.Content) == 0:
		return Corrected{}, fmt.Errorf("%w: a claim has a content: say what is claimed", hearsay.ErrInvalid)
	case len(c.Speaker) > 0 && len(c.Cue) == 0:
		return Corrected{}, fmt.Errorf("%w: a claim with a speaker has a cue: the words that say that something is said", hearsay.ErrInvalid)
	}
	if err := apart(&ledger.KeptClaim{}, c); err != nil {
		return Corrected{}, err
	}
	for k, err := range d.Claims(ctx, ledger.Query{Document: doc.ID}) {
		if err != nil {
			return Corrected{}, err
		}
		if slices.Equal(k.Content.Spans, c.Content) && slices.Equal(k.Cue.Spans, append([]hearsay.Span{}, c.Cue...)) {
			return Corrected{}, fmt.Errorf("%w: the document has this claim already: correct %s", hearsay.ErrConflict, k.ID)
		}
	}
	return d.correct(ctx, &doc.Document, r)
}

// correction finds the words of changes in a text, near spans where they stand at several places.
func (to *Changes) correction(text string, near []hearsay.Span) (*hearsay.Correction, error) {
	c := &hearsay.Correction{Kind: to.Kind, Act: to.Act, Certainty: to.Certainty, Denied: to.Denied}
	var err error
	if to.Content != nil {
		if c.Content, err = spansOf(text, near, to.Content); err != nil {
			return nil, fmt.Errorf("content: %w", err)
		}
	}
	if to.Cue != "" {
		if c.Cue, err = spansOf(text, near, []Words{to.Cue}); err != nil {
			return nil, fmt.Errorf("cue: %w", err)
		}
	}
	if to.Speaker != nil {
		c.Speaker = []hearsay.Span{}
		if strings.TrimSpace(string(*to.Speaker)) != "" {
			if c.Speaker, err = spansOf(text, near, []Words{*to.Speaker}); err != nil {
				return nil, fmt.Errorf("speaker: %w", err)
			}
		}
	}
	return c, nil
}

// apart says what is wrong with speaker, cue and content as they are to be: they share no bytes, and who speaks has a cue.
func apart(was *ledger.KeptClaim, c *hearsay.Correction) error {
	cue, speaker, content := c.Cue, c.Speaker, c.Content
	if cue == nil {
		cue = was.Cue.Spans
	}
	if speaker == nil {
		speaker = was.Speaker.Spans
	}
	if content == nil {
		content = was.Content.Spans
	}
	if len(speaker) > 0 && len(cue) == 0 {
		return fmt.Errorf("%w: the outlet says this itself; who else says it has a cue: the words that say that something is said", hearsay.ErrInvalid)
	}
	for _, pair := range []struct {
		a, b  []hearsay.Span
		names string
	}{{cue, content, "cue and content"}, {speaker, content, "speaker and content"}, {speaker, cue, "speaker and cue"}} {
		if shared, _ := hearsay.Shared(pair.a, pair.b); shared > 0 {
			return fmt.Errorf("%w: %s share bytes", hearsay.ErrInvalid, pair.names)
		}
	}
	return nil
}

// trial stands for the ID of a ruling that is not entered yet.
const trial = "trial"

// correct tries a ruling on a claim, and enters it if something comes of it.
func (d *Desk) correct(ctx context.Context, doc *hearsay.Document, r hearsay.Ruling) (Corrected, error) {
	if len(r.Note) > mostWhy {
		return Corrected{}, fmt.Errorf("%w: the reason has %d bytes, at most %d are taken", hearsay.ErrInvalid, len(r.Note), mostWhy)
	}
	stand, err := d.Corrections(ctx, doc.ID)
	if err != nil {
		return Corrected{}, err
	}
	before, err := d.amended(ctx, doc, fixesOf(stand))
	if err != nil {
		return Corrected{}, err
	}
	claims, err := d.amended(ctx, doc, append(fixesOf(stand), fixOf(trial, &r)))
	if err != nil {
		return Corrected{}, err
	}
	at := slices.IndexFunc(claims, func(c hearsay.Claim) bool { return c.Ruling == trial })
	if at < 0 && (r.Kind != hearsay.Withdraw || len(claims) >= len(before)) {
		return Corrected{}, fmt.Errorf("%w: this version of the reader finds no claim there; hearsay show %s lists what it finds", hearsay.ErrConflict, doc.ID[:10])
	}
	out := Corrected{}
	if out.Ruling, err = d.rule(ctx, r); err != nil || at < 0 {
		return out, err
	}
	for k, err := range d.Claims(ctx, ledger.Query{Document: doc.ID}) {
		if err != nil {
			return out, err
		}
		if k.Ruling == out.Ruling.ID {
			out.Claim = &k
			return out, nil
		}
	}
	return out, fmt.Errorf("%w: ruling %s is entered, and another that came between has done away with its claim", hearsay.ErrConflict, out.Ruling.ID)
}

func fixesOf(rulings []ledger.KeptRuling) []reader.Fix {
	out := make([]reader.Fix, len(rulings))
	for i := range rulings {
		out[i] = fixOf(rulings[i].ID, &rulings[i].Ruling)
	}
	return out
}

func fixOf(id string, r *hearsay.Ruling) reader.Fix {
	f := reader.Fix{Ruling: id, Does: r.Kind, Spans: r.Place.Spans}
	if r.Correction != nil {
		f.Correction = *r.Correction
	}
	return f
}

// amended are the claims of a document as people have corrected them.
func (d *Desk) amended(ctx context.Context, doc *hearsay.Document, fixes []reader.Fix) ([]hearsay.Claim, error) {
	bare, err := d.bare(ctx, doc)
	if err != nil {
		return nil, err
	}
	claims := reader.Claims(doc, bare, fixes...)
	resolve.Claims(doc, claims)
	return claims, nil
}

// bare is the model's reading of a document. The last is kept: who corrects a document once does it again.
func (d *Desk) bare(ctx context.Context, doc *hearsay.Document) (*reader.Reading, error) {
	d.last.Lock()
	defer d.last.Unlock()
	if d.last.document == doc.ID {
		return d.last.reading, nil
	}
	r, err := d.open()
	if err != nil {
		return nil, err
	}
	reading, err := r.Bare(ctx, doc.Text)
	if err != nil {
		return nil, err
	}
	d.last.document, d.last.reading = doc.ID, reading
	return reading, nil
}

// follow enters of every document whose last reading does not follow the last ruling on its claims one that does, and returns the IDs of these
// documents. One that this version of the reader has not read is read first.
func (d *Desk) follow(ctx context.Context) (some []string, err error) {
	behind, err := d.Unfollowed(ctx)
	if err != nil || len(behind) == 0 {
		return nil, err
	}
	r, err := d.open()
	if err != nil {
		return nil, err
	}
	for _, b := range behind {
		doc, err := d.Document(ctx, b.Document, time.Time{})
		if err != nil {
			return some, err
		}
		stand, err := d.Corrections(ctx, b.Document)
		if err != nil {
			return some, err
		}
		own, err := d.amended(ctx, &doc.Document, nil)
		if err != nil {
			return some, err
		}
		claims, err := d.amended(ctx, &doc.Document, fixesOf(stand))
		if err != nil {
			return some, err
		}
		readings := []ledger.Reading{{Document: doc.Document, Claims: own}, {Document: doc.Document, Claims: claims, Follows: b.Ruling}}
		if err := errors.Join(ledger.Fault(&readings[0]), ledger.Fault(&readings[1])); err != nil {
			return some, err
		}
		if _, err := d.Ledger.Add(context.WithoutCancel(ctx), version(r), readings); err != nil {
			return some, err
		}
		some = append(some, b.Document)
	}
	return some, nil
}

// WordsAt is what is printed at the places of a ruling on claims, and the text of the first; nothing of another ruling.
func (d *Desk) WordsAt(ctx context.Context, r hearsay.Ruling) (words [2]string, text string, err error) {
	if _, ok := r.Kind.Relation(); !ok && !r.Kind.Corrects() {
		return words, "", nil
	}
	for i, p := range []hearsay.Place{r.Place, r.Other} {
		if p.Document == "" {
			continue
		}
		doc, err := d.Document(ctx, p.Document, time.Time{})
		if err != nil {
			return words, "", err
		}
		words[i] = hearsay.Print(doc.Text, p.Spans...).Text
		if i == 0 {
			text = doc.Text
		}
	}
	return words, text, nil
}
