package ingest

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"hearsay"
)

const (
	// maxMembers is how many files an archive may hold, with those of the archives in it.
	maxMembers = 1_000_000
	// maxDirectory is the greatest size of the list of files that a zip archive ends with, in bytes. All of it is held in memory.
	maxDirectory = 64 << 20
)

// member has a file of an archive read. Its name is only a name, whatever it says: nothing is written anywhere.
func (t *intake) member(archive item, name string, it item) error {
	for part := range strings.SplitSeq(strings.ReplaceAll(name, `\`, "/"), "/") {
		if part != "." && part != ".." && hidden(part) {
			return nil
		}
	}
	it.name, it.depth = archive.name+"/"+strings.TrimPrefix(name, "./"), archive.depth+1
	return t.item(it)
}

// crowded counts a file of an archive, and says when there are too many.
func (t *intake) crowded(archive item) (bool, error) {
	if t.members++; t.members <= maxMembers {
		return false, nil
	}
	return true, t.skip(archive.name, hearsay.ReasonTooLarge, fmt.Sprintf("it has more than %d files; the rest is not read", maxMembers))
}

// zip reads a zip archive, whose list of files stands at its end. One that does not lie on disk by itself is held in memory, and
// the limit of a document is its limit.
func (t *intake) zip(it item) error {
	if it.at == nil {
		data, err := t.all(it.body)
		if errors.Is(err, errLarge) {
			return t.skip(it.name, hearsay.ReasonTooLarge, "a zip archive in another, or from a stream, can have "+megabytes(t.limit)+"; unpack or save it first")
		} else if err != nil {
			return t.fail(it.name, err)
		}
		it.at, it.size = bytes.NewReader(data), int64(len(data))
	}
	list := &bounded{ReaderAt: it.at, left: maxDirectory}
	z, err := zip.NewReader(list, it.size)
	if errors.Is(err, errLarge) {
		return t.skip(it.name, hearsay.ReasonTooLarge, "its list of files has more than "+megabytes(maxDirectory))
	} else if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // a name is only a name here
		return t.fail(it.name, err)
	}
	list.opened = true
	files := map[string]*zip.File{}
	for _, f := range z.File {
		switch f.Name {
		case "word/document.xml", "docProps/core.xml", "[Content_Types].xml", "mimetype", "datapackage.json":
			files[f.Name] = f
		}
	}
	switch {
	case files["word/document.xml"] != nil:
		return t.docx(it, files)
	case files["[Content_Types].xml"] != nil:
		return t.skip(it.name, hearsay.ReasonUnsupported, "an Office document that is no text")
	case files["mimetype"] != nil && files["mimetype"].Method == zip.Store:
		return t.skip(it.name, hearsay.ReasonUnsupported, "an e-book or OpenDocument file")
	}
	isWACZ := files["datapackage.json"] != nil
	for _, f := range z.File {
		// Of a WACZ, the stories are in archive/; the rest are indexes and lists of pages.
		if f.FileInfo().IsDir() || isWACZ && !strings.HasPrefix(f.Name, "archive/") {
			continue
		}
		if stop, err := t.crowded(it); stop || err != nil {
			return err
		}
		if err := t.zipMember(it, f); err != nil {
			return err
		}
	}
	return nil
}

func (t *intake) zipMember(archive item, f *zip.File) error {
	name := archive.name + "/" + f.Name
	switch {
	case f.Flags&1 != 0:
		return t.skip(name, hearsay.ReasonEncrypted, "")
	case f.Mode()&fs.ModeSymlink != 0:
		return t.skip(name, hearsay.ReasonUnsupported, "a symbolic link, not followed")
	}
	r, err := f.Open()
	if errors.Is(err, zip.ErrAlgorithm) {
		return t.skip(name, hearsay.ReasonUnsupported, "compression method "+strconv.Itoa(int(f.Method)))
	} else if err != nil {
		return t.fail(name, err)
	}
	defer r.Close()
	return t.member(archive, f.Name, item{modified: f.Modified, body: expanded{r, t}})
}

// bounded reads at most so many bytes until the list of files is there.
type bounded struct {
	io.ReaderAt
	left   int64
	opened bool
}

// ReadAt is that of what is bounded, as long as there is something left.
func (b *bounded) ReadAt(p []byte, off int64) (int, error) {
	if !b.opened {
		if b.left -= int64(len(p)); b.left < 0 {
			return 0, errLarge
		}
	}
	return b.ReaderAt.ReadAt(p, off)
}

// tar reads a tar archive.
func (t *intake) tar(it item) error {
	r := tar.NewReader(it.body)
	for {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return nil
		} else if err != nil && !errors.Is(err, tar.ErrInsecurePath) {
			return t.fail(it.name, err)
		}
		name := it.name + "/" + h.Name
		switch h.Typeflag {
		case tar.TypeReg, tar.TypeGNUSparse:
		case tar.TypeSymlink, tar.TypeLink:
			if !hidden(path.Base(h.Name)) {
				err = t.skip(name, hearsay.ReasonUnsupported, "a link, not followed")
			}
			if err != nil {
				return err
			}
			continue
		default:
			continue
		}
		if stop, err := t.crowded(it); stop || err != nil {
			return err
		}
		// What a sparse file leaves out costs nothing to store.
		if err := t.member(it, h.Name, item{modified: h.ModTime, body: expanded{r, t}}); err != nil {
			return err
		}
	}
}

// isTarHeader reports whether a file begins with a tar header: the sum over its 512 bytes, the sum itself taken as blanks, is the one it
// states.
func isTarHeader(head []byte) bool {
	if len(head) < 512 {
		return false
	}
	stated, err := strconv.ParseInt(strings.Trim(string(head[148:156]), " \x00"), 8, 64)
	if err != nil || stated == 0 {
		return false
	}
	sum := int64(0)
	for i, c := range head[:512] {
		if i >= 148 && i < 156 {
			c = ' '
		}
		sum += int64(c)
	}
	return sum == stated
}
