package hearsay_test

import (
	"cmp"
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Two fenced blocks of ARCHITECTURE.md say who may import whom. Each line names something, then what goes with it:
//
//	rooms     package: packages of ours its code imports | those only its tests import
//	modules   module: packages whose code imports it | packages of which only the tests do
//
// The part after | may be missing. In rooms a line "rank N" opens a rank: code imports from lower ranks only, tests from
// anywhere. The root package goes by the module's name. Files count whatever their build tags; a nested module is not
// looked at. What is not listed fails, and so does what is listed and no longer there.

// use says that a package, or only its tests, import something: a package of ours or a module.
type use struct {
	pkg, what string
	test      bool
}

// table is one fenced block, or both together.
type table struct {
	rank map[string]int // of each name; modules have rank 0
	uses map[use]bool
}

// tree is what stands in the folders: packages, and their imports as written.
type tree struct {
	packages map[string]bool
	imports  map[use]bool
}

func TestImports(t *testing.T) {
	doc, err := os.ReadFile("ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	gomod, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	module, required := parseMod(string(gomod))
	found, err := walk(".", module)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range faults(string(doc), module, required, found) {
		t.Error(f)
	}
}

// faults says every difference between the tables in doc and the tree, sorted.
func faults(doc, module string, required map[string]bool, found tree) []string {
	rooms, err := parseTable(doc, "rooms")
	if err != nil {
		return []string{err.Error()}
	}
	modules, err := parseTable(doc, "modules")
	if err != nil {
		return []string{err.Error()}
	}
	var out []string
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	differ := func(listed map[string]int, there map[string]bool, missing, extra string) {
		for name := range listed {
			if !there[name] {
				say(missing, name)
			}
		}
		for name := range there {
			if _, ok := listed[name]; !ok {
				say(extra, name)
			}
		}
	}
	differ(rooms.rank, found.packages, "%s is listed, but there is no such package", "package %s is not listed")
	differ(modules.rank, required, "%s is listed, but go.mod does not require it", "%s is required by go.mod, but not listed")

	listed := maps.Clone(rooms.uses)
	maps.Copy(listed, modules.uses)
	seen := map[use]bool{}
	for u := range found.imports {
		ours := inModule(u.what, module)
		switch {
		case u.what == "C":
			say("%s imports C: there is no cgo here", u)
			continue
		case ours != "":
			u.what = ours
		case !strings.Contains(strings.Split(u.what, "/")[0], "."): // the standard library
			continue
		default:
			u.what = longest(modules.rank, u.what)
		}
		if u.what == u.pkg { // an external test imports its package
			continue
		}
		seen[u] = true
		if u.test && listed[use{u.pkg, u.what, false}] { // tests may import what the code does
			continue
		}
		if !listed[u] {
			say("%s imports %s: not listed", u, u.what)
		} else if ours != "" && !u.test && rooms.rank[u.what] >= rooms.rank[u.pkg] {
			say("%s imports %s: not of a lower rank", u, u.what)
		}
	}
	for u := range listed {
		if !seen[u] || u.test && listed[use{u.pkg, u.what, false}] {
			say("%s: %s is listed for it, but needlessly", u, u.what)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (u use) String() string {
	if u.test {
		return "test of " + u.pkg
	}
	return u.pkg
}

// inModule returns the name within the module of the package that an import path means, or "" if it is another module's.
func inModule(importPath, module string) string {
	if importPath == module {
		return module
	}
	rest, ok := strings.CutPrefix(importPath, module+"/")
	if !ok {
		return ""
	}
	return rest
}

// longest returns the module that has the import path, or the path itself where no listed module has it.
func longest(modules map[string]int, importPath string) string {
	best := ""
	for m := range modules {
		if inModule(importPath, m) != "" && len(m) > len(best) {
			best = m
		}
	}
	return cmp.Or(best, importPath)
}

// parseTable reads the fenced block of that name.
func parseTable(doc, name string) (table, error) {
	t := table{rank: map[string]int{}, uses: map[use]bool{}}
	_, rest, ok := strings.Cut(doc, "\n```"+name+"\n")
	block, _, closed := strings.Cut(rest, "\n```")
	if !ok || !closed {
		return t, fmt.Errorf("no fenced block %q", name)
	}
	rank := 0
	for line := range strings.Lines(block) {
		line = strings.TrimSpace(line)
		if n, ok := strings.CutPrefix(line, "rank "); ok {
			var err error
			if rank, err = strconv.Atoi(n); err != nil {
				return t, fmt.Errorf("%s: line %q: %w", name, line, err)
			}
			continue
		}
		if line == "" {
			continue
		}
		head, tail, ok := strings.Cut(line, ":")
		if _, twice := t.rank[head]; twice || !ok {
			return t, fmt.Errorf("%s: line %q has no colon or comes twice", name, line)
		}
		t.rank[head] = rank
		code, tests, _ := strings.Cut(tail, "|")
		for i, part := range []string{code, tests} {
			for _, p := range strings.Fields(part) {
				u := use{head, p, i == 1}
				if name == "modules" {
					u.pkg, u.what = u.what, u.pkg
				}
				t.uses[u] = true
			}
		}
	}
	return t, nil
}

// parseMod reads the module's name and its direct requirements.
func parseMod(gomod string) (module string, required map[string]bool) {
	required, inBlock := map[string]bool{}, false
	for line := range strings.Lines(gomod) {
		code, comment, _ := strings.Cut(line, "//")
		f := strings.Fields(code)
		switch {
		case len(f) == 2 && f[0] == "module":
			module = f[1]
		case len(f) == 2 && f[0] == "require" && f[1] == "(":
			inBlock = true
		case len(f) == 1 && f[0] == ")":
			inBlock = false
		case strings.TrimSpace(comment) == "indirect":
		case inBlock && len(f) == 2:
			required[f[0]] = true
		case !inBlock && len(f) == 3 && f[0] == "require":
			required[f[1]] = true
		}
	}
	return module, required
}

// walk reads the imports of every Go file under root.
func walk(root, module string) (tree, error) {
	found := tree{packages: map[string]bool{}, imports: map[use]bool{}}
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			_, err := os.Stat(filepath.Join(file, "go.mod"))
			if file != root && (err == nil || strings.ContainsAny(d.Name()[:1], "._") || d.Name() == "testdata" || d.Name() == "node_modules") {
				return fs.SkipDir
			}
			return nil
		}
		if path.Ext(file) != ".go" || strings.ContainsAny(d.Name()[:1], "._") {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		dir, err := filepath.Rel(root, filepath.Dir(file))
		if err != nil {
			return err
		}
		pkg := cmp.Or(inModule(path.Join(module, filepath.ToSlash(dir)), module), module)
		found.packages[pkg] = true
		for _, spec := range f.Imports {
			p, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			found.imports[use{pkg, p, strings.HasSuffix(file, "_test.go")}] = true
		}
		return nil
	})
	return found, err
}

// TestImportsFaults breaks one thing at a time: that one is said, and nothing else.
func TestImportsFaults(t *testing.T) {
	const doc = `
` + "```rooms" + `
rank 0
news:
rank 1
internal/cut: news | internal/read
rank 2
internal/read: news internal/cut
` + "```\n\n```modules" + `
example.org/flags: internal/read
example.org/check: | internal/cut
` + "```\n"
	const gomod = `module news

require example.org/flags v1.0.0 // flags

require (
	example.org/check v1.2.0
	example.org/deep v0.1.0 // indirect
)
`
	for name, c := range map[string]struct {
		doc, mod [2]string // old, new
		add      use
		pkg      string
		want     []string
	}{
		"nothing":               {},
		"import":                {add: use{"news", "news/internal/cut", false}, want: []string{"news imports internal/cut: not listed"}},
		"test import":           {add: use{"news", "news/internal/cut", true}, want: []string{"test of news imports internal/cut: not listed"}},
		"test imports as code":  {add: use{"internal/read", "news", true}},
		"code imports as test":  {add: use{"internal/cut", "news/internal/read", false}, want: []string{"internal/cut imports internal/read: not listed"}},
		"unused import":         {doc: [2]string{"news:", "news: internal/cut"}, want: []string{"news: internal/cut is listed for it, but needlessly"}},
		"unused test import":    {doc: [2]string{"| internal/read", "| internal/read news"}, want: []string{"test of internal/cut: news is listed for it, but needlessly"}},
		"new package":           {pkg: "internal/link", want: []string{"package internal/link is not listed"}},
		"lost package":          {doc: [2]string{"rank 2", "internal/ask:"}, want: []string{"internal/ask is listed, but there is no such package", "internal/read imports internal/cut: not of a lower rank"}},
		"unknown module":        {add: use{"news", "example.org/deep/down", false}, want: []string{"news imports example.org/deep/down: not listed"}},
		"module elsewhere":      {add: use{"internal/cut", "example.org/flags", true}, want: []string{"test of internal/cut imports example.org/flags: not listed"}},
		"test module in code":   {add: use{"internal/cut", "example.org/check", false}, want: []string{"internal/cut imports example.org/check: not listed"}},
		"unused module":         {doc: [2]string{"flags: internal/read", "flags: internal/read news"}, want: []string{"news: example.org/flags is listed for it, but needlessly"}},
		"module not required":   {mod: [2]string{"require example.org/flags v1.0.0", ""}, want: []string{"example.org/flags is listed, but go.mod does not require it"}},
		"requirement":           {mod: [2]string{" // indirect", ""}, want: []string{"example.org/deep is required by go.mod, but not listed"}},
		"cgo":                   {add: use{"news", "C", false}, want: []string{"news imports C: there is no cgo here"}},
		"no table":              {doc: [2]string{"```modules", "```"}, want: []string{`no fenced block "modules"`}},
		"standard library":      {add: use{"news", "encoding/json", false}},
		"listed twice":          {doc: [2]string{"news:", "internal/read:\nnews:"}, want: []string{`rooms: line "internal/read: news internal/cut" has no colon or comes twice`}},
		"a module's near name":  {add: use{"news", "example.org/flagship", false}, want: []string{"news imports example.org/flagship: not listed"}},
		"one of our near names": {add: use{"news", "newsroom", false}},
	} {
		t.Run(name, func(t *testing.T) {
			module, required := parseMod(strings.Replace(gomod, c.mod[0], c.mod[1], 1))
			found := tree{packages: map[string]bool{"news": true, "internal/cut": true, "internal/read": true}, imports: map[use]bool{
				{"news", "strings", false}:                      true,
				{"internal/cut", "news", false}:                 true,
				{"internal/cut", "example.org/check", true}:     true,
				{"internal/cut", "news/internal/cut", true}:     true,
				{"internal/cut", "news/internal/read", true}:    true,
				{"internal/read", "news", false}:                true,
				{"internal/read", "news/internal/cut", false}:   true,
				{"internal/read", "example.org/flags/v", false}: true,
			}}
			if c.add.pkg != "" {
				found.imports[c.add] = true
			}
			if c.pkg != "" {
				found.packages[c.pkg] = true
			}
			if got := faults(strings.Replace(doc, c.doc[0], c.doc[1], 1), module, required, found); !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}
