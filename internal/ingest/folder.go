package ingest

import (
	"cmp"
	"context"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"hearsay"
)

// path reads a file, or the files of a folder and the folders in it, by name. What begins with a dot is nobody's story. Symbolic
// links are not followed, save one that is the input itself: the user named it.
func (t *intake) path(name string) error {
	info, err := os.Stat(name)
	if err != nil {
		return t.fail(name, err)
	}
	if !info.IsDir() {
		return t.file(name, cmp.Or(t.in.Name, name))
	}
	// A link to a folder is walked under its own name.
	return filepath.WalkDir(name+string(filepath.Separator), func(p string, d fs.DirEntry, err error) error {
		p = filepath.Clean(p)
		switch {
		case t.ctx.Err() != nil:
			return t.ctx.Err()
		case err != nil:
			if err := t.fail(p, err); err != nil || d == nil || !d.IsDir() {
				return err
			}
			return fs.SkipDir
		case p != filepath.Clean(name) && hidden(d.Name()):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			return nil
		case d.Type()&fs.ModeSymlink != 0:
			return t.skip(p, hearsay.ReasonUnsupported, "a symbolic link, not followed")
		case !d.Type().IsRegular():
			return t.skip(p, hearsay.ReasonUnsupported, "not a regular file")
		}
		return t.file(p, p)
	})
}

// Extent is how many bytes the files at a path have, of a folder those that Documents would read; what cannot be looked at counts
// nothing. It reports false where the size cannot be known, as of a pipe.
func Extent(ctx context.Context, name string) (bytes int64, known bool) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return 0, true
	case !info.IsDir():
		return info.Size(), info.Mode().IsRegular()
	}
	err = filepath.WalkDir(name+string(filepath.Separator), func(p string, d fs.DirEntry, err error) error {
		switch p = filepath.Clean(p); {
		case ctx.Err() != nil:
			return ctx.Err()
		case d == nil:
			return nil
		case err != nil && d.IsDir(), d.IsDir() && p != filepath.Clean(name) && hidden(d.Name()):
			return fs.SkipDir
		case err != nil || !d.Type().IsRegular() || hidden(d.Name()):
			return nil
		}
		if info, err := d.Info(); err == nil {
			bytes += info.Size()
		}
		return nil
	})
	return bytes, err == nil
}

// file reads a file that goes by a name, which need not be its path.
func (t *intake) file(file, name string) error {
	f, err := os.Open(file)
	if err != nil {
		return t.fail(name, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return t.fail(name, err)
	}
	it := item{name: name, body: f}
	if info.Mode().IsRegular() {
		it.at, it.size, it.modified = f, info.Size(), info.ModTime()
	}
	return t.root(it, it.size)
}

// hidden reports whether a file or folder of that name is kept from view; macOS puts such things into archives.
func hidden(name string) bool { return strings.HasPrefix(name, ".") || name == "__MACOSX" }

// plainName is a name without what only says how the file is packed: story.txt.gz is story.txt.
func plainName(name string) string {
	for {
		ext := strings.ToLower(path.Ext(name))
		if ext != ".gz" && ext != ".zst" || ext == name {
			return name
		}
		name = name[:len(name)-len(ext)]
	}
}

// dated finds a day in a name: 2025-11-04, 2025_11_04, 20251104, or the folders 2025/11/04 of an address.
var dated = regexp.MustCompile(`(?:^|[^0-9])((?:19|20)[0-9]{2})([-_/.]?)([0-9]{2})([-_/.]?)([0-9]{2})(?:[^0-9]|$)`)

// nameDate is the day that a name states, as 2006-01-02, or "". Of a path, the file's own name counts, or of three folders year, month
// and day the last.
func nameDate(name string) string {
	name = strings.ReplaceAll(name, `\`, "/")
	base := path.Base(name)
	found := ""
	for _, s := range []string{base, name} {
		for _, m := range dated.FindAllStringSubmatch(s, -1) {
			if m[2] != m[4] || (m[2] == "/") != (len(s) != len(base)) {
				continue
			}
			if d, err := time.Parse("20060102", m[1]+m[3]+m[5]); err == nil {
				found = d.Format(time.DateOnly)
			}
		}
		if found != "" {
			break
		}
	}
	return found
}
