// Command pages-others reads the pages of the article extraction benchmark with go-trafilatura, which the tree does not use, so that
// its figures can stand beside ours:
//
//	go run . PAGES OUT && cd ../.. && HEARSAY_OTHERS=OUT go test -run TestPages -update
//
// PAGES is the folder corpora/pages of the shared folder. Of each page it writes OUT/NAME/STEM.txt, NAME being the way of reading.
package main

import (
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: pages-others PAGES OUT")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "pages-others:", err)
		os.Exit(1)
	}
}

func run(pages, out string) error {
	files, err := filepath.Glob(filepath.Join(pages, "html", "*.html.gz"))
	if err != nil {
		return err
	}
	for name, fallback := range map[string]bool{"trafilatura": false, "trafilatura, with fallback": true} {
		if err := os.MkdirAll(filepath.Join(out, name), 0o777); err != nil {
			return err
		}
		for _, file := range files {
			text, err := read(file, trafilatura.Options{EnableFallback: fallback, ExcludeComments: true, HtmlDateMode: trafilatura.Disabled})
			if err != nil {
				return err
			}
			to := filepath.Join(out, name, strings.TrimSuffix(filepath.Base(file), ".html.gz")+".txt")
			if err := os.WriteFile(to, []byte(text), 0o666); err != nil {
				return err
			}
		}
	}
	return nil
}

// read is the text of the article in a page, "" where the library finds none.
func read(file string, options trafilatura.Options) (string, error) {
	f, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return "", err
	}
	root, err := html.Parse(z)
	if err != nil {
		return "", err
	}
	found, err := trafilatura.ExtractDocument(root, options)
	if err != nil {
		return "", nil
	}
	return found.ContentText, nil
}
