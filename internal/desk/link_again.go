package desk

import "context"

// linkAgain links the last readings of documents, whatever else is to be linked: links are functions of two claims and their documents, in any
// order. All claims of a document are compared anew, also those that a correction has left alone: of two documents the likeliest pairs are asked about, and one claim
// more or less changes which these are.
func (d *Desk) linkAgain(ctx context.Context, documents []string) error {
	if len(documents) == 0 {
		return nil
	}
	d.linking.Lock()
	defer d.linking.Unlock()
	l, err := d.openLinker()
	if err != nil {
		return err
	}
	for _, id := range documents {
		t, err := d.Told(ctx, id)
		if err != nil {
			return err
		}
		m := ready(l, t)
		if err := l.Embed(ctx, m.sides); err != nil {
			return err
		}
		if err := d.linkOne(ctx, l, m); err != nil {
			return err
		}
	}
	return nil
}
